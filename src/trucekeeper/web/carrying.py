"""The exchange as it is carried out: the plan that people were told, what has happened since, what a hold would do."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso
from trucekeeper.deal.encoding import decode
from trucekeeper.deal.model import Deal
from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.live import Live, live
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times
from trucekeeper.exchange.operation import read_operation
from trucekeeper.exchange.plan import make_plan
from trucekeeper.exchange.shape import announced, plan_shape
from trucekeeper.ledger.record import Record

#: How an operation file is called, and the plan that was announced for it.
ENDING: Final = ".ops.md"
PLAN: Final = ".plan.json"


class NoPlanPossibleError(TruceError):
    """An operation that cannot be planned as it stands."""

    def __init__(self, why: Sequence[str]) -> None:
        told = "; ".join(why) or "no plan was found"
        super().__init__(f"there is no plan: {told}", "change the operation file; truce plan says more")


@dataclass(frozen=True, slots=True)
class Carried:
    """One operation of the deal.

    Attributes:
        plan: What people were told, with its moments; None before anything was announced.
        past: What has happened since; None without a plan.
    """

    file: str
    operation: Operation
    plan: tuple[Sequenced, tuple[Times, ...]] | None
    past: Live | None


@dataclass(frozen=True, slots=True)
class Row:
    """A convoy as planned and as it goes: moments in seconds after the start, NEVER where it has not come to it."""

    convoy: Convoy
    planned: Times
    actual: Times
    state: str


def operations(folder: Path) -> tuple[Path, ...]:
    """The operation files beside the deal, by name."""
    return tuple(sorted(folder.glob(f"*{ENDING}"))) if folder.is_dir() else ()


def carried(path: Path, deals: Sequence[Deal], records: Sequence[Record], at: datetime) -> Carried:
    """Read an operation, its announced plan, and its past.

    Args:
        path: The operation file.
        deals: The texts; the first whose exchange the operation fits is taken.
        records: As known, corrections applied.
        at: What happened later is left out.

    Raises:
        TruceError: When the operation fits none of the texts; the reason is that of the first one tried.
    """
    operation = fitting(path, deals)
    file = plan_file(path)
    if not file.is_file():
        return Carried(path.name, operation, None, None)
    sequence, times = announced(operation, json.loads(file.read_text(encoding="utf-8")), file.name)
    return Carried(path.name, operation, (sequence, times), live(operation, sequence, records, at))


def fitting(path: Path, deals: Sequence[Deal]) -> Operation:
    """The operation, read with the first text of the deal that it fits, those with an exchange of their own before.

    Raises:
        TruceError: When it fits none; the reason is that of the first one tried.
    """
    text = decode(path.read_bytes(), path.name)
    refused: TruceError | None = None
    for deal in with_exchanges_first(deals):
        try:
            return read_operation(text, path.name, deal)
        except TruceError as error:
            refused = refused or error
    raise refused or TruceError(f"{path.name}: there is no text of the deal that can be judged")


def with_exchanges_first(deals: Sequence[Deal]) -> list[Deal]:
    """Texts in the order in which an operation is read with them: those that say how the sides keep in step first."""
    return sorted(deals, key=lambda one: not one.exchanges)


def plan_file(path: Path) -> Path:
    """Where the announced plan of an operation lies."""
    return path.with_name(path.name.removesuffix(ENDING) + PLAN)


def planned(operation: Operation) -> bytes:
    """A plan made now, as the JSON that `truce plan --out` writes.

    Raises:
        NoPlanPossibleError: When the operation clashes with itself or with the deal.
    """
    found = make_plan(operation)
    if found.state == "infeasible":
        raise NoPlanPossibleError(found.why_not)
    return (json.dumps(plan_shape(operation, found, 0.0), ensure_ascii=False, indent=1) + "\n").encode()


def rows(one: Carried, now_s: int) -> list[Row]:
    """Every convoy by its planned departure, with where it is now by the records."""
    if one.plan is None or one.past is None:
        return []
    sequence, times = one.plan
    made = []
    for place, (convoy, plan) in enumerate(zip(sequence.convoys, times, strict=True)):
        actual = one.past.fixed.get(place, Times())
        state = "turned back" if place in one.past.turned_back else _state(actual, plan, now_s)
        made.append(Row(convoy, plan, actual, state))
    return sorted(made, key=lambda row: (row.planned.depart, row.convoy.id))


def _state(actual: Times, plan: Times, now_s: int) -> str:
    """The furthest step that a record tells; a convoy of which nothing is told is only planned, or overdue."""
    for word, at in (("arrived", actual.arrived), ("crossed", actual.crossed), ("at the point", actual.at_point)):
        if at < NEVER:
            return word
    if actual.depart < NEVER:
        return "departed"
    return "overdue" if plan.depart < now_s else "planned"


def stopped_now(listed: Sequence[Row]) -> dict[str, int]:
    """People by where a stop at this moment would leave them: on the road, waiting at the point, passed, at home."""
    found = {"on the road": 0, "at the point": 0, "passed": 0, "safe": 0, "not yet gone": 0}
    where = {"departed": "on the road", "at the point": "at the point", "crossed": "passed", "arrived": "safe"}
    for row in listed:
        found[where.get(row.state, "not yet gone")] += row.convoy.persons
    return found


def named_at(operation: Operation, after_s: int) -> str:
    """A moment of the operation for machines; empty where it does not come to it."""
    return "" if after_s >= NEVER else iso(operation.moment(after_s))
