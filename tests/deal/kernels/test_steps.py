"""What the graph of a deal allows is what its words allow: the rule of `ahead`, played out move by move."""

import random
from fractions import Fraction
from itertools import accumulate

import pytest

from trucekeeper.deal.check import check
from trucekeeper.deal.kernels.fixpoint import reached
from trucekeeper.deal.kernels.steps import steps_of
from trucekeeper.deal.syntax import read_deal

State = tuple[int, int, int, int]


class Played:
    """An exchange of two clauses, played out from the definition of AHEAD in the language's page."""

    def __init__(self, chance: random.Random) -> None:
        self.people = (chance.randint(1, 12), chance.randint(1, 12))
        self.batch = (chance.randint(1, 5), chance.randint(1, 5))
        self.ratio = (chance.randint(1, 3), chance.randint(1, 3)) if chance.random() < 0.4 else (1, 1)
        self.first = chance.choice([None, 0, 1])
        self.unit = chance.choice(["people", "people", "batches", "share"])
        self.ahead = (chance.randint(0, 6), chance.randint(0, 6))
        if self.unit == "share":
            self.ahead = (self.ahead[0] * 10, self.ahead[1] * 10)
        if self.first is not None:
            self.ahead = (0, self.ahead[1]) if self.first == 1 else (self.ahead[0], 0)
        self.sizes = tuple(
            [min(size, whole - start) for start in range(0, whole, size)]
            for whole, size in zip(self.people, self.batch, strict=True)
        )

    def text(self) -> str:
        first = "" if self.first is None else f"  first: {'AB'[self.first]}1\n"
        clauses = "".join(
            f"must {own}1\n  by: {own}\n  to: {other}\n  do: go\n  people: {self.people[side]}\n"
            for side, (own, other) in enumerate((("A", "B"), ("B", "A")))
        )
        return (
            f"```deal\nparty A\nparty B\n{clauses}exchange X1\n  legs: A1 | B1\n"
            f"  ratio: {self.ratio[0]} : {self.ratio[1]}\n  in: {self.unit}\n"
            f"  batch: {self.batch[0]} | {self.batch[1]}\n  ahead: {self.ahead[0]} | {self.ahead[1]}\n{first}```\n"
        )

    def sums(self, side: int) -> list[Fraction]:
        """After each batch, what has gone in the exchange's unit."""
        heads = [0, *accumulate(self.sizes[side])]
        match self.unit:
            case "people":
                return [Fraction(n, self.ratio[side]) for n in heads]
            case "batches":
                return [Fraction(n) for n in range(len(heads))]
            case _:
                return [Fraction(100 * n, heads[-1]) for n in heads]

    def play(self) -> tuple[set[State], list[Fraction]]:
        """All states (departed and counted of A, departed and counted of B), and the worst exposure of each side."""
        sums = [self.sums(side) for side in (0, 1)]
        seen: set[State] = {(0, 0, 0, 0)}
        queue = list(seen)
        worst = [Fraction(0), Fraction(0)]
        while queue:
            state = queue.pop()
            departed, counted = (state[0], state[2]), (state[1], state[3])
            for side in (0, 1):
                worst[side] = max(worst[side], sums[side][departed[side]] - sums[1 - side][counted[1 - side]])
                for move in self.moves(state, side, sums):
                    if move not in seen:
                        seen.add(move)
                        queue.append(move)
        return seen, worst

    def moves(self, state: State, side: int, sums: list[list[Fraction]]) -> list[State]:
        moves: list[State] = []
        now = list(state)
        departed, counted, others = now[2 * side], now[2 * side + 1], now[3 - 2 * side]
        if departed < len(self.sizes[side]):
            following = sums[side][departed + 1] - sums[1 - side][others] <= self.ahead[side]
            leader = self.first
            if leader is not None and leader != side:
                following = following and others >= min(departed + 1, len(self.sizes[leader]))
            if following:
                moves.append(tuple(n + (place == 2 * side) for place, n in enumerate(now)))  # type: ignore[arg-type]
        if counted < departed:
            moves.append(tuple(n + (place == 2 * side + 1) for place, n in enumerate(now)))  # type: ignore[arg-type]
        return moves


