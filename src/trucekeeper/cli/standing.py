"""How a deal stands, in a few lines of a terminal: for whoever wants the picture before the reasons."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from trucekeeper.core.moment import utc
from trucekeeper.deal.model import Deal
from trucekeeper.status.telling import listed
from trucekeeper.status.verdict import LABEL_ORDER, ClauseVerdict, FindingWord, QuestionVerdict, Stage, Status

#: What the columns and words mean, for readers who see them for the first time.
LEGEND = (
    "pending: its turn has not come. due: it has. claimed: somebody says so. corroborated: an independent witness "
    "does, or both sides do. alleged: laid on this side by claims alone. disputed: said and denied. > marks a change."
)
#: Stages that weigh more than what is newly said: the thing is done or stopped, or its time is over.
_TELLING = frozenset(
    {Stage.FULFILLED, Stage.REPORTED_DONE, Stage.ENDED_SHORT, Stage.LATE, Stage.ENDED, Stage.STOPPED, Stage.ON_HOLD}
)
#: How many changed rows are explained, and how many pieces of such a stage's reason are told.
_EXPLAINED, _PIECES = 2, 3
WIDTH = 78
_INDENT = " " * 10


def moment_line(at: datetime, zone: ZoneInfo | None) -> str:
    """A moment in the mission's own time and in UTC: `Wed 14 Dec 2016 16:00 +0200 (14:00 UTC)`."""
    own = at.astimezone(zone) if zone is not None else at
    clock = utc(at).split(" ", 1)[1]
    return f"{own:%a %-d %b %Y %H:%M %z} ({clock})"


def standing(now: Status, before: Status | None = None) -> list[str]:
    """The deal as a whole, a row a clause and side, and why.

    Args:
        now: The answer to show.
        before: An earlier answer; rows that differ from it are marked, and the weightiest two of them explained.
    """
    finding = "" if now.deal.finding is FindingWord.NONE else f" ({now.deal.finding})"
    new = changed(now, before)
    rows = [f"  deal    {said(now.deal.stage)}{finding}, by the text {now.deal.version}"]
    rows += [_row(one, one in new) for one in now.clauses]
    rows += ["", *wrapped("why", short(now.deal.reason))]
    explained: dict[str, ClauseVerdict] = {}
    for one in sorted(new, key=_weight):
        explained.setdefault(news(one, before), one)
    for why, one in list(explained.items())[:_EXPLAINED]:
        rows += wrapped(f"{one.clause} {one.side}", why)
    return rows


def who_and_what(deal: Deal) -> list[str]:
    """What the short names of a text stand for: its sides, then its clauses."""
    sides = [party for party in deal.parties if deal.side_of(party.id) == party.id]
    lines = [line for party in sides for line in wrapped(party.id, party.name)]
    for clause in deal.clauses:
        lines += wrapped(clause.id, f"{listed(clause.by.ids)} {clause.kind}: {clause.do}")
    return lines


def changed(now: Status, before: Status | None) -> list[ClauseVerdict]:
    """Clauses and sides whose stage or finding is not what it was; all are new where the earlier answer has none."""
    if before is None:
        return []
    earlier = {(one.clause, one.side): (one.stage, one.finding) for one in before.clauses}
    return [one for one in now.clauses if earlier.get((one.clause, one.side)) != (one.stage, one.finding)]


def weightiest(verdicts: Iterable[ClauseVerdict]) -> ClauseVerdict:
    """The one whose label comes first in the order of rule R15; of equals the first."""
    return min(verdicts, key=_weight)


def _weight(one: ClauseVerdict) -> int:
    return LABEL_ORDER.index(one.label)


def news(verdict: ClauseVerdict, before: Status | None) -> str:
    """Why a row is not what it was: how far it has come, where it has come to its end, else what is newly said."""
    earlier = [] if before is None else [one for one in before.clauses if one.clause == verdict.clause]
    known = {_said_on(question) for one in earlier for question in one.questions}
    fresh = [one for one in verdict.questions if _said_on(one) not in known and one.finding is not FindingWord.NONE]
    moved = verdict.stage not in {one.stage for one in earlier if one.side == verdict.side}
    pieces = short(verdict.reason).split("; ")
    if moved and verdict.stage in _TELLING:
        return "; ".join(pieces[:_PIECES])
    return short(fresh[0].reason) if fresh else pieces[0]


def _said_on(question: QuestionVerdict) -> tuple[object, ...]:
    return question.incident, question.finding, question.yes, question.no


def short(reason: str) -> str:
    """A reason without the numbers of rules, up to what was said about the sides and the text."""
    for mark in ("; sides as placed by", "; under the text", "; text agreed last"):
        reason = reason.partition(mark)[0]
    return re.sub(r" \(R\d+\)", "", reason)


def wrapped(label: str, text: str) -> list[str]:
    """A sentence under a short label, within the width of a terminal."""
    first = f"  {label:<8}"
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=_INDENT)


def said(token: str) -> str:
    """A token of R15 as words."""
    return str(token).replace("_", " ")


def _row(one: ClauseVerdict, new: bool) -> str:
    finding = "" if one.finding is FindingWord.NONE else said(one.finding)
    return f"{'>' if new else ' '} {one.clause:<3} {one.side:<4}{said(one.stage):<14} {finding}".rstrip()


def differences(one: Status, other: Status) -> Sequence[tuple[ClauseVerdict, ClauseVerdict]]:
    """Clauses and sides on which two answers about one text differ, as pairs."""
    there = {(verdict.clause, verdict.side): verdict for verdict in other.clauses}
    pairs = [(verdict, there[verdict.clause, verdict.side]) for verdict in one.clauses]
    return [pair for pair in pairs if (pair[0].stage, pair[0].finding) != (pair[1].stage, pair[1].finding)]
