"""A ledger in one file that is locked while it is used: nothing of it is ever on the disk in clear.

It is held in memory while it is open, and each batch is added to the file as one locked piece. What is written: the
line `truce locked ledger 1`, 16 bytes of salt, the ledger's own key locked with the passphrase (Argon2id,
AES-256-GCM), then the pieces, each with its length before it, locked too. The number of a piece is part of what its
lock proves, so none can be changed, left out or moved; a cut-off end is found as in any ledger, against a kept
seal. A piece of which a kill left only the beginning was never acknowledged, and the next one takes its place.

Erasing writes the whole file anew under a new key. One program has it open at a time.
"""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.chain import Row, opened
from trucekeeper.ledger.locked import SALT_BYTES, TAG, WrongPassphraseError, key_of
from trucekeeper.ledger.store import Clock, Proposal, Sealed, State, system_clock
from trucekeeper.ledger.store_memory import MemoryStore

MARK: Final = b"truce locked ledger 1\n"
_KEY: Final = 32
_HEAD: Final = len(MARK) + SALT_BYTES + _KEY + TAG
_LENGTH: Final = 8 + TAG

#: One thing that was done, by the name of what does it.
_Op = tuple[str, tuple[Any, ...]]


class LockedInUseError(TruceError):
    """A locked ledger that another program has open."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is open in another program", "a locked ledger is used by one at a time")


class LockedUnwritableError(TruceError):
    """A locked ledger that takes no more."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be written ({why}); nothing of this was recorded", "make room and try again")


class LockedDamagedError(TruceError):
    """A locked ledger of which a piece is not what was written."""

    def __init__(self, path: Path, piece: int) -> None:
        super().__init__(
            f"{path} is damaged: its piece {piece} is not what was written",
            "keep this file as it is and go back to a copy of it",
        )


