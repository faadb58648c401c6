"""The claims of one attribution: each of its speakers with each of the propositions that are said."""

import re
from itertools import takewhile

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.claiming.claim import claim_of
from trucekeeper.reader.tongues.claiming.joints import THAT, parts_of
from trucekeeper.reader.tongues.claiming.narration import narrated
from trucekeeper.reader.tongues.claiming.relays import begin_of, fills, holds, passes
from trucekeeper.reader.tongues.claiming.taken_up import meant_before
from trucekeeper.reader.tongues.claiming.teller import Said, Teller
from trucekeeper.reader.tongues.claiming.voices import mention_of, speakers_of
from trucekeeper.reader.tongues.telling import knows_nothing
from trucekeeper.reader.words import Words, words

_BUT_AGAIN = re.compile(r"(?:و?لكن|غير ان|الا ان|بيد ان)\s")

#: What came of it is told by who counted it.
_CAME_OF_IT = re.compile(r"(?:مما?|ما|اسفرت?|ادت?ي?|خلفت?|اوقعت?|تسببت?|اودت?ي?|واصابه|وجرح|واستشهاد)\s")

_AND_OF = re.compile(
    r"\s+(?=وب\w{4})|\s+(?=و(?:احتجاز|قتل|منع|قصف|استهداف|اطلاق|خطف|اعتقال|عرقله|حرق|احراق|نهب|مهاجمه|اغلاق|اقتحام|سرقه)\s)"
)

_TELLING = frozenset({"says", "confirms", "denies", "admits"})

_OPENS_WORDS = THAT | {":", "«", '"', "“"}


def claims_of(
    told: Teller, one: Attribution, found: list[Attribution], s: Sentence, w: Words, ref: Reference,
    earlier: list[Proposal],
) -> list[Proposal]:  # fmt: skip
    """The claims of one attribution: each of its speakers with each of the propositions that are said."""
    speakers = speakers_of(told, one, w)
    if not speakers or any(holds(o, one) for o in found if one.act == "agrees" and o.act in {"says", "confirms"}):
        return []
    inner = [o for o in found if o is not one and o.cue is not None and o.act != "agrees" and passes(one, o)]
    if one.act == "says" and any(begin_of(o) - one.contents[0][0] < 8 or fills(o, one.contents[0]) for o in inner):
        return []
    via = _relays(told, one, found, w)
    parts, aside = _propositions(told.language, one, inner, w)
    if (before := meant_before(told, one, w, earlier, speakers[0])) is not None:
        one, parts = before
    elif one.shape == "retold" and told.language == "ru":
        return []  # `Об этом говорится в заявлении` behind what its speaker is said to say already
    made = [claim_of(told, Said(speaker, via, one), part, s, w, ref) for speaker in speakers for part in parts]
    for part in aside:
        made += narrated(told, s, words(w.text, *part[0]), ref)
    return made


def _relays(told: Teller, one: Attribution, found: list[Attribution], w: Words) -> tuple[Mention, ...]:
    """Who passes the words on, outermost first."""
    if one.cue is None:
        return ()
    outer = [o for o in found if o is not one and o.speaker is not None and one.cue != o.cue and passes(o, one)]
    return tuple([mention_of(told, o.speaker, w) for o in outer if o.speaker is not None])


def _propositions(
    language: str, one: Attribution, inner: list[Attribution], w: Words
) -> tuple[list[tuple[Span, ...]], list[tuple[Span, ...]]]:
    """What could be true apart in the words of an attribution, and what the author tells behind them."""
    if len(one.contents) == 1:
        return _of_one_piece(language, one, inner, w)
    if language == "ar" and _BUT_AGAIN.match(w.text, one.contents[-1][0]) is not None:
        return [(span,) for span in one.contents], []  # `لم يفتش احد، يستدرك الضابط، لكن ثلاثه اعيدوا`
    if one.contents[-1][1] - one.contents[-1][0] > _CLAUSE:
        first, *rest = parts_of(w.text, one.contents[-1], language)
        return [(*one.contents[:-1], first), *((part,) for part in rest)], []
    return [one.contents], []


#: A last piece with more characters may hold several clauses.
_CLAUSE = 20


def _of_one_piece(
    language: str, one: Attribution, inner: list[Attribution], w: Words
) -> tuple[list[tuple[Span, ...]], list[tuple[Span, ...]]]:
    """The same where the words stand together."""
    spans = parts_of(w.text, one.contents[0], language)
    aside: list[Span] = []
    if language == "ar":
        spans, aside = _own_and_aside(one, spans, w)
    if language == "ar" and one.act == "accuses":
        spans = [charge for span in spans for charge in _each_charge(w.text, span)]
    if len(spans) > 1:
        spans = [span for span in spans if not any(fills(o, span) for o in inner)]
    if language == "ru" and len(spans) > 1:
        sure = [span for span in spans if not knows_nothing(w.text[slice(*span)], language)]
        spans = sure or spans  # `подтвердить их организация не может` is no claim
    return [(span,) for span in spans], [(span,) for span in aside]


def _own_and_aside(one: Attribution, spans: list[Span], w: Words) -> tuple[list[Span], list[Span]]:
    """Behind what is demanded or counted the author goes on, except with what came of it."""
    if one.act in _TELLING or w.lows[w.at(one.contents[0][0]) - 1] in _OPENS_WORDS:
        return spans, []
    own = 1 + sum(1 for _ in takewhile(lambda span: _CAME_OF_IT.match(w.text, span[0]), spans[1:]))
    return spans[:own], spans[own:]


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
