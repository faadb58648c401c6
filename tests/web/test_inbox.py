from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Served
from trucekeeper.ledger.record import Claim, Entry, Review, Source, Withdrawal
from trucekeeper.ledger.store import Proposal
from trucekeeper.reader.ranking import UNTAUGHT, ordered, ranked
from trucekeeper.web.desk import Desk
from trucekeeper.web.guard import Who
from trucekeeper.web.routes.inbox import _clauses as choices_of
from trucekeeper.web.sight import seen_by
from trucekeeper.web.waiting import first_of, same_words

Program = Callable[[str], Client]
Windows = Callable[..., Opened]

REPORTS = Path(__file__).parents[2] / "examples" / "aleppo-2016" / "reports"


def read_in(room: Served, client: Client, name: str, publisher: str = "an agency") -> str:
    """Paste one of the example's reports; gives the id of its source."""
    answer = client.post(
        "/inbox/read",
        data={
            "text": (REPORTS / name).read_text(encoding="utf-8"),
            "publisher": publisher,
            "published": "2016-12-14T14:00",
        },
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("source=")[2]


def texts() -> list[str]:
    return sorted(one.name for one in REPORTS.glob("*.txt"))


def test_a_report_is_pasted_once_and_its_proposals_wait(room: Served, program: Program) -> None:
    client = program("analyst")
    before = room.site.desk.position

    source = read_in(room, client, texts()[0])
    again = read_in(room, client, texts()[0])

    waiting = [one for one in room.site.desk.inbox() if one.source == source]
    assert source == again
    assert len(waiting) > 3
    assert room.site.desk.position == before + 1


def test_what_is_confirmed_is_a_record_with_a_name_on_it_and_what_is_corrected_is_kept(
    room: Served, program: Program
) -> None:
    client = program("analyst")
    source = read_in(room, client, texts()[0])
    one = next(each for each in room.site.desk.inbox() if each.source == source and each.body["speaker"])

    answer = client.post(
        "/inbox/decide", data={"id": one.id, "what": "confirm", "speaker": "a spokesman", "side": "OPP"}
    )

    assert answer.status_code == 303
    entry = room.site.desk.entry(one.id)
    assert entry is not None
    assert (entry.entered_by, entry.record.speaker, entry.record.side) == ("analyst", "a spokesman", "OPP")  # type: ignore[union-attr]


def test_who_sets_aside_says_why(room: Served, program: Program) -> None:
    client = program("analyst")
    source = read_in(room, client, texts()[0])
    one = next(each for each in room.site.desk.inbox() if each.source == source)

    silent = client.post("/inbox/decide", data={"id": one.id, "what": "reject"})
    told = client.post("/inbox/decide", data={"id": one.id, "what": "reject", "reason": "wrong speaker"})
    twice = client.post("/inbox/decide", data={"id": one.id, "what": "reject", "reason": "wrong speaker"})

    assert silent.status_code == 400
    assert told.status_code == 303
    assert "decided meanwhile" in twice.json()["error"]["message"]
    reviews = [each.record for each in room.site.desk.entries if isinstance(each.record, Review)]
    assert reviews[-1].reason == "wrong speaker"


def test_a_confirmation_is_taken_back_by_a_record_and_nothing_is_deleted(room: Served, program: Program) -> None:
    client = program("analyst")
    source = read_in(room, client, texts()[0])
    one = next(each for each in room.site.desk.inbox() if each.source == source)
    client.post("/inbox/decide", data={"id": one.id, "what": "confirm"})
    position = room.site.desk.position

    assert program("head").post("/inbox/undo", data={"record": one.id}).status_code == 404
    assert client.post("/inbox/undo", data={"record": one.id}).status_code == 303

    assert room.site.desk.position == position + 1
    assert isinstance(room.site.desk.entries[-1].record, Withdrawal)
    assert room.site.desk.entry(one.id) is not None


def test_the_same_words_in_another_report_are_one_origin(room: Served, program: Program) -> None:
    client = program("analyst")
    name = texts()[0]
    first = read_in(room, client, name)
    text = (REPORTS / name).read_text(encoding="utf-8") + "\nThe same was told elsewhere.\n"
    form = {"text": text, "publisher": "another agency", "published": "2016-12-14T15:00"}
    second = str(client.post("/inbox/read", data=form).headers["location"]).partition("source=")[2]
    one = next(
        each
        for each in room.site.desk.inbox()
        if each.source == first and each.body["speaker"] and each.body["act"] == "accuses"
    )
    client.post("/inbox/decide", data={"id": one.id, "what": "confirm"})
    twin = next(
        each for each in room.site.desk.inbox() if each.source == second and each.body["words"] == one.body["words"]
    )

    shown = client.get("/inbox", params={"source": second, "p": twin.id}).text
    client.post("/inbox/decide", data={"id": twin.id, "what": "confirm", "repeats": one.id})

    assert "one origin" in shown
    entry = room.site.desk.entry(twin.id)
    assert entry is not None and isinstance(entry.record, Claim)
    assert entry.record.relays == one.id


def test_an_origin_is_found_by_its_words_and_not_by_going_through_the_ledger(
    room: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, at = room.site, room.site.now()
    body = {"words": "They shelled the crossing.", "speaker": {"text": "A spokesman"}}
    many = [Claim(id=f"m-{n}", speaker="somebody", words=f"words {n}", said_at=at) for n in range(50)]
    same = Claim(id="same", speaker="a spokesman", words="they shelled the  crossing.", said_at=at, source="s-1")
    site.desk.append([Source(id="s-1", publisher="radio", text_sha256="0" * 64, said_at=at), *many, same], "analyst")
    looked_at: list[str] = []

    def counting(who: Who, desk: Desk, entries: Iterable[Entry]) -> Iterator[Entry]:
        for one in seen_by(who, desk, entries):
            looked_at.append(one.record.id)
            yield one

    monkeypatch.setattr("trucekeeper.web.waiting.seen_by", counting)
    head = Who(site.people.account("head"))

    found = same_words(site.desk, head, body, "s-2")
    assert found is not None and found.record.id == "same"
    assert looked_at == ["same"]
    assert same_words(site.desk, head, body, "s-1") is None, "the report that is read does not repeat itself"

    site.desk.append([Withdrawal(id="w-1", withdraws="same", reason="typed twice", said_at=at)], "analyst")
    assert same_words(site.desk, head, body, "s-2") is None, "what was withdrawn is nobody's origin"


WIRE = (
    "The spokesman of the Russian centre said on Wednesday that rebels shelled the convoy at Ramousa at noon and that "
    "{n} people were hurt. The buses, he said, stood for four hours on the road between Ramousa and the motorway, and "
    "nobody on them had been given water or told how long the wait would last."
)
AROUND = "Our correspondent writes from the border. "


def laid_in(client: Client, text: str, publisher: str, published: str) -> str:
    form = {"text": text, "publisher": publisher, "published": published}
    return str(client.post("/inbox/read", data=form).headers["location"]).partition("source=")[2]


def accusation(room: Served, source: str) -> Proposal:
    return next(one for one in room.site.desk.inbox() if one.source == source and "shelled" in one.body["words"])


def test_a_report_that_tells_another_one_again_says_so_and_how_much_of_it(room: Served, program: Program) -> None:
    client = program("analyst")
    first = laid_in(client, WIRE.format(n=7), "an agency", "2016-12-14T14:00")
    second = laid_in(client, AROUND + WIRE.format(n=7), "a paper", "2016-12-14T15:00")
    other = read_in(room, client, texts()[0])

    later, earlier = (client.get("/inbox", params={"source": one}).text for one in (second, first))

    assert "Perhaps one origin" in later and "100% of the shorter text" in later
    assert f'href="/inbox?source={first}"' in later.partition("h-twins")[2].partition("</section>")[0]
    assert f'href="/inbox?source={second}"' in earlier.partition("h-twins")[2].partition("</section>")[0]
    assert "Perhaps one origin" not in client.get("/inbox", params={"source": other}).text


def test_one_wire_in_two_papers_is_confirmed_as_told_again_and_counts_once(room: Served, program: Program) -> None:
    client = program("analyst")
    first = laid_in(client, WIRE.format(n=7), "an agency", "2016-12-14T14:00")
    cut = AROUND + WIRE.format(n=7).replace("on Wednesday that rebels", "that rebels")
    second = laid_in(client, cut.replace(" at noon", " around noon"), "a paper", "2016-12-14T15:00")
    one, twin = accusation(room, first), accusation(room, second)

    undecided = client.get("/inbox", params={"source": second, "p": twin.id}).text
    at_first = client.get("/inbox", params={"source": first, "p": one.id}).text
    client.post("/inbox/decide", data={"id": one.id, "what": "confirm"})
    offered = client.get("/inbox", params={"source": second, "p": twin.id}).text
    unknown = client.post("/inbox/decide", data={"id": twin.id, "what": "again", "origin": "no-such-record"})
    none = client.post("/inbox/decide", data={"id": twin.id, "what": "again"})
    left = [each.id for each in room.site.desk.inbox()]
    done = client.post("/inbox/decide", data={"id": twin.id, "what": "again", "origin": one.id})

    assert f"p={one.id}" in undecided and 'data-key="o"' in undecided and 'value="again"' not in undecided
    assert 'data-key="o"' not in at_first, "of two reports only the later one sends to the other"
    assert 'data-key="r"' in offered and f'name="origin" value="{one.id}"' in offered
    assert offered.index('value="confirm"') < offered.index('value="again"'), "Enter in a field presses the first one"
    assert (unknown.status_code, none.status_code, done.status_code) == (404, 404, 303)
    assert twin.id in left, "nothing is decided without a record that is its origin"
    original, again = (room.site.desk.entry(each.id) for each in (one, twin))
    assert original is not None and again is not None
    assert again.record.relays == one.id  # type: ignore[union-attr]
    assert original.record.relays is None  # type: ignore[union-attr]


def test_what_was_withdrawn_is_offered_as_no_origin(room: Served, program: Program) -> None:
    client = program("analyst")
    first = laid_in(client, WIRE.format(n=7), "an agency", "2016-12-14T14:00")
    second = laid_in(client, WIRE.format(n=7).replace("at noon", "around noon"), "a paper", "2016-12-14T15:00")
    one, twin = accusation(room, first), accusation(room, second)
    client.post("/inbox/decide", data={"id": one.id, "what": "confirm"})
    client.post("/inbox/undo", data={"record": one.id})

    assert 'data-key="r"' not in client.get("/inbox", params={"source": second, "p": twin.id}).text


def taught(room: Served) -> None:
    """Decide enough for the order to speak: what others said is confirmed, what the author tells is set aside."""
    waiting = room.site.desk.inbox()
    said = [one for one in waiting if one.body["speaker"]][:12]
    told = [one for one in waiting if not one.body["speaker"]][:10]
    assert (len(said), len(told)) == (12, 10)
    for one in said:
        room.site.desk.decide(one.id, "rejected", by="analyst", reason="known already")
    for one in told:
        claim = Claim(id=f"made-of-{one.id}", speaker="an agency", said_at=room.site.now())
        room.site.desk.decide(one.id, "confirmed", by="analyst", records=[claim])


def test_a_report_is_gone_through_in_the_order_that_earlier_decisions_teach_and_the_page_says_so(
    room: Served, program: Program
) -> None:
    client = program("analyst")
    for name in texts()[:8]:
        read_in(room, client, name)
    assert "decided in this ledger before" not in client.get("/inbox").text
    taught(room)
    source = next(one.source for one in room.site.desk.inbox() if one.body["tier"] != "A")

    ranked, in_text = client.get(f"/inbox?source={source}").text, client.get(f"/inbox?source={source}&order=text").text

    assert "in each by what was decided in this ledger before" in ranked
    assert "As the text runs." in in_text
    mine = [one for one in room.site.desk.inbox() if one.source == source]
    best = ordered([one.body for one in mine], room.site.desk.taught())[0]
    first = min(mine, key=lambda one: first_of(one.body))
    assert f'name="id" value="{mine[best].id}"' in ranked
    assert f'name="id" value="{first.id}"' in in_text
    assert "order=text" in in_text.partition("<nav")[2]


def test_what_comes_after_a_decision_is_the_next_in_the_order_that_is_shown(room: Served, program: Program) -> None:
    client = program("analyst")
    for name in texts()[:8]:
        read_in(room, client, name)
    taught(room)
    source = next(one.source for one in room.site.desk.inbox())
    for order in ("", "text"):
        model = room.site.desk.taught() if not order else UNTAUGHT
        mine = sorted((o for o in room.site.desk.inbox() if o.source == source), key=lambda one: first_of(one.body))
        here = ranked(mine, model)

        answer = client.post(
            "/inbox/decide", data={"id": here[0].id, "what": "reject", "reason": "known already", "order": order}
        )

        assert f"p={here[1].id}" in answer.headers["location"]
        assert ("order=text" in answer.headers["location"]) == (order == "text")


def test_the_setting_keeps_earlier_decisions_out_of_the_order(room: Served, program: Program) -> None:
    client = program("analyst")
    for name in texts()[:8]:
        read_in(room, client, name)
    taught(room)
    room.site.rank = False

    assert "decided in this ledger before" not in client.get("/inbox").text


def test_the_clauses_that_the_reader_thinks_likeliest_stand_first_in_the_choice() -> None:
    assert choices_of({"clauses": ["F1", "X1", "A1"]}, {"A1", "CF1", "F1"}) == ("-", "F1", "A1", "CF1")


def test_only_who_confirms_sees_the_inbox(room: Served, program: Program) -> None:
    for role in ("observer", "party", "partner", "editor", "coordinator"):
        assert program(role).get("/inbox").status_code == 403


@pytest.mark.browser
def test_a_hundred_claims_are_decided_by_keys_alone(room: Served, window: Windows, program: Program) -> None:
    client = program("analyst")
    for name in texts():
        if len(room.site.desk.inbox()) >= 130:
            break
        read_in(room, client, name)
    before = len(room.site.desk.inbox())
    page = window(room).sign_in("analyst", "/inbox")

    for number in range(100):
        mark = page.inner_text("#h-one bdi")
        page.keyboard.press("1" if number % 5 == 4 else "y")
        page.wait_for_selector(f"#h-one bdi:not(:text-is('{mark}'))")

    assert len(room.site.desk.inbox()) == before - 100
    reviews = [each.record for each in room.site.desk.entries if isinstance(each.record, Review)]
    assert sum(one.outcome == "rejected" for one in reviews[-100:]) == 20


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_wire_in_two_papers_is_decided_by_keys_alone(
    room: Served, window: Windows, program: Program, language: str
) -> None:
    client = program("analyst")
    first = laid_in(client, WIRE.format(n=7), "an agency", "2016-12-14T14:00")
    second = laid_in(client, WIRE.format(n=7).replace("at noon", "around noon"), "a paper", "2016-12-14T15:00")
    one, twin = accusation(room, first), accusation(room, second)
    here = window(room, width=360, language=language)
    page = here.sign_in("analyst", "/inbox")
    page = here.open(f"/inbox?source={second}&p={twin.id}")
    assert stumbles(page) == []

    page.keyboard.press("o")
    page.wait_for_selector(f"#h-one bdi:text-is('{one.id}')")
    page.keyboard.press("y")
    page.wait_for_selector(f"#h-one bdi:not(:text-is('{one.id}'))")
    page = here.open(f"/inbox?source={second}&p={twin.id}")
    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("r")
    page.wait_for_selector(f"#h-one bdi:not(:text-is('{twin.id}'))")

    again = room.site.desk.entry(twin.id)
    assert again is not None and again.record.relays == one.id  # type: ignore[union-attr]


@pytest.mark.browser
def test_two_people_on_one_report_see_each_other(room: Served, window: Windows, program: Program) -> None:
    source = read_in(room, program("analyst"), texts()[0])
    first = window(room)
    first.sign_in("analyst")
    first.open(f"/inbox?source={source}")
    second = window(room)
    second.sign_in("head")

    page = second.open(f"/inbox?source={source}")

    assert "analyst" in page.inner_text(".busy")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_stumbles_over_nothing(
    room: Served, window: Windows, program: Program, width: int, language: str
) -> None:
    read_in(room, program("analyst"), texts()[0])
    page = window(room, width=width, language=language).sign_in("analyst", "/inbox")

    assert page.locator(".report mark.content").count() >= 1
    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_hostile_words_of_a_report_are_only_words(room: Served, window: Windows, program: Program) -> None:
    evil = "<script>alert(1)</script> The ministry said that <img src=x onerror=alert(2)> rebels shelled Aleppo."
    program("analyst").post(
        "/inbox/read", data={"text": evil, "publisher": "<b>x</b>", "published": "2016-12-14T15:00"}
    )

    page = window(room).sign_in("analyst", "/inbox")

    assert "<script>alert(1)</script>" in page.inner_text(".report .words")
    assert page.locator(".report .words img").count() == 0
