"""A verb of saying that no list has, told by what stands about it: a source, then `that` and a clause.

No list holds all verbs with which somebody is said to have said something; half of the listed ones taken away at
random, this finds a good part of their claims again (docs/measured-reading.md). Only who speaks must be known.
"""

from dataclasses import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.fronted import is_source
from trucekeeper.reader.tongues.arabic.going_on import at_participle, is_present
from trucekeeper.reader.tongues.arabic.subjects import is_addressee
from trucekeeper.reader.tongues.arabic.verbs import at_verb
from trucekeeper.reader.tongues.arabic.vocabulary import BREAKS, MASDAR, NEGATIONS, NOUN_BEHIND, leads, listed
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.tables import Cue, bare, saying, tongue
from trucekeeper.reader.words import Words

#: Words that take `that` and say nothing, and such as are no verb.
_NO_SAYING = listed("takes that")
#: Behind these a verb tells what has been done.
_HAS = frozenset({"قد", "فقد", "وقد"})
#: So many words stand at most between a verb and its `that`.
_REACH = 14
#: So many words has a speaker of whom nothing tells that he is one.
_SHORT = 5


def unlisted(sentence: Sentence, w: Words, found: list[Attribution]) -> list[Attribution]:
    """What verbs that no list has attribute in a sentence."""
    that = tongue("ar").lists["that"]
    made: list[Attribution] = []
    for m in range(1, len(w) - 2):
        if (w.lows[m] not in that and w.lows[m] != ":") or _is_taken(w, m, found):
            continue
        begin, end = _stretch(w, m)
        if (one := _participle(sentence, w, begin, m, found)) is not None:
            made.append(one)
            continue
        for v in _verbs(w, begin, end):
            one = at_verb(sentence, w, v, _cue(w, v), found + made)
            if one is not None and _is_said(w, begin, v, m, one):
                made.append(one)
                break
    made += _with_doings(sentence, w, found + made)
    for v in range(2, len(w) - 1):
        if _is_told_as(w, v) and not any(one.cue is not None and one.cue[1] == w.ends[v] for one in found):
            one = at_verb(sentence, w, v, _cue(w, v), found + made)
            if one is not None and one.shape == "before" and one.speaker is not None and _names(w, one):
                made.append(one)
    return made


def _with_doings(sentence: Sentence, w: Words, found: list[Attribution]) -> list[Attribution]:
    """`لوح قايد الفصيل بتعليق التبادل`: a source, and behind it what is to be done, in a noun of action."""
    made: list[Attribution] = []
    for m in range(2, len(w) - 2):
        low = w.lows[m]
        if not (low.startswith("ب") and len(low) > 3 and (low[1:] in MASDAR or low in _WITH_NOT)):
            continue
        begin = _clause_begins(w, m)
        first = next((n for n in range(begin, m) if w.lows[n] not in tongue("ar").lists["adverbs"] | NEGATIONS), m)
        if any(one.cue is not None and w.starts[begin] <= one.cue[0] <= w.starts[m] for one in found + made):
            continue
        if first >= m - 1 or not _may_be_verb(w, first) or _bare_verb(w.lows[first]) in _DOING:
            continue
        if is_source(w, first + 1, m) and m - first - 1 < _SHORT + 2:
            words = (w.starts[m], stop_of(w, sentence))
            who, cue = span_of(w, first + 1, m), span_of(w, first, first + 1)
            made.append(Attribution(who, cue, (words,), "says", w.lows[first], "after"))
    return made


def _bare_verb(low: str) -> str:
    """Without `و` or `ف`, the marks of the present and of the feminine: `وتقوم` and `قامت` are `قام` or `قوم`."""
    low = low[1:] if low[:1] in "وف" and len(low) > 3 else low
    low = low[1:] if low[:1] in "يتن" and len(low) > 3 else low
    return low.removesuffix("ت").removesuffix("وا").removesuffix("ون")


_WITH_NOT = frozenset({"بعدم", "بوجود", "بضروره"})
#: What is done with a noun of action and not said.
_DOING = listed("does with")


def _participle(sentence: Sentence, w: Words, begin: int, m: int, found: list[Attribution]) -> Attribution | None:
    """`..., مسترسلا بان`: a participle behind a comma goes on for whoever spoke, where `that` is near."""
    low = w.lows[begin].removeprefix("و")
    looks = low.startswith("م") and len(low) > 4 and low.endswith(("ا", "ه", "ين")) and low not in _NO_SAYING
    if not (looks and found and begin and w.lows[begin - 1] == "," and m - begin < 4) or _is_willed(w, m):
        return None
    return at_participle(sentence, w, begin, "says", found)


def _cue(w: Words, v: int) -> Cue:
    """What the list says of a verb that no rule could read where it stands; else that it says."""
    known = tongue("ar").cues.get(w.lows[v])
    return replace(known, needs="") if known is not None else Cue("says", w.lows[v])


def _is_told_as(w: Words, v: int) -> bool:
    """`وفق ما باح به عضو`, `حسبما ...`; `، يقسم عضو.`: a verb behind what it attributes."""
    low, before = w.lows[v], w.lows[v - 1]
    if not _may_be_verb(w, v):
        return False
    if before in {"ما", "لما"}:
        return leads(w.lows[v - 2])
    his = low.endswith(("ه", "ها", "هم", "هما"))  # `خرجت الدفعه، يرافقها الهلال الاحمر`
    return before in _AS or (before == "," and low[:1] in "يت" and not his and _ends_with_source(w, v + 1))


