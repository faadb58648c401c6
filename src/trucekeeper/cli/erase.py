"""`truce erase`: delete a name or text from a ledger; the chain still verifies."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.ledger.store import Erased, Store


class WhatToEraseError(TruceError):
    """A call that does not say what to erase, or says it in several ways."""

    def __init__(self) -> None:
        super().__init__(
            "nothing was erased: say in one way what is to go",
            "--text TEXT, or --record ID --key KEY, or --source ID for the text of a report",
        )


class NoSuchTextError(TruceError):
    """A record or key in which there is no text that could be erased."""

    def __init__(self, record: str, key: str) -> None:
        hint = "names and free texts can be erased: speaker, words, via, reason, note, title, publisher and their like"
        super().__init__(f'nothing was erased: record "{record}" has no text under "{key}"', hint)


@click.command(
    epilog="Exit codes: 0 erased; 1 erased, but it still stands where it cannot be erased, or its bytes were in use; "
    '2 wrong use, nothing erased. Example: truce erase my.ledger --record c7 --key speaker --as desk --reason "asked"'
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--text", help="The whole name or text, wherever it stands; - to type or pipe it in.")
@click.option("--record", "id", help="The record in which it stands; needs --key.")
@click.option("--key", help="The key under which it stands, such as speaker or words.")
@click.option("--source", help="The source record (or deal version) whose stored text is to go.")
@click.option("--as", "who", required=True, help="Who erases it: a role or a code name.")
@click.option("--reason", required=True, help="Why; it is kept and must not hold the text.")
@click.option("--signed-by", multiple=True, help="Two accounts, where this place asks two people for it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def erase(
    ledger: Path,
    text: str | None,
    id: str | None,
    key: str | None,
    source: str | None,
    who: str,
    reason: str,
    signed_by: tuple[str, ...],
    as_json: bool,
) -> int:
    """Delete a name, a free text or the text of a report from LEDGER, wherever it stands there.

    Text and salt go together, so that nobody can tell from the hash what stood there. What was erased, by whom and why
    is an entry of its own. Copies and exports made earlier are not reached.
    """
    from trucekeeper.cli.sign_off import asks_two, signed
    from trucekeeper.ledger.stores import opened
    from trucekeeper.people.account import Action

    if sum(one is not None for one in (text, id, source)) != 1 or (id is None) != (key is None):
        raise WhatToEraseError
    if asks_two(ledger, "erase"):
        who = f"{who}; signed by {' and '.join(signed(ledger, signed_by, Action.ERASE))}"
    with opened(ledger) as store:
        text = sys.stdin.read().rstrip("\n") if text == "-" else text
        documents = [_document(store, source)] if source is not None else []
        texts = [text] if text is not None else [] if id is None or key is None else _texts(store, id, key)
        erased = store.erase(texts, by=who, reason=reason, documents=documents)
    left = erased.inside or erased.in_clear or erased.documents or not erased.wiped
    if as_json:
        click.echo(json.dumps(_object(erased), ensure_ascii=False))
    else:
        click.echo("\n".join(_told(erased)))
    return 1 if left else 0


def _texts(store: "Store", id: str, key: str) -> list[str]:
    from trucekeeper.ledger.codec import flat
    from trucekeeper.ledger.record import ERASABLE, ERASED

    entry = store.entry(id)
    value = None if entry is None or key not in ERASABLE else flat(entry.record).get(key)
    found = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one != ERASED]
    if not found:
        raise NoSuchTextError(id, key)
    return found


def _document(store: "Store", id: str) -> str:
    entry = store.entry(id)
    record = None if entry is None else entry.record
    name = getattr(record, "text_sha256", "") or getattr(record, "sha256", "")
    if not name:
        raise NoSuchTextError(id, "text_sha256")
    return str(name)


def _object(erased: "Erased") -> dict[str, object]:
    return {
        "entry": erased.entry.position,
        "records": list(erased.records),
        "inside": list(erased.inside),
        "in_clear": [{"record": record, "key": key} for record, key in erased.in_clear],
        "reports": list(erased.documents),
        "wiped": erased.wiped,
    }


def _told(erased: "Erased") -> list[str]:
    """What was reached and what was not, without saying the text again."""
    lines = [f"erased in {len(erased.records)} records: {', '.join(erased.records)}; entry {erased.entry.position}"]
    if erased.inside:
        lines.append(f"still stands inside longer texts of {', '.join(erased.inside)}: erase those too")
    if erased.in_clear:
        where = ", ".join(f"{record} ({key})" for record, key in erased.in_clear)
        lines.append(f"still stands where it is sealed in clear and cannot be erased: {where}")
    if erased.documents:
        names = ", ".join(f"{name[:12]}..." for name in erased.documents)
        lines.append(f"still stands in stored report texts {names}: erase them with --source")
    if not erased.wiped:
        lines.append("another program has the ledger open and keeps the old bytes on the disk until it closes")
    return lines
