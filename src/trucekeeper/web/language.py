"""The languages of the pages: which one a reader gets, and their strings from the message files.

A message file is `locale/LANGUAGE/PAGE.po`; those of one language are put together when it is first used, so that the
people who write two pages do not write into one file. English stands in the pages themselves.
"""

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from starlette.requests import Request

LOCALES: Final = Path(__file__).resolve().parent / "locale"
COOKIE: Final = "truce_language"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the pages.

    Attributes:
        code: As in `lang`.
        name: In itself.
        locale: Of dates and numbers.
    """

    code: str
    name: str
    locale: str

    @property
    def direction(self) -> str:
        """`rtl` for Arabic, else `ltr`."""
        return "rtl" if Locale.parse(self.locale).text_direction == "rtl" else "ltr"


#: English first: it is what a reader gets whose browser asks for none of these.
LANGUAGES: Final = {
    one.code: one
    for one in (
        Language("en", "English", "en_GB"),
        Language("ar", "العربية", "ar"),
        Language("fr", "Français", "fr"),
        Language("ru", "Русский", "ru"),
    )
}
ENGLISH: Final = LANGUAGES["en"]


@cache
def offered() -> tuple[Language, ...]:
    """English, and those for which there are message files."""
    return tuple(one for one in LANGUAGES.values() if one is ENGLISH or files_of(one.code))


def files_of(code: str) -> tuple[Path, ...]:
    """The message files of a language."""
    return tuple(sorted((LOCALES / code).glob("*.po")))


def catalog(code: str) -> Catalog:
    """All message files of a language as one; of two translations of one text the first in reading order holds.

    The plural forms are those that the files declare: Babel's own for French are three, gettext's are two.
    """
    whole = Catalog(locale=code)
    for file in files_of(code):
        with file.open("rb") as source:
            part = read_po(source, locale=code)
        whole.mime_headers = part.mime_headers
        for message in part:
            if message.id and message.string and whole.get(message.id, message.context) is None:
                whole[message.id] = message
    return whole


@cache
def translations(code: str) -> NullTranslations:
    """The strings of a language, as gettext gives them."""
    if code == ENGLISH.code or not files_of(code):
        return NullTranslations()
    made = BytesIO()
    write_mo(made, catalog(code))
    made.seek(0)
    return GNUTranslations(made)


def language_of(request: Request, chosen: str = "") -> Language:
    """The language for a reader: chosen in this browser, else of their account, else what the browser asks for."""
    codes = [one.code for one in offered()]
    for code in (request.cookies.get(COOKIE, ""), chosen, *_asked_for(request)):
        if code in codes:
            return LANGUAGES[code]
    return ENGLISH


def _asked_for(request: Request) -> list[str]:
    """The languages that a browser asks for, the dearest first."""
    found: list[tuple[float, str]] = []
    for part in request.headers.get("accept-language", "")[:500].split(","):
        code, _, weight = part.strip().partition(";q=")
        try:
            found.append((float(weight or 1), code.partition("-")[0].lower()))
        except ValueError:
            continue
    return [code for _, code in sorted(found, key=lambda one: -one[0])]
