import json
from pathlib import Path

import pytest

from tests.brief.world import DEAL
from trucekeeper.cli.main import main

STORY = Path(__file__).parents[2] / "examples" / "aleppo-2016"
REPAIRED, WORK = str(STORY / "repaired.deal.md"), str(STORY / "exchange.ops.md")


@pytest.fixture
def bridge(tmp_path: Path) -> str:
    path = tmp_path / "bridge.deal.md"
    path.write_text(DEAL.format(a="HILL", b="RIVER"), encoding="utf-8")
    return str(path)


@pytest.fixture
def said(tmp_path: Path) -> str:
    claim = {
        "id": "c1",
        "record": "claim",
        "speaker": "people of the ferry",
        "side": "RIVER",
        "clause": "CF",
        "incident": "fire at the ferry",
        "polarity": "yes",
        "actors": ["HILL forces"],
        "basis": "statement",
        "happened": {"start": "2031-03-02T10:00+02:00", "end": "2031-03-02T11:00+02:00", "precision": "hour"},
        "said_at": "2031-03-02T12:00+02:00",
    }
    path = tmp_path / "said.jsonl"
    path.write_text(json.dumps(claim) + "\n", encoding="utf-8")
    return str(path)


def test_each_convoy_gets_its_own_part_from_the_plan_as_it_was_announced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", REPAIRED, WORK, "--out", str(tmp_path / "plan"), "--json"]) == 0
    convoys = json.loads(capsys.readouterr().out)["convoys"]
    out = tmp_path / "convoys.md"

    again = ["sheet", "convoy", REPAIRED, WORK, "--plan", str(tmp_path / "plan" / "plan.json"), "--out", str(out)]
    assert main([*again, "--at", "2016-12-13T10:00+02:00", "--json"]) == 0

    text = out.read_text(encoding="utf-8")
    assert json.loads(capsys.readouterr().out)["sheet"] == "convoy"
    assert [f"Convoy {one['id']}" in text for one in convoys] == [True] * len(convoys)
    assert "NOT TO BE PUBLISHED" in text


def test_a_sheet_says_what_it_is_made_from(bridge: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sheet", "convoy", bridge, "--out", str(tmp_path / "c.pdf")]) == 2
    assert "is made from the deal and an operation file" in capsys.readouterr().err
    assert main(["sheet", "vehicle-list", bridge, bridge, "--out", str(tmp_path / "c.pdf")]) == 2
    assert "takes nothing but the deal" in capsys.readouterr().err
    assert not list(tmp_path.glob("c.*"))


def test_an_incident_is_asked_for_by_its_name(
    bridge: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ["sheet", "incident", bridge, said, "--at", "2031-03-03T00:00+02:00", "--out", str(tmp_path / "i.md")]

    assert main(ask) == 2
    assert 'give --incident "NAME"' in capsys.readouterr().err
    assert main([*ask, "--incident", "fire at the mill"]) == 2
    assert 'known by then: "fire at the ferry"' in capsys.readouterr().err
    assert main([*ask, "--incident", "Fire at the ferry"]) == 0
    assert "allegedly breached by HILL" in (tmp_path / "i.md").read_text(encoding="utf-8")


def test_deadlines_are_a_calendar_and_nothing_else(
    bridge: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ["sheet", "deadlines", bridge, said, "--at", "2031-03-03T00:00+02:00", "--out"]

    assert main([*ask, str(tmp_path / "d.pdf")]) == 2
    assert ".ics" in capsys.readouterr().err
    assert main([*ask, str(tmp_path / "d.ics")]) == 0
    assert b"DTSTART:20310309T220000Z\r\n" in (tmp_path / "d.ics").read_bytes()


def test_a_form_in_a_language_that_we_do_not_speak_is_refused(
    bridge: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sheet", "incident-form", bridge, "--language", "xx", "--out", str(tmp_path / "f.html")]) == 2
    assert "give one of en, ar" in capsys.readouterr().err
