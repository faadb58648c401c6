"""On which side of `X said` the words stand: behind it, before it, before `said X`."""

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution, Span
from trucekeeper.reader.content import after_cue, before_cue
from trucekeeper.reader.cues import ADVERBS, AUXILIARIES, DETERMINERS, PREPOSITIONS, Cue, finite
from trucekeeper.reader.saying.addressee import addressee
from trucekeeper.reader.saying.apposition import only_opens, past_relative
from trucekeeper.reader.saying.labels import label_end
from trucekeeper.reader.saying.may_follow import PROMISING, may_follow
from trucekeeper.reader.saying.search import Search, is_whole, span_of
from trucekeeper.reader.words import Words

_HUNG_ON = frozenset({"a", "an", "something", "most", "some", "many", "which", "who", "all"})


def with_subject(at: Search, subject: phrases.Phrase, i: int, k: int, cue: Cue, span: Span) -> Attribution | None:
    """`X said A` and `A, X said`, where X stands before the verb."""
    w, s = at.w, at.sentence
    speaker = span_of(w, subject)
    told, first = addressee(w, k, cue)
    begin = subject[0] - (subject[0] > 0 and w.lows[subject[0] - 1] in {"both", "then"})
    relative = (subject[1] < i and w.lows[subject[1]] in {"who", "which"}) or "who" in w.lows[subject[1] : i]
    tail = (
        _nothing_follows(at, first, object_follows=cue.frames != "a")
        if not relative and _stands_after(at, begin, cue)
        else None
    )
    if tail is None and _behind_quotation(at, begin) and (first >= len(w) or w.lows[first] not in _WORDS_BEGIN):
        tail = len(w)  # `"Not one," he replied when asked how many had been freed`
    if tail is not None:
        contents = before_cue(w, begin, s, at.quotes)
        if tail < len(w) and begin > 2 and w.lows[begin - 2] in {"who", "which", "that", "whom"}:
            contents = after_cue(w, tail, s.end, at.quotes)  # `two men who, they said, had been beaten`
        elif contents and tail < len(w) and _goes_on(w, tail, contents[0]):
            contents += tuple(c for c in after_cue(w, tail, s.end, at.quotes) if c not in contents)
        if contents and not _opens_only(at, contents, begin, tail):
            return Attribution(speaker, span, contents, cue.act, cue.verb, "before", told=told)
    if w.lows[first : first + 1] == [","] and w.lows[first + 2 : first + 4] == [",", "that"]:
        first += 3  # `regrets, however, that`
    if cue.act == "says":
        first = _colon(w, first)
    if not may_follow(w, first, cue):
        return None
    end = label_end(w, first) if cue.frames in {"l", "u"} and cue.act == "denies" else s.end
    if cue.act == "denies" and w.lows[first] == "that" and w.lows[first + 1 : first + 2] in _POINTS:
        return Attribution(speaker, span, ((w.starts[first], w.ends[first]),), cue.act, cue.verb, "after", told=told)
    contents = after_cue(w, first, end, at.quotes)
    act = "accuses" if cue.act == "positions" and for_doing(w, first) else cue.act
    return Attribution(speaker, span, contents, act, cue.verb, "after", told=told) if contents else None


#: What stands behind a bare `that` which points at what was said before: `disputes that and gives 240`.
_POINTS: tuple[list[str], ...] = (
    ["and"], ["but"], [","], ["."], [";"], [], ["outright"], ["flatly"], ["entirely"], ["completely"], ["too"],
)  # fmt: skip


def _opens_only(at: Search, contents: tuple[Span, ...], begin: int, tail: int) -> bool:
    """`In an interview, X vowed to go`, `For its part, X denied firing`: before the comma stands when or where."""
    w = at.w
    if tail < len(w) or len(contents) > 1 or at.quote_of(contents[0][0]) is not None or w.lows[begin - 1] != ",":
        return False
    first = w.at(contents[0][0])
    return w.lows[first] in PREPOSITIONS and w.lows[first] != "to" and only_opens(w, first, begin)


def _colon(w: Words, k: int) -> int:
    """`disagreed with his colleague: A`: the words begin at the colon where nothing is said before it."""
    for m in range(k, min(len(w) - 1, k + 8)):
        if w.lows[m] == ":":
            return m
        if finite(w.lows[m]) or w.lows[m] in {"that", ",", ";", '"', "“"}:
            break
    return k


