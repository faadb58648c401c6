"""The status of 100 clauses over a million records: a replay, a replay of the past, and one more record.

Sixty bans on fire, spoken of day by day for a year, and forty duties with counts by twelve sources. In the same run,
for scale: pandas groups the same statements by clause and incident (who says yes, who says no; no rungs, no reasons),
and rtamt watches one deadline pattern over as many samples. Run: python -m benchmarks.status_speed [COUNT]
"""

import importlib.util
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import Claim, Count, Entry, Happened, Movement, Patrol, Record
from trucekeeper.status.engine import status
from trucekeeper.status.running import Running

START = datetime(2016, 12, 1, tzinfo=UTC)
YEAR_S = 31_500_000
HEAD = """```deal
deal BIG
  zone: UTC
  state: in-force
  in force: 2016-12-01 00:00
party N
  role: side
  forces: northern army
party S
  role: side
  forces: southern army
party G
  role: guarantor
  for: N
party U
  role: monitor
place P
may H
  by: G
  do: hold A0, A1
  until: G says resume, or 6 hours pass
verify V
  who: N, S, U
  needs: two of three
  within: 24 hours
  default: stays alleged
"""


def text() -> str:
    bans = [
        f"must not CF{k}\n  by: {'NS'[k % 2]}\n  do: fire\n  type: fire\n"
        "  window: 2016-12-01 00:00 to 2017-12-01 00:00\n"
        for k in range(60)
    ]
    duties = [
        f"must A{k}\n  by: {'NS'[k % 2]}\n  do: let people leave\n  people: 100000\n  from: P\n"
        + ("  window: 2016-12-01 06:00 to 2017-06-01 00:00\n" if k < 38 else f"  after: A{k - 2} done\n")
        for k in range(40)
    ]
    return HEAD + "".join(bans + duties) + "```\n"


def record(number: int, count: int, chance: random.Random) -> Record:
    said = START + timedelta(seconds=number * YEAR_S / count)
    happened = Happened(start=said - timedelta(hours=1), end=said, precision="hour")
    side = ("N", "S", "independent")[number % 3]
    if number % 10 < 7:
        return Claim(
            id=f"c{number}",
            speaker=f"speaker {number % 200}",
            side=side,
            clause=f"CF{chance.randrange(60)}",
            incident=f"fire, day {number * 365 // count}",
            polarity="yes" if number % 3 else "no",
            actors=("northern army",) if number % 2 else ("southern army",),
            happened=happened,
            said_at=said,
            act="accuses" if number % 5 == 0 else "says",
            event="fire",
            basis="own observation" if number % 11 == 0 else "statement",
        )
    if number % 10 < 9:
        return Movement(
            id=f"m{number}",
            speaker=f"counter {number % 12}",
            side=side,
            clause=f"A{chance.randrange(40)}",
            event="arrived" if number % 2 else "departed",
            quantity=Count(low=number // 100, high=number // 100),
            counting="total",
            said_at=said,
            happened=happened,
        )
    return Patrol(id=f"p{number}", team=f"team {number % 9}", said_at=said, happened=happened, places=("P",))


def made(count: int) -> list[Entry]:
    chance = random.Random(1)
    return [
        Entry(
            position=number + 1,
            recorded_at=START + timedelta(seconds=number * YEAR_S / count + 60),
            entered_by="bench",
            record=record(number, count, chance),
        )
        for number in range(count)
    ]


def timed(what: str, work: Callable[[], object]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    print(f"{what:<44} {time.process_time() - cpu:8.2f} s of CPU {time.perf_counter() - wall:8.2f} s")


def one_more(entries: list[Entry], rest: list[Entry], deal_text: str) -> None:
    deal = read_deal(deal_text, "big.deal.md")
    running = Running(deal)
    running.add(entries)
    end = entries[-1].recorded_at
    timed("kept up to date, first answer", lambda: running.status(at=end, known_by=end))
    took = []
    for entry in rest:
        start = time.process_time()
        running.add([entry])
        last = running.status(at=entry.recorded_at, known_by=entry.recorded_at)
        took.append((time.process_time() - start) * 1000)
    took.sort()
    print(
        f"one more record ({len(took)} times)  median {took[len(took) // 2]:.1f} ms, nine of ten"
        f" {took[len(took) * 9 // 10]:.1f} ms, worst {took[-1]:.1f} ms of CPU"
    )
    end = rest[-1].recorded_at
    assert last == status(deal, entries + rest, at=end, known_by=end)


def with_pandas(entries: list[Entry]) -> None:
    import pandas

    said = [one.record for one in entries if isinstance(one.record, Claim)]
    frame = pandas.DataFrame(
        {
            "clause": [one.clause for one in said],
            "incident": [one.incident for one in said],
            "polarity": [one.polarity for one in said],
            "side": [one.side for one in said],
        }
    )
    frame.groupby(["clause", "incident", "polarity"])["side"].agg(["nunique", "count"]).unstack()


def with_rtamt(count: int) -> None:
    import rtamt

    monitor = rtamt.StlDiscreteTimeSpecification()
    monitor.declare_var("asked", "float")
    monitor.declare_var("done", "float")
    monitor.spec = "always((asked > 0.5) -> (eventually[0,10](done > 0.5)))"
    monitor.parse()
    samples = list(range(count))
    monitor.evaluate(
        {
            "time": samples,
            "asked": [float(n % 50 == 0) for n in samples],
            "done": [float(n % 50 == 7) for n in samples],
        }
    )


def main(count: int) -> None:
    deal, entries = read_deal(text(), "big.deal.md"), made(count)
    end, middle = entries[-1].recorded_at, entries[count // 2].recorded_at
    print(f"{count:,} records, {len(deal.clauses)} clauses")
    timed("replay", lambda: status(deal, entries, at=end, known_by=end))
    timed("replay as known half a year earlier", lambda: status(deal, entries, at=middle, known_by=middle))
    timed("replay at the end, as known half a year earlier", lambda: status(deal, entries, at=end, known_by=middle))
    one_more(entries[:-200], entries[-200:], text())
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")
    for name, work in (("pandas", lambda: with_pandas(entries)), ("rtamt", lambda: with_rtamt(count))):
        if importlib.util.find_spec(name) is None:
            print(f"{name}: skipped, it is not installed")
        else:
            timed("pandas, grouping alone" if name == "pandas" else "rtamt, one deadline pattern", work)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
