"""What the rules look at: the deal, and what the kernels found in it, worked out once for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from trucekeeper.core.finding import Finding, Severity, Span
from trucekeeper.deal.condition import All, AnyOf, Condition, Happened, InState, Name, Not, Says, clause_names
from trucekeeper.deal.kernels.cut import Exact
from trucekeeper.deal.kernels.exposure import Exposed, exposures, on_the_road, sides
from trucekeeper.deal.kernels.fixpoint import circles, reached
from trucekeeper.deal.kernels.steps import Steps, steps_of
from trucekeeper.deal.model import Block, Clause, Deal, Names
from trucekeeper.deal.said import Said, say

#: So many circles are reported; a deal with more is broken in the same way everywhere.
_MOST_CIRCLES = 10


@dataclass(frozen=True, slots=True)
class Work:
    """A deal with the answers of the kernels.

    Attributes:
        deal: As read.
        times: Least travel times by clause, from the plan or the deal's routes.
        steps: Its graph.
        happens: By node, whether it can happen.
        circles: Circles of waiting, as nodes of the graph; of those through the same clauses (batches) the shortest.
        exposure: By side, the worst moment in each unit.
        road: The most on the road at once, in each unit.
        sides: The sides in conflict.
    """

    deal: Deal
    times: Mapping[str, timedelta]
    steps: Steps
    happens: list[bool]
    circles: tuple[list[int], ...]
    exposure: Mapping[str, tuple[Exposed, ...]]
    road: tuple[Exposed, ...]
    sides: tuple[str, ...]
    _known: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def clauses(self, *kinds: str) -> Iterator[Clause]:
        """The clauses of these kinds, in the order of the file."""
        return (clause for clause in self.deal.clauses if clause.kind in kinds)

    def moving(self) -> Iterator[Clause]:
        """The clauses under which people leave a place."""
        return (clause for clause in self.clauses("must") if clause.type == "evacuation")

    def fire(self) -> list[Clause]:
        """The clauses that forbid fire."""
        return [clause for clause in self.clauses("must not") if clause.type == "fire"]

    def sides_of(self, names: Names) -> frozenset[str]:
        """The sides in conflict that a list of parties stands for."""
        known = self._known.get(names.ids)
        if known is None:
            known = frozenset(side for id in names.ids if (side := self.deal.side_of(id)) in self.sides)
            self._known[names.ids] = known
        return known


def work_on(deal: Deal, times: Mapping[str, timedelta] | None = None, exact: Exact | None = None) -> Work:
    """Run the kernels over a deal."""
    steps = steps_of(deal)
    happens = reached(steps.graph)
    by_clauses: dict[frozenset[str], list[int]] = {}
    for circle in circles(steps.graph, happens):
        by_clauses.setdefault(frozenset(steps.step[n].clause for n in circle if n in steps.step), circle)
    return Work(
        deal=deal,
        times=times or {},
        steps=steps,
        happens=happens,
        circles=tuple(by_clauses.values())[:_MOST_CIRCLES],
        exposure=exposures(deal, steps, happens, exact),
        road=on_the_road(deal, steps, happens, exact),
        sides=sides(deal),
    )


Also = tuple[tuple[Said, Span], ...]


def error(code: str, message: Said, at: Span, help: Said, also: Also = ()) -> Finding:
    """A finding that makes the deal unfit to sign."""
    return Finding(code=code, severity=Severity.ERROR, message=message, at=at, help=help, also=also)


def warning(code: str, message: Said, at: Span, help: Said, also: Also = ()) -> Finding:
    """A finding that somebody should decide about before signing."""
    return Finding(code=code, severity=Severity.WARNING, message=message, at=at, help=help, also=also)


def note(code: str, message: Said, at: Span, help: Said, also: Also = ()) -> Finding:
    """A finding worth knowing, which changes no exit code."""
    return Finding(code=code, severity=Severity.NOTE, message=message, at=at, help=help, also=also)


def too(blocks: Sequence[Block]) -> Also:
    """The other blocks of which the same is said as of the first."""
    return tuple((say("{clause} too", clause=block.id), block.at) for block in blocks[1:])


def signed_for(work: Work, clause: Clause) -> bool:
    """Whether what counts is a hand-over, which those who receive it see and sign for."""
    exchange = work.steps.exchange_of.get(clause.id)
    return exchange is not None and exchange.count == "handed over"


def atoms(condition: Condition | None) -> Iterator[Condition]:
    """The single conditions in a condition."""
    match condition:
        case None:
            return
        case Not(of=inner):
            yield from atoms(inner)
        case All(of=several) | AnyOf(of=several):
            for one in several:
                yield from atoms(one)
        case _:
            yield condition


def conditions(clause: Clause) -> Iterator[tuple[str, Condition]]:
    """The conditions of a clause, each with its key."""
    for key, condition in (
        ("after", clause.after),
        ("unless", clause.unless),
        ("when", clause.when),
        ("until", clause.until),
        ("due", clause.due.after if clause.due else None),
    ):
        if condition is not None:
            yield key, condition


def named_in(condition: Condition | None) -> tuple[str, ...]:
    """The ids of clauses and exchanges that a condition looks at."""
    return tuple(name.text for name in clause_names(condition)) if condition is not None else ()


def speakers(condition: Condition | None) -> tuple[Name, ...]:
    """The parties that a condition lets say something."""
    return tuple(name for atom in atoms(condition) if isinstance(atom, Says) for name in atom.parties)


def states(condition: Condition | None) -> tuple[str, ...]:
    """The states that a condition looks at."""
    return tuple(atom.state for atom in atoms(condition) if isinstance(atom, InState))


def must_happen(condition: Condition | None) -> tuple[Happened, ...]:
    """The events of clauses without which a condition cannot come true."""
    match condition:
        case Happened():
            return (condition,)
        case All(of=several):
            return tuple(atom for one in several for atom in must_happen(one))
        case _:
            return ()


def places_of(clause: Clause) -> tuple[str, ...]:
    """The places and routes of the deal at which a clause happens, each once."""
    return tuple(dict.fromkeys((*clause.start.ids, *clause.via.ids, *clause.at_place.ids, *clause.where.ids)))


def past(event: str) -> Said:
    """Say what has happened to people: `F1 has departed`, `F1 has come to the point`."""
    return _PAST[event]


_PAST: Final = {
    "listed": say("listed"),
    "consented": say("consented"),
    "boarded": say("boarded"),
    "departed": say("departed"),
    "at the point": say("come to the point"),
    "crossed": say("crossed"),
    "handed over": say("been handed over"),
    "arrived": say("arrived"),
    "done": say("been done"),
}
