"""A whole ledger in one locked file, and back: from a file or a server, into a file or a server.

Inside the lock is a ledger in a file, whatever kept the original, so that a copy from the server opens on a laptop. A
copy is tried before it counts as one: it is opened again with the passphrase and its chain is verified to the seal that
the ledger had.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.chain import Damage, Newest
from trucekeeper.ledger.locked import is_locked, lock_into, unlock_into
from trucekeeper.ledger.store import Store
from trucekeeper.ledger.store_base import BaseStore
from trucekeeper.ledger.store_sqlite import SqliteStore
from trucekeeper.ledger.stores import opened


class DamagedCopyError(TruceError):
    """A ledger or copy that does not verify, so that no copy is made of it or restored from it."""

    def __init__(self, name: str, damage: Damage) -> None:
        super().__init__(f"{name} is not what was written: {damage.message}", "go back to an older copy that verifies")


class NotACopyError(TruceError):
    """A file that is no locked copy of a ledger."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is no locked copy of a ledger", "truce backup makes one")


class ThereAlreadyError(TruceError):
    """A place where something stands already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already, so nothing was written", "name another file")


def back_up(where: Path | str, target: Path, passphrase: str, salt: bytes) -> Newest:
    """Write a locked copy and try it.

    Args:
        where: The ledger: a path or the address of a server.
        target: The file; it comes into being when the copy was tried, or not at all.
        passphrase: Opens it again.
        salt: 16 random bytes.

    Returns:
        How far the copy reaches.

    Raises:
        DamagedCopyError: The ledger itself does not verify.
    """
    if target.exists():
        raise ThereAlreadyError(target)
    part = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".copy-") as folder:
            clear = Path(folder) / "copy.ledger"
            with opened(where) as store, _new(clear, store.practice) as copy:
                cast(BaseStore, store).copy_into(copy)
                newest = _whole(str(where), copy)
            with clear.open("rb") as source, part.open("wb") as file:
                lock_into(source, file, passphrase, salt)
                file.flush()
                os.fsync(file.fileno())
        if tried(part, passphrase) != newest:
            raise NotACopyError(part)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return newest


@contextmanager
def unlocked(path: Path, passphrase: str) -> Iterator[SqliteStore]:
    """Open a locked copy for as long as a `with` lasts, in a folder that only its owner reads and that goes away.

    Raises:
        NotACopyError, WrongPassphraseError: It cannot be opened.
    """
    if not path.is_file():
        raise NotACopyError(path)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".copy-") as folder:
        clear = Path(folder) / "copy.ledger"
        with path.open("rb") as source, clear.open("wb") as file:
            if not is_locked(source.read(64)):
                raise NotACopyError(path)
            source.seek(0)
            unlock_into(source, file, passphrase)
        store = SqliteStore(clear)
        try:
            yield store
        finally:
            store.close()


def tried(path: Path, passphrase: str) -> Newest:
    """Open a locked copy and verify all of it: how far it reaches.

    Raises:
        DamagedCopyError: It opens and does not verify.
    """
    with unlocked(path, passphrase) as store:
        return _whole(str(path), store)


def restore(path: Path, where: Path | str, passphrase: str) -> Newest:
    """Write a locked copy into a new ledger, in a file or on a server.

    Raises:
        NotEmptyError: There is a ledger with records already.
    """
    with unlocked(path, passphrase) as copy:
        newest = _whole(str(path), copy)
        with opened(where, create=True, practice=copy.practice) as store:
            copy.copy_into(cast(BaseStore, store))
            damage = store.damage(newest)
        if damage is not None:
            raise DamagedCopyError(str(where), damage)
    return newest


def _whole(name: str, store: Store) -> Newest:
    damage = store.damage()
    if damage is not None:
        raise DamagedCopyError(name, damage)
    return store.newest()


@contextmanager
def _new(path: Path, practice: bool) -> Iterator[SqliteStore]:
    store = SqliteStore(path, create=True, practice=practice)
    try:
        yield store
    finally:
        store.close()
