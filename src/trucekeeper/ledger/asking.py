"""Where a ledger that is kept locked gets its passphrase from: whoever runs the program says how to ask."""

from collections.abc import Callable

from trucekeeper.core.errors import TruceError


class NobodyToAskError(TruceError):
    """A locked ledger, opened by a program that has nobody to ask for the passphrase."""

    def __init__(self) -> None:
        super().__init__("this ledger is kept locked, and nobody can be asked for its passphrase", "use truce")


_ask: list[Callable[[], str]] = []


def ask_by(how: Callable[[], str]) -> None:
    """Ask so from now on."""
    _ask[:] = [how]


def passphrase_of_ledger() -> str:
    """The passphrase of the ledger that is being opened.

    Raises:
        NobodyToAskError: Nobody has said how to ask.
    """
    if not _ask:
        raise NobodyToAskError
    return _ask[0]()
