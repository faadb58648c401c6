"""The page of one's own account: password, language, second step, keys for programs."""

import base64
import binascii
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.core.errors import TruceError
from trucekeeper.people import totp
from trucekeeper.people.account import Action, Sensitivity
from trucekeeper.people.store import NotSignedInError
from trucekeeper.web.errors import status_of
from trucekeeper.web.guard import needs, who_of
from trucekeeper.web.language import LANGUAGES
from trucekeeper.web.render import page
from trucekeeper.web.routes.sign_in import signed_in
from trucekeeper.web.site import site_of

router = APIRouter()


class WrongCodeError(TruceError):
    """A code that the app does not show now: the second step was not switched on, so that nobody is locked out."""

    def __init__(self) -> None:
        super().__init__("this is not the code that belongs to the secret; nothing was changed", "type the newest code")


class PasswordsDifferError(TruceError):
    """Two passwords that should be the same."""

    def __init__(self) -> None:
        super().__init__("the two passwords differ", "type the same one twice")


@router.get("/account", response_class=HTMLResponse)
@needs(Action.SEE, Sensitivity.PUBLIC)
def account(request: Request) -> HTMLResponse:
    """Show one's own account."""
    return _page(request)


@router.post("/account/password", response_class=HTMLResponse)
@needs(Action.SEE, Sensitivity.PUBLIC)
def password(
    request: Request, old: Annotated[str, Form()], new: Annotated[str, Form()], again: Annotated[str, Form()]
) -> Response:
    """Change the password; all other sessions end."""
    people, id = site_of(request).people, who_of(request).id
    try:
        if new != again:
            raise PasswordsDifferError
        if not people.knows_password(id, old):
            raise NotSignedInError
        changed = people.change(id, password=new)
    except TruceError as error:
        return _page(request, error)
    return signed_in(request, people.begin(changed), "/account")


@router.post("/account/language")
@needs(Action.SEE, Sensitivity.PUBLIC)
def language(request: Request, code: Annotated[str, Form()]) -> Response:
    """Choose the language for every browser in which one signs in."""
    if code in LANGUAGES:
        site_of(request).people.change(who_of(request).id, language=code)
    return RedirectResponse("/account", 303)


@router.post("/account/second-step", response_class=HTMLResponse)
@needs(Action.SEE, Sensitivity.PUBLIC)
def second_step(
    request: Request,
    secret: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
    old: Annotated[str, Form()] = "",
) -> Response:
    """Switch the second step on with a code that shows that the app has the secret, or off with the password."""
    people, id = site_of(request).people, who_of(request).id
    try:
        if not secret:
            if not people.knows_password(id, old):
                raise NotSignedInError
            people.keep_secret(id, None)
        elif not people.keep_secret(id, _bytes(secret), code):
            raise WrongCodeError
    except TruceError as error:
        return _page(request, error)
    return RedirectResponse("/account", 303)


@router.post("/account/keys", response_class=HTMLResponse)
@needs(Action.SEE, Sensitivity.PUBLIC)
def new_key(request: Request, label: Annotated[str, Form()]) -> Response:
    """Make a key for a program; it is shown this once."""
    key = site_of(request).people.new_token(who_of(request).id, label)
    return _page(request, key=key)


@router.post("/account/keys/{key}/end")
@needs(Action.SEE, Sensitivity.PUBLIC)
def end_key(request: Request, key: str) -> Response:
    """Make a key of one's own useless."""
    site_of(request).people.end_token(who_of(request).id, key)
    return RedirectResponse("/account", 303)


def _bytes(secret: str) -> bytes:
    try:
        found = base64.b32decode(secret + "=" * (-len(secret) % 8))
    except (binascii.Error, ValueError):
        raise WrongCodeError from None
    if len(found) != totp.SECRET_BYTES:
        raise WrongCodeError
    return found


def _page(request: Request, error: TruceError | None = None, key: str = "") -> HTMLResponse:
    people, who = site_of(request).people, who_of(request)
    secret = people.new_secret()
    return page(
        request,
        "account.html",
        status=status_of(error) if error else 200,
        error=error,
        key=key,
        tokens=people.tokens(who.id),
        account=people.account(who.id),
        secret=totp.shown(secret),
        otpauth=totp.address(secret, who.id),
    )
