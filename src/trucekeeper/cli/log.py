"""`truce log`: what was recorded, by whom and when."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.inputs import MOMENT, PRACTICE
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.ledger.record import Entry, Translation
    from trucekeeper.ledger.store import Proposal

WIDTH = 80


class NoSuchKindError(TruceError):
    """A kind of record that there is none of."""

    def __init__(self, kind: str, near: str | None, known: Sequence[str]) -> None:
        hint = f'did you mean "{near}"?' if near else f"the kinds are {', '.join(known)}"
        super().__init__(f'"{kind}" is no kind of record', hint)


class NoSuchDealError(TruceError):
    """A deal that no record of the ledger names."""

    def __init__(self, deal: str, known: Sequence[str]) -> None:
        hint = f"its deals are {', '.join(known)}" if known else "no record of it names a deal"
        super().__init__(f'"{deal}" is no deal of this ledger', hint)


@click.command(
    epilog="Exit codes: 0 shown; 2 wrong use or a ledger that cannot be read. "
    "Example: truce log my.ledger --clause CF --since 2016-12-14T00:00+02:00"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--kind", help="Only records of this kind, such as claim or movement.")
@click.option("--speaker", help="Only records whose speaker holds these words.")
@click.option("--who", help="Only what comes from, was done or was entered by somebody so called.")
@click.option("--party", help="Only what a party said, or what was asked of it, promised by it or told to it.")
@click.option("--place", help="Only what is said to have happened, or was watched, at a place so called.")
@click.option("--clause", help="Only records on this clause.")
@click.option("--deal", help="Only records about this deal, where a ledger serves several; those of no deal too.")
@click.option("--id", "ids", multiple=True, help="Only this record; may be given more than once.")
@click.option("--search", help="Only records that hold these words; Arabic with or without signs and article.")
@click.option(
    "--since", type=MOMENT, help="Only what was said from this moment on (recorded, where that is not known)."
)
@click.option("--until", type=MOMENT, help="Only what was said before this moment.")
@click.option("--known-by", type=MOMENT, help="Only what was recorded by then.")
@click.option("--inbox", is_flag=True, help="Show the proposals that wait for a person instead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with the record as it was entered.")
def log(
    ledger: Path,
    kind: str | None,
    speaker: str | None,
    who: str | None,
    party: str | None,
    place: str | None,
    clause: str | None,
    deal: str | None,
    ids: tuple[str, ...],
    search: str | None,
    since: datetime | None,
    until: datetime | None,
    known_by: datetime | None,
    inbox: bool,
    as_json: bool,
) -> None:
    """List the entries of LEDGER in their order, corrections and withdrawals too; nothing is left out silently.

    Moments stand with the offset in which they were said.
    """
    from trucekeeper.ledger.shape import nearest, shapes
    from trucekeeper.ledger.stores import opened
    from trucekeeper.status.gist import gist

    if kind is not None and (kind := kind.replace("_", " ").replace("-", " ")) not in shapes():
        raise NoSuchKindError(kind, nearest(kind, tuple(shapes())), tuple(shapes()))
    with opened(ledger) as store:
        if inbox:
            click.echo("\n".join(_proposals(store.proposals(), as_json)))
            return
        entries = [one for one in store.entries() if known_by is None or one.recorded_at <= known_by]
    changed, hidden_from = _changed(entries), _hidden_from(entries, deal)
    translated = _translated(entries)
    wanted = [
        one
        for one in entries
        if one.position not in hidden_from
        and _is(one, kind, speaker, clause, ids)
        and _concerns(one, who, party, place)
        and _when(one, since, until)
        and (not search or _holds(one, search, translated.get(one.record.id, ())))
    ]
    if as_json:
        for one in wanted:
            click.echo(json.dumps(_object(one, changed), ensure_ascii=False))
        return
    if store.practice:
        click.echo(PRACTICE)
    for one in wanted:
        lines = _lines(one, gist(one.record), changed.get(one.record.id, ()))
        click.echo("\n".join([*lines, *_translations(translated.get(one.record.id, ()))]))
    hidden = f" of {len(entries)}" if len(wanted) != len(entries) else ""
    practice = "; a ledger for practice" if store.practice else ""
    click.echo(f"{len(wanted)}{hidden} entries{practice}", err=True)


def _hidden_from(entries: "Sequence[Entry]", deal: str | None) -> set[int]:
    """Positions of the entries that are about other deals.

    Raises:
        NoSuchDealError: When no record names it.
    """
    from trucekeeper.ledger.deals import known_deals, only

    if deal is None:
        return set()
    names = known_deals(entries).names
    if deal not in names:
        raise NoSuchDealError(deal, names)
    kept = {one.position for one in only(entries, (deal,), known_by=max(one.recorded_at for one in entries))}
    return {one.position for one in entries} - kept


def _is(entry: "Entry", kind: str | None, speaker: str | None, clause: str | None, ids: Sequence[str]) -> bool:
    from trucekeeper.ledger.search import holds

    record: Any = entry.record
    clauses = (getattr(record, "clause", None), *getattr(record, "clauses", ()))
    return (
        (kind is None or str(record.__struct_config__.tag) == kind)
        and (speaker is None or holds(str(getattr(record, "speaker", "")), speaker))
        and (clause is None or clause in clauses)
        and (not ids or record.id in ids)
    )


def _concerns(entry: "Entry", who: str | None, party: str | None, place: str | None) -> bool:
    """True where every name asked for stands in a key that can hold one."""
    from trucekeeper.core.name import folded
    from trucekeeper.ledger.search import holds

    record: Any = entry.record

    def texts(*keys: str) -> list[str]:
        found = (getattr(record, key, None) for key in keys)
        return [str(one) for value in found for one in (value if isinstance(value, tuple) else (value,)) if one]

    people = [*texts("speaker", "by", "team", "publisher", "analyst", "translator", "confirmed_by"), entry.entered_by]
    parties = texts("side", "of", "party", "owes", "refused_by", "agreed_by", "holder")
    spots = [spot.place for key in ("place", "to") if (spot := getattr(record, key, None)) is not None]
    return (
        (who is None or any(holds(one, who) for one in people))
        and (party is None or folded(party) in map(folded, parties))
        and (place is None or any(holds(one, place) for one in (*spots, *texts("places"))))
    )


def _translated(entries: Iterable["Entry"]) -> "dict[str, list[Translation]]":
    """Working translations by the record whose words they translate."""
    from trucekeeper.ledger.record import Translation

    found: dict[str, list[Translation]] = {}
    for entry in entries:
        if isinstance(entry.record, Translation):
            found.setdefault(entry.record.translates, []).append(entry.record)
    return found


def _translations(several: "Sequence[Translation]") -> list[str]:
    """Beside the original and marked as what they are."""
    lines: list[str] = []
    for one in several:
        how = "by a machine, nobody has gone over it" if one.machine else f"by {one.translator}"
        told = f"[{one.language}, working translation {how}, {one.id}] {one.words}"
        lines += wrap(told, WIDTH, initial_indent=" " * 7, subsequent_indent=" " * 7)
    return lines


def _when(entry: "Entry", since: datetime | None, until: datetime | None) -> bool:
    at = entry.record.said_at or entry.recorded_at
    return (since is None or since <= at) and (until is None or at < until)


def _holds(entry: "Entry", query: str, translations: "Sequence[Translation]") -> bool:
    from trucekeeper.ledger.codec import flat
    from trucekeeper.ledger.search import holds

    return holds(" ".join([*_texts(flat(entry.record)), *(one.words for one in translations)]), query)


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return (text for one in value for text in _texts(one))
    return (value,) if isinstance(value, str) else ()


def _changed(entries: Iterable["Entry"]) -> dict[str, list[str]]:
    """Which records were corrected or withdrawn, and by which."""
    from trucekeeper.ledger.record import Correction, Withdrawal

    changed: dict[str, list[str]] = {}
    for entry in entries:
        match entry.record:
            case Correction(corrects=target):
                changed.setdefault(target, []).append(f"corrected by {entry.record.id}")
            case Withdrawal(withdraws=target):
                changed.setdefault(target, []).append(f"withdrawn by {entry.record.id}")
    return changed


def _object(entry: "Entry", changed: Mapping[str, Sequence[str]]) -> dict[str, object]:
    from trucekeeper.core.moment import iso
    from trucekeeper.ledger.codec import flat

    return {
        "position": entry.position,
        "recorded_at": iso(entry.recorded_at),
        "entered_by": entry.entered_by,
        "record": flat(entry.record),
        "changed": list(changed.get(entry.record.id, ())),
    }


def _lines(entry: "Entry", said: str, changed: Sequence[str]) -> list[str]:
    """Two or more lines for one entry: which and when, then what, folded to 80 columns."""
    record: Any = entry.record
    at = record.said_at or entry.recorded_at
    when = f"{at:%Y-%m-%d %H:%M %z}" if record.said_at else f"recorded {at:%Y-%m-%d %H:%M %z}"
    clauses = ", ".join(one for one in (getattr(record, "clause", None), *getattr(record, "clauses", ())) if one)
    marks = [*changed, *(["accepted unread"] if getattr(record, "accepted_unread", False) else [])]
    head = "  ".join(part for part in (when, f"{record.__struct_config__.tag} {record.id}", clauses) if part)
    lines = [f"{entry.position:>5}  {head}"[:WIDTH].rstrip()]
    lines += wrap(said, WIDTH, initial_indent=" " * 7, subsequent_indent=" " * 7)
    return lines + [f"       ({mark})" for mark in marks]


def _proposals(proposals: Iterable["Proposal"], as_json: bool) -> Iterable[str]:
    for one in proposals:
        if as_json:
            at = None if one.at is None else one.at.isoformat()
            told = {"id": one.id, "source": one.source, "state": one.state, "by": one.by, "reason": one.reason}
            yield json.dumps({**told, "at": at, "proposal": one.body}, ensure_ascii=False)
        else:
            decided = f" by {one.by}: {one.reason}" if one.by else ""
            yield f"{one.id}  {one.state}{decided}  (from {one.source})"
