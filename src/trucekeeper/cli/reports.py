"""Reports on the disk: files, folders, archives, with what a list or they themselves say of who published them, when.

A file is read as one leaf after the other, each with its bytes, so that a folder or an archive of any size passes
through a memory that stays the same.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import MomentError, iso, moment

if TYPE_CHECKING:
    from trucekeeper.ledger.record import Source
    from trucekeeper.reader.document import Document
    from trucekeeper.reader.formats.contents import Inside, Part

#: The list in a folder or an archive: one object a line {file, publisher, kind, side, published, language}.
LIST = "sources.jsonl"
#: Said of each file for which it is so.
NOT_PUBLISHED = "nothing says when it was published"


class NoSuchSourceError(TruceError):
    """A name under which there is no report."""

    def __init__(self, path: Path) -> None:
        near = get_close_matches(path.name, _names(path.parent), 1)
        hint = f"did you mean {path.parent / near[0]}?" if near else "check the name and the folder you are in"
        super().__init__(f"there is no {path}", hint)


class NoReportsError(TruceError):
    """A folder without a file to read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"there is no report in {folder}",
            f"put reports into it, and a list {LIST} that says who published each, and when",
        )


class NotPublishedError(TruceError):
    """A report without a moment of publication: no day it names could be placed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"it is not known when {name} was published, so that 'Tuesday' or 'within hours' mean nothing",
            f"say so with --published 2016-12-14T12:00+00:00, or in a list {LIST} beside it",
        )


class BadListError(TruceError):
    """A line of the list that cannot be used."""

    def __init__(self, path: Path | str, line: int, why: str) -> None:
        super().__init__(f"{path}: line {line} {why}", "each line is one object with file, publisher and published")


@dataclass(frozen=True, slots=True)
class Report:
    """A report with what is known about it.

    Attributes:
        name: Under which the person who reads it knows it: its file, and where in it.
    """

    document: "Document"
    raw_sha256: str
    published: datetime
    publisher: str
    kind: str = ""
    side: str = "unknown"
    language: str = ""
    media_type: str = "text/plain"
    may_leave: bool = False
    name: str = ""

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


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file that holds reports and no further files, in a folder or an archive.

    Attributes:
        name: As it is shown: `archive.zip: folder/report.txt`.
        told: What a list or the options say of it; what the file says of itself goes before or behind, see `report_of`.
        error: What was found on the way to it, instead of bytes.
        lost: False where no text is lost with it.
    """

    name: str
    raw: bytes = b""
    told: dict[str, Any] = field(default_factory=dict)
    error: TruceError | str | None = None
    lost: bool = True

    @property
    def file(self) -> str:
        """Its own name, without folders and archives."""
        return self.name.rpartition(": ")[2].replace("\\", "/").rpartition("/")[2]

    @property
    def sha256(self) -> str:
        """By what it holds and what is told of it."""
        told = json.dumps(self.told, sort_keys=True, default=str)
        return sha256(b"%b\0%b" % (sha256(self.raw).digest(), told.encode())).hexdigest()


def checked(paths: Sequence[Path]) -> None:
    """Refuse a slip of the pen before anything is read.

    Raises:
        NoSuchSourceError: For a name under which there is nothing.
    """
    for path in paths:
        if not path.exists():
            raise NoSuchSourceError(path)


def holds_many(paths: Sequence[Path]) -> bool:
    """True for several files, a folder or an archive."""
    from trucekeeper.reader.formats.containers import is_container

    if len(paths) != 1 or paths[0].is_dir():
        return True
    try:
        with paths[0].open("rb") as file:
            return is_container(file.read(600), paths[0].name)
    except OSError:
        return False  # said when it is read


