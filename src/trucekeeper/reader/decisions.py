"""What a person decided about many proposals, one a line: which, what is corrected, why not.

A line names a proposal by its id, or by report and words. The second way outlasts a reader that sets an offset
otherwise: the words must stand in the report, and the proposal that shares most of them is meant.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from trucekeeper.core.errors import TruceError

#: A proposal that shares less than this with the words given (Dice over characters) is not the one meant.
SAME: Final = 0.5
_KEYS: Final = frozenset({"decide", "id", "report", "words", "by", "change", "reason"})
_EXAMPLE: Final = (
    '{"decide": "confirm", "report": "report.txt", "words": "people had left", "change": {"clause": "A1"}}'
)


class BadDecisionsError(TruceError):
    """A file of decisions that cannot be carried out; none of them was."""

    def __init__(self, name: str, problems: Sequence[tuple[int, str]]) -> None:
        line, why = problems[0]
        more = f" (and {len(problems) - 1} more lines)" if len(problems) > 1 else ""
        super().__init__(f"{name}: line {line} {why}{more}; nothing was decided", f"such as {_EXAMPLE}")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says about one proposal.

    Attributes:
        line: Where it stands in its file.
        confirm: False = rejected.
        id: The proposal, where it is named by id.
        report: Else: the report's file, title or id in the ledger.
        words: Words of the report; the proposal that shares most of them is meant.
        by: The speaker as proposed, where several are proposed for the same words; `-` for the author.
        change: Corrections by key.
        reason: Why; a rejection needs one.
    """

    line: int
    confirm: bool
    id: str = ""
    report: str = ""
    words: str = ""
    by: str = ""
    change: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def read_decisions(text: str, name: str) -> tuple[Decision, ...]:
    """Read a file of decisions, all of it or none.

    Raises:
        BadDecisionsError: With the first line that cannot be read, and how many there are.
    """
    made: list[Decision] = []
    problems: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            one = _decision(line, number)
            if isinstance(one, str):
                problems.append((number, one))
            else:
                made.append(one)
    if problems:
        raise BadDecisionsError(name, problems)
    return tuple(made)


def _decision(line: str, number: int) -> Decision | str:
    try:
        raw = json.loads(line)
    except ValueError:
        return "is no JSON object"
    if not isinstance(raw, dict):
        return "is no JSON object"
    if unknown := sorted(set(raw) - _KEYS):
        return f"has the key {unknown[0]!r}, which is none of {', '.join(sorted(_KEYS))}"
    if raw.get("decide") not in {"confirm", "reject"}:
        return "does not say whether to confirm or to reject (key decide)"
    if not raw.get("id") and not (raw.get("report") and raw.get("words")):
        return "names no proposal: it needs id, or report and words"
    if raw["decide"] == "reject" and not raw.get("reason"):
        return "rejects without a reason, from which nobody could learn"
    told = {key: raw[key] for key in ("id", "report", "words", "by", "change", "reason") if key in raw}
    return Decision(line=number, confirm=raw["decide"] == "confirm", **told)


def fitting(
    decisions: Iterable[Decision], bodies: Mapping[str, Sequence[dict[str, Any]]], texts: Mapping[str, str]
) -> Iterator[tuple[Decision, dict[str, Any] | str]]:
    """Each decision with the proposal that it means, or why there is none.

    Args:
        decisions: In their order; a proposal is meant by one decision at most.
        bodies: The open proposals by report.
        texts: The reports' texts.
    """
    taken: set[str] = set()
    for one in decisions:
        found = _by_id(one, bodies) if one.id else _by_words(one, bodies.get(one.report), texts.get(one.report), taken)
        if not isinstance(found, str):
            found = f"means {found['id']}, which another line means too" if found["id"] in taken else found
        if not isinstance(found, str):
            taken.add(found["id"])
        yield one, found


def _by_id(one: Decision, bodies: Mapping[str, Sequence[dict[str, Any]]]) -> dict[str, Any] | str:
    found = next((body for several in bodies.values() for body in several if body["id"] == one.id), None)
    return found or f"names {one.id}, which does not wait in the inbox"


def _by_words(
    one: Decision, bodies: Sequence[dict[str, Any]] | None, text: str | None, taken: set[str]
) -> dict[str, Any] | str:
    if bodies is None or text is None:
        return f'names the report "{one.report}", of which nothing waits in the inbox'
    spans = _spans(text, one.words)
    if not spans:
        return f'names words that do not stand in {one.report}: "{one.words[:40]}"'
    near = [body for body in bodies if body["id"] not in taken and (not one.by or _said_by(body, one.by))]
    best = max(near, key=lambda body: _shared(body, spans), default=None)
    if best is None or _shared(best, spans) < SAME:
        return f'fits no proposal of {one.report}: "{one.words[:40]}"'
    return best


def _said_by(body: dict[str, Any], by: str) -> bool:
    speaker = body["speaker"]
    if speaker is None:
        return by == "-"
    return by in {speaker["text"], speaker.get("side"), speaker.get("id")}


def _spans(text: str, words: str) -> list[frozenset[int]]:
    """Where the words stand, as sets of offsets; ` … ` parts words that a speaker parts in the report."""
    found: list[frozenset[int]] = []
    first, *others = words.split(" … ")
    at = text.find(first)
    while at >= 0:
        places = set(range(at, at + len(first)))
        end = at + len(first)
        for other in others:
            start = text.find(other, end)
            places |= set(range(start, start + len(other))) if start >= 0 else set()
            end = start + len(other) if start >= 0 else end
        found.append(frozenset(places))
        at = text.find(first, at + 1)
    return found


def _shared(body: dict[str, Any], spans: Sequence[frozenset[int]]) -> float:
    here = {place for span in body["content"] for place in range(span["start"], span["end"])}
    return max(2 * len(here & there) / max(1, len(here) + len(there)) for there in spans)
