"""What is not known: undated, unattributed, disputed, unseen, tied to nothing."""

from collections.abc import Iterable, Iterator

from trucekeeper.brief.matter import ANSWERS, KINDS_OF_ANSWERS, Matter, named
from trucekeeper.brief.model import Listing, Piece, Section, Sentence
from trucekeeper.brief.sections.phrases import left_out, listed
from trucekeeper.deal.model import Clause
from trucekeeper.ledger.record import UNKNOWN, Entry, Patrol
from trucekeeper.status.verdict import FindingWord


def unknown(matter: Matter) -> Section:
    """Every gap that a reader could mistake for calm."""
    answers = _answers(matter)
    items = (
        *_disputed(matter),
        *_unattributed(matter, answers),
        *_undated(matter, answers),
        *_sides(matter, answers),
        *_unread(matter),
        *_nowhere(matter),
        *_refused(matter),
        *_unseen(matter),
    )
    blocks = (Listing(items),) if items else (matter.tongue.lacking("No gap of this kind was found."),)
    return Section("unknown", matter.tongue("What we do not know"), blocks)


def _records(matter: Matter, ids: Iterable[str]) -> Piece:
    return Piece(matter.tongue.many(len(tuple(ids)), "{number} record", "{number} records"))


def _answers(matter: Matter) -> list[Entry]:
    """Records that answer a question, positions left out."""
    answers = matter.of(*KINDS_OF_ANSWERS)
    return [one for one in answers if not getattr(one.record, "position", False) and matter.by_now(one)]


def _disputed(matter: Matter) -> Iterator[Sentence]:
    left = 0
    for one in matter.now.clauses:
        for question in one.questions:
            if question.finding is not FindingWord.DISPUTED:
                continue
            if (one.clause, question.incident) not in matter.in_full:
                left += 1
            else:
                yield matter.tongue.tell(
                    "Whether {incident} happened ({clause}, {side}) is disputed, and no body that the deal names has "
                    "decided.",
                    incident=matter.incident(question.incident),
                    clause=named(one.clause),
                    side=named(one.side),
                    records=question.because,
                )
    yield from left_out(matter, left, "{number} further disputed question", "{number} further disputed questions")


def _unattributed(matter: Matter, answers: Iterable[Entry]) -> Iterator[Sentence]:
    seen: dict[str, list[str]] = {}
    shown: set[str] = set()
    for entry in answers:
        record = entry.record
        assert isinstance(record, ANSWERS)
        clause = matter.deal.clause(record.clause or "")
        breach = clause is None or clause.kind == "must not"
        if breach and record.incident and record.polarity == "yes" and not record.actors:
            seen.setdefault(record.incident, []).append(record.id)
            if (record.clause, record.incident) in matter.in_full:
                shown.add(record.incident)
    for incident, ids in seen.items():
        if incident not in shown:
            continue
        words = "{incident} is told by {records_} without saying by whom."
        about = matter.incident(incident)
        yield matter.tongue.tell(words, incident=about, records_=_records(matter, ids), records=tuple(ids))
    one, several = (
        "{number} further incident told without saying by whom",
        "{number} further incidents told without saying by whom",
    )
    yield from left_out(matter, len(seen.keys() - shown), one, several)


def _undated(matter: Matter, answers: Iterable[Entry]) -> Iterator[Sentence]:
    ids = tuple(
        one.record.id
        for one in answers
        if isinstance(one.record, ANSWERS)
        and (one.record.happened is None or one.record.happened.precision == "unknown")
    )
    if ids:
        words = "When it happened is not said, or not known, in {records_}."
        yield matter.tongue.tell(words, records_=_records(matter, ids), records=ids)


def _sides(matter: Matter, answers: Iterable[Entry]) -> Iterator[Sentence]:
    ids = tuple(one.record.id for one in answers if getattr(one.record, "side", "") == UNKNOWN)
    if ids:
        words = "For whom the speaker speaks is not known in {records_}."
        yield matter.tongue.tell(words, records_=_records(matter, ids), records=ids)


def _unread(matter: Matter) -> Iterator[Sentence]:
    ids = tuple(one.record.id for one in matter.entries if getattr(one.record, "accepted_unread", False))
    if ids:
        words = "{records_} came in without anybody having read the source."
        yield matter.tongue.tell(words, records_=_records(matter, ids), records=ids)


def _nowhere(matter: Matter) -> Iterator[Sentence]:
    for clause, ids in matter.now.unknown_clauses:
        words = "Clause {clause}, which the deal does not have, is named by {records_}; they count for no clause."
        yield matter.tongue.tell(words, clause=named(clause), records_=_records(matter, ids), records=ids)


def _refused(matter: Matter) -> Iterator[Sentence]:
    """Patrols that could not see: in itself something to report."""
    shown, more = matter.newest(
        one
        for one in matter.of(Patrol)
        if isinstance(one.record, Patrol) and one.record.outcome != "done" and matter.by_now(one)
    )
    for entry in shown:
        record = entry.record
        if isinstance(record, Patrol):
            yield matter.tongue.tell(
                "A patrol by {team} was {outcome} ({when}): {places}.",
                team=matter.called(record.team),
                outcome=matter.tongue(record.outcome),
                when=matter.happened(entry),
                places=listed(matter.tongue, matter.places(record.places), none="places not named"),
                records=(record.id,),
            )
    one, several = "{number} further patrol that could not see", "{number} further patrols that could not see"
    yield from left_out(matter, more, one, several)


def _unseen(matter: Matter) -> Iterator[Sentence]:
    """Places of clauses at which nobody is recorded to have looked in the period."""
    seen = {
        place
        for one in matter.of(Patrol)
        if isinstance(one.record, Patrol) and one.record.outcome in {"done", "cut short"} and _in_period(matter, one)
        for place in one.record.places
    }
    for clause in matter.deal.clauses:
        places = _places(clause)
        blind = tuple(one for one in places if one not in seen)
        if blind:
            yield matter.tongue.lacking(
                "No patrol is recorded in the period at {places}, where {clause} is to be kept; silence from there is "
                "evidence of nothing.",
                places=listed(matter.tongue, (matter.called(one) for one in blind)),
                clause=named(clause.id),
            )


def _places(clause: Clause) -> tuple[str, ...]:
    """Where somebody would have to look: the places named, none where they are plain words."""
    return tuple(dict.fromkeys((*clause.where.ids, *clause.start.ids, *clause.at_place.ids)))


def _in_period(matter: Matter, entry: Entry) -> bool:
    record = entry.record
    assert isinstance(record, Patrol)
    return matter.before is None or record.happened.end > matter.before.at
