"""`truce read`: reports in, proposed claims with their exact words out."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from textwrap import wrap
from typing import IO, TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click
from msgspec import structs

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.engines import WouldLeaveError, host_of
from trucekeeper.cli.engines import options as engine_options
from trucekeeper.cli.inputs import MOMENT, deal_at
from trucekeeper.cli.reading import Lines, Outcome, lines_of, outcomes, task_for
from trucekeeper.cli.reports import LIST, NOT_PUBLISHED, Leaf, Report, checked, leaves_at
from trucekeeper.cli.resuming import Journal, journal
from trucekeeper.cli.review import reviewed
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, local

if TYPE_CHECKING:
    from trucekeeper.deal.model import Deal
    from trucekeeper.ledger.record import Source
    from trucekeeper.ledger.retold import Told
    from trucekeeper.ledger.store import Store
    from trucekeeper.reader.proposal import Proposal

WIDTH = 80
#: So many reports of a reading are compared with each other while it goes on; more would only fill the memory.
COMPARED = 1_000


@click.command(
    epilog="Exit codes: 0 read; 1 some files could not be read, the others were; 2 wrong use or nothing readable. "
    "Example: truce read report.txt --deal my.deal.md --published 2016-12-14T12:00+00:00 --into my.ledger --as desk"
)
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option("--deal", type=click.Path(path_type=Path), help="Whose parties, places and clauses count.")
@click.option("--into", "ledger", type=click.Path(path_type=Path), help="Put the proposals into this ledger's inbox.")
@click.option("--as", "who", default="", help="Who enters the report; needed with --into.")
@click.option("--published", type=MOMENT, help="When it was published, where nothing else says so.")
@click.option("--publisher", help="Who published it.")
@click.option("--kind", help="What kind of source it is: agency, ministry, ...")
@click.option("--side", help="A party of the deal, independent or unknown.")
@click.option("--language", help="Its language, such as en.")
@click.option("--places", "atlases", multiple=True, type=click.Path(path_type=Path), help="A gazetteer (truce places).")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.option("--dask", default="", metavar="ADDRESS", help="Or a Dask cluster, such as tcp://127.0.0.1:8786.")
@click.option("--files", "about_files", type=click.Path(path_type=Path), help="Write here a JSON line for each file.")
@engine_options
@click.option("--may-leave", is_flag=True, help="A single file may leave this machine for an allowed host.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a claim (docs/reference/json.md).")
@reviewed
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
    workers: int,
    dask: str,
    about_files: Path | None,
    pipeline: str | None,
    program: str | None,
    endpoint: str | None,
    model: str,
    hosts: tuple[str, ...],
    may_leave: bool,
    as_json: bool,
) -> int:
    """Propose the claims of reports: who said what, about whom, where, when, how sure, in the report's exact words.

    SOURCE is a report (text, HTML, PDF, Word, a message, a feed, an exported chat), a mail box, a folder or an archive
    (zip, tar) of them. Nothing proposed counts for anything until a person confirms it (truce confirm).
    """
    about: dict[str, Any] = {"published": published, "publisher": publisher, "kind": kind, "side": side}
    about |= {"language": language, "may_leave": may_leave}
    if ledger is not None and not who:
        raise click.UsageError("--into needs --as: a ledger keeps who entered what")
    if dask and (host := host_of(dask, ("tcp", "tls"))) and host not in hosts:
        raise WouldLeaveError(host)
    checked(sources)
    given = deal_at(deal)
    checked_side(side, given)
    task = task_for(given, atlases, (pipeline, program, endpoint, model, hosts), bytes_of(deal))
    task = replace(task, as_lines=as_json and ledger is None)
    done = Done(as_json, task.deal.zone, any(task.engine[:3]))
    with (
        inbox(ledger, who, task.deal) as box,
        journal(ledger, task.key, box.store if box is not None else None) as before,
        about_files.open("w", encoding="utf-8") if about_files is not None else nullcontext() as log,
    ):
        for one in outcomes(task, done.begun(before.unread(leaves_at(sources, about))), workers, dask):
            done.take(one, box, before, log)
    return done.ended(ledger)


class NoSuchSideError(TruceError):
    """A side that is none of the deal's."""

    def __init__(self, side: str, known: Sequence[str]) -> None:
        super().__init__(f'"{side}" is no party of the deal', f"write one of: {', '.join(known)}")


def checked_side(side: str | None, deal: "Deal") -> None:
    """Go on only with a side that records can have.

    Raises:
        NoSuchSideError: It is none.
    """
    known = [*(one.id for one in deal.parties), "independent", "unknown"]
    if side and side not in known:
        raise NoSuchSideError(side, known)


