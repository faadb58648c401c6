"""Rules of alerts and what waits to be sent by them: kept beside the accounts, so that nothing is told twice or lost.

A rule says what its owner wants to be told and where to. What it gives rise to is laid into the outbox in the same
transaction in which the rule remembers that it was told; it leaves the outbox when it was delivered or given up.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, delete, insert, select, update

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, moment
from trucekeeper.people.quiet import QuietHours

Channel = Literal["mail", "webhook"]
State = Literal["waiting", "sent", "given up"]

#: How long to wait before another try, the last one over and over.
PAUSES: Final = tuple(timedelta(minutes=one) for one in (1, 2, 5, 15, 60))
#: After so many tries, about a day, a delivery is given up, and the page says so.
TRIES: Final = 28
#: What was sent or given up is kept so long for the page.
KEPT: Final = timedelta(days=30)

_META: Final = MetaData()
_RULE: Final = Table(
    "alert_rule",
    _META,
    Column("id", String, primary_key=True),
    Column("account", String, nullable=False, index=True),
    Column("shape", String, nullable=False),
    Column("told", String, nullable=False),
    Column("position", Integer, nullable=False),
)
_OUT: Final = Table(
    "alert_out",
    _META,
    Column("number", Integer, primary_key=True),
    Column("rule", String, nullable=False, index=True),
    Column("made_at", String, nullable=False),
    Column("not_before", String, nullable=False),
    Column("alert", String, nullable=False),
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("ended_at", String),
    Column("why", String, nullable=False),
)


class BadAlertRuleError(TruceError):
    """A rule of alerts that cannot be carried out as it is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertRule:
    """What one account wants to be told.

    Attributes:
        address: An e-mail address, or where a webhook is sent.
        kinds: Kinds of alerts, as `truce alerts` names them.
        clauses: Only about these; empty = all.
        deals: Only about these deals; empty = every deal of the ledger, also those that come.
        lead: How long before a last moment.
        near_percent: From which share of a bound an exposure is near it.
        quiet: Begin and end of the quiet hours; None where there are none.
        wake: True where what is urgent is told in the quiet hours too.
        secret: Signs a webhook, so that the receiver knows who sent it.
    """

    account: str
    channel: Channel
    address: str
    kinds: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    deals: tuple[str, ...] = ()
    lead: timedelta = timedelta(hours=2)
    near_percent: int = 80
    quiet: tuple[time, time] | None = None
    wake: bool = True
    secret: str = ""
    id: str = ""

    def quiet_hours(self, zone: ZoneInfo) -> QuietHours | None:
        """The quiet hours in the mission's zone."""
        return QuietHours(*self.quiet, zone, self.wake) if self.quiet else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One alert on its way: `alert` as it was laid down, `why` the last try failed."""

    number: int
    rule: str
    made_at: datetime
    not_before: datetime
    alert: Mapping[str, Any]
    state: State
    tries: int
    why: str
    ended_at: datetime | None = None


def checked(rule: AlertRule, kinds: Iterable[str]) -> AlertRule:
    """A rule that can be carried out.

    Args:
        rule: As somebody wrote it.
        kinds: The kinds that exist.

    Raises:
        BadAlertRuleError: It cannot be; says which part, and what to write instead.
    """
    if rule.channel == "mail" and not _is_mail_address(rule.address):
        raise BadAlertRuleError("this is no e-mail address", "write it like desk@mission.example, one address a rule")
    if rule.channel == "webhook" and not _is_safe_address(rule.address):
        raise BadAlertRuleError(
            "a webhook cannot be sent there", "write an address that begins with https://, or http://127.0.0.1 on here"
        )
    if not rule.kinds or set(rule.kinds) - set(kinds):
        raise BadAlertRuleError("no kind of alert is chosen", f"choose among {', '.join(kinds)}")
    if not timedelta(minutes=1) <= rule.lead <= timedelta(days=14):
        raise BadAlertRuleError("the time before a last moment cannot be used", "write 1 minute to 14 days")
    if not 1 <= rule.near_percent <= 100:
        raise BadAlertRuleError("the share of the bound cannot be used", "write 1 to 100 per cent")
    return rule


def _is_mail_address(text: str) -> bool:
    """One plain address: no list, no name, no header smuggled in."""
    name, at, host = text.rpartition("@")
    plain = all(one.isprintable() and not one.isspace() and one not in '<>,;:"()[]\\' for one in text)
    return bool(at and name and "." in host and "@" not in name and plain and len(text) <= 254 and text.isascii())


def _is_safe_address(text: str) -> bool:
    """Encrypted, or to this machine; without a password in it, which logs would show."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username or parts.password or parts.fragment or not text.isprintable() or " " in text:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in {"127.0.0.1", "::1", "localhost"})


