"""How a deal stands, in a few lines of a terminal: for whoever wants the picture before the reasons."""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from trucekeeper.core.moment import utc
from trucekeeper.status.verdict import LABEL_ORDER, ClauseVerdict, FindingWord, Status

#: What the columns and words mean, for readers who see them for the first time.
LEGEND = (
    "claimed: somebody says so. corroborated: so does an independent witness, or both sides do. alleged: laid on this "
    "side, by claims alone. disputed: said, and denied. > marks what changed."
)
WIDTH = 78
_INDENT = " " * 8


def moment_line(at: datetime, zone: ZoneInfo | None) -> str:
    """A moment in the mission's own time and in UTC: `Wed 14 Dec 2016 16:00 +0200 (14:00 UTC)`."""
    own = at.astimezone(zone) if zone is not None else at
    clock = utc(at).split(" ", 1)[1]
    return f"{own:%a %-d %b %Y %H:%M %z} ({clock})"


def standing(now: Status, before: Status | None = None) -> list[str]:
    """The deal as a whole, a row a clause and side, and one sentence why.

    Args:
        now: The answer to show.
        before: An earlier answer; rows that differ from it are marked, and the reason is that of the weightiest of them.
    """
    finding = "" if now.deal.finding is FindingWord.NONE else f" ({now.deal.finding})"
    rows = [f"  deal  {said(now.deal.stage)}{finding}, by the text {now.deal.version}"]
    rows += [_row(one, one in (differing := changed(now, before))) for one in now.clauses]
    why = wrapped("why", short(now.deal.reason))
    top = weightiest(differing if before is not None else [])
    if top is not None:
        why += wrapped(top.clause, first_reason(top))
    return [*rows, *why]


def changed(now: Status, before: Status | None) -> list[ClauseVerdict]:
    """Clauses and sides whose stage or finding is not what it was; all are new where the earlier answer has none."""
    if before is None:
        return []
    earlier = {(one.clause, one.side): (one.stage, one.finding) for one in before.clauses}
    return [one for one in now.clauses if earlier.get((one.clause, one.side)) != (one.stage, one.finding)]


def weightiest(verdicts: Iterable[ClauseVerdict]) -> ClauseVerdict | None:
    """The one whose label comes first in the order of rule R15."""
    return min(verdicts, key=lambda one: LABEL_ORDER.index(one.label), default=None)


def first_reason(verdict: ClauseVerdict) -> str:
    """The reason of the question that gave a clause its finding, else of its stage."""
    if verdict.questions and verdict.finding is not FindingWord.NONE:
        return short(verdict.questions[0].reason)
    return short(verdict.reason)


def short(reason: str) -> str:
    """A reason without the numbers of rules, up to what was said about the sides and the text."""
    for mark in ("; sides as placed by", "; under the text", "; text agreed last"):
        reason = reason.partition(mark)[0]
    words = [word for word in reason.split() if not (word.startswith("(R") and word.endswith(")"))]
    return " ".join(words)


def wrapped(label: str, text: str) -> list[str]:
    """A sentence under a short label, within the width of a terminal."""
    first = f"  {label:<6}"
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=_INDENT)


def said(token: str) -> str:
    """A token of R15 as words."""
    return str(token).replace("_", " ")


def _row(one: ClauseVerdict, new: bool) -> str:
    finding = "" if one.finding is FindingWord.NONE else said(one.finding)
    return f"{'>' if new else ' '} {one.clause:<5} {one.side:<5} {said(one.stage):<14} {finding}".rstrip()


def cells(now: Status) -> dict[tuple[str, str], tuple[str, str]]:
    """Stage and finding by clause and side; the deal as a whole under (`deal`, its version)."""
    found = {(one.clause, one.side): (str(one.stage), str(one.finding)) for one in now.clauses}
    return {("deal", ""): (str(now.deal.stage), str(now.deal.finding)), **found}


def differences(one: Status, other: Status) -> Sequence[tuple[ClauseVerdict, ClauseVerdict]]:
    """Clauses and sides on which two answers about one text differ, as pairs."""
    there = {(verdict.clause, verdict.side): verdict for verdict in other.clauses}
    pairs = [(verdict, there[verdict.clause, verdict.side]) for verdict in one.clauses]
    return [pair for pair in pairs if (pair[0].stage, pair[0].finding) != (pair[1].stage, pair[1].finding)]
