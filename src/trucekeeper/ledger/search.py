"""Finding words in texts of any script as people type them: Arabic with or without vowel signs, article, hamza.

Finding is generous: it would rather show one record too many than hide one. Nothing is decided by it.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

#: Letters that writers exchange freely: forms of alef, final ya, hamza carriers, ta marbuta, Persian kaf and ya,
#: figures of three hands.
_ALIKE: Final = str.maketrans("أإآٱىئؤةکی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايءءهكي" + "0123456789" * 2)

#: Vowel signs, Quranic marks and the stretching stroke.
_SIGNS: Final = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")

#: The article, alone or behind and, with, for, like; a stem of at least two letters stays.
_ARTICLE: Final = re.compile(r"\b(?:[وف]?(?:[بك]?ال|لل))(?=[\u0600-\u06ff]{2})")

#: And, so; with, for, like: written together with the word behind them.
_JOINED: Final = re.compile(r"([وف]?)([بلك]?)(?=[\u0600-\u06ff]{3})")

#: A stem that is left must have so many letters, or every short word would be found in every other.
_STEM: Final = 3


def normalised(text: str) -> str:
    """Reduce a text to what counts in finding it."""
    return " ".join(_ARTICLE.sub("", _plain(text)).split())


def _plain(text: str) -> str:
    """Without signs, case and accents, and with one letter for those that writers exchange."""
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", text)).translate(_ALIKE).casefold()
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(
        letter for letter in decomposed if not unicodedata.combining(letter) or "\u0600" <= letter <= "\u06ff"
    )


@lru_cache(maxsize=65536)
def _forms(word: str) -> frozenset[str]:
    """What a written word may begin with once the small words that are joined to it are taken off.

    `للجنة` may be the article before `جنة` or, since one of three lams is not written, before `لجنة`: both are kept.
    """
    forms = {word, _ARTICLE.sub("", word)}
    if word[:2] == "لل":
        forms.add(word[1:])
    joined = _JOINED.match(word)
    for one in (joined[1], joined[2], joined[1] + joined[2]) if joined else ():
        rest = word[len(one) :] if word.startswith(one) else ""
        if one and len(rest) >= _STEM:
            forms |= {rest, _ARTICLE.sub("", rest)}
    return frozenset(forms)


def holds(text: str, query: str) -> bool:
    """True when every word of the query begins some word of the text, in any of the forms in which that may stand."""
    words = [_forms(word) for word in re.findall(r"\w+", _plain(text))]
    asked = [_asked(word) for word in re.findall(r"\w+", _plain(query))]
    return all(any(form.startswith(part) for forms in words for form in forms for part in parts) for parts in asked)


@lru_cache(maxsize=1024)
def _asked(word: str) -> tuple[str, ...]:
    """The word asked for, without its article; `لل` may stand for two beginnings."""
    return tuple({_ARTICLE.sub("", word), *([word[1:]] if word[:2] == "لل" else [])})
