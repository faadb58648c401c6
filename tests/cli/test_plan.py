import json
import re
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
    assert [(one["side"], one["people"]) for one in told["fairness"]] == [("A1", 15_000), ("F1", 15_000)]
    assert sum(one["waiting_person_hours"] for one in told["fairness"]) == pytest.approx(told["waiting_person_hours"])
    assert {path.name for path in (tmp_path / "plan").iterdir()} == {
        "convoys.txt", "plan.csv", "plan.json", "convoys.svg", "staircase.svg", "stop-now.svg", "waiting.svg",
    }  # fmt: skip


def test_a_plan_fits_a_terminal_of_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", DEAL, OPS]) == 0

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


def test_a_test_draws_its_pictures_and_compares_each_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    looser = tmp_path / "looser.deal.md"
    text = (STORY / "repaired.deal.md").read_text(encoding="utf-8")
    assert "ahead: 0 | 1250" in text
    looser.write_text(
        text.replace("  batch: 1250\n", "")
        .replace("ahead: 0 | 1250", "ahead: 2500")
        .replace("  first: F1, wounded and children\n", ""),
        encoding="utf-8",
    )

    code = main(
        ["stress", DEAL, OPS, "--runs", "200", "--compare", str(looser), "--out", str(tmp_path / "drawn"), "--json"]
    )

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert {path.name for path in (tmp_path / "drawn").iterdir()} == {
        "bands.svg", "tornado-safe.svg", "tornado-waiting.svg", "versus.svg",
    }  # fmt: skip
    assert set(told["by_side"]) == {"runs", "A1", "F1"}
    assert told["compare"]["by_side"]["F1"]["safe"]["ci"][0] <= told["compare"]["by_side"]["F1"]["safe"]["mean"]
    apart = sum(told["compare"]["by_side"][side]["safe"]["mean"] for side in ("A1", "F1"))
    assert apart == pytest.approx(told["compare"]["safe"]["mean"])


def test_a_test_fits_a_terminal_and_never_gives_a_single_probability(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stress", DEAL, OPS, "--runs", "300"]) == 0

    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if len(line) > 80] == []
    assert re.search(r"in \d+% to \d+% of the runs, by how one guess alone\s+falls", told)
    for line in told.splitlines():
        shares = re.findall(r"\d+%", line)
        assert len(shares) != 1 or "to" in line, line
