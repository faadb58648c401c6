import re
from collections.abc import Callable, Iterator

import pytest
from fastapi.routing import APIRoute
from httpx2 import Client, Response

from tests.web.served import PASSWORD, Served
from trucekeeper.people.account import Grant
from trucekeeper.web.app import ROUTERS, make_app
from trucekeeper.web.guard import Need
from trucekeeper.web.headers import HEADERS, POLICY
from trucekeeper.web.pages import PAGES
from trucekeeper.web.vendor import differences

#: Open to somebody without an account: where one signs in, and the first run.
OPEN = {"/", "/sign-in", "/sign-out", "/language", "/sign-in/provider", "/sign-in/provider/back"}


def routes() -> Iterator[APIRoute]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute), f"{route} is not guarded"
            yield route


def test_the_application_answers_with_nothing_but_these_routes(empty: Served) -> None:
    others = [one for one in make_app(empty.site).routes if getattr(one, "original_router", None) not in ROUTERS]

    assert [getattr(one, "path", None) for one in others] == ["/static"]


def test_every_route_says_who_may_use_it() -> None:
    found = list(routes())

    assert len(found) > 5
    assert [one.path for one in found if not isinstance(getattr(one.endpoint, "__need__", None), Need)] == []
    assert {one.path for one in found if getattr(one.endpoint, "__need__").action is None} <= OPEN  # noqa: B009


def test_nobody_without_an_account_gets_anything(room: Served) -> None:
    client = Client(base_url=room.address)
    closed = [one for one in routes() if one.path not in OPEN]

    answers = {(method, one.path): ask(client, room, method, one) for one in closed for method in one.methods or ()}

    assert {place: answer.status_code for place, answer in answers.items() if answer.status_code != 401} == {}


def ask(client: Client, room: Served, method: str, route: APIRoute) -> Response:
    path = re.sub(r"\{\w+(:path)?\}", "0", route.path)
    return client.request(method, path, headers={"origin": room.address})


@pytest.mark.parametrize("path", ["/now", "/static/base.css", "/static/nothing", "/nothing", "/record/nothing"])
def test_every_answer_carries_the_policy(program: Callable[[str], Client], path: str) -> None:
    answer = program("analyst").get(path)

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in POLICY


def test_a_form_of_another_site_changes_nothing(room: Served) -> None:
    form = {"id": "analyst", "password": PASSWORD}
    client = Client(base_url=room.address)

    strangers = [
        client.post("/sign-in", data=form, headers={"origin": "https://elsewhere.example"}),
        client.post("/sign-in", data=form, headers={"sec-fetch-site": "cross-site", "origin": room.address}),
        client.post("/sign-in", data=form, headers={"sec-fetch-site": "same-site", "origin": room.address}),
        client.post("/sign-in", data=form),
    ]

    assert [one.status_code for one in strangers] == [403, 403, 403, 403]
    assert strangers[0].json()["error"]["code"] == "ForeignRequest"


def test_a_form_without_the_token_of_its_session_changes_nothing(room: Served) -> None:
    client = Client(base_url=room.address, headers={"origin": room.address})
    client.post("/sign-in", data={"id": "analyst", "password": PASSWORD})

    answer = client.post("/sign-out", data={"form_token": "guessed"})

    assert answer.json()["error"]["code"] == "StaleForm"
    assert client.get("/now").status_code == 200


def test_after_signing_in_nobody_is_led_elsewhere(room: Served) -> None:
    client = Client(base_url=room.address, headers={"origin": room.address})
    places = [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "/a\r\nb",
    ]

    led = [
        client.post("/sign-in", data={"id": "head", "password": PASSWORD, "next": one}, headers=token(client))
        for one in places
    ]

    assert {one.headers["location"] for one in led} == {"/"}


def token(client: Client) -> dict[str, str]:
    """The token of the session that a client has, as htmx sends it."""
    page = client.get("/sign-in").text
    return {"x-form-token": page.split('name="form_token" value="', 1)[1].split('"', 1)[0]}


def test_a_session_cookie_is_out_of_reach_for_scripts_and_other_sites(room: Served) -> None:
    client = Client(base_url=room.address, headers={"origin": room.address})

    answer = client.post("/sign-in", data={"id": "analyst", "password": PASSWORD})

    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_wrong_passwords_are_slowed_down_and_tell_nothing(room: Served) -> None:
    client = Client(base_url=room.address, headers={"origin": room.address})

    known = client.post("/sign-in", data={"id": "analyst", "password": "wrong wrong wrong"})
    unknown = client.post("/sign-in", data={"id": "nobody", "password": "wrong wrong wrong"})
    for _ in range(4):
        client.post("/sign-in", data={"id": "analyst", "password": "wrong wrong wrong"})
    right = client.post("/sign-in", data={"id": "analyst", "password": PASSWORD})

    assert known.status_code == unknown.status_code == 401
    assert known.text.replace("analyst", "") == unknown.text.replace("nobody", "")
    assert right.status_code == 429


@pytest.mark.parametrize("role", ["partner", "party"])
def test_whoever_looks_on_from_outside_does_not_see_the_desk(program: Callable[[str], Client], role: str) -> None:
    client = program(role)
    desk = (
        "/deal",
        "/inbox",
        "/exchange",
        "/enter",
        "/report",
        "/log",
        "/people",
        "/settings",
        "/api/status",
        "/api/inbox",
    )

    assert {path: client.get(path).status_code for path in desk} == dict.fromkeys(desk, 403)
    now = client.get("/now").text
    assert "How to read this report" in now
    assert 'id="undecided"' not in now
    assert client.get("/record/d13-08").status_code == 200


def test_a_page_as_seen_by_an_audience_shows_no_more_than_that_audience_gets(program: Callable[[str], Client]) -> None:
    desk, partner = program("analyst"), program("partner")

    assert "as-seen-by=partner" in desk.get("/now?as-seen-by=partner").text
    for path in ("/api/records", "/api/records/d13-08"):
        assert desk.get(f"{path}?as-seen-by=partner").json() == partner.get(path).json()
    assert desk.get("/log?as-seen-by=partner").status_code == 403
    assert desk.post("/enter?as-seen-by=partner", data={"kind": "claim"}).status_code == 403
    assert desk.get("/now?as-seen-by=internal").status_code == 403
    assert partner.get("/now?as-seen-by=party:GOV").status_code == 403


def test_a_grant_bound_to_a_place_binds_the_form_too(room: Served, program: Callable[[str], Client]) -> None:
    room.site.people.change("observer", grants=(Grant("observer", places=("RAMOUSEH",)),))
    form = {
        "kind": "patrol",
        "number": "PATROL-1",
        "said": "2016-12-16T19:00",
        "from": "2016-12-16T18:00",
        "until": "2016-12-16T18:30",
    }

    refused = program("observer").post("/enter", data={**form, "place": "RASHIDIN"})
    taken = program("observer").post("/enter", data={**form, "place": "RAMOUSEH"})

    assert (refused.status_code, taken.status_code) == (403, 303)


def test_a_key_that_was_ended_opens_nothing(room: Served) -> None:
    secret = room.site.people.new_token("analyst", "old")
    client = Client(base_url=room.address, headers={"authorization": f"Bearer {secret}"})
    assert client.get("/now").status_code == 200

    room.site.people.end_token("analyst", room.site.people.tokens("analyst")[0].key)

    assert client.get("/now").status_code == 401


def test_every_page_of_the_navigation_is_a_route() -> None:
    paths = {one.path for one in routes()}

    assert [one.path for one in PAGES if one.path not in paths] == []


def test_what_was_vendored_is_what_was_fetched() -> None:
    assert differences() == []
