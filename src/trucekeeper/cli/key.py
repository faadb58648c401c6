"""`truce key`: the keys with which packets are signed, and those that a ledger trusts."""

import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.outputs import write_whole
from trucekeeper.cli.passphrase import passphrase
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.ledger.packet import Signer


class WhatKeyError(TruceError):
    """A call that does not say what to do about keys, or says several things."""

    def __init__(self) -> None:
        super().__init__(
            "nothing was done: say one thing about keys",
            "--make FILE --name NAME, or --into LEDGER alone to list them, or --trust KEY --name NAME --into LEDGER "
            "--as WHO, or --revoke KEY --into LEDGER --as WHO",
        )


class NotAKeyError(TruceError):
    """A file or word that is no key, or a passphrase that does not open it."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is no key, or the passphrase is another one",
            "a key file comes from truce key --make; a public key has 64 hexadecimal digits",
        )


@click.command(
    epilog="Exit codes: 0 done; 2 wrong use, nothing done. Example: truce key --make laptop-2.key --name laptop-2"
)
@click.option("--make", "target", type=click.Path(path_type=Path), help="Make a key and write it into this file.")
@click.option("--name", help="Code name of the laptop or desk, never of a person.")
@click.option("--trust", help="A public key whose packets are taken from now on.")
@click.option("--revoke", help="A public key whose packets are no longer taken, as of a lost laptop.")
@click.option("--into", "ledger", type=click.Path(path_type=Path), help="The ledger.")
@click.option("--as", "who", help="Who decides it: a role or a code name.")
@click.option("--json", "as_json", is_flag=True, help="JSON: name and key of the new one, or of each one trusted.")
def key(
    target: Path | None,
    name: str | None,
    trust: str | None,
    revoke: str | None,
    ledger: Path | None,
    who: str | None,
    as_json: bool,
) -> int:
    """Make a key for this laptop, or say whose packets a ledger takes.

    The key file is locked with a passphrase (asked for, or from TRUCEKEEPER_PASSPHRASE). What is printed is the public
    key: hand it over by another way than the packets, and compare it by voice before it is trusted.
    """
    if target is not None and name and not (trust or revoke or ledger):
        made = _make(target, name)
        shown = {"name": name, "key": made}
        click.echo(json.dumps(shown) if as_json else f"{name} {made}")
        return 0
    if ledger is None or target is not None or (trust and revoke):
        raise WhatKeyError
    if trust or revoke:
        if not who or (trust and not name):
            raise WhatKeyError
        _decide(ledger, trust or revoke or "", name or "", who, revoked=bool(revoke))
    _list(ledger, as_json)
    return 0


def _make(target: Path, name: str) -> str:
    from trucekeeper.ledger.locked import lock
    from trucekeeper.ledger.packet import Signer

    private = secrets.token_bytes(32)
    locked = lock(private, passphrase(new=True), secrets.token_bytes(16))
    write_whole(target, json.dumps({"truce key": 1, "name": name, "private": locked.hex()}).encode() + b"\n")
    target.chmod(0o600)
    return Signer(name, private).public


def signer_at(path: Path) -> "Signer":
    """The key in a file.

    Raises:
        NotAKeyError: When it is none, or the passphrase does not open it.
    """
    from trucekeeper.ledger.locked import WrongPassphraseError, unlock
    from trucekeeper.ledger.packet import Signer

    try:
        said = json.loads(bytes_of(path))
        return Signer(str(said["name"]), unlock(bytes.fromhex(said["private"]), passphrase()))
    except (ValueError, KeyError, TypeError, WrongPassphraseError):
        raise NotAKeyError(str(path)) from None


def _decide(ledger: Path, public: str, name: str, who: str, *, revoked: bool) -> None:
    from trucekeeper.ledger.arrival import trusted
    from trucekeeper.ledger.record import Key
    from trucekeeper.ledger.stores import opened

    if len(public) != 64 or not set(public) <= set("0123456789abcdef"):
        raise NotAKeyError(f'"{public}"')
    with opened(ledger, create=not revoked) as store:
        holder = name or trusted(store.entries()).get(public, "unknown")
        id = f"key {store.newest().position + 1}"
        store.append([Key(id=id, holder=holder, key=public, by=who, revoked=revoked)], who)


def _list(ledger: Path, as_json: bool) -> None:
    from trucekeeper.ledger.arrival import trusted
    from trucekeeper.ledger.stores import opened

    with opened(ledger) as store:
        found = trusted(store.entries())
    for public, holder in found.items():
        click.echo(json.dumps({"name": holder, "key": public}) if as_json else f"{holder} {public}")
    if not found and not as_json:
        click.echo("no keys: packets of nobody are taken", err=True)
