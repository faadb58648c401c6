"""What a proposal becomes when a person confirms it, and what it must not become."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import Claim, Demand, Movement, Record, Source, VehicleMovement
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.to_record import NoMomentError, record_of

PUBLISHED = datetime(2016, 12, 14, 20, tzinfo=UTC)
SOURCE = Source(id="s1", publisher="an agency", text_sha256="0" * 64, side="independent", published=PUBLISHED)


def body(text: str, deal: Deal) -> dict[str, Any]:
    (one,) = read_surface(Document(text), deal, PUBLISHED, ZoneInfo("Asia/Damascus"))
    return one.shown()


def record(text: str, deal: Deal) -> Record:
    return record_of(body(text, deal), SOURCE, by="desk")


def test_counted_people_are_a_movement_of_that_source(repaired: Deal) -> None:
    made = record("The UN said that about 1,500 people had left eastern Aleppo on Tuesday.", repaired)

    assert isinstance(made, Movement)
    assert (made.event, made.clause, made.quantity.low, made.quantity.high) == ("departed", "A1", 1500, 1500)
    assert (made.speaker, made.side, made.confirmed_by, made.source) == ("The UN", "independent", "desk", "s1")


def test_buses_that_go_back_turn_nobody_back(repaired: Deal) -> None:
    made = record("The buses returned to their depots.", repaired)

    assert isinstance(made, VehicleMovement)
    assert (made.event, made.speaker, made.vehicles.unit, made.loaded) == (
        "turned back", "an agency", "buses", "unknown",
    )  # fmt: skip


def test_who_beats_off_an_attack_admits_no_breach(repaired: Deal) -> None:
    made = record("The army said that Syrian forces had repelled an attack.", repaired)

    assert isinstance(made, Claim)
    assert made.clause is None


def test_an_accusation_is_no_statement_that_the_deal_has_collapsed(repaired: Deal) -> None:
    made = record("Russia accused the rebels of breaking the ceasefire.", repaired)

    assert isinstance(made, Claim)
    assert (made.act, made.state) == ("accuses", None)
    assert made.clause != "deal"


def test_a_condition_is_a_demand(repaired: Deal) -> None:
    made = record("The rebels demanded that the wounded leave eastern Aleppo first.", repaired)

    assert isinstance(made, Demand)
    assert made.asks == "the wounded leave eastern Aleppo first"


def test_what_nobody_read_says_so(repaired: Deal) -> None:
    made = record_of(body("Rebels said that shells had hit the enclave.", repaired), SOURCE, by="desk", unread=True)

    assert isinstance(made, Claim)
    assert (made.accepted_unread, made.confirmed_by) == (True, "")


def test_without_any_moment_there_is_no_record(repaired: Deal) -> None:
    undated = Source(id="s1", publisher="an agency", text_sha256="0" * 64)

    with pytest.raises(NoMomentError):
        record_of(body("Rebels said that shells had hit the enclave.", repaired), undated, by="desk")


@pytest.mark.parametrize(
    ("text", "speaker", "side"),
    [
        ("Russia said that the rebels had admitted shelling eastern Aleppo.", "Russia", "GOV"),
        ("According to Moscow, a rebel commander acknowledged that his men had opened fire.", "Moscow", "GOV"),
        ("State television quoted a rebel commander as saying that his fighters had shelled the villages.",
         "State television", "GOV"),
        ("A rebel official told Reuters that Russia had conceded that its jets had struck eastern Aleppo.",
         "A rebel official", "OPP"),
        ("Moscow said the rebels had confirmed that they had broken the ceasefire.", "Moscow", "GOV"),
    ],
)  # fmt: skip
def test_an_admission_that_only_the_foe_passes_on_is_a_claim_of_the_foe(
    text: str, speaker: str, side: str, repaired: Deal
) -> None:
    made = record(text, repaired)

    assert isinstance(made, Claim)
    assert (made.speaker, made.side, made.act) == (speaker, side, "accuses")


def test_an_admission_passed_on_by_nobodys_side_stays_an_admission(repaired: Deal) -> None:
    made = record("Reporters were told by the UN that the rebels had admitted shelling eastern Aleppo.", repaired)

    assert isinstance(made, Claim)
    assert (made.speaker, made.act, made.actors) == ("the rebels", "admits", ("armed groups",))


def test_who_passes_on_a_foes_accusation_of_himself_admits_nothing(repaired: Deal) -> None:
    made = record("State television said that rebels accused the Syrian army of shelling eastern Aleppo.", repaired)

    assert isinstance(made, Claim)
    assert (made.side, made.act) == ("OPP", "accuses")


@pytest.mark.parametrize(
    "text",
    [
        "Russia said the rebels had promised to let 1,000 people leave Foua.",
        "Turkey expects that 3,000 people will leave eastern Aleppo on Thursday.",
        "The government said rebels planned to shell the convoy.",
        "A rebel spokesman warned that government forces would shell the buses.",
        "Russia said that if the rebels shelled the convoy, the truce would be over.",
        "The government said it had been ready to let 2,000 people leave eastern Aleppo.",
        "Rebels said people could leave eastern Aleppo from 06:00.",
        "An official said the government had agreed to stop shelling.",
    ],
)
def test_plans_promises_threats_and_forecasts_are_evidence_of_nothing(text: str, repaired: Deal) -> None:
    made = [
        record_of(one.shown(), SOURCE, by="desk")
        for one in read_surface(Document(text), repaired, PUBLISHED, ZoneInfo("Asia/Damascus"))
    ]

    assert made
    assert all(isinstance(one, Claim) and one.clause is None and one.state is None for one in made)


def test_a_person_may_tie_a_plan_to_a_clause(repaired: Deal) -> None:
    given = body("The government said rebels planned to shell the convoy.", repaired) | {"clause": "CF1"}

    assert getattr(record_of(given, SOURCE, by="desk"), "clause", None) == "CF1"


def test_a_claim_without_a_question_joins_no_other(repaired: Deal) -> None:
    first, second = (
        record_of(body(f"Residents said that {what} was scarce.", repaired) | {"clause": "A1"}, SOURCE, by="desk")
        for what in ("bread", "fuel")
    )

    assert isinstance(first, Claim)
    assert isinstance(second, Claim)
    assert first.incident
    assert first.incident != second.incident


def test_an_entry_of_a_live_page_was_said_at_its_own_time(repaired: Deal) -> None:
    page = Document("A live page\n\n11:40 Residents say that shells have hit eastern Aleppo.\n")
    (one,) = read_surface(page, repaired, PUBLISHED, ZoneInfo("Asia/Damascus"))

    made = record_of(one.shown(), SOURCE, by="desk")

    assert made.said_at == datetime(2016, 12, 14, 11, 40, tzinfo=ZoneInfo("Asia/Damascus"))


def test_who_says_that_a_side_broke_the_truce_does_not_say_that_the_deal_is_over(repaired: Deal) -> None:
    blamed = record("Moscow said the rebels had broken the ceasefire.", repaired)
    over = record("Activists said that the ceasefire had collapsed.", repaired)

    assert isinstance(blamed, Claim)
    assert isinstance(over, Claim)
    assert (blamed.state, over.state) == (None, "collapsed")
