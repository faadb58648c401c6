"""Proposed claims of a paragraph in Arabic or Russian, in the shape of every other proposal."""

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

from trucekeeper.reader.actors import Actor
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.dating import Reference, when
from trucekeeper.reader.engines.agreement import merged
from trucekeeper.reader.incident import named, side_of
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.occasion import FIRE, answers_for, is_attack
from trucekeeper.reader.proposal import Mention, Proposal, Span, Stretch
from trucekeeper.reader.quantity import meant
from trucekeeper.reader.sentences import Sentence, quotations, sentences
from trucekeeper.reader.tongues import arabic, russian
from trucekeeper.reader.tongues.counting import one_person, quantities
from trucekeeper.reader.tongues.naming import Names, actors, identify, names, place
from trucekeeper.reader.tongues.tables import Tongue, tongue
from trucekeeper.reader.words import Words, words

_ENGINES = {"ar": arabic.attributions, "ru": russian.attributions}
_PRONOUNS = frozenset({"он", "она", "они", "оно", "هو", "هي", "هم"})
#: For the clause candidates, which are chosen by English words.
_MEANT = {
    "ar": {"هدنه": "ceasefire", "اجلاء": "evacuation", "حافله": "bus", "حافلات": "buses", "قافله": "convoy",
           "مراقبين": "observers", "اسماء": "names", "قوايم": "lists"},
    "ru": {"перемири": "ceasefire", "эвакуац": "evacuation", "автобус": "buses", "колонн": "convoy",
           "наблюдател": "observers", "списк": "lists"},
}  # fmt: skip
_AND_THAT = {
    "ar": re.compile(
        r"\s*[,،]?\s+(?:وان|وانه|وانها|وانهم|وبان)\s+|\s*[;؛]\s*|\s*,\s+(?=(?:و)?كان(?:ت)?\s+(?:من\s+ال)?مقرر)|"
        r"\s*,?\s+(?=و(?:اطلق|جرح|قتل|اصيب|قصف|منع|غادر|خرج|وصل|احتجز|لم\s|اوقف|استانف)\w*)"
    ),
    "ru": re.compile(r"\s*,?\s+(?:и|а\s+также)\s*,?\s+что\s+|\s*;\s*|\s*,\s+потому\s+что\s+"),
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
    anchor: Stretch | None = None


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
    made: list[Proposal] = []
    for sentence in sentences(text, paragraph, number):
        w = words(text, sentence.start, sentence.end)
        found = [one for one in _ENGINES[told.language](sentence, w, quotes) if not one.negated]
        if second is not None:
            found = merged(found, second.get(sentence.start, []))
        for one in found:
            made += _attributed(told, one, found, sentence, w, ref, made)
        if not found:
            made += _narrated(told, sentence, w, ref)
        if made and made[-1].clauses:
            told.near = made[-1].clauses
    told.last = made or told.last
    return made


def _attributed(
    told: Teller, one: Attribution, found: list[Attribution], s: Sentence, w: Words, ref: Reference,
    earlier: list[Proposal],
) -> list[Proposal]:  # fmt: skip
    speaker = _speaker(told, one, w)
    if speaker is None:
        return []
    via = tuple(
        _mention(told, o.speaker, w)
        for o in found
        if o is not one and o.speaker is not None and one.cue is not None and one.cue != o.cue and _holds(o, one)
    )
    inner = [o for o in found if o is not one and o.cue is not None and o.speaker is not None and _holds(one, o)]
    begins = one.contents[0][0]
    if one.act == "says" and any(_begins(o) - begins < 8 or _length(o) * 10 >= _length(one) * 6 for o in inner):
        return []
    parts: list[tuple[Span, ...]] = [one.contents]
    if len(one.contents) == 1:
        parts = [(part,) for part in _parts(w.text, one.contents[0], told.language)]
    known = tongue(told.language)
    first, last = w.at(one.contents[0][0]), w.at(one.contents[-1][1])
    before = earlier or told.last
    if one.act == "denies" and before and last - first <= 3 and known.has(w.lows[first], known.lists["taken up"]):
        parts = [p.content for p in before if p.cue == before[-1].cue] if before[-1].cue else [before[-1].content]
    return [_claim(told, speaker, via, one, part, s, w, ref) for part in parts]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    assert inner.cue is not None
    return any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.contents)


def _begins(one: Attribution) -> int:
    assert one.cue is not None
    return min(one.cue[0], one.speaker[0] if one.speaker is not None else one.cue[0])


def _length(one: Attribution) -> int:
    return one.contents[-1][1] - one.contents[0][0]


