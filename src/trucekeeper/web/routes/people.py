"""The page People: who may sign in, as what, and for what; every change is asked of somebody who administers."""

from typing import Annotated, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.core.errors import TruceError
from trucekeeper.people.account import ROLES, Account, Action, Grant, Sensitivity
from trucekeeper.people.rights import OF_STEP
from trucekeeper.people.store import UnknownRoleError
from trucekeeper.web.errors import status_of
from trucekeeper.web.guard import needs
from trucekeeper.web.render import page
from trucekeeper.web.site import Site, site_of

router = APIRouter()


class UnknownPartyError(TruceError):
    """A party or place that no text of the deal has."""

    def __init__(self, what: str, known: list[str]) -> None:
        super().__init__(
            f'no text of the deal has "{what}"', f"use one of {', '.join(known) or 'none: there is no deal'}"
        )


class PartyMissingError(TruceError):
    """A role of a party without a party: it would be worth nothing."""

    def __init__(self, role: str) -> None:
        super().__init__(f"the role {role} needs the party whose people hold it", "choose a party")


class UnknownStepError(TruceError):
    """A step that no case has."""

    def __init__(self, step: str) -> None:
        super().__init__(f'a case has no step "{step}"', f"divide by commas; steps are {', '.join(OF_STEP)}")


@router.get("/people", response_class=HTMLResponse)
@needs(Action.ADMINISTER)
def people(request: Request) -> HTMLResponse:
    """List everybody with what was granted to them."""
    return _page(request)


@router.post("/people", response_class=HTMLResponse)
@needs(Action.ADMINISTER)
def add(
    request: Request,
    id: Annotated[str, Form()],
    password: Annotated[str, Form()],
    role: Annotated[str, Form()],
    name: Annotated[str, Form()] = "",
    party: Annotated[str, Form()] = "",
    places: Annotated[str, Form()] = "",
    upto: Annotated[str, Form()] = "",
    steps: Annotated[str, Form()] = "",
) -> Response:
    """Create an account with a first role."""
    site = site_of(request)
    try:
        grant = _grant(site, role, party, places, upto, steps)
        site.people.add(Account(id.strip(), name.strip(), (grant,)), password)
    except TruceError as error:
        given = {"id": id, "name": name, "role": role, "party": party, "places": places}
        return _page(request, error, given)
    return RedirectResponse(f"/people#account-{id.strip()}", 303)


@router.post("/people/{id}/grants")
@needs(Action.ADMINISTER)
def give(
    request: Request,
    id: str,
    role: Annotated[str, Form()],
    party: Annotated[str, Form()] = "",
    places: Annotated[str, Form()] = "",
    upto: Annotated[str, Form()] = "",
    steps: Annotated[str, Form()] = "",
) -> Response:
    """Give one more role."""
    site = site_of(request)
    try:
        grant = _grant(site, role, party, places, upto, steps)
        account = site.people.account(id)
        site.people.change(id, grants=tuple(dict.fromkeys((*account.grants, grant))))
    except TruceError as error:
        return _page(request, error)
    return RedirectResponse(f"/people#account-{id}", 303)


@router.post("/people/{id}/grants/{number}/end")
@needs(Action.ADMINISTER)
def take(request: Request, id: str, number: int) -> Response:
    """Take a role away; `number` counts the grants of the account from 0."""
    site = site_of(request)
    try:
        kept = [one for place, one in enumerate(site.people.account(id).grants) if place != number]
        site.people.change(id, grants=tuple(kept))
    except TruceError as error:
        return _page(request, error)
    return RedirectResponse(f"/people#account-{id}", 303)


@router.post("/people/{id}/address")
@needs(Action.ADMINISTER)
def address(request: Request, id: str, email: Annotated[str, Form()] = "") -> Response:
    """Expect somebody through the provider by their verified address; the first time pins the provider's name."""
    people = site_of(request).people
    try:
        people.identities.expect(people.account(id).id, email.strip())
    except TruceError as error:
        return _page(request, error)
    return RedirectResponse(f"/people#account-{id}", 303)


@router.post("/people/{id}/close")
@needs(Action.ADMINISTER)
def close(request: Request, id: str, again: Annotated[str, Form()] = "") -> Response:
    """Close an account, or open it again; what was entered under it stays."""
    try:
        site_of(request).people.change(id, disabled=again != "open")
    except TruceError as error:
        return _page(request, error)
    return RedirectResponse(f"/people#account-{id}", 303)


@router.post("/people/{id}/password")
@needs(Action.ADMINISTER)
def password(request: Request, id: str, password: Annotated[str, Form()]) -> Response:
    """Set a new password for somebody who has lost theirs, and take the second step away with it."""
    people = site_of(request).people
    try:
        people.change(id, password=password)
        people.keep_secret(id, None)
    except TruceError as error:
        return _page(request, error)
    return RedirectResponse(f"/people#account-{id}", 303)


def _page(request: Request, error: TruceError | None = None, given: dict[str, str] | None = None) -> HTMLResponse:
    site = site_of(request)
    return page(
        request,
        "people.html",
        status=status_of(error) if error else 200,
        error=error,
        given=given or {"id": "", "name": "", "role": "observer", "party": "", "places": ""},
        accounts=site.people.accounts(),
        roles=ROLES,
        parties=_ids(site, "parties"),
        places=_ids(site, "places"),
        levels=tuple(Sensitivity),
    )


def _grant(site: Site, role: str, party: str, places: str, upto: str, steps: str = "") -> Grant:
    """Read what a form grants.

    Raises:
        UnknownRoleError, UnknownPartyError, PartyMissingError, UnknownStepError: It names what there is not.
    """
    if role not in ROLES:
        raise UnknownRoleError(role)
    if ROLES[role].of_a_party and not party:
        raise PartyMissingError(role)
    at = tuple(dict.fromkeys(places.replace(",", " ").split()))
    for one, known in ((party, _ids(site, "parties")), *((place, _ids(site, "places")) for place in at)):
        if one and one not in known:
            raise UnknownPartyError(one, known)
    taken = tuple(dict.fromkeys(one.strip() for one in steps.split(",") if one.strip()))
    if strange := [one for one in taken if one not in OF_STEP]:
        raise UnknownStepError(strange[0])
    return Grant(role, party, at, Sensitivity[upto] if upto in Sensitivity.__members__ else None, taken)


def _ids(site: Site, what: str) -> list[str]:
    """Parties or places of all texts of the deal."""
    texts = site.deals.texts().judged
    return sorted({cast(str, one.id) for deal in texts for one in getattr(deal, what)})
