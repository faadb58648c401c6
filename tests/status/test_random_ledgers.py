"""What must hold for every ledger: 3,000 of them, the same ones at each run."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from tests.status.ledgers import asked_at, deal, later, ledger, mirrored, relay_of, swapped
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import Claim, Entry, Observation
from trucekeeper.status.engine import status
from trucekeeper.status.verdict import FindingWord, Stage, Status

RUNS = 3000


@pytest.fixture(scope="module")
def mirror_deal() -> Deal:
    return deal()


def _cases(salt: int) -> list[tuple[Random, list[Entry]]]:
    return [(random := Random(salt * 1_000_000 + number), ledger(random)) for number in range(RUNS)]


def _cells(answer: Status) -> dict[tuple[str, str], Any]:
    """What a reader sees of each clause and side, without the wording."""
    return {
        (one.clause, one.side): (
            one.stage,
            one.finding,
            one.rungs,
            frozenset(one.blamed),
            frozenset((ask.incident, ask.finding, ask.rungs, frozenset(ask.blamed)) for ask in one.questions),
            frozenset((count.event, count.by, count.low, count.high, count.rung) for count in one.progress),
            frozenset(one.because),
        )
        for one in answer.clauses
    }


def _swapped_cells(answer: Status) -> dict[tuple[str, str], Any]:
    cells = {}
    for (clause, side), (stage, finding, rungs, blamed, questions, progress, because) in _cells(answer).items():
        cells[(swapped(clause), swapped(side))] = (
            stage,
            finding,
            rungs,
            frozenset(swapped(actor) for actor in blamed),
            frozenset(
                (swapped(incident), word, on, frozenset(swapped(actor) for actor in actors))
                for incident, word, on, actors in questions
            ),
            frozenset((event, swapped(by), low, high, rung) for event, by, low, high, rung in progress),
            because,
        )
    return cells


def test_every_stage_and_finding_occurs_at_least_50_times(mirror_deal: Deal) -> None:
    seen: Counter[str] = Counter()

    for random, entries in _cases(1):
        at = asked_at(random)
        answer = status(mirror_deal, entries, at=at, known_by=at, known_from="said")
        seen.update({str(one.stage) for one in answer.clauses} | {str(one.finding) for one in answer.clauses})

    missing = {word: seen[word] for word in (*Stage, *FindingWord) if seen[word] < 50}
    assert not missing, seen


def test_swapping_the_sides_swaps_every_status(mirror_deal: Deal) -> None:
    for random, entries in _cases(2):
        at = asked_at(random)
        here = status(mirror_deal, entries, at=at, known_by=at, known_from="said")
        there = status(mirror_deal, mirrored(entries), at=at, known_by=at, known_from="said")

        assert _swapped_cells(here) == _cells(there), [entry.record for entry in entries]
        assert {(swapped(one.side), one.low, one.high) for one in here.exposure} == {
            (one.side, one.low, one.high) for one in there.exposure
        }


def test_the_order_of_the_records_never_matters(mirror_deal: Deal) -> None:
    for random, entries in _cases(3):
        at = asked_at(random)
        straight = status(mirror_deal, entries, at=at, known_by=at, known_from="said")
        random.shuffle(entries)

        assert status(mirror_deal, entries, at=at, known_by=at, known_from="said") == straight


def test_what_is_learnt_later_never_changes_a_past_answer(mirror_deal: Deal) -> None:
    for random, entries in _cases(4):
        at = asked_at(random)
        known_by = at + timedelta(hours=random.randint(0, 30))
        then = status(mirror_deal, entries, at=at, known_by=known_by)
        grown = later(entries, random, known_by + timedelta(seconds=1))

        assert status(mirror_deal, grown, at=at, known_by=known_by) == then


def test_relays_never_raise_a_rung(mirror_deal: Deal) -> None:
    for random, entries in _cases(5):
        origins = [one for one in entries if isinstance(one.record, Claim) and one.record.relays is None]
        if not origins:
            continue
        origin = random.choice(origins)
        assert isinstance(origin.record, Claim)
        relays = [
            Entry(
                position=100 + number,
                recorded_at=origin.recorded_at,
                entered_by="analyst",
                record=relay_of(origin.record, f"relay{number}"),
            )
            for number in range(3)
        ]
        at = asked_at(random)
        before = status(mirror_deal, entries, at=at, known_by=at, known_from="said")
        after = status(mirror_deal, entries + relays, at=at, known_by=at, known_from="said")

        assert [(one.stage, one.finding, one.rungs) for one in after.clauses] == [
            (one.stage, one.finding, one.rungs) for one in before.clauses
        ]


def test_one_side_alone_never_brings_a_breach_by_the_other_past_alleged(mirror_deal: Deal) -> None:
    alone = {"NORTH": {"northern ministry", "northern spokesman", "NG"}}
    alleged = 0

    for random, entries in _cases(6):
        theirs = [
            one
            for one in entries
            if isinstance(one.record, Claim | Observation) and one.record.speaker in alone["NORTH"]
        ]
        at = asked_at(random)
        answer = status(mirror_deal, theirs, at=at, known_by=at, known_from="said")
        finding = answer.of("CF", "SOUTH").finding
        alleged += finding is FindingWord.ALLEGED

        assert finding in {FindingWord.NONE, FindingWord.CLAIMED, FindingWord.ALLEGED, FindingWord.DISPUTED}
        assert answer.of("CF", "SOUTH").rungs.yes <= 1
    assert alleged > 50
