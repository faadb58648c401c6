"""Words as offsets into the text, and where a sentence ends; for languages with marks of their own."""

from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words

Span = tuple[int, int]


def span_of(w: Words, first: int, end: int) -> Span:
    """The offsets of the words [first, end)."""
    return w.starts[first], w.ends[end - 1]


def stop_of(w: Words, sentence: Sentence) -> int:
    """Where a sentence ends without its marks."""
    stop = sentence.end
    while stop > sentence.start and w.text[stop - 1] in " .!?؟;؛:،,\n":
        stop -= 1
    return stop
