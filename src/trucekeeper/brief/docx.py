"""The report as a Word document that an editor can work on: real styles, headings, tables, captions and links.

Right-to-left text is marked as such run by run, since Word does not find it out by itself (ECMA-376, 17.3.2.30).
"""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from trucekeeper.brief.model import Report
from trucekeeper.brief.paper import Mark, paper
from trucekeeper.brief.pdf import picture
from trucekeeper.brief.pictures.svg import right_to_left

FONT: Final = "Noto Sans"
ARABIC: Final = "Noto Naskh Arabic"
SOFT: Final = RGBColor(0x55, 0x55, 0x55)
MARKS: Final = "Record mark"
WIDTH: Final = Cm(17)
#: The height of a row that somebody writes into by hand.
PEN: Final = Cm(0.9)


def docx(report: Report) -> bytes:
    """Write a report as a Word document; the same report gives the same bytes."""
    held = paper(report)
    document = _document(held)
    for words in held["marks"]:
        document.add_paragraph(words, style="Intense Quote")
    document.add_paragraph(held["title"], style="Title")
    _front(document, held["front"])
    for section in held["sections"]:
        heading = document.add_paragraph(section["title"], style="Heading 1")
        heading.paragraph_format.page_break_before = section["apart"]
        for block in section["blocks"]:
            _BLOCKS[block["kind"]](document, block)
    if report.right_to_left:
        _turned(document)
    out = BytesIO()
    document.save(out)
    return _undated(out)


def _turned(document: Doc) -> None:
    """Let paragraphs, tables and pages run from right to left (ECMA-376, 17.3.1.6, 17.4.1 and 17.6.1)."""
    section = document.sections[0]
    for part in (document.element.body, section.header._element, section.footer._element):
        for paragraph in part.iter(qn("w:p")):
            paragraph.get_or_add_pPr().append(_flag("w:bidi"))
        for table in part.iter(qn("w:tblPr")):
            table.insert_element_before(_flag("w:bidiVisual"), *_AFTER_BIDI)
    section._sectPr.append(_flag("w:bidi"))


#: What follows w:bidiVisual in a table's properties, in the order that the schema asks for.
_AFTER_BIDI: Final = (
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
)


