"""A deal as JSON for other tools, and the JSON Schema of that shape. The text stays the original; this is an export."""

from datetime import datetime, timedelta
from typing import Any

from trucekeeper.core.moment import Interval, iso
from trucekeeper.core.movement import EVENTS, PROGRESS
from trucekeeper.deal.condition import (
    STATES,
    All,
    AnyOf,
    At,
    Condition,
    Counted,
    Happened,
    InState,
    Joined,
    Not,
    OutOfStep,
    Passes,
    Says,
)
from trucekeeper.deal.grammar import DEFAULTS, KINDS, ROLES, STATES_OF_A_DEAL, TYPES
from trucekeeper.deal.model import Block, Clause, Deal, Exchange, Head, Names, Party, People, Place, Route, Verify
from trucekeeper.deal.printer import blocks, values

#: Raised when a shape changes so that a reader of the old one would misread the new one.
FORMAT = "trucekeeper-deal/1"


def canonical(deal: Deal) -> dict[str, Any]:
    """The deal as an object that `json.dumps(..., sort_keys=True)` writes in one way only.

    Every block has `kind`, `id`, `said` (each key's value in the words of the language) and `means` (the values that
    have a structure: windows, quantities, conditions, lists), so that a tool may use either.
    """
    return {
        "format": FORMAT,
        "blocks": [_block(block, deal) for block in blocks(deal)],
        "quotations": [{"language": quoted.language, "text": quoted.text} for quoted in deal.quotations],
    }


def _block(block: Block, deal: Deal) -> dict[str, Any]:
    means = {key: value for key, value in _meanings(block).items() if value is not None}
    return {"kind": block.kind, "id": block.id, "said": values(block, deal.zone), "means": means}


def _meanings(block: Block) -> dict[str, Any]:
    match block:
        case Head():
            moments = {"signed": block.signed, "in force": block.in_force, "ends": block.ends}
            return {key: iso(at) if at else None for key, at in moments.items()} | {
                "zone": block.zone.key if block.zone else None,
                "languages": list(block.languages) or None,
                "state": block.state,
                "amends": block.amends,
                "brokers": _names(block.brokers),
            }
        case Party():
            return {"role": block.role, "for": block.side_of, "forces": list(block.forces) or None}
        case Place():
            point = block.point
            return {"point": [point.north, point.east, point.within_km] if point else None}
        case Route():
            stops = {"from": _names(block.start), "to": _names(block.to), "via": _names(block.via)}
            times = [_seconds(block.time_low), _seconds(block.time_high)] if block.time_low else None
            return stops | {"time": times, "km": block.km}
        case Clause():
            return _clause(block)
        case Exchange():
            return {
                "legs": [list(leg.ids) for leg in block.legs],
                "in": block.unit,
                "count": block.count,
                "ratio": list(block.ratio) or None,
                "batch": list(block.batch) or None,
                "ahead": list(block.ahead) or None,
                "first": block.first.text if block.first else None,
                "together": block.together,
            }
        case Verify():
            return {
                "who": _names(block.who),
                "needs": block.needs,
                "within": _seconds(block.within),
                "default": block.default,
                "covers": _names(block.covers),
            }
        case _:
            return {}


def _clause(clause: Clause) -> dict[str, Any]:
    due = clause.due
    places = {"from": clause.start, "via": clause.via, "at": clause.at_place, "where": clause.where}
    lists = {"by": clause.by, "to": clause.to, "during": clause.during, "covers": clause.covers, **places}
    conditions = {"after": clause.after, "unless": clause.unless, "when": clause.when, "until": clause.until}
    return {
        "type": clause.type or None,
        **{key: _names(names) for key, names in lists.items()},
        **{key: _condition(c) if c is not None else None for key, c in conditions.items()},
        "people": _people(clause.people) if clause.people else None,
        "window": _window(clause.window) if clause.window else None,
        "due": {
            "moment": iso(due.moment) if due.moment else None,
            "delay": _seconds(due.delay),
            "after": _condition(due.after) if due.after is not None else None,
        }
        if due
        else None,
        "action": clause.action or None,
        "acts on": _names(clause.acts_on),
        "if not": _names(clause.if_not),
        "on hold": _names(clause.on_hold),
        "decided by": clause.decided_by.text if clause.decided_by else None,
        "on the road": clause.on_the_road or None,
        "waiting": clause.waiting or None,
        "observers": [name.text for name in clause.observers] or None,
        "rung asked": clause.rung_asked if clause.evidence else None,
    }


def _names(names: Names) -> dict[str, Any] | None:
    if names.words is not None:
        return {"words": names.words}
    if not names.names:
        return None
    shown: dict[str, Any] = {"ids": list(names.ids), "joined": names.joined.value}
    if names.and_forces:
        shown["and forces"] = True
    if names.and_routes:
        shown["and routes"] = True
    return shown


def _people(people: People) -> dict[str, Any]:
    quantity = people.quantity
    if quantity is None:
        return {"all": people.all_of or True}
    return {
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "approx": quantity.approx,
        "parts": [[amount, category] for amount, category in quantity.parts],
    }


def _window(window: Interval) -> dict[str, str | None]:
    return {key: iso(at) if at else None for key, at in (("start", window.start), ("end", window.end))}


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())


