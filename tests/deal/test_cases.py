"""The cases of tests/cases: each file holds two lines of prose, a deal, and exactly what is found in it."""

from pathlib import Path

import pytest

from tools.cases import FOLDER, ROOT, cases, expected, findings_of


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_case_has_exactly_the_findings_that_it_says(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert findings_of(text) == expected(text)


def test_good_cases_have_no_error_and_bad_ones_have_something() -> None:
    for path in FOLDER.rglob("*.deal.md"):
        lines = expected(path.read_text("utf-8"))
        assert any(" error " in line for line in lines) is (path.parent.name == "bad"), path.name
    assert len(cases()) >= 20
