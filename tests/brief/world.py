"""A small deal between two sides that nobody will mistake for a real one, its records, and hand-made answers.

The sides are arguments, so that a test can swap them everywhere.
"""

from datetime import datetime, timedelta, timezone

from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.model import Report
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import (
    CaseStep,
    Claim,
    Contact,
    Correction,
    Count,
    Demand,
    Entry,
    Happened,
    Hold,
    Movement,
    Patrol,
    Record,
    Source,
    Spot,
    VehicleMovement,
    Withdrawal,
)
from trucekeeper.status.verdict import (
    ClauseVerdict,
    DealVerdict,
    DemandVerdict,
    ExposureVerdict,
    FindingWord,
    HoldVerdict,
    Progress,
    QuestionVerdict,
    Rungs,
    Stage,
    Status,
)

ZONE = timezone(timedelta(hours=2))

DEAL = """# A deal between {a} and {b}

> Both sides stop all fire on the bridge. The people of the mill and of the ferry leave in step.

```deal
deal BRIDGE-1: the bridge, the mill and the ferry
  zone: Africa/Johannesburg
  state: in-force
  in force: 2031-03-01 00:00
party {a}: people of {a}
  role: side
  forces: {a} forces, {a} militia
party {b}: people of {b}
  role: side
  forces: {b} forces
party GUAR: the guarantor
  role: guarantor
party TEAM: the monitoring team
  role: monitor
place BRIDGE: the bridge
  point: 10.00 N 20.00 E, within 2 km
place MILL: the mill
  point: 10.20 N 20.10 E
place FERRY: the ferry
  point: 9.90 N 20.30 E
must not CF: no fire
  by: {a}, {b}
  do: fire
  type: fire
  where: BRIDGE
  window: 2031-03-01 00:00 to 2031-03-10 00:00
must MA: the people of the mill leave
  by: {a}
  to: {b}
  do: let 200 people leave the mill
  people: 200
  from: MILL
  at: FERRY
  window: 2031-03-02 06:00 to 2031-03-03 18:00
must MB: the people of the ferry leave
  by: {b}
  to: {a}
  do: let 100 people leave the ferry
  people: 100
  from: FERRY
  at: MILL
  window: 2031-03-02 06:00 to 2031-03-03 18:00
exchange X: in step
  legs: MA | MB
  ratio: 2 : 1
  ahead: 50
may H: hold
  by: GUAR
  do: hold MA, MB
  when: CF verified breach
  until: 6 hours pass
verify V: who decides
  who: GUAR, TEAM
  needs: all
  within: 24 hours
```
"""


