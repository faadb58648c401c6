"""Time-stamps of a third party on a seal (RFC 3161): that the ledger up to an entry existed by a moment.

What is stamped is the line `POSITION:SEAL` as `truce verify` prints it, hashed with SHA-512; the authority learns
nothing of the ledger. Request and answer are files, so that a machine with a line can carry them for one without.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.chain import Newest, Row


class NoStampError(TruceError):
    """An answer that is no time-stamp on any seal of this ledger, or not by an authority that was named."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"this is no time-stamp on a seal of this ledger: {why}",
            "name the authority's root certificate with --roots; some servers answer with certificates in an order "
            "that the standard forbids, then ask another one",
        )


class NoStampPackageError(TruceError):
    """Time-stamps, where the package that reads them is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "time-stamps need the package rfc3161-client, which is not installed",
            "install Trucekeeper with its extra: pip install 'trucekeeper[sign]'",
        )


@dataclass(frozen=True, slots=True)
class Stamped:
    """A seal, and the moment by which the authority saw it."""

    newest: Newest
    at: datetime


def request_for(newest: Newest) -> bytes:
    """The file to be sent to a time-stamp authority."""
    try:
        from rfc3161_client import TimestampRequestBuilder
    except ModuleNotFoundError:
        raise NoStampPackageError from None
    return bytes(TimestampRequestBuilder().data(str(newest).encode()).build().as_bytes())


def stamped(answer: bytes, rows: Iterable[Row], roots: bytes) -> Stamped:
    """Check an authority's answer against the ledger.

    Args:
        answer: As it came (`application/timestamp-reply`).
        rows: The ledger.
        roots: Certificates in PEM that are trusted.

    Raises:
        NoStampError: When it fits no seal, or nobody trusted signed it.
    """
    try:
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
    except ModuleNotFoundError:
        raise NoStampPackageError from None
    from cryptography.x509 import load_pem_x509_certificates

    try:
        read = decode_timestamp_response(answer)
        info = read.tst_info
        imprint = info.message_imprint.message
    except ValueError as error:
        raise NoStampError(f"it cannot be read ({error})") from None
    for position, row in enumerate(rows, 1):
        newest = Newest(position, row.seal)
        if hashlib.sha512(str(newest).encode()).digest() == imprint:
            break
    else:
        raise NoStampError("it was made for something else")
    builder = VerifierBuilder()
    try:
        for certificate in load_pem_x509_certificates(roots):
            builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(read, str(newest).encode())
    except (ValueError, VerificationError) as error:
        raise NoStampError(str(error)) from None
    return Stamped(newest, info.gen_time.astimezone(UTC))
