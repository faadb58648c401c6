"""The number of a claim: people before other things, one dead or one convoy where none is counted."""

from functools import partial

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.cues import finite
from trucekeeper.reader.how_often import how_often
from trucekeeper.reader.main_number import meant
from trucekeeper.reader.one_thing import ONE, one_of_them, one_person, one_thing
from trucekeeper.reader.quantity import Counted, numbers, quantities, tells_number

#: None of these tells nothing where nobody moves: `nobody said`, `no strikes have been heard`.
_NOT_NONE = frozenset({"people", "fighters", "vehicles", "strikes", "flights", "rounds", "shells", "rockets"})

#: `confirmed the number`: the one that was told last.
THE_NUMBER = frozenset(
    {("the", "number"), ("the", "figure"), ("that", "number"), ("this", "figure"), ("the", "same", "number")}
)

#: Who died, was hurt, freed or let go is counted, also where it is nobody.
_GONE = frozenset({"died", "dead", "freed", "released", "hurt", "wounded", "injured", "harmed"})

_MOVED = frozenset({"movement", "arrival", "return", "access", "agreement"})


#: Verbs beside which a number goes on with what was counted just before: `the toll is 39`, `the figure stood at 12`.
_IS = frozenset({"is", "was", "are", "were", "stands", "stood", "rose", "has", "had", "now"})
#: Events whose numbers go on in the next proposition ("about 8,500").
_COUNTED = frozenset({"movement", "arrival", "killing", "detention", "shelling", "access", "agreement"})
#: In more words something new is told.
_FEW_WORDS = 13


def exact_number(quantity: Quantity | None) -> int:
    """A number that was said exactly; 0 for any other."""
    return int(quantity.low) if quantity is not None and quantity.low == quantity.high else 0


def counted_in(reading: Reading, p: Proposition) -> list[Counted]:
    """What is counted in a proposition; nothing where it only says that nobody does something."""
    if not tells_number(p.lows):
        return []
    text = reading.document.text
    unit = partial(reading.understood.before, text, p.passage.paragraph[0], p.start, p.kind)
    counted = [one for a, b in p.content for one in quantities(text, a, b, unit, p.there)]
    reading.understood.note(counted)
    none = bool(counted) and counted[0].quantity.high == 0 and counted[0].quantity.unit in _NOT_NONE
    return [] if none and p.kind not in _MOVED and _GONE.isdisjoint(p.lows) else counted


def kind_of_count(reading: Reading, p: Proposition, counted: list[Counted]) -> str:
    """The kind of event; of a bare number (`the toll is 39`) that of what this paragraph counted just before."""
    last = reading.made[-1] if counted and p.kind == "other" and reading.made else None
    if last is None or last.content[0][0] <= p.passage.paragraph[0]:
        return p.kind
    bare = len(p.lows) < _FEW_WORDS and not any(finite(low) and low not in _IS for low in p.lows)
    return last.event if bare and last.event in _COUNTED else p.kind


def number_of(text: str, p: Proposition, counted: list[Counted], unit: str | None) -> Quantity | None:
    """The number that is meant; where none is given, how often it happened, or the one person or thing told of.

    Args:
        text: The whole text.
        p: The proposition.
        counted: The numbers in it.
        unit: What was counted last before it.
    """
    if counted:
        return meant(text, counted)
    if (often := how_often(p.lows, numbers())) is not None:
        return often
    if p.kind == "obstruction" and "convoy" in p.lows:
        return Quantity(1, 1, "convoys")
    if ONE.isdisjoint(p.lows):
        return None
    person = one_person(text, p.start, p.end) if p.kind in _TAKEN or not _HARMED.isdisjoint(p.lows) else None
    return person or one_of_them(text, p.start, p.end, unit) or one_thing(text, p.start, p.end)


#: Kinds of event whose one person counts.
_TAKEN = frozenset({"killing", "detention"})
#: So does who is hurt, or kept.
_HARMED = frozenset(
    ["died", "dead", "killed", "wounded", "injured", "hurt", "wounding", "injuring", "killing", "shot", "born",
     "detained", "injuries"]
)  # fmt: skip
