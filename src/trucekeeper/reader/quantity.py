"""How many, as it was said: ranges with a unit (the conventions are those of the reader's reference page).

dozens 24-, scores 40-, hundreds 200-, thousands 2000-, several hundred 300-900, half a million 500,000, all
approximate; around, nearly, about, some N = N approximate; at least, more than N = N- ; up to N = 0-N;
fewer than N = 0-(N-1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, count
from typing import Protocol

from msgspec import Struct

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.lexicon import sections, word_set
from trucekeeper.reader.words import Asked, small

LIST = "en_numbers.txt"


class Meant(Protocol):
    """Says what a number without a noun counts."""

    def __call__(self, *, nearest: bool) -> str:
        """The unit; the one named last where `nearest`."""


_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"


@cache
def numbers() -> dict[str, int]:
    """What number words mean."""
    return {word: int(value) for word, value in (line.split() for line in sections(LIST)["numbers"])}


@cache
def units() -> dict[str, str]:
    """What is counted under which unit, by the noun."""
    return {word: unit for word, unit in (line.split() for line in sections(LIST)["units"])}


#: What may stand before a number and say how it is meant.
_BEFORE = (
    "at least", "no fewer than", "not less than", "more than", "over", "above", "up to", "as many as", "at most",
    "no more than", "upwards of", "in excess of", "well over", "just over", "just under", "as few as", "fewer than",
    "less than", "under", "around", "about", "nearly", "almost", "some", "roughly", "approximately", "close to",
    "an estimated", "maybe", "perhaps", "something like", "at best", "a maximum of", "a minimum of",
    "only", "between", "no larger than", "no higher than", "hardly", "barely", "scarcely", "not quite", "close on",
    "just shy of", "in the region of", "in the order of", "somewhere around", "a little over", "slightly more than",
    "slightly over", "a little under", "slightly under", "slightly fewer than", "slightly less than", "as much as",
    "well under", "not fewer than", "upward of", "virtually", "practically", "estimated",
)  # fmt: skip


@cache
def _pattern(*, digits: bool = False) -> re.Pattern[str]:
    """Of a number, or of one that begins with a digit: no word stands before that, so hardly anything is tried."""
    words = "|".join(sorted((w for w in numbers() if w not in {"no", "hundred"}), key=len, reverse=True))
    spoken, scale = rf"(?:{words})(?:-(?:{words}))?", "(?:hundred|thousand|dozen|million)"
    number = (
        rf"(?:half\s+a\s+(?:million|dozen)|several\s+(?:hundred\s+thousand|hundred|thousand|dozen|million)|a\s+few\s+(?:hundred\s+thousand|hundred|thousand)|"
        rf"(?:tens|hundreds)\s+of\s+thousands|(?:an?\s+)?couple\s+of(?:\s+(?:hundred|thousand|dozen)\b)?|(?:an?\s+|{spoken}\s+)hundred\s+(?:thousand|million)|(?:an?\s+|{spoken}\s+)?{scale}"
        rf"(?:s\s+of|s|(?:\s+(?:{spoken}\s+)?hundred)?(?:\s+and\s+{spoken})?)?|dozens|scores|"
        rf"(?:{_DIGITS})(?:\s+(?:thousand|million))?|{spoken})"
    )
    before = "|".join(phrase.replace(" ", r"\s+") for phrase in _BEFORE)
    before = rf"(?P<before>{'(?!)' if digits else before})"
    low = rf"(?:{_DIGITS})(?:\s+(?:thousand|million))?" if digits else number
    return re.compile(
        rf"(?<![\w.,:])(?:{before}\s+)?(?P<low>{low})\b(?:\s*(?:to|and|or|-|–)\s*(?P<high>{number})\b)?(?![:.]\d|\s*(?:am|pm)\b)"
    )


_NOBODY = re.compile(
    r"\b(?P<none>nobody|no\s+one|none)\b|\bno\s+(?P<first>[a-z]+)(?:\s+(?P<unit>[a-z]+))?\b", re.IGNORECASE
)
_ONE = re.compile(r"(?:the\s+first|one|another|an?|a\s+first)\s+(?P<unit>convoy)\b", re.IGNORECASE)
_A_CONVOY = re.compile(r"\ba\s+first\s+convoy\b")
#: `a man of about 60`: an age.
_AGED = re.compile(r"(?:\b(?:man|woman|boy|girl|child)\s+of|\baged)\s+$")
_ANOTHER = re.compile(r"\banother\s+(?P<unit>[a-z]+)\b")
_REFUSED = frozenset({"not", "no", "never"})
_NOT_ONE = re.compile(
    r"\b(?:not\s+(?:(?P<single>a\s+single)|one|an?(?=\s+(?:shot|shell|round|bus|vehicle|lorry|truck)\b))|without\s+a\s+single|no\s+single)\s+(?P<unit>[a-z]+)"
    r"(?:(?=\s+(?:has|had|was|is|have|were|could|can|would|will)\b)|\s+(?!of\b|has\b|had\b|was\b|is\b|in\b|on\b|to\b)(?P<second>[a-z]+)(?=\s+(?:has|had|was|is|could|can|would|will)\b))?",
    re.IGNORECASE,
)
#: `neither side had freed a single prisoner`.
_NEITHER = re.compile(r"\b(?:neither|never|nobody|cannot|without)\b[^.;]{0,48}?\ba\s+single\s+(?P<unit>[a-z]+)")
_DID_IT = re.compile(r"\s+(?:has|had|was|is|could|can|would|will)\b")


def _plural(noun: str) -> str:
    """The plural of a noun that no list holds."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")


