"""A verb of saying with its subject, before or behind it, and its words."""

from dataclasses import dataclass, replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.feelings import own_will, what_is_expressed
from trucekeeper.reader.tongues.arabic.fronted import (
    LEAFLETS,
    agrees_before,
    is_nominal,
    is_source,
    pictures_do,
    subject_before,
)
from trucekeeper.reader.tongues.arabic.going_on import goes_on, points_back
from trucekeeper.reader.tongues.arabic.passing_on import as_described, passed_on, published, responsible
from trucekeeper.reader.tongues.arabic.silence import (
    asked_of_things,
    either,
    is_passive,
    no_person,
    says_nothing,
    stands_free,
)
from trucekeeper.reader.tongues.arabic.subjects import is_addressee, names_another, shortest, subject_behind
from trucekeeper.reader.tongues.arabic.vocabulary import (
    ALL,
    BREAKS,
    BUT,
    CAN_STAND_ALONE,
    EXPRESSING,
    HE_THAT,
    NEGATIONS,
    OF_WHOM,
    THEN,
    Span,
    behind_aside,
    is_aside,
    is_told_as,
    leads,
    that_follows,
)
from trucekeeper.reader.tongues.arabic.wording import (
    cue_span,
    is_also,
    past_manner,
    put_between,
    standing_before,
    words_begin,
)
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.tables import Cue, tongue
from trucekeeper.reader.words import Words


@dataclass(slots=True)
class Verb:
    """A verb of saying while it is read.

    Attributes:
        at: Which word it is.
        first: The word behind it at which its subject may begin.
        expressed: The act of what is felt or willed, and where the words about it begin.
        pronoun: `انه` stands before it: it is what somebody said.
        asked: `طلب من`: whom is asked stands behind it, not who asks.
        renewed: `وجدد دعوته`: whoever spoke before.
        subject: The phrase behind it that names who speaks.
        before: The phrase before it that does.
        behind: The word at which its words may begin.
    """

    sentence: Sentence
    w: Words
    at: int
    cue: Cue
    found: list[Attribution]
    negated: bool
    first: int
    expressed: tuple[str, int] | None = None
    pronoun: bool = False
    asked: bool = False
    renewed: bool = False
    subject: tuple[int, int] | None = None
    before: tuple[int, int] | None = None
    behind: int = 0


