"""Reports that tell the same story in the same words: one wire, many papers, one origin (rule R2).

Two texts are compared by their word sequences (four words, every one of them or a sample that is the same for all
texts): the share of the shorter text's sequences that stand in the longer one, so that a story that was cut, or framed
by another outlet, is found. A daily bulletin repeats its wording with other numbers: where the numbers differ, it is
another report. Nothing is merged; what is found is put to a person.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

from trucekeeper.ledger.record import Entry, Record, Source

#: So much of the shorter text's word sequences must stand in the longer one. Measured in docs/measured.md.
SHARE: Final = 0.6
#: So many of its numbers must, where it has that many.
NUMBERS: Final = 0.75
#: Texts of fewer words are greetings, headlines, thanks; that two are equal says nothing.
SHORTEST: Final = 12
_TOGETHER: Final = 4
#: Of longer texts every fourth sequence is enough.
_SAMPLED: Final = 400
_SAMPLE: Final = 4
#: By how many sequences a text is looked up, and how many two texts must share to be compared at all.
_LOOKED_UP: Final = 32
_MEET: Final = 2

_WORD: Final = re.compile(r"\w+")
_SIGNS: Final = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a text is compared.

    Attributes:
        sequences: Hashes of its word sequences; of a long text every fourth.
        full: False where it is a sample.
    """

    sequences: frozenset[int]
    numbers: frozenset[str]
    words: int
    full: bool


def sketch(text: str) -> Sketch:
    """Reduce a text to what is compared; case, signs of vowels, punctuation and line ends count for nothing."""
    words = _WORD.findall(_SIGNS.sub("", text.casefold()))
    hashes = {crc32(" ".join(words[at : at + _TOGETHER]).encode()) for at in range(len(words) - _TOGETHER + 1)}
    full = len(hashes) <= _SAMPLED
    kept = hashes if full else {one for one in hashes if one % _SAMPLE == 0}
    return Sketch(frozenset(kept), frozenset(word for word in words if word.isdigit()), len(words), full)


def share(one: Sketch, other: Sketch) -> float:
    """Which part of the shorter text's word sequences stands in the longer one; 0 where the numbers tell them apart."""
    first, second = _comparable(one, other)
    short, long = sorted((first, second), key=len)
    if min(one.words, other.words) < SHORTEST or not short or not _same_numbers(one, other):
        return 0.0
    return len(short & long) / len(short)


def _comparable(one: Sketch, other: Sketch) -> tuple[frozenset[int], frozenset[int]]:
    if one.full == other.full:
        return one.sequences, other.sequences
    first, second = (
        frozenset(n for n in two.sequences if n % _SAMPLE == 0) if two.full else two.sequences for two in (one, other)
    )
    return first, second


def _same_numbers(one: Sketch, other: Sketch) -> bool:
    short, long = sorted((one, other), key=lambda two: two.words)
    return len(short.numbers) < 2 or len(short.numbers & long.numbers) >= NUMBERS * len(short.numbers)


@dataclass(slots=True)
class Told:
    """Texts that were seen, to be asked which of them a new one tells again."""

    _sketches: dict[str, Sketch] = field(default_factory=dict)
    _by_hash: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, text: str) -> list[tuple[str, float]]:
        """The texts seen before that this one tells again, the most alike first; then it is one of them."""
        made = sketch(text)
        looked_up = sorted(made.sequences, key=lambda one: (one % _SAMPLE, one))[:_LOOKED_UP]
        met = Counter(other for one in looked_up for other in self._by_hash.get(one, ()))
        alike = ((other, share(made, self._sketches[other])) for other, times in met.items() if times >= _MEET)
        found = sorted(((other, part) for other, part in alike if part >= SHARE), key=lambda one: (-one[1], one[0]))
        self._sketches[name] = made
        for one in looked_up:
            self._by_hash[one].append(name)
        return found


@dataclass(frozen=True, slots=True)
class Retold:
    """Two sources of which the later one tells the earlier one again."""

    first: str
    second: str
    share: float
    why: str


def retold(entries: Iterable[Entry], texts: Iterable[tuple[str, str]]) -> Iterator[Retold]:
    """Each source with the earliest one that it tells again, in the order in which they were published.

    Args:
        entries: As `ledger.view` gives them.
        texts: The id of each source with its text, in any order; erased ones left out.
    """
    listed = [one for one in entries if isinstance(one.record, Source)]
    listed.sort(key=lambda one: (*_published(one.record), one.position))
    sources = {one.record.id: one.record for one in listed if isinstance(one.record, Source)}
    order = {id: place for place, id in enumerate(sources)}
    seen = Told()
    for id, text in sorted((one for one in texts if one[0] in order), key=lambda one: order[one[0]]):
        source, found = sources[id], seen.add(id, text)
        if found:
            first = min(found, key=lambda one: order[one[0]])
            yield Retold(first[0], source.id, first[1], _why(sources[first[0]], source, first[1]))


def _published(record: Record) -> tuple[bool, float]:
    at = record.published if isinstance(record, Source) else None
    return at is None, at.timestamp() if at is not None else 0.0


def _why(first: Source, second: Source, part: float) -> str:
    """In a sentence, with both outlets and how much stands in both."""
    same = "the very same text" if first.text_sha256 == second.text_sha256 else f"{part:.0%} of the shorter text"
    later = second.published - first.published if first.published and second.published else None
    after = f", {_after(int(later.total_seconds() // 60))} later" if later else ""
    return f"{same} is published by {first.publisher} and by {second.publisher}{after}: perhaps one origin (rule R2)"


def _after(minutes: int) -> str:
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"
