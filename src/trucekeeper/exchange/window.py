"""When something may start or must have started, given windows and holds. Start in, end out; windows in order."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from trucekeeper.exchange.model import NEVER, Hold, Window


def first_fit(at: int, lasts: int, windows: Sequence[Window]) -> int:
    """The first moment from `at` on at which something that lasts so long fits into one window; NEVER if none does.

    An instant (`lasts` 0) fits at the opening and not at the close.
    """
    if not windows or at >= NEVER:
        return at
    for place in range(_around(at, windows), len(windows)):
        start = max(at, windows[place][0])
        if start + max(lasts, 1) <= windows[place][1]:
            return start
    return NEVER


def last_fit(until: int, lasts: int, windows: Sequence[Window]) -> int:
    """The last start that ends by `until` and fits into one window; -1 if none does."""
    latest = until - lasts
    if not windows:
        return latest
    for place in range(bisect_right(windows, (latest, NEVER)) - 1, -1, -1):
        start = min(latest, windows[place][1] - max(lasts, 1))
        if start >= windows[place][0]:
            return start
    return -1


def _around(at: int, windows: Sequence[Window]) -> int:
    """Position of the last window that opens by `at`, or 0."""
    return max(0, bisect_right(windows, (at, NEVER)) - 1)


def after_holds(at: int, side: int, holds: Sequence[Hold]) -> int:
    """The first moment from `at` on at which nobody holds that side."""
    moved = True
    while moved:
        moved = False
        for hold in holds:
            if hold.side in (None, side) and hold.start_s <= at < hold.end_s:
                at, moved = hold.end_s, True
    return at


def free_start(at: int, lasts: int, windows: Sequence[Window], side: int, holds: Sequence[Hold]) -> int:
    """The first start from `at` on that fits the windows and falls into no hold of that side."""
    while True:
        fits = first_fit(at, lasts, windows)
        if fits >= NEVER:
            return NEVER
        free = after_holds(fits, side, holds)
        if free == fits:
            return fits
        at = free


def overlap_s(start: int, end: int, windows: Sequence[Window]) -> int:
    """Seconds of [start, end) that lie in the windows."""
    # Most waits are none: asked for every convoy, twice, on each plan that is measured.
    return sum(closes - opens for opens, closes in overlaps(start, end, windows)) if end > start else 0


def overlaps(start: int, end: int, windows: Sequence[Window]) -> Iterator[Window]:
    """The parts of [start, end) that lie in the windows."""
    for place in range(_around(start, windows), len(windows)):
        opens, closes = windows[place]
        if opens >= end:
            return
        if max(start, opens) < min(end, closes):
            yield max(start, opens), min(end, closes)


def less(windows: Sequence[Window], shut: Sequence[Window], horizon_s: int) -> tuple[Window, ...]:
    """The windows without the times in `shut`; no windows at all stand for always."""
    left: list[Window] = list(windows) or [(-NEVER, horizon_s)]
    for start, end in shut:
        left = [
            part
            for opens, closes in left
            for part in ((opens, min(closes, start)), (max(opens, end), closes))
            if part[0] < part[1]
        ]
    return tuple(sorted(set(left)))
