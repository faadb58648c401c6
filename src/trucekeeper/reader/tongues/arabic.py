"""Who is said to have said what in Arabic: the verb first, then who, then `that` and the words; or who, then the verb.

Works on folded text. A subject ends where `ان`, a preposition of the verb or a word of time begins, and where what is
said begins (`نفت الجبهه علمها`); where the verb has none behind it, it stands before it, or is whoever
spoke last (`واضاف ان`). A phrase (`بحسب`, `على حد قول`) names whose the clause before it is.
"""

import re
from dataclasses import replace

from msgspec.structs import replace as remade

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.time_words import grammar
from trucekeeper.reader.tongues.tables import Cue, bare, saying, tongue, without_proclitics
from trucekeeper.reader.words import Words

Span = tuple[int, int]


def _listed(section: str) -> frozenset[str]:
    return frozenset(word for line in sections("ar_words.txt")[section] for word in line.split())


_BREAKS = frozenset({",", ";", ":", ".", "!", "?", "«", "»", '"', "“", "”", "(", ")", "-", "–", "—", "|"})
_COMMAS = frozenset({",", ";", ":", "-", "–", "—", "|"})
_QUOTES = frozenset({"«", '"', "“"})
_OPEN = _listed("open nouns")
_MASDAR = _listed("actions")
_THINGS = _listed("things")
_COUNTS = _listed("counts")
#: Verbs that attribute a noun of action without `ان`.
_ANNOUNCING = frozenset(
    {"اعلن", "عرض", "نشر", "رصد", "وثق", "سجل", "توقع", "امل", "ذكر", "شاهد", "قدر", "بث", "اقترح", "تبني"}
)
#: Verbs of saying whose words stand right behind the subject.
_DIRECT = frozenset(
    {
        "اعتبر",
        "عد",
        "برر",
        "سوغ",
        "علل",
        "فسر",
        "شكا",
        "استبعد",
        "قدر",
        "عزا",
        "ارجع",
        "نسب",
        "اورد",
        "شرح",
        "وصف",
        "حمل",
    }
)
_IN_A_TEXT = frozenset({"جاء", "وجاء", "جاءت", "وجاءت", "ورد", "وورد", "وردت"})
_ALL = frozenset({"جميع", "كل", "كافه", "الاطراف", "الطرفين", "الجانبين", "كلا"})
_CAN_STAND_ALONE = frozenset(
    ["accuses", "denies", "demands", "shows", "reports", "confirms", "positions", "agrees", "predicts", "admits",
     "promises", "orders", "warns", "claims_responsibility"]
)  # fmt: skip
_OCCASIONS = _listed("occasions")
_NEGATIONS = frozenset({"لم", "لا", "لن", "ولم", "ولا", "ولن", "فلم", "فلا", "ما", "وما"})
_TOLD_AS = frozenset({"ما", "كما", "حسبما", "لما", "بحسبما", "مثلما", "وفقما", "ومثلما"})
#: Third person singulars that name nobody: `it is expected that`.
_IMPERSONAL = frozenset(
    ["يتوقع", "يرجح", "ينتظر", "يعتقد", "يفترض", "يظن", "يقدر", "يخشي", "يذكر", "يقال", "يشار", "يحتمل", "يومل", "يامل"]
)
_CONTRAST = frozenset({"بينما", "فيما", "لكن", "ولكن", "غير", "الا", "اما", "واما", "حين", "كما", "ثم"})


def attributions(sentence: Sentence, w: Words, quotes: list[Span]) -> list[Attribution]:
    """All attributions of one sentence, in the order of their cues."""
    known = tongue("ar")
    found: list[Attribution] = []
    for i, low in enumerate(w.lows):
        made: list[Attribution] = []
        source = _source_at(w, i)
        if source is not None:
            made = _according(sentence, w, i, source)
        elif low in _LEARNT and (one := _learnt(sentence, w, i)) is not None:
            made = [one]
        elif (low in _IN_A_TEXT and w.lows[i + 1 : i + 2] == ["في"]) or low in {"تبادل", "وتبادل"}:
            one = _in_document(sentence, w, i) or _each_other(sentence, w, i)
            made = [one] if one is not None else []
        elif (act := saying().get(low)) is not None:
            one = _at_participle(sentence, w, i, act, found)
            made = [one] if one is not None else []
        elif (cue := known.cues.get(low)) is not None and not _is_noun(w, i):
            one = _at_verb(sentence, w, i, cue, found)
            made = [one] if one is not None else []
        elif (one := _went_on_to(sentence, w, i, found)) is not None or (one := _at_noun(sentence, w, i)) is not None:
            made = [one]
        found += made
    if sentence.headline and sentence.paragraph <= 1:  # a report's own headline attributes by `Name:` and by clauses
        that = known.lists["that"]
        found = [
            one for one in found if {w.lows[w.at(one.contents[0][0]) - 1], w.lows[w.at(one.contents[0][0])]} & that
        ]
    if (one := _headline(sentence, w)) is not None and not any(
        _that_follows(w, w.at(f.cue[1])) for f in found if f.cue
    ):
        found = [one]
    return _parted(w, [g for f in found for g in (f, *_likewise(w, f))])


def _likewise(w: Words, one: Attribution) -> list[Attribution]:
    """`الدوحه تامل تمديد الهدنه، وكذلك واشنطن`: another speaker of the same words."""
    first = w.at(one.contents[0][0])
    comma = next((m for m in range(first, len(w) - 2) if w.lows[m] == "," and w.lows[m + 1] in _ALSO), None)
    if comma is None or one.speaker is None or one.shape != "after":
        return []
    end = comma + 2
    while end < len(w) and w.lows[end] not in _BREAKS:
        end += 1
    if not 0 < end - comma - 2 < 5:
        return []
    words = ((one.contents[0][0], w.ends[comma - 1]),)
    return [remade(one, speaker=_span(w, comma + 2, end), contents=words, shape="gapped")]


_ALSO = frozenset({"وكذلك", "وكذا", "ومثلها", "ومثله"})


def _is_noun(w: Words, i: int) -> bool:
    low = w.lows[i]
    before = w.lows[i - 1] if i else ""
    if low == "حذر" and before in _CALM:
        return True
    if low in _ADVERBIALS or before in {"اذا", "لو", "ريثما", "حالما", "عدم", "يشا", "كشف", "دون", "يتم", "تم", "جري"}:
        return True
    if bare(before) in tongue("ar").lists["according"] and low in {"كشف", "سجل", "عرض", "نشر"}:
        return True
    if w.lows[max(0, i - 2) : i] in (["الامر", "الذي"], ["الشيء", "الذي"]):
        return False  # `الامر الذي رفضته الجماعه`
    return before in _NOUN_BEHIND


#: `هدوء حذر`: a wary calm.
_CALM = frozenset({"هدوء", "هدوءا", "تفاءل", "ترحيب", "موقف", "بشكل", "سلام", "استقرار"})
#: Prepositions, and relative pronouns: behind these no verb of saying begins a clause of the author's.
_NOUN_BEHIND = frozenset(
    ["في", "من", "الي", "علي", "عن", "بعد", "قبل", "اي", "كل", "دون", "منذ", "خلال", "رغم", "نحو", "الذي", "التي",
     "الذين", "اللذين", "اللتين"]
)  # fmt: skip


_ADVERBIALS = _listed("adverbials")


def _span(w: Words, first: int, end: int) -> Span:
    return w.starts[first], w.ends[end - 1]


def _stop(w: Words, sentence: Sentence) -> int:
    stop = sentence.end
    while stop > sentence.start and w.text[stop - 1] in " .!?؟;:،,\n":
        stop -= 1
    return stop


# --- phrases that name a source ---------------------------------------------------------------------------------------


def _source_at(w: Words, i: int) -> int | None:
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
    if k is None or k >= len(w) or w.lows[k] in _BREAKS or w.lows[k] in {"ما", "لما"}:
        return None
    if w.lows[k] in tongue("ar").cues and w.lows[k] not in {"كشف", "سجل", "عرض", "نشر"}:
        return None
    return k


def _according(sentence: Sentence, w: Words, i: int, k: int) -> list[Attribution]:
    """`وفقا لX`, `بحسب X`, `على حد قول X`: X said what stands before, what stands behind the comma, or both."""
    end = _source_ends(w, k)
    if end == k:
        return []
    if bare(w.lows[k]) in _TEXTS:
        return []  # `بموجب الاتفاق`, `وفق الاتفاق`: its terms, told by the author
    attached = 1 if w.lows[k].startswith("ل") and w.lows[i] in {"وفقا", "طبقا", "ووفقا", "تبعا"} else 0
    speaker = (w.starts[k] + attached, w.ends[end - 1])
    act = "admits" if bare(w.lows[i]) in _ADMITTING or w.lows[i].lstrip("و") in _ADMITTING else "says"
    cue_end = w.ends[k] if w.lows[k] in _OUR_VIEWS else w.ends[k - 1]
    cited = w.lows[i] in {"نقلا", "ونقلا"}
    that = end + 1 if end + 1 < len(w) and w.lows[end] == "," else end
    if cited and that < len(w) - 1 and w.lows[that] in tongue("ar").lists["that"]:
        words = (w.starts[that + 1], _stop(w, sentence))  # `قال التلفزيون، نقلا عن مصدر، ان`
        return [Attribution(speaker, _span(w, i, k), (words,), act, "according", "cited")]
    return [
        Attribution(speaker, (w.starts[i], cue_end), contents, act, "according", "cited" if cited else "according")
        for contents in _about(sentence, w, i, _past_relative(w, end))
    ]


