"""Draws the pictures of docs/cases.md from the examples; `make docs` runs it.

Those of what was recorded are compared by a test; those of plans change when plans get better, and are read again then.
"""

import sys
from pathlib import Path

from trucekeeper.brief.model import Figure
from trucekeeper.brief.pictures.of_exchange import plan_pictures, recorded_pictures
from trucekeeper.brief.pictures.plot import Look
from trucekeeper.brief.pictures.tornado import versus_picture
from trucekeeper.cli.inputs import entries_at
from trucekeeper.cli.plan import read, solver_silent
from trucekeeper.core.moment import moment
from trucekeeper.deal.model import Deal
from trucekeeper.exchange.as_recorded import as_recorded
from trucekeeper.exchange.model import Operation
from trucekeeper.exchange.plan import Plan, make_plan
from trucekeeper.ledger.view import view
from trucekeeper.stress.course import course
from trucekeeper.stress.run import stress
from trucekeeper.stress.summary import compare, compare_side

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES, TO = ROOT / "examples", ROOT / "docs" / "pictures"
DECEMBER, APRIL = EXAMPLES / "december-2016", EXAMPLES / "four-towns-2017"

#: Runs of each deal in the picture that compares two.
RUNS = 4000


def main() -> int:
    """Write every picture that differs."""
    TO.mkdir(parents=True, exist_ok=True)
    for name, figure in {**recorded(), **planned()}.items():
        target, text = TO / f"{name}.svg", figure.svg + "\n"
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
            sys.stdout.write(f"written: docs/pictures/{target.name}\n")
    return 0


def recorded() -> dict[str, Figure]:
    """What was recorded, which no plan changes."""
    december = _recorded(DECEMBER / "18dec-batches.deal.md", DECEMBER, "2016-12-19T06:00+02:00")
    april = _recorded(APRIL / "in-step.deal.md", APRIL, "2017-04-15T12:00+03:00")
    return {
        "december-waiting": december["waiting-recorded"],
        "april-recorded": april["stop-now-recorded"],
        "april-lead": april["staircase-recorded"],
    }


def _recorded(deal: Path, folder: Path, at: str) -> dict[str, Figure]:
    agreed, work = read(deal, folder / "exchange.ops.md")
    now = moment(at)
    known = [one.record for one in view(entries_at(folder / "records.jsonl"), known_by=now)]
    return recorded_pictures(work, as_recorded(work, known, now, highest=True), work.seconds(now), Look(agreed.zone))


def planned() -> dict[str, Figure]:
    """What is planned, and two texts under the same luck."""
    story = EXAMPLES / "aleppo-2016"
    whole = _plan(story / "repaired.deal.md", story)
    april = _plan(APRIL / "in-step.deal.md", APRIL)
    noon = april[1].seconds(moment("2017-04-15T12:00+03:00"))
    batches, steps = (_plan(DECEMBER / f"18dec-{name}.deal.md", DECEMBER) for name in ("batches", "steps"))
    return {
        "december-staircase": _pictures(*whole)["staircase"],
        "december-convoys": _pictures(*batches)["convoys"],
        "april-planned": _pictures(*april, at_s=noon)["stop-now"],
        "december-versus": _versus(batches, steps),
    }


def _plan(deal: Path, folder: Path) -> tuple[Deal, Operation, Plan]:
    agreed, work = read(deal, folder / "exchange.ops.md")
    with solver_silent():
        return agreed, work, make_plan(work)


def _pictures(deal: Deal, work: Operation, plan: Plan, at_s: int | None = None) -> dict[str, Figure]:
    return plan_pictures(work, plan.sequence, plan.times, Look(deal.zone), at_s)


def _versus(first: tuple[Deal, Operation, Plan], second: tuple[Deal, Operation, Plan]) -> Figure:
    look = Look(first[0].zone)
    a, b = (stress(work, plan.sequence, RUNS, 1) for _, work, plan in (first, second))
    near, far = (course(work, plan.sequence, runs) for (_, work, plan), runs in ((first, a), (second, b)))
    groups = {"Everybody": compare(a, b)}
    groups |= {look.side(first[1], side): compare_side(near, far, side) for side in (0, 1)}
    return versus_picture(groups, ("batches", "small steps"), RUNS, look, id="versus")


if __name__ == "__main__":
    sys.exit(main())
