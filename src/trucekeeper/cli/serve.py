"""`truce serve`: the control room in a browser."""

import contextlib
import os
import secrets
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.rank import rank_wanted
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    import socket

    from trucekeeper.ledger.store import Store
    from trucekeeper.web.provider import Provider
    from trucekeeper.web.site import Sample, Site


class PortTakenError(TruceError):
    """An address on which something else listens already."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"nothing can be served at {host}:{port}: {why}", "name another one with --port")


class NoOidcError(TruceError):
    """A provider to sign in through, without what it takes."""

    def __init__(self) -> None:
        super().__init__(
            "people cannot sign in through a provider: --oidc-client is missing, or the extra oidc is not installed",
            "pip install 'trucekeeper[oidc]', and --oidc-client with the name that the provider gave",
        )


@click.command(
    epilog="Exit codes: 0 stopped; 2 the ledger or the address cannot be used. "
    "Example: truce serve --db my.ledger --deal deals"
)
@click.option(
    "--db",
    default="truce.ledger",
    show_default=True,
    metavar="LEDGER",
    help="A ledger: a file, or postgresql://user@host/database#LEDGER. The first page makes it.",
)
@click.option(
    "--deal",
    type=click.Path(path_type=Path),
    metavar="DEAL_OR_FOLDER",
    help="A deal file, or a folder with all its versions; the folder deals beside the ledger where left out.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; this machine alone.")
@click.option("--port", default=8737, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--proxy", is_flag=True, help="Behind a reverse proxy on this machine: believe what it says of HTTPS.")
@click.option(
    "--oidc", metavar="ISSUER", help="Let people sign in through this OpenID provider too; needs --oidc-client."
)
@click.option("--oidc-client", metavar="ID", default="", help="Our name there; its secret in TRUCEKEEPER_OIDC_SECRET.")
@click.option(
    "--oidc-new",
    type=click.Choice(["observer", "partner"]),
    help="Give whoever the provider names and nobody expects an account with this role; nobody where left out.",
)
def serve(
    db: str,
    deal: Path | None,
    host: str,
    port: int,
    proxy: bool,
    oidc: str | None,
    oidc_client: str,
    oidc_new: str | None,
) -> None:
    """Serve the control room: the deal, what is claimed, what is due next, in a browser.

    The first page asks who administers the place and what to begin with; a bundled story can be loaded to practise on.
    It listens on this machine alone unless --host says otherwise. Stop it with Ctrl-C.
    """
    import uvicorn

    from trucekeeper.web.app import make_app

    provider = _provider(oidc, oidc_client, oidc_new or "") if oidc else None
    listening = _socket(host, port)
    alone = _is_loopback(host) and not proxy
    site = site_at(db, deal, "" if alone else secrets.token_urlsafe(9))
    site.provider = provider
    if site.ready:
        click.echo("Reading the ledger ...", err=True)
        site.warm()
    address = f"http://{host if ':' not in host else f'[{host}]'}:{listening.getsockname()[1]}/"
    click.echo(f"The control room is at {address}  (Ctrl-C stops it)")
    if site.set_up_code and not site.people.any():
        click.echo(f"Set-up code for the first run: {site.set_up_code}")
    config = uvicorn.Config(
        make_app(site, alerts=True),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=proxy,
        timeout_graceful_shutdown=3,
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    click.echo("Stopped.", err=True)


def _provider(issuer: str, client: str, new_role: str) -> "Provider":
    """The provider to sign in through.

    Raises:
        NoOidcError: The extra is not installed, or our name there is missing.
    """
    from importlib.util import find_spec

    from trucekeeper.web.provider import Provider

    if not client or find_spec("authlib") is None or find_spec("httpx") is None:
        raise NoOidcError
    secret = os.environ.get("TRUCEKEEPER_OIDC_SECRET", "")
    return Provider(issuer, client, lambda: datetime.now(UTC), secret, new_role)


def site_at(db: str, deal: Path | None, set_up_code: str = "") -> "Site":
    """The site of a ledger, open where the ledger is there already."""
    from trucekeeper.people.store import people_at
    from trucekeeper.web.deals import Deals
    from trucekeeper.web.site import Site

    def now() -> datetime:
        return datetime.now(UTC)

    site = Site(
        name=db.rpartition("@")[2],
        people=people_at(db, now),
        deals=Deals(deal or _beside(db)),
        clock=now,
        open_store=lambda create, practice: _store(db, create, practice),
        sample=sample,
        set_up_code=set_up_code,
        rank=rank_wanted(),
    )
    if _is_there(db):
        site.open()
    return site


def sample() -> "Sample":
    """The first bundled story, to practise on."""
    from trucekeeper.cli.demo import read_records
    from trucekeeper.cli.story import read_story, story_names
    from trucekeeper.web.site import Sample

    story = read_story(story_names()[0])
    texts = {one.file: (story.folder / one.file).read_bytes() for one in story.deals}
    records = read_records(story.folder / story.records)
    return Sample(story.title, records, texts, story.entered_by, story.brief_at)


def _beside(db: str) -> Path:
    return Path("deals") if "://" in db else Path(db).parent / "deals"


def _store(db: str, create: bool, practice: bool) -> "Store":
    from trucekeeper.cli.inputs import AlteredLedgerError
    from trucekeeper.ledger.stores import open_store

    store = open_store(db, create=create, practice=practice)
    damage = None if create else store.damage()
    if damage is not None:
        store.close()
        raise AlteredLedgerError(Path(db), damage.message)
    return store


def _is_there(db: str) -> bool:
    from trucekeeper.ledger.stores import is_missing

    return not is_missing(db)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _socket(host: str, port: int) -> "socket.socket":
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as why:
        listening.close()
        raise PortTakenError(host, port, why.strerror or str(why)) from None
    return listening
