"""In which language a paragraph is written, by its script and its commonest words."""

import re

#: Languages with an engine of their own; every other one is named, and nothing is proposed from it.
READ = frozenset({"en", "ar", "ru"})
_ARABIC = re.compile("[\u0621-\u064a]+")
_PERSIAN = re.compile("[پچژگ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_OTHER_SCRIPT = re.compile("[\u0621-\u064a\u0400-\u04ff]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_LATIN = re.compile("[A-Za-z]+")
_OTHER_LATIN = {
    "fr": frozenset(["le", "les", "des", "est", "une", "dans", "que", "qui", "pour", "sur", "avec", "par", "du"]),
    "de": frozenset(["der", "die", "und", "das", "ist", "nicht", "mit", "auf", "den", "ein", "eine", "von", "zu"]),
    "es": frozenset(["el", "los", "las", "que", "una", "por", "con", "para", "del", "se", "es", "su", "al"]),
    "tr": frozenset(["ve", "bir", "bu", "için", "ile", "olarak", "da", "de", "olan", "çok", "göre"]),
}
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "was",
        "were",
        "said",
        "had",
        "a",
        "on",
        "for",
        "by",
        "at",
        "it",
        "is",
        "from",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile(r"[a-z]+")


def language_of(text: str) -> str:
    """The language of a text: en, ar, ru, or the code of one that is not read; `en` where nothing tells.

    Args:
        text: A paragraph or a report; its first 4,000 characters decide.
    """
    text = text[:4000]
    if text.isascii():
        return _latin(text[:1500])
    if _OTHER_SCRIPT.search(text) is None:
        return _latin(text)
    arabic, cyrillic, latin = (sum(map(len, one.findall(text))) for one in (_ARABIC, _CYRILLIC, _LATIN))
    if arabic > cyrillic and arabic > latin:
        return "fa" if len(_PERSIAN.findall(text)) * 40 > arabic else "ar"
    if cyrillic > latin:
        return "uk" if len(_UKRAINIAN.findall(text)) * 60 > cyrillic else "ru"
    return _latin(text)


def _latin(text: str) -> str:
    low = text.lower()
    words = (_ASCII_WORD if low.isascii() else _WORD).findall(low)
    english = sum(map(_ENGLISH.__contains__, words))
    if english * 8 > len(words):
        return "en"
    shares = {name: sum(word in common for word in words) for name, common in _OTHER_LATIN.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if len(words) >= 12 and shares[best] > 2 * english and shares[best] * 10 > len(words) else "en"
