"""`truce backup`: a whole ledger in one locked file, tried before it counts."""

import json
import secrets
from pathlib import Path

import click

from trucekeeper.cli.passphrase import passphrase


@click.command(
    epilog="Exit codes: 0 written and tried; 2 the ledger does not verify, or nothing can be written. "
    "Example: truce backup my.ledger --out usb/2016-12-14.locked"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The locked copy; a new file.")
@click.option(
    "--replacing",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Older copies of this ledger that go once the new one was tried; with them what was erased since.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object: file, position, seal, replaced.")
def backup(ledger: Path, out: Path, replacing: tuple[Path, ...], as_json: bool) -> int:
    """Copy LEDGER whole into one file that only a passphrase opens, and try that it opens and verifies.

    The passphrase is asked for, or taken from TRUCEKEEPER_PASSPHRASE; without it nobody opens the copy, you neither.
    """
    from trucekeeper.ledger.backup import back_up, unlocked
    from trucekeeper.ledger.stores import opened

    word = passphrase(new=True)
    newest = back_up(ledger, out, word, secrets.token_bytes(16))
    replaced = []
    with opened(ledger) as store:
        seals = [row.seal for row in store.rows()] if replacing else []
    for old in replacing:
        with unlocked(old, word) as copy:
            position, seal = copy.newest()
        if position and (position > len(seals) or seals[position - 1] != seal):
            click.echo(f"{old} is a copy of something else, so it stays", err=True)
            continue
        old.unlink()
        replaced.append(str(old))
    if as_json:
        shown = {"file": str(out), "position": newest.position, "seal": newest.seal.hex(), "replaced": replaced}
        click.echo(json.dumps(shown))
    else:
        click.echo(f"{out}: {newest.position} entries, opened again and verified")
        click.echo(f"seal {newest}")
        for name in replaced:
            click.echo(f"{name} is gone; all of it that was not erased is in the new copy")
    return 0
