"""Texts that somebody could write into a record in the hope that a renderer reads them as its own language."""

from datetime import datetime

from msgspec.structs import replace

from tests.brief.world import NOW, deal, history, now
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.model import Report
from trucekeeper.ledger.record import Claim, Entry

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "**bold** _slant_ [a link](https://evil.example) `code` # head | cell ~~gone~~ www.evil.example a@evil.example",
    '#import "@preview/x:1.0.0" #read("/etc/passwd") $ x^2 $ *strong* @ref <label>',
    '=HYPERLINK("https://evil.example") +1 -1 @SUM(A1)',
    "{{ 7 * 7 }} {% raw %} ]]> & &amp; &lt;b&gt;",
    "\\textbf{x} \\u202e",
)


def hostile_records() -> tuple[Entry, ...]:
    """A claim for each text: as speaker, incident, words and possible actor; and one that turns the line round."""
    made = []
    for number, text in enumerate((*HOSTILE, "turned \u202eround\u202c \x07 line\nend"), 1):
        record = Claim(
            id=f"x{number} {text}"[:200].strip(),
            speaker=text,
            side="HILL",
            clause="CF",
            incident=text,
            actors=(text,),
            words=text,
            said_at=_said(number),
        )
        made.append(Entry(position=100 + number, recorded_at=NOW, entered_by=text, record=record))
    return tuple(made)


def _said(number: int) -> datetime:
    return NOW.replace(hour=number)


def hostile_report() -> Report:
    """The internal report, which shows the most."""
    text = deal()
    entries = (*(replace(one) for one in history()), *hostile_records())
    return daily(text, entries, now(), audience=audience("internal", text))
