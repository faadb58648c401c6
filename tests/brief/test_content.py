import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.brief.world import BEFORE, NOW, before, deal, history, moment, now, on, report
from trucekeeper.brief.audience import audience
from trucekeeper.brief.content import daily
from trucekeeper.brief.markdown import markdown
from trucekeeper.brief.matter import SupposedRecordsError
from trucekeeper.brief.model import Annex, Figure, Ground, Listing, Piece, Report, Sentence, Table, cited, sentences
from trucekeeper.brief.plain import partisan
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.record import Claim, Entry
from trucekeeper.status.engine import status
from trucekeeper.status.verdict import ClauseVerdict, FindingWord, Stage

AUDIENCES = ("public", "partner", "party:HILL", "party:RIVER", "internal")


def texts(report: Report) -> set[str]:
    return {one.text for one in sentences(report)}


@pytest.mark.parametrize("reader", AUDIENCES)
def test_every_sentence_names_its_records_or_says_why_it_can_name_none(reader: str) -> None:
    for one in sentences(report(for_whom=reader)):
        assert bool(one.records) == (one.ground is Ground.RECORDS), one.text


@pytest.mark.parametrize("reader", AUDIENCES)
def test_every_record_that_a_sentence_names_stands_in_the_annex(reader: str) -> None:
    made = report(for_whom=reader)

    annexed = {
        one.id for part in made.sections for block in part.blocks if isinstance(block, Annex) for one in block.entries
    }

    assert set(cited(made)) <= annexed


#: The parts that retell records themselves; the others tell what follows from several.
RETELLING = {"claims", "counts", "holds", "demands", "monitoring", "positions", "changes", "unknown"}


def tellings(report: Report, only: set[str] | None = None) -> set[tuple[str, tuple[str, ...]]]:
    """What a reader takes in at once: a sentence, a row of a table or a cell that names its own records."""
    told: set[tuple[str, tuple[str, ...]]] = set()
    for part in (one for one in report.sections if only is None or one.id in only):
        for block in part.blocks:
            match block:
                case Sentence():
                    told.add((block.text, block.records))
                case Listing(items=items):
                    told |= {(one.text, one.records) for one in items}
                case Table(rows=rows, sourced=True):
                    told |= {(" | ".join(one.text for cell in row.cells for one in cell), row.records) for row in rows}
                case Table(rows=rows):
                    told |= {(one.text, one.records) for row in rows for cell in row.cells for one in cell}
                case _:
                    pass
    return told


def judged(entries: Sequence[Entry]) -> Report:
    """The day's report with the answers that the status engine gives."""
    text = deal()
    today = status(text, entries, at=NOW, known_by=NOW)
    day_before = status(text, entries, at=BEFORE, known_by=BEFORE)
    return daily(text, entries, today, audience=audience("internal", text), before=day_before)


@pytest.mark.parametrize("gone", ["c1", "c2", "c3", "c4", "m1", "v1", "h1", "d1", "p1", "s1", "s2", "t1", "w1", "k1"])
def test_removing_a_record_removes_or_changes_every_sentence_that_names_it(gone: str) -> None:
    entries = history()
    left = [one for one in entries if one.record.id != gone and getattr(one.record, "corrects", "") != gone]

    named_it = {one for one in tellings(judged(entries)) if gone in one[1]}
    after = tellings(judged(left))

    assert named_it
    assert not named_it & after
    assert not [ids for _, ids in after if gone in ids]
    told_alone = {text for text, ids in tellings(judged(entries), RETELLING) if ids == (gone,)}
    assert not told_alone & {text for text, _ in tellings(judged(left), RETELLING)}


def swapped(text: str) -> str:
    return re.sub("HILL|RIVER", lambda found: {"HILL": "RIVER", "RIVER": "HILL"}[found.group()], text)


@pytest.mark.parametrize("reader", ("public", "partner", "internal"))
def test_swapping_the_two_sides_swaps_the_report(reader: str) -> None:
    there = markdown(report("HILL", "RIVER", for_whom=reader))
    back = markdown(report("RIVER", "HILL", for_whom=reader))

    assert swapped(there) == back


def test_swapping_the_roles_under_an_unchanged_order_of_parties_swaps_the_sentences() -> None:
    """The parties stay where they stand in the deal, and only what was said and done changes sides."""
    ours, theirs = report("HILL", "RIVER"), report("RIVER", "HILL")

    assert {swapped(one) for one in texts(ours)} == texts(theirs)


@pytest.mark.parametrize("reader", AUDIENCES)
def test_our_own_words_never_take_a_side(reader: str) -> None:
    made = report(for_whom=reader)

    pieces = [piece for one in sentences(made) for piece in one.pieces]
    pieces += [
        Piece(block.caption) for part in made.sections for block in part.blocks if isinstance(block, Table | Figure)
    ]

    assert not [one.text for one in pieces if one.voice != "quoted" and partisan(one.text)]
    assert any(partisan(one.text) for one in pieces) == (reader in {"partner", "internal"})


def test_a_supposed_record_is_refused() -> None:
    text, entries = deal(), history()
    made_up = replace(now(), supposed=("s1", "s2"))

    with pytest.raises(SupposedRecordsError) as caught:
        daily(text, entries, made_up, audience=audience("public", text))

    assert caught.value.message == "a report never rests on supposed records, and these are supposed: s1, s2"