class Rules:
    """The rules and the outbox of one place.

    Args:
        engine: The database of its people.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _META.create_all(engine)

    def add(self, rule: AlertRule, *, position: int, told: Iterable[str] = ()) -> AlertRule:
        """Keep a rule; its first look tells of what stands, but for what was told already, and of later records."""
        made = replace(rule, id=secrets.token_hex(4), secret=secrets.token_urlsafe(24) if _signs(rule) else "")
        known = json.dumps(sorted(told))
        values = {"id": made.id, "account": made.account, "shape": _written(made), "told": known, "position": position}
        with self._engine.begin() as db:
            db.execute(insert(_RULE).values(values))
        return made

    def end(self, account: str, id: str) -> bool:
        """Forget a rule of an account and what waits by it; False where it has none of that id."""
        with self._engine.begin() as db:
            gone = db.execute(delete(_RULE).where(_RULE.c.id == id, _RULE.c.account == account)).rowcount
            if gone:
                db.execute(delete(_OUT).where(_OUT.c.rule == id))
        return bool(gone)

    def of(self, account: str | None = None) -> tuple[AlertRule, ...]:
        """The rules of an account, or all of them."""
        asked = select(_RULE).order_by(_RULE.c.account, _RULE.c.id)
        with self._engine.connect() as db:
            rows = db.execute(asked if account is None else asked.where(_RULE.c.account == account)).all()
        return tuple(_read(row._mapping) for row in rows)

    def told(self, id: str) -> tuple[frozenset[str], int]:
        """What a rule told that still held, and up to which position of the ledger it has looked."""
        with self._engine.connect() as db:
            row = db.execute(select(_RULE.c.told, _RULE.c.position).where(_RULE.c.id == id)).first()
        return (frozenset(json.loads(row.told)), row.position) if row is not None else (frozenset(), 0)

    def lay_down(
        self,
        id: str,
        fresh: Iterable[tuple[Mapping[str, Any], datetime]],
        *,
        told: frozenset[str],
        position: int,
        now: datetime,
    ) -> None:
        """Lay alerts into the outbox, each with the moment before which it is not sent, and remember them as told."""
        rows = [
            {
                "rule": id,
                "made_at": iso(now),
                "not_before": iso(not_before),
                "alert": json.dumps(alert, ensure_ascii=False),
                "state": "waiting",
                "tries": 0,
                "why": "",
            }
            for alert, not_before in fresh
        ]
        with self._engine.begin() as db:
            kept = db.execute(
                update(_RULE).where(_RULE.c.id == id).values(told=json.dumps(sorted(told)), position=position)
            ).rowcount
            if kept and rows:
                db.execute(insert(_OUT), rows)

    def waiting(self, id: str, now: datetime) -> tuple[Waiting, ...]:
        """What a rule has to send by now, in the order in which it arose."""
        return tuple(one for one in self.outbox(id) if one.state == "waiting" and one.not_before <= now)

    def outbox(self, id: str) -> tuple[Waiting, ...]:
        """What waits, what was sent and what was given up by a rule, the oldest first."""
        with self._engine.connect() as db:
            rows = db.execute(select(_OUT).where(_OUT.c.rule == id).order_by(_OUT.c.number)).all()
        return tuple(_waiting(row._mapping) for row in rows)

    def sent(self, several: Iterable[Waiting], now: datetime) -> None:
        """Note that some were delivered, and drop what was sent long ago."""
        with self._engine.begin() as db:
            for one in several:
                _note(db, one, state="sent", ended_at=iso(now), tries=one.tries + 1, why="")
            ended = _OUT.c.state != "waiting"
            for row in db.execute(select(_OUT.c.number, _OUT.c.ended_at).where(ended)).all():
                if now - moment(row.ended_at) > KEPT:
                    db.execute(delete(_OUT).where(_OUT.c.number == row.number))

    def failed(self, several: Iterable[Waiting], why: str, now: datetime) -> None:
        """Note that some could not be delivered: tried again with longer pauses, and given up after about a day."""
        with self._engine.begin() as db:
            for one in several:
                again = now + PAUSES[min(one.tries, len(PAUSES) - 1)]
                if one.tries >= TRIES:
                    _note(db, one, state="given up", ended_at=iso(now), tries=one.tries + 1, why=why[:300])
                else:
                    _note(db, one, not_before=iso(again), tries=one.tries + 1, why=why[:300])


def _note(db: Connection, one: Waiting, **values: Any) -> None:
    db.execute(update(_OUT).where(_OUT.c.number == one.number, _OUT.c.state == "waiting").values(values))


def _signs(rule: AlertRule) -> bool:
    return rule.channel == "webhook"


def _written(rule: AlertRule) -> str:
    return json.dumps(
        {
            "channel": rule.channel,
            "address": rule.address,
            "kinds": list(rule.kinds),
            "clauses": list(rule.clauses),
            "deals": list(rule.deals),
            "lead_s": int(rule.lead.total_seconds()),
            "near_percent": rule.near_percent,
            "quiet": [one.isoformat("minutes") for one in rule.quiet] if rule.quiet else None,
            "wake": rule.wake,
            "secret": rule.secret,
        }
    )


def _read(row: Mapping[Any, Any]) -> AlertRule:
    kept = json.loads(row["shape"])
    quiet = kept["quiet"]
    return AlertRule(
        id=row["id"],
        account=row["account"],
        channel=kept["channel"],
        address=kept["address"],
        kinds=tuple(kept["kinds"]),
        clauses=tuple(kept["clauses"]),
        # A rule that was kept before a rule could name deals is about every one.
        deals=tuple(kept.get("deals", ())),
        lead=timedelta(seconds=kept["lead_s"]),
        near_percent=kept["near_percent"],
        quiet=(time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1])) if quiet else None,
        wake=kept["wake"],
        secret=kept["secret"],
    )


def _waiting(row: Mapping[Any, Any]) -> Waiting:
    return Waiting(
        number=row["number"],
        rule=row["rule"],
        made_at=moment(row["made_at"]),
        not_before=moment(row["not_before"]),
        alert=json.loads(row["alert"]),
        state=row["state"],
        tries=row["tries"],
        why=row["why"],
        ended_at=moment(row["ended_at"]) if row["ended_at"] else None,
    )
