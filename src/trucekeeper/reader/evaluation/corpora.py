"""Public corpora as marked texts: brat stand-off, PLOVER records, re3d entities, MUC-4 answer keys."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from trucekeeper.reader.evaluation.corpus_file import BadCorpusError, objects_at, text_at
from trucekeeper.reader.evaluation.gold import Relations, act_of_cue
from trucekeeper.reader.evaluation.score import Marked

Span = tuple[int, int]
FORMATS: Final = ("own", "relations", "brat", "plover", "re3d", "muc4")


def format_of(path: Path) -> str:
    """Tell the format of a corpus by what lies there; `own` where nothing tells."""
    if path.is_dir():
        if any(path.glob("*.ann")) or any(path.glob("*/*.ann")):
            return "brat"
        if any(path.rglob("entities.json")):
            return "re3d"
        return "muc4" if any(_is_muc4(one) for one in path.glob("*key*")) else "own"
    head = path.read_text("utf-8", "replace")[:3000]
    if '"eventText"' in head:
        return "plover"
    return "muc4" if _is_muc4(path) else "relations"


def _is_muc4(path: Path) -> bool:
    return path.is_file() and "MESSAGE: ID" in path.read_text("utf-8", "replace")[:4000]


# -- brat ------------------------------------------------------------------------------------------------------------


def brat(folder: Path) -> Iterator[Relations]:
    """Attribution relations in brat stand-off: text-bounds Source, Cue and Content, tied by relations or events.

    Raises:
        BadCorpusError: When a text is missing, or a mark's offsets do not lie in it.
    """
    for ann in sorted(folder.rglob("*.ann")):
        text = text_at(ann.with_suffix(".txt"))
        bounds, links = _brat_lines(ann, text)
        yield Relations(ann.stem, text, "brat", "", tuple(_groups(bounds, links, text)))


def _brat_lines(ann: Path, text: str) -> tuple[dict[str, tuple[str, list[Span]]], list[tuple[str, str]]]:
    bounds: dict[str, tuple[str, list[Span]]] = {}
    links: list[tuple[str, str]] = []
    for number, line in enumerate(text_at(ann).splitlines(), 1):
        parts = line.split("\t")
        if line.startswith("T") and len(parts) >= 2:
            kind, _, places = parts[1].partition(" ")
            try:
                spans = [(int(a), int(b)) for a, b in (place.split() for place in places.split(";"))]
            except ValueError:
                raise BadCorpusError(ann, f"line {number}", "has no offsets") from None
            if any(not 0 <= a < b <= len(text) for a, b in spans):
                raise BadCorpusError(ann, f"line {number}", "names characters that the text does not have")
            bounds[parts[0]] = (kind.lower(), spans)
        elif line[:1] in {"R", "E"} and len(parts) >= 2:
            ids = re.findall(r":(T\d+)", parts[1])
            links += [(ids[0], other) for other in ids[1:]]
    return bounds, links


def _groups(bounds: dict[str, tuple[str, list[Span]]], links: list[tuple[str, str]], text: str) -> Iterator[Marked]:
    """Relations by their content: everything that links tie to it."""
    tied: dict[str, set[str]] = {}
    for a, b in links:
        tied.setdefault(a, set()).add(b)
        tied.setdefault(b, set()).add(a)
    for name, (kind, spans) in bounds.items():
        if not kind.startswith("content"):
            continue
        near = set(tied.get(name, ()))
        near |= {
            far
            for one in near
            for far in tied.get(one, ())
            if not bounds.get(far, ("content",))[0].startswith("content")
        }
        cue = [bounds[one][1] for one in near if one in bounds and bounds[one][0].startswith("cue")]
        source = [bounds[one][1] for one in near if one in bounds and bounds[one][0].startswith("source")]
        if cue:
            act = {"act": act_of_cue(text[slice(*cue[0][0])])}
            yield Marked(source[0][0] if source else None, cue[0][0], tuple(spans), act)


# -- PLOVER ----------------------------------------------------------------------------------------------------------

#: What a PLOVER class may be in our words: events, or acts.
_PLOVER: Final[dict[str, frozenset[str]]] = {
    "AGREE": frozenset({"agreement", "agrees", "promises"}),
    "CONSULT": frozenset({"meeting"}),
    "AID": frozenset({"access", "arrival"}),
    "YIELD": frozenset({"access", "detention", "agreement", "agrees"}),
    "RETREAT": frozenset({"movement", "access", "detention", "agreement", "hold", "return", "fire"}),
    "DEMAND": frozenset({"demands"}),
    "REQUEST": frozenset({"demands"}),
    "ACCUSE": frozenset({"accuses"}),
    "DISAPPROVE": frozenset({"accuses"}),
    "REJECT": frozenset({"denies"}),
    "THREATEN": frozenset({"promises", "warns"}),
    "COERCE": frozenset({"detention", "obstruction"}),
    "SANCTION": frozenset({"obstruction", "hold", "movement"}),
    "ASSAULT": frozenset({"killing", "shelling", "airstrike", "fire", "detention"}),
    "FIGHT": frozenset({"fire", "shelling", "airstrike", "killing", "collapse", "obstruction"}),
    "MOBILIZE": frozenset({"movement"}),
    "SUPPORT": frozenset({"meeting", "agreement", "statement"}),
}


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence with its class and what the reader may call it."""

    name: str
    text: str
    label: str
    allowed: frozenset[str]


