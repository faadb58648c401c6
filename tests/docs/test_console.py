"""Every page that shows commands shows what really comes out."""

from pathlib import Path

import pytest

from tests.docs.console import ROOT, differences, pages, run, steps


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_what_a_newcomer_sees(page: Path) -> None:
    found = differences(page.read_text(encoding="utf-8"))

    assert not found, "run `make docs` and read what changed:\n" + "\n".join(found)


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


def test_only_the_last_lines_are_shown_where_a_page_asks_for_them() -> None:
    code, out = run("truce --help | tail -1")

    assert (code, len(out.splitlines())) == (0, 1)
