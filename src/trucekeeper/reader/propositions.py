"""What could be true apart is told apart: words are cut where a new finite verb begins after `and`, `but`, `;`."""

from itertools import compress, islice

from trucekeeper.reader.cues import AUXILIARIES, DETERMINERS, PREPOSITIONS, SUBORDINATORS, finite
from trucekeeper.reader.phrases import DAYS, is_month
from trucekeeper.reader.saying.numbers import counts
from trucekeeper.reader.words import Words

Span = tuple[int, int]
_JOINS = frozenset({"and", "but", ";", ":"})
_BORDERING = _JOINS | {","}
_STARTS = frozenset(
    [
        "it",
        "he",
        "she",
        "they",
        "there",
        "that",
        "this",
        "nobody",
        "people",
        "civilians",
        "fighters",
        "rebels",
        "more",
        "between",
        "about",
        "around",
        "nearly",
        "some",
        "up",
        "none",
        "neither",
        "dozens",
        "hundreds",
        "at",
        "only",
    ]
)


def propositions(w: Words, span: Span, quotes: list[Span]) -> list[Span]:
    """Cut text[span] into propositions, each with at least one finite verb; the joining words belong to none."""
    first, last = w.at(span[0]), w.at(span[1])
    lows = w.lows[first:last]
    if _BORDERING.isdisjoint(lows):
        return [span]
    cuts: list[tuple[int, int]] = []
    start = k = first
    for border in [k for k, low in enumerate(lows, first) if low in _BORDERING]:
        if border < k:
            continue
        k, low = border, w.lows[border]
        if low == "," and start + 1 < k < last - 2 and _again_that(w, k, start) and not _quoted(w, k, quotes):
            cuts.append((start, k))
            start = k = k + 2
            continue
        if low == "," and k > start + 1 and not _quoted(w, k, quotes) and (after := _second_clause(w, start, k, last)):
            cuts.append((start, k))
            start = k = after
            continue
        if low == "and" and start < k < last - 1 and _counted_apart(w, start, k, last):
            cuts.append((start, k - (w.lows[k - 1] == ",")))
            start = k = k + 1
            continue
        if low in _JOINS and k > start + 1 and not _quoted(w, k, quotes):
            after = k + 1
            left = _has_finite(w, start, k) and not _one_phrase(w, start, k, last)
            if left and _new_clause(w, after, last) and not _relative_open(w, start, k):
                comma = 1 if w.lows[k - 1] == "," else 0
                cuts.append((start, k - comma))
                start = _past_opening(w, after, last) if "that" in w.lows[after : after + 2] else after
                start += 1 if start < last and w.lows[start] == "that" else 0
                k = start
    cuts.append((start, last))
    made = [(w.starts[a], w.ends[b - 1]) for a, b in cuts if b > a] if len(cuts) > 1 else [span]
    if _RELATIVES.isdisjoint(lows):
        return made
    return [part for one in made for part in _with_relative(w, one)]


def spliced(w: Words, span: Span) -> list[Span]:
    """`our planes did not fly, they shelled a mill`: two sentences that a post joins with nothing but a comma."""
    first, last = w.at(span[0]), w.at(span[1])
    if "," not in w.lows[first:last] or w.lows[first] in _HANGING:
        return [span]
    made: list[Span] = []
    start = first
    for k in [k for k in range(first + 2, last - 2) if w.lows[k] == ","]:
        begins = w.lows[k + 1] not in _HANGING and not finite(w.lows[k + 1])
        if begins and _has_finite(w, start, k) and _new_clause(w, k + 1, last):
            made.append((w.starts[start], w.ends[k - 1]))
            start = k + 1
    return [*made, (w.starts[start], span[1])]


#: What begins with these hangs on another clause.
_HANGING = PREPOSITIONS | SUBORDINATORS | {"and", "but", "who", "which", "whose", "whom", "that", "or", "as", "so"}


