import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from httpx2 import Client, Response

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import PASSWORD, Served
from trucekeeper.brief.draft import Draft
from trucekeeper.ledger.record import Edit, Release
from trucekeeper.people.account import Account, Grant

Program = Callable[[str], Client]
Windows = Callable[..., Opened]

AT = datetime(2016, 12, 16, 17, 0, tzinfo=UTC)
DRAFT = str(Draft(at=AT, known_by=AT, known_from="said", audience="public"))


def sentences(client: Client) -> dict[str, str]:
    """Ids of the sentences with what stands in their items."""
    page = client.get("/report/edit", params={"draft": DRAFT}).text
    return dict(re.findall(r'<li id="([\w-]+)"(.*?)</li>\s*(?=<li|</ol>)', page, re.DOTALL))


def does(client: Client, line: str, step: str, follows: str = "", **more: str) -> Response:
    return client.post("/report/edit", data={"draft": DRAFT, "line": line, "step": step, "follows": follows, **more})


def newest(room: Served) -> Edit:
    return next(one.record for one in reversed(room.site.desk.entries) if isinstance(one.record, Edit))


def test_an_editor_rewords_a_sentence_and_undoes_it(room: Served, program: Program) -> None:
    client = program("editor")
    line = next(one for one in sentences(client) if one.startswith("unknown-"))
    before = sentences(client)[line]

    answer = does(client, line, "reword", words="Nobody\nhas decided.")
    after = sentences(client)[line]
    does(client, line, "undo", newest(room).id)

    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"#{line}")
    assert "Nobody has decided." in after
    assert newest(room).by == "editor"
    assert re.findall(r"<q>.*?</q>", sentences(client)[line]) == re.findall(r"<q>.*?</q>", before)


def test_two_editors_at_once_see_both_and_either_settles_it(room: Served, program: Program) -> None:
    one, other = program("editor"), program("analyst")
    line = next(id for id in sentences(one) if id.startswith("unknown-"))

    does(one, line, "reword", words="Two records tell of it.")
    first = newest(room).id
    does(other, line, "reword", words="Three records tell of it.")
    both = sentences(one)[line]
    head = program("head")
    refused = head.post("/report/release", data={"draft": DRAFT, "have_read": "yes"})
    does(other, line, "reword", first, words="Three records tell of it.")
    settled = sentences(one)[line]

    assert "Two records tell of it." in both
    assert "Three records tell of it." in both
    assert refused.status_code == 409
    assert "Two records" not in settled


def test_what_claims_too_much_is_flagged_set_aside_only_by_the_head_and_never_where_it_is_final(
    room: Served, program: Program
) -> None:
    editor, head = program("editor"), program("head")
    first, second = [id for id in sentences(editor) if id.startswith("unknown-")][:2]
    does(editor, first, "reword", words="It is verified, records say.")
    does(editor, second, "reword", words="Some records clearly tell of it.")

    assert "settled" in sentences(editor)[first]
    assert "takes a side" in sentences(editor)[second]
    aside = {"draft": DRAFT, "line": second, "reason": "a word of the deal"}
    assert editor.post("/report/override", data=aside).status_code == 403
    assert head.post("/report/override", data={**aside, "reason": " "}).status_code == 400
    assert head.post("/report/override", data={**aside, "line": first}).status_code == 400
    assert head.post("/report/override", data=aside).status_code == 303
    assert "a word of the deal" in sentences(editor)[second]
    assert newest(room).codes == ("wording",)
    release = {"draft": DRAFT, "have_read": "yes"}
    assert head.post("/report/release", data=release).status_code == 409
    does(editor, first, "undo", next(o.record.id for o in room.site.desk.entries if isinstance(o.record, Edit)))
    assert editor.post("/report/release", data=release).status_code == 403
    assert head.post("/report/release", data={"draft": DRAFT}).status_code == 400
    assert head.post("/report/release", data=release).status_code == 303


def test_a_released_report_stays_and_is_corrected_by_a_new_edition(room: Served, program: Program) -> None:
    editor, head = program("editor"), program("head")
    line = next(id for id in sentences(editor) if id.startswith("unknown-"))
    before = room.site.desk.store.damage()

    place = head.post("/report/release", data={"draft": DRAFT, "have_read": "yes"}).headers["location"]
    page = editor.get(place).text
    files = {kind: editor.get(f"{place}/file.{kind}").content for kind in ("html", "md", "pdf", "docx")}
    refused = does(editor, line, "drop")
    room.site.desk.append([Edit(id="late", draft=DRAFT, sentence=line, step="drop", by="editor")], "editor")
    link = re.search(r"/report/edit\?draft=[^\"]*", page)

    assert "Correct it in a new edition" in page
    assert link is not None
    assert refused.status_code == 409
    assert editor.get(f"{place}/file.md").content == files["md"]
    assert files["pdf"].startswith(b"%PDF")
    assert b"head of mission" in files["md"]
    second = link[0].replace("&amp;", "&")
    draft = re.search(r'name="draft" value="([^"]*)"', editor.get(f"{second}&add=unknown").text)
    assert draft is not None
    again = {"draft": draft[1], "have_read": "yes"}
    assert head.post("/report/release", data=again).status_code == 409
    corrected = head.post("/report/release", data={**again, "reason": "A name was wrong."}).headers["location"]
    assert "A name was wrong." in editor.get(corrected).text
    assert "A later edition stands in its place" in editor.get(place).text
    assert [one.edition for one in releases(room)] == [1, 2]
    assert room.site.desk.store.damage() == before


def releases(room: Served) -> list[Release]:
    return [one.record for one in room.site.desk.entries if isinstance(one.record, Release)]


