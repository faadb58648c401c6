"""Passwords: hashed with Argon2id, long rather than intricate (NIST SP 800-63B, section 3.1.1)."""

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from trucekeeper.core.errors import TruceError

#: Characters; NIST SP 800-63B-4 asks for 15 where the password is all there is.
SHORTEST: Final = 12
LONGEST: Final = 200

#: With the parameters of RFC 9106 for little memory, as the library chooses them.
HASHER = PasswordHasher()


class WeakPasswordError(TruceError):
    """A password that is quickly guessed."""

    def __init__(self, why: str) -> None:
        hint = f"use at least {SHORTEST} characters, a sentence does well"
        super().__init__(f"this password is not taken: {why}", hint)


def hashed(password: str, name: str = "") -> str:
    """Hash a new password with a salt of its own; takes about a third of a second on purpose.

    Raises:
        WeakPasswordError: When it is short, one character over and over, or the name itself.
    """
    if len(password) < SHORTEST:
        raise WeakPasswordError(f"it has {len(password)} characters")
    if len(password) > LONGEST:
        raise WeakPasswordError(f"it has more than {LONGEST} characters")
    if len(set(password)) < 5:
        raise WeakPasswordError("it repeats the same few characters")
    if name and password.casefold() == name.casefold():
        raise WeakPasswordError("it is the name")
    return HASHER.hash(password)


def fits(password: str, hash: str) -> bool:
    """True where this is the password; takes as long where it is not."""
    try:
        return HASHER.verify(hash, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False


#: The hash of nothing anybody can type: compared with where there is no such account, so that the time tells nothing.
NOBODYS: Final = "$argon2id$v=19$m=65536,t=3,p=4$iitBrmslFeAJ3v5WcvtYCw$zj0Rn6uXusXGAnzwLbn14e/cvm6Kg65DVuEvNZjWZak"
