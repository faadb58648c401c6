"""Noun phrases found without a parser: who stands before a verb, who stands after it, where a clause begins."""

from itertools import filterfalse

from trucekeeper.reader.cues import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    SUBORDINATORS,
    cues,
    finite,
)
from trucekeeper.reader.words import Asked, Words

#: Words [first, last) of a sentence.
Phrase = tuple[int, int]

SINGLE = frozenset(
    ["he", "she", "it", "they", "we", "i", "you", "some", "others", "another", "both", "everyone", "nobody"]
)
_MARKS = frozenset('"“”«»;:!?…()[]–—')
DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "overnight",
        "midday",
    ]
)
TIMES = DAYS | frozenset(
    [
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midnight",
        "dawn",
        "week",
        "month",
        "later",
        "earlier",
        "last",
    ]
)
#: Single words without a capital and without a plural s that may be a subject.
_ALONE = SINGLE | frozenset(
    [
        "police",
        "media",
        "people",
        "who",
        "which",
        "officials",
        "state",
        "witnesses",
        "medics",
        "none",
        "all",
        "many",
        "most",
        "several",
    ]
)
_OPENING = PREPOSITIONS | OPENERS
_BEFORE_NOUNS = SUBORDINATORS | PREPOSITIONS | OPENERS | ADVERBS
_SOURCE_OPENS = PREPOSITIONS | {"according"}
_AFTER_TIMES = DETERMINERS | TIMES
_GOES_ON = PREPOSITIONS | {"and", "or"}
#: Longer noun phrases exist, but none that names a speaker.
LONGEST_PHRASE = 34


def clause_start(w: Words, i: int, floor: int) -> int:
    """The first word of the clause that word i stands in, looking left no further than `floor`."""
    while i > floor and w.lows[i - 1] not in _MARKS and w.lows[i - 1] not in {"but", "while", "because", "although"}:
        i -= 1
    return i


def has_finite(w: Words, start: int, end: int) -> bool:
    """True when a finite verb probably stands in words [start, end)."""
    lows = w.lows[start:end]
    if "may" not in lows:
        return any(map(finite, lows))
    return any(finite(low) and not (low == "may" and is_month(w, k)) for k, low in enumerate(lows, start))


def is_month(w: Words, k: int) -> bool:
    """True for the `May` of a date: `14 May 2019`, `early May`, `May 14`."""
    beside = (w.lows[k - 1] if k else "", w.lows[k + 1] if k + 1 < len(w) else "")
    return w.raw(k)[:1].isupper() and (beside[0][:1].isdigit() or beside[1][:1].isdigit())


def before(w: Words, j: int, floor: int) -> Phrase | None:
    """The noun phrase whose last word is j: the subject of the verb that follows it; None where there is none."""
    if j < floor or w.lows[j] in {"and", "or", "but"}:
        return None
    low = w.lows[j]
    if low == "there" and (j == floor or not w.lows[j - 1].isalpha()):
        return None
    if low == "," or low in ")]–—":
        return _before_apposition(w, j, floor)
    if low in {"who", "which", "that"}:
        return _antecedent(w, j, floor)
    object_of_it = low == "it" and (_object_of_relative(w, j, floor) or (j > floor and w.lows[j - 1] in _TAKE_OBJECTS))
    if low in SINGLE and not object_of_it:
        return (j, j + 1)
    if low in {"inside", "outside"} and j > floor:
        named = before(w, j - 1, floor)
        return (named[0], j + 1) if named is not None else None
    first = _trimmed(w, _walk(w, j, floor), j + 1)
    if first == 0 and _participial(w, 0):
        return None
    if "who" in w.lows[floor:j] and (whose := _far_antecedent(w, first, j, floor)) is not None:
        return whose
    if first > floor + 1 and lows_comma(w, first) and w.capital(first) and w.capital(j):
        first = _descriptor(w, first, floor)
    return (first, j + 1) if first <= j and names_somebody(w, first, j + 1) else None


def _far_antecedent(w: Words, first: int, j: int, floor: int) -> Phrase | None:
    """`An officer who was there when the first shots fell said`: who he is stands before the whole relative clause."""
    if first <= j and w.lows[first - 1] not in _WITHIN_RELATIVES:
        return None
    who = next((q for q in range(j, floor, -1) if w.lows[q] == "who"), None)
    if who is None or not _ENDS_RELATIVE.isdisjoint(w.lows[who:j]) or not has_finite(w, who + 1, j + 1):
        return None
    return _antecedent(w, who, floor)


