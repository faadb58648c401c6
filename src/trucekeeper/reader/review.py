"""A person goes through what waits, key by key: what each key does, and nothing else. No terminal, no ledger, no clock.

A key gives the next state and, where something is to be written, a deed. Whoever runs this carries the deed out at once
and says how it went; so whatever was decided is in the ledger before the next key is read.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from trucekeeper.core.errors import TruceError
from trucekeeper.reader.document import trimmed

Body = Mapping[str, Any]
Mode = Literal["look", "ask", "span", "split", "help", "over"]

#: What a key asks for, and which correction the answer is.
ASKS: Final[Mapping[str, tuple[str, str]]] = {
    "s": ("speaker", "who said it first (- for the author)"),
    "i": ("side", "on whose side: a party, independent or unknown"),
    "a": ("act", "says, accuses, denies, admits, promises, orders, ..."),
    "e": ("event", "fire, shelling, movement, arrival, hold, other, ..."),
    "d": ("actors", "who may have done it, with commas (- for nobody)"),
    "c": ("clause", "which clause (- for none)"),
    "n": ("incident", "the name of the question (- for none)"),
    "p": ("place", "where (- for none)"),
    "o": ("polarity", "yes = it happened, no = it did not"),
    "#": ("quantity", "how many, as in about 1,500 people (- for none)"),
}
#: Reasons that need one digit.
REASONS: Final = (
    "no claim: nobody says so",
    "a plan, a forecast or a condition, not a report",
    "the same report again, read out by another",
    "the page or the speaker takes it back",
    "misread: the words do not say this",
)
HELP: Final = (
    "y  confirm, with the corrections made     x  reject, with a reason",
    "k  skip for now     u  undo the last decision     b  back to the one before",
    "s  speaker   i  side   w  words (span)   a  act   e  event   d  who did it",
    "c  clause    n  name of the question     p  place   o  yes or no   #  how many",
    "r  forget the corrections    /  split in two    +  merge with the next one of",
    "                                                   the same report",
    "q  quit (all decisions are written; go on later with the same command)",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal that waits.

    Attributes:
        text: Of its report.
        report: What the report is called.
        why: Why it stands where it stands.
    """

    id: str
    source: str
    body: Body
    text: str
    report: str = ""
    why: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """From its first to its last word."""
        content = self.body["content"]
        return int(content[0]["start"]), int(content[-1]["end"])

    @property
    def from_the_right(self) -> bool:
        """True where the words are read from the right to the left."""
        kinds = (unicodedata.bidirectional(char) for char in self.text[slice(*self.span)])
        return next((kind in {"R", "AL"} for kind in kinds if kind in {"L", "R", "AL"}), False)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to write: confirm or reject an item, split it, merge it with another, undo the last deed."""

    kind: Literal["confirm", "reject", "split", "merge", "undo"]
    item: Item
    changes: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    at: int = 0
    other: Item | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Where a person is.

    Attributes:
        queue: What waits, in the order in which it is shown.
        at: The place of the item that is looked at.
        changes: Corrections of this item that were typed and not yet confirmed.
        asked: The correction that is being typed, or `reason`.
        span: While words are chosen: their start and end.
        said: What happened last, for the person.
        done: Deeds that were carried out, the last one at the end.
        decided: How many proposals were decided before this sitting.
    """

    queue: tuple[Item, ...]
    at: int = 0
    mode: Mode = "look"
    changes: Mapping[str, Any] = field(default_factory=dict)
    asked: str = ""
    typed: str = ""
    span: tuple[int, int] = (0, 0)
    said: str = ""
    done: tuple[Deed, ...] = ()
    decided: int = 0

    @property
    def item(self) -> Item | None:
        """What is looked at; None where nothing waits."""
        return self.queue[self.at] if self.at < len(self.queue) else None


Step = tuple[Review, Deed | None]


def pressed(now: Review, key: str) -> Step:
    """What a key does; one that does nothing is said to.

    Args:
        now: Where the person is.
        key: One character, or `enter`, `escape`, `backspace`, `left`, `right`, `end of input`.
    """
    now = replace(now, said="")
    if key == "end of input":
        return replace(now, mode="over"), None
    if now.mode == "ask":
        return _typing(now, key)
    if now.mode in {"span", "split"}:
        return _choosing(now, key)
    if now.mode == "help":
        return replace(now, mode="look"), None
    return _looking(now, key)


