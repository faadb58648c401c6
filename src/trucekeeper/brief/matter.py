"""What a report is about: the deal, the records known, two answers of status, and for whom it is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from trucekeeper.brief.audience import Audience
from trucekeeper.brief.extent import WHOLE, Extent
from trucekeeper.brief.model import Piece
from trucekeeper.brief.plain import partisan, seen
from trucekeeper.brief.times import both, when
from trucekeeper.brief.tongue import ENGLISH, Tongue
from trucekeeper.brief.underway import under_way
from trucekeeper.core.errors import TruceError
from trucekeeper.core.name import folded
from trucekeeper.core.quantity import unit_of
from trucekeeper.deal.model import Block, Clause, Deal
from trucekeeper.ledger.fixed import LISTS
from trucekeeper.ledger.record import (
    ERASED,
    WHOLE_DEAL,
    CaseStep,
    Claim,
    Contact,
    Count,
    Counted,
    DealVersion,
    Decision,
    Demand,
    Entry,
    Hold,
    Movement,
    Observation,
    Patrol,
    Record,
    Resume,
    Source,
    Spot,
    VehicleMovement,
    said_at,
)
from trucekeeper.ledger.view import known_at
from trucekeeper.status.verdict import LABEL_ORDER, ClauseVerdict, FindingWord, Status

#: Records that somebody said: they have a speaker, a side and a basis.
SAID = Claim | Observation | Decision | Movement | VehicleMovement | Hold | Resume | DealVersion | Demand
#: Records that answer a question.
ANSWERS = Claim | Observation | Decision

#: The same, each by itself.
KINDS_OF_ANSWERS: Final = (Claim, Observation, Decision)

#: A question: the clause (or none), and the incident.
Question = tuple[str | None, str | None]

#: Stands for a source to be protected.
SHIELD = Piece("a source known to the mission")

#: Stands for somebody of the mission.
STAFF = Piece("the mission's own people")

#: `Source.kind` of a source whose name only the mission may know.
CONFIDENTIAL = "confidential"


class SupposedRecordsError(TruceError):
    """A report was asked for on records that somebody made up to see what they would change."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.ids = ids
        super().__init__(
            f"a report never rests on supposed records, and these are supposed: {', '.join(ids)}",
            "ask `truce status --suppose` what they would change, and leave them out here",
        )