@pytest.mark.parametrize(
    "seeds", [range(150), pytest.param(range(150, 1650), marks=pytest.mark.slow)], ids=["150", "1500"]
)
def test_exchanges_played_out_by_the_definition_give_the_same_worst_moments_and_ends(seeds: range) -> None:
    stuck = 0
    for seed in seeds:
        played = Played(random.Random(seed))
        seen, worst = played.play()
        deal = read_deal(played.text(), "x")
        assert deal.findings == (), played.text()
        found = check(deal)
        amounts = [max((w.amount for w in found.exposure[side]), default=0) for side in "AB"]
        assert [abs(float(w) - a) < 1e-9 for w, a in zip(worst, amounts, strict=True)] == [True, True], played.text()
        steps = steps_of(deal)
        happens = reached(steps.graph)
        ends = [happens[steps.last(id)] for id in ("A1", "B1")]
        batches = [len(sizes) for sizes in played.sizes]
        assert ends == [any(s[1] == batches[0] for s in seen), any(s[3] == batches[1] for s in seen)], played.text()
        stuck += not all(ends)
        told = [f for f in found.findings if f.code == "D01" or (f.code == "D30" and "may never leave" in f.message)]
        assert bool(told) is not all(ends), played.text()
    assert len(seeds) / 5 < stuck < len(seeds)


def together(seed: int) -> tuple[str, list[Fraction], bool]:
    """An exchange whose batches pass at one moment: its text, the worst of each side by playing it out, and whether
    every batch has one to pass with.
    """
    chance = random.Random(seed)
    played = Played(chance)
    event = chance.choice(["departed", "at the point", "crossed", "handed over", "arrived"])
    text = played.text().replace("  first:", "  # first:")
    text = "\n".join(line for line in text.split("\n") if not line.startswith("  ahead"))
    text = text.replace("  in:", f"  together: {event}\n  in:")
    sums = [played.sums(side) for side in (0, 1)]
    ends = [len(each) - 1 for each in sums]
    seen, queue, worst = {(0, 0)}, [(0, 0)], [Fraction(0), Fraction(0)]
    while queue:
        a, b = queue.pop()
        worst = [max(worst[0], sums[0][a] - sums[1][b]), max(worst[1], sums[1][b] - sums[0][a])]
        both = a < min(ends) and b < min(ends)
        moves = [(a + 1, b + 1)] if both else [(min(a + 1, ends[0]), b), (a, min(b + 1, ends[1]))]
        for move in moves:
            if move not in seen:
                seen.add(move)
                queue.append(move)
    return text, worst, ends[0] == ends[1]


@pytest.mark.parametrize(
    "seeds", [range(150), pytest.param(range(150, 1650), marks=pytest.mark.slow)], ids=["150", "1500"]
)
def test_batches_that_pass_together_expose_nobody_by_more_than_they_differ(seeds: range) -> None:
    fitting = 0
    for seed in seeds:
        text, worst, fits = together(seed)
        deal = read_deal(text, "x")
        assert deal.findings == (), text
        found = check(deal)
        amounts = [max((w.amount for w in found.exposure[side]), default=0) for side in "AB"]
        assert [abs(float(w) - a) < 1e-9 for w, a in zip(worst, amounts, strict=True)] == [True, True], text
        assert not found.deadlock
        assert all(reached(steps_of(deal).graph)), text
        told = [f for f in found.findings if f.code == "D30" and "none to pass with" in f.message]
        assert bool(told) is not fits, text
        assert not [f for f in found.findings if f.code == "D03"]
        fitting += fits
    assert 0 < fitting < len(seeds)


def test_swapping_the_sides_swaps_the_answers() -> None:
    for seed in range(100):
        text = Played(random.Random(seed)).text()
        swapped = text.translate(str.maketrans("AB", "BA"))
        here, there = (check(read_deal(each, "x")) for each in (text, swapped))
        assert [w.amount for w in here.exposure["A"]] == [w.amount for w in there.exposure["B"]]
        assert [w.amount for w in here.exposure["B"]] == [w.amount for w in there.exposure["A"]]
        assert [w.amount for w in here.on_the_road] == [w.amount for w in there.on_the_road]
        assert bool(here.deadlock) is bool(there.deadlock)
