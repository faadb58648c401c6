"""Deals with their findings in one file: what `truce check` must print stands in a fence behind the deal.

`make cases` writes the findings anew; read the difference before committing it, because it is what users will see.
"""

import re
import sys
from pathlib import Path

from trucekeeper.deal.check import check
from trucekeeper.deal.syntax import read_deal

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "cases"
#: Agreements as they were made, read by us; judged in docs/measured.md.
AGREEMENTS = ROOT / "examples" / "agreements"
_FENCE = re.compile(r"^```findings\n(.*?)^```\n", re.DOTALL | re.MULTILINE)


def cases() -> list[Path]:
    """All cases, those of tests first."""
    return [*sorted(FOLDER.rglob("*.deal.md")), *sorted(AGREEMENTS.glob("*.deal.md"))]


def findings_of(text: str, of_nothing_too: bool = False) -> list[str]:
    """The findings of a case as `truce check` prints them without the file's name, and the answers for the whole.

    Args:
        text: Of the case.
        of_nothing_too: Answers of 0 as well.
    """
    checked = check(read_deal(text, "case"))
    lines = [f"{f.at.line}:{f.at.column}: {f.severity} {f.code} {f.message}" for f in checked.findings]
    if checked.deadlock:
        lines.append(f"deadlock: {' '.join(checked.deadlock)}")
    worst = {side: [w for w in several if w.amount or of_nothing_too] for side, several in checked.exposure.items()}
    lines += [
        f"exposure {side}: {w.amount:g} {w.unit}, after {' '.join(w.after)}" for side in worst for w in worst[side]
    ]
    return lines + [f"on the road: {w.amount:g} {w.unit}" for w in checked.on_the_road if w.amount or of_nothing_too]


def expected(text: str) -> list[str]:
    """The findings that a case says it has."""
    found = _FENCE.search(text)
    return found[1].splitlines() if found else []


def rewritten(text: str) -> str:
    """A case with the findings that it has now."""
    lines = "".join(f"{line}\n" for line in findings_of(text))
    fence = f"```findings\n{lines}```\n"
    if _FENCE.search(text):
        return _FENCE.sub(lambda _: fence, text)
    return f"{text.rstrip()}\n\n{fence}"


def main() -> int:
    """Write every case that differs, and say which."""
    for path in cases():
        text = path.read_bytes().decode("utf-8")
        if (new := rewritten(text)) != text:
            path.write_bytes(new.encode("utf-8"))
            sys.stdout.write(f"written: {path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
