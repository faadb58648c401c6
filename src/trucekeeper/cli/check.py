"""`truce check`: everything that can be said about deals before anybody acts on them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from trucekeeper.cli.deal_file import read_deal_file
from trucekeeper.cli.inputs import deal_files
from trucekeeper.cli.tongue import in_language, tongue
from trucekeeper.core.finding import Finding, Severity, in_reading_order
from trucekeeper.core.garbage import rarely_collecting
from trucekeeper.deal.check import Checked, check
from trucekeeper.deal.kernels.cut import Worst
from trucekeeper.deal.kernels.exposure import Exposed
from trucekeeper.deal.kernels.graph import Waiting
from trucekeeper.deal.model import Deal
from trucekeeper.deal.said import Said, Tongue, amount_words, apart, line, listed, plural, say, told


@click.command(
    name="check",
    epilog="Exit codes: 0 clean or notes only, 1 errors or warnings, 2 a file cannot be read. "
    "Example: truce check my.deal.md",
)
@click.argument("deals", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DEAL...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding, then one a file.")
@click.option("--sarif", "as_sarif", is_flag=True, help="One SARIF 2.1.0 log of all files, for code hosts and editors.")
@in_language
def command(deals: tuple[Path, ...], as_json: bool, as_sarif: bool, lang: str) -> int:
    """Check deals: can they deadlock, is one side at the other's mercy, what is undefined?

    DEAL is a deal file, or a folder whose deal files are all checked.
    Each finding is a line FILE:LINE:COLUMN: SEVERITY CODE MESSAGE; `truce explain CODE` says why it matters.
    """
    worst, spoken = 0, tongue(lang)
    found: list[tuple[str, Finding]] = []
    for path in (file for given in deals for file in deal_files(given)):
        with rarely_collecting():
            checked = tested(read_deal_file(path))
        found += [(str(path), finding) for finding in checked.findings]
        lines = json_lines(str(path), checked, spoken) if as_json else text_lines(str(path), checked, spoken)
        if not as_sarif:
            click.echo("\n".join(lines))
        if any(finding.severity is not Severity.NOTE for finding in checked.findings):
            worst = 1
    if as_sarif:
        from trucekeeper.cli.sarif import sarif

        click.echo(json.dumps(sarif(found, spoken), ensure_ascii=False, indent=2))
    return worst


def tested(deal: Deal) -> Checked:
    """What the rules find, and what the deal's own `deal-test` fences find where it has some."""
    checked = check(deal, exact=deep)
    if not deal.tests:
        return checked
    from trucekeeper.status.trial import trials

    return replace(checked, findings=in_reading_order((*checked.findings, *trials(deal))))


def deep(graph: Waiting, weights: dict[int, int], happens: list[bool]) -> Worst | None:
    """The exact engine, loaded when a deal needs it; no answer where it is not installed."""
    from trucekeeper.deal.kernels.deep import worst_by_z3

    try:
        return worst_by_z3(graph, weights, happens)
    except ImportError:
        return None


def _why_not_exact() -> Said:
    """Why an answer is an upper bound only."""
    from importlib.util import find_spec

    if find_spec("z3") is None:
        return say("upper bounds: so many `or` and `any` need the extra deep, pip install 'trucekeeper[deep]'")
    return say("upper bounds: so many `or` and `any` are beyond the exact engine; split the deal, or name one way")


def text_lines(file: str, checked: Checked, spoken: Tongue | None = None) -> list[str]:
    """What a person reads: each finding with its places and help, then two lines about the whole."""
    lines: list[str] = []
    for finding in checked.findings:
        lines += finding_lines(file, finding, spoken)
    return [*lines, *summary_lines(file, checked, spoken)]


_WEIGHTS = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTE: say("note")}


def finding_lines(file: str, finding: Finding, spoken: Tongue | None = None) -> list[str]:
    """A finding, the other places that take part, and what to write instead.

    In a language that runs from right to left the sentences have lines of their own, because a terminal gives each line
    the direction of its first letter.
    """
    at, message = finding.at, line(finding.message, spoken)
    place = f"{file}:{at.line}:{at.column}: {told(_WEIGHTS[finding.severity], spoken)} {finding.code}"
    lines = [f"{place} {message}"] if spoken is None else [place, f"  {message}"]
    also, help = line(say("also: "), spoken), line(say("help: "), spoken)
    for caption, span in finding.also:
        there = f"{file}:{span.line}:{span.column}:"
        lines.append(f"  {also}{there if spoken is None else apart(there)} {told(caption, spoken)}")
    if finding.help:
        lines.append(f"  {help}{told(finding.help, spoken)}")
    return lines


def summary_lines(file: str, checked: Checked, spoken: Tongue | None = None) -> list[str]:
    """How many findings there are, and what the kernels say about the deal as a whole."""
    counted: list[Said] = []
    if errors := checked.count(Severity.ERROR):
        counted.append(plural("{number} error", "{number} errors", errors))
    if warnings := checked.count(Severity.WARNING):
        counted.append(plural("{number} warning", "{number} warnings", warnings))
    if notes := checked.count(Severity.NOTE):
        counted.append(plural("{number} note", "{number} notes", notes))
    counts = listed(counted, ", ") if counted else say("nothing found")
    first = f"{file}: {counts}" if spoken is None else f"{line(apart(f'{file}:'), spoken)} {told(counts, spoken)}"
    return [first, *(f"  {line(answer, spoken)}" for answer in _answers(checked))]


def _answers(checked: Checked) -> Iterator[Said]:
    """What the kernels answer, a line each."""
    if checked.deadlock:
        yield say("deadlock: {clauses} wait for each other", clauses=listed(checked.deadlock))
    exposed = [
        say("{side} {amount}", side=side, amount=_amount(worst))
        for side, several in checked.exposure.items()
        for worst in several
        if worst.amount
    ]
    if exposed:
        yield say("exposed at the worst moment: {sides}", sides=listed(exposed, ", "))
    road = [_amount(worst) for worst in checked.on_the_road if worst.amount]
    if road:
        yield say("most on the road at once: {amounts}", amounts=listed(road, ", "))
    every = [worst for several in checked.exposure.values() for worst in several]
    if not all(worst.exact for worst in (*every, *checked.on_the_road)):
        yield _why_not_exact()


def _amount(worst: Exposed) -> Said:
    amount = amount_words(worst.amount, worst.unit)
    return amount if worst.exact else say("at most {amount}", amount=amount)


def json_lines(file: str, checked: Checked, spoken: Tongue | None = None) -> list[str]:
    """The same as JSON, one object a line; the keys are documented and stay."""
    shown = [json_finding(file, finding, spoken) for finding in checked.findings]
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


def json_finding(file: str, finding: Finding, spoken: Tongue | None = None) -> dict[str, object]:
    """A finding with its places."""
    return {
        "file": file,
        "line": finding.at.line,
        "column": finding.at.column,
        "severity": finding.severity.value,
        "code": finding.code,
        "message": told(finding.message, spoken),
        "also": [
            {"line": span.line, "column": span.column, "message": told(caption, spoken)}
            for caption, span in finding.also
        ],
        "help": told(finding.help, spoken) if finding.help else finding.help,
    }


def _json_worst(worst: Exposed) -> dict[str, object]:
    return {"amount": worst.amount, "unit": worst.unit, "after": list(worst.after), "exact": worst.exact}