#: `not one has come`: of what was counted last.
_DID = frozenset({"has", "had", "have", "was", "came", "left"})
#: So much of what stands before the words is looked at: `the number of detainees ... at 40`.
_BEFORE_THAT = 64
#: Without one of these nothing is said to be none, and no convoy is the first or another one.
_NONE = frozenset({"neither", "never", "cannot", "nobody", "no", "none", "not", "without", "convoy", "another"})
#: `provided that no one obstructs it`: a condition.
_IF = re.compile(r"\b(?:if|unless|provided|so\s+long\s+as)\s+(?:that\s+)?$")
_FORCED = re.compile(r"\b(?:forced|obliged|made)\s+to\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\s+(?:of\s+(?:(?:the|its|his|their|our)\s+(?:own\s+)?|them\b)?)?(?P<words>[A-Za-z][\w’'-]*(?:\s+[A-Za-z][\w’'-]*){0,3})"
)


_SIGNS = frozenset(
    [
        "dozen",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "thousand",
        "million",
        "half",
        "several",
        "nobody",
        "none",
        "neither",
        "single",
        "no",
        "not",
        "without",
        "convoy",
        "another",
        "tens",
        "couple",
        "few",
    ]
) | frozenset(numbers())


def _spoken(low: str) -> bool:
    """`eighty-three` is a number of two number words."""
    return low.partition("-")[0] in _SIGNS


