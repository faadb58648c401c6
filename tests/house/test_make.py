"""Each thing that `make` is said to do, it does."""

import re

from tests.house.repository import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_target_that_is_named_has_a_recipe() -> None:
    named = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[0].split()

    without = [one for one in named if not re.search(rf"^{one}:.*\n\t\S", MAKEFILE, re.MULTILINE)]

    assert len(named) > 5
    assert without == []


def test_what_the_documentation_tells_to_make_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    told = {one for page in pages for one in re.findall(r"`make ([a-z]+)`", page.read_text(encoding="utf-8"))}

    assert {"test", "screens"} <= told
    assert {one for one in told if not re.search(rf"^{one}:", MAKEFILE, re.MULTILINE)} == set()