def plover(file: Path) -> Iterator[Coded]:
    """The records of a PLOVER file whose class our words can express; the others are left out.

    Raises:
        BadCorpusError: When it is no list of JSON objects.
    """
    raw = text_at(file)
    try:
        records: list[dict[str, Any]] = json.loads(
            re.sub(r",\s*\]", "]", raw if raw.lstrip().startswith("[") else f"[{raw}]")
        )
    except ValueError as error:
        raise BadCorpusError(file, "the file", f"is no list of JSON objects ({error})") from None
    if not all(isinstance(one, dict) for one in records):
        raise BadCorpusError(file, "the file", "holds something that is no JSON object")
    for one in records:
        label = str(one.get("event", ""))
        if label in _PLOVER and one.get("text"):
            yield Coded(str(one.get("id", "")), str(one["text"]), label, _PLOVER[label])


# -- re3d ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entities:
    """A text with marked spans by type: Temporal, Quantity, Location ..."""

    name: str
    text: str
    spans: dict[str, tuple[Span, ...]]


def re3d(folder: Path) -> Iterator[Entities]:
    """Documents with entities; every subfolder with documents.json and entities.json counts.

    Raises:
        BadCorpusError: When a line is no document, or no entity with its type and offsets.
    """
    for listed in sorted(folder.rglob("documents.json")):
        documents = {one["_id"]: one["text"] for _, one in objects_at(listed, ("_id", "text"))}
        marks: dict[str, dict[str, list[Span]]] = {}
        for _, one in objects_at(listed.with_name("entities.json"), ("documentId", "type", "begin", "end")):
            marks.setdefault(one["documentId"], {}).setdefault(one["type"], []).append((one["begin"], one["end"]))
        for id, text in documents.items():
            yield Entities(id, text, {k: tuple(v) for k, v in marks.get(id, {}).items()})


# -- MUC-4 -----------------------------------------------------------------------------------------------------------

#: The key's confidence in a perpetrator, in our words.
_CONFIDENCE: Final = (
    ("REPORTED AS FACT", "stated"), ("CLAIMED OR ADMITTED", "claimed"), ("SUSPECTED OR ACCUSED", "accused"),
    ("POSSIBLE", "possible"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """A name in a text with how sure the answer key is: stated, claimed, accused, possible."""

    name: str
    text: str
    who: str
    label: str


def muc4(path: Path) -> Iterator[Perpetrator]:
    """Graded perpetrators of a folder with answer keys (`*key*`) and texts, or of one key file with texts beside it."""
    folder = path if path.is_dir() else path.parent
    keys = sorted(one for one in folder.glob("*key*") if _is_muc4(one)) if path.is_dir() else [path]
    texts = _muc4_texts([one for one in folder.iterdir() if one.is_file() and one not in keys])
    for key in keys:
        for message, who, label in _muc4_keys(key.read_text("utf-8", "replace")):
            if message in texts:
                yield Perpetrator(message, texts[message], who, label)


_MESSAGE = re.compile(
    r"^((?:DEV|TST)\d?-MUC\d-\d{4})[^\n]*\n(.*?)(?=^(?:DEV|TST)\d?-MUC\d-\d{4}|\Z)", re.DOTALL | re.MULTILINE
)


def _muc4_texts(files: list[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in files:
        for match in _MESSAGE.finditer(one.read_text("utf-8", "replace")):
            found[match[1]] = match[2].strip()
    return found


_SLOT = re.compile(r"^\s*\d+\.\s+(?P<name>[A-Z :]+?)\s{2,}(?P<value>.*)$")


def _muc4_keys(text: str) -> Iterator[tuple[str, str, str]]:
    message, names = "", list[str]()
    for line in text.splitlines():
        slot = _SLOT.match(line)
        if slot is None:
            continue
        name, value = " ".join(slot["name"].split()), slot["value"]
        if name == "MESSAGE: ID":
            message, names = value.strip(), []
        elif name in {"PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID"}:
            names = re.findall(r'"([^"]+)"', value)
        elif name == "PERP: ORGANIZATION CONFIDENCE":
            label = next((ours for theirs, ours in _CONFIDENCE if theirs in value), None)
            if label is not None:
                yield from ((message, who, label) for who in names[:1])
