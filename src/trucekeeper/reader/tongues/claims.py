"""Proposed claims of a paragraph in Arabic or Russian, in the shape of every other proposal."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise, takewhile

from msgspec.structs import replace

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.actors import Actor
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.dating import Reference, When, head, when
from trucekeeper.reader.engines.agreement import merged
from trucekeeper.reader.how_often import how_often
from trucekeeper.reader.incident import named, side_of_doer
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.linking import About
from trucekeeper.reader.main_number import meant
from trucekeeper.reader.occasion import FIRE, Occasions, Told, counted_from, observed
from trucekeeper.reader.proposal import Mention, Proposal, Span, Stretch
from trucekeeper.reader.sentences import Sentence, quotations, sentences
from trucekeeper.reader.tongues.arabic import sentence as arabic
from trucekeeper.reader.tongues.arabic.going_on import who_is_asked
from trucekeeper.reader.tongues.arabic.sources import HIS_SAYING
from trucekeeper.reader.tongues.counting import as_many, number_words, one_person, one_thing, quantities
from trucekeeper.reader.tongues.doing import doers
from trucekeeper.reader.tongues.naming import Names, actors, identify, names
from trucekeeper.reader.tongues.offices import meant as of_office
from trucekeeper.reader.tongues.quiet import bars, holds_fire
from trucekeeper.reader.tongues.russian import sentence as russian
from trucekeeper.reader.tongues.stretches import has_verb, stretches
from trucekeeper.reader.tongues.tables import Tongue, tongue
from trucekeeper.reader.tongues.telling import (
    corrects,
    dateline,
    had_said,
    hearsay_ends,
    knows_nothing,
    opener,
    past_connectors,
    says_it_erred,
)
from trucekeeper.reader.tongues.where import where as place_of
from trucekeeper.reader.words import Words, words

_ENGINES = {"ar": arabic.attributions, "ru": russian.attributions}
_PRONOUNS = frozenset(
    {"он", "она", "они", "оно", "там", "его", "ее", "ним", "ней", "هو", "هي", "هم", "هولاء", *HIS_SAYING}
)
_AND_THAT = {
    "ar": re.compile(
        r"\s*[,،]?\s+(?:وان|وبان)\s+|\s*[,،]?\s+(?=وب?ان(?:ه|ها|هم|هما|هن|نا|ي|ني)\s)|\s*[;؛]\s*|\s*,\s+(?=(?:و)?كان(?:ت)?\s+(?:من\s+ال)?مقرر)|"
        r"\s*,\s+(?:(?:غير|الا|بيد)\s+)(?=ان(?:ه|ها|هم|هما)\s)|\s*,\s+(?:لكن|ولكن|غير\s+ان|الا\s+ان|بيد\s+ان|بينما|فيما|في\s+حين|وذلك\s+بعد\s+ان|بعد\s+ان|بعدما|اما)\s+|"
        r"\s*,\s+(?=مما?\s+(?:ادي|اسفر|تسبب|اوقع))|"
        r"\s+(?=واصابه\s)|\s*,\s+(?=(?:نقل|توفي|قتل|اصيب|غادر|عاد|وصل|خرج)(?:ت|وا)?\s+(?:منهم|منها|بينهم))|\s*,\s+(?=(?:اسفرت?|خلفت?|اوقعت?|ادت|ادي|اودت|اودي)\s)|\s*,\s+(?=(?:ثم\s|تل(?:ته|تها|اه|اها)\s|و(?:نحو|حوالي|قرابه|زهاء)\s))|"
        r"\s*,?\s+(?=و(?:اطلق|جرح|قتل|اصيب|قصف|منع|غادر|خرج|وصل|احتجز|لم|اوقف|استانف|عاد|دخل|سقط|شوهد|تعرض|سلم|افرج|"
        r"صادر|احرق|توجه|توقف|انتهي|فتش|اعتقل|اجلي|انطلق|عبر|تحرك|بقي|استقبل|نقل)(?:ت|وا|نا|ه|ها|هم)?(?=\s))|"
        r"\s*,\s+(?=ف(?:اطلق|جرح|قتل|اصيب|قصف|منع|غادر|خرج|وصل|احتجز|لم\s|اوقف|عاد|توقف|تاخر|انطلق|عبر)(?:ت|وا)?\s?)|"
        r"\s*,\s+و(?:يتوقع|ينتظر|يرجح|من\s+ال?(?:متوقع|منتظر|مقرر|مرجح))\s+ان\s+|"
        r"\s*,\s+(?=ولا\s+[تي]زال|وما\s+[تي]?زال|وفي\s+\S+\s+نفسه|وبعدها|وبعد\s+ذلك)"
    ),
    "ru": re.compile(
        r"\s*,?\s+(?:и|а\s+также|а|но)\s*,?\s+что\s+|\s*;\s*|\s*,\s+(?:хотя|тогда\s+как)\s+|\s*,\s+потому\s+что\s+|"
        r"\s*,\s+(?:а|но|однако|зато)\s+|\s*,?\s+и\s+|\s*,\s+"
    ),
}


@dataclass(slots=True)
class Teller:
    """What is remembered while a report is read: who spoke, what was told last."""

    view: Lens
    language: str
    source: str
    known: Names
    speakers: list[Mention] = field(default_factory=list)
    near: tuple[str, ...] = ()
    last: list[Proposal] = field(default_factory=list)
    replaces: bool = False
    retold: dict[int, Proposal] = field(default_factory=dict)
    open: tuple[Attribution, Mention] | None = None
    sentence: int = 0
    whole: int = 0
    unit: str = "people"
    quantity: Quantity | None = None
    entry: int = -1
    until: int = 0
    before: Span | None = None
    lately: tuple[Attribution, Mention] | None = None
    occasions: Occasions = field(default_factory=Occasions)


def teller(view: Lens, language: str, source: str) -> Teller:
    """Begin a report in a language."""
    return Teller(view, language, source, names(view.deal, language))


def claims(
    told: Teller, text: str, paragraph: Span, number: int, ref: Reference,
    second: dict[int, list[Attribution]] | None = None,
) -> list[Proposal]:  # fmt: skip
    """Propose the claims of one paragraph.

    Args:
        told: What is remembered.
        text: The folded text.
        paragraph: Its span.
        number: Which paragraph it is.
        ref: What times are counted from.
        second: What another engine found, by the start of the sentence.
    """
    quotes = quotations(text, paragraph)
    told.unit = "people"
    told.entry = paragraph[0] if paragraph[0] and text[paragraph[0] - 1] != "\n" else -1
    made: list[Proposal] = []
    headed = head(text, *paragraph, ref, told.language)
    told.occasions.headed(_interval(headed) if headed is not None else None)
    opened = 0
    for whole in sentences(text, paragraph, number):
        told.occasions.next_sentence(number)
        others = second.get(whole.start, []) if second is not None else []
        told.open = None
        told.sentence, opened, told.whole = opened, len(made), whole.start
        told.lately = None
        for sentence, w in stretches(text, whole, tongue(told.language)):
            read = _ENGINES[told.language](sentence, w, quotes)
            found = [one for one in read if not one.negated]
            if not found and read and read[0].speaker is not None:
                _speaker(told, read[0].speaker, w)  # who did not say so may be meant by `he` behind it
            if second is not None:
                inside = [o for o in others if o.cue is not None and sentence.start <= o.cue[0] < sentence.end]
                found = merged(found, inside)
            made += _stretch(told, found, sentence, w, ref, made)
            if told.language == "ar" and (asked := who_is_asked(w)) is not None:
                _speaker(told, asked, w)  # `سيل المتحدث عن قول الجيش ان ... . فاجاب`
            told.last = made or told.last
            told.before = _trimmed(text, (sentence.start, sentence.end))
            if made and made[-1].clauses:
                told.near = told.view.links.remembered(made[-1].clauses, told.near)
    told.last = made or told.last
    kept = [one for one in made if id(one) not in told.retold]
    told.retold.clear()  # by id, which is theirs only while they are held
    return kept


def _stretch(
    told: Teller, found: list[Attribution], s: Sentence, w: Words, ref: Reference, earlier: list[Proposal]
) -> list[Proposal]:  # fmt: skip
    """What one stretch of a sentence tells: what is said in it, and what the author adds."""
    text, language = w.text[s.start : s.end], told.language
    if says_it_erred(text, language):
        told.replaces = True
        return []
    if (announced := corrects(text, language)) is not None:
        told.replaces = had_said(text, language)
        return [] if told.replaces else _narrated(told, s, _from(w, s.start + announced, s.end), ref, must=True)
    replaces, told.replaces = told.replaces, False
    made: list[Proposal] = []
    for one in found:
        made += _attributed(told, one, found, s, w, ref, [*earlier, *made])
    if not found and told.open is None and language == "ru" and not _HEARSAY.isdisjoint(w.lows):
        told.open = told.lately  # `..., X винит Y: те якобы развернули автобусы`
    if not found and told.open is not None:
        return _carried_on(told, s, w, ref)
    if not found:
        return _narrated(told, s, _from(w, s.start + opener(text, language), s.end), ref, must=replaces)
    if told.language == "ar" and not made and all(one.speaker is None for one in found) and not told.speakers:
        return _narrated(told, s, w, ref, must=replaces)  # `اعلن في صنعاء عن وصول الدفعه`: nobody is named
    told.open = _still_open(found, made, w)
    told.lately = next(((found[-1], p.speaker) for p in reversed(made) if p.speaker is not None), None)
    made += _also_before(told, found, made, s, w, ref, earlier)
    for rest in _left_over(found, s, w):
        if told.language == "ar" and _only_circumstance(rest.lows):
            continue
        made += _narrated(told, s, rest, ref)
    return made


def _only_circumstance(lows: list[str]) -> bool:
    """`وعن اسباب التاخير، قال`, `في اول تعليق له، اتهم`: what it is said of, or at which occasion, is nothing told."""
    return len(lows) < _FEW_MORE and lows[0] in _ABOUT_WHAT and not any(low[:1].isdigit() for low in lows)


_ABOUT_WHAT = frozenset(word for line in sections("ar_words.txt")["about what"] for word in line.split())
_FEW_MORE = 9


def _also_before(
    told: Teller, found: list[Attribution], made: list[Proposal], s: Sentence, w: Words, ref: Reference,
    earlier: list[Proposal],
) -> list[Proposal]:  # fmt: skip
    """`A; B, сообщает X`: what stands before the semicolon is X's word too, where nobody else says it."""
    last = found[-1]
    if last.shape not in {"before", "cited"} or len(last.contents) > 1 or last.contents[0][0] > w.starts[0]:
        return []
    plain = [p for p in earlier if p.speaker is None and p.content[0][0] >= told.whole]
    speakers = [p.speaker for p in made if p.cue == last.cue and p.speaker is not None]
    if not plain or not speakers or len(plain) != sum(p.content[0][0] >= told.whole for p in earlier):
        return []
    told.retold.update({id(p): p for p in plain})  # held, so that no other gets its id
    return [_claim(told, speakers[0], (), last, p.content, s, w, ref) for p in plain]


