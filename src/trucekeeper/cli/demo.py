"""`truce demo`: a whole story on bundled data, told with the same functions as the other commands."""

import shlex
import shutil
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

import trucekeeper
from trucekeeper.cli.demo_reports import archived, laid_in, made_of_them, typed_in
from trucekeeper.cli.story import Story, read_story, story_names
from trucekeeper.core.errors import TruceError

if TYPE_CHECKING:
    from trucekeeper.deal.model import Deal
    from trucekeeper.ledger.chain import Newest
    from trucekeeper.ledger.record import Entry, Record
    from trucekeeper.status.verdict import Status

#: Stands in a folder that this command made, so that it may be made anew.
MARK = ".truce-demo"
WIDTH = 78


class LedgerDamagedError(TruceError):
    """A ledger that was written a moment ago and is not what was written."""

    def __init__(self, ledger: str, why: str) -> None:
        super().__init__(f"{ledger} was written a moment ago and does not verify: {why}", "check the disk")


class NotOurFolderError(TruceError):
    """A folder for the demo that holds something else than an earlier demo."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} holds something that truce demo did not make, so it is left alone and nothing was written",
            "name another folder with --out",
        )


class NoFolderError(TruceError):
    """A place where nothing can be written."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"nothing can be written at {folder}: {why}", "name another folder with --out")


@dataclass
class Telling:
    """What one run has at hand: the story, where its files are made, and where the reader will find them.

    Attributes:
        entries: What the answers rest on.
        archive: The same story as a desk typed it in by hand, to compare; empty where it is what the answers rest on.
        contested, latest: The clause whose answer weighs most on the day of the report, and at the last moment.
    """

    story: Story
    making: Path
    out: Path
    deals: tuple["Deal", ...] = ()
    entries: tuple["Entry", ...] = ()
    archive: tuple["Entry", ...] = ()
    newest: "Newest" = field(init=False)
    contested: str = ""
    latest: str = ""
    db: str | None = None

    @property
    def ledger(self) -> Path | str:
        """Where the records are kept: a file, or the database that was named."""
        return self.db or self.making / self.story.ledger

    @property
    def ledger_shown(self) -> str:
        """The same as the reader will find it."""
        return f'"{self.db}"' if self.db else self.shown(self.story.ledger)

    def shown(self, name: str) -> str:
        """A file as the reader will find it."""
        return (self.out / name).as_posix()


@click.command(
    epilog="Exit codes: 0 told; 2 the folder holds something else, or there is no such story. "
    "Example: truce demo --out tour"
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("demo-out"),
    show_default=True,
    help="Folder for what it makes; an earlier demo there is replaced.",
)
@click.option("--db", help="Keep the records in this database, as in postgresql://desk@server/demo#north.")
@click.option("--story", "name", metavar="NAME", help="Another bundled story than the first.")
def demo(out: Path, db: str | None, name: str | None) -> None:
    """Tell a whole story on bundled data, from the deal to the daily report.

    It checks the texts of a deal, reads the reports, lets a person's recorded decisions confirm, correct or reject what
    was read, prints how the deal stood at six moments and what two invented records would change, writes the daily
    report with map and timeline, and says what to try next. It needs no network and asks nothing.
    """
    story = read_story(name or next(iter(story_names()), ""))
    whole = out.absolute()
    if whole.exists() and not (whole / MARK).is_file() and (not whole.is_dir() or any(whole.iterdir())):
        raise NotOurFolderError(out)
    making = made_beside(whole)
    try:
        telling = Telling(story, making, out, db=db)
        for line in told(telling):
            click.echo(line)
        replaced = (whole / MARK).is_file()
        if whole.exists():
            shutil.rmtree(whole)
        making.rename(whole)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    click.echo("\n".join(closing_words(telling, replaced)))


