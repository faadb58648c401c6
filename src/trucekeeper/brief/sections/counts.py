"""Counts: by event and source, as ranges, never summed over sources and never averaged (rule R14)."""

from collections import defaultdict

from trucekeeper.brief.matter import ANSWERS, KINDS_OF_ANSWERS, Matter, count_words, named
from trucekeeper.brief.model import Block, Piece, Row, Section, Sentence, Table
from trucekeeper.brief.sections.phrases import left_out, listed
from trucekeeper.ledger.record import Count, Entry, Movement, VehicleMovement
from trucekeeper.status.verdict import RUNGS, ClauseVerdict, Progress


def counts(matter: Matter) -> Section:
    """People by clause and event, vehicles (the empty ones too), and numbers given in claims."""
    t = matter.tongue
    blocks: list[Block] = []
    counted = _once(matter.now.clauses)
    tables = _in_tables(matter, counted)
    for verdict in counted:
        blocks += _people(matter, verdict, verdict.clause in tables)
    blocks += left_out(matter, len(counted) - len(tables), "{number} table by source", "{number} tables by source")
    blocks += _uncounted(matter)
    blocks += _vehicles(matter)
    blocks += _numbers(matter)
    if not blocks:
        return Section("counts", t("Counts"), (t.lacking("No count of people or vehicles is known."),))
    rule = t.tell("Sources are never added up and never averaged; a range shows the lowest and the highest.")
    return Section("counts", t("Counts"), (rule, *blocks))


def _once(verdicts: tuple[ClauseVerdict, ...]) -> list[ClauseVerdict]:
    """A clause that binds several sides has the same counts for each: keep the first."""
    return list({one.clause: one for one in reversed(verdicts) if one.progress}.values())[::-1]


def _in_tables(matter: Matter, verdicts: list[ClauseVerdict]) -> frozenset[str]:
    """Clauses whose counts are told source by source: all, or of a large ledger those counted in the period.

    Where these are too many, those that were counted last.
    """
    if not matter.extent.bounded:
        return frozenset(one.clause for one in verdicts)
    newest = {one.clause: max(each.at for each in one.progress) for one in verdicts}
    fresh = [one for one in newest if matter.before is None or newest[one] > matter.before.at]
    fresh.sort(key=lambda one: (newest[one], one), reverse=True)
    rows, kept = 0, []
    sizes = {one.clause: len(one.progress) for one in verdicts}
    for clause in fresh:
        rows += sizes[clause]
        if rows > matter.extent.rows:
            break
        kept.append(clause)
    return frozenset(kept)


def _people(matter: Matter, verdict: ClauseVerdict, by_source: bool) -> list[Block]:
    t = matter.tongue
    by_event: dict[tuple[str, str, str], list[Progress]] = defaultdict(list)
    held = [one for one in verdict.progress if matter.moving.intersection(one.records)]
    for one in verdict.progress:
        if one not in held:
            by_event[one.event, one.category or "", one.unit].append(one)
    ranges = [_range(matter, verdict.clause, each) for each in by_event.values()]
    rows = tuple(_count(matter, one) for each in by_event.values() for one in each) if by_source else ()
    blocks: list[Block] = [*ranges]
    if rows:
        caption = t("{clause}: people by event and source").format(clause=verdict.clause)
        head = tuple(map(t, ("Event", "Source", "Count", "Agreed", "Rung", "As of")))
        blocks.append(Table(caption, head, rows))
    if held:
        ids = tuple(id for one in held for id in one.records)
        counted = Piece(t.many(len(held), "{number} count", "{number} counts"))
        words = "{clause}: {counts} withheld: people are on the road."
        blocks.append(t.tell(words, clause=named(verdict.clause), counts=counted, records=ids))
    return blocks


def _range(matter: Matter, clause: str, each: list[Progress]) -> Sentence:
    low = min(one.low for one in each)
    high = None if any(one.high is None for one in each) else max(one.high or 0 for one in each)
    t = matter.tongue
    sources = len({one.by for one in each})
    records = tuple(id for one in each for id in one.records)
    return t.tell(
        "{clause}, {event}{category}: {amount} by the account of {sources}{agreed}.",
        clause=named(clause),
        event=t(each[0].event),
        category=_category(matter, each[0]),
        amount=count_words(Count(low=low, high=high, unit=each[0].unit), t),
        sources=Piece(t.many(sources, "{number} source", "{number} sources")),
        agreed=_agreed(matter, each[0]),
        records=records,
    )


def _at_least(matter: Matter, low: int, high: int | None) -> str:
    if high is None:
        return matter.tongue("at least {low}").format(low=f"{low:,}")
    return _figure(matter, low, high)


def _agreed(matter: Matter, one: Progress) -> tuple[Piece, ...]:
    t = matter.tongue
    if one.of is None:
        return t.pieces("; the deal names no number")
    low, high = one.of
    return t.pieces(", of {number} agreed", number=_at_least(matter, low, high))


def _count(matter: Matter, one: Progress) -> Row:
    t = matter.tongue
    cell = t.cell
    amount = count_words(Count(low=one.low, high=one.high, unit=one.unit), t)
    agreed = t("not said") if one.of is None else _figure(matter, one.of[0], one.of[1])
    return Row(
        (
            cell(t(one.event), *_category(matter, one)),
            cell(matter.called(one.by)),
            cell(amount),
            cell(agreed),
            cell(t(RUNGS[one.rung])),
            cell(matter.at(one.at)),
        ),
        records=one.records or (one.record,),
    )


