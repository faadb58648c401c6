"""`truce canon`: a deal as JSON for other tools, or the JSON Schema of it."""

import json
from pathlib import Path

import click

from trucekeeper.cli.check import finding_lines
from trucekeeper.cli.deal_file import read_deal_file
from trucekeeper.core.finding import Severity
from trucekeeper.deal.canonical import canonical, schema


@click.command(
    name="canon",
    epilog="Exit codes: 0 written, 1 the deal has mistakes of reading, which stand on stderr, 2 it cannot be read. "
    "Example: truce canon my.deal.md",
)
@click.argument("deal", required=False, type=click.Path(path_type=Path), metavar="DEAL")
@click.option("--schema", "show_schema", is_flag=True, help="The JSON Schema instead of a deal.")
@click.option("--json", "as_json", is_flag=True, help="On one line; without it, indented.")
def command(deal: Path | None, show_schema: bool, as_json: bool) -> int:
    """Export a deal as canonical JSON: equal deals give equal bytes, whatever their spacing and prose."""
    if show_schema:
        shown, broken = schema(), []
    elif deal is None:
        raise click.UsageError("name a deal, or ask for the --schema")
    else:
        read = read_deal_file(deal)
        shown = canonical(read)
        broken = [finding for finding in read.findings if finding.severity is Severity.ERROR]
    for finding in broken:
        click.echo("\n".join(finding_lines(str(deal), finding)), err=True)
    click.echo(json.dumps(shown, ensure_ascii=False, sort_keys=True, indent=None if as_json else 2))
    return int(bool(broken))
