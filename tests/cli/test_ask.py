import json
from pathlib import Path

import pytest

from trucekeeper.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "examples" / "aleppo-2016"
DEAL, OPS = str(STORY / "repaired.deal.md"), str(STORY / "exchange.ops.md")


def answers(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    assert main(["ask", DEAL, OPS, *more, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_all_questions_fit_a_terminal_and_draw_their_pictures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", DEAL, OPS, "--out", str(tmp_path)]) == 0

    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if len(line) > 80] == []
    for words in (
        "What mistrust costs",
        "Convoys of one size",
        "Who should go first",
        "If everything stopped",
        "A hold",
    ):
        assert words in told
    assert {path.name for path in tmp_path.iterdir()} == {
        "frontier.svg", "stop-now.svg", "staircase.svg", "hold-6h.svg", "hold-24h.svg",
    }  # fmt: skip


def test_only_what_is_asked_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(answers(capsys, "first", "tranche")) == {"first", "tranche"}


def test_the_price_stands_beside_the_deal_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    rows = answers(capsys, "price", "--bound", "500", "--bound", "2500")["price"]

    assert isinstance(rows, list)
    assert [(row["ahead"], row["this_deal"]) for row in rows] == [
        (500, False), (2500, False), (None, False), (1250, True),
    ]  # fmt: skip
    assert rows[0]["person_hours"] > rows[1]["person_hours"] > rows[2]["person_hours"]


def test_who_is_in_whose_hands_is_told_for_the_moment_asked(capsys: pytest.CaptureFixture[str]) -> None:
    found = answers(capsys, "stop", "--at", "2016-12-16T10:00+02:00")["stop"]

    assert isinstance(found, dict)
    by_side = {one["side"]: one for one in found["moment"]}
    assert by_side["A1"]["held_by"] == "GOV"
    assert by_side["F1"]["held_by"] == "OPP"
    for one in by_side.values():
        assert one["home"] + one["loaded"] + one["road"] + one["waiting"] + one["beyond"] + one["safe"] == 15_000
        assert one["held"] == one["home"] + one["loaded"] + one["road"] + one["waiting"]


def test_a_range_of_judgements_is_asked_for_and_each_may_differ_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    found = answers(capsys, "first", "--worth", "0.8", "--worth", "0.5:1.2", "--guarantee", "800")["first"]

    assert isinstance(found, dict)
    assert {tuple(one["hold_worth"]) for one in found["guarantee"]} == {(0.8, 0.8), (0.5, 1.2)}
    assert found["self_enforcing"] == {"0.8:0.8": True, "0.5:1.2": False}
    assert {one["first"] for one in found["guarantee"] if one["hold_worth"] == [0.5, 1.2]} == {"A1"}
    (taper,) = found["tapering"]
    assert sum(taper["tranches"]) == 15_000
    assert taper["tranches"][0] > taper["tranches"][-1]


def test_a_hold_of_any_length_is_tried_for_both_sides_and_each_alone(capsys: pytest.CaptureFixture[str]) -> None:
    found = answers(capsys, "hold", "--hours", "3")["hold"]

    assert isinstance(found, dict)
    assert [(one["hours"], one["side"]) for one in found["tests"]] == [(3, None), (3, "A1"), (3, "F1")]
    assert all(one["survives"] == one["starts"] for one in found["tests"])
    assert min(one["regret_h"] for one in found["sizes"]) == 0
    both = found["tests"][0]
    assert both["sheltered"] == {"SCHOOL": 800}
    assert both["most_in_open"] == both["most_outside"] - 800
    assert (
        [one["start_s"] for one in both["course"]]
        == [one["start_s"] for one in found["regret"][0]["by_start"]]
        == list(range(0, 1800 * both["starts"], 1800))
    )


@pytest.mark.parametrize("worth", ["much", "-1", "0.5:x", "nan"])
def test_a_worth_that_is_no_number_is_refused_with_an_example(worth: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["ask", DEAL, OPS, "first", "--worth", worth])

    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert "--worth" in told.err


def test_a_deal_that_cannot_be_carried_out_is_said_to_be_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    none = tmp_path / "none.ops.md"
    text = (STORY / "exchange.ops.md").read_text(encoding="utf-8")
    none.write_text(
        text.replace("start: 2016-12-15 06:00", "start: 2016-12-15 06:00\n  until: 2016-12-16 06:00"), encoding="utf-8"
    )

    code = main(["ask", DEAL, str(none), "stop"])

    told = capsys.readouterr()
    assert code == 2
    assert "there is nothing to ask about" in told.err


def test_by_the_records_it_says_who_waits_how_long_and_how_far_a_side_is_ahead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    april = ROOT / "examples" / "four-towns-2017"
    args = ["ask", str(april / "in-step.deal.md"), str(april / "exchange.ops.md"), "stop", "--ledger"]
    args += [str(april / "records.jsonl"), "--at", "2017-04-15T12:00+03:00"]

    assert main([*args, "--out", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert main([*args, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["stop"]

    assert [line for line in told.splitlines() if len(line) > 80] == []
    assert "OPP has let 5,000 more people go than were answered; the deal allows 1,250." in told
    assert found["recorded"]["waited_person_hours"] == [133_200, 134_100]
    assert found["recorded"]["ahead"] == {"F1": [5000, 5000], "M1": [2200, 2350]}
    assert "t15-03" not in found["recorded"]["records"], "the bomb came later"
    assert {"stop-now-recorded.svg", "staircase-recorded.svg", "waiting-recorded.svg"} <= {
        path.name for path in tmp_path.iterdir()
    }
