"""The way out: e-mail through the mission's own server, webhooks by HTTPS; nothing leaves unless it was set up."""

import http.client
import os
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from trucekeeper.core.errors import TruceError

#: How long a server may take, seconds.
TIMEOUT_S: Final = 15
#: Never kept in the database; read when a message is sent.
PASSWORD: Final = "TRUCEKEEPER_MAIL_PASSWORD"


class NotSentError(TruceError):
    """A message that did not leave; it is tried again."""


class BadMailServerError(TruceError):
    """A mail server that cannot be used as it is written."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail is given to.

    Attributes:
        security: `tls` from the first byte, `starttls`, or `none`, which only this machine may have.
        of: The address that messages come from.
        user: Whom to sign in as; empty = without.
    """

    host: str
    port: int
    security: str
    of: str
    user: str = ""


def mail_server(address: str, of: str, security: str, user: str = "") -> MailServer:
    """A mail server as it is written in the settings.

    Args:
        address: `host` or `host:port`.
        of: The address that messages come from.
        security: `tls`, `starttls` or `none`.
        user: Whom to sign in as.

    Raises:
        BadMailServerError: It cannot be used.
    """
    host, colon, port = address.rpartition(":") if ":" in address else (address, "", "")
    usual = {"tls": 465, "starttls": 587, "none": 25}
    if security not in usual:
        raise BadMailServerError(f'"{security}" is no way to secure e-mail', "write tls, starttls or none")
    if not host or (colon and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536)):
        raise BadMailServerError("the address of the mail server cannot be used", "write it like mail.example:587")
    if security == "none" and not _is_here(host):
        raise BadMailServerError(
            "without encryption only a mail server on this machine can be used", "choose tls or starttls"
        )
    if "@" not in of or any(one in of for one in "\r\n<>, "):
        raise BadMailServerError("the address that messages come from cannot be used", "write it like desk@example.org")
    return MailServer(host, int(port) if colon else usual[security], security, of, user)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def send_mail(server: MailServer, message: EmailMessage) -> None:
    """Give one message to the server.

    Raises:
        NotSentError: It was not taken; the reason names no address.
    """
    context = ssl.create_default_context()
    try:
        if server.security == "tls":
            with smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_S, context=context) as there:
                _hand_over(there, server, message)
        else:
            with smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S) as there:
                if server.security == "starttls":
                    there.starttls(context=context)
                _hand_over(there, server, message)
    except smtplib.SMTPException as why:
        raise NotSentError(f"the mail server refused: {type(why).__name__}{_code(why)}") from None
    except OSError as why:
        raise NotSentError(f"the mail server could not be reached: {why.strerror or type(why).__name__}") from None


def _code(why: smtplib.SMTPException) -> str:
    """The number of a refusal; its words may repeat an address."""
    return f" {why.smtp_code}" if isinstance(why, smtplib.SMTPResponseException) else ""


def _hand_over(there: smtplib.SMTP, server: MailServer, message: EmailMessage) -> None:
    if server.user:
        there.login(server.user, os.environ.get(PASSWORD, ""))
    there.send_message(message)


def send_webhook(address: str, body: bytes, headers: dict[str, str]) -> None:
    """Post one body; whatever is not answered with 2xx counts as not sent, a redirect too: it could lead anywhere.

    Raises:
        NotSentError: It was not taken.
    """
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port
    way: http.client.HTTPConnection
    if parts.scheme == "https":
        way = http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=ssl.create_default_context())
    else:
        way = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        way.request("POST", path, body, headers)
        answer = way.getresponse()
        answer.read(10_000)
    except (OSError, http.client.HTTPException) as why:
        raise NotSentError(
            f"the webhook could not be reached: {getattr(why, 'strerror', '') or type(why).__name__}"
        ) from None
    finally:
        way.close()
    if not 200 <= answer.status < 300:
        raise NotSentError(f"the webhook answered {answer.status}")