_ADMITTING = frozenset({"باعتراف", "باقرار", "اعتراف", "اقرار"})
_OUR_VIEWS = frozenset({"تقديرنا", "راينا", "اعتقادنا", "تقديراتنا"})
_TEXTS = frozenset({"جدول", "خطه", "برنامج", "شروط", "اتفاق", "بنود", "وثيقه", "معاهده", "قرار"})


def _source_ends(w: Words, k: int) -> int:
    end = k
    that = tongue("ar").lists["that"]
    while end < len(w) and w.lows[end] not in _BREAKS and w.lows[end] not in that and end - k < 12:
        low = w.lows[end]
        if low in {"فقد", "فان", "قد", "الذي", "التي", "الذين", "عن", "الي"} or (end > k and low in tongue("ar").cues):
            break
        if end > k and _is_relative(w, k, end):
            break
        if end > k and (tells_day(low) or (low.startswith("ي") and low in tongue("ar").triggers)):
            break
        end += 1
    return end


def _past_relative(w: Words, end: int) -> int:
    """Behind `الذي ...`, `نقل عنه موقع`, `حصلت عليه`: where the rest of the source's phrase ends."""
    opens = end < len(w) and (w.lows[end] in _TOLD_OF or w.lows[end] in _NEGATIONS)
    if end < len(w) and (opens or w.lows[end] in {"الذي", "التي", "الذين"} or w.lows[end] in tongue("ar").cues):
        while end < len(w) and w.lows[end] not in _COMMAS:
            end += 1
    return end


def _about(sentence: Sentence, w: Words, i: int, end: int) -> list[tuple[Span, ...]]:
    """The words about a phrase `i` to `end`: behind one that opens; before it, and behind it where they go on."""
    behind = end
    while behind < len(w) and w.lows[behind] in {",", "فقد", "فان", "قد", "-", "–"}:
        behind += 1
    rest = (w.starts[behind], _stop(w, sentence)) if behind < len(w) - 1 else None
    opens = i == 0 or all(low in _BREAKS or low in tongue("ar").lists["adverbs"] for low in w.lows[:i])
    if opens:
        return [(rest,)] if rest is not None and rest[1] > rest[0] else []
    begin, last = _clause_before(w, i), i - 1
    while last > begin and w.lows[last] in _BREAKS:
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
    return w.lows[k] in _CONTRAST and any(low in tongue("ar").cues for low in w.lows[k : k + 6])


def _clause_before(w: Words, i: int) -> int:
    """Where the words before `بحسب X` begin: without a comma before it the last clause, else the sentence."""
    if w.lows[i - 1] in _BREAKS:
        stop = next((m for m in range(i - 2, 0, -1) if w.lows[m] in {";", ":"}), None)
        return stop + 1 if stop is not None else _behind_label(w)
    comma = next((m for m in range(i - 1, 0, -1) if w.lows[m] in _COMMAS), None)
    return comma + 1 if comma is not None and i - comma > 3 else _behind_label(w)


def _behind_label(w: Words) -> int:
    return 0


# --- verbs ------------------------------------------------------------------------------------------------------------


