"""Pieces of pages that are the same for many readers: written once, kept until something else is asked for."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

Piece = TypeVar("Piece")

#: Pieces kept at once.
KEPT: Final = 32
_NOTHING: Final = object()


class _Place:
    """Where one piece stands, or will stand once whoever came first has made it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.piece: Any = _NOTHING


class Shelf:
    """Keeps what was made last.

    Whoever asks for the same while it is being made waits for it; who asks for something else does not.

    Args:
        kept: So many pieces are kept at once.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._lock, self._most = Lock(), kept
        self._kept: OrderedDict[Hashable, _Place] = OrderedDict()

    def of(self, key: Hashable, make: Callable[[], Piece]) -> Piece:
        """What was made for a key.

        Args:
            key: Everything that the piece depends on: position, texts, language, moments, rights.
            make: Makes it; it may ask for other pieces. Where it fails, the next one who asks tries again.
        """
        with self._lock:
            place = self._kept.setdefault(key, _Place())
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        with place.lock:
            if place.piece is _NOTHING:
                place.piece = make()
            piece: Piece = place.piece
            return piece
