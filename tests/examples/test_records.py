"""The records of the stories are sound as files: readable, distinct, sourced, tied to clauses that exist."""

import re
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from trucekeeper.ledger.record import (
    INDEPENDENT,
    UNKNOWN,
    WHOLE_DEAL,
    Correction,
    DealVersion,
    Decision,
    Hold,
    Record,
    Resume,
    Withdrawal,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
ALEPPO, HOMS = EXAMPLES / "aleppo-2016", EXAMPLES / "homs-2014"
STORIES = pytest.mark.parametrize("story", [ALEPPO, HOMS], ids=lambda story: story.name)
DECODER = msgspec.json.Decoder(Record)


def records(story: Path, name: str = "claims.jsonl") -> list[Record]:
    return [DECODER.decode(line) for line in (story / name).read_text(encoding="utf-8").splitlines()]


def clause_ids(story: Path) -> set[str]:
    """Ids and other ids (`also`) of every clause in any of a story's texts."""
    found: set[str] = set()
    for deal in story.glob("*.deal.md"):
        text = deal.read_text(encoding="utf-8")
        found |= set(re.findall(r"^(?:must not|must|may) (\w+)", text, re.MULTILINE))
        found |= set(re.findall(r"^(?:must not|must|may) \w+\n\s+also: (\w+)$", text, re.MULTILINE))
    return found


def named_clauses(record: Record) -> tuple[str, ...]:
    if isinstance(record, Hold | Resume):
        return record.clauses
    clause = getattr(record, "clause", None)
    return () if clause is None else (clause,)


def test_the_story_is_told_in_more_than_a_hundred_records_each_with_its_own_id() -> None:
    ids = [record.id for record in records(ALEPPO)]

    assert len(ids) > 120
    assert len(set(ids)) == len(ids)


@STORIES
def test_every_record_names_clauses_that_one_of_the_texts_has(story: Path) -> None:
    known = clause_ids(story) | {WHOLE_DEAL}

    unknown = {record.id: named_clauses(record) for record in records(story)}
    assert {id: clauses for id, clauses in unknown.items() if not set(clauses) <= known} == {}


@STORIES
def test_every_speaker_stands_on_a_side_of_the_deal_or_on_none(story: Path) -> None:
    sides = {getattr(record, "side", UNKNOWN) for record in records(story)}

    assert sides == {"GOV", "OPP", INDEPENDENT, UNKNOWN}


@STORIES
def test_records_stand_in_the_order_in_which_they_became_known(story: Path) -> None:
    said = [record.said_at for record in records(story)]

    assert None not in said
    assert said == sorted(one for one in said if one is not None)


def test_nothing_is_said_before_it_begins_unless_it_is_foretold() -> None:
    ahead = [
        record.id
        for record in records(ALEPPO)
        if (happened := getattr(record, "happened", None)) is not None
        and record.said_at is not None
        and happened.start > record.said_at
        and getattr(record, "act", "") not in {"promises", "predicts"}
    ]

    assert ahead == ["d14-33"]  # the ceasefire announced for half an hour later


@STORIES
def test_what_a_record_points_at_stands_before_it(story: Path) -> None:
    seen: set[str] = set()
    for record in records(story):
        for key in ("relays", "answers", "ends", "corrects", "withdraws"):
            pointed = getattr(record, key, None)
            assert pointed is None or pointed in seen, f"{record.id}: {key} {pointed}"
        seen.add(record.id)


@STORIES
def test_the_recorded_versions_are_the_files_beside_them(story: Path) -> None:
    versions = [record for record in records(story) if isinstance(record, DealVersion)]

    assert versions
    for version in versions:
        assert version.sha256 == sha256((story / version.file).read_bytes()).hexdigest(), version.file


def test_nobody_agreed_to_the_literal_reading_of_the_15th() -> None:
    agreed = {record.version: record.agreed_by for record in records(ALEPPO) if isinstance(record, DealVersion)}

    assert agreed["15dec"] == ()
    assert set(agreed["13dec"]) >= {"GOV", "OPP"}
    assert set(agreed["18dec"]) >= {"GOV", "OPP"}


@STORIES
def test_every_record_has_its_published_source(story: Path) -> None:
    page = (story / "sources.md").read_text(encoding="utf-8")
    numbered = set(re.findall(r"^\| (\w+) \| [^|]*[a-z][^|]* \|$", page.partition("## Records")[0], re.MULTILINE))
    rows = dict(re.findall(r"^\| ([dh]\d\d-\d\d) \| ([\w, ]+) \|$", page, re.MULTILINE))

    assert set(rows) == {record.id for record in records(story)}
    assert {source for sources in rows.values() for source in sources.split(", ")} <= numbered


@STORIES
def test_the_words_are_our_own_and_quote_nobody(story: Path) -> None:
    words = " ".join(getattr(record, "words", "") for record in records(story))

    assert not set(words) & set('"“”„«»')


def test_the_story_has_a_correction_and_a_withdrawal_and_no_decision() -> None:
    kinds = [type(record) for record in records(ALEPPO)]

    assert kinds.count(Correction) == 1
    assert kinds.count(Withdrawal) == 1
    assert Decision not in kinds


@pytest.mark.parametrize("name", ["claims.jsonl", "suppose.jsonl"])
def test_only_supposed_records_are_marked_as_supposed(name: str) -> None:
    marked = {getattr(record, "suppose", False) for record in records(ALEPPO, name)}

    assert marked == {name == "suppose.jsonl"}


@STORIES
def test_the_page_beside_the_records_says_how_many_there_are(story: Path) -> None:
    page = (story / "README.md").read_text(encoding="utf-8")

    assert f"{len(records(story))} records" in page
