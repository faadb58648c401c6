"""What of a deal words speak of: leaving, captives, supplies, fire ..., so that they can be held against its clauses.

A report's proposition and the `do` of a clause go through the same list (`lexicon/matters.txt`), so a deal in Russian
is met by a report in Arabic; nothing is known of any one deal.
"""

from collections.abc import Iterable, Sequence
from functools import cache, partial

from trucekeeper.reader.lexicon import folded_sections
from trucekeeper.reader.tongues.tables import bare, without_proclitics
from trucekeeper.reader.words import Asked

#: A matter, and the words that must stand beside the one that names it.
_Entry = tuple[str, tuple[str, ...]]


@cache
def _list() -> tuple[dict[str, dict[str, list[_Entry]]], dict[str, dict[str, list[_Entry]]], dict[str, str]]:
    """By language: entries by whole word, entries by beginning; and the kind of clause that each matter belongs to."""
    whole: dict[str, dict[str, list[_Entry]]] = {}
    begins: dict[str, dict[str, list[_Entry]]] = {}
    kinds: dict[str, str] = {}
    for head, lines in folded_sections("matters.txt").items():
        if not head:
            continue
        name, _, kind = head.partition(": ")
        matter, language = name.split()
        kinds[matter] = kind
        for entry in (one for line in lines for one in line.split()):
            first, *needs = entry.split("+")
            open_ = first.endswith("*") or language == "ru"
            table = begins if open_ else whole
            table.setdefault(language, {}).setdefault(first.rstrip("*"), []).append((matter, tuple(needs)))
    return whole, begins, kinds


def kind_of(matter: str) -> str:
    """The type of clause that a matter belongs to; several matters may share one."""
    return _list()[2][matter]


@cache
def _named(language: str) -> Asked[tuple[_Entry, ...]]:
    """The entries of each word."""
    return Asked(partial(_entries, language=language))


def _entries(low: str, language: str) -> tuple[_Entry, ...]:
    whole, begins, _ = _list()
    found: list[_Entry] = []
    for form in _forms(low, language):
        found += whole.get(language, {}).get(form, ())
        table = begins.get(language, {})
        for length in range(2, len(form) + 1):
            found += table.get(form[:length], ())
    return tuple(dict.fromkeys(found))


def _forms(low: str, language: str) -> tuple[str, ...]:
    if language != "ar":
        return (low,)
    return tuple(dict.fromkeys((low, bare(low), without_proclitics(low))))


def _stands(need: str, words: Iterable[str], language: str) -> bool:
    open_ = need.endswith("*") or language == "ru"
    if language == "en" and not open_:
        return need in words
    need = need.rstrip("*")
    return any(form.startswith(need) if open_ else form == need for low in words for form in _forms(low, language))


def matters(lows: Sequence[str], language: str) -> frozenset[str]:
    """The matters that words speak of.

    Args:
        lows: Words in small letters; of Arabic and Russian folded ones.
        language: en, ar or ru; what is in no other list is looked up as English.
    """
    found: set[str] = set()
    for entries in filter(None, map(_named(language).__getitem__, lows)):
        for matter, needs in entries:
            if not needs or (matter not in found and all(_stands(need, lows, language) for need in needs)):
                found.add(matter)
    return frozenset(found)
