import json
from pathlib import Path

import pytest

from trucekeeper.cli.main import main

STORY = Path(__file__).parents[2] / "examples" / "aleppo-2016"
OLD = """```deal
deal D
  zone: Europe/Kyiv
party A
party B
must A1
  by: A
  to: B
  do: open the crossing
  due: 2030-03-01 06:00
must B1
  by: B
  do: leave the ridge
```
"""
NEW = OLD.replace("due: 2030-03-01 06:00", "due: 2030-03-02 06:00\n  people: 20 trucks").replace(
    "must B1\n  by: B\n  do: leave the ridge", "must not B2\n  by: A, B\n  do: fire"
)


def test_what_changes_is_said_for_each_party(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.deal.md").write_text(OLD, "utf-8")
    (tmp_path / "new.deal.md").write_text("Other prose.\n" + NEW, "utf-8")

    assert main(["diff", str(tmp_path / "old.deal.md"), str(tmp_path / "new.deal.md")]) == 0

    assert capsys.readouterr().out.splitlines()[:10] == [
        "for A:",
        "  moved: A1: due: 2030-03-01 06:00 -> 2030-03-02 06:00",
        "  A1: people added: 20 trucks",
        "  new: ban B2 (fire)",
        "for B:",
        "  moved: A1: due: 2030-03-01 06:00 -> 2030-03-02 06:00",
        "  A1: people added: 20 trucks",
        "  new: ban B2 (fire)",
        "  gone: duty B1 (leave the ridge)",
        "exposure of A: nothing -> 20 trucks",
    ]


def test_the_repaired_deal_is_less_exposed_than_the_literal_one_could_ever_be_carried_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["diff", "--json", str(STORY / "13dec.deal.md"), str(STORY / "repaired.deal.md")]) == 0

    shown = json.loads(capsys.readouterr().out)
    assert shown["exposure"]["GOV"] == {
        "before": [{"amount": 15000, "unit": "people"}],
        "after": [{"amount": 0, "unit": "people"}],
    }
    assert "D03" in {finding["code"] for finding in shown["findings"]["gone"]}
    assert {"what": "added", "kind": "verify", "id": "V1"}.items() <= next(
        change for change in shown["changes"] if change["id"] == "V1"
    ).items()


def test_a_text_compared_with_itself_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    same = str(STORY / "repaired.deal.md")
    assert main(["diff", same, same]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "nothing changes in what the blocks say"