_WITHIN_RELATIVES = frozenset({"when", "after", "before", "as", "while", "where"})
_ENDS_RELATIVE = _MARKS | {",", "and", "but", "that"}
#: `Officials familiar with it say`, `one of those near it says`.
_TAKE_OBJECTS = frozenset({"with", "of", "to", "by", "for", "from", "near", "behind", "around", "inside", "about"})


def _object_of_relative(w: Words, j: int, floor: int) -> bool:
    """`An officer who had seen it said`: it is no subject here."""
    verb = j > floor and (finite(w.lows[j - 1]) or w.lows[j - 1].endswith("en") or w.lows[j - 1] in {"done", "made"})
    return verb and any(w.lows[k] in {"who", "which"} for k in range(max(floor, j - 6), j))


def lows_comma(w: Words, first: int) -> bool:
    """True when a comma stands before word `first`."""
    return w.lows[first - 1] == ","


def _descriptor(w: Words, first: int, floor: int) -> int:
    """`Malaysia's Prime Minister, Najib Razak said`: the phrase before the comma belongs to the name."""
    start = clause_start(w, first - 1, floor)
    left = _trimmed(w, start, first - 1)
    if w.lows[start] in {"citing", "quoting"}:
        return first
    whole = left == start and "," not in w.lows[start : first - 1] and not has_finite(w, start, first - 1)
    return start if whole and start < first - 1 and w.lows[start] not in _OPENING else first


#: Words that are no noun.
_NO_NOUNS = (
    PREPOSITIONS | OPENERS | ADVERBS | SUBORDINATORS | DETERMINERS | AUXILIARIES | TIMES
    | {"and", "or", "but", "half", "what", "who", "which"}
)  # fmt: skip


def _is_passive(w: Words, k: int, floor: int) -> bool:
    """True where a form of `be` that is no relative clause's stands at k, adverbs aside."""
    while k > floor and w.lows[k] in ADVERBS:
        k -= 1
    return w.lows[k] in BE and not (k > floor and w.lows[k - 1] in {"who", "which", "that"})


def _clause_without_word(w: Words, k: int) -> bool:
    """True where a noun stands directly before the article at k: with it a relative clause without its word begins."""
    before = w.lows[k - 1]
    return before.isalpha() and before not in _NO_NOUNS and not finite(before)


_BEGINS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "both", "each", "all", "they", "he", "she", "it", "we"}
)


#: Every word at which the way left may end or turn aside; any other is passed over.
_TURNS = (
    _MARKS | SUBORDINATORS | AUXILIARIES | SINGLE
    | {"by", "a", "an", "the", "that", ",", "but", "who", "whom", "which", "then", "not", "and", "or"}
)  # fmt: skip
_IS_PLAIN = Asked(lambda low: low not in _TURNS and not finite(low)).__getitem__


def _walk(w: Words, j: int, floor: int) -> int:
    """How far left the phrase that ends with word j reaches."""
    k = j
    lows = w.lows
    while k >= floor and j - k < LONGEST_PHRASE:
        low = lows[k]
        if _IS_PLAIN(low):
            k -= 1
            continue
        if low == "by" and floor + 1 < k < j and finite(w.lows[k - 1]) and _is_passive(w, k - 2, floor):
            return k + 1  # `is contradicted by a charity`
        if low in {"a", "an", "the"} and floor < k < j and _clause_without_word(w, k):
            return k  # `an accusation a source dismissed`
        if low == "that" and k < j <= k + 3 and (k == floor or w.lows[k - 1] in {",", ";"}):
            return k  # `that agency reported`
        if (
            low == ")"
            and k < j
            and (opens := next((m for m in range(k - 1, max(floor, k - 5), -1) if lows[m] == "("), 0))
        ):
            k = opens - 1  # `the United Nations (UN) food agency`
            continue
        if low in _MARKS or low == "," or low in SUBORDINATORS or low in {"but", "who", "whom", "which", "then", "not"}:
            if low in {"which", "that", "whom"} and k < j and (w.lows[k + 1] in _BEGINS or w.capital(k + 1)):
                return k + 1  # `an account which the army has not contested`
            relative = _relative_before(w, k, floor) if low in {"who", "which", "that", ","} else None
            if relative is None:
                return k + 1
            k = relative
            continue
        if low in {"and", "or"}:
            start = clause_start(w, k, floor)
            comma = max((m for m in range(start, k) if lows[m] == ","), default=start - 1)
            if low == "and" and w.capital(k - 1) and k < j and w.capital(k + 1):
                comma = max(comma, next((m for m in range(k - 2, start, -1) if lows[m] in _OPENS_CLAUSE), comma))
            if has_finite(w, comma + 1, k) or comma + 1 == k:
                return k + 1
        elif k > floor and w.lows[k - 1] in _WHO_REACHED and k <= j and finite(low) and _reached(w, k - 1, floor):
            k -= 2  # `A diplomat I reached said`
            continue
        elif low in AUXILIARIES or (finite(low) and not _participle(w, k, j)):
            who = _who_left(w, k, floor)
            if who is None:
                return k + 1
            k = who
            continue
        elif low in {"we", "they", "he", "she"} and k < j and _reached(w, k, floor):
            pass  # `A negotiator we reached in Gaziantep`
        elif low in SINGLE and low not in {"some", "others", "both", "another"} and k != j:
            return k if lows[k + 1] == "and" and low in {"he", "she", "it", "they"} else k + 1
        k -= 1
    return k + 1


