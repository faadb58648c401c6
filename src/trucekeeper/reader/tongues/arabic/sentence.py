"""All attributions of one Arabic sentence, parted where one ends and the next begins; and its headline."""

import re
from functools import lru_cache

from msgspec.structs import replace as remade

from trucekeeper.reader.attribution import Attribution, sound
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.fronted import READY, at_ready, is_source
from trucekeeper.reader.tongues.arabic.going_on import at_participle
from trucekeeper.reader.tongues.arabic.nouns import (
    IN_A_TEXT,
    LEARNT,
    at_noun,
    each_other,
    in_document,
    learnt,
    names_saying,
    went_on_to,
)
from trucekeeper.reader.tongues.arabic.sources import according, opens_source, source_at
from trucekeeper.reader.tongues.arabic.unlisted import unlisted
from trucekeeper.reader.tongues.arabic.verbs import at_verb, of_source
from trucekeeper.reader.tongues.arabic.vocabulary import (
    ADVERBIALS,
    BARE_THAT,
    BREAKS,
    CONTRAST,
    HE_THAT,
    NOUN_BEHIND,
    WITNESS,
    Span,
    is_joined,
    that_follows,
)
from trucekeeper.reader.tongues.posts import post_teller
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.tables import Cue, bare, saying, tongue
from trucekeeper.reader.words import Words


def attributions(sentence: Sentence, w: Words, quotes: list[Span]) -> list[Attribution]:
    """All attributions of one sentence, in the order of their cues."""
    known = tongue("ar")
    found: list[Attribution] = []
    for i, low in enumerate(w.lows):
        if not _may_say(low):
            continue
        made: list[Attribution] = []
        source = source_at(w, i)
        if source is not None:
            made = [_passing(w, i, one, found) for one in according(sentence, w, i, source)]
        elif low in LEARNT and (one := learnt(sentence, w, i)) is not None:
            made = [one]
        elif (low in IN_A_TEXT and w.lows[i + 1 : i + 2] == ["في"]) or low in {"تبادل", "وتبادل"}:
            one = in_document(sentence, w, i) or each_other(sentence, w, i)
            made = [one] if one is not None else []
        elif (act := saying().get(low)) is not None:
            one = at_participle(sentence, w, i, act, found)
            made = [one] if one is not None else []
        elif low in _BY_THEIR_PLACE and (one := _by_its_place(sentence, w, i, found)) is not None:
            made = [one]
        elif (cue := known.cues.get(low)) is not None and not _is_noun(w, i):
            one = at_verb(sentence, w, i, cue, found)
            made = [one] if one is not None else []
        elif (one := went_on_to(sentence, w, i, found)) is not None or (
            one := at_noun(sentence, w, i, found)
        ) is not None:
            made = [one]
        found += made
    found = _in_order(found, unlisted(sentence, w, found))
    if sentence.headline and sentence.paragraph <= 1:  # a report's own headline attributes by `Name:` and by clauses
        that = known.lists["that"]
        found = [
            one for one in found if {w.lows[w.at(one.contents[0][0]) - 1], w.lows[w.at(one.contents[0][0])]} & that
        ]
    one = _headline(sentence, w)
    if one is not None and _only_where(w, one, found):
        one = None
    if one is not None and not any(that_follows(w, w.at(f.cue[1])) for f in found if f.cue):
        found = [one]
    found = [g for f in found for g in (f, *_likewise(w, f))]
    return [one for one in _parted(w, found) if sound(w.text, one)]


def _in_order(found: list[Attribution], more: list[Attribution]) -> list[Attribution]:
    """Attributions by the place of their cue."""
    return sorted(found + more, key=lambda one: one.cue[0] if one.cue is not None else 0) if more else found


@lru_cache(maxsize=20_000)
def _may_say(low: str) -> bool:
    """True for a word that may say who said what; most words do not."""
    known = tongue("ar")
    verbs = low in known.cues or low in saying() or low in _BY_THEIR_PLACE
    return verbs or low in LEARNT or low in IN_A_TEXT or low.endswith("تبادل") or opens_source(low) or names_saying(low)


def _passing(w: Words, i: int, one: Attribution, found: list[Attribution]) -> Attribution:
    """`قالت الرئيسه: "...", بحسب وكاله X`: an outlet behind what somebody else is said to say passes it on."""
    last = found[-1] if found else None
    if (
        last is None
        or last.cue is None
        or last.shape != "after"
        or one.speaker is None
        or one.contents[0][1] > w.starts[i]
    ):
        return one
    outlet = tongue("ar").kind_of(w.lows[w.at(one.speaker[0]) : w.at(one.speaker[1])][:2]) == "media"
    if not outlet or not last.contents[0][0] <= one.contents[0][0] < last.contents[-1][1]:
        return one
    begin = min(last.cue[0], last.speaker[0] if last.speaker is not None else last.cue[0])
    return remade(one, contents=((begin, one.contents[0][1]),), shape="before")


