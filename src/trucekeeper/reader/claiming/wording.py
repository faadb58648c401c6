"""What the words of a proposition tell by themselves, whoever says them and whatever was told before."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from trucekeeper.reader.claiming.tense import to_come
from trucekeeper.reader.dating import Named, tells_time, times_in
from trucekeeper.reader.event import event
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.places import Named as Place
from trucekeeper.reader.proposal import Span
from trucekeeper.reader.quantity import Sought, numbers_in, tells_number
from trucekeeper.reader.where import of_deal
from trucekeeper.reader.words import Words, runs, words


class Wording(Struct):
    """The words of a proposition.

    Attributes:
        content: Their pieces.
        start, end: Of all pieces together.
        w: The words of the sentence, or its own where it stands in another one.
        parts: The pieces by the first of these words and the one behind the last.
        lows: Its words in small letters.
        there: The same as a set, with the parts of those that are joined by marks.
        event: The kind of event that they tell.
        coming: They tell of what lies ahead.
        numbers: By piece, the numbers in them; none where no number stands.
        times: By piece, the words of time in them; none where no time is told.
        places: By piece, the places of the deal that they name.
    """

    content: tuple[Span, ...]
    start: int
    end: int
    w: Words
    parts: list[tuple[int, int]]
    lows: list[str]
    there: set[str] = set()
    event: str = ""
    coming: bool = False
    numbers: list[Sought] = []
    times: list[Named] = []
    places: list[list[Place]] = []


def wording_of(view: Lens, w: Words, content: tuple[Span, ...]) -> Wording:
    """The words of one proposition, looked at from all sides."""
    made = begun(w, content)
    look_at(view, w.text, [made])
    return made


def begun(w: Words, content: tuple[Span, ...]) -> Wording:
    """The words of a proposition that have not been looked at yet."""
    start, end = content[0][0], content[-1][1]
    inside = w if w.starts and w.starts[0] <= start and end <= w.ends[-1] + 1 else words(w.text, start, end)
    parts = [(inside.at(a), inside.at(b)) for a, b in content]
    lows = inside.lows[parts[0][0] : parts[0][1]] if len(parts) == 1 else lows_of(w.text, w, content)
    return Wording(content, start, end, inside, parts, lows)


def look_at(view: Lens, text: str, several: Sequence[Wording]) -> None:
    """Find out what the words of several propositions tell, one question after the other."""
    for one in several:
        one.there = runs(one.lows)
    for one in several:
        one.event = event(one.lows)
    for one in several:
        one.coming = to_come(one.lows)
    for one in several:
        if tells_number(one.lows):
            one.numbers = [numbers_in(text, a, b) for a, b in one.content]
    for one in several:
        if tells_time(one.lows):
            one.times = [times_in(text, a, b) for a, b in one.content]
    start, end = min(one.start for one in several), max(one.end for one in several)
    alike = view.places.resembling(text, start, end)
    for one in several:
        one.places = [of_deal(one.w, part, view, one.there, alike) for part in one.parts]


def lows_of(text: str, w: Words, content: tuple[Span, ...]) -> list[str]:
    """The words of a proposition in small letters, piece by piece."""
    if len(content) == 1 and w.starts and w.starts[0] <= content[0][0] and content[0][1] <= w.ends[-1] + 1:
        return w.lows[bisect_left(w.starts, content[0][0]) : bisect_left(w.starts, content[0][1])]
    lows: list[str] = []
    for a, b in content:
        inside = w if w.starts and w.starts[0] <= a and b <= w.ends[-1] + 1 else words(text, a, b)
        part = inside.lows[inside.at(a) : inside.at(b)]
        lows = lows + part if lows else part
    return lows