def is_locked_ledger(path: Path) -> bool:
    """True for a file that `LockedStore` wrote, by its first words."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(MARK)) == MARK
    return False


class LockedStore(MemoryStore):
    """A ledger in a locked file.

    Args:
        path: The file.
        passphrase: Opens it.
        create: Make it where there is none.
        practice: Make it one for practice.
        now: The store's clock.
        random: Draws keys and salts.

    Raises:
        WrongPassphraseError, LockedInUseError, LockedDamagedError: It cannot be opened.
    """

    def __init__(
        self,
        path: Path,
        passphrase: str,
        *,
        create: bool = False,
        practice: bool = False,
        now: Clock = system_clock,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        super().__init__(str(path), now=now)
        self._path, self._passphrase, self._random = path, passphrase, random
        self._ops: list[_Op] = []
        self._file = self._held(path, create)
        try:
            if create and not path.stat().st_size:
                self._begin(self._file, practice)
            with self._lock:
                if self._replay():  # a kill between an erasure and writing the file anew
                    self._anew(passphrase)
        except BaseException:
            self._file.close()
            raise

    def _held(self, path: Path, create: bool) -> BinaryIO:
        made = os.O_CREAT if create else 0
        file = os.fdopen(os.open(path, os.O_RDWR | made, 0o600), "r+b", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise LockedInUseError(path) from None
        return file

    # ---- the file

    def _begin(self, file: BinaryIO, practice: bool) -> None:
        """Write the head, under a new key, and the first piece."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, key = self._random(SALT_BYTES), self._random(_KEY)
        file.seek(0)
        _all(file, MARK + salt + AESGCM(key_of(self._passphrase, salt)).encrypt(bytes(12), key, MARK))
        self._cipher, self._pieces, self._end_at = AESGCM(key), 0, _HEAD
        self._add(file, [("practice", (practice,))])

    def _add(self, file: BinaryIO, ops: Sequence[_Op]) -> None:
        """Write one piece, on the disk before this returns."""
        clear = msgspec.msgpack.encode(ops)
        piece = self._cipher.encrypt(self._once(b"P"), clear, MARK)
        length = self._cipher.encrypt(self._once(b"L"), len(piece).to_bytes(8, "big"), MARK)
        file.seek(self._end_at)
        file.truncate()
        _all(file, length + piece)
        os.fsync(file.fileno())
        self._pieces += 1
        self._end_at += len(length) + len(piece)

    def _once(self, part: bytes) -> bytes:
        """The nonce of a piece, or of its length: its number, used once under a key."""
        return self._pieces.to_bytes(11, "big") + part

    def _replay(self) -> bool:
        """Read the file into memory; True where pieces of it still hold what was erased."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._empty()
        erased = False
        self._file.seek(0)
        head = self._file.read(_HEAD)
        if len(head) < _HEAD or not head.startswith(MARK):
            raise LockedDamagedError(self._path, 0)
        salt, wrapped = head[len(MARK) : len(MARK) + SALT_BYTES], head[len(MARK) + SALT_BYTES :]
        try:
            key = AESGCM(key_of(self._passphrase, salt)).decrypt(bytes(12), wrapped, MARK)
        except InvalidTag:
            raise WrongPassphraseError from None
        self._cipher, self._pieces, self._end_at = AESGCM(key), 0, _HEAD
        with open(self._file.fileno(), "rb", closefd=False) as file:
            file.seek(_HEAD)
            while len(locked := file.read(_LENGTH)) == _LENGTH:
                # The length is proved too: one that was changed must not pass for the cut-off end that is written over.
                try:
                    size = int.from_bytes(self._cipher.decrypt(self._once(b"L"), locked, MARK), "big")
                    piece = file.read(size)
                    if len(piece) < size:
                        break
                    clear = self._cipher.decrypt(self._once(b"P"), piece, MARK)
                except InvalidTag:
                    raise LockedDamagedError(self._path, self._pieces) from None
                for name, values in msgspec.msgpack.decode(clear):
                    _DO[name](self, *values)
                    erased = erased or name == "drop"
                self._pieces += 1
                self._end_at += _LENGTH + size
        self._ops = []
        return erased

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            self._ops = []
            try:
                yield
                if self._ops:
                    self._add(self._file, self._ops)
            except BaseException as error:
                if self._ops:  # memory is ahead of the file: back to what is kept
                    with suppress(OSError):
                        self._file.truncate(self._end_at)
                    self._replay()
                if isinstance(error, OSError):
                    raise LockedUnwritableError(self._path, error.strerror or str(error)) from error
                raise
            finally:
                self._ops = []

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock:
            yield

    def wipe(self) -> bool:
        """Write the file anew under a new key: what was erased is in no piece of it, and the old key is gone."""
        with self._lock:
            self._anew(self._passphrase)
            return True

    def change_passphrase(self, passphrase: str) -> None:
        """Lock it with another passphrase: the file is written anew under a new key, whole or not at all."""
        with self._lock:
            self._anew(passphrase)

    def _anew(self, passphrase: str) -> None:
        part = self._path.with_name(f".{self._path.name}.part")
        part.unlink(missing_ok=True)
        try:
            fresh = LockedStore(part, passphrase, create=True, practice=self.practice, random=self._random)
            self.copy_into(fresh)
            part.rename(self._path)
        except OSError as error:
            raise LockedUnwritableError(self._path, error.strerror or str(error)) from error
        finally:
            part.unlink(missing_ok=True)
        folder = os.open(self._path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        self._file.close()
        self._file, self._passphrase = fresh._file, passphrase
        self._cipher, self._pieces, self._end_at = fresh._cipher, fresh._pieces, fresh._end_at

    def close(self) -> None:
        """Let the ledger go."""
        self._file.close()

    # ---- what is done, in memory and for the file

    def _done(self, name: str, *values: Any) -> None:
        self._ops.append((name, values))

    def _insert(self, sealed: Sealed, documents: dict[str, bytes]) -> None:
        super()._insert(sealed, {})
        self._done("insert", [(row.sealed, row.seal) for row in sealed.rows], dict(sealed.texts))
        self._keep(documents)

    def _keep(self, documents: dict[str, bytes]) -> None:
        super()._keep(documents)
        if documents:
            self._done("keep", documents)

    def _drop(self, digests: Iterable[str], documents: Iterable[str]) -> None:
        names, files = list(digests), list(documents)
        super()._drop(names, files)
        self._done("drop", names, files)

    def _put(self, proposals: Iterable[Proposal]) -> None:
        several = list(proposals)
        super()._put(several)
        if several:
            self._done("put", [(o.id, o.source, o.body, o.state, o.by, o.reason, o.at) for o in several])

    def _settle(self, id: str, state: State, by: str, reason: str, at: datetime) -> None:
        super()._settle(id, state, by, reason, at)
        self._done("settle", id, state, by, reason, at)

    def _rewrite(self, id: str, body: dict[str, Any]) -> None:
        super()._rewrite(id, body)
        self._done("rewrite", id, body)

    def _wait(self, lines: Mapping[tuple[str, int], bytes]) -> None:
        super()._wait(lines)
        if lines or any(name == "wait" for name, _ in self._ops) or self._pieces > 1:
            self._done("wait", [(signer, place, line) for (signer, place), line in lines.items()])

    # ---- doing it again from the file

    def _again_practice(self, practice: bool) -> None:
        self.practice = practice

    def _again_insert(self, rows: list[tuple[bytes, bytes]], texts: dict[str, tuple[bytes, str]]) -> None:
        made = tuple(Row(*row) for row in rows)
        entries = tuple(opened(row.sealed, {}) for row in made)
        kept = {name: (salt, text) for name, (salt, text) in texts.items()}
        super()._insert(Sealed(entries, made, kept), {})

    def _again_put(self, several: list[Any]) -> None:
        made = [(*one[:6], None if one[6] is None else _moment(one[6])) for one in several]
        super()._put([Proposal(*one) for one in made])

    def _again_settle(self, id: str, state: State, by: str, reason: str, at: str | datetime) -> None:
        super()._settle(id, state, by, reason, _moment(at))

    def _again_wait(self, lines: list[tuple[str, int, bytes]]) -> None:
        super()._wait({(signer, place): line for signer, place, line in lines})


_DO: Final[dict[str, Callable[..., None]]] = {
    "practice": LockedStore._again_practice,
    "insert": LockedStore._again_insert,
    "keep": MemoryStore._keep,
    "drop": MemoryStore._drop,
    "put": LockedStore._again_put,
    "settle": LockedStore._again_settle,
    "rewrite": MemoryStore._rewrite,
    "wait": LockedStore._again_wait,
}


def _moment(value: str | datetime) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _all(file: BinaryIO, content: bytes) -> None:
    """Write all of it: a file without a buffer may take less at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]
