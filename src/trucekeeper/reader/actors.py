"""Who may have done it: a set of the deal's forces. More than one name is a doubt, never a choice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from msgspec import Struct

from trucekeeper.deal.model import Deal
from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.speakers import country_of, country_words

_FORCE = (
    r"(?:forces|army|troops|soldiers|aircraft|jets?|war\s?planes?|planes?|officers?|artillery|air\s?force|military(?:\s+police)?|"
    r"positions|navy|gunners|helicopters)"
)
_ARMED = (
    r"(?:rebels?|insurgents?|fighters|gunmen|militants|(?<=the\s)groups|armed\s+(?:groups?|factions?|men|opposition)|"
    r"opposition(?:\s+fighters)?|factions)"
)
_MILITIA = re.compile(
    r"\b(?:Shia|Shiite|allied|[A-Z]\w+-backed|pro-government)\s+(?:groups?|militias?|fighters|militiamen)\b|"
    r"\b(?:[A-Z]\w+\s+)?militias?(?:\s+allied\s+to\s+(?:the\s+)?(?:[A-Z][\w.]*\s*){1,3}|\s+on\s+the\s+road)?",
)
_ARMED_RE = re.compile(rf"\b(?:the\s+)?{_ARMED}\b", re.IGNORECASE)
_PRO = re.compile(
    r"\b(?:(?:pro-government|government-allied|loyalist)\s+forces|government\s+(?:forces|troops|soldiers|artillery))\b"
    r"(?:\s+and\s+their\s+allies)?",
    re.IGNORECASE,
)
_NATION = re.compile(
    rf"\b(?:the\s+)?(?P<nation>[A-Z][a-z]+)(?:\s+government)?\s+{_FORCE}\b(?P<allies>\s+and\s+their\s+allies)?"
)
_EITHER = re.compile(r"\b(?P<a>[A-Z][a-z]+)\s+(?P<j>or|and)\s+(?P<b>[A-Z][a-z]+)\b")
_MOST = 200
#: Words without which the patterns above cannot fit, beside the names of countries.
_SIGNS = frozenset(
    ["forces", "militia", "militias", "militiamen", "fighters", "group", "groups", "rebel", "rebels", "insurgent",
     "insurgents", "gunmen", "militants", "armed", "opposition", "factions"]
)  # fmt: skip


class Actor(Struct, frozen=True):
    """A name as it stands in the text, and the force of the deal it means (None = none of them)."""

    text: str
    start: int
    end: int
    id: str | None


@dataclass(frozen=True)
class Forces:
    """The forces that a deal names, by how reports call them."""

    by_country: dict[str, str]
    militia: str | None
    armed: str | None
    government: tuple[str, ...]
    of_party: dict[str, tuple[str, ...]]
    armed_by_name: frozenset[str] = frozenset()

    @property
    def state(self) -> tuple[str, ...]:
        """The government's own force: the one that is called so, else the first."""
        return tuple(one for one in self.government if "government" in one.lower())[:1] or self.government[:1]

    def meant(self, party: str, words: str, *, armed: bool, harm: bool) -> tuple[str, ...]:
        """The forces of a party that a deed lays at its door; none where it only talks, offers, forbids or lets go.

        Args:
            party: Its id.
            words: How it is called.
            armed: True where a word of arms stands among them.
            harm: True where the deed is one that forces do.
        """
        own = self.of_party.get(party, ())
        if not own or not (armed or harm or own[0] in self.armed_by_name):
            return ()
        low = words.lower()
        if "militia" in low:
            return tuple(one for one in own if "militia" in one.lower()) or own[:1]
        fit = [one for one in own if low.find(one.lower().split()[0]) != -1]
        if not fit and "army" in low.split():
            fit = [one for one in own if "government" in one.lower()]
        return tuple(fit[:1]) or own[:1]

    def parties(self, found: Iterable[Mention]) -> frozenset[str]:
        """The parties that answer for the forces that were found, and those that only talk or let go."""
        ids: set[str | None] = set()
        sides: set[str | None] = set()
        for one in found:
            (ids if one.id is not None else sides).add(one.id if one.id is not None else one.side)
        if not ids and not sides:
            return frozenset()
        return frozenset(party for party, own in self.of_party.items() if party in sides or not ids.isdisjoint(own))


def forces(deal: Deal) -> Forces:
    """Sort the deal's forces into countries', allied militias and armed groups."""
    by_country: dict[str, str] = {}
    militia = armed = None
    government: tuple[str, ...] = ()
    for party in deal.parties:
        for force in party.forces:
            low = force.lower()
            if country := country_of(force):
                by_country[country] = force
            elif "militia" in low:
                militia = force
            elif _ARMED_RE.search(force):
                armed = force
        if party.forces and "government" in " ".join((party.name, *party.also)).lower():
            government = party.forces
    groups = frozenset(one for p in deal.parties for one in p.forces if one.lower() == "armed groups")
    return Forces(by_country, militia, armed, government, {p.id: p.forces for p in deal.parties if p.forces}, groups)


def names_forces(runs: set[str]) -> bool:
    """False where no word stands that the forces of a deal could be named with, so that nothing need be looked for."""
    return not _naming().isdisjoint(runs)


