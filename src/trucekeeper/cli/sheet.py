"""`truce sheet`: papers for the people who carry a deal out, and blank forms."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from trucekeeper.cli.deal_file import text_of
from trucekeeper.cli.inputs import MOMENT, deals_at, entries_at, now
from trucekeeper.cli.outputs import Written, write_whole
from trucekeeper.cli.replan import plan_in
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso
from trucekeeper.ledger.view import KnownFrom

if TYPE_CHECKING:
    from trucekeeper.brief.matter import Matter
    from trucekeeper.brief.model import Report
    from trucekeeper.brief.sheets.contacts import Desk
    from trucekeeper.exchange.model import Convoy, Operation, Times

#: Which sheets there are, and what each is made from beside the deal.
KINDS: Final = {
    "convoy": "OPERATION",
    "exchange": "OPERATION",
    "notification": "OPERATION",
    "incident": "LEDGER",
    "deadlines": "LEDGER",
    "incident-form": "",
    "vehicle-list": "",
}


class SheetSourceError(TruceError):
    """A sheet that was asked for without what it is made from, or with too much."""

    def __init__(self, kind: str, wanted: str) -> None:
        what = {"OPERATION": "an operation file", "LEDGER": "a ledger", "": "nothing but the deal"}[wanted]
        rest = {"OPERATION": " my.ops.md", "LEDGER": " my.ledger", "": ""}[wanted]
        ending = "ics" if kind == "deadlines" else "pdf"
        super().__init__(
            f"the {kind} sheet is made from the deal and {what}" if wanted else f"the {kind} sheet takes {what}",
            f"truce sheet {kind} my.deal.md{rest} --out {kind}.{ending}",
        )


class NoIncidentGivenError(TruceError):
    """An incident report without the name of its incident."""

    def __init__(self) -> None:
        super().__init__(
            "an incident report is about one incident, and none was named",
            'give --incident "NAME", as the records call it; truce status lists them',
        )


class NoPlanError(TruceError):
    """A sheet of a plan that there is not."""

    def __init__(self, why: Sequence[str]) -> None:
        told = "; ".join(why) or "no reason was found"
        super().__init__(f"there is no plan to make a sheet of: {told}", "run truce plan, which says more")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for, as it was given."""

    kind: str
    source: Path | None
    at: datetime
    known_by: datetime | None
    known_from: KnownFrom
    audience: str
    incident: str | None
    plan: Path | None
    contacts: Path | None
    ledger: Path | None
    language: str
    practice: bool


