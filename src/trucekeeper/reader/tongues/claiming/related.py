"""Russian relative clauses that tell when something happened: claims of their own beside what they stand in."""

from functools import lru_cache

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Proposal, Span
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.claiming.claim import claim_of
from trucekeeper.reader.tongues.claiming.teller import NARRATED, Said, Teller
from trucekeeper.reader.tongues.stretches import has_verb
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words

_PLACES = frozenset({"где", "куда", "откуда"})
_STEMS = ("котор", "чь", "чей")
#: A clause without one of these tells which one is meant: `автобусы, которые стоят у моста`.
_WHEN = (
    "понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен", "утр", "вечер", "ночь", "вчера",
    "сегодня", "накануне", "полдень", "полдня", "полудн", "полноч", "январ", "феврал", "март", "апрел", "мая", "мае",
    "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр", "сутки", "суток",
)  # fmt: skip
_CLAUSE = 4


def related(
    told: Teller, found: list[Attribution], made: list[Proposal], s: Sentence, w: Words, ref: Reference
) -> list[Proposal]:  # fmt: skip
    """The clauses of a stretch that `который`, `чей`, `где` or `куда` opens and that hold a time."""
    if told.language != "ru" or "," not in w.lows or not any(map(_relates, w.lows)):
        return []
    return [claim_of(told, _by_whom(made, found, span), (span,), s, w, ref) for span in _clauses(w, made)]


def _clauses(w: Words, made: list[Proposal]) -> list[Span]:
    begun = [one.content[0][0] for one in made]
    spans: list[Span] = []
    for comma in range(2, len(w) - _CLAUSE):
        if w.lows[comma] != "," or not _opens(w, comma + 1):
            continue
        end = next((m for m in range(comma + 1, len(w)) if w.lows[m] in {",", ".", ";", ":", "—", "–", "»"}), len(w))
        clause = w.lows[comma + 1 : end]
        if len(clause) < _CLAUSE or not any(low.startswith(_WHEN) for low in clause) or not has_verb(clause):
            continue
        start = w.starts[comma + 1]
        if any(low in tongue("ru").cues for low in clause) or any(abs(start - at) < _BESIDE for at in begun):
            continue
        spans.append((start, w.ends[end - 1]))
    return spans


#: So near to its first word a claim of the same clause begins.
_BESIDE = 6


def _opens(w: Words, k: int) -> bool:
    """True at `который`, `в котором`, `чьи`, `где`."""
    return w.lows[k] in _PLACES or any(map(_relates, w.lows[k : k + 2]))


@lru_cache(maxsize=20_000)
def _relates(low: str) -> bool:
    return low in _PLACES or low.startswith(_STEMS)


def _by_whom(made: list[Proposal], found: list[Attribution], span: Span) -> Said:
    """Who says a clause: whoever says what stands around it; else the author."""
    for one in found:
        if one.cue is not None and one.contents[0][0] <= span[0] and span[1] <= one.contents[-1][1]:
            speaker = next((p.speaker for p in made if p.cue == one.cue and p.speaker is not None), None)
            if speaker is not None:
                return Said(speaker, (), one)
    return NARRATED