def _category(matter: Matter, one: Progress) -> tuple[str | Piece, ...]:
    """Whom a count is about, where it is not about everybody."""
    return (" (", matter.called(one.category), ")") if one.category else ()


def _figure(matter: Matter, low: int, high: int | None) -> str:
    t = matter.tongue
    if high is None:
        return t("{low} or more").format(low=f"{low:,}")
    return f"{low:,}" if low == high else t("{low} to {high}").format(low=f"{low:,}", high=f"{high:,}")


def _uncounted(matter: Matter) -> list[Block]:
    """Movements that count for no clause, one row each."""
    counted = {id for verdict in matter.now.clauses for one in verdict.progress for id in one.records}
    shown, more = matter.newest(
        one for one in matter.of(Movement) if one.record.id not in counted and matter.by_now(one)
    )
    rows = tuple(_movement(matter, one) for one in shown)
    rest = left_out(matter, more, "{number} further count of people", "{number} further counts of people")
    if not rows:
        return [*rest]
    t = matter.tongue
    head = tuple(map(t, ("Event", "Source", "Count", "Clause", "When")))
    return [Table(t("Other counts of people, by record"), head, rows), *rest]


def _movement(matter: Matter, entry: Entry) -> Row:
    record = entry.record
    assert isinstance(record, Movement)
    hidden, t = record.id in matter.moving, matter.tongue
    cell = t.cell
    return Row(
        (
            cell(t("withheld while under way") if hidden else t(record.event)),
            cell(matter.who(entry)),
            cell(t("withheld") if hidden else count_words(record.quantity, t)),
            cell(named(record.clause) if record.clause else t("none")),
            cell(matter.happened(entry)),
        ),
        records=(record.id,),
    )


_LOADED = {"yes": "with people", "no": "empty", "unknown": "load not said"}


def _vehicles(matter: Matter) -> list[Block]:
    shown, more = matter.newest(one for one in matter.of(VehicleMovement) if matter.by_now(one))
    rows = tuple(_vehicle(matter, one) for one in shown)
    rest = left_out(matter, more, "{number} further count of vehicles", "{number} further counts of vehicles")
    if not rows:
        return [*rest]
    t = matter.tongue
    head = tuple(map(t, ("Event", "Source", "Vehicles", "Load", "Clause", "When")))
    return [Table(t("Vehicles, empty ones too"), head, rows), *rest]


def _vehicle(matter: Matter, entry: Entry) -> Row:
    record = entry.record
    assert isinstance(record, VehicleMovement)
    hidden, t = record.id in matter.moving, matter.tongue
    cell = t.cell
    to = matter.place(record.to) if not hidden else None
    at = matter.place(record.place) if not hidden else None
    where = [*(t.pieces(" at {place}", place=at) if at else ()), *(t.pieces(" to {place}", place=to) if to else ())]
    return Row(
        (
            cell(t("withheld while under way") if hidden else t(record.event), *where),
            cell(matter.who(entry)),
            cell(t("withheld") if hidden else count_words(record.vehicles, t)),
            cell(t("withheld") if hidden else t(_LOADED[record.loaded])),
            cell(named(record.clause) if record.clause else t("none")),
            cell(matter.happened(entry)),
        ),
        records=(record.id,),
    )


def _numbers(matter: Matter) -> list[Block]:
    """Numbers that stand in claims, by what they are about, with the range over those who gave one."""
    groups: dict[tuple[str | None, str | None, str], list[Entry]] = defaultdict(list)
    for entry in matter.of(*KINDS_OF_ANSWERS):
        record = entry.record
        if not isinstance(record, ANSWERS) or record.quantity is None or record.position:
            continue
        if matter.by_now(entry) and record.id not in matter.moving:
            groups[record.clause, record.incident, record.quantity.unit].append(entry)
    told = [key for key in groups if not matter.extent.bounded or any(map(matter.since, groups[key]))]
    told = told[-matter.extent.rows :]
    rows = tuple(_number(matter, key, groups[key]) for key in told)
    rest = left_out(
        matter, len(groups) - len(told), "numbers on {number} further question", "numbers on {number} further questions"
    )
    if not rows:
        return [*rest]
    t = matter.tongue
    return [*rest, Table(t("Numbers given in claims"), tuple(map(t, ("About", "Range", "Given by"))), rows)]


def _number(matter: Matter, key: tuple[str | None, str | None, str], each: list[Entry]) -> Row:
    clause, incident, unit = key
    given = [one.record.quantity for one in each if isinstance(one.record, ANSWERS) and one.record.quantity]
    low = min(one.low for one in given)
    high = None if any(one.high is None for one in given) else max(one.high or 0 for one in given)
    t = matter.tongue
    cell = t.cell
    about = matter.incident(incident) if incident else t("no question of the deal")
    known = Piece(t.many(len(each), "{number} record", "{number} records"))
    return Row(
        (
            cell(*((named(clause), ": ") if clause else ()), about),
            cell(
                *t.pieces("{count}, {known}", count=count_words(Count(low=low, high=high, unit=unit), t), known=known)
            ),
            cell(*listed(t, (matter.who(one) for one in each), most=matter.extent.named)),
        ),
        records=tuple(one.record.id for one in each),
    )
