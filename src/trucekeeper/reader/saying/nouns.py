"""Whether a form that can be both is a noun or a verb here: `claims`, `reports`, `demands`."""

from trucekeeper.reader.cues import (
    AUXILIARIES,
    BE,
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
     "understanding", "agreement", "message",
      "reporting", "meaning", "speaking", "spoken", "read", "reads", "accounts", "put"]
)  # fmt: skip

#: Adjectives that stand before what is said and never end a speaker's name.
_QUALITIES = frozenset(
    ["urgent", "repeated", "new", "recent", "further", "earlier", "similar", "strong", "frequent", "constant", "false",
     "conflicting", "competing", "unconfirmed", "initial", "early", "mutual", "public"]
)  # fmt: skip

_BEFORE_NOUNS = frozenset({"the", "a", "an", "its", "his", "their", "this", "these", "such", "no", "any"})
_PLURALS = frozenset({"claims", "reports", "demands", "orders"})
_OF_THE_PRESS = frozenset({"press", "news", "media", "police", "field"})
_BEFORE_THE_PRESS = DETERMINERS | PREPOSITIONS | _QUALITIES
#: What stands behind a noun and hardly ever behind a verb; "" where nothing does.
_BEHIND_NOUNS = frozenset(
    ["", "in", "from", "and", "by", "about", "against", "at", "for", "with", "on", "are", "were"]
)  # fmt: skip
PLURAL_SUBJECTS = frozenset(
    ["they", "we", "i", "you", "some", "many", "both", "others", "who", "and", "police", "media", "people"]
)


#: Where somebody is who speaks; no noun of saying stands behind these.
_THERE = frozenset({"inside", "outside", "nearby", "aboard"})


def is_noun(w: Words, i: int, j: int, cue: Cue) -> bool:
    """True when the word at i is a noun or an adjective here: after a determiner, an adjective, a preposition."""
    low = w.lows[i]
    before = w.lows[i - 1] if i else ""
    if before in _THERE and low in {"said", "says", "say", "told", "tells", "tell"}:
        return False  # `An activist inside said`
    if before in _BEFORE_NOUNS or (before in PREPOSITIONS and not (before == "to" and cue.form == "base")):
        return cue.form != "ing" or before not in {"by", "after", "before", "from", "without", "with", "in"}
    if cue.form == "s" and before in BE:
        return True  # `there are signals that`
    if low == "reporting" and w.lows[i + 1 : i + 2] in (["period"], ["periods"], ["mission"], ["requirements"]):
        return True
    if low in _PLURALS and i > 1 and w.lows[i - 2] in PREPOSITIONS and not w.capital(i - 1):
        return True
    after = w.lows[i + 1] if i + 1 < len(w) else ""
    if low == "reports" and before in _OF_THE_PRESS and after in {"that", "of", "on"}:
        return i > 1 and w.lows[i - 2] in _BEFORE_THE_PRESS
    if low not in NOUN_FORMS:
        return low == "calls" and before in _QUALITIES  # `his urgent calls for`
    had = i > 1 and w.lows[i - 2] in AUXILIARIES  # `had earlier put the number at four`
    if before.endswith("'s") or (before in _QUALITIES and not had):
        return True
    return before not in {"it", "he", "she", "they"} and _is_noun_form(w, i, j, cue)


def _is_noun_form(w: Words, i: int, j: int, cue: Cue) -> bool:
    """The same of a form that is as often a noun, by what stands around it."""
    low, before = w.lows[i], w.lows[i - 1] if i else ""
    after = w.lows[i + 1] if i + 1 < len(w) else ""
    ends = not after or (cue.form == "base" and after in {".", ","})
    if ends and "," in w.lows[max(0, i - 12) : i] and cue.frames in {"c", "a"}:
        return False  # the last word of a headline: `..., Red Cross reports`
    if low in {"counts", "reports", "report", "count"} and counts(w, i + 1):
        return False
    if before == "to":
        return False  # `appear to show`
    if cue.form == "base" and before not in PLURAL_SUBJECTS and not before.endswith("s") and not _modal(w, i):
        return True
    if i == 0 and cue.form != "past":
        return True
    if low in _PLURALS or low in {"posts", "shows", "states", "counts"}:
        return after in _BEHIND_NOUNS or j < 0 or w.lows[j] in DETERMINERS or finite(after)
    return cue.form == "base" and finite(after)


def _modal(w: Words, i: int) -> bool:
    return i > 0 and any(w.lows[m] in AUXILIARIES for m in range(max(0, i - 2), i))


def is_cue(w: Words, k: int) -> bool:
    """True when the word can be a cue as it stands: its particles follow, it is no plural noun before a verb."""
    read = cues().get(w.lows[k], ())
    if w.lows[k] in NOUN_FORMS or w.lows[k] in {"talks", "calls", "posts"}:
        return False
    return any(tuple(w.lows[k + 1 : k + 1 + len(c.particles)]) == c.particles for c in read)
