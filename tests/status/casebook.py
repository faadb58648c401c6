"""Cases and patrols over the mirror deal, drawn at random: each step as likely early as late."""

from datetime import timedelta
from random import Random
from typing import Any, get_args

from tests.status.ledgers import START
from trucekeeper.ledger.record import (
    OUTCOMES,
    Axis,
    CaseStep,
    CaseStepWord,
    Contact,
    Entry,
    Happened,
    Patrol,
    Record,
    Spot,
)

PARTIES = ("NORTH", "SOUTH")
INCIDENTS = ("northern incident", "southern incident", "open incident")


def case_entries(random: Random, first: int, size: int = 12) -> list[Entry]:
    """Entries behind a position, recorded up to a day after they were said."""
    entries: list[Entry] = []
    recorded = START
    for number in range(size):
        record = _record(random, f"k{first + number:03}")
        said = record.said_at or START
        recorded = max(recorded, said + timedelta(hours=random.choice([0, 1, 24])))
        entries.append(Entry(position=first + number, recorded_at=recorded, entered_by="desk", record=record))
    return entries


def _record(random: Random, id: str) -> Record:
    said = START + timedelta(hours=random.randint(0, 80))
    if random.random() < 0.2:
        party = random.choice(PARTIES)
        due = random.choice([None, said + timedelta(hours=4)])
        promised = random.choice(["", "an answer"])
        return Contact(
            id=id, party=party, said_at=said, by="liaison", case="MIR-2016-0001", promised=promised, due=due,
            acknowledged=random.random() < 0.5,
        )  # fmt: skip
    if random.random() < 0.2:
        watched: Any = random.choice([("N1",), ("S1",), ()])
        outcome: Any = random.choice(["done", "refused", "cut short"])
        happened = Happened(start=said - timedelta(hours=3), end=said)
        return Patrol(id=id, team="TEAM", said_at=said, happened=happened, places=watched, outcome=outcome)
    step: Any = random.choice(get_args(CaseStepWord))
    axis: Any = random.choice(get_args(Axis)) if step in {"finding", "dissent"} else None
    words = OUTCOMES.get(axis or step, ("",))
    outcome = random.choice([word for word in words if word != "party named"])
    return CaseStep(
        id=id,
        case=random.choice(["MIR-2016-0001", "MIR-2016-0002"]),
        step=step,
        axis=axis,
        outcome=outcome,
        said_at=said,
        by=random.choice([*PARTIES, "TEAM"]),
        of=random.choice([(), ("NORTH",), ("SOUTH",), PARTIES]),
        due=random.choice([None, said + timedelta(hours=random.randint(1, 30))]),
        clause="CF",
        incident=random.choice([None, *INCIDENTS]),
    )


def here(place: str) -> Spot:
    """A place of the mirror deal."""
    return Spot(place=place)
