"""Whoever asked to be told is told once, in time, by a message that says nothing that may not travel."""

import hashlib
import hmac
import json
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Moving, Served, site_in_memory, with_story
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.record import Claim, DealVersion, Happened, Hold
from trucekeeper.people.account import Grant
from trucekeeper.people.alert_rule import TRIES, AlertRule, checked
from trucekeeper.status.alert import AlertKind
from trucekeeper.web.alerts.post import mail_server
from trucekeeper.web.alerts.watch import Watchman
from trucekeeper.web.site import Site

ALL = tuple(str(one) for one in AlertKind)


@dataclass
class Arrived:
    """What a server of others got, and how it answers."""

    port: int = 0
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: int = 204


@pytest.fixture
def receiver() -> Iterator[Arrived]:
    """A webhook's other end on loopback."""
    arrived = Arrived()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            arrived.bodies.append(self.rfile.read(int(self.headers["content-length"])))
            arrived.headers.append({key.lower(): value for key, value in self.headers.items()})
            self.send_response(arrived.answer)
            self.send_header("location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server, running(server):
        arrived.port = server.server_port
        yield arrived


@pytest.fixture
def post_office() -> Iterator[Arrived]:
    """A mail server on loopback that takes every message."""
    arrived = Arrived()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 test\r\n")
            while line := self.rfile.readline():
                verb = line.split()[0].upper() if line.split() else b""
                if verb == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    text = b""
                    while (more := self.rfile.readline()) != b".\r\n":
                        text += more
                    arrived.bodies.append(text)
                self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
                if verb == b"QUIT":
                    return

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server, running(server):
        arrived.port = server.server_address[1]
        yield arrived


@contextmanager
def running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join(5)


@pytest.fixture
def site(tmp_path: Path, clock: Moving) -> Iterator[Site]:
    made = site_in_memory(tmp_path / "deals", clock)
    with_story(made)
    yield made
    made.close()


def watching(site: Site, receiver: Arrived, **more: Any) -> AlertRule:
    """A webhook rule of the head of mission, from now on."""
    values = {"account": "head", "channel": "webhook", "kinds": ALL} | more
    rule = AlertRule(address=f"http://127.0.0.1:{receiver.port}/in", **values)
    return site.people.alerts.add(rule, position=site.desk.position)


def stop(site: Site, id: str = "h-new", words: str = "because of the villages") -> None:
    """A stop by one side, said at the moment of the practice clock."""
    at = site.now()
    made = Hold(
        id=id,
        speaker="Zebra of the operations room",
        side="GOV",
        clauses=("A1",),
        holder="GOV",
        reason=words,
        happened=Happened(start=at - timedelta(minutes=1), end=at, precision="minute"),
        said_at=at,
    )
    site.desk.append([made], "observer")


def told(receiver: Arrived, number: int = -1) -> list[dict[str, Any]]:
    found = json.loads(receiver.bodies[number])["alerts"]
    assert isinstance(found, list)
    return found


def test_a_stop_is_told_once_however_often_one_looks(site: Site, clock: Moving, receiver: Arrived) -> None:
    watchman = Watchman(site, clock)
    watching(site, receiver)
    watchman.look()
    before = len(receiver.bodies)
    stop(site)
    watchman.look()
    watchman.look()
    assert len(receiver.bodies) == before + 1
    holds = [one for one in told(receiver) if one["kind"] == "hold"]
    assert [(one["sides"], one["clauses"], one["records"]) for one in holds] == [(["GOV"], ["A1"], ["h-new"])]


SECOND = """```deal
deal SECOND
  zone: UTC
  state: in-force
party N
  role: side
party S
  role: side
must QUIET
  by: N
  do: leave
  due: 2016-12-16 19:00
```
"""


def second(site: Site) -> None:
    """A second deal, whose text is recorded as that of the first was."""
    (site.deals.folder / "second.deal.md").write_text(SECOND, encoding="utf-8")
    text = DealVersion(id="v-second", deal="SECOND", version="second", speaker="desk", said_at=site.now())
    site.desk.append([text], "observer")


def test_every_deal_of_a_ledger_is_told_of_and_a_rule_may_name_one(
    site: Site, clock: Moving, receiver: Arrived
) -> None:
    first = site.deals.names()[0]
    second(site)
    watchman, every = Watchman(site, clock), watching(site, receiver)
    one = watching(site, receiver, deals=("SECOND",))
    stop(site)
    watchman.look()

    laid = {
        rule.id: [(w.alert["deal"], w.alert["kind"]) for w in site.people.alerts.outbox(rule.id)]
        for rule in (every, one)
    }
    assert ("SECOND", "deadline") in laid[every.id] and (first, "hold") in laid[every.id]
    assert {deal for deal, _ in laid[one.id]} == {"SECOND"}
    watchman.look()
    again = {rule.id: len(site.people.alerts.outbox(rule.id)) for rule in (every, one)}
    assert again == {id: len(several) for id, several in laid.items()}


def test_a_rule_from_before_there_were_several_deals_tells_nothing_twice(
    site: Site, clock: Moving, receiver: Arrived
) -> None:
    watchman, rule = Watchman(site, clock), watching(site, receiver)
    watchman.look()
    before = len(site.people.alerts.outbox(rule.id))
    second(site)
    watchman.look()

    laid = [one.alert["deal"] for one in site.people.alerts.outbox(rule.id)]
    assert before > 0
    assert set(laid[before:]) == {"SECOND"}


def test_a_new_record_is_told_once_and_of_its_own_deal(site: Site, clock: Moving, receiver: Arrived) -> None:
    second(site)
    watchman, rule = Watchman(site, clock), watching(site, receiver, kinds=("claim",))
    watchman.look()
    said = site.now()
    made = [Claim(id=f"k-{one}", deal=one, speaker="a team", clause="QUIET", said_at=said) for one in ("", "SECOND")]
    site.desk.append(made, "observer")
    watchman.look()

    laid = [(one.alert["deal"], one.alert["records"]) for one in site.people.alerts.outbox(rule.id)]
    assert sorted(laid) == [(site.deals.names()[0], ["k-"]), ("SECOND", ["k-SECOND"])]


def test_the_page_offers_the_deals_and_refuses_one_that_is_not_there(
    room: Served, program: Callable[[str], Client]
) -> None:
    client = program("head")
    assert 'name="deals"' not in client.get("/alerts").text, "one deal needs no choice"
    second(room.site)
    assert 'name="deals" value="SECOND"' in client.get("/alerts").text

    form = {"address": "desk@mission.example", "kinds": "hold", "clauses": "QUIET", "deals": "SECOND"}
    assert client.post("/alerts", data=form).status_code == 303
    assert room.site.people.alerts.of("head")[0].deals == ("SECOND",)
    assert "there is no deal NOWHERE here" in client.post("/alerts", data={**form, "deals": "NOWHERE"}).text
    first = room.site.deals.names()[0]
    assert "no text of the deal has the clause QUIET" in client.post("/alerts", data={**form, "deals": first}).text
    told = client.get("/api/alerts").json()
    assert {one["deal"] for one in told} == {first, "SECOND"}
    assert {one["deal"] for one in client.get("/api/alerts?deal=SECOND").json()} == {"SECOND"}


def test_a_message_holds_no_word_of_anybody(site: Site, clock: Moving, receiver: Arrived) -> None:
    watchman = Watchman(site, clock)
    watching(site, receiver)
    stop(site, words="the commander called Zebra said so")
    watchman.look()
    assert b"h-new" in b"".join(receiver.bodies)
    assert b"Zebra" not in b"".join(receiver.bodies)


def test_the_receiver_can_check_who_sent_it(site: Site, clock: Moving, receiver: Arrived) -> None:
    rule = watching(site, receiver)
    Watchman(site, clock).look()
    head = receiver.headers[0]
    signed = head["x-truce-timestamp"].encode() + b"." + receiver.bodies[0]
    expected = hmac.new(rule.secret.encode(), signed, hashlib.sha256).hexdigest()
    assert head["x-truce-signature"] == f"sha256={expected}"
    assert head["x-truce-timestamp"] == str(int(clock.at.timestamp()))


def test_what_does_not_get_through_is_tried_again_and_given_up_after_a_day(
    site: Site, clock: Moving, receiver: Arrived
) -> None:
    receiver.answer = 503
    rule = watching(site, receiver)
    watchman = Watchman(site, clock)
    watchman.look()
    assert len(receiver.bodies) == 1
    watchman.look()
    assert len(receiver.bodies) == 1, "it waits before it tries again"
    clock.at += timedelta(minutes=1)
    watchman.look()
    assert len(receiver.bodies) == 2
    [why] = {one.why for one in site.people.alerts.outbox(rule.id)}
    assert why == "the webhook answered 503"
    for _ in range(TRIES):
        clock.at += timedelta(hours=1)
        watchman.look()
    states = {one.state for one in site.people.alerts.outbox(rule.id)}
    assert states == {"given up"}
    tried = len(receiver.bodies)
    clock.at += timedelta(hours=2)
    watchman.look()
    assert len(receiver.bodies) == tried


def test_what_breaks_for_one_keeps_nothing_from_the_others(
    site: Site, clock: Moving, receiver: Arrived, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("trucekeeper.web.alerts.watch.send_mail", breaks)
    site.people.set("mail_server", "127.0.0.1:9")
    site.people.set("mail_security", "none")
    site.people.set("mail_from", "room@mission.example")
    mine = AlertRule(account="analyst", channel="mail", address="a@mission.example", kinds=ALL)
    broken = site.people.alerts.add(mine, position=site.desk.position)
    watching(site, receiver)

    Watchman(site, clock).look()

    assert {one.why for one in site.people.alerts.outbox(broken.id)} == {"it could not be sent: ZeroDivisionError"}
    assert receiver.bodies


def test_a_redirect_is_not_followed_and_counts_as_not_sent(site: Site, clock: Moving, receiver: Arrived) -> None:
    receiver.answer = 302
    rule = watching(site, receiver)
    Watchman(site, clock).look()
    assert {(one.state, one.why) for one in site.people.alerts.outbox(rule.id)} == {
        ("waiting", "the webhook answered 302")
    }


def test_in_quiet_hours_only_what_is_urgent_comes_and_the_rest_when_they_end(
    site: Site, clock: Moving, receiver: Arrived
) -> None:
    # The clock says 18:00 UTC, 20:00 in Aleppo.
    rule = watching(site, receiver, quiet=(time(19), time(6)))
    watchman = Watchman(site, clock)
    stop(site)
    watchman.look()
    kinds = {one["kind"] for body in range(len(receiver.bodies)) for one in told(receiver, body)}
    assert "hold" in kinds
    assert kinds <= {"hold", "exposure", "deal"}
    [later] = {one.not_before for one in site.people.alerts.waiting(rule.id, clock.at + timedelta(days=1))}
    assert later == datetime(2016, 12, 17, 4, 0, tzinfo=UTC)
    clock.at = later
    watchman.look()
    assert "claim" in {one["kind"] for one in told(receiver)}


def test_whoever_loses_the_right_to_read_is_told_nothing(site: Site, clock: Moving, receiver: Arrived) -> None:
    watching(site, receiver)
    site.people.change("head", grants=(Grant("partner"),))
    stop(site)
    Watchman(site, clock).look()
    assert receiver.bodies == []


def test_a_mail_says_it_in_the_language_of_the_account_and_marks_practice(
    site: Site, clock: Moving, post_office: Arrived
) -> None:
    site.people.change("head", language="ar")
    site.people.set("mail_server", f"127.0.0.1:{post_office.port}")
    site.people.set("mail_security", "none")
    site.people.set("mail_from", "room@mission.example")
    site.people.set("address", "https://room.example.org")
    rule = AlertRule(account="head", channel="mail", address="night@mission.example", kinds=("hold",))
    site.people.alerts.add(rule, position=site.desk.position)
    stop(site)
    Watchman(site, clock).look()
    [sent] = post_office.bodies
    mail = message_from_bytes(sent, policy=policy.default)
    assert (mail["to"], mail["from"]) == ("night@mission.example", "room@mission.example")
    assert mail["subject"].startswith("[تدريب] أعلن ")
    body = mail.get_body()
    assert body is not None
    assert "https://room.example.org/now" in body.get_content()
    assert "أعلن GOV وقف A1" in body.get_content()
    assert "h-new" in body.get_content()


def test_without_a_mail_server_the_page_says_why_nothing_left(site: Site, clock: Moving) -> None:
    rule = site.people.alerts.add(
        AlertRule(account="head", channel="mail", address="night@mission.example", kinds=ALL), position=10**6
    )
    Watchman(site, clock).look()
    assert {one.why for one in site.people.alerts.outbox(rule.id)} == {"no mail server is set"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "a@b.example, c@d.example"},
        {"address": "a@b.example\r\nBcc: c@d.example"},
        {"address": "no address"},
        {"channel": "webhook", "address": "http://203.0.113.5/"},
        {"channel": "webhook", "address": "file:///etc/passwd"},
        {"channel": "webhook", "address": "https://me:secret@hook.example/"},
        {"kinds": ()},
        {"kinds": ("gossip",)},
        {"near_percent": 0},
        {"lead": timedelta(0)},
    ],
)
def test_a_rule_that_cannot_be_carried_out_is_refused(wrong: dict[str, Any]) -> None:
    values = {"account": "head", "channel": "mail", "address": "a@b.example", "kinds": ALL} | wrong
    with pytest.raises(TruceError):
        checked(AlertRule(**values), ALL)