@dataclass
class Inbox:
    """An open ledger that takes proposals, and who lays them in."""

    store: "Store"
    who: str
    deal: "Deal"
    fresh: int = 0

    def take(self, report: Report, proposals: "Sequence[Proposal]") -> str:
        """Lay one report in and give the id of its source; a message of a chat that proposes nothing is none."""
        if not proposals and report.kind == "chat":
            return ""
        source, fresh = lay_in(self.store, self.who, report, proposals, self.deal)
        self.fresh += fresh
        return source


@contextmanager
def inbox(ledger: Path | None, who: str, deal: "Deal") -> Iterator[Inbox | None]:
    """The ledger of a run, or nothing where the claims are only shown."""
    if ledger is None:
        yield None
        return
    from trucekeeper.ledger.stores import opened

    with opened(ledger, create=True) as store:
        yield Inbox(store, who, deal)


@dataclass
class Done:
    """What a run has read so far, told while it goes on: results on stdout, everything else on stderr.

    Attributes:
        many: Files, reports, proposals, and files of which something was lost.
    """

    as_json: bool
    zone: ZoneInfo | None
    both: bool
    many: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    asides: list[str] = field(default_factory=list)
    undated: bool = False
    first: TruceError | None = None
    fresh: int | None = None
    seen: "Told | None" = None

    def begun(self, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """The same files, counted as they are handed out, with a line on a terminal that says how far it is."""
        for leaf in leaves:
            self.many["under way"] += 1
            self._progress()
            yield leaf

    def take(self, one: Outcome, box: Inbox | None, before: Journal, log: IO[str] | None) -> None:
        """Show what came of one file, lay it in, and note that it is done."""
        for report, proposals in one.found:
            self._show(report, proposals, len(one.found))
            self._compare(report)
        if box is not None:
            laid = ((report, proposals) for report, proposals in one.found if not isinstance(proposals, Lines))
            before.done(one.key, [id for found in laid if (id := box.take(*found))])
            self.fresh = box.fresh
        self._count(one)
        self.asides += [f"note: {line}" for line in one.notes]
        self.asides += [f"{'not read' if lost else 'left out'}: {name}: {why}" for name, why, lost in one.unread]
        if self.many["reports"] or self.many["files"] > 1:
            self._tell()
        if log is not None:
            log.write(json.dumps(file_told(one), ensure_ascii=False) + "\n")

    def _compare(self, report: Report) -> None:
        """Say where a report tells an earlier one of this reading again; of very many `truce duplicates` tells."""
        from trucekeeper.ledger.retold import Told

        self.seen = self.seen or Told()
        if self.many["reports"] < COMPARED and (found := self.seen.add(report.name, report.document.text)):
            first, part = found[0]
            self.asides.append(
                f"perhaps one origin (rule R2): {report.name} tells {first} again, {part:.0%} of the shorter text"
            )

    def _count(self, one: Outcome) -> None:
        lost = any(lost for *_, lost in one.unread)
        self.many.update(files=1, reports=len(one.found), lost=lost)
        self.many["proposals"] += sum(len(proposals) for _, proposals in one.found)
        self.refused.update(one.refused)
        self.first = self.first or one.error

    def _show(self, report: Report, proposals: "Sequence[Proposal] | Lines", of: int) -> None:
        if self.as_json or isinstance(proposals, Lines):
            lines = proposals if isinstance(proposals, Lines) else lines_of(report, proposals)
            if lines:
                click.echo(lines.text)
        elif proposals or of == 1:
            click.echo("\n".join(told(report, proposals, self.zone)))

    def _progress(self) -> None:
        if sys.stderr.isatty() and not sys.stdout.isatty():
            many = self.many
            click.echo(f"\r{many['files']:,} files, {many['reports']:,} reports ", nl=False, err=True)

    def _tell(self) -> None:
        for line in self.asides:
            self.undated |= line.endswith(NOT_PUBLISHED)
            click.echo("\n".join(wrap(shown(line), WIDTH, subsequent_indent="  ")), err=True)
        self.asides.clear()

    def ended(self, ledger: Path | None) -> int:
        """Say what was read, and give the exit code.

        Raises:
            TruceError: Of a single file that could not be read.
        """
        many = self.many
        if not many["reports"] and many["files"] == 1 and self.first is not None:
            raise self.first
        if not self.as_json and many["proposals"]:
            click.echo("\n" + legend(self.both))
        for why, times in sorted(self.refused.items()):
            self.asides.append(f"the second engine: not taken, {times} of its claims or replies: {why}")
        if many["files"] != 1 or many["reports"] != 1:
            self.asides.append(summary(many))
        self._tell()
        if self.undated:
            click.echo(f"hint: say when with --published, or for each file in a list {LIST} beside them", err=True)
        if self.fresh is not None:
            click.echo(f"{self.fresh} new proposals wait in the inbox of {ledger}", err=True)
        return 2 if not many["reports"] and many["lost"] else 1 if many["lost"] else 0


def summary(many: Counter[str]) -> str:
    """How much was read, in a sentence."""

    def counted(key: str, one: str) -> str:
        return f"{many[key]:,} {one}" if many[key] == 1 else f"{many[key]:,} {one}s"

    lost = f"; something was lost in {counted('lost', 'file')}, named above" if many["lost"] else ""
    return f"{counted('files', 'file')}: {counted('reports', 'report')} with {counted('proposals', 'proposal')}{lost}"


def file_told(one: Outcome) -> dict[str, Any]:
    """What came of a file, as JSON."""
    return {
        "file": one.file,
        "read": [
            {
                "name": report.name,
                "source": report.document.sha256,
                "original": report.raw_sha256,
                "publisher": report.publisher,
                "published": iso(report.published),
                "proposals": len(proposals),
            }
            for report, proposals in one.found
        ],
        "not_read": [{"name": name, "why": why, "lost": lost} for name, why, lost in one.unread],
        "notes": one.notes,
    }


def shown(text: str) -> str:
    """Words of others as a terminal may show them: no control characters, and none that turn the writing round."""
    return "".join(
        char if char.isprintable() and not ("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069") else "\ufffd"
        for char in text
    )


def legend(both: bool) -> str:
    """What the tiers were worth when they were measured."""
    from trucekeeper.reader.tiers import MEASURED

    parts = [f"{name} {one.share:.2f}" for name, one in MEASURED["both" if both else "surface"].items()]
    line = f"Tiers, by the share of proposals that were right when measured: {', '.join(parts)} (docs/measured.md)."
    return "\n".join(wrap(line, WIDTH))


def lay_in(store: "Store", who: str, report: Report, proposals: "Sequence[Proposal]", deal: "Deal") -> tuple[str, int]:
    """One report into the inbox of an open store; gives the id of its source, and how many proposals are new.

    What is interrupted between the source and its proposals is made whole by reading it again.
    """
    from trucekeeper.ledger.store import Proposal as Kept

    source = source_in(store, report)
    text = report.document.text.encode("utf-8", "surrogatepass")
    kept: list[Kept] = [Kept(id=one.id, source=source.id, body=one.shown() | of_deal(deal)) for one in proposals]
    if not store.known_ids([source.id]):
        store.append([source], who, documents=[text])
    return source.id, len(store.propose(kept, [text]))


def source_in(store: "Store", report: Report) -> "Source":
    """The record of a report; where another outlet has published the very same text, one of its own beside that."""
    source = report.source()
    there = store.entry(source.id)
    if there is None or getattr(there.record, "publisher", report.publisher) == report.publisher:
        return source
    own = sha256(report.publisher.encode()).hexdigest()[:6]
    return structs.replace(source, id=f"{source.id}-{own}")


def of_deal(deal: "Deal") -> dict[str, str]:
    """For which deal a proposal was made; nothing where its text has no id."""
    return {"deal": deal.head.id} if deal.head is not None else {}


def told(report: Report, proposals: "Sequence[Proposal]", zone: ZoneInfo | None) -> list[str]:
    """Proposals for a terminal of 80 columns."""
    title = shown(report.document.title) or report.name
    many = f"{len(proposals)} proposal{'s' if len(proposals) != 1 else ''}"
    about = f"{shown(report.publisher)}, published {local(report.published, zone)}; {many}"
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
    lines = wrap(shown(" ".join(head.split())), WIDTH, subsequent_indent="    ")
    quoted = shown(" ".join(body["words"].split()))
    lines += wrap(f"“{quoted}”", WIDTH, initial_indent="    ", subsequent_indent="     ")
    details = details_of(body, zone)
    if details:
        lines += wrap(shown("; ".join(details)), WIDTH, initial_indent="    ", subsequent_indent="    ")
    return lines


def _site(place: dict[str, Any]) -> str:
    """A place of a gazetteer by its name and precision, or what may be meant."""
    if one := place.get("gazetteer"):
        return f"{place['text']} ({one['id']}, {one['precision']})"
    if like := place.get("like"):
        return f"{place['text']} (perhaps {' or '.join(one['name'] for one in like[:3])})"
    return str(place["text"])


def details_of(body: dict[str, Any], zone: ZoneInfo | None) -> list[str]:
    """What the reader makes of the words: doers, place, times, number, doubts, clauses, and what it left open."""
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
