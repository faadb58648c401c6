from pathlib import Path

from tests.gold.agreement import SECOND, agreement, pairs, speakers_meet
from tests.gold.make_gold import MARKS, ROOT, gold, gold_text, report_of

README = ROOT / "examples" / "aleppo-2016" / "reports" / "README.md"


def annotated(marks: Path) -> list[dict[str, object]]:
    text = gold_text(report_of(MARKS / marks.parent.name / marks.name)).read_text("utf-8")
    return gold(marks.read_text("utf-8"), text)


def test_four_reports_were_annotated_twice() -> None:
    assert len(list(SECOND.glob("*/*.marks"))) == 4


def test_an_annotation_agrees_with_itself_claim_by_claim() -> None:
    for marks in SECOND.glob("*/*.marks"):
        first = annotated(marks)
        assert [(a["id"], b["id"]) for a, b in pairs(first, first)] == [(a["id"], a["id"]) for a in first]


def test_the_same_words_of_another_speaker_are_another_claim() -> None:
    claims = annotated(next(iter(sorted(SECOND.glob("*/2016-12-14_agency*.marks")))))
    turkey, russia = claims[0], claims[1]
    assert turkey["content"] == russia["content"]
    assert not speakers_meet(turkey, russia)


def test_the_readme_prints_the_agreement_that_is_measured() -> None:
    printed = README.read_text("utf-8").splitlines()
    for measure, value in agreement().items():
        shown = str(value) if isinstance(value, int) else f"{value:.2f}"
        row = [line for line in printed if line.startswith(f"| {measure} |")]
        assert [line.split("|")[3].strip() for line in row] == [shown], measure
