"""`truce confirm`: a person decides what of the inbox counts."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.inputs import MOMENT
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucekeeper.ledger.record import Source
    from trucekeeper.ledger.store import Proposal, Store


class NoReasonError(TruceError):
    """A rejection that does not say why; nobody could learn from it."""

    def __init__(self) -> None:
        super().__init__("a rejection needs a reason", "add --reason 'a forecast, not a report'")


class AlreadyDecidedError(TruceError):
    """A proposal that somebody has decided before."""

    def __init__(self, id: str, state: str, by: str) -> None:
        super().__init__(
            f"{id} was {state} by {by}", "correct or withdraw its record instead (truce record correction ...)"
        )


class NothingToDecideError(TruceError):
    """A call that names no proposal."""

    def __init__(self, waiting: int) -> None:
        super().__init__(
            f"no proposal is named; {waiting} wait in the inbox", "name ids, or --accept-all; --list shows them"
        )


class SpanOutsideError(TruceError):
    """A corrected span that does not lie in the report."""

    def __init__(self, start: int, end: int, length: int) -> None:
        super().__init__(
            f"{start}-{end} is no span of a text of {length} characters", "give START-END, end not included"
        )


@click.command(
    epilog="Exit codes: 0 done; 2 wrong use or unreadable input. "
    "Example: truce confirm my.ledger p-0123456789abcdef --as desk --clause CF"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--as", "who", default="", help="Who decides: a role or a code name.")
@click.option("--list", "show", is_flag=True, help="Show what waits, and decide nothing.")
@click.option("--speaker", help="Correct who first said it.")
@click.option("--side", help="Correct on whose side: a party, independent or unknown.")
@click.option("--clause", help="Correct the clause; - for none.")
@click.option("--incident", help="Correct the name of the question.")
@click.option("--content", metavar="START-END", help="Correct the span of the words.")
@click.option("--happened", nargs=2, type=MOMENT, metavar="START END", help="Correct when it happened.")
@click.option("--said", type=MOMENT, help="Correct when it was said.")
@click.option("--reject", is_flag=True, help="Reject the named proposals; needs --reason.")
@click.option("--reason", default="", help="Why.")
@click.option(
    "--accept-all", is_flag=True, help="Accept all that waits without reading; marked so wherever it is used."
)
@click.option("--tier", type=click.Choice(["A", "B", "C"]), help="With --accept-all: only this tier.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: confirmed, rejected, waiting.")
def confirm(ledger: Path, ids: tuple[str, ...], who: str, show: bool, as_json: bool, **given: Any) -> None:
    """Confirm proposals of LEDGER's inbox, corrected where needed; each becomes a record with your name on it."""
    from trucekeeper.ledger.store_sqlite import opened

    with opened(ledger) as store:
        if show:
            _list(store.proposals("open"))
            return
        if not who:
            raise click.UsageError("--as is needed: a ledger keeps who decided what")
        done = _decide(store, ids, who, given)
        waiting = len(store.proposals("open"))
    if as_json:
        click.echo(json.dumps({**done, "waiting": waiting}))
        return
    click.echo(", ".join(f"{len(several)} {word}" for word, several in done.items() if several) + f"; {waiting} wait")


def _decide(store: "Store", ids: "Sequence[str]", who: str, given: dict[str, Any]) -> dict[str, list[str]]:
    if given["accept_all"]:
        return {"accepted unread": accept_unread(store, who, given["tier"])}
    if not ids:
        raise NothingToDecideError(len(store.proposals("open")))
    chosen = [_open(store, id) for id in ids]
    if given["reject"]:
        if not given["reason"]:
            raise NoReasonError
        for one in chosen:
            store.decide(one.id, "rejected", by=who, reason=given["reason"])
        return {"rejected": [one.id for one in chosen]}
    made = [(one, _record(store, one, who, given)) for one in chosen]
    for one, record in made:
        store.decide(one.id, "confirmed", by=who, reason=given["reason"], records=[record])
    return {"confirmed": [one.id for one, _ in made]}


def accept_unread(store: "Store", who: str, tier: str | None) -> list[str]:
    """Take what waits as it was proposed; each record says that nobody read it."""
    from trucekeeper.reader.to_record import record_of

    waiting = [one for one in store.proposals("open") if tier is None or one.body["tier"] == tier]
    for one in waiting:
        record = record_of(one.body, _source(store, one.source), by=who, unread=True)
        store.decide(one.id, "accepted unread", by=who, records=[record])
    return [one.id for one in waiting]


def _open(store: "Store", id: str) -> "Proposal":
    from trucekeeper.ledger.store import NoProposalError

    found = next((one for one in store.proposals() if one.id == id), None)
    if found is None:
        raise NoProposalError(id)
    if found.state != "open":
        raise AlreadyDecidedError(id, found.state, found.by)
    return found


def _record(store: "Store", one: "Proposal", who: str, given: dict[str, Any]):  # type: ignore[no-untyped-def]
    from trucekeeper.reader.to_record import record_of

    return record_of(_corrected(store, one, given), _source(store, one.source), by=who)


def _corrected(store: "Store", one: "Proposal", given: dict[str, Any]) -> dict[str, Any]:
    """The proposal with the analyst's values in place of the reader's."""
    body = dict(one.body)
    if given["speaker"] is not None:
        body["speaker"] = (body["speaker"] or {"start": 0, "end": 0}) | {"text": given["speaker"], "refers_to": None}
    if given["side"] is not None and body["speaker"]:
        body["speaker"] = body["speaker"] | {"side": given["side"]}
    if given["clause"] is not None:
        body["clause"] = None if given["clause"] == "-" else given["clause"]
    if given["incident"] is not None:
        body["incident"] = given["incident"]
    if given["happened"]:
        start, end = given["happened"]
        body["happened"] = {"start": iso(start), "end": iso(end), "precision": "unknown", "basis": "analyst"}
    if given["said"] is not None:
        body["said"] = {"start": iso(given["said"]), "end": iso(given["said"])}
    if given["content"] is not None:
        body |= _content(store, one, given["content"])
    return body


def _content(store: "Store", one: "Proposal", span: str) -> dict[str, Any]:
    source = _source(store, one.source)
    raw = store.document(source.text_sha256) if source is not None else None
    text = raw.decode("utf-8", "surrogatepass") if raw is not None else ""
    first, _, last = span.partition("-")
    start, end = int(first) if first.isdigit() else -1, int(last) if last.isdigit() else -1
    if not 0 <= start < end <= len(text):
        raise SpanOutsideError(start, end, len(text))
    return {"content": [{"start": start, "end": end}], "words": text[start:end]}


def _source(store: "Store", id: str) -> "Source | None":
    from trucekeeper.ledger.record import Source

    entry = store.entry(id)
    return entry.record if entry is not None and isinstance(entry.record, Source) else None


def _list(waiting: "Sequence[Proposal]") -> None:
    for one in waiting:
        speaker = one.body["speaker"]["text"] if one.body["speaker"] else "the author"
        line = " ".join(f"{one.body['tier']} {one.id} {speaker} {one.body['act']}: {one.body['words']}".split())
        click.echo(line if len(line) <= 80 else line[:79] + "…")
