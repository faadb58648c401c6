"""Records that may speak of the same thing: suggested, never merged. A person decides, and the decision is a record."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from trucekeeper.ledger.record import CaseStep, Claim, Counted, Entry, Happened, Observation
from trucekeeper.ledger.search import normalised

#: How alike two wordings must be, of 100 (token set ratio: order and additions count for nothing).
WORDS_ALIKE: Final = 85

#: How far apart two counts may begin and still be the same burst of fire, by two clocks.
CLOCKS_APART: Final = timedelta(minutes=5)

_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records that may be one, the earlier first, why they look so, and what a person may write about it."""

    first: str
    second: str
    why: str
    instead: str


def alike(entries: Iterable[Entry]) -> tuple[Alike, ...]:
    """Pairs that may be the same, in the order of the ledger; those about which somebody has decided are left out.

    Args:
        entries: As `ledger.view` gives them.
    """
    listed = sorted(entries, key=lambda one: one.position)
    found = [*_claims(listed), *_counted(listed), *_cases(listed)]
    place = {one.record.id: one.position for one in listed}
    return tuple(sorted(found, key=lambda one: (place[one.first], place[one.second])))


def _claims(entries: list[Entry]) -> Iterator[Alike]:
    """Two questions of one clause, day and event in almost the same words; and one source entered twice."""
    groups: dict[tuple[object, ...], list[Claim | Observation]] = defaultdict(list)
    for one in (entry.record for entry in entries):
        if isinstance(one, Claim | Observation) and not one.relays:
            day = one.happened.start.date() if one.happened is not None else one.said_at.date()
            groups[(one.clause, day, one.event)].append(one)
    for group in groups.values():
        for first, second in combinations(group, 2):
            if (why := _same_claim(first, second)) is not None:
                yield Alike(first.id, second.id, *why)


def _same_claim(first: Claim | Observation, second: Claim | Observation) -> tuple[str, str] | None:
    same_speaker = normalised(first.speaker) == normalised(second.speaker)
    if same_speaker and first.polarity == second.polarity and first.words and _words_alike(first.words, second.words):
        twice = f'withdrawal withdraws={second.id} reason="entered twice"'
        again = f'correction corrects={second.id} changes.relays={first.id} reason="the same words told again"'
        reports = first.source and second.source and first.source != second.source
        return "the same speaker says almost the same words", again if reports else twice
    asked, other = first.incident or "", second.incident or ""
    if asked and other and asked != other and _words_alike(asked, other):
        why = f'two names for what may be one question: "{asked}" and "{other}"'
        return why, f'correction corrects={second.id} changes.incident="{asked}" reason="the same incident"'
    return None


def in_both(entries: Iterable[Entry], first: str, second: str) -> tuple[tuple[str, str], ...]:
    """Claims of two sources in the same words by the same speaker: the first one's, the second one's that repeats it.

    Those about which somebody has said so already are left out.
    """
    claims = [one.record for one in entries if isinstance(one.record, Claim) and one.record.words]
    origins = {_wording(one): one.id for one in reversed(claims) if one.source == first}
    again = (one for one in claims if one.source == second and not one.relays)
    return tuple((origins[_wording(one)], one.id) for one in again if _wording(one) in origins)


def _wording(claim: Claim) -> tuple[str, str, str]:
    return normalised(claim.words), normalised(claim.speaker), claim.polarity


def told_alike(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """True where one speaker says almost the same words in two reports, with the same numbers.

    Args:
        one: Words, speaker, polarity.
        other: The same of the other one.
    """
    (words, speaker, polarity), (others, by, sign) = one, other
    if polarity != sign or normalised(speaker) != normalised(by) or not words or not others:
        return False
    return set(_NUMBER.findall(words)) == set(_NUMBER.findall(others)) and _words_alike(words, others)


def _words_alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(normalised(one), normalised(other)) >= WORDS_ALIKE


def _counted(entries: list[Entry]) -> Iterator[Alike]:
    """What two teams, or a team and a camera, saw or heard at the same minutes."""
    rows = [one.record for one in entries if isinstance(one.record, Counted)]
    rows.sort(key=lambda one: (one.happened.start, one.id))
    decided = {(one.id, one.same_as) for one in rows} | {(one.same_as, one.id) for one in rows}
    for place, first in enumerate(rows):
        for second in rows[place + 1 :]:
            if second.happened.start - first.happened.start > CLOCKS_APART and not _meet(
                first.happened, second.happened
            ):
                break
            same = first.observation == second.observation and first.team != second.team
            if same and (first.id, second.id) not in decided:
                why = f"{first.team} and {second.team} observed {first.observation}s at the same time"
                yield Alike(
                    first.id, second.id, why, f'correction corrects={second.id} changes.same_as={first.id} reason="..."'
                )


def _meet(first: Happened, second: Happened) -> bool:
    return second.start < first.end


def _cases(entries: list[Entry]) -> Iterator[Alike]:
    """Two cases about one clause whose incidents are named almost alike."""
    about: dict[str, CaseStep] = {}
    screened: set[str] = set()
    for one in (entry.record for entry in entries):
        if isinstance(one, CaseStep):
            if one.incident:
                about.setdefault(one.case, one)
            if one.step == "screened" and one.outcome == "duplicate":
                screened.add(one.case)
    open_ones = [one for case, one in about.items() if case not in screened]
    for first, second in combinations(open_ones, 2):
        if first.clause == second.clause and _words_alike(first.incident or "", second.incident or ""):
            why = f'{first.case} and {second.case} are about almost the same: "{first.incident}"'
            yield Alike(first.id, second.id, why, f"case step case={second.case} step=screened outcome=duplicate")
