import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import trucekeeper
from trucekeeper.cli import main as entry
from trucekeeper.cli.main import Commands, main
from trucekeeper.cli.table import SECTIONS, Place
from trucekeeper.core.errors import TruceError

HEAVY = {"numpy", "numba", "highspy", "trafilatura", "lxml", "lark", "jinja2", "msgspec", "markdown_it", "rich"}


@click.command()
def unreadable() -> None:
    raise TruceError("my.deal.md cannot be read: line 3 is not UTF-8", "save it as UTF-8")


@click.command()
def finds_something() -> int:
    return 1


@click.command()
def stopped_by_hand() -> None:
    raise KeyboardInterrupt


def offer(monkeypatch: pytest.MonkeyPatch, command: click.Command) -> None:
    monkeypatch.setattr(sys.modules[__name__], "offered", command, raising=False)
    monkeypatch.setattr(entry.truce, "sections", {"Test": {"it": Place(f"{__name__}:offered", "a command")}})


def test_what_cannot_be_done_is_said_on_stderr_with_a_hint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    offer(monkeypatch, unreadable)

    code = main(["it"])

    assert code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "truce: error: my.deal.md cannot be read: line 3 is not UTF-8\nhint: save it as UTF-8\n"


def test_the_number_a_command_returns_is_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, finds_something)

    assert main(["it"]) == 1


def test_a_command_stopped_by_hand_leaves_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    offer(monkeypatch, stopped_by_hand)

    assert main(["it"]) == 130
    assert capsys.readouterr().err.strip() == ""


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing-of-that-name"]) == 2
    assert "No such command 'nothing-of-that-name'" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_a_reader_that_goes_away_leaves_no_traceback(asked: str) -> None:
    source, gone = os.pipe()
    os.close(source)

    with os.fdopen(gone, "wb") as stdout:
        done = subprocess.run(
            [sys.executable, "-m", "trucekeeper", asked],
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(trucekeeper.__file__).parents[1])},
            check=False,
        )

    assert (done.returncode, done.stderr) == (1, b"")


def test_the_version_is_printed() -> None:
    assert CliRunner().invoke(entry.truce, ["--version"]).output == f"truce, version {trucekeeper.__version__}\n"


def test_help_loads_no_command_and_no_heavy_package() -> None:
    seen = "import sys, trucekeeper.cli.main as m; m.main(['--help']); print(*sys.modules, file=sys.stderr)"

    done = subprocess.run(
        [sys.executable, "-c", seen],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(trucekeeper.__file__).parents[1])},
        check=True,
    )

    loaded = set(done.stderr.split())
    assert not loaded & HEAVY
    assert {m for m in loaded if m.startswith("trucekeeper")} <= {
        "trucekeeper",
        "trucekeeper.cli",
        "trucekeeper.cli.main",
        "trucekeeper.cli.table",
        "trucekeeper.core",
        "trucekeeper.core.errors",
    }


def test_every_command_in_the_table_loads_and_fits_in_one_line_of_help() -> None:
    group = entry.truce
    assert isinstance(group, Commands)

    for section in SECTIONS.values():
        for name, place in section.items():
            assert group.get_command(click.Context(group), name) is not None, name
            assert len(place.summary) <= 60, name
