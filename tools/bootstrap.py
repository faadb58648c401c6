"""Makes the environment of a checkout, for ``./truce``; the standard library only.

``.venv`` beside the checkout gets what ``requirements.lock`` names (hashes are checked), or ``requirements-dev.lock``
for ``--setup dev``, and then the checkout itself, editable. A mark is written last, so a set-up that was interrupted
starts again, and two that start at once take turns.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
#: The Python outside any environment: the one that runs this may be that of .venv, which is about to be replaced.
BASE = getattr(sys, "_base_executable", None) or sys.executable
#: Present while an installation is under way; an environment that has it is unfinished.
UNFINISHED = VENV / ".truce-unfinished"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
#: On the disk, as measured on Debian 12.
MEGABYTES = {"run": 560, "dev": 1400}

#: Folders of packages that only the set-up and the maintainers use, or only the tests of a package.
NOT_COMPILED = r"/(?:tests?|pip|setuptools|hatchling|pkg_resources|_pytest|playwright|hypothesis|mypy|z3|lexers)/"

#: Settings that would send the packages elsewhere than into .venv, or break its Python.
MISLEADING = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON")
INSTALLER_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in MISLEADING},
    "DEBIAN_FRONTEND": "noninteractive",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_ROOT_USER_ACTION": "ignore",
    "PIP_USER": "0",
}


@dataclass
class SetUpError(Exception):
    """The environment cannot be made."""

    message: str
    hint: str


@dataclass(frozen=True)
class Installer:
    """A way to make an environment and to put packages into it."""

    make: list[str]
    install: list[str]


def main(words: list[str]) -> int:
    """Make the environment where it is not ready, then run the command in it (which ends this process).

    Args:
        words: The words after ``./truce``.
    """
    only_set_up = words[:1] == ["--setup"]
    kind = words[1] if only_set_up and len(words) > 1 else "run"
    if kind not in LOCKS:
        return complain(f"--setup takes nothing or dev, not {kind!r}", "./truce --setup dev")
    try:
        with one_at_a_time():
            set_up(kind)
    except SetUpError as error:
        return complain(error.message, error.hint)
    except KeyboardInterrupt:
        return complain("the set-up was interrupted", "run the same again: it starts afresh") and 130
    if not only_set_up:
        run(words)
    return 0


def run(words: list[str]) -> NoReturn:
    """Become the command."""
    os.execv(PYTHON, [str(PYTHON), "-P", "-m", "trucekeeper", *words])


def set_up(kind: str) -> None:
    """Bring ``.venv`` to what the locks say, and mark it."""
    if mark_of("dev") is not None:
        kind = "dev"  # once made, it is kept up
    wanted = {each: wanted_mark(LOCKS[each]) for each in (["run", "dev"] if kind == "dev" else ["run"])}
    if not UNFINISHED.exists() and all(mark_of(each) == mark for each, mark in wanted.items()):
        for each in wanted:
            mark_path(each).touch()  # only the dates of the files had changed
        return
    started = time.monotonic()
    installer = environment(kind)
    UNFINISHED.touch()
    for each in LOCKS:
        mark_path(each).unlink(missing_ok=True)
    lock = LOCKS[kind]
    install(installer, f"packages from {lock}", ["--require-hashes", "-r", str(ROOT / lock)], count=packages_in(lock))
    install(installer, "Trucekeeper itself", ["--no-deps", "--no-build-isolation", "-e", str(ROOT)], count=1)
    compile_used()
    for each, mark in wanted.items():
        mark_path(each).write_text(mark, encoding="utf-8")
    UNFINISHED.unlink()
    say(f"ready after {time.monotonic() - started:.0f} s")


def wanted_mark(lock: str) -> str:
    """What the mark of a finished environment says: where it is, and of which texts and which Python it was made."""
    digest = hashlib.sha256()
    for text in (lock, "pyproject.toml"):
        digest.update((ROOT / text).read_bytes() + b"\0")
    return f"{ROOT}\n{digest.hexdigest()}\n"


def mark_path(kind: str) -> Path:
    """Where the mark of a kind of environment stands."""
    return VENV / f".truce-{kind}"


def mark_of(kind: str) -> str | None:
    """The mark as it stands, or None where there is none or the environment's Python does not start."""
    if not PYTHON.exists():
        return None
    try:
        return mark_path(kind).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def environment(kind: str) -> Installer:
    """An environment with a Python that starts, made anew where there is none, it was moved or it is unfinished."""
    moved = any((mark_of(each) or str(ROOT)).splitlines()[0] != str(ROOT) for each in LOCKS)
    usable = VENV.exists() and not moved and not UNFINISHED.exists() and succeeds([str(PYTHON), "-c", ""])
    if not usable:
        say(f"first use: making the environment in {VENV} (once; under a minute, {MEGABYTES[kind]} MB)")
    for installer in installers():
        if usable and succeeds([*installer.install, "--help"]):
            return installer
        if not usable and succeeds(installer.make):
            return installer
    raise SetUpError(
        f"{BASE} can make no environment: it has neither ensurepip nor pip, and uv is not here either",
        "on Debian or Ubuntu: apt-get install python3-venv",
    )


