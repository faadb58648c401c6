"""Whose `its envoy`, `an official of the movement` is: the body that a report named just before."""

import re
from typing import Final

from trucekeeper.deal.model import Party
from trucekeeper.reader.speakers import Identity, Roster, country_of, spoken_words

_OWNED: Final = frozenset({"its", "their"})
_BODIES: Final = frozenset(
    {"movement", "group", "organization", "organisation", "militia", "faction", "factions", "rebels"}
)
#: Bodies that may also stand on no side.
_ANY: Final = frozenset({"organization", "organisation"})
#: Whose words are theirs alone.
_PRIVATE: Final = frozenset({"family", "families", "relatives", "parents", "children", "own", "mother", "account"})
_ARTICLES: Final = frozenset({"the", "a", "an"})
_ENDS: Final = re.compile(r"[.!?;][\"”»)]?\s+(?=[\"“«(]?[A-Z])|\n+")
#: So many characters back a body is still what `the movement` means.
_NEAR: Final = 500


def speaks_of_a_host(spoken: tuple[str, ...]) -> bool:
    """True where somebody is called by a body that only the words before name."""
    return not _OWNED.isdisjoint(spoken) or not _BODIES.isdisjoint(spoken)


def is_of_a_body(spoken: tuple[str, ...]) -> bool:
    """True for `a spokesman of the group`: of nobody else, though it be not told whom."""
    return any(one in {"of", "for"} and b in _BODIES for one, _, b in zip(spoken, spoken[1:], spoken[2:], strict=False))


def host(text: str, start: int, spoken: tuple[str, ...], roster: Roster) -> Identity | None:
    """Whom the body is of; None where the words before do not tell.

    Args:
        text: The whole report.
        start: Where the speaker's words begin.
        spoken: They, in small letters, without `'s`.
        roster: The deal's parties.
    """
    if not _OWNED.isdisjoint(spoken):
        return _subject_before(text, start, roster) if _PRIVATE.isdisjoint(spoken) else None
    body = next((n for n, word in enumerate(spoken) if word in _BODIES), None)
    if not body or spoken[body - 1] not in {"the", "this"} or (len(spoken) == 2 and spoken[body] in _ANY):
        return None  # `the organisation` alone is as often one that is no party
    return _nearest(text[max(0, start - _NEAR) : start], roster, of_a_side=spoken[body] not in _ANY)


def _subject_before(text: str, start: int, roster: Roster) -> Identity | None:
    """The body that the sentence begins with, else that with which the one before begins."""
    begin = max(0, start - _NEAR)
    cuts = [begin, *(found.end() for found in _ENDS.finditer(text, begin, start))]
    first = cuts[-1] if cuts[-1] < start else start
    for a, b in [(first, start), *([(cuts[-2], first)] if len(cuts) > 1 else [])]:
        if "\n\n" in text[a:b] and a != first:
            return None
        if (found := _first(text[a:b][:80], roster)) is not None:
            return found
    return None


def _first(words: str, roster: Roster) -> Identity | None:
    """Whom a sentence's first words name; another country is nobody of the deal."""
    low = spoken_words(words)
    low = low[1:] if low[:1] and low[0] in _ARTICLES else low
    for alias, id in roster.aliases:
        if tuple(low[: len(alias)]) == alias:
            return Identity(id, roster.deal.side_of(id), "party")
    if not low or not (country := country_of(low[0])):
        return None
    state = len(low) > 1 and roster.identify(" ".join(low[:2])).id is not None
    if low[0] != country and not state:
        return None
    party = roster.countries.get(country)
    return Identity(party, roster.deal.side_of(party), "party") if party else Identity(None, "unknown", "official")


def _nearest(words: str, roster: Roster, *, of_a_side: bool) -> Identity | None:
    """The last party that words name and that no country is; only a side, where a side is meant."""
    low = spoken_words(words)
    states = {*roster.countries.values(), roster.state}
    fit = {
        party.id
        for party in roster.deal.parties
        if (party.id not in states or _is_called_a_body(party)) and (not of_a_side or party.role in {"side", None})
    }
    aliases = [(alias, id) for alias, id in roster.aliases if id in fit]
    begin = {alias[0] for alias, _ in aliases}
    for k in [k for k in range(len(low) - 1, -1, -1) if low[k] in begin]:
        for alias, id in aliases:
            if tuple(low[k : k + len(alias)]) == alias:
                return Identity(id, roster.deal.side_of(id), "party")
    return None


def _is_called_a_body(party: Party) -> bool:
    """True for a movement or an organisation that has a country in its name."""
    return any(not _BODIES.isdisjoint(spoken_words(name)) for name in (party.name, *party.also))