def _undated(container: BytesIO) -> bytes:
    """The same container with the same date on every part, so that equal reports are equal files."""
    out = BytesIO()
    with zipfile.ZipFile(container) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in held.namelist():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), held.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _document(held: dict[str, Any]) -> Doc:
    """An empty A4 document with our styles, the title above and the running line below each page."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = held["title"], "", ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    _styles(document)
    section.header.paragraphs[0].text = " · ".join((held["title"], *held["marks"]))
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{held['running']} · ")
    _field(foot, "PAGE")
    return document


def _styles(document: Doc) -> None:
    for name, size in (("Normal", 9.5), ("Title", 20), ("Heading 1", 14), ("Heading 2", 11), ("Caption", 9)):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(key), None)
        fonts.set(qn("w:cs"), ARABIC)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    marks = document.styles.add_style(MARKS, WD_STYLE_TYPE.CHARACTER)
    marks.font.size, marks.font.color.rgb = Pt(7), SOFT


def _front(document: Doc, rows: Iterable[tuple[str, list[tuple[str, str]], list[Mark]]]) -> None:
    table = document.add_table(rows=0, cols=2)
    for label, pieces, marks in rows:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(3.2), Cm(13.8)
        cells[0].text = label
        _told(cells[1].paragraphs[0], pieces, marks)


def _sentence(document: Doc, block: dict[str, Any]) -> None:
    _told(document.add_paragraph(), block["pieces"], block["marks"])


def _listing(document: Doc, block: dict[str, Any]) -> None:
    for one in block["items"]:
        _told(document.add_paragraph(style="List Bullet"), one["pieces"], one["marks"])


def _table(document: Doc, block: dict[str, Any]) -> None:
    """A caption that stays with its table, a head that repeats on each page, rows that are not cut."""
    caption = document.add_paragraph(block["caption"], style="Caption")
    caption.paragraph_format.keep_with_next = True
    head = [*block["head"], *([block["records"]] if block["sourced"] else [])]
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    for place, words in enumerate(head):
        paragraph = table.rows[0].cells[place].paragraphs[0]
        _run(paragraph, words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(_flag("w:tblHeader"))
    for row in block["rows"]:
        added = table.add_row()
        if block["sourced"]:
            added._tr.get_or_add_trPr().append(_flag("w:cantSplit"))
        for place, inside in enumerate(row["cells"]):
            _fill(added.cells[place], inside)
        if block["sourced"]:
            _told(added.cells[-1].paragraphs[0], [], row["marks"])
    _widths(table, block["widths"])
    if block["ruled"]:
        for row in table.rows[1:]:
            row.height = PEN
    document.add_paragraph()


def _widths(table: Table, shares: list[float]) -> None:
    """Give each column the room that its words need, no column less than its longest word.

    Left to itself LibreOffice makes all columns equal, so that a column of marks took as much room as the words.
    """
    columns = [[cell.text for cell in column.cells] for column in table.columns]
    wanted = shares or [max(min(max(map(_longest, texts)), 18), sum(map(len, texts)) ** 0.5) for texts in columns]
    for place, one in enumerate(wanted):
        width = Emu(int(WIDTH * one / sum(wanted)))
        for cell in table.columns[place].cells:
            cell.width = width


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=1)


def _fill(cell: _Cell, inside: list[dict[str, Any]]) -> None:
    for place, one in enumerate(inside):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        _told(paragraph, one["pieces"], one["marks"])


def _figure(document: Doc, block: dict[str, Any]) -> None:
    """The picture as PNG (Word shows SVG only with a second copy) with its words for those who do not see it."""
    shape = document.add_picture(BytesIO(picture(block["svg"])), width=WIDTH)
    about = shape._inline.docPr
    about.set("descr", block["description"])
    about.set("title", block["caption"])
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _told(document.add_paragraph(style="Caption"), [("ours", block["caption"])], block["marks"])


def _annex(document: Doc, block: dict[str, Any]) -> None:
    for entry in block["entries"]:
        heading = document.add_paragraph(style="Heading 2")
        _bookmark(heading, entry["number"])
        _run(heading, f"{entry['id']} ({entry['about']})")
        for label, pieces in entry["lines"]:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            _run(paragraph, f"{label}: ").font.color.rgb = SOFT
            _told(paragraph, pieces, [])


_BLOCKS: Final = {"sentence": _sentence, "listing": _listing, "table": _table, "figure": _figure, "annex": _annex}


def _told(paragraph: Paragraph, pieces: Iterable[tuple[str, str]], marks: Iterable[Mark]) -> None:
    for voice, text in pieces:
        _run(paragraph, f"“{text}”" if voice == "quoted" else text)
    for text, number in marks:
        _mark(paragraph, text, number)


def _run(paragraph: Paragraph, text: str) -> Run:
    """A run of text, marked as right-to-left where it begins so."""
    run = paragraph.add_run(text)
    if right_to_left(text):
        properties = run._r.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:cs"), ARABIC)
        properties.append(_flag("w:rtl"))
    return run


def _mark(paragraph: Paragraph, text: str, number: int) -> None:
    """A mark that leads to its record in the annex."""
    paragraph.add_run(" ", style=MARKS)
    run = paragraph.add_run(text, style=MARKS)
    if number:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"r{number}")
        link.append(run._r)
        paragraph._p.append(link)


def _bookmark(paragraph: Paragraph, number: int) -> None:
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        end = OxmlElement(name)
        end.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            end.set(qn("w:name"), f"r{number}")
        paragraph._p.append(end)


def _field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in itself, such as the page's number."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _flag(name: str) -> Any:
    return OxmlElement(name)
