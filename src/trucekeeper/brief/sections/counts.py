"""Counts: by event and source, as ranges, never summed over sources and never averaged (rule R14)."""

from collections import defaultdict

from trucekeeper.brief.matter import ANSWERS, Matter, count_words, named
from trucekeeper.brief.model import Block, Piece, Row, Section, Sentence, Table, absent, cell, sentence
from trucekeeper.brief.plain import seen
from trucekeeper.brief.sections.phrases import listed
from trucekeeper.brief.words import many
from trucekeeper.ledger.record import Entry, Movement, VehicleMovement
from trucekeeper.status.verdict import RUNGS, ClauseVerdict, Progress


def counts(matter: Matter) -> Section:
    """People by clause and event, vehicles (the empty ones too), and numbers given in claims."""
    blocks: list[Block] = []
    for verdict in _once(matter.now.clauses):
        blocks += _people(matter, verdict)
    blocks += _uncounted(matter)
    blocks += _vehicles(matter)
    blocks += _numbers(matter)
    if not blocks:
        return Section("counts", "Counts", (absent("No count of people or vehicles is known."),))
    rule = sentence("Sources are never added up and never averaged; a range shows the lowest and the highest.")
    return Section("counts", "Counts", (rule, *blocks))


def _once(verdicts: tuple[ClauseVerdict, ...]) -> list[ClauseVerdict]:
    """A clause that binds several sides has the same counts for each: keep the first."""
    return list({one.clause: one for one in reversed(verdicts) if one.progress}.values())[::-1]


def _people(matter: Matter, verdict: ClauseVerdict) -> list[Block]:
    by_event: dict[tuple[str, str, str], list[Progress]] = defaultdict(list)
    held = [one for one in verdict.progress if matter.moving.intersection(one.records)]
    for one in verdict.progress:
        if one not in held:
            by_event[one.event, one.category or "", one.unit].append(one)
    ranges = [_range(matter, verdict.clause, each) for each in by_event.values()]
    rows = tuple(_count(matter, one) for each in by_event.values() for one in each)
    blocks: list[Block] = [*ranges]
    if rows:
        caption = f"{verdict.clause}: people by event and source"
        blocks.append(Table(caption, ("Event", "Source", "Count", "Agreed", "Rung", "As of"), rows))
    if held:
        ids = tuple(id for one in held for id in one.records)
        words = f"{many(len(held), 'count')} withheld: people are on the road."
        blocks.append(sentence(named(verdict.clause), f": {words}", records=ids))
    return blocks


def _range(matter: Matter, clause: str, each: list[Progress]) -> Sentence:
    low = min(one.low for one in each)
    high = None if any(one.high is None for one in each) else max(one.high or 0 for one in each)
    amount = f"at least {low:,}" if high is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"
    sources = len({one.by for one in each})
    records = tuple(id for one in each for id in one.records)
    words = f": {amount} {seen(each[0].unit)} by the account of {many(sources, 'source')}{_agreed(each[0])}."
    return sentence(named(clause), f", {each[0].event}", *_category(matter, each[0]), words, records=records)


def _agreed(one: Progress) -> str:
    if one.of is None:
        return "; the deal names no number"
    low, high = one.of
    return (
        f", of {low:,} agreed"
        if high == low
        else f", of at least {low:,} agreed"
        if high is None
        else (f", of {low:,} to {high:,} agreed")
    )


def _count(matter: Matter, one: Progress) -> Row:
    amount = f"at least {one.low:,}" if one.high is None else _figure(one.low, one.high)
    agreed = "not said" if one.of is None else _figure(one.of[0], one.of[1])
    return Row(
        (
            cell(one.event, *_category(matter, one)),
            cell(matter.called(one.by)),
            cell(f"{amount} {seen(one.unit)}"),
            cell(agreed),
            cell(RUNGS[one.rung]),
            cell(matter.at(one.at)),
        ),
        records=one.records or (one.record,),
    )