@pytest.mark.parametrize(
    ("address", "of", "security"),
    [
        ("mail.example", "desk@example.org", "none"),
        ("mail.example:0", "desk@example.org", "tls"),
        ("", "desk@example.org", "tls"),
        ("mail.example", "desk", "tls"),
        ("mail.example", "desk@example.org", "maybe"),
    ],
)
def test_a_mail_server_that_cannot_be_used_is_refused(address: str, of: str, security: str) -> None:
    with pytest.raises(TruceError):
        mail_server(address, of, security)


def signed_in(room: Served, id: str) -> Client:
    client = Client(base_url=room.address, follow_redirects=True, timeout=30)
    key = room.site.people.new_token(id, "test")
    client.headers["authorization"] = f"Bearer {key}"
    client.headers["accept"] = "text/html"
    return client


def test_a_rule_is_made_shown_and_ended_on_the_page(room: Served) -> None:
    with signed_in(room, "observer") as client:
        form = {"address": "me@mission.example", "kinds": ["hold", "late"], "clauses": "A1, F1", "quiet_from": "22:00"}
        assert "quiet hours cannot be used" in client.post("/alerts", data=form).text
        made = client.post("/alerts", data={**form, "quiet_to": "06:00"})
        assert "me@mission.example" in made.text
        [rule] = room.site.people.alerts.of("observer")
        assert (rule.clauses, rule.quiet) == (("A1", "F1"), (time(22), time(6)))
        assert "no text of the deal has the clause A77" in client.post("/alerts", data={**form, "clauses": "A77"}).text
        assert "me@mission.example" not in client.post(f"/alerts/{rule.id}/end", data={}).text
    assert room.site.people.alerts.of() == ()