#: `بين` without its doubling sign is `between` too.
_MADE_CLEAR = frozenset({"بين", "وبين", "فبين", "بينت", "وبينت", "فبينت"})
_BY_THEIR_PLACE = _MADE_CLEAR | READY | {"الذي", "التي", "الذين"}


def _by_its_place(sentence: Sentence, w: Words, i: int, found: list[Attribution]) -> Attribution | None:
    """What words say that are no verbs of saying elsewhere: `بين`, `مستعد`, `الذي` behind a source."""
    if w.lows[i] in READY:
        return at_ready(sentence, w, i)
    return _made_clear(sentence, w, i, found) if w.lows[i] in _MADE_CLEAR else of_source(sentence, w, i, found)


def _made_clear(sentence: Sentence, w: Words, i: int, found: list[Attribution]) -> Attribution | None:
    """`وبين المحافظ ان`: made clear, where a source and then `ان` follow; what stands between two has an `and`."""
    that = next((m for m in range(i + 2, min(len(w) - 1, i + 9)) if w.lows[m] in BARE_THAT), None)
    if that is None or not (i == 0 or w.lows[i - 1] in BREAKS or w.lows[i][:1] in "وف"):
        return None
    between = w.lows[i + 1 : that]
    if not BREAKS.isdisjoint(between) or any(
        low[:1] == "و" and tongue("ar").kind_of([low]) == "other" for low in between
    ):
        return None
    return at_verb(sentence, w, i, Cue("says", "بين"), found) if is_source(w, i + 1, that) else None


def _likewise(w: Words, one: Attribution) -> list[Attribution]:
    """`الدوحه تامل تمديد الهدنه، وكذلك واشنطن`: another speaker of the same words."""
    first = w.at(one.contents[0][0])
    comma = next((m for m in range(first, len(w) - 2) if w.lows[m] == "," and w.lows[m + 1] in _ALSO), None)
    if comma is None or one.speaker is None or one.shape != "after":
        return []
    end = comma + 2
    while end < len(w) and w.lows[end] not in BREAKS:
        end += 1
    if not 0 < end - comma - 2 < 5:
        return []
    words = ((one.contents[0][0], w.ends[comma - 1]),)
    return [remade(one, speaker=span_of(w, comma + 2, end), contents=words, shape="gapped")]


_ALSO = frozenset({"وكذلك", "وكذا", "ومثلها", "ومثله"})


def _is_noun(w: Words, i: int) -> bool:
    low = w.lows[i]
    before = w.lows[i - 1] if i else ""
    if low in {"امر", "امرا"} and not any(one.startswith("ب") and len(one) > 3 for one in w.lows[i + 1 : i + 9]):
        return "ان" not in w.lows[i + 1 : i + 9]  # `حدث امر طاري`
    if (low == "حذر" and before in _CALM) or (low in WITNESS and before in tongue("ar").cues):
        return True
    if low in ADVERBIALS or before in {"اذا", "لو", "ريثما", "حالما", "عدم", "يشا", "كشف", "دون", "يتم", "تم", "جري"}:
        return True
    if bare(before) in tongue("ar").lists["according"] and low in {"كشف", "سجل", "عرض", "نشر", "عد"}:
        return True
    if w.lows[max(0, i - 2) : i] in (["الامر", "الذي"], ["الشيء", "الذي"]):
        return False  # `الامر الذي رفضته الجماعه`
    return before in NOUN_BEHIND


#: `هدوء حذر`: a wary calm.
_CALM = frozenset({"هدوء", "هدوءا", "تفاءل", "ترحيب", "موقف", "بشكل", "سلام", "استقرار"})