def _at_verb(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    known = tongue("ar")
    negated = i > 0 and w.lows[i - 1] in _NEGATIONS and w.lows[i - 1] not in {"ما", "وما"}
    if cue.verb == "استبعد":
        cue, negated = (replace(cue, act="says"), False) if negated else (cue, False)
    if negated and cue.verb in {"انكر", "نفي", "ينف", "تنف"} and not _either(w, i):
        cue, negated = replace(cue, act="admits"), False  # `لم ينكر ان`
    if cue.verb == "اخفي":
        negated = not negated  # `لا يخفي خشيته`
    first = i + 1
    while first < len(w) and (
        w.lows[first] in known.lists["adverbs"] or _is_addressee(w, first) or _is_aside(w, first)
    ):
        first += 2 if _is_aside(w, first) else 1
    if cue.we and cue.verb in _TELLS_WHOM and first < len(w) and _told_us(w, i, first):
        cue = replace(cue, we=False)  # `حسبما ابلغنا مسعفون`
    if cue.verb == "عزا" and "الي" not in w.lows[first : first + 12]:
        cue = Cue("positions", "عزي", "ب", ("ب",))
    if cue.verb == "اعلن" and not {"مسووليته", "مسووليتها", "مسووليتهم"}.isdisjoint(w.lows[first : first + 8]):
        return _responsible(sentence, w, i, first)
    if _says_nothing(w, i, first, cue) or (cue.act in {"promises", "warns"} and _no_person(w, i)):
        return None
    expressed = _expressed(w, first, cue)
    if cue.verb in _EXPRESSING and expressed is None and cue.verb not in {"اعرب", "عبر"}:
        return None
    renewed = expressed is not None and expressed[1] == first and w.lows[i].startswith("وجدد")
    if expressed is not None:
        cue = replace(cue, act=expressed[0])
    will = _own_will(w, first) if cue.verb in {"ابلغ", "اعلن"} and expressed is None else None
    if will is not None:
        expressed, cue = will, replace(cue, act=will[0])
    pronoun = i > 0 and w.lows[i - 1] in _HE_THAT and not (i > 1 and w.lows[i - 2] in _BUT)
    if pronoun and cue.act in {"says", "reports", "confirms", "shows"}:
        return None  # `قال انه شاهد`: still what he said
    if cue.verb == "نقل":
        return _passed_on(sentence, w, i, first)
    if cue.verb == "نسب" and (passed := _passed_on(sentence, w, i, first, "الي")) is not None:
        return passed
    if cue.verb == "وصف" and not cue.we and (described := _described(sentence, w, i, first)) is not None:
        return described
    asked = False
    if cue.verb == "طلب" and w.lows[i + 1 : i + 2] == ["منا"] and known.kind_of(w.lows[i + 2 : i + 3]) != "other":
        first = i + 2  # `طلب منا المنظمون`
    else:
        asked = cue.verb == "طلب" and i + 1 < len(w) and w.lows[i + 1] in _OF_WHOM
    if asked and w.lows[i + 1] in {"منه", "منها", "منهم"} and _asked_of_things(w, i):
        return None  # `سيارات الاسعاف طلب منها الرحيل`: nobody is named
    if cue.verb == "سمع" and ((found and not _stands_free(w, i)) or _is_passive(w, i, first)):
        return None  # `ان زملاءه سمعوا انفجارات`: still what was said; `سمعت انفجارات`: nobody is named
    subject = None if cue.we or asked or pronoun or renewed else _subject_behind(w, first, cue)
    if subject is not None and cue.act == "accuses" and w.lows[subject[0]] == "كل" and subject[1] - subject[0] > 2:
        subject = (subject[0], _shortest(w, subject[0]))
    joined = found and w.lows[i][:1] == "و" and cue.verb in _TO_WHOM
    if joined and subject is not None and not _names_another(w, subject[1], cue):
        subject = None  # `ويشكر سلطنه عمان`: whom, not who
    if subject is not None and cue.act == "demands" and w.lows[subject[0]] in _ALL:
        subject = None
    aside = _behind_aside(w, subject[1]) if subject is not None and cue.act in _CAN_STAND_ALONE else None
    if (
        subject is not None
        and cue.act == "accuses"
        and aside is None
        and not cue.object_in_it
        and not _names_another(w, subject[1], cue)
    ):
        short = (subject[0], _shortest(w, subject[0]))
        # the only phrase behind `اتهم` is the accused
        subject = short if short[1] < subject[1] and _names_another(w, short[1], cue) else None
    before = _subject_before(w, i) if not (cue.we or pronoun) else None
    nominal = before is not None and (
        (before[1] == i and _is_nominal(w, *before))
        or _pictures_do(w.lows[i])
        or _agrees_before(w, i, before)
        or w.lows[before[0]] in _LEAFLETS
    )
    if (
        subject is not None
        and before is not None
        and not nominal
        and not (_is_source(w, *before) and not cue.object_in_it)
    ):
        before = None
    if before is not None and not cue.we:
        subject = None
    elif i > 1 and w.lows[i - 1] in _HE_THAT and w.lows[i - 2] in _BUT:
        subject = None  # `غير انها اعتبرت`: who spoke before
    behind = subject[1] if subject is not None else i + 1 if asked else first
    if aside is not None and subject is not None:
        behind = aside
    if cue.act in {"accuses", "denies"}:
        behind = _past_manner(w, behind)
    speaker = (
        _span(w, i, i + 1) if cue.we else _span(w, *subject) if subject is not None
        else _span(w, *before) if before is not None else None
    )  # fmt: skip
    as_told = _as_told(w, i) and not _that_follows(w, behind) and not _also(w, i, behind, cue)
    span = _cue_span(w, i, told_as=as_told)
    if speaker is not None and (pointed := _points_back(w, i, cue)) is not None:
        act = "denies" if pointed[1] == "taken" and cue.verb == "رد" else cue.act
        return Attribution(speaker, span, (pointed[0],), act, cue.verb, pointed[1], negated=negated)
    k = expressed[1] if expressed is not None and expressed[1] >= behind else _words_begin(w, behind, cue)
    shape = "after"
    told_as = _as_told(w, i) and not _that_follows(w, behind) and not _also(w, i, behind, cue)
    if told_as and cue.act in {"shows", "reports"}:
        cue = replace(cue, act="says")
    if told_as and w.lows[i - 1] == "ما" and (i < 2 or not _leads(w.lows[i - 2])):
        of_that = cue.object_in_it and speaker is not None
        return _published(sentence, w, i, cue, speaker) if of_that else None  # `نفي ما نشرته صحف`
    if cue.object_in_it and not told_as and i and not _stands_free(w, i):
        return None  # `تسجيل نشره ناشطون`
    contents: tuple[Span, ...]
    if subject is not None and first < subject[0] and w.lows[first] in {"ذلك", "هذا"}:
        return Attribution(speaker, span, (_span(w, first, first + 1),), cue.act, cue.verb, "taken", negated=negated)
    if k is None and (around := _put_between(sentence, w, i, subject)) is not None:
        shape = "before" if subject is not None else "shared"
        who = speaker if subject is not None else found[-1].speaker if found else None
        return Attribution(who, span, around, cue.act, cue.verb, shape, negated=negated)
    if k is None or told_as:
        contents = _standing_before(sentence, w, i, before, behind)
        shape = "before"
    else:
        k = _past_manner(w, k)
        contents = ((w.starts[k + (w.lows[k] in _THEN and k < len(w) - 2)], _stop(w, sentence)),)
    if not contents or contents[0][1] - contents[0][0] < 3:
        return None
    if speaker is None:
        speaker, shape = _goes_on(w, i, found), "shared"
    return Attribution(speaker, span, contents, cue.act, cue.verb, shape, negated=negated)


def _goes_on(w: Words, i: int, found: list[Attribution]) -> Span | None:
    """Who spoke before and goes on: whoever was asked (`سيل المحافظ فاقر`), else the outermost that was found."""
    if w.lows[i][:1] == "ف" and (asked := _asked_before(w, i)) is not None:
        return asked
    if not found:
        return _of_opening(w, i)
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
    subject = _subject_behind(w, m + 1, Cue("says", ""))
    return _span(w, *subject) if subject is not None and subject[1] <= i else None


_AUXILIARY = frozenset({"فقد", "وقد", "قد", "وكان", "كان", "وكانت", "كانت", "كما", "و"})
_ASKED = frozenset({"سيل", "وسيل", "سيلت", "وسيلت", "سالنا", "وسالنا", "سالت", "وسالت", "سال", "وسال"})


def _asked_before(w: Words, i: int) -> Span | None:
    """Who is asked earlier in the sentence."""
    m = next((m for m in range(i - 1, -1, -1) if w.lows[m] in _ASKED), None)
    if m is None:
        return None
    end = next((n for n in range(m + 1, i) if w.lows[n] in {"عن", "حول", "بشان", ",", "ان", "هل", "لماذا"}), i)
    return _span(w, m + 1, end) if end > m + 1 else None


_TELLS_WHOM = frozenset({"ابلغ", "اخبر", "افاد", "طمان", "نبه", "حذر", "وعد", "ذكر"})


def _told_us(w: Words, i: int, first: int) -> bool:
    """True where `نا` is who was told: whoever told it stands behind, or `as` before."""
    if w.lows[first] in tongue("ar").lists["that"] or w.lows[first] in {"عن", "في", "من", ",", ":"}:
        return False
    return _as_told(w, i) or tongue("ar").kind_of(w.lows[first : first + 2]) != "other"


def _past_manner(w: Words, k: int) -> int:
    """Behind `باستمرار`, `بشده`, `بحذر`, `باشد العبارات`: how it is said is no part of it."""
    while k < len(w) - 2:
        if w.lows[k] in _MANNER:
            k += 1
        elif w.lows[k : k + 2] in _MANNER_OF_TWO:
            k += 2
        elif w.lows[k : k + 3] in (["في", "وقت", "سابق"], ["في", "وقت", "لاحق"], ["جمله", "و", "تفصيلا"]):
            k += 3
        else:
            break
    return k


_MANNER = _listed("manner")
_THEN = frozenset({"فان", "فقد"})
_MANNER_OF_TWO = (
    ["باشد", "العبارات"],
    ["باقسي", "العبارات"],
    ["بشكل", "قاطع"],
    ["بشكل", "رسمي"],
    ["بشكل", "مباشر"],
    ["جمله", "وتفصيلا"],
)


def _is_nominal(w: Words, first: int, end: int) -> bool:
    """`ان اليه المراقبه رصدت`: behind `ان` a noun and then its verb."""
    if first == 0 or w.lows[first - 1] not in _BARE_THAT or end - first > 6:
        return False
    return w.lows[first][:1] not in "يتنس" or tongue("ar").kind_of(w.lows[first : first + 1]) != "other"


def _asked_of_things(w: Words, i: int) -> bool:
    """True where what stands before the verb is what was asked, not who asks: no source, no people in the plural."""
    who = _subject_before(w, i)
    return (
        who is not None
        and not _is_source(w, *who)
        and not any(low.endswith(("ون", "ين")) for low in w.lows[slice(*who)])
    )


def _either(w: Words, i: int) -> bool:
    """`لم تنف ولم توكد`: says neither."""
    return any(low in {"ولم", "ولا", "او"} for low in w.lows[i + 1 : i + 5])


_RESOLVED = _listed("resolved")


def _responsible(sentence: Sentence, w: Words, i: int, first: int) -> Attribution | None:
    """`اعلنت جماعه مسووليتها عن التفجير`: what somebody says he did."""
    k = next(m for m in range(first, min(len(w), first + 8)) if w.lows[m].startswith("مسووليت"))
    before = _subject_before(w, i)
    who = (first, k) if k > first else before
    start = k + 2 if w.lows[k + 1 : k + 2] == ["عن"] else k + 1
    if who is None or start >= len(w) - 1:
        return None
    words = (w.starts[start], _stop(w, sentence))
    return Attribution(_span(w, *who), (w.starts[i], w.ends[i]), (words,), "claims_responsibility", "تبني", "after")


def _behind_aside(w: Words, k: int) -> int | None:
    """`اتهم الجيش، في بيان نشره، قوات الدعم`: where the sentence goes on behind an aside between commas."""
    if k >= len(w) - 3 or w.lows[k] != "," or w.lows[k + 1] not in _ASIDES:
        return None
    end = next((m for m in range(k + 2, min(len(w) - 2, k + 14)) if w.lows[m] in _BREAKS), None)
    return end + 1 if end is not None and w.lows[end] == "," else None


_ASIDES = _listed("asides")


def _agrees_before(w: Words, i: int, before: tuple[int, int]) -> bool:
    """A verb in the plural follows its subject: `جرحي من القافله يكذبون روايته`."""
    return w.lows[i].endswith(("ون", "وا")) and before[1] == i and before[1] - before[0] < 7


def _no_person(w: Words, i: int) -> bool:
    """`ملف الجثامين يهدد بنسف كل شيء`: no one threatens."""
    who = _subject_before(w, i)
    return who is not None and bare(w.lows[who[0]]) in _NO_PERSON


_NO_PERSON = _listed("no person")
_OF_WHOM = frozenset({"من", "منه", "منها", "منهم", "منا"})


def _unnamed(w: Words, first: int) -> bool:
    """`طلب عدم ذكر اسمه`, `اشترط عدم الكشف عن هويته`: how he speaks, nothing said."""
    hidden = {"اسمه", "اسمها", "اسمهم", "هويته", "هويتها", "هويتهم", "اسماءهم"}
    return w.lows[first : first + 1] == ["عدم"] and not hidden.isdisjoint(w.lows[first : first + 7])


_WILLED = frozenset({"denies", "demands", "accuses", "promises", "positions", "orders", "admits"})


def _also(w: Words, i: int, behind: int, cue: Cue) -> bool:
    """`كما نفي صحه ما نشر`: `كما` that opens a clause is `also`, where what is said stands right behind who says it."""
    opens = w.lows[i - 1] == "كما" and (i == 1 or w.lows[i - 2] in _BREAKS)
    return opens and cue.act in _WILLED and behind < len(w) - 1 and w.lows[behind] not in _BREAKS


def _is_passive(w: Words, i: int, first: int) -> bool:
    """True where no source stands on either side of a verb of perceiving."""
    before = _subject_before(w, i)
    known = tongue("ar")
    return (before is None or not _is_source(w, *before)) and known.kind_of(w.lows[first : first + 2]) == "other"


_WILLS = {
    "عزم": "promises",
    "نيت": "promises",
    "استعداد": "promises",
    "التزام": "promises",
    "رفض": "denies",
    "موافقت": "agrees",
}


def _own_will(w: Words, first: int) -> tuple[str, int] | None:
    """`ابلغت الامم المتحده عزمها علي خفض العدد`, `اعلن موافقته`: the noun of will that belongs to who speaks."""
    for m in range(first, min(len(w) - 1, first + 8)):
        low = w.lows[m]
        if low in _BREAKS or low in tongue("ar").lists["that"]:
            return None
        for noun, act in _WILLS.items():
            if low.startswith(noun) and low[len(noun) :] in {"ه", "ها", "هم", "هما"}:
                return act, m
    return None


def _cue_span(w: Words, i: int, *, told_as: bool) -> Span:
    """The words of the cue: `حسبما اعلن`, `وفق ما اعلن`, `علي ما افاد`, `لم يستبعد` have two or three."""
    first = i
    if told_as and i > 0 and w.lows[i - 1] in _TOLD_AS:
        led = i > 1 and w.lows[i - 1] in {"ما", "لما"} and _leads(w.lows[i - 2])
        first = i - 2 if led else i - 1 if w.lows[i - 1] not in {"ما", "لما"} else i
    elif i > 0 and w.lows[i].endswith("ستبعد") and w.lows[i - 1] in _NEGATIONS:
        first = i - 1
    return w.starts[first], w.ends[i]


def _stands_free(w: Words, i: int) -> bool:
    """True where a clause begins at word i: behind a mark, a conjunction, `قد`, or with `و`."""
    before = w.lows[i - 1]
    if w.lows[i - 2 : i] == ["الامر", "الذي"]:
        return True
    return before in _BREAKS or before in _CONTRAST or before in _NEGATIONS or before == "قد" or w.lows[i][:1] in "وف"


def _put_between(sentence: Sentence, w: Words, i: int, subject: tuple[int, int] | None) -> tuple[Span, ...] | None:
    """`ومن بينها، تضيف الهييه، اثنتان`: between two commas, with the words on both sides."""
    end = subject[1] if subject is not None else i + 1
    if i < 2 or w.lows[i - 1] != "," or w.lows[i][:1] in "وف" or end >= len(w) - 1 or w.lows[end] != ",":
        return None
    return (w.starts[0], w.ends[i - 2]), (w.starts[end + 1], _stop(w, sentence))


def _is_source(w: Words, first: int, end: int) -> bool:
    """True for a phrase that names a party, an office or another kind of source, and begins no adverbial."""
    known = tongue("ar")
    attached = w.lows[first][:1] in {"ب", "ل"} and bare(w.lows[first]) not in known.countries
    if attached or tells_day(w.lows[first]):
        return False
    return any(known.country(low) for low in w.lows[first:end]) or known.kind_of(w.lows[first : first + 2]) != "other"


def _says_nothing(w: Words, i: int, first: int, cue: Cue) -> bool:
    """True where the form is impersonal, or the verb lacks the word without which it is another."""
    if cue.verb == "رفض" and not _STAYING.isdisjoint(w.lows[first : first + 5]):
        return True  # `رفضوا المغادره`: what people want
    if cue.verb == "رفض" and not _REFUSED.isdisjoint(bare(low) for low in w.lows[first : first + 6]):
        return True
    low = w.lows[i].removeprefix("و")
    if low in _IMPERSONAL and first < len(w) and (
        w.lows[first] in tongue("ar").lists["that"] or w.lows[first].startswith("عدد")
    ):  # fmt: skip
        return True
    if cue.verb in {"طلب", "اشترط", "فضل", "ابدي"} and _unnamed(w, first):
        return True  # `مسوول طلب عدم ذكر اسمه`
    if cue.verb == "حمل" and not {"مسووليه", "المسووليه"} & set(w.lows[first : first + 16]):
        return True
    if cue.act == "shows" and cue.verb != "اظهر" and not _shows(w, first):
        return True  # `عرضت الافراج`: offered
    if cue.verb in {"القي", "انحي"}:
        blame = {"اللوم", "باللوم", "المسووليه", "بالمسووليه", "باللايمه"}
        return not blame & set(w.lows[i + 1 : first + 10])
    if (
        cue.verb in {"ذكر", "اعلن"}
        and w.lows[first : first + 1] == ["في"]
        and _subject_before(w, i) is None
        and (tongue("ar").country(w.lows[min(first + 1, len(w) - 1)]))
    ):
        return True  # `ذكر في دمشق ان`
    if cue.verb == "تبني" and not _RESOLVED.isdisjoint(bare(low) for low in w.lows[first : first + 6]):
        return True  # `تبني المجلس القرار`
    if cue.verb == "وجه" or not cue.needs or cue.object_in_it:
        return False
    window = w.lows[first : first + 12]
    if cue.needs == "ب":
        return not any(one.startswith("ب") and len(one) > 3 for one in window)
    return cue.needs not in window and (cue.needs != "عن" or {"عنه", "عنها", "عنهم"}.isdisjoint(window[:1]))


def _shows(w: Words, first: int) -> bool:
    """True where pictures, a text or a clause are what is shown."""
    near = w.lows[first : first + 9]
    return any(bare(low).startswith(_PICTURES) or low in tongue("ar").lists["that"] for low in near)


_PICTURES = ("مشاهد", "صور", "فيديو", "مقطع", "مقاطع", "تسجيل", "لقطات", "شريط", "وثيق", "خريط", "خراي", "بيان", "قايم")
_STAYING = frozenset({"المغادره", "الخروج", "السفر", "الصعود", "العوده", "الرحيل", "النزول", "الركوب", "النزوح"})
_REFUSED = frozenset({"تعليق", "ادلاء", "افصاح", "كشف", "اجابه", "خوض", "حديث"})


def _is_addressee(w: Words, k: int) -> bool:
    """`قال لنا`, `اكده لاذاعتنا`, `قال للوكاله`: to whom, not who."""
    low = w.lows[k]
    if low in {
        "به",
        "بها",
        "عليه",
        "عليها",
        "عليهم",
        "لنا",
        "له",
        "لها",
        "لهم",
        "لي",
        "لمراسلنا",
        "لمراسلتنا",
        "لقناتنا",
        "لاذاعتنا",
    }:
        return True
    if low.startswith("ل") and low.endswith("نا") and len(low) > 6:
        return True  # `لوكالتنا`, `لصحيفتنا`
    return low.startswith("لل") and bare(low) in tongue("ar").kinds["media"] | {"صحافيين", "صحفيين"}


_HE_THAT = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "وانه", "وانها", "وانهم"})
#: Before `انه` these make a contrast of it: `غير انها اعتبرت`.
_BUT = frozenset({"غير", "الا", "بيد", "علي", "سوي"})
_TO_WHOM = frozenset({"شكر", "هنا", "حيا", "ثمنت", "بارك", "ناشد"})


