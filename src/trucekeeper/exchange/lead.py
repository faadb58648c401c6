"""How far each side is ahead, moment by moment: what it has let go and what has not yet been answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from trucekeeper.exchange.evaluate import Sequenced, weight
from trucekeeper.exchange.model import NEVER, Coupling, Operation, Times


@dataclass(frozen=True, slots=True)
class Lead:
    """From a moment on, how many of its own people a side is ahead of any other; never below 0."""

    at_s: int
    side: int
    people: int


def rule_of(operation: Operation, number: int = 0) -> Coupling:
    """The rule that keeps the sides in step; where there is none, departed against arrived in heads."""
    # A rule on some clauses only says when they may begin, not how far a side may be ahead.
    if operation.couplings and (number or not operation.couplings[0].only):
        return operation.couplings[number]
    return Coupling((1,) * len(operation.sides), (None,) * len(operation.sides))


def leads(operation: Operation, plan: Sequenced, times: Sequence[Times], number: int = 0) -> list[Lead]:
    """Every change of every side's lead under a rule, in order; what happens at one moment happens together."""
    rule = rule_of(operation, number)
    found = []
    for side in range(len(operation.sides)):
        steps: dict[int, list[int]] = {}
        for other in range(len(operation.sides)):
            if other != side:
                for at, change in changes(operation, plan, times, rule, side, other):
                    steps.setdefault(at, [0] * len(operation.sides))[other] += change
        ahead = [0] * len(operation.sides)
        for at in sorted(steps):
            ahead = [before + change for before, change in zip(ahead, steps[at], strict=True)]
            most = max([0, *(lead for other, lead in enumerate(ahead) if other != side)])
            found.append(Lead(at, side, most // rule.units[side]))
    return sorted(found, key=lambda one: (one.at_s, one.side))


def changes(
    operation: Operation, plan: Sequenced, times: Sequence[Times], rule: Coupling, side: int, other: int
) -> list[tuple[int, int]]:
    """(moment, change) of a side's lead over another, in the rule's weight, unsorted."""
    steps = []
    for convoy, one in zip(plan.convoys, times, strict=True):
        if convoy.side == side:
            gone = one.depart if rule.gated == "departed" else one.crossing
            if gone < NEVER:
                steps.append((gone, weight(operation, convoy, rule) * rule.units[side]))
        elif convoy.side == other:
            counted = one.of(rule.counted)
            if counted < NEVER:
                people = weight(operation, convoy, rule)
                steps.append((counted + rule.verify_s, -people * rule.units[other]))
    return steps


def bounds_in_people(operation: Operation, number: int = 0) -> tuple[int | None, ...]:
    """What the rule allows each side, in its own people; None where it is not bound.

    Who follows another batch by batch is never ahead: 0.
    """
    rule = rule_of(operation, number)
    follows = bool(rule.batches) and rule.leads is not None
    return tuple(
        0 if follows and side != rule.leads else None if bound is None else bound // unit
        for side, (bound, unit) in enumerate(zip(rule.ahead, rule.units, strict=True))
    )
