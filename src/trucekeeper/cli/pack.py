"""`truce pack`: what a laptop recorded, as a signed packet for another ledger."""

import json
from pathlib import Path

import click

from trucekeeper.cli.outputs import write_whole


@click.command(
    epilog="Exit codes: 0 written; 2 wrong use or unreadable input. "
    "Example: truce pack field.ledger --key laptop-2.key --out usb/laptop-2.packet"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--key", "key_file", required=True, type=click.Path(path_type=Path), help="Made by truce key --make.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The packet, as on a USB stick.")
@click.option("--after", default=0, show_default=True, help="Leave out the entries up to this position.")
@click.option("--force", is_flag=True, help="Write over another file of that name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: first, last, sha256, size.")
def pack(ledger: Path, key_file: Path, out: Path, after: int, force: bool, as_json: bool) -> int:
    """Write the entries of LEDGER into a packet, each signed, with the report texts that they name.

    Packing everything again costs nothing but size: the ledger that takes it passes over what it has. The packet holds
    names and texts in clear: carry it on a locked disk. It is for other ledgers of the mission; nothing can be left out
    of a sealed entry, so for partners and parties use truce export --audience.
    """
    from trucekeeper.cli.key import signer_at
    from trucekeeper.ledger.codec import flat
    from trucekeeper.ledger.deals import first_deal
    from trucekeeper.ledger.packet import packet_lines
    from trucekeeper.ledger.stores import opened

    signer = signer_at(key_file)
    with opened(ledger) as store:
        rows = list(store.rows())
        named = [flat(entry.record) for entry in store.entries(after)]
        hashes = dict.fromkeys(str(one[key]) for one in named for key in ("text_sha256", "sha256") if one.get(key))
        kept = {name: content for name in hashes if (content := store.document(name)) is not None}
        first = first_deal(store.entries()) or ""
        lines = packet_lines(rows, store.salts(), kept, signer, after=after, first_deal=first)
        content = "\n".join(lines).encode() + b"\n"
    written = write_whole(out, content, force=force)
    if as_json:
        shown = {"first": after + 1, "last": len(rows), "sha256": written.sha256, "size": written.size}
        click.echo(json.dumps(shown))
    else:
        click.echo(f"{out}: entries {after + 1} to {len(rows)} of {ledger}, signed by {signer.name}")
        click.echo(f"sha256 {written.sha256}")
    return 0
