"""A confirmed proposal becomes a record: counted people a movement, a condition a demand, all else a claim."""

import re
from datetime import datetime
from typing import Any, Final

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso
from trucekeeper.ledger.admit import Known
from trucekeeper.ledger.codec import record_from
from trucekeeper.ledger.record import INDEPENDENT, UNKNOWN, WHOLE_DEAL, Record, Source
from trucekeeper.reader.incident import DEFENCE

#: Nobody confirms and takes back one proposal so often.
MOST_TIMES: Final = 100
#: Units that are people, and those that are vehicles.
PEOPLE: Final = frozenset(
    {"people", "fighters", "civilians", "children", "families", "captives", "men", "patients", "evacuees", "residents"}
)
VEHICLES: Final = frozenset({"buses", "ambulances", "vehicles", "convoys", "cars", "trucks", "lorries"})
#: Which step of the journey a counted event is.
STEPS: Final = {"movement": "departed", "arrival": "arrived", "return": "turned back"}
#: People are said to have moved and no number is given.
SOME: Final[dict[str, Any]] = {"low": 1, "high": None, "unit": "people", "approx": False}
#: Vehicles are said to have moved, and nobody says whether anybody sat in them.
SOME_BUSES: Final[dict[str, Any]] = SOME | {"unit": "buses"}
VEHICLE_WORDS: Final = re.compile(
    r"\A\W*(?:[\w'’-]+\s){0,3}?(?:bus|buses|ambulances?|vehicles?|convoys?)\b", re.IGNORECASE
)
#: Plans, threats, conditions and readiness are no event: what is only meant to happen is evidence of nothing.
NOT_YET: Final = re.compile(
    r"\b(?:plan(?:s|ned|ning)? to|intend(?:s|ed|ing)? to|threat\w+ (?:to|that|with)|hop(?:e|es|ed|ing) (?:to|that)|"
    r"(?:ready|prepared|willing|about|due|supposed|expected|likely) to|(?:want|wish|offer)(?:s|ed|es)? to|"
    r"(?:promis|pledg|agre|undert)\w+ (?:to|that)|(?:was|were|is|are|been) to|"
    r"if|unless|will|would|shall|should|may|might|"
    r"(?:could|can)(?! (?:not|be (?:heard|seen)|hear|see)\b)(?!not\b))\b",
    re.IGNORECASE,
)
#: Acts that say what is to come, or what is wanted; they carry no clause unless a person gives one.
TO_COME: Final = frozenset({"predicts", "promises", "warns", "orders", "agrees"})
#: Who says this takes something on himself.
OWN_UP: Final = frozenset({"admits", "confirms", "claims_responsibility"})
#: Only these say in which state the deal is; whoever accuses, warns or foretells says something else.
STATING: Final = frozenset({"says", "reports", "confirms", "admits", "agrees", "narrates"})
COUNTED: Final = frozenset({"says", "reports", "confirms", "admits", "narrates", "shows"})
#: Events that tell whether a clause is kept; what is said of others names no clause, and a person may add one.
TELLING: Final = frozenset(
    {
        "fire",
        "shelling",
        "airstrike",
        "killing",
        "detention",
        "obstruction",
        "access",
        "movement",
        "arrival",
        "return",
        "hold",
        "resume",
    }
)
#: Events that only a clause against fire can be about.
FIRE: Final = frozenset({"fire", "shelling", "airstrike", "killing"})
#: Events for which somebody may be to blame.
BLAMED: Final = frozenset({"fire", "shelling", "airstrike", "killing", "detention", "obstruction", "collapse", "hold"})
#: What says that a count is all so far and not this group.
TOTAL: Final = ("so far", "in total", "altogether", "in all", "since ", "have left", "has left", "had left", "overall")


class NoMomentError(TruceError):
    """A claim of which nobody knows when it was said."""

    def __init__(self, id: str) -> None:
        super().__init__(
            f"{id} cannot be confirmed: it is not known when it was said, nor when the report was published",
            "say so with --said 2016-12-14T05:00+02:00",
        )


