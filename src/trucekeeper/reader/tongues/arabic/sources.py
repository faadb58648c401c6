"""Phrases that name a source: `بحسب X`, `وفقا ل`, `علي حد قول`, `باعتراف`; and the clause that each is about."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.vocabulary import (
    BREAKS,
    COMMAS,
    CONTRAST,
    NEGATIONS,
    TOLD_OF,
    Span,
    is_relative,
    tells_day,
)
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.tables import bare, tongue
from trucekeeper.reader.tongues.telling import past_connectors
from trucekeeper.reader.words import Words


def opens_source(low: str) -> bool:
    """True for a word with which a phrase that names a source may begin."""
    phrases = tongue("ar").lists["according"]
    return low in _BEFORE_VIEWS or low in phrases or low[1:] in phrases or bare(low) in phrases


_BEFORE_VIEWS = frozenset({"علي", "وعلي", "في", "وفي", "ب"})


def source_at(w: Words, i: int) -> int | None:
    """Where the source begins, if a phrase such as `بحسب`, `وفقا ل`, `على حد قول`, `في رأي` stands at word i."""
    low = w.lows[i]
    after = w.lows[i + 1 : i + 3]
    k = None
    phrases = tongue("ar").lists["according"]
    if (low in phrases or low[1:] in phrases or bare(low) in phrases) and low != "حسبما":
        k = i + 1
        while k < len(w) and w.lows[k] in {"الي", "عن"}:
            k += 1
        if low in {"نقلا", "ونقلا"} and w.lows[k - 1] != "عن":
            return None
        if low in {"استنادا", "طبقا", "وفقا", "تبعا"} and k == i + 1 and not w.lows[k : k + 1][0:1]:
            return None
    elif low in {"علي", "وعلي"} and after[:1] == ["حد"] and after[1:2] and after[1] in HIS_SAYING:
        return i + 2
    elif (
        low in {"علي", "وعلي"}
        and w.lows[max(0, i - 2) : i] != ["بالقول", ","]
        and after[:1] in (["حد"], ["لسان"], ["ذمه"])
    ):
        k = i + (3 if after[0] == "حد" else 2)
    elif low in {"في", "وفي"} and after[:1] and bare(after[0]) in {"راي", "تقدير", "نظر", "روايه", "اعتقاد"}:
        k = i + 2
    elif low in {"في", "وفي", "ب"} and after[:1] and after[0] in _OUR_VIEWS:
        k = i + 1
    if k is None or k >= len(w) or w.lows[k] in BREAKS or w.lows[k] in {"ما", "لما"}:
        return None
    if w.lows[k] == "عد" and k + 1 < len(w) and w.lows[k + 1] not in BREAKS:
        return k + 1  # `وفق عد متطوعينا`: who counted
    if w.lows[k] in tongue("ar").cues and w.lows[k] not in {"كشف", "سجل", "عرض", "نشر"}:
        return None
    return k


def according(sentence: Sentence, w: Words, i: int, k: int) -> list[Attribution]:
    """`وفقا لX`, `بحسب X`, `على حد قول X`: X said what stands before, what stands behind the comma, or both."""
    end = k + 1 if w.lows[k] in HIS_SAYING else _source_ends(w, k)
    if end == k:
        return []
    if bare(w.lows[k]) in _TEXTS:
        return []  # `بموجب الاتفاق`, `وفق الاتفاق`: its terms, told by the author
    if bare(w.lows[k]) in _NEWS and w.lows[k + 1 : k + 2] and bare(w.lows[k + 1]) in _NOBODYS:
        return []  # `بحسب معلومات اوليه`
    attached = 1 if w.lows[k].startswith("ل") and w.lows[i] in {"وفقا", "طبقا", "ووفقا", "تبعا"} else 0
    speaker = (w.starts[k] + attached, w.ends[end - 1])
    act = "admits" if bare(w.lows[i]) in _ADMITTING or w.lows[i].lstrip("و") in _ADMITTING else "says"
    act = "reports" if w.lows[k - 1] == "عد" else act
    cue_end = w.ends[k] if w.lows[k] in _OUR_VIEWS | HIS_SAYING else w.ends[k - 1]
    cited = w.lows[i] in {"نقلا", "ونقلا"}
    that = end + 1 if end + 1 < len(w) and w.lows[end] == "," else end
    if cited and that < len(w) - 1 and w.lows[that] in tongue("ar").lists["that"]:
        words = (w.starts[that + 1], stop_of(w, sentence))  # `قال التلفزيون، نقلا عن مصدر، ان`
        return [Attribution(speaker, span_of(w, i, k), (words,), act, "according", "cited")]
    return [
        Attribution(speaker, (w.starts[i], cue_end), contents, act, "according", "cited" if cited else "according")
        for contents in words_about(sentence, w, i, past_relative(w, end))
    ]


_ADMITTING = frozenset({"باعتراف", "باقرار", "اعتراف", "اقرار"})
#: `علي حد قوله`: whoever spoke before.
HIS_SAYING = frozenset(noun + it for noun in ("قول", "تعبير", "وصف", "زعم") for it in ("ه", "ها", "هم"))
_OUR_VIEWS = frozenset({"تقديرنا", "راينا", "اعتقادنا", "تقديراتنا"})
_NEWS = frozenset({"معلومات", "انباء", "حصيله", "تقديرات"})
_NOBODYS = frozenset({"اوليه", "اولي", "متوفره", "متداوله"})
_TEXTS = frozenset({"جدول", "خطه", "برنامج", "شروط", "اتفاق", "بنود", "وثيقه", "معاهده", "قرار"})


def _source_ends(w: Words, k: int) -> int:
    end = k
    that = tongue("ar").lists["that"]
    while end < len(w) and w.lows[end] not in BREAKS and w.lows[end] not in that and end - k < 12:
        low = w.lows[end]
        if low in {"فقد", "فان", "قد", "الذي", "التي", "الذين", "عن", "الي"} or (end > k and low in tongue("ar").cues):
            break
        if end > k and (low[:1].isdigit() or is_relative(w, k, end) or bare(low) in tongue("ar").lists["according"]):
            break
        if end > k and (tells_day(low) or (low.startswith("ي") and low in tongue("ar").triggers)):
            break
        end += 1
    return end


def past_relative(w: Words, end: int) -> int:
    """Behind `الذي ...`, `نقل عنه موقع`, `حصلت عليه`: where the rest of the source's phrase ends."""
    end += w.lows[end : end + 1] == [","] and w.lows[end + 1 : end + 2] in (["الذي"], ["التي"], ["الذين"])
    opens = end < len(w) and (w.lows[end] in TOLD_OF or w.lows[end] in NEGATIONS or w.lows[end] in {"استنادا", "نقلا"})
    if end < len(w) and (opens or w.lows[end] in {"الذي", "التي", "الذين"} or w.lows[end] in tongue("ar").cues):
        while end < len(w) and w.lows[end] not in COMMAS:
            end += 1
    return end


