import json
from pathlib import Path

import pytest

from trucekeeper.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "examples" / "aleppo-2016"
DEAL, OPS = str(STORY / "repaired.deal.md"), str(STORY / "exchange.ops.md")


def test_a_plan_is_one_json_object_and_three_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", DEAL, OPS, "--out", str(tmp_path / "plan"), "--json"]) == 0

    told = json.loads(capfd.readouterr().out)
    assert told["state"] == "feasible"
    assert told["stranded"] == 0
    assert told["max_ahead"] == {"A1": 0, "F1": 1250}
    assert sum(convoy["persons"] for convoy in told["convoys"]) == 30_000
    assert sorted(path.name for path in (tmp_path / "plan").iterdir()) == ["convoys.txt", "plan.csv", "plan.json"]


def test_a_plan_fits_a_terminal_of_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", DEAL, OPS, "--ask"]) == 0

    assert [line for line in capsys.readouterr().out.splitlines() if len(line) > 80] == []


def test_a_stop_moves_who_has_not_left_and_tells_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", DEAL, OPS, "--out", str(tmp_path)])
    stop = {
        "id": "h1",
        "record": "hold",
        "speaker": "RUS",
        "holder": "RUS",
        "clauses": ["A1", "F1"],
        "said_at": "2016-12-15T06:00:00+02:00",
    }
    (tmp_path / "ledger.jsonl").write_text(json.dumps(stop) + "\n", encoding="utf-8")
    capsys.readouterr()

    code = main(
        ["replan", DEAL, OPS, str(tmp_path / "plan.json"), "--ledger", str(tmp_path / "ledger.jsonl"),
         "--at", "2016-12-15T06:10+02:00", "--hold-hours", "3"]
    )  # fmt: skip

    told = capsys.readouterr().out
    assert code == 0
    assert "B1     moves Thu 15 Dec 06:30 -> Thu 15 Dec 09:10" in told


def test_the_same_seed_gives_the_same_answer(capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for _ in range(2):
        assert main(["stress", DEAL, OPS, "--runs", "200", "--seed", "7", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        answer.pop("runs_per_s")
        answers.append(answer)

    assert answers[0] == answers[1]
    assert 0 < answers[0]["completed"]["ci"][0] < answers[0]["completed"]["share"] < answers[0]["completed"]["ci"][1]