def _with_relative(w: Words, span: Span) -> list[Span]:
    """A span, and the clause hung on at its end where that tells more of the matter and not only of a man (`who`)."""
    kept = without_relative(w, span)
    if kept == span:
        return [span]
    relative = w.at(kept[1]) + 1
    return [kept] if w.lows[relative] == "who" else [kept, (w.starts[relative], span[1])]


def without_relative(w: Words, span: Span) -> Span:
    """A span without the clause with `who` or `which` that is hung on at its end."""
    first, last = w.at(span[0]), w.at(span[1])
    lows = w.lows[first:last]
    if "," not in lows or _RELATIVES.isdisjoint(lows):
        return span
    hung = [m for m in range(first + 2, last - 2) if w.lows[m] == "," and w.lows[m + 1] in _RELATIVES]
    if not hung or not _has_finite(w, first, hung[-1]) or any(low == "," for low in w.lows[hung[-1] + 1 : last]):
        return span
    return span[0], w.ends[hung[-1] - 1]


_RELATIVES = frozenset({"who", "which", "whom", "whose"})
#: Behind a comma a clause of its own begins with these.
_CONCEDING = frozenset({"although", "though", "because", "since", "whereas", "while"})
#: `, bringing the number to 1,400`, `, wounding a driver`: what follows from it is told as well.
_FOLLOWING = frozenset({"bringing", "raising", "wounding", "killing", "injuring", "leaving"})


def _second_clause(w: Words, start: int, k: int, last: int) -> int | None:
    """Where the next proposition begins behind the comma at k: after `although`, or with `wounding`."""
    if k + 3 >= last:
        return None
    low = w.lows[k + 1]
    if low == "compared" and w.lows[k + 2] in {"with", "to"} and counts(w, k + 3):
        return k + 3  # `20 explosions, compared with 11 in the previous period`
    if (low not in _FOLLOWING and low not in _CONCEDING) or not _has_finite(w, start, k):
        return None
    if low in _FOLLOWING:
        return k + 1
    if low in _CONCEDING and (_new_clause(w, k + 2, last) or _has_finite(w, k + 3, min(last, k + 9))):
        return k + 2
    return None


def _two_nouns(w: Words, start: int, k: int, last: int) -> bool:
    """`after captives and weapons were found`: one subject of two nouns, of a clause that began just before."""
    after = w.lows[k + 1] if k + 1 < last else ""
    if w.lows[k] != "and" or w.lows[k - 1] == "," or finite(after) or after == "that":
        return False
    border = next((m for m in range(k - 1, start, -1) if w.lows[m] == "," or _opens_clause(w, m, k)), None)
    return border is not None and k - border <= 7 and not _has_finite(w, border + 1, k)


def _opens_clause(w: Words, m: int, k: int) -> bool:
    """True for `after captives ...`, `since the Saudi-led coalition ...`; not for `before 05:00`, `after the night`."""
    if w.lows[m] not in _BORDERS:
        return False
    after = w.lows[m + 1]
    if after == "the":
        return w.lows[m] in _ALWAYS or any(w.capital(n) for n in range(m + 2, k))
    return not (after[:1].isdigit() or after in {"midnight", "noon", "dawn", "dark"})


#: These stand before a clause only, the other borders before a noun as well.
_ALWAYS = frozenset({"when", "because", "while", "once", "whether", "if"})
_BORDERS = _ALWAYS | {"after", "before", "until", "since"}


def _again_that(w: Words, k: int, start: int) -> bool:
    """`..., that men were detained, and that ...`: the next of several things said; `, that is,` is none."""
    being = {"is", "was", "has", "had", "would", "will"}
    return w.lows[k + 1] == "that" and w.lows[k + 2] not in being and _has_finite(w, start, k)