def _still_open(found: list[Attribution], made: list[Proposal], w: Words) -> tuple[Attribution, Mention] | None:
    """Who goes on behind a semicolon or a colon: whose `that` clause reached the end."""
    last = found[-1]
    ends = bool(made) and made[-1].speaker is not None and made[-1].cue == last.cue
    if not ends or made[-1].speaker is None:
        return None
    if last.shape == "before":
        going = len(last.contents) == 2 and w.ends[-1] - last.contents[-1][1] < 3
        return (last, made[-1].speaker) if going else None
    if last.shape not in {"after", "shared"}:
        return None
    k = w.at(last.contents[-1][0])
    opened = k > 0 and w.lows[k - 1] in _THAT
    return (last, made[-1].speaker) if opened and w.ends[-1] - last.contents[-1][1] < 3 else None


_HEARSAY = frozenset({"якобы", "мол", "дескать"})
_THAT = frozenset({"что", "чтобы", "ان", "بان", "انه", "انها", "بانه", "بانها"})


def _carried_on(told: Teller, s: Sentence, w: Words, ref: Reference) -> list[Proposal]:
    """A stretch behind a semicolon that is still what was said."""
    assert told.open is not None
    one, speaker = told.open
    last = len(w)
    while last > 1 and not w.raw(last - 1)[0].isalnum():
        last -= 1
    if last < 2:
        return []
    part = replace(one, contents=((w.starts[0], w.ends[last - 1]),), shape="shared")
    return [
        _claim(told, speaker, (), part, (span,), s, w, ref) for span in _parts(w.text, part.contents[0], told.language)
    ]


def _from(w: Words, start: int, end: int) -> Words:
    """The words of a part; the same where it is all of them."""
    return w if not w.starts or (start <= w.starts[0] and end >= w.ends[-1]) else words(w.text, start, end)


def _left_over(found: list[Attribution], s: Sentence, w: Words) -> list[Words]:
    """Whole clauses before, between and behind what is said: the author tells them."""
    taken = sorted(
        (min(a for a, _ in spans), max(b for _, b in spans))
        for one in found
        if (
            spans := [
                span
                for span in (one.speaker if one.shape != "shared" else None, one.cue, *one.contents)
                if span and s.start <= span[0] < s.end
            ]
        )
    )
    left: list[Words] = []
    at = s.start
    for start, end in [*taken, (s.end, s.end)]:
        if start - at > 12 and (rest := _clause_between(w, at, start, s)) is not None:
            left.append(rest)
        at = max(at, end)
    return left


def _clause_between(w: Words, start: int, end: int, s: Sentence) -> Words | None:
    """The words between two spans where commas part them from what is said on either side."""
    first, last = w.at(start), w.at(end)
    joints = {",", ";", "—", "–", "-"}
    if first > 0 and (first >= len(w) or w.lows[first] not in joints):
        return None
    if last < len(w):
        while last > first and w.lows[last - 1] not in joints and w.lows[last - 1] not in {"и", "а", "но"}:
            last -= 1  # what opens the next clause (`while`, `but`) belongs to it
    while first < last and w.lows[first] in joints | _JOINTS:
        first += 1
    while last > first and w.lows[last - 1] in joints | _JOINTS | {".", "!"}:
        last -= 1
    return words(w.text, w.starts[first], w.ends[last - 1]) if last - first >= 3 else None