def carried_out(now: Review, deed: Deed, new: Sequence[Item] = ()) -> Review:
    """After a deed was written.

    Args:
        now: As it was when the deed was asked for.
        deed: What was written.
        new: Items that came of it: of a split or a merge those that it made, of an undo those that wait again.
    """
    if deed.kind == "undo":
        gone = {one.id for one in _made_by(now.done[-1], now.queue)}
        queue = (*(one for one in now.queue[: now.at] if one.id not in gone), *new)
        rest = tuple(one for one in now.queue[now.at :] if one.id not in gone)
        told = f"undone: {now.done[-1].kind} of {now.done[-1].item.id}"
        at = len(queue) - len(new)
        again = now.done[-1].changes  # what was typed for it need not be typed twice
        return replace(now, queue=queue + rest, at=at, changes=again, done=now.done[:-1], said=told)
    left = {deed.item.id, *((deed.other.id,) if deed.other is not None else ())}
    before = tuple(one for one in now.queue[: now.at] if one.id not in left)
    behind = tuple(one for one in now.queue[now.at :] if one.id not in left)
    word = {"confirm": "confirmed", "reject": "rejected", "split": "split in two", "merge": "merged"}[deed.kind]
    done = (*now.done, deed)
    return replace(
        now, queue=(*before, *new, *behind), at=len(before), changes={}, done=done, said=f"{word}: {deed.item.id}"
    )


def refused(now: Review, why: str, *, gone: bool = False) -> Review:
    """After a deed that could not be written: nothing of it was, and the corrections typed are still there.

    Args:
        now: Where the person is.
        why: The ledger's or the reader's reason.
        gone: Somebody else decided this item meanwhile.
    """
    if not gone:
        return replace(now, said=why)
    queue = tuple(one for place, one in enumerate(now.queue) if place != now.at)
    return replace(now, queue=queue, changes={}, said=why)


def _looking(now: Review, key: str) -> Step:
    item = now.item
    if key == "q":
        return replace(now, mode="over"), None
    if key in {"?", "h"}:
        return replace(now, mode="help"), None
    if key == "u":
        if not now.done:
            return replace(now, said="nothing was decided in this sitting"), None
        return now, Deed("undo", now.done[-1].item)
    if key in {"b", "left"}:
        at = max(0, now.at - 1)
        return replace(now, at=at, changes={}, said="" if now.at else "this is the first"), None
    if item is None:
        return replace(now, said="there is none here: u undoes the last decision, b goes back, q ends"), None
    if key == "y":
        return now, Deed("confirm", item, now.changes)
    if key in {"k", "right"}:
        return replace(now, at=now.at + 1, changes={}), None
    if key == "x":
        return replace(now, mode="ask", asked="reason", typed=""), None
    if key in ASKS:
        return replace(now, mode="ask", asked=ASKS[key][0], typed=""), None
    return _shaping(now, item, key)


