from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from httpx2 import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.served import Served

CLAIM = {
    "record": "claim",
    "id": "api-1",
    "speaker": "a monitor",
    "clause": "CF",
    "incident": "shots 16 Dec",
    "event": "fire",
    "said_at": "2016-12-16T19:00:00+02:00",
}


def test_a_program_asks_what_a_page_asks(program: Callable[[str], Client], room: Served) -> None:
    client = program("analyst")

    answer = client.get("/api/status").json()

    assert answer["deal"]["stage"] == "suspended"
    assert answer["at"] == "2016-12-16T20:00:00+02:00"
    page = client.get("/api/records", params={"after": 160}).json()
    assert [one["position"] for one in page["entries"]] == list(range(161, 172))
    assert page["next"] is None


def test_a_program_asks_for_one_clause_and_for_no_more_than_how_it_stands(program: Callable[[str], Client]) -> None:
    client = program("analyst")

    whole = client.get("/api/status").json()["clauses"]
    short = client.get("/api/status", params={"clause": ["CF", "A1"], "short": "true"}).json()["clauses"]
    unknown = client.get("/api/status", params={"clause": "NOWHERE"})

    left_out = {"questions", "progress", "because"}
    assert short == [
        {key: one[key] for key in one if key not in left_out} for one in whole if one["clause"] in ("CF", "A1")
    ]
    assert {one["clause"] for one in short} == {"CF", "A1"}
    assert unknown.status_code == 404
    assert "NOWHERE" in unknown.json()["error"]["message"]


def test_a_batch_is_entered_whole_or_not_at_all(program: Callable[[str], Client], room: Served) -> None:
    client = program("analyst")
    before = room.site.desk.position

    refused = client.post("/api/records", json=[CLAIM, {**CLAIM, "id": "api-2", "colour": "red"}])
    taken = client.post("/api/records", json=[CLAIM])

    assert refused.status_code == 400
    assert "colour" in refused.json()["error"]["message"]
    assert taken.status_code == 201
    assert taken.json()["entries"][0]["entered_by"] == "analyst"
    assert room.site.desk.position == before + 1


def test_whoever_may_not_enter_enters_nothing(program: Callable[[str], Client], room: Served) -> None:
    answers = {
        role: program(role).post("/api/records", json=[CLAIM]).status_code for role in ("partner", "editor", "party")
    }

    assert answers == {"partner": 403, "editor": 403, "party": 403}
    assert room.site.desk.entry("api-1") is None


def test_every_error_has_one_shape(program: Callable[[str], Client]) -> None:
    client = program("analyst")

    for answer in (
        client.get("/api/records/nothing"),
        client.get("/api/status", params={"at": "yesterday"}),
        client.get("/api/records", params={"limit": "many"}),
        client.get("/api/nothing"),
        client.post("/api/records", content=b"{", headers={"content-type": "application/json"}),
    ):
        assert set(answer.json()) == {"error"}
        assert set(answer.json()["error"]) == {"code", "message", "hint"}


@pytest.mark.slow
def test_the_api_keeps_to_its_own_description(program: Callable[[str], Client], room: Served) -> None:
    client = program("head")
    description = client.get("/api/openapi.json").json()
    schema = schemathesis.openapi.from_dict(description)
    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    tried = 0

    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()

        @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def keeps(case: schemathesis.Case[Any]) -> None:
            nonlocal tried
            tried += 1
            answer = case.call(base_url=room.address, headers=dict(client.headers))
            case.validate_response(answer, checks=checks)

        keeps()
    assert tried > 100
