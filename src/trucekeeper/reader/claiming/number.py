"""The number of a claim: people before other things, one dead or one convoy where none is counted."""

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.proposal import Span
from trucekeeper.reader.quantity import Counted, meant, one_person

#: None of these tells nothing where nobody moves: `nobody said`, `no strikes have been heard`.
NOT_NONE = frozenset({"people", "fighters", "vehicles", "strikes", "flights", "rounds", "shells", "rockets"})

#: `confirmed the number`: the one that was told last.
THE_NUMBER = frozenset(
    {("the", "number"), ("the", "figure"), ("that", "number"), ("this", "figure"), ("the", "same", "number")}
)

#: Who died, was hurt, freed or let go is counted, also where it is nobody.
GONE = frozenset({"died", "dead", "freed", "released", "hurt", "wounded", "injured", "harmed"})

_HEADS = frozenset({"people", "civilians", "fighters", "children", "men", "women", "families"})

MOVED = frozenset({"movement", "arrival", "return", "access", "agreement"})


def exact_number(quantity: Quantity | None) -> int:
    """A number that was said exactly; 0 for any other."""
    return int(quantity.low) if quantity is not None and quantity.low == quantity.high else 0


def number_of(
    text: str, content: tuple[Span, ...], counted: list[Counted], kind: str, lows: list[str]
) -> Quantity | None:
    """The number of people where one is given, else the first number; one person killed or dead is a number too."""
    if counted:
        people = [c.quantity for c in counted if c.quantity.unit in _HEADS]
        most = meant(text, counted)
        of_all = most is not None and most.unit == "people"
        return people[0] if people and kind in {"movement", "arrival"} and not of_all else most
    if kind == "killing" or "died" in lows:
        return one_person(text, content[0][0], content[-1][1])
    if kind == "obstruction" and "convoy" in lows:
        return Quantity(1, 1, "convoys")
    return None
