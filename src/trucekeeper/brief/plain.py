"""Text that others wrote, made safe to look at: what would be unseen or would turn the line round is shown."""

import re

#: Control characters, line ends, lone surrogates; and embeddings, overrides and isolates, which can make a line read in
#: another order than it is stored (Unicode Technical Report 36, section 2.5). LRM, RLM and ALM only help: they stay.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

#: Words that take a side. Ours never use them; in others' words they stand between quotation marks.
PARTISAN = re.compile(
    r"\b(r[ée]gimes?\b|terroris\w+|liberat\w+|martyr\w*|mercenar\w+|thugs?|takfir\w*|террорист\w*|(ال)?إرهاب\w*)",
    re.IGNORECASE,
)


def seen(text: str) -> str:
    """Show what would be unseen: turning and control characters by their code point, line ends as spaces."""
    return _UNSEEN.sub(_shown, text)


def _shown(found: "re.Match[str]") -> str:
    character = found.group()
    return " " if character in "\n\r\t\x0b\x0c\u2028\u2029" else f"⟨U+{ord(character):04X}⟩"


def partisan(text: str) -> bool:
    """True where a text uses a word that takes a side."""
    return PARTISAN.search(text) is not None
