"""What an author may rely on when a deal file is read."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trucekeeper.deal.condition import All, AnyOf, Counted, Happened, InState, Joined, Not, OutOfStep, Passes, Says
from trucekeeper.deal.encoding import BinaryFileError, EmptyFileError, EncodingError, decode
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.deal.md"))

HEAD = (
    "deal D1\n  zone: Asia/Damascus\nparty GOV\nparty OPP\nparty RUS\n  role: guarantor\nparty TUR\n  role: guarantor\n"
)


def deal(blocks: str, head: str = HEAD) -> Deal:
    return read_deal(f"# A deal\n\n```deal\n{head}{blocks}```\n", "my.deal.md")


def lines(read: Deal) -> list[str]:
    return [f"{f.at.line}:{f.at.column}: {f.severity} {f.code} {f.message}" for f in read.findings]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_reads_without_a_finding(path: Path) -> None:
    assert lines(read_deal(decode(path.read_bytes(), path.name), path.name)) == []


def test_a_condition_keeps_its_precedence_and_the_words_before_say() -> None:
    read = deal(
        "must F1\n  by: OPP\n  do: go\n  people: 5000\n"
        "must M1\n  by: GOV\n  do: go\n  after: 1350 of F1 at the point, not F1 on hold\n"
        "must R1\n  by: GOV\n  do: free\n"
        "  after: all of F1 arrived and half of M1 departed, or RUS and TUR both say resume\n"
        "exchange X1\n  legs: F1 | M1\n"
        "may H1\n  by: RUS or TUR\n  do: hold F1, M1\n"
        "  when: F1#2 done or X1 out of step\n  until: 1 day 6 hours pass\n"
    )
    assert lines(read) == []
    m1, r1, h1 = (read.clause(id) for id in ("M1", "R1", "H1"))
    assert m1 and r1 and h1
    assert isinstance(m1.after, All) and [type(part) for part in m1.after.of] == [Counted, Not]
    counted, negated = m1.after.of
    assert isinstance(counted, Counted) and (counted.amount, counted.event) == (1350, "at the point")
    assert isinstance(negated, Not) and isinstance(negated.of, InState) and negated.of.state == "on hold"
    assert isinstance(r1.after, AnyOf) and isinstance(r1.after.of[0], All)
    half, says = r1.after.of[0].of[1], r1.after.of[1]
    assert isinstance(half, Counted) and half.share == 0.5
    assert isinstance(says, Says) and says.joined is Joined.JOINTLY and [p.text for p in says.parties] == ["RUS", "TUR"]
    assert isinstance(h1.when, AnyOf)
    batch, out = h1.when.of
    assert isinstance(batch, Happened) and (batch.batch, batch.event) == (2, "done")
    assert isinstance(out, OutOfStep)
    assert h1.until == Passes(timedelta(hours=30))
    assert (h1.action, h1.acts_on.ids, h1.by.joined) == ("hold", ("F1", "M1"), Joined.ANY)


def test_a_value_that_runs_over_lines_is_one_value_and_its_places_stay_true() -> None:
    read = deal("must A1\n  by: GOV,  # both\n    OPPX\n  do: let people leave,\n      each with what they carry\n")
    clause = read.clauses[0]
    assert clause.do == "let people leave, each with what they carry"
    assert clause.by.ids == ("GOV", "OPPX")
    span = clause.by.names[1].span
    assert read.text[span.start : span.end] == "OPPX"
    assert (span.line, span.column) == (14, 5)


def test_a_flush_file_without_a_deal_block_reads_like_an_indented_one() -> None:
    text = "```deal\nparty GOV\nname: the government\n\nmust not CF\nby: GOV\ndo: fire\nfrom: eastern quarter\n```\n"
    read = read_deal(text, "x.deal.md")
    assert lines(read) == []
    clause = read.clauses[0]
    assert (clause.type, clause.typed, clause.start.words, clause.start.ids) == ("fire", False, "eastern quarter", ())
    assert read.parties[0].name == "the government"


def test_times_are_meant_in_the_zone_of_the_deal() -> None:
    read = deal("must A1\n  by: GOV\n  do: go\n  window: 2016-12-14 05:00 to 2016-12-14 06:00Z\n")
    window = read.clauses[0].window
    assert window is not None
    assert window.start == datetime(2016, 12, 14, 3, tzinfo=UTC)
    assert window.end == datetime(2016, 12, 14, 6, tzinfo=UTC)


def test_evidence_names_its_observers_and_the_rung_it_asks_for() -> None:
    read = deal(
        "must A1\n  by: GOV\n  do: go\n  evidence: RUS, TUR or OPP in person; video counts as a claim only\n"
        "must A2\n  by: GOV\n  do: go\n  evidence: RUS count, decided by V1\n"
        "must A3\n  by: GOV\n  do: go\n  evidence: GOV, claimed\n"
        "must A4\n  by: GOV\n  do: go\n  evidence: a signed list\n"
        "verify V1\n  who: RUS, TUR\n"
    )
    assert lines(read) == []
    assert [[o.text for o in c.observers] for c in read.clauses] == [["RUS", "TUR", "OPP"], ["RUS"], ["GOV"], []]
    assert [c.rung_asked for c in read.clauses] == [2, 4, 1, 2]
    assert read.clauses[1].decided_by is not None and read.clauses[1].decided_by.text == "V1"


def test_a_quotation_keeps_its_words_and_its_language() -> None:
    text = "> First point.\n> [ar] النقطة الأولى\n> وتتمتها\n\n```deal\ndeal D\n  languages: en, ar\nparty A\n```\n"
    read = read_deal(text, "x.deal.md")
    assert [(q.language, q.text) for q in read.quotations] == [("en", "First point."), ("ar", "النقطة الأولى\nوتتمتها")]
    assert [text[q.at.start : q.at.end] for q in read.quotations] == ["First point.", "النقطة الأولى\n> وتتمتها"]


def test_a_test_line_is_kept_as_data() -> None:
    text = f"```deal\n{HEAD}must A1\n  by: GOV\n  do: go\n```\n```deal-test\nat 2016-12-14 09:00 RUS says A1 done\n"
    text += "at 2016-12-14 10:00 expect A1 GOV late none\nat 2016-12-14 11:00 expect A1 late\n```\n"
    read = read_deal(text, "x.deal.md")
    assert [(t.words, t.expects) for t in read.tests] == [
        ("RUS says A1 done", None),
        ("expect A1 GOV late none", ("A1", "GOV", "late", "none")),
    ]
    assert lines(read) == ["17:21: error E024 this does not say which stage and finding are expected"]


def test_ids_and_names_may_be_arabic_and_line_ends_may_be_windows_ones() -> None:
    text = "```deal\r\nparty حكومة: الحكومة\r\n  name en: the government\r\n"
    text += "must خروج1\r\n  by: حكومة\r\n  do ar: يغادر\r\n```\r\n"
    read = read_deal(text, "x.deal.md")
    assert lines(read) == []
    assert read.clauses[0].by.ids == ("حكومة",)
    span = read.clauses[0].by.names[0].span
    assert (read.text[span.start : span.end], span.line, span.column) == ("حكومة", 5, 7)


MISTAKES = [
    (blocks, line.strip())
    for blocks, line in (
        entry.split("=> ") for entry in (Path(__file__).parent / "mistakes.txt").read_text("utf-8").split("----\n")[1:]
    )
]


@pytest.mark.parametrize(("blocks", "line"), MISTAKES, ids=[line.split("error ")[1][:40] for _, line in MISTAKES])
def test_a_mistake_gives_one_message_at_its_place(blocks: str, line: str) -> None:
    assert lines(deal(blocks)) == [line]


def test_all_times_without_a_zone_are_one_mistake() -> None:
    block = "must {0}\n  by: GOV\n  do: go\n  due: 2016-12-14 05:00\n"
    read = deal(block.format("A1") + block.format("A2"), head="party GOV\n")
    assert lines(read) == ['8:8: error D22 "2016-12-14 05:00" has no offset and the deal names no zone']
    assert [(caption, span.line) for caption, span in read.findings[0].also] == [("and here", 12)]


def test_a_zone_that_does_not_exist_is_told_once_and_not_at_every_time() -> None:
    read = deal(
        "must A1\n  by: GOV\n  do: go\n  due: 2016-12-14 05:00\n", head="deal D\n  zone: Asia/Damaskus\nparty GOV\n"
    )
    assert lines(read) == ['5:9: error E014 "Asia/Damaskus" is not a time zone of the IANA list']


@pytest.mark.parametrize(
    ("zone", "when", "why"),
    [
        ("Europe/Kyiv", "2017-03-26 03:30", "does not exist"),
        ("Europe/Kyiv", "2017-10-29 03:30", "happens twice"),
    ],
)
def test_a_time_that_a_clock_change_skips_or_doubles_is_refused(zone: str, when: str, why: str) -> None:
    head = f"deal D\n  zone: {zone}\nparty GOV\n"
    read = deal(f"must A1\n  by: GOV\n  do: go\n  due: {when}\n", head=head)
    assert lines(read) == [f'10:8: error D22 "{when}" {why} in {zone}: the clock changes there']


def test_an_unclosed_fence_is_one_message_even_with_prose_after_it() -> None:
    read = read_deal("```deal\nparty GOV\n\nThis is prose.\nAnd more: prose.\n", "x.deal.md")
    assert lines(read) == [
        '1:1: error E019 the "deal" fence is never closed, so that prose after it is read as part of the deal'
    ]


def test_a_fence_with_a_slip_in_its_word_is_told_because_it_would_not_be_read() -> None:
    read = read_deal("```deall\nparty GOV\n```\n", "x.deal.md")
    assert lines(read) == ['1:1: error E020 a fence "deall" is not read - did you mean "deal"?']


def test_a_file_without_a_deal_says_so() -> None:
    assert lines(read_deal("# Minutes\n", "x.md")) == [
        "1:1: error E018 there is no deal in this file: no fence with the word deal"
    ]


def test_conditions_nested_without_end_are_refused_and_not_crashed_on() -> None:
    read = deal(f"must A1\n  by: GOV\n  do: go\n  after: {'(' * 5000}A1 done{')' * 5000}\n")
    assert [f.code for f in read.findings] == ["E011"]


def test_bytes_that_are_no_text_are_refused_with_what_to_do() -> None:
    with pytest.raises(EmptyFileError) as empty:
        decode(b" \n", "a.md")
    assert empty.value.message == "a.md is empty, so there is no deal to read"
    with pytest.raises(BinaryFileError) as binary:
        decode(b"PK\x00", "a.md")
    assert binary.value.message == "a.md is not a text (byte 2 is zero), so no deal can be read from it"
    with pytest.raises(EncodingError) as latin:
        decode("x\nvillage de Saraqèb".encode("latin-1"), "a.md")
    assert (
        latin.value.message == "a.md is not in UTF-8: byte 18 (0xe8, line 2) fits no letter, so names could be misread"
    )
    assert decode(b"\xef\xbb\xbfabc\r\n", "a.md") == "abc\r\n"
