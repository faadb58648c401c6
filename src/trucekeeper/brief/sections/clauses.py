"""The clauses: stage, finding and label of each, for each side, and what has changed."""

from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Block, Ground, Listing, Piece, Row, Section, Sentence, Table
from trucekeeper.brief.sections.phrases import actors, ground, speakers
from trucekeeper.brief.words import DEAL_STAGES, FINDINGS, LABELS, stage_words
from trucekeeper.status.verdict import RUNGS, ClauseVerdict, FindingWord, QuestionVerdict

#: Findings that have something to explain.
_LOUD = frozenset(FindingWord) - {FindingWord.NONE}


def clauses(matter: Matter) -> Section:
    """A row a clause and side, then a sentence for each question that is told in full and that somebody answered."""
    rows = tuple(_row(matter, one) for one in matter.now.clauses)
    t = matter.tongue
    table = Table(
        t("Stage and finding of each clause. Late is never by itself a breach and names no side."),
        tuple(map(t, ("Clause", "Side", "Label", "Stage", "Finding", "Compared with the period before"))),
        rows,
    )
    told = [
        question_words(matter, one, question)
        for one in matter.now.clauses
        for question in one.questions
        if _loud(question) and (one.clause, question.incident) in matter.in_full
    ]
    blocks: list[Block] = [*_unbound(matter), table, *((Listing(tuple(told)),) if told else ())]
    return Section("clauses", t("Clauses"), tuple(blocks) if rows else (t.tell("The deal has no clause."),))


def _unbound(matter: Matter) -> list[Sentence]:
    """A draft binds nobody: its stages are what they would be."""
    deal, t = matter.now.deal, matter.tongue
    if deal.stage not in {"draft", "offered"}:
        return []
    words = (
        "The text is {stage} and binds nobody yet; stages and findings are told as they would be if it were in force."
    )
    return [t.tell(words, stage=t(DEAL_STAGES[deal.stage]), records=deal.because, ground=ground(deal.because))]


def _row(matter: Matter, one: ClauseVerdict) -> Row:
    title, t = matter.clause_title(one.clause), matter.tongue
    cell = t.cell
    return Row(
        (
            cell(named(one.clause), *(((": "), title) if title.text else ())),
            cell(named(one.side)),
            cell(t(LABELS[one.label])),
            cell(t(stage_words(one.stage, asks=_asks(matter, one))), _by_when(matter, one)),
            cell(t(FINDINGS[one.finding]), _rungs(matter, one)),
            cell(_change(matter, one)),
        ),
        records=one.because,
        ground=ground(one.because),
    )


def _asks(matter: Matter, one: ClauseVerdict) -> bool:
    """True where the clause says what evidence it takes."""
    clause = matter.deal.clause(one.clause)
    return clause is None or bool(clause.evidence)


def _by_when(matter: Matter, one: ClauseVerdict) -> tuple[Piece, ...]:
    t = matter.tongue
    if one.stage == "pending" and one.opens:
        return t.pieces("; opens {at}", at=matter.at(one.opens))
    if one.due and one.stage not in {"fulfilled", "ended"}:
        return t.pieces("; due {at}", at=matter.at(one.due))
    return ()


def _rungs(matter: Matter, one: ClauseVerdict) -> tuple[Piece, ...]:
    t = matter.tongue
    if one.finding is FindingWord.NONE:
        return ()
    return t.pieces(" (yes: {yes}; no: {no})", yes=t(RUNGS[one.rungs.yes]), no=t(RUNGS[one.rungs.no]))


def _change(matter: Matter, one: ClauseVerdict) -> str:
    t = matter.tongue
    if matter.before is None:
        return t("not compared")
    was = matter.was.get((one.clause, one.side))
    if was is None:
        return t("new in the deal")
    words = stage_words(was.stage, asks=_asks(matter, one))
    told = [] if was.stage == one.stage else [t("was {stage}").format(stage=t(words))]
    told += [] if was.finding == one.finding else [t("finding was {finding}").format(finding=t(FINDINGS[was.finding]))]
    return "; ".join(told) or t("unchanged")


def _loud(question: QuestionVerdict) -> bool:
    return question.finding in _LOUD


def question_words(matter: Matter, one: ClauseVerdict, question: QuestionVerdict) -> Sentence:
    """One incident under one clause: who says yes, who says no, on which rungs, and who is named as possible actor."""
    t = matter.tongue
    no = t.pieces("; no ({rung}) by {who}", rung=t(RUNGS[question.rungs.no]), who=speakers(matter, question.no))
    blamed = t.pieces("; possible actors named: {actors}", actors=actors(t, question.blamed))
    nobody = t.pieces("; no actor named")
    return t.tell(
        "{clause} for {side}, {incident}: {verdict}. Yes ({rung}) by {who}{no}{blamed}.",
        clause=named(one.clause),
        side=named(one.side),
        incident=matter.incident(question.incident),
        verdict=_verdict(matter, one, question),
        rung=t(RUNGS[question.rungs.yes]),
        who=speakers(matter, question.yes),
        no=no if question.no else t.pieces("; nobody says no"),
        blamed=() if not question.yes else blamed if question.blamed else nobody,
        records=question.because,
        ground=Ground.RECORDS,
    )


def _verdict(matter: Matter, one: ClauseVerdict, question: QuestionVerdict) -> tuple[Piece, ...]:
    """The finding in words; a breach is laid to a side only on the rungs of rule R5."""
    t = matter.tongue
    words = {
        FindingWord.CLAIMED: "claimed, and responsibility is open",
        FindingWord.ALLEGED: "allegedly breached by {side}",
        FindingWord.DISPUTED: "disputed",
        FindingWord.ADMITTED: "admitted, as said by {side} or on both sides",
        FindingWord.VERIFIED: "verified breach by {side}, as decided by the body that the deal names",
        FindingWord.VERIFIED_OPEN: "verified by the body that the deal names, and responsibility is open",
        FindingWord.CLEARED: "cleared by the body that the deal names",
        FindingWord.NONE: "no claim",
    }[question.finding]
    return t.pieces(words, side=one.side)