def installers() -> Iterator[Installer]:
    """The ways that may work here, the plainest first.

    Debian keeps ensurepip in a package of its own (python3-venv); where that is missing, a pip outside fills the
    environment. uv comes after them because it does not read pip's configuration. The machine itself is changed only
    where nothing else is left, and only for the superuser of a Debian-like system, as in a fresh container.
    """
    venv = [BASE, "-m", "venv", "--clear"]
    if importlib.util.find_spec("ensurepip"):
        yield Installer([*venv, str(VENV)], [str(PYTHON), "-m", "pip", "install"])
    if succeeds([BASE, "-m", "pip", "--version"]):
        outside = [BASE, "-m", "pip", "--python", str(PYTHON), "install"]
        yield Installer([*venv, "--without-pip", str(VENV)], outside)
    if uv := shutil.which("uv"):
        make = [uv, "venv", "-q", "--clear", "--no-project", "--python", BASE, str(VENV)]
        yield Installer(make, [uv, "pip", "install", "--python", str(PYTHON)])
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("this Python cannot make an environment: installing Debian's python3-venv")
        if succeeds(["apt-get", "update"]) and succeeds(["apt-get", "install", "-y", "python3-venv"]):
            yield Installer([*venv, str(VENV)], [str(PYTHON), "-m", "pip", "install"])


def install(installer: Installer, what: str, arguments: list[str], *, count: int) -> None:
    """Install, and show how far it is."""
    process = subprocess.Popen(
        # compile_used does it better: on all processors, and without what is never imported.
        [*installer.install, "--no-compile", *arguments],
        cwd=ROOT,
        env=INSTALLER_ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert process.stdout is not None
    said: list[str] = []
    show = progress(what, count)
    for line in process.stdout:
        said.append(line.rstrip())
        show(line)
    if process.wait() != 0:
        sys.stderr.write("\n".join(["", *said[-15:], ""]))
        raise SetUpError(
            f"{what} could not be installed (the installer's last lines stand above)",
            "it needs the network once; without one, see docs/how-to/install.md",
        )


def compile_used() -> None:
    """Compile what the commands import.

    Where Python may not write beside its source later (a folder of another user, PYTHONDONTWRITEBYTECODE), every start
    would compile it again: `truce --help` took 0.3 s instead of 0.1 s.
    """
    folders = [str(folder) for folder in (*VENV.glob("lib/python*/site-packages"), ROOT / "src")]
    succeeds([str(PYTHON), "-m", "compileall", "-q", "-j", "0", "-x", NOT_COMPILED, *folders])


def progress(what: str, count: int) -> Callable[[str], None]:
    """A function that takes the installer's lines: on a terminal it counts on one line, elsewhere it says one line."""
    terminal = sys.stderr.isatty()
    seen = 0
    if not terminal:
        say(f"installing {what}")

    def show(line: str) -> None:
        nonlocal seen
        if not terminal:
            return
        if line.startswith("Collecting "):
            seen += 1
            sys.stderr.write(f"\r\x1b[Ktruce: {seen} of {count} {what}")
        elif line.startswith("Installing collected"):
            sys.stderr.write(f"\r\x1b[Ktruce: unpacking {what}")
        elif line.startswith("Successfully"):
            sys.stderr.write(f"\r\x1b[Ktruce: installed {what}\n")
        sys.stderr.flush()

    return show


def packages_in(lock: str) -> int:
    """How many packages a lock names."""
    return sum("==" in line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines())


def succeeds(command: list[str]) -> bool:
    """Whether a command runs and ends well; what it says is of no interest."""
    try:
        return subprocess.run(command, env=INSTALLER_ENVIRONMENT, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other set-up of this checkout is under way."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is under way: waiting for it")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def say(text: str) -> None:
    """Tell the user, on stderr: stdout belongs to the command."""
    sys.stderr.write(f"truce: {text}\n")
    sys.stderr.flush()


def complain(message: str, hint: str) -> int:
    """Say what is wrong and what to do about it; the exit code of wrong use."""
    sys.stderr.write(f"truce: error: {message}\nhint: {hint}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
