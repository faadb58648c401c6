"""Text of a deal file -> `Deal`. Never raises on bad text: what cannot be read is a finding, and its key is missing.

Three passes: `fences` finds the blocks in the Markdown, `lines` reads keys and values, and this module gives values
their meaning, once the ids of the whole file are known. What ids should name is a matter for the rules (D02, D08).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from trucekeeper.core.finding import TOP, Finding, Severity, Span, in_reading_order
from trucekeeper.core.moment import Interval
from trucekeeper.core.movement import EVENTS, PROGRESS
from trucekeeper.deal.condition import Condition, Name
from trucekeeper.deal.conditions import read_condition
from trucekeeper.deal.encoding import decode
from trucekeeper.deal.fences import Fence, read_markdown
from trucekeeper.deal.grammar import (
    ACTIONS,
    DEFAULTS,
    EXCHANGE_UNITS,
    KINDS,
    LANGUAGES,
    ROLES,
    STATES_OF_A_DEAL,
    TYPES,
)
from trucekeeper.deal.lines import ID, RawBlock, code_end, read_blocks
from trucekeeper.deal.model import (
    Block,
    Category,
    Clause,
    Deal,
    DealTest,
    Due,
    Exchange,
    Head,
    Names,
    Party,
    People,
    Place,
    Quoted,
    Route,
    Term,
    Verify,
)
from trucekeeper.deal.nearest import did_you_mean, edits, nearest
from trucekeeper.deal.places import Places, Value
from trucekeeper.deal.said import Said, say
from trucekeeper.deal.words import (
    MOMENT,
    NUMBER,
    IdList,
    Misread,
    number,
    read_duration,
    read_durations,
    read_id_list,
    read_ids,
    read_moment,
    read_number,
    read_point,
    read_quantity,
    read_window,
    split,
    unquoted,
    word_list,
)

__all__ = ["decode", "read_deal"]

_Read = TypeVar("_Read")
#: What lists are of, in messages.
_PARTIES, _PLACES, _CLAUSES = say("parties"), say("places"), say("clauses")
#: What a missing list is.
_NO_NAMES = Names()


def read_deal(text: str, file: str) -> Deal:
    """Read the text of a deal; spans are offsets into this very text.

    Args:
        text: As `decode` returns it.
        file: The name to be shown, which is not opened.
    """
    places = Places(text)
    fences, quotations = read_markdown(places)
    ours = [fence for fence in fences if fence.word == "deal"]
    raw = read_blocks(places, [(f.start, f.end, f.indent) for f in ours], KINDS, LANGUAGES)
    findings = list(_fence_findings(fences, ours, places))
    findings += _outside_open_fences(raw.findings, ours)
    reader = _Reader(raw.blocks, places)
    deal = reader.deal(file, text)
    tests = _tests(places, [fence for fence in fences if fence.word == "deal-test"], deal.zone, reader)
    findings += reader.findings
    first = deal.head.languages[0] if deal.head and deal.head.languages else ""
    return replace(
        deal,
        quotations=tuple(Quoted(q.language or first, q.text, q.at) for q in quotations),
        tests=tests,
        findings=in_reading_order(findings),
    )


def _fence_findings(fences: tuple[Fence, ...], ours: list[Fence], places: Places) -> Iterable[Finding]:
    for fence in fences:
        if fence.word in {"deal", "deal-test"}:
            if not fence.closed:
                message = say(
                    'the "{word}" fence is never closed, so that prose after it is read as part of the deal',
                    word=fence.word,
                )
                yield _error("E019", message, fence.at, say("close it with a line of ``` after the last block"))
        elif fence.word and (
            edits(fence.word.casefold(), "deal", 1) <= 1 or edits(fence.word.casefold(), "deal-test", 2) <= 2
        ):
            meant = "deal" if edits(fence.word.casefold(), "deal", 1) <= 1 else "deal-test"
            message = say('a fence "{word}" is not read - did you mean "{meant}"?', word=fence.word, meant=meant)
            yield _error(
                "E020",
                message,
                fence.at,
                say("write ```{meant}, or another word if this is only an example", meant=meant),
            )
    if not ours and not any(f.word and edits(f.word.casefold(), "deal", 1) <= 1 for f in fences):
        message = say("there is no deal in this file: no fence with the word deal")
        yield _error("E018", message, TOP, say("open a fence with ```deal, write the blocks, and close it with ```"))


def _outside_open_fences(findings: Iterable[Finding], ours: list[Fence]) -> list[Finding]:
    """Drop what is reported after the first misfit in a fence that is never closed: it has its one message."""
    open_fence = next((fence for fence in ours if not fence.closed), None)
    kept: list[Finding] = []
    for finding in findings:
        if open_fence and finding.at.start >= open_fence.start and finding.code in {"E001", "E004", "E025", "E016"}:
            continue
        kept.append(finding)
    return kept


def _error(
    code: str, message: str, at: Span, help: str | None = None, also: tuple[tuple[str, Span], ...] = ()
) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, at=at, help=help, also=also)


class _Reader:
    """Gives the values of raw blocks their meaning; what it cannot read it notes in `findings`."""

    def __init__(self, blocks: tuple[RawBlock, ...], places: Places) -> None:
        self.blocks, self.places = blocks, places
        self.findings: list[Finding] = []
        self.zone: ZoneInfo | None = None
        self.zone_broken = False
        self.naive: Finding | None = None
        ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for block in blocks:
            if block.id:
                ids[block.kind].add(block.id)
        self.parties = frozenset(ids["party"])
        self.spots = frozenset(ids["place"] | ids["route"])
        self.categories = frozenset(ids["category"])
        self.clauses = frozenset(ids["must"] | ids["must not"] | ids["may"])
        self.steps = self.clauses | ids["exchange"]
        self.verifies = frozenset(ids["verify"])
        self.languages: tuple[str, ...] = ()

    def deal(self, file: str, text: str) -> Deal:
        """All blocks, the deal block first, because it sets the zone for every time."""
        heads = [block for block in self.blocks if block.kind == "deal"]
        head = self.head(heads[0]) if heads else None
        for extra in heads[1:]:
            also = ((say("the first one"), heads[0].at),)
            self.tell(
                "E015", say("there is more than one deal block"), extra.at, say("keep one, or make two files"), also
            )
        if heads and self.blocks[0] is not heads[0]:
            also = ((say("the first block"), self.blocks[0].at),)
            self.tell(
                "E015",
                say("the deal block must be the first block of the file"),
                heads[0].at,
                say("move it to the top"),
                also,
            )
        if head is not None and head.amends and head.amends.removeprefix("./") == re.split(r"[/\\]", file)[-1]:
            message = say('a deal cannot amend itself, and "{file}" is this very file', file=head.amends)
            self.tell(
                "E030", message, head.span("amends"), say("name the version before this one, or take the line out")
            )
        kinds: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        makers: Mapping[str, Callable[[RawBlock], Block]] = {
            "party": self.party,
            "place": self.place,
            "route": self.route,
            "category": self.category,
            "term": self.term,
            "must": self.duty,
            "must not": self.duty,
            "may": self.may,
            "exchange": self.exchange,
            "verify": self.verify,
        }
        clauses: list[Clause] = []
        for block in self.blocks:
            if block.kind in makers and block.id:
                made = makers[block.kind](block)
                if isinstance(made, Clause):
                    clauses.append(made)
                else:
                    kinds[block.kind].append(made)
        return Deal(
            file=file,
            text=text,
            head=head,
            parties=tuple(kinds["party"]),
            places=tuple(kinds["place"]),
            routes=tuple(kinds["route"]),
            categories=tuple(kinds["category"]),
            terms=tuple(kinds["term"]),
            clauses=tuple(clauses),
            exchanges=tuple(kinds["exchange"]),
            verifies=tuple(kinds["verify"]),
        )

    # The kinds of block

    def head(self, block: RawBlock) -> Head:
        self.zone = self.read(block, "zone", self.zone_named)
        self.zone_broken = block.entry("zone") is not None and self.zone is None
        self.languages = self.read(block, "languages", self.languages_named) or ()
        return Head(
            **self.shared(block),
            zone=self.zone,
            languages=self.languages,
            state=self.read(block, "state", lambda v: self.one_of(v, STATES_OF_A_DEAL, say("state of a deal"))),
            signed=self.read(block, "signed", self.moment),
            in_force=self.read(block, "in force", self.moment),
            ends=self.read(block, "ends", self.moment),
            amends=self.words(block, "amends") or None,
            brokers=self.names(block, "brokers", _PARTIES),
        )

    def party(self, block: RawBlock) -> Party:
        return Party(
            **self.shared(block),
            role=self.read(block, "role", lambda v: self.one_of(v, ROLES, say("role"))),
            side_of=self.read(block, "for", self.id),
            forces=word_list(self.words(block, "forces")),
        )

    def place(self, block: RawBlock) -> Place:
        return Place(
            **self.shared(block),
            point=self.read(block, "point", lambda v: read_point(v.text)),
            held_by=self.words(block, "held by") or None,
            code=self.words(block, "code") or None,
        )

    def route(self, block: RawBlock) -> Route:
        times = self.read(block, "time", lambda v: read_durations(v.text, 2)) or ()
        return Route(
            **self.shared(block),
            start=self.spots_of(block, "from"),
            to=self.spots_of(block, "to"),
            via=self.spots_of(block, "via"),
            time_low=times[0] if times else None,
            time_high=times[-1] if times else None,
            km=self.read(block, "km", _kilometres),
            held_by=self.words(block, "held by") or None,
        )

    def category(self, block: RawBlock) -> Category:
        return Category(**self.shared(block), means=self.words(block, "means"), needs=self.words(block, "needs"))

    def term(self, block: RawBlock) -> Term:
        return Term(**self.shared(block), means=self.words(block, "means"))

    def duty(self, block: RawBlock) -> Clause:
        people = self.read(block, "people", self.people)
        dos = self.in_languages(block, "do")
        kind = self.read(block, "type", lambda v: self.one_of(v, TYPES, say("type")))
        does_fire = block.kind == "must not" and any(re.search(r"\bfire\b", do, re.IGNORECASE) for do in dos.values())
        derived = "evacuation" if block.entry("people") else "fire" if does_fire else "other"
        evidence, observers, decided_by, rung = self.evidence(block)
        return Clause(
            **self.shared(block),
            by=self.names(block, "by", _PARTIES),
            to=self.names(block, "to", _PARTIES),
            do=self.first_language(dos),
            dos=dos,
            type=kind or derived,
            typed=kind is not None,
            people=people,
            start=self.spots_of(block, "from"),
            via=self.spots_of(block, "via"),
            at_place=self.spots_of(block, "at"),
            where=self.spots_of(block, "where"),
            after=self.read(block, "after", self.condition),
            unless=self.read(block, "unless", self.condition),
            window=self.read(block, "window", self.window),
            due=self.read(block, "due", self.due),
            during=self.names(block, "during", _CLAUSES),
            covers=self.names(block, "covers", _CLAUSES),
            evidence=evidence,
            observers=observers,
            rung_asked=rung,
            decided_by=decided_by,
            if_not=self.clauses_or_words(block, "if not"),
            on_hold=self.clauses_or_words(block, "on hold"),
            text=self.words(block, "text"),
        )

    def may(self, block: RawBlock) -> Clause:
        dos = self.in_languages(block, "do")
        action, acts_on = self.read(block, "do", self.action) or ("", Names())
        return Clause(
            **self.shared(block),
            by=self.names(block, "by", _PARTIES),
            do=self.first_language(dos),
            dos=dos,
            action=action,
            acts_on=acts_on,
            when=self.read(block, "when", self.condition),
            until=self.read(block, "until", self.condition),
            notice=self.words(block, "notice"),
            on_the_road=self.read(block, "on the road", self.fate) or "",
            waiting=self.read(block, "waiting", self.fate) or "",
        )

    def exchange(self, block: RawBlock) -> Exchange:
        legs = self.read(block, "legs", self.legs) or ()
        first, first_words = self.read(block, "first", self.first) or (None, "")
        together = self.read(block, "together", lambda v: self.passed_together(v, block))
        return Exchange(
            **self.shared(block),
            legs=legs,
            ratio=self.read(block, "ratio", lambda v: self.numbers(v, ":", len(legs), one_for_all=False)) or (),
            unit=self.read(block, "in", self.exchange_unit) or "people",
            count=self.read(block, "count", self.event) or together,
            together=together,
            batch=self.read(block, "batch", lambda v: self.numbers(v, "|", len(legs), positive=True)) or (),
            ahead=self.read(block, "ahead", lambda v: self.bounds(v, legs, first)) or (),
            first=first,
            first_words=first_words,
            settle=self.words(block, "settle"),
        )

    def verify(self, block: RawBlock) -> Verify:
        who = self.names(block, "who", _PARTIES)
        needs, needs_words = self.read(block, "needs", lambda v: self.quorum(v, who)) or (None, "")
        default, default_words = self.read(block, "default", self.default) or (None, "")
        return Verify(
            **self.shared(block),
            who=who,
            needs=needs,
            needs_words=needs_words,
            within=self.read(block, "within", lambda v: read_duration(v.text)),
            default=default,
            default_words=default_words,
            covers=self.names(block, "covers", _CLAUSES),
        )

    # What blocks share

    def shared(self, block: RawBlock) -> dict[str, Any]:
        names: dict[str, str] = self.in_languages(block, "name")
        also: list[str] = []
        spans: dict[str, Span] = {}
        keys: dict[str, Span] = {}
        for entry in block.entries:
            if entry.key:
                spans.setdefault(entry.key, entry.value.span())
                keys.setdefault(entry.key, entry.at)
                if entry.language:
                    spans[f"{entry.key} {entry.language}"] = entry.value.span()
                    keys[f"{entry.key} {entry.language}"] = entry.at
                    if self.languages and entry.language not in self.languages and entry.language in LANGUAGES:
                        known = ", ".join(self.languages)
                        message = say('"{language}" is none of the languages of this deal', language=entry.language)
                        self.tell("E013", message, entry.at, say("write one of {known}, or add it there", known=known))
                if entry.key == "also":
                    also += word_list(entry.value.text)
                if not entry.value.text:
                    written = f"{entry.key} {entry.language}".strip()
                    message = say(
                        '"{written}" of {kind} {block} has no value', written=written, kind=block.kind, block=block.id
                    )
                    self.tell("E023", message, entry.at, say("write a value, or take the line out"))
        return {
            "kind": block.kind,
            "id": block.id,
            "name": self.first_language(names),
            "names": names,
            "also": tuple(also),
            "at": block.at,
            "spans": spans,
            "keys": keys,
        }

    def in_languages(self, block: RawBlock, key: str) -> dict[str, str]:
        return {e.language: unquoted(e.value.text) for e in block.entries if e.key == key and e.value.text}

    def first_language(self, said: Mapping[str, str]) -> str:
        for language in ("", *self.languages):
            if language in said:
                return said[language]
        return next(iter(said.values()), "")

    def words(self, block: RawBlock, key: str) -> str:
        value = block.value(key)
        return unquoted(value.text) if value else ""

    def read(self, block: RawBlock, key: str, reader: Callable[[Value], _Read]) -> _Read | None:
        """Read a key's value; what is wrong with it becomes a finding, and the key is then missing."""
        value = block.value(key)
        if value is None or not value.text:
            return None
        try:
            return reader(value)
        except Misread as why:
            self.misread(value, why)
            return None

    def misread(self, value: Value, why: Misread) -> None:
        at = value.span(why.start, min(why.end, len(value.text)))
        if why.code != "D22" or self.zone is not None:
            self.tell(why.code, why.message, at, why.help)
        elif not self.zone_broken:
            self.naive_time(why, at)

    def naive_time(self, why: Misread, at: Span) -> None:
        """All times without an offset are one mistake when no zone is named; the further ones are shown beside it."""
        if self.naive is None:
            self.naive = _error("D22", why.message, at, why.help)
            self.findings.append(self.naive)
            return
        more = replace(self.naive, also=(*self.naive.also, (say("and here"), at)))
        self.findings[self.findings.index(self.naive)] = self.naive = more

    def tell(
        self, code: str, message: str, at: Span, help: str | None = None, also: tuple[tuple[Said, Span], ...] = ()
    ) -> None:
        self.findings.append(_error(code, message, at, help, also))

    # The kinds of value

    def zone_named(self, value: Value) -> ZoneInfo:
        try:
            return ZoneInfo(value.text)
        except (ValueError, OSError, LookupError):
            message = say('"{value}" is not a time zone of the IANA list', value=value.text)
            raise Misread(
                "E014", message, 0, len(value.text), say("write it like Europe/Kyiv or Africa/Khartoum")
            ) from None

    def languages_named(self, value: Value) -> tuple[str, ...]:
        parts = split(value.text, ",")
        for part in parts:
            if not re.fullmatch(r"[a-z]{2,3}", part.text):
                raise Misread(
                    "E013",
                    say('"{part}" is not the code of a language', part=part.text),
                    part.start,
                    part.end,
                    say("write for example: en, ar"),
                )
        return tuple(part.text for part in parts)

    def one_of(self, value: Value, known: tuple[str, ...], what: Said) -> str:
        word = " ".join(value.text.split())
        if word not in known:
            message = say('"{word}" is not a {what}{guess}', word=word, what=what, guess=did_you_mean(word, known))
            raise Misread("E012", message, 0, len(value.text), say("write one of: {several}", several=", ".join(known)))
        return word

    def moment(self, value: Value) -> datetime:
        return read_moment(value.text, self.zone)

    def window(self, value: Value) -> Interval:
        return read_window(value.text, self.zone)

    def due(self, value: Value) -> Due:
        if re.fullmatch(MOMENT, value.text):
            return Due(moment=read_moment(value.text, self.zone))
        found = re.search(r" after ", value.text)
        if not found:
            help = say("write a moment such as 2016-12-14 05:00, or for example: 6 hours after A1 arrived")
            raise Misread(
                "E008",
                say('"{value}" is neither a moment nor a time after a condition', value=value.text),
                0,
                len(value.text),
                help,
            )
        delay = read_duration(value.text[: found.start()])
        return Due(delay=delay, after=self.condition(value, found.end()))

    def condition(self, value: Value, start: int = 0) -> Condition:
        return read_condition(value.text, value.span, self.zone, self.steps, start)

    def people(self, value: Value) -> People:
        quantity, all_of = read_quantity(value.text, self.categories)
        return People(quantity, all_of)

    def id(self, value: Value) -> str:
        if not re.fullmatch(ID, value.text):
            raise Misread(
                "E017",
                say('"{value}" is not one id', value=value.text),
                0,
                len(value.text),
                say("write the id of one party"),
            )
        return value.text

    def names(self, block: RawBlock, key: str, of: Said) -> Names:
        return self.read(block, key, lambda value: _named(read_id_list(value.text, of), value)) or _NO_NAMES

    def spots_of(self, block: RawBlock, key: str) -> Names:
        return self.read(block, key, lambda value: self.ids_or_words(value, self.spots, _PLACES)) or _NO_NAMES

    def clauses_or_words(self, block: RawBlock, key: str) -> Names:
        return self.read(block, key, lambda value: self.ids_or_words(value, self.steps, _CLAUSES)) or _NO_NAMES

    def ids_or_words(self, value: Value, known: frozenset[str], of: Said, start: int = 0) -> Names:
        """Read a LIST where the first word is an id of the file, or a slip of one; else keep the words as they are."""
        found = re.compile(ID).match(value.text, start)
        if found and (found[0] in known or (nearest(found[0], known) and read_ids(value.text, start))):
            ids = read_ids(value.text, start)
            if ids and ids.end >= len(value.text.rstrip()):
                return _named(ids, value)
            if found[0] in known:
                try:
                    read_id_list(value.text[start:], of)
                except Misread as why:
                    raise why.moved(start) from None
        return Names(words=value.text[start:])

    def evidence(self, block: RawBlock) -> tuple[str, tuple[Name, ...], Name | None, int]:
        """Read EVIDENCE: the text, the observers it begins with, the clause that is to decide, the rung asked."""
        value = block.value("evidence")
        if value is None or not value.text:
            return "", (), None, 2
        observers: tuple[Name, ...] = ()
        rest = value.text
        try:
            ids = read_ids(value.text)
        except Misread:
            ids = None
        if ids:
            leading = 0
            while leading < len(ids.ids) and ids.ids[leading].text in self.parties:
                leading += 1
            observers = tuple(Name(p.text, value.span(p.start, p.end)) for p in ids.ids[:leading])
            rest = value.text[ids.ids[leading - 1].end :] if leading else value.text
        decided = re.search(rf"\bdecided by ({ID})", value.text)
        if decided:
            return value.text, observers, Name(decided[1], value.span(decided.start(1), decided.end(1))), 4
        claimed = any(part.strip() == "claimed" for part in re.split("[,;]", rest))
        return value.text, observers, None, 1 if claimed else 2

    def action(self, value: Value) -> tuple[str, Names]:
        """Read the `do` of a may: a verb with its clauses, or plain words (then the verb is "")."""
        found = re.match(rf"({'|'.join(ACTIONS)})\s+(?={ID})", value.text)
        if not found:
            return "", Names()
        names = self.ids_or_words(value, self.steps, _CLAUSES, found.end())
        return ("", Names()) if names.words is not None else (found[1], names)

    def fate(self, value: Value) -> str:
        """What happens to people on the road or waiting, in a hold."""
        if value.text in {"go on", "back"} or re.fullmatch(rf"shelter at {ID}", value.text):
            return value.text
        known = ("go on", "back", "shelter at PLACE")
        message = say(
            '"{value}" does not say where these people go{guess}',
            value=value.text,
            guess=did_you_mean(value.text, known),
        )
        raise Misread("E012", message, 0, len(value.text), say("write one of: {several}", several=", ".join(known)))

    def legs(self, value: Value) -> tuple[Names, ...]:
        parts = split(value.text, r"\|")
        if len(parts) < 2:
            help = say("write a bar between the clauses of the two sides, such as A1 | F1")
            raise Misread("E017", say("an exchange needs the clauses of at least two sides"), 0, len(value.text), help)
        legs: list[Names] = []
        for part in parts:
            try:
                legs.append(_named(read_id_list(part.text, _CLAUSES), value, part.start))
            except Misread as why:
                raise why.moved(part.start) from None
        return tuple(legs)

    def numbers(
        self, value: Value, mark: str, sides: int, one_for_all: bool = True, positive: bool = False
    ) -> tuple[int, ...]:
        """Read a number for all sides, or one for each."""
        parts = split(value.text, re.escape(mark))
        read: list[int] = []
        for part in parts:
            try:
                read.append(read_number(part.text))
            except Misread as why:
                raise why.moved(part.start) from None
            if read[-1] == 0 and (positive or mark == ":"):
                raise Misread(
                    "E007", say("this number must be at least 1"), part.start, part.end, say("write at least 1")
                )
        if sides and len(read) != sides and not (one_for_all and len(read) == 1):
            message = (
                say("there are {sides} sides and {numbers} numbers", sides=sides, numbers=len(read))
                if len(read) > 1
                else say("there are {sides} sides and 1 number", sides=sides)
            )
            raise Misread(
                "E007", message, 0, len(value.text), say("write {numbers}", numbers=f" {mark} ".join(["N"] * sides))
            )
        return tuple(read)

    def bounds(self, value: Value, legs: tuple[Names, ...], first: Name | None) -> tuple[int, ...]:
        """Read `ahead`; under `first` only the leading side may be given anything."""
        read = self.numbers(value, "|", len(legs))
        leader = next((side for side, leg in enumerate(legs) if first and first.text in leg.ids), None)
        if leader is None:
            return read
        each = read if len(read) > 1 else read * len(legs)
        if any(bound for side, bound in enumerate(each) if side != leader):
            message = say(
                "{leader} leads, so the other side may run ahead by nothing", leader=first.text if first else ""
            )
            written = " | ".join(str(bound if side == leader else 0) for side, bound in enumerate(each))
            raise Misread(
                "E028", message, 0, len(value.text), say("write ahead: {written}, or take `first` out", written=written)
            )
        return read

    def exchange_unit(self, value: Value) -> str:
        known = (*EXCHANGE_UNITS, *sorted(self.categories))
        return self.one_of(value, known, say("unit of an exchange"))

    def event(self, value: Value) -> str:
        return self.one_of(value._replace(text=unquoted(value.text)), EVENTS, say("event"))

    def passed_together(self, value: Value, block: RawBlock) -> str:
        """The event of `together`, which leaves no room for a leader or for another event that counts."""
        event, count = self.event(value), block.value("count")
        if event not in PROGRESS:
            known = ", ".join(PROGRESS)
            message = say('"{event}" is nothing that two batches can do at one moment', event=event)
            raise Misread("E029", message, 0, len(value.text), say("write one of: {several}", several=known))
        if block.entry("first"):
            message = say("`together` and `first` exclude each other: either both pass at once, or one side leads")
            raise Misread("E029", message, 0, len(value.text), say("take one of them out"))
        if count is not None and unquoted(count.text) != event:
            message = say("what both pass together is what counts, and `count` says another event")
            raise Misread("E029", message, 0, len(value.text), say("take `count` out, or let it say the same"))
        return event

    def first(self, value: Value) -> tuple[Name, str]:
        found = re.match(rf"({ID})\s*(?:,\s*(.*))?$", value.text)
        if not found:
            raise Misread(
                "E017",
                say('"{value}" does not begin with one clause', value=value.text),
                0,
                len(value.text),
                say("write for example: F1, wounded and children"),
            )
        return Name(found[1], value.span(found.start(1), found.end(1))), found[2] or ""

    def quorum(self, value: Value, who: Names) -> tuple[int | None, str]:
        found = re.match(rf"(?:(all|any)|({NUMBER}) of ({NUMBER}))\s*(?:,\s*(.*))?$", value.text, re.IGNORECASE)
        if not found:
            raise Misread(
                "E012",
                say('"{value}" is not a quorum', value=value.text),
                0,
                len(value.text),
                say("write all, any, or for example: two of three"),
            )
        words = found[4] or ""
        if found[1]:
            return (len(who.names) or None) if found[1].casefold() == "all" else 1, words
        needs, of = number(found[2]), number(found[3])
        if who.names and of != len(who.names):
            message = say('"who" names {named}, but "needs" counts {of}', named=len(who.names), of=of)
            raise Misread("E007", message, found.start(3), found.end(3), say("let the two agree"))
        if not 0 < needs <= of:
            raise Misread(
                "E007",
                say("{needs} of {of} can never agree", needs=needs, of=of),
                found.start(2),
                found.end(2),
                say("write at most {of}", of=of),
            )
        return needs, words

    def default(self, value: Value) -> tuple[str, str]:
        found = re.match(r"(?:stays\s+)?([^\s,]+)\s*(?:,\s*(.*))?$", value.text)
        word = found[1] if found else value.text
        if not found or word not in DEFAULTS:
            message = say(
                '"{word}" is not what may stand until somebody decides{guess}',
                word=word,
                guess=did_you_mean(word, DEFAULTS),
            )
            start = found.start(1) if found else 0
            raise Misread(
                "E012", message, start, start + len(word), say("write one of: {several}", several=", ".join(DEFAULTS))
            )
        return word, found[2] or ""


