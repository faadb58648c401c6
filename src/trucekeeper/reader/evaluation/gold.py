"""Marked reports: our own folders (docs/reference/gold-format.md) and the open GUM relations (a JSONL of documents)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import moment
from trucekeeper.reader.attribution import attributions
from trucekeeper.reader.document import Document
from trucekeeper.reader.evaluation.score import Marked, marked
from trucekeeper.reader.sentences import quotations, sentences
from trucekeeper.reader.words import words


class NoGoldError(TruceError):
    """A folder in which nothing is marked."""

    def __init__(self, folder: str, half: str | None) -> None:
        which = f" of the half `{half}`" if half else ""
        super().__init__(
            f"{folder} holds no marked report{which}",
            "name a folder with sources.jsonl and NAME.gold.jsonl, or a file of relations "
            "(docs/reference/gold-format.md)",
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A marked report of our own format."""

    name: str
    text: str
    published: datetime
    publisher: str
    side: str
    gold: tuple[Marked, ...]


def reports(folder: Path, half: str | None = None) -> Iterator[Report]:
    """Read the marked reports of a folder; those of the other half are not even opened.

    Raises:
        NoGoldError: When none is there.
    """
    listed = folder / "sources.jsonl"
    rows = (
        [json.loads(line) for line in listed.read_text("utf-8").splitlines() if line.strip()] if listed.exists() else []
    )
    chosen = [row for row in rows if half is None or row.get("half") == half]
    if not chosen:
        raise NoGoldError(str(folder), half)
    for row in chosen:
        stem = row["file"].rsplit(".", 1)[0]
        claims = [
            json.loads(line) for line in (folder / f"{stem}.gold.jsonl").read_text("utf-8").splitlines() if line.strip()
        ]
        text = (folder / row.get("text", row["file"])).read_text("utf-8")
        published = moment(row["published"])
        gold = tuple(marked(claim) for claim in claims)
        yield Report(stem, text, published, row.get("publisher", ""), row.get("side", "unknown"), gold)


@dataclass(frozen=True, slots=True)
class Relations:
    """A document of the GUM file: attribution only, nothing of a deal."""

    name: str
    text: str
    genre: str
    split: str
    gold: tuple[Marked, ...]


def relations(file: Path, genre: str | None = None, split: str | None = None) -> Iterator[Relations]:
    """Read the relations that have a cue; those without are mostly captions.

    Args:
        file: `gum_attribution.jsonl`.
        genre: Only this one, such as news.
        split: Only this one, such as dev.
    """
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            one: dict[str, Any] = json.loads(line)
            if (genre and one["genre"] != genre) or (split and one["split"] != split):
                continue
            gold = [_relation(quote) for quote in one["quotes"] if quote["cue"] and quote["contents"]]
            yield Relations(one["id"], one["text"], one["genre"], one["split"], tuple(gold))


def _relation(quote: dict[str, Any]) -> Marked:
    """One relation; of several sources or cues the first."""

    def spans(name: str) -> tuple[tuple[int, int], ...]:
        return tuple((part["start"], part["end"]) for part in quote[name])

    return Marked(next(iter(spans("sources")), None), spans("cue")[0], spans("contents"))


def attributions_of(text: str) -> list[Marked]:
    """What the reader attributes in a text, before anything is tied to a deal."""
    made: list[Marked] = []
    for number, paragraph in enumerate(Document(text).paragraphs):
        quotes = quotations(text, paragraph)
        for sentence in sentences(text, paragraph, number):
            found = attributions(sentence, words(text, sentence.start, sentence.end), quotes)
            made += [Marked(one.speaker, one.cue, one.contents) for one in found if one.speaker is not None]
    return made
