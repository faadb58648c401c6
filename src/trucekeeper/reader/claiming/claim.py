"""One claim out of one proposition: its act, event, time, place, doers, number, clauses, tier."""

from functools import partial

from trucekeeper.core.quantity import Quantity
from trucekeeper.reader.actors import names_forces
from trucekeeper.reader.acts import act_of, ahead
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.certainty import certainty, polarity
from trucekeeper.reader.claiming.moments import said_when, time_of, time_of_entry
from trucekeeper.reader.claiming.number import GONE, MOVED, NOT_NONE, THE_NUMBER, exact_number, number_of
from trucekeeper.reader.claiming.reading import Reading, lows_of
from trucekeeper.reader.claiming.tense import to_come
from trucekeeper.reader.claiming.topic import OF, of_what, what_it_is_about
from trucekeeper.reader.claiming.whereabouts import place_of, reached, second_places
from trucekeeper.reader.claiming.who import doer_of, who_did
from trucekeeper.reader.cues import finite
from trucekeeper.reader.event import event
from trucekeeper.reader.incident import named
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.linking import About
from trucekeeper.reader.occasion import Told, counted_from
from trucekeeper.reader.proposal import Mention, Proposal, Span, Stretch
from trucekeeper.reader.quantity import quantities, tells_number
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tiers import tier
from trucekeeper.reader.words import Words, runs

#: `hit out at the ceasefire` blames nobody: it is a position; so is what a state outside the deal says of its parties.
_SCOLDING = frozenset({"hit", "lash", "criticise", "criticize"})

_CONDEMNING = frozenset({"condemn", "denounce", "deplore"})

#: Verbs beside which a number goes on with what was counted just before: `the toll is 39`, `the figure stood at 12`.
_IS = frozenset({"is", "was", "are", "were", "stands", "stood", "rose", "has", "had", "now"})

#: Events whose numbers go on in the next proposition ("about 8,500").
_COUNTED = frozenset({"movement", "arrival", "killing", "detention", "shelling", "access", "agreement"})


