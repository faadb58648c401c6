"""The second engine of `truce read` and `truce eval`: a spaCy pipeline, a program, or a model behind an address."""

import http.client
import ipaddress
import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread, Timer
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.reader.engines.parser import Parser

#: Seconds that an outside engine has for one report.
PATIENCE_S = 60.0
_MOST = 2_000_000


class WouldLeaveError(TruceError):
    """A report would leave the machine and nobody said that it may."""

    def __init__(self, host: str, report: str = "") -> None:
        what = f"the report {report}" if report else "reports"
        super().__init__(
            f"{what} would leave this machine for {host}",
            f"allow the host with --allow-host {host}, and say of each source that it may: "
            '"may_leave": true in its line of sources.jsonl, or --may-leave for a single file',
        )


class BadEndpointError(TruceError):
    """An address that is none of a model."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f'"{address}" is no address of a model', "write one like http://127.0.0.1:8080/v1/chat/completions"
        )


class NoProgramError(TruceError):
    """A program that cannot be asked, because it is not there."""

    def __init__(self, command: str) -> None:
        super().__init__(
            f'there is no program to ask: "{command}"',
            'name one that runs from here, with its arguments: --ask-program "python3 my_engine.py"',
        )


class SeveralEnginesError(TruceError):
    """More than one second engine."""

    def __init__(self) -> None:
        super().__init__(
            "--pipeline, --ask-program and --ask-model exclude each other", "agreement is counted between two engines"
        )


@dataclass(frozen=True)
class Second:
    """The second engine, and whether a report leaves the machine for it.

    Attributes:
        host: To which host; "" where it stays here.
    """

    engine: "Parser | None" = None
    host: str = ""

    def for_report(self, name: str, may_leave: bool) -> "Parser | None":
        """The engine for one report.

        Raises:
            WouldLeaveError: When the report would leave the machine and its source does not allow it.
        """
        if self.host and not may_leave:
            raise WouldLeaveError(self.host, name)
        return self.engine

    def take_refusals(self) -> list[str]:
        """Why an outside engine's claims or replies were not taken, since this was last asked."""
        refused = getattr(self.engine, "refused", [])
        reasons = [one.why for one in refused]
        refused.clear()
        return reasons


def second_engine(
    pipeline: str | None, program: str | None, endpoint: str | None, model: str, hosts: tuple[str, ...]
) -> Second:
    """Make the second engine that the options name; none where they name none."""
    if sum(one is not None for one in (pipeline, program, endpoint)) > 1:
        raise SeveralEnginesError
    if pipeline is not None:
        from trucekeeper.reader.engines.parser import SpacyParser

        return Second(SpacyParser(pipeline))
    from trucekeeper.reader.engines.external import ExternalEngine, model_request, program_request

    if program is not None:
        return Second(ExternalEngine(program, _program(_command(program)), program_request))
    if endpoint is not None:
        host = host_of(endpoint)
        if host and host not in hosts:
            raise WouldLeaveError(host)
        return Second(ExternalEngine(endpoint, _endpoint(endpoint), model_request(model)), host)
    return Second()


def _command(program: str) -> list[str]:
    """A program and its arguments.

    Raises:
        NoProgramError: When there is none of this name, so that it is said once and not for each report.
    """
    try:
        command = shlex.split(program)
    except ValueError:  # a quotation mark that nobody closed
        command = []
    if not command or shutil.which(command[0]) is None:
        raise NoProgramError(program)
    return command


