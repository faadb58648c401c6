"""`truce lock`: a ledger that is not in use, locked in its place."""

import os
import secrets
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.passphrase import passphrase
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.ledger.chain import Newest
    from trucekeeper.ledger.store_base import BaseStore

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
@click.option("--in-use", is_flag=True, help="Keep it locked while it is used, too: every command then asks.")
@click.option("--new-passphrase", "other", is_flag=True, help="Give one that is kept locked another passphrase.")
def lock(ledger: Path, opening: bool, in_use: bool, other: bool) -> int:
    """Put LEDGER away: locked with a passphrase as LEDGER.locked, tried, and the open file removed.

    Opened again its file is in clear while the work lasts. With --in-use it never is: LEDGER itself becomes a locked
    file, held in memory while a command or the control room has it open, by one program at a time.
    """
    from trucekeeper.ledger.backup import back_up, restore
    from trucekeeper.ledger.store_locked import is_locked_ledger

    if in_use or other or is_locked_ledger(ledger):
        return _in_use(ledger, opening=opening, other=other)
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


def _in_use(ledger: Path, *, opening: bool, other: bool) -> int:
    """Begin or end keeping a ledger locked while it is used, or change its passphrase."""
    from trucekeeper.cli.passphrase import of_the_ledger
    from trucekeeper.ledger.store_locked import LockedStore, is_locked_ledger
    from trucekeeper.ledger.store_sqlite import SqliteStore

    kept_locked = is_locked_ledger(ledger)
    if kept_locked is not (opening or other) or not ledger.is_file():
        raise NotToBeLockedError(ledger)
    if other:
        with closing(LockedStore(ledger, of_the_ledger())) as store:
            store.change_passphrase(passphrase(new=True, variable="TRUCEKEEPER_NEW_PASSPHRASE"))
        click.echo(f"{ledger} has its new passphrase; copies made before open with the old one")
        return 0
    part = ledger.with_name(f".{ledger.name}.part")
    part.unlink(missing_ok=True)
    try:
        if kept_locked:
            with closing(LockedStore(ledger, of_the_ledger())) as before:
                newest = _moved(before, SqliteStore(part, create=True, practice=before.practice))
        else:
            with closing(SqliteStore(ledger)) as clear:
                word = passphrase(new=True)
                newest = _moved(clear, LockedStore(part, word, create=True, practice=clear.practice))
            LockedStore(part, word).close()  # tried, before what it was made of goes
        _take_its_place(part, ledger)
    finally:
        part.unlink(missing_ok=True)
    told = "in clear" if kept_locked else "kept locked, in use too"
    click.echo(f"{ledger} is {told}: {newest.position} entries")
    return 0


def _moved(store: "BaseStore", target: "BaseStore") -> "Newest":
    """Copy a ledger into another store, and close that when it is proved to be the same."""
    from trucekeeper.ledger.backup import DamagedCopyError

    with closing(target):
        store.copy_into(target)
        newest = store.newest()
        damage = store.damage() or target.damage(newest)
        if damage is not None:
            raise DamagedCopyError(store.name, damage)
    return newest


def _take_its_place(part: Path, ledger: Path) -> None:
    """At no moment is there no ledger: the new file takes the old one's name, then the old one's bytes go."""
    old = ledger.with_name(f".{ledger.name}.old")
    old.unlink(missing_ok=True)
    os.link(ledger, old)
    part.replace(ledger)
    _overwrite(old)
    for name in (f"{ledger.name}-wal", f"{ledger.name}-shm"):
        ledger.with_name(name).unlink(missing_ok=True)


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
