"""The header: which deal, asked for which moment, known by when, for whom."""

from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Ground, Piece, Sentence, over_all, sentence
from trucekeeper.brief.times import both, day, offset
from trucekeeper.brief.words import many


def title(matter: Matter) -> str:
    """The report in one line: the deal's id and the day in mission time."""
    head = matter.deal.head
    at = matter.now.at.astimezone(matter.zone) if matter.zone else matter.now.at
    return f"Daily report on {head.id if head else matter.deal.file}, {day(at)}"


def marks(matter: Matter) -> tuple[str, ...]:
    """What every page must say."""
    wanted = (
        (matter.practice, "PRACTICE: an exercise, not a mission's report"),
        (matter.now.known_from == "said", "As published by the moment asked for, not as recorded"),
        (matter.audience.sees.notes, "INTERNAL: holds names of analysts and notes; not to be passed on"),
    )
    return tuple(words for true, words in wanted if true)


def running(matter: Matter) -> str:
    """The line at the foot of every page."""
    head = matter.deal.head
    return (
        f"{head.id if head else matter.deal.file} · state at {both(matter.now.at, matter.zone)} · "
        f"known by {both(matter.now.known_by, matter.zone)} · for {matter.audience}"
    )


def front(matter: Matter) -> tuple[tuple[str, Sentence], ...]:
    """Label and sentence of each line of the header."""
    head, now, before = matter.deal.head, matter.now, matter.before
    rows: list[tuple[str, Sentence]] = []
    if head:
        name = (": ", named(head.name)) if head.name else ()
        rows.append(("Deal", sentence(named(head.id), *name, ".")))
    rows.append(("State at", sentence(f"{matter.at(now.at)}.")))
    rows.append(("Known by", sentence(f"{matter.at(now.known_by)}. {_known_from(matter)}")))
    if before is not None:
        rows.append(("Compared with", sentence(f"{matter.at(before.at)}, known by {matter.at(before.known_by)}.")))
    rows.append(("Times", sentence(f"{offset(now.at, matter.zone)}; UTC in brackets. Days begin at midnight there.")))
    rows.append(("For", sentence(f"{_reader(matter)}.")))
    rows.append(("Sides", sentence(*_sides(matter), ".")))
    count = len(matter.entries)
    rows.append(("Rests on", over_all(f"{many(count, 'record')} known by then; the annex shows those named below.")))
    return tuple(rows)


def how_to_read() -> Sentence:
    """What the words of a report mean, once, before any of them is used."""
    return sentence(
        "This report does not say what is true. It says who said what, and on which rung it stands: claimed (somebody "
        "says so), corroborated (an observer in person, or both sides), admitted (said by the party it counts "
        "against), decided (by the body that the deal names). Marks in brackets lead to the records; [deal] marks what "
        "follows from the text of the deal, [ledger] what was counted over everything known, [none] that no such "
        "record is known, which is not evidence of calm.",
        ground=Ground.DEAL,
    )


def _known_from(matter: Matter) -> str:
    if matter.now.known_from == "said":
        return "Known means: said by its source by then (as published by)."
    return "Known means: recorded in the ledger by then."


def _reader(matter: Matter) -> str:
    words = {
        "public": "the public",
        "partner": "partners of the mission",
        "internal": "the mission itself",
    }
    return words.get(str(matter.audience), f"the party {matter.audience.party}")


def _sides(matter: Matter) -> list[str | Piece]:
    parts: list[str | Piece] = []
    for side in matter.sides:
        party = matter.deal.party(side)
        parts += ["; " if parts else "", named(side), " is ", named(party.name if party and party.name else side)]
    return parts
