"""Words of records that stand in a list of ours, so that pages and reports can say them in another language.

Everything else in a record is somebody's own wording and stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from trucekeeper.ledger.record import INDEPENDENT, OUTCOMES, UNKNOWN, Count, Happened, Record

#: How a party is usually reached; anything else may be written.
CHANNELS: Final = ("radio", "telephone", "in person", "hotline", "letter", "e-mail")
#: Units in which the deal language and the pages count; anything else may be written.
UNITS: Final = ("people", "buses", "trucks", "bodies", "vehicles", "ambulances")

_RECORDS: Final[tuple[Any, ...]] = get_args(Record)

#: What each kind of record is called, as files write it.
KINDS: Final = tuple(str(one.__struct_config__.tag) for one in _RECORDS)


def _lists(kinds: Iterable[Any]) -> Iterator[tuple[str, Iterable[str]]]:
    """A field, and the words that it allows where it allows only some."""
    for kind in kinds:
        for field, hint in get_type_hints(kind).items():
            for one in (hint, *get_args(hint)):
                if get_origin(one) is Literal:
                    yield field, get_args(one)


def _by_field() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for field, several in _lists((*_RECORDS, Happened, Count)):
        found[field].update(several)
    found["outcome"].update(chain(*OUTCOMES.values()))
    found["channel"].update(CHANNELS)
    found["unit"].update(UNITS)
    found["side"].update((INDEPENDENT, UNKNOWN))
    return {field: frozenset(several) for field, several in found.items()}


#: The words out of a list that a field may have.
LISTS: Final = _by_field()

#: All of them.
FIXED: Final = frozenset(chain(*LISTS.values()))
