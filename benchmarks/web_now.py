"""The page Now over a million records and 200 clauses: 50 people refreshing, and one new claim in 200 open pages.

A real server (`truce serve`'s application with uvicorn) in a process of its own, over a ledger in a file; the clients
share the machine with it. Server time is from the first byte of a request to the last of its answer, inside the server.
For scale, in the same run: the same server answering with a file of the same size.
Run: python -m benchmarks.web_now [RECORDS]
"""

import asyncio
import gzip
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import status_speed

PASSWORD = "a long enough sentence"
USERS, STREAMS = 50, 200
#: How often each of the 50 asks for its page anew, and for how long, seconds.
EVERY_S, FOR_S = 5.0, 40.0
BANS, DUTIES = 120, 80


def deal_text(start: datetime) -> str:
    window = f"{start:%Y-%m-%d %H:%M} to {start + timedelta(days=370):%Y-%m-%d %H:%M}"
    head = status_speed.HEAD.replace("2016-12-01 00:00", f"{start:%Y-%m-%d %H:%M}")
    bans = [f"must not CF{k}\n  by: {'NS'[k % 2]}\n  do: fire\n  type: fire\n  window: {window}\n" for k in range(BANS)]
    duties = [
        f"must A{k}\n  by: {'NS'[k % 2]}\n  do: let people leave\n  people: 100000\n  from: P\n"
        + (f"  window: {window}\n" if k < 78 else f"  after: A{k - 2} done\n")
        for k in range(DUTIES)
    ]
    return head + "".join(bans + duties) + "```\n"


def build(folder: Path, count: int) -> None:
    """A year of records up to an hour ago, in a file, with the accounts."""
    from trucekeeper.ledger.store_sqlite import SqliteStore
    from trucekeeper.people.store import people_at

    start = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=status_speed.YEAR_S + 3600)
    (folder / "deals").mkdir()
    (folder / "deals" / "big.deal.md").write_text(deal_text(start), encoding="utf-8")
    status_speed.START = start
    chance = random.Random(1)
    moment = [start]
    with closing(SqliteStore(folder / "big.ledger", create=True, now=lambda: moment[0])) as store:
        for first in range(0, count, 20_000):
            batch = [record(number, count, chance) for number in range(first, min(first + 20_000, count))]
            moment[0] = start + timedelta(seconds=(first + len(batch)) * status_speed.YEAR_S / count + 60)
            store.append(batch, "bench")
            print(f"\r{first + len(batch):,} records", end="", file=sys.stderr)
    print(file=sys.stderr)
    people = people_at(folder / "big.ledger", lambda: datetime.now(UTC))
    people.first("bench", "Bench", PASSWORD)
    (folder / "key").write_text(people.new_token("bench", "bench"), encoding="utf-8")
    people.close()


def record(number: int, count: int, chance: random.Random) -> Any:
    """As in the benchmark of status, spread over twice as many clauses."""
    from msgspec.structs import replace

    one = status_speed.record(number, count, chance)
    if not hasattr(one, "clause"):
        return one
    ban = one.clause.startswith("CF")
    return replace(one, clause=f"CF{chance.randrange(BANS)}" if ban else f"A{chance.randrange(DUTIES)}")


# ---- the server, in a process of its own


def serve(folder: Path, port: int) -> None:
    import uvicorn

    from trucekeeper.cli.serve import site_at
    from trucekeeper.web.app import make_app

    began = time.process_time()
    site = site_at(str(folder / "big.ledger"), folder / "deals")
    site.warm()
    took: dict[str, list[float]] = {}
    print(json.dumps({"ready_cpu_s": time.process_time() - began}), flush=True)
    began = time.process_time()
    app = timing(make_app(site), took)
    with suppress(KeyboardInterrupt):
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False, timeout_graceful_shutdown=1)
    took["cpu"] = [time.process_time() - began]
    (folder / "took.json").write_text(json.dumps(took), encoding="utf-8")


def timing(app: Any, took: dict[str, list[float]]) -> Callable[..., Awaitable[None]]:
    async def timed(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] == "/live":
            await app(scope, receive, send)
            return
        start = time.perf_counter()
        await app(scope, receive, send)
        part = " part" if (b"hx-request", b"true") in scope["headers"] else ""
        took.setdefault(scope["path"] + part, []).append(time.perf_counter() - start)

    return timed


# ---- the clients


