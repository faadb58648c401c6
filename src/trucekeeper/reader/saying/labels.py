"""What somebody calls a thing: `called it a lie`, `called the deal workable`."""

from trucekeeper.reader.cues import PREPOSITIONS
from trucekeeper.reader.words import Words

#: What somebody calls that which he denies.
_FALSE = frozenset(
    ["lie", "lies", "false", "fabricated", "fabrication", "fabrications", "untrue", "invention", "inventions",
     "nonsense", "baseless", "unfounded", "propaganda", "fiction", "fake", "absurd", "groundless", "slander", "hoax",
     "rubbish", "sham", "fantasy", "farce", "unlikely", "implausible", "unthinkable", "far-fetched", "misleading",
     "fanciful", "tale", "tales", "myth", "rumour", "rumours"]
)  # fmt: skip

#: How adjectives end that judge a thing.
ADJECTIVE_ENDS = ("able", "ible", "ous", "less", "ful", "ic", "ical", "ive", "ant", "ary")

_STOPS = frozenset({",", ";", ".", "that", "and", "but", ":", "which", "who"})
_BEFORE_AS = _STOPS | {"as"}
#: `called that in`, `called it all`: no word of his own.
_NO_LABELS = PREPOSITIONS | {"all"}


def label_end(w: Words, k: int) -> int:
    """Where what somebody calls a thing ends: before the next mark, `and`, `but`."""
    return next((w.ends[m - 1] for m in range(k + 1, min(len(w), k + 20)) if w.lows[m] in _BEFORE_AS), w.ends[-1])


def is_label(w: Words, k: int, act: str) -> bool:
    """`called that a lie` is a denial, `called it a landmark` a word of his own; `called for` is neither."""
    end = next((m for m in range(k, min(len(w), k + 12)) if w.lows[m] in _STOPS and m > k), min(len(w), k + 12))
    lie = not _FALSE.isdisjoint(w.lows[k:end])
    if act == "denies" and w.lows[k] in {"that", "this", "it"} and end - k > 4:
        return False
    if act == "denies" or lie:
        return act == "denies" and lie and end - k > 1
    if w.lows[k] in {"it", "this", "that", "them"} and end - k == 2 and w.lows[k + 1] not in _NO_LABELS:
        return True  # `called it superfluous`
    if w.lows[k] in {"the", "its", "his", "their"} and end - k > 2 and w.lows[end - 1].endswith(ADJECTIVE_ENDS):
        return True  # `called the deal workable`
    named = w.lows[k] in {"it", "this", "that", "them"} or w.lows[k] in {"the", "its", "his", "their", "these", "those"}
    return named and not {"a", "an", "as", "the"}.isdisjoint(w.lows[k + 1 : end])
