"""Sentences made from the records, so that a record left out changes the sentence (rule R11)."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from operator import eq

from trucekeeper.status.scene import Scene
from trucekeeper.status.verdict import RUNGS, Rung


def cited(record: object, scene: Scene) -> str:
    """A record as a sentence names it: its speaker, its id, and what a reader must know about it.

    Supposed, accepted-unread and corrected records, relays and hedged words say so here, wherever they are used.
    """
    id = str(getattr(record, "id", ""))
    marks = [id]
    if getattr(record, "relays", None):
        marks.append(f"repeats {getattr(record, 'relays', '')}")
    if getattr(record, "certainty", "stated") != "stated":
        marks.append(str(getattr(record, "certainty", "")))
    if getattr(record, "accepted_unread", False):
        marks.append("accepted unread")
    if getattr(record, "suppose", False):
        marks.append("supposed")
    if id in scene.index.amended:
        marks.append("as corrected by " + ", ".join(scene.index.amended[id]))
    return f"{getattr(record, 'speaker', '')} ({'; '.join(marks)})"


def listed(words: Iterable[str]) -> str:
    """Join as a person would: `a`, `a and b`, `a, b and c`."""
    several = list(words)
    if len(several) < 2:
        return "".join(several)
    return ", ".join(several[:-1]) + " and " + several[-1]


def answer_told(answer: str, standing: Sequence[tuple[Rung, object]], together: Rung, scene: Scene) -> str:
    """Who puts an answer on which rung: `yes is corroborated by A (c9), claimed by B (c1) and C (c2)`.

    Args:
        answer: `yes`, `no`, `done`, ...
        standing: Each record with the rung on which it stands by itself; 0 for a relay, which adds nothing (R2).
        together: The rung of the answer, higher than each where both sides of the conflict say the same.
        scene: For what must be said of a record wherever it is used.
    """
    if not standing:
        return f"{answer} is said by nobody"
    parts = []
    for rung in sorted({rung for rung, _ in standing}, reverse=True):
        names = listed(cited(record, scene) for own, record in standing if own == rung)
        parts.append(f"{RUNGS[rung] if rung else 'repeated'} by {names}")
    both = ", corroborated by coming from both sides" if together > max(rung for rung, _ in standing) else ""
    return f"{answer} is {', '.join(parts)}{both}"


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
