"""Archives and mail boxes: the files in them, one after the other, within limits that no honest one reaches.

Nothing is ever unpacked onto a disk; names inside only label what was read. A `tar`, `gz` or `mbox` is read as a
stream, so that its size does not matter; the list of a `zip` is held in memory.
"""

import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Final

from trucekeeper.reader.formats.contents import LARGEST_FILE, Inside, Unread, plain_name

#: Archives in archives in archives, no further.
DEEPEST: Final = 3
#: How many times its own size an archive may unfold to, and what is always allowed. Plain text packs to a tenth; pages
#: with long menus to a fiftieth.
TIMES: Final = 200
ALWAYS: Final = 256_000_000
#: A single file that packs so well is made to.
TIMES_OF_ONE: Final = 500
#: A message of a mail box in bytes; longer ones are cut off and said to be.
_HEAD: Final = 600
_FROM: Final = re.compile(rb"From \S+ .*\d{4}\r?\n")
_PACKED: Final = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_BROKEN: Final = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, ValueError)


@dataclass(slots=True)
class Budget:
    """How much may still be unfolded, in bytes, for an archive and all that is in it."""

    left: int

    def spend(self, size: int) -> bool:
        """True while there is room."""
        self.left -= size
        return self.left >= 0


def budget(size: int) -> Budget:
    """For an archive of a size in bytes."""
    return Budget(max(ALWAYS, size * TIMES))


def is_container(head: bytes, name: str) -> bool:
    """By its first bytes (some hundred of them) and, for what looks like a Word document, its name."""
    return _members_of(head, name) is not None


def leaves(file: BinaryIO, name: str, room: Budget, depth: int = 1) -> Iterator[Inside | Unread]:
    """The files of an archive, those of archives in it too, in its order; what is left out is named."""
    head = file.read(_HEAD)
    file.seek(0)
    members = _members_of(head, name)
    assert members is not None, "is_container was asked before"
    try:
        yield from _opened(members(file, room), room, depth)
    except _BROKEN as why:
        yield Unread("", f"the archive is damaged or cut off from here on ({type(why).__name__})")


def _opened(members: Iterator[Inside | Unread], room: Budget, depth: int) -> Iterator[Inside | Unread]:
    for one in members:
        if isinstance(one, Unread) or not is_container(one.raw[:_HEAD], one.name):
            yield one
        elif depth >= DEEPEST:
            yield Unread(one.name, f"archives in archives are opened {DEEPEST} deep, no further")
        else:
            for inner in leaves(BytesIO(one.raw), one.name, room, depth + 1):
                label = f"{one.name}: {inner.name}" if inner.name else one.name
                yield Inside(label, inner.raw) if isinstance(inner, Inside) else Unread(label, inner.why, inner.lost)
        if room.left < 0:
            break
    if room.left < 0 and depth == 1:
        yield Unread("", "it unfolds to far more than its size: no more of it is read")


_Members = Callable[[BinaryIO, Budget], Iterator[Inside | Unread]]


def _members_of(head: bytes, name: str) -> "_Members | None":
    lower = name.casefold()
    if head.startswith(b"PK\x03\x04") or (head.startswith(b"PK\x05\x06") and lower.endswith(".zip")):
        office = lower.endswith((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".epub")) or b"[Content_Types].xml" in head
        return None if office else _zip
    if head[257:262] == b"ustar":
        return _tar
    if head.startswith(_PACKED):
        return _packed
    return _mbox if _FROM.match(head) and b"\n" in head and b":" in head.split(b"\n")[1] else None


