"""Listed = arrived + refused + turned back + returned + died + missing + still on the way, and nobody lost silently.

Who ends a journey without having been listed is told as beyond the list, never set off against a gap elsewhere. Per
convoy and category, each source's counts on their own: sources are never added up (rule R14), and those of the
two sides stand beside each other. A gap that nobody has explained is shown as unaccounted for, never as missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from trucekeeper.ledger.record import Movement, Record

#: Events with which a person's journey in a convoy ends.
ENDS = ("arrived", "refused", "turned back", "returned", "died", "missing")

#: The events that can say how many set out, the surest first.
SET_OUT = ("departed", "boarded", "listed")


@dataclass(frozen=True, slots=True)
class Account:
    """One convoy and category by one source.

    Attributes:
        convoy: "" where the records name none.
        category: "" for all people.
        source: Who counted; `side` for whom its word counts.
        listed: People on the list (or, where there is none, who boarded or departed); None = not said.
        ended: Per event of `ENDS`.
        on_the_way: Set out and not yet counted anywhere, while nobody has counted the convoy as arrived.
        unaccounted: Set out and counted nowhere although the convoy was counted as arrived.
        records: What it rests on.
        beyond: Counted at the end of a journey though the list is shorter: who joined on the way, or a wrong count.
    """

    convoy: str
    category: str
    source: str
    side: str
    listed: int | None
    ended: dict[str, int]
    on_the_way: int
    unaccounted: int
    records: tuple[str, ...]
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An event of one convoy on which sources differ."""

    convoy: str
    category: str
    event: str
    counts: tuple[tuple[str, str, int], ...]  # source, side, count


def reconcile(records: Iterable[Record], *, at: datetime) -> tuple[tuple[Account, ...], tuple[Disagreement, ...]]:
    """Account for everybody that movements up to a moment name.

    Args:
        records: As they were known, corrections applied, withdrawn ones left out.
        at: What is said to have happened later is left out.
    """
    moved = [one for one in records if isinstance(one, Movement) and _when(one) <= at and one.quantity.unit == "people"]
    keys = sorted({(one.convoy or "", one.category or "", one.speaker) for one in moved})
    # Who is counted by category alone is part of the whole.
    keys = sorted({*keys, *((convoy, "", speaker) for convoy, _, speaker in keys)})
    accounts = tuple(
        _account(*key, [m for m in moved if _key(m) == key], [m for m in moved if _part_of(m, key)]) for key in keys
    )
    return accounts, tuple(_disagreements(accounts, moved))


def totals(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """What one source counts over all convoys; where it lists some and not others, the list is that of the some."""
    found: dict[str, list[Account]] = {}
    for one in accounts:
        if not one.category:
            found.setdefault(one.source, []).append(one)
    return tuple(_summed(several) for several in found.values() if len(several) > 1)


def _summed(several: list[Account]) -> Account:
    listed = [one.listed for one in several if one.listed is not None]
    ended = {event: sum(one.ended.get(event, 0) for one in several) for event in ENDS}
    return Account(
        "",
        "",
        several[-1].source,
        several[-1].side,
        sum(listed) if listed else None,
        {event: number for event, number in ended.items() if number},
        on_the_way=sum(one.on_the_way for one in several),
        unaccounted=sum(one.unaccounted for one in several),
        records=tuple(record for one in several for record in one.records),
        beyond=sum(one.beyond for one in several),
    )


def _key(one: Movement) -> tuple[str, str, str]:
    return one.convoy or "", one.category or "", one.speaker


def _part_of(one: Movement, key: tuple[str, str, str]) -> bool:
    """A count of a category among all people of a convoy, by the same source."""
    return not key[1] and bool(one.category) and (one.convoy or "", one.speaker) == (key[0], key[2])


def _account(convoy: str, category: str, source: str, moved: list[Movement], parts: list[Movement]) -> Account:
    counts = {event: _with_parts(moved, parts, event) for event in (*SET_OUT, *ENDS)}
    listed = next(
        (number for event in ("listed", "departed", "boarded") if (number := counts[event]) is not None), None
    )
    ended = {event: number for event in ENDS if (number := counts[event])}
    gap = 0 if listed is None else listed - sum(ended.values())
    arrived = counts["arrived"] is not None
    everything = [*moved, *parts]
    return Account(
        convoy,
        category,
        source,
        everything[-1].side,
        listed,
        ended,
        on_the_way=0 if arrived else max(0, gap),
        unaccounted=max(0, gap) if arrived else 0,
        records=tuple(one.id for one in everything),
        beyond=max(0, -gap),
    )


def _with_parts(moved: list[Movement], parts: list[Movement], event: str) -> int | None:
    """What a source counts of all people: its word for all, but no fewer than its words for categories add up to."""
    whole = counted(moved, event)
    by_category = [
        number
        for category in sorted({one.category for one in parts if one.category})
        if (number := counted((one for one in parts if one.category == category), event)) is not None
    ]
    return max(whole or 0, sum(by_category)) if by_category else whole


def counted(moved: Iterable[Movement], event: str) -> int | None:
    """How many one source counts in an event: the highest total so far, or the sum of its parts; None = not said."""
    own = [one for one in moved if one.event == event and one.relays is None]
    if not own:
        return None
    totals = [one.quantity.low for one in own if one.counting == "total"]
    parts = sum(one.quantity.low for one in own if one.counting == "part")
    return max([*totals, parts])


def _disagreements(accounts: Iterable[Account], moved: list[Movement]) -> Iterable[Disagreement]:
    listed = list(accounts)
    for convoy, category in sorted({(one.convoy, one.category) for one in listed}):
        sources = [one for one in listed if (one.convoy, one.category) == (convoy, category)]
        for event in ("listed", "boarded", "departed", *ENDS):
            counts = tuple(
                (one.source, one.side, number)
                for one in sources
                if (number := counted([m for m in moved if _key(m) == (convoy, category, one.source)], event))
                is not None
            )
            if len({number for _, _, number in counts}) > 1:
                yield Disagreement(convoy, category, event, counts)


def _when(one: Movement) -> datetime:
    return one.happened.start if one.happened is not None else one.said_at
