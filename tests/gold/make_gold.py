"""Turn an annotator's marks into gold claims with character offsets, and refuse a mark that is not verbatim.

A marks file (`tests/gold/marks/STORY/NAME.marks`) is written by hand: blocks of `key value` lines, one block a claim,
blank lines between. It names words of the report; this script finds them, so nobody counts characters. The first
block holds `id` (prefix of the claim ids), `month` (the year and month that day numbers belong to) and, where it is
not +02:00, `offset` (of the deal's zone on those days). Marks of `examples/reading` lie in `marks/reading/HALF`.

    at 5                            the paragraph, counted from 1 at blank lines (1 is the origin line, 2 the headline)
    who He -> its spokesman @4 = RUS GOV     the speaker's words [-> whom they mean [@ paragraph]] = party id or -, side
    via a news agency               a relay, outermost first; may be repeated
    cue said                        the words that attribute
    what the army … the attacks     content, verbatim or `first … last`; may be repeated
    act says shelling yes           act, event, polarity
    by rebels = armed groups        possible actor = force of the deal or -; `or` for alternatives
    where the square = ALEPPO       place = place id of the deal or -
    when 14 05:00 > 14 05:01 minute stated      and `said ...` likewise: start > end, precision, basis
    count 1000 - people about       low, high (- = no upper end), unit, [about]; `part` likewise for a breakdown
    state suspended                 where the deal as a whole is said to be in that state
    sure hedged   for CF1 A1   basis video   position yes       defaults: stated, none, statement, no

`TEXT #2` takes the second occurrence in the paragraph, `TEXT @4` looks in paragraph 4.

Run: python -m tests.gold.make_gold   (writes every NAME.gold.jsonl beside its report)
"""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MARKS = Path(__file__).resolve().parent / "marks"
#: Damascus, Gaza and Kyiv in winter; a marks file whose days have another one says so.
OFFSET = "+02:00"
KEYS = {"at", "who", "via", "cue", "what", "act", "by", "or", "where", "when", "said", "count", "part", "sure", "for"}
KEYS |= {"basis", "position", "state"}

Block = list[tuple[str, str]]
Span = dict[str, int]


class MarkError(ValueError):
    """A mark that the report does not bear out."""


def gold_text(report: Path) -> Path:
    """The text that the offsets refer to: the extraction beside an HTML report, else the report itself."""
    return report.with_suffix(".gold.txt") if report.suffix == ".html" else report


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Start offset and words of every paragraph; blank lines part paragraphs."""
    return [(m.start(), m.group()) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)]


class Finder:
    """Finds an annotator's words in one report."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = paragraphs(text)

    def find(self, words: str, paragraph: int) -> Span:
        """Offsets of WORDS (or `first … last`) in a paragraph; an absent or ambiguous mark is an error."""
        words, nth = words.strip(), 0
        if m := re.search(r"\s@(\d+)$", words):
            words, paragraph = words[: m.start()], int(m.group(1))
        if m := re.search(r"\s#(\d+)$", words):
            words, nth = words[: m.start()], int(m.group(1))
        base, body = self.paragraphs[paragraph - 1]
        first, dots, last = (part.strip() for part in words.partition(" … "))
        start = self._only(body, first, nth, paragraph)
        end = start + len(first)
        if dots:
            end = body.find(last, end)
            if end < 0:
                raise MarkError(f"paragraph {paragraph}: no {last!r} after {first!r}")
            if body.find(last, end + 1) >= 0 and not nth:
                raise MarkError(f"paragraph {paragraph}: {last!r} stands more than once after {first!r}")
            end += len(last)
        return {"start": base + start, "end": base + end}

    def _only(self, body: str, words: str, nth: int, paragraph: int) -> int:
        edges = ("(?<!\\w)" if words[0].isalnum() else "", "(?!\\w)" if words[-1].isalnum() else "")
        hits = [m.start() for m in re.finditer(edges[0] + re.escape(words) + edges[1], body)]
        if nth:
            if nth > len(hits):
                raise MarkError(f"paragraph {paragraph}: {words!r} has no occurrence {nth}")
            return hits[nth - 1]
        if len(hits) != 1:
            raise MarkError(f"paragraph {paragraph}: {words!r} stands {len(hits)} times, not once")
        return hits[0]

    def mention(self, words: str, paragraph: int) -> dict[str, Any]:
        """A span with its verbatim text."""
        span = self.find(words, paragraph)
        return {"text": self.text[span["start"] : span["end"]], **span}


@dataclass(frozen=True)
class Calendar:
    """What a day number and a clock time in the marks mean: the month they belong to and the offset they are in."""

    month: str
    offset: str = OFFSET


def moment(words: str, days: Calendar) -> str:
    """`14 05:00` or `14` or `2017-01-01` as ISO 8601 in the offset of the deal's zone."""
    day, _, clock = words.strip().partition(" ")
    date = day if "-" in day else f"{days.month}-{int(day):02d}"
    return f"{date}T{clock.strip() or '00:00'}:00{days.offset}"


