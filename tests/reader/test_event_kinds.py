"""What a proposition is about is told by the deed, not by the thing that it was done with or to."""

import pytest

from trucekeeper.reader.event import event
from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.tongues.tables import tongue


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
    ],
)
def test_a_russian_or_arabic_deed_is_told_from_its_things(language: str, words: str, kind: str) -> None:
    assert tongue(language).event(words.split()) == kind


def test_an_entry_of_the_list_asks_for_words_in_a_row_or_anywhere_and_names_classes_that_there_are() -> None:
    listed = sections("en_events.txt")
    entries = [entry for head, lines in listed.items() if not head.startswith("@") for entry in " ".join(lines).split()]

    assert [entry for entry in entries if "_" in entry and "+" in entry] == []
    assert {part for entry in entries for part in entry.split("+") if part.startswith("@")} <= set(listed)
