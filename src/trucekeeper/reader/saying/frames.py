"""The frames in which a verb attributes, whatever verb it is: `X _ that A`, `A, X _`, `X _ the toll to 104`.

Reports have thousands of verbs of saying (`bristles that`, `pegs the toll at`, `, fumed the governor`). What does not
change is the frame: somebody who can speak, a finite verb in agreement with him, and then `that`, speech in quotation
marks, a colon, a number that is counted, what somebody is blamed `for doing`; or all that behind the words, between
commas. The verbs of deeds that stand in the same frames are fewer, and listed.
"""

from itertools import compress, count

from trucekeeper.reader import phrases
from trucekeeper.reader.cues import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Cue,
    cues,
    finite,
)
from trucekeeper.reader.saying.labels import ADJECTIVE_ENDS
from trucekeeper.reader.saying.numbers import FEW
from trucekeeper.reader.saying.search import Search
from trucekeeper.reader.saying.verb_forms import (
    BEFORE_BASE,
    CLAIM_NOUNS,
    CLOSED,
    COUNTED,
    COUNTED_PEOPLE,
    FORM,
    PAST,
    forms_of,
    heard,
    is_listed,
    verbs_behind_to,
)
from trucekeeper.reader.words import Asked, Words

_TOLD = frozenset({"me", "us", "him", "her", "them", "you", "reporters", "journalists"})
_STARTS = DETERMINERS | frozenset({"he", "she", "it", "they", "we", "there", "nobody", "none", "people", "everyone"})
_BREAKS = SUBORDINATORS | frozenset('"“”;:!?().,') | {"that", "who", "which", "whom", "and", "or", "but", "of"}
_QUOTES = frozenset({'"', "“"})
_CLOSES = frozenset({"”", "»"})
_ENDS = frozenset({",", ".", ";", "!"})
_LOOKS = frozenset({"that", "having", "as", "how", ":", "not", "to", "for", "of"}) | _QUOTES | _CLOSES | _ENDS
_TENSES = AUXILIARIES - {"to", "being", "been", "be", "having"}


def _frame_of(low: str) -> str:
    """Which frame a word may begin or end."""
    if low in _LOOKS:
        return "end" if low in _ENDS else low
    if low in _TENSES:
        return "clause"
    return "number" if low[:1].isdigit() or low in FEW else ""


_FRAME = Asked(_frame_of).__getitem__
_IS_NUMBER = Asked(lambda low: _frame_of(low) == "number").__getitem__


#: What says nothing depends on the frame: deeds may be told `that`, and passed on no claims.
_NO_SAYING = ("no saying", "no saying that", "passed on")
#: True for a word that in some frame may be a verb of saying which no list holds.
_MAY_SAY = Asked(lambda low: FORM(low) != "" and any(low not in forms_of(no) for no in _NO_SAYING)).__getitem__


def unlisted(at: Search) -> dict[int, Cue]:
    """The words of a sentence that may attribute though no list holds them, each as the cue that it then would be."""
    w, found = at.w, dict[int, Cue]()
    lows = w.lows
    verbs = [i for i in compress(count(), map(_MAY_SAY, lows)) if i and _form_at(w, i)]
    last, n = -_REACH, 0
    for k in compress(count(), map(_FRAME if verbs else _IS_NUMBER, lows)):
        while n < len(verbs) and verbs[n] <= k + 1:
            last, n = verbs[n], n + 1
        frame = _FRAME(lows[k])
        if k < _FIRST or (k - last > _REACH and frame != "number"):
            continue
        if (candidate := _in_frame(at, k, frame)) is not None:
            found.setdefault(*candidate)
    if verbs and len(w) > _FIRST and lows[-1] not in _ENDS and (candidate := _at_the_end(w, len(w))) is not None:
        found.setdefault(*candidate)
    return found


def _in_frame(at: Search, k: int, frame: str) -> "_Candidate":
    """The verb of the frame that word k begins or ends."""
    w, lows = at.w, at.w.lows
    if frame == "end":
        candidate = _at_the_end(w, k) if _MAY_END(lows[k - 1]) else None
        if candidate is None and lows[k] == "," and k + 1 < len(lows) and FORM(lows[k + 1]) in _FINITE_FORMS:
            candidate = _inverted(w, k + 1)
        return candidate
    if frame == "clause":
        return _before_clause(w, k)
    if frame == "number":
        return _before_number(w, k)
    if frame == "that":
        return _denied(w, k - 1) if w.lows[k - 1] in CLAIM_NOUNS else _before_that(w, k)
    return _before_somebody(w, k, frame) if frame in _OF_SOMEBODY else _before_opener(at, k, frame)


#: So far before its frame a verb may stand.
_REACH = 12
#: Before a frame stand a subject and a verb.
_FIRST = 2
_OF_SOMEBODY = frozenset({"not", "to", "for", "of"})
_Candidate = tuple[int, Cue] | None