@dataclass(frozen=True, kw_only=True)
class Matter:
    """All that a report may speak of.

    Attributes:
        entries: Known and standing: withdrawn ones are gone, corrected ones have their new values.
        history: Everything known, as it was entered, corrections and withdrawals among it.
        before: The answer one period earlier, or None where nothing is compared.
        zone: The mission's zone, or None for UTC.
        extent: How much of it is shown.
    """

    deal: Deal
    entries: tuple[Entry, ...]
    history: tuple[Entry, ...]
    now: Status
    before: Status | None
    audience: Audience
    zone: ZoneInfo | None
    practice: bool = False
    tongue: Tongue = ENGLISH
    extent: Extent = WHOLE

    def __post_init__(self) -> None:
        supposed = {*self.now.supposed, *(self.before.supposed if self.before else ())}
        supposed |= {one.record.id for one in self.history if getattr(one.record, "suppose", False)}
        if supposed:
            raise SupposedRecordsError(tuple(sorted(supposed)))

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Standing entries by the id of their record; those withdrawn as they were."""
        return {one.record.id: one for several in (self.history, self.entries) for one in several}

    @cached_property
    def _by_kind(self) -> Mapping[type[Record], list[Entry]]:
        kinds: dict[type[Record], list[Entry]] = defaultdict(list)
        for one in self.entries:
            kinds[type(one.record)].append(one)
        return kinds

    def of(self, *kinds: type[Record]) -> Sequence[Entry]:
        """Standing entries of some kinds, in the order of the ledger."""
        found = [one for kind in kinds if (one := self._by_kind.get(kind))]
        return found[0] if len(found) == 1 else sorted((e for one in found for e in one), key=lambda one: one.position)

    def newest(self, entries: Iterable[Entry]) -> tuple[list[Entry], int]:
        """Those of some entries that a report tells one by one, and how many it leaves out: all of a small ledger.

        Of a large one those that became known in the period, the newest where there are too many.
        """
        found = list(entries)
        if not self.extent.bounded:
            return found, 0
        shown = [one for one in found if self.since(one)][-self.extent.rows :]
        return shown, len(found) - len(shown)

    @cached_property
    def asked(self) -> Mapping[Question, list[Entry]]:
        """The records that answer each question; positions of third parties and the deal as a whole stand elsewhere."""
        found: dict[Question, list[Entry]] = {}
        for entry in self.of(*KINDS_OF_ANSWERS):
            record = entry.record
            assert isinstance(record, ANSWERS)
            if not record.position and record.clause != WHOLE_DEAL and self.by_now(entry):
                found.setdefault((record.clause, record.incident), []).append(entry)
        return found

    @cached_property
    def moved(self) -> frozenset[Question]:
        """Questions on which something became known in the period, or whose finding is another than before."""
        told = {key for key, entries in self.asked.items() if any(map(self.since, reversed(entries)))}
        if self.before is None:
            return frozenset(told)
        was = _findings(self.before)
        changed = {
            (clause, incident)
            for (clause, side, incident), finding in _findings(self.now).items()
            if was.get((clause, side, incident), finding) is not finding
        }
        return frozenset(told | changed)

    @cached_property
    def in_full(self) -> frozenset[Question]:
        """Questions that this report tells in full: all of a small ledger.

        Of a large one those that moved in the period; where they are too many, clauses take turns, and the weightier
        finding goes first, then the newer one: within a clause, and among the clauses of the last turn.
        """
        named = [one for one in self.asked if one[1] is not None]
        if len(named) <= self.extent.questions:
            return frozenset(named)
        weights = self._weights
        clauses: dict[str | None, list[tuple[int, int, Question]]] = defaultdict(list)
        for one in named:
            if one in self.moved:
                weight = weights.get(one, len(LABEL_ORDER))
                clauses[one[0]].append((weight, -self.asked[one][-1].position, one))
        in_turn = [(turn, *one) for each in clauses.values() for turn, one in enumerate(sorted(each))]
        return frozenset(question for *_, question in sorted(in_turn)[: self.extent.questions])

    @cached_property
    def _weights(self) -> Mapping[Question, int]:
        """How weighty the finding on a question is, the smaller the weightier, over all sides that are asked."""
        weights: dict[Question, int] = {}
        for (clause, _, incident), finding in _findings(self.now).items():
            place = LABEL_ORDER.index(finding) if finding in LABEL_ORDER else len(LABEL_ORDER)
            weights[clause, incident] = min(place, weights.get((clause, incident), place))
        return weights

    @cached_property
    def was(self) -> Mapping[tuple[str, str], ClauseVerdict]:
        """The verdicts of the period before, by clause and side."""
        return {(one.clause, one.side): one for one in (self.before.clauses if self.before else ())}

    @cached_property
    def moving(self) -> frozenset[str]:
        """Records about people on the road that this audience does not get to see in detail."""
        return frozenset() if self.audience.sees.under_way else under_way(self.entries, self.now.at)

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The two (or more) sides, in the order of the deal."""
        return tuple(one.id for one in self.deal.parties if one.role == "side") or tuple(
            one.id for one in self.deal.parties
        )

    @cached_property
    def named(self) -> Mapping[str, Block]:
        """Everything of the deal that has an id."""
        deal = self.deal
        blocks: Iterable[Block] = (
            *deal.parties,
            *deal.places,
            *deal.routes,
            *deal.categories,
            *deal.clauses,
            *deal.exchanges,
            *deal.verifies,
        )
        return {one.id: one for one in blocks}

    def at(self, moment: datetime) -> str:
        """A moment in mission time and UTC."""
        return both(moment, self.zone, self.tongue)

    def happened(self, entry: Entry) -> str:
        """When it is said to have happened, as exactly as this audience may know."""
        if entry.record.id in self.moving:
            return self.tongue("time withheld while the movement is under way")
        return when(getattr(entry.record, "happened", None), self.zone, self.tongue)

    def since(self, entry: Entry) -> bool:
        """True for what became known in the period of this report."""
        if self.before is None:
            return True
        return self.known_at(entry) > self.before.known_by

    def known_at(self, entry: Entry) -> datetime:
        """When an entry became known: by the store's clock, or for an archive when it was said."""
        return known_at(entry, self.now.known_from)

    def in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Ids in the order of the ledger; unknown ones last, as they came."""
        last = len(self.history) + 1
        return tuple(sorted(dict.fromkeys(ids), key=lambda id: self.by_id[id].position if id in self.by_id else last))

    def who(self, entry: Entry) -> Piece:
        """Who a record comes from, in words that this audience may read."""
        return self.shield if self.shields(entry) else self.called(speaker_of(entry.record))

    def shields(self, entry: Entry) -> bool:
        """True where this audience may not know who a record comes from."""
        return not self.audience.sees.confidential and self.confidential(entry.record)

    @cached_property
    def shielded(self) -> frozenset[str]:
        """Names under which protected sources stand in records, as answers of status repeat them."""
        if self.audience.sees.confidential or not any(
            isinstance(one.record, Source) and self.confidential(one.record) for one in self.by_id.values()
        ):
            return frozenset()
        return frozenset(speaker_of(one.record) for one in self.history if self.shields(one)) - {""}

    @cached_property
    def staff(self) -> frozenset[str]:
        """Who entered something, where this audience may not know it: an observer's word stands under their account."""
        return frozenset() if self.audience.sees.analysts else frozenset(one.entered_by for one in self.history)

    def word(self, field: str, text: str) -> Piece:
        """A word of a record: in the language of the report where its field has a list of ours, else as it is."""
        return Piece(self.tongue(text)) if text in LISTS.get(field, ()) else named(text)

    def called(self, text: str) -> Piece:
        """A party by its name, anybody else as recorded; the id itself where the name is missing."""
        if text == ERASED:
            return Piece(self.tongue("[name erased]"))
        if text in self.shielded:
            return self.shield
        if text in self.staff and text not in self.named:
            return Piece(self.tongue(STAFF.text))
        block = self.named.get(text)
        return named(self.name_of(block) or text) if block else named(text)

    @property
    def shield(self) -> Piece:
        """Stands for a source to be protected."""
        return Piece(self.tongue(SHIELD.text))

    def name_of(self, block: Block) -> str:
        """A party, place or clause by its name in the language of the report, where the deal has one."""
        return block.names.get(self.tongue.code) or block.name

    def confidential(self, record: Record) -> bool:
        """True where the report that a record was read in comes from a source to be protected, or is one itself."""
        source = record if isinstance(record, Source) else self._source(record)
        return source is not None and source.kind.casefold().startswith(CONFIDENTIAL)

    def _source(self, record: Record) -> Source | None:
        entry = self.by_id.get(getattr(record, "source", None) or "")
        return entry.record if entry and isinstance(entry.record, Source) else None

    def side(self, entry: Entry) -> str:
        """The side for which a speaker's word counts, as the record says it."""
        side = getattr(entry.record, "side", "unknown")
        if side in self.named:
            return side
        t = self.tongue
        return {"independent": t("independent"), "unknown": t("side not known")}.get(side, seen(side))

    def clause_title(self, id: str) -> Piece:
        """A clause by its title or what it asks for, empty where the deal does not have it."""
        block = self.named.get(id)
        words = (self.name_of(block) or (block.do if isinstance(block, Clause) else "")) if block else ""
        return named(words)

    def may_read(self, entry: Entry) -> bool:
        """True where this audience may read the words of a record's source."""
        sees, record = self.audience.sees, entry.record
        if record.id in self.moving or (self.confidential(record) and not sees.confidential):
            return False
        own = bool(self.audience.party) and getattr(record, "side", "") == self.deal.side_of(self.audience.party)
        return sees.words or (sees.own_words and own)

    def incident(self, text: str) -> Piece:
        """The name of a question, always between quotation marks: it is somebody's short name for what is asked."""
        return quoted(text)

    def by_now(self, entry: Entry) -> bool:
        """True for what is said to have begun before the moment asked for; without a time, what was said before it."""
        happened = getattr(entry.record, "happened", None)
        began = happened.start if happened else said_at(entry.record)
        return began is None or began < self.now.at

    def place_in_deal(self, clause: str | None) -> tuple[int, str]:
        """Where a clause stands in the deal; those it does not have come after, what is tied to none comes last."""
        order = self._order
        if clause in order:
            return order[clause], ""
        return len(order) + (clause is None), clause or ""

    @cached_property
    def _order(self) -> Mapping[str | None, int]:
        return {one.id: place for place, one in enumerate(self.deal.clauses)}

    def place_block(self, spot: Spot) -> Block | None:
        """The place or route of the deal that a record means, by its id, its name or an alias."""
        return self.placed.get(folded(spot.place)) if spot.place else None

    @cached_property
    def placed(self) -> Mapping[str, Block]:
        """Places and routes by everything that the deal calls them."""
        blocks: tuple[Block, ...] = (*self.deal.routes, *self.deal.places)
        called = ((one, (*one.also, one.name, *one.names.values(), one.id)) for one in blocks)
        return {folded(name): one for one, names in called for name in names if name}

    def places(self, ids: Iterable[str]) -> list[Piece]:
        """Several places, those left out that this audience may not know."""
        known = (self.place(Spot(place=one)) for one in ids)
        return [one for one in known if one is not None]

    def place(self, spot: Spot | None) -> Piece | None:
        """A place, no more exactly than this audience may know; None where none was said or none may be known."""
        if spot is None:
            return None
        known = self.place_block(spot)
        if known is not None:
            return named(self.name_of(known) or known.id)
        if not self.audience.sees.exact_places:
            return None
        if spot.place:
            return named(spot.place)
        return Piece(point_words(spot, self.tongue)) if spot.north is not None else None


