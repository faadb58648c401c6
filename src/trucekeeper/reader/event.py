"""What kind of event a proposition speaks of, by its words and in a fixed order of trial."""

from functools import cache
from typing import NamedTuple

from trucekeeper.reader.lexicon import sections


class _Trigger(NamedTuple):
    event: str
    rank: int
    needs: tuple[str, ...]
    adjacent: bool


@cache
def _triggers() -> dict[str, tuple[_Trigger, ...]]:
    """By the first word; those that need more words rank before single ones of the same event."""
    found: dict[str, list[_Trigger]] = {}
    for rank, (event, lines) in enumerate((e.split()[0], lines) for e, lines in sections("en_events.txt").items() if e):
        for entry in (entry for line in lines for entry in line.split()):
            adjacent = "_" in entry
            first, *rest = entry.split("_" if adjacent else "+")
            found.setdefault(first, []).append(_Trigger(event, rank, tuple(rest), adjacent))
    return {word: tuple(triggers) for word, triggers in found.items()}


def event(lows: list[str]) -> str:
    """The event kind of a proposition given as lower-case words; `other` where no word tells."""
    main = next((n for n, low in enumerate(lows) if n > 2 and low in _LATER), len(lows))
    found = _best(lows[:main])
    return found if found != "other" or main == len(lows) else _best(lows)


#: What stands behind these words is circumstance and not the event itself.
_LATER = frozenset({"after", "because", "when", "before", "if", "until", "while", "since", "although"})


def speaks(lows: list[str]) -> bool:
    """True when any word of the list stands there, also one of the rest (deaths, burnt buses, who is still inside)."""
    known = _triggers()
    return any(t for low in lows for t in known.get(low, ()) if t.event == "other" and not t.needs)


def _best(lows: list[str]) -> str:
    best: _Trigger | None = None
    known = _triggers()
    for i, triggers in enumerate(map(known.get, lows)):
        for trigger in triggers or ():
            if best is not None and trigger.rank >= best.rank:
                continue
            if not trigger.needs:
                best = trigger
            elif trigger.adjacent:
                if tuple(lows[i + 1 : i + 1 + len(trigger.needs)]) == trigger.needs:
                    best = trigger
            elif all(word in lows for word in trigger.needs):
                best = trigger
    return best.event if best is not None else "other"
