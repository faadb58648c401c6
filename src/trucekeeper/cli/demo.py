"""The command that shows a newcomer the whole of it on a story of ours, with the same functions as the other commands."""

import shutil
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from trucekeeper.cli.story import Story, read_story, story_names
from trucekeeper.core.errors import TruceError

#: Stands in a folder that this command made, so that it may be replaced.
MARK = ".truce-demo"
WIDTH = 78


class NotOursError(TruceError):
    """A folder that holds something else than an earlier demo, and is therefore left alone."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is there already and was not made by truce demo; nothing was written",
            "name another folder with --out",
        )


@click.command()
@click.option("--out", "out", type=click.Path(path_type=Path), default=Path("demo-out"), show_default=True)
@click.option("--story", "name", default=None, help="Which bundled story; the first one unless named.")
def demo(out: Path, name: str | None) -> None:
    """Tell a whole story on bundled data, from the first text of the deal to the daily report.

    Checks the versions of a deal, records who said what, prints how the deal stood at six moments, what two invented
    records would change, writes the report and says what to try next. Everything lies in the folder OUT afterwards; an earlier demo there is replaced.

    Exit codes: 0 told; 2 the folder holds something else. Example: truce demo --out tour
    """
