"""Reads the conditions of `after`, `unless`, `when`, `until` and `due`, with the place of every word.

    COND ALL {or ALL}   ALL ONE {(and|,) ONE}   ONE [not] ATOM | (COND)      `, or` = or; `, and` = and

Own recursive descent, because importing lark costs 0.12 s of the 0.3 s that a check may take (measured, 2 cores), and
because the messages name the word of the deal rather than a token.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from trucekeeper.core.finding import Span
from trucekeeper.core.movement import EVENTS
from trucekeeper.deal.condition import (
    STATES,
    All,
    AnyOf,
    At,
    Condition,
    Counted,
    Happened,
    InState,
    Joined,
    Name,
    Not,
    OutOfStep,
    Passes,
    Says,
)
from trucekeeper.deal.lines import ID, JOINING
from trucekeeper.deal.nearest import did_you_mean
from trucekeeper.deal.said import say
from trucekeeper.deal.words import MOMENT, NUMBER, Misread, number, read_duration, read_moment

#: Nobody reads a condition nested deeper than this, and the stack is finite.
DEEPEST = 40

_TOKEN = re.compile(
    rf"\s*(?:(?P<moment>{MOMENT})|(?P<number>{NUMBER})|(?P<id>{ID})|(?P<mark>[(),#])|(?P<other>\S))", re.IGNORECASE
)
_EVENTS = {event: tuple(event.split()) for event in sorted(EVENTS, key=len, reverse=True)}
_STATES = {state: tuple(state.split()) for state in sorted(STATES, key=len, reverse=True)}
_END_OF_ATOM = {"and", "or", ",", ")"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def read_condition(
    text: str,
    span: Callable[[int, int], Span],
    zone: ZoneInfo | None,
    clauses: frozenset[str],
    start: int = 0,
) -> Condition:
    """Read a condition that reaches to the end of the text.

    Args:
        text: The value.
        span: Places of stretches of the value in the file.
        zone: For moments without an offset.
        clauses: Ids of clauses and exchanges, which can say nothing.
        start: Where the condition begins.

    Raises:
        Misread: E011 for a broken condition, E008, E009 or D22 for a moment or a length of time in it.
    """
    parser = _Parser(text, span, zone, clauses, start)
    if not parser.tokens:
        raise Misread("E011", say("the condition is empty"), start, len(text), say("write for example: A1 arrived"))
    condition = parser.any_of(0)
    if parser.here is not None:
        raise parser.broken(say('"{here}" does not continue the condition', here=parser.here.text))
    return condition


class _Parser:
    def __init__(
        self, text: str, span: Callable[[int, int], Span], zone: ZoneInfo | None, clauses: frozenset[str], start: int
    ) -> None:
        self.text, self.span, self.zone, self.clauses = text, span, zone, clauses
        self.tokens = _tokens(text, start)
        self.at = 0

    @property
    def here(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def word(self, ahead: int = 0) -> str:
        """The text of a token, folded; "" after the end."""
        place = self.at + ahead
        return self.tokens[place].text.casefold() if place < len(self.tokens) else ""

    def broken(self, message: str, help: str | None = None) -> Misread:
        token = self.here
        start, end = (token.start, token.end) if token else (len(self.text), len(self.text))
        help = help or say("write for example: A1 arrived and (B1 in force or GOV says resume)")
        return Misread("E011", message, start, end, help)

    def any_of(self, depth: int) -> Condition:
        parts = [self.all_of(depth)]
        while self.word() == "or" or (self.word() == "," and self.word(1) == "or"):
            self.at += 1 if self.word() == "or" else 2
            parts.append(self.all_of(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def all_of(self, depth: int) -> Condition:
        parts = [self.one(depth)]
        while self.word() == "and" or (self.word() == "," and self.word(1) != "or"):
            self.at += 2 if self.word() == "," and self.word(1) == "and" else 1
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise self.broken(
                say("the condition is nested more than {most} deep", most=DEEPEST), say("make clauses of its parts")
            )
        if self.word() == "not":
            self.at += 1
            return Not(self.one(depth + 1))
        if self.word() == "(":
            opening = self.tokens[self.at]
            self.at += 1
            inner = self.any_of(depth + 1)
            if self.word() != ")":
                raise Misread(
                    "E011", say("this bracket is never closed"), opening.start, opening.end, say("add the closing )")
                )
            self.at += 1
            return inner
        return self.atom()

    def atom(self) -> Condition:
        token = self.here
        if token is None:
            last = self.tokens[-1]
            message = say('after "{last}" the condition breaks off', last=last.text)
            raise Misread("E011", message, last.start, last.end, say("say what must happen, or take the word out"))
        if token.kind == "moment":
            self.at += 1
            return At(self.placed(read_moment, token, self.zone))
        if token.text.casefold() in {"half", "all"} or token.kind == "number":
            return self.counted() if self.word(1) == "of" else self.passes()
        if token.kind != "id" or token.text in JOINING:
            raise self.broken(say('"{token}" cannot begin a condition', token=token.text))
        return self.says() or self.clause()

    def placed(self, read: Callable[..., Any], token: _Token, *more: object) -> Any:
        try:
            return read(token.text, *more)
        except Misread as why:
            raise why.moved(token.start) from None

    def counted(self) -> Condition:
        many = self.word()
        self.at += 2
        name = self.name()
        event = self.take(_EVENTS)
        if event is None:
            raise self.unknown_word(tuple(EVENTS), say('after "of {name}" an event must stand', name=name.text))
        if many in {"half", "all"}:
            return Counted(name, event, None, 0.5 if many == "half" else None)
        return Counted(name, event, number(many))

    def passes(self) -> Condition:
        start = self.tokens[self.at]
        end = self.at
        while end < len(self.tokens) and self.tokens[end].text.casefold() not in {"pass", "passes", *_END_OF_ATOM}:
            end += 1
        last = self.tokens[end - 1]
        if end >= len(self.tokens) or self.tokens[end].text.casefold() not in {"pass", "passes"}:
            message = say(
                '"{words}" says neither how many of a clause nor how much time passes',
                words=self.text[start.start : last.end],
            )
            raise Misread("E011", message, start.start, last.end, say("write 1250 of A1 arrived, or 6 hours pass"))
        length = self.placed(read_duration, _Token("", self.text[start.start : last.end], start.start, last.end))
        self.at = end + 1
        return Passes(length)

    def says(self) -> Condition | None:
        """Read `PARTIES [both|all|each] say(s) WORD`; None when the words before `say` are not all ids of parties."""
        names: list[_Token] = []
        joined = Joined.EACH
        place = self.at
        while place < len(self.tokens) and self.tokens[place].kind == "id":
            token = self.tokens[place]
            if token.text in self.clauses or token.text.casefold() in JOINING:
                return None
            names.append(token)
            place += 1
            if place < len(self.tokens) and self.tokens[place].text.casefold() in {"both", "all", "each"}:
                place += 1
            word = self.tokens[place].text.casefold() if place < len(self.tokens) else ""
            if word in {"say", "says"}:
                return self.said(names, joined, place + 1)
            if word == ",":
                place += 1
                word = self.tokens[place].text.casefold() if place < len(self.tokens) else ""
            elif word not in {"and", "or"}:
                return None
            if word in {"and", "or"}:
                if joined is not Joined.EACH and joined is not (Joined.JOINTLY if word == "and" else Joined.ANY):
                    return None
                joined = Joined.JOINTLY if word == "and" else Joined.ANY
                place += 1
        return None

    def said(self, names: list[_Token], joined: Joined, place: int) -> Condition:
        self.at = place
        token = self.here
        if token is None or token.text.casefold() in _END_OF_ATOM:
            last = self.tokens[place - 1]
            raise Misread(
                "E011",
                say('after "{last}" the word is missing', last=last.text),
                last.start,
                last.end,
                say("write for example: GOV says resume"),
            )
        self.at += 1
        return Says(tuple(self.named(name) for name in names), joined, token.text)

    def clause(self) -> Condition:
        name = self.name()
        batch: int | None = None
        if self.word() == "#":
            self.at += 1
            if self.here is None or self.here.kind != "number":
                raise self.broken(
                    say('after "{name}#" the number of a batch must stand', name=name.text),
                    say("write for example: A1#2 arrived"),
                )
            batch = number(self.word())
            self.at += 1
        if self.word() == "out" and self.word(1) == "of" and self.word(2) == "step":
            self.at += 3
            return OutOfStep(name)
        if self.here is None or self.word() in _END_OF_ATOM:
            return Happened(name, None, batch)
        if (event := self.take(_EVENTS)) is not None:
            return Happened(name, event, batch)
        if (state := self.take(_STATES)) is not None:
            return InState(name, state, batch)
        raise self.unknown_word(
            (*EVENTS, *STATES, "out of step", "says"),
            say('after "{name}" an event or a state must stand', name=name.text),
        )

    def name(self) -> Name:
        token = self.here
        if token is None or token.kind != "id" or token.text.casefold() in JOINING:
            raise self.broken(say("here a clause must be named"))
        self.at += 1
        return self.named(token)

    def named(self, token: _Token) -> Name:
        return Name(unicodedata.normalize("NFC", token.text), self.span(token.start, token.end))

    def take(self, known: dict[str, tuple[str, ...]]) -> str | None:
        """Take the longest known phrase that stands here."""
        for phrase, words in known.items():
            if all(self.word(ahead) == word for ahead, word in enumerate(words)):
                self.at += len(words)
                return phrase
        return None

    def unknown_word(self, known: tuple[str, ...], instead: str) -> Misread:
        if self.here is None or self.word() in _END_OF_ATOM:
            return self.broken(instead, say("write one of: {several}", several=", ".join(known)))
        first = self.tokens[self.at]
        end = self.at
        while end < len(self.tokens) and self.tokens[end].text.casefold() not in _END_OF_ATOM:
            end += 1
        whole = self.text[first.start : self.tokens[end - 1].end]
        guess = did_you_mean(whole, known) or did_you_mean(first.text, known)
        message = say('"{whole}" is no event and no state of a clause{guess}', whole=whole, guess=guess)
        return Misread(
            "E011",
            message,
            first.start,
            self.tokens[end - 1].end,
            say("write one of: {several}", several=", ".join(known)),
        )


def _tokens(text: str, start: int) -> list[_Token]:
    """Cut a condition into words; quotation marks around words are left out."""
    tokens: list[_Token] = []
    position, end = start, len(text)
    while position < end and (found := _TOKEN.match(text, position)):
        kind = found.lastgroup or "other"
        position = found.end()
        if found[kind] != '"':
            tokens.append(_Token(kind, found[kind], found.start(kind), found.end(kind)))
    return tokens