async def refreshing(address: str, key: str) -> None:
    """Each of the users asks for the whole page every few seconds, as a browser that reloads it."""
    import httpx2

    head = {"authorization": f"Bearer {key}", "accept": "text/html"}
    chance = random.Random(2)
    async with httpx2.AsyncClient(base_url=address, headers=head, timeout=60) as client:

        async def one() -> None:
            await asyncio.sleep(chance.random() * EVERY_S)
            until = time.monotonic() + FOR_S
            while time.monotonic() < until:
                began = time.monotonic()
                for path in ("/now", "/static/vendor/maplibre-gl.css"):
                    (await client.get(path)).raise_for_status()
                await asyncio.sleep(max(0.0, EVERY_S - (time.monotonic() - began)))

        async def entering() -> None:
            """Meanwhile somebody enters a claim every second, so that nothing can be kept for long."""
            for number in range(int(FOR_S)):
                await client.post("/api/records", json=[claim(f"during-{number}")])
                await asyncio.sleep(1)

        await asyncio.gather(entering(), *(one() for _ in range(USERS)))


async def watching(address: str, key: str) -> list[float]:
    """Seconds from entering a claim until each open page has it: the news, and the part of the page that shows it.

    The pages are plain sockets, because 200 browsers would not share their processor with the server.
    """
    import httpx2

    head = {"authorization": f"Bearer {key}"}
    port = int(address.rpartition(":")[2])
    seen: list[float] = []
    listening = asyncio.Semaphore(0)
    entered = [0.0]

    async def page() -> None:
        live, _ = await asked(port, key, "/live")
        assert await live.readline() == b"HTTP/1.1 200 OK\r\n"
        while not (await live.readline()).startswith(b": here"):
            pass
        listening.release()
        while await live.readline() != b"event: ledger\n":
            pass
        part, _ = await asked(port, key, "/now", "hx-request: true", "accept-encoding: gzip", "connection: close")
        assert b"the last one" in gzip.decompress((await part.read()).partition(b"\r\n\r\n")[2])
        seen.append(time.monotonic() - entered[0])

    pages = [asyncio.create_task(page()) for _ in range(STREAMS)]
    for _ in pages:
        await listening.acquire()
    entered[0] = time.monotonic()
    async with httpx2.AsyncClient(base_url=address, headers=head, timeout=60) as client:
        (await client.post("/api/records", json=[claim("last", incident="the last one")])).raise_for_status()
    await asyncio.gather(*pages)
    return sorted(seen)


async def asked(port: int, key: str, path: str, *more: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A request, whose answer is still to be read."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"GET {path} HTTP/1.1", f"host: 127.0.0.1:{port}", f"authorization: Bearer {key}", *more, "", ""]
    writer.write("\r\n".join(lines).encode())
    return reader, writer


def claim(id: str, incident: str = "shots at the bridge") -> dict[str, Any]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {
        "record": "claim",
        "id": id,
        "speaker": "a monitor",
        "side": "independent",
        "clause": "CF7",
        "incident": incident,
        "event": "fire",
        "said_at": now,
        "actors": ["southern army"],
    }


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build(folder, count)
        key, port = (folder / "key").read_text(), free_port()
        command = [sys.executable, "-m", "benchmarks.web_now", "serve", place, str(port)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
        assert server.stdout is not None
        ready = json.loads(server.stdout.readline())
        print(f"{count:,} records, {BANS + DUTIES} clauses; start {ready['ready_cpu_s']:.1f} s of CPU")
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address)
            asyncio.run(refreshing(address, key))
            spread = asyncio.run(watching(address, key))
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
        took = json.loads((folder / "took.json").read_text())
    paths = (("/now", "page Now"), ("/now part", "200 at once"), ("/static/vendor/maplibre-gl.css", "a file of 70 kB"))
    for path, what in paths:
        ms = sorted(one * 1000 for one in took[path])
        told = f"median {at(ms, 0.5):6.1f} ms  p95 {at(ms, 0.95):6.1f} ms  worst {ms[-1]:6.1f} ms"
        print(f"{what:<16} {len(ms):>5} answers  {told}")
    answers = sum(len(several) for path, several in took.items() if path != "cpu")
    print(f"CPU of the server, all of it, over {answers} answers: {took['cpu'][0] / answers * 1000:.1f} ms each")
    print(f"other work on this machine: load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"one new claim in {len(spread)} open pages: first {spread[0]:.2f} s, last {spread[-1]:.2f} s")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(address: str) -> None:
    import httpx2

    for _ in range(200):
        with suppress(httpx2.TransportError):
            httpx2.get(f"{address}/sign-in")
            return
        time.sleep(0.05)


def at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
