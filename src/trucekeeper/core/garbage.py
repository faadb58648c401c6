"""Looking seldom for circles of garbage while much is built that has none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_USUAL: Final = gc.get_threshold()


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Collect seldom: deals and records hold no circles, and looking for them took up to half of the time (measured).

    Of several threads inside, the first to leave puts the usual thresholds back for all: that costs time alone.
    """
    gc.set_threshold(200_000, 30, 30)
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)
