"""`truce new`: a deal, or an operation that carries one out, to start from."""

import json
import re
from importlib import resources
from pathlib import Path

import click

from trucekeeper.core.errors import TruceError
from trucekeeper.deal.lines import ID, JOINING
from trucekeeper.deal.nearest import did_you_mean

_FOLDER = "templates"
_ENDING = ".deal.md"
_OPERATION = ".ops.md"


class FileExistsAlreadyError(TruceError):
    """A new deal would take the place of a file that is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already, and a draft is never overwritten", "choose another name")


def templates() -> tuple[str, ...]:
    """The names of the deals that one may start from."""
    folder = resources.files("trucekeeper.deal") / _FOLDER
    return tuple(sorted(file.name.removesuffix(_ENDING) for file in folder.iterdir() if file.name.endswith(_ENDING)))


def template(name: str) -> str:
    """The text of a template, in which NAME and ZONE are still to be filled in."""
    return (resources.files("trucekeeper.deal") / _FOLDER / f"{name}{_ENDING}").read_text("utf-8")


@click.command(
    name="new",
    epilog="Exit codes: 0 written, 2 wrong use or a file of that name is there. "
    "Example: truce new TWO-TOWNS --template ceasefire-evacuation --zone Europe/Kyiv; "
    "truce new FIRST-PLAN --operation TWO-TOWNS.deal.md",
)
@click.argument("name", required=False)
@click.option(
    "--template", "chosen", default="ceasefire-evacuation", show_default=True, help="Which deal to start from."
)
@click.option(
    "--operation",
    type=click.Path(path_type=Path),
    metavar="DEAL",
    help="Write NAME.ops.md instead: how the exchange of DEAL is carried out.",
)
@click.option("--exchange", metavar="ID", help="With --operation: which exchange of the deal; else the first one.")
@click.option("--zone", default="UTC", show_default=True, help="The time zone of the place, from the IANA list.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder to write to.")
@click.option("--list", "show_list", is_flag=True, help="Name the templates and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: {file, template or deal}, or {templates}.")
def command(
    name: str | None,
    chosen: str,
    operation: Path | None,
    exchange: str | None,
    zone: str,
    out: Path,
    show_list: bool,
    as_json: bool,
) -> int:
    """Write NAME.deal.md from a template; it reads clean, and its dates are examples.

    NAME is the id of the deal: letters of any script, digits, _ and -. With
    --operation it is that of an operation, and NAME.ops.md has a site, a fleet, a
    group, a gate and the ways for each leg; numbers that the deal does not say are
    examples.
    """
    if show_list:
        click.echo(json.dumps({"templates": list(templates())}) if as_json else "\n".join(templates()))
        return 0
    if name is None:
        raise click.UsageError("a new deal needs a name, such as: truce new TWO-TOWNS")
    if not re.fullmatch(ID, name) or name in JOINING:
        raise click.UsageError(
            f'"{name}" cannot be the id of a deal: begin with a letter, then letters, digits, _ and -'
        )
    if exchange is not None and operation is None:
        raise click.UsageError("--exchange says which exchange an operation carries out: give --operation DEAL too")
    if operation is not None:
        path, text = out / f"{name}{_OPERATION}", _draft(operation, name, exchange)
    else:
        path, text = out / f"{name}{_ENDING}", _from_template(name, chosen, zone)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise FileExistsAlreadyError(path) from None
    except OSError as why:
        raise click.UsageError(f"{path} cannot be written: {why.strerror}") from None
    made_from = {"deal": str(operation)} if operation is not None else {"template": chosen}
    click.echo(json.dumps({"file": str(path), **made_from}, ensure_ascii=False) if as_json else f"{path}: written")
    return 0


def _from_template(name: str, chosen: str, zone: str) -> str:
    if chosen not in templates():
        guess = did_you_mean(chosen, templates())
        raise click.UsageError(f'there is no template "{chosen}"{guess} They are: {", ".join(templates())}')
    _zone_or_refusal(zone)
    return re.sub(r"\bNAME\b", name, template(chosen)).replace("zone: ZONE", f"zone: {zone}")


def _draft(deal: Path, name: str, exchange: str | None) -> str:
    from trucekeeper.cli.inputs import deal_at
    from trucekeeper.exchange.draft import draft

    return draft(deal_at(deal), name, exchange)


def _zone_or_refusal(zone: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        raise click.UsageError(f'"{zone}" is not a time zone: write it like Europe/Kyiv or Africa/Khartoum') from None