def _findings(answer: Status) -> dict[tuple[str, str, str], FindingWord]:
    """The finding on each question for each side, by clause, side and incident."""
    return {
        (one.clause, one.side, question.incident): question.finding
        for one in answer.clauses
        for question in one.questions
    }


def speaker_of(record: Record) -> str:
    """Who stands behind a record: its speaker, team, publisher, or the person who did it."""
    match record:
        case CaseStep(by=by) | Contact(by=by):
            return by
        case Patrol(team=team) | Counted(team=team):
            return team
        case Source(publisher=publisher):
            return publisher
        case _:
            return str(getattr(record, "speaker", ""))


def named(text: str) -> Piece:
    """Somebody else's words for a name; between quotation marks where they take a side."""
    clean = seen(text)
    return Piece(clean, "quoted" if partisan(clean) else "name")


def quoted(text: str) -> Piece:
    """Words of a source or of a question, between quotation marks."""
    return Piece("[text erased]") if text == ERASED else Piece(seen(text), "quoted")


def point_words(spot: Spot, t: Tongue = ENGLISH) -> str:
    """`36.170 N 37.150 E, within 2 km`."""
    if spot.north is None or spot.east is None:
        return ""
    north = f"{abs(spot.north):.3f} {'N' if spot.north >= 0 else 'S'}"
    east = f"{abs(spot.east):.3f} {'E' if spot.east >= 0 else 'W'}"
    around = t(", within {distance} km").format(distance=f"{spot.radius_km:g}") if spot.radius_km else ""
    return f"{north} {east}{around}"


def count_words(count: Count, t: Tongue = ENGLISH) -> str:
    """A count as it was said; different units are never added."""
    if count.high is None:
        words = t("at least {count}").format(count=_so_many(count.low, count.unit, t))
    elif count.high == count.low:
        words = _so_many(count.low, count.unit, t)
    else:
        words = t("{low} to {count}").format(low=f"{count.low:,}", count=_so_many(count.high, count.unit, t))
    return t("about {count}").format(count=words) if count.approx else words


def _so_many(number: int, unit: str, t: Tongue) -> str:
    """A number with its unit as the language bends it: `1 bus`, `3 حافلات`."""
    if unit in _BENT:
        return t.many(number, f"{{number}} {unit_of(1, unit)}", f"{{number}} {unit}")
    return f"{number:,} {unit_of(number, seen(unit)) if t.code == 'en' else t(seen(unit))}"


#: Units whose forms the message files have.
_BENT: Final = frozenset(
    ["people", "buses", "vehicles", "trucks", "ambulances", "bodies", "families", "convoys", "shells", "fighters",
     "children", "civilians", "detainees", "prisoners", "hostages", "soldiers"]
)  # fmt: skip
