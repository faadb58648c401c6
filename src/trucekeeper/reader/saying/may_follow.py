"""Whether what stands behind a cue can be somebody's words."""

from trucekeeper.reader import phrases
from trucekeeper.reader.cues import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    NEGATIONS,
    OBJECTS,
    PREPOSITIONS,
    Cue,
    finite,
)
from trucekeeper.reader.saying.labels import is_label
from trucekeeper.reader.saying.nouns import NOUN_FORMS, is_cue
from trucekeeper.reader.saying.numbers import counts
from trucekeeper.reader.saying.verb_forms import heard
from trucekeeper.reader.speakers import kind_of
from trucekeeper.reader.words import Words

_NOISE = frozenset(
    ["smoke", "explosion", "blast", "shots", "fire", "shelling", "shells", "explosions", "bursts", "jets", "planes",
     "rockets", "gunfire", "bombing", "shooting"]
)  # fmt: skip

#: `Residents describe heavy shelling`, `at least two air strikes`.
_ATTACKS = _NOISE | {"strikes", "raids", "airstrikes", "clashes", "fighting", "looting", "raid", "shooting", "queues"}

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

#: Behind these nothing can be said any more.
_OVER = frozenset({".", ";", ")", "!", "?"})
_DIRECT = frozenset({'"', "“", "'", "‘", ":", "that"})
_SUBJECTS = DETERMINERS | {"what", "how", "none", "there", "people"}
_TOTALS = frozenset({"total", "number", "toll", "figure"})

#: What proves without saying anything.
_EVIDENCE = frozenset({"results", "result", "tests", "figures", "findings", "data", "samples"})

#: Verbs that attribute only a clause: `maintained contact` is no claim.
_NEED_A_CLAUSE = frozenset(
    ["maintain", "assert", "argue", "state", "insist", "indicate", "relate", "recount", "contend", "explain", "reckon",
     "opine", "lament", "declare", "add", "correct", "clarify"]
)  # fmt: skip


def _observes(w: Words, k: int) -> bool:
    """True where those who see are there to see: observers, a mission, reporters, delegates."""
    verb = next((m for m in range(k - 1, max(0, k - 4), -1) if w.lows[m] in _PERCEIVED), k)
    named = next((m for m in range(verb - 1, max(-1, verb - 8), -1) if w.lows[m] in _OBSERVERS), None)
    if named is None or not {",", ";", ":"}.isdisjoint(w.lows[named:verb]):
        return False
    return not named or w.lows[named - 1] not in {"its", "their", "our", "his", "her"}


_SCREENS = frozenset({"television", "tv", "channel", "broadcaster"})
_PERCEIVED = frozenset(
    {
        "found",
        "spotted",
        "spots",
        "saw",
        "seen",
        "heard",
        "see",
        "sees",
        "hear",
        "hears",
        "observe",
        "observed",
        "observes",
    }
)
_OBSERVERS = frozenset(
    ["mission", "observers", "observer", "monitors", "monitor", "patrol", "patrols", "delegates", "delegate",
     "correspondent", "correspondents", "reporters", "reporter", "inspectors", "team", "teams", "witnesses", "staff",
     "crews", "drone", "drones", "uav", "uavs", "mini-uav", "vehicle", "camera", "cameras", "smm", "peacekeepers"]
)  # fmt: skip


#: What may stand between a weak cue and `that`: when, where and to whom it was said.
_CIRCUMSTANCE = frozenset(
    ["to", "in", "through", "via", "on", "late", "early", "yesterday", "today", "at", "by", "during", "after",
     "last", "this", "again", "earlier", "also", "from"]
) | phrases.DAYS  # fmt: skip
_OF_WHAT_WAS_SAID = frozenset({"denies", "confirms", "admits"})
_MATTERS = frozenset({"it", "this", "things", "matters"})
_POINTING = frozenset({"it", "this", "that", "them"})
_POINTED: tuple[list[str], ...] = (["."], [","], [";"], [], ["and"], ["but"], ["on"], ["in"], ["too"], ["when"])


def _then_that(w: Words, k: int) -> bool:
    """True where only a few words without a verb stand before `that`."""
    that = next((m for m in range(k + 1, min(len(w), k + 9)) if w.lows[m] == "that"), None)
    return that is not None and "," not in w.lows[k:that] and not any(map(finite, w.lows[k:that]))


def _somebody(w: Words, k: int) -> bool:
    """True where those are named to whom something is sworn, and no deed that is promised."""
    return k < len(w) and (w.lows[k] in OBJECTS or w.lows[k] in DETERMINERS or w.capital(k))


