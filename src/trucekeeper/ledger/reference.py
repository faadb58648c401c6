"""Reference numbers of cases, such as ALP-2016-0014: given in order, never reused, and told over a bad radio line.

The number is worked out from all that was recorded, and the store takes the first step of a case only while nothing
else was recorded since (`behind`): of two desks that open one in the same instant, one is refused and takes the next.
"""

import re
from collections.abc import Iterable
from typing import Final

from trucekeeper.ledger.record import CaseStep, Contact, Correction, Entry

REFERENCE: Final = re.compile(r"(?P<prefix>[A-Z]{2,5})-(?P<year>\d{4})-(?P<number>\d{4,})$")

#: Alphabet and figures as they are spoken over the radio (ICAO; the figures in plain words).
_WORDS: Final = """
    Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo
    Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu zero one two three four five six seven eight nine dash
"""
_SPOKEN: Final = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", _WORDS.split(), strict=True))


def prefix_of(deal: str) -> str:
    """Three letters for a deal: its first letter and the consonants behind it, each once (HARBOUR-2031: HRB)."""
    letters = [letter for letter in deal.upper() if "A" <= letter <= "Z"]
    later = dict.fromkeys(letter for letter in letters[1:] if letter not in "AEIOU" and letter != letters[0])
    short = "".join([*letters[:1], *later])
    return (short + "".join(letter for letter in letters if letter not in short) + "XXX")[:3]


def references(entries: Iterable[Entry]) -> frozenset[str]:
    """Every reference that was ever given, in withdrawn records and in corrected ones too."""
    given: set[str] = set()
    for entry in entries:
        record = entry.record
        given.add(record.id)
        match record:
            case (
                CaseStep(case=str() as case) | Contact(case=str() as case) | Correction(changes={"case": str() as case})
            ):
                given.add(case)
    return frozenset(one for one in given if REFERENCE.match(one))


def next_reference(taken: Iterable[str], prefix: str, year: int) -> str:
    """The next number of a prefix and year; gaps that withdrawn cases left stay gaps."""
    found = (REFERENCE.match(one) for one in taken)
    numbers = [int(one["number"]) for one in found if one and (one["prefix"], int(one["year"])) == (prefix, year)]
    return f"{prefix}-{year}-{max(numbers, default=0) + 1:04}"


def spoken(reference: str) -> str:
    """As it is read over a radio: `Alfa Lima Papa dash two zero one six dash zero zero one four`."""
    return " ".join(_SPOKEN.get(letter, letter) for letter in reference.upper())