def made_beside(folder: Path) -> Path:
    """A fresh folder next to the one wanted, so that this one comes into being whole or not at all."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        making.chmod(0o755)
        (making / MARK).write_text("made by truce demo, which may replace this folder\n", encoding="utf-8")
    except OSError as error:
        raise NoFolderError(folder, error.strerror or str(error)) from None
    return making


def told(telling: Telling) -> Iterator[str]:
    """The story, line by line, each step done when its lines are asked for."""
    story = telling.story
    yield from (story.title, "=" * len(story.title), "", *paragraph(story.about))
    steps: list[tuple[str, Callable[[Telling], Iterator[str]]]] = [
        ("The texts, checked", checked),
        ("The story, recorded", recorded),
        ("The reports, read", reports_read),
        ("A person decides", decided),
        ("How the deal stood", moments),
        ("Beside a ledger typed by hand", beside_the_archive),
        ("Suppose", supposed),
        ("The daily report", briefed),
        ("The ledger, verified", verified),
    ]
    left_out = {supposed} if story.suppose is None else set()
    left_out |= {reports_read, decided, beside_the_archive} if story.reports is None else {recorded}
    for number, (title, step) in enumerate(step for step in steps if step[1] not in left_out):
        progress(f"{number + 1} {title} ...")
        yield from ("", f"{number + 1}  {title}", "-" * (len(title) + 3), "")
        yield from step(telling)


def checked(telling: Telling) -> Iterator[str]:
    """Each text with what would follow from it: who waits for whom, and who is exposed by how much."""
    from trucekeeper.cli.check import summary_lines
    from trucekeeper.deal.check import check
    from trucekeeper.deal.syntax import read_deal

    yield from paragraph(
        "A deal is text; the blocks under its words are our reading, and can be checked before anybody signs. "
        "Exposed by N: at the worst moment, one side has let N people go and has nothing back for them yet."
    )
    folder = telling.making / "deals"
    folder.mkdir()
    for chapter in telling.story.deals:
        shutil.copy(telling.story.folder / chapter.file, folder)
        deal = read_deal((folder / chapter.file).read_text(encoding="utf-8"), chapter.file)
        telling.deals += (deal,)
        first, *rest = summary_lines(chapter.file, check(deal))
        yield from ("", f"  {first}", *paragraph(chapter.words, "    "), *(f"  {line}" for line in rest))


def recorded(telling: Telling) -> Iterator[str]:
    """The records, entered into a fresh ledger in one go, the texts with them."""
    from trucekeeper.ledger.record import DealVersion
    from trucekeeper.ledger.stores import opened

    story = telling.story
    records = read_records(story.folder / story.records)
    for name in (story.records, *((story.suppose.records,) if story.suppose is not None else ())):
        shutil.copy(story.folder / name, telling.making)
    named = {record.sha256 for record in records if isinstance(record, DealVersion)}
    texts = [text for one in story.deals if sha256(text := (story.folder / one.file).read_bytes()).hexdigest() in named]
    with opened(telling.ledger, create=True) as store:
        store.append(records, story.entered_by, documents=texts)
        telling.entries, telling.newest = store.entries(), store.newest()
    kinds = Counter(kind_of(record) for record in records)
    most = ", ".join(f"{count} x {kind}" for kind, count in kinds.most_common(4))
    yield from paragraph(
        f"{len(records)} records ({most}, ...) now stand in {telling.ledger_shown}. "
        "A record says who said what, about which clause, and when. It is never changed: a slip is put right by a "
        f"further record, as {kinds['correction'] + kinds['withdrawal']} of these do."
    )


def reports_read(telling: Telling) -> Iterator[str]:
    """The reports laid into a fresh ledger's inbox."""
    part = telling.story.reports
    assert part is not None, "a story without reports has no such step"
    yield from paragraph(part.words)
    yield ""
    deal = next(one for one in telling.deals if one.file == part.deal)
    found = laid_in(telling.making / telling.story.ledger, telling.story, deal)
    yield from paragraph(found.told())
    yield from found.example
    yield ""
    yield from paragraph(
        "A proposal counts for nothing until a person has decided. Which claims are about one question is a suggestion "
        "too: the name tells kind, direction, place and day, and leaves apart what a careful person would keep apart."
    )


def decided(telling: Telling) -> Iterator[str]:
    """What a person confirmed, corrected and rejected, and what the desk had to type in."""
    story = telling.story
    part = story.reports
    assert part is not None, "a story without reports has no such step"
    for name in (part.decisions, part.typed, *((story.suppose.records,) if story.suppose is not None else ())):
        shutil.copy(story.folder / name, telling.making)
    made = made_of_them(telling.making / story.ledger, story, telling.deals)
    typed = typed_in(telling.making / story.ledger, story)
    telling.entries, telling.newest = typed.entries, typed.newest
    telling.archive = archived(story)
    yield from paragraph(made.told(telling.shown(part.decisions)))
    yield ""
    yield from paragraph(typed.told(telling.shown(part.typed)))
    yield ""
    for line in typed.why:
        yield from textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="    ")


