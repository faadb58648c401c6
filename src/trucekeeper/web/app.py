"""The application: what wraps it, what it is made of, how it answers errors."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

import trucekeeper
from trucekeeper.core.errors import TruceError
from trucekeeper.web.alerts.watch import Watchman
from trucekeeper.web.choice import DealChosen
from trucekeeper.web.errors import (
    NoSuchPageError,
    NotSetUpError,
    SignInFirstError,
    plain_answer,
    shape,
    status_of,
)
from trucekeeper.web.guard import guard
from trucekeeper.web.headers import SecurityHeaders
from trucekeeper.web.limits import BodyLimit
from trucekeeper.web.origin import SAFE, OwnOrigin
from trucekeeper.web.render import page
from trucekeeper.web.routes import (
    account,
    api,
    choice,
    deal,
    editor,
    enter,
    exchange,
    inbox,
    incident,
    live,
    log,
    now,
    people,
    provider,
    reads,
    record,
    report,
    set_up,
    settings,
    sign_in,
    sign_offs,
    timeline,
)
from trucekeeper.web.routes import alerts as alerts_route
from trucekeeper.web.routes import map as map_route
from trucekeeper.web.site import Site
from trucekeeper.web.static import FOLDER, Lasting

#: One file of `routes/` each; a new page is one more.
ROUTERS: Final[tuple[APIRouter, ...]] = (
    set_up.router,
    sign_in.router,
    choice.router,
    provider.router,
    now.router,
    record.router,
    deal.router,
    inbox.router,
    incident.router,
    exchange.router,
    enter.router,
    sign_offs.router,
    report.router,
    editor.router,
    map_route.router,
    timeline.router,
    log.router,
    reads.router,
    people.router,
    settings.router,
    account.router,
    alerts_route.router,
    api.router,
    live.router,
)


def make_app(site: Site, *, alerts: bool = False) -> FastAPI:
    """The control room of one place.

    Args:
        site: What it has at hand; closed when the server ends.
        alerts: True where this process sends e-mail and webhooks by the rules that people have made.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watchman = Watchman(site, site.clock)
        if alerts:
            watchman.start()
        yield
        # Stopping waits for a look in progress; the loop goes on meanwhile for the pages that are still open.
        await run_in_threadpool(watchman.stop)
        site.close()

    app = FastAPI(
        title="Trucekeeper",
        version=trucekeeper.__version__,
        docs_url=None,  # those pages load from elsewhere
        redoc_url=None,
        openapi_url=None,
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
        dependencies=[Depends(guard)],
        lifespan=lifespan,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(OwnOrigin),
            Middleware(DealChosen),
            Middleware(BodyLimit),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
    )
    app.state.site = site
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", Lasting(directory=FOLDER), name="static")
    app.add_exception_handler(TruceError, _truce_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _bad_request)
    return app


async def _truce_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, TruceError)
    if _wants_page(request):
        if isinstance(error, SignInFirstError) and request.method in SAFE:
            return RedirectResponse(f"/sign-in?next={quote(_path(request))}", 303)
        if isinstance(error, NotSetUpError):
            return RedirectResponse("/", 303)
        return page(request, "error.html", status=status_of(error), error=error)
    return plain_answer(error)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = NoSuchPageError(request.url.path) if error.status_code == 404 else TruceError(str(error.detail))
    if _wants_page(request):
        return page(request, "error.html", status=error.status_code, error=told)
    return JSONResponse(shape(told), error.status_code, headers=error.headers)


async def _bad_request(request: Request, error: Exception) -> Response:
    """What a form or a program sent is not of the kind asked for: each place is named."""
    assert isinstance(error, RequestValidationError)
    places = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
    told = TruceError(f"what was sent cannot be used: {places}")
    if _wants_page(request):
        return page(request, "error.html", status=422, error=told)
    return JSONResponse(shape(told), 422)


def _wants_page(request: Request) -> bool:
    """True for a browser that shows a page; programs and parts of pages get JSON."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def _path(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
