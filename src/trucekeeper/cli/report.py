"""`truce report`: edit, check and release the daily report without the page."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trucekeeper.cli.deal_file import text_of
from trucekeeper.cli.inputs import MOMENT, deals_at, entries_at, now, say_if_nothing_known
from trucekeeper.cli.outputs import write_whole
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso

if TYPE_CHECKING:
    from trucekeeper.brief.draft import Draft, Edited
    from trucekeeper.brief.edition import Checked
    from trucekeeper.brief.matter import Matter
    from trucekeeper.ledger.record import Edit, Entry, Record, Release
    from trucekeeper.ledger.view import KnownFrom

DAY = timedelta(days=1)


class NoAudienceError(TruceError):
    """A draft without a reader."""

    def __init__(self) -> None:
        super().__init__(
            "it is not said for whom the report is", "say --audience public, partner, party:ID or internal"
        )


class WhoError(TruceError):
    """A step that nobody stands for."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is done by somebody, and it is not said by whom", "say --as with a role or a code name"
        )


class NotALedgerError(TruceError):
    """Steps or releases that a file of records cannot hold."""

    def __init__(self) -> None:
        super().__init__(
            "a file of records holds no edits and no releases", "record it into a ledger first: truce record"
        )


class NoReleaseError(TruceError):
    """The id of a release that a ledger does not have."""

    def __init__(self, id: str) -> None:
        super().__init__(f'the ledger has no release "{id}"', "truce report DEAL LEDGER --released lists them")


