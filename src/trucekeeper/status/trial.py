"""Runs the `deal-test` fences of a deal: records and what the author expects status to say, in the deal's own file."""

from datetime import timedelta

from trucekeeper.core.errors import TruceError
from trucekeeper.core.finding import Finding, Severity
from trucekeeper.core.moment import local
from trucekeeper.deal.model import Deal, DealTest
from trucekeeper.deal.said import say
from trucekeeper.ledger.record import Entry
from trucekeeper.ledger.words import record_from_words
from trucekeeper.status.engine import status
from trucekeeper.status.verdict import ClauseVerdict

#: A line speaks of the state just after its moment, so that a record and an expectation of one moment go together.
JUST_AFTER = timedelta(microseconds=1)


def trials(deal: Deal) -> tuple[Finding, ...]:
    """What the tests of a deal find: T01 where an expectation does not come out, T02 where words make no record."""
    findings: list[Finding] = []
    entries: list[Entry] = []
    for line in (one for one in deal.tests if one.expects is None):
        made = _entry(line, deal, len(entries) + 1)
        if isinstance(made, Finding):
            findings.append(made)
        else:
            entries.append(made)
    for line in deal.tests:
        if line.expects is not None:
            findings += _missed(line, deal, entries)
    return tuple(findings)


def _entry(line: DealTest, deal: Deal, position: int) -> Entry | Finding:
    try:
        record = record_from_words(line.words, id=f"test{position}", said_at=line.at, zone=deal.zone)
    except TruceError as error:
        return _finding("T02", error.message, line, error.hint)
    return Entry(position=position, recorded_at=line.at, entered_by="deal-test", record=record)


def _missed(line: DealTest, deal: Deal, entries: list[Entry]) -> list[Finding]:
    """One finding a party for which status says something else."""
    assert line.expects is not None
    clause, party, stage, finding = line.expects
    at = line.at + JUST_AFTER
    answer = status(deal, entries, at=at, known_by=at, known_from="said")
    rows = [one for one in answer.clauses if one.clause == clause and party in {None, one.side}]
    if not rows:
        return [_finding("T01", _nobody(clause, party), line, None)]
    wrong = [one for one in rows if (str(one.stage), str(one.finding)) != (stage, finding)]
    return [_finding("T01", _told(one, stage, finding, line, deal), line, one.reason) for one in wrong]


def _nobody(clause: str, party: str | None) -> str:
    if party is None:
        return say("{clause} binds nobody in this deal", clause=clause)
    return say("{clause} binds nobody named {party}", clause=clause, party=party)


def _told(row: ClauseVerdict, stage: str, finding: str, line: DealTest, deal: Deal) -> str:
    when = local(line.at, deal.zone)
    is_now, expected = f"{row.stage} {row.finding}", f"{stage} {finding}"
    return say(
        "{clause} for {side} is {stands} at {when}, not {expected}",
        clause=row.clause,
        side=row.side,
        stands=is_now,
        when=when,
        expected=expected,
    )


def _finding(code: str, message: str, line: DealTest, help: str | None) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, at=line.span, help=help)
