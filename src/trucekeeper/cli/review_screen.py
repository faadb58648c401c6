"""What a person sees while going through proposals: plain lines for any terminal and script, with colour or without."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from trucekeeper.cli.proposals_told import clean, details_of
from trucekeeper.reader.review import ASKS, HELP, REASONS, Item, Review

#: Signs around the words that are proposed and around their speaker; colour only comes on top.
WORDS: Final = ("[[", "]]")
SPEAKER: Final = ("{", "}")
#: How much of the report is shown before and behind the words, in characters: as much as there is room for.
AROUND: Final = (240, 120, 60, 20)
_REVERSE, _BOLD, _DIM, _PLAIN = "\x1b[7m", "\x1b[1m", "\x1b[2m", "\x1b[0m"


def lines(
    now: Review, shown: Mapping[str, Any] | None, size: tuple[int, int], zone: ZoneInfo | None, *, colour: bool
) -> list[str]:
    """The screen: with less of the report around the words where the terminal is low.

    Args:
        now: Where the person is.
        shown: The item with the corrections that were typed; None where nothing waits.
        size: Columns and lines of the terminal.
        zone: For times.
        colour: Whether the terminal may be sent more than text.
    """
    made: list[str] = []
    for around in AROUND:
        made = _screen(now, shown, size[0], zone, around=around, colour=colour)
        if len(made) < size[1]:
            break
    return made


def _screen(
    now: Review, shown: Mapping[str, Any] | None, width: int, zone: ZoneInfo | None, *, around: int, colour: bool
) -> list[str]:
    made = [_bar(progress(now), width, colour)]
    if now.mode == "help":
        return [*made, "", *(cut for line in HELP for cut in _laid(line, width))]
    if now.item is None or shown is None:
        many = len(now.queue)
        left = f"No more here; {many} that you skipped still wait" if many else "Nothing waits any more"
        made += ["", f"{left}.", "", "u undo   b back   q quit"]
    else:
        made += _item(now, now.item, shown, width, zone, around=around, colour=colour)
    if now.said:
        made += ["", *wrapped(now.said, width)]
    return made + _prompt(now, width)


def progress(now: Review) -> str:
    """How far it is: `31 of 610 decided; waiting: 12 at A, 230 at B, 337 at C`."""
    here = sum(1 for one in now.done if one.kind in {"confirm", "reject"})
    tiers = [str(one.body["tier"]) for one in now.queue]
    waiting = ", ".join(f"{tiers.count(tier)} at {tier}" for tier in "ABC" if tiers.count(tier)) or "none"
    return f"{now.decided + here} of {now.decided + here + len(tiers)} decided; waiting: {waiting}"


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Lines no wider than the terminal, broken at spaces; letters that take no column or two count as such."""
    made: list[str] = []
    line = indent
    for word in text.split():
        if line.strip() and columns(line) + 1 + columns(word) > width:
            made.append(line)
            line = indent
        for part in _pieces(word, width - len(indent)):
            if line.strip() and columns(line) + 1 + columns(part) > width:
                made.append(line)
                line = indent
            line += (" " if line.strip() else "") + part
    return [*made, line] if line.strip() else made


def columns(text: str) -> int:
    """How many columns a text takes; the colours' codes take none."""
    total, inside = 0, False
    for char in text:
        if inside or char == "\x1b":
            inside = char != "m"
        elif not unicodedata.combining(char) and unicodedata.category(char) not in {"Cf", "Cc"}:
            total += 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
    return total


def _pieces(word: str, width: int) -> Iterator[str]:
    while columns(word) > width and "\x1b" not in word:
        yield word[:width]
        word = word[width:]
    yield word


def _bar(text: str, width: int, colour: bool) -> str:
    cut = text if len(text) <= width else text[: width - 1] + "…"
    return f"{_BOLD}{cut}{_PLAIN}" if colour else cut


