"""The kinds of block of a deal and their keys, and its closed lists of words (docs/reference/deal-language.md)."""

from typing import Final

from trucekeeper.deal.lines import KindTable

_NAMED = ("name", "also")
_DUTY = (
    *("by", "to", "do", "type", "people", "from", "via", "at", "where", "after", "unless", "window", "due"),
    *("during", "covers", "evidence", "if not", "on hold", "text"),
)

KINDS: Final = {
    "deal": KindTable((*_NAMED, "zone", "languages", "state", "signed", "in force", "ends", "amends", "brokers")),
    "party": KindTable((*_NAMED, "role", "for", "forces")),
    "place": KindTable((*_NAMED, "point", "held by", "code")),
    "route": KindTable((*_NAMED, "from", "to", "via", "time", "km", "held by")),
    "category": KindTable((*_NAMED, "means", "needs")),
    "term": KindTable((*_NAMED, "means"), required=("means",), words="means"),
    "must": KindTable((*_NAMED, *_DUTY), required=("by", "do")),
    "must not": KindTable((*_NAMED, *_DUTY), required=("by", "do")),
    "may": KindTable((*_NAMED, "by", "do", "when", "until", "notice", "on the road", "waiting"), required=("by", "do")),
    "exchange": KindTable(
        (*_NAMED, "legs", "ratio", "in", "count", "together", "batch", "ahead", "first", "settle"), required=("legs",)
    ),
    "verify": KindTable((*_NAMED, "who", "needs", "within", "default", "covers"), required=("who",)),
}

TYPES: Final = (
    *("fire", "advance", "evacuation", "stay-or-go", "escort", "aid", "detainees", "remains", "withdrawal", "weapons"),
    *("lists", "access", "hotline", "orders", "announcement", "search", "protection", "other"),
)
ROLES: Final = ("side", "guarantor", "intermediary", "monitor", "other")
STATES_OF_A_DEAL: Final = ("draft", "offered", "agreed", "in-force", "superseded", "ended")
DEFAULTS: Final = ("alleged", "disputed", "cleared")
ACTIONS: Final = ("hold", "resume", "end", "extend", "turn back")
EXCHANGE_UNITS: Final = ("people", "share", "batches")
LANGUAGES: Final = ("ar", "en", "ru")
