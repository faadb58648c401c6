"""A draft as a text that any editor program can change, and the steps that a changed text stands for.

== unknown: What we do not know
[unknown-1a2b3c4d] Whether ... is disputed. {c1 c2}      a sentence, with the records that it rests on
[unknown-5e6f7a8b@edit-3] ...                            after a step of an editor, which is named
- [unknown-9c0d1e2f] ...                                 left out
+ CF asks for no fire. {c1 c2}                           a new one, with its records
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from trucekeeper.brief.draft import Draft, Edited, Line, Part, edited
from trucekeeper.brief.model import Sentence
from trucekeeper.brief.plain import seen
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.record import Edit

_LINE: Final = re.compile(
    r"(?P<out>- )?\[(?P<id>[^\]@\s]+)(?:@(?P<step>[^\]\s]+))?\] (?P<words>.*?)(?: \{(?P<records>[^{}]*)\})?$"
)
_NEW: Final = re.compile(r"\+ (?P<words>.*?)(?: \{(?P<records>[^{}]*)\})?$")
_PART: Final = re.compile(r"== (?P<id>[\w-]+)")

HEAD: Final = (
    'Change the words of a sentence; put "- " before it to leave it out; move it within its part;',
    "write a new one as: + words {record record}. The records of a sentence stay. Lines with # are not read.",
)


class DraftTextError(TruceError):
    """A line of an edited draft that cannot be read."""

    def __init__(self, number: int, line: str, why: str) -> None:
        super().__init__(
            f"line {number} of the draft {why}: {line[:60]}",
            "nothing was taken; write sentences as `truce report --write` does",
        )


def written(edit: Edited, draft: Draft) -> str:
    """Write a draft as a text to be changed."""
    lines = [f"# {seen(edit.drafted.title)}", f"# {draft}", *(f"# {one}" for one in HEAD)]
    for part in edit.parts:
        if part.lines:
            lines += ["", f"== {part.id}: {seen(part.title)}", *map(_written, part.lines)]
    return "\n".join(lines) + "\n"


def _written(line: Line) -> str:
    step = f"@{line.newest}" if line.newest else ""
    records = f" {{{' '.join(line.shown.records)}}}" if line.shown.records else ""
    return f"{'- ' if line.sentence is None else ''}[{line.id}{step}] {seen(line.shown.text)}{records}"


@dataclass
class _Read:
    """One line of a changed text."""

    number: int
    id: str = ""
    step: str | None = None
    words: str = ""
    out: bool = False
    records: tuple[str, ...] = ()


def steps_from(
    text: str, edit: Edited, steps: Sequence[Edit], draft: Draft, *, by: str, new_id: Callable[[int], str]
) -> tuple[Edit, ...]:
    """The steps that lead from the draft to a changed text.

    A sentence that somebody else changed meanwhile becomes a step beside theirs; nothing is written over.

    Args:
        text: As `written` wrote it, changed.
        edit: The draft as it stands now, with `steps`.
        steps: The steps on it so far.
        draft: Which draft.
        by: Who edits.
        new_id: Gives the id of the n-th step.

    Raises:
        DraftTextError: When a line cannot be read; then nothing is taken.
    """
    read = _read(text, edit)
    made: list[Edit] = []

    def step(sentence: str, what: str, **more: object) -> str:
        id = new_id(len(made))
        held = {"id": id, "draft": str(draft), "sentence": sentence, "step": what, "by": by, **more}
        made.append(Edit(**held))  # type: ignore[arg-type]
        return id

    for part in edit.parts:
        here = read.get(part.id)
        if here is not None:
            _part_steps(part, here, edit, steps, step)
    return tuple(made)


def _part_steps(part: Part, here: list[_Read], edit: Edited, steps: Sequence[Edit], step: Callable[..., str]) -> None:
    order = list(part.ids)
    newest = {one.id: one.newest for one in part.lines}
    listed = {one.id for one in here}
    for line in part.lines:
        if line.id not in listed and line.sentence is not None:
            newest[line.id] = step(line.id, "drop", follows=line.newest)
    first = part.before(part.lines[0].id) if part.lines else (part.ids[-1] if part.ids else "")
    after = first
    for one in here:
        if not one.id:
            added = step(part.id, "add", words=one.words, after=after, rests_on=one.records)
            order.insert(order.index(after) + 1 if after in order else 0, added)
            after = added
            continue
        for what, words in _changes(one, edit, steps):
            follows = newest[one.id] if one.step == edit.line(one.id).newest else one.step
            made = step(one.id, what, follows=follows, words=words)
            if follows == newest[one.id]:
                newest[one.id] = made
        if _before(order, one.id, listed) not in {after, ""}:
            order.remove(one.id)
            order.insert(order.index(after) + 1 if after in order else 0, one.id)
            if one.step == edit.line(one.id).newest:
                newest[one.id] = step(one.id, "move", follows=newest[one.id], after=after)
        after = one.id


def _before(order: list[str], id: str, listed: set[str]) -> str:
    """The sentence before one, among those that the file lists: what it does not list cannot have been moved in it."""
    place = order.index(id)
    return next((one for one in reversed(order[:place]) if one in listed), "")


def _changes(one: _Read, edit: Edited, steps: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """What was changed in a line, measured against what the editor had before them."""
    had = _had(one, edit, steps)
    was_out = had is None
    words_before = seen((had or edit.line(one.id).shown).text)
    if one.words != words_before and not one.out:
        yield "reword", one.words
    elif one.out and not was_out:
        yield "drop", ""
    elif was_out and not one.out:
        yield "restore", ""


def _had(one: _Read, edit: Edited, steps: Sequence[Edit]) -> Sentence | None:
    line = edit.line(one.id)
    if one.step == line.newest:
        return line.sentence
    ids = [it.id for it in steps]
    upto = steps[: ids.index(one.step) + 1] if one.step in ids else [it for it in steps if it.sentence != one.id]
    return edited(edit.drafted, upto).line(one.id).sentence


def _read(text: str, edit: Edited) -> dict[str, list[_Read]]:
    known = {one.id: part.id for part in edit.parts for one in part.lines}
    editable = {part.id for part in edit.parts if not part.fixed}
    parts: dict[str, list[_Read]] = {}
    here = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        head = _PART.match(line)
        if head:
            here = head["id"]
            if here not in editable:
                raise DraftTextError(number, line, "begins a part that nobody edits")
            parts.setdefault(here, [])
            continue
        one = _one(number, line)
        if not here:
            raise DraftTextError(number, line, "stands in no part")
        if one.id and known.get(one.id) != here:
            raise DraftTextError(number, line, "names a sentence that this part does not have")
        if one.id and any(it.id == one.id for it in parts[here]):
            raise DraftTextError(number, line, "names a sentence a second time")
        parts[here].append(one)
    return parts


def _one(number: int, line: str) -> _Read:
    new, old = _NEW.match(line), _LINE.match(line)
    found = new or old
    if found is None or not found["words"].strip():
        raise DraftTextError(number, line, "is no sentence of a draft")
    records = tuple(re.split(r"[\s,]+", found["records"].strip())) if found["records"] else ()
    if new:
        return _Read(number, words=new["words"].strip(), records=records)
    assert old is not None
    return _Read(number, old["id"], old["step"], old["words"].strip(), bool(old["out"]), records)
