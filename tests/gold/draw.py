"""Which reports of `examples/reading` may be tuned on, and which are annotated a second time: drawn, not chosen.

Languages in the order English, Arabic, Russian; within a language the kinds in alphabetical order, each kind's reports
in the order of their names, shuffled and dealt out alternately, tune first; then, language by language, the sample that
a second annotator marks. One generator for all, seeded with the day of the draw.

Run: python -m tests.gold.draw   (prints the table that stands in examples/reading/drawn.tsv)
"""

import random
import sys
from typing import NamedTuple

from tests.gold.make_gold import ROOT

READING = ROOT / "examples" / "reading"
SEED = 20261126
#: How many reports of each language a second annotator marks.
TWICE = {"en": 12, "ar": 5, "ru": 3}


class Drawn(NamedTuple):
    """What the draw decided about one report."""

    language: str
    report: str
    half: str
    second: bool


def kind(report: str) -> str:
    """The kind of outlet, from a name like `2017-04-15_live-blog_the-car-park`."""
    return report.split("_")[1]


def halves(reports: list[str], draw: random.Random) -> dict[str, str]:
    """The half of every report of one language."""
    found: dict[str, str] = {}
    for one in sorted({kind(report) for report in reports}):
        group = sorted(report for report in reports if kind(report) == one)
        draw.shuffle(group)
        for report in group:
            found[report] = ("tune", "held")[len(found) % 2]
    return found


def drawn(reports: list[tuple[str, str]]) -> list[Drawn]:
    """The draw over (language, report), in the order of languages and names."""
    draw = random.Random(SEED)
    of = {language: sorted(report for one, report in reports if one == language) for language in TWICE}
    half = {language: halves(of[language], draw) for language in TWICE}
    second = {language: draw.sample(of[language], count) for language, count in TWICE.items()}
    return [Drawn(o, report, half[o][report], report in second[o]) for o in TWICE for report in of[o]]


def table(rows: list[Drawn]) -> str:
    """The draw as tab-separated lines."""
    lines = [f"{row.language}\t{row.report}\t{row.half}\t{'yes' if row.second else 'no'}" for row in rows]
    return "\n".join(["language\treport\thalf\tsecond", *lines]) + "\n"


def listed() -> list[tuple[str, str]]:
    """Language and name of every report in the table."""
    rows = (READING / "drawn.tsv").read_text("utf-8").splitlines()[1:]
    return [(row.split("\t")[0], row.split("\t")[1]) for row in rows]


if __name__ == "__main__":
    sys.stdout.write(table(drawn(listed())))
