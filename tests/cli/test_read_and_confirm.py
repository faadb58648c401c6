"""`truce read` and `truce confirm`: from a report to a record, with a person in between."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from trucekeeper.cli.main import main
from trucekeeper.cli.proposals_told import legend
from trucekeeper.ledger.record import Claim, Entry, Movement, Review, Source
from trucekeeper.ledger.store import Proposal
from trucekeeper.ledger.store_sqlite import opened
from trucekeeper.reader.tiers import OPENED

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


def test_the_list_of_what_waits_is_ordered_by_what_was_decided_before_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    body = next(one for one in inbox(folder) if one["act"] == "accuses")
    with opened(folder / "d.ledger") as store:
        source = store.proposals("open")[0].source
        decided = [Proposal(id=f"p-{n:016x}", source=source, body=body | {"id": f"p-{n:016x}"}) for n in range(12)]
        others = [
            Proposal(id=f"p-{n:016x}", source=source, body=body | {"id": f"p-{n:016x}", "act": "says", "actors": []})
            for n in range(100, 112)
        ]
        late = Proposal(id="p-" + "f" * 16, source=source, body=others[0].body | {"id": "p-" + "f" * 16})
        store.propose([*decided, *others, late])
        for one in decided:
            store.decide(one.id, "rejected", by="desk", reason="known already")
        for one in others:
            claim = Claim(id=f"c-{one.id}", speaker="a", said_at=datetime(2016, 12, 14, tzinfo=UTC))
            store.decide(one.id, "confirmed", by="desk", records=[claim])
    capsys.readouterr()

    main(["confirm", str(folder / "d.ledger"), "--list"])
    told = capsys.readouterr()
    monkeypatch.setenv("TRUCEKEEPER_RANK", "off")
    main(["confirm", str(folder / "d.ledger"), "--list"])
    off = capsys.readouterr()

    ids = [line.split()[1] for line in told.out.splitlines()]
    assert "12 confirmed and 12 rejected before" in told.err and off.err == ""
    assert sorted(told.out.splitlines()) == sorted(off.out.splitlines())
    assert ids.index(late.id) < ids.index(body["id"])
    assert off.out.splitlines()[-1].split()[1] == late.id


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

    main(
        [
            "status",
            str(folder / "d.deal.md"),
            str(folder / "d.ledger"),
            "--at",
            "2016-12-15T00:00+02:00",
            "--known-from",
            "said",
        ]
    )

    assert "accepted unread" in capsys.readouterr().out
    assert not inbox(folder)


def test_a_report_without_a_moment_of_publication_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(folder / "report.txt"), "--deal", str(folder / "d.deal.md")]) == 2
    assert capsys.readouterr().err == (
        "truce: error: it is not known when report.txt was published, "
        "so that 'Tuesday' or 'within hours' mean nothing\n"
        "hint: say so with --published 2016-12-14T12:00+00:00, or in a list sources.jsonl beside it\n"
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


def decide(folder: Path, *lines: dict[str, Any]) -> int:
    (folder / "decisions.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with_deal = ["--deal", str(folder / "d.deal.md"), "--as", "analyst on duty"]
    return main(["confirm", str(folder / "d.ledger"), "--from", str(folder / "decisions.jsonl"), *with_deal])


def test_every_part_of_a_proposal_can_be_corrected_and_its_question_is_named_anew(folder: Path) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    one = next(one for one in inbox(folder) if one["act"] == "accuses")
    corrections = {
        "--act": "says", "--event": "airstrike", "--actors": "government forces", "--place": "TOWN",
        "--quantity": "at least 3 shells", "--polarity": "no", "--basis": "own observation", "--certainty": "hedged",
        "--clause": "CF", "--side": "independent", "--speaker": "a UN team", "--content": "the Old Town on Wednesday",
    }  # fmt: skip
    given = [word for pair in corrections.items() for word in pair]
    hours = ["--happened", "2016-12-13T09:00+02:00", "2016-12-13T10:00+02:00", "--said", "2016-12-14T08:00+02:00"]

    deal = ["--deal", str(folder / "d.deal.md")]
    assert main(["confirm", str(folder / "d.ledger"), one["id"], "--as", "desk", *given, *hours, *deal]) == 0

    claim = next(entry.record for entry in entries(folder) if isinstance(entry.record, Claim))
    assert (claim.speaker, claim.side, claim.act, claim.event, claim.polarity) == (
        "a UN team", "independent", "says", "airstrike", "no",
    )  # fmt: skip
    assert (claim.actors, claim.clause, claim.certainty, claim.basis) == (
        ("government forces",), "CF", "hedged", "own observation",
    )  # fmt: skip
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.high, claim.quantity.unit) == (3, None, "shells")
    assert claim.words == "the Old Town on Wednesday"
    assert claim.incident == "air strikes by GOV, Old Town, 13 Dec 2016 about 09:00"
    assert claim.said_at.isoformat() == "2016-12-14T08:00:00+02:00"


def test_a_correction_that_makes_it_another_question_needs_a_name_or_a_deal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    one = next(one for one in inbox(folder) if one["act"] == "accuses")

    assert main(["confirm", str(folder / "d.ledger"), one["id"], "--as", "desk", "--actors", "government forces"]) == 2
    assert "give --deal, so that it can be named anew" in capsys.readouterr().err
    named = ["--actors", "government forces", "--incident", "fire at noon"]
    assert main(["confirm", str(folder / "d.ledger"), one["id"], "--as", "desk", *named]) == 0


def test_a_file_of_decisions_confirms_corrects_and_rejects_many_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    source = next(entry.record.id for entry in entries(folder))
    capsys.readouterr()

    code = decide(
        folder,
        {"decide": "confirm", "report": "report.txt", "words": "the rebels of shelling the Old Town", "by": "Moscow",
         "change": {"incident": "fire on the Old Town 14 Dec"}},
        {"decide": "confirm", "report": source, "words": "they had fired",
         "change": {"incident": "fire on the Old Town 14 Dec"}},
        {"decide": "reject", "report": "report.txt", "words": "350 people had left", "reason": "counted twice"},
    )  # fmt: skip

    assert code == 0
    assert capsys.readouterr().out == "2 confirmed, 1 rejected; 0 wait\n"
    claims = [entry.record for entry in entries(folder) if isinstance(entry.record, Claim)]
    assert [(one.polarity, one.incident) for one in claims] == [
        ("yes", "fire on the Old Town 14 Dec"),
        ("no", "fire on the Old Town 14 Dec"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"decide": "maybe", "id": "p-1"}, "does not say whether to confirm or to reject"),
        ({"decide": "confirm"}, "names no proposal"),
        ({"decide": "confirm", "id": "p-0"}, "names p-0, which does not wait in the inbox"),
        ({"decide": "reject", "id": "p-0"}, "rejects without a reason"),
        ({"decide": "confirm", "report": "other.txt", "words": "x"}, 'names the report "other.txt"'),
        ({"decide": "confirm", "report": "report.txt", "words": "nobody wrote this"}, "words that do not stand in"),
        ({"decide": "confirm", "report": "report.txt", "words": "Truce under strain"}, "fits no proposal"),
        ({"decide": "confirm", "reprot": "report.txt"}, "has the key 'reprot'"),
        (
            {"decide": "confirm", "report": "report.txt", "words": "they had fired", "change": {"clause": "Z9"}},
            "no text of the deal has such a clause",
        ),
        (
            {"decide": "confirm", "report": "report.txt", "words": "they had fired", "change": {"evnt": "fire"}},
            "there is no such key",
        ),
        (
            {"decide": "confirm", "report": "report.txt", "words": "they had fired", "change": {"event": "raid"}},
            "it is none of the words for it",
        ),
        (
            {"decide": "confirm", "report": "report.txt", "words": "they had fired",
             "change": {"happened": "2016-12-14T05:00+02:00"}},
            "it needs a start and an end",
        ),
    ],
)  # fmt: skip
def test_one_bad_line_of_decisions_is_named_and_nothing_is_decided(
    line: dict[str, Any], why: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    good = {"decide": "confirm", "report": "report.txt", "words": "350 people had left the Old Town on Wednesday"}
    waiting = len(inbox(folder))

    assert decide(folder, good, line) == 2

    said = capsys.readouterr().err
    assert "line 2" in said
    assert why in said
    assert "nothing was decided" in said
    assert len(inbox(folder)) == waiting


def test_lines_that_fit_no_proposal_can_be_left_out_and_are_told_of(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    decide(folder, {"decide": "confirm", "report": "report.txt", "words": "Truce under strain"})
    again = ["--from", str(folder / "decisions.jsonl"), "--as", "desk", "--fitting"]
    capsys.readouterr()

    assert main(["confirm", str(folder / "d.ledger"), *again]) == 0
    assert 'line 1 fits no proposal of report.txt: "Truce under strain"; left out' in capsys.readouterr().err


def test_what_was_corrected_stands_in_the_review(folder: Path) -> None:
    read(folder, "--into", str(folder / "d.ledger"), "--as", "desk")
    one = next(one for one in inbox(folder) if one["act"] == "accuses")

    main(["confirm", str(folder / "d.ledger"), one["id"], "--as", "desk", "--clause", "CF", "--reason", "at the line"])

    reviews = [entry.record for entry in entries(folder) if isinstance(entry.record, Review)]
    assert [one.reason for one in reviews] == ["at the line; corrected: clause"]


def test_a_side_that_the_deal_does_not_have_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "r.txt"
    report.write_text("The ministry said that buses had left.", encoding="utf-8")
    deal = Path(__file__).parents[2] / "examples" / "aleppo-2016" / "repaired.deal.md"

    given = ["read", str(report), "--deal", str(deal), "--side", "XXX", "--published", "2016-12-14T12:00+00:00"]

    assert main(given) == 2
    assert "write one of: GOV" in capsys.readouterr().err


def test_tiers_are_told_with_the_reports_on_which_they_were_counted_and_the_day() -> None:
    for both, shares in ((False, OPENED.surface), (True, OPENED.both)):
        told = " ".join(legend(both).split())

        assert f"in {OPENED.reports} reports that no rule had seen ({OPENED.name}, opened " in told
        assert all(f"{name} {one.right} of {one.of}" in told for name, one in shares.items())
        assert "not that it is true" in told
        assert max(map(len, legend(both).splitlines())) <= 80
    reports = Path(__file__).parents[2] / "examples" / "reading" / OPENED.name
    assert len(list(reports.glob("*.gold.jsonl"))) == OPENED.reports
    assert OPENED.day.strftime("%-d %B %Y") in (reports / "README.md").read_text("utf-8")