_BOTH_ARMS = re.compile(r"(?:rockets|mortars|shells|bombs|missiles) and (?P<second>shells|rockets|bombs|mortars)\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity and its place in the text."""

    quantity: Quantity
    start: int
    end: int


def tells_number(lows: list[str]) -> bool:
    """False where no number word and no digit stands, so that nothing need be looked for: so it is with most words."""
    return any(map(_MAY_COUNT, lows))


_MAY_COUNT = Asked(lambda low: low in _SIGNS or low[0].isdigit() or ("-" in low and _spoken(low))).__getitem__


class Sought(Struct, frozen=True):
    """A stretch of text with its numbers, whatever they count.

    Attributes:
        shift: Where `text` begins.
        text: The stretch in small letters, with what stands before it.
        start, end: The stretch in it.
        numbers: In order, with what stands around each.
    """

    shift: int
    text: str
    start: int
    end: int
    numbers: "list[_Number]"


def numbers_in(text: str, start: int, end: int) -> Sought:
    """The numbers of text[start:end]."""
    shift = max(0, start - _BEFORE_THAT)
    low, first, last = small(text[shift:end]), start - shift, end - shift
    found = [_number(low, one, last) for one in _numbered(low, first, last) if not _never_counts(low, one)]
    return Sought(shift, low, first, last, found)


def quantities(
    text: str, start: int, end: int, unit: str | Meant = "people", runs: set[str] | None = None
) -> list[Counted]:
    """All counted things in text[start:end], in order; times, dates and lengths are no counts.

    Args:
        text: The whole text.
        start: First character.
        end: After the last.
        unit: What is meant where only a number stands ("five had been burnt"), or who can say it.
        runs: The words that stand there, or more (`words.runs`), where they are at hand.
    """
    return counted_of(numbers_in(text, start, end), unit, runs)


def counted_of(sought: Sought, unit: str | Meant, runs: set[str] | None) -> list[Counted]:
    """The same where the numbers have been found already."""
    made, shift = _quantities(sought, unit, runs), sought.shift
    return [Counted(one.quantity, one.start + shift, one.end + shift) for one in made]


def _quantities(sought: Sought, unit: str | Meant, runs: set[str] | None) -> list[Counted]:
    """The same by their places in what was looked through."""
    text, start, end = sought.text, sought.start, sought.end
    made = [_counted(n, start, unit) for n in sought.numbers]
    found = [one for one in made if one is not None]
    if found or (runs is not None and _NONE.isdisjoint(runs)):
        return found
    for read in (_not_one, _first_convoy, _another, _nobody):
        if (one := read(text, start, end, unit, runs)) is not None:
            return [one]
    return []


def _not_one(text: str, start: int, end: int, unit: str | Meant, runs: set[str] | None) -> Counted | None:
    """`not a single shell`, `not one has come`: none of what is named, or of what was counted last."""
    if runs is not None and "single" not in runs and "one" not in runs:
        return None
    none = _NOT_ONE.search(text, start, end) or _NEITHER.search(text, start, end)
    if none is None:
        return None
    named = _one_of(none["unit"].lower())
    if named is None and none["unit"] in _DID:
        named = _meant_unit(unit)
    elif named is None and none.re is _NOT_ONE and none["second"]:
        named = _one_of(none["second"]) or (_plural(none["second"]) if none["single"] else None)
    elif named is None and none.re is _NOT_ONE and none["single"] and _DID_IT.match(text, none.end()) is not None:
        named = _plural(none["unit"])
    return Counted(Quantity(0, 0, named), *none.span()) if named is not None else None


def _first_convoy(text: str, start: int, end: int, unit: str | Meant, runs: set[str] | None) -> Counted | None:
    """`a convoy`, `the first convoy`: one."""
    if runs is not None and "convoy" not in runs:
        return None
    one = _ONE.match(text, start, end) or _A_CONVOY.search(text, start, end)
    return Counted(Quantity(1, 1, "convoys"), *one.span()) if one is not None else None


def _another(text: str, start: int, end: int, unit: str | Meant, runs: set[str] | None) -> Counted | None:
    """`another bus has left`: one; `did not let another bus in` counts nothing."""
    if runs is not None and ("another" not in runs or not _REFUSED.isdisjoint(runs)):
        return None
    one = _ANOTHER.search(text, start, end)
    named = _one_of(one["unit"]) if one is not None else None
    return Counted(Quantity(1, 1, named), *one.span()) if one is not None and named is not None else None


def _nobody(text: str, start: int, end: int, unit: str | Meant, runs: set[str] | None) -> Counted | None:
    """`nobody has left`, `no armed men`, `no large vehicles`: none, unless it is a condition."""
    nobody = _NOBODY.search(text, start, end)
    if nobody is None or _IF.search(text, max(start, nobody.start() - 24), nobody.start()) is not None:
        return None
    if nobody["none"]:
        forced = _FORCED.search(text, start, end) is not None
        return Counted(Quantity(0, 0, _none_of(unit, nobody["none"])), *nobody.span()) if not forced else None
    first, second = nobody["first"] or "", nobody["unit"] or ""
    named = "fighters" if first.lower() == "armed" else _one_of(first.lower()) or _one_of(second.lower())
    return Counted(Quantity(0, 0, named), *nobody.span()) if named is not None else None


def _one_of(noun: str) -> str | None:
    """The unit of a noun in the singular or the plural."""
    known = units()
    return (
        known.get(noun) or known.get(noun + "s") or known.get(noun.removesuffix("y") + "ies") or known.get(noun + "es")
    )


def _none_of(unit: str | Meant, word: str) -> str:
    """`None has been freed` is said of those told of before; `nobody` of people."""
    meant = _meant_unit(unit) if word.lower() == "none" else "people"
    return meant if meant in _CAPTIVE else "people"


_CAPTIVE = frozenset(
    ["detainees", "prisoners", "hostages", "captives", "hospitals", "violations", "breaches", "explosions", "shells",
     "rockets", "rounds", "strikes", "raids", "buses", "trucks", "lorries", "convoys", "flights", "bodies"]
)  # fmt: skip


def _numbered(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """All numbers; the pattern is tried only where a word stands that may begin one, which is much quicker."""
    pieces = _SPLIT.split(text[start:end])
    runs = pieces[1::2]
    if not (hits := [*compress(count(), map(_BEGINS.__getitem__, runs))]):
        return
    first, at = _first_words(), start
    borders = [*accumulate(map(len, pieces), initial=start)]
    runs.append("")
    for n in hits:
        begin = borders[2 * n + 1]
        if begin < at or ((needed := first.get(runs[n])) is not None and runs[n + 1] not in needed):
            continue
        match = _pattern(digits=runs[n][0].isdigit()).match(text, begin, end)
        if match is not None:
            yield match
            at = match.end()


_SPLIT = re.compile(r"(\w+)")


@cache
def _first_words() -> dict[str, frozenset[str] | None]:
    """Each word that may begin a number, with the words of which one must follow; None where any may."""
    scales = {scale + end for scale in ("hundred", "thousand", "dozen", "million") for end in ("", "s")}
    whole = scales | set(numbers()) | {"half", "several", "dozens", "scores", "tens", "couple"}
    found: dict[str, frozenset[str] | None] = dict.fromkeys(whole - {"no", "a", "an", "not"})
    one_of = [f"{a} {what}" for a in ("a", "an") for what in (*scales, "few", "couple")]
    for first, *rest in (phrase.split() for phrase in (*_BEFORE, *one_of)):
        if not rest:
            found[first] = None
        elif first not in found or found[first] is not None:
            found[first] = (found.get(first) or frozenset()) | {rest[0]}
    return found


#: Whether a number may begin with a word.
_BEGINS = Asked(lambda low: low[0].isdigit() or low in _first_words())


#: From here on a number without a noun is one of people, or of what was counted before.
_MANY = 100
#: No number that anybody counted has more letters or digits.
_LONGEST = 60


class _Number(Struct):
    """A number, what stands around it, and what it says.

    Attributes:
        text: The whole text, in small letters.
        match: The number in it.
        end: No further than here is looked.
        before: How it is meant: `at least`.
        lead: What stands before it.
        after: The words behind it that may name what is counted.
        behind: The two next words, and nothing.
        low: The number, or the least that its word can mean.
        high: The most; None where the word names none.
        approx: Whether the word itself is only approximate.
        spoken: In words.
        unit: What is counted by the words behind it; "" where these do not tell, None where it is no count.
    """

    text: str
    match: re.Match[str]
    end: int
    before: str
    lead: str
    after: str
    behind: list[str]
    low: int
    high: int | None
    approx: bool
    spoken: bool
    unit: str | None = ""


def _number(text: str, match: re.Match[str], end: int) -> _Number:
    """A number with what stands around it."""
    before = " ".join((match["before"] or "").split())
    if before == "over" and _HANDED.search(text, max(0, match.start() - 10), match.start()) is not None:
        before = ""  # `handed over two tanks`
    after = _AFTER.match(text, match.end(), end)
    n = _Number(
        text, match, end, before, text[max(0, match.start() - _BEFORE_THAT) : match.start()],
        after["words"] if after is not None else "",
        [*text[match.end() : match.end() + 60].split()[:2], "", ""],
        *_value(match["low"]), not match["low"][0].isdigit(),
    )  # fmt: skip
    n.unit = _unit(n.after, text[match.end() : match.end() + 2], plural=not n.spoken)
    if n.unit and n.low == n.high == 1 and n.unit not in units().values():
        n.unit = ""  # `one well works`
    return n


def _counted(n: _Number, start: int, default: str | Meant) -> Counted | None:
    """What a number counts and how many of it; None where it counts nothing."""
    text, match, end, unit = n.text, n.match, n.end, n.unit
    n.spoken = not match["low"][0].isdigit()  # it may have been looked at before, for another speaker
    if unit == "" and (total := _of_a_total(n, default) or _in_all(n)) is not None:
        unit, n.spoken = total, False
    if _is_a_label(n, unit):
        return None
    if n.lead.rstrip().endswith("of") and _BODIES_OF.search(n.lead) is not None:
        unit = "bodies"
    if _is_an_hour(n, unit) or _is_a_share(n) or _is_refused(n):
        return None
    if unit == "" and n.low == n.high == 1 and n.after and not n.lead.endswith(("no ", "another ")):
        unit = _one_of(n.after.split()[0]) or ""  # `1 person`, `one drone was shot down`
    unit = _of_the_whole(n, unit, default)
    if _is_known(n, unit):
        return None
    if unit == "" and (kind := _ALL_OF_A_KIND.match(text, match.end(), end)) is not None:
        unit = units().get(kind["kind"].lower(), "")
    if unit in _PLACES and n.lead.endswith(_WHERE):
        return None
    if unit is None or (unit == "" and _is_bare(n) and not _stands_for_those(n, start)):
        return None
    unit = unit or _named_first(n, start) or _meant_without_noun(n, default)
    quantity = _bounded(n, *_least_and_most(n), unit)
    return Counted(quantity, match.start(), match.end())


#: Where something is counts nothing: `were asked for their names at two checkpoints`.
_PLACES = frozenset(
    ["checkpoints", "ports", "districts", "provinces", "governorates", "quarters", "neighbourhoods", "towns",
     "villages", "cities", "regions", "areas", "crossings", "roads", "fronts", "streets",
     "camps", "shelters", "sites", "locations", "countries", "counties", "capitals"]
)  # fmt: skip
_WHERE = (" at ", " from ", " in ", " across ", " through ", " near ", " along ", " around ")


def _never_counts(text: str, match: re.Match[str]) -> bool:
    """True of a date, of an hour of four digits, and of what is longer than any number that somebody counted."""
    if len(match["low"]) > _LONGEST or len(match["high"] or "") > _LONGEST:
        return True
    return _OF_A_DAY.match(text, match.end()) is not None or _AN_HOUR.fullmatch(match["low"]) is not None


_IS_THE_TOTAL = (" at ", " at about ", " at around ", " was ", " is ", " were ", " reached ", " exceeded ", " to ")


def _of_a_total(n: _Number, default: str | Meant) -> str | None:
    """`puts the number of detainees at 40`: the unit of a total, which stands before the number."""
    if not n.lead.endswith(_IS_THE_TOTAL) or (total := _NUMBER_OF.search(n.lead)) is None:
        return None
    if "board" in total.group():
        return "people"
    if total["who"]:
        return "people"
    named = (units().get(word) for word in total.group().split())
    return next((unit for unit in named if unit is not None), None) or _meant_unit(default)


#: `the vehicles, 13 in all`.
_IN_ALL = re.compile(r"\s+(?:in\s+all|in\s+total|in\s+number|altogether|all\s+told|strong)\b")
_JUST_BEFORE = re.compile(r"\b(?P<noun>[a-z]+)\s*[,(:]\s*$")


def _in_all(n: _Number) -> str | None:
    """`the vehicles, 13 in all`: the noun that the number stands beside."""
    if n.behind[0] not in _SUMMED or _IN_ALL.match(n.text, n.match.end()) is None:
        return None
    noun = _JUST_BEFORE.search(n.lead)
    if noun is None:
        return None
    known = units().get(noun["noun"])
    return known or (noun["noun"] if noun["noun"].endswith("s") and len(noun["noun"]) > _SHORT else None)


_SUMMED = frozenset({"in", "altogether", "altogether,", "all", "strong", "strong,"})


def _is_a_label(n: _Number, unit: str | None) -> bool:
    """True of an age, of the number of a resolution or a road, and of a part of an hour."""
    aged = n.lead.rstrip().endswith(("of", "aged")) and _AGED.search(n.lead) is not None
    if aged or n.lead.endswith(("resolution ", "a few ", "half past ", "quarter past ", "quarter to ")):
        return True
    return n.lead.endswith(_NO_COUNT_BEHIND) and (unit == "" or not n.lead.endswith(" within "))


def _is_an_hour(n: _Number, unit: str | None) -> bool:
    """`shelling after seven`, `telephoned at about six`."""
    if unit != "":
        return False
    if n.low <= _HOURS and n.low == n.high and not n.before and n.lead.endswith(_BEFORE_A_BARE_HOUR):
        return _CLAUSE_ENDS.match(n.text, n.match.end()) is not None
    if n.low <= _HOURS and not n.before and n.lead.endswith(" at ") and _COUNTING.search(n.lead) is None:
        return _CLAUSE_ENDS.match(n.text, n.match.end()) is not None
    if not n.spoken:
        return False
    if n.lead.endswith(_BEFORE_AN_HOUR):
        return True
    return n.before in _ABOUT and n.low <= _HOURS and n.lead.endswith(" at ") and "put " not in n.lead


def _is_a_share(n: _Number) -> bool:
    """`two thirds of them`, `one in three families`, `half of the 48 detainees`."""
    if n.spoken and _SHARE.match(n.text, n.match.end()) is not None:
        return True
    if n.lead.endswith(" in ") or n.lead == "in ":
        return _ONE_IN.search(n.lead) is not None
    return (" of " in n.lead or "half " in n.lead) and _PART_OF.search(n.lead) is not None


_ONE_IN = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d)\s+in\s+$")


def _is_refused(n: _Number) -> bool:
    """`80, not 120`, `every two hours`, `no one`: said not to be the number, or of no number of things."""
    return n.lead.endswith((", not ", "every ")) or (n.lead.endswith("no ") and n.match["low"] == "one")


def _of_the_whole(n: _Number, unit: str | None, default: str | Meant) -> str | None:
    """`20 of 168 lorries`: the unit of the whole stands behind both numbers."""
    if n.behind[0] != "of" or (among := _OF_SO_MANY.match(n.text, n.match.end(), n.end)) is None:
        return unit
    if among["words"].split()[0] in _ASIDE:
        return _meant_unit(default)  # `some 50 of the 303 for a week`
    return _unit(among["words"], "", plural=True) or unit


def _is_known(n: _Number, unit: str | None) -> bool:
    """`one of his units`, `the two militaries`: which they are is known, and nobody counts them."""
    if n.match["low"].lower() == "one" and not n.before and _ONE_OF.match(n.text, n.match.end()) is not None:
        return True
    if n.low == len(_BOTH) and unit in _BOTH and unit in n.after:
        return True  # `X and Y, two villages under siege`
    if not n.spoken or not unit or not n.lead.endswith(_NAMED):
        return False
    return not n.after or n.after.split()[0].lower() not in units()


#: Two of these are as a rule two that the report names.
_BOTH = ("villages", "towns")


def _is_bare(n: _Number) -> bool:
    """True of a small number and of one that may be a year: without a noun it need not count anything."""
    return n.low < _MANY or _year(n.text, n.match, n.low)


def _meant_without_noun(n: _Number, default: str | Meant) -> str:
    """What a number counts that stands without its noun: the harmed are people, whatever was counted before."""
    if n.behind[0] in _BEFORE_HARM and _HARMED.match(n.text, n.match.end()) is not None:
        return "people"
    return _meant_unit(default, nearest=_named_just_now(n.text, n.match, n.lead))


def _least_and_most(n: _Number) -> tuple[int, int | None]:
    """The range of a number with the one behind it (`between 20 and 30`); `none of the 14` are none."""
    low, high, second = n.low, n.high, n.match["high"]
    if n.lead.endswith(("none of the ", "neither of the ", "not one of the ", "not one of its ", "none of its ")):
        return 0, 0
    if second is None:
        return low, high
    top = _value(second)[0]
    if _ROSE.search(n.lead) is not None:
        return top, top
    return (min(low, top), max(low, top)) if n.before == "between" or top > low else (low, high)


def _bounded(n: _Number, low: int, high: int | None, unit: str) -> Quantity:
    """The range as it is meant: without a top, up to the number, below it, or about it."""
    either = "or" in n.behind
    if n.before in _NO_TOP or (either and _OR_MORE.match(n.text, n.match.end()) is not None):
        return Quantity(low, None, unit, n.approx)
    if n.before in _UP_TO:
        return Quantity(0, low, unit, n.approx)
    if n.before in _BELOW:
        return Quantity(0, max(low - 1, 0), unit, n.approx)
    about = bool(n.before) and n.before not in _AS_IT_IS
    about = about or (either and _OR_SO.match(n.text, n.match.end()) is not None)
    return Quantity(low, high, unit, n.approx or about)


_UP_TO = frozenset(
    {
        "up to",
        "as many as",
        "as much as",
        "at most",
        "no more than",
        "no larger than",
        "no higher than",
        "at best",
        "a maximum of",
    }
)
_BELOW = frozenset(
    ["fewer than", "less than", "under", "just under", "well under", "a little under", "slightly under",
     "slightly fewer than", "slightly less than"]
)  # fmt: skip
#: These leave a number as it is.
_AS_IT_IS = frozenset({"between", "only", "as few as"})


#: `on 18 December several buses`, `22 to 27 May`: a date.
_OF_A_DAY = re.compile(
    r"(?:st|nd|rd|th)?\s+(?:(?:to|and|or|-|–)\s+\d{1,2}\s+)?(?:(?:january|february|march|april|june|july|august|september|october|november|"
    r"december)\b|may(?:\s+\d|[\s]*(?:[.,;:)]|$)|\s+(?:and|at|in|on|to|the)\b))"
)
#: `at 0500`.
_AN_HOUR = re.compile(r"0\d{3}")
#: `the checkpoint at Kilo 16`, `for each ten further hostages`, `and from the city within 21`.
_NO_COUNT_BEHIND = (
    "kilo ", "route ", "highway ", "sector ", "article ", "clause ", "paragraph ", "annex ", "gate ", "camp ",
    "brigade ",    "each ", " within ",
)  # fmt: skip


def _named_just_now(text: str, match: re.Match[str], lead: str) -> bool:
    """`three of them`, `another 20`, `seven had been`: of what was named last, counted or not."""
    return lead.endswith("another ") or text.startswith((" of them", " had been", " have been"), match.end())


#: `half of the 48 detainees`, `three-quarters of the town's 20,000 people`: a share gives no number.
_PART_OF = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?|most|percent|per\s+cent)\s+(?:of\s+)?(?:the|its|their|our|his|those|these)\s+"
    r"(?:[\w-]+['’]s?\s+)?(?:[\w-]+\s+)?$"
)
#: `the bodies of 1,212 servicemen`.
_BODIES_OF = re.compile(r"\b(?:bodies|corpses)\s+of\s+$")


