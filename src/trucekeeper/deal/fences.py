"""Markdown as far as a deal needs it: fences of given names, and the quotations before them.

Own reader, because markdown-it-py costs a third of the time a check may take to start and gives no offsets. Rules of
CommonMark 0.31, sections 4.5 and 5.1, outside lists.
"""

import re
from dataclasses import dataclass

from trucekeeper.core.finding import Span
from trucekeeper.deal.places import Places

_OPEN = re.compile(r"( {0,3})(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$|( {0,3})(~{3,})[ \t]*(\S*).*$")
_QUOTE = re.compile(r" {0,3}> ?(.*)$")
_LANGUAGE = re.compile(r"\[([A-Za-z]{2,3})\][ \t]*")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: its info word, the stretch of its lines, and whether it was closed."""

    word: str
    start: int
    end: int
    indent: int
    closed: bool
    at: Span  # the opening line


@dataclass(frozen=True, slots=True)
class Quotation:
    """A `> ` quotation; the language is "" where none is named."""

    language: str
    text: str
    at: Span


def read_markdown(places: Places) -> tuple[tuple[Fence, ...], tuple[Quotation, ...]]:
    """All fences and quotations of a text, in order; what stands in an HTML comment is neither."""
    fences: list[Fence] = []
    quotations: list[Quotation] = []
    quoted: list[tuple[int, str, str]] = []
    open_fence: tuple[str, str, int, int, Span] | None = None
    in_comment = False
    length = len(places.text)

    def end_quotation() -> None:
        if quoted:
            quotations.extend(_quotations(places, quoted))
            quoted.clear()

    for offset, line in places.lines(0, length):
        if open_fence is not None:
            mark, word, start, indent, at = open_fence
            bare = line.strip(" \t")
            closes = len(bare) >= len(mark) and bare == mark[0] * len(bare) and len(line) - len(line.lstrip(" ")) <= 3
            if closes:
                fences.append(Fence(word, start, offset, indent, True, at))
                open_fence = None
            continue
        if in_comment:
            in_comment = "-->" not in line
            continue
        if line.lstrip(" ").startswith("<!--") and "-->" not in line:
            in_comment = True
            end_quotation()
            continue
        if found := _OPEN.match(line):
            end_quotation()
            mark, word = (found[2], found[3]) if found[2] else (found[5], found[6])
            indent = len(found[1] if found[2] else found[4])
            after = offset + len(line)
            rest = places.text[after : after + 2]
            start = after + (2 if rest == "\r\n" else 1 if rest else 0)
            open_fence = mark, word, start, indent, places.span(offset + indent, offset + len(line.rstrip()))
            continue
        if found := _QUOTE.match(line):
            quoted.append((offset + found.start(1), found[1], line))
            continue
        end_quotation()
    end_quotation()
    if open_fence is not None:
        fences.append(Fence(open_fence[1], open_fence[2], length, open_fence[3], False, open_fence[4]))
    return tuple(fences), tuple(quotations)


def _quotations(places: Places, lines: list[tuple[int, str, str]]) -> list[Quotation]:
    """Split the lines of one quotation at each line that begins with a language."""
    parts: list[tuple[str, list[tuple[int, str]]]] = []
    for offset, text, _ in lines:
        language = _LANGUAGE.match(text)
        if language or not parts:
            parts.append((language[1].lower() if language else "", []))
            shift = language.end() if language else 0
            offset, text = offset + shift, text[shift:]
        parts[-1][1].append((offset, text))
    return [
        Quotation(
            language, "\n".join(text for _, text in said), places.span(said[0][0], said[-1][0] + len(said[-1][1]))
        )
        for language, said in parts
    ]