def _is_aside(w: Words, k: int) -> bool:
    return w.lows[k] == "في" and w.lows[k + 1 : k + 2] in (["المقابل"], ["الاثناء"], ["السياق"])


_EXPRESSING = frozenset({"اخفي", "ابدي", "جدد", "وجه", "قدم", "اعرب", "عبر"})


def _expressed(w: Words, first: int, cue: Cue) -> tuple[str, int] | None:
    """What is expressed (`عبر عن امله`, `ابدي استعداده`, `وجه الشكر`), and where the words about it begin."""
    if cue.verb not in _EXPRESSING:
        return None
    for m in range(first, min(len(w), first + 9)):
        if w.lows[m] in {",", ".", ";"} or w.lows[m] in tongue("ar").lists["that"]:
            return None
        # `وجدد دعوته`: what is renewed by whoever spoke before
        held = m == first and m and w.lows[m - 1].startswith("وجدد")
        for act, nouns in expressions().items():
            if _holds_noun(w.lows[m], nouns) and (m > first or w.lows[m].startswith(("ال", "ب")) or held):
                that = _that_behind_preposition(w, m + 1)
                if that is None and act == "predicts" and w.lows[m].lstrip("عن").startswith(_WORRIES):
                    act = "positions"
                return act, that + 1 if that is not None else m
    return None


_WORRIES = ("قلق", "مخاوف", "ثق")


def _holds_noun(low: str, nouns: frozenset[str]) -> bool:
    """True for one of the nouns, with article, preposition or pronoun (`التزامه`, `بالشكر`)."""
    for form in (low, bare(low), without_proclitics(low)):
        if form in nouns:
            return True
        if len(form) > 3 and any(form.startswith(_held(one)) and 0 <= len(form) - len(one) <= 2 for one in nouns):
            return True
    return False


def _held(noun: str) -> str:
    """A noun as it stands before a pronoun: `خشيه` in `خشيته`."""
    return noun[:-1] + "ت" if noun.endswith("ه") else noun


def expressions() -> dict[str, frozenset[str]]:
    """The nouns of feeling and will by what they make of a claim."""
    return tongue("ar").expressed


def _described(sentence: Sentence, w: Words, i: int, first: int) -> Attribution | None:
    """`وصف المبعوث الاممي العمليه بانها خطوه`: who, and behind it what is described and as what."""
    p = next((m for m in range(first + 2, min(len(w) - 1, first + 10)) if _as_what(w, m)), None)
    if p is None or any(w.lows[m] in _BREAKS for m in range(first, p)):
        return None
    k = p - 1
    if w.lows[k].endswith(_ADJECTIVE) and k - first > 1 and w.lows[k - 1].startswith("ال"):
        k -= 1
    if k <= first or not (w.lows[k].startswith("ال") or w.lows[k] in {"ما", "هذا", "هذه", "يوم", "ذلك"}):
        return None
    words = (w.starts[k], _stop(w, sentence))
    return Attribution(_span(w, first, k), (w.starts[i], w.ends[i]), (words,), "says", "وصف", "after")


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
    return low.startswith("ب") and len(low) > 4 and low not in _NOT_BY and not low.startswith("بين")


