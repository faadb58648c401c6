import re
from collections.abc import Sequence

import pytest
from starlette.requests import Request

from tools.strings import missing, strings
from trucekeeper.web.language import catalog, files_of, language_of, offered


def test_every_string_of_every_page_is_there_in_arabic() -> None:
    assert len(strings()) > 100
    assert list(missing("ar")) == [], "python -m tools.strings ar prints them"


@pytest.mark.parametrize("code", [one.code for one in offered() if one.code != "en"])
def test_a_translation_keeps_what_is_filled_in(code: str) -> None:
    lost = []
    for message in catalog(code):
        asked, said = forms(message.id) or [""], forms(message.string)
        # A form for exactly one or two may leave the number out.
        lost += [one for one in said if not named(one) <= named(asked[-1])]
        lost += [one for one in said[-1:] if named(one) != named(asked[-1])]

    assert lost == []


@pytest.mark.parametrize("code", [one.code for one in offered() if one.code != "en"])
def test_no_translation_is_for_a_string_that_is_gone(code: str) -> None:
    said = {one if isinstance(one, str) else one[0] for one in strings()}
    known = {one.id if isinstance(one.id, str) else one.id[0] for one in catalog(code) if one.id}

    assert files_of(code)
    assert known - said == set()


@pytest.mark.parametrize(
    ("asked", "code"), [("ar-SY,en;q=0.5", "ar"), ("de, en;q=0.8", "en"), ("", "en"), ("x;q=nonsense, ar;q=0.1", "ar")]
)
def test_a_browser_gets_its_language_where_there_is_one(asked: str, code: str) -> None:
    request = Request({"type": "http", "headers": [(b"accept-language", asked.encode())]})

    assert language_of(request).code == code


def forms(text: str | Sequence[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def named(text: str) -> set[str]:
    """The names that a text is filled with, as in `%(number)s`."""
    return set(re.findall(r"%\((\w+)\)s", text))