def _zip(file: BinaryIO, room: Budget) -> Iterator[Inside | Unread]:
    with zipfile.ZipFile(file) as archive:
        for one in archive.infolist():
            name = plain_name(one.filename)
            why = _refused(one.filename, one.file_size)
            if one.is_dir() or (_is_litter(name) and not why):
                continue
            if one.file_size > 1_000_000 and one.file_size > TIMES_OF_ONE * max(one.compress_size, 1):
                why = why or f"it unfolds to {one.file_size // max(one.compress_size, 1):,} times its size"
            if one.flag_bits & 1:
                why = why or "it is locked with a password"
            if why:
                yield Unread(name, why)
                continue
            try:
                with archive.open(one) as stream:
                    raw = stream.read(LARGEST_FILE + 1)
            except (*_BROKEN, NotImplementedError, RuntimeError) as broken:
                yield Unread(name, f"it is damaged or packed in a way that is not known ({type(broken).__name__})")
                continue
            if not room.spend(len(raw)):
                return
            yield Inside(name, raw)


def _tar(file: BinaryIO, room: Budget) -> Iterator[Inside | Unread]:
    with tarfile.open(fileobj=file, mode="r|") as archive:
        for one in archive:
            archive.members = []  # type: ignore[attr-defined]  # the library keeps every header that it has read
            name = plain_name(one.name)
            if not room.spend(one.size + 512):
                return
            why = _refused(one.name, one.size) if one.isfile() else "it is a link or a device, no file"
            if one.isdir() or (_is_litter(name) and not why):
                continue
            stream = None if why else archive.extractfile(one)
            yield Inside(name, stream.read()) if stream is not None else Unread(name, why or "it is no file")


def _packed(file: BinaryIO, room: Budget) -> Iterator[Inside | Unread]:
    """A packed tar, or one packed file."""
    head = file.read(6)
    file.seek(0)
    stream = _unpacked(file, head)
    first = stream.read(_HEAD)
    stream = _unpacked(file, head)
    if first[257:262] == b"ustar":
        yield from _tar(stream, room)
    elif _FROM.match(first):
        yield from _mbox(stream, room)
    else:
        raw = stream.read(LARGEST_FILE + 1)
        room.spend(len(raw))
        if len(raw) > LARGEST_FILE:
            yield Unread("", f"unpacked it is larger than {LARGEST_FILE // 1_000_000} MB")
        else:
            yield Inside("the packed file", raw)


def _unpacked(file: BinaryIO, head: bytes) -> BinaryIO:
    import bz2

    file.seek(0)
    if head.startswith(b"BZh"):
        return bz2.BZ2File(file)  # type: ignore[return-value]
    if head.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(file)  # type: ignore[return-value]
    return gzip.GzipFile(fileobj=file)  # type: ignore[return-value]


def _mbox(file: BinaryIO, room: Budget) -> Iterator[Inside | Unread]:
    """Messages, each begun by a line `From ` after an empty one; `>From ` inside them is put back."""
    lines: list[bytes] = []
    size = number = 0
    empty = True
    for line in iter(lambda: file.readline(LARGEST_FILE), b""):
        if empty and line.startswith(b"From ") and _FROM.match(line):
            if number:
                yield _message(lines, size, number)
            lines, size, number = [], 0, number + 1
            continue
        empty = line in {b"\n", b"\r\n"}
        size += len(line)
        if not room.spend(len(line)):
            return
        if size <= LARGEST_FILE:
            lines.append(re.sub(rb"^>(>*From )", rb"\1", line) if line[:1] == b">" else line)
    if number:
        yield _message(lines, size, number)


def _message(lines: list[bytes], size: int, number: int) -> Inside | Unread:
    name = f"message {number}.eml"
    return Inside(name, b"".join(lines)) if size <= LARGEST_FILE else Unread(name, "it is larger than any message")


def _is_litter(name: str) -> bool:
    """What systems leave in archives of themselves."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".") or name.endswith("Thumbs.db")


def _refused(name: str, size: int) -> str:
    """Why a file of an archive is not looked at; "" where it is."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return "its name leads out of the archive"
    return f"it is larger than {LARGEST_FILE // 1_000_000} MB" if size > LARGEST_FILE else ""
