"""What a deal file says, as typed blocks. Every block keeps the places of its keys, so that findings can point at them.

A missing key is data (None or an empty tuple); what is wrong with a missing key is a matter for the rules. A key whose
value could not be read is missing here too, and the deal's `findings` say why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from trucekeeper.core.finding import TOP, Finding, Span
from trucekeeper.core.moment import Interval
from trucekeeper.core.place import Point
from trucekeeper.core.quantity import Quantity
from trucekeeper.deal.condition import Condition, Joined, Name


@dataclass(frozen=True)
class Names:
    """A list of ids or words: `A, B` (each), `A and B` (jointly), `A or B` (any one alone).

    Attributes:
        names: In the order written; empty where `words` is used.
        joined: How they stand together.
        and_forces: Ended in `and every force under their command`.
        and_routes: Ended in `and the routes between them`.
        words: The whole value as written, where its first word is no id (places only): kept, never mapped or matched.
    """

    names: tuple[Name, ...] = ()
    joined: Joined = Joined.EACH
    and_forces: bool = False
    and_routes: bool = False
    words: str | None = None

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The bare ids, in the order written."""
        return tuple(name.text for name in self.names)


@dataclass(frozen=True, slots=True)
class Due:
    """A last moment: fixed, or so long after a condition comes true."""

    moment: datetime | None = None
    delay: timedelta | None = None
    after: Condition | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Who is meant by `people`: a number, or all (of a category)."""

    quantity: Quantity | None = None
    all_of: str | None = None  # "" = all, else the category


@dataclass(frozen=True, kw_only=True)
class Block:
    """What all kinds share.

    Attributes:
        kind: As written: `party`, `must not`, ...
        id: Unique in the file over all kinds.
        name: In the deal's first language (header words or `name`); empty when none is given.
        names: Per language, as `name LANG:` says; "" is the one without a language.
        also: Aliases of all languages.
        at: The header line.
        spans: Place of each key's value: by key without its language (the first one), and by key with it (`do ar`).
        keys: Place of each key itself.
    """

    kind: str
    id: str
    name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    at: Span = TOP
    spans: Mapping[str, Span] = field(default_factory=dict)
    keys: Mapping[str, Span] = field(default_factory=dict)

    def span(self, key: str) -> Span:
        """Where a key's value stands, else the header."""
        return self.spans.get(key, self.at)


@dataclass(frozen=True, kw_only=True)
class Head(Block):
    """The `deal` block."""

    zone: ZoneInfo | None = None
    languages: tuple[str, ...] = ()
    state: str | None = None
    signed: datetime | None = None
    in_force: datetime | None = None
    ends: datetime | None = None
    amends: str | None = None
    brokers: Names = Names()


@dataclass(frozen=True, kw_only=True)
class Party(Block):
    """Somebody with a part in the deal; `forces` are the actors it answers for."""

    role: str | None = None
    side_of: str | None = None  # key `for`
    forces: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Place(Block):
    """A named place; `held_by` a party id or words."""

    point: Point | None = None
    held_by: str | None = None
    code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Route(Block):
    """A way between places."""

    start: Names = Names()  # key `from`
    to: Names = Names()
    via: Names = Names()
    time_low: timedelta | None = None
    time_high: timedelta | None = None
    km: float | None = None
    held_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Category(Block):
    """A kind of people that the deal counts apart."""

    means: str = ""
    needs: str = ""


@dataclass(frozen=True, kw_only=True)
class Term(Block):
    """A word that means in this deal what is said here."""

    means: str = ""


@dataclass(frozen=True, kw_only=True)
class Clause(Block):
    """A must, must not or may.

    Attributes:
        do: What is owed, forbidden or allowed, in the author's words; `dos` per language.
        type: As written or derived (deal-language.md, TYPE); rules read it, never the words of `do`. Empty for `may`.
        typed: True when the author wrote the type.
        action: For a may: hold, resume, end, extend, turn back, or "" where `do` is plain words.
        acts_on: For a may: the clauses it acts on.
        evidence: As written; `observers` are its leading party ids, `decided_by` and `rung_asked` what it asks for.
        if_not, on_hold: Clauses, or plain words in `.words`.
    """

    by: Names = Names()
    to: Names = Names()
    do: str = ""
    dos: Mapping[str, str] = field(default_factory=dict)
    type: str = ""
    typed: bool = False
    people: People | None = None
    start: Names = Names()  # key `from`
    via: Names = Names()
    at_place: Names = Names()  # key `at`
    where: Names = Names()
    after: Condition | None = None
    unless: Condition | None = None
    window: Interval | None = None
    due: Due | None = None
    during: Names = Names()
    covers: Names = Names()
    evidence: str = ""
    observers: tuple[Name, ...] = ()
    rung_asked: int = 2
    decided_by: Name | None = None
    if_not: Names = Names()
    on_hold: Names = Names()
    text: str = ""
    action: str = ""
    acts_on: Names = Names()
    when: Condition | None = None
    until: Condition | None = None
    notice: str = ""
    on_the_road: str = ""
    waiting: str = ""