def interval(words: str, days: Calendar) -> dict[str, str]:
    """A half-open interval with its precision and basis."""
    *_, precision, basis = words.split()
    start, _, end = words.rsplit(None, 2)[0].partition(">")
    found = {"start": moment(start, days), "end": moment(end, days), "precision": precision, "basis": basis}
    if found["start"] >= found["end"]:
        raise MarkError(f"the interval {words!r} does not end after it starts")
    return found


def quantity(words: str) -> dict[str, Any]:
    """`low high unit [about]`; `-` is no upper end."""
    low, high, *rest = words.split()
    approx = rest[-1] == "about"
    unit = " ".join(rest[:-1] if approx else rest)
    return {"low": int(low), "high": None if high == "-" else int(high), "unit": unit, "approx": approx}


def speaker(words: str, paragraph: int, find: Finder) -> dict[str, Any]:
    """The speaker's mention, its antecedent if it is a pronoun, party id and side."""
    mention, _, answer = words.rpartition(" = ")
    mention, _, meant = mention.partition(" -> ")
    party, side = answer.split()
    found = {**find.mention(mention, paragraph), "id": None if party == "-" else party, "side": side}
    if meant:
        found["refers_to"] = find.mention(meant, paragraph)
    return found


def named(words: str, paragraph: int, find: Finder) -> dict[str, Any]:
    """An actor or a place: its mention and its id in the deal."""
    mention, _, answer = words.rpartition(" = ")
    return {**find.mention(mention, paragraph), "id": None if answer == "-" else answer}


def claim(block: Block, ident: str, days: Calendar, find: Finder) -> dict[str, Any]:
    """One gold claim in the shape of `truce read --json`."""

    def one(key: str, default: str = "") -> str:
        values = [value for k, value in block if k == key]
        if len(values) > 1:
            raise MarkError(f"the key {key!r} stands twice")
        return values[0] if values else default

    def every(*keys: str) -> list[str]:
        return [value for k, value in block if k in keys]

    if unknown := {key for key, _ in block} - KEYS:
        raise MarkError(f"unknown keys {sorted(unknown)}")
    at = int(one("at"))
    act, event, polarity = one("act").split()
    count, place, who, cue = one("count"), one("where"), one("who"), one("cue")
    found: dict[str, Any] = {
        "id": ident,
        "speaker": speaker(who, at, find) if who else None,
        "via": [find.mention(words, at) for words in every("via")],
        "cue": find.find(cue, at) if cue else None,
        "content": [find.find(words, at) for words in every("what")],
        "act": act,
        "polarity": polarity,
        "event": event,
        "actors": [named(words, at, find) for words in every("by", "or")],
        "actors_alternative": bool(every("or")),
        "place": named(place, at, find) if place else None,
        "happened": interval(one("when"), days) if one("when") else None,
        "said": interval(one("said"), days) if one("said") else None,
        "quantity": quantity(count) if count else None,
        "certainty": one("sure", "stated"),
        "clauses": one("for").split(),
        "basis": one("basis", "statement"),
    }
    if parts := every("part"):
        found["parts"] = [quantity(words) for words in parts]
    if one("state"):
        found["state"] = one("state")
    if one("position"):
        found["position"] = True
    return found


def blocks(marks: str) -> list[Block]:
    """The blocks of a marks file; lines that start with # are remarks."""
    lines = [line for line in marks.splitlines() if not line.startswith("#")]
    groups = re.split(r"\n\s*\n", "\n".join(lines).strip())
    return [[(k, v.strip()) for k, _, v in (line.strip().partition(" ") for line in g.splitlines())] for g in groups]


def gold(marks: str, text: str) -> list[dict[str, Any]]:
    """All gold claims of one report, in the order of the marks."""
    head, *rest = blocks(marks)
    keys = dict(head)
    days = Calendar(keys["month"], keys.get("offset", OFFSET))
    find = Finder(text)
    found, wrong = [], []
    for number, block in enumerate(rest, 1):
        ident = f"{keys['id']}-{number:02d}"
        try:
            found.append(claim(block, ident, days, find))
        except (MarkError, ValueError, IndexError) as error:
            wrong.append(f"{ident}: {error}")
    if wrong:
        raise MarkError("\n".join(wrong))
    return found


def as_lines(claims: list[dict[str, Any]]) -> str:
    """JSON Lines, keys in the order of the design."""
    return "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in claims)


def report_of(marks: Path) -> Path:
    """The report that a marks file is about."""
    reading = marks.parent.parent.name == "reading"
    folder = ROOT / "examples" / ("reading" if reading else "") / marks.parent.name / ("" if reading else "reports")
    html = folder / f"{marks.stem}.html"
    return html if html.exists() else folder / f"{marks.stem}.txt"


def main() -> int:
    """Write every gold file; say what was wrong and write nothing for that report."""
    wrong = 0
    for marks in sorted(MARKS.rglob("*.marks")):
        report = report_of(marks)
        try:
            claims = gold(marks.read_text("utf-8"), gold_text(report).read_text("utf-8"))
        except MarkError as error:
            sys.stderr.write(f"{marks.parent.name}/{marks.name}:\n{error}\n")
            wrong += 1
            continue
        report.with_suffix(".gold.jsonl").write_text(as_lines(claims), "utf-8")
        sys.stdout.write(f"{report.name}: {len(claims)} claims\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
