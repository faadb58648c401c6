"""When it happened and when it was said: words of time, the entry of a live page, the cue's own day."""

from datetime import timedelta

from msgspec.structs import replace

from trucekeeper.reader.claiming.reading import stretch_of
from trucekeeper.reader.dating import when
from trucekeeper.reader.occasion import Told, counted_from, observed
from trucekeeper.reader.proposal import Mention, Span, Stretch
from trucekeeper.reader.quantity import Counted
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.claiming.carrying import carried, joined
from trucekeeper.reader.tongues.claiming.corrected import corrected, remember
from trucekeeper.reader.tongues.claiming.just_seen import just_seen
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.since_the_truce import note_truce, since_the_truce
from trucekeeper.reader.tongues.claiming.teller import Teller

#: Acts of somebody who was there, or whose camera was.
_SEES = frozenset({"reports", "shows", "says"})


def times_of(
    told: Teller, p: Proposition, counted: list[Counted], place: Mention | None
) -> tuple[Stretch | None, Stretch | None]:
    """When it happened, and when it was said."""
    said = _said_when(told, p)
    happened = _in_its_words(told, p, said) or _deadline_before(told, p)
    if happened is None and p.act == "agrees":
        happened, said = _agreed_when(told, p), None
    if happened is None and said is not None and (_was_seen(p) or _counted_by(p, counted)):
        happened, said = said, None
    happened = happened or since_the_truce(told, p)
    happened = happened or (just_seen(told, p) if told.erred is None else None)
    this = _told(p, counted)
    if happened is None and told.erred is None and said is None:
        happened = joined(told, p, this)
    if happened is None:
        happened = corrected(told, p) if told.erred is not None else carried(told, p, this, place)
    elif this.group == "fire":
        told.fired_at = place
    remember(told, counted, happened)
    note_truce(told, p, happened)
    told.behind = (p.span[1], p.act, happened)
    posted = happened is not None and happened.basis == "published" and told.entry >= 0
    told.occasions.note(this, replace(happened, basis="carried") if happened is not None and posted else happened)
    return happened, said


def _said_when(told: Teller, p: Proposition) -> Stretch | None:
    """The time that stands with the cue; what has been told up to here says nothing of the next one."""
    said = _said(p, told.language, told.until)
    told.until = p.span[1]
    return said


def _in_its_words(told: Teller, p: Proposition, said: Stretch | None) -> Stretch | None:
    """The time that the words themselves name."""
    if p.act in _TELLS and not _LENGTHENED.isdisjoint(p.lows[:4]):
        return None  # until when is its term
    made = when(
        p.w.text, p.span[0], _until_put_off(p), counted_from(p.ref, said, coming=p.coming), language=told.language,
        ahead=p.coming or not _IS_TO_BEGIN.isdisjoint(p.lows),
        current=told.occasions.day(said), floor=told.occasions.hour(),
    )  # fmt: skip
    return stretch_of(made) if made is not None else None


def _until_put_off(p: Proposition) -> int:
    """Where the words end that may date it: until when something is put off is no time of its putting off."""
    put_off = next((n for n, low in enumerate(p.lows[:6]) if low.startswith(_PUT_OFF)), None)
    if put_off is None or len(p.content) > 1 or p.coming:
        return p.span[1]
    to = next((n for n, low in enumerate(p.lows) if n > put_off and low in _TO), None)
    return p.w.starts[p.parts[0][0] + to] if to is not None else p.span[1]


_PUT_OFF = ("تاجل", "ارجي", "ارجا", "اجلت", "отлож", "перенес", "сдвин")
_TO = frozenset({"الي", "حتي", "до", "на"})
#: Verbs in the present that tell what is fixed to come.
_IS_TO_BEGIN = frozenset({"вступает", "начинается", "истекает", "заканчивается", "стартует", "открывается"})
_TELLS = frozenset({"says", "narrates", "reports", "confirms"})
#: Words of a truce that has been given more days.
_LENGTHENED = frozenset(
    ["مدد", "مددت", "ومدد", "ومددت", "تمددت", "جددت", "продлено", "продлен", "продлена", "продлены",
     "продлили", "продлил", "продлило", "продлила"]
)  # fmt: skip


