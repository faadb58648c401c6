"""Lines of a fence -> blocks of keys and values, for every table of kinds: deals and operations share this reader.

    HEADER   flush left: KIND ID [: WORDS]
    KEY      flush left or indented by spaces: KEY [LANG]: VALUE; a key once a block (and language)
    MORE     a line indented 2 or more deeper than its KEY line continues its value
    COMMENT  # at line start or after a space, outside "..."

Nothing here knows what a value means; that is the matter of the caller, who gets every value with its places.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from trucekeeper.core.finding import Finding, Severity, Span
from trucekeeper.deal.nearest import did_you_mean, edits, nearest
from trucekeeper.deal.places import Places, Value
from trucekeeper.deal.said import Said, listed, say

#: Combining marks that belong to letters of Arabic, Hebrew, Indic and Latin scripts; `\w` leaves them out.
_MARKS = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"
)
#: An ID: a letter of any script, then letters, digits, _ and -.
ID = rf"[^\W\d_](?:[\w{_MARKS}]|-(?=[\w{_MARKS}]))*"
_ID = re.compile(ID)

#: Words that join ids in lists and conditions, and therefore name nothing.
JOINING = frozenset(
    {"and", "or", "not", "of", "to", "from", "until", "after", "all", "any", "each", "both", "half", "is", "has"}
)
#: Embeddings and overrides of direction (Unicode annex 9; Boucher and Anderson 2021, Trojan Source).
_TURNS = re.compile("[\u202a-\u202e]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)?")


@dataclass(frozen=True, slots=True)
class KindTable:
    """The keys that a kind of block may have.

    Attributes:
        keys: All of them, in the order in which documentation shows them.
        required: Those without which the block says nothing.
        in_languages: Those that may carry a language.
        words: The key that takes the WORDS of the header.
    """

    keys: tuple[str, ...]
    required: tuple[str, ...] = ()
    in_languages: tuple[str, ...] = ("name", "also", "means", "do")
    words: str = "name"


class Entry(NamedTuple):
    """One key with its value; `at` is the key alone."""

    key: str
    language: str
    at: Span
    value: Value
    indent: int


@dataclass(slots=True)
class RawBlock:
    """A header and its keys, before anything is known of what the values mean.

    Attributes:
        kind: As in the table.
        id: In NFC; `id_at` its place.
        at: The header line, without indentation and comment.
        entries: In the order written; WORDS of the header stand first, under the key that the table names.
        damaged: A line of it could not be read, so that missing keys prove nothing.
        by_key: Where in `entries` the first entry of a key and a language stands.
    """

    kind: str
    id: str
    id_at: Span
    at: Span
    entries: list[Entry] = field(default_factory=list)
    damaged: bool = False
    by_key: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Append an entry."""
        self.by_key.setdefault(entry[:2], len(self.entries))
        self.entries.append(entry)

    def entry(self, key: str, language: str = "") -> Entry | None:
        """The first entry of a key in a language."""
        place = self.by_key.get((key, language))
        return None if place is None else self.entries[place]

    def value(self, key: str) -> Value | None:
        """The value of a key without a language."""
        place = self.by_key.get((key, ""))
        return None if place is None else self.entries[place].value


@dataclass(frozen=True, slots=True)
class RawBlocks:
    """What the lines say, and what is wrong with them."""

    blocks: tuple[RawBlock, ...]
    findings: tuple[Finding, ...]


def read_blocks(
    places: Places,
    fences: Iterable[tuple[int, int, int]],
    kinds: Mapping[str, KindTable],
    languages: tuple[str, ...] = ("ar", "en", "ru"),
) -> RawBlocks:
    """Read the lines of fences into blocks.

    Args:
        places: Of the whole file.
        fences: (offset of the first line, offset after the last line, indentation of the fence).
        kinds: The kinds of this file and their keys.
        languages: Codes that may follow a key; others are a finding.
    """
    reader = _Reader(places, kinds, languages)
    for start, end, indent in fences:
        reader.fence(start, end, indent)
    reader.missing_keys()
    return RawBlocks(tuple(reader.blocks), tuple(reader.findings))


