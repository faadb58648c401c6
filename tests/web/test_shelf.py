"""Pieces are made once, by whoever asks first; nobody waits for a piece that they did not ask for."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from trucekeeper.web.shelf import KEPT, Shelf


def test_whoever_asks_while_a_piece_is_made_waits_for_that_one() -> None:
    shelf, begun, go, made = Shelf(), Event(), Event(), []

    def make() -> str:
        begun.set()
        go.wait(10)
        made.append("piece")
        return "piece"

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(shelf.of, "long", make)
        begun.wait(10)
        second = pool.submit(shelf.of, "long", make)
        assert shelf.of("short", lambda: "other") == "other", "who asks for something else does not wait"
        assert not first.done()
        go.set()
        assert [first.result(10), second.result(10)] == ["piece", "piece"]
    assert made == ["piece"]


def test_what_failed_is_tried_again() -> None:
    shelf = Shelf()

    def fails() -> str:
        raise OSError

    with pytest.raises(OSError):
        shelf.of("one", fails)
    assert shelf.of("one", lambda: "made") == "made"


def test_a_piece_may_be_made_out_of_others() -> None:
    shelf = Shelf()

    assert shelf.of("whole", lambda: shelf.of("part", lambda: "a") + "b") == "ab"


def test_only_the_pieces_asked_for_last_are_kept() -> None:
    shelf = Shelf()
    for number in range(KEPT + 1):
        shelf.of(number, lambda: "old")

    assert shelf.of(0, lambda: "new") == "new"
    assert shelf.of(KEPT, lambda: "new") == "old"