_AS = frozenset({"حسبما", "بحسبما", "مثلما", "وفقما", "ومثلما"})


def _ends_with_source(w: Words, first: int) -> bool:
    """True where a short phrase that names a source ends the sentence."""
    last = next((m for m in range(first, min(len(w), first + 8)) if w.lows[m] in BREAKS), len(w))
    ends = last == len(w) or w.lows[last] != ","  # `الروس، يقول احد اعضاء الوفد، قبلوا الطلب` goes on
    return ends and 0 < last - first < 8 and is_source(w, first, last)


def _names(w: Words, one: Attribution) -> bool:
    assert one.speaker is not None
    return is_source(w, w.at(one.speaker[0]), w.at(one.speaker[1]))


def _is_taken(w: Words, m: int, found: list[Attribution]) -> bool:
    """True where a listed word attributes what stands behind."""
    near = (w.starts[m], w.starts[m + 1])
    return any(part[0] in near for one in found for part in one.contents)


def _stretch(w: Words, m: int) -> tuple[int, int]:
    """The words in which the verb of a `that` stands: its clause, or the one before an aside between commas."""
    begin = _clause_begins(w, m)
    if m - begin > 1 or begin < _SHORT or w.lows[begin - 1] != ",":
        return begin, m
    opened = next((n for n in range(begin - 2, max(0, begin - _REACH), -1) if w.lows[n] in BREAKS), None)
    if opened is None or w.lows[opened] != ",":
        return begin, m
    return _clause_begins(w, opened), opened


def _clause_begins(w: Words, m: int) -> int:
    begin = m
    while begin > 0 and m - begin < _REACH and w.lows[begin - 1] not in BREAKS:
        begin -= 1
    return begin


def _verbs(w: Words, begin: int, m: int) -> list[int]:
    """Where the verb may stand: before `that` and whom it tells, behind `قد`, or where the clause begins."""
    last = m - 1
    while last > begin and (_is_told(w, last) or w.lows[last] == "الي"):
        last -= 1
    first = begin
    while first < last and (w.lows[first] in tongue("ar").lists["adverbs"] or w.lows[first] in NEGATIONS):
        first += 1
    done = next((v for v in range(begin + 1, last) if w.lows[v - 1] in _HAS), last)
    now = next((v for v in range(begin + 1, last) if is_present(w.lows[v])), last)
    return [v for v in dict.fromkeys((last, done, first, now)) if _may_be_verb(w, v)]


def _is_told(w: Words, n: int) -> bool:
    """`اسر لي`, `همس الينا`: nobody but a speaker tells us."""
    return is_addressee(w, n) or w.lows[n] in _TO_US


_TO_US = frozenset({"الينا", "اليه", "اليها", "اليهم", "امامنا", "معنا"})


def _may_be_verb(w: Words, v: int) -> bool:
    low = w.lows[v]
    known = tongue("ar")
    plain = low[1:] if low[:1] in "وف" and len(low) > 4 else low
    if len(plain) < 2 or not plain.isalpha() or plain.startswith(("ال", "بال", "لل", "كال")):
        return False
    if low in saying() or low in known.lists["subject ends"] or low in known.lists["adverbs"]:
        return False
    if {low, low[1:] if low[:1] in "وف" else low} & (_NO_SAYING | NOUN_BEHIND) or bare(plain) in MASDAR:
        return False
    if v and w.lows[v - 1] in NOUN_BEHIND:
        return False
    named = known.kind_of([plain]) != "other" or bool(known.country(plain))
    return not named or (v + 1 < len(w) and _is_told(w, v + 1))  # `اسر لي`, though `اسر` are families


def _is_said(w: Words, begin: int, v: int, m: int, one: Attribution) -> bool:
    """True where somebody who may speak says it, and it is what stands behind `that`."""
    if one.shape not in {"after", "shared"} or one.contents[0][0] not in {w.starts[m], w.starts[m + 1]}:
        return False
    if one.shape == "shared":
        return v <= begin + 1 and w.lows[v][:1] in "وف" and m - v < 3 and not _is_willed(w, m)
    if one.speaker is None:
        return False
    first, last = w.at(one.speaker[0]), w.at(one.speaker[1])
    return is_source(w, first, last) or _stands_where_he_would(w, begin, v, m, first, last)


def _stands_where_he_would(w: Words, begin: int, v: int, m: int, first: int, last: int) -> bool:
    """`وقال شاهدان ان`: a short phrase between the verb that begins the clause and `that` is somebody."""
    if any(_is_told(w, n) for n in range(v + 1, m)):
        return last - first < _SHORT
    near = (first == v + 1 and v <= begin + 1) or (last == v - 1 and w.lows[last] in _HAS)
    return (
        near
        and last - first < _SHORT
        and w.lows[m] != ":"
        and not _is_willed(w, m)
        and w.lows[m + 1] not in NEGATIONS
        and _NO_SAYING.isdisjoint(w.lows[v:m])
    )


def _is_willed(w: Words, m: int) -> bool:
    """`ان` before a verb of what is to be (`ان ينسحب`): that may be willed, tried or possible, and not said."""
    return w.lows[m] == "ان" and w.lows[m + 1][:1] in "يتن" and not w.lows[m - 1].startswith("الي")
