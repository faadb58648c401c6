"""Conditions of a deal as a tree: what `after`, `unless`, `when`, `until` and `due` may say."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from trucekeeper.core.finding import Span


class Joined(StrEnum):
    """How the names of a list stand together."""

    EACH = "each"  # A, B
    JOINTLY = "jointly"  # A and B
    ANY = "any"  # A or B


class Name(NamedTuple):
    """An id as written, with its place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Happened:
    """`CLAUSE[#batch] EVENT`; without an event, the clause's counted event (None here)."""

    clause: Name
    event: str | None
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class InState:
    """`CLAUSE STATE`, true when it holds for any side."""

    clause: Name
    state: str
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """`N of CLAUSE EVENT`; amount None stands for `all`, `half` is kept as share 0.5."""

    clause: Name
    event: str
    amount: int | None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class OutOfStep:
    """`EXCHANGE out of step`."""

    exchange: Name


@dataclass(frozen=True, slots=True)
class Says:
    """`PARTIES [both|all|each] say(s) WORD`."""

    parties: tuple[Name, ...]
    joined: Joined
    word: str


@dataclass(frozen=True, slots=True)
class Passes:
    """`DURATION pass(es)`, counted from the start of what the condition ends."""

    duration: timedelta


@dataclass(frozen=True, slots=True)
class At:
    """A moment that has passed."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of one condition."""

    of: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Every one of them."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them."""

    of: tuple["Condition", ...]


Atom = Happened | InState | Counted | OutOfStep | Says | Passes | At
Condition = Atom | Not | All | AnyOf

#: What may stand as STATE; deal-language.md says what each means in stages and findings.
STATES = (
    "in force",
    "under way",
    "late",
    "on hold",
    "ended",
    "alleged breach",
    "disputed",
    "admitted",
    "verified breach",
    "cleared",
)


def clause_names(condition: "Condition") -> tuple[Name, ...]:
    """All clauses and exchanges that a condition looks at, in the order written."""
    match condition:
        case Happened(clause=name) | InState(clause=name) | Counted(clause=name) | OutOfStep(exchange=name):
            return (name,)
        case Not(of=inner):
            return clause_names(inner)
        case All(of=several) | AnyOf(of=several):
            return tuple(name for one in several for name in clause_names(one))
        case _:
            return ()