def _item(
    now: Review, item: Item, shown: Mapping[str, Any], width: int, zone: ZoneInfo | None, *, around: int, colour: bool
) -> Iterator[str]:
    yield from wrapped(f"tier {item.body['tier']}, {now.at + 1} of {len(now.queue)}: {clean(item.report)}", width)
    yield ""
    yield from wrapped(_context(now, item, shown, around=around, colour=colour), width)
    yield ""
    yield from wrapped(_said(shown), width, "  ")
    for one in details_of(dict(shown), zone):
        yield from wrapped(clean(one), width, "  ")
    for key, value in now.changes.items():
        yield from wrapped(f"corrected: {key} = {clean(str(value))}", width, "  ")
    if item.why and around == AROUND[0]:
        made = wrapped(f"its place: {item.why}", width, "  ")
        yield from (f"{_DIM}{one}{_PLAIN}" for one in made) if colour else made


def _said(body: Mapping[str, Any]) -> str:
    speaker = body["speaker"]
    who = clean(str(speaker["text"])) if speaker else "the author"
    if speaker and speaker.get("refers_to"):
        who = f"{who}, that is {clean(str(speaker['refers_to']['text']))}"
    side = f" ({speaker.get('side') or 'side unknown'})" if speaker else ""
    via = f", passed on by {', '.join(clean(one['text']) for one in body['via'])}" if body["via"] else ""
    no = "did not happen: " if body["polarity"] == "no" else ""
    return f"{who}{side} {str(body['act']).replace('_', ' ')}{via}: {no}{body['event']}"


def _context(now: Review, item: Item, shown: Mapping[str, Any], *, around: int, colour: bool) -> str:
    """The report around the words, these in their marks, the speaker in others; nothing of it can steer a terminal."""
    spans = [(one["start"], one["end"]) for one in shown["content"]]
    if now.mode == "span":
        spans = [now.span]
    elif now.mode == "split":
        (low, high), at = item.span, now.span[0]
        spans = [(low, at), (at, high)]
    text = item.text
    start = _word_start(text, max(0, spans[0][0] - around))
    end = min(len(text), spans[-1][1] + around)
    speaker = shown["speaker"]
    marks = [(a, b, WORDS, _REVERSE) for a, b in spans]
    if speaker and speaker.get("start") is not None and start <= speaker["start"] and speaker["end"] <= end:
        here = speaker["start"], speaker["end"]
        if all(here[1] <= a or here[0] >= b for a, b in spans):
            marks.append((*here, SPEAKER, _BOLD))
    made = "…" if start else ""
    for a, b, (opens, closes), paint in sorted(marks):
        words = clean(text[a:b])
        painted = " ".join(f"{paint}{word}{_PLAIN}" for word in words.split()) if colour else words
        made += clean(text[start:a]) + f"{opens}{painted}{closes}"
        start = b
    return made + clean(text[start:end]) + ("…" if end < len(text) else "")


def _word_start(text: str, at: int) -> int:
    found = text.find(" ", at, at + 40) if at else -1
    return found + 1 if found >= 0 else at


def _prompt(now: Review, width: int) -> list[str]:
    if now.mode == "span":
        return ["", *wrapped(", . move the start   < > move the end   Enter takes them   Esc leaves them", width)]
    if now.mode == "split":
        return ["", *wrapped(", . move the place of the split   Enter splits   Esc leaves it whole", width)]
    if now.mode == "ask":
        reason = [cut for number, one in enumerate(REASONS, 1) for cut in wrapped(f"{number} {one}", width, "  ")]
        words = next((told for key, told in ASKS.values() if key == now.asked), "why not: a digit, or words")
        asked = wrapped(f"{now.asked}, {words}; then Enter; Esc leaves it:", width)
        return ["", *(reason if now.asked == "reason" else ()), *asked, f"> {now.typed[-(width - 3) :]}"]
    return ["", *(cut for line in _KEYS for cut in _laid(line, width))]


_KEYS: Final = (
    "y confirm  x reject  k skip  u undo  b back  / split  + merge  q quit",
    "s speaker  w words  e event  d doers  c clause  p place  # number  ? all keys",
)


def _laid(line: str, width: int) -> list[str]:
    """As it stands where it fits, so that its columns stay."""
    return [line] if columns(line) <= width else wrapped(line, width)
