"""What the linter says of a text, in the language of whoever reads the page; its codes and names stand apart."""

from markupsafe import Markup

from trucekeeper.brief.tongue import findings
from trucekeeper.deal.said import Said
from trucekeeper.web.language import Language
from trucekeeper.web.render import foreign, said_in


def finding_words(text: str, language: Language) -> Markup:
    """A sentence of the linter in a language; in English, and said to be, where that language has no words for it."""
    known = findings(language.code)
    if known is None or not isinstance(text, Said):
        return foreign(text) if language.code == "en" else Markup('<span lang="en">{}</span>').format(foreign(text))
    return said_in(text, known, language)
