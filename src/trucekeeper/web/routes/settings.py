"""The page Settings: zone, cut-off time, from when records count, and where a practice clock stands."""

import re
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, moment
from trucekeeper.people.account import Action
from trucekeeper.people.rights import Grave
from trucekeeper.people.rights import two_persons as two_persons_of
from trucekeeper.web.errors import status_of
from trucekeeper.web.guard import needs
from trucekeeper.web.render import page
from trucekeeper.web.site import Site, site_of

router = APIRouter()


class UnknownZoneError(TruceError):
    """A time zone that the tables do not have."""

    def __init__(self, zone: str) -> None:
        super().__init__(
            f'there is no time zone "{zone}"', "write it like Asia/Damascus; leave it empty for the deal's own"
        )


class BadCutOffError(TruceError):
    """A cut-off time that is no time of day."""

    def __init__(self, text: str) -> None:
        super().__init__(f'"{text}" is no time of day', "write it like 20:00")


class RealClockError(TruceError):
    """A standing clock for a ledger of real work."""

    def __init__(self) -> None:
        super().__init__("only the clock of a practice ledger can stand", "ask about a past moment on the page Now")


@router.get("/settings", response_class=HTMLResponse)
@needs(Action.ADMINISTER)
def settings(request: Request) -> HTMLResponse:
    """Show what is set."""
    return _page(request)


@router.post("/settings", response_class=HTMLResponse)
@needs(Action.ADMINISTER)
def change(
    request: Request,
    zone: Annotated[str, Form()] = "",
    cut_off: Annotated[str, Form()] = "",
    known_from: Annotated[str, Form()] = "recorded",
    clock: Annotated[str, Form()] = "",
    two_persons: Annotated[list[str], Form()] = [],  # noqa: B006  read only
) -> Response:
    """Set all of it or nothing."""
    site = site_of(request)
    try:
        values = _read(site, zone.strip(), cut_off.strip(), known_from, clock.strip())
    except TruceError as error:
        return _page(request, error)
    values["two_persons"] = ", ".join(one for one in Grave if one in two_persons)
    for key, value in values.items():
        site.people.set(key, value)
    site.desk.announce("ledger", {"from": site.desk.position, "to": site.desk.position, "kinds": [], "clauses": []})
    return RedirectResponse("/settings", 303)


def _read(site: Site, zone: str, cut_off: str, known_from: str, clock: str) -> dict[str, str]:
    """What a form sets, as it is kept.

    Raises:
        UnknownZoneError, BadCutOffError, RealClockError, MomentError: One of the values cannot be.
    """
    if zone and zone not in available_timezones():
        raise UnknownZoneError(zone)
    if cut_off and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", cut_off):
        raise BadCutOffError(cut_off)
    if clock and not site.desk.practice:
        raise RealClockError
    stands = iso(moment(clock, ZoneInfo(zone) if zone else site.zone)) if clock else ""
    said = "said" if known_from == "said" else ""
    return {"zone": zone, "cut_off": cut_off, "known_from": said, "clock": stands}


def _page(request: Request, error: TruceError | None = None) -> HTMLResponse:
    site = site_of(request)
    return page(
        request,
        "settings.html",
        status=status_of(error) if error else 200,
        error=error,
        values=site.people.settings(),
        standing=site.standing_clock,
        graves=[(one, one in two_persons_of(site.people.settings()), one is Grave.HAND_OVER) for one in Grave],
        deal_zone=next((one.zone for one in site.deals.texts().judged if one.zone), None),
        files=site.deals.files(),
    )
