"""The files that make up the project, for the tests that read them all."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def project_files() -> list[Path]:
    """Every file under version control or about to be; outside a checkout, every file that is no tool's leaving."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not leavings(path)]


def leavings(path: Path) -> bool:
    inside = path.relative_to(ROOT).parts
    return any(part.startswith(".") and part != ".ci" for part in inside) or "__pycache__" in inside


def text_of(path: Path) -> str:
    """The text of a file; empty for pictures, fonts and other bytes."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
