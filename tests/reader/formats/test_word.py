"""Word documents: text and tables in the order of the page, insertions in, deletions out."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml

from trucekeeper.reader.formats import items
from trucekeeper.reader.formats.contents import NotReadableError, Part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: object) -> bytes:
    kept = BytesIO()
    document.save(kept)  # type: ignore[attr-defined]
    return kept.getvalue()


def read(raw: bytes, name: str = "report.docx") -> Part:
    [one] = items(raw, name, None)
    assert isinstance(one, Part)
    return one


def test_paragraphs_and_tables_come_in_the_order_of_the_page() -> None:
    document = docx.Document()
    document.add_paragraph("The UN said that buses had left.")
    table = document.add_table(2, 2)
    for row, cells in enumerate((("Day", "People"), ("Wednesday", "350"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("قالت الأمم المتحدة إن الحافلات غادرت.")

    text = read(saved(document)).document.text

    assert text == (
        "The UN said that buses had left.\n\nDay \tPeople\nWednesday \t350\n\nقالت الأمم المتحدة إن الحافلات غادرت."
    )


def test_tracked_insertions_are_read_and_deletions_are_left_out_and_told() -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(
        f'<w:p {W}><w:r><w:t xml:space="preserve">Buses </w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t>left</w:t>'
        '</w:r></w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>waited</w:delText></w:r></w:del></w:p>'
    ))  # fmt: skip

    one = read(saved(document))

    assert one.document.text == "Buses left"
    assert one.notes == ("what was struck out with changes tracked is left out",)


def test_a_document_is_known_by_what_it_is_and_not_by_its_ending() -> None:
    document = docx.Document()
    document.add_paragraph("Buses wait.")

    assert read(saved(document), "report.txt").document.text == "Buses wait."


def test_a_bomb_in_a_document_is_not_unfolded() -> None:
    document = docx.Document()
    document.add_paragraph("Buses wait.")
    kept = BytesIO(saved(document))
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/media/bomb.bin", b"\0" * 210_000_000)

    with pytest.raises(NotReadableError) as refused:
        read(kept.getvalue())

    assert refused.value.message == "report.docx cannot be read: it unfolds to more than any report holds"


@pytest.mark.parametrize("raw", [b"PK\x03\x04 word/", b"no document", b""])
def test_what_is_no_document_is_refused_with_one_sentence(raw: bytes) -> None:
    with pytest.raises(NotReadableError) as refused:
        read(raw)

    assert refused.value.message == "report.docx cannot be read: it is no whole Word document (BadZipFile)"


def test_an_empty_document_is_said_to_be_empty() -> None:
    with pytest.raises(NotReadableError) as refused:
        read(saved(docx.Document()))

    assert refused.value.message == "report.docx cannot be read: there is no text in it"
