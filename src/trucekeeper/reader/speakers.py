"""Who is meant by a speaker's words: a party of the deal, or a kind of source; pronouns look back and may stay open."""

import re
from dataclasses import dataclass, field
from functools import cache

from trucekeeper.deal.model import Deal
from trucekeeper.reader.lexicon import sections, word_set

#: So many speakers' words are remembered with whom they name; more would only fill the memory of a long reading.
REMEMBERED = 4_096
#: Kinds in the order of trial.
KINDS = ("unnamed", "un", "monitor", "media", "aid", "residents", "official", "fighters")
_ARMED = frozenset(
    [
        "rebel",
        "rebels",
        "insurgent",
        "insurgents",
        "fighter",
        "fighters",
        "opposition",
        "factions",
        "faction",
        "militants",
        "gunmen",
    ]
)
_GROUP = re.compile(
    r"\barmed\s+(?:groups?|opposition|factions?|men)\b|\bnegotiators?\s+of\s+the\s+(?:rebels|groups)\b|\bthe\s+groups\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"\b(?:close|linked|friendly|loyal|(?P<opposed>opposed))\s+to\b", re.IGNORECASE)
_WHERE = re.compile(r"\s(?:in|of|at|on|near)\s")
_CAPITALS = re.compile(r"\b[A-Z][A-Za-z]{2,9}\b")
_UN = re.compile(
    r"\bUN\b|\bU\.N\.|\bUnited Nations\b|"
    r"\b(?:Humanitarian|Resident|Relief) Coordinator\b|(?<!National )(?<!to the )\bSecurity Council\b|"
    r"\bSecretary-General\b|\brefugee agency\b"
)
#: Agencies with shorter names write them in capitals: `SANA` is no town.
_SHORTEST_NAME = 5
#: Bodies that are the state's where no other country is named.
_STATE_BODIES = frozenset(
    [
        "governor",
        "gov",
        "authorities",
        "army",
        "police",
        "military",
        "security",
        "soldiers",
        "premier",
        "prime",
        "cabinet",
    ]
)
#: With these an office is a town's or a village's, whoever holds it, or no state's at all.
_NO_STATES = frozenset({"local", "municipal", "town", "village", "council", "traffic"})
#: Bodies that whoever governs a place has there: `the health ministry in Gaza`.
_GOVERNING = frozenset(["ministry", "authorities", "government", "administration"])
#: How reports call the mission that a deal sends to watch.
_WATCHING = frozenset({"mission", "monitors", "observers", "smm"})
_OF_A_MISSION = frozenset({"the", "monitoring", "special", "observer", "a", "our"})
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:-[^\W_]+)*")
_STATE = frozenset(
    [
        "government",
        "ministry",
        "minister",
        "army",
        "military",
        "president",
        "presidential",
        "presidency",
        "envoy",
        "ambassador",
        "official",
        "officials",
        "officer",
        "officers",
        "general",
        "police",
        "state",
        "troops",
        "forces",
        "command",
        "aircraft",
        "foreign",
        "defence",
        "defense",
        "television",
        "media",
        "authorities",
        "spokesman",
        "spokeswoman",
        "air",
        "side",
        "diplomats",
        "negotiator",
        "negotiators",
        "mfa",
        "ombudsman",
        "parliament",
        "mp",
        "lawmaker",
        "diplomat",
        "sources",
        "source",
    ]
)


_OF_NO_SIDE = frozenset(
    [
        "diplomat",
        "diplomats",
        "reporter",
        "reporters",
        "journalist",
        "journalists",
        "researcher",
        "researchers",
        "analyst",
        "analysts",
        "correspondent",
    ]
)


@dataclass(frozen=True, slots=True)
class Identity:
    """For whom a speaker speaks.

    Attributes:
        id: A party of the deal; None where it is none of them or cannot be told.
        side: As the deal sees it: a party, `independent` or `unknown`.
        kind: party, official, un, aid, monitor, media, residents, unnamed, fighters, other.
    """

    id: str | None
    side: str
    kind: str


