"""The page Alerts: what stands now, what one wants to be told and where, and what became of what was sent."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from trucekeeper.core.errors import TruceError
from trucekeeper.people.account import Action
from trucekeeper.people.alert_rule import AlertRule, BadAlertRuleError, Channel, Waiting, checked
from trucekeeper.people.permission import Subject
from trucekeeper.status.alert import URGENT, Alert, AlertKind, standing
from trucekeeper.status.alert_words import NAMES, shape
from trucekeeper.web.alerts.message import alert_of, told
from trucekeeper.web.alerts.post import PASSWORD, mail_server
from trucekeeper.web.alerts.watch import deliver, outside_the_room, standing_alerts
from trucekeeper.web.choice import looking_at
from trucekeeper.web.errors import NoSuchPageError, status_of
from trucekeeper.web.guard import Who, needs, who_of
from trucekeeper.web.render import page, reader_language
from trucekeeper.web.site import Site, site_of

router = APIRouter()

#: So many deliveries of a rule are shown.
SHOWN = 10
#: What is looked for where nobody has made a rule.
USUAL = AlertRule(account="", channel="mail", address="", kinds=tuple(str(one) for one in AlertKind))


@router.get("/alerts", response_class=HTMLResponse)
@needs(Action.SEE)
def alerts(request: Request) -> HTMLResponse:
    """Show what stands and one's own rules; whoever administers sees everybody's."""
    return _page(request)


@router.post("/alerts", response_class=HTMLResponse)
@needs(Action.SEE)
def add(
    request: Request,
    channel: Annotated[Channel, Form()] = "mail",
    address: Annotated[str, Form()] = "",
    kinds: Annotated[list[str] | None, Form()] = None,
    clauses: Annotated[str, Form()] = "",
    deals: Annotated[list[str] | None, Form()] = None,
    lead_minutes: Annotated[int, Form()] = 120,
    near_percent: Annotated[int, Form()] = 80,
    quiet_from: Annotated[str, Form()] = "",
    quiet_to: Annotated[str, Form()] = "",
    wake: Annotated[bool, Form()] = False,
) -> Response:
    """Keep a rule. What stands is told at the first look; a webhook is for whoever administers."""
    site, who = site_of(request), who_of(request)
    try:
        if channel == "webhook":
            who.must(Action.ADMINISTER, Subject())
        rule = AlertRule(
            account=who.id,
            channel=channel,
            address=address.strip(),
            kinds=tuple(kinds or ()),
            clauses=_clauses(site, clauses, _deals(site, deals or ())),
            deals=_deals(site, deals or ()),
            lead=timedelta(minutes=max(0, min(lead_minutes, 10**6))),
            near_percent=near_percent,
            quiet=_quiet(quiet_from, quiet_to),
            wake=wake,
        )
        checked(rule, [str(one) for one in AlertKind])
    except TruceError as error:
        return _page(request, error)
    sight = _sight(request)
    # Stops that ended before nobody waits to hear of.
    over = [one for one in standing_alerts(site, sight, rule, ()) if one.kind is AlertKind.RESUMED]
    made = site.people.alerts.add(rule, position=site.desk.position, told=standing(over))
    return _page(request, made=made) if made.secret else RedirectResponse("/alerts", 303)


@router.post("/alerts/{id}/end")
@needs(Action.SEE)
def end(request: Request, id: str, account: Annotated[str, Form()] = "") -> Response:
    """End a rule; what waits by it is not sent. Whoever administers can end those of others."""
    site, who = site_of(request), who_of(request)
    if account and account != who.id:
        who.must(Action.ADMINISTER, Subject())
    if not site.people.alerts.end(account or who.id, id):
        raise NoSuchPageError(f"/alerts/{id}")
    return RedirectResponse("/alerts", 303)


@router.post("/alerts/{id}/try", response_class=HTMLResponse)
@needs(Action.SEE)
def try_out(request: Request, id: str) -> Response:
    """Send how the deal stands at once, to see whether it arrives."""
    site, who = site_of(request), who_of(request)
    rule = next((one for one in site.people.alerts.of(who.id) if one.id == id), None)
    account = who.account
    if rule is None or account is None:
        raise NoSuchPageError(f"/alerts/{id}")
    try:
        deliver(site, rule, account, _how_they_stand(site, rule), site.clock())
    except TruceError as error:
        return _page(request, error)
    return _page(request, arrived=rule.address)


@router.post("/alerts/server", response_class=HTMLResponse)
@needs(Action.ADMINISTER)
def server(
    request: Request,
    mail_address: Annotated[str, Form()] = "",
    mail_from: Annotated[str, Form()] = "",
    security: Annotated[str, Form()] = "starttls",
    user: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
) -> Response:
    """Set the mail server, or none, and the address of the control room that messages name."""
    people = site_of(request).people
    try:
        if mail_address.strip():
            mail_server(mail_address.strip(), mail_from.strip(), security, user.strip())
        if address.strip() and not address.strip().startswith(("https://", "http://")):
            raise BadAlertRuleError("the address of the control room cannot be used", "write it like https://...")
    except TruceError as error:
        return _page(request, error)
    values = {"mail_server": mail_address, "mail_from": mail_from, "mail_security": security, "mail_user": user}
    for key, value in {**values, "address": address}.items():
        people.set(key, value.strip())
    return RedirectResponse("/alerts", 303)


def _sight(request: Request) -> Who:
    """What may be told to whoever asks where it leaves the room."""
    account = who_of(request).account
    assert account is not None, "the route is for accounts"
    return outside_the_room(account)


def _how_they_stand(site: Site, rule: AlertRule) -> list[Waiting]:
    """How each deal stands that a rule is about."""
    several = site.deals.names()
    return [_how_it_stands(site, rule, one, several) for one in several or ("",) if not rule.deals or one in rule.deals]


def _how_it_stands(site: Site, rule: AlertRule, deal: str, several: Sequence[str]) -> Waiting:
    with looking_at(deal):
        answer, now = site.answer(), site.clock()
        state = answer.deal.stage if answer is not None else "no text"
        records = answer.deal.because if answer is not None else ()
        which = deal if len(several) > 1 else ""
        alert = Alert(kind=AlertKind.DEAL, key="", at=site.now(), state=state, records=records, deal=which)
        return Waiting(0, rule.id, now, now, shape(alert), "waiting", 0, "")


def _deals(site: Site, wanted: Sequence[str]) -> tuple[str, ...]:
    """Deals by their ids, which must be there; all of them is none, so that one that comes later is among them."""
    there = site.deals.names()
    unknown = [one for one in wanted if one not in there]
    if unknown:
        raise BadAlertRuleError(f"there is no deal {', '.join(unknown)[:80]} here", f"deals are {', '.join(there)}")
    return tuple(one for one in there if one in wanted)


def _clauses(site: Site, text: str, deals: Sequence[str]) -> tuple[str, ...]:
    """Clauses by their ids, which must stand in a text of a deal meant: a typing error would be silence for ever."""
    wanted = tuple(dict.fromkeys(text.replace(",", " ").split()))
    there = {clause.id for id in deals or site.deals.names() for deal in site.deals.of(id) for clause in deal.clauses}
    unknown = [one for one in wanted if one not in there]
    if unknown:
        raise BadAlertRuleError(
            f"no text of the deal has the clause {', '.join(unknown)[:80]}", f"clauses are {', '.join(sorted(there))}"
        )
    return wanted


def _quiet(begins: str, ends: str) -> tuple[time, time] | None:
    if not begins and not ends:
        return None
    try:
        first, last = (datetime.strptime(one, "%H:%M").time() for one in (begins, ends))  # noqa: DTZ007  clock time
    except ValueError:
        raise BadAlertRuleError(
            "the quiet hours cannot be used", "write begin and end like 22:00 and 06:00, or none"
        ) from None
    return first, last


def _page(
    request: Request, error: TruceError | None = None, made: AlertRule | None = None, arrived: str = ""
) -> HTMLResponse:
    site, who, sight = site_of(request), who_of(request), _sight(request)
    language = reader_language(request)
    administers = bool(who.may(Action.ADMINISTER))
    rules = site.people.alerts.of(None if administers else who.id)

    def line(alert: Alert) -> str:
        return told(alert, site.zone, language)

    outboxes = [(rule, site.people.alerts.outbox(rule.id)[-SHOWN:][::-1]) for rule in rules]
    shown = [{"rule": rule, "out": out, "troubled": any(one.why for one in out)} for rule, out in outboxes]
    return page(
        request,
        "alerts.html",
        status=status_of(error) if error else 200,
        error=error,
        made=made,
        arrived=arrived,
        now_standing=[
            (one, line(one)) for one in standing_alerts(site, sight, USUAL, ()) if one.kind is not AlertKind.RESUMED
        ],
        rules=shown,
        line=lambda kept: line(alert_of(kept)),
        names=NAMES,
        urgent=URGENT,
        administers=administers,
        values=site.people.settings(),
        password_name=PASSWORD,
    )