_JOINTS = frozenset({"а", "но", "и", "однако", "тогда", "как", "بينما", "فيما", "لكن", "غير", "ان", "حين", "في"})


def _attributed(
    told: Teller, one: Attribution, found: list[Attribution], s: Sentence, w: Words, ref: Reference,
    earlier: list[Proposal],
) -> list[Proposal]:  # fmt: skip
    speakers = _speakers(told, one, w)
    if not speakers or any(_holds(o, one) for o in found if one.act == "agrees" and o.act in {"says", "confirms"}):
        return []
    via = tuple(
        _mention(told, o.speaker, w)
        for o in found
        if o is not one and o.speaker is not None and one.cue is not None and one.cue != o.cue and _passes(o, one)
    )
    inner = [o for o in found if o is not one and o.cue is not None and o.act != "agrees" and _passes(one, o)]
    begins = one.contents[0][0]
    if one.act == "says" and any(_begins(o) - begins < 8 or _fills(o, one.contents[0]) for o in inner):
        return []
    parts: list[tuple[Span, ...]] = [one.contents]
    aside: list[tuple[Span, ...]] = []
    if len(one.contents) == 1:
        parts = [(part,) for part in _parts(w.text, one.contents[0], told.language)]
        if told.language == "ar" and one.act not in _TELLING and w.lows[w.at(begins) - 1] not in _OPENS_WORDS:
            own = 1 + sum(1 for _ in takewhile(lambda part: _CAME_OF_IT.match(w.text, part[0][0]), parts[1:]))
            parts, aside = parts[:own], parts[own:]  # behind what is demanded or counted the author goes on
        if told.language == "ar" and one.act == "accuses":
            parts = [(charge,) for part in parts for charge in _each_charge(w.text, part[0])]
        parts = [part for part in parts if len(parts) == 1 or not any(_fills(o, part[0]) for o in inner)]
        if told.language == "ru" and len(parts) > 1:
            sure = [part for part in parts if not knows_nothing(w.text[slice(*part[0])], told.language)]
            parts = sure or parts  # `подтвердить их организация не может` is no claim
    elif told.language == "ar" and _BUT_AGAIN.match(w.text, one.contents[-1][0]) is not None:
        parts = [(span,) for span in one.contents]  # `لم يفتش احد، يستدرك الضابط، لكن ثلاثه اعيدوا`
    elif one.contents[-1][1] - one.contents[-1][0] > 20:
        first, *rest = _parts(w.text, one.contents[-1], told.language)
        parts = [(*one.contents[:-1], first), *((part,) for part in rest)]
    if (before := _meant_before(told, one, w, earlier)) is not None:
        one, parts = before
    made = [_claim(told, speaker, via, one, part, s, w, ref) for speaker in speakers for part in parts]
    for part in aside:
        made += _narrated(told, s, words(w.text, *part[0]), ref)
    return made


_BUT_AGAIN = re.compile(r"(?:و?لكن|غير ان|الا ان|بيد ان)\s")
#: What came of it is told by who counted it.
_CAME_OF_IT = re.compile(r"(?:مما?|ما|اسفرت?|ادت?ي?|خلفت?|اوقعت?|تسببت?|اودت?ي?|واصابه|وجرح|واستشهاد)\s")
_AND_OF = re.compile(
    r"\s+(?=وب\w{4})|\s+(?=و(?:احتجاز|قتل|منع|قصف|استهداف|اطلاق|خطف|اعتقال|عرقله|حرق|احراق|نهب|مهاجمه|اغلاق|اقتحام|سرقه)\s)"
)


def _each_charge(text: str, span: Span) -> list[Span]:
    """`حماس بخرق التهديه وبالامتناع عن تسليم القايمه`: two things that somebody is accused of."""
    cuts = [
        joint.span()
        for joint in _AND_OF.finditer(text, *span)
        if joint.start() - span[0] > 8 and span[1] - joint.end() > 8
    ]
    begins = [span[0], *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), span[1]]
    return [*zip(begins, ends, strict=True)]


_TELLING = frozenset({"says", "confirms", "denies", "admits"})
_OPENS_WORDS = _THAT | {":", "«", '"', "“"}


def _passes(outer: Attribution, inner: Attribution) -> bool:
    """True when the outer one passes the inner one on: it holds it, or only cites the same words (`quoting Y`)."""
    if inner.shape == "cited":
        (a, b), (c, d) = inner.contents[0], outer.contents[0]
        return outer.shape != "cited" and min(b, d) > max(a, c)
    return outer.shape != "cited" and _holds(outer, inner)


def _fills(inner: Attribution, part: Span) -> bool:
    """True when most of a part is somebody else's words."""
    start, end = min(_begins(inner), inner.contents[0][0]), inner.contents[-1][1]
    return (min(end, part[1]) - max(start, part[0])) * 10 >= (part[1] - part[0]) * 6


def _meant_before(
    told: Teller, one: Attribution, w: Words, earlier: list[Proposal]
) -> tuple[Attribution, list[tuple[Span, ...]]] | None:  # fmt: skip
    """The words said before, where a denial or `of this` only points at them."""
    known = tongue(told.language)
    first, last = w.at(one.contents[0][0]), w.at(one.contents[-1][1])
    before = earlier or told.last
    if one.shape == "retold" and not earlier and told.before is not None and told.language == "ru":
        return one, [(told.before,)]
    if not before or last <= first:
        return None
    lows = w.lows[first:last]
    if one.shape == "retold":
        plain = [p for p in earlier if p.speaker is None and p.content[0][0] >= told.whole]
        plain = plain or [p for p in earlier[told.sentence :] if p.speaker is None]
        if not plain and told.language == "ru" and told.before is not None and len(earlier) == told.sentence:
            return one, [(told.before,)]
        told.retold.update({id(p): p for p in plain})  # held, so that no other gets its id
        return (one, [p.content for p in plain]) if plain else None
    false = one.act in {"says", "confirms"} and last - first <= 6 and _says_false(lows, told.language)
    if (
        one.shape != "taken"
        and not false
        and not (
            one.act == "denies"
            and last - first <= 3
            and (
                any(known.has(low, known.lists["taken up"]) for low in lows[:2])
                or (last - first == 1 and lows[0] in {"его", "ее", "их"})
            )
        )
    ):
        return None
    parts = [before[-1].content]
    if before[-1].cue and any(low.endswith(_PLURAL) for low in lows[:2]):
        parts = [p.content for p in before if p.cue == before[-1].cue]
    return (replace(one, act="denies") if false else one), parts


#: `These accusations`: all that was said, and not the last of it alone.
_PLURAL = ("ния", "эти", "этих", "ات", "مزاعم", "انباء")
_UNTRUE = {
    "ar": ("كذب", "كاذب", "باطل", "افتراء", "ملفق", "مختلق", "صحيح", "العكس", "الصحه", "صحه", "اساس",
           "هراء", "اكاذيب", "سخيف", "تلفيق", "مزاعم", "مفبرك"),
    "ru": ("неправд", "лож", "вымыс", "выдум", "действительност", "фейк", "клевет", "неверн"),
}  # fmt: skip


