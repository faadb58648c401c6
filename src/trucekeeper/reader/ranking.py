"""In which order proposals are shown: by tier, and inside it by what a mission's analysts made of such ones before.

It only orders. It hides nothing, changes no proposal and says nothing of whether a claim is true; with few decisions
the order is that of the tiers. The model is naive Bayes over a handful of plain marks: all it does is to
count, so it is the same in whatever order the decisions were made, and each mark's part can be told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from trucekeeper.ledger.store import Proposal

#: Reasons that the program gives itself; they teach nothing about proposals.
_OURS: Final = ("split into ", "merged into ", "taken back with ")
#: Fewer decisions of either kind teach nothing: the order stays that of the tiers.
LEAST: Final = 10
#: How many marks are told as the reason of a place.
TOLD: Final = 3
_LONG: Final = (40, 80, 160)
_TIERS: Final = "ABC"


@dataclass(frozen=True, slots=True)
class Model:
    """What decisions teach: the weight of each mark, above 0 where such proposals were rather confirmed.

    Attributes:
        weights: Log of how much more often a mark stood on confirmed proposals than on rejected ones.
        confirmed, rejected: How many decisions it was made from.
    """

    weights: Mapping[str, float]
    confirmed: int
    rejected: int

    @property
    def speaks(self) -> bool:
        """False while there are too few decisions to learn from."""
        return min(self.confirmed, self.rejected) >= LEAST

    def score(self, body: Mapping[str, Any]) -> float:
        """Above 0: rather like those that were confirmed."""
        return sum(self.weights.get(mark, 0.0) for mark in marks(body)) if self.speaks else 0.0

    def why(self, body: Mapping[str, Any]) -> str:
        """The marks that decide most about its place, in words."""
        if not self.speaks:
            return f"by tier: {self.confirmed} confirmed and {self.rejected} rejected are too few to learn from"
        weighed = sorted(
            ((self.weights.get(mark, 0.0), mark) for mark in marks(body)), key=lambda one: (-abs(one[0]), one[1])
        )
        parts = [f"{mark} ({weight:+.1f})" for weight, mark in weighed[:TOLD] if abs(weight) >= 0.05]
        return f"{self.score(body):+.1f}: {', '.join(parts) or 'nothing that was decided before'}"


#: Without decisions.
UNTAUGHT: Final = Model({}, 0, 0)


def taught(decided: Iterable[tuple[Mapping[str, Any], bool]]) -> Model:
    """Learn from proposals and whether a person confirmed them.

    Args:
        decided: In any order; what was accepted unread teaches nothing and must be left out.
    """
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    many: Counter[bool] = Counter()
    for body, confirmed in decided:
        counts[confirmed].update(set(marks(body)))
        many[confirmed] += 1
    every = counts[True].keys() | counts[False].keys()
    weights = {mark: _weight(counts, many, mark) for mark in sorted(every)}
    return Model(weights, many[True], many[False])


def taught_by(every: "Iterable[Proposal]") -> Model:
    """What a mission's own decisions teach; what was accepted unread, split or merged teaches nothing."""
    judged = (one for one in every if one.state in {"confirmed", "rejected"} and not one.reason.startswith(_OURS))
    return taught((one.body, one.state == "confirmed") for one in judged)


def ranked(waiting: "Sequence[Proposal]", model: Model) -> "tuple[Proposal, ...]":
    """What waits in the order in which it is shown; as it came while the model has too few decisions to speak."""
    if not model.speaks:
        return tuple(waiting)
    return tuple(waiting[place] for place in ordered([one.body for one in waiting], model))


def _weight(counts: Mapping[bool, Counter[str]], many: Counter[bool], mark: str) -> float:
    """Laplace's rule: as if each mark had been seen once more with and once more without it, on both kinds."""
    yes = (counts[True][mark] + 1) / (many[True] + 2)
    no = (counts[False][mark] + 1) / (many[False] + 2)
    return log(yes / no)


def ordered(bodies: Sequence[Mapping[str, Any]], model: Model = UNTAUGHT) -> list[int]:
    """Places of all proposals in the order in which they are shown: tier A, B, C, and inside each by the model.

    Inside the tiers, because that ordered reports that the model had not seen better than the model alone
    (docs/measured.md). Equals keep the order in which they came.
    """
    score = [model.score(body) for body in bodies]
    return sorted(range(len(bodies)), key=lambda place: (_TIERS.find(bodies[place]["tier"]), -score[place], place))


def marks(body: Mapping[str, Any]) -> Iterator[str]:
    """What a proposal looks like, in words; none of them is a name or a report's own word."""
    speaker = body["speaker"]
    yield f"tier {body['tier']}"
    yield f"act {body['act']}"
    yield f"event {body['event']}"
    yield f"construction {body.get('shape', '')}"
    yield f"speaker {(speaker.get('kind') or 'other') if speaker else 'the author'}"
    yield (
        "a side of the deal speaks"
        if speaker and speaker.get("side") not in {None, "unknown", "independent"}
        else "no side speaks"
    )
    yield "passed on" if body["via"] else "said directly"
    yield "with a number" if body["quantity"] else "without a number"
    yield "at a place of the deal" if (body["place"] or {}).get("id") else "at no place of the deal"
    yield "with a time" if body["happened"] else "without a time"
    yield "touches a clause" if body["clauses"] else "touches no clause"
    yield f"certainty {body['certainty']}"
    yield "somebody is blamed" if body["actors"] else "nobody is blamed"
    yield f"words up to {next((most for most in _LONG if len(body['words']) <= most), 'any length')}"
    if body.get("position"):
        yield "a position"
    for one in body.get("open", ()):
        yield f"open: {one.split(':')[0][:40]}"
