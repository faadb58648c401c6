"""`truce stamp`: the seal of a ledger, time-stamped by a third party."""

import hashlib
import json
from pathlib import Path

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.outputs import write_whole
from trucekeeper.core.moment import utc


@click.command(
    epilog="Exit codes: 0 written or verified; 2 no time-stamp on this ledger, or the extra sign is missing. "
    "Example: truce stamp my.ledger --request seal.tsq"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--request", type=click.Path(path_type=Path), help="Write what to ask an authority about the newest seal."
)
@click.option("--answer", type=click.Path(path_type=Path), help="The authority's answer; it is checked.")
@click.option("--roots", type=click.Path(path_type=Path), help="With --answer: root certificates you trust, as PEM.")
@click.option("--as", "who", default="", help="With --answer: record it, and keep the answer in the ledger.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: position, seal, at.")
def stamp(ledger: Path, request: Path | None, answer: Path | None, roots: Path | None, who: str, as_json: bool) -> int:
    """Ask a time-stamp authority (RFC 3161) to witness LEDGER's newest seal, and check what it answered.

    Nothing is sent: the request is a file for whoever has a line, as in `curl --data-binary @seal.tsq -H
    "Content-Type: application/timestamp-query" ADDRESS`. The authority sees a hash and nothing else.
    """
    from trucekeeper.ledger.record import Seal
    from trucekeeper.ledger.stamp import request_for, stamped
    from trucekeeper.ledger.stores import opened

    if (request is None) == (answer is None) or (answer is None) != (roots is None):
        raise click.UsageError("either --request FILE, or --answer FILE with --roots FILE")
    with opened(ledger) as store:
        if answer is None or roots is None:
            assert request is not None
            newest = store.newest()
            write_whole(request, request_for(newest), force=True)
            position, seal, at = newest.position, newest.seal.hex(), None
            told = f"{request}: asks about seal {newest}"
        else:
            content = bytes_of(answer)
            found = stamped(content, store.rows(), bytes_of(roots))
            position, seal, at = found.newest.position, found.newest.seal.hex(), found.at.isoformat()
            told = f"{ledger}: the entries up to {position} existed by {utc(found.at)}, says the authority"
            if who:
                name = hashlib.sha256(content).hexdigest()
                id = f"stamp {position} {name[:12]}"
                record = Seal(
                    id=id, position=position, seal=seal, where="RFC 3161", stamp_sha256=name, said_at=found.at
                )
                store.append([record], who, documents=[content])
    click.echo(json.dumps({"position": position, "seal": seal, "at": at}) if as_json else told)
    return 0
