"""A day of a large mission, so that nobody waits at the cut-off."""

from datetime import timedelta
from time import process_time

import pytest

from tests.brief.world import BEFORE, NOW, deal, moment
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.html import html
from trucekeeper.ledger.record import Claim, Count, Entry, Happened, Movement, Record
from trucekeeper.status.engine import status


@pytest.mark.slow
def test_a_report_on_two_thousand_records_is_there_within_half_a_minute_of_one_core() -> None:
    text, made = deal(), []
    for number in range(2000):
        at = moment(1, 6) + timedelta(minutes=number % 2200)
        side = ("HILL", "RIVER", "independent")[number % 3]
        record: Record = Claim(
            id=f"c{number}",
            speaker=f"speaker {number % 40}",
            side=side,
            clause="CF",
            incident=f"fire {number % 90}",
            polarity="yes" if number % 4 else "no",
            event="fire",
            said_at=at,
            happened=Happened(start=at, end=at + timedelta(minutes=1), precision="minute"),
        )
        if number % 10 == 0:
            record = Movement(
                id=f"m{number}",
                speaker=f"speaker {number % 7}",
                clause=("MA", "MB")[number // 10 % 2],
                event="departed",
                quantity=Count(low=number // 20, high=number // 20),
                counting="total",
                said_at=at,
            )
        made.append(Entry(position=number + 1, recorded_at=at, entered_by="clerk", record=record))
    begun = process_time()

    today, before = (status(text, made, at=at, known_by=at) for at in (NOW, BEFORE))
    page = html(daily(text, made, today, audience=audience("internal", text), before=before))

    assert process_time() - begun < 30
    assert page.count("<tr") > 90
