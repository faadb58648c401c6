"""Who should go first, in tranches how large, and what guarantee makes it worth for nobody to stop."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SafeSequence:
    """How large a guarantee makes it worth for nobody to stop, when people go over `tranche` by `tranche`.

    Attributes:
        tranche: People of the first side; of the others in proportion.
        guarantee: In people of one's own whom a side would give up by stopping; 0 = the deal carries itself.
        first: The leg whose people go first on the best path; -1 where it makes no difference.
        worst_after: People of each side over at the most tempting moment.
    """

    tranche: int
    guarantee: float
    first: int
    worst_after: tuple[int, int]


def safe_sequence(persons: tuple[int, int], tranche: int, hold_worth: float | tuple[float, float]) -> SafeSequence:
    """Find the order of tranches whose worst temptation to stop is least (safe exchange; Sandholm and Lesser, 1995).

    At any moment a side that stops keeps the other's people who have not yet left, and loses its own who have not yet
    come. Least worst over all orders, by dynamic programming over how many tranches of each have gone.

    Args:
        persons: Of each leg. Who receives the first leg's people holds those of the second, and the other way round.
        tranche: Of the first leg; the second has as many tranches.
        hold_worth: What one held person is worth against one who comes: a judgement, of both, or of the receiver of
            the first leg and that of the second.
    """
    steps = -(-persons[0] // tranche)
    share = [persons[0] / steps, persons[1] / steps]
    worth = hold_worth if isinstance(hold_worth, tuple) else (hold_worth, hold_worth)

    def temptation(a: int, b: int) -> float:
        """Of whichever side is tempted more; people of the second side weigh as the totals do."""
        left = (steps - a) * share[0], (steps - b) * share[1] * persons[0] / persons[1]
        return max(0.0, worth[0] * left[1] - left[0], worth[1] * left[0] - left[1])

    best = [[0.0] * (steps + 1) for _ in range(steps + 1)]
    for a in range(steps, -1, -1):
        for b in range(steps, -1, -1):
            after = [best[x][y] for x, y in ((a + 1, b), (a, b + 1)) if x <= steps and y <= steps]
            best[a][b] = max(temptation(a, b), min(after)) if after else 0.0
    first = -1 if best[1][0] == best[0][1] else int(best[1][0] > best[0][1])
    a = b = 0
    worst, where = temptation(0, 0), (0, 0)
    while a < steps or b < steps:
        if b == steps or (a < steps and best[a + 1][b] <= best[a][b + 1]):
            a += 1
        else:
            b += 1
        if temptation(a, b) > worst:
            worst, where = temptation(a, b), (a, b)
    return SafeSequence(tranche, best[0][0], first, (round(where[0] * share[0]), round(where[1] * share[1])))


def tapering(persons: int, guarantee: float, hold_worth: float) -> tuple[int, ...]:
    """Tranches for equal sides, turn by turn, as large as a guarantee allows: large early, small at the end.

    Who has received a tranche q and stops then keeps r people and loses r - q own ones; with w the worth of a held
    person that tempts by q - (1 - w) r, so q <= guarantee + (1 - w) r.

    Returns:
        The tranches; empty where no sequence is kept up by this guarantee.
    """
    left, found = persons, []
    while left > 0:
        if hold_worth * left - left > guarantee + 1e-9:
            return ()
        size = min(left, int(guarantee + (1 - hold_worth) * left + 1e-9))
        if size <= 0:
            return ()
        found.append(size)
        left -= size
    return tuple(found)