@click.command(
    epilog="Exit codes: 0 written; 2 wrong use, unreadable input, or a file that would be written over. Example: "
    "truce sheet convoy my.deal.md my.ops.md --plan plan/plan.json --out convoys.pdf"
)
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("source", type=click.Path(path_type=Path), required=False)
@click.option("--out", required=True, type=click.Path(path_type=Path), help=".html, .md, .pdf, .docx; deadlines: .ics")
@click.option("--plan", type=click.Path(path_type=Path), help="plan.json as it was announced; planned anew without it.")
@click.option("--contacts", type=click.Path(path_type=Path), help="CSV of functions with call sign and telephone.")
@click.option("--ledger", type=click.Path(path_type=Path), help="notification: the ledger with acknowledged calls.")
@click.option("--incident", metavar="NAME", help="incident: its name, as the records call it.")
@click.option("--at", type=MOMENT, help="The moment reported on, or when the sheet is made; now where left out.")
@click.option("--known-by", type=MOMENT, help="Only what was known by then counts; --at where left out.")
@click.option(
    "--known-from",
    type=click.Choice(["recorded", "said"]),
    default="recorded",
    help="Known since it was recorded here, or since its source said it (for an archive).",
)
@click.option("--audience", default="internal", metavar="WHO", help="public, partner, party:ID or internal (usual).")
@click.option("--language", default="en", metavar="LANG", help="Of the blank forms: en or ar.")
@click.option("--practice", is_flag=True, help="An exercise: every page says so.")
@click.option("--force", is_flag=True, help="Write over a file that holds something else.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on what was written.")
def sheet(
    kind: str,
    deal: Path,
    source: Path | None,
    out: Path,
    plan: Path | None,
    contacts: Path | None,
    ledger: Path | None,
    incident: str | None,
    at: datetime | None,
    known_by: datetime | None,
    known_from: KnownFrom,
    audience: str,
    language: str,
    practice: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write one sheet for one task.

    \b
    convoy        DEAL OPERATION  a part for each leader, with room for counts
    exchange      DEAL OPERATION  for the point: the order, each side's lead
    notification  DEAL OPERATION  notice of the movement to the parties
    incident      DEAL LEDGER     one incident: who says what, its case
    deadlines     DEAL LEDGER     the moments ahead, for a calendar
    incident-form DEAL            blank, en or ar
    vehicle-list  DEAL            blank, by pseudonym, en or ar

    A sheet orders nothing: a person does. What tells where people will be is
    marked as not to be published.
    """  # noqa: D301  (click's mark for lines to be kept as they are)
    if bool(source) != bool(KINDS[kind]):
        raise SheetSourceError(kind, KINDS[kind])
    asked = Asked(
        kind, source, at or now(), known_by, known_from, audience, incident, plan, contacts, ledger, language, practice
    )
    content = _content(asked, deal, out)
    done = write_whole(out, content, force=force)
    if kind == "deadlines" and b"BEGIN:VEVENT" not in content:
        click.echo(
            f"truce: note: the calendar is empty: no moment that the deal sets lies ahead of {iso(asked.at)}; "
            "--at asks about an earlier moment",
            err=True,
        )
    shape = {"file": str(done.path), "sha256": done.sha256, "bytes": done.size, "new": done.new, "sheet": kind}
    click.echo(json.dumps(shape) if as_json else _told(done))


def _content(asked: Asked, deal: Path, out: Path) -> bytes:
    from trucekeeper.brief.formats import FormatError, writer

    if asked.kind == "deadlines":
        from trucekeeper.brief.sheets.deadlines import deadlines

        if out.suffix.casefold() != ".ics":
            raise FormatError(out.name, (".ics",))
        return deadlines(_matter(asked, deal), made=asked.at)
    write = writer(out.name)
    return write(_report(asked, deal))


def _report(asked: Asked, deal: Path) -> "Report":
    if KINDS[asked.kind] == "OPERATION":
        return _carried_out(asked, deal)
    if asked.kind == "incident":
        from trucekeeper.brief.sheets.incident import incident_report

        if not asked.incident:
            raise NoIncidentGivenError
        return incident_report(_matter(asked, deal), asked.incident)
    from trucekeeper.brief.sheets.forms import incident_form, manifest_form

    form = incident_form if asked.kind == "incident-form" else manifest_form
    return form(deals_at(deal)[0], asked.language, asked.practice)


def _carried_out(asked: Asked, deal: Path) -> "Report":
    from trucekeeper.brief.sheets.convoy import convoy_sheet
    from trucekeeper.brief.sheets.exchange import exchange_sheet
    from trucekeeper.brief.sheets.notification import notification
    from trucekeeper.cli.plan import read

    assert asked.source is not None
    agreed, work = read(deal, asked.source)
    pairs = _announced(asked, work)
    desks = _desks(asked.contacts)
    if asked.kind == "notification":
        known = [one for one in entries_at(asked.ledger) if one.recorded_at <= asked.at] if asked.ledger else []
        return notification(agreed, work, pairs, made=asked.at, entries=known, desks=desks, practice=asked.practice)
    make = convoy_sheet if asked.kind == "convoy" else exchange_sheet
    return make(agreed, work, pairs, made=asked.at, desks=desks, practice=asked.practice)


def _announced(asked: Asked, work: "Operation") -> "Sequence[tuple[Convoy, Times]]":
    """The plan as people were told it, else one made now; by departure."""
    from trucekeeper.cli.plan import solver_silent
    from trucekeeper.exchange.plan import make_plan
    from trucekeeper.exchange.shape import announced

    if asked.plan is not None:
        sequence, times = announced(work, plan_in(asked.plan), str(asked.plan))
        pairs = zip(sequence.convoys, times, strict=True)
    else:
        with solver_silent():
            found = make_plan(work)
        if found.state == "infeasible":
            raise NoPlanError(found.why_not)
        pairs = zip(found.sequence.convoys, found.times, strict=True)
    return sorted(pairs, key=lambda pair: (pair[1].depart, pair[1].load, pair[0].id))


def _desks(path: Path | None) -> "tuple[Desk, ...]":
    from trucekeeper.brief.sheets.contacts import contacts

    return contacts(text_of(path), str(path)) if path else ()


def _matter(asked: Asked, path: Path) -> "Matter":
    """What a report on records is about, as `truce brief` asks it."""
    from trucekeeper.brief.audience import audience as reader_of
    from trucekeeper.brief.matter import Matter
    from trucekeeper.cli.brief import judged
    from trucekeeper.ledger.view import known_at, view
    from trucekeeper.status.engine import status

    assert asked.source is not None
    deals, entries = deals_at(path), entries_at(asked.source)
    cut_off = asked.known_by or asked.at
    answer = status(deals, entries, at=asked.at, known_by=cut_off, known_from=asked.known_from)
    text = judged(deals, answer)
    return Matter(
        deal=text,
        entries=view(entries, known_by=cut_off, known_from=asked.known_from),
        history=tuple(one for one in entries if known_at(one, asked.known_from) <= cut_off),
        now=answer,
        before=None,
        audience=reader_of(asked.audience, text),
        zone=text.zone,
        practice=asked.practice,
    )


def _told(done: Written) -> str:
    state = "written" if done.new else "there already, unchanged"
    return f"{done.path} ({done.size:,} bytes, {state})\nsha256 {done.sha256}"
