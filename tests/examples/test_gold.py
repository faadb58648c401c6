"""The example reports and their gold claims: what an annotator promises the reader's builder."""

import html
import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from tests.gold.draw import READING, drawn, listed, table
from tests.gold.make_gold import MARKS, ROOT, Finder, MarkError, as_lines, gold, gold_text, report_of
from trucekeeper.ledger.record import Act, Basis, Certainty, DealState, Event, Polarity, Precision

ORIGIN_LINE = "Written for Trucekeeper after public reporting"
STORIES = sorted(p.parent for p in ROOT.glob("examples/*/reports/sources.jsonl"))
HALVES = sorted(p.parent for p in READING.glob("*/sources.jsonl"))
FOLDERS = [*STORIES, *HALVES]
REPORTS = sorted(p for s in FOLDERS for p in s.iterdir() if p.suffix == ".html" or re.fullmatch(r"[^.]+\.txt", p.name))
KINDS = {"agency", "broadcaster", "ministry", "situation report", "aid organisation", "live blog", "spokesman"}
KINDS |= {"monitoring group", "monitoring mission", "newspaper", "analyst", "channel"}
LANGUAGES = {"en", "ar", "ru"}
NO_SIDE = {"independent", "unknown"}
DEALS = {"aleppo-2016": "repaired.deal.md", "homs-2014": "pause.deal.md"}
CLAIM_KEYS = {"id", "speaker", "via", "cue", "content", "act", "polarity", "event", "actors", "actors_alternative"}
CLAIM_KEYS |= {"place", "happened", "said", "quantity", "certainty", "clauses", "basis"}
EXTRA_KEYS = {"parts", "state", "position"}
#: Bodies that call themselves so; a report says who they are by their name.
NAMES = re.compile(r"\b(?:Palestine Liberation (?:Army|Organization)|Liberation Tigers)\b")
BANNED = re.compile(
    r"\b(?:regimes?|terrorists?|terrorism|liberat(?:ed?|ion|ing))\b|إرهاب|النظام|террорист|режим[а-я]* Асада",
    re.IGNORECASE,
)


def sources(story: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (story / "sources.jsonl").read_text("utf-8").splitlines()]