class OverrideError(TruceError):
    """An override that cannot be: nothing to set aside, nothing that may be, or no reason."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"nothing was set aside: {why}", "truce report DEAL LEDGER ... shows what is flagged and what is final"
        )


@dataclass
class _Table:
    """A draft on the table: what it is about, how it stands, and what is flagged."""

    draft: "Draft"
    matter: "Matter"
    entries: "Sequence[Entry]"
    steps: "tuple[Edit, ...]"
    edited: "Edited"
    checked: "dict[str, Checked]"


@click.command(
    epilog="Exit codes: 0 done, nothing flagged; 1 something keeps it from being released; 2 wrong use, unreadable "
    "input, nothing done. Example: truce report my.deal.md my.ledger --at 2016-12-14T20:00+02:00 --audience public"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--at", type=MOMENT, help="The moment reported on; now where left out.")
@click.option("--known-by", type=MOMENT, help="The cut-off; --at where left out.")
@click.option(
    "--known-from",
    type=click.Choice(["recorded", "said"]),
    default="recorded",
    help="Known since it was recorded here, or since its source said it.",
)
@click.option("--audience", metavar="WHO", help="public, partner, party:ID or internal.")
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", help="Of the report's own words.")
@click.option("--edition", type=click.IntRange(1), default=1, help="2 and more: a correction of a released report.")
@click.option(
    "--write", "target", type=click.Path(path_type=Path), help="Write the draft into a text file, to be changed."
)
@click.option(
    "--edited", "source", type=click.Path(path_type=Path), help="Take the changed text; each change is recorded."
)
@click.option("--override", metavar="SENTENCE=CODE", help="Set aside what may be: wording, number, ... with --reason.")
@click.option("--reason", default="", help="Why something is set aside, or what was wrong with the edition before.")
@click.option("--release", is_flag=True, help="Fix the text, and record who released it.")
@click.option("--role", default="", help="Of whoever releases: readers who get no names read this.")
@click.option(
    "--released", is_flag=False, flag_value="all", help="List what was released; with an id and --out write it."
)
@click.option("--out", type=click.Path(path_type=Path), help="The released text as .html, .md, .pdf or .docx.")
@click.option("--as", "who", help="Who edits, sets aside or releases: a role or a code name.")
@click.option("--force", is_flag=True, help="Write over a file that holds something else.")
@click.option("--json", "as_json", is_flag=True, help="JSON: each sentence with its records, steps and flags.")
def report(
    deal: Path,
    ledger: Path,
    at: datetime | None,
    known_by: datetime | None,
    known_from: "KnownFrom",
    audience: str | None,
    language: str,
    edition: int,
    target: Path | None,
    source: Path | None,
    override: str | None,
    reason: str,
    release: bool,
    role: str,
    released: str | None,
    out: Path | None,
    who: str | None,
    force: bool,
    as_json: bool,
) -> int:
    """Show the sentences of a report's draft with what they claim beyond their records; edit and release it.

    DEAL is a deal file, or a folder with all versions; LEDGER is a ledger. The draft is made from the records; what
    editors change is recorded, and a sentence that claims more than its records keeps the report from being released.
    """
    from trucekeeper.brief.draft import Draft

    if released is not None:
        return _released(ledger, released, out, force, as_json)
    if not audience:
        raise NoAudienceError
    moment = at or now()
    draft = Draft(
        at=moment,
        known_by=known_by or moment,
        known_from=known_from,
        audience=audience,
        language=language,
        edition=edition,
    )
    table = _table(deal, ledger, draft)
    if target is not None:
        from trucekeeper.brief.draft_text import written

        done = write_whole(target, written(table.edited, draft).encode(), force=force)
        click.echo(f"{done.path} ({done.size:,} bytes)", err=True)
        return 0
    records = _steps(table, source, override, reason, who)
    if records:
        _enter(ledger, records, who)
        table = _table(deal, ledger, draft)
    if release:
        return _release(table, ledger, role, reason, who, out, force, as_json)
    click.echo(json.dumps(_shape(table), ensure_ascii=False) if as_json else _told(table, len(records)))
    return 1 if any(one.standing or one.line.rivals for one in table.checked.values()) else 0


def _table(deal: Path, ledger: Path, draft: "Draft") -> _Table:
    """Make the draft from the records, put the steps on it, and check it."""
    from trucekeeper.brief.audience import audience as reader_of
    from trucekeeper.brief.content import matter_of, told
    from trucekeeper.brief.draft import edited, steps_on
    from trucekeeper.brief.edition import checked
    from trucekeeper.cli.brief import both, chain_of, judged

    deals, entries = deals_at(deal), entries_at(ledger)
    say_if_nothing_known(entries, draft.known_by, draft.known_from)
    earlier, moments = (draft.at - DAY, draft.known_by - DAY), (draft.at, draft.known_by)
    before, today = both(deals, entries, earlier, moments, draft.known_from)
    text = judged(deals, today)
    seal, practice = chain_of(ledger)
    audience = reader_of(draft.audience, text)
    matter = matter_of(
        text, entries, today, audience=audience, before=before, practice=practice, language=draft.language
    )
    made = told(matter, seal=seal)
    steps = steps_on(draft, entries)
    edit = edited(made, steps)
    return _Table(draft, matter, entries, steps, edit, checked(edit, matter, draft.language))


def _steps(
    table: _Table, source: Path | None, override: str | None, reason: str, who: str | None
) -> "tuple[Edit, ...]":
    from trucekeeper.brief.draft_text import steps_from

    made: tuple[Edit, ...] = ()
    if source is not None:
        if not who:
            raise WhoError("an edit")
        number = sum(1 for _ in table.entries)
        made = steps_from(
            text_of(source),
            table.edited,
            table.steps,
            table.draft,
            by=who,
            new_id=lambda place: f"edit-{number + 1 + place}",
        )
    if override is not None:
        if not who:
            raise WhoError("an override")
        made = (*made, _override(table, override, reason, who))
    return made


def _override(table: _Table, override: str, reason: str, who: str) -> "Edit":
    from trucekeeper.brief.warrant import MAY_BE_SET_ASIDE
    from trucekeeper.ledger.record import Edit

    sentence, _, listed = override.partition("=")
    codes = tuple(one.strip() for one in listed.split(",") if one.strip())
    final = [one for one in codes if one not in MAY_BE_SET_ASIDE]
    line = table.edited.line(sentence.strip())
    if not codes or final:
        raise OverrideError(f"{', '.join(final)} is final" if final else "no code is named")
    if not reason.strip():
        raise OverrideError("there is no reason, and it is recorded with it")
    return Edit(
        id=f"edit-{len(table.entries) + 1}",
        draft=str(table.draft),
        sentence=line.id,
        step="override",
        by=who,
        follows=line.newest,
        codes=codes,
        reason=reason.strip(),
    )


def _enter(ledger: Path, records: "Sequence[Record]", who: str | None, documents: Iterable[bytes] = ()) -> None:
    if ledger.suffix == ".jsonl":
        raise NotALedgerError
    from trucekeeper.ledger.stores import opened

    with opened(ledger) as store:
        store.append(records, who or "", documents=documents)


def _release(
    table: _Table, ledger: Path, role: str, reason: str, who: str | None, out: Path | None, force: bool, as_json: bool
) -> int:
    from trucekeeper.brief.edition import NotReleasedError, released
    from trucekeeper.brief.formats import writer
    from trucekeeper.cli.brief import chain_of

    if not who:
        raise WhoError("a release")
    write = writer(out.name) if out is not None else None
    chain, _ = chain_of(ledger)
    if chain is None:
        raise NotALedgerError
    try:
        record, content, made = released(
            table.edited,
            table.matter,
            table.draft,
            table.entries,
            by=who,
            released_as=role or who,
            at=now(),
            chain=chain,
            reason=reason,
        )
    except NotReleasedError as error:
        click.echo("\n".join(f"{one.line}: {one.words}".lstrip(": ") for one in error.obstacles))
        click.echo(f"truce: {error.message}", err=True)
        return 1
    _enter(ledger, (record,), who, documents=(content,))
    if out is not None and write is not None:
        write_whole(out, write(made), force=force)
    click.echo(json.dumps(_about(record), ensure_ascii=False) if as_json else _line(record))
    return 0


def _released(ledger: Path, id: str, out: Path | None, force: bool, as_json: bool) -> int:
    from trucekeeper.brief.draft import releases
    from trucekeeper.brief.formats import writer
    from trucekeeper.brief.kept import read
    from trucekeeper.ledger.record import Release

    found = [one.record for one in releases(entries_at(ledger)) if isinstance(one.record, Release)]
    if out is None:
        chosen = [one for one in found if id in ("all", one.id)]
        if not chosen and id != "all":
            raise NoReleaseError(id)
        told = [_line(one) for one in chosen] or ["nothing was released"]
        click.echo(json.dumps([_about(one) for one in chosen], ensure_ascii=False) if as_json else "\n".join(told))
        return 0
    record = next((one for one in found if one.id == id), None)
    content = _document(ledger, record.sha256) if record is not None else None
    if content is None:
        raise NoReleaseError(id)
    done = write_whole(out, writer(out.name)(read(content)), force=force)
    click.echo(f"{done.path} ({done.size:,} bytes)\nsha256 {done.sha256}")
    return 0


def _document(ledger: Path, sha256: str) -> bytes | None:
    if ledger.suffix == ".jsonl":
        return None
    from trucekeeper.ledger.stores import opened

    with opened(ledger) as store:
        return store.document(sha256)


def _line(one: "Release") -> str:
    replaces = f", in place of {one.replaces}" if one.replaces else ""
    when = f" {iso(one.said_at)}" if one.said_at else ""
    about = f"{iso(one.at)} for {one.audience} ({one.language}), edition {one.edition}{replaces}"
    return f"{one.id}: {about}; released{when} by {one.by}\n  sha256 {one.sha256}, after entry {one.chain}"


def _about(one: "Release") -> dict[str, Any]:
    return {
        "id": one.id,
        "at": iso(one.at),
        "known_by": iso(one.known_by),
        "audience": one.audience,
        "language": one.language,
        "edition": one.edition,
        "replaces": one.replaces,
        "sha256": one.sha256,
        "chain": one.chain,
        "by": one.by,
        "draft": one.draft,
        "reason": one.reason,
    }


def _told(table: _Table, steps: int) -> str:
    """The sentences that were changed or are flagged, then how many are neither."""
    lines: list[str] = [f"{steps} step{'s' if steps != 1 else ''} recorded"] if steps else []
    quiet = 0
    for one in table.checked.values():
        if not (one.line.changed or one.flags or one.line.rivals):
            quiet += 1
            continue
        state = "left out: " if one.line.sentence is None else "" if one.line.drafted else "new: "
        lines += ["", f"{one.line.id}", f"  {state}{one.line.shown.text}"]
        lines += [f"  beside it, by {rival.by}: {rival.words or rival.step}" for rival in one.line.rivals]
        for flag in one.flags:
            aside = not flag.final and flag.code in one.set_aside
            how = "set aside" if aside else "final" if flag.final else "may be set aside"
            lines += [f"  {flag.code} ({how}): {flag.why}", f"    {flag.write}"]
    lines += [f"a step on a sentence that the draft no longer has: {one.id} by {one.by}" for one in table.edited.lost]
    others = "the other " if quiet < len(table.checked) else ""
    lines += ["", f"{others}{quiet} sentence{'s' if quiet != 1 else ''} as drafted, nothing flagged"]
    return "\n".join(lines).lstrip("\n")


def _shape(table: _Table) -> dict[str, Any]:
    return {
        "draft": str(table.draft),
        "sentences": [
            {
                "id": one.line.id,
                "text": one.line.shown.text,
                "left_out": one.line.sentence is None,
                "changed": one.line.changed,
                "records": list(one.line.shown.records),
                "steps": [it.id for it in one.line.steps],
                "rivals": [{"id": it.id, "by": it.by, "words": it.words, "step": it.step} for it in one.line.rivals],
                "flags": [
                    {
                        "code": it.code,
                        "found": it.found,
                        "why": str(it.why),
                        "write": str(it.write),
                        "final": it.final,
                        "set_aside": not it.final and it.code in one.set_aside,
                    }
                    for it in one.flags
                ],
            }
            for one in table.checked.values()
        ],
        "lost": [one.id for one in table.edited.lost],
        "releasable": not any(one.standing or one.line.rivals for one in table.checked.values()),
    }
