"""The question that everything turns on: how does this deal stand at a moment, as far as was known by another?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from trucekeeper.core.garbage import rarely_collecting
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import DealVersion, Entry, Record
from trucekeeper.ledger.view import known_at, view
from trucekeeper.status.exposure import exposures
from trucekeeper.status.footing import Footing
from trucekeeper.status.horizon import Horizon
from trucekeeper.status.index import Part, index_of
from trucekeeper.status.judge import Judge
from trucekeeper.status.scene import Scene, time_of
from trucekeeper.status.telling import joined, tell
from trucekeeper.status.verdict import Status
from trucekeeper.status.whole import agreed_versions, demands, version_of, whole_deal

KnownFrom = Literal["recorded", "said"]


def status(
    deals: Deal | Sequence[Deal],
    entries: Iterable[Entry],
    *,
    at: datetime,
    known_by: datetime,
    known_from: KnownFrom = "recorded",
) -> Status:
    """Judge a deal.

    Args:
        deals: The text, or all its versions, of which the one agreed last by then is judged (the first one, until one
            is agreed).
        entries: The ledger, in any order.
        at: The moment asked about.
        known_by: Only what was known by then counts, so that a past answer can be told again exactly as it was given.
        known_from: Known since it was recorded here, or, for an archive, since its source said it.
    """
    with rarely_collecting():
        found, chosen = scene_asked(deals, entries, at=at, known_by=known_by, known_from=known_from)
        return answer(found, Footing(found.deal), chosen, known_by=known_by, known_from=known_from)


def answer(
    found: Scene, footing: Footing, chosen: DealVersion | None, *, known_by: datetime, known_from: KnownFrom
) -> Status:
    """Put an answer together.

    Args:
        found: What is known, and the moment asked about.
        footing: What the clauses of the text rest on.
        chosen: The record that chose the text among several.
        known_by: As asked.
        known_from: As asked.
    """
    judge = Judge(found, footing)
    verdicts = judge.verdicts()
    if chosen is not None:
        text = tell("under the text {version} ({record})", version=version_of(found.deal), record=chosen.id)
        verdicts = tuple(
            replace(one, reason=joined((one.reason, text)), because=tuple(sorted({*one.because, chosen.id})))
            for one in verdicts
        )
    return Status(
        at=found.horizon.at,
        known_by=known_by,
        known_from=known_from,
        deal=whole_deal(found),
        clauses=verdicts,
        holds=judge.holds(),
        exposure=exposures(found),
        demands=demands(found),
        positions=_ids(found, found.index.positions),
        unknown_clauses=_unknown_clauses(found),
        supposed=_ids(found, found.index.supposed),
        other_deals=found.index.other_deals(),
    )


def scene_asked(
    deals: Deal | Sequence[Deal],
    entries: Iterable[Entry],
    *,
    at: datetime,
    known_by: datetime,
    known_from: KnownFrom = "recorded",
) -> tuple[Scene, DealVersion | None]:
    """What one answer may look at, and the record that chose the text where there is a choice; as `status` asks."""
    listed = tuple(entries)
    all_known = [entry for entry in listed if known_at(entry, known_from) <= known_by]
    known = view(all_known, known_by=known_by, known_from=known_from)
    versions = (deals,) if isinstance(deals, Deal) else tuple(deals)
    horizon = Horizon(at)
    index = index_of(versions[0], known, all_known, versions)
    deal, chosen = version_in_force(versions, Scene(versions[0], index, horizon))
    if deal is not versions[0]:
        index = index_of(deal, known, all_known, versions)
    return Scene(deal, index, horizon, time_of(chosen) if chosen is not None else None), chosen


def version_in_force(versions: Sequence[Deal], found: Scene) -> tuple[Deal, DealVersion | None]:
    """The text to judge and, where there is a choice, the record that chose it."""
    if len(versions) == 1:
        return versions[0], None
    for one in reversed(agreed_versions(found)):
        for deal in versions:
            if _is_version(deal, one):
                return deal, one
    return versions[0], None


def _is_version(deal: Deal, record: DealVersion) -> bool:
    return record.version == version_of(deal) or (bool(record.file) and deal.file.endswith(record.file))


def _ids(found: Scene, part: Part[Record]) -> tuple[str, ...]:
    """Ids of records that are listed apart: third parties' congratulations and condemnations, suppositions."""
    return tuple(sorted(one.id for one in found.usable(part)))


def _unknown_clauses(found: Scene) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Clauses that records name and this text does not have."""
    named = {clause: _ids(found, part) for clause, part in sorted(found.index.elsewhere.items())}
    return tuple((clause, several) for clause, several in named.items() if several)
