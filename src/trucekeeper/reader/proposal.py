"""A proposed claim: the JSON of `truce read`. Nothing that is not verbatim at its span passes the border."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso
from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.atlas import Site
from trucekeeper.reader.document import Document
from trucekeeper.reader.folding import Folded

Span = tuple[int, int]


class NotVerbatimError(TruceError):
    """An engine named words that do not stand at their place."""

    def __init__(self, words: str, start: int, end: int) -> None:
        super().__init__(
            f'the proposed words "{words[:60]}" do not stand at characters {start} to {end} of the text',
            "an engine must give offsets into the stored text; nothing else is accepted",
        )


class Mention(Struct, frozen=True):
    """Words at their place, and whom or what of the deal they name.

    Attributes:
        id: An id of the deal (party, force, place); None where none can be told.
        side: Of speakers only.
        kind: Of speakers only: party, official, un, aid, monitor, media, residents, unnamed, fighters, other.
        refers_to: For a pronoun or a short name: the fuller words before it.
        suggestion: What it resembles, where it is not matched.
        site: Of places only: the place of an imported gazetteer that has exactly this name.
        like: Of places only: those of an imported gazetteer that a person may choose among.
    """

    text: str
    start: int
    end: int
    id: str | None = None
    side: str | None = None
    kind: str | None = None
    refers_to: "Mention | None" = None
    suggestion: str | None = None
    site: Site | None = None
    like: tuple[Site, ...] = ()

    def shown(self) -> dict[str, Any]:
        """As JSON."""
        made: dict[str, Any] = {"text": self.text, "start": self.start, "end": self.end, "id": self.id}
        if self.side is not None:
            made["side"] = self.side
        if self.kind is not None:
            made["kind"] = self.kind
        if self.refers_to is not None:
            made["refers_to"] = {"text": self.refers_to.text, "start": self.refers_to.start, "end": self.refers_to.end}
        if self.suggestion is not None:
            made["suggestion"] = self.suggestion
        if self.site is not None:
            made["gazetteer"] = _brief(self.site)
        if self.like:
            made["like"] = [_brief(one) for one in self.like]
        return made


def _brief(one: Site) -> dict[str, Any]:
    made = {"id": one.id, "name": one.name, "lat": one.lat, "lon": one.lon, "precision": one.precision}
    return made | ({"within": one.within} if one.within else {})


class Stretch(Struct, frozen=True):
    """A time as proposed; start in, end out."""

    start: datetime
    end: datetime
    precision: str
    basis: str
    contradiction: str = ""

    def shown(self) -> dict[str, Any]:
        """As JSON."""
        made = {"start": iso(self.start), "end": iso(self.end), "precision": self.precision, "basis": self.basis}
        return made | ({"contradiction": self.contradiction} if self.contradiction else {})


class Proposal(Struct, frozen=True, kw_only=True, dict=True):
    """What a report says, as an engine reads it; a person confirms it before it counts.

    Attributes:
        source: The SHA-256 of the stored text.
        speaker: Who first said it; None = the author's own narration, or nobody named.
        via: The relays, outermost first.
        target: Who is accused, denied, demanded of, as words.
        state: Of the deal as a whole, where it is said to be in one.
        position: A third party's congratulation or condemnation.
        reported: When the entry of a live page appeared in which it stands.
        tier: A = plain and complete, B = something is open, C = look twice.
        open: What could not be settled, in words for the analyst.
        corrects: The earlier words that this one corrects or takes back.
        retracts: Nothing stands in their place.
        engines: Which engines found it: surface, parser, external.
        shape: In which construction it stands: after, before, inverted, according, label, narration ...
    """

    source: str
    speaker: Mention | None
    via: tuple[Mention, ...] = ()
    cue: Span | None = None
    content: tuple[Span, ...]
    words: str
    act: str
    polarity: str = "yes"
    event: str = "other"
    actors: tuple[Mention, ...] = ()
    actors_alternative: bool = False
    place: Mention | None = None
    happened: Stretch | None = None
    said: Stretch | None = None
    quantity: Quantity | None = None
    certainty: str = "stated"
    basis: str = "statement"
    clauses: tuple[str, ...] = ()
    incident: str = ""
    relays: str | None = None
    state: str | None = None
    position: bool = False
    reported: datetime | None = None
    tier: str = "B"
    open: tuple[str, ...] = ()
    corrects: Span | None = None
    retracts: bool = False
    engines: tuple[str, ...] = ("surface",)
    shape: str = "narration"

    @property
    def id(self) -> str:
        """Made from the text's hash and the spans: the same text read twice gives the same ids."""
        kept = self.__dict__
        if "id" not in kept:  # `cached_property` would do the same behind a lock that takes longer than this does
            who = self.speaker
            speaker = f"{who.start}-{who.end}-{who.side}" if who is not None else ""
            (first, last), *more = self.content
            content = f"(({first}, {last}),)" if not more else self.content
            told = f"{self.source}|{self.act}|{content}|{self.cue}|{speaker}"
            kept["id"] = "p-" + sha256(told.encode()).hexdigest()[:16]
        return str(kept["id"])

    def called(self, incident: str) -> "Proposal":
        """The same proposal under the name of a question, with the same id."""
        made = replace(self, incident=incident)
        made.__dict__.update(self.__dict__)
        return made

    def shown(self) -> dict[str, Any]:
        """The JSON object of `truce read --json`."""
        q = self.quantity
        made: dict[str, Any] = {
            "id": self.id,
            "incident": self.incident,
            "basis": self.basis,
            "source": self.source,
            "speaker": self.speaker.shown() if self.speaker is not None else None,
            "via": [one.shown() for one in self.via],
            "cue": {"start": self.cue[0], "end": self.cue[1]} if self.cue is not None else None,
            "content": [{"start": a, "end": b} for a, b in self.content],
            "words": self.words,
            "act": self.act,
            "polarity": self.polarity,
            "event": self.event,
            "actors": [one.shown() for one in self.actors],
            "actors_alternative": self.actors_alternative,
            "place": self.place.shown() if self.place is not None else None,
            "happened": self.happened.shown() if self.happened is not None else None,
            "said": self.said.shown() if self.said is not None else None,
            "quantity": {"low": q.low, "high": q.high, "unit": q.unit, "approx": q.approx} if q is not None else None,
            "certainty": self.certainty,
            "relays": self.relays,
            "clauses": list(self.clauses),
            "tier": self.tier,
            "engines": list(self.engines),
            "shape": self.shape,
        }
        if self.state is not None:
            made["state"] = self.state
        if self.position:
            made["position"] = True
        if self.corrects is not None:
            made["corrects"] = {"start": self.corrects[0], "end": self.corrects[1]}
            made["retracts"] = self.retracts
        if self.reported is not None:
            made["reported"] = iso(self.reported)
        if self.open:
            made["open"] = list(self.open)
        return made


