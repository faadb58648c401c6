"""The page Map: where the deal says something happens, and where something is said to have happened."""

import json
import re
from itertools import product
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from trucekeeper.brief.matter import Matter
from trucekeeper.brief.pictures.map import map_picture
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import moment
from trucekeeper.people.account import Action, Sensitivity
from trucekeeper.web.carrying import carried, operations, rows, with_exchanges_first
from trucekeeper.web.desk import Question
from trucekeeper.web.errors import NoSuchPageError
from trucekeeper.web.guard import Who, needs, who_of
from trucekeeper.web.mapped import mapped
from trucekeeper.web.moving import Seen, convoy_layer, convoys_seen
from trucekeeper.web.past import asked_in, matter_of, moments_known
from trucekeeper.web.render import page, reader_language
from trucekeeper.web.site import Site, site_of

router = APIRouter()

#: Files beside the deal that are drawn under everything else: border lines, control areas, a base map.
LAYERS: Final = (".geojson", ".pmtiles")
#: What a layer's name may be made of; nothing that leads out of the folder.
NAME: Final = re.compile(r"[\w][\w .-]{0,80}\Z")


@router.get("/map", response_class=HTMLResponse)
@needs(Action.SEE, Sensitivity.PUBLIC)
def map_page(request: Request, known_by: str = "") -> HTMLResponse:
    """Show places, routes and claims as known at a moment; what has no point is listed beside the map.

    Args:
        request: Whose page it is.
        known_by: The moment shown; now where empty.
    """
    site, who = site_of(request), who_of(request)
    question = site.question(moment(known_by, site.zone) if known_by else None)
    matter = matter_of(site, who, question if known_by else None, reader_language(request).code)
    question = asked_in(matter, question)
    layers: dict[str, Any] = {}
    nowhere: tuple[Any, ...] = ()
    picture = None
    seen: tuple[Seen, ...] = ()
    if matter is not None:
        layers, nowhere = mapped(matter)
        seen = _convoys(site, who, question, matter) if not known_by else ()
        layers["convoys"] = convoy_layer(seen)
        picture = map_picture(matter, None if who.outside else _borders(site))
    return page(
        request,
        "map.html",
        matter=matter,
        layers=layers,
        nowhere=nowhere,
        convoys=seen,
        picture=picture,
        question=question,
        moments=moments_known(site, who, question.known_from, site.now() if known_by else question.known_by),
        under=[] if who.outside else [one.name for one in _files(site)],
        live=not known_by,
    )


def _convoys(site: Site, who: Who, question: Question, matter: Matter) -> tuple[Seen, ...]:
    """Where the convoys of the operations beside the deal are; for those who order or plan them, nobody else."""
    if not (who.may(Action.ORDER) or who.may(Action.PLAN)):
        return ()
    records = [one.record for one in matter.entries]
    found: list[Seen] = []
    texts = with_exchanges_first([matter.deal, *(o for o in site.desk.deals.texts().judged if o != matter.deal)])
    for path, deal in product(operations(site.deals.folder), texts):
        try:
            one = carried(path, [deal], records, question.at)
        except (TruceError, ValueError):
            continue  # an operation of another text, or a broken one: the page Exchange says what is wrong with it
        if path.name not in {seen.operation for seen in found}:
            found += convoys_seen(one, rows(one, one.operation.seconds(question.at)), deal)
    return tuple(found)


@router.get("/map/layer/{name}")
@needs(Action.SEE)
def layer(request: Request, name: str) -> Response:
    """A file of the user's own that lies beside the deal; PMTiles are read in pieces.

    Args:
        request: Whose page it is.
        name: As the page lists it.
    """
    found = next((one for one in _files(site_of(request)) if one.name == name), None)
    if found is None:
        raise NoSuchPageError(f"/map/layer/{name}")
    kind = "application/geo+json" if found.suffix == ".geojson" else "application/octet-stream"
    return FileResponse(found, media_type=kind)


def _files(site: Site) -> list[Path]:
    folder = site.deals.folder
    if not folder.is_dir():
        return []
    return sorted(
        one for one in folder.iterdir() if one.is_file() and one.suffix.casefold() in LAYERS and NAME.match(one.name)
    )


def _borders(site: Site) -> dict[str, Any] | None:
    """All lines of the user's GeoJSON files, for the picture that is drawn without WebGL."""
    features: list[Any] = []
    for one in _files(site):
        if one.suffix.casefold() == ".geojson":
            try:
                held = json.loads(one.read_text(encoding="utf-8"))
            except ValueError:
                continue  # a half-written file spoils no page; truce draw --borders says what is wrong with it
            features += held.get("features", []) if isinstance(held, dict) else []
    return {"type": "FeatureCollection", "features": features} if features else None
