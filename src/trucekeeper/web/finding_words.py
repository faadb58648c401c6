"""What the linter says of a text, in the language of whoever reads the page; its codes and names stand apart."""

from typing import Final

from markupsafe import Markup, escape

from trucekeeper.brief.plain import seen
from trucekeeper.brief.tongue import findings
from trucekeeper.deal.said import Said, told
from trucekeeper.web.language import Language
from trucekeeper.web.render import foreign

#: The marks between which `told` puts what is laid out by itself (Unicode annex 9), as elements of a page.
_MARKS: Final = {
    "\u2068": '<bdi dir="auto">',
    "\u2066": '<bdi dir="ltr">',
    "\u2069": "</bdi>",
}


def finding_words(text: str, language: Language) -> Markup:
    """A sentence of the linter in a language; in English, and said to be, where that language has no words for it."""
    known = findings(language.code)
    if known is None or not isinstance(text, Said):
        return foreign(text) if language.code == "en" else Markup('<span lang="en">{}</span>').format(foreign(text))
    # No name can end or begin a stretch: `seen` shows the marks that would.
    parted = str(escape(told(text, known, seen)))
    for mark, element in _MARKS.items():
        parted = parted.replace(mark, element)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(language.code, language.direction, Markup(parted))
