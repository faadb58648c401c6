"""How fast the reader reads: python benchmarks/reader_speed.py [REPEATS].

Reports of the example (those that rules may be tuned on) are read again and again by the reader and, in the same run
and by turns, by a plain baseline: one regular expression that finds `X said that Y`. Each number is the best of five
rounds of CPU time, since other work on the machine only ever makes a round slower. Lines of growing length without a
full stop show whether the time stays linear.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trucekeeper.core.moment import moment
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.lens import lens

STORY = Path(__file__).parents[1] / "examples" / "aleppo-2016"
ROUNDS = 5
BASELINE = re.compile(
    r"(?P<who>[A-Z][^.,;:\n]{2,80}?)\s(?P<cue>said|says|told|claimed|reported|accused|denied|added|announced)\s"
    r"(?:that\s)?(?P<what>[^.\n]+)"
)


def reports() -> list[tuple[str, datetime]]:
    """Texts and moments of publication of the half that rules may be tuned on."""
    folder = STORY / "reports"
    rows = [json.loads(line) for line in (folder / "sources.jsonl").read_text("utf-8").splitlines()]
    tune = [row for row in rows if row["half"] == "tune"]
    return [((folder / r.get("text", r["file"])).read_text("utf-8"), moment(r["published"])) for r in tune]


def cpu_s(work: Callable[[], None]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print reports a second and the ratio to the baseline."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    path = STORY / "repaired.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    view, zone, given = lens(deal), deal.zone or UTC, reports()

    def read() -> None:
        for text, published in given * repeats:
            read_surface(Document(text), deal, published, zone, view)

    def search() -> None:
        for text, _ in given * repeats:
            for found in BASELINE.finditer(text):
                found.groupdict()

    rounds = [(cpu_s(read), cpu_s(search)) for _ in range(ROUNDS)]
    count, words = len(given) * repeats, sum(len(text.split()) for text, _ in given) * repeats
    ours, theirs = (min(column) for column in zip(*rounds, strict=True))
    print(f"{len(given)} reports, {words // repeats} words, each read {repeats} times, best of {ROUNDS}, CPU time")
    print(f"reader    {count / ours:8.1f} reports/s {words / ours:10.0f} words/s")
    print(f"baseline  {count / theirs:8.1f} reports/s {words / theirs:10.0f} words/s")
    print(f"the reader takes {ours / theirs:.0f} times as long as one regular expression")
    for size in (250_000, 500_000, 1_000_000):
        line = ("the ministry said that shells fell and the buses left at 05:00 but " * (size // 60))[:size]
        print(f"one line of {size / 1e6:.2f} MB: {cpu_s(lambda line=line: _read(line, deal, zone)):.1f} s")  # type: ignore[misc]


def _read(text: str, deal: object, zone: object) -> None:
    read_surface(Document(text), deal, datetime(2016, 12, 14, tzinfo=UTC), zone)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
