"""The control room of a ledger that serves two deals."""

from collections.abc import Callable

from httpx2 import Client

from tests.web.served import Served
from trucekeeper.ledger.record import DealVersion, Source

SECOND = """```deal
deal SECOND
  zone: UTC
  state: in-force
party N
  role: side
party S
  role: side
must not QUIET
  by: N, S
  do: fire
  type: fire
```
"""


def test_a_reader_chooses_the_deal_and_what_is_entered_then_is_about_it(
    program: Callable[[str], Client], room: Served
) -> None:
    client = program("analyst")
    assert "/which-deal" not in client.get("/now").text, "one deal needs no choice"
    first = client.get("/api/status").json()
    (room.site.deals.folder / "second.deal.md").write_text(SECOND, encoding="utf-8")

    page = client.get("/now").text
    assert "/which-deal" in page
    assert [room.site.deals.names()[0], "SECOND"] == list(room.site.deals.names())
    chosen = client.get("/api/status?deal=SECOND").json()
    assert [one["clause"] for one in chosen["clauses"]] == ["QUIET", "QUIET"]
    again = client.get("/api/status").json()
    assert again == first

    assert any(isinstance(one.record, DealVersion) for one in room.site.desk.entries)
    claim = {"record": "claim", "id": "q1", "speaker": "a team", "clause": "QUIET", "incident": "shots"}
    said = "2016-12-16T19:00:00+02:00"
    made = client.post("/api/records?deal=SECOND", json=[claim | {"said_at": said}]).json()
    assert made["entries"][0]["record"]["deal"] == "SECOND"
    answer = client.get("/api/status?deal=SECOND").json()
    assert [one["because"] for one in answer["clauses"]] == [["q1"], ["q1"]]
    assert client.get("/api/status").json()["clauses"] == first["clauses"]
    assert client.get("/timeline?deal=SECOND", headers={"accept": "text/html"}).status_code == 200


def test_the_choice_is_kept_in_the_browser(program: Callable[[str], Client], room: Served) -> None:
    (room.site.deals.folder / "second.deal.md").write_text(SECOND, encoding="utf-8")
    client = program("analyst")

    cookies = {"cookie": "truce-deal=SECOND"}
    assert "QUIET" in client.get("/deal", headers={**cookies, "accept": "text/html"}).text
    assert client.get("/api/status", headers={"cookie": "truce-deal=NOWHERE"}).json()["clauses"][0]["clause"] != "QUIET"


def test_who_may_not_know_every_source_is_shown_each_deal_as_it_stands(
    program: Callable[[str], Client], room: Served
) -> None:
    (room.site.deals.folder / "second.deal.md").write_text(SECOND, encoding="utf-8")
    said = room.site.now()
    source = Source(id="s-secret", publisher="hidden house", text_sha256="0" * 64, kind="confidential", said_at=said)
    room.site.desk.append([source], "analyst")
    client = program("observer")

    first = client.get("/api/status").json()["clauses"]
    second = client.get("/api/status?deal=SECOND").json()["clauses"]

    assert {one["clause"] for one in second} == {"QUIET"}
    assert client.get("/api/status").json()["clauses"] == first
    assert {one["clause"] for one in first} & {"QUIET"} == set()