def _program(command: list[str]) -> Callable[[str], str]:
    """Run a program without a shell: the request on its standard input, the reply on its standard output."""

    def ask(request: str) -> str:
        late = Event()
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        ) as running:
            assert running.stdin and running.stdout and running.stderr, "all three are pipes"
            said: list[bytes] = [b""]
            beside = [
                Thread(target=_fed, args=(running.stdin, request.encode("utf-8", "replace")), daemon=True),
                Thread(target=_end_kept, args=(running.stderr, said), daemon=True),
            ]
            clock = Timer(PATIENCE_S, _too_late, args=(running, late))
            for one in (*beside, clock):
                one.start()
            try:
                reply = running.stdout.read(_MOST + 1)
                if len(reply) <= _MOST:
                    running.wait()
            finally:
                clock.cancel()
                _ended(running)
                for one in beside:
                    one.join()
        if late.is_set():
            raise TimeoutError(command[0])
        if running.returncode and len(reply) <= _MOST:
            raise OSError(_why_ended(command[0], running.returncode, said[0]))
        return reply.decode("utf-8", "replace")

    return ask


def _fed(pipe: IO[bytes], request: bytes) -> None:
    with suppress(OSError), pipe:  # a program need not read what it is sent
        pipe.write(request)


def _end_kept(pipe: IO[bytes], said: list[bytes]) -> None:
    """Read all that a program complains of, and keep the end of it."""
    for part in iter(lambda: pipe.read(4096), b""):
        said[0] = (said[0] + part)[-1000:]


def _too_late(running: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    _ended(running)


def _ended(running: "subprocess.Popen[bytes]") -> None:
    """End a program with all that it started, which would keep its pipes open."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(running.pid, signal.SIGKILL)


def _why_ended(name: str, code: int, said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return f"{name} ended with {code}" + (f": {lines[-1].strip()[:120]}" if lines else "")


def _endpoint(address: str) -> Callable[[str], str]:
    """Post to an endpoint; no proxy is asked and no redirect followed, so that nothing goes anywhere else."""
    from trucekeeper.reader.engines.external import reply_of_endpoint

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)

    def ask(request: str) -> str:
        post = urllib.request.Request(
            address, request.encode("utf-8", "replace"), {"Content-Type": "application/json"}, method="POST"
        )
        until = time.monotonic() + PATIENCE_S
        try:
            with opener.open(post, timeout=PATIENCE_S) as reply:
                return reply_of_endpoint(_read(reply, until).decode("utf-8", "replace"))
        except urllib.error.HTTPError as error:
            raise OSError(f"the endpoint answered {error.code}") from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise TimeoutError(address) from None
            raise OSError(str(error.reason)) from None
        except http.client.HTTPException as error:
            raise OSError(f"the endpoint broke off its answer ({type(error).__name__})") from None

    return ask


def _read(reply: Any, until: float) -> bytes:
    """What an endpoint answers, as far as it comes in time; one that sends a byte now and then gets no longer."""
    parts, size = [], 0
    while size <= _MOST and (part := reply.read1(65_536)):
        parts.append(part)
        size += len(part)
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


def host_of(address: str, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """The host to which a report would leave; "" for this machine.

    Raises:
        BadEndpointError: When the address has no such scheme or no host.
    """
    parts = urlsplit(address)
    if parts.scheme not in schemes or not parts.hostname:
        raise BadEndpointError(address)
    try:
        near = ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        near = parts.hostname == "localhost" and _resolves_here()
    return "" if near else parts.hostname


def _resolves_here() -> bool:
    try:
        found = socket.getaddrinfo("localhost", None)
    except OSError:
        return False
    return all(ipaddress.ip_address(one[4][0]).is_loopback for one in found)


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the second engine, for every command that reads."""
    for option in reversed(
        (
            click.option("--pipeline", help="Ask a second engine: a spaCy pipeline (name or folder) with a parser."),
            click.option("--ask-program", "program", help="Or a program: JSON in, spans as JSON out."),
            click.option("--ask-model", "endpoint", help="Or a chat endpoint (OpenAI's manner), on this machine."),
            click.option("--model", default="local", show_default=True, help="The model's name at the endpoint."),
            click.option("--allow-host", "hosts", multiple=True, help="A host that reports may leave for."),
        )
    ):
        command = option(command)
    return command