def record_of(body: dict[str, Any], source: Source | None, *, by: str, unread: bool = False) -> Record:
    """Make the record of a proposal.

    Args:
        body: The proposal as `truce read --json` shows it, corrections already in it.
        source: The report it was read in; its publisher speaks where the report narrates.
        by: The analyst who confirms it.
        unread: Nobody read it; the record says so wherever it is used.

    Raises:
        NoMomentError: When neither the report nor the analyst says when.
    """
    body = laid_on_the_relay(body)
    raw = _shared(body, source) | ({"accepted_unread": True} if unread else {"confirmed_by": by})
    quantity = body.get("quantity")
    if body["act"] == "demands":
        raw |= {"record": "demand", "asks": body["words"], "clause": _clause(body)}
    elif _tells_of_people_moving(body):
        raw |= _movement(body, quantity or (SOME_BUSES if VEHICLE_WORDS.search(body["words"]) else SOME))
    else:
        raw |= _claim(body)
    return record_from({key: value for key, value in raw.items() if value is not None})


def again(body: dict[str, Any], known: Known) -> dict[str, Any]:
    """The proposal under an id that no record has: one whose record was withdrawn may be confirmed once more."""
    names = names_of(body["id"])
    used = known.known_ids(names)
    return body if names[0] not in used else body | {"id": next(name for name in names if name not in used)}


def names_of(id: str) -> list[str]:
    """The ids that the records of a proposal may have, one after the other."""
    return [id, *(f"{id}-{number}" for number in range(2, MOST_TIMES))]


def laid_on_the_relay(body: dict[str, Any]) -> dict[str, Any]:
    """Make what one side says that the other has admitted a claim of the side that says it.

    Only words against their own speaker are treated so: a side that passes on a foe's accusation of itself admits
    nothing, and a foe's denial stays a denial.
    """
    speaker = body["speaker"]
    if not speaker or speaker.get("side") in {None, UNKNOWN, INDEPENDENT} or body["polarity"] != "yes":
        return body
    foe = next((at for at, one in enumerate(body["via"]) if _is_foe(one, speaker["side"])), None)
    against = _sides_of_actors(body) or ({speaker["side"]} if body["act"] in OWN_UP else set())
    if foe is None or body["event"] not in BLAMED or against != {speaker["side"]}:
        return body
    relay, outer = body["via"][foe], body["via"][:foe]
    return body | {"speaker": relay, "via": outer, "act": "accuses", "basis": "relay" if outer else "statement"}


def _is_foe(relay: dict[str, Any], side: str) -> bool:
    return relay.get("side") not in {None, UNKNOWN, INDEPENDENT, side}


def _sides_of_actors(body: dict[str, Any]) -> set[str | None]:
    return {one.get("side") for one in body["actors"]}


def _not_yet(body: dict[str, Any]) -> bool:
    """True for plans, threats and conditions, told by whatever verb; of what did not happen this is not asked."""
    return body["polarity"] == "yes" and NOT_YET.search(body["words"]) is not None


def _tells_of_people_moving(body: dict[str, Any]) -> bool:
    told = body["polarity"] == "yes" and body["event"] in STEPS and body["act"] in COUNTED
    if told and "clause" not in body and _not_yet(body):
        return False
    return told and bool(body.get("quantity") or _clause(body) or VEHICLE_WORDS.search(body["words"]))


