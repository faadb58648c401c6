"""The header: which deal, asked for which moment, known by when, for whom."""

from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Ground, Piece, Sentence
from trucekeeper.brief.times import day, offset


def title(matter: Matter) -> str:
    """The report in one line: the deal's id and the day in mission time."""
    head, t = matter.deal.head, matter.tongue
    at = matter.now.at.astimezone(matter.zone) if matter.zone else matter.now.at
    return t("Daily report on {deal}, {day}").format(deal=head.id if head else matter.deal.file, day=day(at, t))


def marks(matter: Matter) -> tuple[str, ...]:
    """What every page must say."""
    t = matter.tongue
    wanted = (
        (matter.practice, t("PRACTICE: an exercise, not a mission's report")),
        (matter.now.known_from == "said", t("As published by the moment asked for, not as recorded")),
        (matter.audience.sees.notes, t("INTERNAL: holds names of analysts and notes; not to be passed on")),
    )
    return tuple(words for true, words in wanted if true)


def running(matter: Matter) -> str:
    """The line at the foot of every page."""
    head = matter.deal.head
    return matter.tongue("{deal} · state at {at} · known by {known} · for {audience}").format(
        deal=head.id if head else matter.deal.file,
        at=matter.at(matter.now.at),
        known=matter.at(matter.now.known_by),
        audience="".join(one.text for one in _reader(matter)),
    )


def front(matter: Matter) -> tuple[tuple[str, Sentence], ...]:
    """Label and sentence of each line of the header."""
    head, now, before, t = matter.deal.head, matter.now, matter.before, matter.tongue
    rows: list[tuple[str, Sentence]] = []
    if head:
        words = matter.name_of(head)
        name: tuple[str | Piece, ...] = (": ", named(words)) if words else ()
        rows.append((t("Deal"), t.tell("{id}{name}.", id=named(head.id), name=name)))
    rows.append((t("State at"), t.tell("{at}.", at=matter.at(now.at))))
    rows.append((t("Known by"), t.tell("{at}. {how}", at=matter.at(now.known_by), how=_known_from(matter))))
    if before is not None:
        at, known = matter.at(before.at), matter.at(before.known_by)
        rows.append((t("Compared with"), t.tell("{at}, known by {known}.", at=at, known=known)))
    zone = offset(now.at, matter.zone)
    rows.append((t("Times"), t.tell("{zone}; UTC in brackets. Days begin at midnight there.", zone=zone)))
    rows.append((t("For"), t.tell("{reader}.", reader=_reader(matter))))
    rows.append((t("Sides"), t.tell("{sides}.", sides=_sides(matter))))
    count = t.many(len(matter.entries), "{number} record", "{number} records")
    rests = t.overall("{records} known by then; the annex shows those named below.", records=Piece(count))
    rows.append((t("Rests on"), rests))
    return tuple(rows)


def how_to_read(matter: Matter) -> Sentence:
    """What the words of a report mean, once, before any of them is used."""
    return matter.tongue.tell(
        "This report does not say what is true. It says who said what, and on which rung it stands: claimed (somebody "
        "says so), corroborated (an observer in person, or both sides), admitted (said by the party it counts "
        "against), decided (by the body that the deal names). Marks in brackets lead to the records; [deal] marks what "
        "follows from the text of the deal, [ledger] what was counted over everything known, [none] that no such "
        "record is known, which is not evidence of calm.",
        ground=Ground.DEAL,
    )


def _known_from(matter: Matter) -> Piece:
    t = matter.tongue
    if matter.now.known_from == "said":
        return Piece(t("Known means: said by its source by then (as published by)."))
    return Piece(t("Known means: recorded in the ledger by then."))


def _reader(matter: Matter) -> tuple[Piece, ...]:
    t = matter.tongue
    words = {
        "public": t("the public"),
        "partner": t("partners of the mission"),
        "internal": t("the mission itself"),
    }
    known = words.get(str(matter.audience))
    return (Piece(known),) if known else t.pieces("the party {party}", party=matter.audience.party)


def _sides(matter: Matter) -> list[str | Piece]:
    parts: list[str | Piece] = []
    for side in matter.sides:
        party = matter.deal.party(side)
        name = matter.name_of(party) if party else ""
        parts += ["; "] if parts else []
        parts += matter.tongue.pieces("{side} is {name}", side=named(side), name=named(name or side))
    return parts
