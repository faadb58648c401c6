"""`truce read --review` on a terminal of 80 columns: what was decided is in the ledger, whatever breaks off."""

import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path

import pytest

from tests.cli.test_read_and_confirm import DEAL, REPORT
from trucekeeper.cli.main import main
from trucekeeper.ledger.record import Withdrawal
from trucekeeper.ledger.store_sqlite import opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.deal.md").write_text(DEAL, encoding="utf-8")
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    given = ["--deal", str(tmp_path / "d.deal.md"), "--into", str(tmp_path / "d.ledger"), "--as", "desk"]
    main(["read", str(tmp_path / "report.txt"), *given, "--published", "2016-12-14T18:00+02:00"])
    return tmp_path


class Terminal:
    """A person's terminal with the review in it."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.near, far = pty.openpty()
        ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        self.before = termios.tcgetattr(far)
        self.far = far
        # A shell that runs the tests in the background ignores interrupts, and its children inherit that.
        command = [
            "env",
            "--default-signal=INT",
            sys.executable,
            "-m",
            "trucekeeper",
            "read",
            "--review",
            "--into",
            str(folder / "d.ledger"),
            "--as",
            "desk",
        ]
        command += ["--deal", str(folder / "d.deal.md"), *more]
        out = subprocess.PIPE if "--json" in more else far
        self.run = subprocess.Popen(
            command, stdin=far, stdout=out, stderr=far, env=os.environ | {"TERM": "dumb"}, start_new_session=True
        )

    def until(self, words: str) -> str:
        """What the screen shows until these words came."""
        seen, last = b"", time.monotonic() + 30
        while words.encode() not in seen:
            assert time.monotonic() < last, f"{words!r} never came; the screen showed {seen.decode(errors='replace')}"
            if select.select([self.near], [], [], 0.2)[0]:
                seen += os.read(self.near, 65536)
        return seen.decode()

    def press(self, keys: str, words: str) -> str:
        os.write(self.near, keys.encode())
        return self.until(words)

    def ends(self) -> int:
        return self.run.wait(120)


@pytest.fixture
def ended() -> Iterator[list[Terminal]]:
    several: list[Terminal] = []
    yield several
    for one in several:
        one.run.kill()
        one.run.wait()


def states(folder: Path) -> list[str]:
    with opened(folder / "d.ledger") as store:
        return sorted(one.state for one in store.proposals())


def test_a_sitting_of_confirming_correcting_rejecting_and_undoing(folder: Path, ended: list[Terminal]) -> None:
    terminal = Terminal(folder)
    ended.append(terminal)
    first = terminal.until("all keys")
    assert "0 of 3 decided; waiting: " in first and "[[" in first
    assert max(len(line) for line in first.replace("\r", "").split("\n")) <= 80

    terminal.press("y", "confirmed: ")
    terminal.press("u", "undone: confirm")
    shown = terminal.press("iunknown\r", "corrected: side = unknown")
    assert "(unknown)" in shown
    terminal.press("y", "1 of 3 decided")
    assert "clause cannot be" in terminal.press("cA9\r", "one of")
    assert "clause cannot be" in terminal.press("y", "one of")
    terminal.press("r", "forgotten")
    terminal.press("x1\r", "2 of 3 decided")
    terminal.press("q", "goes on from here")

    assert terminal.ends() == 0
    assert states(folder) == ["confirmed", "open", "rejected"]
    assert termios.tcgetattr(terminal.far) == terminal.before
    with opened(folder / "d.ledger") as store:
        assert store.damage() is None
        entries = [entry.record for entry in store.entries()]
        withdrawn = [one.withdraws for one in entries if isinstance(one, Withdrawal)]
        reasons = [one.reason for one in store.proposals("confirmed")]
    assert withdrawn and f"{withdrawn[0]}-2" in {one.id for one in entries}
    assert reasons == ["corrected: side"]


def test_what_was_undone_can_be_confirmed_by_another_command(
    folder: Path, ended: list[Terminal], capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(folder)
    ended.append(terminal)
    terminal.until("all keys")
    terminal.press("y", "confirmed: ")
    terminal.press("u", "undone: confirm")
    terminal.press("q", "goes on from here")
    terminal.ends()

    assert main(["confirm", str(folder / "d.ledger"), "--as", "desk", "--accept-all"]) == 0
    assert "3 accepted unread; 0 wait" in capsys.readouterr().out


@pytest.mark.parametrize("how", ["interrupt", "dead", "killed"])
def test_nothing_decided_is_lost_when_a_sitting_breaks_off(how: str, folder: Path, ended: list[Terminal]) -> None:
    terminal = Terminal(folder)
    ended.append(terminal)
    terminal.until("all keys")
    terminal.press("y", "1 of 3 decided")
    terminal.press("ssome", "> some")

    if how == "interrupt":
        os.killpg(terminal.run.pid, signal.SIGINT)
    elif how == "dead":
        os.close(terminal.far)
        os.close(terminal.near)
        terminal.run.send_signal(signal.SIGHUP)
    else:
        terminal.run.kill()
    terminal.ends()

    assert states(folder) == ["confirmed", "open", "open"]
    again = Terminal(folder)
    ended.append(again)
    assert "1 of 3 decided" in again.until("all keys")


def test_a_split_and_a_merge_leave_the_old_ones_rejected_and_the_new_ones_waiting(
    folder: Path, ended: list[Terminal]
) -> None:
    terminal = Terminal(folder)
    ended.append(terminal)
    terminal.until("all keys")
    terminal.press("/\r", "split in two")
    terminal.press("u", "undone: split")
    assert states(folder) == ["open"] * 3 + ["rejected"] * 2
    terminal.press("/\r", "split in two")
    terminal.press("+", "merged")
    terminal.press("q", "goes on from here")

    assert terminal.ends() == 0
    assert states(folder).count("open") == 3


def test_decisions_as_lines_can_be_carried_out_on_another_ledger(
    folder: Path, ended: list[Terminal], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "copy.ledger").write_bytes((folder / "d.ledger").read_bytes())
    terminal = Terminal(folder, "--json", "--no-rank")
    ended.append(terminal)
    assert "its place" not in terminal.until("all keys")
    terminal.press("y", "1 of 3 decided")
    terminal.press("x2\r", "2 of 3 decided")
    terminal.press("q", "goes on from here")
    out, _ = terminal.run.communicate(timeout=120)
    (tmp_path / "decisions.jsonl").write_bytes(out)

    assert [json.loads(line)["decide"] for line in out.decode().splitlines()] == ["confirm", "reject"]
    copy = ["confirm", str(tmp_path / "copy.ledger"), "--as", "desk", "--from", str(tmp_path / "decisions.jsonl")]
    assert main(copy) == 0
    assert "1 confirmed, 1 rejected; 1 wait" in capsys.readouterr().out


def test_a_review_without_a_terminal_says_what_to_use_instead(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--review", "--into", str(folder / "d.ledger"), "--as", "desk"]) == 2
    assert "a review needs a terminal, and this is none" in capsys.readouterr().err
    assert main(["read", "--review", "--as", "desk"]) == 2
    assert main(["read", "--deal", str(folder / "d.deal.md")]) == 2
    assert "Missing argument 'SOURCE...'." in capsys.readouterr().err
