"""Who bears a plan: waiting, nights and the way to safety, by side and by category of the deal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucekeeper.exchange.evaluate import Sequenced
from trucekeeper.exchange.model import NEVER, Convoy, Operation, Times
from trucekeeper.exchange.shelter import POINT, Open, waits_of
from trucekeeper.exchange.window import overlaps

#: Two sides' waits differ notably when one is so many times the other and so much longer a head.
TIMES_LONGER, HOURS_LONGER = 1.5, 0.25


@dataclass(frozen=True, slots=True)
class Burden:
    """What a plan asks of one side's people, or of those of one category among them.

    Attributes:
        side: Position in `Operation.sides`.
        category: Of the deal; "" = people of none, None = all of the side.
        people: All of them; `stranded` those who do not get to safety, who are in no other figure.
        waiting_person_hours: In loaded vehicles before they leave, and at the point until their vehicle's turn.
        in_open: The part of it without a place in a shelter.
        at_night: Person-hours in the dark in convoys that have loaded and not left, or stand at the point.
        open_at_night: The part of it without a place in a shelter.
        longest_wait_s: The most that anybody waits who is in the first vehicle to load and the last to pass.
        person_hours: From the start until safe.
        first_safe_s, last_safe_s: `NEVER` where nobody is.
    """

    side: int
    category: str | None
    people: int
    stranded: int
    waiting_person_hours: float
    in_open: float
    at_night: float
    open_at_night: float
    longest_wait_s: int
    person_hours: float
    first_safe_s: int
    last_safe_s: int

    def a_head(self, person_hours: float) -> float:
        """Hours for each of those who get to safety, on average."""
        return person_hours / max(1, self.people - self.stranded)


def burdens(operation: Operation, plan: Sequenced, times: Sequence[Times]) -> tuple[Burden, ...]:
    """One burden a side, then one for each category that it has; categories add up to sides, and sides to `measure`."""
    found: list[Burden] = []
    roofs = Open(operation, plan, times)
    each = [_Each(operation, convoy, one, roofs) for convoy, one in zip(plan.convoys, times, strict=True)]
    for side in range(len(operation.sides)):
        groups = {place for place, group in enumerate(operation.groups) if operation.sites[group.site].side == side}
        found.append(_burden(each, side, None, groups))
        of = {operation.groups[place].category or "" for place in groups if operation.groups[place].persons}
        for category in sorted(of, key=lambda one: (not one, one)) if of != {""} else ():
            own = {place for place in groups if (operation.groups[place].category or "") == category}
            found.append(_burden(each, side, category, own))
    return tuple(found)


class _Each:
    """What each of a convoy's people bears on average, in seconds: those with families, and all others alike."""

    def __init__(self, operation: Operation, convoy: Convoy, one: Times, roofs: Open) -> None:
        self.convoy, self.times = convoy, one
        self.waits = self.in_open = self.dark = self.open_dark = 0.0
        self.longest = 0
        if one.arrived >= NEVER or not convoy.persons:
            return
        for place, start, end, people in waits_of(convoy, one):
            self.waits += people * (end - start) / convoy.persons
            self.in_open += people * roofs.seconds(place, start, end) / convoy.persons
        for site, start, end in ((convoy.site, one.loaded, one.depart), (POINT, one.at_point, one.crossing)):
            for dark in overlaps(start, end, operation.nights):
                self.dark += dark[1] - dark[0]
                self.open_dark += roofs.seconds((convoy.side, site), *dark)
        self.longest = _longest(operation, convoy, one)


def _burden(each: Sequence[_Each], side: int, category: str | None, groups: set[int]) -> Burden:
    people = stranded = longest = 0
    sums = [0.0] * 5
    safe: list[int] = []
    for one in each:
        own = sum(number for group, number in one.convoy.people if group in groups)
        people += own
        if one.times.arrived >= NEVER:
            stranded += own
        elif own:
            bears = (one.waits, one.in_open, one.dark, one.open_dark, float(one.times.arrived))
            sums = [total + own * seconds / 3600 for total, seconds in zip(sums, bears, strict=True)]
            longest = max(longest, one.longest)
            safe.append(one.times.arrived)
    waiting, in_open, night, open_night, until_safe = sums
    return Burden(
        side, category, people, stranded, waiting, in_open, night, open_night, longest, until_safe,
        min(safe, default=NEVER), max(safe, default=NEVER),
    )  # fmt: skip


def _longest(operation: Operation, convoy: Convoy, one: Times) -> int:
    loads = min((operation.fleets[fleet].load_s for fleet, _ in convoy.parts), default=0)
    last_passes = one.crossed - (one.crossed - one.crossing) // max(1, convoy.vehicles)
    return max(0, one.depart - one.load - loads) + last_passes - one.at_point


def contrasts(found: Sequence[Burden]) -> Iterator[tuple[Burden, Burden]]:
    """Pairs of the same kind, two sides or two categories of a side, of which the first waits notably longer a head."""
    for one in found:
        for other in found:
            alike = (one.category is None) == (other.category is None)
            if one is other or not alike or (one.category is not None and one.side != other.side):
                continue
            more, less = one.a_head(one.waiting_person_hours), other.a_head(other.waiting_person_hours)
            if more > less * TIMES_LONGER and more > less + HOURS_LONGER:
                yield one, other
