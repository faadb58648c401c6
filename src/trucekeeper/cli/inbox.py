"""Reports and their proposals into the inbox of a ledger."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from trucekeeper.cli.reports import Report

if TYPE_CHECKING:
    from trucekeeper.deal.model import Deal
    from trucekeeper.ledger.record import Source
    from trucekeeper.ledger.store import Store
    from trucekeeper.reader.proposal import Proposal


@dataclass
class Inbox:
    """An open ledger that takes proposals, and who lays them in."""

    store: "Store"
    who: str
    deal: "Deal"
    fresh: int = 0

    def take(self, report: Report, proposals: "Sequence[Proposal]") -> str:
        """Lay one report in and give the id of its source; a message of a chat that proposes nothing is none."""
        if not proposals and report.kind == "chat":
            return ""
        source, fresh = lay_in(self.store, self.who, report, proposals, self.deal)
        self.fresh += fresh
        return source


@contextmanager
def inbox(ledger: Path | None, who: str, deal: "Deal") -> Iterator[Inbox | None]:
    """The ledger of a run, or nothing where the claims are only shown."""
    if ledger is None:
        yield None
        return
    from trucekeeper.ledger.stores import opened

    with opened(ledger, create=True) as store:
        yield Inbox(store, who, deal)


def lay_in(store: "Store", who: str, report: Report, proposals: "Sequence[Proposal]", deal: "Deal") -> tuple[str, int]:
    """One report into the inbox of an open store; gives the id of its source, and how many proposals are new.

    What is interrupted between the source and its proposals is made whole by reading it again.
    """
    from trucekeeper.ledger.store import Proposal as Kept

    source = source_in(store, report)
    text = report.document.text.encode("utf-8", "surrogatepass")
    kept: list[Kept] = [Kept(id=one.id, source=source.id, body=one.shown() | of_deal(deal)) for one in proposals]
    if not store.known_ids([source.id]):
        store.append([source], who, documents=[text])
    return source.id, len(store.propose(kept, [text]))


def source_in(store: "Store", report: Report) -> "Source":
    """The record of a report; where another outlet has published the very same text, one of its own beside that."""
    source = report.source()
    there = store.entry(source.id)
    if there is None or getattr(there.record, "publisher", report.publisher) == report.publisher:
        return source
    own = sha256(report.publisher.encode()).hexdigest()[:6]
    return structs.replace(source, id=f"{source.id}-{own}")


def of_deal(deal: "Deal") -> dict[str, str]:
    """For which deal a proposal was made; nothing where its text has no id."""
    return {"deal": deal.head.id} if deal.head is not None else {}
