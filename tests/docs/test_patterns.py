"""The patterns and clause types of the documentation read well and have the answers that stand beside them."""

import re
from pathlib import Path

import pytest

from tools.cases import findings_of
from trucekeeper.deal.check import check
from trucekeeper.deal.grammar import KINDS, TYPES
from trucekeeper.deal.syntax import read_deal

ROOT = Path(__file__).parents[2]
PATTERNS = (ROOT / "docs" / "concepts" / "patterns.md").read_text("utf-8")
HEAD = "deal EX\n  zone: UTC\nparty A\nparty B\nparty M\n  role: monitor\n"
SECTION = re.compile(r"^## (P\d+): .*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^```(deal|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SECTIONS = {found[1]: found[0] for found in SECTION.finditer(PATTERNS)}


def test_all_ten_are_there() -> None:
    assert list(SECTIONS) == [f"P{number}" for number in range(1, 11)]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_pattern_reads_well_and_has_the_worst_moment_that_stands_beside_it(name: str) -> None:
    (_, deal), (_, answers) = FENCE.findall(SECTIONS[name])
    text = f"```deal\n{HEAD}{deal}```\n"
    assert read_deal(text, name).findings == ()
    shown = [line for line in findings_of(text, of_nothing_too=True) if line.startswith(("exposure", "on the road"))]
    assert [line.strip() for line in answers.splitlines()] == [line.strip() for line in shown]
    codes = {finding.code for finding in check(read_deal(text, name)).findings}
    assert not {"D01", "D02", "D21", "D30"} & codes
    assert ("D03" in codes) is (name in {"P9"}), "only across kinds does nothing bound the first"


TYPES_PAGE = (ROOT / "docs" / "concepts" / "clause-types.md").read_text("utf-8")
EXAMPLES = [deal for kind, deal in FENCE.findall(TYPES_PAGE) if kind == "deal"]


@pytest.mark.parametrize("deal", EXAMPLES)
def test_the_example_of_a_clause_type_reads_well(deal: str) -> None:
    head = "" if deal.startswith("deal ") else HEAD
    assert read_deal(f"```deal\n{head}{deal}```\n", "x").findings == ()


def test_every_kind_and_every_type_of_clause_has_an_example() -> None:
    written = "\n".join(EXAMPLES)
    assert [kind for kind in KINDS if not re.search(rf"^{kind} \S", written, re.MULTILINE)] == []
    assert [name for name in TYPES if name != "other" and f"type: {name}" not in written] == []
