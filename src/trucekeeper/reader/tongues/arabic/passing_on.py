"""What one passes on from another, describes, takes upon himself or had published: `نقل عن`, `وصف`, `ما بثته`."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.fronted import subject_before
from trucekeeper.reader.tongues.arabic.nouns import HELD_SAYINGS
from trucekeeper.reader.tongues.arabic.vocabulary import BREAKS, NOT_BY, THEN, Span, that_behind_preposition
from trucekeeper.reader.tongues.arabic.wording import what_was_told
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.tables import Cue, tongue
from trucekeeper.reader.words import Words


def responsible(sentence: Sentence, w: Words, i: int, first: int) -> Attribution | None:
    """`اعلنت جماعه مسووليتها عن التفجير`: what somebody says he did."""
    k = next(m for m in range(first, min(len(w), first + 8)) if w.lows[m].startswith("مسووليت"))
    before = subject_before(w, i)
    who = (first, k) if k > first else before
    start = k + 2 if w.lows[k + 1 : k + 2] == ["عن"] else k + 1
    if who is None or start >= len(w) - 1:
        return None
    words = (w.starts[start], stop_of(w, sentence))
    return Attribution(span_of(w, *who), (w.starts[i], w.ends[i]), (words,), "claims_responsibility", "تبني", "after")


def as_described(sentence: Sentence, w: Words, i: int, first: int) -> Attribution | None:
    """`وصف المبعوث الاممي العمليه بانها خطوه`: who, and behind it what is described and as what."""
    p = next((m for m in range(first + 2, min(len(w) - 1, first + 10)) if _as_what(w, m)), None)
    if p is None or any(w.lows[m] in BREAKS for m in range(first, p)):
        return None
    k = p - 1
    if w.lows[k].endswith(_ADJECTIVE) and k - first > 1 and w.lows[k - 1].startswith("ال"):
        k -= 1
    if k <= first or not (w.lows[k].startswith("ال") or w.lows[k] in {"ما", "هذا", "هذه", "يوم", "ذلك"}):
        return None
    words = (w.starts[k], stop_of(w, sentence))
    return Attribution(span_of(w, first, k), (w.starts[i], w.ends[i]), (words,), "says", "وصف", "after")


_ADJECTIVE = (
    "يه",
    "ي",
    "الاخير",
    "الاخيره",
    "الجديد",
    "الجديده",
    "الحالي",
    "الراهن",
    "الكبير",
    "الكبيره",
    "الاول",
    "الاولي",
)


def _as_what(w: Words, m: int) -> bool:
    low = w.lows[m]
    return low.startswith("ب") and len(low) > 4 and low not in NOT_BY and not low.startswith("بين")


def passed_on(sentence: Sentence, w: Words, i: int, first: int, by: str = "عن") -> Attribution | None:
    """`نقلت الوكاله عن X ان`, `نقلت عن X اتهامه`: the words are X's."""
    if w.lows[first : first + 1] in (["عنه"], ["عنها"], ["عنهم"]):
        said = next((m for m in range(first, min(len(w) - 2, first + 10)) if w.lows[m] in HELD_SAYINGS), None)
        that = None if said is None else that_behind_preposition(w, said)
        if said is None or that is None:
            return None
        words = (w.starts[that + 1], stop_of(w, sentence))
        return Attribution(None, span_of(w, i, i + 1), (words,), HELD_SAYINGS[w.lows[said]], "نقل", "shared")
    source = next((m for m in range(first, min(len(w), first + 9)) if w.lows[m] == by), None)
    if source is None or source + 2 >= len(w):
        return None
    if by != "عن" and HELD_SAYINGS.keys().isdisjoint(w.lows[source : source + 12]):
        return None
    known = tongue("ar")
    end = source + 1
    while end < len(w) and end - source < 12 and w.lows[end] not in BREAKS and w.lows[end] not in known.lists["that"]:
        if w.lows[end] in HELD_SAYINGS:
            break
        end += 1
    start, act, cue = end, "says", i
    while start < len(w) and w.lows[start] in {",", ":"}:
        start += 1
    if start < len(w) and w.lows[start] in HELD_SAYINGS:
        act, cue = HELD_SAYINGS[w.lows[start]], start
        start += 1
    if start < len(w) and w.lows[start] in known.lists["that"]:
        start += 1
    if end == source + 1:
        return None
    if start >= len(w) - 1:
        before = w.at(w.starts[i]) - 1  # `ستفرج عن مئه، تنقل قناه عن مصدر`
        if by != "عن" or before < 3 or w.lows[before] != "," or w.lows[i][:1] in "وف":
            return None
        words = (w.starts[0], w.ends[before - 1])
        return Attribution(span_of(w, source + 1, end), (w.starts[i], w.ends[i]), (words,), act, "نقل", "before")
    if w.lows[start] in THEN and start < len(w) - 2:
        start += 1
    words = (w.starts[start], stop_of(w, sentence))
    return Attribution(span_of(w, source + 1, end), (w.starts[cue], w.ends[cue]), (words,), act, "نقل", "after")


def published(sentence: Sentence, w: Words, i: int, cue: Cue, speaker: Span | None) -> Attribution | None:
    """`ما بثته قناه من ان الحكومه اسقطت اسماء`: what an outlet had told, with its own `that`."""
    k = what_was_told(w, i - 1)
    if k is None or w.lows[k - 1] not in tongue("ar").lists["that"]:
        return None
    act = "says" if cue.act in {"shows", "reports"} else cue.act
    words = (w.starts[k], stop_of(w, sentence))
    return Attribution(speaker, (w.starts[i], w.ends[i]), (words,), act, cue.verb, "after")
