"""Whether what stands behind a cue can be somebody's words."""

from trucekeeper.reader import phrases
from trucekeeper.reader.cues import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    OBJECTS,
    PREPOSITIONS,
    Cue,
    finite,
)
from trucekeeper.reader.saying.labels import is_label
from trucekeeper.reader.saying.nouns import NOUN_FORMS, is_cue
from trucekeeper.reader.saying.numbers import counts
from trucekeeper.reader.saying.search import Search
from trucekeeper.reader.words import Words

_NOISE = frozenset(
    ["smoke", "explosion", "blast", "shots", "fire", "shelling", "shells", "explosions", "bursts", "jets", "planes",
     "rockets", "gunfire", "bombing", "shooting"]
)  # fmt: skip

_CAMERA = frozenset(
    ["video", "videos", "footage", "film", "pictures", "picture", "images", "image", "photographs", "document",
     "letter"]
)  # fmt: skip

_PHRASAL = frozenset({"i", "v", "n", "p", "o", "t"})

#: With these the verb of another clause begins: the cue's own words have come before it, or never come.
_TENSES = frozenset({"is", "are", "was", "were", "has", "had", "have", "must", "will", "would", "should"})

#: Who asks these wants to know something and demands nothing.
_QUESTIONS = frozenset({"whether", "if", "about", "what", "who", "why", "how", "when", "where", "which"})

PROMISING = frozenset({"promise", "pledge", "vow"})

_TOTALS = frozenset({"total", "number", "toll", "figure"})

#: What proves without saying anything.
_EVIDENCE = frozenset({"results", "result", "tests", "figures", "findings", "data", "samples"})

#: Verbs that attribute only a clause: `maintained contact` is no claim.
_NEED_A_CLAUSE = frozenset(
    ["maintain", "assert", "argue", "state", "insist", "indicate", "relate", "recount", "contend", "explain", "reckon",
     "opine", "lament", "declare", "add", "record", "correct", "clarify"]
)  # fmt: skip


def may_follow(w: Words, k: int, cue: Cue, at: Search) -> bool:
    """True when what stands after the cue can be the words of somebody."""
    if k >= len(w) or w.lows[k] in {".", ";", ")", "!", "?"}:
        return False
    frames, low = cue.frames, w.lows[k]
    direct = low in {'"', "“", "'", "‘", ":", "that"} or (low == "," and k + 1 < len(w) and w.lows[k + 1] in {'"', "“"})
    if direct:
        return True
    clause = any(map(finite, w.lows[k : k + 24]))
    if frames == "r":
        return "responsible" in w.lows[k : k + 14] or "accountable" in w.lows[k : k + 14]
    if frames == "l":
        return is_label(w, k, cue.act)
    if frames == "t":
        return low == "to"
    if cue.verb == "ask" and not cue.particles and low in _QUESTIONS:
        return False
    if (low in phrases.TIMES or low in ADVERBS) and k + 1 < len(w) and w.lows[k + 1] == "," and frames in _PHRASAL:
        return False  # `Both had consented overnight, he said`
    if frames == "w" and low in {"to", "in", "through", "via"} and "that" in w.lows[k + 2 : k + 8]:
        return True  # `had written to the envoy that ...`
    asked = k > 2 and w.lows[k - 3] in {"which", "who"}  # `which it claims is asking for money`
    if low in _TENSES and frames not in {"l", "as"} and not (asked and frames in {"c", "w"}):
        return False  # `what he said is unchanged`, `the solutions we seek must be fair`
    if frames == "q" or (finite(low) and is_cue(w, k) and low not in AUXILIARIES):
        return False
    if frames == "k":
        return counts(w, k) or (_TOTALS.isdisjoint(w.lows[k : k + 5]) is False and low != "no")
    if frames == "i" and low == "to" and k + 1 < len(w) and w.lows[k + 1] in OBJECTS:
        return False
    if frames == "at":
        counted = any(w.lows[m] in {"at", "between"} and counts(w, m + 1) for m in range(k, min(len(w) - 1, k + 14)))
        return counted or "at" in w.lows[k : k + 7] or "between" in w.lows[k : k + 5]
    if frames == "as":
        return "as" in w.lows[k : k + 12]
    if frames == "e":
        return bool(_NOISE & set(w.lows[k : k + 9])) and not finite(low)
    if cue.verb == "show" and _CAMERA & set(w.lows[max(0, k - 12) : k]):
        return True
    if cue.act in {"says", "reports", "confirms"} and counts(w, k):
        return True
    if cue.act == "confirms" and not clause and not _EVIDENCE.isdisjoint(w.lows[max(0, k - 5) : k]):
        return False  # `the results confirm the need`: nobody says it
    if (low in {"none", "nothing"} and not (k + 1 < len(w) and finite(w.lows[k + 1]))) or (
        cue.verb == "ask" and "named" in w.lows[k : k + 5]
    ):
        return False
    named = low in DETERMINERS or w.capital(k) or low.endswith("s")
    if (cue.act == "accuses" and frames == "o" and named) or (frames == "i" and low == "to"):
        return True  # `The armed groups blame Shia militias`, `Israel vows to take them`
    pronoun = k > 1 and w.lows[k - 2] in {"it", "he", "she", "they"}
    if frames == "w" or (w.lows[k - 1] in NOUN_FORMS and cue.form in {"s", "base"} and not pronoun):
        near = w.lows[k : k + 14]
        comma = near.index(",") if "," in near else len(near)
        starts = (
            low in DETERMINERS | {"what", "how", "none", "there", "people"}
            or low in phrases.SINGLE
            or w.capital(k)
            or low.endswith("s")
            or low[:1].isdigit()
        )
        return starts and any(finite(v) for v in near[1:comma]) and low not in PREPOSITIONS
    if frames == "n" and cue.verb in {"welcome", "praise", "hail"}:
        return low in DETERMINERS or w.capital(k)
    if frames == "h":
        more = cue.verb == "expect" and (low in {"more", "another", "further"} or counts(w, k))
        return clause or more or "to" in w.lows[k : k + 14]
    if frames == "i" and cue.verb in PROMISING and low not in PREPOSITIONS:
        return True  # `promised shelter for a month`
    if frames == "i":
        return low in {"to", "not"} or "to" in w.lows[k : k + 6] or (clause and low not in PREPOSITIONS)
    if frames == "v":
        told = k + 1 < len(w) and w.lows[k + 1] in {"know", "hear", "see"}
        return low not in PREPOSITIONS or (low == "to" and told)
    if cue.verb == "claim" and w.lows[k : k + 2] == ["to", "have"]:
        return True  # `claimed to have struck nothing but depots`
    if cue.verb in _NEED_A_CLAUSE and not clause:
        return False
    if frames == "c":
        participle = not _TENSES.isdisjoint(w.lows[k + 1 : k + 4])  # `the road indicated to us was mined`
        return low not in {"of", "to", "by", "about", "and"} or (low != "of" and clause and not participle)
    return low not in {"and", "."}
