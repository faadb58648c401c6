"""The name of the question that a claim is about: a suggestion, made of kind, direction, target, place and time.

Equal names are one question, so the name never leaves out what a careful person would keep apart: opposite accusations,
fire on a convoy and fire on a district, shots and air strikes, nine o'clock and four. What is split in excess stays
`alleged` twice, which a person can join; what is joined in excess may read as an admission that nobody made. Hence a
claim of no known kind suggests no name at all, one that tells neither who nor where gets a name of its own (with four
signs of its id), and what a side says of its own forces never shares a name with what others say of them: whether it
answers them, a person decides. The words are neutral and hold no names of people.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import force_setattr

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import INDEPENDENT, UNKNOWN
from trucekeeper.reader.proposal import Proposal

#: What a kind of event is called in a name; kinds that are not here are no question by themselves.
KINDS: Final = {
    "fire": "fire",
    "shelling": "fire",
    "airstrike": "air strikes",
    "collapse": "ceasefire broken",
    "killing": "killing",
    "detention": "detention",
    "obstruction": "obstruction",
    "access": "access",
    "movement": "departure",
    "arrival": "arrival",
    "return": "return",
    "hold": "stop",
    "resume": "resumption",
    "agreement": "agreement",
    "meeting": "meeting",
}
#: For these somebody may be to blame, so that the direction belongs to the name.
BLAMED: Final = frozenset({"fire", "air strikes", "ceasefire broken", "killing", "detention", "obstruction", "access"})
#: Who tells that an attack was beaten off tells of the attack, not of fire by his own.
DEFENCE: Final = re.compile(
    r"\b(?:repell?ed|repuls\w+|beaten (?:off|back)|driven back|drove back|fought off|thrown them back)\b", re.IGNORECASE
)
#: Without one of these the pattern cannot fit.
_DEFENDED: Final = ("repel", "repuls", "beaten", "driven", "drove", "fought", "thrown")
_ON_THE_ROAD: Final = re.compile(
    r"\b(?:convoys?|bus(?:es)?|ambulances?|vehicles?|passengers?|columns?|evacuees)\b", re.IGNORECASE
)
_TRAVELLING: Final = ("convoy", "bus", "ambulance", "vehicle", "passenger", "column", "evacuee")
_CLOCK: Final = frozenset({"minute", "hour"})
#: "Between 07:30 and noon" is told by the clock and is no hour of the day.
_SHORT: Final = timedelta(hours=2)
#: Answers to what was said before: they belong to its question where they name no other.
_ANSWERS: Final = frozenset({"denies", "confirms"})
#: How many proposals back an answer may reach.
_BACK: Final = 4
#: How a side's word on its own forces is parted from what others say of them.
_OWN_WORD: Final = " by its own word"


class Parts(Struct, frozen=True):
    """What a name is made of.

    Attributes:
        event: The event kind of the claim.
        words: The words of the claim: whether they speak of people on the road, or of an attack beaten off.
        actors: Ids of those who may have done it; None for one who is nobody of the deal.
        place: The id of a place of the deal, if one is named.
        happened: When, with its precision, if it is said.
        reported: For claims that name no time: when the report was published.
        clauses: The candidates; the first tells which departure is meant where no place does.
        id: Of the proposal, to part claims that tell neither who nor where.
        side: Of the speaker.
        polarity: What a side says that its forces did not do is a denial, which may answer others.
    """

    event: str
    words: str
    actors: tuple[str | None, ...]
    place: str | None
    happened: tuple[datetime, datetime, str] | None
    reported: datetime
    clauses: tuple[str, ...] = ()
    id: str = ""
    side: str | None = None
    polarity: str = "yes"


def incident(parts: Parts, deal: Deal, zone: tzinfo) -> str:
    """Such as `fire by N on the road, Old Town, 15 Dec 2016 about 09:00`; empty where the kind is not known.

    Args:
        parts: Of the claim.
        deal: For the sides and the places' names.
        zone: Whose days count.
    """
    kind = _kind(parts)
    if not kind:
        return ""
    by, road, where = _direction(kind, parts, deal), _target(kind, parts.words), _where(parts, deal)
    told = [f"{kind}{by}{road}", *((where,) if where is not None else ()), _when(parts, zone)]
    if kind in BLAMED and not by and not road and where is None:
        told.append(parts.id[2:6])
    return ", ".join(told)


def _kind(parts: Parts) -> str:
    kind = KINDS.get(parts.event, "")
    if kind not in {"fire", "air strikes"}:
        return kind
    low = parts.words.lower()
    defended = any(sign in low for sign in _DEFENDED) and DEFENCE.search(parts.words) is not None
    return "attack beaten off" if defended else kind


def _direction(kind: str, parts: Parts, deal: Deal) -> str:
    """` by GOV`, ` by GOV or OPP` where the set straddles the sides, ` by others` where nobody of the deal is named."""
    if kind not in BLAMED:
        return ""
    named = parts.actors
    sides = sorted({side for actor in named if actor for side in sides_of(actor, deal)})
    if not sides:
        return " by others" if named else ""
    own = parts.polarity == "yes" and [parts.side] == sides
    return " by " + " or ".join(sides) + (" or others" if None in named else "") + (_OWN_WORD if own else "")


def sides_of(actor: str, deal: Deal) -> tuple[str, ...]:
    """The sides to which a force or a party of the deal answers; none for anybody else."""
    return deal.sides_of_forces.get(actor, ())


def side_of(actor: str | None, deal: Deal) -> str | None:
    """The one side to which an actor answers, if it is one."""
    several = sides_of(actor, deal) if actor is not None else ()
    return several[0] if len(several) == 1 else None


def side_of_doer(id: str | None, party: str | None, deal: Deal) -> str | None:
    """The side of a doer: by his force, or, where the deed lays nothing at his forces' door, by the party he is of."""
    if id is not None:
        return side_of(id, deal)
    return deal.side_of(party) if party is not None else None


