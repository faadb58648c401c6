"""Every page that shows commands shows what really comes out."""

from pathlib import Path

import pytest

from tests.docs.console import BLOCK, ROOT, differences, steps

PAGES = [path for path in sorted((ROOT / "docs").rglob("*.md")) if BLOCK.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_what_a_newcomer_sees(page: Path) -> None:
    found = differences(page.read_text(encoding="utf-8"))

    assert not found, "write it anew with `python -m tests.docs.console PAGE` and read the diff:\n" + "\n".join(found)


def test_a_page_that_promises_something_else_is_found_out() -> None:
    page = "```console\n$ truce --version\ntruce, version 0\n```\n"

    assert len(differences(page)) == 1


def test_a_command_that_fails_is_found_out_unless_the_page_says_so() -> None:
    silent = "```console\n$ truce nothing-of-the-kind\n...\n```\n"
    said = "```console\n$ truce nothing-of-the-kind  # exit 2\n...\n```\n"

    assert len(differences(silent)) == 1
    assert differences(said) == []


def test_a_command_over_several_lines_is_one_command() -> None:
    found = list(steps("$ truce status a.deal.md a.ledger \\\n    --at 2016-12-14T05:00Z\nout\n"))

    assert [(step.command, step.expected) for step in found] == [
        ("truce status a.deal.md a.ledger \\\n    --at 2016-12-14T05:00Z", "out\n")
    ]
