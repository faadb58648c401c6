"""What is taken back: by the outlet that told it, or by the speaker who said it.

Of a correction only what replaces the old words is a claim; it names the words that it corrects. A retraction without
a replacement is a claim of its own kind: the speaker says that the old words no longer hold.
"""

import re

from trucekeeper.reader.attribution import Attribution

Span = tuple[int, int]
_TOLD = r"(?:said|stated|wrote|reported|gave|put|claimed|named|quoted)"
#: The outlet speaks of what it told before: `An earlier version of this report said ...`, `we wrote at 06:05 that ...`.
_BY_THE_OUTLET = re.compile(
    rf"\b(?:an?|our|the|this)\s+(?:earlier|previous|first)\s+(?:version|report|bulletin|edition|dispatch|entry|sheet|post)\b"
    rf"[^.;]{{0,80}}?\b{_TOLD}\b|\b[Ww]e\s+(?:had\s+)?(?:earlier\s+|previously\s+|wrongly\s+)?{_TOLD}\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*(?:correction|clarification|corrected|erratum)\b[^.;:]{0,40}:", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:earlier|previous|previously|wrongly|first|in\s+our|at\s+\d|yesterday)\b", re.IGNORECASE)
#: The speaker takes words back: `corrected its figure`, `withdrew the statement`, `revised the toll`.
_TAKES_BACK = re.compile(
    r"\b(?P<how>corrected|retracted|withdrew|withdrawn|took\s+back|taken\s+back|revised|amended)\s+"
    r"(?P<what>(?:the|its|his|her|their|that|this|an?)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:statements?|figures?|claims?|numbers?|tolls?|counts?|accounts?|reports?|remarks?|accusations?|estimates?|announcement))",
    re.IGNORECASE,
)


#: Without one of these words neither pattern fits: looking for them is much quicker than the patterns.
_OUTLET_SIGNS = frozenset({"we", "earlier", "previous", "first"})
_OUTLET_WORDS = frozenset({"version", "report", "bulletin", "edition", "dispatch", "entry", "sheet", "post"})
_TAKING = frozenset({"corrected", "retracted", "withdrew", "withdrawn", "took", "taken", "revised", "amended"})


def told_before(text: str, sentence: Span, found: list[Attribution], lows: list[str]) -> Span | None:
    """The words that the outlet takes back in a sentence; None where it takes back nothing.

    Args:
        text: The whole text.
        sentence: Its span.
        found: What is attributed in it.
        lows: Its words in small letters.
    """
    if _OUTLET_SIGNS.isdisjoint(lows) or ("we" not in lows and _OUTLET_WORDS.isdisjoint(lows)):
        return None
    spoken = _BY_THE_OUTLET.search(text, *sentence)
    if spoken is None:
        return None
    labelled = _LABEL.match(text, *sentence) is not None
    if not labelled and _EARLIER.search(text, *sentence) is None:
        return None
    behind = [c for one in found for c in one.contents if c[0] >= spoken.end() - 1]
    return behind[0] if behind else (min(spoken.end() + 1, sentence[1] - 1), sentence[1])


def takes_back(text: str, sentence: Span, lows: list[str]) -> Span | None:
    """The words by which a speaker takes something back: verb and object."""
    if _TAKING.isdisjoint(lows):
        return None
    found = _TAKES_BACK.search(text, *sentence)
    return found.span() if found is not None else None
