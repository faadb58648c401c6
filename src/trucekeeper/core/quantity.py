"""How many, as it was said: a range with a unit, never a guess in the middle."""

from dataclasses import dataclass


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
            return f"{about}at least {self.low:,} {self.unit}"
        if self.high == self.low:
            return f"{about}{self.low:,} {self.unit}"
        if self.low == 0:
            return f"{about}at most {self.high:,} {self.unit}"
        return f"{about}{self.low:,} to {self.high:,} {self.unit}"
