"""Several deals in one ledger: what is recorded about one never changes how another stands."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from msgspec import structs

from tests.status.ledgers import START, TEXT, asked_at, deal, ledger
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.deals import may_name_a_deal
from trucekeeper.ledger.record import Claim, Correction, DealVersion, Entry, Record, Withdrawal
from trucekeeper.status.engine import status
from trucekeeper.status.running import Running
from trucekeeper.status.verdict import Status

RUNS = 150


def other() -> Deal:
    """The same text as a deal of its own."""
    return read_deal(TEXT.replace("deal MIRROR", "deal OTHER"), "other.deal.md")


def text_of(name: str) -> DealVersion:
    return DealVersion(
        id=f"text-{name}", deal=name, version=name, file=f"{name.lower()}.deal.md", speaker="desk", said_at=START
    )


def of_other(entry: Entry) -> Entry:
    """The entry under ids of its own, about the other deal."""
    record: Any = entry.record
    keys = [key for key in ("relays", "withdraws", "corrects") if getattr(record, key, None)]
    changes: dict[str, Any] = {"id": f"o-{record.id}"} | {key: f"o-{getattr(record, key)}" for key in keys}
    if may_name_a_deal(record):
        changes["deal"] = "OTHER"
    return structs.replace(entry, record=structs.replace(record, **changes))


def numbered(entries: list[Entry]) -> list[Entry]:
    """By the moment of recording, as one ledger holds them."""
    ordered = sorted(entries, key=lambda one: one.recorded_at)
    return [structs.replace(one, position=number) for number, one in enumerate(ordered, 1)]


def mixed(random: Random) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """A ledger of two deals, and each half alone; the records of the first name none."""

    def first(name: str) -> Entry:
        return Entry(position=0, recorded_at=START - timedelta(days=1), entered_by="desk", record=text_of(name))

    here = [first("MIRROR"), *ledger(random)]
    there = [first("OTHER"), *map(of_other, ledger(random))]
    return numbered([*here, *there]), here, there


def alone(answer: Status) -> Status:
    return replace(answer, other_deals=())


def test_records_of_one_deal_never_change_the_status_of_another() -> None:
    both_told = 0
    for number in range(RUNS):
        random = Random(number)
        together, here, there = mixed(random)
        at, known_by = asked_at(random), asked_at(random)
        for text, own, name in ((deal(), here, "OTHER"), (other(), there, "MIRROR")):
            answer = status(text, together, at=at, known_by=known_by)
            assert alone(answer) == status(text, own, at=at, known_by=known_by), number
            both_told += name in dict(answer.other_deals)
    assert both_told == RUNS * 2


def test_a_status_kept_up_to_date_tells_two_deals_apart_whenever_the_second_comes() -> None:
    for number in range(RUNS // 3):
        random = Random(number)
        entries, *_ = mixed(random)
        moved = random.choice([one for one in entries if may_name_a_deal(one.record)]).record
        last = entries[-1]
        change: Record = Correction(id="move", corrects=moved.id, changes={"deal": "OTHER"}, reason="of the other deal")
        gone: Record = Withdrawal(id="gone", withdraws=random.choice(entries).record.id, reason="by mistake")
        for one in random.sample([change, gone], 2):
            last = structs.replace(last, position=last.position + 1, record=one)
            entries.append(last)
        running = {name: Running(text) for name, text in (("MIRROR", deal()), ("OTHER", other()))}
        for start in range(0, len(entries), 5):
            upto = entries[: start + 5]
            at = upto[-1].recorded_at + timedelta(hours=random.randint(0, 9))
            for name, text in (("MIRROR", deal()), ("OTHER", other())):
                running[name].add(entries[start : start + 5])
                expected = status(text, upto, at=at, known_by=at)
                assert running[name].status(at=at, known_by=at) == expected, (number, start, name)


def test_an_old_ledger_in_which_no_record_names_a_deal_stands_as_before() -> None:
    random = Random(7)
    entries = ledger(random, 40)
    at = asked_at(random)
    assert status(deal(), entries, at=at, known_by=at).other_deals == ()
    cells = {(one.clause, one.side): one.label for one in status(deal(), entries, at=at, known_by=at).clauses}
    same = {(one.clause, one.side): one.label for one in status(other(), entries, at=at, known_by=at).clauses}
    assert cells == same, "as long as only one deal is known, everything is about it"


def shots(id: str, deal: str = "", **more: Any) -> Claim:
    said = START + timedelta(hours=20)
    return Claim(id=id, deal=deal, speaker="a team", clause="CF", said_at=said, incident="shots at the bridge", **more)


def test_an_incident_that_two_deals_share_is_one_question_in_each_with_the_answers_given_there() -> None:
    records: list[Record] = [text_of("MIRROR"), text_of("OTHER"), shots("r1"), shots("r2", "OTHER", polarity="no")]
    entries = [
        Entry(position=number, recorded_at=START + timedelta(hours=21), entered_by="desk", record=one)
        for number, one in enumerate(records, 1)
    ]
    at = START + timedelta(hours=22)

    asked = {
        text.head.id: next(q for one in status(text, entries, at=at, known_by=at).clauses for q in one.questions)
        for text in (deal(), other())
        if text.head is not None
    }

    assert {id: (one.incident, one.yes, one.no) for id, one in asked.items()} == {
        "MIRROR": ("shots at the bridge", ("r1",), ()),
        "OTHER": ("shots at the bridge", (), ("r2",)),
    }