def claims(report: Path) -> list[dict[str, Any]]:
    lines = report.with_suffix(".gold.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def deal_of(report: Path) -> str:
    """The deal that a report's gold is tied to."""
    if report.parent in STORIES:
        return (report.parents[1] / DEALS[report.parents[1].name]).read_text("utf-8")
    row = next(row for row in sources(report.parent) if row["file"] == report.name)
    return (report.parent / str(row["deal"])).read_text("utf-8")


def deal_words(report: Path, kind: str) -> set[str]:
    """Ids of one kind in the report's deal."""
    return set(re.findall(rf"^(?:{kind}) (\w+)", deal_of(report), re.MULTILINE))


def forces(report: Path) -> set[str]:
    lines = re.findall(r"^\s*forces: (.*)$", deal_of(report), re.MULTILINE)
    return {word.strip() for line in lines for word in line.split(",")}


def spans(claim: dict[str, Any]) -> list[dict[str, Any]]:
    named = [claim["speaker"], claim["place"], claim["cue"], *claim["via"], *claim["actors"], *claim["content"]]
    found = [span for span in named if span]
    if claim["speaker"] and "refers_to" in claim["speaker"]:
        found.append(claim["speaker"]["refers_to"])
    return found


def verbatim(span: dict[str, Any], text: str) -> bool:
    words = text[span["start"] : span["end"]]
    return bool(words and words == words.strip() and span.get("text", words) == words)


@pytest.fixture(params=REPORTS, ids=lambda p: f"{p.parent.name}-{p.name}" if p.parent in HALVES else p.name)
def report(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def test_there_are_enough_reports_of_both_stories() -> None:
    counted = {story.parent.name: sum(1 for r in REPORTS if r.parent == story) for story in STORIES}
    assert counted["aleppo-2016"] >= 16


def test_a_report_says_in_its_first_line_where_it_comes_from(report: Path) -> None:
    assert gold_text(report).read_text("utf-8").splitlines()[0] == ORIGIN_LINE
    if report.suffix == ".html":
        page = report.read_text("utf-8")
        assert page.index(f"<!-- {ORIGIN_LINE} -->") < page.index("<html")
        assert page.index(ORIGIN_LINE, page.index("<article")) < page.index("<h1")


@pytest.mark.parametrize("report", [r for r in REPORTS if r.suffix == ".html"], ids=lambda p: p.name)
def test_every_paragraph_of_the_gold_text_stands_in_the_page(report: Path) -> None:
    page = " ".join(html.unescape(re.sub(r"<[^>]+>", "", report.read_text("utf-8"))).split())
    for paragraph in gold_text(report).read_text("utf-8").split("\n\n"):
        assert " ".join(paragraph.split()) in page


def test_a_report_is_listed_among_the_sources_with_tokens_that_exist(report: Path) -> None:
    rows = [row for row in sources(report.parent) if row["file"] == report.name]
    assert len(rows) == 1
    row = rows[0]
    assert row["kind"] in KINDS
    assert row["side"] in NO_SIDE | deal_words(report, "party")
    assert row.get("language", "en") in LANGUAGES
    assert row["half"] in {"tune", "held"}
    assert datetime.fromisoformat(row["published"]).tzinfo is not None
    assert row.get("text", report.name) == gold_text(report).name


def test_every_listed_source_is_there() -> None:
    for story in FOLDERS:
        assert {row["file"] for row in sources(story)} == {r.name for r in REPORTS if r.parent == story}


def test_no_gold_span_is_other_than_verbatim(report: Path) -> None:
    text = gold_text(report).read_text("utf-8")
    # Only ids are compared, so that a failure prints no words of the half that is kept from who writes rules.
    assert [claim["id"] for claim in claims(report) if not claim["content"]] == []
    assert [claim["id"] for claim in claims(report) for span in spans(claim) if not verbatim(span, text)] == []


def test_who_says_it_and_the_saying_are_no_part_of_what_is_said(report: Path) -> None:
    wrong = [
        claim["id"]
        for claim in claims(report)
        for word in (claim["cue"], claim["speaker"], *claim["via"])
        for part in claim["content"]
        if word and word["end"] > part["start"] and part["end"] > word["start"]
    ]
    assert wrong == []


def test_every_field_holds_a_token_of_the_contract(report: Path) -> None:
    for claim in claims(report):
        assert set(claim) >= CLAIM_KEYS and set(claim) - CLAIM_KEYS <= EXTRA_KEYS, claim["id"]
        assert claim["act"] in get_args(Act), claim["id"]
        assert claim["event"] in get_args(Event), claim["id"]
        assert claim["polarity"] in get_args(Polarity), claim["id"]
        assert claim["certainty"] in get_args(Certainty), claim["id"]
        assert claim["basis"] in get_args(Basis), claim["id"]
        assert claim.get("state", "draft") in get_args(DealState), claim["id"]


def test_only_what_the_author_tells_has_no_speaker(report: Path) -> None:
    for claim in claims(report):
        assert (claim["speaker"] is None) == (claim["act"] == "narrates"), claim["id"]
        if claim["speaker"]:
            assert claim["speaker"]["side"] in NO_SIDE | deal_words(report, "party"), claim["id"]
            assert claim["cue"], claim["id"]


def test_times_are_half_open_with_the_offset_that_the_deals_zone_has_on_the_day_of_the_report(report: Path) -> None:
    zone = ZoneInfo(re.findall(r"^\s*zone: (\S+)", deal_of(report), re.MULTILINE)[0])
    published = next(row["published"] for row in sources(report.parent) if row["file"] == report.name)
    offset = datetime.fromisoformat(published).astimezone(zone).utcoffset()
    for claim in claims(report):
        for interval in (claim["happened"], claim["said"]):
            if interval is None:
                continue
            start, end = datetime.fromisoformat(interval["start"]), datetime.fromisoformat(interval["end"])
            assert start < end, claim["id"]
            assert start.utcoffset() == end.utcoffset() == offset, claim["id"]
            assert interval["precision"] in get_args(Precision), claim["id"]
            assert interval["basis"] in {"stated", "carried", "published"}, claim["id"]


def test_quantities_are_ranges(report: Path) -> None:
    for claim in claims(report):
        for quantity in [claim["quantity"], *claim.get("parts", [])]:
            assert quantity is None or quantity["high"] is None or quantity["low"] <= quantity["high"], claim["id"]


def test_ids_are_those_of_the_deal(report: Path) -> None:
    clauses = deal_words(report, "must not|must|may|exchange|verify")
    parties, places = deal_words(report, "party"), deal_words(report, "place")
    for claim in claims(report):
        assert set(claim["clauses"]) <= clauses, claim["id"]
        assert {a["id"] for a in claim["actors"]} - {None} <= forces(report), claim["id"]
        assert not claim["speaker"] or claim["speaker"]["id"] is None or claim["speaker"]["id"] in parties, claim["id"]
        assert not claim["place"] or claim["place"]["id"] is None or claim["place"]["id"] in places, claim["id"]


def test_alternatives_name_more_than_one_actor(report: Path) -> None:
    for claim in claims(report):
        assert not claim["actors_alternative"] or len(claim["actors"]) > 1, claim["id"]


def test_claim_ids_are_unique() -> None:
    ids = [claim["id"] for report in REPORTS for claim in claims(report)]
    assert len(ids) == len(set(ids))


def test_wording_is_neutral_outside_quotation(report: Path) -> None:
    text = re.sub(r'"[^"\n]*"|“[^”\n]*”|«[^»\n]*»', "", gold_text(report).read_text("utf-8"))
    text = NAMES.sub("", text)
    assert BANNED.findall(text) == []


def test_both_halves_hold_reports_of_a_story() -> None:
    for story in STORIES:
        assert {row["half"] for row in sources(story)} == {"tune", "held"}


def test_a_report_to_measure_with_lies_in_the_half_that_was_drawn_for_it() -> None:
    assert table(drawn(listed())) == (READING / "drawn.tsv").read_text("utf-8")
    half = {(row.language, f"{row.report}.txt"): row.half for row in drawn(listed())}
    folders = [READING / "tune", READING / "held"]
    placed = {(row["language"], row["file"]): row["half"] for folder in folders for row in sources(folder)}
    assert placed == half
    assert all(row["half"] == folder.name for folder in folders for row in sources(folder))


def test_what_was_written_later_is_all_held_and_none_of_it_was_drawn_before() -> None:
    later = [row for folder in HALVES if folder.name.startswith("held-") for row in sources(folder)]
    assert Counter(row["language"] for row in later) == {"en": 41, "ar": 22, "ru": 21}
    assert {row["half"] for row in later} == {"held"}
    assert {row["file"] for row in later}.isdisjoint(f"{row.report}.txt" for row in drawn(listed()))


def test_what_was_written_for_tuning_is_all_for_tuning() -> None:
    rows = [row for name in ("tune-3", "tune-4") for row in sources(READING / name)]
    assert Counter(row["language"] for row in rows) == {"en": 22, "ar": 18, "ru": 18}
    assert {row["half"] for row in rows} == {"tune"}
    assert {row["file"] for row in rows}.isdisjoint(f"{row.report}.txt" for row in drawn(listed()))


def test_gold_is_what_the_annotators_marks_say(report: Path) -> None:
    folder = MARKS / "reading" / report.parent.name if report.parent in HALVES else MARKS / report.parent.parent.name
    marks = folder / f"{report.stem}.marks"
    assert report_of(marks) == report
    try:
        made = gold(marks.read_text("utf-8"), gold_text(report).read_text("utf-8"))
    except MarkError:
        pytest.fail(
            f"{report.name} does not bear out its marks: python -m tests.gold.make_gold says which", pytrace=False
        )
    same = report.with_suffix(".gold.jsonl").read_text("utf-8") == as_lines(made)
    assert same, f"run python -m tests.gold.make_gold: the marks of {report.name} say something else"


def test_a_mark_that_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(MarkError, match="'planes' stands 0 times, not once"):
        Finder("Buses left.\n\nBuses waited.").find("planes", 1)


def test_an_ambiguous_mark_is_refused_until_its_place_is_said() -> None:
    find = Finder("They said he said so.")
    with pytest.raises(MarkError, match="stands 2 times, not once"):
        find.find("said", 1)
    assert find.find("said #2", 1) == {"start": 13, "end": 17}