@dataclass(frozen=True)
class Roster:
    """The parties of a deal, ready for texts."""

    deal: Deal
    aliases: tuple[tuple[tuple[str, ...], str], ...]
    countries: dict[str, str]
    armed: str | None
    state: str | None
    un: str | None
    watching: str | None = None
    seats: tuple[tuple[str, str], ...] = ()
    short_names: dict[str, str] = field(default_factory=dict)
    memo: dict[str, Identity] = field(default_factory=dict)

    def identify(self, words: str) -> Identity:
        """Tell who `words` names, without looking back."""
        if (known := self.memo.get(words)) is None:
            if len(self.memo) >= REMEMBERED:
                self.memo.clear()
            known = self.memo[words] = self._identify(words)
        return known

    def _identify(self, words: str) -> Identity:
        low = spoken_words(words.replace("United States", "US").replace("-run ", " "))
        kind = kind_of(low)
        if (close := _CLOSE.search(words)) is not None:
            return Identity(None, self._beside(close), kind)
        head, tail = _head(low)
        if self.watching is not None and _is_mission(head, low, kind):
            return self._party(self.watching, "party")
        if kind in {"residents", "aid", "monitor"} and not _UN.search(words):
            return Identity(None, "unknown", kind)
        if _UN.search(words):
            return self._party(self.un, "un") if self.un else Identity(None, "independent", "un")
        if kind == "un" or low[:3] == ["the", "world", "health"] or low[:1] == ["who"] or low[:2] == ["the", "who"]:
            return Identity(None, "independent", "un")
        if _OF_NO_SIDE & set(head):
            tail = []  # `two diplomats in Doha` speak for nobody there
        party = (
            self._by_short_name(words)
            or self._by_alias(head)
            or self._by_seat(low, head)
            or self._by_country(head, kind)
            or self._by_alias(tail)
            or self._by_country(tail, kind)
        )
        if party is None and (_GROUP.search(words) or _ARMED & set(low)):
            party = self.armed
        if party is None and ("state" in low[:3] or _STATE_BODIES & set(head)) and not any(map(_country, low)):
            party = self.state if _NO_STATES.isdisjoint(low) else None
        if party is not None:
            return self._party(party, "party" if kind in {"official", "fighters", "other"} else kind)
        return Identity(None, "independent" if kind == "media" else "unknown", kind)

    def _beside(self, close: re.Match[str]) -> str:
        """The side of those to whom somebody is close; he speaks for none of them."""
        if close["opposed"]:
            return "unknown"
        return self.identify(_WHERE.split(close.string[close.end() :].strip())[0]).side

    def _by_short_name(self, words: str) -> str | None:
        """`the ICRC`: a party by its id where that is a short name, and a state by its agency: `SANA`."""
        for word in _CAPITALS.findall(words):
            if word in self.short_names:
                return self.short_names[word]
            written = word.isupper() or len(word) > _SHORTEST_NAME
            if written and (country := _agencies().get(word.lower())) is not None and country in self.countries:
                return self.countries[country]
        return None

    def _party(self, id: str | None, kind: str) -> Identity:
        assert id is not None
        return Identity(id, self.deal.side_of(id), kind)

    def _by_alias(self, low: list[str]) -> str | None:
        foreign = any(c and c not in self.countries for c in map(_country, low))
        for alias, id in self.aliases:
            n = len(alias)
            if foreign and alias == ("government",):
                continue  # `the Australian government` is no party's
            for i in range(len(low) - n + 1):
                if tuple(low[i : i + n]) == alias:
                    return id
        return None

    def _by_seat(self, low: list[str], head: list[str]) -> str | None:
        """Who governs where a ministry or authorities sit, where the deal has that party."""
        if not self.seats or _GOVERNING.isdisjoint(head):
            return None
        return next((id for town, id in self.seats if town in low), None)

    def _by_country(self, low: list[str], kind: str) -> str | None:
        for n, word in enumerate(low):
            country = _country(word)
            if country in self.countries and (kind in {"official", "unnamed", "media", "other", "fighters"}):
                bare = n == len(low) - 1 and n <= 1
                if bare or set(low[n:]) & _STATE:
                    return self.countries[country]
        return None


def spoken_words(words: str) -> list[str]:
    """Words in small letters, without `'s` and without the points of a short name."""
    return [_undotted(w.group().lower()) for w in _WORD.finditer(words.replace("’s", "").replace("'s", ""))]


def _undotted(low: str) -> str:
    """`p.l.o.` as `plo`; names of countries are listed with their points."""
    return low.replace(".", "") if "." in low and not _country(low) else low


def _is_mission(head: list[str], low: list[str], kind: str) -> bool:
    """True for `the Mission`, `monitors`, `the Mission's camera`: of nobody else than whom the deal sends to watch."""
    if _WATCHING.isdisjoint(head) or kind == "aid" or any(map(_country, low)):
        return False
    at = next(n for n, word in enumerate(head) if word in _WATCHING)
    return set(head[:at]) <= _OF_A_MISSION


