"""The inbox as a person works through it: one report at a time, its text with the words of proposals marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any

from trucekeeper.core.name import folded
from trucekeeper.ledger.record import Claim, Entry, Source
from trucekeeper.ledger.store import Proposal
from trucekeeper.reader.ranking import UNTAUGHT, Model, ranked
from trucekeeper.web.desk import Desk
from trucekeeper.web.guard import Who
from trucekeeper.web.retellings import Twin
from trucekeeper.web.sight import may_see, seen_by


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report with the proposals of it that nobody has decided, in the order in which they are gone through."""

    entry: Entry
    proposals: tuple[Proposal, ...]

    @property
    def source(self) -> Source:
        """The report's record."""
        assert isinstance(self.entry.record, Source)
        return self.entry.record


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report.

    Attributes:
        proposals: Ids of the proposals whose words stand here.
        part: content, speaker or cue of the proposal that is looked at; empty elsewhere.
    """

    text: str
    proposals: tuple[str, ...] = ()
    part: str = ""


def reports(desk: Desk, who: Who, model: Model = UNTAUGHT) -> tuple[Waiting, ...]:
    """The reports that hold something to be decided and that a reader may see, in the order of the inbox.

    Args:
        desk: The ledger.
        who: The reader.
        model: What earlier decisions teach; while it does not speak, each report is gone through as its text runs.
    """
    found: dict[str, list[Proposal]] = {}
    for one in desk.inbox():
        found.setdefault(one.source, []).append(one)
    made = []
    for source, several in found.items():
        entry = desk.entry(source)
        if entry is not None and isinstance(entry.record, Source) and may_see(who, desk, entry):
            in_text = sorted(several, key=lambda one: first_of(one.body))
            made.append(Waiting(entry, ranked(in_text, model)))
    return tuple(made)


def twins(desk: Desk, who: Who, source: Source) -> tuple[Twin, ...]:
    """The reports that share their words with one and that a reader may see, with what of them waits."""
    found = desk.retellings.of(source.id, desk.entries)
    waiting: dict[str, list[Proposal]] = {id: [] for id in found}
    for one in desk.inbox() if found else ():
        if one.source in waiting:
            waiting[one.source].append(one)
    made = []
    for id, share in found.items():
        entry = desk.entry(id)
        if entry is not None and isinstance(entry.record, Source) and may_see(who, desk, entry):
            exact = entry.record.text_sha256 == source.text_sha256
            earlier = _order(entry) < _order(desk.entry(source.id))
            made.append(Twin(entry, share, exact, earlier, tuple(waiting[id])))
    return tuple(made)


def _order(entry: Entry | None) -> tuple[float, int]:
    """By publication, then by the ledger."""
    out = entry.record.published if entry is not None and isinstance(entry.record, Source) else None
    return out.timestamp() if out is not None else inf, entry.position if entry is not None else 0


def first_of(body: dict[str, Any]) -> int:
    """Where the words of a proposal begin."""
    return min((int(one["start"]) for one in body["content"]), default=0)


def pieces(text: str, proposals: Sequence[Proposal], looked_at: Proposal | None) -> Iterator[Piece]:
    """Cut a text at every border of a proposal's words, and of speaker and cue of the one that is looked at."""
    spans = [(a, b, one.id, "") for one in proposals for a, b in _content(one.body)]
    parts = list(_parts(looked_at.body)) if looked_at else []
    edges = sorted({0, len(text), *(at for a, b, *_ in (*spans, *parts) for at in (a, b) if 0 <= at <= len(text))})
    for start, end in pairwise(edges):
        here = tuple(dict.fromkeys(id for a, b, id, _ in spans if a <= start and end <= b))
        part = next((name for a, b, _, name in parts if a <= start and end <= b), "")
        yield Piece(text[start:end], here, part)


def _content(body: dict[str, Any]) -> Iterator[tuple[int, int]]:
    return ((int(one["start"]), int(one["end"])) for one in body["content"])


def _parts(body: dict[str, Any]) -> Iterator[tuple[int, int, str, str]]:
    """Speaker and cue before the words, so that the narrower mark wins where they overlap."""
    for name in ("speaker", "cue"):
        one = body.get(name)
        if one and one.get("start") is not None:
            yield int(one["start"]), int(one["end"]), "", name
    for start, end in _content(body):
        yield start, end, "", "content"


def same_words(desk: Desk, who: Who, body: dict[str, Any], source: str) -> Entry | None:
    """A claim of another report with the very same words by the same speaker: the same origin told again (rule R2).

    Only those are looked at that the desk's index has under these words, however long the ledger is.
    """
    words, speaker = folded(body["words"]), folded(_speaker(body))
    found = (desk.entry(id) for id in desk.retellings.same(body["words"], _speaker(body), desk.entries))
    entries = seen_by(who, desk, [one for one in found if one is not None])
    for entry in entries:
        record = entry.record
        if not isinstance(record, Claim) or record.source == source or record.relays or not record.words:
            continue
        if folded(record.words) == words and folded(record.speaker) == speaker:
            return entry
    return None


def _speaker(body: dict[str, Any]) -> str:
    speaker = body["speaker"]
    return str((speaker.get("refers_to") or speaker)["text"]) if speaker else ""
