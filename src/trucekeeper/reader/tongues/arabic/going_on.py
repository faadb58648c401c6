"""Who goes on: participles (`محذرا من`), verbs without a subject, whoever was asked, and what points back."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.feelings import expressions, holds_noun
from trucekeeper.reader.tongues.arabic.fronted import WHICH, is_source
from trucekeeper.reader.tongues.arabic.silence import unnamed
from trucekeeper.reader.tongues.arabic.subjects import subject_behind
from trucekeeper.reader.tongues.arabic.vocabulary import BARE_THAT, BREAKS, MASDAR, NOUN_BEHIND, TOLD_AS, Span
from trucekeeper.reader.tongues.arabic.wording import past_manner
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.tables import Cue, bare, tongue, without_proclitics
from trucekeeper.reader.words import Words


def goes_on(w: Words, i: int, found: list[Attribution]) -> Span | None:
    """Who spoke before and goes on: whoever was asked (`سيل المحافظ فاقر`), else the outermost that was found."""
    if w.lows[i][:1] == "ف" and (asked := _asked_before(w, i)) is not None:
        return asked
    if not found:
        return _of_opening(w, i) or _before_its_verb(w, i)
    last = found[-1]
    for one in found[:-1]:
        if one.cue and last.cue and one.contents[0][0] <= last.cue[0] < one.contents[-1][1] and one.speaker is not None:
            return one.speaker if w.lows[i][:1] == "و" else last.speaker
    return last.speaker


def _of_opening(w: Words, i: int) -> Span | None:
    """`فقد هاجم عضو في الوفد هذا الشرط، وراي ان`: the source that the sentence's first verb has behind it."""
    known = tongue("ar")
    m = next((m for m in range(min(i, 4)) if w.lows[m] not in known.lists["adverbs"] | _AUXILIARY), None)
    if (
        m is None
        or m + 2 >= i
        or known.kind_of(w.lows[m + 1 : m + 2]) == "other"
        or known.kind_of(w.lows[m : m + 1]) != "other"
    ):
        return None
    subject = subject_behind(w, m + 1, Cue("says", ""))
    return span_of(w, *subject) if subject is not None and subject[1] <= i else None


def _before_its_verb(w: Words, i: int) -> Span | None:
    """`كتايب القسام توجل التسليم، وتعزو التاجيل الي`: the source with which the sentence begins, before its verb."""
    if w.lows[i][:1] != "و" or w.lows[i - 1] != ",":
        return None
    first = next((m for m in range(min(i, 4)) if w.lows[m].isalpha()), i)
    verb = next((m for m in range(first + 1, min(i, first + 9)) if is_present(w.lows[m])), None)
    if verb is None or not BREAKS.isdisjoint(w.lows[first:verb]) or not is_source(w, first, verb):
        return None
    return span_of(w, first, verb)


def is_present(low: str) -> bool:
    """True for what looks like a verb of the present: `توجل`, `ينفي`; no noun of action, no name."""
    known = tongue("ar")
    looks = low[:1] in "يت" and len(low) > 3 and not low.endswith(("ه", "ات"))
    return looks and low not in MASDAR and known.kind_of([low]) == "other" and not known.country(low)


_AUXILIARY = frozenset({"فقد", "وقد", "قد", "وكان", "كان", "وكانت", "كانت", "كما", "و"})
_ASKED = frozenset({"سيل", "وسيل", "سيلت", "وسيلت", "سالنا", "وسالنا", "سالت", "وسالت", "سال", "وسال"})


def who_is_asked(w: Words) -> Span | None:
    """Whom a sentence that opens with a question put to somebody names: he answers in the next."""
    return _asked_before(w, len(w)) if w.lows and w.lows[0] in _ASKED else None


def _asked_before(w: Words, i: int) -> Span | None:
    """Who is asked earlier in the sentence."""
    m = next((m for m in range(i - 1, -1, -1) if w.lows[m] in _ASKED), None)
    if m is None:
        return None
    end = next((n for n in range(m + 1, i) if w.lows[n] in {"عن", "حول", "بشان", ",", "ان", "هل", "لماذا"}), i)
    return span_of(w, m + 1, end) if end > m + 1 else None


