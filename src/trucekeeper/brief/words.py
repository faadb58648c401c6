"""The words of a report: graded by rung, the same for every side."""

from typing import Final

from trucekeeper.status.verdict import FindingWord, Stage

STAGES: Final = {
    Stage.PENDING: "not yet due to begin",
    Stage.DUE: "due, nothing counted yet",
    Stage.IN_PROGRESS: "in progress",
    Stage.REPORTED_DONE: "reported done, below the evidence that the deal asks for",
    Stage.LATE: "late",
    Stage.STOPPED: "stopped without a power to do so; the clock runs on",
    Stage.ON_HOLD: "on hold under a power of the deal",
    Stage.FULFILLED: "fulfilled on the evidence that the deal asks for",
    Stage.ENDED_SHORT: "ended with less than was agreed",
    Stage.ENDED: "ended",
}

#: The same where a clause asks for no evidence, so that only the rung can be named on which it stands (rule R4).
STAGES_UNASKED: Final = {
    Stage.REPORTED_DONE: "reported done, not corroborated; the deal asks for no evidence",
    Stage.FULFILLED: "fulfilled as corroborated; the deal asks for no evidence",
}

FINDINGS: Final = {
    FindingWord.NONE: "no claim",
    FindingWord.CLAIMED: "claimed, responsibility open",
    FindingWord.ALLEGED: "alleged breach",
    FindingWord.DISPUTED: "disputed",
    FindingWord.ADMITTED: "admitted",
    FindingWord.VERIFIED: "verified breach",
    FindingWord.VERIFIED_OPEN: "verified, responsibility open",
    FindingWord.CLEARED: "cleared",
}

#: The one word of rule R15, as the public reads it (domain usage: alleged breach, disputed, verified breach).
LABELS: Final = {
    "verified": "verified breach",
    "verified_open": "verified, not attributed",
    "admitted": "admitted",
    "disputed": "disputed",
    "alleged": "alleged breach",
    "claimed": "incident claimed",
    "stopped": "stopped",
    "on_hold": "on hold",
    "late": "late",
    "ended_short": "ended short",
    "due": "due",
    "in_progress": "in progress",
    "reported_done": "reported done",
    "fulfilled": "fulfilled",
    "cleared": "cleared",
    "ended": "ended",
    "pending": "pending",
}

DEAL_STAGES: Final = {
    "draft": "a draft",
    "offered": "offered, not agreed",
    "agreed": "agreed, not yet in force",
    "in_force": "in force",
    "suspended": "suspended",
    "collapsed": "collapsed",
    "resumed": "resumed",
    "completed": "completed",
    "superseded": "superseded",
    "ended": "ended",
}

#: What a speech act lets us write about "it", for an answer yes. None of them says that it happened.
SAYS_YES: Final = {
    "says": "said that it happened",
    "accuses": "alleged that it happened",
    "denies": "said, denying another account, that it happened",
    "admits": "admitted that it happened",
    "confirms": "said it could confirm that it happened",
    "claims_responsibility": "claimed responsibility for it",
    "demands": "demanded it",
    "promises": "promised it",
    "agrees": "said it agreed to it",
    "orders": "said it had ordered it",
    "predicts": "predicted it",
    "warns": "warned of it",
    "shows": "posted material said to show it",
    "reports": "reported it",
    "narrates": "reported it",
}

#: The same for an answer no.
SAYS_NO: Final = {
    "says": "said that it did not happen",
    "accuses": "alleged that it did not happen",
    "denies": "denied it",
    "admits": "admitted that it did not happen",
    "confirms": "said it could confirm that it did not happen",
    "claims_responsibility": "denied responsibility for it",
    "demands": "demanded that it not happen",
    "promises": "promised that it would not happen",
    "agrees": "said it agreed that it would not happen",
    "orders": "said it had ordered that it not happen",
    "predicts": "predicted that it would not happen",
    "warns": "warned that it would not happen",
    "shows": "posted material said to show that it did not happen",
    "reports": "reported that it did not happen",
    "narrates": "reported that it did not happen",
}

#: A claim that answers no question, so that there is no "it".
SAYS: Final = {
    "says": "made a statement",
    "accuses": "made an accusation",
    "denies": "made a denial",
    "admits": "made an admission",
    "confirms": "said it could confirm something",
    "claims_responsibility": "claimed responsibility",
    "demands": "made a demand",
    "promises": "made a promise",
    "agrees": "said it agreed",
    "orders": "gave an order",
    "predicts": "made a prediction",
    "warns": "gave a warning",
    "shows": "posted material",
    "reports": "gave a report",
    "narrates": "gave a report",
}

#: What an event is called in a heading.
EVENTS: Final = {
    "fire": "fire",
    "shelling": "shelling",
    "airstrike": "air strikes",
    "killing": "killings",
    "detention": "detention",
    "obstruction": "obstruction",
    "access": "access",
    "movement": "movement",
    "arrival": "arrival",
    "return": "return",
    "hold": "a hold",
    "resume": "a resumption",
    "agreement": "an agreement",
    "collapse": "a collapse",
    "meeting": "a meeting",
    "statement": "a statement",
    "other": "something else",
}


def stage_words(stage: Stage, *, asks: bool) -> str:
    """A stage in words, saying no more of evidence than the deal does.

    Args:
        stage: How far a clause has come.
        asks: Whether the clause says what evidence it takes.
    """
    return STAGES[stage] if asks else STAGES_UNASKED.get(stage, STAGES[stage])


CERTAINTY: Final = {"stated": "", "hedged": ", with reservations", "possible": ", as possible"}


def joined(words: tuple[str, ...], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def many(number: int, one: str, several: str | None = None) -> str:
    """`1 record`, `2 records`, with the number in figures."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