def _one_phrase(w: Words, start: int, k: int, last: int) -> bool:
    """True where the `and` at k joins two words of one phrase, whatever verb stands behind."""
    if w.lows[k] != "and" or k + 1 >= last:
        return False
    if _two_names(w, k, last) or _two_nouns(w, start, k, last) or _between_dashes(w, start, k, last):
        return True
    return _one_procedure(w, k) or _between_two(w, start, k) or _two_aims(w, start, k)


def _two_names(w: Words, k: int, last: int) -> bool:
    """`X and Y had been let out`, `that X and Y each blamed`: one subject with two names."""
    if k + 2 >= last or not (w.capital(k - 1) and w.capital(k + 1)):
        return False
    after = w.lows[k + 2] if w.lows[k + 2] not in {"each", "both", "also"} or k + 3 >= last else w.lows[k + 3]
    return finite(after) or after in PREPOSITIONS


def _between_two(w: Words, start: int, k: int) -> bool:
    """`between the army and the rebels`, `between Azeri and Armenian forces over the region`."""
    at = next((m for m in range(k - 1, max(start - 1, k - 8), -1) if w.lows[m] == "between"), None)
    return at is not None and "and" not in w.lows[at:k] and not _has_finite(w, at, k)


def _between_dashes(w: Words, start: int, k: int, last: int) -> bool:
    """`the two sides – the army and a group called X – signed it`: what stands between dashes is put in."""
    before = [m for m in range(start, k) if w.lows[m] in _DASHES]
    if len(before) % 2 == 0:
        return False
    return any(w.lows[m] in _DASHES for m in range(k + 1, last)) and not _has_finite(w, before[-1], k)


def _two_aims(w: Words, start: int, k: int) -> bool:
    """`were waiting to board and leave the town`: two verbs behind one `to`."""
    if w.lows[k + 1] not in _AIMS:
        return False
    to = next((m for m in range(k - 1, max(start, k - 7), -1) if w.lows[m] == "to"), None)
    return to is not None and not _has_finite(w, to + 2, k) and "," not in w.lows[to:k]


_AIMS = frozenset(
    ["leave", "go", "hold", "keep", "make", "see", "move", "wait", "stand", "block", "allow", "begin", "arrive",
     "enter", "depart", "resume", "reopen", "shelter", "start", "come", "continue", "remain", "plan", "tell"]
)  # fmt: skip
_DASHES = frozenset({"–", "—"})


def _one_procedure(w: Words, k: int) -> bool:
    """`were attacked and burned`, `had been gathered and transferred`: one thing that was done to them."""
    left, right = w.lows[k - 1], w.lows[k + 1]
    return left.endswith("ed") and right.endswith("ed") and w.lows[k - 2] in _PASSIVES


_PASSIVES = frozenset({"was", "were", "been", "being", "be", "is", "are"})


def _blames_another(w: Words, first: int, k: int, last: int) -> bool:
    """True where somebody else is named behind the `and` at k, and what for."""
    named = w.lows[k + 1] in DETERMINERS or w.capital(k + 1)
    return named and "for" in w.lows[first:k] and "for" in w.lows[k + 2 : min(last, k + 7)]


def accused_of(w: Words, span: Span) -> list[Span]:
    """`the rebels of firing and of robbing`, `A responsible for this, and B for that`: two accusations."""
    first, last = w.at(span[0]), w.at(span[1])
    other = next(
        (k for k in range(first + 3, last - 3) if w.lows[k] == "and" and _blames_another(w, first, k, last)), None
    )
    if other is not None:
        return [(span[0], w.ends[other - 1 - (w.lows[other - 1] == ",")]), (w.starts[other + 1], span[1])]
    cut = next((k for k in range(first + 3, last - 1) if w.lows[k] == "and" and w.lows[k + 1] == "of"), None)
    if cut is None or "of" not in w.lows[first:cut]:
        return [span]
    return [(w.starts[first], w.ends[cut - 1]), (w.starts[cut + 1], w.ends[last - 1])]