def _target(kind: str, words: str) -> str:
    if kind not in BLAMED or kind == "ceasefire broken":
        return ""
    low = words.lower()
    travelling = any(sign in low for sign in _TRAVELLING) and _ON_THE_ROAD.search(words) is not None
    return " on the road" if travelling else ""


def _where(parts: Parts, deal: Deal) -> str | None:
    """The place's short name; without one, the clause says which of the departures it is."""
    if parts.place is not None:
        name = next((one.name for one in deal.places if one.id == parts.place), parts.place)
        return name.partition(",")[0]
    return parts.clauses[0] if parts.clauses and KINDS.get(parts.event) in {"departure", "arrival", "return"} else None


def _when(parts: Parts, zone: tzinfo) -> str:
    """The day; the hour too where a clock time is told; both days where the time runs over midnight."""
    if parts.happened is None:
        return day_words(parts.reported, zone)
    start, end, precision = parts.happened
    if precision in _CLOCK and end - start <= _SHORT:
        # The hour of the middle: "at nine", "around nine" and "shortly after nine" are one.
        middle = (start + (end - start) / 2).astimezone(zone)
        return f"{day_words(middle, zone)} about {middle:%H}:00"
    first, last = start.astimezone(zone), (end - timedelta(seconds=1)).astimezone(zone)
    if first.date() == last.date() or last < first:
        return day_words(first, zone)
    return f"{first.day} {_MONTHS[first.month - 1]} to {day_words(last, zone)}"


def day_words(moment: datetime, zone: tzinfo) -> str:
    """The local day of a moment: `14 Dec 2016`."""
    own = moment if moment.tzinfo is zone else moment.astimezone(zone)
    return f"{own.day} {_MONTHS[own.month - 1]} {own.year}"


#: Short names in English whatever the machine's language is.
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def renamed(body: dict[str, Any], reported: datetime, deal: Deal, zone: tzinfo) -> str:
    """The name of a proposal given as JSON, for one that a person has corrected.

    Args:
        body: The proposal with the corrections in it.
        reported: When its report was published.
        deal: As in `incident`.
        zone: As in `incident`.
    """
    parts = Parts(
        event=body["event"],
        words=body["words"],
        actors=tuple(one["id"] or one.get("side") for one in body["actors"]),
        place=body["place"]["id"] if body["place"] else None,
        happened=_happened(body["happened"]),
        reported=reported,
        clauses=tuple(body["clauses"]) if body.get("clause") is None else (body["clause"],),
        id=body["id"],
        side=_own_side(body["speaker"].get("side"), [one.get("side") for one in body["via"]])
        if body["speaker"]
        else None,
        polarity=body["polarity"],
    )
    return incident(parts, deal, zone)


def _happened(told: dict[str, Any] | None) -> tuple[datetime, datetime, str] | None:
    if told is None:
        return None
    return datetime.fromisoformat(told["start"]), datetime.fromisoformat(told["end"]), told["precision"]


def _own_side(side: str | None, relays: Sequence[str | None]) -> str | None:
    """The speaker's side, unless the words reach us through another side only: then they are not his own."""
    if not relays:
        return side
    return None if any(relay not in {None, UNKNOWN, INDEPENDENT, side} for relay in relays) else side


def named(one: Proposal, reported: datetime, deal: Deal, zone: tzinfo) -> Proposal:
    """A proposal with the name that its parts suggest: the same one, which must be new and known to nobody else."""
    if one.event not in KINDS:
        return one if not one.incident else one.called("")
    when = one.happened
    parts = Parts(
        event=one.event,
        words=one.words,
        actors=tuple([actor.id or actor.side for actor in one.actors]),
        place=one.place.id if one.place is not None else None,
        happened=(when.start, when.end, when.precision) if when is not None else None,
        reported=reported,
        clauses=one.clauses,
        id=one.id,
        side=_own_side(one.speaker.side, [relay.side for relay in one.via]) if one.speaker is not None else None,
        polarity=one.polarity,
    )
    force_setattr(one, "incident", incident(parts, deal, zone))
    return one


def answering(made: Sequence[Proposal]) -> list[Proposal]:
    """Give a denial or confirmation the name of what it answers, where it names no place and no time.

    Only what stands shortly before it in the same report counts, of the same kind and against the same side: an answer
    that could belong to two questions keeps its own name.
    """
    done: list[Proposal] = []
    for one in made:
        asked = _asked(one, done[-_BACK:]) if one.act in _ANSWERS and one.incident else None
        done.append(one.called(asked) if asked is not None else one)
    return done


def _asked(one: Proposal, before: Sequence[Proposal]) -> str | None:
    names = [earlier.incident for earlier in before if earlier.act not in _ANSWERS and _same_question(one, earlier)]
    return names[-1] if names and len(set(names)) == 1 else None


def _same_question(answer: Proposal, asked: Proposal) -> bool:
    mine, theirs = answer.incident.split(", ")[0], asked.incident.split(", ")[0]
    place = answer.place is None or (asked.place is not None and answer.place.id == asked.place.id)
    timeless = answer.happened is None or answer.happened.basis == "carried"
    return mine == theirs and place and timeless
