"""Canonical spacing of the blocks of a deal file (`truce fmt`): nothing outside them is touched, and no meaning."""

from trucekeeper.deal.fences import read_markdown
from trucekeeper.deal.grammar import KINDS, LANGUAGES
from trucekeeper.deal.lines import RawBlock, code_end, read_blocks
from trucekeeper.deal.places import Places

#: Spaces before a key, and before a line that continues its value.
KEY_INDENT, MORE_INDENT = 2, 6


def formatted(text: str) -> str:
    """Return the text with its blocks spaced as the documentation spaces them; formatting twice changes nothing more.

    Headers stand flush left, keys two spaces in, further lines of a value six; one space follows a colon, two stand
    before a comment behind a value. A text with mistakes of reading should be mended first: lines that could not be
    read stay as they are.
    """
    places = Places(text)
    fences, _ = read_markdown(places)
    ours = [fence for fence in fences if fence.word == "deal"]
    raw = read_blocks(places, [(f.start, f.end, f.indent) for f in ours], KINDS, LANGUAGES)
    lines = {line: code for block in raw.blocks for line, code in _lines(places, block)}
    out: list[str] = []
    done = 0
    for fence in ours:
        for offset, line in places.lines(fence.start, fence.end):
            number = places.span(offset, offset).line
            out += [text[done:offset], _line(line, lines.get(number))]
            done = offset + len(line)
    return "".join([*out, text[done:]])


def _lines(places: Places, block: RawBlock) -> list[tuple[int, str]]:
    """The lines of a block that hold something, by number, without their comments."""
    header = block.at
    words = [e for e in block.entries if e.indent < 0]
    id = places.text[block.id_at.start : block.id_at.end]
    name = f": {words[0].value.text}" if words else ""
    lines = [(header.line, f"{block.kind} {id}{name}")] if id and not block.damaged else []
    for entry in block.entries:
        if entry.indent < 0 or not entry.key:
            continue
        key = " ".join(places.text[entry.at.start : entry.at.end].split())
        ends = [*(place - 1 for place, _ in entry.value.pieces[1:]), len(entry.value.text)]
        pieces = [
            (places.span(offset, offset).line, entry.value.text[place:end])
            for (place, offset), end in zip(entry.value.pieces, ends, strict=True)
        ]
        head = pieces.pop(0)[1] if pieces and pieces[0][0] == entry.at.line else ""
        lines.append((entry.at.line, f"{' ' * KEY_INDENT}{key}: {head}".rstrip()))
        lines += [(line, " " * MORE_INDENT + piece) for line, piece in pieces]
    return lines


def _line(line: str, code: str | None) -> str:
    """One line anew; a line that holds nothing but a comment keeps it, flush or at the indentation of keys."""
    end = code_end(line)
    comment = line[end:].rstrip()
    if code is not None:
        return f"{code}  {comment}" if comment else code
    if line[:end].strip():
        return line
    if not comment:
        return ""
    return comment if end == 0 else f"{' ' * KEY_INDENT}{comment}"