def _parts(text: str, span: Span, language: str) -> list[Span]:
    """What could be true apart: `..., وان ...`, `и что`, a semicolon."""
    parts: list[Span] = []
    start = span[0]
    for joint in _AND_THAT[language].finditer(text, *span):
        if joint.start() - start > 8 and span[1] - joint.end() > 8:
            parts.append((start, joint.start()))
            start = joint.end()
    parts.append((start, span[1]))
    return parts


def _speaker(told: Teller, one: Attribution, w: Words) -> Mention | None:
    if one.speaker is None:
        return told.speakers[-1] if told.speakers else None
    made = _mention(told, one.speaker, w)
    if made.text.lower() in _PRONOUNS:
        if not told.speakers:
            return Mention(made.text, made.start, made.end, None, "unknown", "unresolved")
        last = told.speakers[-1]
        return Mention(made.text, made.start, made.end, last.id, last.side, last.kind, last.refers_to or last)
    if made.id is None and _same_office(made, told.language):
        known = next((m for m in reversed(told.speakers) if m.id is not None and m.kind in {"party", "un"}), None)
        if known is not None:
            made = Mention(made.text, made.start, made.end, known.id, known.side, known.kind, known.refers_to or known)
    told.speakers.append(made)
    return made


_OFFICES = {
    "ar": ("الوزاره", "المتحدث", "الناطق", "الوكاله", "المسوول", "القياده", "الحركه"),
    "ru": ("ведомств", "министерств", "представител", "штаб", "офицер", "дежурн", "командован"),
}  # fmt: skip


def _same_office(made: Mention, language: str) -> bool:
    """`The ministry`, `the spokesman` without more: the body that spoke before."""
    low = made.text.lower().split()
    return len(low) <= 3 and any(word.startswith(_OFFICES[language]) for word in low) and made.kind in _OFFICIAL


_OFFICIAL = frozenset({"official", "other"})


def _mention(told: Teller, span: Span, w: Words) -> Mention:
    first, last = w.at(span[0]), w.at(span[1])
    who = identify(w, first, max(last, first + 1), told.view, told.known)
    return Mention(w.text[span[0] : span[1]], *span, who.id, who.side, who.kind)


def _narrated(told: Teller, s: Sentence, w: Words, ref: Reference) -> list[Proposal]:
    """What a sentence of the author's own tells of the deal's events."""
    known = tongue(told.language)
    if s.headline or len(w) < 4 or not known.speaks(w.lows) or w.lows[-1] == "?":
        return []
    last = len(w)
    while last > 1 and not w.raw(last - 1)[0].isalnum():
        last -= 1
    whole = (w.starts[0], w.ends[last - 1])
    made = [_claim(told, None, (), None, (span,), s, w, ref) for span in _parts(w.text, whole, told.language)]
    return [one for one in made if one.event not in {"other", "statement"} or one.quantity is not None]


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
    event = known.event(lows)
    coming = act in {"predicts", "promises", "demands", "orders"} or _future(lows, language) or _goes_on(lows, language)
    coming = coming or _may_come(lows, language)
    happened = when(text, *span, ref, ahead=coming, language=language)
    where = place(w, first, last, told.known)
    if where is None and view.atlas is not None and (seen := view.atlas.first(text, *span)) is not None:
        where = Mention(text[seen.start : seen.end], seen.start, seen.end, site=seen.site, like=seen.like)
    counted = quantities(w, first, last, language)
    who: tuple[Actor, ...] = ()
    alternative = False
    if event in FIRE or cue_act == "accuses" or event in {"obstruction", "detention", "hold"}:
        who, alternative = actors(w, first, last, view, known)
    english = [en for low in lows for word, en in _MEANT[language].items() if known.bare(low).startswith(word)]
    clauses = view.links.candidates(event, english, (where.id,) if where and where.id else (), told.near)
    stretch = None
    if happened is not None:
        stretch = Stretch(happened.start, happened.end, happened.precision, happened.basis, happened.contradiction)
    if stretch is None and answers_for(act, event, lows):
        stretch = told.anchor
    elif is_attack(event, lows) and stretch is not None and not coming:
        told.anchor = replace(stretch, basis="carried")
    quantity = meant(text, counted)
    if quantity is None and event == "killing":
        quantity = one_person(lows, language)
    position = cue_act == "positions"
    made = Proposal(
        source=told.source, speaker=speaker, via=via, cue=one.cue if one is not None else None, content=content,
        words=" … ".join(text[a:b] for a, b in content), act=act, polarity=_polarity(cue_act, lows, known),
        event="statement" if position else event,
        actors=tuple(Mention(a.text, a.start, a.end, a.id, side=side_of(a.id, view.deal)) for a in who),
        actors_alternative=alternative, place=where,
        happened=stretch, said=_said(text, s, one, ref, language), quantity=quantity,
        certainty=_certainty(lows, language, known), basis=_basis(act, via),
        clauses=clauses, position=position,
        tier=_tier(one, speaker, event, clauses), shape=one.shape if one is not None else "narration",
        engines=("surface", one.second) if one is not None and one.agreed else ("surface",),
    )  # fmt: skip
    return named(made, ref.at, view.deal, ref.zone)