def _cue(w: Words, i: int, act: str, frames: str, *particles: str, no: str = "no saying") -> _Candidate:
    """The word at i as a cue; None where it is no form of a verb that no list holds, or one that says nothing."""
    low = w.lows[i]
    if i < 1 or not FORM(low) or low in forms_of(no) or not (form := _form_at(w, i)):
        return None
    return i, Cue(act, frames, form, low, particles)


def _form_at(w: Words, i: int) -> str:
    """Which form of a verb word i is where it stands; "" behind an article, as a name, or after no plural."""
    before = w.lows[i - 1]
    if before in _BEFORE_NOUNS or before.endswith(("'s", "s'", "'")) or w.capital(i):
        return ""
    form = FORM(w.lows[i])
    return "" if form == "base" and not (before.endswith(("s", "men")) or before in BEFORE_BASE) else form


_BEFORE_NOUNS = DETERMINERS - {"all", "both", "each", "this", "that", "some", "many"}


def _before_opener(at: Search, k: int, low: str) -> _Candidate:
    """What stands before `how`, `having`, `as`, a colon, or beside the marks of a quotation."""
    w = at.w
    if low in _CLOSES:
        return _inverted(w, k + 1)
    if low in _QUOTES:
        if (quote := at.quote_of(w.starts[k])) is None or quote[0] != w.starts[k]:
            return _inverted(w, k + 1)
        first = k - 1 if w.lows[k - 1] not in {",", ":"} else k - 2
        spoken = phrases.has_finite(w, k + 1, w.at(quote[1])) and (first < k - 1 or w.capital(k + 1))
        return _cue(w, first, "says", "w", no="no saying that") if spoken else None
    if low == ":":
        return _cue(w, k - 1, "says", "w") if phrases.has_finite(w, k + 1, len(w)) else None
    if low == "having":
        return _cue(w, k - 1, "denies", "c")
    return _seen_as(w, k) if low == "as" else _cue(w, k - 1, "says", "p")


def _before_somebody(w: Words, k: int, low: str) -> _Candidate:
    """What stands before `not to`, `to do`, `for doing`, `of doing`, `claims of`."""
    if low == "of" and w.lows[k - 1] in CLAIM_NOUNS and w.lows[k - 1] not in _NO_CHARGES:
        return _denied(w, k - 1)
    if k + 2 >= len(w):
        return None
    after = w.lows[k + 1]
    if low == "not":
        return _of_somebody(w, k, "demands", "v") if after == "to" else None
    if low == "to":
        infinitive = after in verbs_behind_to() or (
            after.isalpha() and not finite(after) and after not in CLOSED and not w.capital(k + 1)
            and (w.lows[k + 2] in DETERMINERS or w.lows[k + 2] in PRONOUNS or w.capital(k + 2))
        )  # fmt: skip
        return _of_somebody(w, k, "demands", "v") if infinitive or after == "be" else None
    doing = after[-3:] == "ing" and len(after) > _SHORTEST_DOING and after not in _NO_DOING
    return _of_somebody(w, k, "accuses", "o") if doing else None


_SHORTEST_DOING = 5


def _denied(w: Words, noun: int) -> _Candidate:
    """`scorned the accusation that A`, `pours cold water on reports of looting`: mostly a denial; no `repeated it`."""
    m = noun - 1
    if w.lows[m] not in DETERMINERS and not w.lows[noun].endswith("s"):
        return None  # `took charge of them`
    while m > 0 and (w.lows[m] in DETERMINERS or w.lows[m] in _MANNERS or w.capital(m)):
        m -= 1
    return _cue(w, m, "denies", "n", no="passed on")


_NO_CHARGES = frozenset({"notion", "idea", "talk", "story", "stories", "theory", "charge"})
_MANNERS = frozenset(
    ["such", "earlier", "persistent", "repeated", "rebel", "opposition", "media", "press", "recent", "western"]
)  # fmt: skip


_NO_DOING = frozenset({"nothing", "during", "evening", "morning", "building", "something", "everything", "anything"})


def _before_that(w: Words, k: int) -> _Candidate:
    """`swore that A`, `swore to us that A`, `assured the council that A`, `hinted on Monday that A`."""
    after = w.lows[k + 1] if k + 1 < len(w) else "."
    if is_listed(w.lows[k - 1]) or finite(after) or after in _ENDS or not _opens_clause(w, k + 1):
        return None
    no = "no saying that"
    if (made := _cue(w, k - 1, "says", "w", no=no)) is not None:
        return made
    low, i = w.lows[k - 1], k - 2
    if low in _TOLD or low in heard():
        if w.lows[i] in DETERMINERS:
            i -= 1
        if w.lows[i] == "to":
            return _cue(w, i - 1, "says", "w", no=no)
        return _cue(w, i, "says", "a")
    for i in range(k - 2, max(0, k - 9), -1):
        if w.lows[i] in _BREAKS - _COMMA or finite(w.lows[i]):
            circumstance = w.lows[i + 1] in PREPOSITIONS or w.lows[i + 1] in ADVERBS or w.lows[i + 1] in phrases.TIMES
            circumstance = circumstance and w.lows[i + 1] != "of" and _is_circumstance(w, k - 1)
            return _cue(w, i, "says", "w") if circumstance and not w.lows[i].endswith("ing") else None
    return None