def at_verb(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    """What the verb at word i attributes: its subject is looked for on both sides, and then its words."""
    verb = _begun(sentence, w, i, cue, found)
    if verb.cue.verb == "اعلن" and not _HIS_DOING.isdisjoint(w.lows[verb.first : verb.first + 8]):
        return responsible(sentence, w, i, verb.first)
    if says_nothing(w, i, verb.first, verb.cue) or (verb.cue.act in {"promises", "warns"} and no_person(w, i)):
        return None
    if not _feels(verb) or (verb.pronoun and verb.cue.act in _STILL_HIS):
        return None
    if verb.cue.verb == "نقل":
        return passed_on(sentence, w, i, verb.first)
    if (other := _called_untrue(verb) or _passed_or_described(verb)) is not None:
        return other
    if _names_nobody(verb):
        return None
    _find_subject(verb)
    _weigh_before(verb)
    return _untrue(verb) or _with_words(verb)


def _called_untrue(verb: Verb) -> Attribution | None:
    """`ووصفه بانه محض افتراء`, `واعتبرته الحركه تلفيقا`: what was said before is denied."""
    w, i, cue = verb.w, verb.at, verb.cue
    if not cue.object_in_it or cue.verb not in _CALLS:
        return None
    ends = next((m for m in range(i + 1, min(len(w), i + 9)) if w.lows[m] in BREAKS), min(len(w), i + 9))
    false = next((m for m in range(i + 1, ends) if w.lows[m].lstrip("وب").removeprefix("ال").startswith(_FALSE)), None)
    if false is None:
        return None
    stop = next((m for m in range(i + 1, false) if w.lows[m].startswith("ب") or w.lows[m] == "محض"), false)
    named = stop > i + 1 and is_source(w, i + 1, stop)
    speaker = span_of(w, i + 1, stop) if named else goes_on(w, i, verb.found)
    span = span_of(w, i, i + 1)
    return Attribution(speaker, span, (span,), "denies", cue.verb, "taken") if speaker is not None else None


def _untrue(verb: Verb) -> Attribution | None:
    """`كذب، يقول عضو في الوفد`: a verdict on what was said before."""
    w, i = verb.w, verb.at
    if not (1 < i < _VERDICT and w.lows[i - 1] == "," and verb.subject is not None and _is_verdict(w.lows[: i - 1])):
        return None
    who, words = span_of(w, *verb.subject), (w.starts[0], w.ends[i - 2])
    return Attribution(who, (w.starts[i], w.ends[i]), (words,), "denies", verb.cue.verb, "taken", negated=verb.negated)


#: So many words a verdict has at most, with its comma.
_VERDICT = 9


def _is_verdict(lows: list[str]) -> bool:
    """`كذب`, `محض افتراء`, `لا صحه لذلك حتي الان`: nothing but that it is untrue."""
    if lows[:2] in (["لا", "صحه"], ["لا", "اساس"]):
        return lows[2:3] != [] and lows[2] in _OF_THAT
    return len(lows) < 3 and any(low.startswith(_FALSE) for low in lows)


_CALLS = frozenset({"وصف", "اعتبر", "عد"})
_OF_THAT = frozenset({"لذلك", "لهذا", "له", "لها", "لهذه", "للخبر"})
_FALSE = ("كذب", "كاذب", "اكاذيب", "افتراء", "ملفق", "تلفيق", "مختلق", "مفبرك", "هراء")


#: What one says he did; and acts that behind `انه` are still what somebody else said.
_HIS_DOING = frozenset({"مسووليته", "مسووليتها", "مسووليتهم"})
_STILL_HIS = frozenset({"says", "reports", "confirms", "shows", "agrees"})


def _begun(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Verb:
    """The verb with its negation, and past the adverbs and addressees behind it."""
    adverbs = tongue("ar").lists["adverbs"]
    negated = i > 0 and w.lows[i - 1] in NEGATIONS and w.lows[i - 1] not in {"ما", "وما"}
    if cue.verb == "استبعد":
        cue, negated = (replace(cue, act="says"), False) if negated else (cue, False)
    if negated and cue.verb in {"انكر", "نفي"} and not either(w, i):
        cue, negated = replace(cue, act="admits"), False  # `لم ينكر ان`
    if cue.verb == "اخفي":
        negated = not negated  # `لا يخفي خشيته`
    first = i + 1
    while first < len(w) and (w.lows[first] in adverbs or is_addressee(w, first) or is_aside(w, first)):
        first += 2 if is_aside(w, first) else 1
    if cue.we and cue.verb in _TELLS_WHOM and first < len(w) and _told_us(w, i, first):
        cue = replace(cue, we=False)  # `حسبما ابلغنا مسعفون`
    if cue.verb == "عزا" and "الي" not in w.lows[first : first + 12]:
        cue = Cue("positions", "عزي", "ب", ("ب",))
    return Verb(sentence, w, i, cue, found, negated, first)


_TELLS_WHOM = frozenset({"ابلغ", "اخبر", "افاد", "طمان", "نبه", "حذر", "وعد", "ذكر"})


def _told_us(w: Words, i: int, first: int) -> bool:
    """True where `نا` is who was told: whoever told it stands behind, or `as` before."""
    if w.lows[first] in tongue("ar").lists["that"] or w.lows[first] in {"عن", "في", "من", ",", ":"}:
        before = subject_before(w, i)  # `مصدر في الصليب الاحمر ابلغنا بان`
        return before is not None and before[1] == i and is_source(w, *before)
    return is_told_as(w, i) or tongue("ar").kind_of(w.lows[first : first + 2]) != "other"


def _feels(verb: Verb) -> bool:
    """Read what is felt, willed or renewed; False for a verb of expressing that expresses nothing."""
    w, i = verb.w, verb.at
    expressed = what_is_expressed(w, verb.first, verb.cue)
    if verb.cue.verb in EXPRESSING and expressed is None and verb.cue.verb not in {"اعرب", "عبر"}:
        return False
    verb.renewed = expressed is not None and expressed[1] == verb.first and w.lows[i].startswith("وجدد")
    if expressed is None and verb.cue.verb in {"ابلغ", "اعلن"}:
        expressed = own_will(w, verb.first)
    if expressed is not None:
        verb.expressed, verb.cue = expressed, replace(verb.cue, act=expressed[0])
    verb.pronoun = i > 0 and w.lows[i - 1] in HE_THAT and not (i > 1 and w.lows[i - 2] in BUT)
    return True


def _passed_or_described(verb: Verb) -> Attribution | None:
    """`نسب الي مصدر قوله`, `وصف العمليه بانها`."""
    if verb.cue.verb == "نسب":
        return passed_on(verb.sentence, verb.w, verb.at, verb.first, "الي")
    if verb.cue.verb == "وصف" and not verb.cue.we:
        return as_described(verb.sentence, verb.w, verb.at, verb.first)
    return None


def _names_nobody(verb: Verb) -> bool:
    """True for what was asked of things, and for what was heard by nobody who is named."""
    w, i = verb.w, verb.at
    if verb.cue.verb == "طلب":
        if w.lows[i + 1 : i + 2] in (["منا"], ["مني"]) and tongue("ar").kind_of(w.lows[i + 2 : i + 3]) != "other":
            verb.first = i + 2  # `طلب منا المنظمون`
        else:
            verb.asked = i + 1 < len(w) and w.lows[i + 1] in OF_WHOM
    if verb.asked and w.lows[i + 1] in {"منه", "منها", "منهم"} and asked_of_things(w, i):
        return True  # `سيارات الاسعاف طلب منها الرحيل`
    if verb.cue.verb == "التزم" and verb.found and _behind_that(w, i):
        return True  # `ان الطرفين التزما بالهدنه`: that they kept it
    heard = verb.cue.verb == "سمع"
    # `ان زملاءه سمعوا انفجارات` is still what was said; `سمعت انفجارات` names nobody
    return heard and ((bool(verb.found) and not stands_free(w, i)) or is_passive(w, i, verb.first))


def _behind_that(w: Words, i: int) -> bool:
    before = subject_before(w, i)
    return before is not None and is_nominal(w, *before)


def _find_subject(verb: Verb) -> None:
    """The phrase behind the verb that says who speaks: not whom is thanked, asked or accused."""
    w, i, cue = verb.w, verb.at, verb.cue
    unnamed = cue.we or verb.asked or verb.pronoun or verb.renewed
    subject = None if unnamed else subject_behind(w, verb.first, cue)
    verb.behind = i + 1 if verb.asked else verb.first
    if subject is None:
        return
    if cue.act == "accuses" and w.lows[subject[0]] == "كل" and subject[1] - subject[0] > 2:
        subject = (subject[0], shortest(w, subject[0]))
    joined = verb.found and w.lows[i][:1] == "و" and cue.verb in _TO_WHOM
    if (joined and not names_another(w, subject[1], cue)) or (cue.act == "demands" and w.lows[subject[0]] in ALL):
        return  # `ويشكر سلطنه عمان`: whom, not who
    aside = behind_aside(w, subject[1]) if cue.act in CAN_STAND_ALONE else None
    if cue.act == "accuses" and aside is None and not cue.object_in_it and not names_another(w, subject[1], cue):
        short = (subject[0], shortest(w, subject[0]))
        if short[1] >= subject[1] or not names_another(w, short[1], cue):
            return  # the only phrase behind `اتهم` is the accused
        subject = short
    verb.subject, verb.behind = subject, aside if aside is not None else subject[1]


_TO_WHOM = frozenset({"شكر", "هنا", "حيا", "ثمنت", "بارك", "ناشد", "حث"})


def _weigh_before(verb: Verb) -> None:
    """The phrase before the verb, where that and not the one behind is who speaks."""
    w, i, cue = verb.w, verb.at, verb.cue
    before = subject_before(w, i) if not (cue.we or verb.pronoun) else None
    if before is not None and verb.subject is not None and not _is_fronted(verb, before):
        before = None
    verb.before = before
    contrast = i > 1 and w.lows[i - 1] in HE_THAT and w.lows[i - 2] in BUT  # `غير انها اعتبرت`: who spoke before
    if verb.subject is not None and (before is not None or contrast):
        verb.subject, verb.behind = None, i + 1 if verb.asked else verb.first
    if cue.act in {"accuses", "denies"}:
        verb.behind = past_manner(w, verb.behind)


def _is_fronted(verb: Verb, before: tuple[int, int]) -> bool:
    """True where what stands before the verb is its subject although a phrase stands behind it too."""
    w, i = verb.w, verb.at
    if (before[1] == i and is_nominal(w, *before)) or pictures_do(w.lows[i]) or agrees_before(w, i, before):
        return True
    if before[0] and w.lows[before[0] - 1].removeprefix("و") == "اما" and w.lows[i].startswith("ف"):
        return True  # `اما الحركه فاعتبرته دفعه اولي`
    return w.lows[before[0]] in LEAFLETS or (is_source(w, *before) and not verb.cue.object_in_it)


_WE_ALONE = frozenset({"اننا", "واننا", "فاننا", "نحن", "ونحن", "انني", "وانني", "انا", "وانا"})


def _speaker(verb: Verb) -> Span | None:
    if verb.cue.we:
        we = verb.at - 1 if verb.at and verb.w.lows[verb.at - 1] in _WE_ALONE else verb.at  # `اننا نطالب`
        return span_of(verb.w, we, we + 1)
    named = verb.subject or verb.before
    return span_of(verb.w, *named) if named is not None else None


def _with_words(verb: Verb) -> Attribution | None:
    """The attribution, with the words that stand behind the verb, before it or on both sides."""
    w, i, cue = verb.w, verb.at, verb.cue
    speaker = _speaker(verb)
    told_as = is_told_as(w, i) and not that_follows(w, verb.behind) and not is_also(w, i, verb.behind, cue)
    span = cue_span(w, i, told_as=told_as)
    if speaker is not None and (pointed := points_back(w, i, cue)) is not None:
        act = "denies" if pointed[1] == "taken" and cue.verb == "رد" else cue.act
        return Attribution(speaker, span, (pointed[0],), act, cue.verb, pointed[1], negated=verb.negated)
    if told_as and w.lows[i - 1] == "ما" and (i < 2 or not leads(w.lows[i - 2])):
        of_that = cue.object_in_it and speaker is not None
        return published(verb.sentence, w, i, cue, speaker) if of_that else None  # `نفي ما نشرته صحف`
    tells = w.lows[i + 1 : i + 2] != [] and w.lows[i + 1] in tongue("ar").lists["that"]  # `الصليب الاحمر ابلغه بانه`
    if cue.object_in_it and not told_as and i and not tells and not stands_free(w, i):
        return None  # `تسجيل نشره ناشطون`
    if verb.subject is not None and verb.first < verb.subject[0] and w.lows[verb.first] in {"ذلك", "هذا"}:
        this = span_of(w, verb.first, verb.first + 1)
        return Attribution(speaker, span, (this,), cue.act, cue.verb, "taken", negated=verb.negated)
    return _as_it_stands(verb, speaker, span, told_as=told_as)


def _as_it_stands(verb: Verb, speaker: Span | None, span: Span, *, told_as: bool) -> Attribution | None:
    w, cue, expressed = verb.w, verb.cue, verb.expressed
    k = expressed[1] if expressed is not None and expressed[1] >= verb.behind else words_begin(w, verb.behind, cue)
    k = k if k is not None and k < len(w) else None
    act = "says" if told_as and cue.act in {"shows", "reports"} else cue.act
    shape, contents = "after", tuple[Span, ...]()
    if k is None and (around := put_between(verb.sentence, w, verb.at, verb.subject)) is not None:
        shape = "before" if verb.subject is not None else "shared"
        who = speaker if verb.subject is not None else verb.found[-1].speaker if verb.found else None
        return Attribution(who, span, around, act, cue.verb, shape, negated=verb.negated)
    if k is None or told_as:
        contents, shape = standing_before(verb.sentence, w, verb.at, verb.before, verb.behind), "before"
    else:
        k = past_manner(w, k)
        contents = ((w.starts[k + (w.lows[k] in THEN and k < len(w) - 2)], stop_of(w, verb.sentence)),)
    if not contents or contents[0][1] - contents[0][0] < 3:
        return None
    if speaker is None:
        speaker, shape = goes_on(w, verb.at, verb.found), "shared"
    return Attribution(speaker, span, contents, act, cue.verb, shape, negated=verb.negated)


def of_source(sentence: Sentence, w: Words, i: int, found: list[Attribution]) -> Attribution | None:
    """`بحسب الدفاع المدني الذي اتهم طايرات بشنها`: what else a source says of which a relative clause tells."""
    k = i + 1
    while k < len(w) - 1 and w.lows[k] in _AUXILIARY:
        k += 1
    cue = tongue("ar").cues.get(w.lows[k]) if k < len(w) - 2 else None
    before = i - 1 - (w.lows[i - 1] == ",") if i else 0
    who = next((one.speaker for one in found if one.speaker and one.speaker[1] == w.ends[before]), None)
    if cue is None or who is None or cue.we or cue.object_in_it:
        return None
    start = words_begin(w, past_manner(w, k + 1), cue)
    if start is None or says_nothing(w, k, k + 1, cue):
        return None
    rest = min((part[0] for one in found for part in one.contents if part[0] > w.starts[start]), default=None)
    comma = next((m for m in range(start + 1, len(w)) if w.lows[m] == ","), None) if rest is not None else None
    words = ((w.starts[start], stop_of(w, sentence) if comma is None else w.ends[comma - 1]),)
    return Attribution(
        who, span_of(w, k, k + 1), words, cue.act, cue.verb, "shared", negated=w.lows[k - 1] in NEGATIONS
    )


_AUXILIARY = frozenset({"قد", "لم", "لا", "كان", "كانت", "كانوا", "ايضا", "بدوره", "بدورها"})
