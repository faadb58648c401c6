"""Signing in and out, and the language of a browser."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.core.errors import TruceError
from trucekeeper.people.store import LONGEST, Session
from trucekeeper.web.errors import status_of
from trucekeeper.web.guard import COOKIE, open_to_all
from trucekeeper.web.language import COOKIE as LANGUAGE_COOKIE
from trucekeeper.web.language import LANGUAGES
from trucekeeper.web.render import page
from trucekeeper.web.site import site_of

router = APIRouter()


@router.get("/sign-in", response_class=HTMLResponse)
@open_to_all
def form(request: Request, next: str = "/now") -> Response:
    """The form; where nothing is set up yet, the first run comes before."""
    if not site_of(request).ready:
        return RedirectResponse("/", 303)
    return page(request, "sign_in.html", error=None, next=inside(next), id="")


@router.post("/sign-in", response_class=HTMLResponse)
@open_to_all
def sign_in(
    request: Request,
    id: Annotated[str, Form()],
    password: Annotated[str, Form()],
    code: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/now",
) -> Response:
    """Begin a session; an older one of this browser ends."""
    people = site_of(request).people
    try:
        session = people.sign_in(id.strip(), password, code)
    except TruceError as error:
        return page(request, "sign_in.html", status=status_of(error), error=error, next=inside(next), id=id)
    if old := request.cookies.get(COOKIE):
        people.sign_out(old)
    return signed_in(request, session, inside(next))


@router.post("/sign-out")
@open_to_all
def sign_out(request: Request) -> Response:
    """End the session."""
    if secret := request.cookies.get(COOKIE):
        site_of(request).people.sign_out(secret)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


@router.post("/language")
@open_to_all
def language(request: Request, code: Annotated[str, Form()], next: Annotated[str, Form()] = "/") -> Response:
    """Choose the language of this browser."""
    answer = RedirectResponse(inside(next), 303)
    if code in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, code, max_age=365 * 86400, samesite="lax", httponly=True)
    return answer


def signed_in(request: Request, session: Session, next: str) -> Response:
    """Lead on with the cookie of a session that has just begun."""
    answer = RedirectResponse(next, 303)
    answer.set_cookie(
        COOKIE,
        session.secret,
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def inside(address: str) -> str:
    """An address on this site, or the first page: nobody is led elsewhere after signing in."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and "\\" not in address else "/"