def _meant_unit(default: str | Meant, *, nearest: bool = False) -> str:
    return default if isinstance(default, str) else default(nearest=nearest)


_NO_TOP = frozenset(
    ["at least", "a minimum of",
      "no fewer than", "not less than", "not fewer than", "upward of", "a little over", "slightly more than",
      "slightly over", "more than", "over", "above", "upwards of", "in excess of",
     "well over", "just over"]
)  # fmt: skip
_HANDED = re.compile(r"\b(?:hand(?:ed|s|ing)?|turn(?:ed|s)?|took|taken|gave|given|made)\s+$")
#: With one of these begins what says that somebody was harmed.
_BEFORE_HARM = frozenset({"of", "had", "have", "were", "was"})
#: The harmed are people, whatever was counted before.
_HARMED = re.compile(
    r"\s+(?:of\s+(?:them|those)\s+)?(?:had\s+been|have\s+been|were|was)\s+(?:wounded|killed|hurt|injured|dead)\b|\s+of\s+those\b"
)
#: `20 of 168 lorries`, `about 900 of the 1,500 detainees`.
_OF_SO_MANY = re.compile(
    r"\s+of\s+(?:the\s+|its\s+|their\s+|some\s+|about\s+|around\s+)*(?:[a-z]+\s+)?\d[\d,]*\s+(?P<words>[a-z][\w'’-]*(?:\s+[a-z][\w'’-]*){0,2})"
)
_ASIDE = frozenset({"for", "in", "at", "on", "by", "to", "until", "had", "were", "was", "have"})
_OR_MORE = re.compile(r"\s+(?:\w+\s+)?or\s+more\b", re.IGNORECASE)
_OR_SO = re.compile(r"\s+(?:\w+\s+)?or\s+so\b", re.IGNORECASE)
#: `shelling after seven`: an hour and nobody's number.
_ABOUT, _HOURS = frozenset({"about", "around"}), 12
_BEFORE_AN_HOUR = (" after ", " before ", " by ", " until ", " since ")
_BEFORE_A_BARE_HOUR = (" since ", " until ", " till ", " towards ", " toward ")
#: Behind such an hour nothing is counted.
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;:!?)»”\"]|$)|\s+(?:on|and|but|when|with|in\s+the)\b")
#: `put the number at four`.
_COUNTING = re.compile(
    r"\b(?:put|number|numbers|toll|figure|total|count|estimate[ds]?|st[oa]nds?|stood|remain(?:s|ed)?)\b"
)
#: `the two militaries`: nothing is counted.
_NAMED = (" the ", "both ", "these ", "those ", " his ", " her ", " its ", "their ", " our ")
_ONE_OF = re.compile(r"\s+of\s+(?!them\b|which\b|whom\b|these\b|those\b)", re.IGNORECASE)
_ALL_OF_A_KIND = re.compile(r",\s+(?:all|most|many)\s+(?:of\s+them\s+)?(?P<kind>[a-z]+)", re.IGNORECASE)
_VERB = re.compile(
    r"\s+(?:had|were|was|have|are|did|could|would|will|released|freed|more\b(?!\s+than)|left|remain(?:ed)?|came|went|died|"
    r"crossed|arrived|reached|returned|stayed|refused|followed|travelled|or\s+so|a\s+(?:day|week)|others?|(?:of\s+)?(?:them|these|those))\b|[.,]?$"
)


