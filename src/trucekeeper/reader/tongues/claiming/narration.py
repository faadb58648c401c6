"""What the author of a report tells in his own words of the deal's events."""

from datetime import timedelta

from msgspec.structs import replace

from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Proposal, Span
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.claiming.claim import claim_of
from trucekeeper.reader.tongues.claiming.joints import last_word, parts_of
from trucekeeper.reader.tongues.claiming.teller import NARRATED, Teller
from trucekeeper.reader.tongues.stretches import has_verb
from trucekeeper.reader.tongues.tables import Tongue, tongue
from trucekeeper.reader.tongues.telling import added_ends, dateline, hearsay_ends, knows_nothing, past_connectors
from trucekeeper.reader.words import Words

#: What a heading or an indirect question begins with.
_ASKED = frozenset({"сколько", "кто", "чего", "почему", "зачем", "куда", "откуда"})

_OPERATION = {
    "ar": ("هدنه", "اجلاء", "حافل", "قافل", "قوافل", "مراقب", "تبادل", "اسري", "محتجز",
           "معتقل", "رهاين", "ممر", "معبر", "جرحي", "مساعدات", "شاحن", "نازح", "محاصر", "قافله"),
    "ru": ("обмен", "пленн", "заложник", "колонн", "автобус", "перемири", "огонь", "огня", "коридор", "эвакуац",
           "соглашени", "договоренност", "этап", "операци", "наблюдател", "гуманитарн", "проход", "беженц",
           "вывоз", "вывод", "наруш", "проезд", "блокпост", "патрул", "досмотр", "созвон",
           "переговор", "встреч", "груз", "заключенн", "конво", "фур", "ранен", "погибш", "боевик", "эвакуир", "выезд",
           "гаранти", "тишин", "машин", "скор"),
}  # fmt: skip

#: A dash stands for a verb, and so does `по уточненным данным` in `Погибших, по уточненным данным, пятеро`.
_TELLING = frozenset({"—", "–", "данным", "информации", "сведениям", "оценкам"})


def narrated(
    told: Teller, s: Sentence, w: Words, ref: Reference, must: bool = False, announced: bool = False
) -> list[Proposal]:
    """What a sentence of the author's own tells of the deal's events; what replaces an error is told in any case.

    Args:
        told: What is remembered.
        s: The sentence.
        w: Its words, or those of a part of it.
        ref: What times are counted from.
        must: It is a claim whatever it tells.
        announced: `Сообщается` stands before the words, which need no verb of their own.
    """
    if len(w) < 3 or "?" in w.lows or not (must or announced or not _tells_nothing(told, s, w)):
        return []
    last = last_word(w)
    whole = (w.starts[0], w.ends[last - 1])
    if knows_nothing(w.text[slice(*whole)], told.language) or (not must and dateline(w, told.language)):
        return []
    hearsay = hearsay_ends(w) if told.language == "ar" else None
    added = added_ends(w) if told.language == "ar" and hearsay is None else hearsay
    whole = _without_openers(w, whole, last, told.language, added)
    made = [claim_of(told, NARRATED, (span,), s, w, ref) for span in parts_of(w.text, whole, told.language)]
    if hearsay is not None:
        made = [replace(one, certainty="hedged") if one.certainty == "stated" else one for one in made]
    known = tongue(told.language)
    kept = [one for one in made if must or worth_telling(one, known)]
    return made if kept else kept  # what stands beside a claim in its sentence is about the same


def _tells_nothing(told: Teller, s: Sentence, w: Words) -> bool:
    """True of a headline; in Russian also of an indirect question and of words without a verb or a dash.

    In an entry that begins with its time words without a verb tell too (`Автобусы на месте`).
    """
    if s.headline and told.entry < 0:
        return True
    if told.language != "ru":
        return False
    if w.lows[0] in _ASKED or _heads(s, w.text):
        return True
    return told.entry < 0 and not has_verb(w.lows) and _TELLING.isdisjoint(w.lows)


def _without_openers(w: Words, whole: Span, last: int, language: str, hearsay: int | None) -> Span:
    """What is told, behind connectors and behind what says that it is hearsay, with a bracket that it closes."""
    start, end = whole
    if language == "ar" and (begun := past_connectors(w)) and begun < last - 2:
        start = w.starts[begun]
    if end < len(w.text) and w.text[end] == ")" and "(" in w.text[start:end]:
        end += 1
    if hearsay is not None and hearsay < last - 1:
        start = w.starts[hearsay]
    return start, end


def _heads(s: Sentence, text: str) -> bool:
    """True for the last line of a heading that begins with a dateline: it has no stop."""
    if s.paragraph != 1 or text[s.end : s.end + 2].strip()[:1] in {":", ";", "—", "–", "-", ","}:
        return False  # a stretch that its sentence goes on behind
    return text[s.start : s.end].rstrip()[-1:] not in set('.!?…»":;')


def worth_telling(one: Proposal, known: Tongue) -> bool:
    """True for a claim of the deal's events or of the operation: others are background that nobody enters."""
    return _tells(one) or _names_operation(one, known)


def _tells(one: Proposal) -> bool:
    """A narration that an analyst would enter: of the deal's kinds of event, with a number or a day; no bare year."""
    when_ = one.happened
    dated = when_ is not None and when_.basis == "stated" and when_.end - when_.start < timedelta(days=60)
    return one.event not in {"other", "statement"} or one.quantity is not None or dated


def _names_operation(one: Proposal, known: Tongue) -> bool:
    """A narration of the operation itself, whatever happened to it."""
    lows = [known.bare(low) for low in one.words.lower().replace("ё", "е").split()]
    return any(low.startswith(_OPERATION[known.language]) for low in lows)
