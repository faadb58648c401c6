"""Every free text of every kind of record holds a word of its own; each report is searched for all of them."""

import re

import pytest

from tests.brief.world import BEFORE, NOW, deal, history, moment, on
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.html import html
from trucekeeper.ledger.record import (
    CaseStep,
    Claim,
    Contact,
    Correction,
    Count,
    Demand,
    Entry,
    Hold,
    Movement,
    Patrol,
    Record,
    Review,
    Side,
    Source,
    Spot,
    VehicleMovement,
    Withdrawal,
)
from trucekeeper.status.engine import status

AT = moment(2, 15)

RECORDS: tuple[Record, ...] = (
    Claim(
        id="q1",
        speaker="SECRET-hidden-speaker",
        side="HILL",
        clause="CF",
        incident="fire at noon",
        via=("SECRET-hidden-via",),
        source="src2",
        words="SECRET-hidden-words",
        confirmed_by="SECRET-analyst",
        target="SECRET-target",
        place=Spot(place="SECRET-place", north=10.1, east=20.1, radius_km=0.1),
        said_at=AT,
    ),
    Claim(id="q2", speaker="somebody", side="HILL", words="SECRET-words", place=Spot(place="SECRET-spot"), said_at=AT),
    Claim(id="q3", speaker="SECRET-hidden-third", position=True, source="src2", words="SECRET-hidden-view", said_at=AT),
    Movement(
        id="q4",
        speaker="TEAM",
        clause="MA",
        event="departed",
        quantity=Count(low=777, high=777),
        category="SECRET-category",
        convoy="SECRET-convoy",
        place=Spot(place="SECRET-road"),
        words="SECRET-road-words",
        said_at=AT,
    ),
    VehicleMovement(
        id="q5",
        speaker="TEAM",
        clause="MA",
        event="departed",
        vehicles=Count(low=778, high=778, unit="buses"),
        to=Spot(place="SECRET-road-end"),
        said_at=AT,
    ),
    Hold(
        id="q6", speaker="SECRET-hidden-holder", source="src2", clauses=("MA",), reason="SECRET-hidden-why", said_at=AT
    ),
    Demand(id="q7", speaker="SECRET-hidden-asker", source="src2", asks="more", words="SECRET-hidden-ask", said_at=AT),
    CaseStep(id="q8", case="8", step="opened", by="SECRET-staff", outcome="SECRET-out", note="SECRET-note", said_at=AT),
    CaseStep(
        id="q17",
        case="8",
        step="finding",
        axis="attribution",
        outcome="party named",
        by="SECRET-team",
        of=("SECRET-of",),
        actors=("SECRET-named",),
        standard="SECRET-standard",
        due=moment(3, 9),
        said_at=AT,
    ),
    CaseStep(
        id="q18",
        case="8",
        step="dissent",
        axis="occurrence",
        outcome="refuted",
        by="SECRET-component",
        said_at=AT,
        channel="SECRET-channel",
    ),
    CaseStep(id="q19", case="8", step="published", outcome="internal", by="SECRET-editor", said_at=AT),
    Contact(
        id="q9",
        party="HILL",
        by="SECRET-caller",
        channel="radio",
        note="SECRET-call-note",
        promised="SECRET-promise",
        owes="SECRET-owes",
        case="8",
        said_at=AT,
    ),
    Patrol(
        id="q10",
        team="TEAM",
        happened=on(2),
        places=("SECRET-post",),
        outcome="refused",
        note="SECRET-gate",
        refused_by="SECRET-gatekeeper",
        place=Spot(place="SECRET-stand"),
        said_at=AT,
    ),
    Side(id="q11", actor="SECRET-actor", side="HILL", analyst="SECRET-analyst-two", reason="SECRET-side", said_at=AT),
    Review(id="q12", reviews="c1", outcome="confirmed", by="SECRET-reviewer", reason="SECRET-review", said_at=AT),
    Source(
        id="q13",
        publisher="SECRET-hidden-publisher",
        text_sha256="00" * 32,
        kind="confidential person",
        title="SECRET-hidden-title",
        address="SECRET-hidden-address",
        said_at=AT,
    ),
    Claim(id="q14", speaker="SECRET-hidden-fourth", source="q13", clause="CF", incident="a shot", said_at=AT),
    Correction(id="q15", corrects="q2", changes={"certainty": "hedged"}, reason="SECRET-slip", said_at=AT),
    Withdrawal(id="q16", withdraws="c2", reason="SECRET-withdrawn", said_at=AT),
)

#: What each audience finds, and nothing else.
MAY_FIND = {
    "public": set[str](),
    "party:RIVER": set[str](),
    "party:HILL": {"SECRET-words"},
    "partner": {
        "SECRET-words",
        "SECRET-place",
        "SECRET-spot",
        "SECRET-road",
        "SECRET-road-end",
        "SECRET-road-words",
        "SECRET-category",
        "SECRET-post",
    },
}


@pytest.mark.parametrize("reader", MAY_FIND)
def test_no_word_of_a_record_reaches_a_reader_who_may_not_know_it(reader: str) -> None:
    text = deal()
    made = [
        Entry(position=100 + number, recorded_at=moment(2, 16), entered_by="SECRET-clerk", record=one)
        for number, one in enumerate(RECORDS)
    ]
    entries = (*history(), *made)
    today, before = (status(text, entries, at=at, known_by=at) for at in (NOW, BEFORE))

    page = html(daily(text, entries, today, audience=audience(reader, text), before=before))

    found = set(re.findall(r"SECRET[-\w]*", page))
    assert found == MAY_FIND[reader]
    assert ("777" in page) == ("778" in page) == (reader == "partner")
