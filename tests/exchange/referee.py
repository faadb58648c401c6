"""The least person-seconds until safe of a small exchange, proved by OR-Tools CP-SAT. A program of its own.

In: JSON of the numbers below on stdin; out: the optimum, or nothing where it is not proved. CP-SAT decides every
moment; buses of a side are alike, so that their numbers may stand for their order without losing any plan. It must not
run in a process that has loaded HiGHS: the two libraries do not bear each other.
"""

import json
import sys

from ortools.sat.python import cp_model


def main() -> None:
    given = json.load(sys.stdin)
    model = cp_model.CpModel()
    moments: list[dict[str, list[cp_model.IntVar]]] = []
    for side in given["sides"]:
        load, away = side["load"], side["pass"] + side["hand_over"] + side["to_safety"]

        def fits(lasts: int, windows: list[tuple[int, int]]) -> cp_model.Domain:
            return cp_model.Domain.from_intervals(
                [(o, c - max(lasts, 1)) for o, c in windows if c - o >= max(lasts, 1)]
            )

        number = side["buses_full"]
        loads = [model.new_int_var_from_domain(fits(load, side["windows"]), "l") for _ in range(number)]
        leaves = [model.new_int_var_from_domain(fits(0, side["windows"]), "d") for _ in range(number)]
        passes = [model.new_int_var_from_domain(fits(side["pass"], side["gate"]), "x") for _ in range(number)]
        for place in range(number):
            model.add(leaves[place] >= loads[place] + load)
            model.add(passes[place] >= leaves[place] + side["to_point"])
            if place:
                model.add(loads[place] >= loads[place - 1])
                model.add(passes[place] >= passes[place - 1] + side["pass"])
            if place >= side["bays"]:
                model.add(loads[place] >= loads[place - side["bays"]] + load)
            if place >= side["vehicles"]:
                model.add(loads[place] >= passes[place - side["vehicles"]] + away + side["back"])
        moments.append({"departed": leaves, "crossed": passes})
    for side, other, place, needed in given["after"]:
        one = given["sides"][other]
        later = {"crossed": one["pass"], "arrived": one["pass"] + one["hand_over"] + one["to_safety"]}[given["counted"]]
        model.add(moments[side][given["gated"]][place] >= moments[other]["crossed"][needed] + later)
    if given["one_lane"]:
        model.add_no_overlap(
            [
                model.new_fixed_size_interval_var(start, side["pass"], "gate")
                for side, own in zip(given["sides"], moments, strict=True)
                for start in own["crossed"]
            ]
        )
    total = []
    for side, own in zip(given["sides"], moments, strict=True):
        away = side["pass"] + side["hand_over"] + side["to_safety"]
        total += [side["seats"] * (start + away) for start in own["crossed"]]
    model.minimize(sum(total))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 60
    if solver.solve(model) == cp_model.OPTIMAL:
        sys.stdout.write(str(round(solver.objective_value)))


if __name__ == "__main__":
    main()