def accepted(document: Document, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Let through what stands verbatim at its spans, each once, in the order of the text.

    Raises:
        NotVerbatimError: When an engine proposes words that are not there.
    """
    kept: dict[str, Proposal] = {}
    for one in proposals:
        _check(document.text, one)
        kept.setdefault(one.id, one)
    return tuple(sorted(kept.values(), key=_place_in_text))


def unfolded(one: Proposal, document: Document, flat: Folded) -> Proposal:
    """The same proposal with its spans and words in the stored text instead of the folded one."""
    text = document.text

    def mention(given: Mention) -> Mention:
        start, end = flat.back(given.start, given.end)
        earlier = mention(given.refers_to) if given.refers_to is not None else None
        return replace(given, text=text[start:end], start=start, end=end, refers_to=earlier)

    content = tuple(flat.back(a, b) for a, b in one.content)
    return replace(
        one,
        source=document.sha256,
        speaker=mention(one.speaker) if one.speaker is not None else None,
        via=tuple(mention(v) for v in one.via),
        cue=flat.back(*one.cue) if one.cue is not None else None,
        content=content,
        words=" … ".join(text[a:b] for a, b in content),
        actors=tuple(mention(a) for a in one.actors),
        place=mention(one.place) if one.place is not None else None,
        corrects=flat.back(*one.corrects) if one.corrects is not None else None,
    )


def _place_in_text(one: Proposal) -> tuple[Span, Span, int, str]:
    speaker = one.speaker
    at, side = (speaker.start, speaker.side or "") if speaker is not None else (-1, "")
    return one.content[0], one.cue or (0, 0), at, side


def _check(text: str, one: Proposal) -> None:
    named = (one.speaker, one.speaker.refers_to, one.place) if one.speaker is not None else (one.place,)
    for mention in (*named, *one.via, *one.actors) if one.via or one.actors else named:
        if mention is not None and text[mention.start : mention.end] != mention.text:
            raise NotVerbatimError(mention.text, mention.start, mention.end)
    for start, end in one.content if one.cue is None else (*one.content, one.cue):
        if not 0 <= start < end <= len(text):
            raise NotVerbatimError(one.words, start, end)
    if not one.content or one.words != " … ".join([text[a:b] for a, b in one.content]):
        first, last = (one.content[0][0], one.content[-1][1]) if one.content else (0, 0)
        raise NotVerbatimError(one.words, first, last)
