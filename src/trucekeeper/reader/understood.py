"""What a bare number counts: `two of them`, `the other side freed fourteen`, `put the figure at 40`.

The unit is that of what the paragraph counted last, else the noun nearest before the number; `the 750` is whatever the
report counted as 750 before.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from trucekeeper.reader.main_number import PEOPLE
from trucekeeper.reader.quantity import Counted, units
from trucekeeper.reader.words import small

#: So far back the noun may stand that a bare number means.
_NEAR = 220
#: Adjectives and roles that are no noun of their own before a number (`the wounded` are people in any case).
_NO_NOUN = frozenset(
    {"dead", "killed", "wounded", "injured", "man", "men", "woman", "child", "crew", "staff", "members"}
)


#: By these goods are measured: `two more` after `three tonnes of flour` are none of them.
_MEASURES = frozenset(
    ["tonnes", "tons", "kilograms", "kilos", "litres", "liters", "gallons", "barrels", "kilometres",
     "metres", "hectares", "acres", "dollars", "euros", "pounds", "rupees", "birr", "roubles", "hryvnias", "rials",
     "megawatts"]
)  # fmt: skip


@cache
def _nouns() -> re.Pattern[str]:
    plural = [word for word in units() if word.endswith("s") and word not in _NO_NOUN]
    return re.compile(rf"\b(?:{'|'.join(sorted(plural, key=len, reverse=True))})\b")


@dataclass(slots=True)
class Understood:
    """What a report has counted so far.

    Attributes:
        unit: What this paragraph counted last; None where nothing yet.
        until: Where that stands.
        of: By the number itself, in the whole report.
    """

    unit: str | None = None
    until: int = 0
    of: dict[int, str] = field(default_factory=dict)

    def note(self, counted: list[Counted]) -> None:
        """Remember what has been counted."""
        if counted:
            unit, self.until = counted[0].quantity.unit, counted[-1].end
            self.unit = unit if unit not in _MEASURES else self.unit
            self.of |= {one.quantity.low: one.quantity.unit for one in counted if one.quantity.high is not None}

    def before(self, text: str, paragraph: int, start: int, kind: str, *, nearest: bool = False) -> str:
        """The unit of a bare number at `start`; people where somebody is killed, and where nothing else was named.

        Args:
            text: The whole text.
            paragraph: Where its paragraph begins.
            start: Where the proposition begins.
            kind: Its kind of event.
            nearest: What was named since is meant, as by `three of them` and `another 20`.
        """
        if kind == "killing":
            return "people"
        unit = self.unit
        if unit is None or nearest:
            begun = max(paragraph, start - _NEAR, self.until if unit is not None else 0)
            named = _nouns().findall(small(text[begun:start]))
            unit = units()[named[-1]] if named else unit or "people"
        return unit if kind != "detention" or unit in PEOPLE else "people"
