"""Signing in through the organisation's own service: out to it, and back."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from trucekeeper.core.errors import TruceError
from trucekeeper.people.account import Account
from trucekeeper.people.identity import new_account
from trucekeeper.web.errors import NoSuchPageError, status_of
from trucekeeper.web.guard import open_to_all
from trucekeeper.web.provider import Identity, Provider, ProviderError
from trucekeeper.web.render import page
from trucekeeper.web.routes.sign_in import inside, signed_in
from trucekeeper.web.site import Site, site_of

router = APIRouter()

#: Keeps the state of a sign-in in the browser that began it.
COOKIE: Final = "truce_provider"


@router.get("/sign-in/provider")
@open_to_all
def out(request: Request, next: str = "/now") -> Response:
    """Lead to the provider."""
    provider = _provider(request)
    back = str(request.base_url).rstrip("/") + "/sign-in/provider/back"
    try:
        address, state = provider.begin(back, inside(next))
    except TruceError as error:
        return _failed(request, error)
    answer = RedirectResponse(address, 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, state, max_age=600, httponly=True, samesite="lax", secure=secure, path="/sign-in")
    return answer


@router.get("/sign-in/provider/back")
@open_to_all
def back(request: Request, state: str = "", code: str = "", error: str = "") -> Response:
    """Take what the provider led back with, and begin a session for whom it names."""
    provider, site = _provider(request), site_of(request)
    try:
        if error or not code:
            raise ProviderError("the provider did not let you in")
        identity, next = provider.end(state, request.cookies.get(COOKIE, ""), code)
        account = _account(site, provider, identity)
        answer = signed_in(request, site.people.begin(account), next)
    except TruceError as why:
        answer = _failed(request, why)
    answer.delete_cookie(COOKIE, path="/sign-in")
    return answer


def _provider(request: Request) -> Provider:
    provider = site_of(request).provider
    if provider is None:
        raise NoSuchPageError(request.url.path)
    return provider


def _account(site: Site, provider: Provider, identity: Identity) -> Account:
    """The account of whom the provider names.

    Raises:
        ProviderError: Nobody expects them, or the account is closed.
    """
    id = site.people.identities.of(identity.issuer, identity.subject, identity.email)
    if id is None and not provider.new_role:
        raise ProviderError("nobody here expects you; whoever administers people can")
    if id is None:
        account = new_account(site.people, provider.new_role, identity.name)
        site.people.identities.pin(identity.issuer, identity.subject, account.id)
        return account
    account = site.people.account(id)
    if account.disabled:
        raise ProviderError("the account is closed")
    return account


def _failed(request: Request, error: TruceError) -> Response:
    return page(request, "sign_in.html", status=status_of(error), error=error, next="/now", id="")
