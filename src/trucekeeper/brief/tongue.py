"""The language of a report: sentences from templates, whose words stand in message files, one a section and language.

A template is an English sentence with places for its parts; the message file says it in another language, its parts in
whatever order that language wants. What a message file lacks is said in English.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final

from trucekeeper.brief.model import Ground, Piece, Sentence, sentence
from trucekeeper.brief.plain import partisan, seen
from trucekeeper.core.errors import TruceError
from trucekeeper.deal.said import Said, told

#: Languages that a report can be written in.
REPORTED_IN: Final = ("en", "ar")
_PLACES: Final = re.compile(r"\{(\w+)\}")
_APART: Final = re.compile("\u2068([^\u2069]*)\u2069")
_LEFT_TO_RIGHT: Final = re.compile(r"[0-9A-Za-z]")

#: A part of a sentence: words, a piece with a voice of its own, or several.
Part = str | Piece | Iterable[str | Piece]


class LanguageError(TruceError):
    """A language in which no report can be written."""

    def __init__(self, code: str) -> None:
        super().__init__(f'no report can be written in "{code}"', f"use {' or '.join(REPORTED_IN)}")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language.

    Attributes:
        code: As in `lang`.
        known: Its sentences.
    """

    code: str = "en"
    known: NullTranslations = field(default_factory=NullTranslations)

    @property
    def right_to_left(self) -> bool:
        """True where its lines run from right to left."""
        return self.code == "ar"

    def __call__(self, text: str) -> str:
        """A text in this language; itself where the message file lacks it."""
        return self.known.gettext(text) if text else text

    def many(self, number: int, one: str, several: str) -> str:
        """A text about so many, `{number}` with its thousands."""
        return self.known.ngettext(one, several, number).format(number=f"{number:,}")

    def pieces(self, template: str, **parts: Part) -> tuple[Piece, ...]:
        """A template as pieces, each part with its own voice."""
        found: list[Piece] = []
        for place, text in enumerate(_PLACES.split(self(template))):
            if place % 2 == 0:
                found += [Piece(text)] if text else []
            else:
                found += self._parts(parts[text])
        return tuple(one for one in found if one.text)

    def _parts(self, part: Part) -> list[Piece]:
        if isinstance(part, Piece):
            return [part]
        if isinstance(part, str):
            # Numbers, moments and ids are laid out by themselves, so that they do not turn a line of Arabic about.
            apart = self.right_to_left and _LEFT_TO_RIGHT.search(part)
            return [Piece(part, "name" if apart else "ours")]
        return [one for inside in part for one in self._parts(inside)]

    def tell(
        self, template: str, *, records: tuple[str, ...] = (), ground: Ground | None = None, **parts: Part
    ) -> Sentence:
        """A template as a sentence; without records and without a ground it rests on the deal."""
        return sentence(*self.pieces(template, **parts), records=records, ground=ground)

    def reason(self, text: str) -> list[Piece]:
        """A reason of status in this language; its names and ids, and all of it where it cannot be said, set apart."""
        known = reasons(self.code)
        if known is None or not isinstance(text, Said):
            return [_others(seen(text))]
        parts = _APART.split(told(text, known, seen))
        return [_others(one) if place % 2 else Piece(one) for place, one in enumerate(parts) if one]

    def lacking(self, template: str, **parts: Part) -> Sentence:
        """A sentence that says that nothing of the kind is recorded."""
        return sentence(*self.pieces(template, **parts), ground=Ground.ABSENCE)

    def overall(self, template: str, **parts: Part) -> Sentence:
        """A sentence that counts over everything known."""
        return sentence(*self.pieces(template, **parts), ground=Ground.LEDGER)

    def cell(self, *parts: Part) -> tuple[Sentence, ...]:
        """A cell of one short sentence; empty where nothing is given."""
        made = sentence(*(one for part in parts for one in self._parts(part)))
        return (made,) if made.pieces else ()


def _others(text: str) -> Piece:
    """Words of a record; between quotation marks where they take a side."""
    return Piece(text, "quoted" if partisan(text) else "name")


ENGLISH: Final = Tongue()


@cache
def reasons(code: str) -> GNUTranslations | None:
    """The sentences by which status gives its reasons; None for a language in which they stay English."""
    return _sentences("trucekeeper.status", code)


@cache
def findings(code: str) -> GNUTranslations | None:
    """The sentences of what the linter finds; None for a language in which they stay English."""
    found = _sentences("trucekeeper.deal", code)
    more = reasons(code)
    if found is not None and more is not None:
        # A test in a deal's own text is answered by status.
        found.add_fallback(more)
    return found


def _sentences(package: str, code: str) -> GNUTranslations | None:
    file = files(package) / f"{code}.po"
    if code == ENGLISH.code or not file.is_file():
        return None
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    write_mo(made, read_po(BytesIO(file.read_bytes()), locale=code))
    made.seek(0)
    return GNUTranslations(made)


def tongue_of(code: str) -> Tongue:
    """The sentences of a language, English for one in which no report is written, as of a sheet by hand."""
    return tongue(code) if code in REPORTED_IN else ENGLISH


@cache
def tongue(code: str) -> Tongue:
    """The sentences of a language.

    Raises:
        LanguageError: When no report can be written in it.
    """
    if code not in REPORTED_IN:
        raise LanguageError(code)
    if code == "en":
        return ENGLISH
    from babel.messages import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    whole = Catalog(locale=code)
    folder = files("trucekeeper.brief") / "locale" / code
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        for message in read_po(BytesIO(file.read_bytes()), locale=code):
            if message.id and message.string and message.id not in whole:
                whole[message.id] = message
    made = BytesIO()
    write_mo(made, whole)
    made.seek(0)
    return Tongue(code, GNUTranslations(made))
