"""Findings in SARIF 2.1.0 (OASIS, 2020), which code hosts and editors show beside the lines."""

from collections.abc import Iterable
from typing import Any

import trucekeeper
from trucekeeper.core.finding import Finding, Severity, Span
from trucekeeper.deal.explain import page_of
from trucekeeper.deal.said import Tongue, told

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(found: Iterable[tuple[str, Finding]], spoken: Tongue | None = None) -> dict[str, Any]:
    """One log with one run: the rules that were broken, and each finding with its places."""
    results = list(found)
    codes = sorted({finding.code for _, finding in results})
    driver = {"name": "truce", "version": trucekeeper.__version__, "rules": [_rule(code, spoken) for code in codes]}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(file, finding, codes, spoken) for file, finding in results],
            }
        ],
    }


def _rule(code: str, spoken: Tongue | None) -> dict[str, Any]:
    page = page_of(code, spoken) or code
    title = page.partition("\n")[0].removeprefix(f"# {code}: ")
    return {"id": code, "shortDescription": {"text": title}, "help": {"text": page, "markdown": page}}


def _result(file: str, finding: Finding, codes: list[str], spoken: Tongue | None) -> dict[str, Any]:
    help = f" ({told(finding.help, spoken)})" if finding.help else ""
    related = [_location(file, span) | {"message": {"text": told(said, spoken)}} for said, span in finding.also]
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": told(finding.message, spoken) + help},
        "locations": [_location(file, finding.at)],
        "relatedLocations": related,
    }


def _location(file: str, span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": file.replace("\\", "/")}, "region": region}}
