"""What the stories promise as a whole: every cell rests on the records that it names and on no other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from trucekeeper.cli.story import Story, read_story
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.codec import records_of
from trucekeeper.ledger.record import Entry, Withdrawal
from trucekeeper.ledger.view import entries_of
from trucekeeper.status.engine import status
from trucekeeper.status.verdict import ClauseVerdict, Status

EXAMPLES = Path(__file__).parents[1] / "examples"
ALEPPO = read_story("aleppo-2016", EXAMPLES)
HOMS = read_story("homs-2014", EXAMPLES)

#: What a reader sees of each clause and side, and of the deal as a whole under `deal`.
Cells = dict[tuple[str, str], object]


@cache
def deals_of(story: Story) -> tuple[Deal, ...]:
    files = [story.folder / one.file for one in story.deals]
    return tuple(read_deal(file.read_text(encoding="utf-8"), file.name) for file in files)


@cache
def entries_in(story: Story) -> tuple[Entry, ...]:
    file = story.folder / story.records
    records = records_of(file.read_text(encoding="utf-8"), file.name)
    return entries_of(records, recorded_at=story.brief_at, entered_by=story.entered_by)


def asked(story: Story, at: datetime, entries: Iterable[Entry]) -> Status:
    return status(deals_of(story), entries, at=at, known_by=at, known_from="said")


def cells(answer: Status) -> Cells:
    rows = {(one.clause, one.side): shown(one) for one in answer.clauses}
    return {("deal", ""): replace(answer.deal, because=()), **rows}


def shown(one: ClauseVerdict) -> object:
    """Everything a verdict says but the bare list of its records, which removing one of them shortens anyway."""
    return replace(one, because=(), questions=tuple(replace(question, because=()) for question in one.questions))


def grounds(answer: Status) -> dict[tuple[str, str], frozenset[str]]:
    rows = {(one.clause, one.side): frozenset(one.because) for one in answer.clauses}
    return {("deal", ""): frozenset(answer.deal.because), **rows}


def counted_on(answer: Status) -> dict[tuple[str, str], frozenset[str]]:
    """What stands on either side of a cell's questions or in its counts."""
    rows = {
        (one.clause, one.side): frozenset(
            [id for question in one.questions for id in (*question.yes, *question.no)]
            + [id for count in one.progress for id in count.records]
        )
        for one in answer.clauses
    }
    return {("deal", ""): frozenset(answer.deal.because), **rows}


def withdrawn_by(entries: Iterable[Entry]) -> dict[str, str]:
    """What each withdrawal withdraws: the sentence names both, and so both bear it."""
    records = [entry.record for entry in entries]
    return {record.id: record.withdraws for record in records if isinstance(record, Withdrawal)}


def without(entries: Sequence[Entry], id: str) -> list[Entry]:
    return [entry for entry in entries if entry.record.id != id]


@pytest.mark.parametrize("story", [ALEPPO, HOMS], ids=lambda story: story.folder.name)
def test_removing_one_record_changes_exactly_the_cells_that_rest_on_it(story: Story) -> None:
    entries, withdrawn = entries_in(story), withdrawn_by(entries_in(story))
    wrong = []
    for at, _ in story.moments:
        answer = asked(story, at, entries)
        before, resting, named = cells(answer), grounds(answer), counted_on(answer)
        for id in (entry.record.id for entry in entries):
            answer = asked(story, at, without(entries, id))
            after, resting_after = cells(answer), grounds(answer)
            for cell, because in resting.items():
                bearing = because | {withdrawn[one] for one in because if one in withdrawn}
                # Without its withdrawal a record counts again, so that other cells may come to rest on it.
                back_again = withdrawn.get(id) in resting_after.get(cell, frozenset())
                changes = before[cell] != after.get(cell)
                if changes and not (id in bearing or back_again):
                    wrong.append(f"{at:%d %b %H:%M} without {id}: {cell} changes, which does not name it")
                if not changes and id in named[cell]:
                    wrong.append(f"{at:%d %b %H:%M} without {id}: {cell} stays, which counts on it")

    assert wrong == []
