"""Finding words in texts of any script as people type them: Arabic with or without vowel signs, article, hamza."""

import re
import unicodedata
from typing import Final

#: Letters that writers exchange freely: forms of alef, final ya, hamza carriers, ta marbuta, Persian kaf and ya.
_ALIKE: Final = str.maketrans("أإآٱىئؤةکی", "اااايءءهكي")

#: Vowel signs, Quranic marks and the stretching stroke.
_SIGNS: Final = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")

#: The article, alone or behind and, with, for, like; a stem of at least two letters stays.
_ARTICLE: Final = re.compile(r"\b(?:[وفبك]?ال|لل)(?=[\u0600-\u06ff]{2})")


def normalised(text: str) -> str:
    """Reduce a text to what counts in finding it."""
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", text)).translate(_ALIKE).casefold()
    decomposed = unicodedata.normalize("NFD", plain)
    bare = "".join(
        letter for letter in decomposed if not unicodedata.combining(letter) or "\u0600" <= letter <= "\u06ff"
    )
    return " ".join(_ARTICLE.sub("", bare).split())


def holds(text: str, query: str) -> bool:
    """True when every word of the query begins some word of the text."""
    words = re.findall(r"\w+", normalised(text))
    return all(any(word.startswith(part) for word in words) for part in re.findall(r"\w+", normalised(query)))