def code_end(line: str) -> int:
    """Where the comment of a line begins, else the line's length."""
    if "#" not in line:
        return len(line)
    quoted = False
    for place, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted and '"' in line[place + 1 :]
        elif letter == "#" and not quoted and (place == 0 or line[place - 1] in " \t"):
            return place
    return len(line)


class _Reader:
    def __init__(self, places: Places, kinds: Mapping[str, KindTable], languages: tuple[str, ...]) -> None:
        self.places, self.kinds, self.languages = places, kinds, languages
        self.blocks: list[RawBlock] = []
        self.findings: list[Finding] = []
        self.ids: dict[str, RawBlock] = {}
        self.block: RawBlock | None = None
        self.quiet = False
        self.tab_told = False
        longest_first = sorted(kinds, key=len, reverse=True)
        self.header = re.compile(
            rf"({'|'.join(re.escape(kind).replace(chr(92) + ' ', ' +') for kind in longest_first)})(?= |:|$)"
        )

    def fence(self, start: int, end: int, fence_indent: int) -> None:
        self.block, self.quiet, self.tab_told = None, False, False
        for offset, line in self.places.lines(start, end):
            code = line[: code_end(line)].rstrip()
            body = code.lstrip(" \t")
            if not body:
                continue
            before = code[: len(code) - len(body)]
            if "\t" in before and not self.tab_told:
                at = self.places.span(offset + before.index("\t"), offset + len(before))
                self.tell(
                    "E006",
                    say("this line is indented with a tab, whose width differs from screen to screen"),
                    at,
                    help=say("indent with spaces"),
                )
                self.tab_told = True
            if turned := _TURNS.search(code):
                message = say("a hidden mark turns the direction of this line, so what is seen is not what is read")
                at = self.places.span(offset + turned.start(), offset + turned.end())
                self.tell("E031", message, at, help=say("take it out; a mark between words (RLM, LRM) may stay"))
            indent = max(0, len(before.replace("\t", "  ")) - fence_indent)
            self.line(body, offset + len(before), indent)

    def line(self, body: str, offset: int, indent: int) -> None:
        last = self.block.entries[-1] if self.block and self.block.entries else None
        if last and last.indent >= 0 and indent >= last.indent + 2:
            self.more(last, body, offset, indent)
        elif indent == 0 and (found := self.header.match(body)):
            self.new_block(" ".join(found[1].split()), body, offset, found.end())
        elif self.block is None:
            self.outside(body, offset, indent)
        elif not self.key(self.block, body, offset, indent):
            self.misfit(self.block, body, offset, indent)

    def new_block(self, kind: str, body: str, offset: int, after_kind: int, told: bool = False) -> None:
        """Begin a block; `told` when this line already has its message."""
        self.quiet, self.tab_told = False, False
        start = after_kind + len(body[after_kind:]) - len(body[after_kind:].lstrip(" "))
        found = _ID.match(body, start)
        id = unicodedata.normalize("NFC", found[0]) if found else ""
        after = found.end() if found else start
        rest = body[after:].lstrip()
        id_at = self.places.span(offset + start, offset + max(after, start))
        self.block = RawBlock(kind, id, id_at, self.places.span(offset, offset + len(body)))
        if not told:
            told = self.header_told(kind, body, offset, start, after)
        if found and id in self.ids:
            first = self.ids[id]
            if not told:
                message = say('"{id}" is already used at line {line}', id=id, line=first.at.line)
                self.tell(
                    "E002",
                    message,
                    id_at,
                    also=((say('the first "{id}"', id=id), first.id_at),),
                    help=say("give each block an id of its own"),
                )
            self.quiet = self.block.damaged = True
            return
        if id:
            self.ids[id] = self.block
        self.block.damaged = told
        self.blocks.append(self.block)
        if rest.startswith(":") and (words := rest[1:].strip()):
            place = offset + body.rindex(words)
            value = Value(words, ((0, place),), self.places)
            self.block.add(Entry(self.kinds[kind].words, "", value.span(), value, -1))

    def header_told(self, kind: str, body: str, offset: int, start: int, after: int) -> bool:
        """Report a header whose id is missing or no id."""
        id, rest = body[start:after], body[after:].lstrip()
        if not id:
            written = body[start:].split(":")[0].strip()
            at = self.places.span(offset + start, offset + len(body))
            why = say('"{written}" is no id', written=written) if written else say('"{kind}" needs an id', kind=kind)
            self.tell(
                "E016",
                say("{why}: an id begins with a letter, then letters, digits, _ and -", why=why),
                at,
                help=say("write for example: {kind} A1", kind=kind),
            )
            return True
        if id in JOINING or id in self.kinds:
            at = self.places.span(offset + start, offset + after)
            self.tell(
                "E016",
                say('"{id}" cannot be an id, because it is a word of the language', id=id),
                at,
                help=say("choose another id"),
            )
            return True
        if rest and not rest.startswith(":"):
            at = self.places.span(offset + len(body) - len(rest), offset + len(body))
            self.tell(
                "E016",
                say('after the id "{id}" only ": " and a name may stand, not "{rest}"', id=id, rest=rest),
                at,
                help=say("write: {kind} {id}: {rest}", kind=kind, id=id, rest=rest),
            )
            return True
        return False

    def key(self, block: RawBlock, body: str, offset: int, indent: int) -> bool:
        """Take a line as key and value; False when it is none of this kind's keys."""
        head, colon, rest = body.partition(":")
        if not colon:
            return False
        table, head = self.kinds[block.kind], " ".join(head.split())
        key, language = head, ""
        if key not in table.keys:
            key, _, language = head.rpartition(" ")
            if key not in table.in_languages or key not in table.keys or not _LANGUAGE.fullmatch(language):
                return False
            if language not in self.languages:
                at = self.places.span(
                    offset + body.index(language, len(key)), offset + body.index(language, len(key)) + len(language)
                )
                known = ", ".join(self.languages)
                guess = did_you_mean(language, self.languages)
                self.tell(
                    "E013",
                    say('"{language}" is not a language this reader knows{guess}', language=language, guess=guess),
                    at,
                    help=say("write one of {known}", known=known),
                )
        self.entry(block, key, language, body, offset, indent, rest)
        return True

    def entry(self, block: RawBlock, key: str, language: str, body: str, offset: int, indent: int, rest: str) -> None:
        text = rest.strip()
        begin = offset + len(body) - len(rest.lstrip())
        value = Value(text, ((0, begin),), self.places)
        written = body[: len(body) - len(rest)].rstrip(": ")
        at = self.places.span(offset, offset + len(written))
        first = block.entry(key, language)
        if first is not None:
            message = say(
                '"{written}" stands twice in {kind} {block}', written=written, kind=block.kind, block=block.id
            )
            self.tell(
                "E003",
                message,
                at,
                also=((say("the first one"), first.at),),
                help=say("put both into one line, or take one out"),
            )
            block.add(Entry("", "", at, value, indent))
            return
        block.add(Entry(key, language, at, value, indent))

    def more(self, last: Entry, body: str, offset: int, indent: int) -> None:
        """Continue the value of the last key; a line that looks like a key of its own is told."""
        assert self.block is not None
        head = " ".join(body.partition(":")[0].split()) if ":" in body else ""
        if head in self.kinds[self.block.kind].keys:
            at = self.places.span(offset, offset + len(head))
            message = say(
                '"{head}" is indented so far that it continues the value of "{what}"',
                head=head,
                what=last.key or say("the line above"),
            )
            self.tell(
                "E022",
                message,
                at,
                also=((say("the key above"), last.at),),
                help=say("indent it by {indent} spaces, like the key above", indent=last.indent),
            )
            self.key(self.block, body, offset, last.indent)
            return
        value = last.value.more(body, offset) if last.value.text else Value(body, ((0, offset),), self.places)
        self.block.entries[-1] = Entry(last.key, last.language, last.at, value, last.indent)

    def misfit(self, block: RawBlock, body: str, offset: int, indent: int) -> None:
        """Report a line that is neither header nor key, with the nearest of both, and read on as if it were that."""
        head = " ".join(body.partition(":")[0].split())
        if indent == 0 and self.header_guess(body, offset):
            return
        keys = self.kinds[block.kind].keys
        guess = (
            nearest(head, keys)
            if ":" in body
            else next((k for k in keys if head == k or head.startswith(f"{k} ")), None)
        )
        at = self.places.span(offset, offset + (len(body.partition(":")[0].rstrip()) if ":" in body else len(body)))
        if ":" not in body:
            said = say('"{body}" is neither a block nor a key of "{kind}"', body=body, kind=block.kind)
            help = (
                say('write "{guess}:" with a colon', guess=guess)
                if guess
                else say("write `key: value`; a line that goes on is indented two spaces deeper")
            )
            self.tell("E001", said, at, help=help)
        else:
            ending = say(' - did you mean "{guess}"?', guess=guess) if guess else ""
            self.tell(
                "E004",
                say('"{head}" is not a key of "{kind}"{ending}', head=head, kind=block.kind, ending=ending),
                at,
                help=say("its keys: {several}", several=", ".join(keys)),
            )
        block.damaged = True
        if guess and ":" in body and block.entry(guess) is None:
            self.entry(block, guess, "", body, offset, indent, body.partition(":")[2])
            return
        block.add(Entry("", "", at, Value("", ((0, offset),), self.places), indent))
        self.quiet = self.quiet or (indent == 0 and not guess)

    def header_guess(self, body: str, offset: int) -> bool:
        """Take a flush line for a header with a misspelt kind, such as `mst A1` or `must nott CF`."""
        head = body.partition(":")[0].split()
        if self.block is not None and " ".join(head) in self.kinds[self.block.kind].keys:
            return False
        for words in (2, 1):
            if len(head) != words + 1 or not _ID.fullmatch(head[words]):
                continue
            written = " ".join(head[:words])
            key = nearest(written, self.kinds[self.block.kind].keys) if self.block and ":" in body else None
            guess = nearest(written, self.kinds) or next((k for k in self.kinds if edits(written, k, 1) <= 1), None)
            if guess and not key:
                at = self.places.span(offset, offset + len(written))
                help = say("a block begins with one of: {several}", several=", ".join(self.kinds))
                self.quiet = False
                self.tell(
                    "E001",
                    say('"{written}" is not a kind of block - did you mean "{guess}"?', written=written, guess=guess),
                    at,
                    help=help,
                )
                self.new_block(guess, body, offset, body.index(head[words], len(written)), told=True)
                return True
        return False

    def outside(self, body: str, offset: int, indent: int) -> None:
        if indent == 0 and self.header_guess(body, offset):
            return
        if not self.quiet:
            at = self.places.span(offset, offset + len(body))
            help = say("begin with a block: {several}, each with an id", several=", ".join(self.kinds))
            self.tell("E025", say('"{body}" stands before the first block of this fence', body=body), at, help=help)
        self.quiet = True

    def missing_keys(self) -> None:
        """Report blocks without a key that their kind cannot do without."""
        self.quiet = False
        for block in self.blocks:
            if block.damaged:
                continue
            missing = [k for k in self.kinds[block.kind].required if not any(e.key == k for e in block.entries)]
            if missing:
                keys = listed(f'"{key}"' for key in missing)
                several = "; ".join(f"{key}: ..." for key in missing)
                help = (
                    say("add the lines: {several}", several=several)
                    if len(missing) > 1
                    else say("add the line: {several}", several=several)
                )
                self.tell(
                    "E005",
                    say("{kind} {block} has no {keys}", kind=block.kind, block=block.id, keys=keys),
                    block.at,
                    help=help,
                )

    def tell(
        self, code: str, message: Said, at: Span, also: tuple[tuple[Said, Span], ...] = (), help: Said | None = None
    ) -> None:
        if not self.quiet:
            self.findings.append(
                Finding(code=code, severity=Severity.ERROR, message=message, at=at, also=also, help=help)
            )
