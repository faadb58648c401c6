"""What went wrong, as an answer: one table from error classes to HTTP, one JSON shape, one page."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import JSONResponse

from trucekeeper.brief.edition import NotReleasedError, ReleasedAlreadyError
from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.admit import NotTaken
from trucekeeper.ledger.store import NoProposalError
from trucekeeper.people.asked import NotAskedError, OwnSignatureError
from trucekeeper.people.store import (
    LastAdminError,
    NameTakenError,
    NoAccountError,
    NotSignedInError,
    SetUpError,
    TooManyTriesError,
)
from trucekeeper.web.limits import TooLargeError
from trucekeeper.web.origin import ForeignRequestError
from trucekeeper.web.planning import BusyError
from trucekeeper.web.provider import ProviderError


class SignInFirstError(TruceError):
    """A page or service for people with an account, asked for without a session or key."""

    def __init__(self) -> None:
        super().__init__("this needs an account", "sign in, or send a key as Authorization: Bearer KEY")


class NotAllowedError(TruceError):
    """Something that nothing granted to this account allows."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"not allowed: {reason}", "whoever administers people can change it")


class StaleFormError(TruceError):
    """A form without the token of the session that it was made for."""

    def __init__(self) -> None:
        super().__init__("this form is from an earlier session; nothing was changed", "load the page again")


class NoSuchPageError(TruceError):
    """An address at which there is nothing."""

    def __init__(self, path: str) -> None:
        super().__init__(f"there is nothing at {path}", "the first page leads to all others")


class NotSetUpError(TruceError):
    """A question to a place that has no ledger yet."""

    def __init__(self) -> None:
        super().__init__("there is no ledger here yet", "open the first page and set this place up")


#: HTTP status of each class and of its subclasses; the first that fits holds. All others are 400: what was asked for
#: cannot be done as it was asked.
STATUS: Final[Mapping[type[TruceError], int]] = {
    SignInFirstError: 401,
    NotSignedInError: 401,
    ProviderError: 401,
    NotAllowedError: 403,
    ForeignRequestError: 403,
    StaleFormError: 403,
    NoSuchPageError: 404,
    NoAccountError: 404,
    NoProposalError: 404,
    SetUpError: 409,
    NotSetUpError: 409,
    NameTakenError: 409,
    LastAdminError: 409,
    BusyError: 409,
    NotAskedError: 409,
    OwnSignatureError: 403,
    TooLargeError: 413,
    NotTaken: 422,
    NotReleasedError: 409,
    ReleasedAlreadyError: 409,
    TooManyTriesError: 429,
}


def status_of(error: TruceError) -> int:
    """The HTTP status that an error is answered with."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


def shape(error: TruceError) -> dict[str, Any]:
    """An error as JSON, the same for every error: `{"error": {"code", "message", "hint"}}`."""
    return {
        "error": {
            "code": type(error).__name__.removesuffix("Error"),
            "message": error.message,
            "hint": error.hint,
        }
    }


def plain_answer(error: TruceError) -> JSONResponse:
    """An error for whoever asked for JSON, or asked before it was known who asks."""
    return JSONResponse(shape(error), status_of(error))
