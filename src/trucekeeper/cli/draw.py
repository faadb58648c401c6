"""`truce draw`: pictures of a deal, before anything has happened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.inputs import deal_at, now
from trucekeeper.cli.outputs import Written, write_whole
from trucekeeper.cli.tongue import in_language, tongue
from trucekeeper.core.errors import TruceError
from trucekeeper.deal.model import Deal

if TYPE_CHECKING:
    from trucekeeper.brief.model import Figure
    from trucekeeper.brief.tongue import Tongue


class NothingToDrawError(TruceError):
    """A deal that lacks what a picture would show."""

    def __init__(self, deal: str, what: str, lacks: str) -> None:
        super().__init__(f"{deal} gives nothing for a picture of {what}: {lacks}", "draw something else with --what")


class NoBordersError(TruceError):
    """A file that should hold border lines and does not."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(
            f"{file} holds no borders that can be drawn: {why}", "give GeoJSON: a FeatureCollection of lines"
        )


@click.command(
    epilog="Exit codes: 0 written; 2 wrong use, unreadable input, nothing to draw, or a file that would be written "
    "over. Example: truce draw my.deal.md --what waits --out waits.svg"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.option(
    "--what",
    type=click.Choice(["waits", "exposure", "map"]),
    default="waits",
    show_default=True,
    help="Who waits for whom; the worst order for each side; the places.",
)
@click.option("--out", type=click.Path(path_type=Path), help="The file, .svg; several get a number. Without it: text.")
@click.option("--borders", type=click.Path(path_type=Path), help="GeoJSON with lines to draw under the map.")
@click.option("--force", is_flag=True, help="Write over a file that holds something else.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a picture: file, sha256, title, description.")
@in_language
def draw(deal: Path, what: str, out: Path | None, borders: Path | None, force: bool, as_json: bool, lang: str) -> None:
    """Draw DEAL as SVG: who waits for whom, how exposed each side can be, or where it is.

    Pictures read without colour and on paper, and hold a description for those who do not see them. Without --out,
    who waits for whom and one staircase of exposure are printed as text.
    """
    if out is None:
        from trucekeeper.cli.draw_text import printed

        click.echo(printed(deal_at(deal), as_json, tongue(lang)))
        return
    figures = _figures(deal, what, borders, lang)
    for place, figure in enumerate(figures, 1):
        path = out if len(figures) == 1 else out.with_name(f"{out.stem}-{place}{out.suffix}")
        done = write_whole(path, figure.svg.encode(), force=force)
        click.echo(_shape(done, figure) if as_json else f"{done.path}: {figure.caption}")
        if not as_json:
            click.echo(f"  {figure.description}")


def _figures(path: Path, what: str, borders: Path | None, lang: str) -> tuple[Figure, ...]:
    """The pictures asked for.

    Raises:
        NothingToDrawError: When the deal lacks what they would show.
    """
    from trucekeeper.brief.pictures.waits import waits_picture
    from trucekeeper.brief.series import worst_orders
    from trucekeeper.brief.tongue import tongue_of
    from trucekeeper.deal.check import check

    deal, t = deal_at(path), tongue_of(lang)
    if what == "waits":
        if not deal.clauses:
            raise NothingToDrawError(str(path), what, "it has no clause")
        return (waits_picture(deal, check(deal).deadlock, t),)
    if what == "exposure":
        figures = worst_orders(deal, t)
        if not figures:
            raise NothingToDrawError(str(path), what, "no side lets anybody go before it gets something back")
        return figures
    figure = _map(deal, read_borders(borders), t)
    if figure is None:
        raise NothingToDrawError(str(path), what, "none of its places has a point")
    return (figure,)


def _map(deal: Deal, borders: Mapping[str, Any] | None, t: Tongue) -> Figure | None:
    from trucekeeper.brief.audience import Audience, Kind
    from trucekeeper.brief.matter import Matter
    from trucekeeper.brief.pictures.map import map_picture
    from trucekeeper.status.engine import status

    moment = now()
    empty = status(deal, (), at=moment, known_by=moment)
    reader = Audience(Kind.INTERNAL)
    return map_picture(
        Matter(deal=deal, entries=(), history=(), now=empty, before=None, audience=reader, zone=deal.zone, tongue=t),
        borders,
    )


def read_borders(path: Path | None) -> Mapping[str, Any] | None:
    """Read GeoJSON for a map.

    Raises:
        NoBordersError: When it is no FeatureCollection.
    """
    if path is None:
        return None
    try:
        held = json.loads(bytes_of(path))
    except ValueError:
        raise NoBordersError(str(path), "it is no JSON") from None
    if not isinstance(held, dict) or not isinstance(held.get("features"), list):
        raise NoBordersError(str(path), "it is no FeatureCollection")
    return held


def _shape(done: Written, figure: Figure) -> str:
    told = {"file": str(done.path), "sha256": done.sha256, "title": figure.caption, "description": figure.description}
    return json.dumps(told, ensure_ascii=False)