def words_about(sentence: Sentence, w: Words, i: int, end: int) -> list[tuple[Span, ...]]:
    """The words about a phrase `i` to `end`: behind one that opens; before it, and behind it where they go on."""
    behind = end
    while behind < len(w) and w.lows[behind] in {",", "فقد", "فان", "قد", "-", "–"}:
        behind += 1
    rest = (w.starts[behind], stop_of(w, sentence)) if behind < len(w) - 1 else None
    opens = i == 0 or all(low in BREAKS or low in tongue("ar").lists["adverbs"] for low in w.lows[:i])
    if opens:
        return [(rest,)] if rest is not None and rest[1] > rest[0] else []
    begin, last = _clause_before(w, i), i - 1
    while last > begin and w.lows[last] in BREAKS:
        last -= 1
    if last < begin:
        return []
    before = (w.starts[begin], w.ends[last])
    if rest is None or rest[1] - rest[0] < 6 or _opens_another(w, behind):
        return [(before,)]
    comma = w.lows[end] == "," if end < len(w) else False
    if w.lows[behind] in {"الي", "عن"}:
        return [(rest,)]
    if comma and (w.lows[behind].startswith(("و", "ف")) or w.lows[behind] in {"اخرهم", "اخرها", "بينهم", "منهم"}):
        return [(before,), (rest,)]
    return [(before, rest)]


def _opens_another(w: Words, k: int) -> bool:
    """True where a contrast or a verb of saying begins a clause of its own."""
    if w.lows[k] in tongue("ar").cues or w.lows[k] in {"لكن", "ولكن", "اما", "واما"}:
        return True
    return w.lows[k] in CONTRAST and any(low in tongue("ar").cues for low in w.lows[k : k + 6])


def _clause_before(w: Words, i: int) -> int:
    """Where the words before `بحسب X` begin: without a comma before it the last clause, else the sentence."""
    if w.lows[i - 1] in BREAKS:
        stop = next((m for m in range(i - 2, 0, -1) if w.lows[m] in {";", ":"}), None)
        return stop + 1 if stop is not None else _behind_label(w)
    comma = next((m for m in range(i - 1, 0, -1) if w.lows[m] in COMMAS), None)
    return comma + 1 if comma is not None and i - comma > 3 else _behind_label(w)


def _behind_label(w: Words) -> int:
    return past_connectors(w)