def _opens_clause(w: Words, k: int) -> bool:
    """True where a clause begins at k, and not a noun: `that money, so I would`, `that kind of thing`."""
    opens = w.lows[k] in _OPENS or w.capital(k) or w.lows[k][:1].isdigit()
    end = len(w) if opens else next((m for m in range(k, len(w)) if w.lows[m] in _ENDS), len(w))
    return any(finite(low) and low not in _NO_TENSES for low in w.lows[k:end])


_OPENS = PREPOSITIONS | SUBORDINATORS | phrases.TIMES | DETERMINERS | PRONOUNS
_NO_TENSES = frozenset({"being", "been", "having"})


def _is_circumstance(w: Words, k: int) -> bool:
    """True where what ends with word k says when, where or to whom something was said, and nothing of the matter."""
    low = w.lows[k]
    return low in phrases.TIMES or w.capital(k) or low in heard() or low in _WRITTEN or low[:1].isdigit() or low == ","


_WRITTEN = frozenset(
    ["writing", "private", "public", "advance", "person", "passing", "parliament", "interview", "speech", "video",
     "briefing", "conference", "remarks", "email", "e-mail", "telegram", "broadcast", "press", "phone", "telephone"]
)  # fmt: skip


_COMMA = frozenset({","})


def _before_clause(w: Words, a: int) -> _Candidate:
    """`swear the post is still there`: a clause begins without `that` directly behind the verb."""
    for d in range(a - 1, max(1, a - 9), -1):
        low = w.lows[d]
        if low in _BREAKS or finite(low):
            return None
        if low in _STARTS or (w.capital(d) and not w.capital(d - 1)):
            before = w.lows[d - 1]
            if before in PREPOSITIONS or before in DETERMINERS:
                continue
            return _cue(w, d - 1, "says", "w")
    return None


def _of_somebody(w: Words, k: int, act: str, frames: str) -> _Candidate:
    """`chided the army for shelling`, `begged both sides not to`: the verb before the one of whom it is said."""
    if w.lows[k - 1] not in heard() and not w.capital(k - 1) and w.lows[k - 1] not in _TOLD:
        return None
    if w.lows[k] == "to" and w.capital(k - 1) and w.lows[k - 1] not in heard() and FORM(w.lows[k - 2]) == "":
        return None  # `packed the streets of San Francisco to pay him homage`
    for m in range(k - 2, max(0, k - 8), -1):
        low = w.lows[m]
        if (low in _BREAKS and low != "of") or low in AUXILIARIES:
            return None
        after = w.lows[m + 1]
        named = after in DETERMINERS or w.capital(m + 1) or after in _TOLD or after in heard()
        if named and (made := _cue(w, m, act, frames)) is not None and made[1].form != "ing":
            return made
    return None


def _seen_as(w: Words, k: int) -> _Candidate:
    """`paints the swap as a success`, `derides the offer as worthless`: what somebody takes a thing for."""
    after = w.lows[k + 1] if k + 1 < len(w) else "."
    if after not in {"a", "an", "mere", "no", "not", "nothing", "too"} and not after.endswith(ADJECTIVE_ENDS):
        return None
    for m in range(k - 2, max(0, k - 7), -1):
        if w.lows[m] in _BREAKS and w.lows[m] != "of":
            return None
        if w.lows[m + 1] in _WHAT and (made := _cue(w, m, "says", "as")) is not None:
            return made if made[1].form != "ing" else None
    return None


_WHAT = frozenset({"the", "this", "that", "its", "their", "his", "her", "it", "these", "those"})


#: What may stand before a mark behind which nothing is said: the verb, or when and where something was said.
_MAY_END = Asked(lambda low: FORM(low) != "" or low in phrases.TIMES or low[:1].isdigit() or low in heard()).__getitem__


def _at_the_end(w: Words, k: int) -> _Candidate:
    """`A, the ministry bristles.`, `A, the ministry bristled on Monday.`: the verb before the mark at k."""
    i = k - 1
    timed = w.lows[i] in phrases.TIMES or w.lows[i][:1].isdigit() or w.capital(i)
    if not timed and not FORM(w.lows[i]):
        return None
    for m in range(k - 2, max(1, k - 7), -1) if timed else ():
        if w.lows[m] in _BREAKS:
            break
        if FORM(w.lows[m]) and (w.lows[m + 1] in PREPOSITIONS or w.lows[m + 1] in _WHEN):
            i = m
            break
    if FORM(w.lows[i]) in {"", "ing"}:
        return None
    return _cue(w, i, "says", "c")


