"""The questions that a report does not tell in full: how many of each clause, and whether anybody spoke of them."""

from collections import Counter
from typing import Final

from trucekeeper.brief.matter import Matter, Question, named
from trucekeeper.brief.model import Block, Ground, Piece, Row, Table
from trucekeeper.brief.words import FINDINGS
from trucekeeper.status.verdict import FindingWord

#: Findings on which nothing is settled.
OPEN: Final = (FindingWord.CLAIMED, FindingWord.ALLEGED, FindingWord.DISPUTED)


def others(matter: Matter) -> tuple[Block, ...]:
    """A sentence and a row a clause; nothing where every question is told in full."""
    named_ones = [one for one in matter.asked if one[1] is not None]
    left = [one for one in named_ones if one not in matter.in_full]
    if not left:
        return ()
    t = matter.tongue
    silent = sum(one not in matter.moved for one in left)
    asked = Piece(t.many(len(named_ones), "{number} question", "{number} questions"))
    sentence = t.overall(
        "{asked} of the deal were ever raised. {told} on which something became known in the period are told in full "
        "below, the weightiest and newest of each clause in turn; {moved} more moved in the period and are counted; of "
        "{silent} nobody spoke in the period. All of them stand in the ledger, with who said what.",
        asked=asked,
        told=f"{len(matter.in_full):,}",
        moved=f"{len(left) - silent:,}",
        silent=f"{silent:,}",
    )
    return sentence, _table(matter, left)


def _table(matter: Matter, left: list[Question]) -> Table:
    """How many questions of each clause are not told in full, and how many of these are open."""
    t = matter.tongue
    by_clause, spoken = Counter(one[0] for one in left), Counter(one[0] for one in left if one in matter.moved)
    chosen = set(left)
    found: dict[tuple[str | None, FindingWord], set[str]] = {}
    for one in matter.now.clauses:
        for question in one.questions:
            if question.finding in OPEN and (one.clause, question.incident) in chosen:
                found.setdefault((one.clause, question.finding), set()).add(question.incident)
    rows = tuple(
        Row(
            (
                t.cell(t("Tied to no clause") if clause is None else named(clause)),
                t.cell(f"{by_clause[clause]:,}"),
                t.cell(f"{spoken[clause]:,}"),
                *(t.cell(f"{len(found.get((clause, finding), ())):,}") for finding in OPEN),
            ),
            ground=Ground.LEDGER,
        )
        for clause in sorted(by_clause, key=matter.place_in_deal)
    )
    head = (t("Clause"), t("Questions"), t("Moved in the period"), *(t(FINDINGS[one]) for one in OPEN))
    return Table(t("Questions not told in full, by clause"), head, rows)
