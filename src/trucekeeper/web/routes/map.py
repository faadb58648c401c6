"""The page Map: where the deal says something happens, and where something is said to have happened."""

import json
import re
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from trucekeeper.brief.pictures.map import map_picture
from trucekeeper.core.moment import moment
from trucekeeper.people.account import Action
from trucekeeper.web.errors import NoSuchPageError
from trucekeeper.web.guard import needs, who_of
from trucekeeper.web.mapped import mapped
from trucekeeper.web.past import matter_of, moments_known
from trucekeeper.web.render import page
from trucekeeper.web.site import Site, site_of

router = APIRouter()

#: Files beside the deal that are drawn under everything else: border lines, control areas, a base map.
LAYERS: Final = (".geojson", ".pmtiles")
#: What a layer's name may be made of; nothing that leads out of the folder.
NAME: Final = re.compile(r"[\w][\w .-]{0,80}\Z")


@router.get("/map", response_class=HTMLResponse)
@needs(Action.SEE)
def map_page(request: Request, known_by: str = "") -> HTMLResponse:
    """Show places, routes and claims as known at a moment; what has no point is listed beside the map.

    Args:
        request: Whose page it is.
        known_by: The moment shown; now where empty.
    """
    site, who = site_of(request), who_of(request)
    question = site.question(moment(known_by, site.zone) if known_by else None)
    matter = matter_of(site, who, question)
    layers: dict[str, Any] = {}
    nowhere: tuple[Any, ...] = ()
    picture = None
    if matter is not None:
        layers, nowhere = mapped(matter)
        picture = map_picture(matter, _borders(site))
    return page(
        request,
        "map.html",
        matter=matter,
        layers=layers,
        nowhere=nowhere,
        picture=picture,
        question=question,
        moments=moments_known(site.desk.entries, question.known_from, site.now()),
        under=[one.name for one in _files(site)],
        live=not known_by,
    )


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
