"""A claim whose place, doers, clauses and tier have still to be found out."""

from msgspec import Struct

from trucekeeper.reader.actors import Actor
from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.dating import Reference
from trucekeeper.reader.linking import Candidates
from trucekeeper.reader.proposal import Proposal, Stretch
from trucekeeper.reader.where import Placed

#: So many claims back `there` may reach.
NEAR = 4


class Begun(Struct):
    """A claim that has been begun.

    Attributes:
        made: The claim as far as it goes.
        p: What it was made of.
        dated: When it happened, before that was held against when it was said.
        ref: What its times are counted from.
        before: The last claims before it.
        placed: Where it happened.
        who, either: Who did it, and whether it was only one of them.
        spoken: The matters that its words speak of.
        tied: The clauses that it may touch.
    """

    made: Proposal
    p: Proposition
    dated: Stretch | None
    ref: Reference
    before: list[Proposal]
    placed: Placed = Placed(None, ())
    who: tuple[Actor, ...] = ()
    either: bool = False
    spoken: frozenset[str] = frozenset()
    tied: Candidates = Candidates((), own=False)
