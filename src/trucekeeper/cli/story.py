"""A story told with the commands: where the bundled ones lie, and what `story.toml` says to tell of one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import trucekeeper
from trucekeeper.core.errors import TruceError

#: The script of a story, beside its deals and records.
SCRIPT = "story.toml"


class StoryError(TruceError):
    """A story that is not bundled, or whose script lacks something that must be told."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A deal to check, and the sentence that leads to it."""

    file: str
    words: str


@dataclass(frozen=True, slots=True)
class Supposition:
    """Invented records, and the deal and moment at which to ask what they would change."""

    deal: str
    records: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Reports:
    """A folder of reports to read, and what a person made of them.

    Attributes:
        folder, deal: The reports, and the deal whose names are looked for.
        decisions: What a person decided about the proposals, one a line (`truce confirm --from`).
        typed: What the desk typed in by hand, since no report proposes it.
        why: For each kind of typed record, why no report proposes it.
        words: What leads to it.
    """

    folder: str
    deal: str
    decisions: str
    typed: str
    why: tuple[tuple[str, str], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """What to tell, and from which files of its folder.

    Attributes:
        records: The story as a desk typed it in; where there are reports, it is only compared with them.
    """

    folder: Path
    title: str
    about: str
    ledger: str
    records: str
    entered_by: str
    deals: tuple[Chapter, ...]
    moments: tuple[tuple[datetime, str], ...]
    suppose: Supposition | None
    reports: Reports | None
    brief_at: datetime
    audience: str


def stories_folder() -> Path:
    """Where the bundled stories lie: inside an installed package, else beside the source of a checkout."""
    package = Path(trucekeeper.__file__).parent
    installed = package / "examples"
    return installed if installed.is_dir() else package.parents[1] / "examples"


def story_names(within: Path | None = None) -> tuple[str, ...]:
    """The stories that have a script; the first one is told unless another is asked for."""
    folder = within or stories_folder()
    return tuple(sorted(script.parent.name for script in folder.glob(f"*/{SCRIPT}")))


def read_story(name: str, within: Path | None = None) -> Story:
    """Read a story's script.

    Raises:
        StoryError: When there is no such story, or its script lacks a part or gives a moment without an offset.
    """
    folder = (within or stories_folder()) / name
    if name not in story_names(within):
        known = ", ".join(story_names(within)) or "none"
        raise StoryError(f'there is no story "{name}" with a {SCRIPT} in it', f"bundled stories: {known}")
    try:
        return _story(folder, tomllib.loads((folder / SCRIPT).read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise StoryError(f"{folder / SCRIPT} cannot be told: {error}", "compare it with a bundled story") from None


def _story(folder: Path, script: Mapping[str, Any]) -> Story:
    brief = script["brief"]
    return Story(
        folder=folder,
        title=script["title"],
        about=script["about"].strip(),
        ledger=script["ledger"],
        records=script["records"],
        entered_by=script["entered_by"],
        deals=tuple(Chapter(one["file"], one["words"]) for one in script["deals"]),
        moments=tuple((_moment(one), one["words"]) for one in script["moments"]),
        suppose=_supposition(script["suppose"]) if "suppose" in script else None,
        reports=_reports(script["reports"]) if "reports" in script else None,
        brief_at=_moment(brief),
        audience=brief["audience"],
    )


def _reports(part: Mapping[str, Any]) -> Reports:
    return Reports(**{**part, "why": tuple(part["why"].items())})


def _supposition(part: Mapping[str, Any]) -> Supposition:
    return Supposition(part["deal"], part["records"], _moment(part), part["words"].strip())


def _moment(part: Mapping[str, Any]) -> datetime:
    at = part["at"]
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise TypeError(f"the moment {at} has no offset")
    return at
