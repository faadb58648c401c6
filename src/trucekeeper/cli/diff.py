"""`truce diff`: what a new version of a deal changes, for whom, and what it does to exposure."""

import json
from pathlib import Path

import click

from trucekeeper.cli.check import finding_lines
from trucekeeper.cli.deal_file import read_deal_file
from trucekeeper.core.finding import Severity
from trucekeeper.deal.changes import TIMES, Change, changes
from trucekeeper.deal.check import Checked, check
from trucekeeper.deal.said import amount_words, listed

_WHOLE = {"must": "duty", "must not": "ban", "may": "power"}


@click.command(
    name="diff",
    epilog="Exit codes: 0 done, 1 a version has mistakes of reading, 2 a file cannot be read. "
    "Example: truce diff monday.deal.md tuesday.deal.md",
)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object: {changes, exposure, deadlock, findings}.")
def command(old: Path, new: Path, as_json: bool) -> int:
    """Compare two versions of a deal by what they mean: new duties, moved times, exposure before and after.

    Spacing, prose and the order of blocks do not count.
    """
    before, after = read_deal_file(old), read_deal_file(new)
    broken = [(path, f) for path, deal in ((old, before), (new, after)) for f in deal.findings]
    broken = [(path, finding) for path, finding in broken if finding.severity is Severity.ERROR]
    found = changes(before, after)
    was, now = check(before), check(after)
    if as_json:
        click.echo(json.dumps(as_object(found, was, now), ensure_ascii=False))
    else:
        lines = [line for path, finding in broken for line in finding_lines(str(path), finding)]
        click.echo("\n".join([*lines, *text_lines(found, was, now)]))
    return int(bool(broken))


def text_lines(found: tuple[Change, ...], was: Checked, now: Checked) -> list[str]:
    """What changes, by whom it concerns, then the answers for the deal as a whole before and after."""
    lines: list[str] = []
    for party in dict.fromkeys(party for change in found for party in (change.parties or ("",))):
        lines.append(f"for {party}:" if party else "for all:")
        lines += [f"  {said(change)}" for change in found if party in (change.parties or ("",))]
    lines += ["nothing changes in what the blocks say"] if not found else []
    for side in dict.fromkeys((*was.exposure, *now.exposure)):
        before, after = (_exposure(checked, side) for checked in (was, now))
        lines.append(f"exposure of {side}: {before}" + ("" if before == after else f" -> {after}"))
    lines.append(f"deadlock: {_deadlock(was)}" + ("" if was.deadlock == now.deadlock else f" -> {_deadlock(now)}"))
    counts = [", ".join(_counted(c.count(s), s) for s in Severity) for c in (was, now)]
    lines.append(f"findings: {counts[0]}" + ("" if counts[0] == counts[1] else f" -> {counts[1]}"))
    return lines


def said(change: Change) -> str:
    """One change in a line."""
    if not change.key:
        what = _WHOLE.get(change.kind, change.kind)
        words = change.new or change.old
        return f"{'new' if change.what == 'added' else 'gone'}: {what} {change.id}{f' ({words})' if words else ''}"
    moved = "moved: " if change.key in TIMES and change.what == "changed" else ""
    if change.what == "added":
        return f"{change.id}: {change.key} added: {change.new}"
    if change.what == "removed":
        return f"{change.id}: {change.key} taken out: {change.old}"
    return f"{moved}{change.id}: {change.key}: {change.old} -> {change.new}"


def _counted(number: int, severity: Severity) -> str:
    return f"{number} {severity.value}{'' if number == 1 else 's'}"


def _exposure(checked: Checked, side: str) -> str:
    return listed([amount_words(worst.amount, worst.unit) for worst in checked.exposure.get(side, ())]) or "nothing"


def _deadlock(checked: Checked) -> str:
    return listed(checked.deadlock) or "none"


def as_object(found: tuple[Change, ...], was: Checked, now: Checked) -> dict[str, object]:
    """The same as JSON."""
    old_codes = {(f.code, f.message) for f in was.findings}
    new_codes = {(f.code, f.message) for f in now.findings}
    return {
        "changes": [
            {
                "what": change.what,
                "kind": change.kind,
                "id": change.id,
                "key": change.key or None,
                "old": change.old or None,
                "new": change.new or None,
                "parties": list(change.parties),
                "line": change.at.line,
            }
            for change in found
        ],
        "exposure": {
            side: {
                "before": [{"amount": w.amount, "unit": w.unit} for w in was.exposure.get(side, ())],
                "after": [{"amount": w.amount, "unit": w.unit} for w in now.exposure.get(side, ())],
            }
            for side in dict.fromkeys((*was.exposure, *now.exposure))
        },
        "deadlock": {"before": list(was.deadlock), "after": list(now.deadlock)},
        "findings": {
            "new": [
                {"code": f.code, "message": f.message} for f in now.findings if (f.code, f.message) not in old_codes
            ],
            "gone": [
                {"code": f.code, "message": f.message} for f in was.findings if (f.code, f.message) not in new_codes
            ],
        },
    }