def claim_of(
    reading: Reading, speaker: Mention | None, via: tuple[Mention, ...], one: Attribution | None,
    content: tuple[Span, ...], cue_act: str, verb: str, w: Words, s: Sentence, paragraph: Span,
) -> Proposal:  # fmt: skip
    """The claim of one proposition, with all that is read out of its words."""
    text, view, deal = reading.document.text, reading.view, reading.view.deal
    start, end = content[0][0], content[-1][1]
    lows = lows_of(text, w, content)
    there = runs(lows)
    act = act_of(cue_act, verb, text, start, end, lows)
    told_of = event(lows)
    kind = of_what(act, told_of, lows, reading, s)
    topic = what_it_is_about(reading, paragraph) if kind == "other" and act in {"accuses", "denies"} else None
    kind = topic.event if topic is not None else kind
    coming = ahead(act) or to_come(lows)
    said = said_when(reading, one, s, w) if one is not None else None
    current = reading.occasions.day(said) if reading.timed else None
    happened = time_of(
        text, content, counted_from(reading.ref, said, coming=coming), coming, lows, current
    ) or time_of_entry(reading, kind, act, w, content, content[0][0] - paragraph[0])
    place = place_of(view, text, content, there)
    if kind == "arrival" and place is not None:
        place = reached(view, text, place, end)
    who, alternative = who_did(reading, speaker, content, act, kind, w, paragraph, there)
    near_places = second_places(view, text, end, place, there)
    if place is not None and place.id:
        near_places = (place.id, *near_places)
    counted = []
    if tells_number(lows):
        unit = partial(reading.understood.before, text, paragraph[0], start, kind)
        counted = [c for a, b in content for c in quantities(text, a, b, unit, there)]
    reading.understood.note(counted)
    if kind not in MOVED and counted and counted[0].quantity.high == 0 and counted[0].quantity.unit in NOT_NONE:
        counted = counted if not GONE.isdisjoint(lows) else []
    if (
        kind == "other"
        and counted
        and not any(finite(low) and low not in _IS for low in lows)
        and reading.made
        and reading.made[-1].content[0][0] > paragraph[0]
    ):
        kind = reading.made[-1].event if len(lows) < 13 and reading.made[-1].event in _COUNTED else kind
    state = _state(kind, lows)
    told = Told(
        act,
        "statement" if cue_act == "positions" else kind,
        lows,
        content,
        bool(counted),
        coming,
        told_of == "other" and OF.isdisjoint(lows),
    )
    if happened is None:
        happened = reading.occasions.time_of(told)
    against_nobody = (
        cue_act == "accuses" and verb in _SCOLDING | _CONDEMNING and not names_somebody_of(view, text, content, there)
    )
    if against_nobody:
        act = "says"
    position = (
        cue_act == "positions"
        or against_nobody
        or (verb in _SCOLDING | _CONDEMNING and (speaker is None or speaker.id is None))
    )
    quantity = number_of(text, content, counted, kind, lows)
    if tuple(lows) in THE_NUMBER and reading.made and (same := reading.made[-1]).quantity is not None:
        quantity, happened = same.quantity, happened or same.happened
    about = About(
        kind, lows, "en", near_places, reading.near, view.forces.parties(who), speaker.id if speaker else None,
        exact_number(quantity),
    )  # fmt: skip
    clauses, tied = view.links.candidates(about)
    still = _still_open(speaker, alternative, happened, quantity)
    grade = tier(
        one, kind, end - start, relayed=bool(via), lost=speaker is not None and speaker.kind == "unresolved",
        tied=tied,
    )  # fmt: skip
    if happened is not None and happened.basis == "carried" and said is not None and happened.start >= said.end:
        happened = None  # nobody tells of what comes after his words
    reading.occasions.note(told, happened)
    made = Proposal(
        source=reading.document.sha256, speaker=speaker, via=via, cue=one.cue if one is not None else None,
        content=content, words=text[start:end] if len(content) == 1 else " … ".join(text[a:b] for a, b in content),
        act=act,
        polarity=polarity(text, start, end, act, lows, kind), event="statement" if position else kind,
        actors=tuple(doer_of(a, view) for a in who),
        actors_alternative=alternative, place=place,
        happened=happened, said=said,
        quantity=quantity, certainty=certainty(text, start, end, verb, lows),
        basis=_basis(act, via, w.lows), clauses=clauses, state=state, position=position,
        reported=reading.ref.at if reading.ref is not reading.published else None,
        tier=grade, open=still, engines=engines_of(one), shape=one.shape if one is not None else "narration",
    )  # fmt: skip
    return named(made, reading.ref.at, deal, reading.ref.zone)


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


def _state(kind: str, lows: list[str]) -> str | None:
    """The state in which the deal as a whole is said to be."""
    if _DEAL_WORDS.isdisjoint(lows[:9]):
        return None
    if "completed" in lows or "complete" in lows:
        return "completed"
    return _STATES.get(kind)


def _basis(act: str, via: tuple[Mention, ...], lows: list[str]) -> str:
    if act == "shows":
        return "video" if _CAMERA & set(lows) else "image"
    return "relay" if via else "statement"


def _still_open(
    speaker: Mention | None, alternative: bool, happened: Stretch | None, quantity: Quantity | None
) -> tuple[str, ...]:
    """What the analyst has to settle, in words."""
    still: list[str] = []
    if speaker is not None and speaker.kind == "unresolved":
        still.append(f'whom "{speaker.text}" means')
    if alternative:
        still.append("which of the named forces did it")
    if happened is not None and happened.contradiction:
        still.append(happened.contradiction)
    if quantity is not None and quantity.high is None:
        still.append("no upper end of the number was said")
    return tuple(still)