def may_follow(w: Words, k: int, cue: Cue) -> bool:
    """True when what stands after the cue can be the words of somebody."""
    if k >= len(w) or w.lows[k] in _OVER:
        return False
    if cue.verb == "observe" and w.lows[k] != "that" and not _KEPT.isdisjoint(w.lows[k : k + 4]):
        return False  # `was not observing the ceasefire`
    if cue.frames in _ELSEWHERE or (cue.frames == "w" and w.lows[k] == "that" and is_label(w, k, "denies")):
        return False  # their words stand before them; `thought that unlikely`
    if cue.frames not in _LABELS and (
        w.lows[k] in _DIRECT or (w.lows[k] == "," and k + 1 < len(w) and w.lows[k + 1] in {'"', "“"})
    ):
        return True
    for judged in (_of_one_kind, _of_what_was_said, _of_another_clause, _by_frame, _by_what_is_told, _by_infinitive):
        if (verdict := judged(w, k, cue)) is not None:
            return verdict
    return _as_a_clause(w, k, cue)


#: Who observes these keeps them.
_KEPT = frozenset({"ceasefire", "cease-fire", "truce", "agreement", "deal", "terms", "accord", "silence", "minute"})
_THIS = frozenset({"this", "that", "the", "its", "his", "their", "such", "these", "those"})
_OFFERED = frozenset(
    ["extension", "proposal", "proposals", "terms", "deal", "offer", "truce", "ceasefire", "plan", "agreement",
     "invitation", "condition", "conditions", "request", "compromise", "draft"]
)  # fmt: skip
_VERSIONS = frozenset(
    ["explanation", "claim", "claims", "account", "version", "accusation", "allegation", "charge", "story", "reading",
     "assertion", "figure", "figures", "number"]
)  # fmt: skip
_ELSEWHERE = frozenset({"g", "z"})
_LABELS = frozenset({"l", "u"})


def _of_what_was_said(w: Words, k: int, cue: Cue) -> bool | None:
    """True where a denial points at what was said, or names a deed; None where that is open."""
    low = w.lows[k]
    if cue.act in _OF_WHAT_WAS_SAID and low in _POINTING and w.lows[k + 1 : k + 2] in _POINTED:
        return True  # `doubts it`, `confirmed this`
    if cue.verb == "deny" and _is_kept_out(w, k):
        return False  # `denied the patrol passage`
    if cue.act in {"denies", "admits"} and cue.frames == "c" and low.endswith("ing") and len(low) > 4:
        return True  # `disputes having fired`
    if cue.verb in {"accept", "believe"} and low in _THIS and not _VERSIONS.isdisjoint(w.lows[k + 1 : k + 3]):
        return True  # `does not accept this explanation`
    negated = k > 1 and (w.lows[k - 2] in NEGATIONS or w.lows[k - 2].endswith("n't"))
    if cue.verb == "believe" and negated and low in _POINTING and w.lows[k + 1 : k + 2] in _POINTED:
        return True  # `do not believe it`
    if cue.verb == "claim" and low == "to" and w.lows[k + 1 : k + 2] in _CLAIMED:
        return True  # `The Houthis claim to have handed over all`
    if cue.verb in {"attribute", "ascribe"} and low == "to":
        return False  # `a statement attributed to the group`
    if cue.verb == "blame" and low.isalpha() and low not in PREPOSITIONS and low not in {"and", "game", "was", "is"}:
        return True  # `Rebels blame air raids`
    return None


_CLAIMED = (["have"], ["be"], ["hold"], ["control"], ["know"], ["represent"], ["possess"], ["keep"])
_WAYS = frozenset({"passage", "access", "entry", "permission", "exit", "transit", "admission", "permits", "clearance"})
_BEHIND_WAYS = frozenset({".", ",", ";", "to", "at", "through", "for", "into", "on", "by", "from", "and", "of"})


def _is_kept_out(w: Words, k: int) -> bool:
    """`denied the team access`, `denied entry to the port`: somebody is stopped, and nothing is said."""
    end = min(len(w), k + 7)
    way = next((m for m in range(k, end) if w.lows[m] in _WAYS), None)
    if way is None or any(w.lows[m] in _BEHIND_WAYS or w.lows[m] == "that" or finite(w.lows[m]) for m in range(k, way)):
        return False
    return way + 1 >= len(w) or w.lows[way + 1] in _BEHIND_WAYS


def _of_one_kind(w: Words, k: int, cue: Cue) -> bool | None:
    """Verbs that are looked at by one thing only; None for all others."""
    if cue.frames == "r":
        return "responsible" in w.lows[k : k + 14] or "accountable" in w.lows[k : k + 14]
    if cue.frames in _LABELS:
        return is_label(w, k, cue.act)
    if cue.frames == "y":
        return "door" in w.lows[k : k + 14]  # `laid it at the door of the militias`
    if cue.frames == "t":
        return w.lows[k] == "to"
    if cue.verb == "ask" and not cue.particles and w.lows[k] in _QUESTIONS:
        return False
    return None


