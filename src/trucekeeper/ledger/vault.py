"""The vault: names of people, each locked with a key of its own, found only by whoever knows the person's code.

The ledger speaks of people by numbers and codes. Who is behind a code lies here, in a file beside the ledger. A row
holds neither name nor code: it is found by a keyed hash of the code, so that the file tells how many people it holds
and nothing else, and nothing in this program lists them. A name is erased by deleting its key; what is left opens to
nobody.

Keys: the passphrase (Argon2id) gives the vault's key; from it follow, by HKDF, one to find rows and one to lock the
persons' keys. Each person's key is random and locks the name with AES-256-GCM.
"""

import hashlib
import hmac
import os
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.locked import WrongPassphraseError, key_of
from trucekeeper.ledger.record import HandOver

SCHEMA: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT",
    "CREATE TABLE person (found BLOB PRIMARY KEY, locked_key BLOB NOT NULL, locked BLOB NOT NULL) STRICT",
)

#: Longest name with what belongs to it; every row is filled up to it, so that lengths tell nothing.
ROOM: Final = 1024


class NoVaultError(TruceError):
    """A path at which no vault lies."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"there is no vault at {path}", "truce vault put makes one")


class NobodyThereError(TruceError):
    """A code behind which the vault has nobody."""

    def __init__(self) -> None:
        super().__init__("the vault has nobody under this code", "look at the code; nothing lists the codes")


class TooLongError(TruceError):
    """A name that does not fit into its row."""

    def __init__(self) -> None:
        super().__init__(f"a name and what belongs to it has at most {ROOM - 2} bytes", "keep files elsewhere")


class NotSignedOffError(TruceError):
    """A hand-over of names that does not have what it needs."""

    def __init__(self, why: str) -> None:
        super().__init__(f"no names were handed over: {why}", "name the clause that asks for it, and two people")


class Vault:
    """Names behind codes.

    Args:
        path: The file; made where there is none and `create` is set.
        passphrase: Opens it.
        create: Make it.

    Raises:
        NoVaultError, WrongPassphraseError: It cannot be opened.
    """

    def __init__(self, path: Path, passphrase: str, *, create: bool = False) -> None:
        if not create and not path.is_file():
            raise NoVaultError(path)
        fresh = not path.exists()
        if fresh:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("PRAGMA synchronous = FULL")
        if fresh:
            self._begin(passphrase)
        self._open(passphrase)

    def _begin(self, passphrase: str) -> None:
        salt = secrets.token_bytes(16)
        self._db.execute("BEGIN IMMEDIATE")
        for statement in SCHEMA:
            self._db.execute(statement)
        proof = _derived(key_of(passphrase, salt), b"proof")
        self._db.executemany("INSERT INTO meta VALUES (?, ?)", [("salt", salt), ("proof", proof)])
        self._db.execute("COMMIT")

    def _open(self, passphrase: str) -> None:
        try:
            meta: dict[str, bytes] = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError:
            raise WrongPassphraseError from None
        key = key_of(passphrase, meta["salt"])
        if not hmac.compare_digest(_derived(key, b"proof"), meta["proof"]):
            raise WrongPassphraseError
        self._finding, self._locking = _derived(key, b"find"), _derived(key, b"lock")

    def put(self, code: str, name: str) -> None:
        """Keep who is behind a code; what was there before is gone, with its key."""
        content = name.encode()
        if len(content) > ROOM - 2:
            raise TooLongError
        own = secrets.token_bytes(32)
        filled = len(content).to_bytes(2, "big") + content.ljust(ROOM - 2, b"\0")
        row = (self._place(code), _locked(self._locking, own), _locked(own, filled))
        self._db.execute("INSERT OR REPLACE INTO person VALUES (?, ?, ?)", row)

    def get(self, code: str) -> str:
        """Who is behind a code.

        Raises:
            NobodyThereError: Nobody.
        """
        query = "SELECT locked_key, locked FROM person WHERE found = ?"
        row = self._db.execute(query, [self._place(code)]).fetchone()
        if row is None:
            raise NobodyThereError
        content = _opened(_opened(self._locking, row[0]), row[1])
        return content[2 : 2 + int.from_bytes(content[:2], "big")].decode()

    def erase(self, code: str) -> None:
        """Delete a name and its key.

        Raises:
            NobodyThereError: Nobody is there under this code.
        """
        if not self._db.execute("DELETE FROM person WHERE found = ?", [self._place(code)]).rowcount:
            raise NobodyThereError

    def hand_over(
        self, codes: Sequence[str], *, clause: str, to: str, signed_by: Sequence[str], id: str
    ) -> tuple[dict[str, str], HandOver]:
        """Open the names of a list that a clause of the deal asks for, when two people have signed it off.

        Args:
            codes: Whose names; the caller has the list, the vault does not.
            clause: The clause that asks for it.
            to: Who gets it.
            signed_by: Two different people, by role or code name.
            id: Of the record.

        Returns:
            Names by code, and the record that tells of it without a name or code.
        """
        if not clause.strip() or not to.strip():
            raise NotSignedOffError("no clause, or nobody to hand them to, was named")
        if len({one.strip().casefold() for one in signed_by if one.strip()}) < 2:
            raise NotSignedOffError("it takes two different people to sign it off")
        names = {code: self.get(code) for code in codes}
        record = HandOver(id=id, clause=clause, receiver=to, count=len(names), signed_by=tuple(signed_by))
        return names, record

    def close(self) -> None:
        """Let the vault go."""
        self._db.close()

    def _place(self, code: str) -> bytes:
        return hmac.new(self._finding, code.strip().encode(), hashlib.sha256).digest()


def _derived(key: bytes, word: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"trucekeeper vault " + word).derive(key)


def _locked(key: bytes, content: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, content, None)


def _opened(key: bytes, locked: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(locked[:12], locked[12:], None)
    except InvalidTag:
        raise WrongPassphraseError from None


def closing_vault(path: Path, passphrase: str, *, create: bool = False) -> "closing[Vault]":
    """Open a vault for as long as a `with` lasts."""
    return closing(Vault(path, passphrase, create=create))
