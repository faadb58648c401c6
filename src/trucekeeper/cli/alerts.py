"""`truce alerts`: what somebody should be told without looking, for a clock that asks every few minutes."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from trucekeeper.cli.inputs import MOMENT, deals_of, entries_at, now, practice_mark, say_if_nothing_known
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, local

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucekeeper.deal.model import Deal
    from trucekeeper.ledger.record import Entry
    from trucekeeper.ledger.view import KnownFrom
    from trucekeeper.status.alert import Alert, Watch

#: The names of `AlertKind`, written here so that `--help` loads nothing.
KINDS = ("deadline", "late", "hold", "resumed", "exposure", "deal", "claim")


class SinceLaterError(TruceError):
    """A comparison with a moment that has not come."""

    def __init__(self, since: datetime, at: datetime) -> None:
        super().__init__(f"--since {iso(since)} is not before {iso(at)}", "give --since the earlier moment")


@click.command(
    epilog="Exit codes: 0 nothing to tell; 1 something; 2 wrong use or unreadable input. "
    "Example: truce alerts my.deal.md my.ledger --since 2016-12-16T09:50+02:00"
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--at", type=MOMENT, help="The moment asked about; now if left out.")
@click.option("--since", type=MOMENT, help="Only what was not to be told then; what was recorded since is told too.")
@click.option("--lead", type=click.IntRange(1, 20160), default=120, show_default=True, help="Minutes before an end.")
@click.option("--near", type=click.IntRange(1, 100), default=80, show_default=True, help="Per cent of a bound.")
@click.option("--clause", "clauses", multiple=True, metavar="ID", help="Only about this clause; more than once.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; more than once.")
@click.option("--known-from", type=click.Choice(["recorded", "said"]), default="recorded", help="See truce status.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/reference/json.md).")
def alerts(
    deal: Path,
    ledger: Path,
    at: datetime | None,
    since: datetime | None,
    lead: int,
    near: int,
    clauses: tuple[str, ...],
    kinds: tuple[str, ...],
    known_from: "KnownFrom",
    as_json: bool,
) -> int:
    """Say what somebody should be told: ends that come near or passed, stops, exposure near its bound.

    Sentences name clauses, sides, moments and records, never a source or its words, so that they may travel.
    The control room sends the same by e-mail and webhook (the page Alerts).
    """
    from trucekeeper.status.alert import AlertKind, Watch
    from trucekeeper.status.alert_words import shape

    at = at or now()
    if since is not None and since >= at:
        raise SinceLaterError(since, at)
    wanted = frozenset(AlertKind(one) for one in kinds or KINDS)
    watch = Watch(wanted, frozenset(clauses), timedelta(minutes=lead), near / 100)
    texts, entries = deals_of(deal), entries_at(ledger)
    found = told_of_all(texts, entries, watch, at=at, since=since, known_from=known_from)
    say_if_nothing_known(entries, at, known_from)
    mark = practice_mark(ledger)
    if as_json:
        shown = {"practice": bool(mark), "at": iso(at), "since": None if since is None else iso(since)}
        click.echo(json.dumps({**shown, "alerts": [shape(one) for one in found]}, ensure_ascii=False))
    else:
        zone = next((one.zone for deals in texts.values() for one in deals if one.zone is not None), None)
        click.echo("\n".join([*mark, *(_line(one, local(one.at, zone)) for one in found)] or ["Nothing to tell."]))
    return 1 if found else 0


def told_of_all(
    texts: "Mapping[str, Sequence[Deal]]",
    entries: "Sequence[Entry]",
    watch: "Watch",
    *,
    at: datetime,
    since: datetime | None,
    known_from: "KnownFrom",
) -> "tuple[Alert, ...]":
    """What is to be told of every deal; where there are several, each says which it is about."""
    from trucekeeper.ledger.deals import counts_for, first_deal
    from trucekeeper.status.alert import in_order, of_deal

    if len(texts) < 2:
        (deals,) = texts.values()
        return told(deals, entries, watch, at=at, since=since, known_from=known_from)
    first = first_deal(entries)
    found: list[Alert] = []
    for id, deals in texts.items():
        theirs = [one for one in entries if counts_for(one.record, id, first)]
        several = told(deals, entries, watch, at=at, since=since, known_from=known_from, of=theirs)
        found += [of_deal(one, id, first=False) for one in several]
    return in_order(found)


def told(
    deals: "Sequence[Deal]",
    entries: "Sequence[Entry]",
    watch: "Watch",
    *,
    at: datetime,
    since: datetime | None,
    known_from: "KnownFrom",
    of: "Sequence[Entry] | None" = None,
) -> "tuple[Alert, ...]":
    """What is to be told at a moment, and with `since` only what was not to be told then.

    Args:
        deals: The versions of a deal.
        entries: The ledger.
        watch: What is wanted.
        at: The moment.
        since: The moment with which it is compared.
        known_from: See `truce status`.
        of: Entries that are about this deal; all where None.
    """
    from trucekeeper.status.alert import alerts as those
    from trucekeeper.status.alert import news, standing
    from trucekeeper.status.engine import status
    from trucekeeper.status.whole import version_of

    def stand(moment: datetime, fresh: "Sequence[Entry]" = ()) -> "tuple[Alert, ...]":
        answer = status(deals, entries, at=moment, known_by=moment, known_from=known_from)
        text = next((one for one in deals if version_of(one) == answer.deal.version), deals[0])
        return those(text, answer, watch, fresh)

    if since is None:
        return tuple(one for one in stand(at) if one.kind != "resumed")
    fresh = [one for one in (entries if of is None else of) if since < one.recorded_at <= at]
    return news(stand(at, fresh), standing(stand(since)))


def _line(alert: "Alert", when: str) -> str:
    from trucekeeper.status.alert import URGENT
    from trucekeeper.status.alert_words import sentence

    mark = "! " if alert.kind in URGENT else "- "
    records = f" [{', '.join(alert.records[:5])}]" if alert.records else ""
    return "\n".join(wrap(sentence(alert, when) + records, 80, initial_indent=mark, subsequent_indent="  "))