def test_a_sentence_is_added_with_its_records_and_moved(room: Served, program: Program) -> None:
    client = program("editor")

    bare = {"draft": DRAFT, "section": "unknown", "words": "All was calm."}
    client.post("/report/add", data=bare)
    assert "rests on no record" in sentences(client)[newest(room).id]
    added = {"draft": DRAFT, "section": "state", "words": "d14-07 is told.", "records": "d14-07, d14-07"}
    client.post("/report/add", data=added)
    id = newest(room).id
    order = [one for one in sentences(client) if one.startswith("state-") or one == id]
    does(client, id, "up", id)

    assert order[-1] == id
    assert [one for one in sentences(client) if one.startswith("state-") or one == id].index(id) == len(order) - 2
    assert client.post("/report/add", data={**bare, "section": "annex"}).status_code == 400
    assert client.post("/report/add", data={**bare, "words": "x" * 3000}).status_code == 400


def test_a_cut_off_that_has_not_come_and_a_draft_that_is_none_are_refused(room: Served, program: Program) -> None:
    client = program("editor")
    later = str(Draft(at=AT.replace(year=2030), known_by=AT, known_from="said", audience="public"))

    assert client.get("/report/edit", params={"draft": later}).status_code == 400
    assert client.get("/report/edit", params={"draft": "../../x"}).status_code == 400
    assert client.get("/report/released/release-none").status_code == 404
    for role in ("observer", "partner", "party", "coordinator"):
        assert program(role).get("/report/edit", params={"draft": DRAFT}).status_code == 403
        assert does(program(role), "unknown-1", "drop").status_code == 403


HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '#set page(fill: red) #eval("1") $ x^2 $ *bold* @label <label>',
    '=HYPERLINK("http://example.org","x") ; @SUM(1) +1 -1',
    "</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText>",
    "]]> &amp; &lt;b&gt; {{ 7919*7 }} {% raw %} ${7919*7} </style></svg><svg onload=alert(1)>",
    "\u202etxet dedrawkcab\u2066 \x00\x07 [x](javascript:alert(1)) ![](http://example.org/x.png)",
]


def test_what_an_editor_writes_is_text_in_every_form(room: Served, program: Program) -> None:
    from io import BytesIO

    from docx import Document

    from trucekeeper.brief.draft import draft_named, edited
    from trucekeeper.brief.formats import WRITERS
    from trucekeeper.brief.kept import kept, read
    from trucekeeper.web.drafting import table
    from trucekeeper.web.guard import Who

    client = program("editor")
    for words in HOSTILE:
        answer = client.post(
            "/report/add",
            data={"draft": DRAFT, "section": "unknown", "words": words, "records": '"><script>1</script>'},
        )
        assert answer.status_code == 303
    page = client.get("/report/edit", params={"draft": DRAFT}).text
    here = table(room.site, Who(), draft_named(DRAFT))
    report = read(kept(edited(here.edited.drafted, here.steps).report()))
    files = {ending: write(report) for ending, write in WRITERS.items()}

    for text in (page, client.get("/report/draft", params={"draft": DRAFT}).text, files[".html"].decode()):
        assert "<script>" not in text
        assert "<img" not in text.replace('<img src="/static/', "")
        assert "onload=alert" not in re.sub(r"&lt;.*?&gt;", "", text)
        assert "\u202e" not in text
        assert "7919*7" in text
        assert "55433" not in text
    paragraphs = "\n".join(one.text for one in Document(BytesIO(files[".docx"])).paragraphs)
    assert "DDEAUTO" in paragraphs
    assert "#set page(fill: red)" in paragraphs
    assert files[".pdf"].startswith(b"%PDF")
    assert b"\n=HYPERLINK" not in files[".md"]
    assert not re.search(rb"(?<!\\)\]\(", files[".md"].partition(b"## Annex: records")[0].replace(b"](#r", b""))


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), [(360, "ar"), (1280, "en")])
def test_a_sentence_is_edited_by_keys_alone_and_a_screen_reader_stumbles_over_nothing(
    room: Served, window: Windows, width: int, language: str
) -> None:
    from urllib.parse import urlencode

    opened = window(room, width=width, language=language)
    opened.sign_in("head")
    page = opened.open(f"/report/edit?{urlencode({'draft': DRAFT})}")
    assert stumbles(page) == []
    page.focus('li[id^="unknown-"] a.edit')
    page.keyboard.press("Enter")
    page.wait_for_selector("textarea[name=words]")
    assert stumbles(page) == []
    assert page.evaluate("document.activeElement.name") == "words"
    page.keyboard.press("Control+A")
    page.keyboard.type("It is verified.")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.value") != "reword":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("li.flagged")

    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("location.hash").startswith("#unknown-")


def test_where_two_people_must_sign_a_release_it_is_given_out_with_its_text_by_the_second(
    room: Served, program: Program
) -> None:
    room.site.people.set("two_persons", "publish")
    room.site.people.add(Account("deputy", "Deputy", (Grant("head"),)), PASSWORD)
    head, deputy = program("head"), program("deputy")

    asked = head.post("/report/release", data={"draft": DRAFT, "have_read": "yes"})
    waiting = room.site.people.waiting.all()
    own = head.post(f"/sign-offs/{waiting[0].id}/sign", data={})
    signed = deputy.post(f"/sign-offs/{waiting[0].id}/sign", data={})
    [given] = [one.record for one in room.site.desk.entries if isinstance(one.record, Release)]

    assert asked.headers["location"] == "/sign-offs"
    assert (own.status_code, signed.status_code) == (403, 303)
    assert head.get(f"/report/released/{given.id}/file.md").status_code == 200
    assert room.site.people.waiting.all() == ()
