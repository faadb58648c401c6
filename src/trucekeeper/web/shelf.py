"""Pieces of pages that are the same for many readers: written once, kept until something else is asked for."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import RLock
from typing import Any, Final, TypeVar

Piece = TypeVar("Piece")

#: Pieces kept at once.
KEPT: Final = 32


class Shelf:
    """Keeps what was made last; whoever asks for the same while it is being made waits for it."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def of(self, key: Hashable, make: Callable[[], Piece]) -> Piece:
        """What was made for a key.

        Args:
            key: Everything that the piece depends on: position, texts, language, moments, rights.
            make: Makes it.
        """
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            piece: Piece = self._kept[key]
            return piece
