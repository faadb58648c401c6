"""Which clauses a proposition may be about: candidates by what the deal owes, forbids and allows, the likeliest first.

Every clause is weighed by what the proposition and the clause have in common: the matter, the place, who does it, the
number, and what was spoken of just before. The weights were chosen on marked reports (docs/measured.md); they order
candidates for a person, who decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from msgspec import Struct

from trucekeeper.deal.model import Clause, Deal
from trucekeeper.reader.folding import folded
from trucekeeper.reader.language import language_of
from trucekeeper.reader.matter import kind_of, matters
from trucekeeper.reader.words import words

_FIRE: Final = frozenset({"fire", "shelling", "airstrike", "killing", "collapse"})
#: What an event alone says of the kind of clause, and how much.
_BY_EVENT: Final[dict[str, dict[str, float]]] = {
    **{event: {"fire": 5.0} for event in _FIRE},
    "movement": {"evacuation": 2.0, "detainees": 1.0, "withdrawal": 1.0, "aid": 0.5, "remains": 0.5},
    "arrival": {"evacuation": 2.0, "detainees": 1.0, "aid": 0.5, "remains": 0.5},
    "return": {"evacuation": 1.5, "detainees": 1.0, "remains": 0.5},
    "access": {"evacuation": 1.0, "detainees": 1.0, "aid": 1.0, "access": 1.0},
    "obstruction": {"evacuation": 1.5, "aid": 1.0, "access": 1.0, "detainees": 0.5, "withdrawal": 0.5},
    "detention": {"detainees": 1.0, "evacuation": 1.0},
    "hold": {"evacuation": 1.5, "hold": 1.5, "detainees": 1.0},
    "resume": {"evacuation": 1.5, "hold": 1.5, "detainees": 1.0},
    "agreement": {"evacuation": 0.5, "detainees": 0.5, "exchange": 1.0},
    "meeting": {"exchange": 2.0},
    "other": {"evacuation": 0.5, "detainees": 0.5},
}  # fmt: skip
#: Kinds by which something is handed over or let go: who does it tells one leg from the other.
_GIVING: Final = frozenset({"evacuation", "detainees", "remains", "withdrawal", "aid", "access"})
#: In this order: a matter in common, each further one, its own place, a place on its way, the party whose doing it is,
#: the party that gets, the number, the first clause spoken of just before, the others spoken of then.
MATTER, FINER, PLACE, VIA, DOER, GETTER, NUMBER, NEAR, ALSO_NEAR = 3.0, 1.0, 3.0, 1.0, 0.75, 1.0, 1.5, 1.5, 0.75
#: A candidate needs so much of its own, and so much of what the best one has.
LEAST, OF_BEST = 1.5, 0.6
#: Events that are about people on their way, also where no word tells which.
_ON_THE_WAY: Final = frozenset(
    {"movement", "arrival", "return", "access", "obstruction", "hold", "resume", "agreement"}
)
#: Words by which both sides' legs are meant.
_BOTH: Final = frozenset(
    ["both", "each", "two", "either", "neither", "sides", "all", "الطرفين", "الجانبين", "الطرفان", "كلا", "كل", "جميع",
     "обе", "обеих", "каждой", "обеими", "сторон", "стороны", "все"]
)  # fmt: skip


class About(Struct, frozen=True):
    """What a proposition speaks of, as far as clauses are weighed by it.

    Attributes:
        event: The event kind.
        lows: Its words in small letters, of Arabic and Russian folded.
        language: en, ar or ru.
        places: Ids of the deal's places that it names.
        near: The clauses of what was said just before.
        doers: Parties whose doing it is.
        speaker: The party that speaks, if it is one.
        people: The number it gives; 0 where it gives none.
        spoken: The matters that its words speak of, where they have been found out.
    """

    event: str
    lows: Sequence[str]
    language: str = "en"
    places: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    doers: frozenset[str] = frozenset()
    speaker: str | None = None
    people: int = 0
    spoken: frozenset[str] | None = None


class Candidates(NamedTuple):
    """Clauses that a proposition may be about.

    Attributes:
        clauses: The likeliest first.
        own: False where nothing speaks for them but that they were spoken of before.
    """

    clauses: tuple[str, ...]
    own: bool


@dataclass(frozen=True)
class Links:
    """The clauses of a deal by what they are about."""

    deal: Deal

    @cached_property
    def _profiles(self) -> tuple["_Profile", ...]:
        found = [_profile(clause, self.deal) for clause in self.deal.clauses]
        found += [_Profile(x.id, frozenset({"exchange"}), frozenset({"swap"})) for x in self.deal.exchanges]
        found += [_Profile(v.id, frozenset({"watching"}), frozenset({"watching"})) for v in self.deal.verifies]
        return tuple(found)

    @cached_property
    def _legs(self) -> tuple[frozenset[str], ...]:
        """Of each exchange the clauses that are its legs."""
        return tuple(frozenset(id for leg in x.legs for id in leg.ids) for x in self.deal.exchanges)

    def candidates(self, about: About) -> Candidates:
        """The clauses that it may be about; none where nothing speaks for any."""
        spoken = matters(about.lows, about.language) if about.spoken is None else about.spoken
        weighed = self._weighed_by(about, self._own_weights(about.event, spoken))
        best = max([weight for weight, _ in weighed], default=0.0)
        if best < LEAST:
            return Candidates(about.near[:1] or self._first_leg(about), own=False)
        least = max(LEAST, OF_BEST * best)
        likely = [one for one in weighed if one[0] >= least]
        if len(likely) == 1:
            return Candidates((likely[0][1].id,), own=True)
        likely.sort(key=self._order)
        both = "swap" in spoken or not _BOTH.isdisjoint(about.lows)
        kept = self._with_exchanges(_without_rivals([one for _, one in likely], about, both))
        return Candidates(kept, own=True)

    def _weighed_by(self, about: About, owned: "list[_Weighed]") -> "list[_Weighed]":
        """The clauses for which something speaks, with all that does; what was spoken of just before speaks too."""
        weighed: list[_Weighed] = []
        near, places, people = set(about.near), about.places, about.people
        given = bool(about.doers) or about.event in _RECEIVED
        for weight, one in owned:
            if people and people == one.people:
                weight += NUMBER
            if places:
                weight += self._by_place(one, about)
            if given and one.gives:
                weight += _by_doer(one, about)
            if one.id in near:
                near.remove(one.id)
                weight += NEAR if one.id == about.near[0] else ALSO_NEAR
            weighed.append((weight, one))
        for id in near & self._by_id.keys() if near else ():
            weighed.append((NEAR if id == about.near[0] else ALSO_NEAR, self._by_id[id]))
        return weighed

    def _order(self, one: "_Weighed") -> tuple[float, int]:
        """The weightiest first, and those of one weight as the deal has them."""
        return -one[0], self._places[one[1].id]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {one.id: n for n, one in enumerate(self._profiles)}

    @cached_property
    def _by_id(self) -> "dict[str, _Profile]":
        return {one.id: one for one in self._profiles}

    def remembered(self, told: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
        """What was spoken of just before, for the next proposition: its clauses, and one that was before them."""
        return (*told, *[id for id in before if id not in told][:1]) if told else before

    def _first_leg(self, about: About) -> tuple[str, ...]:
        """Where nothing tells: of people on their way, or of a bare number, the deal's first clause of people."""
        if about.event not in _ON_THE_WAY and not about.people:
            return ()
        return next(((one.id,) for one in self._profiles if one.kinds & {"evacuation", "detainees"}), ())

    def _own_weights(self, event: str, spoken: frozenset[str]) -> "list[_Weighed]":
        """What event and matters say for each clause; most propositions share them with one before."""
        if (known := self._weighed.get((event, spoken))) is None:
            if len(self._weighed) >= _REMEMBERED:
                self._weighed.clear()
            kinds = frozenset(kind_of(matter) for matter in spoken)
            every = [(_own_weight(one, event, spoken, kinds), one) for one in self._profiles]
            known = [one for one in every if one[0]]
            self._weighed[event, spoken] = known
        return known

    @cached_property
    def _weighed(self) -> "dict[tuple[str, frozenset[str]], list[_Weighed]]":
        return {}

    def _by_place(self, one: "_Profile", about: About) -> float:
        if one.starts.intersection(about.places):
            return PLACE
        if one.passes.intersection(about.places):
            return VIA
        return -PLACE if one.starts and self._starts.intersection(about.places) else 0.0

    @cached_property
    def _starts(self) -> frozenset[str]:
        """Every place that people leave under some clause."""
        return frozenset(place for one in self._profiles for place in one.starts)

    def _with_exchanges(self, kept: tuple[str, ...]) -> tuple[str, ...]:
        """An exchange is meant with its legs where two of them are; behind them, since what is counted is a leg's."""
        found = list(kept)
        for x, legs in zip(self.deal.exchanges, self._legs, strict=True):
            meant = len(legs.intersection(kept))
            if meant > 1 or (meant and x.id in found):
                found = [*(id for id in found if id != x.id), x.id]
        return tuple(found)