def _says_false(lows: list[str], language: str) -> bool:
    """`This is a lie`, `this does not answer the facts`, in a few words that begin with `this` or say nothing else."""
    untrue = any(low.lstrip("وبال").startswith(_UNTRUE[language]) or low.startswith(_UNTRUE[language]) for low in lows)
    if language == "ru":
        return untrue and (lows[0] in {"это", "эти", "все"} or len(lows) <= 2)
    return untrue and (lows[0] in {"هذا", "هذه", "ذلك", "كذب", "العكس", "غير"} or len(lows) <= 2)


def _trimmed(text: str, span: Span) -> Span:
    """A sentence without its stop."""
    start, end = span
    while end > start and text[end - 1] in " .!;:,\n":
        end -= 1
    return start, end


def _holds(outer: Attribution, inner: Attribution) -> bool:
    assert inner.cue is not None
    return any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.contents)


def _begins(one: Attribution) -> int:
    assert one.cue is not None
    if one.shape == "shared":
        return one.cue[0]  # whose speaker stands before the words of another
    return min(one.cue[0], one.speaker[0] if one.speaker is not None else one.cue[0])


def _length(one: Attribution) -> int:
    return one.contents[-1][1] - one.contents[0][0]


def _parts(text: str, span: Span, language: str) -> list[Span]:
    """What could be true apart: `..., وان ...`, `и что`, a semicolon, two verbs of one subject."""
    parts: list[Span] = []
    start = span[0]
    for joint in _AND_THAT[language].finditer(text, *span):
        if joint.start() - start > 8 and span[1] - joint.end() > 8:
            if language == "ru" and not _two_clauses(text, (start, joint.start()), (joint.end(), span[1]), joint[0]):
                continue
            parts.append((start, joint.start()))
            start = joint.end()
    parts.append((start, span[1]))
    return parts


def _two_clauses(text: str, left: Span, right: Span, joint: str) -> bool:
    """True when both sides of a Russian joint have a verb; behind `и` and a bare comma it must come at once."""
    said = joint.strip(" ,")
    if said.endswith("что") or ";" in joint:
        return True
    behind = words(text, *right).lows
    clause = behind[: next((n for n, low in enumerate(behind) if n and low in {",", ";"}), len(behind))]
    if not _SUBORDINATE.isdisjoint(clause[:2]) or not has_verb(clause):
        return False
    before = words(text, *left).lows
    last = max((n + 1 for n, low in enumerate(before) if low == ","), default=0)
    if before[:2] == ["как", "минимум"]:
        before = before[2:] or before
    if before[0] in _SUBORDINATE or (last and not _SUBORDINATE.isdisjoint(before[last : last + 2])):
        return False
    if before[0] in {"между", "с", "от"} and len(before) < 5:
        return False  # `между вечером 11 и вечером 12 августа`
    told = before[last:] if said not in {"а", "но", "однако", "зато", "и"} else before
    if said == "" and joint.strip() == "," and told[:1] and _counted_at(told) and (_is_short(clause)):
        return True  # `под огнем два села, погиб человек`
    numbered = said == "и" and (told[-1][:1].isdigit() or any(low[:1].isdigit() for low in clause[:3]))
    return has_verb(told) or (numbered and any(low[:1].isdigit() for low in told))


def _counted_at(lows: list[str]) -> bool:
    return any(low[:1].isdigit() or low in _FEW for low in lows)


def _is_short(lows: list[str]) -> bool:
    """A clause that begins with its verb or with a number and its verb."""
    return has_verb(lows[:1]) or (_counted_at(lows[:1]) and has_verb(lows[1:3]))


_FEW = frozenset(
    ["один", "одна", "два", "две", "двое", "три", "трое", "четыре", "четверо", "пять", "пятеро", "шесть", "шестеро",
     "семь", "семеро", "восемь", "девять", "десять"]
)  # fmt: skip
_SUBORDINATE = frozenset(
    ["что", "чтобы", "если", "когда", "где", "как", "хотя", "пока", "поскольку", "который", "которая", "которое",
     "которые", "которых", "которого", "которой", "которому", "которым", "потому", "так", "чем", "куда", "откуда",
     "кто", "кого", "кому", "едва", "дабы", "ибо", "тогда", "прежде"]
)  # fmt: skip


_BOTH = {
    "ar": re.compile(r"^(?:كل من|كل|كلا)?\s*(?:طرف|الطرفان|الطرفين|الجانبان|الجانبين)$"),
    "ru": re.compile(
        r"^(?:обе\s+|каждая\s+из\s+)?(?:(?:враждующ|конфликтующ|воюющ|противоборствующ)\w+\s+)?(?:стороны|сторон)"
        r"(?:\s+(?:\w+\s+)?(?:конфликта|переговоров|соглашения|перемирия))?$",
        re.IGNORECASE,
    ),
}
_EACH_OF = re.compile(r"كل\s+من\s+(?=ال?\w+\s+و)")
_AND = {"ar": re.compile(r"\s+و(?=\S{3})"), "ru": re.compile(r"\s+и\s+")}


def _speakers(told: Teller, one: Attribution, w: Words) -> list[Mention]:
    """Who speaks: two where both sides do, or two named ones joined by `and`; none where nobody is known."""
    if one.speaker is None:
        return [told.speakers[-1]] if told.speakers else []
    start, end = one.speaker
    if told.language == "ar" and (each := _EACH_OF.match(w.text, start, end)) is not None:
        start = each.end()
    said = w.text[start:end]
    sides = told.view.sides
    if len(sides) >= 2 and _BOTH[told.language].match(said) is not None:
        return [Mention(said, start, end, side, told.view.deal.side_of(side), "party") for side in sides[:2]]
    if (joint := _AND[told.language].search(said)) is not None:
        behind = start + joint.end() - (told.language == "ar")  # the Arabic `and` is part of the next word
        halves = (start, start + joint.start()), (behind, end)
        two = [_mention(told, half, w) for half in halves]
        if all(_named_party(m, told, w) for m in two) and (two[0].id != two[1].id or two[0].id is None):
            told.speakers += two
            return two
    made = _speaker(told, (start, end), w)
    return [made]


def _named_party(made: Mention, told: Teller, w: Words) -> bool:
    known = tongue(told.language)
    lows = w.lows[w.at(made.start) : w.at(made.end)]
    return made.id is not None or any(known.country(low) for low in lows)


def _speaker(told: Teller, span: Span, w: Words) -> Mention:
    made = _mention(told, span, w)
    if made.text.lower().removesuffix(" же") in _PRONOUNS:
        if not told.speakers:
            return Mention(made.text, made.start, made.end, None, "unknown", "unresolved")
        last = _meant_by(made.text.lower(), told.speakers) if told.language == "ru" else told.speakers[-1]
        return Mention(made.text, made.start, made.end, last.id, last.side, last.kind, last.refers_to or last)
    if made.id is None:
        made = of_office(made, told.speakers, w.text, told.view, told.known)
    told.speakers.append(made)
    return made


def _meant_by(pronoun: str, speakers: list[Mention]) -> Mention:
    """Whom a Russian pronoun means: the last speaker that its gender allows, of the last three."""
    kept = [one for one in speakers[-3:] if _agrees(pronoun, one.text.lower().split())]
    return kept[-1] if kept else speakers[-1]


