"""What clauses of a deal wait for (`after`), as rules that a plan keeps; what no plan can know is said in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trucekeeper.deal.condition import All, Condition, Counted, Happened, clause_names
from trucekeeper.deal.model import Clause, Deal
from trucekeeper.exchange.model import COUNTED, Coupling


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that a clause waits for: so many people of another one counted, or (rule None) only words."""

    rule: Coupling | None
    note: str = ""


def waits(
    deal: Deal, legs: Sequence[Sequence[str]], people: Mapping[str, int], batch: Mapping[str, int], verify_s: int
) -> Iterator[Waits]:
    """What the clauses of an operation wait for.

    Args:
        deal: The text.
        legs: The clauses of each side.
        people: How many leave under each clause.
        batch: People in a batch, of clauses that leave in batches.
        verify_s: From an event until both sides have the count.
    """
    sides = {id: side for side, ids in enumerate(legs) for id in ids}
    for id, side in sides.items():
        clause = deal.clause(id)
        if clause is None or clause.after is None:
            continue
        for one in _each(clause.after):
            there = _counted(one, people, batch)
            if there is None:
                yield Waits(None, _unknown(clause, one))
            elif sides[there[0]] == side:
                yield Waits(
                    None, f"{id} waits for {there[0]}, which leaves from the same side: it is only sent after it"
                )
            else:
                yield Waits(_rule(clause, sides, len(legs), people, there, verify_s))


def _each(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that all must hold."""
    return tuple(part for one in condition.of for part in _each(one)) if isinstance(condition, All) else (condition,)


def _counted(one: Condition, people: Mapping[str, int], batch: Mapping[str, int]) -> tuple[str, int, str] | None:
    """Whose people must be counted, how many and at which event; None where it is not that kind of condition."""
    match one:
        case Counted(clause=name, event=event, amount=amount, share=share) if name.text in people:
            total = people[name.text]
            needed = amount if amount is not None else total if share is None else -(-total * round(share * 100) // 100)
        case Happened(clause=name, event=said, batch=None) if name.text in people:
            needed, event = people[name.text], said or "arrived"
        case Happened(clause=name, event=said, batch=number) if number and name.text in batch:
            needed, event = number * batch[name.text], said or "arrived"
        case _:
            return None
    return (name.text, min(needed, people[name.text]), event) if event in COUNTED and needed else None


def _rule(
    clause: Clause,
    sides: Mapping[str, int],
    many: int,
    people: Mapping[str, int],
    there: tuple[str, int, str],
    verify_s: int,
) -> Coupling:
    other, needed, event = there
    both = (sides[clause.id], sides[other])
    return Coupling(
        units=tuple(1 if side in both else 0 for side in range(many)),
        ahead=(None,) * many,
        batches=tuple(
            needed if side == sides[other] else people[clause.id] if side == sides[clause.id] else 0
            for side in range(many)
        ),
        leads=sides[other],
        gated="departed",
        counted=event,
        verify_s=verify_s,
        says=f"{clause.id} waits until {needed:,} people of {other} have {event}",
        only=(clause.id, other),
    )


def _unknown(clause: Clause, one: Condition) -> str:
    named = ", ".join(name.text for name in clause_names(one))
    what = f"a condition on {named}" if named else "a condition"
    return f"{clause.id} waits for {what}, of which a plan knows no moment: taken to be met when the operation starts"
