"""`truce read`: reports in, proposed claims with their exact words out."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import IO, TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import click

from trucekeeper.cli.deal_file import bytes_of
from trucekeeper.cli.engines import WouldLeaveError, host_of
from trucekeeper.cli.engines import options as engine_options
from trucekeeper.cli.inbox import Inbox, inbox
from trucekeeper.cli.inputs import MOMENT, deal_at
from trucekeeper.cli.proposals_told import WIDTH, clean, in_a_line, legend, told
from trucekeeper.cli.reading import Lines, Outcome, lines_of, outcomes, task_for
from trucekeeper.cli.reports import LIST, NOT_PUBLISHED, Leaf, Report, checked, holds_many, leaves_at
from trucekeeper.cli.resuming import Journal, journal
from trucekeeper.cli.review import reviewed
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso

if TYPE_CHECKING:
    from trucekeeper.deal.model import Deal
    from trucekeeper.ledger.retold import Told
    from trucekeeper.reader.proposal import Proposal

#: So many reports of a reading are compared with each other while it goes on; more would only fill the memory.
COMPARED: Final = 1_000
#: So many files of which something was lost are named once more at the end.
LOST_TOLD: Final = 5


@click.command(
    epilog="Exit codes: 0 read; 1 some files could not be read, the others were; 2 wrong use or nothing readable. "
    "Example: truce read report.txt --deal my.deal.md --published 2016-12-14T12:00+00:00 --into my.ledger --as desk. "
    "Then: truce read --review --into my.ledger --as desk, to decide what waits (docs/how-to/read-reports.md)."
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
    (zip, tar) of them. Nothing proposed counts for anything until a person confirms it. Of several reports that go
    --into a ledger one line each is shown.
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
    brief = ledger is not None and holds_many(sources)
    done = Done(as_json, task.deal.zone, any(task.engine[:3]), brief)
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
class Done:
    """What a run has read so far, told while it goes on: results on stdout, everything else on stderr.

    Attributes:
        brief: A line a report; its proposals can be looked at in the inbox.
        many: Files, reports, proposals, and files of which something was lost.
        lost: The first of those files.
    """

    as_json: bool
    zone: ZoneInfo | None
    both: bool
    brief: bool = False
    many: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    asides: list[str] = field(default_factory=list)
    undated: bool = False
    over: bool = False
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
        if lost and len(self.lost) < LOST_TOLD:
            self.lost.append(one.file)
        self.many.update(files=1, reports=len(one.found), lost=lost)
        self.many["proposals"] += sum(len(proposals) for _, proposals in one.found)
        self.refused.update(one.refused)
        self.first = self.first or one.error

    def _show(self, report: Report, proposals: "Sequence[Proposal] | Lines", of: int) -> None:
        if self.as_json or isinstance(proposals, Lines):
            lines = proposals if isinstance(proposals, Lines) else lines_of(report, proposals)
            if lines:
                click.echo(lines.text)
        elif self.brief:
            click.echo("\n".join(in_a_line(report, proposals)))
        elif proposals or of == 1:
            click.echo("\n".join(told(report, proposals, self.zone)))

    def _progress(self) -> None:
        if sys.stderr.isatty() and not sys.stdout.isatty():
            many = self.many
            click.echo(f"\r{many['files']:,} files, {many['reports']:,} reports ", nl=False, err=True)
            self.over = True

    def _tell(self) -> None:
        if self.over and self.asides:
            click.echo("\r" + " " * 40 + "\r", nl=False, err=True)
            self.over = False
        for line in self.asides:
            self.undated |= line.endswith(NOT_PUBLISHED)
            click.echo("\n".join(wrap(clean(line), WIDTH, subsequent_indent="  ")), err=True)
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
            self.asides.append(summary(many, self.lost))
        self._tell()
        if self.undated:
            click.echo(f"hint: say when with --published, or for each file in a list {LIST} beside them", err=True)
        if self.fresh is not None:
            click.echo(f"{self.fresh} new proposals wait in the inbox of {ledger}", err=True)
            if self.fresh and sys.stderr.isatty():
                click.echo(f"decide what becomes of them: truce read --review --into {ledger} --as WHO", err=True)
        return 2 if not many["reports"] and many["lost"] else 1 if many["lost"] else 0


def summary(many: Counter[str], lost: Sequence[str]) -> str:
    """How much was read, in a sentence, and once more the files of which something was not."""

    def counted(key: str, one: str) -> str:
        return f"{many[key]:,} {one}" if many[key] == 1 else f"{many[key]:,} {one}s"

    read = f"{counted('files', 'file')}: {counted('reports', 'report')} with {counted('proposals', 'proposal')}"
    if not many["lost"]:
        return read
    more = many["lost"] - len(lost)
    others = f" and {more:,} more (--files FILE tells of all)" if more else ""
    return f"{read}; something was lost in {counted('lost', 'file')}, why stands above: {', '.join(lost)}{others}"


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
