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


def passphrase(*, new: bool = False) -> str:
    """The passphrase, asked for twice where it is a new one.

    Raises:
        NoPassphraseError: When a new one is too short.
    """
    given = os.environ.get("TRUCEKEEPER_PASSPHRASE")
    if given is None:
        given = str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True))
    if new and len(given) < AT_LEAST:
        raise NoPassphraseError
    return given
