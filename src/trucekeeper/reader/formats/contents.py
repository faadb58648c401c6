"""What a file holds: reports, what of it could not be read, and further files inside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from trucekeeper.core.errors import TruceError
from trucekeeper.reader.document import Document

#: A single file larger than this is refused: no report is so large, and it is held in memory while it is read.
LARGEST_FILE: Final = 64_000_000


class TooLargeError(TruceError):
    """A file that is larger than any report."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is larger than the {LARGEST_FILE // 1_000_000} MB that are read at once",
            "split it into its reports",
        )


class NotReadableError(TruceError):
    """A file of a known format in which no report can be read."""

    def __init__(self, name: str, why: str, hint: str) -> None:
        super().__init__(f"{name} cannot be read: {why}", hint)
        self.why = why


@dataclass(frozen=True, slots=True)
class Part:
    """One report found in a file.

    Attributes:
        document: Its text, in which spans count, and which is kept.
        raw_sha256: The hash of the bytes that it was read from: the file's, or those of the message or the entry.
        name: How it is told apart inside its file, such as `entry 3`; "" where it is the whole file.
        published: When, by what the file itself says; None where it says nothing.
        sure: False where that moment is only taken from a page, and what the user says of this file goes before it.
        dated: In words how exactly the page says it, where that is less than a moment.
        publisher: Who, by what the file says: a feed's title, a pseudonym for a person.
        notes: What the person who reads it should know, in sentences.
    """

    document: Document
    raw_sha256: str
    media_type: str
    name: str = ""
    published: datetime | None = None
    sure: bool = False
    dated: str = ""
    publisher: str = ""
    kind: str = ""
    language: str = ""
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in a file that was not read, and why: nothing is left out in silence.

    Attributes:
        lost: False for what no reader of texts would read: a picture beside a message, "media omitted" in a chat.
    """

    name: str
    why: str
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Inside:
    """A file inside another one: an attachment, a message of a mail box, a file of an archive.

    Attributes:
        published: When the message was sent that it is attached to.
        publisher: Who is known to have passed it on.
    """

    name: str
    raw: bytes
    published: datetime | None = None
    publisher: str = ""


#: What a reader of a format gives, in the order of the file.
Item = Part | Unread | Inside


def whole(document: Document, raw: bytes, media_type: str, *notes: str) -> Part:
    """A file that is one report and says nothing of who published it and when."""
    return Part(document, sha256(raw).hexdigest(), media_type, notes=notes)


def named(items: Iterator[Item], above: str) -> Iterator[Item]:
    """The same items under the name of the file that they stand in."""
    for one in items:
        yield replace(one, name=f"{above}: {one.name}" if one.name else above)


def plain_name(name: str) -> str:
    """A name from an archive or a message as it may be shown: no control characters, no change of writing direction."""
    kept = "".join(char if char.isprintable() and not _turns(char) else "?" for char in name)
    return kept if len(kept) <= 200 else f"{kept[:100]}...{kept[-90:]}"


def _turns(char: str) -> bool:
    return "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char in "\u200e\u200f\u061c"