def _named_first(n: _Number, start: int) -> str | None:
    """`Shells since 8pm, at least six`, `The wounded, between 40 and 50`: what the words begin with is counted."""
    if not n.lead.endswith(", ") or n.match.start() - start > _BEFORE_THAT:
        return None
    noun = _FIRST.match(n.text, start, n.match.start())
    return units().get(noun["noun"]) if noun is not None and noun["noun"].endswith(("s", "wounded", "dead")) else None


_FIRST = re.compile(r"(?:the\s+)?(?P<noun>[a-z]+)\b")


def _stands_for_those(n: _Number, start: int) -> bool:
    """True of a bare number with which the words begin, that follows who was harmed, or whose verb follows."""
    if n.match.start() == start and n.low > 1:
        return n.behind[0] in _OPENS and _BY_THE_CLOCK.match(n.text, n.match.end()) is None
    if n.behind[0] == "for" and n.behind[1].strip(",.") == n.match["low"]:
        return True  # `the exchange, 70 for 70`
    if n.behind[0] not in _GOES_ON and n.lead.endswith(_HARMING):
        return True
    return _counts_people(n.text, n.match, n.end)


#: Behind these no number counts those harmed: `killed two days later`.
_GOES_ON = frozenset({"days", "hours", "minutes", "weeks", "months", "years", "times"})
_HARMING = (
    "killed ",
    "wounded ",
    "injured ",
    "hurt ",
    "killing ",
    "wounding ",
    "injuring ",
    "hurting ",
    "maimed ",
    "lost ",
)
#: What may follow a number with which the words begin, and which needs no noun: `five in the previous period`.
_OPENS = frozenset(
    ["in", "on", "at", "by", "from", "to", "were", "had", "have", "are", "was", "the", "since", "through",
     "would", "will", "could", "so", "of", "more", "others", "", "still", "people", "and", "during", "today",
     "yesterday", "last", "this", "for", "with", "them", "left", "remain", "between", "out", "after", "before",
     "as", "per", "a", "went", "came", "died", "arrived", "crossed", "returned", "reached", "stayed", "refused",
     "followed", "travelled", "only", "against"]
)  # fmt: skip
_BY_THE_CLOCK = re.compile(
    r"\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night|o.clock|of\s+(?!them|those|these|whom|which|the\b))"
)


