"""`truce learnt`: what became known between two moments, and what it changed."""

import json
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from trucekeeper.cli.inputs import MOMENT, deals_at, entries_at, practice_mark
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucekeeper.ledger.view import KnownFrom
    from trucekeeper.status.learnt import Change, Learnt
    from trucekeeper.status.verdict import ClauseVerdict

WIDTH = 80


class BackwardsError(TruceError):
    """Two moments in the wrong order."""

    def __init__(self, a: datetime, b: datetime) -> None:
        super().__init__(
            f"{iso(b)} is not later than {iso(a)}, so nothing was learnt in between", "give them the other way round"
        )


@click.command(
    epilog="Exit codes: 0 answered; 2 wrong use or unreadable input. "
    "Example: truce learnt my.deal.md my.ledger 2016-12-14T09:30+02:00 2016-12-14T14:00+02:00"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("a", type=MOMENT)
@click.argument("b", type=MOMENT)
@click.option("--at", type=MOMENT, help="The moment that both answers are about; B where left out.")
@click.option(
    "--known-from",
    type=click.Choice(["recorded", "said"]),
    default="recorded",
    help="Known since it was recorded here, or since its source said it (for an archive entered afterwards).",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def learnt(
    deal: Path, ledger: Path, a: datetime, b: datetime, at: datetime | None, known_from: "KnownFrom", as_json: bool
) -> None:
    """Say what became known about DEAL after A and by B, and which clauses stand otherwise for it.

    Both answers are about one moment: only what was known differs.
    """
    from trucekeeper.status.learnt import learnt as compare

    if b <= a:
        raise BackwardsError(a, b)
    deals = deals_at(deal)
    found = compare(deals, entries_at(ledger), at=at or b, since=a, until=b, known_from=known_from)
    zone = next((one.zone for one in deals if one.zone is not None), None)
    mark = practice_mark(ledger)
    titles = {one.id: one.name or one.do for text in deals for one in text.clauses}
    told = "\n".join([*mark, *_told(found, zone, titles)])
    click.echo(json.dumps({"practice": bool(mark), **_shape(found)}, ensure_ascii=False) if as_json else told)


def _told(found: "Learnt", zone: ZoneInfo | None, titles: "Mapping[str, str]") -> list[str]:
    from trucekeeper.status.gist import gist

    since, until = local(found.since, zone), local(found.until, zone)
    lines = [f"Learnt after {since} and by {until}: {len(found.entries)} records"]
    for entry in found.entries:
        record: Any = entry.record
        words = getattr(record, "words", "") or getattr(record, "asks", "")
        said = f"{getattr(record, 'speaker', '') or entry.entered_by}: {words}" if words else gist(record)
        told = f"{record.id} {type(record).__struct_config__.tag}, {said}"
        lines += wrap(told, WIDTH, initial_indent="  ", subsequent_indent="    ")
    lines += ["", f"What it changed about {local(found.at, zone)}"]
    if found.deal_before != found.deal_after:
        lines.append(f"  the deal: {_say(found.deal_before)} -> {_say(found.deal_after)}")
    for change in found.changes:
        title = f" ({titles[change.clause]})" if titles.get(change.clause) else ""
        told = f"{change.clause}{title} {change.side}: {_cell(change.before)} -> {_cell(change.after)}"
        lines += wrap(f"{told} ({', '.join(change.because)})", WIDTH, initial_indent="  ", subsequent_indent="    ")
    if not found.changes and found.deal_before == found.deal_after:
        lines.append("  no stage and no finding")
    return lines


def _cell(one: "ClauseVerdict | None") -> str:
    return "not in the text" if one is None else f"{_say(one.stage)}, {_say(one.finding)}"


def _say(token: object) -> str:
    return str(token).replace("_", " ")


def _shape(found: "Learnt") -> dict[str, Any]:
    return {
        "at": iso(found.at),
        "since": iso(found.since),
        "until": iso(found.until),
        "records": [entry.record.id for entry in found.entries],
        "deal": {"before": found.deal_before, "after": found.deal_after},
        "changes": [_change(one) for one in found.changes],
    }


def _change(one: "Change") -> dict[str, Any]:
    def cell(verdict: "ClauseVerdict | None") -> dict[str, str] | None:
        return None if verdict is None else {"stage": str(verdict.stage), "finding": str(verdict.finding)}

    before, after = cell(one.before), cell(one.after)
    return {"clause": one.clause, "side": one.side, "before": before, "after": after, "because": list(one.because)}
