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
