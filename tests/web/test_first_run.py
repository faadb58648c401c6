from collections.abc import Callable

import pytest
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import PASSWORD, Served


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_one_click_brings_a_story_to_practise_on(empty: Served, window: Callable[..., Opened], language: str) -> None:
    page = window(empty, language=language).open("/")
    assert stumbles(page) == []
    page.fill("[name=id]", "amal")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)

    page.click("button.main")

    page.wait_for_url("**/now")
    assert page.is_visible(".practice-mark")
    assert page.locator(".clauses tbody tr").count() == 4
    assert empty.site.desk.practice


def test_nobody_sets_up_a_place_twice(room: Served) -> None:
    form = {"id": "other", "password": PASSWORD, "again": PASSWORD, "begin": "real"}

    answer = Client().post(room.address + "/", data=form, headers={"origin": room.address, "accept": "text/html"})

    assert answer.status_code == 409
    assert "set up already" in answer.text


def test_two_different_passwords_set_up_nothing(empty: Served) -> None:
    form = {"id": "amal", "password": PASSWORD, "again": PASSWORD + "!", "begin": "real"}

    answer = Client().post(empty.address + "/", data=form, headers={"origin": empty.address, "accept": "text/html"})

    assert "the two passwords differ" in answer.text
    assert not empty.site.people.any()
    assert not empty.site.has_ledger