#: What becomes of those who are counted, so that two counts of it are two claims.
_FATES = frozenset(
    ["dead", "killed", "wounded", "injured", "hurt", "missing", "hospitalised", "arrested", "released", "freed",
     "deaths", "injuries"]
)  # fmt: skip
_DATED = (DAYS - {"today", "overnight", "midday"}) | {
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
}  # fmt: skip
_NONE = frozenset({"none", "hardly", "nobody"})


def _counted_apart(w: Words, start: int, k: int, last: int) -> bool:
    """`twelve wounded and one dead`, `ten on Monday and eight more on Tuesday`: counts that could be true apart."""
    right = next((m for m in range(k + 1, last) if w.lows[m] in {"and", ",", ";"}), last)
    number = w.lows[k + 1] in {"a", "an", "one", *_NONE} or counts(w, k + 1)
    if not number or "between" in w.lows[max(start, k - 8) : k] or _has_finite_but_fate(w, k + 1, right):
        return False
    here, there = w.lows[start:k], w.lows[k + 1 : right]
    fates = not _FATES.isdisjoint(here) and not _FATES.isdisjoint(there)
    if not _DATED.isdisjoint(here) and not _DATED.isdisjoint(there):
        return True
    return fates and any(low[:1].isdigit() or low in _FEW_WORDS for low in here)


def _has_finite_but_fate(w: Words, k: int, end: int) -> bool:
    return any(finite(w.lows[m]) and w.lows[m] not in _FATES for m in range(k, end))


_FEW_WORDS = frozenset(
    ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozens",
     "several"]
)  # fmt: skip


def infinitives(w: Words, span: Span) -> list[Span]:
    """`to free 50 people and to open the road`: two things to be done."""
    first, last = w.at(span[0]), w.at(span[1])
    joints = [k for k in range(first + 2, last - 2) if w.lows[k] == "and" and w.lows[k + 1] == "to"]
    if not joints or "to" not in w.lows[first : joints[0]] or not w.lows[joints[0] + 2].isalpha():
        return [span]
    made: list[Span] = []
    start = first
    for k in joints:
        made.append((w.starts[start], w.ends[k - 1 - (w.lows[k - 1] == ",")]))
        start = k + 1
    return [*made, (w.starts[start], w.ends[last - 1])]


def _quoted(w: Words, k: int, quotes: list[Span]) -> bool:
    return bool(quotes) and any(q[0] < w.starts[k] < q[1] for q in quotes)


def _has_finite(w: Words, start: int, end: int) -> bool:
    found = compress(range(start, end), map(finite, islice(w.lows, start, end)))
    return any(k == 0 or (w.lows[k - 1] != "to" and not _is_reduced(w, k)) for k in found)


def _is_reduced(w: Words, k: int) -> bool:
    """`prisoners held by both`, `trucks stopped by the army`: a participle that hangs on a noun and is no verb."""
    by = w.lows[k + 1] if k + 1 < len(w) else ""
    low = w.lows[k]
    if by != "by" or not (low in _HELD or low.endswith("ed")):
        return False
    return w.lows[k - 1].isalpha() and w.lows[k - 1] not in AUXILIARIES and not w.lows[k - 1].endswith("ly")


def _new_clause(w: Words, k: int, last: int) -> bool:
    """True when the words from k on have a subject and a finite verb, or begin with a finite verb."""
    if k >= last:
        return False
    k = _past_opening(w, k, last)
    low = w.lows[k]
    if low == "that":
        return True
    if low in AUXILIARIES or (
        finite(low) and low not in {"wounded", "killed", "injured", "let", "put", "set", "cut", "shot", "held"}
    ):
        return not low.endswith("ed") or (k + 1 < last and _object_follows(w, k + 1))
    starts = low in DETERMINERS or low in _STARTS or w.capital(k) or low[:1].isdigit() or low.endswith("s")
    if not starts:
        return False
    m, end = k + 1, min(last, k + 11)
    while m < end:
        if w.lows[m] in {"who", "which", "that"} and (past := _past_relative(w, m, last)) is not None:
            m, end = past, min(last, past + 6)
            continue
        if w.lows[m] in {",", ";", "and", "who", "which"} or w.lows[m] in SUBORDINATORS:
            return False
        if finite(w.lows[m]) and not (w.lows[m] == "may" and is_month(w, m)) and not _is_inside(w, m, k):
            return True
        m += 1
    return False