def beside_the_archive(telling: Telling) -> Iterator[str]:
    """Where the answer differs from that of a ledger typed in by hand, claim by claim, without any reader."""
    from trucekeeper.cli.standing import differences, news, said, wrapped

    yield from paragraph(
        f"A desk has also typed the story in by hand, {len(telling.archive)} records from other sources "
        f"({telling.story.records}). Where its answers differ from those of the reports:"
    )
    for at, _ in telling.story.moments:
        ours, theirs = answer(telling, at), answer(telling, at, entries=telling.archive)
        pairs = differences(ours, theirs)
        rows = len(ours.clauses)
        yield ""
        yield f"  {at:%a %-d %b %H:%M}   {rows - len(pairs)} of {rows} rows are the same"
        if ours.deal.stage != theirs.deal.stage:
            yield f"    deal    {said(ours.deal.stage)} by the reports, {said(theirs.deal.stage)} by hand"
        for mine, other in pairs:
            finding = [said(one.finding) if one.finding != "none" else said(one.stage) for one in (mine, other)]
            if mine.finding == other.finding:
                finding = [said(mine.stage), said(other.stage)]
            yield f"    {mine.clause:<3} {mine.side:<4}{finding[0]} by the reports, {finding[1]} by hand"
        if at == telling.story.brief_at and pairs:
            yield from wrapped("why", news(pairs[0][0], theirs))


def moments(telling: Telling) -> Iterator[str]:
    """How the deal stood, each time by what had been published by then."""
    from trucekeeper.cli.standing import LEGEND, moment_line, standing, weightiest, who_and_what

    yield from paragraph(
        "How did the deal stand at a moment, by what had been published by then? Nothing here says what is true: "
        f"only who has said what, and whether somebody entitled to decide has decided. {LEGEND}"
    )
    before: Status | None = None
    for at, words in telling.story.moments:
        now = answer(telling, at)
        yield from ("", moment_line(at, telling.deals[0].zone), *paragraph(words), "")
        if before is None or before.deal.version != now.deal.version:
            yield from ("  The text in force now:", *who_and_what(in_force(telling, now)), "")
        yield from standing(now, before)
        before = now
        telling.latest = weightiest(now.clauses).clause
        if at == telling.story.brief_at:
            telling.contested = telling.latest


def supposed(telling: Telling) -> Iterator[str]:
    """What invented records would change; they never enter a ledger."""
    from trucekeeper.cli.standing import differences, news, said, wrapped
    from trucekeeper.ledger.view import entries_of

    suppose = telling.story.suppose
    assert suppose is not None, "a story without a supposition has no such step"
    deal = [one for one in telling.deals if one.file == suppose.deal]
    invented = read_records(telling.story.folder / suppose.records)
    more = entries_of(invented, recorded_at=suppose.at, entered_by="")
    real, changed = answer(telling, suppose.at, deal), answer(telling, suppose.at, deal, more)
    yield from paragraph(suppose.words)
    yield ""
    for record in invented:
        yield from wrapped(record.id, f"{getattr(record, 'speaker', '')} {getattr(record, 'words', '')}")
    yield ""
    for was, would in differences(real, changed):
        yield f"  {was.clause} {was.side}: {said(was.label)} would become {said(would.label)}"
        yield from wrapped("why", news(would, real))
    yield ""
    yield from paragraph("Supposed records are marked wherever they are used; the ledger has not taken them.")


def briefed(telling: Telling) -> Iterator[str]:
    """The report of one day, as a page and as Markdown."""
    from trucekeeper.brief.audience import audience
    from trucekeeper.brief.content import daily
    from trucekeeper.brief.html import html
    from trucekeeper.brief.markdown import markdown
    from trucekeeper.brief.model import cited

    at = telling.story.brief_at
    now, before = answer(telling, at), answer(telling, at - timedelta(days=1))
    deal = in_force(telling, now)
    report = daily(
        deal,
        telling.entries,
        now,
        audience=audience(telling.story.audience, deal),
        before=before,
        seal=(telling.newest.position, telling.newest.seal.hex()),
    )
    for ending, written in (("html", html(report)), ("md", markdown(report))):
        (telling.making / f"brief.{ending}").write_text(written, encoding="utf-8")
    yield from paragraph(
        f"What a mission could have published on {at:%-d %B %Y} at {at:%H:%M}: {telling.shown('brief.html')} "
        f"(it prints well) and {telling.shown('brief.md')}. Every sentence leads to the records that it rests on, "
        f"{len(cited(report))} in all."
    )


