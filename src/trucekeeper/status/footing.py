"""Which clauses an answer about a clause rests on, so that it can be kept until one of them changes."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from trucekeeper.deal.condition import All, AnyOf, Condition, Not, OutOfStep, Says, clause_names
from trucekeeper.deal.model import Clause, Deal
from trucekeeper.status.index import Index


class Footing:
    """What the clauses of one text rest on: those that their conditions name, and those that these rest on."""

    def __init__(self, deal: Deal) -> None:
        self._deal = deal
        self._found: dict[str, frozenset[str]] = {}
        self._ordered: dict[str, tuple[str, ...]] = {}

    def of(self, clause: str) -> frozenset[str]:
        """The clause itself and all that it rests on, stops left out."""
        if clause not in self._found:
            self._found[clause] = self._closed([clause])
        return self._found[clause]

    def is_circular(self, clause: str) -> bool:
        """True where a clause, or one that it rests on, rests on itself in the end."""
        return bool(self._circular) and bool(self.of(clause) & self._circular)

    @cached_property
    def _circular(self) -> frozenset[str]:
        def ahead(clause: Clause) -> frozenset[str]:
            return self._closed(_rests_on(clause, self._deal))

        return frozenset(one.id for one in self._deal.clauses if one.id in ahead(one))

    @property
    def stops_are_circular(self) -> bool:
        """True where the end of a stop rests on a clause that may itself be stopped, or on a circle."""
        stopped = {id for one in self._powers for id in one.acts_on.ids}
        return bool(self._holding & (self._circular | stopped))

    @property
    def _powers(self) -> list[Clause]:
        return [one for one in self._deal.clauses if one.kind == "may" and one.action == "hold"]

    @cached_property
    def _holding(self) -> frozenset[str]:
        """What the ends of stops rest on."""
        return self._closed(name for power in self._powers for name in _named(power.until, self._deal))

    def _closed(self, start: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        ask = list(start)
        while ask:
            name = ask.pop()
            if name not in found:
                found.add(name)
                clause = self._deal.clause(name)
                ask += [] if clause is None else list(_rests_on(clause, self._deal))
        return frozenset(found)

    @cached_property
    def _speaking(self) -> frozenset[str]:
        """Clauses whose own conditions look at what parties say."""
        return frozenset(one.id for one in self._deal.clauses if any(map(_speaks, _conditions(one))))

    def revisions(self, clause: str, index: Index) -> tuple[object, ...]:
        """What must stay the same for an answer on a clause to hold."""
        names = self.of(clause)
        held = bool(names & index.stoppable)
        stopped = self.of_stops(index) if held else ()
        words = index.changes if names & self._speaking else 0
        return (index.rulings, held, words, stopped, tuple(map(index.revisions.__getitem__, self._in_order(clause))))

    def _in_order(self, clause: str) -> tuple[str, ...]:
        if clause not in self._ordered:
            self._ordered[clause] = tuple(sorted(self.of(clause)))
        return self._ordered[clause]

    def of_stops(self, index: Index) -> tuple[object, ...]:
        """What must stay the same for the stops and their ends to hold."""
        names = self._holding | frozenset(name for one in index.stoppable for name in self.of(one))
        return (index.rulings, index.changes, tuple((name, index.revisions[name]) for name in sorted(names)))


def _conditions(clause: Clause) -> Iterator[Condition]:
    due = clause.due.after if clause.due is not None else None
    yield from (one for one in (clause.after, clause.unless, due) if one is not None)


def _rests_on(clause: Clause, deal: Deal) -> Iterator[str]:
    for condition in _conditions(clause):
        yield from _named(condition, deal)
    yield from clause.during.ids


def _named(condition: Condition | None, deal: Deal) -> Iterator[str]:
    if condition is None:
        return
    yield from (name.text for name in clause_names(condition))
    if any(isinstance(atom, OutOfStep) for atom in atoms(condition)):
        yield from (id for exchange in deal.exchanges for leg in exchange.legs for id in leg.ids)


def _speaks(condition: Condition) -> bool:
    return any(isinstance(atom, Says) for atom in atoms(condition))


def atoms(condition: Condition) -> tuple[Condition, ...]:
    """The parts of a condition that are asked by themselves."""
    match condition:
        case All(of=several) | AnyOf(of=several):
            return tuple(atom for one in several for atom in atoms(one))
        case Not(of=inner):
            return atoms(inner)
        case _:
            return (condition,)
