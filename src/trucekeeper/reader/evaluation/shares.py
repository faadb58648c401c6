"""How often the reader is right on corpora that mark other things than claims: classes, spans, grades of certainty."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.dating import tells_time
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.parser import Parser
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.evaluation.corpora import Coded, Entities, Perpetrator
from trucekeeper.reader.lens import Lens, lens
from trucekeeper.reader.proposal import Proposal
from trucekeeper.reader.quantity import quantities
from trucekeeper.reader.sentences import sentences
from trucekeeper.reader.time_words import elements
from trucekeeper.reader.words import words

#: A deal about nothing, for texts that belong to none: no party, no place, no clause.
_NO_DEAL = "```deal\ndeal NONE: no deal\n  zone: UTC\n```\n"
_THEN = datetime(2016, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Shares:
    """Right answers by label, and what was said instead."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    instead: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, label: str, said: str, *, right: bool) -> None:
        """Count one answer."""
        self.of[label] += 1
        self.right[label] += right
        if not right:
            self.instead[label, said] += 1

    def report(self) -> dict[str, Any]:
        """As JSON: the whole, by label, and the commonest wrong answers."""
        whole = sum(self.of.values())
        return {
            "right": sum(self.right.values()),
            "of": whole,
            "share": round(sum(self.right.values()) / whole, 4) if whole else 0.0,
            "by_label": {k: {"right": self.right[k], "of": n} for k, n in sorted(self.of.items())},
            "confusion": [{"label": a, "said": b, "times": n} for (a, b), n in self.instead.most_common(12)],
        }


def no_deal() -> tuple[Deal, Lens]:
    """The empty deal made ready."""
    deal = read_deal(_NO_DEAL, "none")
    return deal, lens(deal)


def coded(records: Iterable[Coded], parser: Parser | None = None) -> Shares:
    """Count the sentences of which some claim has an event or act that their class allows."""
    deal, view = no_deal()
    shares = Shares()
    for one in records:
        found = read_surface(Document(one.text), deal, _THEN, UTC, view, parser)
        called = {word for claim in found for word in (claim.event, claim.act)}
        said = next((c.event for c in found if c.event != "other"), "nothing" if not found else "other")
        shares.add(one.label, said, right=bool(called & one.allowed))
    return shares


def marked_spans(documents: Iterable[Entities]) -> dict[str, Any]:
    """How many marked times and quantities are found (recall), and how many found ones are marked (precision)."""
    counts: dict[str, Counter[str]] = {"Temporal": Counter(), "Quantity": Counter()}
    for one in documents:
        for kind, found in _found(one.text).items():
            gold = one.spans.get(kind, ())
            counts[kind]["gold"] += len(gold)
            counts[kind]["found"] += len(found)
            counts[kind]["met"] += sum(any(_meet(g, f) for f in found) for g in gold)
            counts[kind]["hit"] += sum(any(_meet(g, f) for g in gold) for f in found)
    return {kind.lower(): _figures(count) for kind, count in counts.items()}


def _found(text: str) -> dict[str, list[tuple[int, int]]]:
    times: list[tuple[int, int]] = []
    numbers: list[tuple[int, int]] = []
    for number, paragraph in enumerate(Document(text).paragraphs):
        for sentence in sentences(text, paragraph, number):
            w = words(text, sentence.start, sentence.end)
            numbers += [(c.start, c.end) for c in quantities(text, sentence.start, sentence.end)]
            if tells_time(w.lows):
                part = text[sentence.start : sentence.end]
                times += [(sentence.start + e.start, sentence.start + e.end) for e in elements(part, "en")]
    return {"Temporal": times, "Quantity": numbers}


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _figures(count: Counter[str]) -> dict[str, Any]:
    recall = count["met"] / count["gold"] if count["gold"] else 0.0
    precision = count["hit"] / count["found"] if count["found"] else 0.0
    f = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "gold": count["gold"], "found": count["found"], "recall": round(recall, 4), "precision": round(precision, 4),
        "f": round(f, 4),
    }  # fmt: skip


def graded(answers: Iterable[Perpetrator], parser: Parser | None = None) -> Shares:
    """How sure the reader takes a text to be that somebody did it, against the answer key."""
    deal, view = no_deal()
    shares = Shares()
    read: dict[str, tuple[Proposal, ...]] = {}
    for one in answers:
        if one.name not in read:
            read[one.name] = read_surface(Document(_lower(one.text)), deal, _THEN, UTC, view, parser)
        shares.add(one.label, said := _grade(read[one.name], one.who.lower()), right=said == one.label)
    return shares


def _lower(text: str) -> str:
    """Texts in capitals are read as sentences with a capital at their beginning; lengths stay the same."""
    if text.upper() != text:
        return text
    low = text.lower()
    return "".join(c.upper() if n == 0 or low[n - 2 : n] in {". ", ".\n", "\n\n"} else c for n, c in enumerate(low))


def _grade(found: Sequence[Proposal], who: str) -> str:
    """The grade of the claims whose words, speaker aside, name them; a claimed responsibility is claimed."""
    naming = [c for c in found if who in c.words.lower() or (c.speaker is not None and who in c.speaker.text.lower())]
    if any(c.act in {"claims_responsibility", "admits"} for c in naming):
        return "claimed"
    if any(c.act == "accuses" for c in naming):
        return "accused"
    if any(c.certainty != "stated" for c in naming):
        return "possible"
    if any(c.speaker is not None and c.speaker.kind in {"official", "party"} for c in naming):
        return "accused"
    return "stated"