def _agrees(pronoun: str, lows: list[str]) -> bool:
    noun = next((low for low in lows if not low.endswith(_ADJECTIVE) and low not in {"в", "во", "на"}), lows[-1])
    if pronoun.startswith(("она", "ее")):
        return not noun.startswith(_MEN)
    if pronoun.startswith(("он ", "его")) or pronoun == "он":
        return not (noun.endswith(("ница", "щина", "ия", "сса")) or noun.startswith("сторона"))
    return True


_ADJECTIVE = ("ый", "ий", "ая", "яя", "ое", "ее", "ской", "ого", "его", "ом", "ым", "им")
#: Nouns of which `она` is not said.
_MEN = (
    "министр", "президент", "губернатор", "посол", "командир", "офицер", "начальник", "генерал", "полковник",
    "источник", "водител", "житель", "мэр", "журналист", "представитель", "крест", "киев", "штаб", "центр", "советник",
)  # fmt: skip


def _mention(told: Teller, span: Span, w: Words) -> Mention:
    first, last = w.at(span[0]), w.at(span[1])
    who = identify(w, first, max(last, first + 1), told.view, told.known)
    return Mention(w.text[span[0] : span[1]], *span, who.id, who.side, who.kind)


def _narrated(told: Teller, s: Sentence, w: Words, ref: Reference, must: bool = False) -> list[Proposal]:
    """What a sentence of the author's own tells of the deal's events; what replaces an error is told in any case."""
    known = tongue(told.language)
    if (s.headline and not must) or len(w) < 3 or "?" in w.lows:
        return []
    if told.language == "ru" and not must and (w.lows[0] in _ASKED or _heads(s, w.text)):
        return []
    if told.language == "ru" and not must and not has_verb(w.lows) and _DASHES.isdisjoint(w.lows):
        return []
    last = len(w)
    while last > 1 and not w.raw(last - 1)[0].isalnum():
        last -= 1
    whole = (w.starts[0], w.ends[last - 1])
    if knows_nothing(w.text[slice(*whole)], told.language) or (not must and dateline(w, told.language)):
        return []
    if told.language == "ar" and (begun := past_connectors(w)) and begun < last - 2:
        whole = (w.starts[begun], whole[1])
    if whole[1] < len(w.text) and w.text[whole[1]] == ")" and "(" in w.text[slice(*whole)]:
        whole = (whole[0], whole[1] + 1)
    hearsay = hearsay_ends(w) if told.language == "ar" else None
    if hearsay is not None and hearsay < last - 1:
        whole = (w.starts[hearsay], whole[1])
    made = [_claim(told, None, (), None, (span,), s, w, ref) for span in _parts(w.text, whole, told.language)]
    if hearsay is not None:
        made = [replace(one, certainty="hedged") if one.certainty == "stated" else one for one in made]
    return [one for one in made if must or _tells(one) or _names_operation(one, known)]


#: What a heading or an indirect question begins with.
_ASKED = frozenset({"сколько", "кто", "чего", "почему", "зачем", "куда", "откуда"})


def _heads(s: Sentence, text: str) -> bool:
    """True for the last line of a heading that begins with a dateline: it has no stop."""
    return s.paragraph == 1 and text[s.start : s.end].rstrip()[-1:] not in set('.!?…»":;')


def _tells(one: Proposal) -> bool:
    """A narration that an analyst would enter: of the deal's kinds of event, with a number or a day; no bare year."""
    when_ = one.happened
    dated = when_ is not None and when_.basis == "stated" and when_.end - when_.start < timedelta(days=60)
    return one.event not in {"other", "statement"} or one.quantity is not None or dated


def _names_operation(one: Proposal, known: Tongue) -> bool:
    """A narration of the operation itself, whatever happened to it."""
    lows = [known.bare(low) for low in one.words.lower().replace("ё", "е").split()]
    return any(low.startswith(_OPERATION[known.language]) for low in lows)


_OPERATION = {
    "ar": ("هدنه", "اجلاء", "حافل", "قافل", "قوافل", "مراقب", "تبادل", "اسري", "محتجز",
           "معتقل", "رهاين", "ممر", "معبر"),
    "ru": ("обмен", "пленн", "заложник", "колонн", "автобус", "перемири", "огонь", "огня", "коридор", "эвакуац",
           "соглашени", "договоренност", "этап", "операци", "наблюдател", "гуманитарн", "проход", "беженц",
           "вывоз", "вывод", "наруш", "проезд", "блокпост", "патрул", "досмотр", "созвон",
           "переговор", "встреч", "груз", "заключенн"),
}  # fmt: skip
_DASHES = frozenset({"—", "–"})


def _claim(
    told: Teller, speaker: Mention | None, via: tuple[Mention, ...], one: Attribution | None,
    content: tuple[Span, ...], s: Sentence, w: Words, ref: Reference,
) -> Proposal:  # fmt: skip
    text, view, language = w.text, told.view, told.language
    known = tongue(language)
    span = content[0][0], content[-1][1]
    if span[0] < s.start or span[1] > s.end:
        w = words(text, *span)
    first, last = w.at(span[0]), w.at(span[1])
    lows = [low for a, b in content for low in w.lows[w.at(a) : w.at(b)]]
    cue_act = one.act if one is not None else "narrates"
    act = _act(cue_act, lows, language, known)
    if act == "predicts" and cue_act != "predicts" and speaker is not None and _own(told, speaker, w, first, last):
        act = "promises"
    if act == "predicts" and one is not None and one.verb in _ASSURES:
        act = "promises"
    event = known.event(lows)
    if event == "other":
        event = _gone_on(told, cue_act, lows, begun=span[0]) or event
    coming = (
        act in {"predicts", "promises", "demands", "orders", "agrees"}
        or _future(lows, language)
        or _goes_on(lows, language)
    )
    coming = coming or _may_come(lows, language)
    if language == "ru" and not _WAS_TO.isdisjoint(lows) and any(low.startswith("должн") for low in lows):
        coming = False  # it was to be then
    said = _said(text, s, one, ref, language, told.until)
    told.until = span[1]
    current = told.occasions.day(said)
    happened = when(
        text, *span, counted_from(ref, said, coming=coming), ahead=coming, language=language, current=current
    )
    parts = [(w.at(a), w.at(b)) for a, b in content]
    where, near_places = place_of(w, parts, event, view, told.known, known)
    if (
        (where is None or where.id is None)
        and view.atlas is not None
        and (seen := view.atlas.first(text, *span)) is not None
    ):
        where = Mention(text[seen.start : seen.end], seen.start, seen.end, site=seen.site, like=seen.like)
    counted = quantities(w, first, last, language, told.unit)
    told.unit = counted[0].quantity.unit if counted else told.unit
    who: tuple[Actor, ...] = ()
    alternative = False
    if (event in FIRE or event in {"obstruction", "detention"}) and cue_act != "accuses":
        who, alternative = actors(w, first, last, view, known)
    if not who and cue_act != "positions":
        who, alternative = doers(w, parts, view, told.known, known, (cue_act, event), speaker)
    if one is not None and one.verb in _LAYS_TO and who and event in _BLAMED and act == "says":
        act = "accuses"
    stretch = _interval(happened) if happened is not None else None
    cue = one.cue if one is not None else None
    if stretch is None and cue is not None and said is not None and act in _SEES and observed(text[slice(*cue)]):
        stretch, said = said, None
    quantity = meant(text, counted)
    if quantity is None:
        quantity = _uncounted(told, lows, event, language)
    if quantity is not None and quantity.unit in _PEOPLE_IF:
        unit = _unit_of(told, quantity.unit, event, lows)
        quantity = Quantity(quantity.low, quantity.high, unit, quantity.approx)
    told.quantity = quantity or told.quantity
    this = Told(
        act,
        "statement" if cue_act == "positions" else event,
        lows,
        content,
        bool(counted),
        coming,
        event == "other" and len(lows) < 5,
    )
    if stretch is None and not coming and act in {"narrates", "says"}:
        stretch = _as_the_entry_begins(told, span[0], lows, ref, act, event)
    if stretch is None:
        stretch = told.occasions.time_of(this, ref.now)
    told.occasions.note(this, stretch)
    exact = int(quantity.low) if quantity is not None and quantity.low == quantity.high else 0
    about = About(
        event, lows, language, near_places, told.near, view.forces.parties(who),
        speaker.id if speaker else None, exact,
    )  # fmt: skip
    clauses, tied = view.links.candidates(about)
    position = cue_act == "positions"
    made = Proposal(
        source=told.source, speaker=speaker, via=via, cue=one.cue if one is not None else None, content=content,
        words=" … ".join(text[a:b] for a, b in content), act=act,
        polarity="no" if first > 0 and w.lows[first - 1] in _THAT_NOT else _polarity(cue_act, lows, known, event),
        event="statement" if position else event,
        actors=tuple(_doer(a, told, w) for a in who),
        actors_alternative=alternative, place=where,
        happened=stretch, said=said, quantity=quantity,
        certainty=_certainty(lows, language, known, one), basis=_basis(act, via),
        clauses=clauses, position=position,
        tier=_tier(one, speaker, event, tied=tied), shape=one.shape if one is not None else "narration",
        engines=("surface", one.second) if one is not None and one.agreed else ("surface",),
    )  # fmt: skip
    return named(made, ref.at, view.deal, ref.zone)


