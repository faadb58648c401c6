"""Which number a proposition is about, of all that are in it."""

import re
from dataclasses import replace

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.quantity import Counted
from trucekeeper.reader.words import small

#: Units of human beings: two such numbers that are joined are one number of people.
PEOPLE = frozenset(
    ["people", "civilians", "fighters", "children", "men", "women", "families", "soldiers", "troops", "infants",
     "detainees", "prisoners", "hostages", "captives", "saudis", "thais", "sudanese", "israelis", "foreigners",
     "houthis", "journalists", "officers", "observers"]
)  # fmt: skip
VEHICLES = frozenset(
    {"buses", "convoys", "ambulances", "vehicles", "trucks", "lorries", "cars", "planes", "flights", "columns"}
)
#: `14 إسرائيلياً وثلاثة تايلانديين`: the second hangs on the first.
_HANGS = re.compile(r"\s+(?:[\u0600-\u06ff]+\s+)?")
_HARMED_AR = ("قتل", "قتي", "جرح", "جري", "مصاب", "شهي", "شهد", "مفقود")
_JOINED = re.compile(r"(?:,?\s+[\w’'-]+){0,2}\s+(?:and|и)\s+(?:at\s+least\s+|about\s+|some\s+)?")
_NOUN = re.compile(r"\s*(?P<noun>[^\W\d_][\w’'-]+)")
#: Dead and wounded are told apart.
_HARMED = ("dead", "killed", "wounded", "injured", "missing", "погиб", "убит", "ранен", "раненых")


#: `Of 28 hostages only four came back`.
_OF_ALL = re.compile(r"of the $|(?:^|[.:;\n]\s?)of $")
#: `had swollen from 2,000 fighters to more than 10,000 people`.
_GROWN = re.compile(r"(?:\s+[a-z]+){0,2}\s+to\s*$")


def meant(text: str, counted: list[Counted]) -> Quantity | None:
    """The number that a proposition is about, of all that are in it.

    `eight buses with 400 people` is about the buses, which are the subject; `nine soldiers and four civilians` are
    thirteen people; `of the 1,300 only 650 had come` is about the 650.
    """
    if not counted:
        return None
    first = counted[0].quantity
    if len(counted) == 1:
        return first
    second = counted[1].quantity
    before = text[max(0, counted[0].start - 7) : counted[0].start].lower()
    if _OF_ALL.search(before) is not None:
        bare = not small(text[counted[1].end : counted[1].end + 40]).lstrip().startswith(second.unit[:4])
        return replace(second, unit=first.unit) if bare else second
    if before.endswith("from ") and _GROWN.match(text, counted[0].end, counted[1].start) is not None:
        return second
    if text[counted[1].start] == "و" and (together := _together(text, counted)) is not None:
        return together
    joined = _JOINED.fullmatch(text, counted[0].end, counted[1].start) is not None
    human = first.unit in PEOPLE and second.unit in PEOPLE
    two_sides = text.startswith((" from ", " of the "), counted[1].end) or _two_kinds(text, counted)
    if joined and human and (first.unit not in {second.unit, "people"} or two_sides):
        high = None if first.high is None or second.high is None else first.high + second.high
        return Quantity(first.low + second.low, high, "people", first.approx or second.approx)
    return first


def _two_kinds(text: str, counted: list[Counted]) -> bool:
    """`15 Saudis and four Sudanese`, `13 израильтян и семеро иностранцев`: two nouns for people of two kinds."""
    said = [text[one.start : one.end + 24].lower() for one in counted[:2]]
    if any(stem in both for stem in _HARMED for both in said):
        return False
    nouns = [_noun_of(text, one) for one in counted[:2]]
    return all(nouns) and nouns[0] != nouns[1] and nouns[0] not in {"and", "people", "человек"}


def _noun_of(text: str, one: Counted) -> str:
    """The noun that a number counts: behind it in English, the last of its words in Russian."""
    if text[one.end - 1] > "z":
        return small(text[one.start : one.end]).split()[-1]
    found = _NOUN.match(text, one.end)
    return found["noun"].lower() if found is not None else ""


def _together(text: str, counted: list[Counted]) -> Quantity | None:
    """The sum of people whose numbers hang on each other in Arabic; None where it may be dead and wounded."""
    parts = [counted[0]]
    for one in counted[1:]:
        if text[one.start] != "و" or _HANGS.fullmatch(text, parts[-1].end, one.start) is None:
            break
        parts.append(one)
    many = [one.quantity for one in parts]
    said = text[parts[0].start : parts[-1].end + 12]
    people = all(one.unit in PEOPLE and one.high is not None for one in many)
    if len(parts) < 2 or not people or any(stem in said for stem in _HARMED_AR):
        return None
    return Quantity(
        sum(one.low for one in many), sum(one.high or 0 for one in many), "people", any(one.approx for one in many)
    )
