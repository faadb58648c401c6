"""How far a proposal can be trusted to be what the report says: A, B or C, by construction and by agreement.

A tier says nothing of whether the claim is true, and nothing of its details; it says how often proposals of its make
were somebody's claim with overlapping words when they were measured (docs/measured.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from trucekeeper.reader.attribution import Attribution

#: Acts whose cue leaves little doubt that something was said.
_PLAIN_ACTS: Final = frozenset(
    ["says", "reports", "predicts", "promises", "warns", "admits", "shows", "accuses", "demands", "confirms"]
)
_SURE_ACTS: Final = _PLAIN_ACTS - {"demands", "confirms", "promises"}
#: Acts that are sure where two engines find them.
_AGREED_ACTS: Final = frozenset({"denies", "demands", "promises"})
#: `announced the start of`, `described the road as`: as often a deed or a name as somebody's words.
_UNSURE_VERBS: Final = frozenset({"announce", "describe", "call", "document", "find"})
#: `X said that A`, `A, said X` and `A, X said`.
_PLAIN_SHAPES: Final = frozenset({"after", "inverted", "before"})
#: Contents shorter than this are often only half of what was said (measured on the reports that rules were made with).
SHORT: Final = 25
#: So short they may be where an event is told in them (`said 14 had died`): 46 of 48 were right.
SHORT_EVENT: Final = 12
_VAGUE_NARRATION: Final = frozenset({"other", "statement", "meeting"})


@dataclass(frozen=True, slots=True)
class Measured:
    """How many proposals of a tier were right, of how many."""

    right: int
    of: int


@dataclass(frozen=True, slots=True)
class Opening:
    """What tiers were worth on reports that no rule had been made with, counted once, when they were opened.

    Attributes:
        name: The folder of examples/reading in which they are.
        reports: How many they are.
        day: When they were opened; what the reader made of them after it was tuned on them tells nothing.
        surface: By tier, with the surface engine alone.
        both: With a second engine beside it.
    """

    name: str
    reports: int
    day: date
    surface: Mapping[str, Measured]
    both: Mapping[str, Measured]


#: The last one. A new opening takes its place whole; docs/measured-reading.md keeps them all.
OPENED: Final = Opening(
    name="held-6",
    reports=16,
    day=date(2026, 11, 27),
    surface={"A": Measured(50, 53), "B": Measured(239, 307), "C": Measured(27, 40)},
    both={"A": Measured(46, 51), "B": Measured(243, 309), "C": Measured(27, 40)},
)


def _is_sure(one: Attribution) -> bool:
    return one.act in _SURE_ACTS and one.listed and one.verb not in _UNSURE_VERBS


def tier_of_words(one: Attribution) -> str:
    """The tier of an attribution before anything is tied to a deal: the same rules without event and clauses."""
    if one.act in {"agrees", "believes"} or one.quoted or one.shape in {"parsed", "external"}:
        return "C"
    shapes = _PLAIN_SHAPES | {"according"} if one.agreed is not None else _PLAIN_SHAPES
    length = one.contents[-1][1] - one.contents[0][0]
    sure = one.agreed is not False and _is_sure(one) and one.shape in shapes and length >= SHORT
    return "A" if sure else "B"


def tier(one: Attribution | None, event: str, length: int, *, relayed: bool, lost: bool, tied: bool) -> str:
    """The tier of a proposal.

    Args:
        one: What it was made from; None where the author tells it himself.
        event: Its event kind.
        length: Characters of its words.
        relayed: Somebody passes it on.
        lost: Whom the speaker's words mean stayed open.
        tied: At least one clause of the deal may be touched.
    """
    if lost or (event == "other" and not tied):
        return "C"
    if one is None:
        return "C" if event in _VAGUE_NARRATION else "B"
    if one.act in {"agrees", "believes"} or one.quoted or one.shape in {"parsed", "external"}:
        return "C"
    if one.agreed is not None:
        sure = _is_sure(one) or (one.act in _AGREED_ACTS and event != "other")
        return "A" if one.agreed and sure and one.shape in _PLAIN_SHAPES | {"according"} else "B"
    behind = one.shape == "before"
    told = event != "other" or not behind  # words before their speaker need an event in them
    enough = length >= (SHORT_EVENT if event != "other" and not behind else SHORT)
    return "A" if one.shape in _PLAIN_SHAPES and _is_sure(one) and told and enough and not relayed else "B"
