"""Does what analysts decided order what waits? Average precision on reports that the model has not seen.

First the decisions of the story, half of its reports to learn from and half to order, and the other way round; then
the marked sets, each ordered by what all the others teach, a proposal that matches a marked claim being a confirmed
one. The peers are the order of the tiers, the order of the text, and the share of confirmed ones (what a random order
gives on average).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from trucekeeper.cli.inputs import deal_at
from trucekeeper.cli.reading import Reader, task_for
from trucekeeper.cli.reports import Report, reports_at
from trucekeeper.reader.decisions import fitting, read_decisions
from trucekeeper.reader.document import Document
from trucekeeper.reader.evaluation.gold import reports as marked_reports
from trucekeeper.reader.evaluation.score import marked, pairs
from trucekeeper.reader.ranking import UNTAUGHT, ordered, taught

EXAMPLES = Path(__file__).parents[1] / "examples"
STORY = EXAMPLES / "aleppo-2016"
SETS = ("tune", "held", "held-2", "held-3", "tune-3")
Decided = tuple[Mapping[str, Any], bool]


def decided_by_report() -> dict[str, list[Decided]]:
    """The decided proposals of each report, in the order of its text."""
    reader = Reader(task_for(deal_at(STORY / "repaired.deal.md")))
    bodies: dict[str, list[dict[str, Any]]] = {}
    texts: dict[str, str] = {}
    for report in reports_at([STORY / "reports"], {}):
        name = report.document.address or report.publisher
        bodies[name] = [one.shown() for one in reader.proposals(report)]
        texts[name] = report.document.text
    lines = read_decisions((STORY / "decisions.jsonl").read_text(encoding="utf-8"), "decisions.jsonl")
    outcome = {body["id"]: one.confirm for one, body in fitting(lines, bodies, texts) if isinstance(body, dict)}
    return {
        name: [(one, outcome[one["id"]]) for one in several if one["id"] in outcome] for name, several in bodies.items()
    }


def average_precision(labels: Sequence[bool]) -> float:
    """Mean over the confirmed ones of the share of confirmed ones down to each."""
    hits, total = 0, 0.0
    for place, right in enumerate(labels, 1):
        if right:
            hits += 1
            total += hits / place
    return total / hits if hits else 0.0


def pairs_right(labels: Sequence[bool]) -> float:
    """Of all pairs of a confirmed and a rejected one, the share in which the confirmed one stands first."""
    behind, right = labels.count(False), 0
    pairs = behind * labels.count(True)
    for one in labels:
        if one:
            right += behind
        else:
            behind -= 1
    return right / pairs if pairs else 0.0


def measured(learn: Sequence[Decided], order: Sequence[Decided]) -> dict[str, tuple[float, float]]:
    """Average precision and pairs in the right order, of each order."""
    bodies, labels = [body for body, _ in order], [right for _, right in order]
    model = taught(learn)

    def of(places: Sequence[int]) -> tuple[float, float]:
        shown = [labels[place] for place in places]
        return average_precision(shown), pairs_right(shown)

    by_model = sorted(range(len(bodies)), key=lambda place: (-model.score(bodies[place]), place))
    return {
        "random, on average": (sum(labels) / len(labels), 0.5),
        "as in the text": of(range(len(labels))),
        "by tier": of(ordered(bodies, UNTAUGHT)),
        "by the model alone": of(by_model),
        "by tier, then the model": of(ordered(bodies, model)),
    }


def marked_as_decided(folder: Path, deal: Path | None = None) -> list[Decided]:
    """The proposals of a marked set, and whether each matches a marked claim with its speaker."""
    made: list[Decided] = []
    readers: dict[Path, Reader] = {}
    for one in marked_reports(folder):
        path = deal or (folder / one.deal).resolve()
        reader = readers.setdefault(path, Reader(task_for(deal_at(path))))
        told = Report(Document(one.text), "", one.published, one.publisher, side=one.side)
        bodies = [each.shown() for each in reader.proposals(told)]
        matched = {found for found, _, _ in pairs([marked(body) for body in bodies], one.gold)}
        made += [(body, place in matched) for place, body in enumerate(bodies)]
    return made


def of_the_others(sets: Mapping[str, Sequence[Decided]]) -> None:
    """Print for each set how well it is ordered by what the other sets teach."""
    print("\neach marked set by what the others teach: right of proposed; average precision, pairs in the right order")
    for name, order in sets.items():
        learn = [one for other, several in sets.items() if other != name for one in several]
        found = measured(learn, order)
        print(f"{name:8} {sum(right for _, right in order)} of {len(order)}")
        for how, (precision, right) in found.items():
            print(f"  {how:26} {precision:.3f} {right:.3f}")


def main() -> None:
    """Print two tables."""
    several = list(decided_by_report().items())
    halves = [[one for _, found in several[start::2] for one in found] for start in (0, 1)]
    print(f"{len(several)} reports, {sum(len(one) for one in halves)} decisions that fit a proposal")
    print(f"{'':26}   learns from the odd   learns from the even reports: average precision, pairs in the right order")
    both = [measured(*halves), measured(*reversed(halves))]
    for name in both[0]:
        print(
            f"{name:26}"
            + "".join(f"   {precision:.3f} {right:.3f}" for precision, right in (each[name] for each in both))
        )
    sets = {name: marked_as_decided(EXAMPLES / "reading" / name) for name in SETS}
    of_the_others(sets | {"aleppo": marked_as_decided(STORY / "reports", STORY / "repaired.deal.md")})


if __name__ == "__main__":
    main()
