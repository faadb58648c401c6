"""Questions of a shift: the log by who and where, translations, duplicates, the handover, and a ledger for practice."""

import json
from pathlib import Path

import pytest

from tests.cli.test_case import DEAL
from trucekeeper.cli.main import main

DAY = [
    'claim id=c1 speaker="a ministry" side=GOV clause=CF1 incident=fire words="قصف على الطريق" place=RASHIDIN '
    "said=2016-12-15T09:00+02:00",
    'claim id=c2 speaker="a spokesman" side=OPP act=promises words="the road will be open" target=GOV '
    "said=2016-12-15T10:00+02:00 happened=2016-12-15T10:00+02:00/2016-12-15T14:00+02:00",
    'contact id=k1 party=GOV by="liaison 1" promised="the list of buses" due=2016-12-15T13:00+02:00 acknowledged=yes '
    "said=2016-12-15T10:30+02:00",
    'patrol id=p1 team="team 2" places="RASHIDIN" outcome=refused refused_by=OPP said=2016-12-15T11:00+02:00 '
    "happened=2016-12-15T10:00+02:00/2016-12-15T11:00+02:00",
    'translation id=t1 translates=c1 language=en words="shelling of the road" translator="desk B"',
    "case step case=new step=opened clause=CF1 incident=fire by=UN said=2016-12-15T11:30+02:00",
]


def enter(ledger: Path, line: str, *more: str) -> None:
    import shlex

    assert main(["record", "--into", str(ledger), "--deal", DEAL, "--as", "night desk", *more, *shlex.split(line)]) == 0


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    kept = tmp_path / "l.ledger"
    for line in DAY:
        enter(kept, line)
    capsys.readouterr()
    return kept


def found(ledger: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    main(["log", str(ledger), "--json", *words])
    return [json.loads(line)["record"]["id"] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (["--who", "liaison"], ["k1"]),
        (["--who", "night desk"], ["c1", "c2", "k1", "p1", "t1", "ALP-2016-0001"]),
        (["--party", "GOV"], ["c1", "k1"]),
        (["--party", "OPP"], ["c2", "p1"]),
        (["--place", "rashidin"], ["c1", "p1"]),
        (["--place", "rashidin", "--kind", "patrol"], ["p1"]),
        (["--clause", "CF1", "--until", "2016-12-15T10:00+02:00"], ["c1"]),
        (["--search", "shelling"], ["c1", "t1"]),
        (["--search", "طريق"], ["c1"]),
    ],
)
def test_the_log_is_asked_by_who_where_when_and_in_words(
    asked: list[str], ids: list[str], ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(ledger, capsys, *asked) == ids


def test_a_working_translation_stands_beside_the_original_with_its_translator(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["log", str(ledger), "--id", "c1"])

    shown = capsys.readouterr().out
    assert "[en, working translation by desk B, t1] shelling of the road" in shown
    assert "قصف على الطريق" in json.dumps(entry(ledger), ensure_ascii=False)


def entry(ledger: Path) -> dict[str, object]:
    from trucekeeper.ledger.codec import flat
    from trucekeeper.ledger.stores import opened

    with opened(ledger) as store:
        kept = store.entry("c1")
    assert kept is not None
    return flat(kept.record)


def test_a_translation_of_nothing_is_refused(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["translation", "translates=c99", "language=en", "words=x", "translator=desk"]

    assert main(["record", "--into", str(ledger), "--as", "desk", *line]) == 2
    assert "there is no such record before it" in capsys.readouterr().err


def hand_over(ledger: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    when = ["--since", "2016-12-15T08:00+02:00", "--at", "2016-12-15T13:30+02:00", "--known-from", "said"]
    assert main(["handover", DEAL, str(ledger), *when, *more]) == 0
    return capsys.readouterr().out


def test_the_next_shift_reads_what_is_promised_to_whom_by_when(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = hand_over(ledger, capsys)

    assert "a spokesman to GOV: the road will be open (by 2016-12-15 14:00 +0200) [c2]" in shown
    assert "GOV: promised: the list of buses (by 2016-12-15 13:00 +0200, late)" in shown
    assert "ALP-2016-0001, open: CF1, fire" in shown
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_what_was_answered_is_not_handed_over_again(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    enter(ledger, "contact party=GOV by=liaison acknowledged=yes answers=k1 said=2016-12-15T12:00+02:00")

    assert "the list of buses" not in hand_over(ledger, capsys)


def test_a_handover_of_the_past_does_not_change_when_more_comes_in(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hand_over(ledger, capsys, "--json")
    enter(ledger, "contact party=GOV by=liaison acknowledged=yes answers=k1 said=2016-12-15T15:00+02:00")
    capsys.readouterr()

    assert hand_over(ledger, capsys, "--json") == before


def test_a_shift_that_ends_before_it_begins_is_refused(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handover", DEAL, str(ledger), "--since", "2016-12-15T08:00Z", "--at", "2016-12-15T07:00Z"]) == 2
    assert "give --since the earlier moment" in capsys.readouterr().err


@pytest.mark.parametrize(
    "asked",
    [
        ["status", DEAL, "L"],
        ["learnt", DEAL, "L", "2016-12-14T00:00Z", "2016-12-16T00:00Z"],
        ["log", "L"],
        ["case", DEAL, "L"],
        ["count", DEAL, "L"],
        ["coverage", DEAL, "L", "--place", "RASHIDIN", "--from", "2016-12-15T00:00Z", "--to", "2016-12-16T00:00Z"],
        ["handover", DEAL, "L", "--since", "2016-12-15T00:00Z"],
        ["duplicates", "L"],
    ],
)
def test_whatever_is_said_of_a_practice_ledger_begins_with_that(
    asked: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "exercise.ledger"
    enter(ledger, DAY[0], "--practice")
    capsys.readouterr()

    main([str(ledger) if one == "L" else one for one in asked])

    assert capsys.readouterr().out.startswith("PRACTICE - PRACTICE - PRACTICE")


@pytest.mark.parametrize("format", ["csv", "hxl", "geojson", "xlsx"])
def test_no_file_of_a_practice_ledger_hides_what_it_is(format: str, tmp_path: Path) -> None:
    real, exercise = tmp_path / "real.ledger", tmp_path / "exercise.ledger"
    enter(real, DAY[0])
    enter(exercise, DAY[0], "--practice")
    files = {}
    for ledger in (real, exercise):
        files[ledger] = tmp_path / f"{ledger.stem}.{format}"
        main(["export", str(ledger), "--to", format, "--out", str(files[ledger])])

    assert marked(files[exercise], format)
    assert not marked(files[real], format)


def marked(file: Path, format: str) -> bool:
    if format != "xlsx":
        return "practice" in file.read_text(encoding="utf-8")
    from openpyxl import load_workbook

    return bool(load_workbook(file).sheetnames == ["PRACTICE"])


def test_duplicates_are_told_and_both_records_stay(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = found(ledger, capsys)
    enter(ledger, DAY[0].replace("id=c1", "id=c9"))
    capsys.readouterr()

    main(["duplicates", str(ledger)])

    told = capsys.readouterr()
    assert told.out.startswith("c1  c9\n  the same speaker says almost the same words")
    assert "1 pair; nothing was merged" in told.err
    assert found(ledger, capsys) == [*before, "c9"]