def _named(ids: IdList, value: Value, moved: int = 0) -> Names:
    names = tuple(Name(part.text, value.span(part.start + moved, part.end + moved)) for part in ids.ids)
    return Names(names, ids.joined, ids.and_forces, ids.and_routes)


def _kilometres(value: Value) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", value.text):
        raise Misread(
            "E007",
            say('"{value}" is not a number of kilometres', value=value.text),
            0,
            len(value.text),
            say("write it like 12 or 12.5"),
        )
    return float(value.text)


_EXPECT = re.compile(rf"expect\s+({ID})(?:\s+({ID}))??\s+(\S+)\s+(\S+)$")
_TEST = re.compile(rf"at\s+({MOMENT})\s*(.*)$")


def _tests(places: Places, fences: list[Fence], zone: ZoneInfo | None, reader: _Reader) -> tuple[DealTest, ...]:
    """Read the lines of deal-test fences; their words are kept as data."""
    tests: list[DealTest] = []
    for fence in fences:
        for offset, line in places.lines(fence.start, fence.end):
            body = line[: code_end(line)].rstrip()
            start = offset + len(body) - len(body.lstrip())
            value = Value(body.strip(), ((0, start),), places)
            if not value.text:
                continue
            found = _TEST.match(value.text)
            if not found or not found[2]:
                help = say("write for example: at 2016-12-14 09:00 expect A1 GOV late none")
                reader.tell(
                    "E024",
                    say("a line of a test begins with `at`, a moment, and a record or what to expect"),
                    value.span(),
                    help,
                )
                continue
            try:
                at = read_moment(found[1], zone)
            except Misread as why:
                reader.misread(value, why.moved(found.start(1)))
                continue
            expected = _EXPECT.match(found[2])
            expects = (expected[1], expected[2], expected[3], expected[4]) if expected else None
            if found[2].startswith("expect") and expected is None:
                at_words = value.span(found.start(2), len(value.text))
                help = say("write: expect CLAUSE [PARTY] STAGE FINDING")
                reader.tell("E024", say("this does not say which stage and finding are expected"), at_words, help)
                continue
            tests.append(DealTest(at, found[2], expects, value.span()))
    return tuple(tests)
