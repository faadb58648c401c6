"""Why something stands as it does can be said in Arabic: the same parts, and nothing of the English left."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from importlib import resources
from io import BytesIO
from pathlib import Path
from random import Random
from string import Formatter
from typing import Any, get_args

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.status.ledgers import asked_at, deal, ledger
from trucekeeper.brief.tongue import reasons
from trucekeeper.core.movement import EVENTS
from trucekeeper.deal.condition import STATES
from trucekeeper.deal.model import Deal
from trucekeeper.deal.said import Said, Tongue, told
from trucekeeper.deal.syntax import read_deal
from trucekeeper.ledger.codec import record_from
from trucekeeper.ledger.record import Axis, CaseStepWord, DealState, Entry
from trucekeeper.status.casework import _BRINGS, _CHECKS
from trucekeeper.status.engine import status
from trucekeeper.status.telling import duration_told, tell
from trucekeeper.status.verdict import FindingWord, Stage

SOURCE = Path(__file__).parents[2] / "src" / "trucekeeper" / "status"
EXAMPLES = Path(__file__).parents[2] / "examples"
APART = re.compile("\u2068[^\u2069]*\u2069")
RULE = re.compile(r"\(R\d+\)")
LATIN = re.compile("[A-Za-z]")


@pytest.fixture(scope="module")
def arabic() -> Tongue:
    known = reasons("ar")
    assert known is not None
    return known


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    raw = (resources.files("trucekeeper.status") / "ar.po").read_bytes()
    return read_po(BytesIO(raw), locale="ar", abort_invalid=True)


def templates() -> Iterator[str]:
    """Each template of the reasons; those of `telling.py` that are put together are named here."""
    for path in SOURCE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"tell", "word_of"}:
                if isinstance(node.args[0], ast.Constant):
                    yield str(node.args[0].value)
                else:
                    assert path.name in {"telling.py", "whole.py", "question.py"}, f"{path}: a template is a literal"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_needs":
                yield f"before {node.args[0].value}"  # type: ignore[attr-defined]
    yield from (f"{one} by {{names}}" for one in ("repeated", "claimed", "corroborated", "admitted", "decided"))


def words() -> Iterator[str]:
    """Each word of ours that a reason may use."""
    yield from (str(one).replace("_", " ") for several in (Stage, FindingWord) for one in several)
    yield from (str(one).replace("_", " ") for one in get_args(DealState))
    yield from (*EVENTS, *STATES, *get_args(CaseStepWord), *get_args(Axis))
    yield from ("yes", "no", "done", "not done", "hedged", "possible", "resume", "hold")
    yield from ("people", "share", "batches", "buses", "trucks", "bodies")
    yield from ("patrol", "post", "camera", "aircraft", "satellite")
    yield from (what for what, _ in _BRINGS.values())


def parts(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


def test_every_template_has_its_arabic_with_the_same_parts(catalogue: Catalog) -> None:
    assert _CHECKS
    for text in sorted({*templates(), *words()}):
        found = catalogue.get(text)
        assert found is not None and found.string, text
        assert parts(str(found.string)) == parts(text), text


def leaves(text: object) -> Iterator[str]:
    """What stays as it is in every language, in the order of the English."""
    if isinstance(text, Said):
        several = getattr(text, "several", None)
        yield from (leaf for one in (text.parts.values() if several is None else several) for leaf in leaves(one))
    elif isinstance(text, str) and text:
        yield text


def said_in(value: Any) -> Iterator[Said]:
    if isinstance(value, Said):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from said_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from said_in(getattr(value, one.name))


def check_all(deals: Deal | list[Deal], entries: list[Entry], moments: Iterable[Any], arabic: Tongue) -> int:
    """Every reason at some moments; the number of different ones."""
    found: set[Said] = set()
    for at in moments:
        answer = status(deals, entries, at=at, known_by=at, known_from="said")
        several: tuple[Any, ...] = (*answer.clauses, *answer.holds, *answer.exposure)
        plain = [one for one in several if not isinstance(one.reason, Said)]
        assert [one.reason for one in plain] == []
        assert isinstance(answer.deal.reason, Said)
        found.update(said_in(answer))
    for one in found:
        text = told(one, arabic)
        assert sorted(APART.findall(text)) == sorted(f"\u2068{leaf}\u2069" for leaf in leaves(one)), (one, text)
        assert not LATIN.search(RULE.sub("", APART.sub("", text))), (one, text)
    return len(found)


def test_every_reason_of_random_ledgers_is_said_in_arabic(arabic: Tongue) -> None:
    mirror, number = deal(), 0
    for seed in range(200):
        chance = Random(seed)
        entries = ledger(chance)
        number += check_all(mirror, entries, [asked_at(chance)], arabic)
    assert number > 2000


STORIES = {
    "aleppo-2016": ("13dec.deal.md", "15dec.deal.md", "18dec.deal.md"),
    "homs-2014": ("pause.deal.md",),
}


@pytest.mark.parametrize("story", STORIES)
def test_every_reason_of_the_stories_is_said_in_arabic(story: str, arabic: Tongue) -> None:
    folder = EXAMPLES / story
    texts = [read_deal((folder / name).read_text("utf-8"), name) for name in STORIES[story]]
    lines = (folder / "claims.jsonl").read_text("utf-8").splitlines()
    records = [record_from(json.loads(line)) for line in lines if line]
    said: list[Any] = [one for one in records if getattr(one, "said_at", None) is not None]
    last = max(one.said_at for one in said)
    entries = [
        Entry(position=number, recorded_at=last, entered_by="desk", record=one) for number, one in enumerate(said, 1)
    ]
    first = min(one.said_at for one in said)
    step = (last - first) / 12
    assert check_all(texts, entries, [first + step * number for number in range(14)], arabic) > 20


def test_a_sentence_is_the_english_text_to_everybody_else() -> None:
    sentence = tell("{record} was withdrawn by {withdrawal}", record="c1", withdrawal="w1")
    english = "c1 was withdrawn by w1"
    assert sentence == english and hash(sentence) == hash(english) and json.dumps([sentence]) == f'["{english}"]'


def test_days_are_told_as_python_writes_them(arabic: Tongue) -> None:
    for hours in (6, 24, 30, 48, 300):
        span = duration_told(timedelta(hours=hours))
        assert span == str(timedelta(hours=hours))
        assert not LATIN.search(APART.sub("", told(tell("{duration} have passed", duration=span), arabic)))
