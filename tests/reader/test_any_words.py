"""No sentence, however it is cut or mixed up, loses a report: each is read, whatever comes of it."""

import json
import random
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.folding import folded
from trucekeeper.reader.lens import lens
from trucekeeper.reader.lexicon import sections

READING = Path(__file__).parents[2] / "examples" / "reading"
PUBLISHED = datetime(2023, 12, 1, 20, tzinfo=UTC)
MARKS = [",", ".", ":", ";", '"', "“", "”", "«", "»", "—", "(", ")", "،", "؛", "؟"]
#: Sentences a language; a hundred times as many were tried once (docs/measured.md).
CUT, SHAKEN = 4_000, 300


@cache
def sentences(language: str) -> list[list[str]]:
    """The sentences of the marked reports, in words."""
    texts = [
        (folder.parent / row["file"]).read_text("utf-8")
        for folder in sorted(READING.glob("*/sources.jsonl"))
        for row in map(json.loads, folder.read_text("utf-8").splitlines())
        if row["language"] == language
    ]
    return [one.split() for text in texts for one in re.split(r"(?<=[.!?؟])\s+|\n", text) if one.strip()]


@cache
def words(language: str) -> list[str]:
    """The words of the reader's own lists."""
    names = [f"{language}_words.txt", f"{language}_times.txt", f"{language}_numbers.txt", "deeds.txt", "doers.txt"]
    lines = [line for name in names for several in sections(name).values() for line in several]
    return [word for line in lines for word in re.split(r"[\s_+/]+", line) if word]


def behind_what_is_looked_for(language: str) -> list[str]:
    """Each sentence as far as a word of the reader's lists, and one and two words farther."""
    looked_for = {folded(word).text for word in words(language)}
    ends = {
        " ".join(one[: k + more])
        for one in sentences(language)
        for k, word in enumerate(one, 1)
        if folded(word.strip("".join(MARKS)).lower()).text in looked_for
        for more in (0, 1, 2)
    }
    return sorted(ends)


def shaken(chance: random.Random, language: str) -> str:
    """A sentence that lacks words, is mixed up or full of marks, or is made of the words that rules look for."""
    one = list(chance.choice(sentences(language)))
    match chance.randrange(4):
        case 0:
            one = [word for word in one if chance.random() > 0.25] or ["x"]
        case 1:
            chance.shuffle(one)
        case 2:
            one = [word if chance.random() > 0.2 else word + chance.choice(MARKS) for word in one]
        case _:
            one = [chance.choice(words(language) if chance.random() < 0.8 else MARKS) for _ in range(12)]
    return " ".join(one) + chance.choice(["", ".", ":", ",", " —", '"'])


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_a_sentence_that_stops_anywhere_or_is_mixed_up_loses_no_report(language: str, repaired: Deal) -> None:
    chance, view = random.Random(f"any words {language}"), lens(repaired)
    cut = behind_what_is_looked_for(language)
    several = chance.sample(cut, min(CUT, len(cut))) + [shaken(chance, language) for _ in range(SHAKEN)]
    for text in several:
        made = read_surface(Document(text), repaired, PUBLISHED, UTC, view)

        assert all(text[a:b].strip() for one in made for a, b in one.content), text
