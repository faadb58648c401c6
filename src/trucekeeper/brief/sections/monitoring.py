"""What the mission itself did: where it looked, which cases it works on, whom it called.

A case goes its own way beside the status of a clause: a step is told as a step, and no step is a finding on the deal
(domain practice: monitoring, verifying, attributing and handling are separate).
"""

from collections import defaultdict

from trucekeeper.brief.matter import Matter, named, quoted
from trucekeeper.brief.model import Block, Listing, Piece, Row, Section, Sentence, Table
from trucekeeper.brief.sections.casework import casework, findings_told, verdicts
from trucekeeper.brief.sections.phrases import left_out, listed
from trucekeeper.core.name import folded
from trucekeeper.ledger.record import CaseStep, Contact, Entry, Patrol


def monitoring(matter: Matter) -> Section:
    """Patrols of the period, the cases with their steps, and contacts where this audience may know them."""
    blocks: list[Block] = [*_patrols(matter), *_cases(matter), *_contacts(matter)]
    nothing = matter.tongue.lacking("No patrol, case or contact of the mission is recorded in the period.")
    return Section("monitoring", matter.tongue("What the mission did"), tuple(blocks) or (nothing,))


def _patrols(matter: Matter) -> list[Block]:
    t = matter.tongue
    cell = t.cell
    shown, more = matter.newest(one for one in matter.of(Patrol) if matter.since(one) and matter.by_now(one))
    rows = tuple(
        Row(
            (
                cell(matter.called(record.team)),
                cell(*listed(matter.tongue, matter.places(record.places), none="places not named")),
                cell(matter.tongue(record.outcome)),
                cell(matter.happened(entry)),
            ),
            records=(record.id,),
        )
        for entry in shown
        if isinstance(record := entry.record, Patrol)
    )
    head = tuple(map(t, ("Team", "Places", "Outcome", "When")))
    rest = left_out(matter, more, "{number} further patrol of the period", "{number} further patrols of the period")
    return [Table(t("Patrols: who could have seen"), head, rows), *rest] if rows else []


def _cases(matter: Matter) -> list[Block]:
    """One sentence a case, with its steps in the order in which they were taken."""
    cases = _steps(matter)
    shown = {name: steps for name, steps in cases.items() if not matter.extent.bounded or any(map(matter.since, steps))}
    told = _told(matter, shown)
    rest = left_out(
        matter,
        len(cases) - len(shown),
        "{number} case without a step in the period",
        "{number} cases without a step in the period",
    )
    heading = matter.tongue.tell("Cases. A step is not a finding on the deal.")
    return [heading, Listing(told), *rest] if told else [*rest]


def case_of(matter: Matter, incident: str) -> tuple[Sentence, ...]:
    """The cases that are about one incident."""
    about = {
        name: steps
        for name, steps in _steps(matter).items()
        if any(
            isinstance(one.record, CaseStep) and folded(one.record.incident or "") == folded(incident) for one in steps
        )
    }
    return _told(matter, about)


def _told(matter: Matter, cases: dict[str, list[Entry]]) -> tuple[Sentence, ...]:
    """Each case: its steps, then what was found, who could have seen it, what is due, as this audience may know it."""
    found = verdicts(matter) if cases else {}
    return tuple(
        one
        for name, steps in cases.items()
        for one in (_case(matter, name, steps), *(casework(matter, found[name]) if name in found else ()))
    )


def _steps(matter: Matter) -> dict[str, list[Entry]]:
    """The steps that this audience may see, by case."""
    cases: dict[str, list[Entry]] = defaultdict(list)
    for entry in matter.of(CaseStep):
        if isinstance(entry.record, CaseStep) and matter.by_now(entry) and _may_see(matter, entry.record):
            cases[entry.record.case].append(entry)
    return cases


def _may_see(matter: Matter, step: CaseStep) -> bool:
    """Dissent among the components stays inside the mission: the public report is the one that all could sign."""
    return step.step != "dissent" or matter.audience.sees.notes


def _case(matter: Matter, name: str, entries: list[Entry]) -> Sentence:
    """The steps of a case; what came out of them stays inside until it was communicated to the parties."""
    first = entries[0].record
    assert isinstance(first, CaseStep)
    about: list[str | Piece] = [" (", named(first.clause), ")"] if first.clause else []
    incident: list[str | Piece] = [", ", matter.incident(first.incident)] if first.incident else []
    told = matter.audience.sees.notes or any(getattr(one.record, "step", "") == "communicated" for one in entries)
    t = matter.tongue
    parts: list[str | Piece] = [*t.pieces("Case {name}", name=named(name)), *about, *incident, ": "]
    found = findings_told(matter, tuple(one.record for one in entries if isinstance(one.record, CaseStep)))
    for place, entry in enumerate(entries):
        record = entry.record
        assert isinstance(record, CaseStep)
        shown = record.outcome and (told if record.axis is None else found)
        outcome: list[str | Piece] = [" (", matter.word("outcome", record.outcome), ")"] if shown else []
        note: list[str | Piece] = [", ", quoted(record.note)] if record.note and matter.audience.sees.notes else []
        axis = t(" on {axis}").format(axis=t(record.axis)) if record.axis else ""
        parts += ["; " if place else "", t(record.step) + axis, *outcome, " ", matter.at(record.said_at), *note]
    return t.tell("{steps}.", steps=parts, records=tuple(one.record.id for one in entries))


def _contacts(matter: Matter) -> list[Block]:
    sees = matter.audience.sees
    shown, more = matter.newest(
        entry
        for entry in matter.of(Contact)
        if isinstance(record := entry.record, Contact)
        and matter.since(entry)
        and matter.by_now(entry)
        and (sees.contacts or (sees.own_contacts and record.party == matter.audience.party))
    )
    told = tuple(_contact(matter, entry) for entry in shown)
    rest = left_out(matter, more, "{number} further contact of the period", "{number} further contacts of the period")
    return [matter.tongue.tell("Contacts with the parties:"), Listing(told), *rest] if told else []


def _contact(matter: Matter, entry: Entry) -> Sentence:
    record = entry.record
    assert isinstance(record, Contact)
    t = matter.tongue
    answer = t("acknowledged") if record.acknowledged else t("not acknowledged")
    on = t.pieces(" on {clause}", clause=named(record.clause)) if record.clause else ()
    by = t.pieces(" by {channel}", channel=matter.word("channel", record.channel)) if record.channel else ()
    note: list[str | Piece] = ["; ", quoted(record.note)] if record.note and matter.audience.sees.notes else []
    if record.promised and matter.audience.sees.notes:
        note += t.pieces("; promised: {words}", words=quoted(record.promised))
    return t.tell(
        "To {party}{by}{on}, {at}; {answer}{note}.",
        party=matter.called(record.party),
        by=by,
        on=on,
        at=matter.at(record.said_at),
        answer=answer,
        note=note,
        records=(record.id,),
    )
