"""Where a proposition says that its event happened: of the places that it names the one that the event asks for.

People leave a place and arrive at another; whoever is shot at, stopped or freed is so where `in`, `at`, `near` stand. A
place of the deal goes before words for any other place, and what only tells whose somebody is (`people of X`) behind
both. What is no place of the deal keeps the report's words and has no id.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import compress
from typing import Final, NamedTuple

from trucekeeper.reader.cues import AUXILIARIES, DETERMINERS, PREPOSITIONS, finite
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.lexicon import word_set
from trucekeeper.reader.places import Named, normal
from trucekeeper.reader.proposal import Mention, Proposal
from trucekeeper.reader.speakers import country_of
from trucekeeper.reader.words import Words

#: How a place stands to the event: there, away from it, to it, or only beside a noun.
AT, FROM, TO, OF = "at", "from", "to", "of"
#: What each event asks for, the first before the others.
ASKED: Final = {
    "movement": (FROM, AT, TO, OF),
    "return": (TO, AT, FROM, OF),
    "arrival": (TO, AT, OF, FROM),
    "access": (TO, AT, FROM, OF),
}
ELSE: Final = (AT, TO, FROM, OF)
#: Events that befall a road or a crossing: it may be the subject.
PASSED: Final = frozenset({"obstruction", "access"})
#: Events that somebody or something is the target of: `air strikes on X`.
STRUCK: Final = frozenset({"fire", "shelling", "airstrike"})
_ROLE: Final = {
    **dict.fromkeys(
        ("in", "at", "near", "on", "inside", "outside", "around", "over", "along", "through", "across", "beyond",
         "behind", "off", "within", "via", "under"), AT),
    **dict.fromkeys(("from",), FROM),
    **dict.fromkeys(("to", "into", "towards", "toward", "onto"), TO),
}  # fmt: skip
#: Verbs that have the place behind them without a preposition.
_BY_VERB: Final = {
    **dict.fromkeys(("left", "leave", "leaves", "leaving", "quit", "evacuated", "vacated", "fled", "departed"), FROM),
    **dict.fromkeys(
        ("reached", "reach", "reaches", "reaching", "entered", "enter", "enters", "entering", "approached", "visit",
         "visited", "visiting"), TO),
    **dict.fromkeys(
        ("crossed", "cross", "crosses", "crossing", "shelled", "hit", "struck", "bombed", "bombarded", "pounded",
         "open", "opened", "opening", "closed", "close", "closing", "shut", "block", "blocked", "blocking", "shook",
         "besieged", "passed", "shelling", "bombing", "seized", "captured", "cut"), AT),
}  # fmt: skip
_SIGNS: Final = frozenset(_ROLE) | frozenset(_BY_VERB)
_OPEN_ENDS: Final = frozenset({"and", "or", "but", "who", "which", "that", "where", "when", "while", "after", "before"})
_DIRECTIONS: Final = frozenset(
    {"north", "south", "east", "west", "north-west", "north-east", "south-west", "south-east"}
)
#: Prepositions by which a place is told by another one.
_TOLD_BY: Final = frozenset({"of", "near", "in", "at"})
_LONGEST: Final = 7
#: How much farther a place is that the deal does not have: more than a step in the order of what is asked for.
FOREIGN: Final = 1.5
#: Behind these it is told of somebody or something else, or of another time.
_BESIDE: Final = frozenset(
    ["who", "which", "that", "whose", "whom", "until", "when", "because", "before", "after", "if", "unless", "while",
     "once", "where",
     "since", "although"]
)  # fmt: skip
#: What is on a place where it falls: `an air attack on X killed 20`.
_ATTACKS: Final = frozenset(
    ["attack", "attacks", "raid", "raids", "strike", "strikes", "airstrike", "airstrikes", "fire", "shelling",
     "assault", "bombardment", "rockets", "shells", "missiles", "bombs", "barrage"]
)  # fmt: skip
#: Words at which something may begin or end.
_LOOKED_AT: Final = _SIGNS | _BESIDE | {"of", ","}
#: Nouns whose `from`, `of`, `in` tells which of them and not where.
_WHOSE: Final = frozenset(
    ["people", "residents", "inhabitants", "civilians", "families", "relatives", "patients", "wounded", "fighters",
     "buses", "convoy", "convoys", "ambulances", "refugees", "passengers", "villagers", "men", "women", "children"]
)  # fmt: skip


class Seen(NamedTuple):
    """A place that words name: from word `first` on, up to the character `end`."""

    role: str
    first: int
    start: int
    end: int
    id: str | None
    suggestion: str | None = None


class Placed(NamedTuple):
    """Where it happened, and every place of the deal that the words name, the likeliest first."""

    place: Mention | None
    named: tuple[str, ...]


def where(
    w: Words, parts: list[tuple[int, int]], event: str, view: Lens, there: set[str], deals: list[list[Named]],
    before: Sequence[Proposal] = (),
) -> Placed:  # fmt: skip
    """The place of a proposition in English.

    Args:
        w: The words.
        parts: Of each part of the proposition the first word, and the word behind its last.
        event: The event kind.
        view: The deal made ready.
        there: All its words (`words.runs`).
        deals: Of each part the places of the deal that it names (`of_deal`).
        before: What was told just before, for `there`.
    """
    seen = [_as_seen(w, one, part[0]) for part, named in zip(parts, deals, strict=True) for one in named]
    nouns = not _nouns().isdisjoint(there)
    free = [one for part in parts for one in _free(w, part, view, seen, event, nouns=nouns)]
    if free:
        seen = [one for one in seen if not any(two.start < one.start < two.end for two in free)] + free
    if not seen:
        return _there(w, parts, before) if "there" in there else Placed(None, ())
    return likeliest(w.text, seen, event)


def likeliest(text: str, seen: list[Seen], event: str) -> Placed:
    """The place that the event asks for."""
    asked = ASKED.get(event, ELSE)
    ordered = sorted(seen, key=lambda one: (asked.index(one.role) + (0.0 if one.id else FOREIGN), one.first))
    named = tuple(dict.fromkeys(one.id for one in ordered if one.id is not None))
    if not ordered:
        return Placed(None, ())
    best = ordered[0]
    place = Mention(text[best.start : best.end], best.start, best.end, best.id, suggestion=best.suggestion)
    return Placed(place, named)


def _there(w: Words, parts: list[tuple[int, int]], before: Sequence[Proposal]) -> Placed:
    """`stopped there`, and not `there were`: the place of the deal that was told of before."""
    last = next((one.place.id for one in reversed(before) if one.place is not None and one.place.id), None)
    for first, end in parts if last is not None else ():
        for k in range(first + 1, end):
            if w.lows[k] == "there" and (k + 1 == end or w.lows[k + 1] not in AUXILIARIES):
                return Placed(Mention(w.raw(k), w.starts[k], w.ends[k], last), (last,) if last else ())
    return Placed(None, ())


def is_town(view: Lens, id: str) -> bool:
    """Whether a place of the deal may be meant by `the city`: no crossing, road, plant, port, camp or strip is."""
    return not any(_NO_TOWN.search(name) for one in view.deal.places if one.id == id for name in (one.name, one.id))


#: What is no town, by its name.
_NO_TOWN: Final = re.compile(
    r"crossing|road|plant|works|port\b|ports\b|camp|strip|line|bridge|gate|exchange|point|airport|corridor|region|checkpoint|hospital|centre|\band\b",
    re.IGNORECASE,
)
#: A town told of before.
_THE_TOWN: Final = frozenset({"the city", "the town", "the besieged town", "the besieged city", "the same town"})
#: So far back in the text the name may stand.
_REACH: Final = 1200


def of_before(text: str, placed: Placed, view: Lens) -> Placed:
    """`the city`: the town of the deal that was named last before it, with the words as they stand."""
    place = placed.place
    if place is None or place.id is not None or place.text.lower() not in _THE_TOWN or view.places.pattern is None:
        return placed
    last: str | None = None
    for one in view.places.pattern.finditer(text, max(0, place.start - _REACH), place.start):
        id = view.places.by_name.get(normal(one.group()))
        last = id if id is not None and is_town(view, id) else last
    if last is None:
        return placed
    return Placed(Mention(place.text, place.start, place.end, last), tuple(dict.fromkeys((last, *placed.named))))


def of_deal(w: Words, part: tuple[int, int], view: Lens, there: set[str], alike: list[int]) -> list[Named]:
    """The places of the deal that a part of a proposition names.

    Args:
        w: The words.
        part: The first word of the part, and the word behind its last.
        view: The deal made ready.
        there: All words of the proposition (`words.runs`).
        alike: Where a name resembles a place in the text around it.
    """
    if part[0] >= part[1]:
        return []
    return view.places.all(w.text, w.starts[part[0]], w.ends[part[1] - 1], there, alike)


def _as_seen(w: Words, one: Named, first: int) -> Seen:
    k = w.at(one.start)
    if k > first and w.lows[k - 1] in DETERMINERS:
        k -= 1
    role = OF if _told_beside(w, k, first) else _role(w, k, first)
    behind = w.at(one.end)
    told = behind < len(w) and w.lows[behind] in _nouns() and w.starts[behind] - one.end == 1
    return Seen(role, k, one.start, w.ends[behind] if told else one.end, one.id, one.suggestion)


def _told_beside(w: Words, k: int, first: int) -> bool:
    """True where `who`, `until`, `if` part the place from what is told, and no comma brings back to it."""
    for n in range(k - 1, first, -1):
        if w.lows[n] == ",":
            return False
        if w.lows[n] in _BESIDE:
            return True
    return False


def _role(w: Words, k: int, first: int) -> str:
    """How the place that begins at word k stands to the event."""
    if k <= first:
        return OF
    before = w.lows[k - 1]
    earlier = w.lows[k - 2] if k - 2 >= first else ""
    if before == "of":
        return FROM if earlier == "out" else OF
    if before in {"for", "from", "in"} and earlier in _WHOSE:
        return OF
    if before == "for":
        return TO
    return _ROLE.get(before) or _BY_VERB.get(before, OF)


def _free(w: Words, part: tuple[int, int], view: Lens, seen: list[Seen], event: str, *, nouns: bool) -> list[Seen]:
    """Places that the deal does not have, behind a preposition or a verb that asks for a place.

    Without any noun of a place (`nouns`) only what is written with a capital letter, or `the north`, can be one.
    """
    first, last = part
    found: list[Seen] = []
    if event in PASSED and first < last and w.lows[first] == "the":
        end = _phrase(w, first, last, view, "")
        if end is not None:
            found.append(Seen(AT, first, w.starts[first], w.ends[end - 1], _told_by(w, first, end, seen)))
    beside = False
    for k in [*compress(range(first, last - 1), map(_LOOKED_AT.__contains__, w.lows[first : last - 1]))]:
        low = w.lows[k]
        if low in _BESIDE:
            beside = k > first
        elif low == ",":
            beside = False
        if beside or (low not in _SIGNS and not (low == "of" and k > first and w.lows[k - 1] == "out")):
            continue
        if not nouns and not _written_large(w, k + 1) and w.lows[k + 1] != "the":
            continue
        struck = event in STRUCK or (k > first and w.lows[k - 1] in _ATTACKS)
        end = _phrase(w, k + 1, last, view, low, struck=struck)
        if end is None or (low in {"to", "from"} and event not in ASKED and _written_large(w, k + 1)):
            continue
        role = _role(w, k + 1, first)
        id = _told_by(w, k + 1, end, seen)
        found.append(Seen(role, k + 1, w.starts[k + 1], w.ends[end - 1], id))
    return [one for one in found if not any(s.start <= one.start < s.end for s in seen)] if found else found


def _told_by(w: Words, first: int, end: int, seen: list[Seen]) -> str | None:
    """`two districts of X`, `the car park at X`: the place of the deal that it lies in."""
    for one in seen:
        if one.start < w.ends[end - 1] and w.starts[first] < one.start and one.id is not None:
            before = [low for low in w.lows[first : one.first] if low in PREPOSITIONS or low in _DIRECTIONS]
            part = w.lows[first] == "the" and w.lows[first + 1] in _DIRECTIONS and before[1:] == ["of"]
            if part or before in (["of"], ["in"], ["at"]):
                return one.id
    return None


def _phrase(w: Words, k: int, last: int, view: Lens, sign: str, *, struck: bool = False) -> int | None:
    """Behind the noun phrase that begins at word k, if it names a place."""
    end = _run(w, k, last)
    head = next((n for n in range(end - 1, k - 1, -1) if w.lows[n] in _nouns()), None)
    if head is not None and not (w.capital(k) and w.capital(head)):
        if w.lows[head] in _VAGUE and head - k == 1 and w.lows[k] in DETERMINERS:
            return None
        if head == k and (not w.lows[k].endswith("s") or w.lows[k] in {"lines", "hills"}):
            return None  # `in hospital`, `at home`, `on site`
        return _told_further(w, head + 1, last, road=w.lows[head] in _ROADS)
    if k + 1 < last and w.lows[k] == "the" and w.lows[k + 1] in word_set("places.txt", "after the en"):
        return _told_further(w, k + 2, last, road=False)
    while end > k + 1 and not _written_large(w, end - 1):
        end -= 1  # `in X early on Monday`
    return end if end > k and _is_name(w, k, end, view, sign, struck=struck) else None


#: Which one it is, is told by where it leads.
_ROADS: Final = frozenset({"road", "roads", "highway", "route", "corridor", "motorway"})


#: By themselves these tell nothing: `the area`.
_VAGUE: Final = frozenset({"area", "areas", "zone", "region", "place", "places", "site", "point", "territory"})


def _told_further(w: Words, end: int, last: int, *, road: bool) -> int:
    """`west of X`, `near X`, `of the capital` behind a noun of a place."""
    k = end
    if k < last and w.lows[k] in _DIRECTIONS and k + 1 < last and w.lows[k + 1] == "of":
        k += 1
    if k >= last - 1 or not (w.lows[k] in _TOLD_BY or (road and w.lows[k] in {"to", "from"})):
        return end
    behind = _run(w, k + 1, last)
    named = behind > k + 1 and (w.capital(behind - 1) or w.lows[behind - 1] in _nouns())
    return behind if named and w.lows[k + 1] not in word_set("places.txt", "no names en") else end


def _run(w: Words, k: int, last: int) -> int:
    """Behind the words from k on that may be one noun phrase."""
    end = k
    while end < last and end - k < _LONGEST:
        low = w.lows[end]
        if low in PREPOSITIONS or low in _OPEN_ENDS or not (low[0].isalnum()) or (end > k and _stops(w, end)):
            break
        if low[0].isdigit() and (":" in low or "." in low):
            break
        end += 1
    return end


def _stops(w: Words, k: int) -> bool:
    low = w.lows[k]
    return (low in DETERMINERS and low not in {"two", "three", "four", "five", "one", "nine", "six"}) or (
        finite(low) and not w.capital(k)
    )


def _written_large(w: Words, k: int) -> bool:
    return w.capital(k) or w.lows[k].startswith(("al-", "el-"))


#: A name without a noun of a place is one behind these only; behind `to` somebody may stand.
_BEFORE_NAMES: Final = frozenset(
    ["in", "at", "near", "inside", "outside", "around", "into", "towards", "toward", "from", "through", "via", "to",
     *_BY_VERB]
)  # fmt: skip


def _is_name(w: Words, k: int, end: int, view: Lens, sign: str, *, struck: bool) -> bool:
    """A name with capital letters that is no day, no party and nobody else of the deal."""
    lows = w.lows
    if lows[k] == "the":
        return "_".join(lows[k + 1 : end]) in word_set("places.txt", "names with the en")
    if (sign not in _BEFORE_NAMES and not (sign == "on" and struck)) or lows[k] in word_set(
        "places.txt", "no names en"
    ):
        return False
    if not all(_written_large(w, n) for n in range(k, end)):
        return False
    said = w.text[w.starts[k] : w.ends[end - 1]]
    if country_of(said):
        return sign != "from"
    return view.roster.identify(said).id is None and view.roster.identify(said).kind == "other"


@cache
def _nouns() -> frozenset[str]:
    return word_set("places.txt", "nouns en")