def _is_inside(w: Words, m: int, k: int) -> bool:
    """True for `to leave` and `the disputed region`: no verb of a clause that begins with word k."""
    before = w.lows[m - 1]
    if m > k and w.lows[m] in _HELD and w.lows[m + 1 : m + 2] and w.lows[m + 1] in PREPOSITIONS:
        return True  # `15 boys held in jails`
    return m > k and (before == "to" or (w.lows[m].endswith("ed") and before in DETERMINERS))


_HELD = frozenset({"held", "kept", "caught", "shot", "stuck", "brought", "taken"})


#: Words before which a clause of its own has not yet named its subject.
_THEN = frozenset({"then", "now", "later", "again", "still", "also", "only", "meanwhile", "there", "afterwards"})


def _past_opening(w: Words, k: int, last: int) -> int:
    """The first word behind what only opens a clause: `then`, `by the evening`, `on Friday`, `in total`."""
    while k < last - 1 and w.lows[k] in _THEN and w.lows[k + 1] not in {"was", "were", "is", "are"}:
        k += 1
    if w.lows[k] in _OPENING and k + 3 < last:
        for m in range(k + 2, min(last - 1, k + 7)):
            low = w.lows[m]
            subject = low in _SUBJECTS or (low in _MEASURES and w.lows[m - 1] not in PREPOSITIONS)
            if w.lows[m - 1] == "," or (subject and w.lows[m - 1] not in _BEFORE_NOUNS):
                return m
            if finite(low) or low == "and":
                break
    return k


_BEFORE_NOUNS = PREPOSITIONS | DETERMINERS
#: Behind these an auxiliary does not begin a verb.
_IN_A_GROUP = AUXILIARIES | {"to", "not"}
_OPENING = frozenset({"by", "on", "in", "at", "since", "during", "this", "from", "after", "for", "until"})
_SUBJECTS = frozenset({"it", "he", "she", "they", "there", "nobody", "no", "none", "we", "the", "some", "a", "its"})
_MEASURES = frozenset({"more", "about", "around", "nearly", "over", "up", "at", "only", "dozens", "hundreds"})


def _past_relative(w: Words, m: int, last: int) -> int | None:
    """Behind the relative clause that begins with word m: `an evacuation that was to have begun at dawn | did`."""
    verb = next((n for n in range(m + 1, min(last, m + 5)) if finite(w.lows[n])), None)
    if verb is None:
        return None
    for n in range(verb + 1, min(last, verb + 9)):
        if w.lows[n] in {",", ";", "and"}:
            return None
        if w.lows[n] in AUXILIARIES and w.lows[n - 1] not in _IN_A_GROUP:
            return n
    return None


def _object_follows(w: Words, k: int) -> bool:
    low = w.lows[k]
    return low in DETERMINERS or low in {"out", "in", "by", "at", "on", "to", "for", "off", "from"} or low.isalpha()


def _relative_open(w: Words, start: int, k: int) -> bool:
    """True when the joint stands inside a relative or a subordinate clause that began just before."""
    for m in range(k - 1, max(start, k - 9) - 1, -1):
        if w.lows[m] in {"who", "which", "whose", "whether", "if"}:
            return not any(w.lows[n] == "," for n in range(m, k))
        if w.lows[m] in {",", ";"}:
            return False
    return False


def first_verb(w: Words, span: Span) -> int | None:
    """The offset of the first finite verb in a span, or None."""
    first, last = w.at(span[0]), w.at(span[1])
    return next(compress(islice(w.starts, first, last), map(finite, islice(w.lows, first, last))), None)