def _uncounted(told: Teller, lows: list[str], event: str, language: str) -> Quantity | None:
    """How often, one person harmed, one thing told of, or as many as were counted last."""
    if (often := how_often(lows, number_words(language))) is not None:
        return often
    if event in {"killing", "detention"} or not _HURT.isdisjoint(lows):
        return one_person(lows, language)
    if told.quantity is not None and as_many(lows):
        return told.quantity
    return one_thing(lows, language) if event in _ONE_COUNTS else None


def _unit_of(told: Teller, unit: str, event: str, lows: list[str]) -> str:
    """Soldiers who are killed or hurt are people; captives are hostages where the deal calls some of them so."""
    if unit == "soldiers":
        return "people" if event == "killing" or any(low.lstrip("و").startswith(_HARM) for low in lows) else unit
    return unit if "hostage" in told.view.deal.text.lower() else "detainees"


_PEOPLE_IF = frozenset({"soldiers", "hostages"})
_HARM = ("ранен", "погиб", "убит", "قتل", "جرح", "اصيب", "اصاب", "استشهاد", "استشهد")
#: Events of which one vehicle, round or blast is a number.
_ONE_COUNTS = frozenset(
    {"movement", "arrival", "access", "return", "fire", "shelling", "airstrike", "obstruction", "other"}
)
#: Acts of somebody who was there, or whose camera was.
_SEES = frozenset({"reports", "shows", "says"})
#: Who is hurt is counted too.
_HURT = frozenset(["اصيب", "واصيب", "اصيبت", "جرح", "وجرح", "ранен", "ранена", "ранило", "пострадал", "пострадала"])


#: What the writer of an entry tells as he sees it.
_SEEN = frozenset({"movement", "arrival", "hold", "fire", "return"})
#: So far behind its time an entry may begin: `(*)`, `عاجل`, `مراسلنا:`.
_STAMP = 12
#: Verbs with which an entry in Arabic tells what has just been seen.
_JUST_SEEN = frozenset(word for line in sections("ar_words.txt")["just seen"] for word in line.split())


def _as_the_entry_begins(
    told: Teller, at: int, lows: list[str], ref: Reference, act: str, event: str
) -> Stretch | None:
    """`16:50 Автобусы стоят`, `07:00 انقضت الهدنة`: what the entry of a live page begins with is so at its time."""
    if told.entry < 0 or not 0 <= at - told.entry < _STAMP:
        return None
    if told.language == "ar":
        seen = lows[0] in _JUST_SEEN or (act == "narrates" and event not in _TOLD_LATER)
    else:
        seen = any(low.endswith(("ют", "ят", "ут")) for low in lows) and event in _SEEN
    return Stretch(ref.at, ref.at + timedelta(minutes=1), "minute", "published") if seen else None


#: These are told when they are over, or before they begin.
_TOLD_LATER = frozenset({"agreement", "statement", "meeting"})


def _interval(made: When) -> Stretch:
    return Stretch(made.start, made.end, made.precision, made.basis, made.contradiction)


#: Events whose numbers go on in the next proposition, and those that somebody is blamed for.
_COUNTED = frozenset({"movement", "arrival", "killing", "detention", "shelling", "access", "agreement"})
_BLAMED = frozenset({"fire", "shelling", "airstrike", "killing", "obstruction", "hold", "collapse"})
_FEW_WORDS = 7
_FAR = 600


def _gone_on(told: Teller, act: str, lows: list[str], begun: int) -> str | None:
    """The event of what was told last, where an accusation or a bare number names none of its own."""
    last = [one for one in told.last if 0 <= begun - one.content[0][0] < _FAR or one.content[0][0] == begun]
    if act in {"accuses", "denies"}:
        return next((one.event for one in reversed(last) if one.event in _BLAMED), None)
    bare_number = len(lows) <= _FEW_WORDS and any(low[:1].isdigit() for low in lows)
    return next((one.event for one in reversed(last) if one.event in _COUNTED), None) if bare_number else None


def _doer(one: Actor, told: Teller, w: Words) -> Mention:
    first, last = w.at(one.start), w.at(one.end)
    party = identify(w, first, max(last, first + 1), told.view, told.known).id if one.id is None else None
    return Mention(one.text, one.start, one.end, one.id, side=side_of_doer(one.id, party, told.view.deal))


def _tier(one: Attribution | None, speaker: Mention | None, event: str, *, tied: bool) -> str:
    """A only where a verb with its own speaker and `that` was found; these languages have one engine, so mostly B."""
    if one is not None and one.agreed and event != "other":
        return "A"
    if speaker is not None and (speaker.kind == "unresolved" or (one is not None and one.shape == "shared")):
        return "C"
    return "C" if event == "other" and not tied else "B"


_NEED = frozenset({"ضروره", "وجوب"})


def _act(act: str, lows: list[str], language: str, known: Tongue) -> str:
    if act == "positions":
        return "says"
    if act not in {"says", "reports", "confirms"}:
        return act
    if language == "ar" and not _NEED.isdisjoint(lows[:3]):
        return "demands"  # `شدد علي ضروره ان يسمح`
    if any(known.has(low, known.lists["must"]) for low in lows[:8]) and act == "says":
        return "demands"
    return "predicts" if _future(lows[:18], language) else act


