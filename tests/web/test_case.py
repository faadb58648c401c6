"""The case of an incident is kept on its page: steps, findings apart from the deal's decision, votes, what is due."""

from collections.abc import Callable, Iterable

import pytest
from httpx2 import Client

from tests.web.axe import stumbles
from tests.web.conftest import Opened
from tests.web.served import Served
from trucekeeper.ledger.record import CaseStep, Decision
from trucekeeper.ledger.reference import next_reference

FIRE = "fire on eastern Aleppo 14 Dec"
Program = Callable[[str], Client]


def entered(client: Client, way: str, number: str, **form: str) -> int:
    answer = client.post(f"/incident/{way}", data={"number": number, "incident": FIRE, **form})
    return answer.status_code


def page(client: Client) -> str:
    return client.get("/incident", params={"name": FIRE}).text


def test_an_incident_becomes_a_case_and_its_steps_stand_in_order(room: Served, program: Program) -> None:
    analyst = program("analyst")
    assert "Nobody has taken it up as a case." in page(analyst)
    assert entered(analyst, "case", "DESK-0001", step="received", clause="CF", note="by radio") == 303
    [first] = [one.record for one in room.site.desk.entries if isinstance(one.record, CaseStep)]
    assert first.case.endswith("-2016-0001")
    assert (first.incident, first.clause, first.by) == (FIRE, "CF", "analyst")
    entered(analyst, "case", "DESK-0002", step="account asked", case=first.case, of="GOV", due="2016-12-16T17:00")
    told = page(analyst)
    steps = told[told.index('class="steps"') : told.index("</ol>", told.index('class="steps"'))]
    assert steps.index("received") < steps.index("account asked")
    assert "give its account" in told
    assert first.case in analyst.get("/incident").text


def test_the_same_number_again_is_the_same_step(room: Served, program: Program) -> None:
    analyst = program("analyst")
    for _ in range(2):
        entered(analyst, "case", "DESK-0001", step="received", clause="CF")
    assert len([one for one in room.site.desk.entries if isinstance(one.record, CaseStep)]) == 1


def test_two_desks_that_begin_a_case_in_one_instant_get_two_references(
    room: Served, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other desk writes between the moment at which a number is worked out and the one at which it is taken."""
    given: list[str] = []

    def worked_out(taken: Iterable[str], prefix: str, year: int) -> str:
        number = next_reference(taken, prefix, year)
        if not given:
            other = CaseStep(id="OTHER-1", case=number, step="received", said_at=room.site.now(), by="the other desk")
            room.site.desk.store.append([other], "analyst")
        given.append(number)
        return number

    monkeypatch.setattr("trucekeeper.web.casebook.next_reference", worked_out)
    assert entered(program("analyst"), "case", "DESK-0001", step="received", clause="CF") == 303

    cases = {one.record.id: one.record.case for one in room.site.desk.entries if isinstance(one.record, CaseStep)}
    assert cases["OTHER-1"] == given[0]
    assert cases["DESK-0001"] == given[1] != given[0]


OCCURRED = {"axis": "occurrence", "outcome": "confirmed", "by": "team 1"}


def test_what_a_component_finds_is_no_finding_on_the_deal(room: Served, program: Program) -> None:
    analyst = program("analyst")
    entered(analyst, "case", "DESK-0001", step="received", clause="CF")
    before = analyst.get("/api/status").json()["clauses"]
    [case] = {one.record.case for one in room.site.desk.entries if isinstance(one.record, CaseStep)}
    assert entered(program("head"), "case", "DESK-0002", step="finding", case=case, **OCCURRED) == 303
    assert "no finding on the deal" in page(analyst)
    assert "confirmed" in page(analyst)
    after = analyst.get("/api/status").json()["clauses"]
    assert [(one["clause"], one["side"], one["finding"]) for one in after] == [
        (one["clause"], one["side"], one["finding"]) for one in before
    ]


@pytest.mark.parametrize(
    "form",
    [
        {"step": "gossip"},
        {"step": "finding"},
        {"step": "finding", "axis": "intent", "outcome": "confirmed"},
        {"step": "screened", "outcome": "grave violation"},
        {"step": "received", "due": "tomorrow"},
    ],
)
def test_a_step_that_is_none_is_refused_and_nothing_is_recorded(
    room: Served, program: Program, form: dict[str, str]
) -> None:
    before = room.site.desk.position
    assert entered(program("analyst"), "case", "DESK-0001", **form) in {400, 422}
    assert room.site.desk.position == before


def test_only_who_may_decide_enters_votes_and_only_of_the_body_that_the_deal_names(
    room: Served, program: Program
) -> None:
    entered(program("analyst"), "case", "DESK-0001", step="received", clause="CF")
    [verify] = {id for deal in room.site.deals.texts().judged for id in (one.id for one in deal.verifies)} or {""}
    vote = {"clause": "CF", "decides": verify, "answer": "yes"}
    assert entered(program("analyst"), "decide", "DESK-0002", member="RUS", **vote) == 403
    assert entered(program("head"), "decide", "DESK-0002", member="GOV", **vote) in {400, 422}
    assert not [
        one for one in room.site.desk.entries if isinstance(one.record, Decision) and one.record.id == "DESK-0002"
    ]


def test_each_step_takes_its_right(room: Served, program: Program) -> None:
    assert entered(program("observer"), "case", "DESK-0001", step="received") == 303
    assert entered(program("observer"), "case", "DESK-0002", step="screened", outcome="rejected") == 403
    assert entered(program("drafter"), "case", "DESK-0003", step="received") == 403
    assert "/incident/case" not in page(program("drafter"))
    assert "/incident/case" in page(program("observer"))
    assert 'value="finding"' not in page(program("observer"))
    assert 'value="finding"' in page(program("head"))


def test_those_who_look_on_from_outside_see_no_case(room: Served, program: Program) -> None:
    entered(program("observer"), "case", "DESK-0001", step="received", note="a word among ourselves")
    for role in ("partner", "party"):
        assert "a word among ourselves" not in page(program(role))
        assert "DESK-0001" not in program(role).get("/incident").text


def test_where_two_people_must_sign_a_vote_waits_for_the_second(room: Served, program: Program) -> None:
    room.site.people.set("two_persons", "decide")
    before = room.site.desk.position
    answer = program("head").post(
        "/incident/case",
        data={"number": "DESK-0001", "incident": FIRE, "case": "ALP-2016-0001", "step": "finding", **OCCURRED},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-offs")
    assert room.site.desk.position == before


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_case_is_kept_on_a_telephone(room: Served, window: Callable[..., Opened], language: str) -> None:
    here = window(room, width=360, language=language).sign_in("head", "/incident")
    here.goto(f"{room.address}/incident?name={FIRE}")
    assert here.locator("select[name=axis]").is_hidden()
    here.select_option("select[name=step]", "received")
    here.click("#case form button.main")
    here.wait_for_selector("article.case")
    here.click("#case details.next summary")
    here.select_option("select[name=step]", "finding")
    assert here.locator("select[name=axis]").is_visible()
    assert stumbles(here) == []
    assert here.evaluate("document.documentElement.scrollWidth") <= 360