#: Behind these `X and Y confirmed` has two subjects, whatever verb stands before.
_OPENS_CLAUSE = frozenset({"after", "before", "when", "since", "until", "once", "because", "that"})
_WHO_REACHED = frozenset({"i", "we", "they", "he", "she"})


def _reached(w: Words, k: int, floor: int) -> bool:
    """True when the pronoun at k opens a relative clause without its word: a noun stands before, a verb behind it."""
    before = w.lows[k - 1] if k > floor else ""
    noun = before.isalpha() and not finite(before) and before not in _BEFORE_NOUNS
    return noun and before not in {"and", "or", "but", "who", "which"} and finite(w.lows[k + 1])


_BEHIND_PARTICIPLE = frozenset(
    ["in", "by", "on", "at", "from", "with", "near", "inside", "to", "outside", "over", "through", "via", "under",
     "along", "after", "among"]
)  # fmt: skip


_SENT = frozenset({"posted", "published", "released", "shared", "circulated", "broadcast", "aired", "tweeted"})


def _participle(w: Words, k: int, j: int) -> bool:
    """True for `trapped in`, `seen by`, `based`: a participle inside a phrase, after a noun or before one."""
    low = w.lows[k]
    if not low.endswith(("ed", "en", "held", "shot", "met", "sent")) or low in cues():
        if low in {"quoted", "cited", "described", "known"} and k + 1 <= j and w.lows[k + 1] in {"by", "as", "in"}:
            return True  # `An official quoted by an agency put`
        if low in _SENT and k + 1 <= j and w.lows[k + 1] in {"by", "online", "on", "to", "earlier", "late"}:
            return True  # `Images posted online showed`
        return low in {"wanted", "reported", "denied", "described", "known"} and k > 0 and w.lows[k - 1] in DETERMINERS
    if k + 1 <= j and w.lows[k + 1] in _BEHIND_PARTICIPLE:
        return True
    return k > 0 and (w.lows[k - 1] in DETERMINERS or w.lows[k - 1] in PREPOSITIONS)


def _who_left(w: Words, k: int, floor: int) -> int | None:
    """Where `who` or `which` stands directly before the verb at k (adverbs between): the word before it."""
    m = k - 1
    while m >= floor and (w.lows[m] in ADVERBS or w.lows[m] in AUXILIARIES):
        m -= 1
    if m > floor and w.lows[m] in {"who", "which", "that"} and w.lows[m - 1] not in _MARKS:
        return m - 1 if w.lows[m - 1] != "," else m - 2
    return None


def _relative_before(w: Words, k: int, floor: int) -> int | None:
    if k <= floor or w.lows[k - 1] == ",":
        return None
    if w.lows[k] == "that":
        after = w.lows[k + 1] if k + 1 < len(w) else ""
        verb = finite(after) or (after.endswith("s") and after not in DETERMINERS)
        return k - 1 if verb and w.lows[k - 1] not in cues() and not finite(w.lows[k - 1]) else None
    return k - 1 if w.lows[k] in {"who", "which"} else None