def _tier(one: Attribution | None, speaker: Mention | None, event: str, clauses: tuple[str, ...]) -> str:
    """A only where a verb with its own speaker and `that` was found; these languages have one engine, so mostly B."""
    if one is not None and one.agreed and event != "other":
        return "A"
    if speaker is not None and (speaker.kind == "unresolved" or (one is not None and one.shape == "shared")):
        return "C"
    return "C" if event == "other" and not clauses else "B"


def _act(act: str, lows: list[str], language: str, known: Tongue) -> str:
    if act == "positions":
        return "says"
    if act not in {"says", "reports", "confirms"}:
        return act
    if any(known.has(low, known.lists["must"]) for low in lows[:8]) and act == "says":
        return "demands"
    return "predicts" if _future(lows[:12], language) else act


def _future(lows: list[str], language: str) -> bool:
    if language == "ar":
        return any(
            low == "سوف" or (len(low) > 4 and low[0] == "س" and low[1] in "يتن" and low not in _NOT_FUTURE)
            for low in lows
        )
    return any(low in {"будет", "будут", "намерен", "намерены", "планирует", "планируют"} for low in lows)


def _may_come(lows: list[str], language: str) -> bool:
    """`قد` before an imperfect, `намечен`, `запланирован`: it lies ahead, whatever the act."""
    if language == "ar":
        return any(a == "قد" and b[:1] in "يت" for a, b in pairwise(lows))
    return any(low.startswith(("намечен", "запланирован", "предстоит")) for low in lows)


def _goes_on(lows: list[str], language: str) -> bool:
    """An Arabic clause whose verb is imperfect and that does not begin with `كان` tells of what comes."""
    if language != "ar" or any(low.startswith(("كان", "وكان")) for low in lows[:3]):
        return False
    return not _IMPERFECT.isdisjoint(lows[:5])


_IMPERFECT = frozenset(
    ["تبدا", "يبدا", "يغلق", "تغلق", "يغادر", "تغادر", "يخرج", "تخرج", "يصل", "تصل", "يستانف", "تستانف", "ينتهي",
     "تنتهي", "يعود", "تعود", "يبقي", "تبقي", "يتوقف", "تتوقف", "يفتح", "تفتح"]
)  # fmt: skip
_NOT_FUTURE = frozenset({"سيارات", "سياره", "سياسي", "سياسيه", "سيناريو", "سيطره", "ستين", "سيده", "سيناء"})


def _polarity(act: str, lows: list[str], known: Tongue) -> str:
    return "no" if act == "denies" or known.denies(lows) else "yes"


def _certainty(lows: list[str], language: str, known: Tongue) -> str:
    doubt = any(
        low == "قد"
        and n + 1 < len(lows)
        and lows[n + 1][:1] in "يتن"
        and (n == 0 or lows[n - 1] not in {"كان", "كانت"})
        for n, low in enumerate(lows)
    )
    if doubt or any(low in known.lists["possible"] for low in lows):
        return "possible"
    return "hedged" if any(low in known.lists["hedged"] for low in lows) else "stated"


def _basis(act: str, via: tuple[Mention, ...]) -> str:
    return "video" if act == "shows" else "relay" if via else "statement"


def _said(text: str, s: Sentence, one: Attribution | None, ref: Reference, language: str) -> Stretch | None:
    """A time between the beginning of the sentence and the words, or behind them."""
    if one is None or one.cue is None or not s.start <= one.cue[0] < s.end:
        return None
    first, last = one.contents[0][0], one.contents[-1][1]
    regions = [(s.start, min(first, one.cue[1] + 60))] if one.cue[0] < first else [(last, s.end)]
    regions += [(one.cue[1], first)] if one.cue[1] < first else []
    for a, b in regions:
        if 3 < b - a < 160 and (made := when(text, a, b, ref, language=language)) is not None:
            if made.end - made.start > timedelta(days=3):
                continue
            return Stretch(made.start, made.end, made.precision, made.basis, made.contradiction)
    return None