@dataclass(frozen=True)
class _Profile:
    """A clause as far as it is weighed."""

    id: str
    kinds: frozenset[str]
    matters: frozenset[str]
    starts: frozenset[str] = frozenset()
    passes: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    people: int = 0

    @cached_property
    def gives(self) -> bool:
        """True for a leg: who does it tells one leg from the other."""
        return not self.kinds.isdisjoint(_GIVING)


#: A weight, and the clause that has it.
_Weighed = tuple[float, _Profile]
#: So many kinds of proposition are remembered with their weights; a long reading has no end of them.
_REMEMBERED: Final = 1_024


def _own_weight(one: _Profile, event: str, spoken: frozenset[str], kinds: frozenset[str]) -> float:
    by_event = _BY_EVENT.get(event, {})
    weight = max((by_event.get(kind, 0.0) for kind in one.kinds), default=0.0)
    if one.kinds & kinds:
        weight += MATTER + FINER * len(one.matters & spoken)
    return weight


def _without_rivals(likely: Sequence[_Profile], about: About, both: bool) -> tuple[str, ...]:
    """Of the two sides' legs only the likelier one, unless both are meant or the other's own place is named."""
    kept: list[_Profile] = []
    for one in likely:
        rival = any(other.kinds == one.kinds for other in kept) and "fire" not in one.kinds
        if not rival or both or one.starts.intersection(about.places) or one.passes.intersection(about.places):
            kept.append(one)
    return tuple(one.id for one in kept)


