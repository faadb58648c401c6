"""The name of the question that a claim is about: made from its event, place and day alone, in neutral words.

Opposite accusations must not fall into one question, so the name says who is accused where that is a side of the deal.
"""

from datetime import tzinfo

from trucekeeper.deal.model import Deal
from trucekeeper.reader.actors import Actor
from trucekeeper.reader.proposal import Mention, Stretch

_FIRE = frozenset({"fire", "shelling", "airstrike", "collapse"})


def incident(
    event: str, place: Mention | None, happened: Stretch | None, day: str, actors: tuple[Actor, ...], deal: Deal
) -> str:
    """Such as `fire by GOV, Eastern Enclave, 14 Dec 2016`.

    Args:
        event: The event kind; all kinds of fire are one question.
        place: Where, if it is said.
        happened: When, if it is said.
        day: The day of the report, for claims that name none.
        actors: Who is said to have done it.
        deal: For the names.
    """
    words = "fire" if event in _FIRE else event
    sides = sorted({p.id for p in deal.parties for actor in actors if actor.id is not None and actor.id in p.forces})
    if words in {"fire", "killing", "obstruction", "detention"} and len(sides) == 1:
        words += f" by {sides[0]}"
    if place is not None and place.id is not None:
        named = next((p.name for p in deal.places if p.id == place.id), place.id)
        words += f", {named.partition(',')[0]}"
    return f"{words}, {day_words(happened, None) if happened is not None else day}"


def day_words(stretch: Stretch, zone: tzinfo | None) -> str:
    """The local day on which a stretch begins: `14 Dec 2016`."""
    start = stretch.start.astimezone(zone) if zone is not None else stretch.start
    return f"{start.day} {start:%b %Y}"
