"""The report as PDF, set by typst with fonts of our own, so that it looks the same on every machine.

Texts go in as data (`sys.inputs`), never as markup: typst reads no word of a record as its own language.
"""

import json
from importlib.resources import as_file, files
from typing import Final, Literal

import typst

from trucekeeper.brief.model import Report
from trucekeeper.brief.paper import paper

#: PDF/UA-1: headings, tables and the words of each picture can be read to somebody who sees none of it.
STANDARD: Final = "ua-1"


def pdf(report: Report) -> bytes:
    """Write a report as PDF; the same report gives the same bytes."""
    inputs = {"report": json.dumps(paper(report), ensure_ascii=False), "language": report.language}
    return _set("brief.typ", inputs, "pdf")


def picture(svg: str, *, per_inch: int = 200) -> bytes:
    """A picture as PNG, for documents that cannot hold SVG."""
    return _set("picture.typ", {"svg": svg}, "png", per_inch)


def _set(template: str, inputs: dict[str, str], form: Literal["pdf", "png"], per_inch: int = 200) -> bytes:
    here = files("trucekeeper.brief")
    with as_file(here / "templates" / template) as source, as_file(here / "fonts") as fonts:
        return typst.compile(
            source,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs=inputs,
            format=form,
            ppi=per_inch,
            pdf_standards=[STANDARD] if form == "pdf" else [],
        )
