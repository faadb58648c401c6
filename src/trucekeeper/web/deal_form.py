"""One block of a deal changed by a form: only the values that differ are written, and no text with a new mistake."""

import re
from collections.abc import Mapping
from typing import Final

from trucekeeper.core.errors import TruceError
from trucekeeper.core.finding import Severity
from trucekeeper.deal.fences import read_markdown
from trucekeeper.deal.places import Places
from trucekeeper.deal.printer import blocks, values
from trucekeeper.deal.syntax import read_deal

#: A key as the language writes it, perhaps with its language: `do`, `if not`, `name ar`. Nothing that opens a line.
KEY: Final = re.compile(r"[a-z]+(?: [a-z]+){0,3}\Z")


class NoBlockError(TruceError):
    """A form for a block that the text does not have."""

    def __init__(self, block: str, file: str) -> None:
        super().__init__(f"{file} has no block {block}", "open the form again from the page of the deal")


class DealMistakeError(TruceError):
    """Values with which the text could not be read; nothing was written."""

    def __init__(self, message: str, hint: str | None) -> None:
        super().__init__(f"not saved, because with these values the text would hold a mistake: {message}", hint)


def rewritten(text: str, file: str, block: str, given: Mapping[str, str]) -> str:
    """The text with the given values in one block; an empty value takes its key out, every other byte stays.

    Args:
        text: The file as it is.
        file: Its name, for messages.
        block: Id of the block.
        given: Value by key, as the deal language writes it; keys that are not named stay as they are.

    Raises:
        NoBlockError: When the text has no such block.
        DealMistakeError: When the new text would hold an error that the old one does not.
    """
    before = read_deal(text, file)
    found = next((one for one in blocks(before) if one.id == block), None)
    if found is None:
        raise NoBlockError(block, file)
    held = values(found, before.zone)
    edits: list[tuple[int, int, str]] = []
    for key, value in given.items():
        clean = " ".join(value.split())
        if clean == held.get(key, ""):
            continue
        if not KEY.match(key):
            raise DealMistakeError(f'"{key}" is no key', "write a key of the deal language, such as due")
        edits.append(_edit(text, found, key, clean))
    made = text
    for start, end, words in sorted(edits, reverse=True):
        made = made[:start] + words + made[end:]
    _refuse_mistakes(made, text, file)
    return made


def _edit(text: str, found: object, key: str, value: str) -> tuple[int, int, str]:
    """The stretch to be replaced: a value, the lines of a key that goes, or the end of the block for a new one."""
    spans, keys, at = found.spans, found.keys, found.at  # type: ignore[attr-defined]
    if key in spans and value:
        return spans[key].start, spans[key].end, value
    if key in spans:
        start = text.rfind("\n", 0, keys[key].start) + 1
        end = text.find("\n", spans[key].end)
        return start, len(text) if end < 0 else end + 1, ""
    last = max((one.end for one in (*spans.values(), at)), default=at.end)
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    newline = "\r\n" if text[end - 1 : end] == "\r" else "\n"
    place = end - 1 if newline == "\r\n" else end
    return place, place, f"{newline}  {key}: {value}" if value else ""


def _refuse_mistakes(made: str, text: str, file: str) -> None:
    fences = [len(read_markdown(Places(one))[0]) for one in (text, made)]
    after = [one for one in read_deal(made, file).findings if one.severity is Severity.ERROR]
    known = {(one.code, one.message) for one in read_deal(text, file).findings}
    new = next((one for one in after if (one.code, one.message) not in known), None)
    if new is not None:
        raise DealMistakeError(f"line {new.at.line}: {new.message}", new.help)
    if fences[0] != fences[1]:
        raise DealMistakeError("a value would open or close a block of the file", "leave ``` out of values")
