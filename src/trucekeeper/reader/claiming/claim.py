"""One claim out of one proposition: its act, event, time, place, doers, number, clauses, tier."""

from itertools import pairwise

from trucekeeper.reader.actors import names_forces
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.begun import NEAR, Begun
from trucekeeper.reader.claiming.hearsay import greets, told_by_words, told_without_verb
from trucekeeper.reader.claiming.moments import said_when, time_of, times_of_saying
from trucekeeper.reader.claiming.number import THE_NUMBER, counted_in, kind_of_count, number_of
from trucekeeper.reader.claiming.proposition import Proposition, Said, proposition
from trucekeeper.reader.claiming.reading import Passage, Reading
from trucekeeper.reader.claiming.topic import OF
from trucekeeper.reader.cues import finite
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.occasion import Told, observed
from trucekeeper.reader.proposal import Proposal, Span, Stretch
from trucekeeper.reader.quantity import Counted, tells_number

#: `hit out at the ceasefire` blames nobody: it is a position; so is what a state outside the deal says of its parties.
_SCOLDING = frozenset({"hit", "lash", "criticise", "criticize", "condemn", "denounce", "deplore"})


#: Words of `the same number`.
_SHORT = 3


def claim_of(reading: Reading, said: Said, content: tuple[Span, ...], passage: Passage) -> Proposal:
    """The claim of one proposition, with all that is read out of its words."""
    return _made_of(reading, proposition(reading, said, content, passage))


def narration_of(reading: Reading, said: Said, content: tuple[Span, ...], passage: Passage) -> Proposal | None:
    """The same of the author's own words; None where they can tell nothing by which they would be a claim.

    What `sentence` asks of the claim is asked here of the proposition, before anything else is read out of it.
    """
    p = proposition(reading, said, content, passage)
    live = said.one is None and reading.ref is not reading.published
    if live and p.lows and greets(p.lows):
        return None
    if live and p.kind in _NO_EVENTS and told_without_verb(p.lows):
        return _made_of(reading, p)
    if said.one is None and p.kind in _NO_EVENTS and len(p.lows) > _SHORT and _is_empty(reading, p):
        told = _told(p, [])
        happened = time_of(reading, p, None) or reading.occasions.time_of(told, reading.ref.now)
        if happened is None or happened.basis != "stated":
            reading.occasions.note(told, happened)
            return None
    return _made_of(reading, p)


_NO_EVENTS = frozenset({"other", "statement"})


def _is_empty(reading: Reading, p: Proposition) -> bool:
    """No number, no time of its own, no state of the deal, no word of the list of the rest."""
    if p.wording.numbers or (reading.timed and p.wording.times) or told_by_words(p.lows):
        return False
    return _state(p) is None and number_of(reading.document.text, p, [], reading.understood.unit) is None


def _made_of(reading: Reading, p: Proposition) -> Proposal:
    said, content, passage = p.said, p.content, p.passage
    text, view, one, speaker = reading.document.text, reading.view, said.one, said.speaker
    spoken = _said_when(reading, one, passage) if one is not None else None
    happened = time_of(reading, p, spoken)
    before = reading.understood.unit
    counted = counted_in(reading, p)
    p.kind = kind_of_count(reading, p, counted)
    told = _told(p, counted)
    if happened is None and spoken is not None and one is not None and _was_seen(text, p.act, one):
        happened, spoken = spoken, None
    if happened is None:
        happened = reading.occasions.time_of(told, reading.ref.now)
    position, p.act = _as_position(view, text, p)
    quantity = number_of(text, p, counted, before)
    the_number = len(p.lows) <= _SHORT and tuple(p.lows) in THE_NUMBER
    if the_number and reading.made and (same := reading.made[-1]).quantity is not None:
        quantity, happened = same.quantity, happened or same.happened
    dated = happened
    if happened is not None and happened.basis == "carried" and spoken is not None and happened.start >= spoken.end:
        happened = None  # nobody tells of what comes after his words
    reading.occasions.note(told, happened)
    made = Proposal(
        source=reading.document.sha256, speaker=speaker, via=said.via, cue=one.cue if one is not None else None,
        content=content, words=_words_of(text, content), act=p.act,
        event="statement" if position else p.kind, happened=happened, said=spoken, quantity=quantity,
        basis=_basis(p), state=_state(p), position=position,
        reported=reading.ref.at if reading.ref is not reading.published else None,
        engines=engines_of(one), shape=one.shape if one is not None else "narration",
    )  # fmt: skip
    reading.begun.append(Begun(made, p, dated, reading.ref, reading.made[-NEAR:]))
    return made