def _counts_people(text: str, match: re.Match[str], end: int) -> bool:
    """`42 released`, `111 had been freed`: a bare number that stands for those counted."""
    ahead = text[max(0, match.start() - 4) : match.start()].lower()
    if ahead == "the ":
        return False
    if (
        match["low"].isdigit()
        and _year(text, match, int(match["low"]))
        and _AFTER_A_YEAR_WORD.search(text, max(0, match.start() - 8), match.start()) is not None
    ):
        return False
    return (
        (match["low"].lower() not in {"one", "a"} or text.startswith(" of them", match.end()))
        and (_VERB.match(text, match.end()) is not None or not text[match.end() : end].strip(" .,"))
        and match["low"] != "0"
    )


#: `since 2022`, `of 2014`: a year.
_AFTER_A_YEAR_WORD = re.compile(r"\b(?:in|since|from|until|of|by|during|after|before|for)\s+$")


def _year(text: str, match: re.Match[str], low: int) -> bool:
    return 1900 <= low <= 2100 and "," not in match["low"] and not match["before"]


_AT_LEAST = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
_SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12, "million": 1_000_000}


def _value(words: str) -> tuple[int, int | None, bool]:
    """Low, high and whether the word itself is only approximate."""
    low = " ".join(words.lower().split()).removesuffix(" of")
    if low[0].isdigit():
        digits, _, scale = low.partition(" ")
        number = float(digits.replace(",", "")) * {"": 1, "thousand": 1000, "million": 1_000_000}[scale]
        return int(number), int(number), False
    if low in _AT_LEAST:
        return _AT_LEAST[low], None, True
    if low == "several dozen":
        return 24, None, True
    if low in _HALVES:
        return _HALVES[low], _HALVES[low], False
    if low in _ROUND:
        return _ROUND[low], None, True
    first, _, last = low.rpartition(" ")
    if first in {"several hundred", "a few hundred"}:
        return 300_000, 900_000, True
    if first in {"several", "a few"} and last in _SCALES:
        return 3 * _SCALES[last], 9 * _SCALES[last], True
    if first in {"a couple of", "couple of"} and last in _SCALES:
        return 2 * _SCALES[last], 2 * _SCALES[last], True
    total = _spelled(low)
    return total, total, False


