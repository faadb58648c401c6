"""`truce lock`: a ledger that is not in use, locked in its place."""

import secrets
from pathlib import Path

import click

from trucekeeper.cli.passphrase import passphrase
from trucekeeper.core.errors import TruceError

#: How a locked ledger is called.
ENDING = ".locked"


class NotToBeLockedError(TruceError):
    """Something that is no ledger in a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no ledger in a file that could be locked", "a server's disk is its administrator's"
        )


@click.command(
    epilog="Exit codes: 0 locked or open; 2 not possible, nothing changed. "
    "Example: truce lock my.ledger, and later: truce lock --open my.ledger.locked"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--open", "opening", is_flag=True, help="Open a locked one again.")
def lock(ledger: Path, opening: bool) -> int:
    """Put LEDGER away: locked with a passphrase as LEDGER.locked, tried, and the open file removed.

    While a ledger is open its file is in clear. This protects a laptop that is taken while it is switched off or the
    work is done; against one that is taken while you work, lock the whole disk.
    """
    from trucekeeper.ledger.backup import back_up, restore

    if opening:
        target = ledger.with_name(ledger.name.removesuffix(ENDING))
        if target == ledger or target.exists():
            raise NotToBeLockedError(ledger)
        newest = restore(ledger, target, passphrase())
        ledger.unlink()
        click.echo(f"{target} is open: {newest.position} entries; lock it again when the work is done")
        return 0
    if not ledger.is_file():
        raise NotToBeLockedError(ledger)
    target = ledger.with_name(ledger.name + ENDING)
    newest = back_up(ledger, target, passphrase(new=True), secrets.token_bytes(16))
    _overwrite(ledger)
    click.echo(f"{target} is locked: {newest.position} entries; {ledger} is gone")
    return 0


def _overwrite(path: Path) -> None:
    """Write zeros over a file and what lies beside it before they go; a flash disk may keep older blocks even so."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        one = path.with_name(name)
        if one.is_file():
            size = one.stat().st_size
            with one.open("r+b") as file:
                for _ in range(0, size, 2**20):
                    file.write(bytes(2**20))
            one.unlink()