@cache
def _naming() -> frozenset[str]:
    return _SIGNS | country_words()


def actors(text: str, start: int, end: int, known: Forces) -> tuple[tuple[Actor, ...], bool]:
    """The forces named in text[start:end], and whether they are alternatives.

    `Syrian or Russian` are alternatives; so are the forces that one phrase covers ("pro-government forces").
    """
    found: list[Actor] = []
    alternative = False
    pro = _PRO.search(text, start, end)
    literal = _literal(pro.group(), known) if pro is not None else None
    if pro is not None and literal is not None:
        return (Actor(pro.group(), *pro.span(), literal),), False
    if pro is not None and known.government and pro.group()[:10].lower() == "government" and pro.group()[10] == " ":
        own = [Actor(pro.group(), *pro.span(), force) for force in known.state]
        allied = known.militia if "allies" in pro.group() else None
        return (*own, *([Actor(pro.group(), *pro.span(), allied)] if allied else [])), False
    if pro is not None and known.government and country_of(text[max(0, pro.start() - 12) : pro.start()]) == "":
        found += [Actor(pro.group(), *pro.span(), force) for force in known.government]
        return tuple(found), len(found) > 1
    either = _EITHER.search(text, start, end)
    if either is not None:
        both = [known.by_country.get(country_of(either[n])) for n in ("a", "b")]
        if all(both):
            found = [Actor(either[n], *either.span(n), force) for n, force in zip(("a", "b"), both, strict=True)]
            return tuple(found), either["j"] == "or"
    for match in _NATION.finditer(text, start, end):
        force = known.by_country.get(country_of(match["nation"]))
        if force is not None:
            found.append(Actor(match.group(), *match.span(), force))
            if match["allies"] and known.militia:
                found.append(Actor(match.group(), *match.span(), known.militia))
    militia = _MILITIA.search(text, start, end)
    if militia is not None and "armed" not in militia.group():
        found.append(
            Actor(
                militia.group().rstrip(),
                militia.start(),
                militia.start() + len(militia.group().rstrip()),
                known.militia,
            )
        )
    rebels = _ARMED_RE.search(text, start, end)
    of_militia = rebels is not None and _OF_MILITIA.match(text, rebels.end(), end) is not None
    if rebels is not None and not of_militia and not any(a.start <= rebels.start() < a.end for a in found):
        found.append(Actor(rebels.group(), *rebels.span(), known.armed))
    return tuple(found), alternative


def _literal(words: str, known: Forces) -> str | None:
    """A force of the deal that is called just so."""
    return next((one for one in known.government if one.lower() == words.lower()), None)


_CLEFT = re.compile(r"it\s+(?:was|is|had\s+been)\s+(?=[^.;]{3,60}\bwho\b)", re.IGNORECASE)
_OBJECT = re.compile(r"\s(?:of|for|over|to)\s")
_OF_MILITIA = re.compile(r"\sof\s+(?:an?|the)\s+(?:\w+\s+)?militia")
_BY = re.compile(r"\b(?:by|from)\s+(?:an?\s+|the\s+)?(?=[A-Za-z])")


def named_doers(
    text: str, start: int, end: int, act: str, verb_at: int | None, known: Forces
) -> tuple[tuple[Actor, ...], bool]:
    """The forces that are said to have done it: the accused, the subject, or who stands after `by`; not who suffered.

    Args:
        text: The whole text.
        start: Where the proposition begins.
        end: Where it ends.
        act: The act; of an accusation the accused stand first.
        verb_at: Where its first finite verb stands, if it has one.
        known: The deal's forces.
    """
    if act == "accuses":
        stop = _OBJECT.search(text, start, end)
        if stop is not None and _OF_MILITIA.match(text, stop.start(), end):
            stop = _OBJECT.search(text, stop.end(), end)
        return actors(text, start, stop.start() if stop is not None else end, known)
    cleft = _CLEFT.match(text, start, end)
    if cleft is not None:
        return actors(text, cleft.end(), min(end, cleft.end() + 60), known)
    for by in _BY.finditer(text, start, end):
        found, alternative = actors(text, by.end(), min(end, by.end() + 70), known)
        if found and found[0].start - by.end() < 12:
            return found, alternative
    if verb_at is not None and verb_at > start:
        return actors(text, start, verb_at, known)
    return (), False


_UNKNOWN = re.compile(
    r"\bnot\s+(?:known|clear|say|tell|determined|established)\b[^.;]{0,40}?\b(?P<a>[A-Z][a-z]+)\s+or\s+(?P<b>[A-Z][a-z]+)\b"
)


def alternatives_near(text: str, start: int, end: int, known: Forces) -> tuple[Actor, ...]:
    """`it is not known whether they were X or Y` within text[start:end]: both, as alternatives."""
    end = min(end, start + 4 * _MOST)
    match = _UNKNOWN.search(text, start, end) if "not" in text[start:end].lower() else None
    if match is None:
        return ()
    both = [(n, known.by_country.get(country_of(match[n]))) for n in ("a", "b")]
    return tuple(Actor(match[n], *match.span(n), force) for n, force in both) if all(f for _, f in both) else ()
