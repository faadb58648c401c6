"""What status answers: stage and finding of each clause for each side, and of the deal, each with its reasons."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

Rung = Literal[0, 1, 2, 3, 4]

#: In words, by rung (rule R3).
RUNGS: Final = ("nobody", "claimed", "corroborated", "admitted", "decided")


class Stage(StrEnum):
    """How far a clause has come (rule R15)."""

    PENDING = "pending"
    DUE = "due"
    IN_PROGRESS = "in_progress"
    REPORTED_DONE = "reported_done"
    LATE = "late"
    STOPPED = "stopped"
    ON_HOLD = "on_hold"
    FULFILLED = "fulfilled"
    ENDED_SHORT = "ended_short"
    ENDED = "ended"


class FindingWord(StrEnum):
    """What is said about a breach, on the rungs of R3-R5; called `finding` in answers (rule R15)."""

    NONE = "none"
    CLAIMED = "claimed"
    ALLEGED = "alleged"
    DISPUTED = "disputed"
    ADMITTED = "admitted"
    VERIFIED = "verified"
    VERIFIED_OPEN = "verified_open"
    CLEARED = "cleared"


#: From two words to one, the weightiest first (rule R15).
LABEL_ORDER: Final[tuple[str, ...]] = (
    "verified",
    "verified_open",
    "admitted",
    "disputed",
    "alleged",
    "claimed",
    "stopped",
    "on_hold",
    "late",
    "ended_short",
    "due",
    "in_progress",
    "reported_done",
    "fulfilled",
    "cleared",
    "ended",
    "pending",
)


def label(stage: Stage, finding: FindingWord) -> str:
    """The one word shown for stage and finding together."""
    return min((word for word in (str(stage), str(finding)) if word in LABEL_ORDER), key=LABEL_ORDER.index)


@dataclass(frozen=True, slots=True)
class Rungs:
    """The highest rung that each answer stands on."""

    yes: Rung = 0
    no: Rung = 0


@dataclass(frozen=True, slots=True)
class QuestionVerdict:
    """One incident under one clause, seen from one side.

    Attributes:
        yes, no: Ids of the records on each side of the question, the weightiest first.
        blamed: Union of the possible actors of the yes-records (rule R6).
        because: The records that the answer rests on: remove one and the sentence changes.
    """

    incident: str
    finding: FindingWord
    rungs: Rungs
    blamed: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    because: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A count of one event by one source (rule R14); `of` is the agreed number, as a range."""

    event: str
    by: str
    low: int
    high: int | None
    unit: str
    of: tuple[int, int | None] | None
    at: datetime
    record: str
    records: tuple[str, ...]
    rung: Rung
    category: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseVerdict:
    """Stage and finding of one clause for one side that it binds."""

    clause: str
    side: str
    stage: Stage
    finding: FindingWord
    rungs: Rungs
    blamed: tuple[str, ...]
    questions: tuple[QuestionVerdict, ...]
    progress: tuple[Progress, ...]
    because: tuple[str, ...]
    reason: str
    due: datetime | None = None
    opens: datetime | None = None

    @property
    def label(self) -> str:
        """The one word (rule R15)."""
        return label(self.stage, self.finding)


@dataclass(frozen=True, slots=True)
class HoldVerdict:
    """A stop: who declared it, on what power, since when, and until when by the deal's own words.

    Attributes:
        entitled: True where the deal gives the holder this power; else the clock runs on (rule R8).
        ended_at: When its end condition came true or the holders said resume; None while it stands.
    """

    record: str
    holder: str
    clauses: tuple[str, ...]
    entitled: bool
    under: str | None
    since: datetime
    ended_at: datetime | None
    ended_by: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ExposureVerdict:
    """What one side has let go and not yet got back, as a range over the counts; `bound` where the deal states one."""

    side: str
    exchange: str
    unit: str
    low: float
    high: float | None
    bound: int | None
    because: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class DemandVerdict:
    """A condition that somebody asks for, and whether a party that must do something has agreed."""

    record: str
    by: str
    side: str
    asks: str
    since: datetime
    agreed_by: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DealVerdict:
    """The deal as a whole (rule R13).

    Attributes:
        version: The text in force: the last one that its parties are recorded to have agreed, else the one given.
        stage: draft offered agreed in_force suspended collapsed resumed completed superseded ended.
        by: Who says so.
        others: Other states that it is said to be in, and who says so.
        others_because: The records of each of `others`, in the same order.
    """

    version: str
    stage: str
    finding: FindingWord
    rungs: Rungs
    by: tuple[str, ...]
    because: tuple[str, ...]
    reason: str
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    others_because: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Status:
    """The answer to: how does this deal stand at `at`, as far as was known by `known_by`?

    Attributes:
        other_deals: Other deals of the same ledger, and how many records name them; none of these count here.
    """

    at: datetime
    known_by: datetime
    known_from: Literal["recorded", "said"]
    deal: DealVerdict
    clauses: tuple[ClauseVerdict, ...]
    holds: tuple[HoldVerdict, ...] = ()
    exposure: tuple[ExposureVerdict, ...] = ()
    demands: tuple[DemandVerdict, ...] = ()
    positions: tuple[str, ...] = ()
    unknown_clauses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    supposed: tuple[str, ...] = field(default=())
    other_deals: tuple[tuple[str, int], ...] = ()

    def of(self, clause: str, side: str) -> ClauseVerdict:
        """The verdict on one clause for one side."""
        return next(one for one in self.clauses if (one.clause, one.side) == (clause, side))
