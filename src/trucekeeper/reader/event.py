"""What kind of event a proposition speaks of, by its words and in a fixed order of trial."""

from functools import cache
from itertools import compress, count, repeat
from operator import and_
from typing import NamedTuple

from trucekeeper.reader.deeds import DONE_AGAIN, GONE_ON, STOPPED, deed, from_guns, let_nobody_pass
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
    if "besieged" in lows:
        lows = [low for n, low in enumerate(lows) if low != "besieged" or (n and lows[n - 1] in _BE)]
    main = len(lows)
    if not _LATER.isdisjoint(lows):
        main = next((n for n, low in enumerate(lows) if n > 2 and low in _LATER), main)
    found = _best(lows[:main])
    if found == "access" and let_nobody_pass(lows[:main]):
        return "obstruction"
    if found == "other" and main < len(lows):
        return _best(lows)
    return from_guns(found, lows)


#: Behind these it tells what befell, else only which town is meant.
_BE = frozenset({"is", "are", "was", "were", "been", "be", "still", "remain", "remains", "remained"})
#: What stands behind these words is circumstance and not the event itself.
_LATER = frozenset({"after", "because", "when", "before", "if", "until", "while", "since", "although"})


def speaks(lows: list[str]) -> bool:
    """True when any word of the list stands there, also one of the rest (deaths, burnt buses, who is still inside)."""
    return not _speaking().isdisjoint(lows)


@cache
def _speaking() -> frozenset[str]:
    known = _triggers().items()
    return frozenset(word for word, several in known if any(t.event == "other" and not t.needs for t in several))


def _best(lows: list[str]) -> str:
    ranks = _ranks()
    alone = best = min(map(ranks.alone.get, lows, repeat(len(ranks.events))), default=len(ranks.events))
    begun = map(ranks.beside.__contains__, lows)
    for i in compress(count(1), map(and_, begun, map(ranks.seconds.__contains__, lows[1:]))):
        for rank, needs in ranks.beside[lows[i - 1]].get(lows[i], ()):
            if rank < best and tuple(lows[i : i + len(needs)]) == needs:
                best = rank
    if not ranks.firsts.isdisjoint(lows):
        there = set(lows)
        for low in ranks.firsts.intersection(there):
            for rank, needs in ranks.with_others[low]:
                if rank < best and there.issuperset(needs):
                    best = rank
    kind = ranks.events[best] if best < len(ranks.events) else "other"
    if (told := deed(lows) if (best == alone and best >= _DECIDED) or kind in GONE_ON else "") and (
        best == alone or told in STOPPED
    ):
        return kind if told in STOPPED and kind in DONE_AGAIN else told
    return kind


#: Words of the first sections of the list go before any verb (`consented`).
_DECIDED = 3
_Needs = tuple[int, tuple[str, ...]]


class _Ranks(NamedTuple):
    """The triggers so that few of them are looked at: most words that begin one are as common as `of` and `in`.

    Attributes:
        alone: The best rank of each word that needs no other.
        beside: By a word and the one behind it: ranks with all words that must stand behind the first.
        with_others: By a word: ranks with the words that must stand somewhere.
        events: By rank.
        firsts: All of `with_others`.
        seconds: Every word behind one of `beside`.
    """

    alone: dict[str, int]
    beside: dict[str, dict[str, list[_Needs]]]
    with_others: dict[str, list[_Needs]]
    events: tuple[str, ...]
    firsts: frozenset[str] = frozenset()
    seconds: frozenset[str] = frozenset()


@cache
def _ranks() -> _Ranks:
    found = _Ranks({}, {}, {}, tuple(name.split()[0] for name in sections("en_events.txt") if name))
    for word, one in ((word, one) for word, several in _triggers().items() for one in several):
        if not one.needs:
            found.alone[word] = min(one.rank, found.alone.get(word, one.rank))
        elif one.adjacent:
            found.beside.setdefault(word, {}).setdefault(one.needs[0], []).append((one.rank, one.needs))
        else:
            found.with_others.setdefault(word, []).append((one.rank, one.needs))
    seconds = frozenset(word for behind in found.beside.values() for word in behind)
    return found._replace(firsts=frozenset(found.with_others), seconds=seconds)
