"""The strings of the pages: which there are, and which a language lacks.

python -m tools.strings ar        prints what is missing in Arabic, ready to be put into a message file
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract, extract_from_dir

from trucekeeper.web.language import LOCALES, catalog
from trucekeeper.web.words import terms

WEB = LOCALES.parent
METHODS = [("templates/**.html", "jinja2"), ("static/**", "ignore"), ("**.py", "python")]
#: What a page tells of a report's sentences is said elsewhere.
BRIEF, SAID = WEB.parent / "brief", ("warrant.py", "edition.py")
OPTIONS = {"templates/**.html": {"encoding": "utf-8", "newstyle_gettext": "true", "trimmed": "true"}}

#: One text; a singular with its plural; or a text in a context, as `pgettext` asks for it.
Text = str | tuple[str, ...]
#: Between a context and its text, as in compiled message files (GNU gettext).
_CONTEXT = "\x04"


def strings() -> dict[Text, str]:
    """Every text that the pages say, with the file that says it first; a tuple is a singular with its plural."""
    found: dict[Text, str] = dict.fromkeys(terms(), "words.py")
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "pgettext": ((1, "c"), 2)}
    for file, _, text, _, context in extract_from_dir(str(WEB), METHODS, OPTIONS, keywords=keywords):
        one = tuple(text) if isinstance(text, list | tuple) else text
        found.setdefault(f"{context}{_CONTEXT}{one}" if context else one, Path(file).name)
    for name in SAID:
        with (BRIEF / name).open("rb") as source:
            for _, text, _, _ in extract("python", source, keywords={"say": None}):
                found.setdefault(str(text), name)
    return found


def missing(code: str) -> Iterator[tuple[Text, str]]:
    """Texts without a translation; a plural needs all forms of the language."""
    known = catalog(code)
    for text, file in strings().items():
        context, _, plain = text.rpartition(_CONTEXT) if isinstance(text, str) else ("", "", text[0])
        message = known.get(plain, context or None)
        said = (message.string if message is not None else "") or ""
        forms = (said,) if isinstance(said, str) else said
        if not all(forms) or len(forms) < (known.num_plurals if isinstance(text, tuple) else 1):
            yield text, file


def main(arguments: list[str]) -> int:
    """Print what a language lacks."""
    lacks = list(missing(arguments[0]))
    for text, file in lacks:
        context, _, plain = text.rpartition(_CONTEXT) if isinstance(text, str) else ("", "", text)
        one = (plain,) if isinstance(plain, str) else plain
        told = "".join(f'msgid{"_plural" * bool(n)} "{each}"\n' for n, each in enumerate(one))
        named = f'msgctxt "{context}"\n' if context else ""
        sys.stdout.write(f'#: {file}\n{named}{told}msgstr ""\n\n')
    return 1 if lacks else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