def _future(lows: list[str], language: str) -> bool:
    if language == "ar":
        return any(
            low in {"سوف", "لن", "ولن"}
            or (len(low) > 3 and low[0] == "س" and low[1] in "يتن" and low not in _NOT_FUTURE)
            for low in lows
        )
    return any(
        low in _WILL or low in _TO_COME or (low.startswith(_PERFECTIVE) and _PRESENT.search(low)) for low in lows
    )


_WILL = frozenset(
    ["будет", "будут", "намерен", "намерены", "намерена", "планирует", "планируют", "готов", "готовы", "готова"]
)  # fmt: skip
#: Perfective verbs whose present forms are the future, whole.
_TO_COME = frozenset(
    ["поедет", "поедут", "доедет", "доедут", "въедет", "въедут", "уедет", "уедут", "выедет", "выедут", "приедут",
     "дойдет", "дойдут", "войдет", "войдут", "уйдет", "уйдут", "подойдет", "подойдут", "перейдет", "перейдут",
     "доберется", "доберутся", "соберется", "соберутся", "поднимет", "поднимут", "займет", "займут", "снимет",
     "снимут", "возьмет", "возьмут", "передаст", "передадут", "отдаст", "отдадут", "даст", "дадут", "выдаст", "выдадут",
     "откроет", "откроют", "закроет", "закроют", "попробует", "попробуют", "потребует", "потребуют", "потребуется",
     "придется", "останется", "останутся", "начнет", "начнут", "кончится", "отпустит", "отпустят", "выпустит",
     "выпустят", "пустит", "пустят", "пропустит", "пропустят", "допустит", "допустят", "впустит", "впустят", "ответит",
     "ответят", "вывезет", "вывезут", "привезет", "привезут", "ввезет", "ввезут", "довезут", "завезут", "выведет",
     "выведут", "отведет", "отведут", "проведет", "проведут", "приведет", "решит", "решат", "объявит", "объявят",
     "представит", "представят", "доставит", "доставят", "отправит", "отправят", "направит", "направят", "вернет",
     "вернут", "освободит", "освободят", "остановит", "остановят", "прекратит", "прекратят", "завершит", "завершат",
     "закончит", "закончат", "продлит", "продлят", "продлится", "продлятся", "продолжит", "продолжат", "обменяет",
     "обменяют", "пришлет", "пришлют", "назовет", "назовут", "подпишет", "подпишут", "обсудит", "обсудят",
     "опубликует", "опубликуют", "последует", "последуют", "рассмотрит", "рассмотрят", "появится", "появятся",
     "состоятся", "произойдет", "сдаст", "сдадут", "сложит", "сложат", "прилетит", "прилетят", "вылетит", "вылетят",
     "сядет", "сядут", "приземлится", "сорвет", "сорвут", "нарушит", "нарушат", "выполнит", "выполнят", "заработает",
     "заработают", "понесет", "понесут", "накажут", "приступит", "приступят", "отложат", "перенесут", "хватит"]
)  # fmt: skip
_PRESENT = re.compile(r"(?:ит|[^аяу]ет|[^аяу]ут|ят|[^а]ат|аст)(?:ся)?$")
#: Stems of which the present forms are the future, as reports on convoys and truces use them.
_PERFECTIVE = (
    "передас", "предлож", "налож", "начн", "законч", "заверш", "откро", "закро", "выйд", "покин", "прибуд", "получ",
    "продолж", "состо", "возобнов", "освобод", "выпуст", "верн", "приед", "отправ", "достав", "вывез", "пойд", "примет",
    "обсуд", "встрет", "прилет", "провед", "прекрат", "останов", "приостанов", "продерж", "пройд", "соберу",
     "подпиш", "согласу", "назнач", "сообщат", "опублику", "пропуст", "впуст", "уйд", "уед", "позвол", "станет",
    "станут", "сможет", "смогут", "допуст", "обеспеч",
)  # fmt: skip


def _agrees_to_do(act: str, lows: list[str], language: str) -> bool:
    """`согласна обсудить`, `اتفقا على الاجتماع`: it is still to be done."""
    return act == "agrees" and (language == "ar" or any(low.endswith(("ть", "ти", "ться")) for low in lows[:4]))


def _may_come(lows: list[str], language: str) -> bool:
    """`قد` before an imperfect, `намечен`, `запланирован`: it lies ahead, whatever the act."""
    if language == "ar":
        due = not _DUE.isdisjoint(lows) and not any(low.startswith(("كان", "وكان")) for low in lows[:3])
        return due or any(
            (a == "قد" and b[:1] in "يت") or (a in _AWAITED and b in _WHAT_COMES) for a, b in pairwise(lows)
        )
    return any(low.startswith((*_PLANNED, "должн")) and low != "намеченного" for low in lows)


_WAS_TO = frozenset({"был", "была", "было", "были"})


#: What is fixed for a day to come.
_DUE = frozenset({"مقرر", "مقرره", "المقرر", "المقرره", "مرتقب", "المرتقب", "متوقع", "المتوقع"})
_AWAITED = frozenset({"ينتظر", "وينتظر", "يتوقع", "ويتوقع"})
_WHAT_COMES = frozenset({"ان", "وصول", "خروج", "مغادره", "عوده", "بدء", "استيناف"})


#: Perfective verbs in the present tell what will be.
_COMING = (
    "продолжатся", "продолжится", "возобновится", "возобновятся", "начнется", "начнутся", "прибудет", "прибудут",
    "выйдет", "выйдут", "откроется", "откроются", "откроют", "состоится", "завершится", "отправится", "отправятся",
    "вернется", "вернутся", "передадут", "освободят", "встретятся", "прилетит", "прилетят", "приедет", "приедут",
    "поступит", "получит", "получат", "сможет", "смогут", "пойдет", "пойдут", "закончится", "дойдет", "дойдут",
    "выпустят",
)  # fmt: skip
_PLANNED = (
    "намечен", "запланирован", "предстоит", "назначен", "ожидается", "приказано", "предписано", "велено", *_COMING,
)  # fmt: skip


def _goes_on(lows: list[str], language: str) -> bool:
    """An Arabic clause whose verb is imperfect and that does not begin with `كان` tells of what comes."""
    if language != "ar" or any(low.startswith(("كان", "وكان")) for low in lows[:3]):
        return False
    if _IMPERFECT.isdisjoint(lows[:5]):
        return False
    return not any(a in _DID_NOT and b in _IMPERFECT for a, b in pairwise(lows[:5]))


#: Behind these an imperfect tells what did not happen.
_DID_NOT = frozenset({"لم", "ولم", "فلم"})
_IMPERFECT = frozenset(
    ["تبدا", "يبدا", "يغلق", "تغلق", "يغادر", "تغادر", "يخرج", "تخرج", "يصل", "تصل", "يستانف", "تستانف", "ينتهي",
     "تنتهي", "يعود", "تعود", "يبقي", "تبقي", "يتوقف", "تتوقف", "يفتح", "تفتح"]
)  # fmt: skip
_NOT_FUTURE = frozenset(word for line in sections("ar_words.txt")["not future"] for word in line.split())


