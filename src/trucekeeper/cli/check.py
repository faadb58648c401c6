"""`truce check`: everything that can be said about deals before anybody acts on them."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from trucekeeper.cli.deal_file import read_deal_file
from trucekeeper.core.finding import Finding, Severity, in_reading_order
from trucekeeper.deal.check import Checked, check
from trucekeeper.deal.kernels.exposure import Exposed
from trucekeeper.deal.model import Deal
from trucekeeper.deal.rules.work import amount_words, listed


@click.command(
    name="check",
    epilog="Exit codes: 0 clean or notes only, 1 errors or warnings, 2 a file cannot be read. "
    "Example: truce check my.deal.md",
)
@click.argument("deals", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DEAL...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding, then one a file.")
@click.option("--sarif", "as_sarif", is_flag=True, help="One SARIF 2.1.0 log of all files, for code hosts and editors.")
def command(deals: tuple[Path, ...], as_json: bool, as_sarif: bool) -> int:
    """Check deals: can they deadlock, is one side at the other's mercy, what is undefined?

    Each finding is a line FILE:LINE:COLUMN: SEVERITY CODE MESSAGE; `truce explain CODE` says why it matters.
    """
    worst = 0
    found: list[tuple[str, Finding]] = []
    for path in deals:
        with rarely_collecting():
            checked = tested(read_deal_file(path))
        found += [(str(path), finding) for finding in checked.findings]
        lines = json_lines(str(path), checked) if as_json else text_lines(str(path), checked)
        if not as_sarif:
            click.echo("\n".join(lines))
        if any(finding.severity is not Severity.NOTE for finding in checked.findings):
            worst = 1
    if as_sarif:
        from trucekeeper.cli.sarif import sarif

        click.echo(json.dumps(sarif(found), ensure_ascii=False, indent=2))
    return worst


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Look for circles of garbage seldom: a deal as read has none, and looking took half of the time (measured)."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 30, 30)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def tested(deal: Deal) -> Checked:
    """What the rules find, and what the deal's own `deal-test` fences find where it has some."""
    checked = check(deal)
    if not deal.tests:
        return checked
    from trucekeeper.status.trial import trials

    return replace(checked, findings=in_reading_order((*checked.findings, *trials(deal))))


def text_lines(file: str, checked: Checked) -> list[str]:
    """What a person reads: each finding with its places and help, then two lines about the whole."""
    lines: list[str] = []
    for finding in checked.findings:
        lines += finding_lines(file, finding)
    return [*lines, *summary_lines(file, checked)]


def finding_lines(file: str, finding: Finding) -> list[str]:
    """A finding, the other places that take part, and what to write instead."""
    at = finding.at
    lines = [f"{file}:{at.line}:{at.column}: {finding.severity} {finding.code} {finding.message}"]
    lines += [f"  also: {file}:{span.line}:{span.column}: {caption}" for caption, span in finding.also]
    if finding.help:
        lines.append(f"  help: {finding.help}")
    return lines


def summary_lines(file: str, checked: Checked) -> list[str]:
    """How many findings there are, and what the kernels say about the deal as a whole."""
    counts = [(checked.count(severity), severity.value) for severity in Severity]
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    lines = [f"{file}: {', '.join(said) or 'nothing found'}"]
    if checked.deadlock:
        lines.append(f"  deadlock: {listed(checked.deadlock)} wait for each other")
    exposed = [(side, worst) for side, several in checked.exposure.items() for worst in several if worst.amount]
    if exposed:
        lines.append(
            f"  exposed at the worst moment: {', '.join(f'{side} {_amount(worst)}' for side, worst in exposed)}"
        )
    road = [_amount(worst) for worst in checked.on_the_road if worst.amount]
    if road:
        lines.append(f"  most on the road at once: {', '.join(road)}")
    return lines


def _amount(worst: Exposed) -> str:
    return ("" if worst.exact else "at most ") + amount_words(worst.amount, worst.unit)


def json_lines(file: str, checked: Checked) -> list[str]:
    """The same as JSON, one object a line; the keys are documented and stay."""
    shown = [json_finding(file, finding) for finding in checked.findings]
    summary = {
        "file": file,
        "errors": checked.count(Severity.ERROR),
        "warnings": checked.count(Severity.WARNING),
        "notes": checked.count(Severity.NOTE),
        "deadlock": list(checked.deadlock),
        "exposure": {side: [_json_worst(worst) for worst in several] for side, several in checked.exposure.items()},
        "on_the_road": [_json_worst(worst) for worst in checked.on_the_road],
    }
    return [json.dumps(each, ensure_ascii=False) for each in (*shown, {"summary": summary})]


def json_finding(file: str, finding: Finding) -> dict[str, object]:
    """A finding with its places."""
    return {
        "file": file,
        "line": finding.at.line,
        "column": finding.at.column,
        "severity": finding.severity.value,
        "code": finding.code,
        "message": finding.message,
        "also": [{"line": span.line, "column": span.column, "message": caption} for caption, span in finding.also],
        "help": finding.help,
    }


def _json_worst(worst: Exposed) -> dict[str, object]:
    return {"amount": worst.amount, "unit": worst.unit, "after": list(worst.after), "exact": worst.exact}
