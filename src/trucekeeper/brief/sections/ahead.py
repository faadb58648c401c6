"""What comes next: openings, due times and ends that the deal sets after the moment of the report."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Ground, Row, Section, Table
from trucekeeper.brief.sections.phrases import ground

#: How far a daily report looks ahead: the day it is read and the two after.
HORIZON: Final = timedelta(hours=72)


def ahead(matter: Matter) -> Section:
    """Moments of the next three days in order; what lies later is only counted."""
    moments = moments_ahead(matter)
    near = [one for one in moments if one[0] <= matter.now.at + HORIZON]
    later = len(moments) - len(near)
    t = matter.tongue
    rest = (t.tell("Moments that lie more than 72 hours ahead: {later}.", later=str(later)),) if later else ()
    if not near:
        return Section("ahead", t("Due next"), (t.tell("The deal sets no moment in the next 72 hours."), *rest))
    rows = tuple(
        Row(
            (t.cell(matter.at(at)), t.cell(t(what)), t.cell(named(clause)), t.cell(matter.clause_title(clause))),
            records,
            basis,
        )
        for at, what, clause, _, records, basis in near
    )
    table = Table(
        t("Moments that the deal sets, next 72 hours"), tuple(map(t, ("When", "What", "Clause", "Its words"))), rows
    )
    return Section("ahead", t("Due next"), (table, *rest))


#: When, what, of which clause, its place in the deal, the records it rests on, and its ground.
Ahead = tuple[datetime, str, str, int, tuple[str, ...], Ground]


def moments_ahead(matter: Matter) -> list[Ahead]:
    """All moments that the deal sets after the moment of the report, in the order of the clock."""
    return sorted(set(_moments(matter)), key=lambda one: (one[0], one[3]))


def _moments(matter: Matter) -> Iterator[Ahead]:
    """Openings and due times as status computed them (holds move them), and the ends of windows."""
    order = {clause.id: place for place, clause in enumerate(matter.deal.clauses)}
    now = matter.now.at
    for one in matter.now.clauses:
        place = order.get(one.clause, len(order))
        basis = ground(one.because)
        if one.opens and one.opens > now:
            yield one.opens, "opens", one.clause, place, one.because, basis
        if one.due and one.due > now:
            yield one.due, "is due", one.clause, place, one.because, basis
    for clause in matter.deal.clauses:
        end = clause.window.end if clause.window else None
        due = {one.due for one in matter.now.clauses if one.clause == clause.id}
        if end and end > now and end not in due:
            yield end, "its window ends", clause.id, order[clause.id], (), ground(())
    head = matter.deal.head
    if head and head.ends and head.ends > now:
        yield head.ends, "the deal ends", head.id, -1, (), ground(())
