"""The strings of the daily report: which templates and words there are, and which a language lacks.

python -m tools.report_strings ar       prints what is missing in Arabic
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import trucekeeper.brief
from trucekeeper.brief import words
from trucekeeper.brief.links import MARKS
from trucekeeper.brief.tongue import tongue
from trucekeeper.core.movement import MOVEMENT_EVENTS
from trucekeeper.ledger.fixed import FIXED, KINDS
from trucekeeper.status.verdict import RUNGS

BRIEF = Path(trucekeeper.brief.__file__).parent
FILES = (
    *sorted((BRIEF / "sections").glob("*.py")),
    *(BRIEF / f"{one}.py" for one in ("content", "matter", "times", "paper", "html", "edition", "series")),
    *(BRIEF / "pictures" / f"{one}.py" for one in ("map", "staircase", "timeline", "waits")),
)
#: Functions of a language whose first argument is a template.
CALLS = {"t", "tongue", "tell", "pieces", "lacking", "overall", "_line", "many"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def strings() -> set[str]:
    """Every template and word that a report may say in its own voice."""
    found = {
        one
        for table in (words.STAGES, words.STAGES_UNASKED, words.FINDINGS, words.LABELS, words.DEAL_STAGES)
        for one in table.values()
    }
    found |= {
        one
        for table in (words.SAYS, words.SAYS_YES, words.SAYS_NO, words.EVENTS, words.CERTAINTY)
        for one in table.values()
    }
    found |= {*RUNGS, *MARKS.values(), *MOVEMENT_EVENTS, *MONTHS}
    found |= {*FIXED, *KINDS}
    for file in FILES:
        found |= set(_said(ast.parse(file.read_text("utf-8"))))
    return {one for one in found if one.strip(" .,;:(){}")} - {
        "{at}.",
        "{reader}.",
        "{sides}.",
        "{incident}",
        "{steps}.",
    }


def _said(tree: ast.Module) -> Iterator[str]:
    """Literals handed to a language, by name too, and the tables of heads."""
    templates: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            held = [
                one.value
                for one in ast.walk(node.value)
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            templates.setdefault(node.targets[0].id, []).extend(held)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        taken = node.args[1:3] if name in {"many", "_line"} else node.args[:1]
        if name == "map" and len(node.args) == 2:
            taken = [*getattr(node.args[1], "elts", ())]
        elif name not in CALLS:
            continue
        for one in taken:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value
            elif isinstance(one, ast.Name) and name != "map":
                yield from templates.get(one.id, ())
            elif isinstance(one, ast.IfExp):
                yield from (
                    part.id and it
                    for part in (one.body, one.orelse)
                    if isinstance(part, ast.Name)
                    for it in templates.get(part.id, ())
                )


def missing(code: str) -> list[str]:
    """What a language lacks, in the order of the alphabet."""
    known = tongue(code)
    return sorted(one for one in strings() if known(one) == one and known.known.ngettext(one, one, 1) == one)


if __name__ == "__main__":
    lacks = missing(sys.argv[1])
    sys.stdout.write("".join(f"{one!r}\n" for one in lacks))
    raise SystemExit(1 if lacks else 0)
