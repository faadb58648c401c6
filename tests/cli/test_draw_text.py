import json
from pathlib import Path

import pytest

from trucekeeper.cli.draw_text import printed
from trucekeeper.cli.main import main
from trucekeeper.deal.check import check
from trucekeeper.deal.course import courses
from trucekeeper.deal.syntax import read_deal

STORY = Path(__file__).parents[2] / "examples" / "aleppo-2016"


def test_the_staircase_of_18_december_shows_one_side_ahead_ten_times_further(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["draw", str(STORY / "18dec.deal.md")]) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["who waits for whom", "  A1 <- F1", "  A2 <- F2"]
    assert "  no bound is stated" in said
    assert "  A2 departed             ################## 12,500  .                  0" in said
    assert all(len(line) <= 80 for line in said)


def test_a_deal_that_locks_is_drawn_with_its_circle(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", str(STORY / "15dec.deal.md")]) == 0
    assert "  A1 -> F1 -> A1: none of them can begin" in capsys.readouterr().out.splitlines()


def test_json_holds_the_series_and_the_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", "--json", str(STORY / "repaired.deal.md")]) == 0

    shown = json.loads(capsys.readouterr().out)
    course = shown["courses"][0]
    assert (course["unit"], course["exchange"], course["bounds"]) == ("people", "X1", {"GOV": 0.0, "OPP": 1250.0})
    assert len(course["levels"]) == 48
    assert max(level["ahead"]["OPP"] for level in course["levels"]) == 1250
    assert {"waiting": "A1", "first": "F1", "by": "X1"} in shown["waits"]


@pytest.mark.parametrize("name", ["13dec", "18dec", "repaired"])
def test_no_step_of_a_course_is_worse_than_the_worst_moment(name: str) -> None:
    deal = read_deal((STORY / f"{name}.deal.md").read_text("utf-8"), name)
    worst = {side: {w.unit: w.amount for w in several} for side, several in check(deal).exposure.items()}
    for course in courses(deal):
        for side in course.sides:
            highest = max(level.ahead[side] for level in course.levels)
            assert highest <= worst[side].get(course.unit, 0)


def test_what_passes_at_one_moment_is_shown_and_nobody_is_ahead() -> None:
    blocks = "must {0}1\n  by: {0}\n  to: {1}\n  do: let people leave\n  people: 100\n"
    text = f"```deal\nparty A\nparty B\n{blocks.format('A', 'B')}{blocks.format('B', 'A')}"
    text += "exchange X1\n  legs: A1 | B1\n  batch: 50\n  together: crossed\n```\n"
    shown = printed(read_deal(text, "x"), False).split("\n")
    assert shown[:2] == ["who waits for whom", "  A1 and B1 at one moment: crossed (X1)"]
    assert shown[-1] == "  nobody is ever ahead"


def test_what_is_printed_and_drawn_is_in_the_language_that_was_set(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCEKEEPER_LANG", "ar")
    assert main(["draw", str(STORY / "15dec.deal.md")]) == 0
    printed = capsys.readouterr().out
    assert "من ينتظر من" in printed and "لا يستطيع أي منها أن يبدأ" in printed
    assert "who waits" not in printed and "no bound" not in printed

    for what, said in (("waits", "من ينتظر من"), ("exposure", "أكثر تعرّضًا"), ("map", "مكان في الاتفاق")):
        out = tmp_path / f"{what}.svg"
        assert main(["draw", str(STORY / "repaired.deal.md"), "--what", what, "--out", str(out)]) == 0
        assert said in out.read_text("utf-8"), what

    assert main(["draw", "--lang", "en", str(STORY / "15dec.deal.md")]) == 0
    assert "who waits for whom" in capsys.readouterr().out
