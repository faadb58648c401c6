"""`truce read` and `truce confirm`: from a report to a record, with a person in between."""

import json
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger.record import Claim, Entry, Movement, Source
from trucekeeper.ledger.store_sqlite import opened

DEAL = """
```deal
deal D
  zone: Asia/Damascus
party GOV: Government
  also: the government
  role: side
  forces: government forces
party OPP: Armed groups
  also: rebels, opposition
  role: side
  forces: armed groups
party RUS: Russia
  also: Moscow
  role: guarantor
  for: GOV
place TOWN: Old Town
must A1
  by: GOV
  to: OPP
  do: let people leave
  type: evacuation
  people: 1000
  from: TOWN
must not CF
  by: GOV, OPP
  do: fire
  type: fire
  where: TOWN
  window: 2016-12-13 00:00 to 2016-12-20 00:00
```
"""
REPORT = """Written for Trucekeeper after public reporting
Truce under strain

Moscow accused the rebels of shelling the Old Town on Wednesday morning.

A spokesman for the rebels denied that they had fired.

The Red Cross said that 350 people had left the Old Town on Wednesday.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.deal.md").write_text(DEAL, encoding="utf-8")
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def read(folder: Path, *more: str, source: str = "report.txt") -> int:
    published = "" if source != "report.txt" else "2016-12-14T18:00+02:00"
    given = ["--published", published] if published else []
    return main(["read", str(folder / source), "--deal", str(folder / "d.deal.md"), *given, *more])


def inbox(folder: Path) -> list[dict[str, Any]]:
    with opened(folder / "d.ledger") as store:
        return [one.body for one in store.proposals("open")]


def entries(folder: Path) -> tuple[Entry, ...]:
    with opened(folder / "d.ledger") as store:
        return store.entries()


def test_every_proposal_shows_the_exact_words_at_their_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(folder, "--json") == 0

    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"accuses", "denies"} <= {one["act"] for one in claims}
    for one in claims:
        assert one["words"] == " … ".join(REPORT[span["start"] : span["end"]] for span in one["content"])


def test_the_same_report_read_twice_is_one_source_and_doubles_nothing(folder: Path) -> None:
    into = ["--into", str(folder / "d.ledger"), "--as", "desk"]
    read(folder, *into)
    first = inbox(folder)
    read(folder, *into)

    assert first
    assert inbox(folder) == first
    assert [type(one.record) for one in entries(folder)] == [Source]


def test_nothing_proposed_counts_until_a_person_confirms_it(folder: Path) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    accused = next(one for one in inbox(folder) if one["act"] == "accuses")

    code = main(["confirm", str(folder / "d.ledger"), accused["id"], "--as", "analyst on duty", "--clause", "CF"])

    claim = next(one.record for one in entries(folder) if isinstance(one.record, Claim))
    assert code == 0
    assert (claim.clause, claim.side, claim.actors, claim.confirmed_by) == (
        "CF",
        "GOV",
        ("armed groups",),
        "analyst on duty",
    )
    assert claim.words in REPORT
    assert accused["id"] not in {one["id"] for one in inbox(folder)}


def test_a_count_of_people_who_left_becomes_a_movement_of_its_source(folder: Path) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    count = next(one for one in inbox(folder) if one["quantity"])

    main(["confirm", str(folder / "d.ledger"), count["id"], "--as", "analyst on duty", "--side", "independent"])

    movement = next(one.record for one in entries(folder) if isinstance(one.record, Movement))
    assert (movement.quantity.low, movement.event, movement.clause, movement.side) == (
        350,
        "departed",
        "A1",
        "independent",
    )


def test_a_rejection_says_why_and_leaves_no_claim(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    one = inbox(folder)[0]
    assert main(["confirm", str(folder / "d.ledger"), one["id"], "--as", "desk", "--reject"]) == 2
    assert "a rejection needs a reason" in capsys.readouterr().err

    assert (
        main(["confirm", str(folder / "d.ledger"), one["id"], "--as", "desk", "--reject", "--reason", "no claim"]) == 0
    )

    assert not [entry for entry in entries(folder) if isinstance(entry.record, Claim | Movement)]
    assert main(["confirm", str(folder / "d.ledger"), one["id"], "--as", "desk"]) == 2
    assert f"{one['id']} was rejected by desk" in capsys.readouterr().err


def test_what_was_accepted_unread_says_so_wherever_it_is_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    assert main(["confirm", str(folder / "d.ledger"), "--accept-all", "--as", "desk"]) == 0
    capsys.readouterr()

    main(["status", str(folder / "d.deal.md"), str(folder / "d.ledger"), "--at", "2016-12-15T00:00+02:00"])

    assert "accepted unread" in capsys.readouterr().out
    assert not inbox(folder)


def test_a_report_without_a_moment_of_publication_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(folder / "report.txt"), "--deal", str(folder / "d.deal.md")]) == 2
    assert capsys.readouterr().err == (
        "truce: error: it is not known when report.txt was published, "
        "so that 'Tuesday' or 'within hours' mean nothing\n"
        "hint: say so with --published 2016-12-14T12:00+00:00\n"
    )


def test_a_page_is_read_without_its_menus_and_scripts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "".join(f"<p>{line}</p>" for line in REPORT.splitlines() if line)
    head = "<head><title>Truce</title><script>steal()</script></head>"
    page = f"<html>{head}<body><nav>Buy now</nav><article>{body}</article></body></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")

    code = main(
        [
            "read",
            str(folder / "page.html"),
            "--deal",
            str(folder / "d.deal.md"),
            "--published",
            "2016-12-14T18:00+02:00",
        ]
    )

    shown = capsys.readouterr().out
    assert code == 0
    assert "accuses" in shown
    assert "steal" not in shown
    assert max(len(line) for line in shown.splitlines()) <= 80
