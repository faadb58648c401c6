"""How long names, free texts and stored reports are kept, by kind of record and by who may know their source.

Pure: it says what has come to its end; the store erases it, with a record, and the chain still verifies.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.codec import KINDS, flat
from trucekeeper.ledger.record import ERASABLE, ERASED, Entry, Source

#: Stands in a rule for records read in a protected source, and for every kind.
PROTECTED: Final = "confidential"
ALL: Final = "*"
#: Stands in a rule for the stored text of a report.
TEXT: Final = "text"

_RULE: Final = re.compile(r"(?P<kind>[a-z ]+|\*)(?:\.(?P<key>[a-z_]+))?\s*:\s*(?P<days>\d{1,5})\s*d(?:ays)?")


class RetentionRuleError(TruceError):
    """A line that is no rule on how long something is kept."""

    def __init__(self, line: int, text: str, why: str) -> None:
        super().__init__(f"line {line}: {why}: {text[:60]}", "write KIND.KEY: DAYS d, as in: contact.note: 365 d")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: what, and how long.

    Attributes:
        kind: A kind of record, `confidential` or `*`.
        key: A key that can be erased, `text` for stored reports; empty = all of them.
    """

    kind: str
    key: str
    kept: timedelta

    def fits(self, kind: str, key: str, protected: bool) -> bool:
        """True where the rule speaks of this key of this kind."""
        of_kind = self.kind in (ALL, kind) or (self.kind == PROTECTED and protected)
        return of_kind and self.key in ("", key)


@dataclass(frozen=True, slots=True)
class Due:
    """A text that has come to its end: where it stands, never what it says."""

    record: str
    key: str
    age: timedelta
    kept: timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """What the rules say of a ledger at a moment.

    Attributes:
        due: What has come to its end and goes.
        texts, documents: The texts themselves, and hashes of stored reports, for the store.
        held: What has come to its end and stays, because the same text stands in something younger.
    """

    due: tuple[Due, ...]
    texts: tuple[str, ...]
    documents: tuple[str, ...]
    held: tuple[Due, ...]


def rules_of(text: str) -> tuple[Rule, ...]:
    """Read rules, one a line; `#` begins a remark.

    Raises:
        RetentionRuleError: For the first line that is none.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.partition("#")[0].strip()
        if not bare:
            continue
        match = _RULE.fullmatch(bare)
        if match is None:
            raise RetentionRuleError(number, bare, "this is no rule")
        kind, key = match["kind"].strip(), match["key"] or ""
        if kind not in (ALL, PROTECTED, *KINDS):
            raise RetentionRuleError(number, bare, f'there is no kind of record "{kind}"')
        if key and key != TEXT and key not in ERASABLE:
            raise RetentionRuleError(number, bare, f'"{key}" cannot be erased; {", ".join(sorted(ERASABLE))} can')
        found.append(Rule(kind, key, timedelta(days=int(match["days"]))))
    return tuple(found)


def retention(
    entries: Sequence[Entry], rules: Sequence[Rule], at: datetime, reports: Collection[str] = ()
) -> Retention:
    """Say what has come to its end.

    Of several rules on one text the shortest counts; age counts from when it was recorded. A text is kept once however
    often it stands, so one that stands in something younger too waits for that.

    Args:
        entries: The whole ledger.
        rules: As read.
        at: Now.
        reports: Hashes of the reports whose text is still there.
    """
    hidden = {one.record.id for one in entries if isinstance(one.record, Source) and _protected(one.record)}
    ended: dict[str, list[Due]] = {}
    young: set[str] = set()
    for entry in entries:
        protected = entry.record.id in hidden or getattr(entry.record, "source", None) in hidden
        kind = str(entry.record.__struct_config__.tag)
        age = at - entry.recorded_at
        for key, text in _texts(entry, reports):
            kept = min((rule.kept for rule in rules if rule.fits(kind, key, protected)), default=None)
            if kept is not None and age > kept:
                ended.setdefault(text, []).append(Due(entry.record.id, key, age, kept))
            else:
                young.add(text)
    goes = {text: several for text, several in ended.items() if text not in young}
    held = tuple(one for text, several in ended.items() if text in young for one in several)
    documents = {text.removeprefix(_REPORT) for text in goes if text.startswith(_REPORT)}
    due = tuple(one for several in goes.values() for one in several)
    words = tuple(text for text in goes if not text.startswith(_REPORT))
    return Retention(due, words, tuple(sorted(documents)), held)


#: Before the hash of a stored report, so that it is never taken for a text that reads so.
_REPORT: Final = "\0report "


def _texts(entry: Entry, reports: Collection[str]) -> Iterable[tuple[str, str]]:
    """Every text of an entry that can be erased, with its key; of a report also its stored text, by its hash."""
    for key, value in flat(entry.record).items():
        if key in ERASABLE:
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str) and one and one != ERASED:
                    yield key, one
    if isinstance(entry.record, Source) and entry.record.text_sha256 in reports:
        yield TEXT, _REPORT + entry.record.text_sha256


def _protected(source: Source) -> bool:
    return source.kind.casefold().startswith(PROTECTED)