def _passed_on(sentence: Sentence, w: Words, i: int, first: int, by: str = "عن") -> Attribution | None:
    """`نقلت الوكاله عن X ان`, `نقلت عن X اتهامه`: the words are X's."""
    if w.lows[first : first + 1] in (["عنه"], ["عنها"], ["عنهم"]):
        said = next((m for m in range(first, min(len(w) - 2, first + 10)) if w.lows[m] in _HELD_SAYINGS), None)
        that = None if said is None else _that_behind_preposition(w, said)
        if said is None or that is None:
            return None
        words = (w.starts[that + 1], _stop(w, sentence))
        return Attribution(None, _span(w, i, i + 1), (words,), _HELD_SAYINGS[w.lows[said]], "نقل", "shared")
    source = next((m for m in range(first, min(len(w), first + 9)) if w.lows[m] == by), None)
    if source is None or source + 2 >= len(w):
        return None
    if by != "عن" and _HELD_SAYINGS.keys().isdisjoint(w.lows[source : source + 12]):
        return None
    known = tongue("ar")
    end = source + 1
    while end < len(w) and end - source < 12 and w.lows[end] not in _BREAKS and w.lows[end] not in known.lists["that"]:
        if w.lows[end] in _HELD_SAYINGS:
            break
        end += 1
    start, act, cue = end, "says", i
    while start < len(w) and w.lows[start] in {",", ":"}:
        start += 1
    if start < len(w) and w.lows[start] in _HELD_SAYINGS:
        act, cue = _HELD_SAYINGS[w.lows[start]], start
        start += 1
    if start < len(w) and w.lows[start] in known.lists["that"]:
        start += 1
    if end == source + 1 or start >= len(w) - 1:
        return None
    if w.lows[start] in _THEN and start < len(w) - 2:
        start += 1
    words = (w.starts[start], _stop(w, sentence))
    return Attribution(_span(w, source + 1, end), (w.starts[cue], w.ends[cue]), (words,), act, "نقل", "after")


_HELD_SAYINGS = {
    noun + it: act
    for noun, act in (("قول", "says"), ("تاكيد", "confirms"), ("اتهام", "accuses"), ("نفي", "denies"),
                      ("تحذير", "warns"), ("دعوت", "demands"), ("توقع", "predicts"), ("اعلان", "says"))
    for it in ("ه", "ها", "هم")
}  # fmt: skip
_SAYINGS_OF = frozenset({"تاكيدات", "تصريحات", "ادعاءات", "مزاعم", "تحذيرات", "تحذير", "تلميحات", "اقوال"})
_ACCUSATIONS = frozenset({"اتهامات", "اتهام"})


