"""When what a correction is about happened: it is the occurrence of which the wrong number was told."""

import re

from msgspec.structs import replace

from trucekeeper.reader.claiming.reading import stretch_of
from trucekeeper.reader.dating import when
from trucekeeper.reader.proposal import Stretch
from trucekeeper.reader.quantity import Counted
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.counting import quantities
from trucekeeper.reader.words import words

_DIGITS = re.compile(r"\d+")


def remember(told: Teller, counted: list[Counted], happened: Stretch | None) -> None:
    """Keep what was counted and when, in case it is corrected."""
    if counted:
        told.counts.append((frozenset(one.quantity.low for one in counted), happened))


def corrected(told: Teller, p: Proposition) -> Stretch | None:
    """`Мы написали о 160 машинах. Их было 172`: the time of the claim that told of 160, or the day of the report.

    A number that was never told before is of the day that the announcement names, of `نشرة أمس` yesterday.
    """
    if told.erred is None:
        return None
    w = words(p.w.text, *told.erred)
    wrong = {one.quantity.low for one in quantities(w, 0, len(w), told.language, told.unit)}
    wrong |= {int(one) for one in _DIGITS.findall(p.w.text, *told.erred)}
    for numbers, happened in reversed(told.counts):
        if not wrong.isdisjoint(numbers):
            return replace(happened, basis="carried") if happened is not None else None
    made = when(p.w.text, *told.erred, p.ref, language=told.language)
    return replace(stretch_of(made), basis="carried") if made is not None and made.precision == "day" else None
