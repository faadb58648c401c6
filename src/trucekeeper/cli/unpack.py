"""`truce unpack`: take what a packet brings; both values stay where two contradict each other."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.deal_file import bytes_of

if TYPE_CHECKING:
    from trucekeeper.ledger.arrival import Taken
    from trucekeeper.ledger.packet import Packet


@click.command(
    epilog="Exit codes: 0 all of it is here; 1 something is missing, waits, contradicts or was left; 2 no packet or "
    "of a signer whom the ledger does not trust. Example: truce unpack usb/laptop-2.packet --into my.ledger --as desk"
)
@click.argument("packet", type=click.Path(path_type=Path))
@click.option("--into", "ledger", required=True, type=click.Path(path_type=Path), help="The ledger that takes it.")
@click.option("--as", "who", required=True, help="Who takes it: a role or a code name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def unpack(packet: Path, ledger: Path, who: str, as_json: bool) -> int:
    """Record what PACKET brings; what is here already is passed over, so taking it twice does no harm.

    Nothing is overwritten. A record under an id that stands for something else here is kept beside it; what corrects
    a record that has not come yet waits for it; two corrections that contradict each other are both kept and shown.
    """
    from trucekeeper.ledger.arrival import take
    from trucekeeper.ledger.packet import read_packet
    from trucekeeper.ledger.stores import opened

    read = read_packet(bytes_of(packet), str(packet))
    with opened(ledger) as store:
        taken = take(store, read, by=who)
    click.echo(json.dumps(_object(read, taken), ensure_ascii=False) if as_json else "\n".join(_told(read, taken)))
    open_ends = (read.missing, read.damaged, taken.waiting, taken.left, taken.conflicts)
    return 1 if any(open_ends) else 0


def _object(read: "Packet", taken: "Taken") -> dict[str, object]:
    return {
        "by": read.by,
        "recorded": [one.record.id for one in taken.entries],
        "already": taken.already,
        "kept_beside": [{"id": id, "as": other} for id, other in taken.renamed],
        "waiting": list(taken.waiting),
        "left": [{"id": id, "why": why} for id, why in taken.left],
        "missing": list(read.missing),
        "damaged_lines": list(read.damaged),
        "conflicts": [
            {"about": one.about, "here": _side(*one.here), "came": _side(*one.came)} for one in taken.conflicts
        ],
    }


def _side(record: str, value: str) -> dict[str, str]:
    return {"record": record, "value": value}


def _told(read: "Packet", taken: "Taken") -> list[str]:
    lines = [f"{read.name}, signed by {read.by}: {len(taken.entries)} recorded, {taken.already} here already"]
    lines += [f"{id} stands for something else here; kept beside it as {other}" for id, other in taken.renamed]
    if read.missing:
        lines.append(f"not whole in this packet: entries {_ranges(read.missing)}; ask {read.by} for them again")
    if read.damaged:
        lines.append(f"not what was signed: line {_ranges(read.damaged)} of the file")
    if taken.waiting:
        lines.append(f"waits for records that have not come: {', '.join(taken.waiting)}")
    lines += [f"{id} was not taken: {why}" for id, why in taken.left]
    for one in taken.conflicts:
        lines.append(f"conflict about {one.about}: {one.here[1]} ({one.here[0]}) and {one.came[1]} ({one.came[0]})")
    if taken.conflicts:
        lines.append("Both are kept. Of corrections the one recorded last holds; to decide, withdraw the other.")
    return lines


def _ranges(numbers: tuple[int, ...]) -> str:
    """`3, 7 to 9`."""
    found: list[list[int]] = []
    for one in numbers:
        if found and one == found[-1][-1] + 1:
            found[-1].append(one)
        else:
            found.append([one])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in found)
