"""A control room in a thread on loopback, for tests that speak to it as a browser or a program would."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import uvicorn

from trucekeeper.cli.serve import sample
from trucekeeper.ledger.store import Store
from trucekeeper.ledger.store_memory import MemoryStore
from trucekeeper.people.account import Account, Grant
from trucekeeper.people.store import people_in_memory
from trucekeeper.web.app import make_app
from trucekeeper.web.deals import Deals
from trucekeeper.web.site import Site

#: A password that tests type; long enough to be taken.
PASSWORD = "a long enough sentence"


@dataclass
class Moving:
    """A clock that a test moves."""

    at: datetime = datetime(2016, 12, 16, 18, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Served:
    """A running control room.

    Attributes:
        address: Without a slash at the end.
        site: What it works on, to look inside or to record something behind the browser's back.
    """

    address: str
    site: Site
    clock: Moving = field(default_factory=Moving)


def site_in_memory(folder: Path, clock: Moving, *, practice: bool = True) -> Site:
    """A site whose ledger and people are gone when the test ends."""

    def store(create: bool, practice: bool) -> Store:
        return MemoryStore("test", practice=practice, now=clock)

    return Site(
        name="test",
        people=people_in_memory(clock),
        deals=Deals(folder),
        clock=clock,
        open_store=store,
        sample=sample,
    )


def with_story(site: Site) -> None:
    """Set the place up as the first page does: the bundled story, and one account a role, named as the role."""
    story = sample()
    site.open(create=True, practice=True)
    site.deals.folder.mkdir(parents=True, exist_ok=True)
    for name, text in story.texts.items():
        (site.deals.folder / name).write_bytes(text)
    site.desk.append(story.records, story.entered_by, documents=story.texts.values())
    site.people.set("clock", story.at.isoformat())
    site.people.set("known_from", "said")
    site.people.first("admin", "Admin", PASSWORD)
    for role in ("head", "analyst", "coordinator", "drafter", "editor", "observer", "partner"):
        site.people.add(Account(role, role.title(), (Grant(role),)), PASSWORD)
    site.people.add(Account("party", "Liaison", (Grant("party", party="GOV"),)), PASSWORD)


@contextmanager
def serving(site: Site, clock: Moving) -> Iterator[Served]:
    """Run a site on a free port of loopback until the block ends."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(make_app(site), log_level="error", access_log=False, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = monotonic() + 20
        while not server.started:
            assert thread.is_alive(), "the server ended before it began"
            assert monotonic() < until, "the server did not start"
            sleep(0.01)
        try:
            yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", site, clock)
        finally:
            server.should_exit = True
            thread.join(10)
