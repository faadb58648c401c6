"""Looking seldom for circles of garbage while much is built that has none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_LOCK = Lock()
_inside = 0
_before = gc.get_threshold()


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Collect seldom: deals and records hold no circles, and looking for them took up to half of the time (measured).

    May be entered by several threads at once; the last one to leave puts the interpreter's own thresholds back.
    """
    global _inside, _before
    with _LOCK:
        if not _inside:
            _before = gc.get_threshold()
            gc.set_threshold(200_000, 30, 30)
        _inside += 1
    try:
        yield
    finally:
        with _LOCK:
            _inside -= 1
            if not _inside:
                gc.set_threshold(*_before)
