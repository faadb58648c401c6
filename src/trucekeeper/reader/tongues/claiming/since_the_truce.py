"""`С начала перемирия`, `منذ انتهاء الهدنة`: since what this report has dated before, until now."""

from datetime import datetime, timedelta

from trucekeeper.reader.proposal import Stretch
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.teller import Teller

_TRUCE = ("перемири", "тишин", "пауз", "هدنه", "الهدنه", "وقف", "تهديه", "التهديه")
_BEGINS = ("вступ", "начал", "начало", "دخل", "بدات", "بدا", "سرت", "سريان", "بدء", "بدايه", "دخول", "начат")
_ENDS = ("истек", "законч", "оконч", "прекратил", "انتهت", "انقضت", "انتهاء", "انقضاء", "انهارت", "انهيار")
#: A truce told of with a time as long as this did not begin then.
_SHORT = timedelta(days=1)


def note_truce(told: Teller, p: Proposition, happened: Stretch | None) -> None:
    """Keep when the truce began or ended, where a claim tells that."""
    dated = happened is not None and happened.basis != "carried" and not p.coming
    if happened is None or not dated or happened.end - happened.start > _SHORT or not _names_truce(p.lows):
        return
    if any(low.startswith(_ENDS) for low in p.lows):
        told.truce_ended = happened.start
    elif any(low.startswith(_BEGINS) for low in p.lows):
        told.truce_begun = happened.start


def since_the_truce(told: Teller, p: Proposition) -> Stretch | None:
    """From its beginning or end until now; None where nothing is told so, or the report has not dated it."""
    if (told.truce_begun is None and told.truce_ended is None) or p.coming or not _names_truce(p.lows):
        return None
    for n, low in enumerate(p.lows[:-1]):
        if low in _SINCE and (since := _which(told, p.lows[n + 1 : n + 3])) is not None:
            return Stretch(since, p.ref.now, "days", "stated") if since < p.ref.now else None
    return None


def _names_truce(lows: list[str]) -> bool:
    return any(low.startswith(_TRUCE) for low in lows)


def _which(told: Teller, behind: list[str]) -> datetime | None:
    """When it began, or ended, by the words behind `since`."""
    if behind[0].startswith(_ENDS):
        return told.truce_ended
    return told.truce_begun if any(low.startswith(_BEGINS) for low in behind) else None


_SINCE = frozenset({"с", "со", "منذ", "ومنذ"})