def _goes_on(w: Words, tail: int, told: Span) -> bool:
    """False for what is only hung on behind `A, X said,`: `adding ...`, `most of them on foot`, `a word that ...`."""
    low = w.lows[tail]
    if low in {"although", "though"}:
        return False
    hung = low in _HUNG_ON or (low.endswith("ing") and low not in {"nothing", "during", "anything"})
    return not (hung and phrases.has_finite(w, w.at(told[0]), w.at(told[1])))


def for_doing(w: Words, k: int) -> bool:
    """`condemned the army for shelling the town` accuses; `condemned the attack` is a position."""
    end = min(len(w) - 1, k + 14)
    return any(w.lows[m] == "for" and w.lows[m + 1].endswith("ing") for m in range(k, end))


def _stands_after(at: Search, i: int, cue: Cue) -> bool:
    """True when word i may begin `X said` behind the words: after a comma or a closing quotation mark."""
    if i == 0:
        return at.sentence.start > 0 and any(q[0] < at.sentence.start < q[1] for q in at.quotes)
    mark = at.w.lows[i - 1]
    closing = mark in {'"', "”", "»", "’", "'"} and any(q[1] == at.w.ends[i - 1] for q in at.quotes)
    goes_on = cue.frames == "g" and at.w.lows[i] in {"he", "she", "they", "it"}
    goes_on = goes_on or (cue.frames == "z" and cue.form == "base")
    return (mark == "," or closing) and (cue.frames in {"c", "a", "q", "w", "h"} or cue.verb in PROMISING or goes_on)


def _behind_quotation(at: Search, i: int) -> bool:
    """True where a quotation of several words ends directly before word i."""
    if not i or at.w.lows[i - 1] not in {'"', "”", "»"}:
        return False
    end = at.w.ends[i - 1]
    return any(q[1] == end and end - q[0] > 8 for q in at.quotes)


def _nothing_follows(at: Search, k: int, *, object_follows: bool) -> int | None:
    """Where the words stand before: the index from which a broken quotation goes on, or the end; None otherwise.

    `"A," he said.` - `"A," he said on Tuesday, "B."` - `A, X said, adding ...`
    """
    w, end = at.w, len(at.w)
    for m in range(k, min(end, k + 12)):
        low = w.lows[m]
        if (low == "." and m >= end - 2) or low in ";!?":
            return end
        if low == ",":
            return m + 1 if m > k and _only_when_or_where(w, k, m) else _behind_comma(at, k, m)
        if object_follows and m == k and low in DETERMINERS and not _names_a_time(w, k):
            return None  # `the Red Crescent reports a shortage`
        if low in _WORDS_BEGIN or low in phrases.SINGLE:
            return None
        if finite(low) and not (low == "asked" and w.lows[m - 1] == "when"):
            return None
    return end if k <= end <= k + 12 else None


_WORDS_BEGIN = frozenset({'"', "“", ":", "that"})


def _behind_comma(at: Search, k: int, m: int) -> int | None:
    """Where what was said goes on behind the comma at m: a quotation in one, anything directly behind the cue."""
    w = at.w
    quote = m + 1 < len(w) and w.lows[m + 1] in {'"', "“", "‘", "'"}
    if quote:
        return m + 1 if k > 0 and at.quote_of(w.starts[0]) is not None else None
    return m + 1 if m == k else None


def _names_a_time(w: Words, k: int) -> bool:
    near = w.lows[k : k + 4]
    return not phrases.TIMES.isdisjoint(near) or "day" in near


def _only_when_or_where(w: Words, k: int, m: int) -> bool:
    """`it maintained on Wednesday,`, `he said in Doha,`: what stands between says when and where it was said."""
    first = w.lows[k]
    opens = first in phrases.TIMES or first in _WHEN_OR_WHERE
    return opens and m - k <= 9 and not has_finite_but(w, k, m)


_WHEN_OR_WHERE = frozenset(
    ["on", "in", "at", "by", "late", "early", "during", "when", "minutes", "hours", "days", "shortly", "soon",
     "moments", "afterwards", "through", "via", "from", "over", "after"]
)  # fmt: skip


def has_finite_but(w: Words, k: int, m: int) -> bool:
    """True when a finite verb stands in words [k, m), `when asked` aside."""
    return any(finite(w.lows[n]) and w.lows[n] != "asked" for n in range(k, m))


