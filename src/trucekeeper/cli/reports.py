"""Reports on the disk: files, and folders with a list of who published what and when."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import moment

if TYPE_CHECKING:
    from trucekeeper.ledger.record import Source
    from trucekeeper.reader.document import Document

#: The list in a folder: one object a line {file, publisher, kind, side, published, language}.
LIST = "sources.jsonl"


class NoReportsError(TruceError):
    """A folder of reports without their list."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} has no {LIST}, so it is not known who published its reports, and when",
            'write one object a line: {"file": ..., "publisher": ..., "published": "2016-12-14T12:00+00:00"}',
        )


class NotPublishedError(TruceError):
    """A report without a moment of publication: no day it names could be placed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"it is not known when {name} was published, so that 'Tuesday' or 'within hours' mean nothing",
            "say so with --published 2016-12-14T12:00+00:00",
        )


class BadListError(TruceError):
    """A line of the list that cannot be used."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(f"{path}: line {line} {why}", "each line is one object with file, publisher and published")


@dataclass(frozen=True, slots=True)
class Report:
    """A report with what is known about it."""

    document: "Document"
    raw_sha256: str
    published: datetime
    publisher: str
    kind: str = ""
    side: str = "unknown"
    language: str = ""
    media_type: str = "text/plain"
    may_leave: bool = False

    def source(self) -> "Source":
        """Its record; the id is made from the text, so that the same text is one source however often it is read."""
        from trucekeeper.ledger.record import Source

        return Source(
            id=f"src-{self.document.sha256[:12]}",
            publisher=self.publisher,
            text_sha256=self.document.sha256,
            raw_sha256=self.raw_sha256,
            kind=self.kind,
            side=self.side,
            published=self.published,
            said_at=self.published,
            language=self.language,
            media_type=self.media_type,
            address=self.document.address,
            title=" ".join(self.document.title.split()),
        )


def reports_at(paths: Sequence[Path], about: dict[str, Any]) -> Iterator[Report]:
    """Read files, and folders by their list.

    Args:
        paths: Files or folders.
        about: publisher, kind, side, language, published, for files that no list tells of.

    Raises:
        NotPublishedError: When nothing says when a report was published.
    """
    for path in paths:
        if path.is_dir():
            for name, told in listed(path):
                yield report_at(path / name, told)
        else:
            own = dict(listed(path.parent)).get(path.name, {}) if (path.parent / LIST).is_file() else {}
            yield report_at(path, own | {key: value for key, value in about.items() if value})


def listed(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files of a folder's list, in its order, with what it tells of each."""
    path = folder / LIST
    if not path.is_file():
        raise NoReportsError(folder)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            yield told.pop("file"), told
        except (ValueError, KeyError, AttributeError):
            raise BadListError(path, number, "is no object with the key file") from None


def report_at(path: Path, told: dict[str, Any]) -> Report:
    """Read one report."""
    from trucekeeper.reader.formats import document_of

    raw = bytes_of(path)
    published = told.get("published")
    if not published:
        raise NotPublishedError(path.name)
    return Report(
        document=document_of(raw, path.name),
        raw_sha256=sha256(raw).hexdigest(),
        published=published if isinstance(published, datetime) else moment(str(published)),
        publisher=told.get("publisher") or path.stem,
        kind=told.get("kind", ""),
        side=told.get("side", "unknown"),
        language=told.get("language", ""),
        may_leave=told.get("may_leave") is True,
        media_type="text/html" if path.suffix.casefold() in {".html", ".htm"} else "text/plain",
    )
