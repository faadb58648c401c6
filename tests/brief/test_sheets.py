from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.brief.world import deal, history, moment, now
from trucekeeper.brief.audience import audience
from trucekeeper.brief.docx import docx
from trucekeeper.brief.html import html
from trucekeeper.brief.matter import Matter
from trucekeeper.brief.model import cited, sentences
from trucekeeper.brief.sheets.contacts import ContactsError, Desk, contacts
from trucekeeper.brief.sheets.convoy import convoy_sheet
from trucekeeper.brief.sheets.deadlines import deadlines
from trucekeeper.brief.sheets.exchange import exchange_sheet, steps
from trucekeeper.brief.sheets.forms import WORDS, incident_form, manifest_form
from trucekeeper.brief.sheets.incident import incident_report
from trucekeeper.brief.sheets.notification import notification
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.exchange.model import Convoy, Operation, Times
from trucekeeper.exchange.operation import read_operation
from trucekeeper.exchange.plan import Plan, make_plan
from trucekeeper.exchange.shape import ahead_in_persons, in_order

STORY = Path(__file__).parents[2] / "examples" / "aleppo-2016"
Pairs = list[tuple[Convoy, Times]]


@pytest.fixture(scope="module")
def agreed() -> Deal:
    return read_deal((STORY / "repaired.deal.md").read_text(encoding="utf-8"), "repaired.deal.md")


@pytest.fixture(scope="module")
def work(agreed: Deal) -> Operation:
    return read_operation((STORY / "exchange.ops.md").read_text(encoding="utf-8"), "exchange.ops.md", agreed)


@pytest.fixture(scope="module")
def found(work: Operation) -> Plan:
    return make_plan(work, with_bound=False)


@pytest.fixture(scope="module")
def pairs(found: Plan) -> Pairs:
    return in_order(found)


def matter(for_whom: str = "internal") -> Matter:
    text, entries = deal(), history()
    reader = audience(for_whom, text)
    return Matter(deal=text, entries=entries, history=entries, now=now(), before=None, audience=reader, zone=text.zone)


def words(report: object) -> str:
    return " ".join(one.text for one in sentences(report))  # type: ignore[arg-type]


def test_the_exchange_sheet_shows_the_leads_that_the_plan_promises(work: Operation, found: Plan, pairs: Pairs) -> None:
    leads = [step[5] for step in steps(work, pairs)]

    assert tuple(max(each) for each in zip(*leads, strict=True)) == ahead_in_persons(work, found)
    assert leads[-1] == (0, 0)


def test_everybody_of_the_plan_stands_on_a_convoy_sheet_once(agreed: Deal, work: Operation, pairs: Pairs) -> None:
    report = convoy_sheet(agreed, work, pairs, made=work.start)

    assert [one.id for one in report.sections] == [f"convoy-{convoy.id}" for convoy, _ in pairs]
    assert sum(convoy.persons for convoy, _ in pairs) == sum(work.persons(side) for side in range(len(work.sides)))
    assert all(one.apart for one in report.sections)
    assert "Nobody is made to board" in words(report)


def test_all_that_tells_where_people_will_be_is_marked(agreed: Deal, work: Operation, pairs: Pairs) -> None:
    for make in (convoy_sheet, exchange_sheet, notification):
        assert "NOT TO BE PUBLISHED" in " ".join(make(agreed, work, pairs, made=work.start).marks)


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (72, "48 are usual."),
        (30, "Say why it is one."),
        (10, "Say why, and call."),
        (-5, "none: the first convoy was to leave"),
    ],
)
def test_a_notice_says_how_long_before_it_is_given(
    agreed: Deal, work: Operation, pairs: Pairs, hours: int, told: str
) -> None:
    first = work.moment(min(times.depart for _, times in pairs))
    report = notification(agreed, work, pairs, made=first - timedelta(hours=hours))

    assert told in words(report)


def test_an_acknowledgement_is_a_receipt_and_never_an_approval(agreed: Deal, work: Operation, pairs: Pairs) -> None:
    told = words(notification(agreed, work, pairs, made=work.start))

    assert "no approval and no guarantee" in told
    assert "asks for no permission" in told


def test_contacts_come_from_a_table_or_from_a_pen(agreed: Deal, work: Operation, pairs: Pairs) -> None:
    desks = contacts("\ufefffunction,side,call_sign,telephone\nlead car,GOV,GREEN 1,0100\n", "c.csv")

    assert desks == (Desk("lead car", "GOV", "GREEN 1", "0100"),)
    assert "GREEN 1" in words(convoy_sheet(agreed, work, pairs, made=work.start, desks=desks))


@pytest.mark.parametrize(
    ("text", "why"),
    [("function,side\n", "no column call_sign"), ("function,side,call_sign,telephone\n,A,B,1\n", "names no function")],
)
def test_a_wrong_table_of_contacts_is_refused_with_its_line(text: str, why: str) -> None:
    with pytest.raises(ContactsError, match=why):
        contacts(text, "c.csv")


def test_the_forms_say_everything_in_each_language() -> None:
    assert {one: set(words) for one, words in WORDS.items()} == {one: set(WORDS["en"]) for one in WORDS}
    assert all(text.strip() for words in WORDS.values() for text in words.values())
    arabic = " ".join(WORDS["ar"].values())
    assert not [letter for letter in arabic if letter.isascii() and letter.isalpha()]


def test_an_arabic_form_runs_from_right_to_left_on_the_page_and_in_word() -> None:
    form = manifest_form(deal(), "ar")

    assert '<html lang="ar" dir="rtl">' in html(form)
    document = Document(BytesIO(docx(form)))
    assert all(one._p.pPr is not None and one._p.pPr.find(qn("w:bidi")) is not None for one in document.paragraphs)
    assert all(one._tbl.tblPr.find(qn("w:bidiVisual")) is not None for one in document.tables)


def test_a_blank_form_holds_nobody() -> None:
    listed = manifest_form(deal(), "en").sections[0].blocks[-1]

    assert all(not cell for row in listed.rows for cell in row.cells)  # type: ignore[union-attr]
    assert "CF" in words(incident_form(deal(), "en"))


def test_an_incident_report_leads_from_every_sentence_to_its_records() -> None:
    asked = matter()
    name = next(one.incident for each in asked.now.clauses for one in each.questions)
    report = incident_report(asked, name.upper())

    shown = {
        entry.id for section in report.sections for block in section.blocks for entry in getattr(block, "entries", ())
    }
    assert set(cited(report)) <= shown
    assert cited(report)


def test_the_calendar_is_one_that_telephones_read() -> None:
    text = deadlines(matter(), made=moment(3, 0)).decode()
    lines = text.split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert max(len(one.encode()) for one in lines) <= 75
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") > 0


def test_no_word_of_a_deal_opens_a_line_of_the_calendar() -> None:
    evil = deal()
    text = deadlines(_with_name(evil, "over;\nEND:VCALENDAR, \\ ثم"), made=moment(3, 0)).decode()
    unfolded = text.replace("\r\n ", "")

    assert unfolded.count("END:VCALENDAR\r\n") == 1
    assert "over\\; END:VCALENDAR\\, \\\\ ثم" in unfolded


def _with_name(text: Deal, name: str) -> Matter:
    clauses = tuple(replace(one, name=name) for one in text.clauses)
    return replace(matter(), deal=replace(text, clauses=clauses))


def test_a_calendar_says_by_what_was_known_it_was_made() -> None:
    made: datetime = moment(3, 0)

    assert "by what was known by" in deadlines(matter(), made=made).decode().replace("\r\n ", "")
