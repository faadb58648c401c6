"""How far two annotations of the same reports agree.

Two claims match when their contents overlap (Dice coefficient of characters at least .3) and their speakers do (both
absent, or spans that overlap); of several partners the one with the most overlap is taken, each once. The same measure
is used for the reader, so these figures are the ceiling for it.

The second annotator's marks lie in `second/SET/...` under the name of the first's in `marks/SET/...`. Which reports of
`reading` are wanted stands in `examples/reading/drawn.tsv`; what has not come yet is named, not counted.

Run: python -m tests.gold.agreement [aleppo-2016|reading]
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from tests.gold.draw import TWICE, drawn, listed
from tests.gold.make_gold import MARKS, MarkError, gold, gold_text, report_of

SECOND = MARKS.parent / "second"
#: Content overlap from which two claims may be the same one.
LENIENT = 0.3
FIELDS = ("act", "event", "polarity", "certainty", "actors", "happened", "quantity", "clauses")
#: Fields that many claims lack: two annotators who both leave them out agree too easily, so they are also told apart.
OFTEN_ABSENT = ("actors", "happened", "quantity")

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


def annotated_twice(collection: str) -> list[Path]:
    """The second annotator's marks of one set."""
    return sorted((SECOND / collection).rglob("*.marks"))


def wanted() -> dict[Path, str]:
    """Where the second annotator's marks of `reading` belong, and the language of each report."""
    rows = (row for row in drawn(listed()) if row.second)
    return {SECOND / "reading" / row.half / f"{row.report}.marks": row.language for row in rows}


def both(marks: Path) -> tuple[list[Claim], list[Claim]]:
    """The claims of the first and of the second annotation of one report."""
    first_marks = MARKS / marks.relative_to(SECOND)
    text = gold_text(report_of(first_marks)).read_text("utf-8")
    return gold(first_marks.read_text("utf-8"), text), gold(marks.read_text("utf-8"), text)


def agreement(files: list[Path]) -> dict[str, Any]:
    """Claims in either pass, matched ones, F1, and for each field the share of matched claims that agree in it."""
    firsts, seconds, matched = 0, 0, []
    for first, second in map(both, files):
        firsts, seconds = firsts + len(first), seconds + len(second)
        matched += pairs(first, second)
    counted = {
        "first": firsts,
        "second": seconds,
        "matched": len(matched),
        "f1": 2 * len(matched) / (firsts + seconds),
    }
    if not matched:
        return counted
    fields = {f: sum(value(a, f) == value(b, f) for a, b in matched) / len(matched) for f in FIELDS}
    return counted | {"exact content": sum(a["content"] == b["content"] for a, b in matched) / len(matched), **fields}


def agreement_where_given(files: list[Path]) -> dict[str, str]:
    """For each field that is often absent, how many matched claims agree of those where either annotator gives it.

    `truce eval` counts the reader's fields in the same way, so its shares are to be held against these.
    """
    matched = [pair for first, second in map(both, files) for pair in pairs(first, second)]
    found = {}
    for field in OFTEN_ABSENT:
        given = [(value(a, field), value(b, field)) for a, b in matched if value(a, field) or value(b, field)]
        found[f"{field}, where given"] = f"{sum(a == b for a, b in given)} of {len(given)}"
    return found


def table(found: dict[str, Any]) -> str:
    """The figures as the README shows them."""
    rows = [f"| {k} | {format(v, '.2f') if isinstance(v, float) else v} |" for k, v in found.items()]
    return "\n".join(["| measure | value |", "|---|---|", *rows])


def of_reading() -> str:
    """The figures for all languages and for each, and which reports still wait for their second annotation."""
    there = {marks: language for marks, language in wanted().items() if marks.exists()}
    missing = sorted(marks for marks in wanted() if not marks.exists())
    parts = []
    for name, languages in (("all", set(TWICE)), *((language, {language}) for language in TWICE)):
        files = [marks for marks, language in there.items() if language in languages]
        if files:
            parts.append(f"{name}: {len(files)} reports\n\n{table(agreement(files) | agreement_where_given(files))}\n")
    if missing:
        names = "\n".join(f"  {marks.parent.name}/{marks.name}" for marks in missing)
        parts.append(f"not annotated a second time yet, {len(missing)} of {len(wanted())}:\n{names}\n")
    return "\n".join(parts)


def main(words: list[str] | None = None) -> int:
    """Print the agreement of one set; a mark that its report does not bear out is said and nothing is measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.gold.agreement", description=__doc__)
    parser.add_argument("set", nargs="?", default="aleppo-2016", choices=["aleppo-2016", "reading"])
    collection = parser.parse_args(words).set
    try:
        found = of_reading() if collection == "reading" else table(agreement(annotated_twice(collection))) + "\n"
    except MarkError as error:
        sys.stderr.write(f"a mark of the second annotation is not borne out by its report:\n{error}\n")
        return 1
    sys.stdout.write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
