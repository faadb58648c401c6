"""The first page: it sets the place up where nothing is set up yet, and leads on where it is."""

import hmac
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.record import DealVersion
from trucekeeper.people.store import SetUpError
from trucekeeper.web.errors import status_of
from trucekeeper.web.guard import open_to_all
from trucekeeper.web.render import page, reader_language
from trucekeeper.web.routes.sign_in import signed_in
from trucekeeper.web.site import Site, sample_folder, site_of

router = APIRouter()


class WrongSetUpCodeError(TruceError):
    """A first run by somebody who does not know the code that the terminal shows."""

    def __init__(self) -> None:
        super().__init__("the set-up code is not right", "it stands in the terminal in which truce serve runs")


class TextsInTheWayError(TruceError):
    """A story to practise on, where texts of a deal lie already."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"{folder} holds files already, so the story was not put there", "name an empty folder: --deal"
        )


@router.get("/", response_class=HTMLResponse)
@open_to_all
def first(request: Request) -> Response:
    """Where to begin: the first run, signing in, or the page Now."""
    site = site_of(request)
    if site.ready:
        return RedirectResponse("/now", 303)
    return _form(request, site)


@router.post("/", response_class=HTMLResponse)
@open_to_all
def set_up(
    request: Request,
    id: Annotated[str, Form()],
    password: Annotated[str, Form()],
    again: Annotated[str, Form()],
    name: Annotated[str, Form()] = "",
    begin: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
) -> Response:
    """Create the account that administers everything, and the ledger; all or nothing that matters."""
    site = site_of(request)
    try:
        if site.people.any():
            raise SetUpError
        if site.set_up_code and not hmac.compare_digest(code.strip().encode(), site.set_up_code.encode()):
            raise WrongSetUpCodeError
        if password != again:
            raise TruceError("the two passwords differ", "type the same one twice")
        if begin == "sample" and not sample_folder(site.deals.folder):
            raise TextsInTheWayError(str(site.deals.folder))
        account = site.people.first(id.strip(), name.strip(), password, language=reader_language(request).code)
        if not site.has_ledger:
            _ledger(site, begin)
    except TruceError as error:
        return _form(request, site, error, {"id": id, "name": name, "begin": begin})
    return signed_in(request, site.people.begin(account), "/now")


def _form(
    request: Request, site: Site, error: TruceError | None = None, given: dict[str, str] | None = None
) -> HTMLResponse:
    if site.people.any() and site.has_ledger:
        raise SetUpError
    return page(
        request,
        "set_up.html",
        status=status_of(error) if error else 200,
        error=error,
        given=given or {"id": "", "name": "", "begin": "sample"},
        has_sample=site.sample is not None,
        asks_code=bool(site.set_up_code),
    )


def _ledger(site: Site, begin: str) -> None:
    """Make the ledger: with the bundled story, empty for practice, or empty for real work."""
    desk = site.open(create=True, practice=begin != "real")
    if begin != "sample" or site.sample is None:
        return
    sample = site.sample()
    site.deals.folder.mkdir(parents=True, exist_ok=True)
    for name, text in sample.texts.items():
        (site.deals.folder / name).write_bytes(text)
    named = {one.sha256 for one in sample.records if isinstance(one, DealVersion)}
    documents = [text for text in sample.texts.values() if sha256(text).hexdigest() in named]
    desk.append(sample.records, sample.entered_by, documents=documents)
    site.people.set("clock", sample.at.isoformat())
    site.people.set("known_from", "said")