def _category(matter: Matter, one: Progress) -> tuple[str | Piece, ...]:
    """Whom a count is about, where it is not about everybody."""
    return (" (", matter.called(one.category), ")") if one.category else ()


def _figure(low: int, high: int | None) -> str:
    return f"{low:,} or more" if high is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _uncounted(matter: Matter) -> list[Block]:
    """Movements that count for no clause, one row each."""
    counted = {id for verdict in matter.now.clauses for one in verdict.progress for id in one.records}
    left = [
        one
        for one in matter.entries
        if isinstance(one.record, Movement) and one.record.id not in counted and matter.by_now(one)
    ]
    rows = tuple(_movement(matter, one) for one in left)
    if not rows:
        return []
    return [Table("Other counts of people, by record", ("Event", "Source", "Count", "Clause", "When"), rows)]


def _movement(matter: Matter, entry: Entry) -> Row:
    record = entry.record
    assert isinstance(record, Movement)
    hidden = record.id in matter.moving
    return Row(
        (
            cell("withheld while under way" if hidden else record.event),
            cell(matter.who(entry)),
            cell("withheld" if hidden else count_words(record.quantity)),
            cell(named(record.clause) if record.clause else "none"),
            cell(matter.happened(entry)),
        ),
        records=(record.id,),
    )


_LOADED = {"yes": "with people", "no": "empty", "unknown": "load not said"}


def _vehicles(matter: Matter) -> list[Block]:
    rows = tuple(_vehicle(matter, one) for one in matter.entries if _moved(one) and matter.by_now(one))
    if not rows:
        return []
    return [Table("Vehicles, empty ones too", ("Event", "Source", "Vehicles", "Load", "Clause", "When"), rows)]


def _moved(entry: Entry) -> bool:
    return isinstance(entry.record, VehicleMovement)


def _vehicle(matter: Matter, entry: Entry) -> Row:
    record = entry.record
    assert isinstance(record, VehicleMovement)
    hidden = record.id in matter.moving
    to = matter.place(record.to) if not hidden else None
    at = matter.place(record.place) if not hidden else None
    where = [*((" at ", at) if at else ()), *((" to ", to) if to else ())]
    return Row(
        (
            cell("withheld while under way" if hidden else record.event, *where),
            cell(matter.who(entry)),
            cell("withheld" if hidden else count_words(record.vehicles)),
            cell("withheld" if hidden else _LOADED[record.loaded]),
            cell(named(record.clause) if record.clause else "none"),
            cell(matter.happened(entry)),
        ),
        records=(record.id,),
    )


def _numbers(matter: Matter) -> list[Block]:
    """Numbers that stand in claims, by what they are about, with the range over those who gave one."""
    groups: dict[tuple[str | None, str | None, str], list[Entry]] = defaultdict(list)
    for entry in matter.entries:
        record = entry.record
        if not isinstance(record, ANSWERS) or record.quantity is None or record.position:
            continue
        if matter.by_now(entry) and record.id not in matter.moving:
            groups[record.clause, record.incident, record.quantity.unit].append(entry)
    rows = tuple(_number(matter, key, each) for key, each in groups.items())
    if not rows:
        return []
    return [Table("Numbers given in claims", ("About", "Range", "Given by"), rows)]


def _number(matter: Matter, key: tuple[str | None, str | None, str], each: list[Entry]) -> Row:
    clause, incident, unit = key
    given = [one.record.quantity for one in each if isinstance(one.record, ANSWERS) and one.record.quantity]
    low = min(one.low for one in given)
    high = None if any(one.high is None for one in given) else max(one.high or 0 for one in given)
    about = matter.incident(incident) if incident else "no question of the deal"
    return Row(
        (
            cell(*((named(clause), ": ") if clause else ()), about),
            cell(f"{_figure(low, high)} {seen(unit)}, {many(len(each), 'record')}"),
            cell(*listed(matter.who(one) for one in each)),
        ),
        records=tuple(one.record.id for one in each),
    )