def _said_when(reading: Reading, one: Attribution, passage: Passage) -> Stretch | None:
    """When it was said, which was found out already unless it is a post."""
    key = one.cue, one.contents
    named = passage.said[key] if key in passage.said else times_of_saying(one, passage)
    return said_when(reading, named, passage.w.lows)


#: Acts of somebody who was there, or whose camera was.
_SEES = frozenset({"reports", "shows", "says"})


def _was_seen(text: str, act: str, one: Attribution) -> bool:
    """`observers counted three explosions at 10:42`: the time of the seeing is that of the event."""
    if one.verb == "cite" and one.shape == "shared":
        return True  # `At 12:15 they denied the patrol passage, citing mines`
    return act in _SEES and one.cue is not None and observed(text[slice(*one.cue)])


def _words_of(text: str, content: tuple[Span, ...]) -> str:
    if len(content) == 1:
        return text[content[0][0] : content[0][1]]
    return " … ".join([text[a:b] for a, b in content])


def _told(p: Proposition, counted: list[Counted]) -> Told:
    """The proposition as far as its time matters."""
    kind = "statement" if p.said.act == "positions" else p.kind
    bare = p.wording.event == "other" and OF.isdisjoint(p.lows)
    joined = p.said.one is None and _is_joined(p)
    replaces = bool(counted) and _not_so_many(p.passage.w.lows)
    return Told(p.act, kind, p.lows, p.content, bool(counted), p.coming, bare, p.said.verb, joined, replaces)


def _not_so_many(lows: list[str]) -> bool:
    """`12 trucks, not 20`."""
    return "not" in lows and any(a == "not" and tells_number([b]) for a, b in pairwise(lows))


def _is_joined(p: Proposition) -> bool:
    """`left on Friday and rolled north`: a second predicate, which has its subject from the first."""
    w = p.passage.w
    k = w.at(p.content[0][0])
    return k > 1 and w.lows[k - 1] == "and" and w.lows[k - 2] != "," and finite(w.lows[k]) and w.lows[k] not in _PRESENT


#: What goes on when it is told.
_PRESENT = frozenset({"is", "are", "has", "have", "remain", "remains", "stand", "stands"})


#: Whoever blames these accuses nobody.
_THINGS = frozenset(
    ["weather", "snow", "rain", "fog", "notice", "fears", "lack", "shortage", "confusion", "misunderstanding",
     "paperwork", "traffic", "congestion", "dispute", "disagreement", "cold", "error", "mistake"]
)  # fmt: skip


def _as_position(view: Lens, text: str, p: Proposition) -> tuple[bool, str]:
    """Whether it is a congratulation or a condemnation, and its act: who blames nobody by name accuses nobody."""
    if p.said.act == "positions":
        return True, p.act
    if (
        p.said.verb == "blame"
        and not _THINGS.isdisjoint(p.lows)
        and not names_somebody_of(view, text, p.content, p.there)
    ):
        return False, "says"  # `blamed it on the weather`
    if p.said.verb not in _SCOLDING:
        return False, p.act
    if p.said.act == "accuses" and not names_somebody_of(view, text, p.content, p.there):
        return True, "says"
    return p.said.speaker is None or p.said.speaker.id is None, p.act


def names_somebody_of(view: Lens, text: str, content: tuple[Span, ...], there: set[str]) -> bool:
    """True when a force, a country or a party of the deal is named in the words."""
    return names_forces(there) or any(view.roster.identify(text[a:b]).id is not None for a, b in content)


def engines_of(one: Attribution | None) -> tuple[str, ...]:
    """Which engines found an attribution."""
    if one is None:
        return ("surface",)
    second = one.second or ("parser" if one.shape == "parsed" else one.shape)
    if one.agreed:
        return ("surface", second)
    return (second,) if one.shape in {"parsed", "external"} else ("surface",)


_DEAL_WORDS = frozenset(
    ["ceasefire", "truce", "deal", "agreement", "operation", "evacuation", "accord", "arrangement", "halt", "departure"]
)

_STATES = {"collapse": "collapsed", "hold": "suspended", "resume": "resumed"}

_CAMERA = frozenset(["video", "footage", "film"])


def _state(p: Proposition) -> str | None:
    """The state in which the deal as a whole is said to be."""
    if _DEAL_WORDS.isdisjoint(p.lows[:9]):
        return None
    if "completed" in p.lows or "complete" in p.lows:
        return "completed"
    return _STATES.get(p.kind)


def _basis(p: Proposition) -> str:
    if p.act == "shows":
        return "image" if _CAMERA.isdisjoint(p.passage.w.lows) else "video"
    return "relay" if p.said.via else "statement"
