"""Whether what is spoken of lies ahead of the report."""

from itertools import pairwise, product

from trucekeeper.reader.dating import tells_time

#: `The committee meets on Wednesday`: the present of these tells what is planned, where a day is named.
_TIMETABLE = frozenset(
    {
        "meets",
        "begins",
        "starts",
        "leaves",
        "resumes",
        "opens",
        "arrives",
        "departs",
        "ends",
        "runs",
        "expires",
        "lapses",
    }
)

_PAST_AUXILIARIES = frozenset({"had", "was", "were", "did", "has", "have", "been", "since"})

#: `hopes for one on Friday`.
_HOPES = frozenset({"hopes", "expects", "intends"})
_TO_COME = frozenset({"will", "could", "may", "might", "can"})
_WAS_TO = frozenset(product(("was", "were"), ("to", "due")))
_IS_TO = frozenset(product(("is", "are"), ("to", "due", "planned", "scheduled", "ready")))


#: `in May`, `since May`: the month.
_BEFORE_A_MONTH = frozenset({"in", "of", "since", "until", "by", "early", "mid", "late", "last", "next", "this"})


def _is_the_month(lows: list[str]) -> bool:
    """`from 22 to 29 May`, `5 May`, `May 6`: no word of what may be."""
    around = zip(["", *lows], lows, [*lows[1:], ""], strict=False)
    return all(a[:1].isdigit() or b[:1].isdigit() or a in _BEFORE_A_MONTH for a, low, b in around if low == "may")


def to_come(lows: list[str]) -> bool:
    """`will`, `is due to`, `are to`, `could set out`: what is spoken of lies ahead of the report."""
    if (may := _TO_COME.intersection(lows)) and not (may == {"may"} and _is_the_month(lows)):
        return "have" not in lows
    if not _HOPES.isdisjoint(lows) and _PAST_AUXILIARIES.isdisjoint(lows):
        return True
    if "would" in lows and "have" not in lows and "not" not in lows:
        return True
    if "by" in lows and not _WAS_TO.isdisjoint(pairwise(lows)):
        return True
    if ("expected" in lows and not {"by", "on", "at"}.isdisjoint(lows)) or (
        not _TIMETABLE.isdisjoint(lows) and _PAST_AUXILIARIES.isdisjoint(lows) and tells_time(lows)
    ):
        return True
    return ("is" in lows or "are" in lows) and not _IS_TO.isdisjoint(pairwise(lows))
