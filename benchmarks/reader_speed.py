"""How fast the reader reads: python benchmarks/reader_speed.py [REPEATS] [--pipeline NAME].

Reports of 800 words, made of the example reports that rules may be tuned on, are read again and again, by turns and in
one process: attribution alone and complete claims by the surface engine, complete claims by both engines, and in the
same run what they are compared with: a plain baseline (sentences, one pattern with every form of 110 verbs, who to its
left, what to its right), spaCy alone on the same paragraphs, and textacy's extractor of direct quotations. Of each
report the quickest of ten readings counts, in CPU time, since other work on the machine only ever makes a reading
slower; ratios are what to look at. Lines of growing length without a full stop show whether the time stays linear. What
is not installed is named and left out.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from trucekeeper.core.moment import moment
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.cues import cues
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.parser import NoPipelineError, SpacyParser
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.evaluation.gold import attributions_of
from trucekeeper.reader.lens import lens
from trucekeeper.reader.sentences import sentences

STORY = Path(__file__).parents[1] / "examples" / "aleppo-2016"
ROUNDS = 10
WORDS = 800
#: As many verbs as the published regular-expression baseline has.
VERBS = 110


def reports() -> list[str]:
    """Texts of 800 words from the half that rules may be tuned on, cut at paragraphs."""
    folder = STORY / "reports"
    rows = [json.loads(line) for line in (folder / "sources.jsonl").read_text("utf-8").splitlines()]
    texts = [(folder / r.get("text", r["file"])).read_text("utf-8") for r in rows if r["half"] == "tune"]
    paragraphs = [p for text in texts for p in text.split("\n") if p.strip()]
    made: list[str] = []
    current: list[str] = []
    for paragraph in paragraphs * 3:
        current.append(paragraph)
        if sum(len(p.split()) for p in current) >= WORDS:
            made.append("\n\n".join(current))
            current = []
    return made


def plain_baseline() -> Callable[[str], int]:
    """A verb by one pattern, who from the left of it, what from the right: no more than that; counts what it finds."""
    verbs = sorted({c.verb for read in cues().values() for c in read if not c.particles})[:VERBS]
    forms = sorted((f for f, read in cues().items() if any(c.verb in verbs for c in read)), key=len, reverse=True)
    cue = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))}|[Aa]ccording to)\b(?:\s+that\b)?")
    who = re.compile(r"(?:[Tt]he\s|[Aa]n?\s)?[A-Z][^.,;:]{0,80}$")
    what = re.compile(r"[^.;]+")

    def search(text: str) -> int:
        found = 0
        for number, paragraph in enumerate(Document(text).paragraphs):
            for one in sentences(text, paragraph, number):
                for verb in cue.finditer(text, one.start, one.end):
                    left = text[max(one.start, verb.start() - 90) : verb.start()]
                    source, content = who.search(left), what.match(text, verb.end(), one.end)
                    found += source is not None and content is not None
        return found

    return search


def cpu_s(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def contenders(pipeline: str | None) -> dict[str, Callable[[str], object]]:
    """What takes part, by name."""
    path = STORY / "repaired.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    view, zone, published = lens(deal), deal.zone or UTC, moment("2016-12-19T20:00+02:00")
    found: dict[str, Callable[[str], object]] = {
        "plain regex baseline": plain_baseline(),
        "surface, attribution": attributions_of,
        "surface, complete claims": lambda text: read_surface(Document(text), deal, published, zone, view),
    }
    if pipeline is None:
        print("left out: parser engine, spaCy and textacy (no --pipeline)")
        return found
    try:
        parser = SpacyParser(pipeline)
    except NoPipelineError as error:
        print(f"left out: parser engine, spaCy and textacy ({error})")
        return found
    found["spaCy alone"] = lambda text: list(parser.nlp.pipe(p for p in text.split("\n") if p.strip()))
    found["both engines, complete claims"] = lambda text: read_surface(
        Document(text), deal, published, zone, view, parser
    )
    try:
        from textacy.extract import direct_quotations
    except ImportError as error:
        print(f"left out: textacy ({error})")
        return found

    def quotations(text: str) -> None:
        for doc in parser.nlp.pipe(p for p in text.split("\n") if p.strip()):
            try:
                list(direct_quotations(doc))
            except ValueError:
                continue  # an odd number of quotation marks is refused

    found["textacy, direct quotations"] = quotations
    return found


def main() -> None:
    """Print documents a second and ratios to the baseline."""
    arguments = sys.argv[1:]
    pipeline = arguments[arguments.index("--pipeline") + 1] if "--pipeline" in arguments else None
    repeats = int(arguments[0]) if arguments and arguments[0].isdigit() else 1
    texts = reports() * repeats
    taking_part = contenders(pipeline)
    print(f"{len(texts)} reports of about {WORDS} words, each the best of {ROUNDS} readings, CPU time of one core")
    best = {name: [float("inf")] * len(texts) for name in taking_part}
    for _ in range(ROUNDS):
        for name, work in taking_part.items():
            now = [cpu_s(partial(work, text)) for text in texts]
            best[name] = list(map(min, best[name], now))
    plain = sum(best["plain regex baseline"])
    for name, seconds in ((name, sum(several)) for name, several in best.items()):
        print(f"{name:32} {len(texts) / seconds:9.1f} reports/s {plain / seconds:8.3f} of the plain baseline")
    path = STORY / "repaired.deal.md"
    deal = read_deal(path.read_text("utf-8"), path.name)
    for size in (250_000, 500_000, 1_000_000):
        line = ("the ministry said that shells fell and the buses left at 05:00 but " * (size // 60))[:size]
        print(f"one line of {size / 1e6:.2f} MB: {cpu_s(lambda line=line: _read(line, deal)):.1f} s")  # type: ignore[misc]


def _read(text: str, deal: Deal) -> None:
    read_surface(Document(text), deal, datetime(2016, 12, 14, tzinfo=UTC), deal.zone or UTC)


if __name__ == "__main__":
    main()
