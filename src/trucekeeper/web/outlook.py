"""What the page Now shows, worked out from two answers of status and the text: pure, in the order of urgency."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from operator import is_
from typing import Final

from trucekeeper.deal.model import Clause, Deal
from trucekeeper.status.question import is_covered
from trucekeeper.status.verdict import (
    ClauseVerdict,
    DemandVerdict,
    FindingWord,
    HoldVerdict,
    QuestionVerdict,
    Stage,
    Status,
)
from trucekeeper.status.whole import version_of

#: Findings about which the deal's own body can still decide.
UNDECIDED: Final = frozenset(
    {FindingWord.CLAIMED, FindingWord.ALLEGED, FindingWord.DISPUTED, FindingWord.VERIFIED_OPEN, FindingWord.ADMITTED}
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment that the deal sets. `what` is one of: opens, due, ends, deal ends, late since."""

    at: datetime
    what: str
    clause: str
    sides: tuple[str, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """Something that waits for somebody's decision.

    Attributes:
        kind: question, demand, or no verifier (a question that nobody is named to decide).
        who: Who decides it by the deal; empty where the deal names nobody.
    """

    kind: str
    words: str
    clause: str
    finding: str
    who: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell of the table before and after; an empty label where a text did not have it."""

    clause: str
    side: str
    before: str
    after: str
    records: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """The page, before it looks like anything.

    Attributes:
        next: The moments to come, the nearest first; `late` those that passed without anything reported done.
        undecided: The newest of them; `undecided_count` counts all.
        changes: None where nothing is compared.
    """

    deal: Deal
    now: Status
    next: tuple[Deadline, ...]
    late: tuple[Deadline, ...]
    holds: tuple[HoldVerdict, ...]
    undecided: tuple[Undecided, ...]
    undecided_count: int
    changes: tuple[Changed, ...] | None
    deal_before: str = ""
    compared_at: datetime | None = None


class OpenQuestions:
    """The open questions of each clause, the one spoken of last first; worked out again only where an answer changed.

    Args:
        position: The position of a record in the ledger, 0 where it is unknown.
    """

    def __init__(self, position: Callable[[str], int]) -> None:
        self._position = position
        self._known: dict[str, tuple[list[tuple[QuestionVerdict, ...]], list[tuple[int, Undecided]]]] = {}

    def of(self, deal: Deal, clause: str, several: Sequence[ClauseVerdict]) -> list[tuple[int, Undecided]]:
        """Each open question once, with the position of the newest record on it.

        Args:
            deal: The text judged.
            clause: The clause.
            several: The verdicts on it, one a side; asked about two sides it is still one question.
        """
        rests_on = [one.questions for one in several]
        known = self._known.get(clause)
        if known is not None and len(known[0]) == len(rests_on) and all(map(is_, known[0], rests_on)):
            return known[1]
        who = deciders(deal, deal.clause(clause))
        kind = "question" if who else "no verifier"
        found: dict[str, tuple[int, Undecided]] = {}
        for one in (question for questions in rests_on for question in questions):
            if one.finding in UNDECIDED and one.incident not in found:
                newest = max(map(self._position, (*one.yes, *one.no)), default=0)
                undecided = Undecided(kind, one.incident, clause, str(one.finding), who, one.because)
                found[one.incident] = (newest, undecided)
        made = sorted(found.values(), key=lambda one: -one[0])
        self._known[clause] = (rests_on, made)
        return made


def outlook(deals: Sequence[Deal], now: Status, before: Status | None, questions: OpenQuestions, most: int) -> Outlook:
    """Put the page together.

    Args:
        deals: All texts; the one that `now` was answered for is shown.
        now: How the deal stands.
        before: How it stood at an earlier moment as known then, to tell what is new since.
        questions: The open questions, kept from one page to the next.
        most: So many undecided things are told; the rest is counted.
    """
    deal = judged(deals, now)
    undecided, count = _undecided(deal, now, questions, most)
    moments = sorted(set(_moments(deal, now)), key=lambda one: (one.at, one.clause))
    return Outlook(
        deal=deal,
        now=now,
        next=tuple(one for one in moments if one.at > now.at),
        late=tuple(one for one in moments if one.what == "late since"),
        holds=tuple(one for one in now.holds if one.ended_at is None),
        undecided=tuple(undecided[:most]),
        undecided_count=count,
        changes=None if before is None else tuple(changes_between(before, now)),
        deal_before=before.deal.stage if before is not None else "",
        compared_at=before.at if before is not None else None,
    )


def judged(deals: Sequence[Deal], answer: Status) -> Deal:
    """The text that an answer was given for; the first one where its name is not among them."""
    return next((one for one in deals if version_of(one) == answer.deal.version), deals[0])


def _moments(deal: Deal, now: Status) -> Iterator[Deadline]:
    """Openings, last moments and ends; clauses that bind several sides alike are one line."""
    found: dict[tuple[datetime, str, str], list[ClauseVerdict]] = {}
    for one in now.clauses:
        clause = deal.clause(one.clause)
        duty = clause is not None and clause.kind == "must"
        if one.opens is not None and one.opens > now.at:
            found.setdefault((one.opens, "opens", one.clause), []).append(one)
        if one.due is not None and one.due > now.at and one.stage not in {Stage.FULFILLED, Stage.ENDED}:
            found.setdefault((one.due, "due" if duty else "ends", one.clause), []).append(one)
        if one.due is not None and one.stage in {Stage.LATE, Stage.ENDED_SHORT}:
            found.setdefault((one.due, "late since", one.clause), []).append(one)
    for (at, what, clause_id), several in found.items():
        # Only what is late says on which records; a clause of a large ledger rests on a hundred thousand of them.
        records = _rests_on(several) if what == "late since" else ()
        yield Deadline(at, what, clause_id, tuple(one.side for one in several), records)
    head = deal.head
    if head is not None and head.ends is not None and head.ends > now.at:
        yield Deadline(head.ends, "deal ends", "", ())


def _rests_on(several: Sequence[ClauseVerdict]) -> tuple[str, ...]:
    if len(several) == 1:
        return several[0].because
    return tuple(dict.fromkeys(id for one in several for id in one.because))


def _undecided(deal: Deal, now: Status, questions: OpenQuestions, most: int) -> tuple[list[Undecided], int]:
    """Demands, which are few, then the questions spoken of last; and how many there are of both."""
    by_clause: dict[str, list[ClauseVerdict]] = {}
    for one in now.clauses:
        by_clause.setdefault(one.clause, []).append(one)
    open_ones = [questions.of(deal, clause, several) for clause, several in by_clause.items()]
    newest = islice(merge(*open_ones, key=lambda one: -one[0]), most)
    demands = list(_demands(now))
    listed = [one for _, one in newest]
    return [*listed[: max(0, most - len(demands))], *demands], sum(map(len, open_ones)) + len(demands)


def deciders(deal: Deal, clause: Clause | None) -> tuple[str, ...]:
    """Who decides questions about a clause by the deal: the bodies of all verify blocks that cover it."""
    if clause is None:
        return ()
    return tuple(dict.fromkeys(id for one in deal.verifies if is_covered(clause, one) for id in one.who.ids))


def _demands(now: Status) -> Iterator[Undecided]:
    for one in now.demands:
        if not one.agreed_by:
            yield Undecided("demand", one.asks, "", "", _answerers(one, now), (one.record,))


def _answerers(demand: DemandVerdict, now: Status) -> tuple[str, ...]:
    """The other sides: a demand changes nothing until a party that must do something agrees (R13)."""
    sides = dict.fromkeys(one.side for one in now.clauses)
    return tuple(side for side in sides if side != demand.side)


def changes_between(before: Status, now: Status) -> Iterator[Changed]:
    """Each cell of the table whose label differs, with the records that are new for it; cells that are gone last."""
    then = {(one.clause, one.side): one for one in before.clauses}
    for one in now.clauses:
        was = then.pop((one.clause, one.side), None)
        if was is None or was.label != one.label:
            known = frozenset(was.because if was else ())
            new = tuple(id for id in one.because if id not in known)
            yield Changed(one.clause, one.side, was.label if was else "", one.label, new)
    for gone in then.values():
        yield Changed(gone.clause, gone.side, gone.label, "", ())