#: `That not` in one word: the words begin behind it.
_THAT_NOT = frozenset({"الا", "بالا", "والا"})


def _polarity(act: str, lows: list[str], known: Tongue, event: str) -> str:
    """`no` where the event did not happen: also where fire is held, and not where somebody was not let through."""
    if act == "denies":
        return "no"
    if known.language == "ru" and event == "fire" and act != "positions" and (held := holds_fire(lows)) is not None:
        return "no" if held else "yes"
    if known.language == "ar" and event == "fire" and act != "positions" and _fire_held(lows, known):
        return "no"
    if known.language == "ru" and event == "obstruction" and bars(lows):
        return "yes"
    return "no" if known.denies(lows) else "yes"


#: Verbs that lay something to a cause: to a force is to accuse it.
_LAYS_TO = frozenset({"عزا", "ارجع", "نسب", "لمح", "المح"})
_HOLDS_FIRE = frozenset(word for line in sections("ar_words.txt")["holds fire"] for word in line.split())
_OF_BREACH = ("خرق", "خرو", "انتها", "قتل", "مقتل", "اصيب", "جرح", "استهداف", "تجدد", "استيناف", "انفجار")


def _fire_held(lows: list[str], known: Tongue) -> bool:
    """`التزامه بالهدنه`, `وقف اطلاق النار`, `هدوء`: no fire, unless a breach is told too."""
    plain = [known.bare(low) for low in lows]
    held = not _HOLDS_FIRE.isdisjoint(plain) or ("وقف", "اطلاق") in pairwise(plain)
    return held and not any(low.startswith(_OF_BREACH) for low in plain)


def _certainty(lows: list[str], language: str, known: Tongue, one: Attribution | None = None) -> str:
    """How firmly something is said: by its own words, by `if`, and by verbs of guessing and hoping."""
    doubt = any(low in _MAY and _imperfect(lows, n + 1) for n, low in enumerate(lows))
    doubt = doubt or (language == "ar" and _on_condition(lows))
    guessed = (
        one is not None
        and (one.verb in _GUESSES or (one.verb in _FELT and one.act == "predicts"))
        and one.act in {"says", "predicts", "denies", "promises"}
    )
    guessed = guessed and one is not None and (one.verb, one.act) != ("считал", "denies")
    if doubt or guessed or _conditional(lows) or any(low in known.lists["possible"] for low in lows):
        return "possible"
    if language == "ar":
        return "hedged" if any(_is_awaited(lows, n, known) for n in range(len(lows))) else "stated"
    phrase = any(pair in _HEDGES for pair in pairwise(lows))
    return "hedged" if phrase or any(low in known.lists["hedged"] for low in lows) else "stated"


def _is_awaited(lows: list[str], n: int, known: Tongue) -> bool:
    """`من المنتظر`, `وينتظر وصول`; where people wait (`ينتظر الاهالي`) nothing is uncertain."""
    low = known.bare(lows[n])
    if low not in known.lists["hedged"]:
        return False
    after = lows[n + 1] if n + 1 < len(lows) else ""
    return low[0] not in "يت" or not after.startswith("ال") or low == "يبدو"


_HEDGES = frozenset(
    {("скорее", "всего"), ("по", "всему"), ("всей", "видимости"), ("всей", "вероятности"), ("предполагается", ",")}
)


def _conditional(lows: list[str]) -> bool:
    """`if`, `would`, `as soon as` of what lies ahead; `хотя бы` is at least."""
    if ("как", "только") in pairwise(lows) and _future(lows, "ru"):
        return True
    return any(low in _IF and (low != "бы" or n == 0 or lows[n - 1] != "хотя") for n, low in enumerate(lows))


def _imperfect(lows: list[str], n: int) -> bool:
    """True when `قد` before word n means `may`: an imperfect follows and no form of `be` came before it."""
    if n >= len(lows) or lows[n][:1] not in "يت" or lows[n].endswith(("ت", "وا")) or len(lows[n]) < 4:
        return False
    return not any(low.lstrip("وف") in _WAS for low in lows[max(0, n - 8) : n - 1])


_MAY = frozenset({"قد", "وقد", "فقد"})


def _on_condition(lows: list[str]) -> bool:
    """`ما لم يكشف`, `ان صدرت التاشيرات`: `ان` before a verb of the past, and behind no preposition, is `if`."""
    for n, (a, b) in enumerate(pairwise(lows)):
        if a in {"ما", "وما"} and b == "لم" and n > 0:
            return True
        if (
            a == "ان"
            and n > 2
            and lows[n - 1] not in _BEFORE_THAT
            and b.endswith("ت")
            and b[:1] not in "يتا"
            and len(b) > 3
        ):
            return True
    return False


_BEFORE_THAT = frozenset(
    {"بعد", "قبل", "منذ", "الي", "علي", "من", "عن", "غير", "الا", "بيد", "في", "حتي", "يبدو", "بين"}
)
_WAS = frozenset({"كان", "كانت", "كانوا", "يكون", "تكون", "يكونون", "يكونوا"})
_IF = frozenset({"если", "اذا", "واذا", "فاذا", "لو", "شرط", "شريطه", "бы"})
#: With the noun of a hope or a fear.
_FELT = frozenset({"اعرب", "عبر", "ابدي"})
#: Verbs that believe, assume, hope or fear (the guideline: possible).
_GUESSES = frozenset(
    ["надеялся", "опасался", "полагал", "думал", "допустил", "предположил", "верил", "исключил", "усомнился",
     "считал", "готов", "исходит", "исходят", "исходил", "надеется",
     "امل", "خشي", "ظن", "اعتقد", "رجح", "استبعد", "تمني"]
)  # fmt: skip


#: Who assures that something will be promises it.
_ASSURES = frozenset({"заверил", "уверял"})


def _own(told: Teller, speaker: Mention, w: Words, first: int, last: int) -> bool:
    """True when what lies ahead is the speaker's own doing: `it would not release`, or by the name of the party."""
    if told.language == "ar" and first > 0 and w.lows[first - 1] in {"انه", "انها", "انهم", "بانه", "بانها", "بانهم"}:
        return True
    if w.lows[first] in {"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "он", "она", "они", "мы"}:
        return True
    if speaker.id is None or last <= first:
        return False
    return identify(w, first, min(last, first + 3), told.view, told.known).id == speaker.id


def _basis(act: str, via: tuple[Mention, ...]) -> str:
    return "video" if act == "shows" else "relay" if via else "statement"


def _said(text: str, s: Sentence, one: Attribution | None, ref: Reference, language: str, until: int) -> Stretch | None:
    """A time between the beginning of the sentence and the words, or behind them."""
    if one is None or one.cue is None or not s.start <= one.cue[0] < s.end:
        return None
    first, last = one.contents[0][0], one.contents[-1][1]
    begins = until if s.start < until <= one.cue[0] else s.start  # behind what has been told already
    regions = [(begins, min(first, one.cue[1] + 60))] if one.cue[0] < first else [(last, s.end)]
    regions += [(one.cue[1], first)] if one.cue[1] < first else []
    for a, b in regions:
        if 3 < b - a < 160 and (made := when(text, a, b, ref, language=language)) is not None:
            if made.end - made.start > timedelta(days=3):
                continue
            return _interval(made)
    return None
