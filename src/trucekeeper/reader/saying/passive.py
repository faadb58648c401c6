"""`X was accused by Y`, `X was quoted as saying`: the one who speaks stands behind `by`, or is the subject."""

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution, Span
from trucekeeper.reader.content import after_cue, before_cue
from trucekeeper.reader.cues import ADVERBS, AUXILIARIES, Cue
from trucekeeper.reader.saying.search import Search, span_of
from trucekeeper.reader.speakers import kind_of
from trucekeeper.reader.words import Words

_CLAIM_NOUNS = frozenset(
    ["claim", "claims", "accusation", "accusations", "allegation", "allegations", "statement", "assertion", "charge",
     "charges", "report", "reports"]
)  # fmt: skip


def in_passive(at: Search, i: int, k: int, cue: Cue, span: Span) -> Attribution | None:
    """`X was accused by Y of ...`, `was quoted as saying`; without a `by` nobody is named, so there is no speaker."""
    w = at.w
    as_ = next((m for m in range(k, min(len(w) - 1, k + 12)) if w.lows[m] == "as"), None)
    if cue.verb in {"quote", "cite"} and as_ is not None:
        return _was_quoted(at, i, k, as_)
    by = next((m for m in range(k, min(len(w), k + 3)) if w.lows[m] == "by"), None)
    if by is None and cue.verb in {"accuse", "blame"}:
        return _accused_far(at, i, k, span)
    if by is not None and (source := phrases.after(w, by + 1, len(w))) is not None:
        source = next(
            ((source[0], m) for m in range(*source) if w.lows[m] in {"of", "for"} and cue.act == "accuses"), source
        )
        if cue.frames in {"a", "c", "i"} and "to" in w.lows[source[0] + 1 : source[1]]:
            source = (source[0], w.lows.index("to", source[0]))  # `is said by aides to favour it`
        if source[0] == source[1]:
            return None  # `was accused by of holding it`: a name is missing
        first = i
        while first > 1 and (w.lows[first - 1] in AUXILIARIES or w.lows[first - 1] in ADVERBS):
            first -= 1
        contents = before_cue(w, first, at.sentence, at.quotes)
        rest = after_cue(w, source[1], at.sentence.end, at.quotes) if source[1] < len(w) else ()
        if cue.act == "denies" and contents:
            return Attribution(span_of(w, source), span, (claimed_by(w, i, contents[0]),), cue.act, cue.verb, "passive")
        first = source[1]
        if cue.frames in {"a", "c", "i"} and first < len(w) and w.lows[first] in {"that", "to"} and rest:
            return Attribution(span_of(w, source), span, rest, cue.act, cue.verb, "passive")
        if cue.act == "confirms" and contents:
            whole = contents[0]
            that = whole[0] + 5 if w.text[whole[0] : whole[0] + 5].lower() == "that " else whole[0]
            return Attribution(span_of(w, source), span, ((that, whole[1]),), cue.act, cue.verb, "passive")
        if cue.act == "positions" and contents:
            return Attribution(span_of(w, source), span, contents, cue.act, cue.verb, "passive")
        if cue.act == "accuses" and contents:
            return Attribution(span_of(w, source), span, contents + rest, cue.act, cue.verb, "passive")
    return None


def _accused_far(at: Search, i: int, k: int, span: Span) -> Attribution | None:
    """`X was accused of shelling the convoy by activists`, `was blamed on the rebels by Moscow`."""
    w = at.w
    end = next((m for m in range(k, len(w)) if w.lows[m] in {",", ";", ".", "and", "but", "who", "which"}), len(w))
    by = next((m for m in range(end - 1, k, -1) if w.lows[m] == "by"), None)
    source = phrases.after(w, by + 1, end) if by is not None else None
    if by is None or source is None or source[1] != end or w.lows[by + 1].endswith("ing"):
        return None
    named = w.capital(source[0]) or kind_of(w.lows[slice(*source)]) != "other"
    first = i
    while first > 1 and (w.lows[first - 1] in AUXILIARIES or w.lows[first - 1] in ADVERBS):
        first -= 1
    before = before_cue(w, first, at.sentence, at.quotes)
    if not named or not before or k == by:
        return None
    contents = (*before, (w.starts[k], w.ends[by - 1]))
    return Attribution(span_of(w, source), span, contents, "accuses", "accuse", "passive")


def _was_quoted(at: Search, i: int, k: int, as_: int) -> Attribution | None:
    """`X was quoted by the agency as saying that ...`: X said it, and the agency passes it on."""
    w = at.w
    first = i
    while first > 0 and (w.lows[first - 1] in AUXILIARIES or w.lows[first - 1] in ADVERBS):
        first -= 1
    subject = phrases.before(w, first - 1, 0)
    contents = after_cue(w, as_ + 2, at.sentence.end, at.quotes)
    if subject is None or w.lows[as_ + 1][-3:] != "ing" or not contents:
        return None
    agency = phrases.after(w, k + 1, as_) if w.lows[k] == "by" else None
    told = span_of(w, agency) if agency is not None else None
    span = (w.starts[as_], w.ends[as_ + 1])
    return Attribution(span_of(w, subject), span, contents, "says", "quote", "after", told=told)


def claimed_by(w: Words, i: int, whole: Span) -> Span:
    """`X's claim that Y was rejected`: Y, without the words of being."""
    last = i - 1
    while last > 0 and (w.lows[last] in AUXILIARIES or w.lows[last] in ADVERBS):
        last -= 1
    that = next((m for m in range(last) if w.lows[m] == "that" and w.lows[m - 1] in _CLAIM_NOUNS), None)
    start = w.starts[that + 1] if that is not None else whole[0]
    return (start, w.ends[last]) if w.ends[last] > start else whole
