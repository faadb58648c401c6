"""The report as PDF, set by typst with fonts of our own, so that it looks the same on every machine.

Texts go in as data (`sys.inputs`), never as markup: typst reads no word of a record as its own language.
"""

import json
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Final, Literal

import typst

from trucekeeper.brief.letters import shapely
from trucekeeper.brief.model import Report
from trucekeeper.brief.paper import paper
from trucekeeper.brief.pictures.turned import turned

#: PDF/A-2a: whole in itself, to be read as it is in decades (ISO 19005-2). PDF/UA-1: headings, tables and the
#: words of each picture can be read to somebody who sees none of it. PDF/A-3 adds files inside the file, which a report
#: lacks; PDF/A-4 is PDF 2.0, which PDF/UA-1 is not.
STANDARDS: Final = ("a-2a", "ua-1")
#: PDF/A wants a date. A blank form has none and carries the one of files that have none, as in the docx.
UNDATED: Final = datetime(1980, 1, 1, tzinfo=UTC)


def pdf(report: Report) -> bytes:
    """Write a report as PDF; the same report gives the same bytes."""
    held = paper(report)
    for block in (one for section in held["sections"] for one in section["blocks"] if one["kind"] == "figure"):
        block["svg"] = turned(block["svg"])
    told = shapely(json.dumps(held, ensure_ascii=False))
    return _set("brief.typ", {"report": told, "language": report.language}, "pdf", at=report.at or UNDATED)


def picture(svg: str, *, per_inch: int = 200) -> bytes:
    """A picture as PNG, for documents that cannot hold SVG."""
    return _set("picture.typ", {"svg": turned(svg)}, "png", per_inch=per_inch)


def _set(
    template: str,
    inputs: dict[str, str],
    form: Literal["pdf", "png"],
    *,
    per_inch: int = 200,
    at: datetime = UNDATED,
) -> bytes:
    here = files("trucekeeper.brief")
    with as_file(here / "templates" / template) as source, as_file(here / "fonts") as fonts:
        return typst.compile(
            source,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs=inputs,
            format=form,
            ppi=per_inch,
            pdf_standards=list(STANDARDS) if form == "pdf" else [],
            timestamp=int(at.timestamp()),
        )
