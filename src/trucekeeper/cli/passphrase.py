"""The passphrase for what is locked: asked for on a terminal, or from the environment for work without a person."""

import os

import click

from trucekeeper.core.errors import TruceError

#: Shorter ones are tried out within days.
AT_LEAST = 12


class NoPassphraseError(TruceError):
    """A passphrase that is missing or too short to keep anything secret."""

    def __init__(self) -> None:
        super().__init__(
            f"a passphrase of at least {AT_LEAST} characters is needed",
            "several words that do not belong together; a script sets TRUCEKEEPER_PASSPHRASE",
        )


def of_the_ledger() -> str:
    """The passphrase of a ledger that is kept locked; a command that opens it twice asks once."""
    given = os.environ.get("TRUCEKEEPER_PASSPHRASE")
    if given is None and not _GIVEN:
        _GIVEN.append(passphrase())
    return _GIVEN[0] if given is None else given


_GIVEN: list[str] = []


def passphrase(*, new: bool = False, variable: str = "TRUCEKEEPER_PASSPHRASE") -> str:
    """The passphrase, asked for twice where it is a new one.

    Args:
        new: Where it is to lock something from now on.
        variable: Where a script puts it.

    Raises:
        NoPassphraseError: When a new one is too short.
    """
    given = os.environ.get(variable)
    if given is None:
        given = str(
            click.prompt("New passphrase" if new else "Passphrase", hide_input=True, confirmation_prompt=new, err=True)
        )
    if new and len(given) < AT_LEAST:
        raise NoPassphraseError
    return given
