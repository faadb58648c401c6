"""Marked reports: our own folders (docs/reference/gold-format.md) and the open GUM relations (a JSONL of documents)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import MomentError, moment
from trucekeeper.reader.cues import cues
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.agreement import merged
from trucekeeper.reader.engines.parser import Parser
from trucekeeper.reader.evaluation.corpus_file import BadCorpusError, objects_at, text_at
from trucekeeper.reader.evaluation.marks import fault
from trucekeeper.reader.evaluation.score import Marked, marked
from trucekeeper.reader.saying.trial import attributed
from trucekeeper.reader.sentences import quotations, sentences
from trucekeeper.reader.tiers import tier_of_words
from trucekeeper.reader.words import words_of


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
    """A marked report of our own format.

    Attributes:
        deal: The file of its deal, relative to the list; "" where the list names none.
        may_leave: Its line says that it may leave the machine for an allowed host.
    """

    name: str
    text: str
    published: datetime
    publisher: str
    side: str
    gold: tuple[Marked, ...]
    language: str = ""
    deal: str = ""
    may_leave: bool = False


def reports(folder: Path, half: str | None = None) -> Iterator[Report]:
    """Read the marked reports of a folder; those of the other half are not even opened.

    Raises:
        NoGoldError: When none is there.
        BadCorpusError: When the list, a report or a marked claim cannot be used.
    """
    listed = folder / "sources.jsonl"
    rows = list(objects_at(listed, ("file", "published"))) if listed.exists() else []
    chosen = [(number, row) for number, row in rows if half is None or row.get("half") == half]
    if not chosen:
        raise NoGoldError(str(folder), half)
    for number, row in chosen:
        try:
            published = moment(str(row["published"]))
        except MomentError as error:
            raise BadCorpusError(listed, f"line {number}", f"has a published that cannot be placed: {error}") from None
        stem = str(row["file"]).rsplit(".", 1)[0]
        text = text_at(folder / row.get("text", row["file"]))
        yield Report(
            stem,
            text,
            published,
            row.get("publisher", ""),
            row.get("side", "unknown"),
            _marks(folder / f"{stem}.gold.jsonl", text),
            row.get("language", ""),
            row.get("deal", ""),
            row.get("may_leave") is True,
        )


def _marks(path: Path, text: str) -> tuple[Marked, ...]:
    """The claims that somebody marked in a text."""
    found = []
    for number, claim in objects_at(path):
        if why := fault(claim, text):
            raise BadCorpusError(path, f"line {number}", why)
        found.append(marked(claim))
    return tuple(found)


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

    Raises:
        BadCorpusError: When a line is no document with its quotes.
    """
    for number, one in objects_at(file, ("id", "text", "quotes")):
        if (genre and one.get("genre") != genre) or (split and one.get("split") != split):
            continue
        try:
            gold = [_relation(q, one["text"]) for q in one["quotes"] if q["cue"] and q["contents"]]
        except (KeyError, TypeError):
            why = "has a quote without cue, sources and contents as lists of start and end"
            raise BadCorpusError(file, f"line {number}", why) from None
        yield Relations(one["id"], one["text"], one.get("genre", ""), one.get("split", ""), tuple(gold))


def _relation(quote: dict[str, Any], text: str) -> Marked:
    """One relation; of several sources or cues the first. Its act is not marked: it is that of its cue."""

    def spans(name: str) -> tuple[tuple[int, int], ...]:
        return tuple((part["start"], part["end"]) for part in quote[name])

    cue = spans("cue")[0]
    return Marked(next(iter(spans("sources")), None), cue, spans("contents"), {"act": act_of_cue(text[slice(*cue)])})


def act_of_cue(cue: str) -> str:
    """The act of the first word of a cue that the reader's list knows; `according to` says."""
    known, low = cues(), cue.lower().split()
    if low[:1] == ["according"]:
        return "says"
    read = (min(known[word], key=lambda cue: len(cue.particles)) for word in low if word in known)
    return next((cue.act for cue in read), "cue not known")


def attributions_of(text: str, parser: Parser | None = None) -> list[Marked]:
    """What the reader attributes in a text, before anything is tied to a deal."""
    made: list[Marked] = []
    cut = [s for n, p in enumerate(Document(text).paragraphs) if (s := sentences(text, p, n))]
    answer = parser.attributions(text, cut) if parser is not None else None
    parsed = answer if answer is not None else [[[] for _ in part] for part in cut]
    for part, others in zip(cut, parsed, strict=True):
        quotes = quotations(text, (part[0].start, part[-1].end))
        inside = words_of(text, [(sentence.start, sentence.end) for sentence in part])
        every = attributed([(sentence, w, quotes) for sentence, w in zip(part, inside, strict=True)])
        for found, other in zip(every, others, strict=True):
            for one in merged(found, other) if answer is not None else found:
                if one.speaker is not None:
                    of = {"act": one.act, "tier": tier_of_words(one)}
                    made.append(Marked(one.speaker, one.cue, one.contents, of))
    return made


#: Acts whose verbs report what somebody said; beliefs, wishes and intentions are other attributions.
_REPORTING = frozenset({"says", "reports", "confirms", "denies", "admits", "accuses", "warns", "shows"})


#: Readings in which a verb of another kind only now and then brings words: `thought that unlikely`, `A, all agree`.
_LOOSE = frozenset({"u", "z"})


def reporting(text: str, one: Marked) -> bool:
    """True when the cue is a verb (or `according to`) that reports what was said."""
    if one.cue is None:
        return False
    words_of = text[one.cue[0] : one.cue[1]].lower().split()
    if "according" in words_of:
        return True
    return any(
        cue.act in _REPORTING
        for word in words_of
        for cue in cues().get(word, ())
        if not cue.particles and cue.frames not in _LOOSE
    )
