"""A record in one line of words, for lists; the words between what was recorded can be said in other languages."""

from trucekeeper.core.quantity import Quantity
from trucekeeper.ledger.codec import flat
from trucekeeper.ledger.fixed import LISTS
from trucekeeper.ledger.record import (
    Claim,
    Correction,
    Count,
    DealVersion,
    Decision,
    Demand,
    Hold,
    Movement,
    Observation,
    Record,
    Resume,
    Source,
    VehicleMovement,
    Withdrawal,
)
from trucekeeper.status.telling import joined, tell, unit_told, word

#: Keys shown elsewhere in a list, or of no use to somebody who reads one.
_LEFT_OUT = {"id", "record", "said_at", "clause", "spans", "text_sha256", "raw_sha256", "media_type"}


def gist(record: Record) -> str:
    """Say what a record says, without adding anything."""
    match record:
        case Claim() | Observation() | Decision():
            return _said(record)
        case Movement():
            total = tell(", all so far") if record.counting == "total" else ""
            return tell(
                "{who}: {count} {event}{total}",
                who=_who(record),
                count=_count(record.quantity),
                event=_listed("event", record.event),
                total=total,
            )
        case VehicleMovement():
            loaded = {"yes": tell(", loaded"), "no": tell(", empty"), "unknown": ""}[record.loaded]
            return tell(
                "{who}: {count} {event}{total}",
                who=_who(record),
                count=_count(record.vehicles),
                event=_listed("event", record.event),
                total=loaded,
            )
        case Hold():
            what = tell("{who} stops {clauses}", who=_who(record), clauses=", ".join(record.clauses))
            return joined((what, record.reason), ": ")
        case Resume():
            return tell("{who} lets {clauses} go on", who=_who(record), clauses=", ".join(record.clauses))
        case DealVersion():
            agreed = tell(", agreed by {names}", names=", ".join(record.agreed_by)) if record.agreed_by else ""
            state = _listed("state", record.state)
            return tell(
                "{deal} version {version}: {state}{agreed}",
                deal=record.deal,
                version=record.version,
                state=state,
                agreed=agreed,
            )
        case Demand():
            of = ", ".join(record.of) or tell("somebody")
            return tell("{who} asks {of}: {what}", who=_who(record), of=of, what=record.asks)
        case Source():
            return joined((record.publisher, record.title), ": ")
        case Correction():
            new = ", ".join(f"{key} = {_shown(value)}" for key, value in record.changes.items())
            return joined((tell("corrects {record}: {new}", record=record.corrects, new=new), record.reason), ": ")
        case Withdrawal():
            return joined((tell("withdraws {record}", record=record.withdraws), record.reason), ": ")
    return joined((f"{key} {_shown(value)}" for key, value in flat(record).items() if key not in _LEFT_OUT), ", ")


def _said(record: "Claim | Observation | Decision") -> str:
    question = record.incident or record.words or _listed("event", record.event)
    return tell(
        "{who} {act}: {question}{state}: {polarity}{actors}{repeats}",
        who=_who(record),
        act=_listed("act", record.act),
        question=question,
        state=tell(", {state}", state=_listed("state", record.state)) if record.state else "",
        polarity=_listed("polarity", record.polarity),
        actors=tell(", by {names}", names=" or ".join(record.actors)) if record.actors else "",
        repeats=tell(" (repeats {record})", record=record.relays) if record.relays else "",
    )


def _listed(field: str, text: str) -> str:
    """A word out of a list, which has its own in other languages."""
    return word(text.replace("_", " ")) if text in LISTS[field] else text


def _who(record: "Claim | Observation | Decision | Movement | VehicleMovement | Hold | Resume | Demand") -> str:
    passed_on = tell(", through {names}", names=", ".join(record.via)) if record.via else ""
    side = _listed("side", record.side)
    return tell("{speaker} ({side}{via})", speaker=record.speaker, side=side, via=passed_on)


def _count(count: Count) -> str:
    """A count as `Quantity.words` says it."""
    unit = unit_told(count.unit)
    if count.high is None:
        made = tell("at least {low} {unit}", low=f"{count.low:,}", unit=unit)
    elif count.high == count.low:
        made = tell("{number} {unit}", number=f"{count.low:,}", unit=unit)
    elif count.low == 0:
        made = tell("at most {high} {unit}", high=f"{count.high:,}", unit=unit)
    else:
        made = tell("{low} to {high} {unit}", low=f"{count.low:,}", high=f"{count.high:,}", unit=unit)
    return tell("about {count}", count=made) if count.approx else made


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    if isinstance(value, dict) and type(value.get("low")) is int and "high" in value:
        unit = str(value.get("unit", "people"))
        return Quantity(value["low"], value["high"], unit, bool(value.get("approx"))).words()
    if isinstance(value, dict):
        return " ".join(f"{key} {_shown(one)}" for key, one in value.items())
    if value is None:
        return "nothing"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
