"""Alerts tell what holds, once as long as it holds, and quiet hours end when the clock says so."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import Count, Entry, Happened, Hold, Movement, MovementEvent, Record, Resume
from trucekeeper.people.quiet import QuietHours
from trucekeeper.status.alert import Alert, AlertKind, Watch, alerts, news, standing
from trucekeeper.status.alert_words import SENTENCES, sentence, shape
from trucekeeper.status.engine import status

ALEPPO = ZoneInfo("Asia/Damascus")
DEAL = read_deal(
    """# Two groups for each other

```deal
deal SMALL: two groups for each other
zone: Asia/Damascus
state: agreed

party GOV
name: the government
role: side

party OPP
name: the opposition
role: side

must A1
by: GOV
to: OPP
do: let the people of the town leave
people: 1000
window: 2016-12-16 06:00 to 2016-12-16 18:00

must F1
by: OPP
to: GOV
do: let the people of the villages leave
people: 1000

exchange E1
legs: A1 | F1
count: arrived
in: people
ahead: 100 | 100
```
""",
    "small.deal.md",
)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2016, 12, 16, hour, minute, tzinfo=ALEPPO)


def ledger(*records: tuple[datetime, Record]) -> list[Entry]:
    return [
        Entry(position=number, recorded_at=moment, entered_by="desk", record=record)
        for number, (moment, record) in enumerate(records, 1)
    ]


def moved(id: str, clause: str, event: MovementEvent, people: int, when: datetime) -> tuple[datetime, Record]:
    return when, Movement(
        id=id,
        speaker="ICRC",
        clause=clause,
        event=event,
        quantity=Count(low=people, high=people),
        counting="total",
        happened=Happened(start=when - timedelta(minutes=5), end=when),
        said_at=when,
    )


def hold(when: datetime) -> tuple[datetime, Record]:
    span = Happened(start=when - timedelta(minutes=1), end=when)
    return when, Hold(id="h1", speaker="GOV", side="GOV", holder="GOV", clauses=("A1",), happened=span, said_at=when)


def resume(when: datetime) -> tuple[datetime, Record]:
    span = Happened(start=when - timedelta(minutes=1), end=when)
    return when, Resume(
        id="r1", speaker="GOV", side="GOV", holder="GOV", clauses=("A1",), ends="h1", happened=span, said_at=when
    )


USUAL = Watch()


def asked(
    entries: list[Entry], when: datetime, watch: Watch = USUAL, fresh: tuple[Entry, ...] = ()
) -> tuple[Alert, ...]:
    return alerts(DEAL, status(DEAL, entries, at=when, known_by=when), watch, fresh)


def kinds(found: tuple[Alert, ...]) -> list[str]:
    return [str(one.kind) for one in found]


def test_an_end_is_told_from_the_lead_on_and_as_late_once_it_has_passed() -> None:
    assert kinds(asked([], at(15, 59))) == []
    [near] = asked([], at(16))
    assert (near.kind, near.clauses, near.sides, near.at) == (AlertKind.DEADLINE, ("A1",), ("GOV",), at(18))
    assert kinds(asked([], at(18, 1))) == ["late"]


def test_an_end_of_what_is_reported_done_is_not_told() -> None:
    done = ledger(moved("m1", "A1", "arrived", 1000, at(12)), moved("m2", "F1", "arrived", 1000, at(12)))
    assert kinds(asked(done, at(17))) == []


def test_a_stop_is_told_while_it_stands_and_its_end_after_that() -> None:
    stopped = ledger(hold(at(9)), resume(at(11)))
    [one] = [each for each in asked(stopped, at(10)) if each.kind is AlertKind.HOLD]
    assert (one.state, one.records, one.sides) == ("no power in the text", ("h1",), ("GOV",))
    after = asked(stopped, at(12))
    assert kinds(after) == ["resumed"]
    assert kinds(news(after, standing(asked(stopped, at(10))))) == ["resumed"]


@pytest.mark.parametrize(("people", "state"), [(79, None), (80, "near"), (100, "near"), (101, "over")])
def test_exposure_is_told_from_the_share_of_its_bound_on(people: int, state: str | None) -> None:
    found = asked(ledger(moved("m1", "A1", "departed", people, at(9))), at(10))
    told = [(one.state, one.figure, one.records) for one in found if one.kind is AlertKind.EXPOSURE]
    assert told == ([] if state is None else [(state, (float(people), 100), ("m1",))])


def test_what_went_away_and_came_back_is_told_again() -> None:
    departed, arrived = moved("m1", "A1", "departed", 90, at(9)), moved("m2", "F1", "arrived", 90, at(10))
    again = moved("m3", "A1", "departed", 180, at(11))
    entries = ledger(departed, arrived, again)
    told: frozenset[str] = frozenset()
    seen = []
    for when in (at(9, 30), at(9, 40), at(10, 30), at(11, 30), at(11, 40)):
        found = asked(entries, when, Watch(kinds=frozenset({AlertKind.EXPOSURE})))
        seen.append([one.sides for one in news(found, told)])
        told = standing(found)
    # In between it is the other side that waits for people of its own: 90 of the villages came, nobody of the town.
    assert seen == [[("GOV",)], [], [("OPP",)], [("GOV",)], []]


def test_only_what_is_watched_is_told() -> None:
    entries = ledger(hold(at(9)))
    assert kinds(asked(entries, at(17), Watch(clauses=frozenset({"F1"})))) == []
    assert kinds(asked(entries, at(17), Watch(kinds=frozenset({AlertKind.LATE})))) == []
    fresh = tuple(ledger(moved("m1", "F1", "departed", 1, at(9))))
    watched = Watch(kinds=frozenset({AlertKind.CLAIM}), clauses=frozenset({"F1"}))
    assert [one.records for one in asked(entries, at(10), watched, fresh)] == [("m1",)]


def test_what_is_urgent_comes_first() -> None:
    entries = ledger(hold(at(16, 30)), moved("m1", "A1", "departed", 500, at(16)))
    found = kinds(asked(entries, at(17)))
    assert set(found[:2]) == {"hold", "exposure"}


def test_every_kind_has_a_sentence_that_fills_itself_in() -> None:
    assert set(SENTENCES) == set(AlertKind)
    for kind in AlertKind:
        one = Alert(kind=kind, key="k", at=at(9), clauses=("A1",), sides=("GOV",), state="over", figure=(None, 1250))
        said = sentence(one, "09:00")
        assert "%(" not in said
        assert said
        assert shape(one)["kind"] == str(kind)
    whole = Alert(kind=AlertKind.HOLD, key="k", at=at(9), sides=("OPP",), state="by the text")
    assert sentence(whole, "09:00") == "stop of the deal, declared by OPP, since 09:00 (the text gives this power)"


@pytest.mark.parametrize(
    ("begins", "ends", "now", "over"),
    [
        (time(22), time(6), at(21, 59), None),
        (time(22), time(6), at(22), at(6) + timedelta(days=1)),
        (time(22), time(6), at(5, 59), at(6)),
        (time(22), time(6), at(6), None),
        (time(13), time(15), at(14), at(15)),
        (time(13), time(15), at(15), None),
        (time(13), time(13), at(13), None),
    ],
)
def test_quiet_hours_end_when_the_missions_clock_says_so(
    begins: time, ends: time, now: datetime, over: datetime | None
) -> None:
    assert QuietHours(begins, ends, ALEPPO).over_at(now.astimezone(UTC)) == over


def test_in_the_night_of_a_clock_change_quiet_hours_end_by_the_new_clock() -> None:
    # 31 March 2017, 00:00: the clock of Damascus went forward to 01:00.
    quiet = QuietHours(time(22), time(6), ALEPPO)
    begins = datetime(2017, 3, 30, 22, tzinfo=ALEPPO)
    over = quiet.over_at(begins)
    assert over is not None
    assert over.astimezone(ALEPPO).time() == time(6)
    assert over.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=7)
