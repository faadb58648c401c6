"""Locking bytes and files with a passphrase: Argon2id makes the key, AES-256-GCM locks and notices any change.

What is written: the line `truce locked 1`, 16 bytes of salt, then pieces of one mebibyte, each with 16 bytes that prove
it. The number of a piece, and whether it is the last, is part of what is proved: none can be left out or moved.
The cost of Argon2id is that of the second choice of RFC 9106 (three passes over 64 MiB, four lanes).
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, Final

from trucekeeper.core.errors import TruceError

MARK: Final = b"truce locked 1\n"
SALT_BYTES: Final = 16
PIECE: Final = 2**20
TAG: Final = 16
PASSES, MEMORY_KIB, LANES = 3, 64 * 1024, 4


class WrongPassphraseError(TruceError):
    """A passphrase that does not open what it should, or bytes that were changed."""

    def __init__(self) -> None:
        super().__init__("it cannot be opened: the passphrase is another one, or its bytes were changed")


def key_of(passphrase: str, salt: bytes) -> bytes:
    """Stretch a passphrase into a key of 32 bytes."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(passphrase.encode(), salt, PASSES, MEMORY_KIB, LANES, 32, Type.ID)


def lock(content: bytes, passphrase: str, salt: bytes) -> bytes:
    """Lock bytes.

    Args:
        content: What to lock.
        passphrase: Opens it again.
        salt: 16 random bytes, new for each time: the key follows from it.
    """
    target = BytesIO()
    lock_into(BytesIO(content), target, passphrase, salt)
    return target.getvalue()


def unlock(locked: bytes, passphrase: str) -> bytes:
    """Open locked bytes.

    Raises:
        WrongPassphraseError: When the passphrase is another one or a bit was changed.
    """
    target = BytesIO()
    unlock_into(BytesIO(locked), target, passphrase)
    return target.getvalue()


def lock_into(source: BinaryIO, target: BinaryIO, passphrase: str, salt: bytes) -> None:
    """Lock a file of any size into another one."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    target.write(MARK + salt)
    cipher = AESGCM(key_of(passphrase, salt))
    for nonce, piece in _pieces(source, PIECE):
        target.write(cipher.encrypt(nonce, piece, MARK))


def unlock_into(source: BinaryIO, target: BinaryIO, passphrase: str) -> None:
    """Open a locked file into another one, which holds nothing of worth where this raises.

    Raises:
        WrongPassphraseError: When the passphrase is another one, or a bit or a piece is not what it was.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if source.read(len(MARK)) != MARK:
        raise WrongPassphraseError
    cipher = AESGCM(key_of(passphrase, source.read(SALT_BYTES).ljust(SALT_BYTES, b"\0")))
    try:
        for nonce, piece in _pieces(source, PIECE + TAG):
            target.write(cipher.decrypt(nonce, piece, MARK))
    except InvalidTag:
        raise WrongPassphraseError from None


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Each piece with its nonce: its number, and a 1 behind the last one."""
    number, piece = 0, source.read(size)
    while True:
        after = source.read(size)
        yield number.to_bytes(11, "big") + (b"\0" if after else b"\1"), piece
        if not after:
            return
        number, piece = number + 1, after


def is_locked(content: bytes) -> bool:
    """True for bytes that `lock` wrote, by their first words."""
    return content.startswith(MARK)