def _before_apposition(w: Words, j: int, floor: int) -> Phrase | None:
    """`Russia, an ally of X,` or `X, in remarks to Y,` or `X (Y)`: the phrase before the parenthesis that ends at j."""
    lows = w.lows
    if lows[j] != ",":
        opener = {")": "(", "]": "[", "–": "–", "—": "—"}[lows[j]]
        m = j - 1
        while m > floor and lows[m] != opener:
            m -= 1
        return before(w, m - 1, floor) if m > floor else None
    start = clause_start(w, j, floor)
    if start > floor + 1 and lows[start] == "," and lows[start - 1] == ")":
        opens = next((m for m in range(start - 2, max(floor, start - 8), -1) if lows[m] == "("), start)
        start = clause_start(w, opens, floor)  # `The Union of Teachers (NUT), an umbrella union, said`
    commas = [m for m in range(start, j) if lows[m] == ","]
    for m in commas:
        left = before(w, m - 1, start) if m > start else None
        if left is not None and left[0] > start and lows[left[0] - 1] == "," and not has_finite(w, start, left[0]):
            start = left[0]  # `In return, the governor, a lawyer, said`
        if left is not None and m != commas[-1] and left[0] > start and _is_object(w, left[0] - 1):
            start = m + 1
            continue  # `The men were rebels, the governor, who is loyal, told`
        if _participial(w, start):
            start = m + 1
            continue
        if (
            left is not None
            and m != commas[-1]
            and has_finite(w, start, left[0])
            and "who" not in lows[start : left[0]]
        ):
            start = m + 1
            continue  # `They were rebels, the governor, who is no friend of theirs, said`
        if left is None or lows[start] in PREPOSITIONS or lows[start] == "according":
            if left is not None and lows[start] in _SOURCE_OPENS:
                start = m + 1
            continue
        if lows[m - 1] in TIMES or lows[left[0]] in PREPOSITIONS or _verb_between(w, m + 1, j):
            continue
        named = j - m <= 6 and all(w.capital(k) or lows[k][:3] in {"al-", "of", "al"} for k in range(m + 1, j))
        return (left[0], j) if named and j > m + 1 else left
    return None


def _is_object(w: Words, k: int) -> bool:
    """True where the word at k is a verb, so that the phrase behind it is no subject."""
    return w.lows[k] in AUXILIARIES or w.lows[k] in {"said", "told"}


def _participial(w: Words, k: int) -> bool:
    """`Speaking to reporters, X said`: the words before the comma tell what X did and are no speaker."""
    low = w.lows[k]
    return (
        k == 0
        and low.endswith("ing")
        and len(low) > 5
        and k + 1 < len(w)
        and (w.lows[k + 1] in PREPOSITIONS or w.lows[k + 1] in DETERMINERS)
    )


#: With these begins what is only put in: `who ...`, `asked whether ...`, `speaking of ...`.
_NO_CLAUSE = frozenset(
    ["who", "which", "whose", "where", "when", "that", "of", "asked", "quoted", "pressed", "speaking", "reached",
     "told", "questioned"]
)  # fmt: skip


#: So many words has `it is understood`.
_IT_IS_UNDERSTOOD = 3


def _verb_between(w: Words, start: int, end: int) -> bool:
    """True when words [start, end) are a clause of their own and not an apposition or a relative clause."""
    if start >= end or w.lows[start] in _NO_CLAUSE:
        return False
    if w.lows[start] == "it" and end - start == _IT_IS_UNDERSTOOD and w.lows[start + 1] in BE:
        return False  # `The governor, it is understood, wrote`
    if any(w.lows[k] in {"who", "which", "that", "whose", "whom"} for k in range(start, end)):
        return False
    return any(w.lows[k] in AUXILIARIES and w.lows[k] not in {"having", "being", "been"} for k in range(start, end))


def _antecedent(w: Words, j: int, floor: int) -> Phrase | None:
    """The noun phrase that `who` at word j takes up."""
    k = j - 1
    if k > floor and w.lows[k] in {"and", "but"} and w.lows[j] != "that":  # `X, which did A and which said`
        first_one = next((m for m in range(k - 1, floor, -1) if w.lows[m] == w.lows[j]), None)
        return _antecedent(w, first_one, floor) if first_one is not None else None
    if k >= floor and w.lows[k] == ",":
        k -= 1
    if k < floor or w.lows[k] in SINGLE or w.lows[j] == "that":
        return None
    first = _trimmed(w, _walk(w, k, floor), k + 1)
    return (first, k + 1) if first <= k and names_somebody(w, first, k + 1) else None


