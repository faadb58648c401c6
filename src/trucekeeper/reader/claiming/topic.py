"""What an accusation or a denial is about that does not say so itself."""

from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.occasion import FIRE
from trucekeeper.reader.proposal import Proposal, Span
from trucekeeper.reader.sentences import Sentence

_BLAMED = frozenset({"fire", "shelling", "airstrike", "killing", "obstruction", "hold", "collapse"})

#: Words behind which it stands what somebody is accused of.
OF = frozenset({"of", "for", "over"})


def what_it_is_about(reading: Reading, paragraph: Span) -> Proposal | None:
    """`It blamed the armed groups`: for what this paragraph told of last, else the one before."""
    for earlier in reversed(reading.made[-4:]):
        if earlier.event in _BLAMED and paragraph[0] - earlier.content[0][0] < 600:
            return earlier
    return None


def of_what(act: str, kind: str, lows: list[str], reading: Reading, s: Sentence) -> str:
    """`spoke of shelling, some accusing X`: who is accused without a word of what is accused of what was just told."""
    last = reading.made[-1] if reading.made else None
    bare = act == "accuses" and kind == "other" and OF.isdisjoint(lows)
    if not bare or last is None or last.content[0][0] < s.start:
        return kind
    return last.event if last.event in FIRE else kind