def _of_another_clause(w: Words, k: int, cue: Cue) -> bool | None:
    """False where the words at k belong to a clause that is not what is said; None where that is open."""
    frames, low = cue.frames, w.lows[k]
    if (low in phrases.TIMES or low in ADVERBS) and k + 1 < len(w) and w.lows[k + 1] == "," and frames in _PHRASAL:
        return False  # `Both had consented overnight, he said`
    if frames == "h" and low == ",":
        return False  # `He hoped, he said, that both would come`
    told = frames == "i" and low == "to" and w.lows[k + 1 : k + 2] != ["be"] and _somebody(w, k + 1)
    if (frames == "w" or told) and low in _CIRCUMSTANCE and _then_that(w, k):
        return True  # `had written to the envoy that ...`, `suggested on Saturday night that ...`
    asked = k > 2 and w.lows[k - 3] in {"which", "who"}  # `which it claims is asking for money`
    if low in _TENSES and frames not in {"l", "as"} and not (asked and frames in {"c", "w"}):
        return False  # `what he said is unchanged`, `the solutions we seek must be fair`
    if frames == "q" or (finite(low) and is_cue(w, k) and low not in AUXILIARIES):
        return False
    return None


def _by_frame(w: Words, k: int, cue: Cue) -> bool | None:
    """Verbs that need a number, a total, `as` or a noise behind them; None for all others."""
    frames, low = cue.frames, w.lows[k]
    if frames == "k":
        return counts(w, k) or (not _TOTALS.isdisjoint(w.lows[k : k + 5]) and low != "no")
    if frames == "i" and low == "to" and k + 1 < len(w) and w.lows[k + 1] in OBJECTS:
        return False
    if frames == "at" and low in {"out", "up", "down", "off", "on", "in", "forward", "together", "pressure"}:
        return False  # `put out a statement`
    if frames == "at":
        counted = any(w.lows[m] in {"at", "between"} and counts(w, m + 1) for m in range(k, min(len(w) - 1, k + 14)))
        return counted or "at" in w.lows[k : k + 7] or "between" in w.lows[k : k + 5]
    if frames == "as":
        return "as" in w.lows[k : k + 12]
    if frames == "d":
        counted = counts(w, k) or (low == "at" and counts(w, k + 2))
        if counted or (low != "the" and not _ATTACKS.isdisjoint(w.lows[k : k + 4])):
            return True
        return low in {"how", "what", "scenes"} or any(v.endswith("ing") for v in w.lows[k : k + 4])
    if frames == "e":
        if k > 1 and w.lows[k - 2] in _TIMES_THAT_SEE:
            return False  # `the operation saw convoys come under fire`
        otherwise = low in _MATTERS and w.lows[k + 1 : k + 2] in (["otherwise"], ["differently"])
        plural = low.endswith("s") and low not in {"this", "as", "was", "has"}
        seen = low in DETERMINERS or low in {"no", "coast", "people", "men"} or plural or counts(w, k) or _several(w, k)
        return otherwise or (seen and _observes(w, k)) or (not _NOISE.isdisjoint(w.lows[k : k + 9]) and not finite(low))
    return None


def _by_what_is_told(w: Words, k: int, cue: Cue) -> bool | None:
    """A number, somebody who is accused; nothing where evidence proves something or nobody is named; None else."""
    frames, low = cue.frames, w.lows[k]
    if cue.verb == "show" and not (_CAMERA | _SCREENS).isdisjoint(w.lows[max(0, k - 12) : k]):
        return True
    if cue.verb == "signal" and not {"readiness", "willingness"}.isdisjoint(w.lows[k : k + 3]):
        return True
    if cue.verb == "find" and low in {"no", "none", "nothing"} and _observes(w, k):
        return True  # `The mission found no evidence of heavy weapons`
    if cue.act in {"says", "reports", "confirms"} and counts(w, k):
        return True
    if cue.act == "confirms" and not _EVIDENCE.isdisjoint(w.lows[max(0, k - 5) : k]) and not _has_clause(w, k):
        return False  # `the results confirm the need`: nobody says it
    if low in {"none", "nothing"} and cue.act == "reports":
        return True  # `In Luhansk region it recorded none`
    if low in {"none", "nothing"} and not (k + 1 < len(w) and finite(w.lows[k + 1])):
        return False
    if cue.verb == "ask" and "named" in w.lows[k : k + 5]:
        return False
    if cue.act == "accuses" and frames == "o" and (low in DETERMINERS or w.capital(k) or low.endswith("s")):
        return True  # `The armed groups blame Shia militias`
    if frames == "i" and low == "to":
        return True  # `Israel vows to take them`
    pronoun = k > 1 and w.lows[k - 2] in {"it", "he", "she", "they", "we", "i", "not"}
    if cue.form == "s" and frames == "i" and cue.verb in PROMISING and k > 1 and w.lows[k - 2] in heard():
        return low not in PREPOSITIONS  # `The minister promises phones in all towns`
    if cue.verb == "report" and low in DETERMINERS and kind_of(w.lows[max(0, k - 4) : k - 1]) != "other":
        return True  # `the Red Crescent reports a shortage of blankets`
    if cue.verb == "accept" and low in _THIS | {"a", "an"} and not _OFFERED.isdisjoint(w.lows[k + 1 : k + 4]):
        return True  # `accepted the extension of the truce`
    if cue.verb == "add" and low == "to" and cue.form in {"base", "s"}:
        return False  # `the incidents add to the evidence`
    if cue.verb == "allow" and low != "that":
        return False  # `the pause will allow civilians to leave`
    if (
        cue.verb == "think"
        and len(w) - k > _SOME_WORDS
        and (w.capital(k) or low in DETERMINERS)
        and not _has_clause(w, k)
    ):
        return True  # `He thinks militia at Alamata turn tankers away`
    if frames == "w" or (w.lows[k - 1] in NOUN_FORMS and cue.form in {"s", "base"} and not pronoun):
        return _begins_a_clause(w, k)
    return None