def leaves_at(paths: Sequence[Path], about: dict[str, Any]) -> Iterator[Leaf]:
    """The files to read, in the order of the paths, of a folder's list, of names, of an archive.

    Args:
        paths: Files, folders, archives.
        about: publisher, kind, side, language, published, may_leave; a file that is named goes by these, in a folder
            or an archive its list goes before. Of several files, a moment of publication is that of those that say
            nothing of it themselves.
    """
    given = {key: value for key, value in about.items() if value}
    for path in paths:
        if path.is_dir():
            yield from _folder(path, _of_many({key: value for key, value in given.items() if key != "may_leave"}))
        else:
            own = dict(listed(path.parent)).get(path.name, {}) if (path.parent / LIST).is_file() else {}
            yield from _file(path, str(path.name), own | (given if len(paths) == 1 else _of_many(given)))


#: A moment of publication that was said of many files at once, and so of none in particular.
_ELSE: Final = "published_else"


def _of_many(given: dict[str, Any]) -> dict[str, Any]:
    return {_ELSE if key == "published" else key: value for key, value in given.items()}


def _folder(folder: Path, given: dict[str, Any]) -> Iterator[Leaf]:
    """By its list where it has one, else all files below it by their names."""
    if (folder / LIST).is_file():
        for name, told in listed(folder):
            yield from _file(folder / name, name, given | told)
        return
    found = False
    for path, told in _below(folder, given):
        found = True
        yield from _file(path, str(path.relative_to(folder)), told)
    if not found:
        yield Leaf(str(folder), error=NoReportsError(folder))


