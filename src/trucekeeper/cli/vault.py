"""`truce vault`: names of people behind their codes, outside the ledger; nothing lists them."""

import json
import sys
from pathlib import Path

import click

from trucekeeper.cli.passphrase import passphrase
from trucekeeper.core.errors import TruceError


class WhatInTheVaultError(TruceError):
    """A call that lacks a code, or what a hand-over needs."""

    def __init__(self) -> None:
        super().__init__(
            "nothing was done: a word is missing",
            "put, get and erase take --code; hand-over takes --code once a person, --deal, --clause, --to, --into "
            "LEDGER and --signed-by twice",
        )


class NoSuchClauseError(TruceError):
    """A clause that should ask for a list of names, and that the deal does not have."""

    def __init__(self, clause: str, deal: Path) -> None:
        super().__init__(
            f'no names were handed over: {deal} has no clause "{clause}"', "name the clause that asks for the list"
        )


@click.command(epilog="Exit codes: 0 done; 2 not possible. Example: truce vault put people.vault --code E-0412 < name")
@click.argument("action", type=click.Choice(["put", "get", "erase", "hand-over"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code", "codes", multiple=True, help="The person's code, as the manifest has it.")
@click.option("--clause", help="For a hand-over: the clause that asks for the list.")
@click.option("--to", help="For a hand-over: who gets it.")
@click.option("--signed-by", "signed_by", multiple=True, help="For a hand-over: two accounts that may release.")
@click.option("--deal", type=click.Path(path_type=Path), help="For a hand-over: the deal whose clause asks for it.")
@click.option("--into", "ledger", type=click.Path(path_type=Path), help="For a hand-over: the ledger that records it.")
def vault(
    action: str,
    file: Path,
    codes: tuple[str, ...],
    clause: str | None,
    to: str | None,
    signed_by: tuple[str, ...],
    deal: Path | None,
    ledger: Path | None,
) -> int:
    """Keep, open, erase or hand over names in FILE, each by its code.

    A name is read from the standard input, never from the command line, where a shell keeps it. Nothing lists codes or
    names: whoever has the file and the passphrase, and no code, learns how many people it holds.

    A list is handed over only where a clause of the deal asks for it, when two accounts of the ledger with the right to
    release have each typed their password, and after the ledger has recorded it, without names.
    """
    from trucekeeper.ledger.vault import closing_vault

    if not codes or (action != "hand-over" and len(codes) != 1):
        raise WhatInTheVaultError
    if action == "hand-over":
        return _handed(file, codes, _clause(deal, clause), to or "", signed_by, ledger)
    with closing_vault(file, passphrase(new=action == "put" and not file.exists()), create=action == "put") as vault:
        if action == "put":
            vault.put(codes[0], sys.stdin.read().strip())
        elif action == "get":
            click.echo(vault.get(codes[0]))
        else:
            vault.erase(codes[0])
    return 0


def _clause(deal: Path | None, clause: str | None) -> str:
    """The clause that asks for the list, when the deal has it.

    Raises:
        NoSuchClauseError: It has not.
    """
    from trucekeeper.cli.inputs import deals_at

    if deal is None or not clause:
        raise WhatInTheVaultError
    if not any(one.clause(clause) is not None for one in deals_at(deal)):
        raise NoSuchClauseError(clause, deal)
    return clause


def _handed(
    file: Path, codes: tuple[str, ...], clause: str, to: str, signed_by: tuple[str, ...], ledger: Path | None
) -> int:
    """The names are printed only when the record of it is on the disk."""
    from trucekeeper.cli.sign_off import signed
    from trucekeeper.ledger.stores import opened
    from trucekeeper.ledger.vault import closing_vault
    from trucekeeper.people.account import Action

    if ledger is None:
        raise WhatInTheVaultError
    signed_by = signed(ledger, signed_by, Action.RELEASE)
    with closing_vault(file, passphrase()) as vault, opened(ledger) as store:
        id = f"hand over {store.newest().position + 1}"
        names, record = vault.hand_over(codes, clause=clause, to=to, signed_by=signed_by, id=id)
        store.append([record], signed_by[0])
    for code, name in names.items():
        click.echo(json.dumps({"code": code, "name": name}, ensure_ascii=False))
    return 0
