"""What is remembered while a report in Arabic or Russian is read, and by whom something is said."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from msgspec import Struct

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.occasion import Occasions
from trucekeeper.reader.proposal import Mention, Proposal, Span, Stretch
from trucekeeper.reader.tongues.naming import Names, names


@dataclass(slots=True)
class Teller:
    """What is remembered while a report is read: who spoke, what was told last."""

    view: Lens
    language: str
    source: str
    known: Names
    speakers: list[Mention] = field(default_factory=list)
    near: tuple[str, ...] = ()
    town: str | None = None
    last: list[Proposal] = field(default_factory=list)
    replaces: bool = False
    retold: dict[int, Proposal] = field(default_factory=dict)
    open: tuple[Attribution, Mention] | None = None
    sentence: int = 0
    whole: int = 0
    unit: str = "people"
    quantity: Quantity | None = None
    entry: int = -1
    until: int = 0
    fired_at: Mention | None = None
    erred: Span | None = None
    truce_begun: datetime | None = None
    truce_ended: datetime | None = None
    behind: tuple[int, str, Stretch | None] = (0, "", None)
    counts: list[tuple[frozenset[int], Stretch | None]] = field(default_factory=list)
    before: Span | None = None
    lately: tuple[Attribution, Mention] | None = None
    occasions: Occasions = field(default_factory=Occasions)
    made: deque[Proposal] = field(default_factory=lambda: deque(maxlen=24))


def teller(view: Lens, language: str, source: str) -> Teller:
    """Begin a report in a language."""
    return Teller(view, language, source, names(view.deal, language))


class Said(Struct, frozen=True):
    """By whom something is said, and how.

    Attributes:
        speaker: None where the author tells it himself, as is `one`.
        via: Who passes it on, outermost first.
        one: The attribution.
    """

    speaker: Mention | None
    via: tuple[Mention, ...]
    one: Attribution | None

    @property
    def act(self) -> str:
        """Of the cue; time and will may make another act of it."""
        return self.one.act if self.one is not None else "narrates"

    @property
    def verb(self) -> str:
        """Of the cue; "" where the author tells it."""
        return self.one.verb if self.one is not None else ""


#: The author's own words.
NARRATED = Said(None, (), None)