def _agreed_when(told: Teller, p: Proposition) -> Stretch | None:
    """`اتفق الطرفان في أيلول الماضي على هدنة`: between the verb and what is agreed stands when it was."""
    cue = p.said.one.cue if p.said.one is not None else None
    if cue is None or not p.sentence.start <= cue[0] < p.span[0]:
        return None
    made = when(p.w.text, p.sentence.start, p.span[0], p.ref, language=told.language)
    return stretch_of(made) if made is not None else None


def _deadline_before(told: Teller, p: Proposition) -> Stretch | None:
    """`К концу августа делегация рассчитывает согласовать ...`: a term in front of who promises or expects."""
    cue = p.said.one.cue if p.said.one is not None else None
    if not p.coming or cue is None or not p.sentence.start <= cue[0] < p.span[0]:
        return None
    before = p.w.lows[p.w.at(p.sentence.start) : p.w.at(cue[0])]
    if _BY.isdisjoint(before[:3]) and before[:2] != ["не", "позднее"]:
        return None
    made = when(p.w.text, p.sentence.start, cue[0], p.ref, ahead=True, language=told.language)
    return stretch_of(made) if made is not None and made.start >= p.ref.at else None


_BY = frozenset(
    {"к", "ко", "до", "قبل", "وقبل", "بحلول", "وبحلول", "حتي", "وحتي", "خلال", "завтра", "послезавтра", "غدا"}
)


def _was_seen(p: Proposition) -> bool:
    """`observers counted three explosions at 10:42`: the time of the seeing is that of the event."""
    cue = p.said.one.cue if p.said.one is not None else None
    return cue is not None and p.act in _SEES and observed(p.w.text[slice(*cue)])


def _counted_by(p: Proposition, counted: list[Counted]) -> bool:
    """`К исходу четверга ведомство подтвердило гибель 133 человек`: a count by a time is of that time."""
    if not counted or p.act not in _COUNTS:
        return False
    first = p.w.at(p.sentence.start)
    before = p.w.lows[first : p.w.at(p.span[0])]
    return any(low in _UP_TO and n + 1 < len(before) and before[n + 1] in _ENDS for n, low in enumerate(before))


_COUNTS = frozenset({"reports", "confirms"})
_UP_TO = frozenset({"к", "до", "حتي", "وحتي"})
_ENDS = frozenset(
    ["исходу", "вечеру", "утру", "полудню", "концу", "полуночи", "مساء", "صباح", "ظهر", "ليل", "الظهر", "المساء",
     "الصباح"]
)  # fmt: skip


def _told(p: Proposition, counted: list[Counted]) -> Told:
    """The proposition as far as its time matters."""
    kind = "statement" if p.said.act == "positions" else p.kind
    bare = p.kind == "other" and len(p.lows) < _FEW
    return Told(p.act, kind, p.lows, p.content, bool(counted), p.coming, bare)


#: So few words of no event tell nothing of their own.
_FEW = 5


def _said(p: Proposition, language: str, until: int) -> Stretch | None:
    """A time between the beginning of the sentence and the words, or behind them."""
    cue = p.said.one.cue if p.said.one is not None else None
    if p.said.one is None or cue is None or not p.sentence.start <= cue[0] < p.sentence.end:
        return None
    for a, b in _beside(p.sentence, p.said.one.contents, cue, until):
        if 3 < b - a < 160 and (made := when(p.w.text, a, b, p.ref, language=language)) is not None:
            if made.end - made.start > timedelta(days=3):
                continue
            return stretch_of(made)
    return None


def _beside(s: Sentence, contents: tuple[Span, ...], cue: Span, until: int) -> list[Span]:
    """Where the time of the saying may stand: before the words, or behind them, and behind the cue."""
    first, last = contents[0][0], contents[-1][1]
    begins = until if s.start < until <= cue[0] else s.start  # behind what has been told already
    regions = [(begins, min(first, cue[1] + 60))] if cue[0] < first else [(last, s.end)]
    return [*regions, (cue[1], first)] if cue[1] < first else regions
