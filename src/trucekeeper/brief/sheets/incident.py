"""The incident report: one question with all that each side says of it, its case, and what is not known."""

from collections.abc import Sequence
from dataclasses import replace

from trucekeeper.brief.matter import Matter
from trucekeeper.brief.model import Block, Listing, Report, Section, Sentence, absent, cited, sentence
from trucekeeper.brief.sections import front
from trucekeeper.brief.sections.annex import annex
from trucekeeper.brief.sections.claims import claim_table, tell
from trucekeeper.brief.sections.clauses import question_words
from trucekeeper.brief.sections.monitoring import case_of
from trucekeeper.core.errors import TruceError
from trucekeeper.core.name import folded
from trucekeeper.ledger.record import Entry


class NoIncidentError(TruceError):
    """An incident that nobody has named."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        listed = "; ".join(f'"{one}"' for one in known[:6])
        rest = f" and {len(known) - 6} more" if len(known) > 6 else ""
        hint = f"known by then: {listed}{rest}" if known else "nothing was claimed by then; look at --at and --known-by"
        super().__init__(f'no record speaks of an incident "{name}"', hint)


def incident_report(matter: Matter, name: str) -> Report:
    """What each side says of one incident, on which rung it stands, which steps its case took.

    Raises:
        NoIncidentError: When no record known by then names it.
    """
    asked = {key: entries for key, entries in matter.asked.items() if key[1] is not None}
    mine = {key: entries for key, entries in asked.items() if folded(key[1] or "") == folded(name)}
    if not mine:
        raise NoIncidentError(name, sorted({key[1] or "" for key in asked}))
    called = next(iter(mine))[1] or name
    sections = (
        Section("reading", "How to read this report", (front.how_to_read(matter),)),
        Section("stands", "How it stands", _standing(matter, called)),
        Section("said", "Who says what", tuple(claim_table(matter, clause, mine) for clause, _ in mine)),
        Section("case", "The case", _case(matter, called)),
        Section("words", "In the order in which it was said", (Listing(_in_order(matter, mine)),)),
    )
    report = Report(
        title=f"Incident report: {called}",
        marks=front.marks(matter),
        front=front.front(matter),
        sections=sections,
        running=front.running(matter).replace("state at", "incident as of"),
        known=len(matter.entries),
        at=matter.now.known_by,
    )
    return replace(report, sections=(*sections, annex(matter, cited(report))))


def _standing(matter: Matter, name: str) -> tuple[Block, ...]:
    """One sentence for each clause and side that the question touches."""
    told = tuple(
        question_words(matter, verdict, question)
        for verdict in matter.now.clauses
        for question in verdict.questions
        if folded(question.incident) == folded(name)
    )
    return (Listing(told),) if told else (sentence("It is tied to no clause of the deal, so nothing is judged."),)


def _case(matter: Matter, name: str) -> tuple[Block, ...]:
    told = case_of(matter, name)
    return (Listing(told),) if told else (absent("No step of a case about it is recorded."),)


def _in_order(matter: Matter, asked: dict[tuple[str | None, str | None], list[Entry]]) -> tuple[Sentence, ...]:
    entries = {one.record.id: one for each in asked.values() for one in each}
    ordered = sorted(entries.values(), key=lambda one: (getattr(one.record, "said_at", matter.now.at), one.position))
    return tuple(tell(matter, one) for one in ordered)