def _of_accusations(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`اشار الي اتهامات المعارضه لجماعات مواليه باطلاق النار`: who accuses, and whom of what."""
    k = next((m for m in range(i + 2, min(len(w) - 2, i + 7)) if w.lows[m].startswith("ل")), None)
    if k is None or any(w.lows[m] in _BREAKS for m in range(i, k)):
        return None
    if not any(low.startswith("ب") and len(low) > 4 for low in w.lows[k + 1 : k + 8]):
        return None
    words = (w.starts[k], _stop(w, sentence))
    return Attribution(_span(w, i + 1, k), (w.starts[i], w.ends[i]), (words,), "accuses", "اتهم", "after")


_SAYINGS = frozenset({"قول", "تاكيد", "تصريح", "اعلان", "زعم", "بقول", "بتاكيد"})


def _at_noun(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`سئل عن قول الجيش ان ...`: a noun of saying with who and `that`."""
    behind = i > 0 and w.lows[i - 1].removeprefix("و") in _NOUN_BEHIND
    if behind and w.lows[i] in _ACCUSATIONS:
        return _of_accusations(sentence, w, i)
    if w.lows[i].removeprefix("و") not in _SAYINGS and not (behind and w.lows[i] in _SAYINGS_OF):
        return None
    that = tongue("ar").lists["that"]
    k = next((m for m in range(i + 2, min(len(w) - 1, i + 9)) if w.lows[m] in that), None)
    if k is None or any(w.lows[m] in _BREAKS for m in range(i, k)):
        return None
    start = k if w.lows[k] not in _BARE_THAT else k + 1
    act = "confirms" if "تاكيد" in w.lows[i] else "warns" if "تحذير" in w.lows[i] else "says"
    words = (w.starts[start], _stop(w, sentence))
    return Attribution(_span(w, i + 1, k), (w.starts[i], w.ends[i]), (words,), act, "قول", "after")


def _in_document(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`جاء في بيان للوزاره ان ...`: a document speaks."""
    if w.lows[i + 1 : i + 2] != ["في"]:
        return None
    that = tongue("ar").lists["that"]
    k = next((m for m in range(i + 3, min(len(w) - 1, i + 13)) if w.lows[m] in that), None)
    if k is None or any(w.lows[m] in {".", ";"} for m in range(i, k)):
        return None
    end = next((m for m in range(i + 2, k) if w.lows[m] in _BREAKS), k)
    start = k + 1 if w.lows[k] in _BARE_THAT else k
    words = (w.starts[start], _stop(w, sentence))
    return Attribution(_span(w, i + 2, end), (w.starts[i], w.ends[i]), (words,), "says", "جاء", "after")


_LEARNT = frozenset({"علم", "علمت", "علمنا", "وعلم", "وعلمت", "وعلمنا", "فهم", "فهمت"})


def _learnt(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`علمت قناتنا من مصدرين ان`: who told it stands behind `من`."""
    that = tongue("ar").lists["that"]
    k = next((m for m in range(i + 1, min(len(w) - 1, i + 13)) if w.lows[m] in that), None)
    source = next((m for m in range(i + 1, min(len(w), i + 5)) if w.lows[m] == "من"), None)
    if k is None or source is None or k - source < 2 or any(w.lows[m] in _BREAKS for m in range(i, k)):
        return None
    start = k if w.lows[k] not in _BARE_THAT else k + 1
    words = (w.starts[start], _stop(w, sentence))
    return Attribution(_span(w, source + 1, k), (w.starts[i], w.ends[i]), (words,), "says", "علم", "after")


def _each_other(sentence: Sentence, w: Words, i: int) -> Attribution | None:
    """`تبادل الطرفان الاتهامات بخرق الهدنه`: both accuse."""
    k = next(
        (m for m in range(i + 2, min(len(w) - 1, i + 7)) if w.lows[m] in {"الاتهامات", "الاتهام", "اتهامات"}), None
    )
    if not w.lows[i].endswith("تبادل") or k is None:
        return None
    words = (w.starts[k + 1], _stop(w, sentence))
    return Attribution(_span(w, i + 1, k), (w.starts[i], w.ends[i]), (words,), "accuses", "تبادل", "after")


_TO_SAY = {"بالقول": "says", "بالاشاره": "says", "بالتاكيد": "confirms"}
_TO_DO = {
    "نفي": "denies", "تاكيد": "confirms", "اتهام": "accuses", "ادانه": "positions", "القول": "says",
    "التاكيد": "confirms", "التحذير": "warns", "مطالبه": "demands", "الترحيب": "positions", "التنديد": "positions",
    "دعوه": "demands",
}  # fmt: skip


def _went_on_to(sentence: Sentence, w: Words, i: int, found: list[Attribution]) -> Attribution | None:
    """`اكتفي البيان بالقول ان`, `سارعت الفصايل الي نفي الاتهام`: a verb that leads up to what is said."""
    act = _TO_SAY.get(w.lows[i]) or (_TO_DO.get(w.lows[i]) if w.lows[i - 1 : i] == ["الي"] else None)
    if act is None or i + 2 >= len(w):
        return None
    begin = i - (w.lows[i - 1] == "الي")
    first = begin
    while first > 0 and w.lows[first - 1] not in _BREAKS and begin - first < 8:
        first -= 1
    if any(w.lows[m] in tongue("ar").cues for m in range(first, begin)):
        return None
    speaker = _span(w, first + 1, begin) if begin - first > 1 and w.lows[first] not in {"بل", "ثم"} else None
    if w.lows[first].removeprefix("و") == "اما" and begin - first > 2:
        speaker = _span(w, first + 1, begin - 1)  # `اما الدوحه فاكتفت بالقول`
    if speaker is None and found:
        speaker = found[-1].speaker
    past = _behind_aside(w, i + 1) or i + 1
    that = next((m for m in range(past, min(len(w) - 1, past + 3)) if w.lows[m] in tongue("ar").lists["that"]), None)
    start = that + (w.lows[that] in _BARE_THAT) if that is not None else i + 1
    if act == "says" and that is None:
        return None
    shape = "after" if speaker is not None else "shared"
    words = (w.starts[start], _stop(w, sentence))
    return Attribution(speaker, (w.starts[i], w.ends[i]), (words,), act, "قول", shape)


def _at_participle(sentence: Sentence, w: Words, i: int, act: str, found: list[Attribution]) -> Attribution | None:
    """`..., محذرا من`, `قايلا ان`: the subject of the clause goes on."""
    if _unnamed(w, i + 1):
        return None
    if i == 0 or (w.lows[i].startswith("محمل") and not any("مسوولي" in low for low in w.lows[i + 1 : i + 8])):
        return None  # `شاحنه محمله`
    cue = Cue(act, "قايلا", takes=("من", "الي", "علي", "ب", "عن", "في"))
    direct = act not in {"says"} or w.lows[i].removeprefix("و")[:-1] in _DIRECT_SAYING
    if w.lows[i].removeprefix("و").startswith("ملقي"):
        blame = next((m for m in range(i + 1, min(len(w) - 2, i + 4)) if w.lows[m] in _BLAME), None)
        speaker = found[-1].speaker if found else None
        if blame is None or speaker is None:
            return None
        words = ((w.starts[blame + 1], _stop(w, sentence)),)
        return Attribution(speaker, _span(w, i, blame + 1), words, act, "قايلا", "shared")
    that = next((m for m in range(i + 1, min(len(w) - 1, i + 7)) if w.lows[m] in tongue("ar").lists["that"]), None)
    if w.lows[i].removeprefix("و").startswith(("معرب", "مبدي", "معبر")) and that is None:
        return _feeling(sentence, w, i, found[-1].speaker if found else _of_clause(w, i, cue) or _of_opening(w, i))
    at = _past_manner(w, i + 1)
    start = (
        that + (w.lows[that] in _BARE_THAT)
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
        speaker, (w.starts[i], w.ends[i]), ((w.starts[start], _stop(w, sentence)),), act, "قايلا", "shared"
    )


def _feeling(sentence: Sentence, w: Words, i: int, speaker: Span | None) -> Attribution | None:
    """`معربا عن تفاوله بتمديد الهدنه`: the noun says what is felt."""
    for m in range(i + 1, min(len(w) - 1, i + 4)):
        for act, nouns in expressions().items():
            if speaker is not None and _holds_noun(w.lows[m], nouns):
                words = (w.starts[m], _stop(w, sentence))
                return Attribution(speaker, (w.starts[i], w.ends[i]), (words,), act, "عبر", "shared")
    return None


#: Participles whose words need no `ان`: `معللا ذلك بغياب الضمانات`.
_DIRECT_SAYING = frozenset({"معلل", "مبرر", "عازي", "مفسر", "مرجع", "ناسب", "واصف", "معتبر", "عاد", "مسوغ"})
_BLAME = frozenset({"اللوم", "باللوم", "اللايمه", "باللايمه", "المسووليه", "بالمسووليه"})


def _of_clause(w: Words, i: int, cue: Cue) -> Span | None:
    """The subject of the verb that opens the sentence, for a participle that goes on with it."""
    known = tongue("ar")
    for m in range(min(i, 6)):
        low = w.lows[m].lstrip("وف")
        if low in known.triggers or w.lows[m] in known.triggers:
            subject = _subject_behind(w, m + 1, Cue("says", ""))
            return _span(w, *subject) if subject is not None and subject[1] <= i else None
    return None


def _points_back(w: Words, i: int, cue: Cue) -> tuple[Span, str] | None:
    """`وهو وصف رفضته الدوحه`, `الخبر اكده مسوول`, `هذا ما قاله X`, `هكذا يقول X`: the words stand before."""
    begin = i
    while begin > 0 and w.lows[begin - 1] not in _BREAKS and i - begin < 7:
        begin -= 1
    lead = w.lows[begin:i]
    if lead[-1:] in (["هكذا"], ["وهكذا"]) or lead[:2] in (["هذا", "ما"], ["وهذا", "ما"], ["وهو", "ما"], ["ذلك", "ما"]):
        return _span(w, begin, i), "taken" if cue.act in {"denies", "confirms"} else "retold"
    if cue.object_in_it and (lead[:1] in (["وهو"], ["وهي"], ["هو"], ["هي"]) or lead == ["الامر", "الذي"]):
        return _span(w, begin, i), "taken"
    told = w.lows[i + 1 : i + 2] and w.lows[i + 1] in _OF_IT and cue.act in {"says", "reports"}
    if told and 0 < len(lead) < 6 and lead[-1] not in _TOLD_AS and lead[0] not in tongue("ar").lists["that"] | _WHICH:
        return _span(w, begin, i), "after"  # `اشتباكات افاد بها سكان الحي`
    if cue.object_in_it and len(lead) == 1 and lead[0] in {"الخبر", "النبا", "الانباء", "المعلومات"}:
        return _span(w, begin, i), "after"
    return None


_WHICH = frozenset({"ما", "التي", "الذي"})
_OF_IT = frozenset({"بها", "به", "بهم", "عنها", "عنه", "عنهم", "اليها", "اليه"})


def _shortest(w: Words, first: int) -> int:
    """Where the shortest noun phrase ends that begins at a word: its genitive and its adjectives, no second name."""
    if w.lows[first] in {"كل", "كلا"}:
        return min(len(w), first + (3 if w.lows[first + 1 : first + 2] == ["من"] else 2))
    k = first + 1
    while k < len(w) and w.lows[k] not in _BREAKS:
        if w.lows[k] == "باسم" and k + 1 < len(w):
            k += 2
            continue
        a, b = w.lows[k - 1].startswith("ال"), w.lows[k].startswith("ال")
        plural = w.lows[k - 1].endswith("ون") and not w.lows[k].endswith(("ون", "ين", "ه"))
        if plural or tongue("ar").country(w.lows[k - 1]):
            return k
        open_ = bare(w.lows[k - 1]) in _OPEN and not a
        if not (open_ or (a and b and k - first < 4)):
            return k
        k += 1
    return k


def _names_another(w: Words, k: int, cue: Cue) -> bool:
    """True when a second phrase stands between the subject and what it is accused of; it may be in quotation marks."""
    if k + 1 < len(w) and w.lows[k] in _QUOTES:
        return True
    return k < len(w) and w.lows[k] not in _BREAKS and not _marks_words(w, k, cue)


def _subject_behind(w: Words, first: int, cue: Cue) -> tuple[int, int] | None:
    """The noun phrase behind the verb; of two of them (who accuses whom) the first."""
    known = tongue("ar")
    ends = known.lists["subject ends"]
    if (
        cue.verb != "اظهر"
        and first < len(w)
        and bare(w.lows[first]) in _MASDAR
        and cue.act not in {"accuses", "orders"}
    ):
        return None  # `ايران تشترط اجلاء الجرحي`: what is asked for, not who asks
    if first < len(w) and cue.act == "reports" and (w.lows[first] in _COUNTS or w.lows[first][:1].isdigit()):
        return None  # `شاهد اربع سيارات`
    if first < len(w) and w.lows[first] in _THINGS and w.lows[first] != "هولاء":
        return None if w.lows[first] not in {"ذلك", "هذا"} else _behind_this(w, first + 1)
    k = first
    while k < len(w) and k - first < 14 and w.lows[k] not in _BREAKS and not _marks_words(w, k, cue):
        low = w.lows[k]
        if k > first and _attaches(w, first, k, cue):
            k += 2
            continue
        if (
            low in ends
            or (k > first and _is_addressee(w, k))
            or tells_day(low)
            or (low in known.cues and not _is_name_of_cue(w, k, first))
        ):
            break
        if k > first and (_new_phrase(w, first, k, cue) or _is_told(w, k, cue) or _is_relative(w, first, k)):
            break
        k += 1
    return (first, min(k, len(w))) if k > first else None


#: Verbs that tell somebody something: a second phrase is who was told.
_TELLING_WHOM = frozenset({"ابلغ", "اخبر", "طمان", "انذر", "وعد", "شكر"})
_THE_TOLD = _listed("who is told")


def _is_told(w: Words, k: int, cue: Cue) -> bool:
    """`ابلغ الجيش سايقي الحافلات ان`, `ابلغ مصدر الصحيفه ان`: whom, not who."""
    before = w.lows[k - 1]
    if cue.verb not in _TELLING_WHOM or (bare(before) in _OPEN and not before.startswith("ال")):
        return False
    return bare(w.lows[k]) in _THE_TOLD


def _is_relative(w: Words, first: int, k: int) -> bool:
    """`موظف شارك في المفاوضات`, `مصدر لم يشا`: what is told of somebody who has no article."""
    if w.lows[first].startswith("ال"):
        return False
    return w.lows[k] in _TOLD_OF or (w.lows[k] in _NEGATIONS and w.lows[k + 1 : k + 2] != ["يزال"])


_TOLD_OF = _listed("told of somebody")


def _behind_this(w: Words, first: int) -> tuple[int, int] | None:
    """`اكد ذلك الناطق باسم الهييه`: who confirms it stands behind what is pointed at."""
    known = tongue("ar")
    if first >= len(w) or w.lows[first][:1] in "وف" or known.kind_of(w.lows[first : first + 1]) == "other":
        return None
    k = first
    while k < len(w) and k - first < 8 and w.lows[k] not in _BREAKS and w.lows[k] not in known.lists["that"]:
        if k > first and (w.lows[k] in known.lists["subject ends"] or tells_day(w.lows[k])):
            if not _attaches(w, first, k, Cue("confirms", "اكد")):
                break
            k += 1
        k += 1
    return first, min(k, len(w))


def _is_name_of_cue(w: Words, k: int, first: int) -> bool:
    """A noun that looks like a verb: behind an open noun (`وزاره شوون`), or with an article."""
    return k > first and bare(w.lows[k - 1]) in _OPEN and not w.lows[k - 1].startswith("ال")


def _attaches(w: Words, first: int, k: int, cue: Cue) -> bool:
    """`مصدر في الهلال الاحمر`, `مفاوض من الفصائل`, `مسوول بالامم المتحده`: a phrase that belongs to the subject."""
    low = w.lows[k]
    if k + 1 >= len(w) or w.lows[k + 1] in _BREAKS or tells_day(w.lows[k + 1]):
        return False
    behind = bare(w.lows[k + 1])
    if (
        behind in _OCCASIONS
        or (len(behind) > 5 and behind.endswith(("ه", "ها", "هم")) and re.sub("(?:ها|هم|ه)$", "", behind) in _OCCASIONS)
        or w.lows[k + 1] in _OCCASIONS
        or behind[:1].isdigit()
        or w.lows[k + 1] in tongue("ar").lists["that"]
    ):
        return False
    if low in {"في", "لدي"}:
        return w.lows[first] not in _NO_PLACE
    if low == "من":
        near = bare(w.lows[k - 1]) in _NEAR
        return (near or cue.act not in {"warns", "demands"}) and w.lows[k + 1] not in {
            "قبل",
            "دون",
            "خلال",
            "اجل",
            "بين",
            "جانبه",
            "جهته",
        }
    if low == "عن":
        return bare(w.lows[first]) in _SPEAKS_FOR and "عن" not in cue.takes
    if low == "عند":
        return tongue("ar").kind_of(w.lows[first : first + 1]) in {"residents", "aid"} and not grammar_hour(behind)
    return False


_SPEAKS_FOR = _listed("speaks for")
#: `اعلام مقرب من حزب الله`.
_NEAR = frozenset({"مقرب", "مقربه", "مقربون", "مقربين", "قريب", "قريبه", "قريبون", "قريبين"})


def grammar_hour(low: str) -> bool:
    """True for the name of an hour or a part of the day: `عند الثالثه` tells when."""
    known = grammar("ar").words
    return any(low in words or "ال" + low in words for words in (known["hours"], known["parts"]))


_NO_PLACE = frozenset({"موسكو", "دمشق", "انقره", "طهران", "واشنطن", "الدوحه", "القاهره", "كييف"})


def _new_phrase(w: Words, first: int, k: int, cue: Cue) -> bool:
    """True where the subject is complete and what is said of something begins."""
    low, known = w.lows[k], tongue("ar")
    open_ = bare(w.lows[k - 1]) in _OPEN and not w.lows[k - 1].startswith("ال")
    open_ = open_ or (without_proclitics(w.lows[k - 1]) in _OPEN and not w.lows[k - 1].startswith("ال"))
    direct = cue.act in _CAN_STAND_ALONE or cue.verb in _DIRECT or cue.verb in _ANNOUNCING or cue.verb in _EXPRESSING
    if not direct:
        return False
    if (low in _THINGS or (cue.act == "denies" and low in _HIS_WORDS)) and not open_:
        return True
    if len(low) > 4 and low.endswith(("ها", "هم")) and low not in _NO_SUFFIX and not open_ and cue.act != "accuses":
        return True
    if (
        cue.verb in _EXPRESSING
        and len(low) > 4
        and low.endswith("ه")
        and not open_
        and _expressed(w, k - 1, cue) is not None
    ):
        return True
    if (low in _MASDAR or bare(low) in _MASDAR) and not open_:
        return True
    if cue.act != "accuses" and _is_closed(w, first, k):
        return True
    eleven = low in {"احدي", "اثنتي", "اثني"} and w.lows[k + 1 : k + 2] in (["عشره"], ["عشر"])
    if eleven or low in _COUNTS or low[:1].isdigit():
        return not open_
    if low.endswith("ه") and (low[:-1] in _MASDAR or low[:-1] in expressions()["promises"]):
        return True  # `يوكد التحالف التزامه`
    if cue.verb in {"وصف", "قدر", "عزا", "ارجع"} and low.startswith("ال") and w.lows[k - 1].startswith("ال") is False:
        return not open_ and k - first >= 1 and bare(low) in known.triggers
    return low in known.lists["entity heads"] and cue.act in {"accuses", "demands", "orders"} and not open_


#: What somebody else said: `كذب ناشط كلامه`.
_HIS_WORDS = frozenset(
    word + it
    for word in ("كلام", "اقوال", "روايت", "ادعاء", "ادعاءات", "تصريحات", "مزاعم", "اتهامات", "قول", "حديث")
    for it in ("ه", "ها", "هم")
)


def _is_closed(w: Words, first: int, k: int) -> bool:
    """`الجيش الاسراييلي اعتراض`: behind a word with its article a noun without one begins another phrase."""
    before, low = w.lows[k - 1], w.lows[k]
    if not before.startswith("ال") or low.startswith(("ال", "و", "ب", "ل", "ك")) or len(low) < 4:
        return False
    names = tongue("ar").country(low) or low in _GO_ON or not low.isalpha()
    return not names and (low in _MASDAR or bare(before) not in _NAMED)


#: These go on with the phrase before them.
_GO_ON = _listed("goes on")
#: Behind these a name may stand without an article: `حركه المقاومه حماس`, `الرييس فلان`.
_NAMED = _listed("named")
_NO_SUFFIX = frozenset({"المتهم", "الاهم", "المهم", "الدرهم", "بعضهم", "احدهم", "معظمهم", "غيرهم"})


def tells_day(low: str) -> bool:
    """True for a day of the week, today, yesterday: no speaker goes on with one."""
    known = grammar("ar").words
    return low in known["weekdays"] or low in known["days"]


def _marks_words(w: Words, k: int, cue: Cue) -> bool:
    """True where the words of a verb begin: `ان`, or the preposition it takes."""
    low = w.lows[k]
    if low in tongue("ar").lists["that"]:
        return True
    if cue.verb == "حمل":
        return low in {"مسووليه", "المسووليه"}
    defined = cue.act in {"positions", "demands", "promises", "orders"}  # `رحبت بالاتفاق`; `اتهم X بالامس Y` is no such
    for one in cue.takes or (("ب",) if cue.act in {"accuses", "orders", "positions"} else ()):
        if low == one and one != "ب":
            return True
        if one == "ب" and low.startswith("ب") and len(low) > 3 and low not in _NOT_BY and (defined or low[1:3] != "ال"):
            return True
    return False


_NOT_BY = frozenset(
    {"باسم", "بدوره", "بدورها", "بينما", "بعض", "بعد", "بلده", "بيان", "بشكل", "باستمرار", "بيروت", "بغداد"}
)
_BARE_THAT = frozenset({"ان", "بان", "لان", "كون", "وان"})


def _that_follows(w: Words, k: int) -> bool:
    """True when `ان` follows before the clause ends."""
    that = tongue("ar").lists["that"]
    for m in range(k, min(len(w), k + 8)):
        if w.lows[m] in that:
            return True
        if w.lows[m] in _BREAKS:
            return False
    return False


def _as_told(w: Words, i: int) -> bool:
    """`وفق ما قال مصدر`, `كما قال`, `على ما افاد`: the words stand before."""
    return i > 0 and w.lows[i - 1] in _TOLD_AS


def _subject_before(w: Words, i: int) -> tuple[int, int] | None:
    """`وزاره الدفاع قالت`, `اما انقره فتصر`: the phrase that begins the clause; no verb with `و` has one."""
    known = tongue("ar")
    joined = w.lows[i][:1] in "وف" and w.lows[i][1:] in known.cues
    that = known.lists["that"]
    if w.lows[i] in _LEAFLETS_DO and (sheet := _leaflet_before(w, i)) is not None:
        return sheet
    if _pictures_do(w.lows[i]) and i and bare(w.lows[i - 1]).startswith(_PICTURES):
        return i - 1, i  # `تداول ناشطون مقطعا يظهر`
    k = i
    while k > 0 and w.lows[k - 1] not in _BREAKS and w.lows[k - 1].removeprefix("و") not in that and i - k < 12:
        k -= 1
    if k == i and w.lows[k - 1 : k] == [","] and (open_ := _before_aside(w, k - 1)) is not None:
        return open_
    fronted = w.lows[k].removeprefix("و") == "اما"
    if joined and not (fronted and w.lows[i].startswith("ف")):
        return None
    adverbs = known.lists["adverbs"]
    end = i
    while end > k and (w.lows[end - 1] in adverbs or w.lows[end - 1] in _NEGATIONS):
        if w.lows[end - 1] in {"ولم", "ولا", "ولن"}:
            return None
        end -= 1
    while k < end and (w.lows[k] in adverbs or w.lows[k].removeprefix("و") in {"اما", "كان", "كانت", "كانوا"}):
        k += 1
    if k >= end or w.lows[k].removeprefix("و") in known.lists["subject ends"] or w.lows[k] in _TOLD_AS:
        return None
    if any(w.lows[m] in known.cues for m in range(k, end)):
        return None
    return k, _before_relative(w, k, end)


_LEAFLETS_DO = frozenset({"تدعو", "تطالب", "تحذر", "تامر", "تحث", "تتوعد", "تهدد", "يدعو", "يطالب", "يحذر", "يامر"})
_LEAFLETS = _listed("leaflets")


def _leaflet_before(w: Words, i: int) -> tuple[int, int] | None:
    """`القت طايرات مناشير فوق القريه تدعو السكان الي الرحيل`: what was dropped or sent asks for it."""
    m = next((m for m in range(i - 1, max(-1, i - 12), -1) if w.lows[m] in _LEAFLETS), None)
    return (
        (m, m + 1)
        if m is not None and m > 0 and not any(low in tongue("ar").cues for low in w.lows[m + 1 : i])
        else None
    )


def _pictures_do(low: str) -> bool:
    return low in {"يظهر", "تظهر", "يوثق", "توثق", "يصور", "تصور"}


def _before_aside(w: Words, comma: int) -> tuple[int, int] | None:
    """`غير ان عاملا، اشترط عدم كشف اسمه، شكك`: the phrase before the comma that opens the aside."""
    known = tongue("ar")
    opened = next((m for m in range(comma - 2, max(0, comma - 14), -1) if w.lows[m] == ","), None)
    if opened is None or w.lows[opened + 1] not in _ASIDES:
        return None
    k = opened
    while k > 0 and w.lows[k - 1] not in _BREAKS and w.lows[k - 1].removeprefix("و") not in known.lists["that"]:
        k -= 1
    while k < opened and w.lows[k] in known.lists["adverbs"]:
        k += 1
    if not 0 < opened - k < 8 or any(w.lows[m] in known.cues for m in range(k, opened)):
        return None
    return (k, opened) if _is_source(w, k, opened) else None


def _before_relative(w: Words, k: int, end: int) -> int:
    """`سيده من القريه اتصلت بنا قالت`: the phrase before what is told of it."""
    return next((m for m in range(k + 1, end) if w.lows[m] in {"الذي", "التي", "الذين"}), end)


def _words_begin(w: Words, k: int, cue: Cue) -> int | None:
    """Where the words begin: behind `ان`, a colon or a quotation mark, or what the verb asks for."""
    that = tongue("ar").lists["that"]
    if cue.verb == "راي" and k < len(w) - 2 and w.lows[k] == "في":
        return k  # `رات في العمليه دليلا`
    if cue.act == "denies" and (told := _what_was_told(w, k)) is not None:
        return told
    held, commas = None, 0
    for m in range(k, min(len(w) - 1, k + 18)):
        low = w.lows[m]
        commas += low == ","
        if low in that and (commas % 2 == 0 or w.lows[m - 1] == ","):
            return m + 1 if low in _BARE_THAT else m
        if low in _NOT_THAT and cue.act in _WILLING and w.lows[m + 1][:1] in "يتن":
            return m + 1  # `تامل الا تتكرر`
        if low == ":" or low in _QUOTES:
            return m + 1 if low == ":" else m
        if m == k and low in saying() and w.lows[m].startswith("قاي"):
            continue  # `اردف قايلا ان`
        if low in {".", ";"} or low in saying() or (low == "," and _turns(w, m + 1)):
            break
        if low == "," and m > k and w.lows[k] != "," and cue.act in _CAN_STAND_ALONE - {"warns"}:
            break  # what is confirmed or denied stands at once
        if low not in that and _marks_words(w, m, cue) and held is None:
            plain = (
                cue.act in _CAN_STAND_ALONE and w.lows[k] not in tongue("ar").lists["subject ends"] and w.lows[k] != ","
            )
            held = k if m > k and (plain or cue.verb in _TO_WHAT) else m
            if _that_behind_preposition(w, m) is None:
                return held
        if cue.verb in _ANNOUNCING and (bare(low) in _MASDAR or low in _COUNTS or low[:1].isdigit()) and held is None:
            return k if w.lows[k] in {"عند", "في", "قرب", "علي"} and cue.act == "reports" else m
    if held is not None:
        return held
    direct = cue.act in _CAN_STAND_ALONE or cue.verb in _DIRECT or cue.verb in _EXPRESSING
    if not direct:
        return None
    while k < len(w) - 1 and w.lows[k] == ",":  # `اشترطت، في بيان، تسليم`
        k = next((m + 1 for m in range(k + 1, min(len(w) - 1, k + 9)) if w.lows[m] == ","), len(w))
    return k if k < len(w) - 1 and w.lows[k] not in _BREAKS else None


def _published(sentence: Sentence, w: Words, i: int, cue: Cue, speaker: Span | None) -> Attribution | None:
    """`ما بثته قناه من ان الحكومه اسقطت اسماء`: what an outlet had told, with its own `that`."""
    k = _what_was_told(w, i - 1)
    if k is None or w.lows[k - 1] not in tongue("ar").lists["that"]:
        return None
    act = "says" if cue.act in {"shows", "reports"} else cue.act
    words = (w.starts[k], _stop(w, sentence))
    return Attribution(speaker, (w.starts[i], w.ends[i]), (words,), act, cue.verb, "after")


def _what_was_told(w: Words, k: int) -> int | None:
    """`نفي (صحه) ما نشرته صحف عن بند سري`, `ما اوردته قناه من ان`: where the words begin that are denied."""
    if w.lows[k : k + 1] not in (["ما"], ["صحه"]) or "ما" not in w.lows[k : k + 2]:
        return None
    for m in range(k + 2, min(len(w) - 2, k + 10)):
        if w.lows[m] in _BREAKS:
            return None
        if w.lows[m] in {"عن", "حول", "بشان"}:
            return m + 1
        if w.lows[m] == "من" and w.lows[m + 1] in tongue("ar").lists["that"]:
            return m + 2 if w.lows[m + 1] in _BARE_THAT else m + 1
    return None


#: `That not` in one word; before a noun it means `but`.
_NOT_THAT = frozenset({"الا", "بالا", "والا"})
_WILLING = frozenset({"predicts", "demands", "promises", "warns", "agrees", "orders", "denies"})
#: Verbs that lay one thing to another: both are their words.
_TO_WHAT = frozenset({"عزا", "ارجع", "نسب"})


def _turns(w: Words, k: int) -> bool:
    """True where another verb of saying goes on behind a comma."""
    if k + 1 < len(w) and w.lows[k + 1] in {"عنه", "عنها", "عنهم"}:
        return False
    if k < len(w) and w.lows[k] in _ADVERBIALS:
        return False  # `اضاف، ردا علي سوال، ان`
    return k < len(w) and (w.lows[k] in tongue("ar").cues or w.lows[k] in _CONTRAST | {"لكنه", "لكنها", "لكنهم"})


def _that_behind_preposition(w: Words, m: int) -> int | None:
    """`الي ان`, `من ان`: the words begin behind `ان`."""
    that = tongue("ar").lists["that"]
    return next((n for n in range(m + 1, min(len(w), m + 3)) if w.lows[n] in that), None)


def _standing_before(
    sentence: Sentence, w: Words, i: int, before: tuple[int, int] | None, behind: int
) -> tuple[Span, ...]:  # fmt: skip
    """`..., قال المتحدث`, `وفق ما اعلنه X`: the words stand before the verb, and may go on behind its speaker."""
    first = before[0] if before is not None else i
    while first > 0 and (w.lows[first - 1] in _TOLD_AS or _leads(w.lows[first - 1])):
        first -= 1
    told_as = first < i and before is None
    if first == 0:
        if not told_as or behind + 1 >= len(w) or w.lows[behind] != ",":
            return ()
        return ((w.starts[behind + 1], _stop(w, sentence)),)
    if w.lows[first - 1] not in _BREAKS and not told_as:
        return ()
    about = _about(sentence, w, first, _past_relative(w, behind)) if told_as else []
    if about:
        return about[0]
    last = first - 1
    while last > 0 and w.lows[last] in _COMMAS:
        last -= 1
    return ((w.starts[0], w.ends[last]),) if last > 1 else ()


_LEADS_TOLD = frozenset({"وفق", "حسب", "بحسب", "وفقا", "علي", "وذلك", "خلافا", "طبقا", "مع", "به"})


def _leads(low: str) -> bool:
    return low in _LEADS_TOLD or low[1:] in _LEADS_TOLD


# --- headlines and borders --------------------------------------------------------------------------------------------


def _headline(sentence: Sentence, w: Words) -> Attribution | None:
    """`موسكو: المسلحون خرقوا الهدنه`; a bare country or place is a topic and says nothing."""
    colon = next((m for m in range(1, min(len(w), 9)) if w.lows[m] == ":"), None)
    if colon is None or colon + 2 >= len(w):
        return None
    known = tongue("ar")
    lows = w.lows[:colon]
    if known.kind_of(lows) == "other" and not any(known.country(low) for low in lows):
        return None
    if (colon == 1 and bare(lows[0]) in _TOPICS) or not known.cues.keys().isdisjoint(lows):
        return None
    if lows[0] in tongue("ar").lists["subject ends"] or lows[0] in _NOUN_BEHIND or lows[0] in {"بين", "حول", "بشان"}:
        return None  # `من الزبداني الي بيروت: يوم طويل`
    words = (w.starts[colon + 1], _stop(w, sentence))
    return Attribution(_span(w, 0, colon), (w.starts[colon], w.ends[colon]), (words,), "says", ":", "headline")


_TOPICS = frozenset({"يمن", "سودان", "سوريا", "سوريه", "لبنان", "عراق", "ليبيا", "فلسطين", "اوكرانيا", "غزه", "مصر"})


def _begins(w: Words, one: Attribution) -> int:
    """The word at which an attribution's own clause begins, with the contrast or comma that opens it."""
    assert one.cue is not None
    start = one.cue[0]
    if one.speaker is not None and one.shape == "after":
        start = min(start, one.speaker[0])
    k = w.at(start)
    n = k
    while n > 0 and k - n < 4 and w.lows[n - 1] not in _BREAKS:
        n -= 1
        if w.lows[n] in _CONTRAST or w.lows[n] == "حين":
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
                    (cue.startswith(("و", "ف")) and cue[1:] in tongue("ar").cues)
                    or (k > 0 and w.lows[k - 1] in {",", ";"})
                    or w.lows[k] in _CONTRAST
                    or w.lows[k] in {"في", "وفي"}
                    or (other.shape == "shared" and w.lows[max(0, w.at(other.cue[0]) - 1)] not in _HE_THAT)
                )
            if beside and contents[0][0] < start < contents[0][1]:
                text = w.text[contents[0][0] : start].rstrip(" ،,;؛")
                text = re.sub(r"[\s,]+(?:و?لكن(?:ه|ها|هم)?|ثم|كما|قد|وقد|وكان|وكانت|غير ان|الا ان)$", "", text)
                contents = ((contents[0][0], contents[0][0] + len(text)),)
        if contents[0][1] > contents[0][0]:
            made.append(remade(one, contents=contents))
    return made
