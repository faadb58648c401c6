"""The verbs that attribute: every form of every cue with its act, and what may follow it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from trucekeeper.reader.lexicon import sections, word_set
from trucekeeper.reader.words import Asked

LIST = "en_words.txt"


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to read one word as a cue.

    Attributes:
        act: A speech act of the records, or `believes`, `positions` (kinds of the reader, mapped in `reader.acts`).
        frames: What may follow (see the list's head).
        form: base, s, past, participle, ing; past and participle are often the same word: then `past`.
        verb: The base form.
        particles: Words that must follow.
    """

    act: str
    frames: str
    form: str
    verb: str
    particles: tuple[str, ...] = ()


def conjugated(verb: str) -> list[tuple[str, str]]:
    """All forms of a verb written base/past/participle, each with the name of the form."""
    base, *rest = verb.split("/")
    stem = base[:-1] if base.endswith("e") else base
    consonant_y = base.endswith("y") and base[-2] not in "aeiou"
    third = base[:-1] + "ies" if consonant_y else base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s")
    double = base in _DOUBLED or _SHORT.fullmatch(base) is not None
    past = rest[0] if rest else base[:-1] + "ied" if consonant_y else stem + (base[-1] if double else "") + "ed"
    participle = rest[1] if len(rest) > 1 else past
    gerund = (base if base.endswith("ee") else stem) + (base[-1] if double else "") + "ing"
    forms = [(base, "base"), (third, "s"), (past, "past"), (gerund, "ing")]
    if participle != past:
        forms.append((participle, "participle"))
    return forms


#: `planned`, `shrugged`, `begging`: the last letter is doubled behind the one short vowel.
_SHORT = re.compile(r"[^aeiou]+[aeiou][bdgklmnprt]")
_DOUBLED = frozenset(
    ["rebut", "admit", "quip", "forget", "regret", "commit", "submit", "permit", "transmit", "infer", "refer", "confer",
     "defer", "concur", "occur", "recur", "begin", "signal", "quit", "compel", "rebel", "repel", "expel"]
)  # fmt: skip


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """All readings of each form; those with particles first, since they say more."""
    found: dict[str, list[Cue]] = {}
    for head, lines in sections("en_cues.txt").items():
        if not head:
            continue
        act, frames = head.split()
        for entry in (word for line in lines for word in line.split()):
            verb, *particles = entry.split("+")
            base = verb.partition("/")[0]
            for form, kind in conjugated(verb):
                found.setdefault(form, []).append(Cue(act, frames, kind, base, tuple(particles)))
    return {
        form: tuple(sorted(set(read), key=lambda c: (-len(c.particles), c.act, c.frames, c.particles, c.verb, c.form)))
        for form, read in found.items()
    }


AUXILIARIES = word_set(LIST, "auxiliaries")
NEGATIONS = word_set(LIST, "negations")
BE = word_set(LIST, "be")
DETERMINERS = word_set(LIST, "determiners")
PREPOSITIONS = word_set(LIST, "prepositions")
PRONOUNS = word_set(LIST, "pronouns")
OBJECTS = word_set(LIST, "objects")
SUBORDINATORS = word_set(LIST, "subordinators")
OPENERS = word_set(LIST, "openers")
ADVERBS = word_set(LIST, "adverbs")
_PAST = word_set(LIST, "irregular past")
_PRESENT = word_set(LIST, "present verbs")
_ADJECTIVES = word_set(LIST, "ed adjectives")


@cache
def _finite_cues() -> frozenset[str]:
    """Cue forms that are hardly ever nouns."""
    nouns = {
        "claims",
        "reports",
        "demands",
        "orders",
        "promises",
        "shows",
        "notes",
        "counts",
        "records",
        "calls",
        "posts",
        "talks",
        "lists",
        "estimates",
        "remarks",
        "comments",
        "guarantees",
    }
    return frozenset(f for f, read in cues().items() if read[0].form in {"s", "past"}) - nouns


def _is_finite(low: str) -> bool:
    if low in AUXILIARIES or low in _PAST or low in _PRESENT or low.endswith("n't") or low in _finite_cues():
        return True
    return len(low) > 4 and low.endswith("ed") and low not in _ADJECTIVES and "-" not in low


FINITE: Final = Asked(_is_finite)
#: True when a word is probably a finite verb: an auxiliary, a past form, a cue.
finite: Final[Callable[[str], bool]] = FINITE.__getitem__
