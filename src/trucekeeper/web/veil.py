"""How the deal stands, for those who may not know every source: the same verdict, without names out of hidden records.

A verdict is the same for everybody in the room, or two of them would act on different ones. Its reasons repeat names
as records have them; those that stand only in records that somebody may not see are replaced.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final

from trucekeeper.deal.said import Said, remade
from trucekeeper.ledger.record import Entry
from trucekeeper.status.telling import UNNAMED, joined
from trucekeeper.status.verdict import Status
from trucekeeper.web.guard import Who
from trucekeeper.web.sight import may_be_told, sees_all
from trucekeeper.web.site import Site

#: Fields that name who said or did something.
NAMES: Final = ("speaker", "via", "holder", "team", "publisher", "by", "actor")


def veiled(site: Site, who: Who, answer: Status) -> Status:
    """An answer as somebody may read it."""
    if sees_all(who.account):
        return answer
    hidden = _names_of(site, who)
    if not hidden:
        return answer
    key = (
        "veiled",
        site.deals.texts().number,
        answer.at,
        answer.known_by,
        answer.known_from,
        site.desk.position,
        _sight(who),
    )
    made: Status = site.shelf.of(key, lambda: _without(answer, _pattern(hidden)))
    return made


def sight_key(who: Who) -> Any:
    """What two readers must have in common to be shown the same piece of a page."""
    return "all" if sees_all(who.account) else _sight(who)


def _sight(who: Who) -> Any:
    return who.account.grants if who.account is not None else ()


@dataclass
class _Known:
    """Names met so far in records that readers of the same grants may see, and in those that they may not.

    Attributes:
        staff: For those outside: who entered something.
    """

    number: int
    taken: int = 0
    seen: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    staff: set[str] = field(default_factory=set)


def _names_of(site: Site, who: Who) -> frozenset[str]:
    """Names that stand in no record that a reader may see, nor in the deal; only what is new is gone through."""
    desk, sight = site.desk, _sight(who)
    known = site.veils.get(sight)
    if not isinstance(known, _Known) or known.number != desk.protected.number or known.taken > len(desk.entries):
        known = _Known(desk.protected.number)
    fresh = desk.entries[known.taken :]
    for entry in fresh:
        told = may_be_told(who, desk, entry)
        (known.seen if told else known.hidden).update(names(entry))
        if who.outside:
            known.staff.add(entry.entered_by)
    known.taken += len(fresh)
    site.veils[sight] = known
    of_deal = {one.id for deal in site.deals.texts().judged for one in deal.parties}
    return frozenset(((known.hidden - known.seen) | known.staff) - of_deal - {""})


def names(entry: Entry) -> Iterable[str]:
    """Every name in a record, as recorded."""
    for key in NAMES:
        value = getattr(entry.record, key, None)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value


def _pattern(hidden: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(hidden, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in longest_first))


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    """The same value where no name is in it, so that what was worked out from it before still counts."""
    if isinstance(value, str):
        found = not isinstance(value, Enum) and pattern.search(value) is not None
        return _shielded(value, pattern) if found else value
    if isinstance(value, tuple):
        made = tuple(_without(one, pattern) for one in value)
        return value if all(a is b for a, b in zip(made, value, strict=True)) else made
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: new
            for one in fields(value)
            if one.name not in _IDS and (new := _without(old := getattr(value, one.name), pattern)) is not old
        }
        return replace(value, **changed) if changed else value
    return value


def _shielded(text: str, pattern: re.Pattern[str]) -> str:
    """Words without the names; a sentence that keeps none in its parts can still be said in another language."""
    if not isinstance(text, Said):
        return _unnamed(text, pattern)
    plain = pattern.sub(UNNAMED, text)
    made = remade(text, lambda part: _without(part, pattern))
    # Where a name stands across two parts, or in our own words, the English alone is safe.
    return made if made is not None and str(made) == plain else plain


def _unnamed(text: str, pattern: re.Pattern[str]) -> str:
    """Somebody's words with our own in place of each name, which can be said in another language."""
    pieces: list[str] = []
    at = 0
    for name in pattern.finditer(text):
        pieces += [text[at : name.start()], UNNAMED]
        at = name.end()
    return joined((*pieces, text[at:]), "")


#: Fields that hold ids of records or clauses, by which a page leads on; ids hold no names.
_IDS: Final = frozenset(
    {"record", "records", "because", "yes", "no", "clause", "ended_by", "positions", "others_because"}
)
