"""What somebody meets who uses the terminal for the first time: folders, dates that are none, silence, drafts."""

from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.core.moment import MomentError, moment

DEAL = """```deal
deal U
  zone: UTC
  state: STATE
party N
  role: side
party S
  role: side
place MILL
  point: 10 N 20 E
must M: the people of the mill leave
  by: N
  do: leave
  due: 2031-03-02 10:00
```
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one deal in `deals` and a ledger beside it, of which nothing was known on 1 March 2031."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals" / "u.deal.md").write_text(DEAL.replace("STATE", "in-force"), encoding="utf-8")
    patrol = '{"id":"p1","record":"patrol","team":"T","said_at":"2031-03-05T10:00+00:00","places":["MILL"],'
    patrol += '"happened":{"start":"2031-03-05T08:00+00:00","end":"2031-03-05T10:00+00:00"}}\n'
    (tmp_path / "later.jsonl").write_text(patrol, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("words", [["check"], ["count", "+"], ["coverage", "+", *["--place", "MILL"]]])
def test_a_folder_of_deals_is_taken_where_a_deal_is_asked_for(
    folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    verb, *rest = words
    span = ["--from", "2031-03-05T08:00Z", "--to", "2031-03-05T10:00Z"] if verb == "coverage" else []
    given = [one if one != "+" else "later.jsonl" for one in rest]

    assert main([verb, "deals", *given, *span]) in (0, 1)
    told = capsys.readouterr()
    assert told.err == ""
    assert ("u.deal.md" if verb == "check" else "in UTC" if verb == "count" else "MILL") in told.out

    assert main([verb, ".", *given, *span]) == 2
    assert ". holds no file that ends in .deal.md" in (err := capsys.readouterr().err)
    assert "name a deal file, or a folder that holds some: deals" in err


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2031-13-05T08:00Z", "there is no month 13"),
        ("2031-02-29T08:00Z", "there is no day 29 in February 2031"),
        ("2031-03-05T24:30Z", "there is no hour 24; midnight is 00:00 of the day that begins"),
        ("2031-03-05T08:61Z", "there is no minute 61"),
        ("5 March 2031", "is not a moment"),
    ],
)
def test_a_moment_that_is_none_says_which_number_is_none(text: str, why: str) -> None:
    with pytest.raises(MomentError) as error:
        moment(text)

    assert why in error.value.message


@pytest.mark.parametrize(
    "words",
    [
        ["status", "deals", "later.jsonl"],
        ["alerts", "deals", "later.jsonl"],
        ["brief", "deals", "later.jsonl", "--audience", "public", "--out", "day.md"],
        ["report", "deals", "later.jsonl", "--audience", "public"],
    ],
)
def test_whoever_asks_about_a_moment_of_which_nothing_was_known_is_told_so(
    folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*words, "--at", "2031-03-01T10:00Z"])
    assert "no record was known by 2031-03-01T10:00:00+00:00" in capsys.readouterr().err

    main(
        [*words, "--at", "2031-03-06T10:00Z", "--force"]
        if words[0] == "brief"
        else [*words, "--at", "2031-03-06T10:00Z"]
    )
    assert "no record was known" not in capsys.readouterr().err


def test_status_and_the_report_count_the_same_records_unless_asked_otherwise(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["status", "deals", "later.jsonl", "--at", "2031-03-01T10:00Z"])
    assert "known by 2031-03-01 10:00 +0000" in capsys.readouterr().out
    main(["status", "deals", "later.jsonl", "--at", "2031-03-01T10:00Z", "--known-by", "2031-03-07T10:00Z"])
    assert "known by 2031-03-07 10:00 +0000" in capsys.readouterr().out


@pytest.mark.parametrize(("state", "said"), [("draft", True), ("offered", True), ("in-force", False)])
def test_a_text_that_nobody_has_agreed_to_is_said_to_bind_nobody(
    folder: Path, state: str, said: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "deals" / "u.deal.md").write_text(DEAL.replace("STATE", state), encoding="utf-8")

    main(["status", "deals", "later.jsonl", "--at", "2031-03-01T10:00Z"])
    told = " ".join(capsys.readouterr().out.split())
    assert ("It binds nobody yet: stages and findings are told as they would be if it were in force." in told) is said


def test_what_is_learnt_is_told_with_titles(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (
        '{"id":"s1","record":"source","publisher":"Mill Radio","title":"The road is open","text_sha256":"' + "0" * 64
    )
    lines += '","said_at":"2031-03-01T09:00+00:00"}\n'
    lines += '{"id":"c1","record":"claim","speaker":"a team","clause":"M","incident":"people left","act":"reports",'
    lines += '"said_at":"2031-03-01T09:30+00:00"}\n'
    (folder / "day.jsonl").write_text(lines, encoding="utf-8")

    assert main(["learnt", "deals", "day.jsonl", "2031-03-01T08:00Z", "2031-03-01T10:00Z"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "s1 source, Mill Radio: The road is open" in told
    assert "c1 claim, a team" in told and "people left" in told
    assert "M (the people of the mill leave) N:" in told


def test_an_empty_calendar_is_said_to_be_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["sheet", "deadlines", "deals/u.deal.md", "later.jsonl", "--force"]
    main([*words, "--out", "a.ics", "--at", "2031-03-01T10:00Z"])
    assert "the calendar is empty" not in capsys.readouterr().err

    main([*words, "--out", "a.ics", "--at", "2031-04-01T10:00Z"])
    assert (
        "the calendar is empty: no moment that the deal sets lies ahead of 2031-04-01T10:00" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.4\n\xff\xfe\x00", "is not in UTF-8: byte 9"),
        (b"junk\n", "this is no table with columns parted by commas"),
    ],
)
def test_contacts_that_are_no_table_are_refused_as_such(
    folder: Path, content: bytes, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from trucekeeper.brief.sheets.contacts import ContactsError, contacts
    from trucekeeper.cli.deal_file import text_of
    from trucekeeper.deal.encoding import EncodingError

    (folder / "junk.pdf").write_bytes(content)
    with pytest.raises((ContactsError, EncodingError), match=why):
        contacts(text_of(folder / "junk.pdf"), "junk.pdf")


def test_a_folder_given_as_a_ledger_is_told_which_ledgers_lie_in_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "said=2031-03-01T09:00+00:00"
    assert main(["record", "--into", "day.ledger", "--as", "desk", "claim", "speaker=a team", "incident=x", said]) == 0

    assert main(["status", "deals", "."]) == 2
    told = capsys.readouterr().err
    assert ". is a folder, and a ledger is one file" in told and "name one: day.ledger" in told
