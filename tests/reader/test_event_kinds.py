"""What a proposition is about is told by the deed, not by the thing that it was done with or to."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.event import event
from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.tongues.tables import tongue

ZONE = ZoneInfo("Asia/Damascus")
STORY = Path(__file__).parents[2] / "examples" / "aleppo-2016"


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal((STORY / "repaired.deal.md").read_text("utf-8"), "repaired.deal.md")


def kinds(text: str, deal: Deal) -> list[str]:
    """The kind of event of each claim, in the order of the text."""
    report = Document(f"Written for Trucekeeper after public reporting\n\n{text}")
    found = read_surface(report, deal, datetime(2016, 12, 14, 22, tzinfo=ZONE), ZONE)
    return [one.event for one in sorted(found, key=lambda one: one.content[0][0])]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("both capitals have finished the exchange of prisoners", "access"),
        ("nobody on the buses was hurt", "fire"),
        ("the truce was not observed everywhere", "fire"),
        ("one of the drivers has died", "killing"),
        ("planes dropped bombs at dawn", "airstrike"),
        ("its guns had fired since midnight", "shelling"),
        ("two nurses were kept back", "detention"),
        ("her son was not allowed to board", "obstruction"),
        ("four buses came into sight", "arrival"),
        ("both armies pulled back their guns", "movement"),
        ("the groups have handed over ten rockets and two tanks", "other"),
        ("the council will be briefed on monday", "meeting"),
        ("jets hit a bakery", "airstrike"),
        ("two quadcopters attacked a lorry", "airstrike"),
        ("grads rained on the suburb", "shelling"),
        ("there were eleven breaches of the truce overnight", "fire"),
        ("the truce is in tatters", "collapse"),
        ("twenty officers were exchanged for a hundred conscripts", "access"),
        ("guards took away six passengers", "detention"),
        ("drivers are made to pay", "obstruction"),
        ("the plan allows every man one rifle", "agreement"),
    ],
)
def test_an_english_deed_is_told_from_its_things(words: str, kind: str) -> None:
    assert event(words.split()) == kind


@pytest.mark.parametrize(
    ("language", "words", "kind"),
    [
        ("ru", "в субботу проведён обмен пленными", "access"),
        ("ru", "он попал в плен весной", "detention"),
        ("ru", "обмен затянулся до ночи", "hold"),
        ("ru", "за сутки трижды нарушили режим тишины", "fire"),
        ("ru", "начался отвод орудий", "movement"),
        ("ar", "الغارات اودت بحياه رجلين", "killing"),
        ("ar", "بلغ الجميع وجهتهم ليلا", "arrival"),
        ("ar", "سجلت البعثة خروقات ليلا", "fire"),
        ("ar", "اتجهوا الي رفح", "movement"),
        ("ru", "последний паром отчалил в сумерках", "movement"),
        ("ru", "грузовики выгружали муку до утра", "arrival"),
        ("ru", "стороны условились и парафировали протокол", "agreement"),
        ("ru", "чиновник раскритиковал обе стороны", "statement"),
        ("ru", "медиков на мост не впустили", "obstruction"),
        ("ru", "семьям выдают воду и хлеб", "access"),
        ("ru", "авианалет длился почти час", "airstrike"),
        ("ru", "за воротами слышали пальбу", "fire"),
        ("ru", "двух водителей держат под стражей", "detention"),
        ("ar", "اجتازوا الجبل ليلا", "movement"),
        ("ar", "توافد الاهالي الي الساحه", "arrival"),
        ("ar", "فكت القوات حصار البلده", "access"),
        ("ar", "اقاموا حاجزا عند الجسر", "obstruction"),
        ("ar", "القت الشرطه القبض علي سايقين", "detention"),
        ("ar", "راوحت القافله مكانها", "hold"),
        ("ar", "قبلت الجماعه مقترح الوسطاء", "agreement"),
        ("ar", "استهجن الوزير ما جري", "statement"),
        ("ar", "توغلت دبابات شرق المدينه", "fire"),
        ("ar", "سقط ثلاثه شهداء", "killing"),
    ],
)
def test_a_russian_or_arabic_deed_is_told_from_its_things(language: str, words: str, kind: str) -> None:
    assert tongue(language).event(words.split()) == kind


def test_who_was_wounded_and_what_was_broken_is_part_of_the_shelling_told_beside_it(deal: Deal) -> None:
    russian = kinds("По мосту выпущены две ракеты. Ранены шесть рабочих. Повреждена крыша школы.", deal)
    arabic = kinds("سقطت قذيفتا هاون على السوق. أصيب أربعة باعة. وتضررت واجهة مدرسة.", deal)
    other_cause = kinds("По мосту выпущены две ракеты. Снайпер ранил двух сапёров.", deal)

    assert set(russian) == {"shelling"}
    assert set(arabic) == {"shelling"}
    assert other_cause == ["shelling", "fire"]


def test_an_entry_of_the_list_asks_for_words_in_a_row_or_anywhere_and_names_classes_that_there_are() -> None:
    listed = sections("en_events.txt")
    entries = [entry for head, lines in listed.items() if not head.startswith("@") for entry in " ".join(lines).split()]

    assert [entry for entry in entries if "_" in entry and "+" in entry] == []
    assert {part for entry in entries for part in entry.split("+") if part.startswith("@")} <= set(listed)