def inverted(at: Search, i: int, k: int, cue: Cue, span: Span) -> Attribution | None:
    """`..., said X.` and `"...," said X`: the speaker stands behind the cue."""
    w, s = at.w, at.sentence
    if i == 0:
        if s.start > 0 and at.quotes and at.quotes[0][0] < s.start:
            pass
        else:
            return None
    elif w.lows[i - 1] not in {",", '"', "”", "'", "’", "»", "–", "—"}:
        return None
    m = k
    if m < len(w) and w.lows[m] in ADVERBS:
        m += 1
    source = phrases.after(w, m, len(w))
    if source is None or w.lows[m] in PREPOSITIONS or w.lows[m] in {"that", "it", "there"}:
        return None
    after = w.lows[source[1]] if source[1] < len(w) else "."
    ends = after in {".", ",", '"', "“", ";", ":", "!", "?", "who"} or not phrases.has_finite(
        w, source[1], min(len(w), source[1] + 8)
    )
    if not ends:
        return None
    contents = before_cue(w, i, s, at.quotes)
    if _is_subject_with_relative(w, i) or _is_subject_with_apposition(at, i, after, contents):
        return None  # `Moscow, which brokered the pause, warned Kyiv`
    interjected = bool(contents) and _interjected(at, i)
    if not contents or not (cue.verb == "say" or is_whole(at, contents[0]) or interjected):
        return None
    if cue.verb == "continue" and at.quote_of(contents[0][0]) is None:
        return None  # `said that the "militia" continues its attacks`
    if cue.form == "base" and not (cue.verb == "say" or interjected or is_whole(at, contents[0])):
        return None
    if after == "," and not interjected and _is_begun(at, contents[0]):
        contents = (*contents, *after_cue(w, past_relative(w, source[1] + 1), s.end, at.quotes))
    m = source[1]
    while m < len(w) and w.lows[m] not in {'"', "“"}:
        m += 1
    if m < len(w) and at.quote_of(w.starts[0]) is not None:
        contents = (*contents, *(c for c in after_cue(w, m, s.end, at.quotes) if c not in contents))
    return Attribution(span_of(w, source), span, contents, cue.act, cue.verb, "inverted")


def _is_subject_with_apposition(at: Search, i: int, after: str, contents: tuple[Span, ...]) -> bool:
    """`X, the agency's director, said the release "gives ..."`: before the verb stands who says it, and no words."""
    if after in _AT_THE_END or not contents or at.w.lows[i - 1] != "," or at.quote_of(contents[0][0]) is not None:
        return False
    w = at.w
    first, last = w.at(contents[0][0]), w.at(contents[-1][1])
    return "," in w.lows[first : last - 1] and not phrases.has_finite(w, first, last)


#: Behind the speaker of `..., said X` nothing more is said before these.
_AT_THE_END = frozenset({".", ",", ";", "!", "?", "who"})


def _is_subject_with_relative(w: Words, i: int) -> bool:
    """True where what stands before the comma at i - 1 is a subject with a relative clause and nothing else."""
    if not i or w.lows[i - 1] != "," or _RELATIVES.isdisjoint(w.lows[:i]):
        return False
    start = phrases.clause_start(w, i - 1, 0)
    comma = next((m for m in range(start + 1, i - 1) if w.lows[m] == ","), None)
    if comma is None or phrases.has_finite(w, start, comma):
        return False
    opens = w.lows[comma + 1] in _RELATIVES or (w.lows[comma + 1] in PREPOSITIONS and w.lows[comma + 2] in _RELATIVES)
    return opens and not any(w.lows[m] == "," for m in range(comma + 1, i - 1))


_RELATIVES = frozenset({"which", "who", "whose", "whom", "where"})


def _is_begun(at: Search, told: Span) -> bool:
    """`It was, says the UN, a step`, `The road, says the mayor, is open`: the clause goes on behind the speaker."""
    w = at.w
    last = w.at(told[1]) - 1
    if at.quote_of(told[0]) is not None or last < 0:
        return False
    first = w.at(told[0])
    if w.lows[first] in _HANGS and "," not in w.lows[first : last + 1]:
        return True  # `Had the gate been open, said a medic, they would have lived`
    return w.lows[last] in AUXILIARIES or not is_whole(at, told)


_HANGS = frozenset(
    ["had", "if", "when", "what", "although", "though", "while", "because", "unless", "once", "until", "whoever"]
)


_CRIES = frozenset(
    ["not", "nonsense", "lies", "untrue", "false", "wrong", "never", "no", "yes", "rubbish", "far", "fiction",
     "fantasy", "propaganda", "absurd", "baseless", "quite", "all", "on", "pure", "sheer", "invention",
     "fabrications"]
)  # fmt: skip


def _interjected(at: Search, i: int) -> bool:
    """`Not so, countered X: ...`: a few words at the beginning of the sentence, with a comma."""
    return i <= 7 and at.w.lows[i - 1] in {",", "!", ".", "–", "—"} and at.w.lows[0] in _CRIES
