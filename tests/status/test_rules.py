"""Rules that the reference table does not reach, each by a small deal and a few records."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.codec import record_from
from trucekeeper.ledger.record import Entry
from trucekeeper.status.engine import status
from trucekeeper.status.verdict import Status

DEAL = """
```deal
deal D
  zone: UTC
  state: in-force
  in force: 2020-01-01 00:00
party N
  role: side
  forces: northern army
party S
  role: side
  forces: southern army
party G
  role: guarantor
  for: N
party H
  role: guarantor
  for: S
party U
  role: monitor
place P
place Q
must A1
  by: N
  to: S
  do: let people leave
  people: 1000
  from: P
  window: 2020-01-01 06:00 to 2020-01-03 00:00
must F1
  by: S
  to: N
  do: let people leave
  people: 1000
  from: Q
  after: A1
must W
  by: N
  do: repair the well
  due: 12 hours after A1
must not CF
  by: N, S
  do: fire
  window: 2020-01-01 00:00 to 2020-01-05 00:00
exchange X
  legs: A1 | F1
  count: arrived
  ahead: 300 | 100
may HOLD
  by: G or H
  do: hold A1, F1
  until: G and H both say resume, or 6 hours pass
verify V
  who: G, H, U
  needs: two of three
  within: 24 hours
  default: cleared
```
"""


def moment(day: int, hour: int = 0) -> datetime:
    return datetime(2020, 1, day, hour, tzinfo=UTC)


def made(record: str, id: str, day: int, hour: int, speaker: str, side: str, **more: Any) -> dict[str, Any]:
    at = moment(day, hour).isoformat()
    return {"record": record, "id": id, "speaker": speaker, "side": side, "said_at": at} | more


def count(id: str, day: int, hour: int, speaker: str, side: str, low: int, **more: Any) -> dict[str, Any]:
    raw = {"clause": "A1", "event": "arrived", "quantity": {"low": low, "high": low}, "basis": "own observation"}
    return made("movement", id, day, hour, speaker, side, **(raw | more))


def answer(records: list[dict[str, Any]], at: datetime, text: str = DEAL) -> Status:
    deal = read_deal(text, "d.deal.md")
    assert not deal.findings, deal.findings
    entries = [
        Entry(position=number, recorded_at=at, entered_by="desk", record=record_from(one))
        for number, one in enumerate(records, start=1)
    ]
    return status(deal, entries, at=at, known_by=at)


def test_counts_of_two_sources_are_never_added_and_the_lowest_decides() -> None:
    records = [count("m1", 2, 8, "U", "independent", 600), count("m2", 2, 9, "a reporter", "independent", 1000)]

    cell = answer(records, moment(2, 12)).of("A1", "N")

    assert [(one.by, one.low) for one in cell.progress] == [("a reporter", 1000), ("U", 600)]
    assert str(cell.stage) == "reported_done"


def test_a_count_by_the_side_that_receives_is_worth_more_than_one_by_the_side_that_owes() -> None:
    own = answer([count("m1", 2, 8, "northern ministry", "N", 1000)], moment(2, 12)).of("A1", "N")
    other = answer([count("m1", 2, 8, "southern spokesman", "S", 1000)], moment(2, 12)).of("A1", "N")

    assert (str(own.stage), str(other.stage)) == ("reported_done", "fulfilled")


def test_a_later_total_takes_the_place_of_the_parts_before_it() -> None:
    records = [
        count("m1", 2, 8, "U", "independent", 300),
        count("m2", 2, 9, "U", "independent", 400, counting="total"),
        count("m3", 2, 10, "U", "independent", 250),
    ]

    (progress,) = answer(records, moment(2, 12)).of("A1", "N").progress

    assert (progress.low, progress.records) == (650, ("m2", "m3"))


def test_too_few_by_the_end_of_the_window_is_short_and_nothing_at_all_is_late() -> None:
    short = answer([count("m1", 2, 8, "U", "independent", 600)], moment(3, 1)).of("A1", "N")
    late = answer([], moment(3, 1)).of("A1", "N")

    assert (str(short.stage), str(late.stage)) == ("ended_short", "late")


def test_only_a_hold_by_its_holder_stops_the_clock() -> None:
    entitled = made("hold", "h1", 2, 20, "G", "N", holder="G", clauses=["A1"])
    other = made("hold", "h1", 2, 20, "northern army", "N", clauses=["A1"])

    assert str(answer([entitled], moment(2, 22)).of("A1", "N").stage) == "on_hold"
    assert str(answer([other], moment(2, 22)).of("A1", "N").stage) == "stopped"
    assert answer([entitled], moment(3, 4)).of("A1", "N").due == moment(3, 6)
    assert str(answer([other], moment(3, 4)).of("A1", "N").stage) == "late"


def test_a_hold_ends_when_the_deal_says_or_when_both_holders_resume() -> None:
    hold = made("hold", "h1", 2, 8, "G", "N", holder="G", clauses=["A1"])
    one_says = made("resume", "h2", 2, 9, "G", "N", holder="G", clauses=["A1"])
    both_say = made("resume", "h3", 2, 10, "H", "S", holder="H", clauses=["A1"])

    ends = [answer(records, moment(2, 20)).holds[0].ended_at for records in ([hold], [hold, one_says, both_say])]

    assert ends == [moment(2, 14), moment(2, 10)]


def test_a_duty_that_waits_is_pending_and_its_time_runs_from_when_the_wait_ended() -> None:
    waiting = answer([], moment(2, 7))
    counted = answer([count("m1", 2, 8, "U", "independent", 1000)], moment(2, 12))

    assert str(waiting.of("F1", "S").stage) == "pending"
    assert str(counted.of("F1", "S").stage) == "due"
    assert counted.of("W", "N").due == moment(2, 20)


def test_exposure_is_what_a_side_let_go_less_what_it_got_back_over_the_range_of_counts() -> None:
    records = [
        count("m1", 2, 8, "U", "independent", 500, event="departed"),
        count("m2", 2, 9, "northern ministry", "N", 700, event="departed"),
        count("m3", 2, 9, "U", "independent", 150, clause="F1"),
    ]

    north, south = answer(records, moment(2, 12)).exposure

    assert (north.side, north.low, north.high, north.bound) == ("N", 350, 550, 300)
    assert (south.side, south.low, south.high, south.bound) == ("S", 150, 150, 100)


def fire(id: str, day: int, hour: int, speaker: str, side: str, **more: Any) -> dict[str, Any]:
    raw = {"clause": "CF", "incident": "fire on P", "polarity": "yes", "actors": ["northern army"]}
    return made("claim", id, day, hour, speaker, side, **(raw | more))


def test_a_promise_a_forecast_or_a_demand_is_no_evidence() -> None:
    records = [
        fire(act, 1, 8, "southern spokesman", "S", act=act) for act in ("promises", "predicts", "demands", "orders")
    ]

    assert str(answer(records, moment(1, 12)).of("CF", "N").finding) == "none"


def test_what_only_the_foe_says_that_a_party_admitted_is_no_admission_and_no_second_side() -> None:
    accused = made("claim", "c1", 2, 8, "S", "S", clause="CF", incident="fire", event="fire", actors=["northern army"])
    passed_on = made(
        "claim", "c2", 2, 9, "a northern officer", "N", clause="CF", incident="fire", event="fire", act="admits",
        actors=["northern army"], via=["S"],
    )  # fmt: skip
    in_person = passed_on | {"via": ["a news agency"]}

    by_the_foe = answer([accused, passed_on], moment(2, 12)).of("CF", "N")
    assert (str(by_the_foe.finding), by_the_foe.rungs.yes) == ("alleged", 1)
    assert str(answer([accused, in_person], moment(2, 12)).of("CF", "N").finding) == "admitted"


def test_a_guarantor_that_accuses_the_other_side_corroborates_nothing() -> None:
    records = [fire("c1", 1, 8, "H", "S", basis="own observation")]

    cell = answer(records, moment(1, 12)).of("CF", "N")

    assert (str(cell.finding), cell.rungs.yes) == ("alleged", 1)


def test_a_decider_whose_own_side_is_blamed_has_no_vote() -> None:
    def decision(id: str, speaker: str, polarity: str) -> dict[str, Any]:
        return fire(id, 1, 10, speaker, "independent", decides="V", polarity=polarity) | {"record": "decision"}

    says = fire("c1", 1, 8, "southern spokesman", "S")

    with_own = answer([says, decision("v1", "G", "no"), decision("v2", "U", "no")], moment(1, 12)).of("CF", "N")
    without = answer([says, decision("v1", "H", "yes"), decision("v2", "U", "yes")], moment(1, 12)).of("CF", "N")

    assert str(with_own.finding) == "disputed"
    assert str(without.finding) == "verified"


def test_undecided_in_time_the_default_of_the_deal_stands() -> None:
    records = [fire("c1", 1, 8, "southern spokesman", "S")]

    assert str(answer(records, moment(1, 12)).of("CF", "N").finding) == "alleged"
    assert str(answer(records, moment(2, 9)).of("CF", "N").finding) == "cleared"


def test_what_happened_outside_the_window_breaks_nothing() -> None:
    before = {"start": "2019-12-31T08:00:00Z", "end": "2019-12-31T09:00:00Z", "precision": "hour"}
    records = [fire("c1", 1, 8, "southern spokesman", "S", happened=before)]

    assert str(answer(records, moment(1, 12)).of("CF", "N").finding) == "none"


def test_either_army_is_open_and_an_army_nobody_answers_for_is_open_too() -> None:
    straddling = [fire("c1", 1, 8, "a reporter", "unknown", actors=["northern army", "southern army"])]
    stranger = [fire("c1", 1, 8, "a reporter", "unknown", actors=["a third force"])]

    for records in (straddling, stranger):
        found = answer(records, moment(1, 12))
        assert {str(found.of("CF", side).finding) for side in ("N", "S")} == {"claimed"}


def test_a_named_analyst_places_a_force_and_the_sentence_says_whose_judgement_it_is() -> None:
    side = {"record": "side", "id": "s1", "actor": "a third force", "side": "N", "analyst": "analyst on duty"}
    records = [fire("c1", 1, 8, "southern spokesman", "S", actors=["a third force"]), side]

    cell = answer(records, moment(1, 12)).of("CF", "N")

    assert str(cell.finding) == "alleged"
    assert "sides as placed by s1" in cell.reason
    assert "s1" in cell.because


def test_withdrawing_a_claim_takes_its_relays_with_it_and_says_so() -> None:
    withdrawal = {"record": "withdrawal", "id": "w1", "withdraws": "c1", "reason": "said in error"}
    records = [
        fire("c1", 1, 8, "southern spokesman", "S"),
        fire("c2", 1, 9, "an outlet", "unknown", basis="relay", relays="c1"),
        withdrawal,
    ]

    cell = answer(records, moment(1, 12)).of("CF", "N")

    assert cell.rungs.yes == 0
    assert "c1 was withdrawn by w1" in cell.reason


def test_a_claim_confirmed_as_told_again_counts_with_its_origin_as_one() -> None:
    # A paper of the other side carries the wire: by itself its words would be an admission.
    origin = fire("c1", 1, 8, "southern spokesman", "S", actors=["N"])
    own = fire("c2", 1, 9, "northern paper", "N", actors=["N"])
    again = fire("c2", 1, 9, "northern paper", "N", actors=["N"], relays="c1")

    alone, two, one = (
        answer(several, moment(1, 12)).of("CF", "N") for several in ([origin], [origin, own], [origin, again])
    )

    assert two.rungs.yes > alone.rungs.yes
    assert (one.rungs, str(one.finding)) == (alone.rungs, str(alone.finding))


def test_records_on_a_clause_that_the_text_does_not_have_are_named() -> None:
    found = answer([fire("c1", 1, 8, "southern spokesman", "S", clause="CF9")], moment(1, 12))

    assert found.unknown_clauses == (("CF9", ("c1",)),)


AGREED = ["N", "S"]


def version(id: str, day: int, state: str, agreed_by: list[str], **more: Any) -> dict[str, Any]:
    return made(
        "deal version",
        id,
        day,
        0,
        "the desk",
        "independent",
        deal="D",
        version="d",
        state=state,
        agreed_by=agreed_by,
        **more,
    )


def state(id: str, day: int, hour: int, speaker: str, side: str, word: str, **more: Any) -> dict[str, Any]:
    return made("claim", id, day, hour, speaker, side, clause="deal", state=word, **more)


@pytest.mark.parametrize(
    ("records", "stage", "finding"),
    [
        ([], "in_force", "none"),
        ([version("v1", 1, "agreed", ["N", "S"])], "agreed", "none"),
        (
            [version("v1", 1, "agreed", ["N", "S"]), state("c1", 2, 8, "northern ministry", "N", "collapsed")],
            "collapsed",
            "claimed",
        ),
        (
            [
                state("c1", 2, 8, "U", "independent", "suspended", basis="own observation"),
                state("c2", 2, 9, "northern ministry", "N", "completed"),
                state("c3", 2, 10, "southern spokesman", "S", "in_force"),
            ],
            "suspended",
            "disputed",
        ),
    ],
)
def test_the_newest_word_on_the_deal_is_shown_with_the_rung_it_stands_on(
    records: list[dict[str, Any]], stage: str, finding: str
) -> None:
    deal = answer(records, moment(2, 12)).deal

    assert (deal.stage, str(deal.finding)) == (stage, finding)


def test_two_states_claimed_for_the_same_day_are_disputed_and_the_corroborated_one_is_shown() -> None:
    day = {"start": moment(2).isoformat(), "end": moment(3).isoformat(), "precision": "day"}
    records = [
        state("c1", 2, 8, "U", "independent", "suspended", basis="own observation", happened=day),
        state("c2", 2, 9, "northern ministry", "N", "completed", happened=day),
        state("c3", 2, 10, "southern spokesman", "S", "in_force", happened=day),
    ]

    deal = answer(records, moment(2, 12)).deal

    assert (deal.stage, str(deal.finding)) == ("suspended", "disputed")
    assert dict(deal.others) == {"completed": ("northern ministry",), "in_force": ("southern spokesman",)}
    assert deal.others_because == (("c2",), ("c3",))


def test_a_demand_stands_open_until_somebody_who_owes_something_agrees() -> None:
    demand = made("demand", "d1", 1, 8, "northern ministry", "N", asks="that two villages are let out too")
    agrees = made("claim", "c1", 1, 9, "southern spokesman", "S", act="agrees", answers="d1")

    (open_one,) = answer([demand], moment(1, 12)).demands
    (agreed,) = answer([demand, agrees], moment(1, 12)).demands

    assert (open_one.agreed_by, agreed.agreed_by) == ((), ("S",))
    assert (agreed.because, timedelta(hours=4)) == (("c1", "d1"), moment(1, 12) - open_one.since)
