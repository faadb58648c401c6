"""Which words may be a finite verb that no list of verbs of saying holds, and who can speak."""

from functools import cache
from typing import Final

from trucekeeper.reader import phrases
from trucekeeper.reader.cues import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    NEGATIONS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    conjugated,
    cues,
    finite,
)
from trucekeeper.reader.lexicon import sections, word_set
from trucekeeper.reader.speakers import KINDS, country_words
from trucekeeper.reader.words import Asked

LIST = "en_unlisted.txt"

_CONJUNCTIONS = frozenset({"and", "or", "but", "nor", "yet", "so", "such", "than", "as", "too", "more", "less"})
CLOSED = (
    ADVERBS | AUXILIARIES | BE | DETERMINERS | NEGATIONS | OPENERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS
    | phrases.TIMES | _CONJUNCTIONS
    | {"whom", "whose", "which", "who", "provided", "given", "assuming", "granted"}
    | {"out", "away", "back", "aside", "apart", "forth", "down"}
    | {"something", "anything", "everything", "nothing", "someone", "somebody"}
    | {"anyone", "anybody", "everyone", "maybe"}
)  # fmt: skip


_WRITINGS = word_set(LIST, "writings")


@cache
def forms_of(section: str) -> frozenset[str]:
    """Every form of the verbs of a section."""
    entries = [entry for line in sections(LIST)[section] for entry in line.split()]
    return frozenset(form for entry in entries for form, _ in conjugated(entry))


@cache
def verbs_behind_to() -> frozenset[str]:
    """Verbs as they stand behind `to`."""
    listed = [entry for section in ("no saying", "no saying that") for line in sections(LIST)[section]
              for entry in line.split()]  # fmt: skip
    deeds = [line for head, lines in sections("deeds.txt").items() if head.startswith("en ") for line in lines]
    entries = [*listed, *(entry for line in deeds for entry in line.split())]
    return frozenset(entry.split("+")[0].partition("/")[0] for entry in entries) | {
        form for form, read in cues().items() if any(cue.form == "base" for cue in read)
    }


@cache
def heard() -> frozenset[str]:
    """Words for somebody who can speak."""
    kinds = frozenset().union(*(word_set("en_speakers.txt", kind) for kind in KINDS))
    return kinds | word_set(LIST, "heard") | _WRITINGS | country_words()


PAST = word_set(LIST, "irregular past")
COUNTED = word_set(LIST, "counted")
CLAIM_NOUNS = word_set(LIST, "claims")
COUNTED_PEOPLE = word_set(LIST, "counted people")


#: Endings of nouns, which are hardly ever a verb of saying in the present.
_NOUN_ENDS = (
    "tion", "sion", "ment", "ness", "ity", "ship", "ance", "ence", "age", "er", "or", "ist", "ism", "hood", "cy", "ful",
    "al", "ive", "ous", "ary", "able", "ible", "ic", "ly", "ty", "ee", "ure", "man", "men", "th", "ing", "icle", "gy",
    "ph",
)  # fmt: skip


def _form_of(low: str) -> str:
    """Which form of a verb that is no cue a word may be; "" where it is none."""
    if (
        not low.isalpha()
        or len(low) < 3
        or low in CLOSED
        or (low in heard() and low not in _WRITINGS)
        or is_listed(low)
    ):
        return ""
    if low in PAST or (low.endswith("ed") and finite(low)):
        return "past"
    if low.endswith("ing"):
        return "ing" if len(low) > 5 else ""
    if finite(low):
        return "s" if low.endswith("s") else "past"
    stem = low[:-3] + "y" if low.endswith("ies") else low.removesuffix("s")
    if stem.endswith(_NOUN_ENDS) or low in COUNTED or low in COUNTED_PEOPLE or low in _NUMERALS:
        return ""
    if low.endswith("s"):
        return "s" if not low.endswith(("ss", "us", "is")) and len(low) > 3 else ""
    return "base"


_NUMERALS = frozenset(
    ["eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
     "thousand", "million", "dozen", "dozens", "hundreds", "thousands"]
)  # fmt: skip


#: True where the list knows the word without a particle: what may be said by it was tried.
is_listed: Final = Asked(lambda low: any(not cue.particles for cue in cues().get(low, ()))).__getitem__


#: The same, found out once for each word.
FORM: Final = Asked(_form_of).__getitem__

#: Words for several people without an s.
PLURALS = frozenset(
    ["they", "we", "i", "you", "some", "others", "many", "both", "people", "police", "men", "women", "children",
     "staff", "troops", "media", "clergy", "crew", "those"]
)  # fmt: skip

MODALS = frozenset(
    ["will", "would", "can", "could", "may", "might", "must", "should", "shall", "did", "does", "do", "didn't",
     "doesn't", "wouldn't", "couldn't", "can't", "won't"]
)  # fmt: skip
#: What may stand before a form that is the same in the plural and behind an auxiliary.
BEFORE_BASE = PLURALS | MODALS | ADVERBS | phrases.TIMES | {"each", "them", "us", "nations"}
