"""Where an id stands in a file, so that it can be given another name everywhere at once."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from trucekeeper.core.finding import Span
from trucekeeper.deal.fences import read_markdown
from trucekeeper.deal.grammar import KINDS, LANGUAGES
from trucekeeper.deal.lines import ID, JOINING, Entry, RawBlock, read_blocks
from trucekeeper.deal.places import Places, Value
from trucekeeper.deal.printer import blocks
from trucekeeper.deal.said import Said, say
from trucekeeper.deal.syntax import read_deal

#: Keys whose values are words or names of others: an id in them is a coincidence.
_WORDS: Final = frozenset({"name", "also", "means", "needs", "text", "forces", "zone", "languages", "point", "code"})
_QUOTED = re.compile(r'"[^"]*"')
_ID = re.compile(ID)


def occurrences(text: str, id: str) -> tuple[Span, ...]:
    """Every place of an id: its header, the values that name it, and the lines of tests; not the prose."""
    places = Places(text)
    fences, _ = read_markdown(places)
    ours = [(fence.start, fence.end, fence.indent) for fence in fences if fence.word == "deal"]
    found: list[Span] = []
    for block in read_blocks(places, ours, KINDS, LANGUAGES).blocks:
        if block.id == id:
            found.append(block.id_at)
        for entry in block.entries:
            if _names(block, entry):
                found += _in(entry.value, id)
    for fence in fences:
        if fence.word == "deal-test":
            for offset, line in places.lines(fence.start, fence.end):
                found += _in(Value(line, ((0, offset),), places), id)
    return tuple(sorted(found, key=lambda span: span.start))


def _names(block: RawBlock, entry: Entry) -> bool:
    """Whether a value can name something; the `do` of a may can (`hold A1`), that of a duty is the author's words."""
    return entry.key not in _WORDS and (entry.key != "do" or block.kind == "may")


def _in(value: Value, id: str) -> Iterator[Span]:
    literal = [range(*found.span()) for found in _QUOTED.finditer(value.text)]
    for found in _ID.finditer(value.text):
        if unicodedata.normalize("NFC", found[0]) == id and not any(found.start() in quote for quote in literal):
            yield value.span(*found.span())


def refusal(text: str, new: str) -> Said | None:
    """Why an id cannot be given this name; None when it can."""
    if not _ID.fullmatch(new):
        return say('"{new}" is no id: begin with a letter, then letters, digits, _ and -', new=new)
    if new in JOINING or new in KINDS:
        return say('"{id}" cannot be an id, because it is a word of the language', id=new)
    if any(block.id == new for block in blocks(read_deal(text, ""))):
        return say('"{new}" is the id of something else in this deal', new=new)
    return None
