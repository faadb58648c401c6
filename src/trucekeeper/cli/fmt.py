"""`truce fmt`: canonical spacing of the blocks of a deal."""

import json
import os
from pathlib import Path

import click

from trucekeeper.cli.check import finding_lines
from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.core.finding import Severity
from trucekeeper.deal.encoding import decode
from trucekeeper.deal.form import formatted
from trucekeeper.deal.syntax import read_deal

_BOM = b"\xef\xbb\xbf"


@click.command(
    name="fmt",
    epilog="Exit codes: 0 done or nothing to do, 1 a file would change (--check) or has mistakes that must be mended "
    "first, 2 a file cannot be read. Example: truce fmt my.deal.md",
)
@click.argument("deals", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DEAL...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say which files would change.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file: {file, changed, findings}.")
def command(deals: tuple[Path, ...], only_check: bool, as_json: bool) -> int:
    """Space the blocks of deals as the documentation does; prose, comments and meaning stay.

    A file with mistakes of reading is left alone, because a line that was not understood may move into another value.
    """
    code = 0
    for path in deals:
        raw = bytes_of(path)
        text = decode(raw, str(path))
        broken = [finding for finding in read_deal(text, str(path)).findings if finding.severity is Severity.ERROR]
        new = text if broken else formatted(text)
        changed = new != text
        if changed and not only_check:
            write_whole(path, (_BOM if raw.startswith(_BOM) else b"") + new.encode("utf-8"))
        if as_json:
            shown = {"file": str(path), "changed": changed, "findings": len(broken)}
            click.echo(json.dumps(shown, ensure_ascii=False))
        elif broken:
            click.echo("\n".join(line for finding in broken for line in finding_lines(str(path), finding)))
            click.echo(f"{path}: left as it is until this is mended")
        elif changed:
            click.echo(f"{path}: {'would change' if only_check else 'written'}")
        code = max(code, int(bool(broken) or (changed and only_check)))
    return code


def write_whole(path: Path, raw: bytes) -> None:
    """Replace a file in one step, so that nobody ever finds it half-written."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(path.stat().st_mode)
    beside.replace(path)
