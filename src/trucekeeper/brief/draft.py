"""A draft of a report with the steps of its editors: which sentences there are, who changed what, what still collides.

The draft itself is made from the data every time; only the steps are records. A sentence is known by what it says and
what it rests on, so that a step finds it again however the draft grows around it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from trucekeeper.brief.model import Block, Ground, Listing, Piece, Report, Section, Sentence, sentences_of
from trucekeeper.brief.plain import seen
from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import iso, moment
from trucekeeper.ledger.record import Edit, Entry, Release
from trucekeeper.ledger.view import KnownFrom

#: Parts that no editor changes: what the words mean, what the records are, where the chain stands.
FIXED: Final = frozenset({"reading", "observed", "annex", "seal"})


class NoDraftError(TruceError):
    """A name of a draft that is none."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f'"{text}" names no draft',
            "a draft is AT/KNOWN_BY/recorded|said/AUDIENCE/LANGUAGE/EDITION, as the page has it",
        )


class NoSentenceError(TruceError):
    """A step on a sentence that the draft does not have."""

    def __init__(self, sentence: str) -> None:
        super().__init__(
            f'the draft has no sentence "{sentence}"; nothing was changed',
            "load the draft again: its records may have changed since",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Which draft: the same five things give the same sentences on every machine that holds the ledger."""

    at: datetime
    known_by: datetime
    known_from: KnownFrom
    audience: str
    language: str = "en"
    edition: int = 1

    def __str__(self) -> str:
        """As records and addresses write it."""
        moments = (iso(one.astimezone(UTC)) for one in (self.at, self.known_by))
        return "/".join((*moments, self.known_from, self.audience, self.language, str(self.edition)))


def draft_named(text: str) -> Draft:
    """The draft that a text names.

    Raises:
        NoDraftError: When it names none.
    """
    parts = text.split("/")
    try:
        at, known_by, known_from, audience, language, edition = parts
        if known_from not in ("recorded", "said") or not edition.isdecimal() or int(edition) < 1:
            raise NoDraftError(text)
        return Draft(
            at=moment(at),
            known_by=moment(known_by),
            known_from="said" if known_from == "said" else "recorded",
            audience=audience,
            language=language,
            edition=int(edition),
        )
    except ValueError:
        raise NoDraftError(text) from None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a draft as it stands after the steps of its editors.

    Attributes:
        sentence: As it stands; None where it is left out.
        drafted: As the draft had it; None for one that an editor added.
        listed: True where it stands in a list.
        steps: Those that hold, in their order.
        rivals: Steps made beside the newest one by somebody who had not seen it: kept, shown, and holding nothing.
        set_aside: Codes of overrides, with who gave which reason.
    """

    id: str
    sentence: Sentence | None
    drafted: Sentence | None
    listed: bool = True
    steps: tuple[Edit, ...] = ()
    rivals: tuple[Edit, ...] = ()
    set_aside: tuple[Edit, ...] = ()

    @property
    def newest(self) -> str | None:
        """The step that an editor who sees this line has before them."""
        return self.steps[-1].id if self.steps else None

    @property
    def shown(self) -> Sentence:
        """The sentence, or what it was before it was left out."""
        found = self.sentence or self.drafted
        if found is None:
            found = Sentence((Piece(next((one.words for one in reversed(self.steps) if one.words), "")),))
        return found

    @property
    def changed(self) -> bool:
        """True where it is not what the draft says."""
        return self.sentence != self.drafted


@dataclass(frozen=True, slots=True)
class Part:
    """A section under the hands of an editor: sentences, and between them what comes from the data alone.

    Attributes:
        ids: Of the items, in the same order; a step that adds or moves names one of them.
    """

    id: str
    title: str
    items: tuple[Line | Block, ...]
    fixed: bool = False
    ids: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The sentences that an editor may change."""
        return tuple(one for one in self.items if isinstance(one, Line))

    def before(self, id: str) -> str:
        """What stands before an item; empty for the first."""
        place = self.ids.index(id)
        return self.ids[place - 1] if place else ""

    def up(self, id: str) -> str | None:
        """Behind what a line comes to stand when it changes places with the line above; None for the topmost."""
        lines = [one.id for one in self.lines]
        place = lines.index(id)
        return self.before(lines[place - 1]) if place else None

    def down(self, id: str) -> str | None:
        """The same with the line below; None for the last."""
        lines = [one.id for one in self.lines]
        place = lines.index(id)
        return lines[place + 1] if place + 1 < len(lines) else None


@dataclass(frozen=True, slots=True)
class Edited:
    """A draft and what its editors made of it."""

    drafted: Report
    parts: tuple[Part, ...]
    lost: tuple[Edit, ...] = ()

    def line(self, id: str) -> Line:
        """A line by its id.

        Raises:
            NoSentenceError: When there is none.
        """
        found = next((one for part in self.parts for one in part.lines if one.id == id), None)
        if found is None:
            raise NoSentenceError(id)
        return found

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, from the top to the bottom."""
        return tuple(one for part in self.parts for one in part.lines)

    def report(self) -> Report:
        """The report with every step in it."""
        return replace(self.drafted, sections=tuple(map(_section, self.drafted.sections, self.parts)))


def steps_on(draft: Draft, entries: Iterable[Entry]) -> tuple[Edit, ...]:
    """The steps on a draft in the order of the ledger; a later edition begins with those of the earlier ones."""
    mine = (one.record for one in entries if isinstance(one.record, Edit))
    return tuple(one for one in mine if one.draft == str(draft) or _earlier(one.draft, draft))


def _earlier(name: str, draft: Draft) -> bool:
    """True for an earlier edition of the same report, whatever was known when it was made."""
    own, other = str(draft).split("/"), name.split("/")
    same = len(other) == len(own) and [other[0], *other[2:5]] == [own[0], *own[2:5]]
    return same and other[5].isdecimal() and int(other[5]) < draft.edition


def edited(report: Report, steps: Sequence[Edit]) -> Edited:
    """Put the steps of editors, in the order of the ledger, on the draft that they were made for."""
    work = _Work({}, {}, [])
    for section in report.sections:
        work.take(section)
    names = _names_in(report)
    for step in steps:
        work.step(step, names)
    parts = tuple(
        Part(section.id, section.title, work.items(section.id), section.id in FIXED, tuple(work.order[section.id]))
        for section in report.sections
    )
    return Edited(report, parts, tuple(work.lost))


@dataclass
class _Work:
    """Lines by id, the order of each section, and the steps that found no line."""

    lines: dict[str, Line]
    order: dict[str, list[str]]
    lost: list[Edit]
    blocks: dict[str, Block] = field(default_factory=dict)
    past: dict[str, list[Sentence | None]] = field(default_factory=lambda: defaultdict(list))

    def take(self, section: Section) -> None:
        """Number what a section holds."""
        here = self.order.setdefault(section.id, [])
        for block in section.blocks:
            if section.id in FIXED or not isinstance(block, Sentence | Listing):
                here.append(f"{section.id}={len(here)}")
                self.blocks[here[-1]] = block
                continue
            for one in block.items if isinstance(block, Listing) else (block,):
                id = self._new_id(section.id, one)
                self.lines[id] = Line(id, one, one, isinstance(block, Listing))
                here.append(id)

    def _new_id(self, section: str, one: Sentence) -> str:
        held = "\x1f".join((one.text, str(one.ground), *one.records))
        id = f"{section}-{sha256(held.encode()).hexdigest()[:8]}"
        while id in self.lines:  # the same words twice in one section
            id += "x"
        return id

    def items(self, section: str) -> tuple[Line | Block, ...]:
        return tuple(self.lines[one] if one in self.lines else self.blocks[one] for one in self.order[section])

    def step(self, step: Edit, names: frozenset[str]) -> None:
        """Let one step hold, stand beside, or be told as lost."""
        if step.step == "add":
            self._add(step, names)
            return
        line = self.lines.get(step.sentence)
        if line is None:
            self.lost.append(step)
        elif step.step == "override":
            if step.follows == line.newest:
                self.lines[line.id] = replace(line, set_aside=(*line.set_aside, step))
        elif step.follows != line.newest:
            self.lines[line.id] = replace(line, rivals=(*line.rivals, step))
        else:
            self._hold(line, step, names)

    def _hold(self, line: Line, step: Edit, names: frozenset[str]) -> None:
        past = self.past[line.id]
        sentence = line.sentence
        if step.step == "undo":
            sentence = past.pop() if past else line.sentence
        elif step.step != "move":
            past.append(line.sentence)
        if step.step == "reword":
            base = line.shown
            sentence = Sentence(pieces_of(step.words, names), base.records, base.ground, base.more)
        elif step.step == "drop":
            sentence = None
        elif step.step == "restore":
            sentence = line.shown
        elif step.step == "move":
            self._move(line.id, step.after)
        kept = () if step.step != "move" else line.set_aside
        self.lines[line.id] = replace(line, sentence=sentence, steps=(*line.steps, step), rivals=(), set_aside=kept)

    def _add(self, step: Edit, names: frozenset[str]) -> None:
        section = next((one for one, ids in self.order.items() if step.after in ids), step.sentence)
        if section not in self.order or section in FIXED or step.id in self.lines:
            self.lost.append(step)
            return
        ground = Ground.RECORDS if step.rests_on else Ground.DEAL
        sentence = Sentence(pieces_of(step.words, names), step.rests_on, ground)
        self.lines[step.id] = Line(step.id, sentence, None, steps=(step,))
        here = self.order[section]
        here.insert(here.index(step.after) + 1 if step.after in here else 0, step.id)

    def _move(self, id: str, after: str) -> None:
        here = next(ids for ids in self.order.values() if id in ids)
        if after and (after not in here or after == id):
            return
        here.remove(id)
        here.insert(here.index(after) + 1 if after else 0, id)


def _section(section: Section, part: Part) -> Section:
    return replace(section, blocks=tuple(_blocks(part.items)))


def _blocks(items: Iterable[Line | Block]) -> Iterator[Block]:
    """Sentences that follow one another in a list are one list."""
    waiting: list[Sentence] = []
    for one in items:
        if isinstance(one, Line) and one.listed:
            waiting += [one.sentence] if one.sentence is not None else []
            continue
        if waiting:
            yield Listing(tuple(waiting))
            waiting = []
        if not isinstance(one, Line):
            yield one
        elif one.sentence is not None:
            yield one.sentence
    if waiting:
        yield Listing(tuple(waiting))


def _names_in(report: Report) -> frozenset[str]:
    """Every name that the draft sets apart, so that an editor's words get the same isolation."""
    blocks = [one for section in report.sections if section.id not in FIXED for one in section.blocks]
    told = [one for block in blocks for one in sentences_of(block)]
    return frozenset(
        piece.text for one in told for piece in one.pieces if piece.voice == "name" and len(piece.text) > 1
    )


#: Between these stand the words of others.
_QUOTED: Final = re.compile(r"“([^“”]*)”|«([^«»]*)»|\"([^\"]*)\"")


def pieces_of(text: str, names: Iterable[str] = ()) -> tuple[Piece, ...]:
    """An editor's sentence as pieces: words between quotation marks are quoted, known names are set apart.

    Nothing in it is ever markup; line ends become spaces.
    """
    clean = " ".join(seen(text).split())
    pieces: list[Piece] = []
    last = 0
    for found in _QUOTED.finditer(clean):
        pieces += _named(clean[last : found.start()], names)
        pieces.append(Piece(next(one for one in found.groups() if one is not None), "quoted"))
        last = found.end()
    pieces += _named(clean[last:], names)
    return tuple(one for one in pieces if one.text)


def _named(text: str, names: Iterable[str]) -> list[Piece]:
    known = sorted(names, key=len, reverse=True)
    if not known or not text:
        return [Piece(text)]
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, known)) + r")(?!\w)")
    return [Piece(one, "name" if place % 2 else "ours") for place, one in enumerate(pattern.split(text)) if one]


def releases(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What was released, the newest first."""
    return tuple(one for one in reversed(tuple(entries)) if isinstance(one.record, Release))
