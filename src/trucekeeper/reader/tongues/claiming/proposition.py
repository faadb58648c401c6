"""A proposition on its way to a claim: who says it, its words, and what they were found to tell."""

from msgspec import Struct

from trucekeeper.reader.dating import Reference
from trucekeeper.reader.proposal import Span
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.claiming.act import act_of
from trucekeeper.reader.tongues.claiming.teller import Said, Teller
from trucekeeper.reader.tongues.claiming.tense import to_come
from trucekeeper.reader.tongues.claiming.topic import by_what, gone_on
from trucekeeper.reader.tongues.tables import Tongue, tongue
from trucekeeper.reader.words import Words, words


class Proposition(Struct):
    """What somebody says.

    Attributes:
        said: By whom.
        w: The words around it.
        ref: What times are counted from.
        sentence: The stretch in which it stands, or to which it is tied.
        content: The pieces of its words, in characters.
        parts: The same, in words.
        lows: Its words in small letters.
        known: The language.
        act: The speech act.
        kind: The kind of event that it is about.
        coming: It is about what is still to come.
    """

    said: Said
    w: Words
    ref: Reference
    sentence: Sentence
    content: tuple[Span, ...]
    parts: list[tuple[int, int]]
    lows: list[str]
    known: Tongue
    act: str
    kind: str
    coming: bool

    @property
    def span(self) -> Span:
        """From the first of its words to the last."""
        return self.content[0][0], self.content[-1][1]


def proposition(
    told: Teller, said: Said, content: tuple[Span, ...], s: Sentence, w: Words, ref: Reference
) -> Proposition:
    """Find out what kind of act and of event a proposition is."""
    start, end = content[0][0], content[-1][1]
    if start < s.start or end > s.end:
        w = words(w.text, start, end)
    known = tongue(told.language)
    parts = [(w.at(a), w.at(b)) for a, b in content]
    lows = [low for a, b in parts for low in w.lows[a:b]]
    act = act_of(told, said, lows, w, (parts[0][0], parts[-1][1]))
    kind = known.event(lows)
    if kind == "other":
        kind = gone_on(told, said.act, lows, begun=start) or kind
    kind = by_what(told, kind, lows, begun=start) or kind
    return Proposition(said, w, ref, s, content, parts, lows, known, act, kind, to_come(act, lows, told.language))
