"""Each step takes its own right; where two people must sign, nothing counts before the second one has."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from httpx2 import Client

from tests.web.served import PASSWORD, Served
from trucekeeper.ledger.record import OUTCOMES, CaseStep, CaseStepWord, Review
from trucekeeper.people.account import Account, Grant
from trucekeeper.people.rights import OF_STEP

SAID = "2016-12-16T19:00:00+02:00"
DECISION = {"record": "decision", "id": "dec-1", "speaker": "the commission", "decides": "V1", "said_at": SAID}
DECISION |= {"clause": "CF", "incident": "shots 16 Dec"}


def step(word: str) -> dict[str, Any]:
    made = {"record": "case step", "id": f"step {word}", "case": "ALP-1", "step": word, "by": "desk", "said_at": SAID}
    if word in OUTCOMES:
        made["outcome"] = OUTCOMES[word][0]
    return made | ({"axis": "occurrence", "outcome": "confirmed"} if word == "finding" else {})


def test_each_step_of_a_case_has_a_right_of_its_own(room: Served, program: Callable[[str], Client]) -> None:
    observer, analyst, head = (program(one) for one in ("observer", "analyst", "head"))

    taken = {
        word: tuple(one.post("/api/records", json=[step(word)]).status_code == 201 for one in (observer, analyst, head))
        for word in ("received", "dissent", "screened", "communicated", "finding", "closed", "published")
    }

    # The second one to try finds the number taken: what counts is who came first past the right.
    assert taken["received"][0] and taken["dissent"][0]
    assert taken["screened"][:2] == taken["communicated"][:2] == (False, True)
    for word in ("finding", "closed", "published"):
        assert taken[word] == (False, False, True)


def test_every_step_that_a_case_knows_says_who_may_take_it() -> None:
    assert set(OF_STEP) == set(get_args(CaseStepWord))


def test_an_observer_enters_no_decision_key_or_list_and_corrects_only_their_own(
    program: Callable[[str], Client],
) -> None:
    observer = program("observer")
    key = {"record": "key", "id": "k", "holder": "laptop", "key": "a" * 64, "by": "desk"}
    own = {
        "record": "patrol",
        "id": "p",
        "team": "T",
        "said_at": SAID,
        "happened": {"start": SAID, "end": SAID[:11] + "19:30:00+02:00"},
    }
    corrects = {"record": "correction", "id": "c", "reason": "typed wrong"}

    assert observer.post("/api/records", json=[DECISION]).status_code == 403
    assert observer.post("/api/records", json=[key]).status_code == 403
    assert observer.post("/api/records", json=[own]).status_code == 201
    mine = observer.post("/api/records", json=[{**corrects, "corrects": "p", "changes": {"team": "U"}}])
    others = observer.post(
        "/api/records", json=[{**corrects, "id": "c2", "corrects": "d13-08", "changes": {"words": ""}}]
    )
    assert (mine.status_code, others.status_code) == (201, 403)


def test_a_grant_may_be_bound_to_steps_of_a_case(room: Served, program: Callable[[str], Client]) -> None:
    room.site.people.change("analyst", grants=(Grant("analyst", steps=("screened",)),))
    assert room.site.people.account("analyst").grants[0].steps == ("screened",)

    screened = program("analyst").post("/api/records", json=[step("screened")])
    reported = program("analyst").post("/api/records", json=[step("reported")])

    assert (screened.status_code, reported.status_code) == (201, 403)
    assert "takes the steps screened" in reported.json()["error"]["message"]


def test_where_two_must_sign_a_decision_counts_only_after_the_second(
    room: Served, program: Callable[[str], Client]
) -> None:
    people, desk = room.site.people, room.site.desk
    people.set("two_persons", "decide")
    people.add(Account("deputy", "Deputy", (Grant("head"),)), PASSWORD)

    asked = program("head").post("/api/records", json=[DECISION])

    assert asked.status_code == 202
    id = asked.json()["asked"]
    assert desk.entry("dec-1") is None
    assert program("head").post(f"/sign-offs/{id}/sign").status_code == 403
    assert program("analyst").post(f"/sign-offs/{id}/sign").status_code == 403
    assert "shots 16 Dec" not in program("analyst").get("/sign-offs").text
    assert "shots 16 Dec" in program("deputy").get("/sign-offs").text

    assert program("deputy").post(f"/sign-offs/{id}/sign").status_code == 303

    entry, told = desk.entry("dec-1"), desk.entry("dec-1 signed")
    assert entry is not None and told is not None
    assert isinstance(told.record, Review)
    assert (entry.entered_by, told.record.by) == ("deputy", "head")
    assert program("deputy").post(f"/sign-offs/{id}/sign").status_code == 409


def test_what_was_refused_or_taken_back_is_never_entered(room: Served, program: Callable[[str], Client]) -> None:
    room.site.people.set("two_persons", "decide, publish")
    id = program("head").post("/api/records", json=[step("published")]).json()["asked"]

    assert program("head").post(f"/sign-offs/{id}/refuse").status_code == 303

    assert room.site.people.waiting.all() == ()
    assert not any(isinstance(one.record, CaseStep) and one.record.case == "ALP-1" for one in room.site.desk.entries)


@pytest.mark.parametrize("chosen", [["decide", "erase"], []])
def test_the_page_settings_says_what_two_must_sign(
    room: Served, program: Callable[[str], Client], chosen: list[str]
) -> None:
    room.site.people.set("two_persons", "publish")

    program("admin").post("/settings", data={"two_persons": chosen, "known_from": "said"})

    assert room.site.people.settings().get("two_persons", "") == ", ".join(chosen)
