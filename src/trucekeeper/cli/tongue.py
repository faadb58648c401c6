"""The language in which a command speaks: `--lang`, else TRUCEKEEPER_LANG, else the locale of the terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.deal.said import TOLD_IN

if TYPE_CHECKING:
    from gettext import GNUTranslations

#: POSIX 2018, 8.2: the first of these that is set decides.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def in_language(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--lang`; it takes the argument `lang`."""
    return click.option(
        "--lang",
        type=click.Choice(TOLD_IN),
        default=None,
        envvar="TRUCEKEEPER_LANG",
        callback=lambda _, __, value: value or of_the_terminal(),
        help="The language of the messages; else that of the terminal.",
    )(command)


def of_the_terminal() -> str:
    """The language of the locale, if messages are told in it; else English."""
    set_one = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
    language = set_one.partition("_")[0].partition(".")[0]
    return language if language in TOLD_IN else "en"


def tongue(lang: str) -> GNUTranslations | None:
    """The sentences of a language; None for English, which needs none."""
    if lang == "en":
        return None
    from gettext import GNUTranslations
    from importlib import resources
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    def sentences(package: str) -> GNUTranslations:
        raw = (resources.files(package) / f"{lang}.po").read_bytes()
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO(raw), locale=lang))
        compiled.seek(0)
        return GNUTranslations(compiled)

    # A test in a deal's own text is answered by status, whose reasons have a file of their own.
    found = sentences("trucekeeper.deal")
    found.add_fallback(sentences("trucekeeper.status"))
    return found
