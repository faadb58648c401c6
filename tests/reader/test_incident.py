"""Which claims the reader suggests are about one question, and which it never joins."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.incident import renamed
from trucekeeper.reader.proposal import Proposal

PUBLISHED = datetime(2016, 12, 14, 20, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Damascus")


def read(text: str, deal: Deal) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, PUBLISHED, ZONE)


def names(text: str, deal: Deal) -> list[str]:
    return [one.incident for one in read(text, deal)]


def test_a_name_tells_kind_direction_place_and_day(repaired: Deal) -> None:
    assert names("Activists said that Syrian forces had shelled eastern Aleppo on Tuesday.", repaired) == [
        "fire by GOV, Eastern Aleppo, 13 Dec 2016"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Activists said that Syrian forces had shelled eastern Aleppo.", "Rebels had shelled eastern Aleppo."),
        ("Activists said that Syrian forces had shelled eastern Aleppo.", "Syrian forces had shelled Foua."),
        ("Syrian forces shelled eastern Aleppo on Tuesday.", "Syrian forces shelled eastern Aleppo on Monday."),
        ("Rebels fired on the convoy.", "Rebels fired on army positions."),
        ("Shells hit eastern Aleppo.", "War planes struck eastern Aleppo."),
        ("Rebels fired on the convoy at 09:00.", "Rebels fired on the convoy at 16:00."),
        ("The army said rebels had fired.", "The army said Syrian forces had repelled rebel fire."),
        ("Gunmen fired on the convoy.", "Soldiers of the Syrian army fired on the convoy."),
        ("The convoy left eastern Aleppo on Tuesday.", "The convoy arrived in eastern Aleppo on Tuesday."),
        ("Russia accused the rebels of breaking the ceasefire.", "Russia accused the rebels of firing on the convoy."),
        (
            "Syrian forces shelled eastern Aleppo.",
            "Residents said that Syrian forces or rebels had shelled eastern Aleppo.",
        ),
    ],
)
def test_what_a_careful_person_keeps_apart_never_has_one_name(one: str, other: str, repaired: Deal) -> None:
    first, second = names(one, repaired), names(other, repaired)

    assert first
    assert second
    assert not set(first) & set(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Activists said that Syrian forces had shelled eastern Aleppo.",
            "Turkey said that pro-government forces had fired on eastern Aleppo.",
        ),
        ("Rebels fired on the convoy at 09:00.", "Around 09:00, insurgents opened fire on the buses."),
    ],
)
def test_the_same_thing_told_twice_has_one_name(one: str, other: str, repaired: Deal) -> None:
    assert names(one, repaired) == names(other, repaired)


def test_a_denial_belongs_to_the_accusation_that_it_answers(repaired: Deal) -> None:
    accused, denied = read(
        "Activists said that Syrian forces had shelled eastern Aleppo at 09:00. The Syrian army denied that its "
        "forces had fired.",
        repaired,
    )

    assert denied.act == "denies"
    assert denied.incident == accused.incident == "fire by GOV, Eastern Aleppo, 14 Dec 2016 about 09:00"


def test_a_denial_that_could_answer_two_accusations_stays_apart(repaired: Deal) -> None:
    first, second, denied = read(
        "Activists said that Syrian forces had shelled eastern Aleppo. Activists said that Syrian forces had shelled "
        "Foua. The Syrian army denied that its forces had fired.",
        repaired,
    )

    assert denied.incident not in {first.incident, second.incident}


def test_a_claim_of_no_known_kind_suggests_no_question(repaired: Deal) -> None:
    assert names("Residents said that bread was scarce.", repaired) == [""]


def test_who_and_when_a_person_corrects_gives_another_name(repaired: Deal) -> None:
    body = read("Activists said that shells had hit eastern Aleppo.", repaired)[0].shown()
    body["actors"] = [{"id": "armed groups"}]
    body["happened"] = {
        "start": "2016-12-13T09:00+02:00", "end": "2016-12-13T09:01+02:00", "precision": "minute", "basis": "analyst",
    }  # fmt: skip

    assert renamed(body, PUBLISHED, repaired, ZONE) == "fire by OPP, Eastern Aleppo, 13 Dec 2016 about 09:00"


def test_no_name_holds_the_name_of_a_person(repaired: Deal) -> None:
    (name,) = names("Karim Haddad said that Syrian forces had shelled Karim Haddad's house.", repaired)

    assert "Haddad" not in name


def test_what_only_the_foe_says_that_a_side_said_of_itself_is_not_its_own_word(repaired: Deal) -> None:
    (own,) = names("A rebel commander admitted that his men had fired.", repaired)
    (passed_on,) = names("Russia said that a rebel commander had admitted that his men had fired.", repaired)

    assert own == "fire by OPP by its own word, 14 Dec 2016"
    assert passed_on == "fire by OPP, 14 Dec 2016"
