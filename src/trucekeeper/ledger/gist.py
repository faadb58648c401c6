"""A record in one line of words, for lists."""

from trucekeeper.core.quantity import Quantity
from trucekeeper.ledger.codec import flat
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

#: Keys shown elsewhere in a list, or of no use to somebody who reads one.
_LEFT_OUT = {"id", "record", "said_at", "clause", "spans", "text_sha256", "raw_sha256", "media_type"}


def gist(record: Record) -> str:
    """Say what a record says, without adding anything."""
    match record:
        case Claim() | Observation() | Decision():
            question = record.incident or record.words or record.event
            actors = f", by {' or '.join(record.actors)}" if record.actors else ""
            repeats = f" (repeats {record.relays})" if record.relays else ""
            state = f", {record.state.replace('_', ' ')}" if record.state else ""
            return (
                f"{_who(record)} {record.act.replace('_', ' ')}: {question}{state}: {record.polarity}{actors}{repeats}"
            )
        case Movement():
            total = ", all so far" if record.counting == "total" else ""
            return f"{_who(record)}: {_count(record.quantity)} {record.event}{total}"
        case VehicleMovement():
            loaded = {"yes": ", loaded", "no": ", empty", "unknown": ""}[record.loaded]
            return f"{_who(record)}: {_count(record.vehicles)} {record.event}{loaded}"
        case Hold():
            return f"{_who(record)} stops {', '.join(record.clauses)}{_colon(record.reason)}"
        case Resume():
            return f"{_who(record)} lets {', '.join(record.clauses)} go on"
        case DealVersion():
            agreed = f", agreed by {', '.join(record.agreed_by)}" if record.agreed_by else ""
            return f"{record.deal} version {record.version}: {record.state.replace('_', ' ')}{agreed}"
        case Demand():
            return f"{_who(record)} asks {', '.join(record.of) or 'somebody'}: {record.asks}"
        case Source():
            return f"{record.publisher}{_colon(record.title)}"
        case Correction():
            new = ", ".join(f"{key} = {_shown(value)}" for key, value in record.changes.items())
            return f"corrects {record.corrects}: {new}{_colon(record.reason)}"
        case Withdrawal():
            return f"withdraws {record.withdraws}{_colon(record.reason)}"
    return ", ".join(f"{key} {_shown(value)}" for key, value in flat(record).items() if key not in _LEFT_OUT)


def _who(record: "Claim | Observation | Decision | Movement | VehicleMovement | Hold | Resume | Demand") -> str:
    passed_on = f", through {', '.join(record.via)}" if record.via else ""
    return f"{record.speaker} ({record.side}{passed_on})"


def _count(count: Count) -> str:
    return Quantity(count.low, count.high, count.unit, count.approx).words()


def _colon(text: str) -> str:
    return f": {text}" if text else ""


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
