"""Looks at the ledger and the clock, lays down what is to be told, and sends it: one thread beside the pages."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from typing import Final
from zoneinfo import ZoneInfo

from trucekeeper.core.errors import TruceError
from trucekeeper.ledger.deals import counts_for
from trucekeeper.ledger.record import Entry
from trucekeeper.people.account import Account, Action, Sensitivity
from trucekeeper.people.alert_rule import AlertRule, Waiting
from trucekeeper.people.permission import Subject, may
from trucekeeper.people.store import NoAccountError
from trucekeeper.status.alert import URGENT, Alert, AlertKind, Watch, alerts, in_order, news, of_deal, standing
from trucekeeper.status.alert_words import shape
from trucekeeper.web.alerts.message import Sender, mail, webhook
from trucekeeper.web.alerts.post import MailServer, NotSentError, mail_server, send_mail, send_webhook
from trucekeeper.web.choice import looking_at
from trucekeeper.web.guard import Who
from trucekeeper.web.outlook import judged
from trucekeeper.web.sight import seen_by
from trucekeeper.web.site import Site
from trucekeeper.web.veil import veiled

#: How often it looks, seconds: a deadline is told that much later at most.
EVERY_S: Final = 10.0
#: So many alerts go into one message; the rest into the next.
MOST: Final = 50


class Watchman:
    """Tells people what they asked to be told about one site.

    Args:
        site: The site.
        clock: The real clock, by which messages are sent even where a practice clock stands.
    """

    def __init__(self, site: Site, clock: Callable[[], datetime]) -> None:
        self._site, self._clock = site, clock
        self._over, self._one_at_a_time = Event(), Lock()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Look from now on."""
        self._thread = Thread(target=self._run, name="alerts", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more; what waits stays in the outbox."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(EVERY_S):
            # Whatever goes wrong with one look, the next one is made: a watch that ended in silence would be trusted.
            with suppress(Exception):
                self.look()

    def look(self) -> None:
        """One look: lay down what is new for each rule, then send what is due."""
        if not self._site.ready:
            return
        with self._one_at_a_time:
            for rule in self._site.people.alerts.of():
                if (account := self._holder(rule)) is not None:
                    # What goes wrong with one rule keeps nothing from the people of the others.
                    with suppress(TruceError):
                        self._lay_down(rule, account)
                    self._send(rule, account)

    def _holder(self, rule: AlertRule) -> Account | None:
        """Whose rule it is, None once they may not read the pages any more."""
        try:
            account = self._site.people.account(rule.account)
        except NoAccountError:
            return None
        return account if may(account, Action.SEE, Subject(sensitivity=Sensitivity.INTERNAL)) else None

    def _lay_down(self, rule: AlertRule, account: Account) -> None:
        site, now = self._site, self._clock()
        told, position = site.people.alerts.told(rule.id)
        entries = site.desk.entries
        who = outside_the_room(account)
        fresh = entries[bisect_right(entries, position, key=lambda one: one.position) :]
        found = standing_alerts(site, who, rule, list(seen_by(who, site.desk, fresh)))
        quiet = rule.quiet_hours(site.zone or ZoneInfo("UTC"))
        over = quiet.over_at(now) if quiet is not None else None

        def not_before(alert: Alert) -> datetime:
            wakes = rule.wake and alert.kind in URGENT
            return now if over is None or wakes else over.astimezone(UTC)

        held, reached = standing(found), fresh[-1].position if fresh else position
        fresh_ones = [(shape(one), not_before(one)) for one in news(found, told)]
        if fresh_ones or held != told or reached != position:
            site.people.alerts.lay_down(rule.id, fresh_ones, told=held, position=reached, now=now)

    def _send(self, rule: AlertRule, account: Account) -> None:
        due = self._site.people.alerts.waiting(rule.id, self._clock())[:MOST]
        if not due:
            return
        now = self._clock()
        try:
            deliver(self._site, rule, account, due, now)
        except TruceError as why:
            self._site.people.alerts.failed(due, why.message, now)
        except Exception as why:
            self._site.people.alerts.failed(due, f"it could not be sent: {type(why).__name__}", now)
        else:
            self._site.people.alerts.sent(due, now)


def outside_the_room(account: Account) -> Who:
    """Somebody's sight where a message leaves the room: what is confidential stays in it, whoever reads the mail."""
    upto = Sensitivity.INTERNAL
    return Who(replace(account, grants=tuple(replace(one, upto=min(one.sees_upto, upto)) for one in account.grants)))


def standing_alerts(site: Site, who: Who, rule: AlertRule, fresh: Sequence[Entry]) -> tuple[Alert, ...]:
    """What a rule tells somebody of now, of every deal that it is about, told already or not."""
    there = site.deals.names()
    if len(there) < 2:
        return _of_the_deal(site, who, rule, fresh)
    first = site.desk.first_deal if site.desk.first_deal in there else there[0]
    found: list[Alert] = []
    for id in there:
        if not rule.deals or id in rule.deals:
            theirs = [one for one in fresh if counts_for(one.record, id, first)]
            with looking_at(id):
                found += [of_deal(one, id, first=id == first) for one in _of_the_deal(site, who, rule, theirs)]
    return in_order(found)


def _of_the_deal(site: Site, who: Who, rule: AlertRule, fresh: Sequence[Entry]) -> tuple[Alert, ...]:
    """What is told of the deal that is looked at; nothing while there is no text that can be judged."""
    known = site.answer()
    if known is None:
        return ()
    answer = veiled(site, who, known)
    kinds = frozenset(AlertKind(one) for one in rule.kinds if one in set(AlertKind))
    watch = Watch(kinds, frozenset(rule.clauses), rule.lead, rule.near_percent / 100)
    return alerts(judged(site.deals.texts().judged, answer), answer, watch, fresh)


def deliver(site: Site, rule: AlertRule, account: Account, due: Sequence[Waiting], now: datetime) -> None:
    """Send what is due by a rule as one message.

    Raises:
        NotSentError, BadMailServerError: It did not leave.
    """
    sender = Sender(site.name, site.people.settings().get("address", ""), site.desk.practice, site.zone)
    if rule.channel == "webhook":
        body, headers = webhook(due, rule, sender, now)
        send_webhook(rule.address, body, headers)
        return
    server = server_of(site)
    send_mail(server, mail(due, rule, sender, of=server.of, language=account.language, now=now))


def server_of(site: Site) -> MailServer:
    """The mail server that is set.

    Raises:
        NotSentError: None is set; BadMailServerError: it cannot be used.
    """
    values = site.people.settings()
    if not values.get("mail_server"):
        raise NotSentError("no mail server is set", "whoever administers sets it on the page Alerts")
    return mail_server(
        values["mail_server"],
        values.get("mail_from", ""),
        values.get("mail_security", "starttls"),
        values.get("mail_user", ""),
    )