_HALVES = {"half a million": 500_000, "half a dozen": 6, "a couple": 2, "couple": 2}
_ROUND = {"tens of thousands": 24_000, "hundreds of thousands": 200_000}
#: `rose from 12 to 45`: what it became.
_ROSE = re.compile(
    r"\b(?:rose|risen|rising|grew|grown|climbed|increased|fell|fallen|swollen|gone\s+up|went\s+up|(?:the|its)\s+(?:\w+\s+)?(?:toll|figure|number|"
    r"count|total|estimate)|cut|reduced|raised|revised(?:\s+\w+)?)\s+from\s+$"
)
#: `two thirds of them`, `one in three families`: a share.
_SHARE = re.compile(r"\s+(?:thirds?|quarters?|fifths?)\b|\s+in\s+(?:\d+|two|three|four|five|six|ten)\b")


def _spelled(low: str) -> int:
    """`four hundred and fifty`, `thirty-six`, `a dozen`."""
    total = current = 0
    for word in re.split(r"[\s-]+", low):
        if word in _SCALES and word not in {"hundred", "dozen"}:
            total, current = total + max(1, current) * _SCALES[word], 0
        elif word in _SCALES:
            current = max(1, current) * _SCALES[word]
        else:
            current += numbers().get(word, 0)
    return total + current


