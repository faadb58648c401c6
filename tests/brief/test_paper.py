import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import struct_time

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.brief.hostile import HOSTILE, hostile_report
from tests.brief.world import deal, history, now, report
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.docx import docx
from trucekeeper.brief.formats import WRITERS, FormatError, writer
from trucekeeper.brief.model import Report, Section, sentence, sentences
from trucekeeper.brief.paper import paper
from trucekeeper.brief.pdf import pdf, picture
from trucekeeper.brief.pictures.svg import box, drawing
from trucekeeper.brief.sheets.forms import incident_form, manifest_form

ARABIC = "الفصائل المسلحة"


def read_pdf(content: bytes, folder: Path) -> str:
    """The text of a PDF as another program reads it."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (poppler-utils) is not here to read the PDF")
    file = folder / "report.pdf"
    file.write_bytes(content)
    return subprocess.run([reader, "-raw", str(file), "-"], check=True, capture_output=True, text=True).stdout


def squeezed(text: str) -> str:
    """Without spaces and hyphens: lines are broken where a page is broken."""
    return "".join(text.split()).replace("-", "").replace("\u2010", "").replace("\u00ad", "")


def read_docx(content: bytes) -> str:
    document = Document(BytesIO(content))
    return "".join(part.text or "" for part in document.element.body.iter() if part.tag.endswith("}t"))


def test_a_pdf_holds_every_sentence_of_the_report(tmp_path: Path) -> None:
    made = report(for_whom="internal")

    words = squeezed(read_pdf(pdf(made), tmp_path))

    for one in sentences(made):
        for piece in one.pieces:
            assert squeezed(piece.text) in words, piece.text


def test_hostile_text_is_never_read_as_typst(tmp_path: Path) -> None:
    words = squeezed(read_pdf(pdf(hostile_report()), tmp_path))

    for one in HOSTILE:
        assert squeezed(one)[:60] in words, one


def test_the_same_report_gives_the_same_pdf() -> None:
    first = pdf(report(for_whom="public"))

    assert first.startswith(b"%PDF-")
    assert pdf(report(for_whom="public")) == first


def kind_of(content: bytes) -> dict[str, str]:
    """What a PDF says of itself in its metadata: the standards that it keeps."""
    found = re.findall(rb"<(pdf\w+:\w+)>([^<]*)</", content)
    return {name.decode(): value.decode() for name, value in found if name.split(b":")[0] in {b"pdfaid", b"pdfuaid"}}


KEPT_AND_READ_ALOUD = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_report_can_be_kept_for_decades_and_read_aloud(language: str) -> None:
    """PDF/A-2a and PDF/UA-1 at once; dated by what was known until when, not by the machine's clock."""
    text = deal()

    made = pdf(daily(text, history(), now(), audience=audience("internal", text), language=language))

    assert kind_of(made) == KEPT_AND_READ_ALOUD
    assert b"/CreationDate(D:20310302180000Z)" in made
    assert b"/FontFile" in made


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_blank_form_without_a_moment_keeps_the_same_standards(language: str) -> None:
    made = [pdf(form(deal(), language)) for form in (incident_form, manifest_form)]

    assert [kind_of(one) for one in made] == [KEPT_AND_READ_ALOUD] * 2


def test_a_letter_without_a_shape_costs_nobody_the_report(tmp_path: Path) -> None:
    made = report(for_whom="public")
    odd = sentence("posted 😀 and 中 and \ue000 and ❤️ by hand")

    words = squeezed(read_pdf(pdf(replace(made, sections=(Section("odd", "odd", (odd,)),))), tmp_path))

    assert "posted⟨U+1F600⟩and⟨U+4E2D⟩and⟨U+E000⟩and⟨U+2764⟩byhand" in words


def test_arabic_stands_in_a_pdf_in_a_font_of_its_own(tmp_path: Path) -> None:
    made = pdf(arabic_report())

    assert b"NotoNaskhArabic" in made


def arabic_report() -> Report:
    text = deal()
    made = daily(text, history(), now(), audience=audience("public", text))
    return replace(made, sections=(*made.sections, Section("arabic", "Arabic", (sentence(ARABIC),))))


def test_a_word_document_has_real_headings_tables_and_links() -> None:
    made = report(for_whom="internal")

    document = Document(BytesIO(docx(made)))

    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert headings == [one.title for one in made.sections]
    body = document.element.body
    names = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    anchors = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    assert anchors and anchors <= names
    described = [one.get("descr") for one in body.iter() if one.tag.endswith("}docPr")]
    assert described and all(described)
    assert len(document.tables) > 4


def test_a_word_document_holds_every_sentence_as_it_was_written() -> None:
    made = hostile_report()

    words = read_docx(docx(made))

    for one in HOSTILE:
        assert one in words
    assert "\u202e" not in words


def test_a_word_document_holds_every_sentence_of_the_report() -> None:
    made = report(for_whom="internal")

    words = read_docx(docx(made))

    for one in sentences(made):
        for piece in one.pieces:
            assert piece.text in words


def test_the_same_report_gives_the_same_word_document_whenever_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    first = docx(report(for_whom="public"))

    monkeypatch.setattr("time.localtime", lambda *_: struct_time((2040, 1, 2, 3, 4, 5, 0, 2, 0)))
    assert docx(report(for_whom="public")) == first


def test_a_word_document_marks_what_runs_from_right_to_left() -> None:
    with zipfile.ZipFile(BytesIO(docx(arabic_report()))) as packed:
        body = packed.read("word/document.xml").decode()

    start = body.index(ARABIC)
    assert "<w:rtl/>" in body[body.rindex("<w:r>", 0, start) : start]


def test_a_word_document_fetches_nothing() -> None:
    with zipfile.ZipFile(BytesIO(docx(report()))) as packed:
        relations = [packed.read(one).decode() for one in packed.namelist() if one.endswith(".rels")]

    assert not [one for one in relations if 'TargetMode="External"' in one]


def test_a_picture_becomes_a_png() -> None:
    svg = drawing(10, 10, "a title", "a description", box(1, 1, 5, 5), id="small")

    assert picture(svg).startswith(b"\x89PNG")


def test_marks_lead_to_entries_that_are_there() -> None:
    held = paper(report())
    entries = {
        one["number"] for part in held["sections"] for block in part["blocks"] for one in block.get("entries", ())
    }

    targets = {
        number
        for part in held["sections"]
        for block in part["blocks"]
        for one in (*block.get("items", ()), *block.get("rows", ()), block)
        for _, number in one.get("marks", ())
    }

    assert targets - {0} <= entries
    assert targets - {0}


@pytest.mark.parametrize("ending", WRITERS)
def test_every_form_is_written_by_the_ending_of_its_name(ending: str) -> None:
    assert writer(f"Report.{ending.upper()[1:]}")(report(for_whom="public"))


def test_a_name_that_asks_for_no_form_is_told_those_there_are() -> None:
    with pytest.raises(FormatError) as caught:
        writer("report.odt")

    assert caught.value.message == '"report.odt" asks for no form that a report has'
    assert caught.value.hint == "end the name in .html, .md, .pdf, .docx"
