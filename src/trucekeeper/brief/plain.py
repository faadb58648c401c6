"""Text that others wrote, made safe to look at: what would be unseen or would turn the line round is shown."""

import re
import unicodedata

#: Explicit embeddings, overrides and isolates: they can make a line read in another order than it is stored
#: (Unicode Technical Report 36, section 2.5). The plain marks LRM, RLM and ALM only help and stay.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

#: Words that take a side. Ours never use them; in others' words they stand between quotation marks.
PARTISAN = re.compile(
    r"\b(r[ée]gimes?\b|terroris\w+|liberat\w+|martyr\w*|mercenar\w+|thugs?|takfir\w*|террорист\w*|(ال)?إرهاب\w*)",
    re.IGNORECASE,
)


def seen(text: str) -> str:
    """Show what would be unseen: turning and control characters by their code point, line ends as spaces."""
    return "".join(_seen(character) for character in text)


def _seen(character: str) -> str:
    if character in "\n\r\t\u2028\u2029\x0b\x0c":
        return " "
    if character in _TURNING or unicodedata.category(character) in {"Cc", "Cs"}:
        return f"⟨U+{ord(character):04X}⟩"
    return character


def partisan(text: str) -> bool:
    """True where a text uses a word that takes a side."""
    return PARTISAN.search(text) is not None
