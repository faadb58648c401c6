"""Two signatures at one terminal: each person shows with their password, and their code, that it is they who sign."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.people.account import Action


class NotSignedError(TruceError):
    """Something that two people must sign, and that two people have not signed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"nothing was done: {why}", "name two accounts with the right to it: --signed-by twice")


def signed(ledger: Path | str, ids: Sequence[str], action: "Action") -> tuple[str, ...]:
    """Ask two people for their passwords, and give their accounts when both are right and may.

    Args:
        ledger: Whose accounts count: those beside it, as the control room keeps them.
        ids: The accounts.
        action: The right that each of them must have.

    Raises:
        NotSignedError, NotSignedInError, TooManyTriesError: They have not both signed.
    """
    from trucekeeper.ledger.store import system_clock
    from trucekeeper.people.permission import may
    from trucekeeper.people.store import people_at

    given = tuple(dict.fromkeys(one.strip() for one in ids if one.strip()))
    if len(given) != 2:
        raise NotSignedError(f"it takes two different people, and {len(given)} signed")
    if not str(ledger).startswith(("postgres:", "postgresql:")) and not Path(f"{ledger}.people").is_file():
        raise NotSignedError(f"{ledger} has no accounts beside it; truce serve makes them")
    people = people_at(ledger, system_clock)
    try:
        for id in given:
            password = str(click.prompt(f"Password of {id}", hide_input=True, err=True))
            account = people.shown_by(id, password, partial(_code, id))
            permission = may(account, action)
            if not permission:
                raise NotSignedError(permission.reason)
    finally:
        people.close()
    return given


def _code(id: str) -> str:
    return str(click.prompt(f"Code of {id}", err=True))


def asks_two(ledger: Path | str, what: str) -> bool:
    """True where this place asks two people for something."""
    from trucekeeper.ledger.store import system_clock
    from trucekeeper.people.rights import two_persons
    from trucekeeper.people.store import people_at

    if not str(ledger).startswith(("postgres:", "postgresql:")) and not Path(f"{ledger}.people").is_file():
        return False
    people = people_at(ledger, system_clock)
    try:
        return what in two_persons(people.settings())
    finally:
        people.close()
