"""Codes that change every half minute, as authenticator apps show them (RFC 6238 with SHA-1, 6 digits, 30 s)."""

import base64
import hmac
import struct
from datetime import datetime
from hashlib import sha1
from typing import Final
from urllib.parse import quote, urlencode

STEP_S: Final = 30
DIGITS: Final = 6
#: Bytes of a secret; RFC 4226 section 4 asks for 20.
SECRET_BYTES: Final = 20


def step_of(at: datetime) -> int:
    """Which half minute since 1970 a moment lies in."""
    return int(at.timestamp()) // STEP_S


def code(secret: bytes, step: int) -> str:
    """The code of a half minute (RFC 4226, section 5.3)."""
    mac = hmac.new(secret, struct.pack(">Q", step), sha1).digest()
    offset = mac[-1] & 0x0F
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def accepted(secret: bytes, given: str, at: datetime, last_step: int = -1) -> int | None:
    """The half minute whose code was given, None where it is none of now, just before or just after.

    Args:
        secret: Of the account.
        given: What was typed; spaces do not count.
        at: Now.
        last_step: The last one used; a code counts once (RFC 6238, section 5.2).
    """
    typed = "".join(given.split())
    now = step_of(at)
    for step in (now, now - 1, now + 1):
        if step > last_step and hmac.compare_digest(code(secret, step).encode(), typed.encode()):
            return step
    return None


def address(secret: bytes, account: str, issuer: str = "Trucekeeper") -> str:
    """The `otpauth:` address that an authenticator app takes."""
    label = f"{quote(issuer)}:{quote(account)}"
    return f"otpauth://totp/{label}?{urlencode({'secret': shown(secret), 'issuer': issuer})}"


def shown(secret: bytes) -> str:
    """The secret as it is typed into an app."""
    return base64.b32encode(secret).decode().rstrip("=")
