"""`truce retention`: what has been kept long enough by the mission's rules, and its erasure."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.deal_file import text_of
from trucekeeper.cli.inputs import MOMENT, now

if TYPE_CHECKING:
    from trucekeeper.ledger.retention import Retention


@click.command(
    epilog="Exit codes: 0 shown, or erased; 1 erased, but some of it still stands elsewhere; 2 wrong use, nothing "
    "erased. Example: truce retention my.ledger --rules keep.txt, then again with --erase --as desk"
)
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--rules", "file", required=True, type=click.Path(path_type=Path), help="Lines such as: contact.note: 365 d"
)
@click.option("--at", type=MOMENT, help="As of this moment; now where left out. Never later than now with --erase.")
@click.option("--erase", "erases", is_flag=True, help="Erase what is shown; it is recorded.")
@click.option("--as", "who", help="Who erases it: a role or a code name.")
@click.option("--signed-by", multiple=True, help="Two accounts, where this place asks two people for it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: due, held, erased.")
def retention(
    ledger: Path,
    file: Path,
    at: datetime | None,
    erases: bool,
    who: str | None,
    signed_by: tuple[str, ...],
    as_json: bool,
) -> int:
    """Show which names, free texts and stored reports in LEDGER have been kept long enough, and erase them on demand.

    Only where they stand is shown, never what they say. The chain still verifies afterwards.
    """
    from trucekeeper.cli.sign_off import asks_two, signed
    from trucekeeper.ledger.record import Source
    from trucekeeper.ledger.retention import retention as due_at
    from trucekeeper.ledger.retention import rules_of
    from trucekeeper.ledger.stores import opened
    from trucekeeper.people.account import Action

    if erases and not who:
        raise click.UsageError("--erase needs --as: who erases it")
    moment = min(at or now(), now()) if erases else at or now()
    rules = rules_of(text_of(file))
    by = who or ""
    if erases and asks_two(ledger, "erase"):
        by = f"{who}; signed by {' and '.join(signed(ledger, signed_by, Action.ERASE))}"
    left = False
    with opened(ledger) as store:
        entries = store.entries()
        named = {one.record.text_sha256 for one in entries if isinstance(one.record, Source)}
        found = due_at(entries, rules, moment, {one for one in named if store.document(one) is not None})
        entry = None
        if erases and (found.texts or found.documents):
            reason = "kept long enough by the rules of retention"
            erased = store.erase(list(found.texts), by=by, reason=reason, documents=found.documents)
            entry, left = erased.entry.position, bool(erased.inside or erased.in_clear or not erased.wiped)
    if as_json:
        shown = [{"record": one.record, "key": one.key, "days": one.age.days} for one in found.due]
        click.echo(json.dumps({"due": shown, "held": len(found.held), "entry": entry}))
    else:
        click.echo("\n".join(_told(found, entry)))
        if left:
            click.echo("some of it still stands inside longer texts or in clear: truce erase says where", err=True)
    return 1 if left else 0


def _told(found: "Retention", entry: int | None) -> list[str]:
    """How much of what, then where each stands."""
    counts = Counter(one.key for one in found.due)
    told = ", ".join(f"{number} x {key}" for key, number in sorted(counts.items())) or "nothing"
    done = f"erased; entry {entry}" if entry is not None else "has been kept long enough"
    lines = [f"{told}: {done}"]
    lines += [f"  {one.record}  {one.key}  {one.age.days} days, kept for {one.kept.days}" for one in found.due]
    if found.held:
        lines.append(f"{len(found.held)} more stay: the same text stands in something younger")
    return lines
