"""`truce demo` tells the whole story, makes a folder whole or not at all, and every command it suggests works."""

import re
import shlex
from pathlib import Path

import pytest

from trucekeeper.cli.demo import how_it_was_called
from trucekeeper.cli.main import main
from trucekeeper.cli.story import StoryError, read_story, stories_folder, story_names
from trucekeeper.ledger.record import Review, Source
from trucekeeper.ledger.store_sqlite import opened


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--out", "tour"]) == 0
    return capsys.readouterr().out


def section(told: str, title: str) -> str:
    """What stands under a heading, on one line each paragraph."""
    after = told.partition(f"{title}\n-")[2].partition("\n\n")[2]
    return after[: m.start()] if (m := re.search(r"^\d  \w", after, re.MULTILINE)) else after


def flat(text: str) -> str:
    return " ".join(text.split())


def test_each_text_is_told_with_what_would_follow_from_it(told: str) -> None:
    said = flat(section(told, "The texts, checked"))

    for text, follows in (
        ("13dec.deal.md", "exposed at the worst moment: GOV 15,000 people"),
        ("15dec.deal.md", "deadlock: A1 and F1 wait for each other"),
        ("18dec.deal.md", "exposed at the worst moment: GOV 12,500 people, OPP 1,250 people"),
        ("repaired.deal.md", "exposed at the worst moment: OPP 1,250 people"),
    ):
        assert follows in said.partition(text)[2].partition(".deal.md")[0], text


def test_what_the_reader_proposes_counts_only_by_a_persons_decision(
    told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = int(re.findall(r"20 reports gave (\d+) proposals", flat(told))[0])
    said = flat(section(told, "A person decides"))
    counted = re.search(r": (\d+) are confirmed, (\d+) rejected with a reason, and (\d+) wait in the inbox\.", said)
    assert counted is not None
    confirmed, rejected, waiting = (int(number) for number in counted.groups())

    main(["confirm", "tour/aleppo.ledger", "--list"])

    assert len(capsys.readouterr().out.splitlines()) == waiting == made - confirmed - rejected
    assert confirmed > made / 2
    lost = re.search(r"(\d+) decisions fit no proposal", flat(told))
    assert lost is None or int(lost[1]) < confirmed / 50
    assert "accepted unread" not in told


def test_all_but_a_few_records_come_from_the_reports_and_each_typed_one_has_its_reason(told: str) -> None:
    said = flat(section(told, "A person decides"))
    read = int(re.findall(r"(\d+) of them came from reports", said)[0])
    typed = int(re.findall(r"typed in (\d+) more", said)[0])
    reasons = re.findall(r"(\d+) x [a-z ]+: \S+", said)

    assert typed <= read / 20
    assert sum(map(int, reasons)) == typed
    with opened(Path("tour/aleppo.ledger")) as store:
        records = [entry.record for entry in store.entries()]
    told_by_hand = [one for one in records if not isinstance(one, Source | Review) and not getattr(one, "source", None)]
    assert len(told_by_hand) == typed


def test_the_answers_of_the_reports_stand_beside_those_of_a_ledger_typed_by_hand(told: str) -> None:
    beside = section(told, "Beside a ledger typed by hand")

    assert len(re.findall(r"(\d+) of (\d+) rows are the same", beside)) == 6


def test_the_deal_is_shown_at_six_moments_with_one_reason_each(told: str) -> None:
    shown = section(told, "How the deal stood")

    assert len(re.findall(r"^  deal    ", shown, re.MULTILINE)) == 6
    assert len(re.findall(r"^  why     ", shown, re.MULTILINE)) == 6
    assert re.search(r"Fri 16 Dec 2016 20:00 \+0200 \(18:00 UTC\)\n.*\n\n  deal    suspended \(disputed\)", shown)


def test_what_is_invented_stands_apart_and_enters_no_ledger(told: str) -> None:
    assert "CF1 GOV: disputed would become verified" in section(told, "Suppose")
    assert "s-01" not in told.partition("Suppose\n")[0]
    assert b"(invented)" not in Path("tour/aleppo.ledger").read_bytes()
    assert "s-01" not in Path("tour/brief.md").read_text(encoding="utf-8")


def test_every_line_fits_a_terminal_of_eighty_columns(told: str) -> None:
    assert [line for line in told.splitlines() if len(line) > 80] == []


def test_every_command_it_suggests_works_when_pasted(told: str, capsys: pytest.CaptureFixture[str]) -> None:
    block = told.partition("What to try next")[2].replace(" \\\n", " ")
    commands = re.findall(r"^    (?:\S*truce|python3 -m trucekeeper) (.*)$", block, re.MULTILINE)

    assert len(commands) >= 4, block
    for command in commands:
        capsys.readouterr()
        assert main(shlex.split(command)) in {0, 1}, f"{command}: {capsys.readouterr()}"


def test_the_commands_begin_as_they_can_be_typed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert how_it_was_called() == "truce"

    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.chdir(Path(__file__).parents[2])
    assert how_it_was_called() == "./truce"


def test_telling_it_again_gives_the_same_and_says_that_it_replaces(
    told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--out", "tour"]) == 0
    again = capsys.readouterr().out

    varying = re.compile(r"begins with [0-9a-f]{12}")
    assert varying.sub("", flat(again.replace("  The demo that was in tour has been replaced.\n", ""))) == varying.sub(
        "", flat(told)
    )
    assert "The demo that was in tour has been replaced." in again


def test_a_folder_of_somebody_else_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    Path("mine/thesis.txt").write_text("mine", encoding="utf-8")

    assert main(["demo", "--out", "mine"]) == 2
    assert [path.as_posix() for path in Path().rglob("*")] == ["mine", "mine/thesis.txt"]
    assert capsys.readouterr().err == (
        "truce: error: mine holds something that truce demo did not make, so it is left alone and nothing was written\n"
        "hint: name another folder with --out\n"
    )


def test_a_demo_that_is_interrupted_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("trucekeeper.cli.demo.briefed", interrupted)

    assert main(["demo", "--out", "tour"]) == 130
    assert list(tmp_path.iterdir()) == []


def interrupted(telling: object) -> None:
    raise KeyboardInterrupt


def test_the_second_story_goes_through_the_same_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["demo", "--story", "homs-2014"]) == 0
    assert "ended short" in capsys.readouterr().out
    assert {path.name for path in Path("demo-out").iterdir()} >= {"deals", "homs.ledger", "brief.html", "brief.md"}


def test_a_story_that_is_not_bundled_is_named_with_those_that_are() -> None:
    with pytest.raises(StoryError) as caught:
        read_story("troy")

    assert str(caught.value) == 'there is no story "troy" with a story.toml in it'
    assert caught.value.hint == "bundled stories: aleppo-2016, homs-2014"


def test_a_script_with_a_moment_without_an_offset_cannot_be_told(tmp_path: Path) -> None:
    bundled = (stories_folder() / "homs-2014" / "story.toml").read_text(encoding="utf-8")
    (tmp_path / "late").mkdir()
    script = tmp_path / "late" / "story.toml"
    script.write_text(bundled.replace("at = 2014-02-07T20:00:00+02:00", "at = 2014-02-07T20:00:00"), encoding="utf-8")

    assert story_names(tmp_path) == ("late",)
    with pytest.raises(StoryError) as caught:
        read_story("late", tmp_path)
    assert str(caught.value) == f"{script} cannot be told: the moment 2014-02-07 20:00:00 has no offset"
