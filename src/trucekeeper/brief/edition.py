"""Releasing: what stands in the way, the fixed text, and the record that names it. No clock, no disk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from trucekeeper.brief.draft import Draft, Edited, Line
from trucekeeper.brief.kept import kept
from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Report, Section, cited
from trucekeeper.brief.warrant import Overreach, overreaches
from trucekeeper.core.errors import TruceError
from trucekeeper.deal.said import Said, say
from trucekeeper.ledger.record import Entry, Release


class NotReleasedError(TruceError):
    """A draft in which something stands that keeps it from being released."""

    def __init__(self, obstacles: Sequence["Obstacle"]) -> None:
        self.obstacles = tuple(obstacles)
        first = "; ".join(f"{one.line}: {one.words}" if one.line else one.words for one in obstacles[:3])
        more = f"; and {len(obstacles) - 3} more" if len(obstacles) > 3 else ""
        super().__init__(f"the report was not released: {first}{more}", "each is marked at its sentence")


class ReleasedAlreadyError(TruceError):
    """A draft that was released: its text stays as it is."""

    def __init__(self, release: Release) -> None:
        super().__init__(
            f"edition {release.edition} was released as {release.id} and stays as it is",
            "a correction is a new edition, which names this one",
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """A line with what is flagged in it."""

    line: Line
    flags: tuple[Overreach, ...]

    @property
    def set_aside(self) -> frozenset[str]:
        """The codes that somebody who may has set aside with a reason, for the sentence as it stands."""
        return frozenset(code for one in self.line.set_aside for code in one.codes)

    @property
    def standing(self) -> tuple[Overreach, ...]:
        """The flags that keep the report from being released."""
        return tuple(one for one in self.flags if one.final or one.code not in self.set_aside)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that keeps a draft from being released."""

    line: str
    words: Said


def checked(edit: Edited, matter: Matter, language: str = "en") -> dict[str, Checked]:
    """Every line with its flags, by id."""
    return {
        one.id: Checked(
            one,
            overreaches(one.sentence, matter, drafted=one.drafted, language=language) if one.sentence else (),
        )
        for one in edit.lines
    }


def obstacles(found: Iterable[Checked]) -> tuple[Obstacle, ...]:
    """What stands in the way of a release, from the top to the bottom."""
    told: list[Obstacle] = []
    for one in found:
        told += [Obstacle(one.line.id, flag.why) for flag in one.standing]
        if one.line.rivals:
            told.append(Obstacle(one.line.id, say("two editors wrote at the same time, and nobody settled it")))
    return tuple(told)


def release_of(draft: Draft, entries: Iterable[Entry]) -> Release | None:
    """The release of this very draft, if there is one."""
    return next(
        (one.record for one in entries if isinstance(one.record, Release) and one.record.draft == str(draft)), None
    )


def last_edition(draft: Draft, entries: Iterable[Entry]) -> Release | None:
    """The newest release of the same report: same moment, audience and language, whatever was known by when."""
    same = [
        one.record
        for one in entries
        if isinstance(one.record, Release)
        and one.record.at == draft.at
        and (one.record.audience, one.record.language) == (draft.audience, draft.language)
        and one.record.draft
    ]
    return max(same, key=lambda one: one.edition, default=None)


def released(
    edit: Edited,
    matter: Matter,
    draft: Draft,
    entries: Sequence[Entry],
    *,
    by: str,
    released_as: str,
    at: datetime,
    chain: tuple[int, str],
    reason: str = "",
) -> tuple[Release, bytes, Report]:
    """The record of a release and the bytes that it names.

    Args:
        edit: The draft with its edits.
        matter: What the report may speak of.
        draft: Which draft.
        entries: The ledger.
        by: Who releases, as an account or a code name; readers who get no names read `released_as` instead.
        released_as: Their role.
        at: Now.
        chain: Position and seal of the newest entry.
        reason: Of a later edition: what was wrong with the one before.

    Raises:
        ReleasedAlreadyError: When this draft, or a later edition, was released.
        NotReleasedError: When flags or conflicts stand in it, or a correction gives no reason.
    """
    earlier = last_edition(draft, entries)
    if earlier is not None and earlier.edition >= draft.edition:
        raise ReleasedAlreadyError(earlier)
    standing = obstacles(checked(edit, matter, draft.language).values())
    if earlier is not None and not reason.strip():
        standing = (*standing, Obstacle("", say("a new edition says what was wrong with the one before")))
    if standing:
        raise NotReleasedError(standing)
    report = _fixed(edit, matter, draft, earlier, by, released_as, at, reason)
    content = kept(report)
    digest = sha256(content).hexdigest()
    record = Release(
        id=f"release-{digest[:12]}",
        sha256=digest,
        audience=draft.audience,
        at=draft.at,
        known_by=draft.known_by,
        by=by,
        draft=str(draft),
        language=draft.language,
        edition=draft.edition,
        replaces=earlier.id if earlier else None,
        chain=f"{chain[0]}:{chain[1]}",
        released_as=released_as,
        reason=reason.strip(),
        said_at=at,
    )
    return record, content, report


def _fixed(
    edit: Edited,
    matter: Matter,
    draft: Draft,
    earlier: Release | None,
    by: str,
    released_as: str,
    at: datetime,
    reason: str,
) -> Report:
    """The report with the lines that say that, when and by whom it was released, and which one it replaces."""
    report = edit.report()
    t = matter.tongue
    who = named(by if matter.audience.sees.analysts else t(released_as))
    words = "{at}, by {who}, edition {edition}."
    rows = [(t("Released"), t.tell(words, at=matter.at(at), who=who, edition=str(draft.edition)))]
    if earlier is not None:
        old = "Edition {edition}, released {at}, SHA-256 {hash}. What was wrong with it: {reason}."
        said = matter.at(earlier.said_at) if earlier.said_at else ""
        edition, why = str(earlier.edition), named(reason.strip())
        told = t.tell(old, edition=edition, at=said, hash=earlier.sha256, reason=why)
        rows.append((t("Replaces"), told))
    changed = "Sentences that an editor reworded, added or left out: {number}. Tables and pictures are from the data."
    count = sum(one.changed for one in edit.lines)
    rows.append((t("Edited"), t.overall(changed, number=str(count))))
    return replace(report, front=(*report.front, *rows), sections=_with_annexed(report, matter))


def _with_annexed(report: Report, matter: Matter) -> tuple[Section, ...]:
    """The sections with an annex that holds the records of added sentences too."""
    from trucekeeper.brief.sections.annex import annex

    rest = tuple(one for one in report.sections if one.id not in {"annex", "seal"})
    last = tuple(one for one in report.sections if one.id == "seal")
    return (*rest, annex(matter, cited(replace(report, sections=rest))), *last)
