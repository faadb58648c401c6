"""Sentences made from the records, so that a record left out changes the sentence (rule R11).

A sentence is English to whoever takes it as text. It remembers its template and its parts (`deal/said.py`), so that
`status/ar.po` can say it in Arabic; what stays as it is are names, ids, moments, numbers and quoted words.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache
from itertools import chain, islice
from operator import eq
from typing import Final

from trucekeeper.deal import said
from trucekeeper.deal.said import Said
from trucekeeper.status.scene import Scene
from trucekeeper.status.verdict import RUNGS, Rung


def cited(record: object, scene: Scene) -> str:
    """A record as a sentence names it: its speaker, its id, and what a reader must know about it.

    Supposed, accepted-unread and corrected records, relays and hedged words say so here, wherever they are used.
    """
    id = str(getattr(record, "id", ""))
    speaker = getattr(record, "speaker", "")
    marks: list[str] = []
    if getattr(record, "relays", None):
        marks.append(tell("repeats {record}", record=str(getattr(record, "relays", ""))))
    if getattr(record, "certainty", "stated") != "stated":
        marks.append(word(str(getattr(record, "certainty", ""))))
    if getattr(record, "accepted_unread", False):
        marks.append(tell("accepted unread"))
    if getattr(record, "suppose", False):
        marks.append(tell("supposed"))
    if id in scene.index.amended:
        marks.append(tell("as corrected by {records}", records=", ".join(scene.index.amended[id])))
    if not marks:
        return f"{speaker} ({id})"
    return tell("{speaker} ({marks})", speaker=speaker, marks=joined((id, *marks)))


#: A sentence from a template and its parts; the template is a literal, because the other languages are found by it.
tell = said.say
joined = said.joined

#: Stands for somebody whose name a reader may not know.
UNNAMED: Final = tell("a source known to the mission")


@cache
def word(text: str) -> Said:
    """A word of ours, such as a stage, a rung or an event, which has its own in other languages."""
    return tell(text)


#: Units that have a word in other languages; another one is a category in the words of a deal.
_UNITS: Final = frozenset({"people", "share", "batches", "buses", "trucks", "bodies"})


def unit_told(unit: str) -> str:
    """A unit as a sentence names it."""
    return word(unit) if unit in _UNITS else unit


def listed(words: Iterable[str]) -> str:
    """Join as a person would: `a`, `a and b`, `a, b and c`."""
    several = tuple(words)
    return said.listed(several) if len(several) > 1 else several[0] if several else ""


def resting(told: str, because: Sequence[str]) -> str:
    """A sentence with the records that it rests on in brackets."""
    return tell("{told} ({records})", told=told, records=", ".join(because)) if because else told


def duration_told(duration: timedelta) -> str:
    """Days, hours, minutes and seconds, as Python writes them: `1 day, 6:00:00`."""
    if not duration.days:
        return str(duration)
    clock = str(timedelta(seconds=duration.seconds, microseconds=duration.microseconds))
    number = str(duration.days)
    return said.plural("{number} day, {clock}", "{number} days, {clock}", duration.days, number=number, clock=clock)


#: Who puts something on which rung, by rung; 0 for relays, which add nothing.
_BY: Final = tuple(f"{one} by {{names}}" for one in ("repeated", *RUNGS[1:]))


def rung_told(rung: Rung, names: str) -> str:
    """`claimed by A (c1)`: whose word puts something on a rung."""
    return tell(_BY[rung], names=names)


@cache
def _nobody_says(answer: str) -> str:
    return tell("{answer} is said by nobody", answer=word(answer))


def answer_told(answer: str, standing: Sequence[tuple[Rung, object]], together: Rung, scene: Scene) -> str:
    """Who puts an answer on which rung: `yes is corroborated by A (c9), claimed by B (c1) and C (c2)`.

    Args:
        answer: `yes`, `no`, `done`, ...
        standing: Each record with the rung on which it stands by itself; 0 for a relay, which adds nothing (R2).
        together: The rung of the answer, higher than each where both sides of the conflict say the same.
        scene: For what must be said of a record wherever it is used.
    """
    if not standing:
        return _nobody_says(answer)
    several = sorted({rung for rung, _ in standing}, reverse=True)
    how = joined(
        (rung_told(rung, listed(cited(one, scene) for own, one in standing if own == rung)) for rung in several), ", "
    )
    if together > several[0]:
        return tell("{answer} is {how}, corroborated by coming from both sides", answer=word(answer), how=how)
    return tell("{answer} is {how}", answer=word(answer), how=how)


def ids(*groups: Iterable[object]) -> tuple[str, ...]:
    """The ids of records, each once, sorted."""
    found = sorted(chain.from_iterable(map(_ids_in, groups)))  # groups that are sorted already make this quick
    if any(map(eq, found, islice(found, 1, None))):
        return tuple(dict.fromkeys(found))
    return tuple(found)


def _ids_in(group: Iterable[object]) -> Iterable[str]:
    if type(group) is tuple and group and type(group[0]) is str:
        return group
    return [str(getattr(record, "id", record)) for record in group]
