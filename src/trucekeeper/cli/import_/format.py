"""What a format of import is: a name, what it is for, and how bytes become records."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.codec import Read


@dataclass(frozen=True, slots=True)
class Given:
    """What is said about a file beside its bytes; formats that are our own need nothing of it.

    Attributes:
        deal: Its zone is meant by times without an offset, and ids that a mapping gives must be its own.
        mapping: Name and text of a mapping.
        form: Name and bytes of the form that the submissions were made with.
        published: When a dataset was published.
        encoding: Of a text that is not in Unicode.
    """

    deal: Deal | None = None
    mapping: tuple[str, str] | None = None
    form: tuple[str, bytes] | None = None
    published: datetime | None = None
    encoding: str = ""

    @property
    def zone(self) -> ZoneInfo | None:
        """That of the deal."""
        return self.deal.zone if self.deal is not None else None


#: Bytes of a file, its name for messages, and what else is said about it.
Reader = Callable[[bytes, str, Given], Read]


@dataclass(frozen=True, slots=True)
class Format:
    """One format; findings of its reader count lines or rows as the program does that shows the file.

    Attributes:
        draft: A mapping to fill in, where the format takes one.
    """

    name: str
    summary: str
    read: Reader
    draft: Callable[[bytes, str, Given], str] | None = None
