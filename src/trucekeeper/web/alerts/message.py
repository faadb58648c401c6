"""Alerts as one message: several that are due together, in the language of who gets them, and signed for programs.

A message travels over networks of others. It says which clause, which side, when, and which records; who said what
and with which words is behind the sign-in.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from zoneinfo import ZoneInfo

from trucekeeper.people.alert_rule import AlertRule, Waiting
from trucekeeper.status.alert import Alert, AlertKind
from trucekeeper.status.alert_words import Translate, sentence
from trucekeeper.web.language import LANGUAGES, Language, translations
from trucekeeper.web.pages import N_
from trucekeeper.web.times import local_time, utc_time

PRACTICE = N_("PRACTICE, nothing of this is real")
FOOT = N_("What was said, by whom and in which words stands in the control room.")
WHY = N_("You get this because of a rule of your account %(account)s; the page Alerts ends it.")


@dataclass(frozen=True, slots=True)
class Sender:
    """From where messages come.

    Attributes:
        place: What the place is called.
        address: Where the control room is reached; empty where nobody said.
        practice: True where nothing is real.
        zone: The mission's.
    """

    place: str
    address: str
    practice: bool
    zone: ZoneInfo | None


def alert_of(kept: Waiting) -> Alert:
    """An alert as it was laid down."""
    one = kept.alert
    return Alert(
        kind=AlertKind(one["kind"]),
        key="",
        at=datetime.fromisoformat(one["at"]),
        clauses=tuple(one["clauses"]),
        sides=tuple(one["sides"]),
        state=one["state"],
        figure=(one.get("at_most"), one.get("bound")),
        records=tuple(one["records"]),
        deal=one.get("deal", ""),
    )


def told(alert: Alert, zone: ZoneInfo | None, language: Language) -> str:
    """An alert as a sentence in a language, its moment in the mission's time and in UTC."""
    when = local_time(alert.at, zone, language) + (f" ({utc_time(alert.at, zone, language)})" if zone else "")
    return sentence(alert, when, translations(language.code).gettext)


def mail(
    several: Sequence[Waiting], rule: AlertRule, sender: Sender, *, of: str, language: str, now: datetime
) -> EmailMessage:
    """One e-mail for everything that is due by a rule, the urgent first."""
    chosen = LANGUAGES.get(language, LANGUAGES["en"])
    _ = translations(chosen.code).gettext
    lines = [told(alert_of(one), sender.zone, chosen) for one in several]
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = of, rule.address
    message["Date"] = format_datetime(now)
    message["Subject"] = _subject(several, lines, sender, _)
    # So that answers of machines (absences, bounces) do not come back to a desk that waits for people.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\r\n".join(_body(several, lines, rule, sender, _)) + "\r\n")
    return message


def _subject(several: Sequence[Waiting], lines: Sequence[str], sender: Sender, _: Translate) -> str:
    head = f"[{_('PRACTICE')}] " if sender.practice else ""
    more = f" (+{len(several) - 1})" if len(several) > 1 else ""
    return f"{head}{lines[0][:120]}{more}"


def _body(several: Sequence[Waiting], lines: Sequence[str], rule: AlertRule, sender: Sender, _: Translate) -> list[str]:
    body = [f"*** {_(PRACTICE)} ***", ""] if sender.practice else []
    for kept, line in zip(several, lines, strict=True):
        records = ", ".join(kept.alert["records"][:5])
        body += [f"- {line}" + (f" [{records}]" if records else "")]
    body += ["", _(FOOT)]
    body += [f"{sender.address.rstrip('/')}/now"] if sender.address else []
    return [*body, "", _(WHY) % {"account": rule.account}]


def webhook(several: Sequence[Waiting], rule: AlertRule, sender: Sender, now: datetime) -> tuple[bytes, dict[str, str]]:
    """Body and headers of one call; the signature covers the moment and the body, so that neither can be replayed.

    A receiver computes HMAC-SHA256 over `TIMESTAMP.BODY` with the secret of the rule and compares.
    """
    shown: dict[str, Any] = {
        "place": sender.place,
        "practice": sender.practice,
        "sent_at": now.isoformat(timespec="seconds"),
        "alerts": [{"number": one.number, **one.alert} for one in several],
    }
    body = json.dumps(shown, ensure_ascii=False).encode()
    moment = str(int(now.timestamp()))
    proof = hmac.new(rule.secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return body, {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Trucekeeper",
        "X-Truce-Timestamp": moment,
        "X-Truce-Signature": f"sha256={proof}",
    }
