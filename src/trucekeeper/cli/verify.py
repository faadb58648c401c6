"""`truce verify`: whether a ledger is what was written into it."""

import json
from pathlib import Path

import click

#: A seal as `truce record` prints it and a brief carries it.
SEAL_LENGTH = 64


class KeptSeal(click.ParamType[tuple[int, str]]):
    """POSITION:SEAL, as printed by truce record and on every brief."""

    name = "position:seal"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        """Read it, or say how it looks."""
        position, _, seal = str(value).partition(":")
        if not position.isdigit() or len(seal) != SEAL_LENGTH or not set(seal) <= set("0123456789abcdef"):
            self.fail(f'"{value}" is no seal; it looks like 171:5e8f... with {SEAL_LENGTH} hex digits', param, ctx)
        return int(position), seal


@click.command(
    epilog="Exit codes: 0 the ledger is whole; 1 it was altered, cut off or reordered; 2 it cannot be read. "
    "Example: truce verify my.ledger --seal 171:5e8f..."
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--seal", "kept", type=KeptSeal(), help="A seal kept elsewhere; only it shows that nothing is cut off.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: whole, position, seal, damage.")
def verify(ledger: Path, kept: tuple[int, str] | None, as_json: bool) -> int:
    """Recompute every seal of LEDGER, and say which entry is not what was written, and how."""
    from trucekeeper.ledger.chain import Damage, Newest
    from trucekeeper.ledger.store_sqlite import BrokenLedgerError
    from trucekeeper.ledger.stores import opened

    try:
        with opened(ledger) as store:
            damage = store.damage(Newest(kept[0], bytes.fromhex(kept[1])) if kept is not None else None)
            newest = store.newest() if damage is None else None
    except BrokenLedgerError as error:
        damage, newest = Damage("cut off", 0, error.message), None
    if as_json:
        told = None if damage is None else {"kind": damage.kind, "position": damage.position, "message": damage.message}
        position, seal = (newest.position, newest.seal.hex()) if newest is not None else (None, None)
        click.echo(json.dumps({"whole": damage is None, "position": position, "seal": seal, "damage": told}))
    elif newest is not None:
        against = f"; it reaches the seal kept at entry {kept[0]}" if kept is not None else ""
        click.echo(f"{ledger} is whole: {newest.position} entries{against}")
        click.echo(f"seal {newest}")
        if kept is None:
            click.echo("Without --seal a cut-off end cannot be seen; keep this one elsewhere.", err=True)
    elif damage is not None:
        click.echo(f"{ledger}: {damage.message}")
    return 0 if damage is None else 1