def at_participle(sentence: Sentence, w: Words, i: int, act: str, found: list[Attribution]) -> Attribution | None:
    """`..., محذرا من`, `قايلا ان`: the subject of the clause goes on."""
    if unnamed(w, i + 1) or (w.lows[i].endswith("ه") and w.lows[i - 1 : i] and w.lows[i - 1] in NOUN_BEHIND):
        return None  # `عودته الي مقره`: no participle
    if i == 0 or (w.lows[i].startswith("محمل") and not any("مسوولي" in low for low in w.lows[i + 1 : i + 8])):
        return None  # `شاحنه محمله`
    cue = Cue(act, "قايلا", takes=("من", "الي", "علي", "ب", "عن", "في"))
    stem = w.lows[i].removeprefix("و")[:-1]
    direct = act not in {"says"} or stem in _DIRECT_SAYING or (stem in _POINTING and _points_to(w, i + 1))
    if w.lows[i].removeprefix("و").startswith("ملقي"):
        blame = next((m for m in range(i + 1, min(len(w) - 2, i + 4)) if w.lows[m] in _BLAME), None)
        speaker = found[-1].speaker if found else None
        if blame is None or speaker is None:
            return None
        words = ((w.starts[blame + 1], stop_of(w, sentence)),)
        return Attribution(speaker, span_of(w, i, blame + 1), words, act, "قايلا", "shared")
    that = next((m for m in range(i + 1, min(len(w) - 1, i + 7)) if w.lows[m] in tongue("ar").lists["that"]), None)
    if w.lows[i].removeprefix("و").startswith(("معرب", "مبدي", "معبر")) and that is None:
        return _feeling(sentence, w, i, found[-1].speaker if found else _of_clause(w, i, cue) or _of_opening(w, i))
    at = past_manner(w, i + 1)
    if direct and w.lows[at : at + 1] == ["ذلك"] and at < len(w) - 2 and w.lows[at + 1] not in BREAKS:
        at += 1  # `معللا ذلك بغياب الضمانات`
    start = (
        that + (w.lows[that] in BARE_THAT)
        if that is not None
        else at
        if direct or w.lows[i + 1 : i + 2] == [":"]
        else None
    )
    speaker = found[-1].speaker if found else _of_clause(w, i, cue) or _of_opening(w, i)
    if start is None or start >= len(w) - 1 or speaker is None or w.lows[start] in {",", "."}:
        return None
    if found and found[-1].contents[0][0] == w.starts[start]:
        return None  # `اردف قايلا`: of the verb before it
    return Attribution(
        speaker, (w.starts[i], w.ends[i]), ((w.starts[start], stop_of(w, sentence)),), act, "قايلا", "shared"
    )


def _feeling(sentence: Sentence, w: Words, i: int, speaker: Span | None) -> Attribution | None:
    """`معربا عن تفاوله بتمديد الهدنه`: the noun says what is felt."""
    for m in range(i + 1, min(len(w) - 1, i + 4)):
        for act, nouns in expressions().items():
            if speaker is not None and holds_noun(w.lows[m], nouns):
                words = (w.starts[m], stop_of(w, sentence))
                return Attribution(speaker, (w.starts[i], w.ends[i]), (words,), act, "عبر", "shared")
    return None


#: Participles that point at a noun: `مشيرا الي وجود جرحي`, `لافتا لعدم دخول قافله`, `كاشفا عن بند`.
_POINTING = frozenset({"مشير", "لافت", "منوه", "ملمح", "كاشف", "متحدث", "معلن"})


def _points_to(w: Words, k: int) -> bool:
    """True where a preposition or a noun of action stands behind the participle."""
    if k >= len(w) - 2:
        return False
    return w.lows[k] in {"الي", "عن"} or bare(without_proclitics(w.lows[k])) in MASDAR or bare(w.lows[k]) in MASDAR


#: Participles whose words need no `ان`: `معللا ذلك بغياب الضمانات`.
_DIRECT_SAYING = frozenset({"معلل", "مبرر", "عازي", "مفسر", "مرجع", "ناسب", "واصف", "معتبر", "عاد", "مسوغ", "مقدر"})
_BLAME = frozenset({"اللوم", "باللوم", "اللايمه", "باللايمه", "المسووليه", "بالمسووليه"})


def _of_clause(w: Words, i: int, cue: Cue) -> Span | None:
    """The subject of the verb that opens the sentence, for a participle that goes on with it."""
    known = tongue("ar")
    for m in range(min(i, 6)):
        low = w.lows[m].lstrip("وف")
        if low in known.triggers or w.lows[m] in known.triggers:
            subject = subject_behind(w, m + 1, Cue("says", ""))
            return span_of(w, *subject) if subject is not None and subject[1] <= i else None
    return None


def points_back(w: Words, i: int, cue: Cue) -> tuple[Span, str] | None:
    """`وهو وصف رفضته الدوحه`, `الخبر اكده مسوول`, `هذا ما قاله X`, `هكذا يقول X`: the words stand before."""
    begin = i
    while begin > 0 and w.lows[begin - 1] not in BREAKS and i - begin < 7:
        begin -= 1
    lead = w.lows[begin:i]
    if lead[-1:] in (["هكذا"], ["وهكذا"]) or lead[:2] in (["هذا", "ما"], ["وهذا", "ما"], ["وهو", "ما"], ["ذلك", "ما"]):
        return span_of(w, begin, i), "taken" if cue.act in {"denies", "confirms"} else "retold"
    if cue.object_in_it and (lead[:1] in (["وهو"], ["وهي"], ["هو"], ["هي"]) or lead == ["الامر", "الذي"]):
        return span_of(w, begin, i), "taken"
    told = w.lows[i + 1 : i + 2] and w.lows[i + 1] in _OF_IT and cue.act in {"says", "reports"}
    if told and 0 < len(lead) < 6 and lead[-1] not in TOLD_AS and lead[0] not in tongue("ar").lists["that"] | WHICH:
        return span_of(w, begin, i), "after"  # `اشتباكات افاد بها سكان الحي`
    if cue.object_in_it and len(lead) == 1 and lead[0] in {"الخبر", "النبا", "الانباء", "المعلومات"}:
        return span_of(w, begin, i), "after"
    return None


_OF_IT = frozenset({"بها", "به", "بهم", "عنها", "عنه", "عنهم", "اليها", "اليه"})