_SOME_WORDS = 5


def _by_infinitive(w: Words, k: int, cue: Cue) -> bool | None:
    """Verbs of wishing, promising and praising, of which an object or an infinitive is enough; None for all others."""
    frames, low = cue.frames, w.lows[k]
    if cue.verb == "regret":
        return low in DETERMINERS and "that" not in w.lows[k : k + 8]  # `regrets the envoy's remark that it was over`
    if frames == "n" and cue.verb in {"welcome", "praise", "hail"}:
        return low in DETERMINERS or w.capital(k) or low == "what"
    if frames == "h":
        more = cue.verb == "expect" and (low in {"more", "another", "further"} or counts(w, k))
        return more or "to" in w.lows[k : k + 14] or _has_clause(w, k)
    if frames == "i" and cue.verb in PROMISING and low not in PREPOSITIONS:
        return True  # `promised shelter for a month`
    if frames == "i":
        return (
            low == "not" or "to" in w.lows[k : k + 6] or (low not in PREPOSITIONS and low != "," and _has_clause(w, k))
        )
    if frames == "v":
        told = k + 1 < len(w) and w.lows[k + 1] in {"know", "hear", "see"}
        return low not in PREPOSITIONS or (low == "to" and told)
    return None


def _as_a_clause(w: Words, k: int, cue: Cue) -> bool:
    """Verbs of saying proper: a clause, or what is none of `of`, `to`, `by`, `about`."""
    low = w.lows[k]
    if cue.verb == "claim" and w.lows[k : k + 2] == ["to", "have"]:
        return True  # `claimed to have struck nothing but depots`
    if cue.verb in _NEED_A_CLAUSE and not cue.particles and not _has_clause(w, k):
        return False
    if cue.frames != "c":
        return low not in {"and", "."}
    if low not in {"of", "to", "by", "about", "and"}:
        return True
    participle = not _TENSES.isdisjoint(w.lows[k + 1 : k + 4])  # `the road indicated to us was mined`
    return low != "of" and not participle and _has_clause(w, k)


#: What happens and when it happens sees without eyes.
_TIMES_THAT_SEE = frozenset(
    ["process", "operation", "exchange", "swap", "deal", "day", "night", "morning", "week", "month", "year", "war",
     "fighting", "battle", "attack", "offensive", "conflict", "siege", "truce", "ceasefire", "evacuation"]
)  # fmt: skip


def _several(w: Words, k: int) -> bool:
    """`recent craters`, `unexploded ordnance`: an adjective and a noun, with no verb and no mark between."""
    low, after = w.lows[k], w.lows[k + 1] if k + 1 < len(w) else ""
    return (
        low.isalpha()
        and low not in PREPOSITIONS
        and not low.endswith("ly")
        and after.isalpha()
        and not finite(after)
        and after not in PREPOSITIONS
    )


def _has_clause(w: Words, k: int) -> bool:
    return any(map(finite, w.lows[k : k + 24]))


def _begins_a_clause(w: Words, k: int) -> bool:
    """True when a subject begins at k and a verb follows it before the next comma."""
    low = w.lows[k]
    starts = low in _SUBJECTS or low in phrases.SINGLE or w.capital(k) or low.endswith("s") or low[:1].isdigit()
    if not starts or low in PREPOSITIONS:
        return False
    near = w.lows[k : k + 14]
    comma = near.index(",") if "," in near else len(near)
    return any(map(finite, near[1:comma]))
