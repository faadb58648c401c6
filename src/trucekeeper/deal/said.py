"""Sentences that remember what they were made of, so that they can be said in another language.

A `Said` is an English sentence for everybody who takes a text. `deal/ar.po` has the Arabic of each template, in the
format that translators' tools read; a test collects every template of the source and asks for it there.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from math import ceil
from typing import Final, Protocol

#: The languages in which findings are told.
TOLD_IN: Final = ("en", "ar")
# Unicode 16, annex 9: what stands between these is laid out by itself, so that an id does not turn a sentence about.
_FIRST_STRONG, _LEFT_TO_RIGHT, _END = "\u2068", "\u2066", "\u2069"
#: Begins a line that runs from right to left, whatever its first letter is.
_RIGHT_TO_LEFT = "\u200f"
#: Two of several that end in `and`: Arabic says `and` between all of them.
_IN_A_LIST = "{one}, {other}"
_CODE = re.compile(r"`[^`]+`")


class Tongue(Protocol):
    """A catalogue of sentences, such as `gettext.GNUTranslations`; what it does not have it gives back as it is."""

    def gettext(self, message: str, /) -> str:
        """The sentence in its language."""

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """The form of a sentence that goes with a number."""


class Said(str):
    """A sentence, its template and the parts that were put into it.

    A part is another sentence or list, which is said in the other language too, or else a word of the file or of the
    language, which stays as it is in every language.
    """

    __slots__ = ("parts", "template")

    template: str
    parts: Mapping[str, object]


class Listed(Said):
    """Several words or sentences in one: `A, B and C`."""

    __slots__ = ("last", "several")

    several: tuple[str, ...]
    last: str


class Joined(Said):
    """Several sentences with the same mark between them: `A; B; C`."""

    __slots__ = ("between", "several")

    several: tuple[str, ...]
    between: str


class Plural(Said):
    """A sentence whose words change with a number."""

    __slots__ = ("many", "number")

    many: str
    number: int


def say(template: str, /, **parts: object) -> Said:
    """Make a sentence; the template is a literal, because the other languages are found by it."""
    made = Said(template.format_map(parts) if parts else template)
    made.template, made.parts = template, parts
    return made


def plural(one: str, many: str, number: float, /, **parts: object) -> Plural:
    """Make a sentence about so many; `{number}` is the number with its thousands."""
    shown = {"number": f"{number:,}" if isinstance(number, int) else f"{number:,.1f}", **parts}
    made = Plural((one if number == 1 else many).format_map(shown))
    made.template, made.many, made.number, made.parts = one, many, ceil(number), shown
    return made


def listed(several: Iterable[str], last: str = " and ") -> Listed:
    """Join words as a sentence does: `A, B and C`."""
    words = tuple(several)
    made = Listed(f"{', '.join(words[:-1])}{last}{words[-1]}" if len(words) > 1 else "".join(words))
    made.several, made.last = words, last
    return made


def joined(several: Iterable[str], between: str = "; ") -> str:
    """Put sentences one behind the other, empty ones left out; a single one stays as it is."""
    sentences = tuple(one for one in several if one)
    if len(sentences) < 2:
        return sentences[0] if sentences else ""
    made = Joined(between.join(sentences))
    made.several, made.between = sentences, between
    return made


def remade(text: Said, change: Callable[[object], object]) -> Said | None:
    """The sentence with other parts; None where that leaves fewer than two sentences of several."""
    match text:
        case Listed():
            return listed((_text(change(one)) for one in text.several), text.last)
        case Joined():
            again = joined((_text(change(one)) for one in text.several), text.between)
            return again if isinstance(again, Said) else None
        case Plural():
            parts = {name: change(part) for name, part in text.parts.items()}
            made = Plural((text.template if text.number == 1 else text.many).format_map(parts))
            made.template, made.many, made.number, made.parts = text.template, text.many, text.number, parts
            return made
        case _:
            parts = {name: change(part) for name, part in text.parts.items()}
            other = Said(text.template.format_map(parts) if parts else text.template)
            other.template, other.parts = text.template, parts
            return other


def amount_words(number: float, unit: str) -> Plural:
    """Say an amount with its unit: 1,250 people, 2 batches, 12.5 percent."""
    match unit:
        case "people":
            return plural("{number} person", "{number} people", number)
        case "share":
            return plural("{number} percent", "{number} percent", number)
        case "batches":
            return plural("{number} batch", "{number} batches", number)
        case "buses":
            return plural("{number} bus", "{number} buses", number)
        case "trucks":
            return plural("{number} truck", "{number} trucks", number)
        case "bodies":
            return plural("{number} body", "{number} bodies", number)
        case _:
            return plural("{number} {unit}", "{number} {unit}", number, unit=unit)


def _text(part: object) -> str:
    return part if isinstance(part, str) else str(part)


def told(text: str, tongue: Tongue | None, shown: Callable[[str], str] = str) -> str:
    """Say a sentence in another language; None stands for English, in which it is.

    Args:
        text: A sentence, or words.
        tongue: The other language.
        shown: Makes words of a file or a record safe to look at.
    """
    if tongue is None:
        return text
    match text:
        case Listed():
            words = [str(_part(word, tongue, shown)) for word in text.several]
            if len(words) < 2:
                return "".join(words)
            pair = _IN_A_LIST if text.last == " and " else ", "
            comma, last = tongue.gettext(pair).format(one="", other=""), tongue.gettext(text.last)
            return f"{comma.join(words[:-1])}{last}{words[-1]}"
        case Joined():
            # Without a mark between them there is none to be said: gettext answers "" with what its file is.
            between = tongue.gettext(text.between) if text.between else ""
            return between.join(str(_part(one, tongue, shown)) for one in text.several)
        case Plural():
            template = tongue.ngettext(text.template, text.many, text.number)
        case Said():
            template = tongue.gettext(text.template)
        case _:
            return tongue.gettext(text) if text else text
    parts = {name: _part(part, tongue, shown) for name, part in text.parts.items()}
    return _CODE.sub(lambda code: apart(code[0]), template.format_map(parts) if parts else template)


def line(text: str, tongue: Tongue | None) -> str:
    """A sentence with a line of its own, in the direction of its language."""
    return text if tongue is None else f"{_RIGHT_TO_LEFT}{told(text, tongue)}"


def apart(words: str) -> str:
    """Words from left to right, such as a file's name and line, that do not turn the sentence that they stand in."""
    return f"{_LEFT_TO_RIGHT}{words}{_END}"


def _part(part: object, tongue: Tongue, shown: Callable[[str], str]) -> object:
    """A part of a sentence: said too, or a word that is laid out by itself."""
    if isinstance(part, Said):
        return told(part, tongue, shown)
    return f"{_FIRST_STRONG}{shown(part)}{_END}" if isinstance(part, str) and part else part
