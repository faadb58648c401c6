"""Runs the `console` blocks of a page and compares what comes out.

`make docs` (`python -m tests.docs.console [PAGE...]`) writes it anew. In such a block a line `$ COMMAND` is run as a
newcomer would, all blocks of a page in one folder in which `examples/` lies; the lines below it are what comes out
(both streams, 80 columns wide). `...` stands for what differs from run to run. An exit code other than 0 stands behind
the command: `$ truce check x.deal.md  # exit 1`.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trucekeeper.cli.main import main as truce

ROOT = Path(__file__).resolve().parents[2]

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: What differs from run to run: seals and other hashes, and the clock of this machine.
VARYING = re.compile(
    r"\b[0-9a-f]{16,64}\b"
    r"|\b20(?:2[6-9]|[3-9]\d)-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d| UTC)?"
    r"|\b\d+\.\d+ s\b|\b[\d,]+(?= bytes\b)"
)


@dataclass(frozen=True)
class Step:
    """One command of a page and what the page says comes out of it."""

    command: str
    code: int
    expected: str


def steps(block: str) -> Iterator[Step]:
    """The commands of one block."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, expected = part.partition("\n")
        while line.endswith("\\"):
            more, _, expected = expected.partition("\n")
            line = f"{line}\n{more}"
        command, _, code = line.partition("  # exit ")
        yield Step(command, int(code or 0), expected)


def run(command: str) -> tuple[int, str]:
    """Run one command in the current folder; ` | tail -N` or ` | head -N` leaves some lines, and its exit code."""
    command, _, last = command.replace("\\\n", " ").partition(" | tail -")
    command, _, first = command.partition(" | head -")
    code, out = _run(shlex.split(command))
    lines = out.splitlines(keepends=True)
    return code, "".join(lines[: int(first)] if first else lines[-int(last or 0) :])


def _run(words: list[str]) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        match words:
            case ["truce", *args]:
                code = truce(args)
            case ["cp", source, target]:
                shutil.copy(source, target)
                code = 0
            case ["cat", name]:
                out.write(Path(name).read_text(encoding="utf-8"))
                code = 0
            case _:
                raise ValueError(f"a page can run truce, cp and cat only: {shlex.join(words)}")
    return code, out.getvalue()


@contextlib.contextmanager
def newcomers_folder() -> Iterator[Path]:
    """A folder of its own with the examples in it, in a terminal that is 80 columns wide and shows no colours."""
    before, environment = Path.cwd(), dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        os.environ.update({"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"})
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)
            os.environ.clear()
            os.environ.update(environment)


def differences(page: str) -> list[str]:
    """Where a page says something else than what comes out; empty when it is right."""
    found: list[str] = []
    checker = doctest.OutputChecker()
    flags = doctest.ELLIPSIS
    with newcomers_folder():
        for block in BLOCK.findall(page):
            for step in steps(block):
                code, out = run(step.command)
                if code != step.code:
                    found.append(f"$ {step.command}\nexit {code} instead of {step.code}\n{out}")
                elif not checker.check_output(step.expected, tidy(out), flags):
                    example = doctest.Example(step.command, step.expected)
                    found.append(f"$ {step.command}\n{checker.output_difference(example, tidy(out), flags)}")
    return found


def rewritten(page: str) -> str:
    """The page with what comes out now."""
    with newcomers_folder():
        return BLOCK.sub(lambda block: f"```console\n{''.join(_told(step) for step in steps(block[1]))}```", page)


def _told(step: Step) -> str:
    code, out = run(step.command)
    exit_code = f"  # exit {code}" if code else ""
    return f"$ {step.command}{exit_code}\n{VARYING.sub('...', tidy(out))}"


def tidy(out: str) -> str:
    """Without blanks at line ends, which no page keeps."""
    return "".join(f"{line.rstrip()}\n" for line in out.splitlines())


def pages() -> list[Path]:
    """Every page of the documentation that shows commands."""
    found = sorted((ROOT / "docs").rglob("*.md"))
    return [path for path in found if BLOCK.search(path.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or pages():
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
