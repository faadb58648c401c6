"""`truce learnt`: what became known in between, and what it changed."""

import json
from pathlib import Path

import pytest

from trucekeeper.cli.main import main

DATA = Path(__file__).parents[1] / "status" / "data"
ASKED = [str(DATA / "aleppo_14dec_reference.deal.md"), str(DATA / "aleppo_status_claims.jsonl")]
MORNING, AFTERNOON = "2016-12-14T09:30+02:00", "2016-12-14T14:00+02:00"


def test_the_denials_and_the_counter_accusation_of_the_day_are_what_was_learnt(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["learnt", *ASKED, MORNING, AFTERNOON, "--known-from", "said", "--json"])

    found = json.loads(capsys.readouterr().out)
    changes = [
        (one["clause"], one["side"], one["before"]["finding"], one["after"]["finding"]) for one in found["changes"]
    ]
    assert code == 0
    assert found["records"] == ["c2", "c3", "c4", "c5", "c6"]
    assert changes == [("CF", "GOV", "alleged", "disputed"), ("CF", "OPP", "none", "disputed")]


def test_what_was_learnt_fits_the_terminal_and_names_its_records(capsys: pytest.CaptureFixture[str]) -> None:
    main(["learnt", *ASKED, MORNING, AFTERNOON, "--known-from", "said"])

    shown = capsys.readouterr().out
    assert "  CF (fire) OPP: in progress, none -> in progress, disputed (c4, c5)\n" in shown
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_moments_the_wrong_way_round_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learnt", *ASKED, AFTERNOON, MORNING]) == 2
    assert "give them the other way round" in capsys.readouterr().err
