"""PostgreSQL servers of our own, on a socket in a folder of their own: for tests and benchmarks."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


def program(name: str) -> str | None:
    """One of PostgreSQL's server programs, which Debian keeps off the path."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or next((str(place) for place in places), None)


def missing() -> str | None:
    """What keeps a server from being started here; None where nothing does."""
    if program("initdb") is None or program("postgres") is None or shutil.which("setpriv") is None:
        return "no PostgreSQL server (or no setpriv to run it) is installed"
    return None


@dataclass
class Server:
    """A server that can be started, killed and started again on the same data.

    Attributes:
        largest: No file of it may grow beyond so many bytes, from the next start on; None for no limit.
    """

    folder: Path
    settings: tuple[str, ...]
    largest: int | None = None
    process: subprocess.Popen[str] | None = field(default=None)

    @property
    def address(self) -> str:
        """As libpq takes it."""
        return f"host={self.folder} user=truce dbname=postgres"

    def start(self) -> None:
        """Run it until it takes connections."""
        settings = (f"unix_socket_directories={self.folder}", "listen_addresses=", *self.settings)
        limit = [] if self.largest is None else ["prlimit", f"--fsize={self.largest}"]
        command = [*limit, *as_postgres(), program("postgres") or "", "-D", str(self.folder / "data")]
        command += [word for one in settings for word in ("-c", one)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=self.folder, text=True)
        assert self.process.stderr is not None
        assert any("ready to accept connections" in line for line in self.process.stderr)

    def stop(self, sign: signal.Signals = signal.SIGINT) -> None:
        """End it: in good order, or with SIGKILL, as when power fails to the process."""
        if self.process is not None:
            self.process.send_signal(sign)
            self.process.communicate()
            self.process = None


def as_postgres() -> list[str]:
    """However the tests end, the server ends with them; it refuses to run as root."""
    words = ["setpriv", "--pdeathsig=INT"]
    return [*words, "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else words


@contextmanager
def running(*settings: str) -> Iterator[Server]:
    """A new server, gone with all its data at the end; settings as `fsync=off`."""
    folder = Path(tempfile.mkdtemp(prefix="truce-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    made = [*as_postgres(), program("initdb") or "", "-D", str(folder / "data"), "-U", "truce", "-A", "trust", "-N"]
    subprocess.run(made, check=True, capture_output=True, cwd=folder)
    server = Server(folder, ("shared_buffers=16MB", *settings))
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