def _shared(body: dict[str, Any], source: Source | None) -> dict[str, Any]:
    speaker = body["speaker"]
    named = (speaker.get("refers_to") or speaker)["text"] if speaker else (source.publisher if source else "the report")
    side = speaker.get("side", "unknown") if speaker else (source.side if source else "unknown")
    spans: dict[str, Any] = {"content": [[one["start"], one["end"]] for one in body["content"]]}
    if speaker:
        spans["speaker"] = [speaker["start"], speaker["end"]]
    if body["cue"]:
        spans["cue"] = [body["cue"]["start"], body["cue"]["end"]]
    happened = body["happened"]
    return {
        "id": body["id"],
        "speaker": _one_line(named),
        "side": side,
        "said_at": _said(body, source),
        "happened": {key: happened[key] for key in ("start", "end", "precision", "basis")} if happened else None,
        "basis": body["basis"],
        "via": [_one_line(one["text"]) for one in body["via"]],
        "source": source.id if source else None,
        "spans": spans,
        "words": _one_line(body["words"]),
        "certainty": body["certainty"],
        "relays": body.get("relays") if body["act"] != "demands" else None,
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _said(body: dict[str, Any], source: Source | None) -> str:
    """When it was said: by the end of the time that the report tells, never behind its publication.

    An entry of a live page was published at its own time.
    """
    entry = body.get("reported")
    published = datetime.fromisoformat(entry) if entry else source.published if source else None
    if body["said"]:
        end = datetime.fromisoformat(body["said"]["end"])
        return iso(min(end, published)) if published is not None else iso(end)
    if published is None:
        raise NoMomentError(body["id"])
    return iso(published)


def _clause(body: dict[str, Any]) -> str | None:
    """The clause that the analyst gave, else the reader's first candidate where the words themselves lead to it.

    Which departure is meant is led to by a place of the deal alone: a candidate that was carried over from what stood
    before is a guess, and the person who confirms it decides.
    """
    if "clause" in body:
        given: str | None = body["clause"]
        return given
    if body["event"] in BLAMED and DEFENCE.search(body["words"]):
        return None
    if body["act"] in TO_COME or (body["act"] != "demands" and _not_yet(body)):
        return None
    placed = body["event"] in FIRE or (body["place"] is not None and body["place"]["id"] is not None)
    telling = (body["event"] in TELLING and placed) or body["act"] == "demands"
    return body["clauses"][0] if body["clauses"] and telling else None


def _place(body: dict[str, Any]) -> dict[str, Any] | None:
    place = body["place"]
    return {"place": place["id"] or _one_line(place["text"])} if place else None


def _movement(body: dict[str, Any], quantity: dict[str, Any]) -> dict[str, Any]:
    """People counted at one step of the journey; vehicles apart; other units stay a claim."""
    step = {"event": STEPS[body["event"]], "clause": _clause(body)}
    where = {"to" if body["event"] == "arrival" else "place": _place(body)}
    if quantity["unit"] in VEHICLES:
        return {"record": "vehicle movement", "vehicles": quantity, **step, **where}
    if quantity["unit"] in PEOPLE:
        # Fighters or children are a part of the people; only a plain count of people is one of all.
        category = body.get("category") or (None if quantity["unit"] == "people" else quantity["unit"])
        low = f"{body['words'].lower()} "
        counting = body.get("counting") or ("total" if any(sign in low for sign in TOTAL) else "part")
        people = quantity | {"unit": "people"}
        return {"record": "movement", "quantity": people, "counting": counting, "category": category, **step, **where}
    return _claim(body)


def _actors(body: dict[str, Any]) -> list[str]:
    """Who may have done it; whoever moves, agrees or speaks is not blamed for it, unless a person says so."""
    if not body.get("blamed") and body["event"] not in BLAMED and body["act"] != "accuses":
        return []
    return list(dict.fromkeys(one["id"] for one in body["actors"] if one["id"]))


def _incident(body: dict[str, Any], clause: str | None) -> str | None:
    """The name of the question; a claim tied to a clause without one is a question of its own, joined to no other."""
    return body["incident"] or (f"{body['event']} {body['id']}" if clause else None)


def _state(body: dict[str, Any]) -> str | None:
    """The state that the deal as a whole is said to be in; who says that somebody broke it tells of a breach."""
    state: str | None = body.get("state")
    blames = state == "collapsed" and bool(body["actors"])
    elsewhere = body.get("clause", WHOLE_DEAL) != WHOLE_DEAL
    return None if blames or elsewhere or body["act"] not in STATING or _not_yet(body) else state


def _claim(body: dict[str, Any]) -> dict[str, Any]:
    state = _state(body)
    clause = WHOLE_DEAL if state else _clause(body)
    return {
        "record": "claim",
        "clause": clause,
        "state": state,
        "incident": None if state else _incident(body, clause),
        "polarity": body["polarity"],
        "actors": _actors(body),
        "act": body["act"],
        "event": body["event"],
        "place": _place(body),
        "quantity": body["quantity"],
        "position": True if body.get("position") else None,
    }
