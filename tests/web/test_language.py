import re
from collections.abc import Callable, Sequence

import pytest
from httpx2 import Client
from starlette.requests import Request

from tests.web.served import Served
from tools.strings import missing, strings
from trucekeeper.ledger.record import Claim
from trucekeeper.web.language import catalog, files_of, language_of, offered, translations

#: All but English, named one by one, so that no language goes missing unseen.
TRANSLATED = ("ar", "fr", "ru")


def test_a_reader_may_have_the_pages_in_english_arabic_french_and_russian() -> None:
    assert tuple(one.code for one in offered()) == ("en", *TRANSLATED)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_string_of_every_page_is_there_in_each_language_with_all_its_plurals(code: str) -> None:
    assert len(strings()) > 100
    assert list(missing(code)) == [], f"python -m tools.strings {code} prints them"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "fr",
            {0: "0 heure", 1: "1 heure", 2: "2 heures", 6: "6 heures", 72: "72 heures", 1_000_000: "1000000 heures"},
        ),
        ("ru", {1: "1 час", 2: "2 часа", 5: "5 часов", 11: "11 часов", 12: "12 часов", 21: "21 час", 24: "24 часа"}),
    ],
)
def test_a_number_gets_the_plural_that_its_language_asks_for(code: str, said: dict[int, str]) -> None:
    for number, words in said.items():
        assert translations(code).ngettext("%(num)s hour", "%(num)s hours", number) % {"num": number} == words


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_what_is_filled_in(code: str) -> None:
    lost = []
    for message in catalog(code):
        if not message.id:
            continue  # what a file says of itself
        asked, said = forms(message.id), forms(message.string)
        # A form for exactly one or two may leave the number out.
        lost += [one for one in said if not named(one) <= named(asked[-1])]
        lost += [one for one in said[-1:] if named(one) != named(asked[-1])]
        lost += [one for one in said if signs(one) != signs(asked[-1])]

    assert lost == []


@pytest.mark.parametrize("code", ["fr", "ru"])
def test_french_and_russian_leave_the_number_in_every_plural(code: str) -> None:
    """Their forms for one are for 21 or for none too."""
    plurals = [one for one in catalog(code) if isinstance(one.id, tuple | list)]

    assert plurals
    assert [one.string for one in plurals for form in forms(one.string) if named(form) != named(one.id[-1])] == []


@pytest.mark.parametrize(
    ("code", "earlier", "previous"), [("ar", "قبل", "السابق"), ("fr", "avant", "précédente"), ("ru", "до", "назад")]
)
def test_one_english_word_with_two_meanings_has_two_translations(code: str, earlier: str, previous: str) -> None:
    """`before` a change of the text, and the proposal `before` this one."""
    assert translations(code).gettext("before") == earlier
    assert translations(code).pgettext("the proposal", "before") == previous


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_for_a_string_that_is_gone(code: str) -> None:
    said = {one if isinstance(one, str) else one[0] for one in strings()}
    known = {
        f"{one.context}\x04{one.id}" if one.context else one.id if isinstance(one.id, str) else one.id[0]
        for one in catalog(code)
        if one.id
    }

    assert files_of(code)
    assert known - said == set()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("ar-SY,en;q=0.5", "ar"),
        ("de, en;q=0.8", "en"),
        ("", "en"),
        ("fr-BE, en", "fr"),
        ("uk, ru;q=0.7", "ru"),
        ("x;q=nonsense, ar;q=0.1", "ar"),
    ],
)
def test_a_browser_gets_its_language_where_there_is_one(asked: str, code: str) -> None:
    request = Request({"type": "http", "headers": [(b"accept-language", asked.encode())]})

    assert language_of(request).code == code


def forms(text: str | Sequence[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def named(text: str) -> set[tuple[str, str]]:
    """The names that a text is filled with, as in `%(number)s` and `{found}`."""
    return set(re.findall(r"%\((\w+)\)s|\{(\w+)\}", text))


def signs(text: str) -> int:
    """How many per cent signs there are that are not of a name; a single one breaks the page."""
    return len(re.findall(r"%(?!\(\w+\)s)", text))


def test_words_of_records_out_of_a_list_are_in_the_language_of_the_reader(program: Callable[[str], Client]) -> None:
    client = program("analyst")

    def page(path: str) -> str:
        return client.get(path, headers={"accept-language": "ar"}).text

    record, log, calls = page("/record/d14-07"), page("/log"), page("/enter?kind=contact")
    assert "<small>ادعاء</small>" in record
    assert "مشاهدة شخصية" in record and "own observation" not in record
    assert '<option value="vehicle movement">حركة مركبات</option>' in log
    assert '<option value="radio" label="لاسلكي">' in calls
    assert '<option value="unknown">غير معروف</option>' in page("/enter?kind=claim")


def test_a_name_that_is_also_a_word_of_a_list_stays_as_it_was_written(
    room: Served, program: Callable[[str], Client]
) -> None:
    said = room.site.now()
    room.site.desk.append([Claim(id="x-1", speaker="camera", side="GOV", clause="N", said_at=said)], "analyst")

    record = program("analyst").get("/record/x-1", headers={"accept-language": "ar"}).text

    assert '<bdi dir="auto">camera</bdi>' in record and '<bdi dir="auto">N</bdi>' in record
