"""The second engine of `truce read` and `truce eval`: a spaCy pipeline, a program, or a model behind an address."""

import ipaddress
import shlex
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
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
        return Second(ExternalEngine(program, _program(shlex.split(program)), program_request))
    if endpoint is not None:
        host = host_of(endpoint)
        if host and host not in hosts:
            raise WouldLeaveError(host)
        return Second(ExternalEngine(endpoint, _endpoint(endpoint), model_request(model)), host)
    return Second()


def _program(command: list[str]) -> Callable[[str], str]:
    """Run a program without a shell: the request on its standard input, the reply on its standard output."""

    def ask(request: str) -> str:
        try:
            done = subprocess.run(
                command, input=request.encode("utf-8", "replace"), capture_output=True, timeout=PATIENCE_S, check=False
            )
        except subprocess.TimeoutExpired:
            raise TimeoutError(command[0]) from None
        if done.returncode != 0:
            raise OSError(f"{command[0]} ended with {done.returncode}")
        return done.stdout[: _MOST + 1].decode("utf-8", "replace")

    return ask


def _endpoint(address: str) -> Callable[[str], str]:
    """Post to an endpoint; no proxy is asked and no redirect followed, so that nothing goes anywhere else."""
    from trucekeeper.reader.engines.external import reply_of_endpoint

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)

    def ask(request: str) -> str:
        post = urllib.request.Request(
            address, request.encode("utf-8", "replace"), {"Content-Type": "application/json"}, method="POST"
        )
        try:
            with opener.open(post, timeout=PATIENCE_S) as reply:
                return reply_of_endpoint(reply.read(_MOST + 1).decode("utf-8", "replace"))
        except urllib.error.HTTPError as error:
            raise OSError(f"the endpoint answered {error.code}") from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise TimeoutError(address) from None
            raise OSError(str(error.reason)) from None

    return ask


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
