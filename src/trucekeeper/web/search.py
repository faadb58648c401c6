"""Finding entries from the newest back, a page at a time, without ever going through a whole ledger in one request."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from trucekeeper.ledger.codec import flat
from trucekeeper.ledger.record import Entry
from trucekeeper.ledger.search import holds

#: Entries on one page.
PAGE: Final = 50
#: So many are looked at in one request at most; then the page says how far it has looked.
LOOK: Final = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is looked for; what is empty does not matter."""

    words: str = ""
    kind: str = ""
    clause: str = ""
    by: str = ""

    def fits(self, entry: Entry) -> bool:
        """True where an entry is one of those looked for."""
        record: Any = entry.record
        clauses = (getattr(record, "clause", None), *getattr(record, "clauses", ()))
        return (
            (not self.kind or kind_of(entry) == self.kind)
            and (not self.clause or self.clause in clauses)
            and (not self.by or entry.entered_by == self.by)
            and (not self.words or holds(" ".join(_texts(flat(record))), self.words))
        )


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, the newest first.

    Attributes:
        next: The position behind which to go on, None where the beginning of the ledger was reached.
    """

    entries: tuple[Entry, ...]
    next: int | None


def found(
    entries: Sequence[Entry], wanted: Wanted, shown: Callable[[Entry], Entry | None], before: int | None
) -> Found:
    """Look for a page of entries.

    Args:
        entries: The ledger in its order.
        wanted: What is looked for.
        shown: An entry as whoever asks may read it, None where they may not; only what they read can be found.
        before: Only entries before this position; None for the newest.
    """
    start = len(entries) if before is None else max(0, min(before - 1, len(entries)))
    page: list[Entry] = []
    for place in range(start - 1, -1, -1):
        entry = entries[place]
        read = shown(entry) if wanted.fits(entry) else None
        if read is not None and (read is entry or wanted.fits(read)):
            page.append(read)
        if (len(page) == PAGE or start - place >= LOOK) and place:
            return Found(tuple(page), entry.position)
    return Found(tuple(page), None)


def kind_of(entry: Entry) -> str:
    """The kind of a record, as files write it."""
    return str(type(entry.record).__struct_config__.tag)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        inside: Iterable[Any] = value
        for one in inside:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
