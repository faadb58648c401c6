"""A status kept up to date says what a replay of the whole ledger says, whatever comes and whenever it is asked."""

from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest

from tests.status.ledgers import asked_at, deal, ledger
from tests.status.test_random_ledgers import RUNS
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import Claim, Correction, Entry, Observation, Record, Side
from trucekeeper.ledger.view import KnownFrom
from trucekeeper.status.engine import status
from trucekeeper.status.running import Running

#: Conditions that look at states, counts, words and steps, so that one clause's answer rests on another's.
CONDITIONS = """
```deal
must A4
  by: NORTH
  do: open the second road
  type: access
  after: 300 of F1 arrived
  unless: CF disputed
must F4
  by: SOUTH
  do: open the second road
  type: access
  due: 6 hours after A2 done
must not P4
  by: NORTH
  do: fire
  type: fire
  during: A4
may H2
  by: SG
  do: hold A4, F4
  until: X1 out of step, or A2 late, or SG says resume
```
"""


def changed(entries: list[Entry], random: Random) -> list[Entry]:
    """Some more entries that correct and place what stands before."""
    grown = list(entries)
    for number in range(random.randint(0, 3)):
        said = [one for one in entries if isinstance(one.record, Claim | Observation)]
        if not said:
            break
        one = random.choice(said).record
        assert isinstance(one, Claim | Observation)
        changes = random.choice([{"polarity": "no"}, {"clause": "A2"}, {"incident": "another"}, {"event": "hold"}])
        record: Record = Correction(
            id=f"k{number}", corrects=one.id, changes=changes, reason="misheard", said_at=one.said_at
        )
        other: Record = Side(id=f"s{number}", actor=one.speaker, side="SOUTH", analyst="a", said_at=one.said_at)
        place = random.choice([record, record, other])
        last = grown[-1]
        grown.append(Entry(position=last.position + 1, recorded_at=last.recorded_at, entered_by="a", record=place))
    return grown


@pytest.mark.parametrize("known_from", ["recorded", "said"])
def test_a_status_kept_up_to_date_is_that_of_a_replay(known_from: KnownFrom) -> None:
    text = deal()
    more = read_deal(text.text + CONDITIONS, "more.deal.md")
    assert not [one for one in more.findings if one.severity.name == "ERROR"], more.findings
    asked = 0
    for number in range(RUNS // 6):
        random = Random(number)
        entries = changed(ledger(random, random.randint(1, 40)), random)
        judged = random.choice([text, more])
        running = Running(judged, known_from=known_from)
        moments = sorted(asked_at(random) for _ in range(4))
        given = 0
        for place, at in enumerate(moments):
            upto = len(entries) if place == len(moments) - 1 else random.randint(given, len(entries))
            running.add(entries[given:upto])
            given = upto
            known_by = at + timedelta(hours=random.choice([-3, 0, 5, 50]))
            asked += 1
            expected = status(judged, entries[:upto], at=at, known_by=known_by, known_from=known_from)
            assert running.status(at=at, known_by=known_by) == expected, number
        back = moments[0]
        assert running.status(at=back, known_by=back) == status(
            judged, entries, at=back, known_by=back, known_from=known_from
        ), number
    assert asked == RUNS // 6 * 4


def test_one_record_at_a_time_over_several_texts_of_a_deal() -> None:
    from trucekeeper.cli.inputs import deals_at, entries_at

    story = Path(__file__).parents[2] / "examples" / "aleppo-2016"
    deals = deals_at(story)
    entries = sorted(entries_at(story / "claims.jsonl"), key=lambda one: one.recorded_at)
    entries = [msgspec.structs.replace(one, position=number) for number, one in enumerate(entries, 1)]
    running = Running(deals)
    for number, entry in enumerate(entries, 1):
        running.add([entry])
        now = entry.recorded_at
        found = running.status(at=now, known_by=now)
        if number % 7 == 0 or number == len(entries):
            assert found == status(deals, entries[:number], at=now, known_by=now)
