from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.cases import START
from trucekeeper.exchange.reconcile import ENDS, SET_OUT, Account, reconcile, totals
from trucekeeper.ledger.record import Count, Happened, Movement

DAY = START + timedelta(days=1)


def said(speaker: str, event: str, people: int, convoy: str | None = "V1", category: str | None = None) -> Movement:
    return Movement(
        id=f"{speaker}-{convoy}-{category}-{event}-{people}",
        speaker=speaker,
        side=speaker.lower(),
        said_at=START,
        happened=Happened(start=START, end=START + timedelta(minutes=1)),
        event=event,  # type: ignore[arg-type]
        quantity=Count(low=people, high=people),
        convoy=convoy,
        category=category,
    )


def account(records: Sequence[Movement], convoy: str = "V1", source: str = "ICRC", category: str = "") -> Account:
    accounts, _ = reconcile(records, at=DAY)
    (found,) = [one for one in accounts if (one.convoy, one.source, one.category) == (convoy, source, category)]
    return found


MOVEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from(["GOV", "OPP", "ICRC"]),
        st.sampled_from([*SET_OUT, *ENDS, "crossed"]),
        st.integers(0, 1500),
        st.sampled_from(["V1", "V2", "private cars", None]),
        st.sampled_from([None, None, "WOUNDED", "FIGHTERS"]),
    ),
    max_size=25,
)


@settings(max_examples=200, deadline=None)
@given(MOVEMENTS)
def test_listed_is_the_sum_of_where_people_ended_are_or_are_missed(records: list[Movement]) -> None:
    accounts, _ = reconcile(records, at=DAY)

    for one in [*accounts, *totals(accounts)]:
        assert all(number > 0 for number in one.ended.values())
        assert min(one.on_the_way, one.unaccounted, one.beyond) >= 0
        if one.listed is not None and one.convoy:
            assert one.listed + one.beyond == sum(one.ended.values()) + one.on_the_way + one.unaccounted
            assert not (one.on_the_way and one.unaccounted)
        if one.listed is None and one.convoy:
            assert one.on_the_way == one.unaccounted == one.beyond == 0
    named = {(m.convoy or "", m.category or "", m.speaker) for m in records}
    assert named <= {(one.convoy, one.category, one.source) for one in accounts}
    assert {m.id for m in records} == {record for one in accounts for record in one.records}


@settings(max_examples=100, deadline=None)
@given(MOVEMENTS)
def test_what_another_source_says_changes_no_account(records: list[Movement]) -> None:
    alone, _ = reconcile([one for one in records if one.speaker == "ICRC"], at=DAY)
    together, _ = reconcile(records, at=DAY)

    assert alone == tuple(one for one in together if one.source == "ICRC")


def test_people_in_private_cars_are_accounted_for_beside_those_in_buses() -> None:
    records = [
        said("ICRC", "listed", 500), said("ICRC", "arrived", 480), said("ICRC", "turned back", 20),
        said("ICRC", "departed", 60, "private cars"), said("ICRC", "arrived", 55, "private cars"),
        said("ICRC", "died", 1, "private cars"),
    ]  # fmt: skip
    accounts, _ = reconcile(records, at=DAY)

    assert account(records).unaccounted == 0
    assert account(records, "private cars").unaccounted == 4
    (over,) = totals(accounts)
    assert (over.listed, over.ended, over.unaccounted) == (560, {"arrived": 535, "turned back": 20, "died": 1}, 4)


def test_who_is_counted_by_category_alone_is_in_the_account_of_all() -> None:
    records = [said("ICRC", "listed", 500), said("ICRC", "refused", 20, category="WOUNDED")]

    whole = account(records)

    assert (whole.ended, whole.on_the_way) == ({"refused": 20}, 480)
    assert account(records, category="WOUNDED").listed is None


def test_a_category_is_a_part_and_never_added_to_the_whole() -> None:
    records = [
        said("ICRC", "listed", 500),
        said("ICRC", "arrived", 500),
        said("ICRC", "arrived", 80, category="WOUNDED"),
    ]

    assert account(records).ended == {"arrived": 500}


def test_more_people_than_were_listed_are_told_and_hide_no_gap_elsewhere() -> None:
    records = [
        said("ICRC", "listed", 1180), said("ICRC", "arrived", 1250),
        said("ICRC", "listed", 100, "V2"), said("ICRC", "arrived", 30, "V2"),
    ]  # fmt: skip
    accounts, _ = reconcile(records, at=DAY)

    assert account(records).beyond == 70
    assert account(records, "V2").unaccounted == 70
    (over,) = totals(accounts)
    assert (over.beyond, over.unaccounted) == (70, 70)


def test_both_sides_counts_of_one_convoy_stand_side_by_side_and_differ() -> None:
    records = [said("GOV", "departed", 1180), said("OPP", "departed", 1250), said("OPP", "arrived", 1250)]

    accounts, differ = reconcile(records, at=DAY)

    assert [(one.source, one.listed) for one in accounts] == [("GOV", 1180), ("OPP", 1250)]
    (apart,) = differ
    assert apart.counts == (("GOV", "gov", 1180), ("OPP", "opp", 1250))