_NUMBER_OF = re.compile(
    r"\b(?:number|figure|total|toll|count|the\s+(?P<who>dead|wounded|injured|missing))\b(?:\s+of\s+(?P<unit>[a-z]+(?:\s+[a-z]+){0,2}?))?[^.;,]{0,30}\b"
    r"(?:at\s+(?:about\s+|around\s+)?|(?:was|is|were|reached|exceeded|(?:up|down|rose|risen|grew|grown|fell|fallen|climbed)\s+to)\s+)$",
    re.IGNORECASE,
)


def _unit(words: str, follows: str, plural: bool = True) -> str | None:
    """The unit among the next words; "" where none stands there; None where the number counts something else."""
    known, skip = units(), word_set(LIST, "not counted")
    said = words.lower().replace("’", "'").split()
    for n, word in enumerate(said):
        if n == 0 and word in {"a", "per"}:
            break  # `six hundred a day`
        if word in skip or (n == 0 and word in {"am", "pm", "gmt", "utc"}):
            return None
        if word == "armed":
            return "fighters"
        if word in _OF_A_KIND and n + 1 < len(said) and said[n + 1] in known:
            continue
        if word in known:
            both = _BOTH_ARMS.match(" ".join(said[n:]))
            return known[both["second"]] if both is not None else known[word]
        if (
            n < 2
            and len(word) > _SHORT
            and word.endswith("s")
            and not word.endswith(("ss", "us", "'s"))
            and word not in _NO_PLURAL
        ):
            return word
        if word in {"and", "or", "in", "on", "at", "had", "were", "have", "who", "that", "would", "to", "into"}:
            break
    return "" if follows[:1] not in {"%", ":"} else None


_SHORT = 3
#: In -s, and no plurals of what may be counted.
_NO_PLURAL = frozenset(
    ["others", "ones", "this", "does", "always", "perhaps", "towards", "besides", "sometimes", "afterwards", "whereas",
     "unless", "nowadays", "upwards", "outwards", "indoors", "outdoors", "overseas", "theirs", "ours", "yours", "hers",
     "yes", "says", "goes", "comes", "remains", "stands", "leaves", "needs"]
)  # fmt: skip
#: `dead hostages` are hostages, `wounded civilians` civilians; alone these are people.
_OF_A_KIND = frozenset({"dead", "wounded", "injured", "killed"})
