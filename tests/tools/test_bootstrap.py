import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tools import bootstrap
from tools.bootstrap import Installer, SetUpError, one_at_a_time, set_up

#: Stands in for pip: writes down what it was asked for, and fails where a file `broken` lies beside it.
FAKE_PIP = """
import pathlib, sys
here = pathlib.Path(__file__).parent
with (here / "asked").open("a") as asked:
    asked.write(" ".join(sys.argv[1:]) + "\\n")
if (here / "broken").exists():
    sys.exit("ERROR: no network")
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "a checkout"
    root.mkdir()
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        (root / name).write_text(f"# {name}\n")
    (root / "pip.py").write_text(FAKE_PIP)
    settle(root, monkeypatch)
    return root


def settle(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv = root / ".venv"
    monkeypatch.setattr(bootstrap, "ROOT", root)
    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(bootstrap, "UNFINISHED", venv / ".truce-unfinished")
    make = [sys.executable, "-m", "venv", "--without-pip", "--clear", str(venv)]
    fake = Installer(make, [sys.executable, str(root / "pip.py")])
    monkeypatch.setattr(bootstrap, "installers", lambda: iter([fake]))


def asked(root: Path) -> list[str]:
    """What was installed, one word each, in the order of the asking."""
    lines = (root / "asked").read_text().splitlines() if (root / "asked").exists() else []
    return [Path(line.split()[-1]).name for line in lines if "--no-compile" in line]


def forget(root: Path) -> None:
    (root / "asked").unlink()


def test_the_first_use_installs_the_lock_and_then_the_checkout(checkout: Path) -> None:
    set_up("run")

    assert asked(checkout) == ["requirements.lock", "checkout"]


def test_a_second_use_installs_nothing(checkout: Path) -> None:
    set_up("run")
    forget(checkout)

    set_up("run")

    assert asked(checkout) == []


def test_a_changed_lock_is_installed(checkout: Path) -> None:
    set_up("run")
    forget(checkout)
    (checkout / "requirements.lock").write_text("# newer\n")

    set_up("run")

    assert asked(checkout) == ["requirements.lock", "checkout"]


def test_an_environment_with_the_tests_tools_keeps_them_when_the_command_is_run(checkout: Path) -> None:
    set_up("dev")
    (checkout / "pyproject.toml").write_text("# newer\n")
    forget(checkout)

    set_up("run")

    assert asked(checkout) == ["requirements-dev.lock", "checkout"]


def test_a_set_up_that_broke_off_is_made_anew(checkout: Path) -> None:
    (checkout / "broken").touch()
    with pytest.raises(SetUpError, match=r"packages from requirements\.lock could not be installed"):
        set_up("run")
    half_done = checkout / ".venv" / "half a package"
    half_done.touch()
    (checkout / "broken").unlink()

    set_up("run")

    assert not half_done.exists()
    assert not bootstrap.UNFINISHED.exists()


def test_a_checkout_that_was_moved_gets_a_new_environment(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up("run")
    moved = checkout.with_name("moved")
    shutil.move(checkout, moved)
    settle(moved, monkeypatch)
    forget(moved)

    set_up("run")

    assert asked(moved) == ["requirements.lock", "moved"]
    assert bootstrap.wanted_mark("requirements.lock") == (moved / ".venv" / ".truce-run").read_text()


def test_an_environment_the_user_made_is_filled_and_not_thrown_away(checkout: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
    own = checkout / ".venv" / "own file"
    own.touch()

    set_up("run")

    assert own.exists()


def test_two_set_ups_at_once_install_once(checkout: Path) -> None:
    def start() -> None:
        with one_at_a_time():
            set_up("run")

    both = [threading.Thread(target=start) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert asked(checkout) == ["requirements.lock", "checkout"]


def test_where_ensurepip_is_missing_a_pip_outside_fills_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name))
    monkeypatch.setattr(bootstrap, "succeeds", lambda command: command[-3:] == ["-m", "pip", "--version"])

    first = next(bootstrap.installers())

    assert "--without-pip" in first.make
    assert first.install == [bootstrap.BASE, "-m", "pip", "--python", str(bootstrap.PYTHON), "install"]


def test_the_environment_is_not_made_with_its_own_python() -> None:
    inside = subprocess.run(
        [sys.executable, "-c", "from tools.bootstrap import BASE; print(BASE)"],
        cwd=Path(bootstrap.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )

    assert not Path(inside.stdout.strip()).is_relative_to(sys.prefix) or sys.prefix == sys.base_prefix


def test_where_nothing_can_make_an_environment_the_package_to_install_is_named(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "installers", lambda: iter(()))

    with pytest.raises(SetUpError) as error:
        set_up("run")

    assert error.value.hint == "on Debian or Ubuntu: apt-get install python3-venv"


def test_settings_of_the_user_do_not_send_the_packages_elsewhere() -> None:
    assert not {"PYTHONPATH", "PIP_TARGET", "PIP_PREFIX"} & bootstrap.INSTALLER_ENVIRONMENT.keys()
    assert bootstrap.INSTALLER_ENVIRONMENT["PIP_USER"] == "0"


# The shell script in front.


def copied(tmp_path: Path) -> Path:
    """A checkout that is ready, with a Python that only says what it was asked to run."""
    root = tmp_path / "a checkout"
    (root / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(Path(bootstrap.__file__).parents[1] / "truce", root)
    for name in ("pyproject.toml", "requirements.lock"):
        (root / name).touch()
        os.utime(root / name, (1, 1))
    python = root / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\nfor each in "$@"; do echo "<$each>"; done\n')
    python.chmod(0o755)
    (root / ".venv" / ".truce-run").write_text(f"{root}\nabc\n")
    return root


def said_by(command: list[str | Path], **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)


def test_a_ready_checkout_starts_the_command_with_its_words_unchanged(tmp_path: Path) -> None:
    root = copied(tmp_path)

    done = said_by([root / "truce", "check", "my deal.md", "*"])

    assert done.stdout.split("\n")[:-1] == ["<-P>", "<-m>", "<trucekeeper>", "<check>", "<my deal.md>", "<*>"]


def test_a_link_to_the_script_finds_the_checkout(tmp_path: Path) -> None:
    root = copied(tmp_path)
    link = tmp_path / "truce"
    link.symlink_to(root / "truce")

    assert "<trucekeeper>" in said_by([link, "check"]).stdout


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_not_ready(tmp_path: Path, changed: str) -> None:
    root = copied(tmp_path)
    os.utime(root / changed, (2**31 - 1, 2**31 - 1))

    done = said_by([root / "truce", "check"], PATH=str(tmp_path / "no python here"))

    assert done.returncode == 2


def test_without_a_python_the_script_says_what_to_install(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / ".venv" / ".truce-run").unlink()

    done = said_by(["/bin/sh", root / "truce", "check"], PATH=str(tmp_path / "no python here"))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "truce: error: Python 3.11 or newer was not found (looked for python3, python3.11 to python3.15, python)\n"
        "hint: install it, on Debian or Ubuntu: apt-get install python3 python3-venv\n"
    )