def test_a_report_as_published_says_so_on_every_page() -> None:
    text = deal()

    made = daily(text, history(), replace(now(), known_from="said"), audience=audience("public", text))

    assert made.marks == ("As published by the moment asked for, not as recorded",)


def test_a_practice_report_says_so_on_every_page() -> None:
    text = deal()

    made = daily(text, history(), now(), audience=audience("public", text), practice=True)

    assert made.marks == ("PRACTICE: an exercise, not a mission's report",)


def test_a_title_and_foot_name_the_deal_the_moments_and_the_reader() -> None:
    made = report(for_whom="party:HILL")

    assert made.title == "Daily report on BRIDGE-1, 2 Mar 2031"
    assert made.running == (
        "BRIDGE-1 · state at 2 Mar 2031 20:00 (18:00 UTC) · known by 2 Mar 2031 20:00 (18:00 UTC) · for the party HILL"
    )
    assert NOW.hour == 20


def test_without_a_period_before_nothing_is_said_to_have_changed() -> None:
    text = deal()

    told = " ".join(texts(daily(text, history(), now(), audience=audience("public", text))))

    assert "not compared" in told
    assert "unchanged" not in told


def told_of(text: Deal, was: ClauseVerdict, one: ClauseVerdict, language: str = "en") -> set[str]:
    then, here = replace(before(), clauses=(was,)), replace(now(), clauses=(one,))
    made = daily(text, history(), here, audience=audience("internal", text), before=then, language=language)
    return texts(made)


def test_a_stage_and_a_finding_are_never_told_as_if_one_became_the_other() -> None:
    text, was = deal(), next(one for one in before().clauses if one.clause == "MA")
    fulfilled = replace(was, stage=Stage.FULFILLED)

    alleged = replace(fulfilled, finding=FindingWord.ALLEGED)
    assert (
        "MA for HILL: the finding was no claim and is now alleged breach; the stage is as before: fulfilled."
        in told_of(text, fulfilled, alleged)
    )
    assert (
        "MA for HILL: the stage was pending and is now fulfilled; the finding was no claim and is now alleged breach."
        in told_of(text, was, alleged)
    )
    assert not [one for one in told_of(text, fulfilled, alleged) if "was fulfilled and is now alleged" in one]
    assert "No clause has changed its stage or its finding since then." in told_of(text, was, was)
    arabic = told_of(text, fulfilled, alleged, "ar")
    assert "MA بالنسبة إلى HILL: كانت الخلاصة «لا ادعاء» وهي الآن «خرق مزعوم»؛ والمرحلة كما كانت: مستوفى." in arabic


def test_a_clause_that_asks_for_no_evidence_is_not_said_to_be_fulfilled_on_what_it_asks_for() -> None:
    text, was = deal(), next(one for one in before().clauses if one.clause == "MA")
    fulfilled = replace(was, stage=Stage.FULFILLED)
    asking = read_deal(
        text.text.replace("  from: MILL\n", "  from: MILL\n  evidence: TEAM counts\n", 1), "asks.deal.md"
    )

    assert any(
        "fulfilled as corroborated; the deal asks for no evidence" in one for one in told_of(text, was, fulfilled)
    )
    assert not [one for one in told_of(text, was, fulfilled) if "evidence that the deal asks for" in one]
    assert any("fulfilled on the evidence that the deal asks for" in one for one in told_of(asking, was, fulfilled))


def test_who_else_says_how_the_deal_stands_is_told_with_their_own_records() -> None:
    text = deal()
    words = [("e1", "HILL press office", "HILL", "completed"), ("e2", "RIVER press office", "RIVER", "collapsed")]
    said = [
        Entry(
            position=100 + place,
            recorded_at=moment(2, 12),
            entered_by="clerk One",
            record=Claim(
                id=id,
                speaker=who,
                side=side,
                clause="deal",
                state=state,  # type: ignore[arg-type]
                said_at=moment(2, 10),
                happened=on(2),
            ),
        )
        for place, (id, who, side, state) in enumerate(words)
    ]
    entries = (*history(), *said)
    made = daily(
        text, entries, status(text, entries, at=NOW, known_by=NOW), audience=audience("internal", text), before=None
    )

    others = {one.text: one.records for one in sentences(made) if " said that it is " in one.text}
    assert len(others) == 1
    [(words_told, records)] = others.items()
    assert records == (("e1",) if "completed" in words_told else ("e2",))


@pytest.mark.parametrize(("stage", "said"), [("draft", True), ("offered", True), ("in_force", False)])
def test_a_text_that_nobody_has_agreed_to_is_said_to_bind_nobody(stage: str, said: bool) -> None:
    text, answer = deal(), now()
    draft = replace(answer, deal=replace(answer.deal, stage=stage, others=(), others_because=()))

    for language, words in (("en", "binds nobody yet"), ("ar", "لا يُلزم أحدًا بعد")):
        made = daily(text, history(), draft, audience=audience("public", text), before=None, language=language)
        assert any(words in one for one in texts(made)) is said


def test_of_one_counted_person_the_report_speaks_as_of_one() -> None:
    stood = now()
    alone = [replace(c, progress=tuple(replace(p, low=1, high=None) for p in c.progress)) for c in stood.clauses]
    text = deal()

    made = daily(text, history(), replace(stood, clauses=tuple(alone)), audience=audience("internal", text))

    assert any("at least 1 person by the account of 1 source" in told for told in texts(made))
    assert "1 people" not in markdown(made)
