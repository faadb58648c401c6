"""Submissions of a form, as KoboToolbox and ODK Central export them: CSV, a workbook or JSON; one submission a row.

The servers write their own columns in many ways; here they are `_uuid` and `_submission_time`, which is in UTC where it
has no offset. A submission that the server's reviewers rejected is left out, and said to be. Repeat groups stand in
sheets of their own (tied by `_parent_index`) or in lists of JSON; a mapping says which of them is to be read.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from trucekeeper.reader.tables.mapping import TableMap
from trucekeeper.reader.tables.sheet import REPEAT, Cell, Sheet, SheetRow, folded
from trucekeeper.reader.tables.ushahidi import in_utc

#: Under which columns a server tells who a submission is, when it came, and what its reviewers think; the first counts.
_IDS: Final = ("_uuid", "meta/instanceid", "meta-instanceid", "instanceid", "key", "__id", "_id")
_TIMES: Final = ("_submission_time", "submissiondate", "__system/submissiondate", "end")
_REVIEWS: Final = (
    "_validation_status",
    "_validation_status/uid",
    "_validation_status/label",
    "reviewstate",
    "__system/reviewstate",
)
_REJECTED: Final = frozenset({"not approved", "validation status not approved", "rejected"})
REJECTED: Final = "_rejected"


def sheet(given: Sheet) -> Sheet:
    """The table with the servers' columns under one name each."""
    rows = tuple(replace(row, cells=_cells(row)) for row in given.rows)
    return Sheet(tuple(dict.fromkeys([*given.columns, "_uuid", "_submission_time"])), rows)


def lacking(given: Sheet, mapping: TableMap) -> list[str]:
    """What nothing in the file tells and no mapping gives instead: who a submission is, and when it came."""
    there = {column.casefold() for column in given.columns}
    own_id = bool(mapping.id) or (bool(mapping.records) and all(one.id for one in mapping.records))
    own_time = bool(mapping.records) and all("said_at" in {*one.columns, *one.always} for one in mapping.records)
    found = [] if own_id or not there.isdisjoint(_IDS) else ["_uuid (or instanceID, KEY, _id)"]
    return found if own_time or not there.isdisjoint(_TIMES) else [*found, "_submission_time (or SubmissionDate, end)"]


def mapping(given: TableMap, made: Sheet) -> TableMap:
    """With an id and a moment for every record that names none; rows of a repeat group differ by their place."""
    own = "form-{_uuid}" + ("-{" + REPEAT + "}" if REPEAT in made.columns else "")
    several = len(given.records) > 1
    return replace(
        given,
        lists=given.lists,
        records=tuple(
            replace(
                one,
                id=one.id or given.id or (own + (f"-{number}" if several else "")),
                columns=dict(one.columns)
                if "said_at" in {*one.columns, *one.always}
                else {"said_at": "_submission_time"} | dict(one.columns),
            )
            for number, one in enumerate(given.records, 1)
        ),
    )


def _cells(row: SheetRow) -> Mapping[str, Cell]:
    by_fold = {column.casefold(): cell for column, cell in row.cells.items()}
    made = dict(row.cells)
    id = next((by_fold[key] for key in _IDS if key in by_fold), None)
    if id is not None:
        made["_uuid"] = str(id).removeprefix("uuid:")
    came = next((by_fold[key] for key in _TIMES if key in by_fold), None)
    if came is not None:
        made["_submission_time"] = in_utc(came)
    review = next((str(by_fold[key]) for key in _REVIEWS if key in by_fold), "")
    if folded(review) in _REJECTED:
        made[REJECTED] = review
    return made