def _below(folder: Path, given: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Files below a folder, by name; hidden ones and links that lead out are passed over."""
    with os.scandir(folder) as found:
        names = sorted((one.name, one.is_dir(follow_symlinks=False), one.is_symlink()) for one in found)
    for name, is_folder, is_link in names:
        path = folder / name
        if name.startswith(".") or (is_link and not path.resolve().is_relative_to(folder.resolve())):
            continue
        if is_folder and (path / LIST).is_file():
            yield from ((path / file, given | told) for file, told in listed(path))
        elif is_folder:
            yield from _below(path, given)
        elif path.is_file():
            yield path, given


def _file(path: Path, name: str, told: dict[str, Any]) -> Iterator[Leaf]:
    """A file as one leaf, an archive as many."""
    from trucekeeper.reader.formats.containers import is_container
    from trucekeeper.reader.formats.contents import LARGEST_FILE, TooLargeError

    try:
        with path.open("rb") as file:
            head = file.read(600)
            file.seek(0)
            if is_container(head, path.name):
                yield from _archive(path, name, told)
            elif path.stat().st_size > LARGEST_FILE:
                yield Leaf(name, error=TooLargeError(name))
            else:
                yield Leaf(name, file.read(), told)
    except OSError as why:
        from trucekeeper.cli.deal_file import FileUnreadableError

        yield Leaf(name, error=FileUnreadableError(path, why))


def _archive(path: Path, name: str, told: dict[str, Any]) -> Iterator[Leaf]:
    """Its files with what its own lists tell of them, for which it is gone through twice."""
    from trucekeeper.reader.formats.containers import budget, leaves
    from trucekeeper.reader.formats.contents import Inside

    size = path.stat().st_size
    given = _of_many({key: value for key, value in told.items() if key != "may_leave"})
    with closing(_Told()) as lists:
        with path.open("rb") as file:
            for one in leaves(file, path.name, budget(size)):
                if isinstance(one, Inside) and _is_list(one.name):
                    lists.add(one.name[: -len(LIST)], one.raw, f"{name}: {one.name}")
        with path.open("rb") as file:
            for one in leaves(file, path.name, budget(size)):
                label = f"{name}: {one.name}" if one.name else name
                if not isinstance(one, Inside):
                    yield Leaf(label, error=one.why, lost=one.lost)
                elif not _is_list(one.name):
                    yield Leaf(label, one.raw, given | lists.of(one.name))


def _is_list(name: str) -> bool:
    return name.rpartition(": ")[2].rpartition("/")[2] == LIST


class _Told:
    """What the lists of an archive say, by file; on the disk, so that a list of any length takes no memory."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("")  # a database of its own that is gone when it is closed
        self._rows.execute("create table told (file text primary key, line text)")

    def add(self, folder: str, raw: bytes, name: str) -> None:
        """Take a list."""
        told = ((folder + file, json.dumps(told)) for file, told in _rows(raw.decode("utf-8", "replace"), name))
        self._rows.executemany("insert or replace into told values (?, ?)", told)

    def of(self, file: str) -> dict[str, Any]:
        """What is told of a file, or of the archive in which it stands."""
        for name in (file, file.partition(": ")[0]):
            row = self._rows.execute("select line from told where file = ?", (name,)).fetchone()
            if row is not None:
                return dict(json.loads(row[0]))
        return {}

    def close(self) -> None:
        """Forget it."""
        self._rows.close()


def listed(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files of a folder's list, in its order, with what it tells of each.

    Raises:
        BadListError: For a line that is none, or that names a file outside the folder.
    """
    path = folder / LIST
    yield from _rows(path.read_text("utf-8"), path)


def _rows(text: str, path: Path | str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            name = told.pop("file")
            parts = name.replace("\\", "/").split("/")
        except (ValueError, KeyError, AttributeError, TypeError):
            raise BadListError(path, number, "is no object with the key file") from None
        if ".." in parts or not parts[0] or ":" in parts[0]:
            raise BadListError(path, number, f'names "{name}", which is outside the folder')
        yield name, told


def report_of(part: "Part", leaf: Leaf) -> Report:
    """A report with what is known about it.

    When a message, an entry of a feed was published, it says itself, and that goes before everything. The moment that a
    page gives stands behind what is said of this file, and before what is said of many.

    Raises:
        NotPublishedError: When nothing says when it was published.
    """
    told = leaf.told
    name = f"{leaf.name}: {part.name}" if part.name else leaf.name
    published = _published(part, told)
    if published is None:
        raise NotPublishedError(name)
    stem = leaf.file.rpartition(".")[0] or leaf.file
    return Report(
        document=part.document,
        raw_sha256=part.raw_sha256,
        published=published,
        publisher=(part.publisher if part.kind else told.get("publisher") or part.publisher) or stem,
        kind=told.get("kind") or part.kind,
        side=told.get("side", "unknown"),
        language=told.get("language", ""),
        may_leave=told.get("may_leave") is True,
        media_type=part.media_type,
        name=name,
    )


def _published(part: "Part", told: dict[str, Any]) -> datetime | None:
    """When a report was published, by who knows best; None where nothing says so."""
    of_file = told.get("published")
    found = part.published if part.sure and part.published else of_file or part.published or told.get(_ELSE)
    return found if isinstance(found, datetime) else moment(str(found)) if found else None


def _page_said(part: "Part", published: datetime) -> str:
    """For a page that says when it was published: that it is taken, or that something else is."""
    if part.sure or part.published is None:
        return ""
    if part.published == published:
        return f"published {part.dated or iso(part.published)}, as the page says"
    if part.dated and published.astimezone(part.published.tzinfo).date() == part.published.date():
        return ""
    return f"taken as published {iso(published)}, as you say; the page says {part.dated or iso(part.published)}"


@dataclass(slots=True)
class Opened:
    """What a leaf holds.

    Attributes:
        unread: Name, reason, and whether a text is lost with it.
        error: Of the first thing that could not be read, as an error to be raised where it is the only one.
    """

    reports: list[Report] = field(default_factory=list)
    unread: list[tuple[str, str, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: TruceError | None = None

    def lose(self, name: str, why: TruceError | str, lost: bool = True) -> None:
        """Note what could not be read."""
        self.unread.append((name, why if isinstance(why, str) else _in_a_line(why), lost))
        if isinstance(why, TruceError) and self.error is None:
            self.error = why


def _in_a_line(error: TruceError) -> str:
    """An error behind the name of its file; what is the same for a thousand files is said short."""
    if isinstance(error, NotPublishedError):
        return NOT_PUBLISHED
    why = getattr(error, "why", error.message)
    return f"{why}; {error.hint}" if error.hint else str(why)


def opened_leaf(leaf: Leaf, zone: tzinfo | None) -> Opened:
    """The reports of a file, its attachments too; whatever goes wrong in it stays in it."""
    made = Opened()
    if leaf.error is not None:
        made.lose(leaf.name, leaf.error, leaf.lost)
    else:
        _open(leaf, zone, made, 0)
    made.notes = list(dict.fromkeys(made.notes))
    return made


def _open(leaf: Leaf, zone: tzinfo | None, made: Opened, depth: int) -> None:
    from trucekeeper.reader.formats import WORDLESS, ending_of, items
    from trucekeeper.reader.formats.contents import Inside, Part

    if ending_of(leaf.file) in WORDLESS:
        made.lose(leaf.name, "a picture, a recording or a card holds no text", lost=False)
        return
    try:
        for one in items(leaf.raw, leaf.file, zone):
            label = f"{leaf.name}: {one.name}" if one.name else leaf.name
            if isinstance(one, Part):
                _take(one, leaf, made)
            elif isinstance(one, Inside):
                _open_inside(Leaf(label, one.raw, _told_inside(one, leaf.told)), zone, made, depth + 1)
            else:
                made.lose(label, one.why, one.lost)
    except TruceError as why:
        made.lose(leaf.name, why)
    except Exception as why:  # the libraries of others fail in ways of their own; the other files are read all the same
        made.lose(leaf.name, f"reading it failed ({type(why).__name__})")


def _take(part: "Part", leaf: Leaf, made: Opened) -> None:
    try:
        report = report_of(part, leaf)
    except MomentError as why:
        made.lose(leaf.name, why)
        return
    made.reports.append(report)
    said = _page_said(part, report.published)
    made.notes += [f"{leaf.name}: {one}" for one in (*part.notes, said) if one]


def _told_inside(one: "Inside", told: dict[str, Any]) -> dict[str, Any]:
    """What is known of an attachment: when its message was sent, before whatever was said of the file it is in."""
    publisher = {"publisher": one.publisher} if one.publisher else {}
    if one.published is None:
        return publisher | told
    return publisher | {key: value for key, value in told.items() if key != "published"} | {_ELSE: one.published}


def _open_inside(leaf: Leaf, zone: tzinfo | None, made: Opened, depth: int) -> None:
    """An attachment: published when its message was sent, where it does not say otherwise itself."""
    from io import BytesIO

    from trucekeeper.reader.formats.containers import DEEPEST, budget, is_container, leaves
    from trucekeeper.reader.formats.contents import Inside

    if depth > DEEPEST:
        made.lose(leaf.name, f"attachments in attachments are opened {DEEPEST} deep, no further")
    elif is_container(leaf.raw[:600], leaf.file):
        for one in leaves(BytesIO(leaf.raw), leaf.file, budget(len(leaf.raw)), depth):
            label = f"{leaf.name}: {one.name}" if one.name else leaf.name
            if isinstance(one, Inside):
                _open(Leaf(label, one.raw, leaf.told), zone, made, depth)
            else:
                made.lose(label, one.why, one.lost)
    else:
        _open(leaf, zone, made, depth)


def reports_at(paths: Sequence[Path], about: dict[str, Any], zone: tzinfo | None = None) -> Iterator[Report]:
    """All reports, one after the other; the first that cannot be read ends it.

    Raises:
        TruceError: Of what could not be read.
    """
    for leaf in leaves_at(paths, about):
        found = opened_leaf(leaf, zone)
        if found.error is not None:
            raise found.error
        yield from found.reports


def _names(folder: Path) -> list[str]:
    try:
        return sorted(one.name for one in folder.iterdir())
    except OSError:
        return []