def test_webhooks_and_the_rules_of_others_are_for_whoever_administers(room: Served) -> None:
    form = {"channel": "webhook", "address": "https://hook.example/in", "kinds": ["hold"]}
    with signed_in(room, "observer") as observer, signed_in(room, "admin") as admin:
        assert observer.post("/alerts", data=form).status_code == 403
        assert room.site.people.alerts.of() == ()
        shown = admin.post("/alerts", data=form)
        [rule] = room.site.people.alerts.of("admin")
        assert rule.secret in shown.text
        assert rule.secret not in admin.get("/alerts").text
        assert "hook.example" not in observer.get("/alerts").text
        assert observer.post(f"/alerts/{rule.id}/end", data={"account": "admin"}).status_code == 403
        assert observer.post(f"/alerts/{rule.id}/end", data={}).status_code == 404
        assert observer.post("/alerts/server", data={"mail_address": "x"}).status_code == 403
        assert len(room.site.people.alerts.of()) == 1


def test_programs_ask_for_what_stands(room: Served) -> None:
    stop(room.site)
    with signed_in(room, "analyst") as client:
        found = client.get("/api/alerts", params={"clause": "A1"}).json()
        assert "h-new" in [id for one in found for id in one["records"] if one["kind"] == "hold"]
        assert client.get("/api/alerts", params={"near_percent": 0}).status_code == 422


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_rule_is_made_on_a_telephone_and_by_a_screen_reader(
    room: Served, window: Callable[..., Opened], language: str
) -> None:
    page = window(room, width=360, language=language).sign_in("observer", "/alerts")
    page.fill("[name=address]", "me@mission.example")
    page.click("form[action='/alerts'] button.main")
    page.wait_for_selector("article.rule")
    [rule] = room.site.people.alerts.of("observer")
    stop(room.site)
    Watchman(room.site, room.clock).look()
    page.goto(f"{room.address}/alerts")
    assert page.locator("article.rule details[open] li").count() == len(room.site.people.alerts.outbox(rule.id))
    assert page.locator("h1").count() == 1
    assert stumbles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
