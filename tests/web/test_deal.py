import re
from collections.abc import Callable
from pathlib import Path

import pytest
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Served
from trucekeeper.deal.said import say
from trucekeeper.web.deal_form import DealMistakeError, NoBlockError, rewritten
from trucekeeper.web.finding_words import finding_words
from trucekeeper.web.language import LANGUAGES

TEXT = """# Prose with `code` and  two spaces

```deal
deal D1: a deal
  zone: Africa/Johannesburg
party A: one side
  role: side
party B: the other
  role: side
must M1: leave   # a comment stays
  by: A
  do: leave the mill
  due: 2031-03-02 10:00
```
"""


def test_a_form_changes_one_value_and_no_other_byte() -> None:
    after = rewritten(TEXT, "d.deal.md", "M1", {"due": "2031-03-03 10:00", "by": "A"})

    assert after == TEXT.replace("2031-03-02", "2031-03-03")


def test_a_key_is_taken_out_with_its_line_and_a_new_one_follows_the_block() -> None:
    assert rewritten(TEXT, "d.deal.md", "M1", {"due": ""}) == TEXT.replace("  due: 2031-03-02 10:00\n", "")
    assert "  due: 2031-03-02 10:00\n  to: B\n" in rewritten(TEXT, "d.deal.md", "M1", {"to": "B"})


def test_lines_that_end_as_on_windows_go_on_doing_so() -> None:
    after = rewritten(TEXT.replace("\n", "\r\n"), "d.deal.md", "M1", {"to": "B"})

    assert after.count("\r\n") == after.count("\n")


@pytest.mark.parametrize(
    ("key", "value"),
    [("due", "tomorrow"), ("by", "NOBODY"), ("frobnicate", "x"), ("do\n```\n", "x"), ("do", "x ``` y\n```deal")],
)
def test_no_value_makes_a_text_with_a_mistake(key: str, value: str) -> None:
    try:
        after = rewritten(TEXT, "d.deal.md", "M1", {key: value})
    except DealMistakeError as error:
        assert "not saved" in error.message
    else:
        assert after.count("\n") == TEXT.count("\n")
        assert after.count("```deal") == 1 or "x ``` y ```deal" in after


def test_a_block_that_is_gone_is_said_to_be() -> None:
    with pytest.raises(NoBlockError):
        rewritten(TEXT, "d.deal.md", "M9", {"due": ""})


@pytest.mark.browser
def test_a_drafter_moves_a_deadline_and_takes_it_back(room: Served, window: Callable[..., Opened]) -> None:
    file = room.site.deals.folder / "repaired.deal.md"
    before = file.read_bytes()
    opened = window(room)
    opened.sign_in("drafter")
    page = opened.open("/deal?version=repaired.deal.md&block=A1")

    field = page.locator('input[name="v-people"]')
    assert field.input_value() == "15000"
    field.fill("14000")
    page.click(".block-form button.main")
    page.wait_for_selector(".done-mark")

    assert file.read_bytes() == before.replace(b"people: 15000", b"people: 14000", 1)
    page.click("form[action='/deal/undo'] button")
    page.wait_for_selector(".text")
    assert file.read_bytes() == before


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_findings_stand_at_their_lines_and_nobody_stumbles(
    room: Served, window: Callable[..., Opened], width: int, language: str
) -> None:
    opened = window(room, width=width, language=language)
    opened.sign_in("drafter")
    page = opened.open("/deal?version=15dec.deal.md&compare=13dec.deal.md")

    assert page.locator(".text li.found").count() > 3
    assert page.locator(".text li.found .here >> text=D01").count() >= 1
    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_findings_and_the_picture_of_waits_are_in_the_language_of_the_reader(
    room: Served, program: Callable[[str], Client]
) -> None:
    arabic = program("drafter").get("/deal?version=13dec.deal.md", headers={"accept-language": "ar"}).text

    assert "لا أحد يقرّر هل نُفّذ البند أم لا" in arabic
    assert "nobody decides" not in arabic and "write for example" not in arabic
    assert "15,000 شخص" in arabic and "15,000 people" not in arabic
    assert "عدة أطراف أو آخرون" in arabic and "Who waits for whom" not in arabic


def test_where_findings_are_told_in_english_alone_a_screen_reader_is_told_so(
    room: Served, program: Callable[[str], Client]
) -> None:
    french = program("drafter").get("/deal?version=13dec.deal.md", headers={"accept-language": "fr"}).text

    assert re.search('<span lang="en"><bdi dir="auto">nobody decides', french)
    assert "15 000 personnes" in french.replace("\u202f", " ").replace("&#8239;", " ")


def test_a_name_in_a_finding_neither_opens_nor_ends_a_stretch() -> None:
    shown = str(
        finding_words(
            say("{name} guarantees, but nothing says when it must act, or what it may do", name="x\u2069<b>\u2066y"),
            LANGUAGES["ar"],
        )
    )

    assert "<b>" not in shown and shown.count("<bdi") == shown.count("</bdi>") == 1
    assert "U+2069" in shown


def test_a_deal_whose_clauses_wait_in_a_circle_shows_which(room: Served, program: Callable[[str], Client]) -> None:
    text = "```deal\ndeal D: d\nparty A: a\n  role: side\nparty B: b\n  role: side\n"
    text += "must M: m\n  by: A\n  do: go\n  after: N\nmust N: n\n  by: B\n  do: go\n  after: M\n```\n"
    (room.site.deals.folder / "circle.deal.md").write_text(text)

    page = program("drafter").get("/deal?version=circle.deal.md").text

    assert "thick: waits in a circle" in page


def test_two_drafters_do_not_write_over_each_other(room: Served, program: Callable[[str], Client]) -> None:
    asked = {"version": "13dec.deal.md", "block": "A1", "stamp": "an older state", "v-people": "1"}

    answer = program("drafter").post("/deal/change", data=asked)

    assert answer.status_code == 400
    assert "changed meanwhile" in answer.json()["error"]["message"]


def test_only_who_writes_the_deal_changes_it(room: Served, program: Callable[[str], Client]) -> None:
    for role in ("observer", "party", "partner", "coordinator"):
        assert program(role).post("/deal/change", data={"version": "13dec.deal.md"}).status_code == 403


@pytest.mark.parametrize("name", ["../people.db", "/etc/passwd", "13dec.deal.md/../../x", ""])
def test_no_name_leads_out_of_the_folder(room: Served, program: Callable[[str], Client], name: str) -> None:
    client = program("drafter")

    assert client.post("/deal/undo", data={"version": name}).status_code in {404, 422}
    assert client.get("/deal", params={"version": name}).status_code == 200
    assert not [one for one in Path(room.site.deals.folder).iterdir() if one.suffix == ".before"]
