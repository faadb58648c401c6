"""The number of a claim: people before other things, one dead or one convoy where none is counted."""

from functools import cache, partial

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.cues import finite
from trucekeeper.reader.how_often import how_often
from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.main_number import meant
from trucekeeper.reader.one_thing import ONE, one_hit, one_of_them, one_person, one_thing
from trucekeeper.reader.quantity import Counted, counted_of, numbers, units

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
    if not p.wording.numbers:
        return []
    text = reading.document.text
    unit = partial(reading.understood.before, text, p.passage.paragraph[0], p.start, p.kind)
    counted = [one for sought in p.wording.numbers for one in counted_of(sought, unit, p.there)]
    reading.understood.note(counted)
    if counted and counted[0].quantity.high == 0 and p.act in _ASKED_FOR:
        return []  # `no flights will take place before noon`
    none = bool(counted) and counted[0].quantity.high == 0 and counted[0].quantity.unit in _NOT_NONE
    if none and p.kind not in _MOVED and _GONE.isdisjoint(p.lows) and not _nobody_did(p):
        return []
    return counted


def _nobody_did(p: Proposition) -> bool:
    """`Nobody fired at any vehicle`, `None`: that none did is told, and neither asked for nor promised."""
    if p.act in _WANTED or len(p.lows) == 1:
        return len(p.lows) == 1
    return p.kind in _FIRED and not _NOBODY.isdisjoint(p.lows[:_AT_THE_BEGINNING])


_FIRED = frozenset({"fire", "shelling", "airstrike", "killing"})
_NOBODY = frozenset({"nobody", "none", "no"})
#: `Since dawn there were no strikes`.
_AT_THE_BEGINNING = 6
_ASKED_FOR = frozenset({"promises", "agrees"})
_WANTED = frozenset({"demands", "promises", "orders", "predicts", "agrees"})


#: Of these a bare number tells across paragraphs too.
_FARTHER = frozenset({"movement", "arrival", "killing", "access"})
#: How far back a bare number may look, in characters, and in proposals.
_FAR, _BACK = 700, 3
#: Words of which a proposition consists that is a number and nothing more.
_NUMBERED = frozenset(
    ["it", "at", "about", "around", "some", "of", "whom", "them", "and", "among", "including", "more", "than",
     "least", "nearly", "almost", "the", "number", "figure", "total", "people", "civilians", "fighters", "buses",
     "men", "women", "children", "families", "is", "was", "were", "are", "stands", "stood", "since", "by", "to",
     "up", "as", "many", "only", "just", "in", "all", "so", "far", "over", "under", "fewer", "less", "between",
     "a", "an", "exactly", "roughly", "from", "has", "had", "now", "their", "rose", "on", "monday", "tuesday",
     "wednesday", "thursday", "friday", "saturday", "sunday", ","]
)  # fmt: skip


@cache
def _spelt() -> frozenset[str]:
    return frozenset(line.split()[0] for line in sections("en_numbers.txt")["numbers"])


#: So short is what takes up the shells that were told of just before.
_SHORT = 8


def kind_of_count(reading: Reading, p: Proposition, counted: list[Counted]) -> str:
    """The kind of event; of a bare number (`the toll is 39`) that of what was counted just before."""
    if (
        p.kind == "fire"
        and len(p.lows) < _SHORT
        and "fired" in p.lows
        and reading.made
        and reading.made[-1].event == "shelling"
    ):
        return "shelling"  # `they fired them`
    if not counted or p.kind != "other" or not reading.made or len(p.lows) >= _FEW_WORDS:
        return p.kind
    if any(finite(low) and low not in _IS for low in p.lows):
        return p.kind
    last = reading.made[-1]
    if last.content[0][0] > p.passage.paragraph[0] and last.event in _COUNTED:
        return last.event
    if not all(low in _NUMBERED or low[0].isdigit() or low in _spelt() for low in p.lows):
        return p.kind
    before = [one for one in reading.made[-_BACK:] if 0 <= p.start - one.content[0][0] < _FAR]
    return next((one.event for one in reversed(before) if one.event in _FARTHER), p.kind)


def number_of(text: str, p: Proposition, counted: list[Counted], unit: str | None) -> Quantity | None:
    """The number that is meant; where none is given, how often it happened, or the one person or thing told of.

    Args:
        text: The whole text.
        p: The proposition.
        counted: The numbers in it.
        unit: What was counted last before it.
    """
    if counted:
        return _people_if_killed(p, meant(text, counted, p.end))
    if (often := how_often(p.lows, numbers())) is not None:
        return often
    if p.kind == "obstruction" and "convoy" in p.lows:
        return Quantity(1, 1, "convoys")
    if ONE.isdisjoint(p.lows):
        return None
    person = one_person(text, p.start, p.end) if p.kind in _TAKEN or not _HARMED.isdisjoint(p.lows) else None
    found = person or one_of_them(text, p.start, p.end, unit) or one_thing(text, p.start, p.end)
    return found or (one_hit(text, p.start, p.end) if p.kind in _HITS else None)


def _people_if_killed(p: Proposition, quantity: Quantity | None) -> Quantity | None:
    """`killed two deminers`, `20 civilians dead`: who is killed is people, whatever he is called."""
    if quantity is None or p.kind not in _HARMFUL or (p.kind != "killing" and _HURT.isdisjoint(p.lows)):
        return quantity
    if quantity.unit not in _KILLED and quantity.unit in units().values():
        return quantity
    if p.kind != "killing" and quantity.unit not in _KILLED:
        return quantity
    return Quantity(quantity.low, quantity.high, "people", quantity.approx)


_HARMFUL = frozenset({"killing", "fire", "shelling", "airstrike", "other"})
_HURT = frozenset({"killed", "wounded", "hurt", "injured", "wounding", "injuring", "killing", "dead"})
#: Who is killed is people (the guideline, section 10).
_KILLED = frozenset(
    {
        "civilians",
        "fighters",
        "soldiers",
        "men",
        "women",
        "troops",
        "foreigners",
        "officers",
        "observers",
        "policemen",
        "pilots",
        "peacekeepers",
    }
)
#: Kinds of event that hit something.
_HITS = frozenset({"shelling", "airstrike", "fire", "obstruction"})
#: Kinds of event whose one person counts.
_TAKEN = frozenset({"killing", "detention"})
#: So does who is hurt, or kept.
_HARMED = frozenset(
    ["died", "dead", "killed", "wounded", "hit", "struck", "injured", "hurt", "wounding", "injuring", "killing", "shot",
     "born", "detained", "injuries", "wound", "wounds", "injury", "admitted", "treated"]
)  # fmt: skip
