"""Cases: what was judged, what is due from whom by when, what came out of step, and what is no finding on the deal."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import msgspec
import pytest

from tests.status.casebook import case_entries
from tests.status.ledgers import MIRROR, START, asked_at, deal, later, ledger
from trucekeeper.ledger.record import (
    CaseStep,
    Claim,
    Contact,
    Decision,
    Entry,
    Happened,
    Observation,
    Patrol,
    Record,
    Spot,
    Withdrawal,
)
from trucekeeper.status.cases import CaseVerdict, cases
from trucekeeper.status.engine import status

REF = "MIR-2016-0001"
FIRE = "fire at the crossing"
SWAP = {**MIRROR, "N1": "S1", "S1": "N1"}


def at(hour: float) -> datetime:
    return START + timedelta(hours=hour)


def kept(*records: Record) -> list[Entry]:
    return [
        Entry(position=number, recorded_at=one.said_at or START, entered_by="desk", record=one)
        for number, one in enumerate(sorted(records, key=lambda one: one.said_at or START), 1)
    ]


def accusation(id: str = "c1", hour: float = 1, **more: Any) -> Claim:
    values: dict[str, Any] = {
        "speaker": "southern ministry",
        "side": "SOUTH",
        "clause": "CF",
        "incident": FIRE,
        "act": "accuses",
        "event": "fire",
        "actors": ("northern army",),
        "said_at": at(hour),
        "happened": Happened(start=at(0), end=at(1)),
        "place": Spot(place="N1"),
    }
    return Claim(id=id, **values | more)


def step(id: str, word: Any, hour: float, **more: Any) -> CaseStep:
    values: dict[str, Any] = {"case": REF, "by": "TEAM", "clause": "CF", "incident": FIRE, "said_at": at(hour)}
    return CaseStep(id=id, step=word, **values | more)


def the_case(*records: Record, hour: float = 40) -> CaseVerdict:
    found = cases(deal(), kept(accusation(), *records), at=at(hour), known_by=at(hour))
    return next(one for one in found if one.reference == REF)


def due(case: CaseVerdict) -> list[tuple[str, str, datetime | None, bool]]:
    return [(one.who, one.what, one.by, one.late) for one in case.due]


def test_the_accused_party_owes_an_account_until_it_gives_one() -> None:
    asked = step("s1", "account asked", 2, due=at(10))
    told = step("s2", "account of the accused party", 8, of=("NORTH",))

    assert ("NORTH", "give its account", at(10), False) in due(the_case(asked, hour=5))
    assert ("NORTH", "give its account", at(10), True) in due(the_case(asked, hour=11))
    assert "give its account" not in [what for _, what, *_ in due(the_case(asked, told, hour=11))]


def test_what_one_party_says_does_not_settle_what_the_other_owes() -> None:
    asked = step("s1", "account asked", 2, of=("NORTH", "SOUTH"))
    told = step("s2", "account of the accused party", 8, of=("SOUTH",))

    owed = [who for who, what, *_ in due(the_case(asked, told)) if what == "give its account"]
    assert owed == ["NORTH"]


def test_the_body_has_until_its_time_runs_out_and_then_the_default_of_the_deal_is_told() -> None:
    vote = Decision(
        id="d1",
        speaker="TEAM",
        side="independent",
        decides="V1",
        clause="CF",
        incident=FIRE,
        said_at=at(5),
        actors=("northern air force",),
    )
    case = the_case(step("s1", "opened", 2), vote, hour=6)
    late = the_case(step("s1", "opened", 2), vote, hour=30)

    assert case.decision is not None and late.decision is not None
    assert case.decision.limit == at(25)  # 24 hours from the first word of it
    assert case.decision.cast == (("TEAM", "yes", "d1"),)
    assert case.decision.barred == ("NG",)  # its own forces are among the possible actors
    assert case.decision.waits_for == ("SG",)
    assert ("SG", "decide under V1: 2 of 3 must agree", at(25), False) in due(case)
    assert late.decision.over and late.decision.default.startswith("alleged") and not late.decision.answer


def decided(hour: float = 6) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            id=id, speaker=who, side="independent", decides="V1", clause="CF", incident=FIRE, said_at=at(when),
            actors=("northern army",),
        )
        for id, who, when in (("d1", "TEAM", hour - 1), ("d2", "SG", hour))
    )  # fmt: skip


def test_a_decision_before_the_accused_gave_its_account_stands_and_is_told() -> None:
    early = the_case(step("s1", "opened", 2), *decided())
    heard = the_case(step("s1", "opened", 2), step("s2", "account of the accused party", 4, of=("NORTH",)), *decided())

    assert early.stage == heard.stage == "decided"
    assert early.decision is not None and early.decision.answer == "yes" and early.decision.at == at(6)
    assert "decided before NORTH gave its account" in early.early
    assert not [one for one in heard.early if one.startswith("decided")]


@pytest.mark.parametrize("axis", ["occurrence", "breach", "attribution", "intent"])
def test_no_finding_of_a_team_is_a_finding_on_the_deal(axis: str) -> None:
    outcome = {"occurrence": "confirmed", "breach": "grave violation", "attribution": "party named"}.get(axis)
    actors = ("northern army",) if axis == "attribution" else ()
    found = step("s1", "finding", 3, axis=axis, outcome=outcome or "intentional", actors=actors)
    without, having = (
        status(deal(), kept(accusation(), *more), at=at(40), known_by=at(40)) for more in ([], [found, *()])
    )

    assert without.clauses == having.clauses
    assert dict(the_case(found).standing)["NORTH"] == "alleged"
    assert dict(the_case(found, *decided()).standing)["NORTH"] == "verified"


def test_components_that_disagree_are_both_kept() -> None:
    case = the_case(
        step("s1", "finding", 3, axis="occurrence", outcome="not confirmed", code="no access", by="team 1"),
        step("s2", "finding", 4, axis="occurrence", outcome="confirmed", by="team 1"),
        step("s3", "finding", 5, axis="occurrence", outcome="confirmed", by="team 2"),
        step("s4", "dissent", 6, axis="occurrence", outcome="refuted", by="component A"),
    )

    assert [(one.by, one.outcome) for one in case.judged] == [("team 1", "confirmed"), ("team 2", "confirmed")]
    assert [(one.by, one.outcome) for one in case.dissents] == [("component A", "refuted")]
    assert case.stage == "assessed"


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([("tasked", 2, {})], "before it was screened"),
        ([("screened", 2, {"outcome": "opened as a case"}), ("tasked", 3, {})], "before anybody called the parties"),
        ([("tasked", 2, {}), ("access denied", 3, {}), ("collected", 4, {})], "after access denied"),
        ([("finding", 2, {"axis": "breach", "outcome": "violation"})], "before it was judged whether it occurred"),
        (
            [
                ("finding", 2, {"axis": "occurrence", "outcome": "refuted"}),
                ("finding", 3, {"axis": "intent", "outcome": "unknown"}),
            ],
            "though it was refuted that it occurred",
        ),
        ([("published", 2, {"outcome": "public"})], "before it was communicated to the parties"),
        ([("closed", 2, {}), ("collected", 3, {})], "after it was closed, and nobody reopened it"),
    ],
)
def test_a_step_out_of_order_is_taken_and_told(steps: list[tuple[str, float, dict[str, str]]], told: str) -> None:
    case = the_case(*(step(f"s{number}", word, hour, **more) for number, (word, hour, more) in enumerate(steps)))

    assert len(case.steps) == len(steps)
    assert any(told in one for one in case.early), case.early


def test_steps_in_order_are_told_without_a_remark() -> None:
    case = the_case(
        step("s1", "received", 2),
        step("s2", "screened", 2.1, outcome="opened as a case"),
        Contact(id="k1", party="NORTH", said_at=at(2.2), by="liaison", acknowledged=True, case=REF),
        Contact(id="k2", party="SOUTH", said_at=at(2.3), by="liaison", acknowledged=True, case=REF),
        step("s3", "account asked", 2.4, of=("NORTH",)),
        step("s4", "account of the accused party", 2.5, of=("NORTH",)),
        step("s5", "tasked", 3, of=("team 1",)),
        step("s6", "access asked", 3.1, of=("NORTH",)),
        step("s7", "access granted", 3.2, of=("NORTH",)),
        step("s8", "collected", 4),
        step("s9", "finding", 4.1, axis="occurrence", outcome="confirmed"),
        step("sa", "finding", 4.2, axis="breach", outcome="violation"),
        step("sb", "finding", 4.3, axis="attribution", outcome="not determined", code="lack of evidence"),
        *decided(),
        step("sc", "communicated", 7, of=("NORTH", "SOUTH")),
        step("sd", "published", 8, outcome="public"),
        step("se", "closed", 9),
    )

    assert case.early == ()
    assert case.due == ()
    assert case.stage == "closed" and not case.is_open


def test_a_promise_outlives_the_case_in_which_it_was_given() -> None:
    call = Contact(
        id="k1", party="NORTH", said_at=at(2), by="liaison", acknowledged=True, case=REF, promised="the radio log",
        due=at(12),
    )  # fmt: skip
    answered = Contact(id="k2", party="NORTH", said_at=at(9), by="liaison", acknowledged=True, case=REF, answers="k1")

    assert due(the_case(call, step("s1", "closed", 3))) == [("NORTH", "promised: the radio log", at(12), True)]
    assert due(the_case(call, answered, step("s1", "closed", 3))) == []


def test_a_case_screened_out_waits_for_nobody() -> None:
    case = the_case(step("s1", "received", 2), step("s2", "screened", 3, outcome="information only"))

    assert case.stage == "information only"
    assert not case.is_open
    assert case.due == ()


def test_two_laptops_that_say_different_things_about_one_case_are_both_shown() -> None:
    case = the_case(step("s1", "received", 2), step("s2", "received", 3, incident="another fire"))

    assert len(case.steps) == 2
    assert case.early[0] == f"its steps name more than one incident: {FIRE} and another fire"
    assert case.early[1] == "it was received more than once: s1 and s2"


def test_a_withdrawn_step_is_gone_from_then_on_and_not_before() -> None:
    records = (
        step("s1", "opened", 2),
        step("s2", "closed", 3),
        Withdrawal(id="w", withdraws="s2", reason="x", said_at=at(9)),
    )

    assert the_case(*records, hour=5).stage == "closed"
    assert the_case(*records, hour=10).stage == "open"


def test_a_case_says_who_could_have_seen_it() -> None:
    patrol = Patrol(id="p1", team="TEAM", said_at=at(2), happened=Happened(start=at(0), end=at(0.5)), places=("N1",))
    case = the_case(step("s1", "opened", 2), patrol)

    assert case.coverage is not None
    assert [one.record for one in case.coverage.present] == ["p1"]
    assert "records nothing of it" in case.coverage.reason
    assert the_case(step("s1", "opened", 2)).coverage is not None
    assert "silence says nothing" in the_case(step("s1", "opened", 2)).coverage.reason  # type: ignore[union-attr]


# ---- for every ledger

RUNS = 400


def _drawn(salt: int) -> list[tuple[Random, list[Entry]]]:
    drawn = []
    for number in range(RUNS):
        random = Random(salt * 1_000_000 + number)
        entries = ledger(random)
        drawn.append((random, entries + case_entries(random, len(entries) + 1)))
    return drawn


def test_what_is_learnt_later_never_changes_a_case_as_it_was_told() -> None:
    text = deal()
    for random, entries in _drawn(21):
        moment = asked_at(random)
        known_by = moment + timedelta(hours=random.randint(0, 30))
        then = cases(text, entries, at=moment, known_by=known_by)
        grown = later(entries, random, known_by + timedelta(seconds=1))
        grown += [
            msgspec.structs.replace(one, recorded_at=known_by + timedelta(days=9))
            for one in case_entries(random, len(grown) + 1000)
        ]

        assert cases(text, grown, at=moment, known_by=known_by) == then


def test_the_order_of_the_entries_never_matters_to_a_case() -> None:
    text = deal()
    for random, entries in _drawn(22):
        moment = asked_at(random)
        straight = cases(text, entries, at=moment, known_by=moment, known_from="said")
        random.shuffle(entries)

        assert cases(text, entries, at=moment, known_by=moment, known_from="said") == straight


def test_swapping_the_sides_swaps_every_case() -> None:
    text, seen = deal(), 0
    for random, entries in _drawn(23):
        moment = asked_at(random)
        here = cases(text, entries, at=moment, known_by=moment, known_from="said")
        there = cases(text, [_mirror(one) for one in entries], at=moment, known_by=moment, known_from="said")

        assert _swap([_cells(one) for one in here]) == [_cells(one) for one in there]
        seen += sum(bool(one.due) for one in here)
    assert seen > RUNS / 4


def _cells(case: CaseVerdict) -> dict[str, Any]:
    """What a reader sees, lists of parties as sets: their order is that of the names."""
    decision = case.decision
    return {
        "stage": case.stage,
        "accused": sorted(case.accused),
        "due": sorted((one.who, one.what, str(one.by), one.late) for one in case.due if "decide" not in one.what),
        "decision": decision and {
            "cast": sorted(decision.cast),
            "barred": sorted(decision.barred),
            "waits": sorted(decision.waits_for),
            "answer": decision.answer,
        },
        "judged": sorted((one.axis, one.by, one.outcome, one.record) for one in case.judged),
        "standing": sorted(case.standing),
        "watched": case.coverage and sorted((one.record, one.standing, one.saw) for one in case.coverage.watches),
    }  # fmt: skip


def _swap(value: Any) -> Any:
    if isinstance(value, str):
        return SWAP.get(value, value)
    if isinstance(value, dict):
        return {key: _sorted(_swap(one)) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_swap(one) for one in value)
    return value


def _sorted(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def _mirror(entry: Entry) -> Entry:
    raw = _swap_all(msgspec.to_builtins(entry.record))
    return msgspec.structs.replace(entry, record=msgspec.convert(raw, Record))


def _swap_all(value: Any) -> Any:
    if isinstance(value, str):
        return SWAP.get(value, value)
    if isinstance(value, dict):
        return {key: _swap_all(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_swap_all(one) for one in value)
    return value


def test_an_observer_that_spoke_is_not_called_silent() -> None:
    seen = Observation(
        id="o1", speaker="TEAM", side="independent", clause="CF", incident=FIRE, said_at=at(2), basis="own observation",
        happened=Happened(start=at(0), end=at(1)), place=Spot(place="N1"),
    )  # fmt: skip
    patrol = Patrol(id="p1", team="TEAM", said_at=at(2), happened=Happened(start=at(0), end=at(1)), places=("N1",))

    case = the_case(step("s1", "opened", 2), patrol, seen)

    assert case.coverage is not None
    assert [(one.saw, one.silent) for one in case.coverage.watches] == [(("o1",), False)]
    assert case.coverage.gaps == ()
