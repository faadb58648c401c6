"""Texts of hostile reports are stored as they were said, and shown as text, whatever they hold."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from httpx2 import Client, HTTPError

from tests.web.conftest import Opened
from tests.web.served import PASSWORD, Served
from trucekeeper.ledger.record import Claim, Demand, Hold, Record, Source

SAID = datetime(2016, 12, 16, 17, 30, tzinfo=UTC)
HOSTILE = (
    "<script>window.pwned = 1</script>",
    '"><img src=x onerror="window.pwned = 1">',
    "{{ 7 * 7 }}{% for x in y %}",
    "</title></textarea><svg onload=window.pwned=1>",
    "javascript:window.pwned=1",
    "\u202eright to left\u2066\u0000",
    "=HYPERLINK(1)",
    "' OR 1=1 --",
    "../../etc/passwd",
    "%(number)s %s {0}",
)


def records() -> list[Record]:
    found: list[Record] = []
    for number, text in enumerate(HOSTILE):
        text = text.replace("\u0000", "")
        found += [
            Claim(
                id=f"h{number}<i>",
                speaker=text,
                clause="CF",
                incident=text,
                event="fire",
                said_at=SAID,
                words=text,
                actors=(text,),
            ),
            Hold(id=f"hold{number}", speaker=text, clauses=("A1",), holder=text[:150], reason=text, said_at=SAID),
            Demand(id=f"demand{number}", speaker=text, asks=text, said_at=SAID),
        ]
    return found


@pytest.mark.browser
def test_words_of_a_hostile_report_are_shown_and_never_run(room: Served, window: Callable[..., Opened]) -> None:
    room.site.desk.append(records(), "analyst")
    opened = window(room)
    opened.sign_in("admin")

    for path in ("/now", "/log", "/log?q=%3Cscript%3E", "/record/h0%3Ci%3E", "/record/hold1"):
        page = opened.open(path)
        assert page.evaluate("window.pwned") is None
        assert page.locator("main script, main img, main svg[onload]").count() == 0
    assert "<script>window.pwned = 1</script>" in opened.open("/record/h0%3Ci%3E").inner_text("main")


def test_a_template_in_a_record_stays_text(program: Callable[[str], Client], room: Served) -> None:
    room.site.desk.append(records(), "analyst")

    text = program("analyst").get("/log").text

    assert "{{ 7 * 7 }}" in text
    assert "%(number)s %s {0}" in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fcli/main.py", "/static//etc/passwd"],
)
def test_nothing_beside_the_static_files_is_served(room: Served, path: str) -> None:
    answer = Client().get(room.address + path)

    assert answer.status_code in {401, 404}
    assert "import" not in answer.text


def test_a_record_of_a_protected_source_is_not_found_by_those_who_may_not_know(
    program: Callable[[str], Client], room: Served
) -> None:
    source = Source(id="s1", publisher="a friend", text_sha256="0" * 64, kind="confidential")
    claim = Claim(id="c1", speaker="QUIET VOICE", clause="CF", incident="i", source="s1", said_at=SAID)
    room.site.desk.append([source, claim], "analyst")

    for role, sees in (("analyst", True), ("observer", False)):
        client = program(role)
        assert (client.get("/record/c1").status_code == 200) is sees
        assert (client.get("/api/records/c1").status_code == 200) is sees
        assert ("QUIET VOICE" in client.get("/api/records", params={"after": 165}).text) is sees


OUTSIDE = (
    "../secret",
    "..%2Fsecret",
    "....//secret",
    "/etc/hostname",
    "13dec.deal.md/../../secret",
    "secret\x00.geojson",
)


def test_no_name_in_an_address_or_form_leads_out_of_the_folder_of_deals(
    program: Callable[[str], Client], room: Served
) -> None:
    folder, head = room.site.deals.folder, program("head")
    for name in ("secret", "secret.deal.md", "secret.ops.md", "secret.geojson"):
        (folder.parent / name).write_text("zqOUTSIDEx", encoding="utf-8")
    before = {one: one.read_bytes() for one in folder.parent.iterdir() if one.is_file()}

    for name in OUTSIDE:
        for ending in ("", ".deal.md", ".ops.md", ".geojson"):
            asked = name + ending
            answers = [
                head.get("/deal", params={"version": asked, "compare": asked}),
                head.get("/exchange", params={"operation": asked}),
                head.get(f"/map/layer/{asked.replace(chr(0), '%00')}"),
                head.post("/deal/change", data={"version": asked, "block": "CF", "stamp": "0"}),
                head.post("/deal/undo", data={"version": asked}),
                head.post("/exchange/plan", data={"operation": asked}),
            ]
            assert all("zqOUTSIDEx" not in one.text and one.status_code < 500 for one in answers)
    assert head.get("/report/file.exe").status_code in {400, 404}
    assert {one: one.read_bytes() for one in folder.parent.iterdir() if one.is_file()} == before


def test_nobody_ends_a_key_or_session_of_somebody_else(program: Callable[[str], Client], room: Served) -> None:
    room.site.people.new_token("head", "mine")
    key = room.site.people.tokens("head")[0].key

    program("analyst").post(f"/account/keys/{key}/end")

    assert room.site.people.tokens("head")[0].ended_at is None


@pytest.mark.parametrize("chunked", [False, True])
def test_what_is_too_large_is_not_taken(program: Callable[[str], Client], room: Served, chunked: bool) -> None:
    before = room.site.desk.position
    piece = b" " * 2**20

    def pieces() -> Iterator[bytes]:
        yield from (piece for _ in range(17))

    try:
        answer = program("head").post(
            "/api/records",
            content=pieces() if chunked else piece * 17,
            headers={"content-type": "application/json"},
        )
    except HTTPError:
        pass  # the line was cut while it was still being sent
    else:
        assert answer.status_code in {400, 413}
    assert room.site.desk.position == before
    assert program("head").get("/api").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_an_unknown_way_of_asking_changes_nothing(program: Callable[[str], Client], room: Served, method: str) -> None:
    before = room.site.desk.position

    answer = getattr(program("head"), method)("/now")

    assert answer.status_code == 405
    assert room.site.desk.position == before


@pytest.mark.browser
def test_a_page_kept_after_signing_out_shows_nothing_any_more(room: Served, window: Callable[..., Opened]) -> None:
    page = window(room).sign_in("analyst")
    page.click("details.menu summary")
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in")

    page.go_back()

    page.wait_for_selector("[name=password]")
    assert page.locator("#board").count() == 0
    assert PASSWORD not in page.content()


@pytest.mark.browser
def test_now_is_usable_over_a_telephone_line_of_the_second_generation(
    room: Served, window: Callable[..., Opened]
) -> None:
    """800 ms there and back, 30 kB a second: no step of signing in and reading takes half a minute."""
    opened = window(room, width=360)
    session = opened.page.context.new_cdp_session(opened.page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 800, "downloadThroughput": 30_000, "uploadThroughput": 15_000},
    )
    opened.page.set_default_timeout(30_000)

    page = opened.sign_in("analyst")

    page.wait_for_selector("#t-holds .count")
    assert page.is_visible("#t-undecided")
