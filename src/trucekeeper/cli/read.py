"""`truce read`: reports in, proposed claims with their exact words out."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.engines import Second, second_engine
from trucekeeper.cli.engines import options as engine_options
from trucekeeper.cli.inputs import MOMENT, deal_at
from trucekeeper.cli.reports import Report, reports_at
from trucekeeper.core.moment import local
from trucekeeper.deal.model import Deal

if TYPE_CHECKING:
    from trucekeeper.ledger.store import Store
    from trucekeeper.reader.lens import Lens
    from trucekeeper.reader.proposal import Proposal

WIDTH = 80


@click.command(
    epilog="Exit codes: 0 read; 2 wrong use or unreadable input. Example: truce read report.txt --deal my.deal.md "
    "--published 2016-12-14T12:00+00:00 --into my.ledger --as desk"
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option("--deal", required=True, type=click.Path(path_type=Path), help="Whose parties, places and clauses count.")
@click.option("--into", "ledger", type=click.Path(path_type=Path), help="Put the proposals into this ledger's inbox.")
@click.option("--as", "who", default="", help="Who enters the report; needed with --into.")
@click.option("--published", type=MOMENT, help="When it was published, where no list beside it says so.")
@click.option("--publisher", help="Who published it.")
@click.option("--kind", help="What kind of source it is: agency, ministry, ...")
@click.option("--side", help="A party of the deal, independent or unknown.")
@click.option("--language", help="Its language, such as en.")
@click.option("--places", "atlases", multiple=True, type=click.Path(path_type=Path), help="A gazetteer (truce places).")
@engine_options
@click.option("--may-leave", is_flag=True, help="A single file may leave this machine for an allowed host.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a claim (docs/reference/json.md).")
def read(
    sources: tuple[Path, ...],
    deal: Path,
    ledger: Path | None,
    who: str,
    published: datetime | None,
    publisher: str | None,
    kind: str | None,
    side: str | None,
    language: str | None,
    atlases: tuple[Path, ...],
    pipeline: str | None,
    program: str | None,
    endpoint: str | None,
    model: str,
    hosts: tuple[str, ...],
    may_leave: bool,
    as_json: bool,
) -> None:
    """Propose the claims of reports: who said what, about whom, where, when, how sure, in the report's exact words.

    SOURCE is a text or HTML file, or a folder with a list sources.jsonl. Nothing proposed counts for anything until a
    person confirms it (truce confirm).
    """
    about: dict[str, Any] = {"published": published, "publisher": publisher, "kind": kind, "side": side}
    about |= {"language": language, "may_leave": may_leave}
    given = deal_at(deal)
    if ledger is not None and not who:
        raise click.UsageError("--into needs --as: a ledger keeps who entered what")
    second = second_engine(pipeline, program, endpoint, model, hosts)
    view = lens_with(given, atlases)
    found = [(report, proposals_in(report, given, second, view)) for report in reports_at(sources, about)]
    fresh = into(ledger, who, found, given) if ledger is not None else None
    for report, proposals in found:
        lines = [json.dumps(one.shown(), ensure_ascii=False) for one in proposals]
        click.echo("\n".join(lines if as_json else told(report, proposals, given.zone)))
    if not as_json and any(proposals for _, proposals in found):
        click.echo("\n" + legend(second.engine is not None))
    for line in second.refusals():
        click.echo(f"the second engine: not taken, {line}", err=True)
    if fresh is not None:
        click.echo(f"{fresh} new proposals wait in the inbox of {ledger}", err=True)


def lens_with(deal: Deal, files: Iterable[Path]) -> "Lens":
    """The deal made ready for reading, with imported gazetteers."""
    from trucekeeper.reader import atlas
    from trucekeeper.reader.lens import lens

    sites = [one for file in files for one in atlas.read(bytes_of(file).decode("utf-8", "replace"), file.name)]
    return lens(deal, atlas.atlas(sites) if sites else None)


def proposals_in(
    report: Report, deal: Deal, second: Second | None = None, view: "Lens | None" = None
) -> "tuple[Proposal, ...]":
    """What the reader proposes, with a second engine where one is given.

    Raises:
        WouldLeaveError: When the report would leave the machine and its source does not allow it.
    """
    from trucekeeper.reader.engines.surface import read_surface

    name = report.document.address or report.publisher
    other = second.for_report(name, report.may_leave) if second is not None else None
    return read_surface(report.document, deal, report.published, deal.zone or UTC, view, other)


def legend(both: bool) -> str:
    """What the tiers were worth when they were measured."""
    from trucekeeper.reader.tiers import MEASURED

    parts = [f"{name} {one.share:.2f}" for name, one in MEASURED["both" if both else "surface"].items()]
    line = f"Tiers, by the share of proposals that were right when measured: {', '.join(parts)} (docs/measured.md)."
    return "\n".join(wrap(line, WIDTH))


def into(ledger: Path, who: str, found: "Iterable[tuple[Report, Sequence[Proposal]]]", deal: Deal) -> int:
    """Record the sources and lay the proposals into the inbox; the same text again adds nothing."""
    from trucekeeper.ledger.stores import opened

    with opened(ledger, create=True) as store:
        return sum(lay_in(store, who, report, proposals, deal) for report, proposals in found)


def lay_in(store: "Store", who: str, report: Report, proposals: "Sequence[Proposal]", deal: Deal) -> int:
    """One report into the inbox of an open store; gives how many proposals are new."""
    from trucekeeper.ledger.store import Proposal as Kept

    source = report.source()
    text = report.document.text.encode("utf-8", "surrogatepass")
    if not store.known_ids([source.id]):
        store.append([source], who, documents=[text])
    kept: list[Kept] = [Kept(id=one.id, source=source.id, body=one.shown() | of_deal(deal)) for one in proposals]
    return len(store.propose(kept, [text]))


def of_deal(deal: Deal) -> dict[str, str]:
    """For which deal a proposal was made; nothing where its text has no id."""
    return {"deal": deal.head.id} if deal.head is not None else {}


def told(report: Report, proposals: "Sequence[Proposal]", zone: ZoneInfo | None) -> list[str]:
    """Proposals for a terminal of 80 columns."""
    title = report.document.title or report.document.address
    about = f"{report.publisher}, published {local(report.published, zone)}; {len(proposals)} proposals"
    lines = [*wrap(title, WIDTH), *wrap(about, WIDTH, initial_indent="  ", subsequent_indent="  ")]
    for one in proposals:
        lines += ["", *one_proposal(one.shown(), zone)]
    return lines


def one_proposal(body: dict[str, Any], zone: ZoneInfo | None) -> list[str]:
    """A proposal in a few lines: who, the exact words, and what the reader makes of them."""
    who = body["speaker"]["text"] if body["speaker"] else "the author"
    side = f" ({body['speaker'].get('side')})" if body["speaker"] else ""
    via = f", via {', '.join(one['text'] for one in body['via'])}" if body["via"] else ""
    no = " not" if body["polarity"] == "no" else ""
    head = f"{body['tier']} {body['id']}  {who}{side} {body['act'].replace('_', ' ')}{via}:{no} {body['event']}"
    lines = wrap(" ".join(head.split()), WIDTH, subsequent_indent="    ")
    quoted = " ".join(body["words"].split())
    lines += wrap(f"“{quoted}”", WIDTH, initial_indent="    ", subsequent_indent="     ")
    details = _details(body, zone)
    if details:
        lines += wrap("; ".join(details), WIDTH, initial_indent="    ", subsequent_indent="    ")
    return lines


def _site(place: dict[str, Any]) -> str:
    """A place of a gazetteer by its name and precision, or what may be meant."""
    if one := place.get("gazetteer"):
        return f"{place['text']} ({one['id']}, {one['precision']})"
    if like := place.get("like"):
        return f"{place['text']} (perhaps {' or '.join(one['name'] for one in like[:3])})"
    return str(place["text"])


def _details(body: dict[str, Any], zone: ZoneInfo | None) -> list[str]:
    details = []
    if body["actors"]:
        joined = " or " if body["actors_alternative"] else ", "
        details.append("by " + joined.join(dict.fromkeys(one["id"] or one["text"] for one in body["actors"])))
    if body["place"]:
        details.append(f"at {body['place']['id'] or _site(body['place'])}")
    for key in ("happened", "said"):
        if body[key]:
            start = local(datetime.fromisoformat(body[key]["start"]), zone)
            end = local(datetime.fromisoformat(body[key]["end"]), zone)
            details.append(f"{key} {start} to {end}")
    if body["quantity"]:
        high = body["quantity"]["high"]
        low = body["quantity"]["low"]
        span = f"{low:,}" if high == low else f"{low:,} or more" if high is None else f"{low:,} to {high:,}"
        about = "about " if body["quantity"]["approx"] else ""
        details.append(f"{about}{span} {body['quantity']['unit']}")
    if body["certainty"] != "stated":
        details.append(body["certainty"])
    if body["clauses"]:
        details.append(f"clause {' or '.join(body['clauses'])}")
    return details + [f"open: {one}" for one in body.get("open", ())]
