"""What many readers get is compressed once, and arrives as it was written."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from trucekeeper.web.packed import Piece, answer_of, gzipped

STRETCHES = st.lists(st.text(max_size=400), min_size=1, max_size=5)


def asking(*, gzip_taken: bool) -> Request:
    headers = [(b"accept-encoding", b"gzip, br")] if gzip_taken else []
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


@given(STRETCHES)
def test_pieces_arrive_one_after_the_other_whoever_unpacks_them(texts: list[str]) -> None:
    packed = gzipped(*map(Piece, texts))

    assert gzip.decompress(packed).decode() == "".join(texts)
    one = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert one.decompress(packed).decode() == "".join(texts), "one member: browsers read no second one"
    assert one.eof
    assert one.unused_data == b""


def test_a_piece_is_compressed_once_for_all_who_ask() -> None:
    piece = Piece("said " * 1000)

    first, second = (answer_of(asking(gzip_taken=True), Piece("to " + name), piece, headers={}) for name in "ab")

    assert piece.packed is piece.packed
    assert [gzip.decompress(bytes(one.body))[:4] for one in (first, second)] == [b"to a", b"to b"]
    assert len(first.body) < 200


def test_who_takes_nothing_compressed_gets_the_words() -> None:
    answer = answer_of(asking(gzip_taken=False), Piece("ا"), Piece("b"), headers={"vary": "accept-encoding"})

    assert bytes(answer.body).decode() == "اb"
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "accept-encoding"