def _shaping(now: Review, item: Item, key: str) -> Step:
    if key == "w":
        return replace(now, mode="span", span=_span_now(now, item)), None
    if key == "/":
        start, end = item.span
        middle = _next_word(item.text, start + (end - start) // 2, end)
        return replace(now, mode="split", span=(middle, end)), None
    if key == "r":
        return replace(now, changes={}, said="the corrections are forgotten"), None
    if key == "+":
        other = next((one for one in now.queue if one.source == item.source and one.span > item.span), None)
        if other is None:
            return replace(now, said="no later proposal of this report waits, so there is nothing to merge with"), None
        return now, Deed("merge", item, other=other)
    return replace(now, said=f"{key!r} does nothing here; ? shows the keys"), None


def _typing(now: Review, key: str) -> Step:
    if key == "escape":
        return replace(now, mode="look", typed=""), None
    if key == "backspace":
        return replace(now, typed=now.typed[:-1]), None
    if key != "enter":
        return (replace(now, typed=now.typed + key), None) if len(key) == 1 and key.isprintable() else (now, None)
    answer = " ".join(now.typed.split())
    done = replace(now, mode="look", typed="")
    if now.asked != "reason":
        return (replace(done, changes={**now.changes, now.asked: answer}), None) if answer else (done, None)
    chosen = REASONS[int(answer) - 1] if answer.isdecimal() and 0 < int(answer) <= len(REASONS) else answer
    if len(chosen) < 3:
        return replace(done, said="a rejection needs a reason: a digit, or words"), None
    item = now.item
    return (done, Deed("reject", item, reason=chosen)) if item is not None else (done, None)


#: Arrows move what is seen: in words that are read from the right, the arrow to the left goes on in the text.
_ARROWS: Final[Mapping[bool, Mapping[str, str]]] = {
    False: {"left": ",", "right": "."},
    True: {"left": ".", "right": ","},
}


def _choosing(now: Review, key: str) -> Step:
    """Move the ends of the words: `,` and `.` the start, `<` and `>` the end, each by one word."""
    item = now.item
    if item is None or key in {"escape", "q"}:
        return replace(now, mode="look"), None
    (start, end), text = now.span, item.text
    if key == "enter":
        return _chosen(now, item)
    key = _ARROWS[item.from_the_right].get(key, key)
    if now.mode == "split":
        low, high = item.span
        moved = {",": _word_before(text, start, low + 1), ".": _next_word(text, start + 1, high)}
        at = min(max(moved.get(key, start), low + 1), high - 1)
        return replace(now, span=(at, end)), None
    if key == ",":
        start = _word_before(text, start, 0)
    elif key == ".":
        start = min(_next_word(text, start + 1, end), end - 1)
    elif key == "<":
        end = max(_end_before(text, end, start), start + 1)
    elif key == ">":
        end = _end_behind(text, end)
    return replace(now, span=(start, end)), None


def _chosen(now: Review, item: Item) -> Step:
    done = replace(now, mode="look")
    if now.mode == "split":
        return done, Deed("split", item, at=now.span[0])
    start, end = now.span
    if (start, end) == item.span:
        return done, None
    return replace(done, changes={**now.changes, "content": f"{start}-{end}"}), None


def _span_now(now: Review, item: Item) -> tuple[int, int]:
    given = str(now.changes.get("content", "")).partition("-")
    return (int(given[0]), int(given[2])) if given[0].isdigit() and given[2].isdigit() else item.span


def _made_by(deed: Deed, queue: Sequence[Item]) -> list[Item]:
    """What a split or a merge had laid into the inbox."""
    told = {deed.item.id} | ({deed.other.id} if deed.other is not None else set())
    return [one for one in queue if told & set(one.body.get("made_of", ()))]


_WORD: Final = re.compile(r"\S+")


def _word_before(text: str, at: int, low: int) -> int:
    found = [one.start() for one in _WORD.finditer(text, max(low, at - 400), at)]
    return found[-1] if found else at


def _next_word(text: str, at: int, high: int) -> int:
    gap = re.compile(r"\s+\S").search(text, max(at - 1, 0), min(high, at + 400))
    return gap.end() - 1 if gap is not None else at


def _end_before(text: str, end: int, low: int) -> int:
    found = [one.end() for one in _WORD.finditer(text, max(low, end - 400), end) if one.end() < end]
    return found[-1] if found else end


def _end_behind(text: str, end: int) -> int:
    found = re.compile(r"\s*\S+").match(text, end, end + 400)
    return found.end() if found is not None else end


class NothingToSplitError(TruceError):
    """Words that cannot be parted there."""

    def __init__(self) -> None:
        super().__init__("a split needs words on both sides", "move the place with , and .")


def halves(item: Item, at: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two proposals that a split makes: all is the same but the words.

    Raises:
        NothingToSplitError: When one of them would be empty.
    """
    spans = [(one["start"], one["end"]) for one in item.body["content"]]
    parts = [(trimmed(item.text, a, min(b, at)), trimmed(item.text, max(a, at), b)) for a, b in spans]
    first, second = [one for one, _ in parts if one[0] < one[1]], [one for _, one in parts if one[0] < one[1]]
    if not first or not second:
        raise NothingToSplitError
    return _of_spans(item, first), _of_spans(item, second)


def both(item: Item, other: Item) -> dict[str, Any]:
    """The one proposal that a merge makes: the first one's, with the words of both."""
    spans = sorted({(one["start"], one["end"]) for body in (item.body, other.body) for one in body["content"]})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    made = _of_spans(item, joined)
    clauses = list(dict.fromkeys([*item.body["clauses"], *other.body["clauses"]]))
    return made | {"made_of": [item.id, other.id], "clauses": clauses}


def _of_spans(item: Item, spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
    words = " … ".join(item.text[a:b] for a, b in spans)
    content = [{"start": a, "end": b} for a, b in spans]
    return dict(item.body) | {"content": content, "words": words, "made_of": [item.id]}
