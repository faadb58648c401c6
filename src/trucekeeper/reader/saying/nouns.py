"""Whether a form that can be both is a noun or a verb here: `claims`, `reports`, `demands`."""

from trucekeeper.reader.cues import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    Cue,
    cues,
    finite,
)
from trucekeeper.reader.saying.numbers import counts
from trucekeeper.reader.words import Words

#: Forms that are nouns as often as verbs.
NOUN_FORMS = frozenset(
    ["claim", "claims", "report", "reports", "demand", "demands", "order", "orders", "promise", "promises",
     "estimate", "estimates", "count", "counts", "warning", "reading", "writing", "hope", "hopes", "feeling",
     "finding", "notes", "note", "record", "records", "comment", "comments", "post", "posts", "tweet", "tweets",
     "state", "states", "show", "shows", "blame", "fear", "fears", "doubt", "doubts", "offer", "offers", "request",
     "requests", "guarantee", "guarantees", "answer", "reply", "forecast", "welcome", "praise", "vow", "vows",
     "pledge", "pledges", "swearing", "command", "commands", "thought", "thoughts", "remark", "remarks", "stress",
     "brief", "joke", "worry", "reason", "quote", "fault", "found", "says-so", "belief", "dispute", "disputes",
     "understanding", "agreement", "reporting", "meaning", "speaking", "spoken", "read", "reads", "accounts", "put"]
)  # fmt: skip

#: Adjectives that stand before what is said and never end a speaker's name.
_QUALITIES = frozenset(
    ["urgent", "repeated", "new", "recent", "further", "earlier", "similar", "strong", "frequent", "constant", "false",
     "conflicting", "competing", "unconfirmed", "initial", "early", "mutual", "public"]
)  # fmt: skip

PLURAL_SUBJECTS = frozenset(
    ["they", "we", "i", "you", "some", "many", "both", "others", "who", "and", "police", "media", "people"]
)


def is_noun(w: Words, i: int, j: int, cue: Cue) -> bool:
    """True when the word at i is a noun or an adjective here: after a determiner, an adjective, a preposition."""
    low = w.lows[i]
    before = w.lows[i - 1] if i else ""
    after = w.lows[i + 1] if i + 1 < len(w) else ""
    if (before in PREPOSITIONS and not (before == "to" and cue.form == "base")) or before in {
        "the",
        "a",
        "an",
        "its",
        "his",
        "their",
        "this",
        "these",
        "such",
        "no",
        "any",
    }:
        return cue.form != "ing" or before not in {"by", "after", "before", "from", "without", "with", "in"}
    if (
        low in {"claims", "reports", "demands", "orders"}
        and i > 1
        and w.lows[i - 2] in PREPOSITIONS
        and not w.capital(i - 1)
    ):
        return True
    if before in {"press", "news", "media", "police", "field"} and low == "reports" and after in {"that", "of", "on"}:
        return i > 1 and w.lows[i - 2] in DETERMINERS | PREPOSITIONS | _QUALITIES
    if before.endswith("'s") and low in NOUN_FORMS:
        return True
    if before in _QUALITIES and low in NOUN_FORMS | {"calls"}:
        return True  # `his urgent calls for`
    if low not in NOUN_FORMS or before in {"it", "he", "she", "they"}:
        return False
    if not after and "," in w.lows[max(0, i - 12) : i] and cue.frames in {"c", "a"}:
        return False  # the last word of a headline: `..., Red Cross reports`
    if cue.form == "base" and after in {".", ","} and "," in w.lows[max(0, i - 12) : i] and cue.frames in {"c", "a"}:
        return False
    if low in {"counts", "reports", "report", "count"} and counts(w, i + 1):
        return False
    if cue.form == "base" and before not in PLURAL_SUBJECTS and not before.endswith("s") and not _modal(w, i):
        return True
    if i == 0 and cue.form != "past":
        return True
    ends = after in {
        "",
        ".",
        "of",
        "in",
        "from",
        "and",
        "by",
        "about",
        "against",
        "at",
        "for",
        "with",
        "on",
        "are",
        "were",
    }
    if low in {"claims", "reports", "demands", "orders", "posts", "shows", "states", "counts"}:
        return (ends and after not in {".", "of"}) or j < 0 or w.lows[j] in DETERMINERS or finite(after)
    return cue.form == "base" and finite(after)


def _modal(w: Words, i: int) -> bool:
    return i > 0 and any(w.lows[m] in AUXILIARIES for m in range(max(0, i - 2), i))


def is_cue(w: Words, k: int) -> bool:
    """True when the word can be a cue as it stands: its particles follow, it is no plural noun before a verb."""
    read = cues().get(w.lows[k], ())
    if w.lows[k] in NOUN_FORMS or w.lows[k] in {"talks", "calls", "posts"}:
        return False
    return any(tuple(w.lows[k + 1 : k + 1 + len(c.particles)]) == c.particles for c in read)