def verified(telling: Telling) -> Iterator[str]:
    """Whether every entry still is what was written."""
    from trucekeeper.ledger.stores import opened

    with opened(telling.ledger) as store:
        damage = store.damage(telling.newest)
    if damage is not None:
        raise LedgerDamagedError(telling.ledger_shown, damage.message)
    yield from paragraph(
        f"All {telling.newest.position} entries are what was written. Each is sealed together with all before it; "
        f"the newest seal begins with {telling.newest.seal.hex()[:12]}. The report holds it in full: whoever keeps "
        "a report can tell later whether the ledger was changed."
    )


def closing_words(telling: Telling, replaced: bool) -> list[str]:
    """What lies where, and commands that go on from here."""
    story, truce = telling.story, how_it_was_called()
    ledger, deals = telling.ledger_shown, telling.shown("deals")
    lines = ["", "Where things are", "----------------", ""]
    if replaced:
        lines.append(f"  The demo that was in {telling.out} has been replaced.")
    lines += [f"  {telling.out.as_posix()}/", "    deals/           the texts", f"    {story.ledger:<16} the records"]
    if story.reports is not None:
        lines.append(f"    {story.reports.decisions:<16} what a person decided, one a line")
        lines.append(f"    {story.reports.typed:<16} what the desk typed in")
    else:
        lines.append(f"    {story.records:<16} the same as a file, one a line")
    lines.append("    brief.html       the report; brief.md beside it")
    if story.suppose is not None:
        lines.append(f"    {story.suppose.records:<16} the invented records")
    at = story.brief_at.isoformat(timespec="minutes")
    asked = f"{deals} {ledger} --known-from said --at {at}"
    tries = [
        (
            "Everything that was said about one clause by then, both sides of it:",
            f"status {asked} --known-by {at} --why {telling.contested}",
        ),
        ("What is missing in a text, line by line:", f"check {deals}/{story.deals[0].file}"),
        (
            "The same day, for a partner instead of the public:",
            f"brief {asked} --audience partner --out {telling.shown('partner.html')}",
        ),
        *(
            [("What the reader proposes and waits for a person:", f"confirm {ledger} --list")]
            if story.reports is not None
            else []
        ),
        (
            "Enter a record of your own:",
            f"record --into {ledger} --as me claim speaker=team-3 clause={telling.latest} polarity=yes",
        ),
    ]
    lines += ["", "What to try next", "----------------"]
    for words, command in tries:
        lines += ["", f"  {words}", *folded(f"{truce} {command}")]
    return lines


def folded(command: str) -> list[str]:
    """A command that can be pasted, over as many lines as it needs."""
    lines = textwrap.wrap(
        command,
        WIDTH - 2,
        initial_indent="    ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [f"{line} \\" for line in lines[:-1]] + lines[-1:]


def how_it_was_called() -> str:
    """What to type for `truce` here: the command, else the script of the checkout, else the module."""
    script = Path(trucekeeper.__file__).parents[2] / "truce"
    if shutil.which("truce"):
        return "truce"
    if script.is_file():
        return "./truce" if script.parent == Path.cwd() else shlex.quote(str(script))
    return "python3 -m trucekeeper"


def answer(
    telling: Telling,
    at: datetime,
    deals: Sequence["Deal"] = (),
    more: Sequence["Entry"] = (),
    entries: Sequence["Entry"] = (),
) -> "Status":
    """How a deal stands, by what had been published at that moment; by the text in force unless one is named."""
    from trucekeeper.status.engine import status

    rests_on = (*(entries or telling.entries), *more)
    return status(deals or telling.deals, rests_on, at=at, known_by=at, known_from="said")


def read_records(path: Path) -> tuple["Record", ...]:
    """The records of a bundled file."""
    from trucekeeper.ledger.codec import records_of

    return records_of(path.read_text(encoding="utf-8"), path.name)


def kind_of(record: "Record") -> str:
    """The kind of a record, as files write it."""
    return str(type(record).__struct_config__.tag)


def in_force(telling: Telling, now: "Status") -> "Deal":
    """The text that an answer was given for."""
    from trucekeeper.status.whole import version_of

    return next(one for one in telling.deals if version_of(one) == now.deal.version)


def paragraph(text: str, indent: str = "") -> list[str]:
    """Words for a terminal of 80 columns."""
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def progress(words: str) -> None:
    """Say on a terminal what is being done, where results do not go."""
    if sys.stderr.isatty() and not sys.stdout.isatty():
        click.echo(words, err=True)
