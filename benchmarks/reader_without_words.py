"""How the reader does with words it has never seen: python -m benchmarks.reader_without_words [DRAWS].

New reports bring words that no list has. Here half of the lines in the lists of verbs of saying (then also half of the
nouns of who speaks and of `according to`) are taken out, by a draw that a number decides, and all marked Russian
reports are read and scored as `truce eval` does it leniently. The reports have been tuned on with the full lists; what
counts is how much is lost. Each draw is a process of its own, since lists are loaded once.
"""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC
from functools import partial
from pathlib import Path

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader import lexicon
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.evaluation.gold import reports
from trucekeeper.reader.evaluation.score import marked, pairs
from trucekeeper.reader.lens import lens
from trucekeeper.reader.tongues import tables

READING = Path(__file__).parents[1] / "examples" / "reading"
WHAT = {"nothing": (), "verbs": ("cue ",), "verbs and nouns": ("cue ", "kind ", "according")}


def stays(draw: int, word: str) -> bool:
    """True for half of all words, always the same for a draw."""
    return hashlib.blake2b(f"{draw}{word}".encode()).digest()[0] < 128


def thinned(heads: tuple[str, ...], draw: int, sections: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The lists without half of their verbs (a line each, with all its forms) and without half of their nouns."""
    left = dict(sections)
    for head, lines in sections.items():
        if not head.startswith(heads or ("\0",)):
            continue
        whole = [line for line in lines if head.startswith("cue ") and "+" not in line]
        kept = [line for line in whole if stays(draw, line.split()[0])]
        words = [word for line in lines if line not in whole for word in line.split()]
        left[head] = (*kept, *(word for word in words if stays(draw, word.partition("+")[0])))
    return left


def score(heads: tuple[str, ...], draw: int) -> tuple[int, int, int]:
    """Claims found, claims marked and pairs of both, over all marked Russian reports."""
    name, read = "ru_words.txt", lexicon.folded_sections
    less = thinned(heads, draw, read(name))
    without: Callable[[str], dict[str, tuple[str, ...]]] = lambda asked: less if asked == name else read(asked)  # noqa: E731
    for module in (lexicon, tables):
        setattr(module, "folded_sections", without)  # noqa: B010
    found = marks = both = 0
    for folder in sorted(path.parent for path in READING.glob("*/sources.jsonl")):
        for one in reports(folder, None):
            if one.language != "ru":
                continue
            path = folder / one.deal
            deal = read_deal(path.read_text("utf-8"), path.name)
            claims = read_surface(Document(one.text), deal, one.published, deal.zone or UTC, lens(deal), None)
            made = [marked(claim.shown()) for claim in claims]
            found, marks, both = found + len(made), marks + len(one.gold), both + len(pairs(made, one.gold))
    return found, marks, both


def main() -> None:
    """Print precision, recall and F with the full lists and with half of them, draw by draw."""
    if len(sys.argv) == 3:
        print(*score(WHAT[sys.argv[1]], int(sys.argv[2])))
        return
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    for what in WHAT:
        for draw in range(1, 2 if what == "nothing" else draws + 1):
            run = partial(subprocess.run, capture_output=True, text=True, check=True)
            told = run([sys.executable, "-m", "benchmarks.reader_without_words", what, str(draw)])
            found, marks, both = map(int, told.stdout.split())
            print(
                f"without half of: {what:16} draw {draw}: P {both / found:.3f}  R {both / marks:.3f}  "
                f"F {2 * both / (found + marks):.3f}  ({found} found, {marks} marked)"
            )


if __name__ == "__main__":
    main()