def _condition(condition: Condition) -> dict[str, Any]:
    match condition:
        case All(of=parts):
            return {"all": [_condition(part) for part in parts]}
        case AnyOf(of=parts):
            return {"any": [_condition(part) for part in parts]}
        case Not(of=one):
            return {"not": _condition(one)}
        case Happened(clause=name, event=event, batch=batch):
            return {"clause": name.text, "event": event, "batch": batch}
        case InState(clause=name, state=state, batch=batch):
            return {"clause": name.text, "state": state, "batch": batch}
        case Counted(clause=name, event=event, amount=amount, share=share):
            return {"clause": name.text, "event": event, "amount": amount, "share": share}
        case OutOfStep(exchange=name):
            return {"out of step": name.text}
        case Says(parties=parties, joined=joined, word=word):
            return {"says": word, "parties": [party.text for party in parties], "joined": joined.value}
        case Passes(duration=length):
            return {"passes": _seconds(length)}
        case At(moment=at):
            return {"at": _moment(at)}


def _moment(at: datetime) -> str:
    return iso(at)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `canonical`; the keys of every kind come from the grammar."""
    words = {"type": "string"}
    kinds = [
        {
            "properties": {
                "kind": {"const": kind},
                "said": {
                    "properties": {key: words for key in table.keys},
                    "patternProperties": {rf"^({'|'.join(table.in_languages)}) [a-z]{{2,3}}$": words},
                    "additionalProperties": False,
                },
            }
        }
        for kind, table in KINDS.items()
    ]
    block = {
        "type": "object",
        "required": ["kind", "id", "said", "means"],
        "properties": {
            "kind": {"enum": list(KINDS)},
            "id": {"type": "string", "minLength": 1},
            "said": {"type": "object"},
            "means": {"$ref": "#/$defs/means"},
        },
        "additionalProperties": False,
        "oneOf": kinds,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A deal, as trucekeeper exports it",
        "type": "object",
        "required": ["format", "blocks", "quotations"],
        "properties": {
            "format": {"const": FORMAT},
            "blocks": {"type": "array", "items": {"$ref": "#/$defs/block"}},
            "quotations": {
                "type": "array",
                "items": {"type": "object", "properties": {"language": words, "text": words}},
            },
        },
        "additionalProperties": False,
        "$defs": {"block": block, "means": _means_schema(), "names": _names_schema(), "condition": _condition_schema()},
    }


def _means_schema() -> dict[str, Any]:
    names, condition = {"$ref": "#/$defs/names"}, {"$ref": "#/$defs/condition"}
    moment = {"type": ["string", "null"], "format": "date-time"}
    number = {"type": ["integer", "null"], "minimum": 0}
    lists = (
        "brokers",
        "from",
        "to",
        "via",
        "by",
        "at",
        "where",
        "during",
        "covers",
        "acts on",
        "if not",
        "on hold",
        "who",
    )
    people = {
        "type": "object",
        "properties": {
            "low": number,
            "high": number,
            "unit": {"type": "string"},
            "approx": {"type": "boolean"},
            "parts": {"type": "array"},
            "all": {"type": ["string", "boolean"]},
        },
        "additionalProperties": False,
    }
    due = {
        "type": "object",
        "properties": {"moment": moment, "delay": number, "after": {"anyOf": [condition, {"type": "null"}]}},
    }
    numbers = {"type": "array", "items": {"type": "integer", "minimum": 0}}
    return {
        "type": "object",
        "properties": {
            **{key: names for key in lists},
            **{key: condition for key in ("after", "unless", "when", "until")},
            **{key: moment for key in ("signed", "in force", "ends")},
            "type": {"enum": list(TYPES)},
            "people": people,
            "window": {"type": "object", "properties": {"start": moment, "end": moment}},
            "due": due,
            "action": {"type": "string"},
            "observers": {"type": "array", "items": {"type": "string"}},
            "rung asked": {"enum": [1, 2, 4]},
            "legs": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
            **{key: numbers for key in ("ratio", "batch", "ahead")},
            "first": {"type": "string"},
            "together": {"enum": list(PROGRESS)},
            "in": {"type": "string"},
            "count": {"enum": list(EVENTS)},
            **{key: {"type": "string"} for key in ("zone", "amends", "for", "decided by", "on the road", "waiting")},
            **{key: {"type": "array", "items": {"type": "string"}} for key in ("languages", "forces")},
            "state": {"enum": list(STATES_OF_A_DEAL)},
            "role": {"enum": list(ROLES)},
            "default": {"enum": list(DEFAULTS)},
            "km": {"type": "number", "minimum": 0},
            "needs": number,
            "within": number,
            "time": numbers,
            "point": {"type": "array", "items": {"type": ["number", "null"]}},
        },
        "additionalProperties": False,
    }


def _names_schema() -> dict[str, Any]:
    ids = {
        "type": "object",
        "required": ["ids", "joined"],
        "properties": {
            "ids": {"type": "array", "items": {"type": "string"}},
            "joined": {"enum": [each.value for each in Joined]},
            "and forces": {"const": True},
            "and routes": {"const": True},
        },
        "additionalProperties": False,
    }
    words = {
        "type": "object",
        "required": ["words"],
        "properties": {"words": {"type": "string"}},
        "additionalProperties": False,
    }
    return {"oneOf": [ids, words]}


def _condition_schema() -> dict[str, Any]:
    here = {"$ref": "#/$defs/condition"}
    several = {"type": "array", "items": here, "minItems": 2}
    return {
        "type": "object",
        "properties": {
            "all": several,
            "any": several,
            "not": here,
            "clause": {"type": "string"},
            "event": {"type": ["string", "null"]},
            "state": {"enum": list(STATES)},
            "batch": {"type": ["integer", "null"]},
            "amount": {"type": ["integer", "null"]},
            "share": {"type": ["number", "null"]},
            "out of step": {"type": "string"},
            "says": {"type": "string"},
            "parties": {"type": "array", "items": {"type": "string"}},
            "joined": {"enum": [each.value for each in Joined]},
            "passes": {"type": "integer"},
            "at": {"type": "string", "format": "date-time"},
        },
        "additionalProperties": False,
    }
