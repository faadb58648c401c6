from pathlib import Path

import pytest

from tests.gold import agreement as measured
from tests.gold.agreement import (
    SECOND,
    agreement,
    agreement_where_given,
    annotated_twice,
    main,
    pairs,
    speakers_meet,
    wanted,
)
from tests.gold.make_gold import MARKS, ROOT, gold, gold_text, report_of

README = ROOT / "examples" / "aleppo-2016" / "reports" / "README.md"


def annotated(marks: Path) -> list[dict[str, object]]:
    text = gold_text(report_of(MARKS / marks.relative_to(SECOND))).read_text("utf-8")
    return gold(marks.read_text("utf-8"), text)


def test_four_reports_were_annotated_twice() -> None:
    assert len(annotated_twice("aleppo-2016")) == 4


def test_an_annotation_agrees_with_itself_claim_by_claim() -> None:
    for marks in SECOND.rglob("*.marks"):
        first = annotated(marks)
        assert [(a["id"], b["id"]) for a, b in pairs(first, first)] == [(a["id"], a["id"]) for a in first]


def test_the_same_words_of_another_speaker_are_another_claim() -> None:
    claims = annotated(next(iter(sorted(SECOND.glob("aleppo-2016/2016-12-14_agency*.marks")))))
    turkey, russia = claims[0], claims[1]
    assert turkey["content"] == russia["content"]
    assert not speakers_meet(turkey, russia)


def test_the_readme_prints_the_agreement_that_is_measured() -> None:
    printed = README.read_text("utf-8").splitlines()
    for measure, value in agreement(annotated_twice("aleppo-2016")).items():
        shown = str(value) if isinstance(value, int) else f"{value:.2f}"
        row = [line for line in printed if line.startswith(f"| {measure} |")]
        assert [line.split("|")[3].strip() for line in row] == [shown], measure


def test_the_readme_prints_the_agreement_on_the_twenty_reports_in_all_and_by_language() -> None:
    there = wanted()
    printed = (ROOT / "examples" / "reading" / "README.md").read_text("utf-8").splitlines()
    for column, languages in enumerate([{"en", "ar", "ru"}, {"en"}, {"ar"}, {"ru"}], 2):
        files = [marks for marks, language in there.items() if language in languages]
        for measure, value in (agreement(files) | agreement_where_given(files)).items():
            shown = f"{value:.2f}" if isinstance(value, float) else str(value)
            row = [line for line in printed if line.startswith(f"| {measure} |")]
            assert [line.split("|")[column].strip() for line in row] == [shown], (measure, languages)


def test_a_field_that_neither_annotator_gives_counts_for_no_agreement() -> None:
    files = annotated_twice("aleppo-2016")

    both_or_one = agreement_where_given(files)["happened, where given"].split(" of ")

    assert int(both_or_one[1]) < agreement(files)["matched"]


def test_twenty_reports_to_measure_with_are_wanted_a_second_time() -> None:
    languages = list(wanted().values())
    assert {language: languages.count(language) for language in ("en", "ar", "ru")} == {"en": 12, "ar": 5, "ru": 3}
    listed = {
        line.split()[0]
        for line in (SECOND / "reading" / "list.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    }
    assert listed == {f"{marks.parent.name}/{marks.stem}" for marks in wanted()}


def test_the_agreement_names_what_has_not_come_and_measures_what_has(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = annotated_twice("aleppo-2016")[0]
    gone = there.with_name("not-come.marks")
    monkeypatch.setattr(measured, "wanted", lambda: {there: "en", gone: "ru"})

    assert main(["reading"]) == 0

    printed = capsys.readouterr().out
    assert "en: 1 reports" in printed and "ru: " not in printed
    assert "not annotated a second time yet, 1 of 2:" in printed and "not-come.marks" in printed
