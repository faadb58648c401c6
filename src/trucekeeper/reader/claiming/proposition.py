"""A proposition on its way to a claim: who says it and how, its words, and what they were found to tell."""

from msgspec import Struct

from trucekeeper.reader.acts import act_of, ahead
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.reading import Passage, Reading
from trucekeeper.reader.claiming.topic import of_what, what_it_is_about
from trucekeeper.reader.claiming.wording import Wording, wording_of
from trucekeeper.reader.proposal import Mention, Span


class Said(Struct, frozen=True):
    """By whom and how something is said.

    Attributes:
        speaker: None where the author tells it himself, as is `one`.
        via: Who passes it on, outermost first.
        one: The attribution.
        act: Of the cue; time and will may make another act of it.
        verb: Of the cue.
    """

    speaker: Mention | None
    via: tuple[Mention, ...]
    one: Attribution | None
    act: str
    verb: str


#: The author's own words.
NARRATED = Said(None, (), None, "narrates", "narrates")


class Proposition(Struct):
    """What somebody says.

    Attributes:
        wording: What its words tell by themselves.
        content: Their pieces.
        start, end: Of all pieces together.
        lows: The words in small letters.
        there: The same as a set, with the parts of those that are joined by marks.
        act: The speech act.
        kind: The kind of event that it is about.
        coming: It is about what is still to come.
        own_act, own_kind: Act and kind before it is taken for a position or for another count.
    """

    said: Said
    passage: Passage
    wording: Wording
    content: tuple[Span, ...]
    start: int
    end: int
    lows: list[str]
    there: set[str]
    act: str
    kind: str
    coming: bool
    own_act: str = ""
    own_kind: str = ""

    def __post_init__(self) -> None:
        self.own_act, self.own_kind = self.act, self.kind


#: What a party does that says it would be done: `the buses would be sent`.
_WOULD = frozenset({"will", "would", "shall"})
_ITS_DEEDS = frozenset(
    ["sent", "resumed", "freed", "released", "opened", "built", "handed", "withdrawn", "reopened", "published",
     "allowed", "let", "delivered", "cleared", "lifted", "guaranteed", "protected", "paid"]
)  # fmt: skip


def _in_its_hands(lows: list[str]) -> bool:
    """True where it lies with the party that speaks: a deed of its own, in the passive."""
    return any(a in _WOULD and b == "be" and c in _ITS_DEEDS for a, b, c in zip(lows, lows[1:], lows[2:], strict=False))


def proposition(reading: Reading, said: Said, content: tuple[Span, ...], passage: Passage) -> Proposition:
    """Find out what kind of act and of event a proposition is."""
    text = reading.document.text
    own = passage.wordings.get(content) or wording_of(reading.view, passage.w, content)
    start, end, lows = own.start, own.end, own.lows
    act = act_of(said.act, said.verb, text, start, end, lows)
    if act == "predicts" and said.speaker is not None and said.speaker.id in reading.view.sides and _in_its_hands(lows):
        act = "promises"
    kind = of_what(act, own.event, lows, reading, passage.sentence)
    if kind == "other" and act in {"accuses", "denies"}:
        topic = what_it_is_about(reading, passage.paragraph)
        kind = topic.event if topic is not None else kind
    return Proposition(said, passage, own, content, start, end, lows, own.there, act, kind, ahead(act) or own.coming)
