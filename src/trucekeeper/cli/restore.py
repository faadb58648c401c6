"""`truce restore`: a ledger back from a locked copy, or a drill that only shows whether it could be."""

import json
from pathlib import Path

import click

from trucekeeper.cli.deal_file import text_of
from trucekeeper.cli.passphrase import passphrase
from trucekeeper.core.errors import TruceError


class WhereToRestoreError(TruceError):
    """A call that says neither where to restore nor that it is a drill."""

    def __init__(self) -> None:
        super().__init__("nothing was restored: say where", "--into NEW_LEDGER, or --drill to try it only")


@click.command(
    epilog="Exit codes: 0 restored, or the drill passed; 1 in a drill: the ledger goes beyond the copy; 2 it cannot be "
    "opened or does not verify. Example: truce restore usb/2016-12-14.locked --drill --against my.ledger"
)
@click.argument("copy", type=click.Path(path_type=Path))
@click.option("--into", "ledger", type=click.Path(path_type=Path), help="A new ledger: a file, or an address.")
@click.option("--drill", is_flag=True, help="Open and verify the copy, and restore it nowhere.")
@click.option("--against", type=click.Path(path_type=Path), help="In a drill: the ledger that would be lost.")
@click.option(
    "--erasures",
    "erased_in",
    type=click.Path(path_type=Path),
    help="A ledger, or its export (--to jsonl), that goes beyond the copy: what was erased there goes here too.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object: position, seal, last, behind.")
def restore(
    copy: Path, ledger: Path | None, drill: bool, against: Path | None, erased_in: Path | None, as_json: bool
) -> int:
    """Write the ledger in COPY into a new one, byte for byte, and verify it; or try it with --drill.

    A drill says what a loss today would cost: when the last entry of the copy was recorded, and how many came since.
    """
    from trucekeeper.ledger.backup import restore as written
    from trucekeeper.ledger.backup import tried, unlocked
    from trucekeeper.ledger.stores import opened

    if (ledger is None) != drill:
        raise WhereToRestoreError
    word = passphrase()
    newest = written(copy, ledger, word) if ledger is not None else tried(copy, word)
    with unlocked(copy, word) as store:
        last = next((entry.recorded_at.isoformat() for entry in store.entries(newest.position - 1)), None)
    again = _erased_again(ledger, erased_in) if ledger is not None and erased_in is not None else 0
    behind = 0
    if against is not None:
        with opened(against) as store:
            behind = store.newest().position - newest.position
    if as_json:
        shown = {
            "position": newest.position,
            "seal": newest.seal.hex(),
            "last": last,
            "behind": behind,
            "erased_again": again,
        }
        click.echo(json.dumps(shown))
    else:
        done = f"restored into {ledger}" if ledger is not None else "opens and verifies; it was restored nowhere"
        click.echo(f"{copy}: {newest.position} entries, the last recorded {last or 'never'}; {done}")
        click.echo(f"seal {newest}")
        if again:
            click.echo(f"{again} texts that were erased since the copy was made are erased in {ledger} too")
        elif ledger is not None and erased_in is None:
            click.echo("what was erased after the copy was made is back in it: --erasures, see docs/how-to", err=True)
        if behind > 0:
            click.echo(f"{against} has {behind} entries more, which this copy would not bring back")
    return 1 if behind > 0 else 0


def _erased_again(ledger: Path, erased_in: Path) -> int:
    """Erase in a restored ledger what was erased in another copy of it: how many texts and reports."""
    from trucekeeper.ledger.archive import erasures_in
    from trucekeeper.ledger.record import Erasure
    from trucekeeper.ledger.stores import opened

    if erased_in.suffix == ".jsonl":
        hashes = erasures_in(text_of(erased_in))
    else:
        with opened(erased_in) as store:
            found = [entry.record for entry in store.entries()]
        hashes = tuple(one for record in found if isinstance(record, Erasure) for one in record.erases)
    with opened(ledger) as store:
        entry = store.erase_again(hashes, by="restore", reason="was erased after the copy was made")
    return len(entry.record.erases) if entry is not None and isinstance(entry.record, Erasure) else 0