def _trimmed(w: Words, first: int, end: int) -> int:
    """Leave out what only opens the sentence: `Earlier`, `In its midday bulletin` before `the ministry`."""
    lows = w.lows
    while first < end - 1:
        low = lows[first]
        if low == "according" and lows[first + 1] == "to" and first + 2 < end:
            first += 2
        elif (
            (low in {",", "and", "or", "but", "also", "both", "either"} and not _both_of_them(w, first, end))
            or ((low in OPENERS or low in ADVERBS) and low not in {"first", "second", "later", "both"})
            or (low in {"late", "early"} and lows[first + 1] == "on")
        ):
            first += 1
        elif low in {"around", "about", "over", "under"} and lows[first + 1][:1].isdigit():
            return first
        elif low in PREPOSITIONS:
            start = _after_prepositional(w, first, end)
            if start is None:
                return end
            first = start
        elif low in TIMES and first + 1 < end and not w.capital(first + 1) and lows[first + 1] in _AFTER_TIMES:
            first += 1
        else:
            return first
    return end if lows[first] in PREPOSITIONS else first


def _both_of_them(w: Words, first: int, end: int) -> bool:
    """`both armies`, `both defence ministries`; of `both Iran and Qatar` the names tell enough."""
    return w.lows[first] == "both" and "and" not in w.lows[first:end]


def _after_prepositional(w: Words, first: int, end: int) -> int | None:
    """Where the noun phrase begins that follows the prepositional phrase starting at `first` without a comma."""
    if w.lows[first] == "on" and w.lows[first + 1] in DAYS and first + 2 < end:
        k = first + 2
        while k < end - 1 and w.lows[k] in TIMES:
            k += 1
        if w.lows[k].isalpha() and w.lows[k] not in PREPOSITIONS:
            return k  # `On Thursday residents of a village said`
    for k in range(first + 2, end):
        starts = w.lows[k] in DETERMINERS or w.lows[k] in SINGLE or (w.capital(k) and w.lows[k - 1] in TIMES)
        if starts and w.lows[k - 1] not in PREPOSITIONS and w.lows[k - 1] not in {"and", "or"}:
            return k
    return None


#: Words that are nobody, and words that are no more than a time.
_EMPTY = PREPOSITIONS | ADVERBS
_ONLY_WHEN = TIMES | {"the", "this", "that", "on"}


def names_somebody(w: Words, first: int, end: int) -> bool:
    """False for phrases that cannot speak: no letter in them, a day, a number, only function words."""
    if end - first == 1 and w.lows[first] in {"all", "most", "both"}:
        return True
    content = [*filterfalse(_EMPTY.__contains__, w.lows[first:end])]
    if not content or _ONLY_WHEN.issuperset(content):
        return False
    if end - first == 1 and not w.capital(first):
        low = content[0]
        return (low.endswith("s") and not low.endswith("ss")) or low in _ALONE
    return any(map(_HAS_LETTER, content))


_HAS_LETTER = Asked(lambda low: low[:1].isalpha()).__getitem__


def after(w: Words, i: int, end: int) -> Phrase | None:
    """The noun phrase that begins with word i: the subject of `said X`, the source of `according to X`."""
    k = i
    lows = w.lows
    while k < end:
        low = lows[k]
        if low in _MARKS or low == "," or low in {"who", "whom", "whose", "which", "that", "but", "as"}:
            break
        if k > i and low in {"the", "a", "an", "its", "their"} and lows[k - 1] not in _GOES_ON:
            break  # `according to a negotiator the first group will leave`
        if k > i and (low in AUXILIARIES or (low in TIMES and low in DAYS) or low in SINGLE):
            break
        if k > i and low in {"on", "in"} and k + 1 < end and (lows[k + 1] in TIMES or lows[k + 1] in {"a", "an"}):
            break
        if low in {"late", "early", "after", "before", "during", "when", "while", "hours", "days"} and k > i:
            break
        if finite(low) and k > i and not _participle(w, k, end - 1):
            break
        if low == "." and k == end - 1:
            break
        k += 1
    while k > i and lows[k - 1] in {"and", "or", "on", "in", "at", "of", "also", ".", "has"}:
        k -= 1
    return (i, k) if k > i and names_somebody(w, i, k) else None
