"""The states through which people move, one vocabulary for conditions, records and plans."""

from typing import Final

#: In the order in which a journey goes; the last five end it otherwise. From operations lists of ICRC, UNHCR and OCHA.
MOVEMENT_EVENTS: Final = (
    "listed",
    "consented",
    "boarded",
    "departed",
    "at the point",
    "crossed",
    "handed over",
    "arrived",
    "refused",
    "turned back",
    "returned",
    "died",
    "missing",
)

#: What a clause without people counts as its end.
DONE: Final = "done"

#: All that may stand as EVENT in a condition.
EVENTS: Final = (*MOVEMENT_EVENTS, DONE)

#: Position on the way out, for "has got at least so far"; events off the way have none.
PROGRESS: Final = {event: place for place, event in enumerate(MOVEMENT_EVENTS[:8])}
