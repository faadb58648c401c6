"""Blame, denial and responsibility carry the time of the attack that they are about."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trucekeeper.deal.model import Deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal

ZONE = ZoneInfo("Asia/Damascus")


def read(text: str, deal: Deal) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, datetime(2016, 12, 14, 20, tzinfo=ZONE), ZONE)


def when_and_why(one: Proposal) -> str:
    found = one.happened
    return f"{found.start:%H:%M} {found.basis}" if found is not None else "-"


def test_who_is_blamed_for_the_attack_is_blamed_for_that_moment(repaired: Deal) -> None:
    told, blamed = read(
        "A convoy was attacked at 15:30. Later hundreds waited.\n\nTurkey accused the Syrian army of the attack.",
        repaired,
    )

    assert when_and_why(told) == "15:30 stated"
    assert when_and_why(blamed) == "15:30 carried"


def test_its_toll_does_not_since_people_may_die_later(repaired: Deal) -> None:
    _, toll = read("A convoy was attacked at 15:30.\n\nDoctors said that 14 people had died.", repaired)

    assert when_and_why(toll) == "-"


def test_in_arabic_a_denial_carries_the_time_too(repaired: Deal) -> None:
    told, denied = read(
        "قال ناشطون إن القوات السورية قصفت قافلة عند الساعة الثالثة والنصف عصراً. ونفت روسيا أي صلة لها به.", repaired
    )

    assert when_and_why(told) == "15:30 stated"
    assert (denied.act, when_and_why(denied)) == ("denies", "15:30 carried")


def test_nothing_carried_lies_behind_the_words_that_tell_it(repaired: Deal) -> None:
    *_, said = read(
        "A convoy was shelled at dawn on Wednesday.\n\nThe UN said on Tuesday that the civilians had been shot.",
        repaired,
    )

    assert said.said is not None
    assert when_and_why(said) == "-"


def test_who_hits_out_at_a_ceasefire_blames_nobody_and_takes_a_position(repaired: Deal) -> None:
    (against,) = read("Earlier, the Syrian president hit out at the ceasefire.", repaired)
    (blamed,) = read("The Syrian president hit out at the rebels over the shelling.", repaired)

    assert (against.act, against.position) == ("says", True)
    assert (blamed.act, blamed.position) == ("accuses", False)
