"""What changes in a report changes in its claims, and nothing else: over the tune half of the example reports."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.reader.conftest import EXAMPLES
from trucekeeper.deal.model import Deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal

ZONE = ZoneInfo("Asia/Damascus")
REPORTS = EXAMPLES / "aleppo-2016" / "reports"


def tune_half() -> Iterator[tuple[Path, datetime]]:
    for line in (REPORTS / "sources.jsonl").read_text("utf-8").splitlines():
        source = json.loads(line)
        if source["half"] == "tune" and source["language"] == "en":
            yield REPORTS / source.get("text", source["file"]), datetime.fromisoformat(source["published"])


HALF = list(tune_half())
GUARANTORS = ("RUS", "TUR")
SWAP = {"Russian": "Turkish", "Turkish": "Russian", "Russia": "Turkey", "Turkey": "Russia"} | {
    "Moscow": "Ankara",
    "Russians": "Turks",
    "Turks": "Russians",
    "Ankara": "Moscow",
}
NAMES = [path.name[:40] for path, _ in HALF]


def read(text: str, published: datetime, deal: Deal) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, published, ZONE)


def placed(one: Proposal) -> tuple[object, ...]:
    """What a claim is apart from its numbers, times and places in the text."""
    return (one.act, one.event, one.polarity, one.certainty, one.clauses, one.speaker.id if one.speaker else None)


@pytest.mark.parametrize(("path", "published"), HALF, ids=NAMES)
def test_every_word_proposed_stands_in_the_report(path: Path, published: datetime, repaired: Deal) -> None:
    text = path.read_text("utf-8")
    made = read(text, published, repaired)

    assert made
    for one in made:
        assert one.words == " … ".join(text[a:b] for a, b in one.content)
        assert one.speaker is None or text[one.speaker.start : one.speaker.end] == one.speaker.text


@pytest.mark.parametrize(("path", "published"), HALF, ids=NAMES)
def test_parties_that_swap_names_swap_claims(path: Path, published: datetime, repaired: Deal) -> None:
    straight = re.sub(r"\b[Tt]he Kremlin\b", "Moscow", path.read_text("utf-8"))
    swapped = re.sub(r"\b(?:Russians?|Russia|Turkish|Turks|Turkey|Moscow|Ankara)\b", lambda m: SWAP[m[0]], straight)
    one, other = read(straight, published, repaired), read(swapped, published, repaired)

    ours = [(p.act, {"RUS": "TUR", "TUR": "RUS"}[id]) for p in one if p.speaker and (id := p.speaker.id) in GUARANTORS]
    theirs = [(p.act, p.speaker.id) for p in other if p.speaker and p.speaker.id in GUARANTORS]
    assert sorted(theirs) == sorted(ours)


@pytest.mark.parametrize(("path", "published"), HALF, ids=NAMES)
def test_another_number_changes_that_number_alone(path: Path, published: datetime, repaired: Deal) -> None:
    text = path.read_text("utf-8")
    before = read(text, published, repaired)
    found = next((m for m in re.finditer(r"\b(\d),\d00\b", text)), None)
    if found is None:
        pytest.skip("this report has no number in the thousands")
    digit = "7" if found[1] != "7" else "6"
    after = read(text[: found.start()] + digit + text[found.start() + 1 :], published, repaired)

    assert [placed(one) for one in before] == [placed(one) for one in after]
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a.quantity != b.quantity]
    assert all(any(s <= found.start() < e for s, e in a.content) for a, _ in changed)


@pytest.mark.parametrize(("path", "published"), HALF, ids=NAMES)
def test_another_day_changes_times_alone(path: Path, published: datetime, repaired: Deal) -> None:
    text = path.read_text("utf-8")
    found = re.search(r"\b(?:on|since|late on) (Wednesday|Thursday|Friday)\b", text)
    if found is None:
        pytest.skip("this report names no such day")
    other = {"Wednesday": "Thursday\0", "Thursday": "Tuesday\0", "Friday": "Monday\0"}[found[1]].rstrip("\0")
    before = read(text, published, repaired)
    after = read(text[: found.start(1)] + other + text[found.end(1) :], published, repaired)

    assert [placed(one) for one in before] == [placed(one) for one in after]
    assert [one.quantity for one in before] == [one.quantity for one in after]