_WHEN = phrases.TIMES | {"late", "early", "here", "there"}


_FINITE_FORMS = frozenset({"past", "s"})


def _inverted(w: Words, i: int) -> _Candidate:
    """`A, fumed the minister.`: the verb directly behind the words."""
    if i + 1 >= len(w) or FORM(w.lows[i]) not in _FINITE_FORMS:
        return None
    after = w.lows[i + 1]
    return _cue(w, i, "says", "c") if after in DETERMINERS or w.capital(i + 1) or after in heard() else None


#: With these a number is told: `raises the toll to`, `believes in`, `writes of`.
_TO_NUMBER = frozenset({"of", "about", "in", "to", "at", "as", "between", "above", "below", "around", "under"})
_BEHIND_NUMBER = _ENDS | frozenset({"and", "but", "or", "for", "in", "by", "on", "as", "since"})


def _before_number(w: Words, k: int) -> _Candidate:
    """`makes it 14,398`, `prefers 11,500`, `wrote of 165,000`, `raises the toll to 104`, `counts 71 dead`."""
    p = k - 1
    while p > 1 and w.lows[p] in _ABOUT and (w.lows[p] != "at" or w.lows[p + 1] in {"least", "most"}):
        p -= 1
    behind = w.lows[k + 1] if k + 1 < len(w) else "."
    if behind == "or" and w.lows[k + 2 : k + 3] not in (["more"], ["less"], ["fewer"]):
        return None
    if w.lows[p] not in _NOT_BEFORE_YEARS and len(w.lows[k]) == _DIGITS_OF_YEAR and w.lows[k].isdigit():
        return None  # `had retired in 1994`
    people = not COUNTED_PEOPLE.isdisjoint(w.lows[k + 1 : k + 3])
    bare = people or (behind in _BEHIND_NUMBER and w.lows[k] != "several")
    to = w.lows[p] in _TO_NUMBER
    head = p - 1 if to else p
    if w.lows[head] in {"it", "them"}:
        return _number_cue(w, head - 1, "p") if bare else None
    if to and w.lows[p] != "of" and not COUNTED.isdisjoint(w.lows[max(0, head - 4) : head + 1]):
        for m in range(head - 1, max(0, head - 7), -1):
            if w.lows[m] in _BREAKS - {"of"}:
                return None
            if (w.lows[m + 1] in DETERMINERS) and (made := _number_cue(w, m, "p")) is not None:
                return made
        return None
    if not bare:
        seen = w.lows[head - 1] in {"i", "we"} and not to and w.lows[k] != "several" and behind not in _MEASURES
        return _cue(w, head, "reports", "k") if seen else None
    if to and w.lows[p] == "in" and is_listed(w.lows[head]) and (made := _listed_cue(w, head)) is not None:
        return made[0], Cue("says", "k", made[1].form, made[1].verb, ("in",))  # `believes in 100,000 or more`
    return _cue(w, head, "says", "k", w.lows[p]) if to else _cue(w, head, "says", "k")


_ABOUT = frozenset({"least", "at", "some", "about", "around", "nearly", "almost", "only", "than", "more", "over", "up"})
_DIGITS_OF_YEAR = 4
_NOT_BEFORE_YEARS = frozenset({"of", "to", "at", "between"})
_MEASURES = frozenset(
    ["years", "months", "weeks", "days", "hours", "minutes", "times", "km", "kilometres", "metres", "miles"]
)  # fmt: skip
_NO_NUMBER = frozenset(
    ["cost", "costs", "took", "takes", "gave", "gives", "lost", "loses", "left", "leaves", "reduced", "cut", "limited",
     "brought"]
)  # fmt: skip


def _listed_cue(w: Words, i: int) -> _Candidate:
    """A verb of the list that is read in its own manner elsewhere, before a number."""
    form = next((c.form for c in cues()[w.lows[i]] if not c.particles and c.act in {"says", "believes"}), "")
    return (i, Cue("says", "k", form, w.lows[i])) if form in {"s", "past", "base"} and i > 0 else None


def _number_cue(w: Words, i: int, frames: str) -> _Candidate:
    """Any verb that no list holds alone, before a number that somebody is sure to tell."""
    low = w.lows[i]
    if i < 1 or w.capital(i) or not low.isalpha() or low in CLOSED or low in _NO_NUMBER or is_listed(low):
        return None
    form = "past" if low in PAST or (finite(low) and not low.endswith("s")) else "s" if low.endswith("s") else "base"
    return i, Cue("says", frames, form, low)
