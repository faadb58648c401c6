"""Whether what is spoken of lies ahead of the report."""

from itertools import pairwise, product

#: `The committee meets on Wednesday`: the present of these tells what is planned, where a day is named.
_TIMETABLE = frozenset({"meets", "begins", "starts", "leaves", "resumes", "opens", "arrives", "departs", "ends"})

_PAST_AUXILIARIES = frozenset({"had", "was", "were", "did", "has", "have", "been", "since"})

_TO_COME = frozenset({"will", "could", "may", "might", "can"})
_WAS_TO = frozenset(product(("was", "were"), ("to", "due")))
_IS_TO = frozenset(product(("is", "are"), ("to", "due", "planned", "scheduled", "ready")))


def to_come(lows: list[str]) -> bool:
    """`will`, `is due to`, `are to`, `could set out`: what is spoken of lies ahead of the report."""
    if not _TO_COME.isdisjoint(lows):
        return "have" not in lows
    if "would" in lows and "have" not in lows and "not" not in lows:
        return True
    if "by" in lows and not _WAS_TO.isdisjoint(pairwise(lows)):
        return True
    if ("expected" in lows and not {"by", "on", "at"}.isdisjoint(lows)) or (
        not _TIMETABLE.isdisjoint(lows) and _PAST_AUXILIARIES.isdisjoint(lows)
    ):
        return True
    return ("is" in lows or "are" in lows) and not _IS_TO.isdisjoint(pairwise(lows))
