"""How far two annotations of the same reports agree.

Two claims match when their contents overlap (Dice coefficient of characters at least .3) and their speakers do (both
absent, or spans that overlap); of several partners the one with the most overlap is taken, each once. The same measure
is used for the reader, so these figures are the ceiling for it.

Run: python -m tests.gold.agreement
"""

import sys
from typing import Any

from tests.gold.make_gold import MARKS, gold, gold_text, report_of

SECOND = MARKS.parent / "second"
#: Content overlap from which two claims may be the same one.
LENIENT = 0.3
FIELDS = ("act", "event", "polarity", "certainty", "actors", "happened", "quantity", "clauses")

Claim = dict[str, Any]


def covered(claim: Claim) -> set[int]:
    """The characters of a claim's content."""
    return {at for span in claim["content"] for at in range(span["start"], span["end"])}


def dice(one: Claim, other: Claim) -> float:
    """Overlap of two contents, 0 to 1."""
    a, b = covered(one), covered(other)
    return 2 * len(a & b) / (len(a) + len(b))


def speakers_meet(one: Claim, other: Claim) -> bool:
    """True when both are narrated, or both name a speaker at overlapping words of the same party."""
    a, b = one["speaker"], other["speaker"]
    if a is None or b is None:
        return a is b
    return bool(a["start"] < b["end"] and b["start"] < a["end"] and a["id"] == b["id"])


def pairs(first: list[Claim], second: list[Claim]) -> list[tuple[Claim, Claim]]:
    """Matched claims, best overlap first, each claim once."""
    scored = [(dice(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second) if speakers_meet(a, b)]
    taken: list[tuple[int, int]] = []
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score >= LENIENT and all(i != k and j != m for k, m in taken):
            taken.append((i, j))
    return [(first[i], second[j]) for i, j in sorted(taken)]


def value(claim: Claim, field: str) -> object:
    """What is compared of a field: ids of actors, ends of a time, the set of clauses."""
    if field == "actors":
        return sorted(str(actor["id"]) for actor in claim["actors"])
    if field == "happened":
        return claim["happened"] and (claim["happened"]["start"], claim["happened"]["end"])
    return sorted(claim["clauses"]) if field == "clauses" else claim[field]


def agreement() -> dict[str, Any]:
    """Claims in either pass, matched ones, F1, and for each field the share of matched claims that agree in it."""
    firsts, seconds, matched = 0, 0, []
    for marks in sorted(SECOND.glob("*/*.marks")):
        first_marks = MARKS / marks.parent.name / marks.name
        text = gold_text(report_of(first_marks)).read_text("utf-8")
        first, second = gold(first_marks.read_text("utf-8"), text), gold(marks.read_text("utf-8"), text)
        firsts, seconds = firsts + len(first), seconds + len(second)
        matched += pairs(first, second)
    fields = {f: sum(value(a, f) == value(b, f) for a, b in matched) / len(matched) for f in FIELDS}
    return {
        "first": firsts,
        "second": seconds,
        "matched": len(matched),
        "f1": 2 * len(matched) / (firsts + seconds),
    } | {
        "exact content": sum(a["content"] == b["content"] for a, b in matched) / len(matched),
        **fields,
    }


def table(found: dict[str, Any]) -> str:
    """The figures as the README shows them."""
    rows = [f"| {k} | {v if isinstance(v, int) else format(v, '.2f')} |" for k, v in found.items()]
    return "\n".join(["| measure | value |", "|---|---|", *rows])


if __name__ == "__main__":
    sys.stdout.write(table(agreement()) + "\n")