def _head(low: list[str]) -> tuple[list[str], list[str]]:
    """What stands before and after the first preposition: `spokesman` | `one of the armed groups`."""
    for n, word in enumerate(low):
        if word in {"of", "for", "from", "in", "at", "with", "trapped", "near", "on"} and n:
            return low[:n], low[n + 1 :] if word in {"of", "for", "from", "in", "with"} else []
    return low, []


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in sections("countries.txt")[""]:
        name, _, words = line.partition("|")
        found[name.strip()] = name.strip()
        for word in words.split():
            found[word] = name.strip()
    return found


@cache
def country_words() -> frozenset[str]:
    """Every word in small letters by which some country is named."""
    return frozenset(_countries())


def _country(word: str) -> str:
    return _countries().get(word, "")


def country_of(words: str) -> str:
    """The first country that words name in any form; "" where none."""
    lows = _WORD.findall(words.lower())
    if country_words().isdisjoint(lows):
        return ""
    return next(filter(None, map(_country, lows)), "")


def kind_of(low: list[str]) -> str:
    """The kind of source that words name; a phrase's first words decide over those behind `of`, `for`."""
    head, tail = _head(low)
    for part in (head, tail):
        have = set(part)
        for kind in KINDS:
            if have & word_set("en_speakers.txt", kind):
                return kind
    return "other"


_STOP_ALIASES = frozenset({("the",), ("government",), ("forces",)})


def roster(deal: Deal) -> Roster:
    """Prepare the parties' names, aliases and countries; words that two parties share are nobody's."""
    aliases: dict[tuple[str, ...], str | None] = {}
    countries: dict[str, str] = {}
    armed = state = un = None
    for party in deal.parties:
        for name in (party.name, *party.names.values(), *party.also):
            key = tuple(w.group().lower() for w in _WORD.finditer(name) if w.group().lower() != "the")
            for one in (key, _without_where(key)):
                if one and one not in _STOP_ALIASES:
                    aliases[one] = party.id if aliases.get(one, party.id) == party.id else None
        for name in (party.name, *party.also):
            for word in (w.group().lower() for w in _WORD.finditer(name)):
                if country := _country(word):
                    countries.setdefault(country, party.id)
        said = " ".join((party.name, *party.also, *party.forces)).lower()
        if party.role in {"side", None} and (_GROUP.search(said) or _ARMED & set(said.split())):
            armed = armed or party.id
        if party.role in {"side", None} and "government" in said:
            state = state or party.id
        if "united nations" in said or party.id == "UN":
            un = party.id
        if "red cross" in said:
            aliases[("red", "cross")] = party.id
    kept = [(key, id) for key, id in aliases.items() if id is not None]
    # `the Houthis` are also met as `the Houthi militia`.
    kept += [((key[0][:-1],), id) for key, id in kept if len(key) == 1 and len(key[0]) > 5 and key[0].endswith("s")
             and (key[0][:-1],) not in aliases]  # fmt: skip
    if state is not None and ("government",) not in aliases:
        kept.append((("government",), state))
    kept.sort(key=lambda pair: -len(pair[0]))
    return Roster(deal, tuple(kept), countries, armed, state, un, _watching(deal), _seats(deal), _short_names(deal))


def _without_where(key: tuple[str, ...]) -> tuple[str, ...]:
    """`armed formations` of `armed formations in parts of X`; () where nothing is left off or one word would stay."""
    at = key.index("in") if "in" in key else 0
    return key[:at] if at > 1 else ()


def _watching(deal: Deal) -> str | None:
    """The one party that watches and is called a mission, monitors or observers."""
    found = [
        party.id
        for party in deal.parties
        if party.role == "monitor" and _WATCHING & {w for name in party.also for w in name.lower().split()}
    ]
    return found[0] if len(found) == 1 else None


def _short_names(deal: Deal) -> dict[str, str]:
    """The short names that a deal gives its intermediaries and monitors as ids; `GOV`, `OPP` are no names."""
    return {p.id: p.id for p in deal.parties if p.role not in {"side", "guarantor", None} and len(p.id) > 2}


@cache
def _agencies() -> dict[str, str]:
    """Agencies that speak for a state, with that state."""
    pairs = (line.split() for line in sections("en_speakers.txt")["of a state"])
    return {agency: _country(state) for agency, state in pairs}


def _seats(deal: Deal) -> tuple[tuple[str, str], ...]:
    """Towns whose ministries are a party's of the deal without that a country is named, with that party."""
    found: list[tuple[str, str]] = []
    for line in sections("en_speakers.txt")["seats"]:
        town, *names = line.split()
        for party in deal.parties:
            said = " ".join((party.name, *party.also)).lower()
            if party.role in {"side", None} and any(name in said for name in names):
                found.append((town, party.id))
    return tuple(found)
