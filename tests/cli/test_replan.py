"""`truce replan` as a coordinator uses it: what happened is recorded, and the new plan is read off the screen."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.cli.main import main

DEAL = """
```deal
deal D: test
  zone: Europe/Kyiv
party P
party Q
must A
  by: P
  to: Q
  do: let them leave
  people: 1000
must B
  by: Q
  to: P
  do: let them leave
  people: 500
exchange X
  legs: A | B
  ratio: 2 : 1
  ahead: 100
```
"""

OPS = """
```operation
operation O: test
  start: 2026-06-01 06:00
  daylight: 06:00 to 18:00
site SA
  leg: A
  safe at: S
site SB
  leg: B
  safe at: S
fleet FA
  leg: A
  vehicles: 4
  seats: 50
  loads in: 20 minutes
fleet FB
  leg: B
  vehicles: 2
  seats: 50
  loads in: 20 minutes
group GA
  at: SA
  people: 1000
  families: 100 of 5
group GB
  at: SB
  people: 500
leg W1
  from: SA
  to: G
  time: 30 minutes
leg W2
  from: SB
  to: G
  time: 30 minutes
leg W3
  from: G
  to: S
  time: 30 minutes
leg W4
  from: S
  to: SA
  time: 45 minutes
leg W5
  from: S
  to: SB
  time: 45 minutes
gate G
  rate: 60
```
"""

NOON = "2026-06-01T12:00+03:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exchange")
    (folder / "d.deal.md").write_text(DEAL, encoding="utf-8")
    (folder / "o.ops.md").write_text(OPS, encoding="utf-8")
    assert main(["plan", str(folder / "d.deal.md"), str(folder / "o.ops.md"), "--out", str(folder)]) == 0
    return folder


def plan_of(folder: Path) -> list[dict[str, Any]]:
    convoys: list[dict[str, Any]] = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["convoys"]
    return convoys


def moved(convoy: dict[str, Any], event: str, at: str, people: int, **more: object) -> dict[str, object]:
    end = at.replace(":00+", ":30+") if at.endswith(":00+03:00") else at
    return {
        "id": f"{convoy['id']}-{event}-{people}-{more.get('speaker', 'M')}".replace(" ", "-"), "record": "movement",
        "speaker": "M", "side": "unknown", "said_at": at, "happened": {"start": at, "end": end, "precision": "minute"},
        "clause": convoy["side"], "event": event, "quantity": {"low": people, "high": people}, "convoy": convoy["id"],
        **more,
    }  # fmt: skip


def until_noon(folder: Path) -> list[dict[str, object]]:
    """Everything as planned until noon."""
    names = {"departed": "depart", "at the point": "at_point", "arrived": "arrived"}
    return [
        moved(one, event, one[name], one["persons"])
        for one in plan_of(folder)
        for event, name in names.items()
        if one[name] <= "2026-06-01T12:00:00+03:00"
    ]


def again(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], records: list[dict[str, object]], *more: str
) -> tuple[int, str, dict[str, Any]]:
    file = tmp_path / "l.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    out = tmp_path / "new.json"
    capsys.readouterr()
    code = main(
        ["replan", str(folder / "d.deal.md"), str(folder / "o.ops.md"), str(folder / "plan.json"),
         "--ledger", str(file), "--at", NOON, "--out", str(out), *more]
    )  # fmt: skip
    text = capsys.readouterr().out
    assert [line for line in text.splitlines() if len(line) > 80] == []
    return code, text, json.loads(out.read_text(encoding="utf-8"))


def next_to_leave(folder: Path, side: str) -> dict[str, Any]:
    later = [one for one in plan_of(folder) if one["side"] == side and one["load"] > "2026-06-01T12:00:00+03:00"]
    return min(later, key=lambda one: str(one["depart"]))


def last_gone(folder: Path, side: str) -> dict[str, Any]:
    gone = [one for one in plan_of(folder) if one["side"] == side and one["depart"] <= "2026-06-01T12:00:00+03:00"]
    return max(gone, key=lambda one: str(one["depart"]))


def people(shape: dict[str, Any]) -> int:
    return sum(int(convoy["persons"]) for convoy in shape["convoys"])


def nobody_sooner(folder: Path, shape: dict[str, Any], *but: str) -> None:
    told = {one["id"]: one["depart"] for one in plan_of(folder)}
    for convoy in shape["convoys"]:
        if convoy["id"] in told and convoy["id"] not in but:
            assert convoy["depart"] >= told[convoy["id"]], f"{convoy['id']} is called sooner than they were told"


def test_where_all_went_as_planned_nothing_changes(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text, shape = again(made, tmp_path, capsys, until_noon(made))

    assert (code, shape["changes"]) == (0, [])
    assert "Nothing changes for anybody who was told." in text


def test_a_hold_moves_departures_and_each_move_is_told_with_both_times(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop: dict[str, object] = {
        "id": "h", "record": "hold", "speaker": "Q", "holder": "Q", "clauses": ["A", "B"], "said_at": NOON
    }  # fmt: skip

    code, text, shape = again(made, tmp_path, capsys, [*until_noon(made), stop], "--hold-hours", "3")

    assert code == 0
    assert re.search(r"^  [AB]\d+ +moves Mon 01 Jun \d\d:\d\d -> Mon 01 Jun 15:\d\d$", text, re.MULTILINE)
    nobody_sooner(made, shape)
    assert {c["id"]: c["loads"] for c in shape["convoys"]} == {c["id"]: c["loads"] for c in plan_of(made)}


def test_after_a_stop_is_lifted_early_people_are_called_sooner_only_when_asked(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop: dict[str, object] = {
        "id": "h", "record": "hold", "speaker": "Q", "holder": "Q", "clauses": ["A", "B"],
        "said_at": "2026-06-01T11:00:00+03:00",
    }  # fmt: skip
    go: dict[str, object] = {
        "id": "r", "record": "resume", "speaker": "Q", "clauses": ["A", "B"], "ends": "h", "said_at": NOON
    }  # fmt: skip
    records = until_noon(made)
    _, _, told = again(made, tmp_path, capsys, [*records, stop], "--hold-hours", "30")
    folder = tmp_path / "told"
    folder.mkdir()
    for name in ("d.deal.md", "o.ops.md"):
        (folder / name).write_text((made / name).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "plan.json").write_text(json.dumps(told), encoding="utf-8")

    _, text, kept = again(folder, tmp_path, capsys, [*records, stop, go])
    _, _, sooner = again(folder, tmp_path, capsys, [*records, stop, go], "--sooner")

    assert kept["changes"] == []
    assert "sooner than they were told would save" in " ".join(text.split())
    assert sooner["makespan_s"] < kept["makespan_s"] - 3600


def test_a_lost_vehicle_delays_and_changes_nobodys_seat(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text, shape = again(made, tmp_path, capsys, until_noon(made), "--lost", "FA:3")

    assert code == 0
    assert "- FA has 3 vehicles less" in text
    assert shape["stranded"] == 0
    assert people(shape) == 1500
    nobody_sooner(made, shape)


def test_a_lost_fleet_is_said_with_who_cannot_leave_for_want_of_what(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text, shape = again(made, tmp_path, capsys, until_noon(made), "--lost", "FB:2")

    assert code == 1
    assert re.search(r"convoys cannot leave any more, from \w+ on: FB has no\s+vehicle left", text)
    assert people(shape) == 1500


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--lost", "FC:1", '"FC" is no fleet of this operation'),
        ("--extra", "GC:1", '"GC" is no group of this operation'),
    ],
)
def test_a_name_that_is_not_there_is_refused(
    made: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, says: str
) -> None:
    code = main(
        [
            "replan",
            str(made / "d.deal.md"),
            str(made / "o.ops.md"),
            str(made / "plan.json"),
            "--at",
            NOON,
            option,
            value,
        ]
    )

    assert code == 2
    assert says in capsys.readouterr().err


def test_more_people_get_a_convoy_of_their_own(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text, shape = again(made, tmp_path, capsys, until_noon(made), "--extra", "GA:30", "--extra", "GB:15")

    assert code == 0
    assert re.search(r"- 30 more people of GA go with the new convoy A\d+", text)
    assert "which families these people of GA are is not known" in text
    assert people(shape) == 1545
    assert {one["what"] for one in shape["changes"]} == {"new"}


def test_people_who_decide_to_stay_are_left_out_and_nobody_is_called_sooner(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    convoy = next_to_leave(made, "B")

    code, text, shape = again(
        made, tmp_path, capsys, [*until_noon(made), moved(convoy, "refused", "2026-06-01T11:50:00+03:00", 7)]
    )

    assert code == 0
    assert f"- 7 people of {convoy['id']} stay" in text
    assert people(shape) == 1493
    # Seven fewer are counted, so that under the bound somebody of the other side may have to wait for the next count.
    assert all(one["what"] == "moves" and one["after"] > one["before"] for one in shape["changes"])
    nobody_sooner(made, shape)


def test_a_convoy_that_turned_back_leaves_again_and_not_before_it_is_home(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    convoy = last_gone(made, "A")
    back = moved(convoy, "turned back", "2026-06-01T11:58:00+03:00", convoy["persons"])

    code, text, shape = again(made, tmp_path, capsys, [*until_noon(made), back])

    assert code == 0
    told = " ".join(text.split())
    assert f"- {convoy['id']} turned back and leaves again after the others of its side" in told
    new = next(one for one in shape["convoys"] if one["id"] == convoy["id"])
    assert new["depart"] > "2026-06-01T12:00:00+03:00"
    assert people(shape) == 1500
    nobody_sooner(made, shape)


def test_a_few_who_turn_back_do_not_take_their_convoy_with_them(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    convoy = last_gone(made, "A")
    back = moved(convoy, "turned back", "2026-06-01T11:58:00+03:00", 3)

    code, text, shape = again(made, tmp_path, capsys, [*until_noon(made), back])

    assert code == 0
    assert re.search(r"- 3 more people of GA go with the new convoy A\d+", text)
    there = next(one for one in shape["convoys"] if one["id"] == convoy["id"])
    assert there["depart"] == convoy["depart"]
    assert there["persons"] == convoy["persons"] - 3
    assert people(shape) == 1500


def test_counts_of_both_sides_that_differ_are_planned_with_the_lower_one(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    convoy = last_gone(made, "B")
    other = moved(convoy, "departed", convoy["depart"], convoy["persons"] - 10, speaker="P", side="P")

    code, text, shape = again(made, tmp_path, capsys, [*until_noon(made), other])

    assert code == 0
    told = " ".join(text.split())
    assert "the sides' counts differ by 10 people" in told
    assert people(shape) == 1500
    nobody_sooner(made, shape)


def test_a_shortfall_of_those_agreed_is_a_stop_until_it_is_settled(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fewer fighters came than agreed: one side stops, and what moves is told; the others keep their moments."""
    stop: dict[str, object] = {
        "id": "short", "record": "hold", "speaker": "P", "holder": "P", "clauses": ["B"], "said_at": NOON
    }  # fmt: skip

    code, _, shape = again(made, tmp_path, capsys, [*until_noon(made), stop], "--hold-hours", "1")

    assert code == 0
    for change in shape["changes"]:
        assert change["what"] == "moves"
        assert change["after"] > change["before"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[1, 2]", b"```operation\n```\n"])
def test_a_file_that_is_no_plan_is_refused_in_one_sentence(
    made: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "plan.json"
    wrong.write_bytes(content)

    assert main(["replan", str(made / "d.deal.md"), str(made / "o.ops.md"), str(wrong), "--at", NOON]) == 2
    assert str(wrong) in capsys.readouterr().err


def test_movements_of_convoys_that_the_plan_does_not_have_are_told(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "l.jsonl"
    stray = moved(plan_of(made)[0] | {"id": "E9"}, "arrived", "2026-06-01T11:00:00+03:00", 40)
    file.write_text(json.dumps(stray) + "\n", encoding="utf-8")
    asked = [str(made / name) for name in ("d.deal.md", "o.ops.md", "plan.json")]
    capsys.readouterr()

    main(["replan", *asked, "--ledger", str(file), "--at", NOON])

    told = " ".join(capsys.readouterr().err.split())
    assert "1 recorded movements are of convoys that this plan does not have (E9)" in told