def deal(a: str = "HILL", b: str = "RIVER") -> Deal:
    """The deal; findings of reading would make the whole fixture meaningless."""
    read = read_deal(DEAL.format(a=a, b=b), "bridge.deal.md")
    assert not read.findings, read.findings
    return read


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2031, in mission time."""
    return datetime(2031, 3, day, hour, minute, tzinfo=ZONE)


def on(day: int) -> Happened:
    """A whole day."""
    return Happened(start=moment(day, 0), end=moment(day + 1, 0), precision="day")


NOW, BEFORE = moment(2, 20), moment(1, 20)
FIRE = "fire on the bridge 2 Mar"


def records(a: str = "HILL", b: str = "RIVER") -> list[tuple[datetime, Record]]:
    """What was recorded, with the moment of each."""
    return [
        (
            moment(1, 9),
            Source(
                id="src1",
                publisher="Bridge Radio",
                text_sha256="ab" * 32,
                title="Morning bulletin",
                address="https://radio.example/1",
                published=moment(1, 8),
            ),
        ),
        (moment(1, 10), Source(id="src2", publisher="the baker", text_sha256="cd" * 32, kind="confidential")),
        (
            moment(2, 9),
            Claim(
                id="c1",
                speaker=f"spokesman of {a}",
                side=a,
                clause="CF",
                incident=FIRE,
                act="accuses",
                event="fire",
                actors=(f"{b} forces",),
                said_at=moment(2, 8, 30),
                happened=on(2),
                source="src1",
                words="They opened fire on us at dawn.",
                place=Spot(place="BRIDGE"),
                quantity=Count(low=12, high=20, unit="shots", approx=True),
                confirmed_by="analyst Nine",
            ),
        ),
        (
            moment(2, 10),
            Claim(
                id="c2",
                speaker=f"spokesman of {b}",
                side=b,
                clause="CF",
                incident=FIRE,
                polarity="no",
                act="denies",
                event="fire",
                said_at=moment(2, 9, 45),
                happened=on(2),
                accepted_unread=True,
            ),
        ),
        (
            moment(2, 10, 30),
            Claim(
                id="c3",
                speaker="a neighbour",
                side="unknown",
                clause="CF",
                incident=FIRE,
                event="fire",
                said_at=moment(2, 10, 10),
                source="src2",
                basis="own observation",
                place=Spot(place="house behind the old bakery", north=10.0031, east=20.0042),
            ),
        ),
        (
            moment(2, 11),
            Claim(
                id="c4",
                speaker="Neighbouring presidency",
                side="independent",
                act="says",
                event="statement",
                incident="the deal",
                position=True,
                words="A victory over the terrorists.",
                said_at=moment(2, 10, 50),
                happened=on(2),
            ),
        ),
        (
            moment(2, 12),
            Movement(
                id="m1",
                speaker="TEAM",
                side="independent",
                clause="MA",
                event="departed",
                quantity=Count(low=80, high=90),
                basis="own observation",
                convoy="convoy 7",
                place=Spot(place="MILL"),
                said_at=moment(2, 11, 40),
                happened=Happened(start=moment(2, 11), end=moment(2, 11, 30), precision="minute"),
            ),
        ),
        (
            moment(2, 12, 30),
            VehicleMovement(
                id="v1",
                speaker="TEAM",
                side="independent",
                clause="MB",
                event="returned",
                vehicles=Count(low=4, high=4, unit="buses"),
                loaded="no",
                place=Spot(place="FERRY"),
                said_at=moment(2, 12, 20),
                happened=Happened(start=moment(2, 12), end=moment(2, 12, 10), precision="minute"),
            ),
        ),
        (
            moment(2, 13),
            Hold(
                id="h1",
                speaker="GUAR",
                side="independent",
                clauses=("MA", "MB"),
                holder="GUAR",
                reason="fire on the bridge",
                said_at=moment(2, 12, 50),
                happened=Happened(start=moment(2, 12, 50), end=moment(2, 12, 51), precision="minute"),
            ),
        ),
        (
            moment(2, 14),
            Demand(
                id="d1",
                speaker=f"spokesman of {b}",
                side=b,
                asks="the wounded leave first",
                of=(a,),
                said_at=moment(2, 13, 30),
            ),
        ),
        (
            moment(2, 15),
            Patrol(
                id="p1",
                team="TEAM",
                said_at=moment(2, 14, 50),
                happened=Happened(start=moment(2, 14), end=moment(2, 14, 30), precision="minute"),
                places=("BRIDGE",),
                outcome="refused",
                note="turned away at the gate by a man named Ox",
            ),
        ),
        (
            moment(2, 15, 10),
            CaseStep(
                id="s1",
                case="7",
                step="opened",
                said_at=moment(2, 15),
                by="TEAM",
                clause="CF",
                incident=FIRE,
                outcome="taken up at once",
                note="the caller was afraid",
            ),
        ),
        (
            moment(2, 15, 20),
            CaseStep(
                id="s2", case="7", step="dissent", said_at=moment(2, 15, 15), by="TEAM", note="one member disagrees"
            ),
        ),
        (
            moment(2, 15, 30),
            Contact(
                id="t1",
                party=a,
                said_at=moment(2, 15, 25),
                by="TEAM",
                channel="hotline",
                acknowledged=True,
                clause="CF",
            ),
        ),
        (moment(2, 16), Claim(id="c5", speaker="Bridge Radio", clause="CFX", said_at=moment(2, 15), source="src1")),
        (moment(2, 17), Withdrawal(id="w1", withdraws="c5", reason="a slip of the desk", said_at=moment(2, 17))),
        (
            moment(2, 18),
            Correction(id="k1", corrects="c1", changes={"certainty": "stated"}, reason="read again"),
        ),
    ]


def history(a: str = "HILL", b: str = "RIVER") -> tuple[Entry, ...]:
    """All entries, as the store numbered them."""
    return tuple(
        Entry(position=number, recorded_at=at, entered_by="clerk One", record=record)
        for number, (at, record) in enumerate(records(a, b), 1)
    )


def _clause(id: str, side: str, stage: Stage, finding: FindingWord = FindingWord.NONE, **more: object) -> ClauseVerdict:
    values: dict[str, object] = {
        "rungs": Rungs(),
        "blamed": (),
        "questions": (),
        "progress": (),
        "because": (),
        "reason": "hand-made",
        **more,
    }
    return ClauseVerdict(clause=id, side=side, stage=stage, finding=finding, **values)  # type: ignore[arg-type]


def now(a: str = "HILL", b: str = "RIVER") -> Status:
    """How it stands on the evening of 2 March."""
    question = QuestionVerdict(
        incident=FIRE,
        finding=FindingWord.DISPUTED,
        rungs=Rungs(1, 1),
        blamed=(f"{b} forces",),
        yes=("c1", "c3"),
        no=("c2",),
        because=("c1", "c3", "c2"),
        reason="hand-made",
    )
    left = Progress(
        event="departed",
        by="TEAM",
        low=80,
        high=90,
        unit="people",
        of=(200, 200),
        at=moment(2, 11, 40),
        record="m1",
        records=("m1",),
        rung=2,
    )
    hold = HoldVerdict(
        record="h1",
        holder="GUAR",
        clauses=("MA", "MB"),
        entitled=True,
        under="H",
        since=moment(2, 12, 50),
        ended_at=None,
        ended_by=(),
        reason="hand-made",
    )
    due = moment(4, 0)
    return Status(
        at=NOW,
        known_by=NOW,
        known_from="recorded",
        deal=DealVerdict("bridge", "in_force", FindingWord.NONE, Rungs(), ("the deal's own text",), (), "hand-made"),
        clauses=(
            _clause("CF", a, Stage.IN_PROGRESS),
            _clause(
                "CF",
                b,
                Stage.IN_PROGRESS,
                FindingWord.DISPUTED,
                rungs=Rungs(1, 1),
                blamed=(f"{b} forces",),
                questions=(question,),
                because=("c1", "c3", "c2"),
            ),
            _clause("MA", a, Stage.ON_HOLD, progress=(left,), because=("h1", "m1"), due=due),
            _clause("MB", b, Stage.ON_HOLD, because=("h1",), due=due),
        ),
        holds=(hold,),
        exposure=(
            ExposureVerdict(a, "X", "people", 80, 90, 50, ("m1",), "hand-made"),
            ExposureVerdict(b, "X", "people", 0, 0, 50, (), "hand-made"),
        ),
        demands=(
            DemandVerdict("d1", f"spokesman of {b}", b, "the wounded leave first", moment(2, 13, 30), (), ("d1",)),
        ),
        positions=("c4",),
        unknown_clauses=(),
    )


def before(a: str = "HILL", b: str = "RIVER") -> Status:
    """How it stood the evening before."""
    return Status(
        at=BEFORE,
        known_by=BEFORE,
        known_from="recorded",
        deal=DealVerdict("bridge", "in_force", FindingWord.NONE, Rungs(), ("the deal's own text",), (), "hand-made"),
        clauses=(
            _clause("CF", a, Stage.IN_PROGRESS),
            _clause("CF", b, Stage.IN_PROGRESS),
            _clause("MA", a, Stage.PENDING, opens=moment(2, 6), due=moment(3, 18)),
            _clause("MB", b, Stage.PENDING, opens=moment(2, 6), due=moment(3, 18)),
        ),
    )


def report(a: str = "HILL", b: str = "RIVER", *, for_whom: str = "internal") -> Report:
    """The day's report for an audience."""
    text = deal(a, b)
    return daily(
        text,
        history(a, b),
        now(a, b),
        audience=audience(for_whom, text),
        before=before(a, b),
        seal=(14, "ef" * 32),
    )
