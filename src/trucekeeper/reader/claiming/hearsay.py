"""Whether the author's own words tell anything, where they tell no event: deaths, burnt things, what is said to be."""

from trucekeeper.reader.cues import finite
from trucekeeper.reader.event import speaks


def told_by_words(lows: list[str]) -> bool:
    """True where a word of the list stands, or where something is told as heard from others."""
    return _by_hearsay(lows) or speaks(lows)


#: What people tell of their day between two ceasefires, in posts that have no verb.
_DAILY = frozenset(
    ["water", "electricity", "power", "light", "lights", "internet", "network", "phone", "phones", "signal",
     "gas", "petrol", "fuel", "diesel", "bread", "flour", "food", "milk", "queue", "queues", "bakery",
     "bakeries", "market", "markets", "shops", "school", "schools", "hospital", "clinic", "pharmacy",
     "pharmacies", "road", "roads", "bridge", "buses", "lorries", "trucks", "ambulance", "ambulances", "boats",
     "blast", "blasts", "bang", "bangs", "sirens", "siren", "smoke", "silence", "flashes", "flares", "heat"]
)  # fmt: skip
_GREETS = frozenset({"good", "morning", "evening", "hello", "hi", "thanks", "thank", "sorry", "more", "stay", "please"})
_LONGEST_POST = 20


def told_without_verb(lows: list[str]) -> bool:
    """`Water back in the eastern quarters`, `Two loud blasts in the north`: a short post of what is there or is not."""
    return 2 < len(lows) <= _LONGEST_POST and not _DAILY.isdisjoint(lows) and not any(map(finite, lows))


def greets(lows: list[str]) -> bool:
    """`Morning all`, `Good evening everyone`, `Stay away from the market`: a greeting or advice tells nothing."""
    return lows[0] in _GREETS and not any(map(finite, lows[1:])) and not any(low[:1].isdigit() for low in lows)


#: What is told so has been told by somebody, who is not named.
_HEARSAY = frozenset({"reportedly", "allegedly"})
_SAID = frozenset(
    ["said", "reported", "thought", "believed", "understood", "assessed", "feared", "alleged", "rumoured"]
)
_ARE = frozenset({"is", "are", "was", "were", "been"})


def _by_hearsay(lows: list[str]) -> bool:
    """`One family was reportedly threatened`, `Families are said to have been informed`, `it is feared that`."""
    if not _HEARSAY.isdisjoint(lows):
        return True
    if _SAID.isdisjoint(lows):
        return False
    return any(
        a in _ARE and b in _SAID and c in {"to", "that"} for a, b, c in zip(lows, lows[1:], lows[2:], strict=False)
    )
