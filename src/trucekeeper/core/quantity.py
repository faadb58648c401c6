"""How many, as it was said: a range with a unit, never a guess in the middle."""

from dataclasses import dataclass
from typing import Final

#: Units whose singular does not merely lack an -s.
_SINGULAR: Final = {
    "people": "person", "children": "child", "men": "man", "women": "woman", "policemen": "policeman",
    "servicemen": "serviceman", "aircraft": "aircraft", "wounded": "wounded", "dead": "dead", "buses": "bus",
    "minibuses": "minibus", "salvoes": "salvo", "crosses": "cross", "personnel": "personnel", "km": "km",
}  # fmt: skip
#: Endings of plurals in -es, without which the singular stands.
_ES: Final = ("ches", "shes", "sses", "xes")


def unit_of(number: int | None, unit: str) -> str:
    """A unit as it stands behind a number: `1 person`, `2 people`, `1 family`, `0 lorries`.

    Args:
        number: How many; None where no upper end was said.
        unit: In the plural, as records hold it.
    """
    if number != 1:
        return unit
    if (known := _SINGULAR.get(unit)) is not None:
        return known
    if unit.endswith("ies"):
        return unit[:-3] + "y"
    if unit.endswith(_ES):
        return unit[:-2]
    return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") else unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a range.

    Attributes:
        low: At least so many.
        high: At most so many; None where no upper end was said ("at least", "dozens").
        unit: `people` unless something else was said; different units are never added.
        approx: Said as about, around, nearly.
        parts: `of which N CATEGORY`, as (amount, category).
    """

    low: int
    high: int | None
    unit: str = "people"
    approx: bool = False
    parts: tuple[tuple[int, str], ...] = ()

    def words(self) -> str:
        """Say it as a person would: `about 1,250 people`, `2,200 to 2,350 people`, `at least 400 buses`."""
        about = "about " if self.approx else ""
        if self.high is None:
            return f"{about}at least {self.low:,} {unit_of(self.low, self.unit)}"
        if self.high == self.low:
            return f"{about}{self.low:,} {unit_of(self.low, self.unit)}"
        if self.low == 0:
            return f"{about}at most {self.high:,} {unit_of(self.high, self.unit)}"
        return f"{about}{self.low:,} to {self.high:,} {self.unit}"
