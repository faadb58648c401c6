"""What kind of event a proposition speaks of, by its words and in a fixed order of trial."""

from functools import cache
from itertools import pairwise, product
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
    kinds, classes = _kinds_and_classes()
    for rank, (event, lines) in enumerate((e.split()[0], lines) for e, lines in kinds.items()):
        for entry in (entry for line in lines for entry in line.split()):
            adjacent = "_" in entry
            parts = entry.split("_" if adjacent else "+")
            for first, *rest in product(*(classes.get(part, (part,)) for part in parts)):
                found.setdefault(first, []).append(_Trigger(event, rank, tuple(rest), adjacent))
    return {word: tuple(triggers) for word, triggers in found.items()}


def _kinds_and_classes() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The sections of events in their order, and the classes of words that their entries name (`@jet+@hit`)."""
    listed = sections("en_events.txt")
    classes = {head: tuple(" ".join(lines).split()) for head, lines in listed.items() if head.startswith("@")}
    return {head: lines for head, lines in listed.items() if head and head not in classes}, classes


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
    alone = best = min(map(ranks.alone.__getitem__, ranks.words.intersection(lows)), default=len(ranks.events))
    for pair in ranks.pairs.intersection(pairwise(lows)):
        for rank, row in ranks.beside[pair]:
            if rank <= best and (len(row) == 2 or _in_a_row(lows, row)):
                best, alone = rank, _NEVER
    if not ranks.keys.isdisjoint(lows):
        there = set(lows)
        for low in ranks.keys.intersection(there):
            for rank, needs in ranks.with_others[low]:
                if rank <= best and there.issuperset(needs):
                    best, alone = rank, _NEVER
    kind = ranks.events[best] if best < len(ranks.events) else "other"
    if (told := deed(lows) if (best == alone and best >= _DECIDED) or kind in GONE_ON else "") and (
        best == alone or told in STOPPED
    ):
        return kind if told in STOPPED and kind in DONE_AGAIN else told
    return kind


#: Several words together tell more than the verb: its rank is then no longer that of one word alone.
_NEVER = -1


def _in_a_row(lows: list[str], row: tuple[str, ...]) -> bool:
    """True where all of several words stand one behind the other."""
    return row in zip(*[lows[n:] for n in range(len(row))], strict=False)


#: Words of the first sections of the list go before any verb (`consented`).
_DECIDED = 3
_Needs = tuple[int, tuple[str, ...]]


class _Ranks(NamedTuple):
    """The triggers so that few of them are looked at: most words that begin one are as common as `of` and `in`.

    Attributes:
        alone: The best rank of each word that needs no other.
        beside: By two words that must stand together, the longest of a row: ranks with the whole row.
        with_others: By the longest of its words, the rarest as a rule: ranks with the others that must stand somewhere.
        events: By rank.
        words, pairs, keys: All of `alone`, `beside`, `with_others`.
    """

    alone: dict[str, int]
    beside: dict[tuple[str, ...], list[_Needs]]
    with_others: dict[str, list[_Needs]]
    events: tuple[str, ...]
    words: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, ...]] = frozenset()
    keys: frozenset[str] = frozenset()


@cache
def _ranks() -> _Ranks:
    found = _Ranks({}, {}, {}, tuple(name.split()[0] for name in _kinds_and_classes()[0]))
    for word, one in ((word, one) for word, several in _triggers().items() for one in several):
        if not one.needs:
            found.alone[word] = min(one.rank, found.alone.get(word, one.rank))
        elif one.adjacent:
            row = (word, *one.needs)
            pair = max(pairwise(row), key=lambda two: len(two[0] + two[1]))
            found.beside.setdefault(pair, []).append((one.rank, row))
        else:
            key, *others = sorted((word, *one.needs), key=len, reverse=True)
            found.with_others.setdefault(key, []).append((one.rank, tuple(others)))
    return found._replace(
        words=frozenset(found.alone), pairs=frozenset(found.beside), keys=frozenset(found.with_others)
    )