#: Of these the party speaks to which somebody or something came.
_RECEIVED: Final = frozenset({"return", "arrival"})


def _by_doer(one: _Profile, about: About) -> float:
    if about.doers:
        return DOER if about.doers & one.by else -DOER
    got = about.event in _RECEIVED and about.speaker is not None
    return GETTER if got and about.speaker in one.to else 0.0


#: Types that mean another kind here.
_SAME: Final = {"advance": "fire", "escort": "evacuation", "protection": "fire", "announcement": "orders"}


def _profile(clause: Clause, deal: Deal) -> _Profile:
    spoken: set[str] = set()
    for text in (clause.do, clause.name, *clause.dos.values(), *clause.names.values()):
        flat = folded(text).text
        spoken |= matters(words(flat, 0, len(flat)).lows, language_of(flat))
    if clause.kind == "may":
        kinds = {"extend"} if "prolonging" in spoken or clause.action == "extend" else {"hold"}
        return _Profile(clause.id, frozenset(kinds), frozenset(spoken))
    kind = _SAME.get(clause.type, clause.type)
    kinds = {kind} if kind not in {"", "other"} else {kind_of(matter) for matter in spoken} or {"other"}
    if kinds - {"fire"} and clause.kind == "must":
        kinds -= {"fire"}  # `publish orders to keep the ceasefire` is about orders
    if kind == "fire" or (clause.kind == "must not" and not kinds - {"other"}):
        kinds |= {"fire", "truce"}
    starts = {*clause.start.ids, *(_worded(clause.start.words, deal))}
    own = {*clause.at_place.ids, *clause.where.ids, *clause.via.ids} - starts
    number = clause.people.quantity.low if clause.people is not None and clause.people.quantity is not None else 0
    return _Profile(
        clause.id, frozenset(kinds), frozenset(spoken), frozenset(starts) if "fire" not in kinds else frozenset(),
        frozenset(own), frozenset(clause.by.ids), frozenset(clause.to.ids), int(number or 0),
    )  # fmt: skip


def _worded(said: str | None, deal: Deal) -> set[str]:
    """Places that are named in a place written as words."""
    return {one.id for one in deal.places if said and one.name.lower() in said.lower()}
