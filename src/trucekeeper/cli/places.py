"""`truce places`: a gazetteer of our own from a GeoNames dump, an OCHA table or any table of places."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.decoding import decoded
from trucekeeper.cli.outputs import write_whole
from trucekeeper.core.quantity import unit_of

if TYPE_CHECKING:
    from trucekeeper.reader.atlas import Site

#: A dump unpacked may not be larger: the largest country of GeoNames has about 250 MB.
_MOST_BYTES: Final = 600_000_000


@click.command(
    epilog="Exit codes: 0 written; 2 wrong use or unreadable input. Example: truce places geonames SY.zip --out "
    "sy.places"
)
@click.argument("form", type=click.Choice(["geonames", "ocha", "csv"]), metavar="FORMAT")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The gazetteer to write.")
@click.option("--force", is_flag=True, help="Write over another file.")
def places(form: str, file: Path, out: Path, force: bool) -> None:
    """Import places from FILE.

    \b
    geonames   a country's dump of GeoNames, .txt or .zip
    ocha       a table of P-codes
    csv        any table with names and degrees

    The result goes to truce read --places. The deal's own places always go before it.
    """  # noqa: D301 (click reads the backspace)
    from trucekeeper.reader import atlas

    make: Callable[[str, str], Iterator[Site]] = atlas.geonames if form == "geonames" else atlas.table
    found = list(make(_text(file), file.name))
    if not found:
        raise atlas.BadGazetteerError(file.name, "the file", "holds no place")
    write_whole(out, atlas.written(found).encode(), force=force)
    shared = sum(len(sites) > 1 for sites in atlas.atlas(found).by_name.values())
    several = f"{shared:,} {unit_of(shared, 'names')} shared by several of them, so never matched"
    click.echo(f"{len(found):,} {unit_of(len(found), 'places')} written to {out}; {several}")


def _text(file: Path) -> str:
    raw = bytes_of(file)
    if zipfile.is_zipfile(io.BytesIO(raw)):
        from trucekeeper.reader.atlas import BadGazetteerError

        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            inner = [one for one in packed.infolist() if one.filename.endswith(".txt") and "readme" not in one.filename]
            if len(inner) != 1 or inner[0].file_size > _MOST_BYTES:
                raise BadGazetteerError(file.name, "the archive", "does not hold one dump of a reasonable size")
            raw = packed.read(inner[0])
    return decoded(raw, file.name)
