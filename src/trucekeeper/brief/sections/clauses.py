"""The clauses: stage, finding and label of each, for each side, and what has changed."""

from trucekeeper.brief.matter import Matter, named
from trucekeeper.brief.model import Ground, Listing, Row, Section, Sentence, Table, cell, sentence
from trucekeeper.brief.sections.phrases import actors, ground, speakers
from trucekeeper.brief.words import FINDINGS, LABELS, STAGES
from trucekeeper.status.verdict import RUNGS, ClauseVerdict, FindingWord, QuestionVerdict

#: Findings that have something to explain.
_LOUD = frozenset(FindingWord) - {FindingWord.NONE}


def clauses(matter: Matter) -> Section:
    """A row a clause and side, then a sentence for each question that somebody has raised."""
    rows = tuple(_row(matter, one) for one in matter.now.clauses)
    table = Table(
        "Stage and finding of each clause. Late is never by itself a breach and names no side.",
        ("Clause", "Side", "Label", "Stage", "Finding", "Compared with the period before"),
        rows,
    )
    told = [
        question_words(matter, one, question)
        for one in matter.now.clauses
        for question in one.questions
        if _loud(question)
    ]
    blocks = (table, Listing(tuple(told))) if told else (table,)
    return Section("clauses", "Clauses", blocks if rows else (sentence("The deal has no clause."),))


def _row(matter: Matter, one: ClauseVerdict) -> Row:
    title = matter.clause_title(one.clause)
    return Row(
        (
            cell(named(one.clause), *(((": "), title) if title.text else ())),
            cell(named(one.side)),
            cell(LABELS[one.label]),
            cell(STAGES[one.stage], _by_when(matter, one)),
            cell(FINDINGS[one.finding], _rungs(one)),
            cell(_change(matter, one)),
        ),
        records=one.because,
        ground=ground(one.because),
    )


def _by_when(matter: Matter, one: ClauseVerdict) -> str:
    if one.stage == "pending" and one.opens:
        return f"; opens {matter.at(one.opens)}"
    if one.due and one.stage not in {"fulfilled", "ended"}:
        return f"; due {matter.at(one.due)}"
    return ""


def _rungs(one: ClauseVerdict) -> str:
    if one.finding is FindingWord.NONE:
        return ""
    return f" (yes: {RUNGS[one.rungs.yes]}; no: {RUNGS[one.rungs.no]})"


def _change(matter: Matter, one: ClauseVerdict) -> str:
    if matter.before is None:
        return "not compared"
    was = next((it for it in matter.before.clauses if (it.clause, it.side) == (one.clause, one.side)), None)
    if was is None:
        return "new in the deal"
    told = [] if was.stage == one.stage else [f"was {STAGES[was.stage]}"]
    told += [] if was.finding == one.finding else [f"finding was {FINDINGS[was.finding]}"]
    return "; ".join(told) or "unchanged"


def _loud(question: QuestionVerdict) -> bool:
    return question.finding in _LOUD


def question_words(matter: Matter, one: ClauseVerdict, question: QuestionVerdict) -> Sentence:
    """One incident under one clause: who says yes, who says no, on which rungs, and who is named as possible actor."""
    said_no = (
        ("; no (", RUNGS[question.rungs.no], ") by ", *speakers(matter, question.no))
        if question.no
        else ("; nobody says no",)
    )
    blamed = ("; possible actors named: ", *actors(question.blamed)) if question.blamed else ("; no actor named",)
    return sentence(
        named(one.clause),
        " for ",
        named(one.side),
        ", ",
        matter.incident(question.incident),
        f": {_verdict(one, question)}. Yes (",
        RUNGS[question.rungs.yes],
        ") by ",
        *speakers(matter, question.yes),
        *said_no,
        *(blamed if question.yes else ()),
        ".",
        records=question.because,
        ground=Ground.RECORDS,
    )


def _verdict(one: ClauseVerdict, question: QuestionVerdict) -> str:
    """The finding in words; a breach is laid to a side only on the rungs of rule R5."""
    return {
        FindingWord.CLAIMED: "claimed, and responsibility is open",
        FindingWord.ALLEGED: f"allegedly breached by {one.side}",
        FindingWord.DISPUTED: "disputed",
        FindingWord.ADMITTED: f"admitted, as said by {one.side} or on both sides",
        FindingWord.VERIFIED: f"verified breach by {one.side}, as decided by the body that the deal names",
        FindingWord.VERIFIED_OPEN: "verified by the body that the deal names, and responsibility is open",
        FindingWord.CLEARED: "cleared by the body that the deal names",
        FindingWord.NONE: "no claim",
    }[question.finding]
