"""Choosing one of the deals that the ledger serves."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from trucekeeper.people.account import Action
from trucekeeper.web.choice import COOKIE, written
from trucekeeper.web.guard import needs
from trucekeeper.web.routes.sign_in import inside
from trucekeeper.web.site import site_of

router = APIRouter()


@router.post("/which-deal")
@needs(Action.SEE)
def which(request: Request, id: Annotated[str, Form()], next: Annotated[str, Form()] = "/") -> Response:
    """Look at another deal in this browser."""
    answer = RedirectResponse(inside(next), 303)
    if id in site_of(request).deals.names():
        answer.set_cookie(COOKIE, written(id), max_age=365 * 86400, samesite="lax", httponly=True)
    return answer