def _headline(sentence: Sentence, w: Words) -> Attribution | None:
    """`موسكو: المسلحون خرقوا الهدنه`; a bare country or place is a topic and says nothing."""
    colon = next((m for m in range(1, min(len(w), 9)) if w.lows[m] == ":"), None)
    if colon is None or colon + 2 >= len(w):
        return None
    known = tongue("ar")
    first = next((m + 1 for m in range(colon - 1, 0, -1) if w.lows[m] == "|"), 0)  # `عاجل | الدفاع المدني: ...`
    lows = w.lows[first:colon]
    outlet = bool(lows) and all(low.isascii() and low.isalpha() for low in lows)  # `Reuters: ...`
    says = not known.cues.keys().isdisjoint(lows)
    if not says and (posted := post_teller(lows)) is not None and not (sentence.headline and sentence.paragraph <= 1):
        words = (w.starts[colon + 1], stop_of(w, sentence))
        return Attribution(
            span_of(w, first + posted[0], first + posted[1]),
            (w.starts[colon], w.ends[colon]),
            (words,),
            "says",
            ":",
            "label",
        )
    if not lows or (known.kind_of(lows) == "other" and not outlet and not any(known.country(low) for low in lows)):
        return None
    if "بالقول" in lows or (len(lows) == 1 and bare(lows[0]) in _TOPICS) or not known.cues.keys().isdisjoint(lows):
        return None
    if lows[0] in tongue("ar").lists["subject ends"] or lows[0] in NOUN_BEHIND or lows[0] in {"بين", "حول", "بشان"}:
        return None  # `من الزبداني الي بيروت: يوم طويل`
    words = (w.starts[colon + 1], stop_of(w, sentence))
    return Attribution(span_of(w, first, colon), (w.starts[colon], w.ends[colon]), (words,), "says", ":", "headline")


def _only_where(w: Words, label: Attribution, found: list[Attribution]) -> bool:
    """`الدوحه: رييس الوزراء يعبر عن`: behind the colon stands who speaks, and his verb; before it where."""
    assert label.speaker is not None
    first = label.contents[0][0]
    alone = w.at(label.speaker[1]) - w.at(label.speaker[0]) == 1
    return alone and any(one.speaker is not None and one.speaker[0] == first for one in found)


_TOPICS = frozenset({"يمن", "سودان", "سوريا", "سوريه", "لبنان", "عراق", "ليبيا", "فلسطين", "اوكرانيا", "غزه", "مصر"})


def _begins(w: Words, one: Attribution) -> int:
    """The word at which an attribution's own clause begins, with the contrast or comma that opens it."""
    assert one.cue is not None
    start = one.cue[0]
    if one.speaker is not None and one.shape == "after":
        start = min(start, one.speaker[0])
    k = w.at(start)
    n = k
    while n > 0 and k - n < 4 and w.lows[n - 1] not in BREAKS:
        n -= 1
        if w.lows[n] in CONTRAST or w.lows[n] == "حين":
            return n - 1 if w.lows[n] in {"حين"} and n > 0 and w.lows[n - 1] in {"في", "وفي"} else n
    return k


def _parted(w: Words, found: list[Attribution]) -> list[Attribution]:
    """The words of each end where the next attribution beside it begins (`..., واضاف ان`, `بينما تقول`)."""
    made: list[Attribution] = []
    for n, one in enumerate(found):
        contents = one.contents
        for other in found[n + 1 :]:
            assert other.cue is not None
            if other.shape == "gapped" and other.speaker is not None and contents[0][1] > other.speaker[0]:
                contents = other.contents if contents[0][0] == other.contents[0][0] else contents
            if other.cue == one.cue or other.shape == "cited":
                continue
            k = _begins(w, other)
            start = w.starts[k]
            if other.shape in {"taken", "retold"}:
                start, beside = other.contents[0][0], True
            elif other.shape in {"before", "according"}:
                first = other.contents[0]
                start = first[1] if first[0] <= contents[0][0] else first[0]
                beside = first[0] > contents[0][0] or other.shape == "before"
                if other.shape == "according" and not beside:
                    continue
            else:
                cue = w.lows[w.at(other.cue[0])]
                beside = (
                    is_joined(cue)
                    or (k > 0 and w.lows[k - 1] in {",", ";"})
                    or w.lows[k] in CONTRAST
                    or w.lows[k] in {"في", "وفي"}
                    or (other.shape == "shared" and w.lows[max(0, w.at(other.cue[0]) - 1)] not in HE_THAT)
                )
            if beside and contents[0][0] < start < contents[0][1]:
                text = w.text[contents[0][0] : start].rstrip(" ،,;؛")
                text = re.sub(r"[\s,]+(?:و?لكن(?:ه|ها|هم)?|ثم|كما|قد|وقد|وكان|وكانت|غير ان|الا ان)$", "", text)
                contents = ((contents[0][0], contents[0][0] + len(text)),)
        if contents[0][1] > contents[0][0]:
            made.append(remade(one, contents=contents))
    return made
