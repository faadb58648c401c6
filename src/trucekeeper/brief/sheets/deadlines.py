"""The moments that a deal sets, as a calendar that any telephone reads (RFC 5545).

A calendar is copied once and then wrong in silence when a hold moves a deadline, so every event says by what was known
it was worked out.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from trucekeeper.brief.matter import Matter
from trucekeeper.brief.sections.ahead import moments_ahead
from trucekeeper.core.moment import iso

#: A warning before each moment, in the minutes that a call and a decision take.
WARNING: Final = timedelta(minutes=60)

#: RFC 5545, 3.1: a line has at most 75 octets; what is longer goes on after a line break and a space.
OCTETS: Final = 75


def deadlines(matter: Matter, *, made: datetime) -> bytes:
    """Every opening, due time and end after the moment of `matter`, in the order of the clock."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Trucekeeper//deadlines//EN",
        "METHOD:PUBLISH",
        *(line for event in _events(matter, made) for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(one)}\r\n" for one in lines).encode()


def _events(matter: Matter, made: datetime) -> Iterator[list[str]]:
    head = matter.deal.head
    name = head.id if head else matter.deal.file
    for at, what, clause, *_ in moments_ahead(matter):
        title = matter.clause_title(clause).text
        about = f"{clause} {what}" + (f": {title}" if title and title != clause else "")
        told = f"By the text of {name}, by what was known by {iso(matter.now.known_by)}. A hold or a new text moves it."
        yield [
            "BEGIN:VEVENT",
            f"UID:{sha256(f'{name} {clause} {what}'.encode()).hexdigest()[:24]}@trucekeeper",
            f"DTSTAMP:{_utc(made)}",
            f"DTSTART:{_utc(at)}",
            f"SUMMARY:{_escaped(about)}",
            f"DESCRIPTION:{_escaped(told)}",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-PT{int(WARNING.total_seconds() // 60)}M",
            f"DESCRIPTION:{_escaped(about)}",
            "END:VALARM",
            "END:VEVENT",
        ]


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11: no record can end a line or open a property of its own."""
    clean = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(clean.split())


def _folded(line: str) -> str:
    """Cut at characters, not inside one."""
    parts, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += octets
    return "\r\n".join(parts)
