"""An annotator's marks stand in for the person at the desk: what agrees with a mark is confirmed, the rest waits.

For bundled reports only, whose claims were marked by hand before the reader's rules were written.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucekeeper.cli.reports import Report

if TYPE_CHECKING:
    from trucekeeper.ledger.store import Store
    from trucekeeper.reader.proposal import Proposal

#: Content that overlaps a mark by at least this (Dice over characters) is the same statement.
SAME = 0.5
#: What the annotator decides; spans and words stay the reader's.
DECIDED = (
    "act",
    "polarity",
    "event",
    "clauses",
    "actors",
    "happened",
    "said",
    "quantity",
    "certainty",
    "state",
    "position",
)


def confirm_as_marked(
    store: "Store", marks: Path, report: Report, proposals: "Sequence[Proposal]", annotator: str
) -> int:
    """Confirm, with the annotator's values, each proposal that agrees with a mark; gives how many."""
    from trucekeeper.reader.to_record import record_of

    source = report.source()
    confirmed = 0
    for body in _agreeing(marks, proposals):
        store.decide(body["id"], "confirmed", by=annotator, records=[record_of(body, source, by=annotator)])
        confirmed += 1
    return confirmed


def _agreeing(marks: Path, proposals: "Sequence[Proposal]") -> Iterator[dict[str, Any]]:
    bodies = [one.shown() for one in proposals]
    for line in marks.read_text("utf-8").splitlines():
        mark = json.loads(line)
        near = [body for body in bodies if (body["speaker"] is None) == (mark["speaker"] is None)]
        best = max(near, key=lambda body: (_dice(body, mark), body["act"] == mark["act"]), default=None)
        if best is not None and _dice(best, mark) >= SAME:
            bodies.remove(best)
            yield _decided(best, mark)


def _decided(body: dict[str, Any], mark: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in body.items() if key not in {"state", "position"}}
    decided = kept | {key: mark[key] for key in DECIDED if key in mark}
    if mark["speaker"] is not None:
        decided["speaker"] = body["speaker"] | {"side": mark["speaker"]["side"]}
    return decided


def _dice(body: dict[str, Any], mark: dict[str, Any]) -> float:
    here, there = _characters(body), _characters(mark)
    return 2 * len(here & there) / max(1, len(here) + len(there))


def _characters(one: dict[str, Any]) -> set[int]:
    return {place for span in one["content"] for place in range(span["start"], span["end"])}
