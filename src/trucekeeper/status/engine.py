"""The question that everything turns on: how does this deal stand at a moment, as far as was known by another?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from trucekeeper.deal.model import Deal
from trucekeeper.ledger.record import WHOLE_DEAL, Claim, DealVersion, Decision, Entry, Observation
from trucekeeper.ledger.view import known_at, view
from trucekeeper.status.exposure import exposures
from trucekeeper.status.judge import Judge
from trucekeeper.status.scene import Scene, clauses_of, scene, time_of
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
    found, chosen = scene_asked(deals, entries, at=at, known_by=known_by, known_from=known_from)
    judge = Judge(found)
    verdicts = judge.verdicts()
    if chosen is not None:
        told = f"; under the text {version_of(found.deal)} ({chosen.id})"
        verdicts = tuple(
            replace(one, reason=one.reason + told, because=tuple(sorted({*one.because, chosen.id}))) for one in verdicts
        )
    return Status(
        at=at,
        known_by=known_by,
        known_from=known_from,
        deal=whole_deal(judge.scene),
        clauses=verdicts,
        holds=judge.holds(),
        exposure=exposures(judge.scene),
        demands=demands(judge.scene),
        positions=_positions(judge.scene),
        unknown_clauses=_unknown_clauses(judge.scene),
        supposed=tuple(sorted(one.record.id for one in judge.scene.entries if getattr(one.record, "suppose", False))),
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
    known = view(listed, known_by=known_by, known_from=known_from)
    versions = (deals,) if isinstance(deals, Deal) else tuple(deals)
    deal, chosen = _version_in_force(versions, known, all_known, at)
    since = time_of(chosen) if chosen is not None else None
    return scene(deal, known, all_known, at, since, versions), chosen


def _version_in_force(
    versions: Sequence[Deal], known: Sequence[Entry], all_known: Sequence[Entry], at: datetime
) -> tuple[Deal, DealVersion | None]:
    """The text to judge and, where there is a choice, the record that chose it."""
    if len(versions) == 1:
        return versions[0], None
    for one in reversed(agreed_versions(scene(versions[0], known, all_known, at))):
        for deal in versions:
            if _is_version(deal, one):
                return deal, one
    return versions[0], None


def _is_version(deal: Deal, record: DealVersion) -> bool:
    return record.version == version_of(deal) or (bool(record.file) and deal.file.endswith(record.file))


def _positions(found: Scene) -> tuple[str, ...]:
    """Congratulations and condemnations by third parties: shown apart, never evidence."""
    records = [one.record for one in found.entries]
    return tuple(sorted(one.id for one in records if isinstance(one, Claim | Observation | Decision) and one.position))


def _unknown_clauses(found: Scene) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Clauses that records name and this text does not have."""
    here = {WHOLE_DEAL} | {one.id for one in found.deal.exchanges}
    here |= {name for clause in found.deal.clauses for name in (clause.id, *clause.also)}
    here |= set(found.called)
    named: dict[str, list[str]] = {}
    for entry in found.entries:
        for clause in clauses_of(entry.record):
            if clause not in here:
                named.setdefault(clause, []).append(entry.record.id)
    return tuple((clause, tuple(sorted(several))) for clause, several in sorted(named.items()))
