"""What a daily report says, before it looks like anything: pure, and every sentence with the records it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from trucekeeper.brief.audience import Audience
from trucekeeper.brief.bounded import bounded
from trucekeeper.brief.extent import Extent, extent_of
from trucekeeper.brief.matter import Matter
from trucekeeper.brief.model import Figure, Report, Section, cited
from trucekeeper.brief.pictures.map import map_picture
from trucekeeper.brief.pictures.timeline import timeline
from trucekeeper.brief.pictures.waits import waits, waits_picture
from trucekeeper.brief.sections import front
from trucekeeper.brief.sections.ahead import ahead
from trucekeeper.brief.sections.annex import annex
from trucekeeper.brief.sections.changes import changes
from trucekeeper.brief.sections.claims import claims
from trucekeeper.brief.sections.clauses import clauses
from trucekeeper.brief.sections.counts import counts
from trucekeeper.brief.sections.monitoring import monitoring
from trucekeeper.brief.sections.observed import observed
from trucekeeper.brief.sections.positions import positions
from trucekeeper.brief.sections.standing import demands, exposure, holds
from trucekeeper.brief.sections.state import state
from trucekeeper.brief.sections.unknown import unknown
from trucekeeper.brief.series import exposure_figures
from trucekeeper.brief.tongue import tongue
from trucekeeper.deal.model import Deal
from trucekeeper.ledger.deals import only
from trucekeeper.ledger.record import Edit, Entry, Release
from trucekeeper.ledger.view import known_at, view
from trucekeeper.status.index import ids_of
from trucekeeper.status.verdict import Status

#: Steps that speak of reports, not of the deal.
ABOUT_REPORTS: Final = frozenset({Edit, Release})


def daily(
    deal: Deal,
    entries: Sequence[Entry],
    now: Status,
    *,
    audience: Audience,
    before: Status | None = None,
    zone: ZoneInfo | None = None,
    practice: bool = False,
    seal: tuple[int, str] | None = None,
    borders: Mapping[str, Any] | None = None,
    language: str = "en",
    extent: Extent | None = None,
) -> Report:
    """Say how a deal stands, in the manner of a monitoring mission's daily report.

    Args:
        deal: The text that `now` was answered for.
        entries: The ledger as it was entered, corrections and withdrawals among it; what `now` could not know is left
            out here.
        now: How the deal stands.
        audience: For whom; decides what is left out (docs/reference/audiences.md).
        before: The answer one period earlier, to compare with.
        zone: The mission's zone; the deal's own if None.
        practice: An exercise: every page says so.
        seal: Position and hex value of the newest seal of the ledger.
        borders: GeoJSON with lines to be drawn under the map.
        language: Of our own words; names and words of others stay as they are.
        extent: How much of a large ledger is shown; by its size if None.

    Raises:
        SupposedRecordsError: When a record or an answer rests on something that somebody made up.
    """
    matter = matter_of(
        deal, entries, now, audience=audience, before=before, zone=zone, practice=practice, language=language
    )
    return told(matter, seal=seal, borders=borders, extent=extent)


def told(
    matter: Matter,
    *,
    seal: tuple[int, str] | None = None,
    borders: Mapping[str, Any] | None = None,
    extent: Extent | None = None,
) -> Report:
    """The daily report on a matter; arguments as in `daily`."""
    matter = replace(matter, extent=extent or extent_of(len(matter.entries), lambda: len(matter.asked)))
    report = Report(
        title=front.title(matter),
        marks=front.marks(matter),
        front=front.front(matter),
        sections=_with_pictures(_sections(matter), _pictures(matter, borders)),
        running=front.running(matter),
        known=len(matter.entries),
        language=matter.tongue.code,
        at=matter.now.known_by,
    )
    report = bounded(replace(report, sections=(*report.sections, *observed(matter))), matter)
    last = (annex(matter, cited(report)), _chain(matter, seal))
    return replace(report, sections=(*report.sections, *last))


def matter_of(
    deal: Deal,
    entries: Sequence[Entry],
    now: Status,
    *,
    audience: Audience,
    before: Status | None = None,
    zone: ZoneInfo | None = None,
    practice: bool = False,
    language: str = "en",
) -> Matter:
    """What a report may speak of; steps of editors and releases are about reports and are no part of it."""
    entries = only(entries, ids_of([deal]), known_by=now.known_by, known_from=now.known_from)
    spoken = tuple(one for one in entries if type(one.record) not in ABOUT_REPORTS)
    return Matter(
        deal=deal,
        entries=view(spoken, known_by=now.known_by, known_from=now.known_from),
        history=tuple(one for one in spoken if known_at(one, now.known_from) <= now.known_by),
        now=now,
        before=before,
        audience=audience,
        zone=zone or deal.zone,
        practice=practice,
        tongue=tongue(language),
    )


def _sections(matter: Matter) -> tuple[Section, ...]:
    """As monitoring missions do: what stands, what is said, what was counted, what comes, what is missing."""
    return (
        Section("reading", matter.tongue("How to read this report"), (front.how_to_read(matter),)),
        state(matter),
        clauses(matter),
        claims(matter),
        counts(matter),
        holds(matter),
        demands(matter),
        exposure(matter),
        ahead(matter),
        monitoring(matter),
        positions(matter),
        changes(matter),
        unknown(matter),
    )


def _pictures(matter: Matter, borders: Mapping[str, Any] | None) -> dict[str, tuple[Figure | None, ...]]:
    """The pictures, by the section that they stand in."""
    return {
        "claims": (timeline(matter), map_picture(matter, borders)),
        "exposure": exposure_figures(matter),
        "ahead": (waits_picture(matter.deal, t=matter.tongue) if waits(matter.deal) else None,),
    }


def _with_pictures(
    sections: tuple[Section, ...], pictures: Mapping[str, tuple[Figure | None, ...]]
) -> tuple[Section, ...]:
    return tuple(
        replace(one, blocks=(*one.blocks, *(figure for figure in pictures.get(one.id, ()) if figure is not None)))
        for one in sections
    )


def _chain(matter: Matter, seal: tuple[int, str] | None) -> Section:
    """The newest seal, so that whoever holds this page can tell later whether the ledger was changed."""
    t = matter.tongue
    if seal is None:
        unsealed = t.overall("The seal of the ledger was not handed in; this copy cannot be used to check it.")
        return Section("seal", t("Seal"), (unsealed,))
    position, value = seal
    words = t.overall(
        "Newest entry and seal of the ledger: {seal}. Whoever keeps this page can tell later whether the ledger was "
        "changed or cut off: {command} compares the two.",
        seal=f"{position}:{value}",
        command="truce verify --seal",
    )
    return Section("seal", t("Seal"), (words,))
