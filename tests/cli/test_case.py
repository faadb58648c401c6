"""`truce case`, `truce coverage`, and reference numbers that are given in order."""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trucekeeper.cli.main import main
from trucekeeper.ledger.record import CaseStep, Entry
from trucekeeper.ledger.reference import next_reference, prefix_of, references, spoken

DEAL = str(Path(__file__).parents[2] / "examples" / "aleppo-2016" / "repaired.deal.md")
ABOUT = ["clause=CF1", "incident=shots at the point"]


def enter(ledger: Path, *words: str) -> int:
    return main(["record", "--into", str(ledger), "--deal", DEAL, "--as", "desk", *words])


def opened(ledger: Path, said: str = "2016-12-15T07:00+02:00", case: str = "case=new") -> int:
    return enter(ledger, "case", "step", case, "step=opened", "by=UN", f"said={said}", *ABOUT)


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    kept = tmp_path / "l.ledger"
    opened(kept)
    enter(
        kept, "claim", "speaker=a spokesman", "side=OPP", "act=accuses", "event=fire", "actors=Syrian forces",
        "said=2016-12-15T06:30+02:00", "happened=2016-12-15T06:00+02:00/2016-12-15T08:00+02:00", "place=RASHIDIN",
        *ABOUT,
    )  # fmt: skip
    enter(
        kept, "case", "step", "case=ALP-2016-0001", "step=account asked", "of=GOV", "by=UN",
        "said=2016-12-15T07:10+02:00", "due=2016-12-15T12:00+02:00",
    )  # fmt: skip
    capsys.readouterr()
    return kept


def test_a_new_case_gets_the_next_number_of_its_deal_and_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "l.ledger"

    codes = [opened(kept), opened(kept, "2016-12-31T22:30Z"), opened(kept), opened(kept, case="case=new:idl")]

    told = capsys.readouterr().out
    assert codes == [0, 0, 0, 0]
    # 22:30 UTC on New Year's Eve is 2017 in Damascus.
    assert [line.split()[0] for line in told.splitlines() if "entered" in line] == [
        "ALP-2016-0001",
        "ALP-2017-0001",
        "ALP-2016-0002",
        "IDL-2016-0001",
    ]


def test_a_number_is_not_given_again_after_its_case_was_withdrawn(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(ledger, "withdrawal", "withdraws=ALP-2016-0001", "reason=a slip")
    opened(ledger)

    assert "ALP-2016-0002 entered" in capsys.readouterr().out


def test_two_desks_that_open_a_case_in_the_same_second_get_two_numbers(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desks = [threading.Thread(target=opened, args=(ledger,)) for _ in range(4)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()

    main(["case", DEAL, str(ledger), "--json"])
    found = [one["reference"] for one in json.loads(capsys.readouterr().out.splitlines()[-1])["cases"]]
    assert found == [f"ALP-2016-{number:04}" for number in range(1, 6)]


def test_a_case_is_told_with_what_is_due_from_whom_by_when(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["case", DEAL, str(ledger), "alp-2016-0001", "--at", "2016-12-15T13:00+02:00", "--known-from", "said"])

    told = capsys.readouterr().out
    assert code == 0
    assert "Alfa Lima Papa dash two zero one six dash zero zero zero one" in told
    assert "GOV: give its account (by 2016-12-15 12:00 +0200, late)" in told
    assert "RUS may not decide: own forces may be among the possible actors" in told
    assert "nobody is recorded to have been there, so silence says nothing" in told
    assert max(len(line) for line in told.splitlines()) <= 80


def test_the_list_and_its_json_name_the_same_cases(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["case", DEAL, str(ledger), "--json"])
    found = json.loads(capsys.readouterr().out)["cases"]
    main(["case", DEAL, str(ledger)])

    assert [one["reference"] for one in found] == ["ALP-2016-0001"]
    assert found[0]["decision"]["barred"] == ["RUS"]
    assert capsys.readouterr().out.startswith("ALP-2016-0001  account asked\n")


def test_a_reference_that_is_misheard_is_answered_with_the_nearest(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["case", DEAL, str(ledger), "ALP-2016-0007"]) == 2
    assert 'did you mean "ALP-2016-0001"?' in capsys.readouterr().err


def test_an_outcome_that_no_mission_counts_by_is_refused_with_the_words_there_are(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = enter(
        ledger, "case", "step", "case=ALP-2016-0001", "step=finding", "axis=occurrence", "outcome=true", "by=UN"
    )

    assert code == 2
    assert "one of: under verification, confirmed, not confirmed, refuted" in capsys.readouterr().err


def test_coverage_names_the_hours_in_which_nobody_was_there(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    enter(
        ledger, "patrol", "team=team 2", "places=RASHIDIN", "said=2016-12-15T07:00+02:00",
        "happened=2016-12-15T06:30+02:00/2016-12-15T07:00+02:00",
    )  # fmt: skip
    capsys.readouterr()
    when = ["--from", "2016-12-15T06:00+02:00", "--to", "2016-12-15T07:00+02:00"]

    main(["coverage", DEAL, str(ledger), "--place", "RASHIDIN", *when])

    told = capsys.readouterr().out
    assert "recorded nothing of it [r3]" in told
    assert "nobody: 2016-12-15 06:00 +0200 to 2016-12-15 06:30 +0200" in told


@pytest.mark.parametrize(
    ("deal", "prefix"), [("ALEPPO-2016", "ALP"), ("HOMS-2014", "HMS"), ("OAO", "OAX"), ("B", "BXX"), ("MIRROR", "MRI")]
)
def test_a_prefix_is_three_letters_of_the_deal(deal: str, prefix: str) -> None:
    assert prefix_of(deal) == prefix


def test_a_gap_in_the_numbers_stays_a_gap() -> None:
    assert next_reference(["ALP-2016-0001", "ALP-2016-0009", "IDL-2016-0020"], "ALP", 2016) == "ALP-2016-0010"
    assert next_reference([], "ALP", 2017) == "ALP-2017-0001"
    assert next_reference(["ALP-2016-9999"], "ALP", 2016) == "ALP-2016-10000"


def test_a_reference_counts_wherever_it_stands() -> None:
    said = datetime(2016, 12, 15, tzinfo=UTC)
    step = CaseStep(id="k1", case="ALP-2016-0003", step="opened", said_at=said, by="UN")

    assert references([Entry(position=1, recorded_at=said, entered_by="desk", record=step)]) == {"ALP-2016-0003"}
    assert spoken("ALP-2016-0014") == "Alfa Lima Papa dash two zero one six dash zero zero one four"
