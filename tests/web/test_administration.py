from collections.abc import Callable

import pytest
from httpx2 import Client

from tests.web.conftest import Opened
from tests.web.served import PASSWORD, Moving, Served
from trucekeeper.people.totp import code, step_of


@pytest.mark.browser
def test_somebody_new_gets_a_role_at_one_place_and_signs_in(room: Served, window: Callable[..., Opened]) -> None:
    page = window(room).sign_in("admin", "/people")
    page.fill("section [name=id]", "nour")
    page.fill("section [name=password]", PASSWORD)
    page.select_option("section [name=role]", "observer")
    page.fill("section [name=places]", "FOUA")

    page.click("text=Create the account")

    page.wait_for_selector("#account-nour")
    assert "FOUA" in page.inner_text("#account-nour")
    other = window(room).sign_in("nour")
    assert other.locator("nav a").all_inner_texts()[0] == "Now"
    assert "People" not in other.inner_text("nav")


@pytest.mark.browser
def test_a_second_step_is_asked_for_once_it_is_switched_on(
    room: Served, window: Callable[..., Opened], clock: Moving
) -> None:
    import base64

    opened = window(room)
    page = opened.sign_in("analyst", "/account")
    shown = page.inner_text("p.mono code")
    secret = base64.b32decode(shown + "=" * (-len(shown) % 8))
    page.fill("form[action='/account/second-step'] [name=code]", code(secret, step_of(clock.at)))
    page.click("text=Switch it on")
    page.wait_for_selector("text=Switch it off")

    fresh = window(room).open("/sign-in")
    fresh.fill("[name=id]", "analyst")
    fresh.fill("[name=password]", PASSWORD)
    fresh.click("button.main")

    fresh.wait_for_selector("[role=alert]")
    assert room.site.people.account("analyst").second_step


def test_nobody_but_an_admin_reaches_people_and_settings(program: Callable[[str], Client]) -> None:
    roles = ("head", "analyst", "coordinator", "drafter", "editor", "observer", "partner", "party")

    answers = {(role, path): program(role).get(path).status_code for role in roles for path in ("/people", "/settings")}

    assert set(answers.values()) == {403}
    assert program("admin").post("/people/analyst/close", data={}).status_code == 303


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"id": "x y", "password": PASSWORD, "role": "observer"}, "cannot be the name of an account"),
        ({"id": "nour", "password": "short", "role": "observer"}, "this password is not taken"),
        ({"id": "nour", "password": PASSWORD, "role": "king"}, "there is no role"),
        ({"id": "nour", "password": PASSWORD, "role": "party"}, "needs the party"),
        ({"id": "nour", "password": PASSWORD, "role": "observer", "places": "ATLANTIS"}, "no text of the deal has"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_the_reason(
    program: Callable[[str], Client], room: Served, form: dict[str, str], told: str
) -> None:
    answer = program("admin").post("/people", data=form)

    assert told in answer.text.replace("&#34;", '"')
    assert "nour" not in {one.id for one in room.site.people.accounts()}


def test_settings_that_cannot_be_change_nothing(program: Callable[[str], Client], room: Served) -> None:
    before = dict(room.site.people.settings())

    answers = [
        program("admin").post("/settings", data=form).text
        for form in ({"zone": "Mars/Base"}, {"cut_off": "25:00"}, {"clock": "soon"})
    ]

    assert "there is no time zone" in answers[0]
    assert "is no time of day" in answers[1]
    assert dict(room.site.people.settings()) == before


def test_a_practice_clock_moves_the_page(program: Callable[[str], Client], room: Served) -> None:
    form = {"cut_off": "20:00", "known_from": "said", "clock": "2016-12-14T04:30"}

    program("admin").post("/settings", data=form)

    assert "14 Dec 2016 04:30" in program("analyst").get("/now", headers={"accept": "text/html"}).text


@pytest.mark.parametrize(("q", "found"), [("buses", True), ("الحافلات", False), ("nothing of the kind", False)])
def test_the_log_is_searched(program: Callable[[str], Client], q: str, found: bool) -> None:
    text = program("analyst").get("/log", params={"q": q}).text

    assert ("entry-" in text) == found


def test_the_log_leafs_back_to_the_first_entry(program: Callable[[str], Client]) -> None:
    client = program("analyst")
    seen: list[int] = []
    address = "/log"
    while address:
        text = client.get(address).text
        seen += [int(part.split('"')[0]) for part in text.split('id="entry-')[1:]]
        address = (
            text.split('class="button" href="', 1)[1].split('"')[0].replace("&amp;", "&") if "Further" in text else ""
        )

    assert seen == list(range(171, 0, -1))