@dataclass(frozen=True, kw_only=True)
class Exchange(Block):
    """Legs in step. `legs[i]` are the clauses of side i; numbers given once bind both sides.

    Attributes:
        ratio: Heads (or other units) of each side that answer each other.
        unit: Key `in`: people, share, batches, or a category id.
        count: The event that counts; None when not written (then the default of the clause).
        together: The event that the k-th batches of all legs pass at one moment; both giving and getting count there.
        batch, ahead: A number a side, in the order of `legs`; empty when not written.
        first: The leading leg; `first_words` what follows it.
        settle: Written promise for people already on the road.
    """

    legs: tuple[Names, ...] = ()
    ratio: tuple[int, ...] = ()
    unit: str = "people"
    count: str | None = None
    together: str | None = None
    batch: tuple[int, ...] = ()
    ahead: tuple[int, ...] = ()
    first: Name | None = None
    first_words: str = ""
    settle: str = ""


@dataclass(frozen=True, kw_only=True)
class Verify(Block):
    """Who decides, with what quorum, within what time, and what stands meanwhile."""

    who: Names = Names()
    needs: int | None = None  # how many must agree; `all` and `any` are worked out from `who`
    needs_words: str = ""
    within: timedelta | None = None
    default: str | None = None
    default_words: str = ""
    covers: Names = Names()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of the agreement, with the language it is in and the place."""

    language: str
    text: str
    at: Span


@dataclass(frozen=True, slots=True)
class DealTest:
    """One line of a `deal-test` fence, kept as data: the command runs it with the status engine."""

    at: datetime
    words: str
    expects: tuple[str, str | None, str, str] | None  # clause, party, stage, finding
    span: Span


@dataclass(frozen=True, kw_only=True)
class Deal:
    """A deal as read. `findings` are those of reading only; the rules add theirs."""

    file: str
    text: str
    head: Head | None = None
    parties: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    routes: tuple[Route, ...] = ()
    categories: tuple[Category, ...] = ()
    terms: tuple[Term, ...] = ()
    clauses: tuple[Clause, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    verifies: tuple[Verify, ...] = ()
    quotations: tuple[Quoted, ...] = ()
    tests: tuple[DealTest, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def zone(self) -> ZoneInfo | None:
        """The mission's zone, if the deal names one."""
        return self.head.zone if self.head else None

    def party(self, id: str) -> Party | None:
        """The party of that id, if it is defined."""
        return self._parties_by_id.get(id)

    def clause(self, id: str) -> Clause | None:
        """The clause of that id, if it is defined."""
        return self._clauses_by_id.get(id)

    @cached_property
    def _clauses_by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in reversed(self.clauses)}

    @cached_property
    def _parties_by_id(self) -> dict[str, Party]:
        return {party.id: party for party in reversed(self.parties)}

    def clause_id(self, named: str) -> str:
        """The id here of a clause that another version may know by another id, listed under `also`; else as named."""
        if self.clause(named) is not None:
            return named
        return next((clause.id for clause in self.clauses if named in clause.also), named)

    def side_of(self, party_id: str) -> str:
        """The side for which a party's word counts (rule R3): itself, or the one it guarantees, or `independent`.

        A monitor or intermediary is independent; an id that is no party of the deal counts as it stands.
        """
        return self._sides.get(party_id, party_id)

    @cached_property
    def sides_of_forces(self) -> dict[str, tuple[str, ...]]:
        """For each force and party of the deal the sides to which it answers, in the order of the parties."""
        found: dict[str, dict[str, None]] = {}
        for party in self.parties:
            for name in (*party.forces, party.id):
                found.setdefault(name, {})[self.side_of(party.id)] = None
        return {name: tuple(sides) for name, sides in found.items()}

    @cached_property
    def _sides(self) -> dict[str, str]:
        apart = {"monitor", "intermediary", "other", "guarantor"}
        return {
            party.id: party.side_of or ("independent" if party.role in apart else party.id)
            for party in reversed(self.parties)
        }
