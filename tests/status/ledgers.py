"""Random ledgers over a deal that is its own mirror image: whatever one side owes, the other owes too."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import msgspec

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import (
    Claim,
    Count,
    Decision,
    Entry,
    Happened,
    Hold,
    Movement,
    Observation,
    Record,
    Resume,
    Withdrawal,
)

START = datetime(2016, 12, 13, tzinfo=UTC)

TEXT = """
```deal
deal MIRROR
  zone: UTC
  state: in-force
  in force: 2016-12-13 00:00
party NORTH
  role: side
  forces: northern army, northern militia
party SOUTH
  role: side
  forces: southern army, southern militia
party NG
  role: guarantor
  for: NORTH
  forces: northern air force
party SG
  role: guarantor
  for: SOUTH
  forces: southern air force
party TEAM
  role: monitor
place N1
place S1
must A1
  by: NORTH
  to: SOUTH
  do: let people leave
  people: 1000
  from: N1
  window: 2016-12-13 06:00 to 2016-12-15 00:00
must F1
  by: SOUTH
  to: NORTH
  do: let people leave
  people: 1000
  from: S1
  window: 2016-12-13 06:00 to 2016-12-15 00:00
must A2
  by: NORTH
  do: open the road
  type: access
  due: 2016-12-14 12:00
must F2
  by: SOUTH
  do: open the road
  type: access
  due: 2016-12-14 12:00
must A3
  by: NORTH
  do: repair the well
  type: other
  after: F2 done
must F3
  by: SOUTH
  do: repair the well
  type: other
  after: A2 done
must not CF
  by: NORTH, SOUTH
  do: fire
  type: fire
  window: 2016-12-13 00:00 to 2016-12-16 00:00
exchange X1
  legs: A1 | F1
  count: arrived
  ahead: 300
may H1
  by: NG or SG
  do: hold A1, F1
  until: NG and SG both say resume, or 6 hours pass
verify V1
  who: NG, SG, TEAM
  needs: two of three
  within: 24 hours
  default: stays alleged
```
"""

MIRROR = {
    "NORTH": "SOUTH",
    "NG": "SG",
    "northern army": "southern army",
    "northern militia": "southern militia",
    "northern air force": "southern air force",
    "A1": "F1",
    "A2": "F2",
    "A3": "F3",
    "northern ministry": "southern ministry",
    "northern spokesman": "southern spokesman",
    "northern incident": "southern incident",
}
MIRROR |= {there: here for here, there in MIRROR.items()}

SPEAKERS = (
    ("northern ministry", "NORTH"),
    ("northern spokesman", "NORTH"),
    ("southern ministry", "SOUTH"),
    ("southern spokesman", "SOUTH"),
    ("NG", "NORTH"),
    ("SG", "SOUTH"),
    ("TEAM", "independent"),
    ("a reporter", "independent"),
    ("a video", "unknown"),
)
ACTORS = (
    (),
    ("northern army",),
    ("southern army",),
    ("northern army", "northern air force"),
    ("southern army", "southern air force"),
    ("northern army", "southern army"),
    ("northern militia",),
    ("southern militia",),
    ("somebody else",),
)


def deal() -> Deal:
    """The deal that is its own mirror image."""
    read = read_deal(TEXT, "mirror.deal.md")
    assert not read.findings, read.findings
    return read


def ledger(random: Random, size: int | None = None) -> list[Entry]:
    """A ledger of 1 to 24 records; recorded_at follows said_at by up to a day, never goes back."""
    records: list[Record] = []
    for number in range(size or random.randint(1, 24)):
        records.append(_record(random, f"r{number:02}", records))
    recorded = START
    entries = []
    for position, record in enumerate(records, start=1):
        said = record.said_at or START
        recorded = max(recorded, said + timedelta(hours=random.choice([0, 1, 24])))
        entries.append(Entry(position=position, recorded_at=recorded, entered_by="analyst", record=record))
    return entries


def asked_at(random: Random) -> datetime:
    """A moment from before the deal to after its end, on the hour."""
    return START + timedelta(hours=random.randint(-2, 90))


def _record(random: Random, id: str, before: list[Record]) -> Record:
    kind = random.choices(
        ["breach", "deed", "decision", "movement", "hold", "resume", "withdrawal", "relay"],
        [4, 4, 11, 4, 4, 0.5, 0.3, 1],
    )[0]
    hour = random.randint(0, 80)
    speaker, side = random.choice(SPEAKERS)
    common: dict[str, Any] = {
        "id": id,
        "speaker": speaker,
        "side": side,
        "said_at": START + timedelta(hours=hour + random.randint(0, 6)),
        "happened": Happened(start=START + timedelta(hours=hour), end=START + timedelta(hours=hour + 1)),
        "basis": random.choice(["own observation", "statement", "statement", "video", "document"]),
    }
    polarity: Any = random.choice(["yes", "yes", "no"])
    if kind == "relay":
        origins = [one for one in before if isinstance(one, Claim) and one.relays is None]
        if origins:
            return relay_of(random.choice(origins), id)
        kind = "breach"
    if kind == "withdrawal" and before:
        told = random.choice(before)
        if told.said_at is not None:
            return Withdrawal(id=id, withdraws=told.id, reason="", said_at=told.said_at + timedelta(hours=3))
    if kind in {"deed", "withdrawal"}:
        clause = random.choice(["A1", "F1", "A2", "F2", "A2", "F2", "A3", "F3"])
        made: Any = random.choice([Claim, Claim, Observation])
        deed: Record = made(clause=clause, incident=clause, polarity=polarity, **common)
        return deed
    if kind == "movement":
        clause = random.choice(["A1", "F1"])
        low = random.choice([100, 400, 1000])
        high = random.choice([low, low + 100, None])
        event: Any = random.choice(["departed", "arrived", "arrived"])
        counting: Any = random.choice(["part", "total"])
        return Movement(clause=clause, event=event, quantity=Count(low=low, high=high), counting=counting, **common)
    if kind == "hold":
        if random.random() < 0.7:
            common["speaker"], common["side"] = random.choice([("NG", "NORTH"), ("SG", "SOUTH")])
        return Hold(clauses=random.choice([("A1",), ("F1",), ("A1", "F1")]), **common)
    if kind == "resume":
        return Resume(clauses=("A1", "F1"), **common)
    incident, actors = _incident(random)
    if kind == "decision":
        decider = random.choice(["NG", "SG", "TEAM", "TEAM"])
        common |= {"speaker": decider, "side": "independent"}
        polarity = random.choice(["yes", "no"])
        return Decision(clause="CF", incident=incident, polarity=polarity, actors=actors, decides="V1", **common)
    act: Any = "denies" if polarity == "no" else random.choice(["says", "accuses", "admits"])
    blamed = () if polarity == "no" else actors
    said: Any = random.choice([Claim, Claim, Observation])
    outcome: Record = said(clause="CF", incident=incident, polarity=polarity, actors=blamed, act=act, **common)
    return outcome


def _incident(random: Random) -> tuple[str, tuple[str, ...]]:
    """An incident and possible actors; two incidents blame one side only, the third anybody."""
    incident = random.choices(["northern incident", "southern incident", "open incident"], [2, 2, 3])[0]
    if incident == "open incident":
        return incident, random.choice(ACTORS)
    who = incident.split()[0]
    return incident, random.choice([(f"{who} army",), (f"{who} army", f"{who} air force"), (f"{who} militia",)])


def relay_of(origin: Claim, id: str) -> Claim:
    """The same words again, passed on by somebody else."""
    return msgspec.structs.replace(
        origin,
        id=id,
        speaker="a second outlet",
        side="unknown",
        basis="relay",
        relays=origin.id,
        said_at=origin.said_at + timedelta(minutes=30),
    )


def mirrored(entries: list[Entry]) -> list[Entry]:
    """The same ledger with the sides, their guarantors, forces, clauses and speakers exchanged."""
    return [msgspec.structs.replace(entry, record=_mirrored(entry.record)) for entry in entries]


def _mirrored(record: Record) -> Record:
    raw = msgspec.to_builtins(record)
    other: Record = msgspec.convert(swapped(raw), Record)
    return other


def swapped(value: Any) -> Any:
    """Exchange every name of one side for the other's, at any depth."""
    if isinstance(value, str):
        return MIRROR.get(value, value)
    if isinstance(value, dict):
        return {key: swapped(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(swapped(one) for one in value)
    return value


def later(entries: list[Entry], random: Random, after: datetime) -> list[Entry]:
    """More entries that reach the ledger after a moment, whatever they speak of."""
    more = ledger(random)
    return entries + [
        msgspec.structs.replace(
            one,
            position=len(entries) + number,
            recorded_at=max(one.recorded_at, after + timedelta(minutes=number)),
            record=msgspec.structs.replace(one.record, id=f"later{number:02}"),
        )
        for number, one in enumerate(more, start=1)
        if not isinstance(one.record, Withdrawal)
    ]


__all__ = ["asked_at", "deal", "later", "ledger", "mirrored", "relay_of", "swapped"]
