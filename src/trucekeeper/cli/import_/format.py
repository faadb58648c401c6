"""What a format of import is: a name, what it is for, and how bytes become records."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from trucekeeper.ledger.codec import Read

#: Bytes of a file, its name for messages, and the zone in which times without an offset are meant.
Reader = Callable[[bytes, str, ZoneInfo | None], Read]


@dataclass(frozen=True, slots=True)
class Format:
    """One format; findings of its reader count lines or rows as the program does that shows the file."""

    name: str
    summary: str
    read: Reader
