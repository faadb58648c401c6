"""A daily report over a large ledger stays a document that a person reads, and says what it does not tell."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import BytesIO

import pytest
from docx import Document

from tests.brief.world import BEFORE, NOW, deal, history
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily, matter_of
from trucekeeper.brief.docx import docx
from trucekeeper.brief.extent import LARGE, SMALL_QUESTIONS, SMALL_RECORDS, WHOLE, Extent, chosen, extent_of
from trucekeeper.brief.html import html
from trucekeeper.brief.kept import kept, read
from trucekeeper.brief.markdown import markdown
from trucekeeper.brief.model import Annex, Figure, Ground, Listing, Piece, Report, Row, Sentence, Table, sentences
from trucekeeper.brief.pdf import pdf
from trucekeeper.brief.warrant import overreaches
from trucekeeper.ledger.record import Claim, Entry, Happened, Patrol, Record
from trucekeeper.status.engine import status
from trucekeeper.status.verdict import FindingWord

TIGHT = Extent(questions=4, statements=1, rows=3, named=2, cited=2, annexed=5, lanes=1)
SEEN = Happened(start=NOW - timedelta(hours=6), end=NOW - timedelta(hours=5), precision="hour")
#: Questions of the ledger below: raised long before the period, raised in it under one clause, and under another.
OLD, FLOOD, FEW = 12, 9, 2


def claim(id: str, at: int, side: str, **more: object) -> Claim:
    """What somebody says `at` minutes before the moment of the report."""
    said = NOW - timedelta(minutes=at)
    held: dict[str, object] = {"clause": "CF", "incident": "fire", "polarity": "yes", "event": "fire", **more}
    return Claim(id=id, speaker=f"office {id}", side=side, said_at=said, **held)  # type: ignore[arg-type]


@cache
def ledger(a: str = "HILL", b: str = "RIVER") -> tuple[Entry, ...]:
    """Old questions that were left alone, one clause flooded with new ones, and two under another clause."""
    records: list[Record] = []
    role = {a: "A", b: "B"}
    for number in range(OLD):
        records += [claim(f"o{number}{role[side]}", 2200 - number, side, incident=f"old {number}") for side in (a, b)]
    for number in range(FLOOD):
        records += [
            claim(
                f"f{number}{place}{role[side]}",
                600 - number * 9 - place,
                side,
                incident=f"new {number}",
                actors=(f"{b} forces",),
            )
            for place in range(3)
            for side in (a, b)
        ]
        records.append(claim(f"d{number}", 500 - number, b, incident=f"new {number}", polarity="no", act="denies"))
    for number in range(FEW):
        records.append(
            claim(f"w{number}", 700 - number, a, clause="MA", incident=f"way {number}", event="access", actors=(b,))
        )
    records += [
        Patrol(id=f"p{n}", team="TEAM", said_at=NOW - timedelta(minutes=300 - n), happened=SEEN) for n in range(6)
    ]
    records.sort(key=lambda one: (one.said_at or NOW, one.id))
    return tuple(
        Entry(position=place, recorded_at=one.said_at or NOW, entered_by="clerk", record=one)
        for place, one in enumerate(records, 1)
    )


@cache
def made(
    extent: Extent | None = TIGHT, reader: str = "internal", language: str = "en", a: str = "HILL", b: str = "RIVER"
) -> Report:
    text, entries = deal(a, b), ledger(a, b)
    today, before = (status(text, entries, at=at, known_by=at) for at in (NOW, BEFORE))
    for_whom = audience(reader, text)
    return daily(text, entries, today, audience=for_whom, before=before, extent=extent, language=language)


def rows(report: Report, section: str) -> list[Row]:
    """The rows of the tables of a section."""
    return [
        row
        for part in report.sections
        if part.id == section
        for one in part.blocks
        if isinstance(one, Table)
        for row in one.rows
    ]


def key(row: Row) -> str:
    """Clause and side of a row of the table of clauses."""
    return row.cells[0][0].text + row.cells[1][0].text


def told(report: Report) -> set[str]:
    """The questions that have a row of their own."""
    return {
        piece.text
        for row in rows(report, "claims")
        for one in row.cells[0]
        for piece in one.pieces
        if piece.voice == "quoted"
    }


def holders(report: Report) -> Iterator[Sentence | Row | Figure]:
    """All that names records."""
    yield from sentences(report)
    for part in report.sections:
        for block in part.blocks:
            if isinstance(block, Figure):
                yield block
            if isinstance(block, Table):
                yield from block.rows


def test_a_small_ledger_is_told_whole_as_before() -> None:
    text, entries = deal(), history()
    today, before = (status(text, entries, at=at, known_by=at) for at in (NOW, BEFORE))
    by_itself, whole = (
        daily(text, entries, today, audience=audience("internal", text), before=before, extent=one)
        for one in (None, WHOLE)
    )

    assert by_itself == whole
    assert not any(one.more for one in holders(by_itself))


def test_a_ledger_is_small_up_to_two_thousand_records_on_two_hundred_questions() -> None:
    assert extent_of(SMALL_RECORDS, lambda: SMALL_QUESTIONS) is WHOLE
    assert extent_of(SMALL_RECORDS + 1, lambda: 1) is LARGE
    assert extent_of(1, lambda: SMALL_QUESTIONS + 1) is LARGE


def test_what_moved_in_the_period_is_told_in_full_and_what_nobody_spoke_of_is_counted() -> None:
    assert len(told(made())) == TIGHT.questions
    assert not [one for one in told(made()) if one.startswith("old")]
    assert {f"old {number}" for number in range(OLD)} <= told(made(WHOLE))


def test_the_numbers_of_questions_add_up() -> None:
    sentence = next(one.text for one in sentences(made()) if "were ever raised" in one.text)

    assert f"{OLD + FLOOD + FEW} questions" in sentence
    assert f"{TIGHT.questions} on which" in sentence
    assert f"{FLOOD + FEW - TIGHT.questions} more moved" in sentence
    assert f"of {OLD} nobody spoke" in sentence
    table = [row for row in rows(made(), "claims") if row.ground is Ground.LEDGER]
    left = sum(int(row.cells[1][0].text) for row in table)
    assert left == OLD + FLOOD + FEW - TIGHT.questions


def test_a_clause_that_is_flooded_with_claims_pushes_no_other_clause_out() -> None:
    assert {"way 0", "way 1"} <= told(made())


def test_where_not_even_every_clause_has_its_turn_the_weightier_goes_first() -> None:
    alone = made(replace(TIGHT, questions=1))

    assert told(alone) == {f"new {FLOOD - 1}"}  # disputed, and the newest of them; nobody contradicts what MA is about


def test_every_sentence_says_on_how_many_records_it_rests() -> None:
    whole, short = made(WHOLE), made()
    full = {key(one): len(one.records) for one in rows(whole, "clauses")}
    bound = {key(one): (len(one.records), one.more) for one in rows(short, "clauses")}

    assert {one: sum(value) for one, value in bound.items()} == full
    assert all(len(one.records) <= TIGHT.cited for one in holders(short))
    assert any(one.more for one in holders(short))


def test_no_side_and_no_answer_is_lost_where_a_sentence_names_few_of_its_records() -> None:
    standing = {"a1": ("A yes", 1), "a2": ("A yes", 2), "a3": ("A yes", 9), "b1": ("B no", 3), "a4": ("A yes", 8)}

    assert chosen(tuple(standing), 2, standing.__getitem__) == ("a3", "b1")
    assert chosen(("a1", "b1"), 2, standing.__getitem__) == ("a1", "b1")


@pytest.mark.parametrize("reader", ("public", "internal"))
def test_swapping_the_two_sides_swaps_the_report_of_a_large_ledger_too(reader: str) -> None:
    there, back = (markdown(made(TIGHT, reader, a=a, b=b)) for a, b in (("HILL", "RIVER"), ("RIVER", "HILL")))
    swapped = re.sub("HILL|RIVER", lambda found: {"HILL": "RIVER", "RIVER": "HILL"}[found.group()], there)

    assert swapped == back


def test_the_annex_holds_the_newest_of_the_records_named_and_says_how_many_it_leaves_out() -> None:
    report = made()
    annex = next(one for part in report.sections for one in part.blocks if isinstance(one, Annex))
    named = {id for one in holders(report) for id in one.records}

    assert len(annex.entries) == TIGHT.annexed
    assert {one.id for one in annex.entries} <= named
    oldest = min(one.position for one in annex.entries)
    left = [one for one in ledger() if one.record.id in named and one.position < oldest]
    assert f"{len(left)} older records named above are left out of this annex" in markdown(report)


@pytest.mark.parametrize(("language", "more"), [("en", "and 19 more"), ("ar", "غيرها")])
def test_every_form_of_the_report_says_how_many_more_records_there_are(language: str, more: str) -> None:
    report = replace(made(language=language))
    document = Document(BytesIO(docx(report)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    if language == "en":
        more = next(f"and {one.more} more" for one in rows(report, "clauses") if one.more)
    assert more in html(report)
    assert more in markdown(report)
    assert any(more in one for one in cells)
    assert pdf(report).startswith(b"%PDF")


def test_a_released_report_keeps_how_many_more_records_there_are() -> None:
    assert read(kept(made())) == made()


def test_a_reworded_sentence_may_not_claim_more_because_some_of_its_records_are_out_of_sight() -> None:
    text, entries = deal(), ledger()
    today, before = (status(text, entries, at=at, known_by=at) for at in (NOW, BEFORE))
    matter = matter_of(text, entries, today, audience=audience("internal", text), before=before)
    drafted = Sentence((Piece("CF for HILL is as it was."),), ("f00A",), more=40)
    reworded = Sentence((Piece("It is verified that fire was opened under CF."),), ("f00A",), more=40)

    assert "stage" in {one.code for one in overreaches(reworded, matter, drafted=drafted)}


def test_lists_of_patrols_and_counts_are_told_for_the_period_and_counted_beyond_that() -> None:
    text = markdown(made())

    assert "3 further patrols of the period" in text


def test_a_question_decided_in_the_period_is_told_although_nobody_spoke_of_it_for_long() -> None:
    text, entries = deal(), ledger()
    today, before = (status(text, entries, at=at, known_by=at) for at in (NOW, BEFORE))
    verdict = next(one for one in today.clauses for question in one.questions if question.incident == "old 3")
    questions = tuple(
        replace(one, finding=FindingWord.VERIFIED) if one.incident == "old 3" else one for one in verdict.questions
    )
    decided = replace(
        today, clauses=tuple(replace(one, questions=questions) if one is verdict else one for one in today.clauses)
    )

    report = daily(text, entries, decided, audience=audience("internal", text), before=before, extent=TIGHT)

    assert "old 3" in told(report)


def test_a_list_that_somebody_floods_is_told_from_both_ends() -> None:
    from trucekeeper.brief.bounded import LONGEST, bounded

    text = deal()
    matter = matter_of(text, ledger(), status(text, ledger(), at=NOW, known_by=NOW), audience=audience("public", text))
    many = tuple(Sentence((Piece(f"Sentence {number}."),), (), Ground.DEAL) for number in range(LONGEST + 100))
    report = made()
    section = replace(report.sections[1], blocks=(Listing(many),))

    short = bounded(replace(report, sections=(section,)), replace(matter, extent=TIGHT)).sections[0].blocks

    assert [len(one.items) for one in short if isinstance(one, Listing)] == [LONGEST // 2, LONGEST // 2]
    assert "Sentences left out here: 100." in [one.text for one in short if isinstance(one, Sentence)]
