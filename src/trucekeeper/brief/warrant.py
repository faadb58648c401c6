"""Does a sentence claim more than its records? Pure: a sentence, what the draft said, and the matter.

What the draft itself says is made from the records and needs no check: only the stretches that an editor wrote are
looked at. Words are compared with lists (`claim_words`), so that the check finds slips and temptations, not every
untruth; what it flags is one of the codes in docs/reference/report-check.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from msgspec import to_builtins

from trucekeeper.brief.claim_words import WORDS, ClaimWords
from trucekeeper.brief.matter import ANSWERS, Matter, speaker_of
from trucekeeper.brief.model import Ground, Sentence
from trucekeeper.brief.times import both, when
from trucekeeper.deal.model import Block, Party
from trucekeeper.deal.said import Said, say
from trucekeeper.ledger.record import Count, Entry, Movement, Spot, VehicleMovement, said_at
from trucekeeper.status.verdict import FindingWord, QuestionVerdict, Stage


@dataclass(frozen=True, slots=True)
class Overreach:
    """Something that a sentence claims and its records do not.

    Attributes:
        code: As in docs/reference/report-check.md.
        found: The stretch that claims it; empty where something is missing.
        why: In one sentence.
        write: What to write, or to do, instead.
        final: True where nobody can set it aside: another sentence or another record is the only way.
    """

    code: str
    found: str
    why: Said
    write: Said
    final: bool


#: What can be set aside by whoever may release, with a reason that is recorded; all else is final. Lists of words and
#: numbers can be wrong about a sentence. What is final can always be said in another way: with its speaker, as a set,
#: or after the record is entered that is missing.
MAY_BE_SET_ASIDE: Final = frozenset({"number", "unattributed", "wording", "one-sided", "language"})

CODES: Final = (
    "stage", "actor", "number", "unattributed", "quotation", "wording", "one-sided", "road", "protected", "place",
    "records", "language",
)  # fmt: skip


def overreaches(
    sentence: Sentence, matter: Matter, *, drafted: Sentence | None = None, language: str = "en"
) -> tuple[Overreach, ...]:
    """What a sentence claims beyond its records, in the order of `CODES`.

    Args:
        sentence: As the editor has it.
        matter: The deal, the records and answers that the report is about, and for whom it is.
        drafted: What the draft says in its place; None for a sentence of the editor's own.
        language: Of the words.
    """
    if drafted is not None and sentence == drafted:
        return ()
    case = _Case(sentence, matter, drafted, WORDS.get(language), language)
    found = [one for check in _CHECKS for one in check(case)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: CODES.index(one.code)))


def _over(code: str, found: str, why: Said, write: Said) -> Overreach:
    return Overreach(code, found, why, write, code not in MAY_BE_SET_ASIDE)


#: Where one statement ends and the next begins.
_STOPS: Final = re.compile(r"(?<=[;:؛])\s|(?<=[.!?؟])\s+(?=\S)")


class _Case:
    """One sentence under examination, with what is worked out once."""

    def __init__(
        self, sentence: Sentence, matter: Matter, drafted: Sentence | None, words: ClaimWords | None, language: str
    ) -> None:
        self.sentence, self.matter, self.drafted, self.words, self.language = sentence, matter, drafted, words, language
        self.entries: tuple[Entry, ...] = tuple(matter.by_id[one] for one in sentence.records if one in matter.by_id)
        # Words between quotation marks are somebody else's; they are checked as quotations alone.
        self.own = "".join(" ❝ " if one.voice == "quoted" else one.text for one in sentence.pieces)
        drafted_own = "".join(" ❝ " if one.voice == "quoted" else one.text for one in drafted.pieces) if drafted else ""
        known = {_plain(one) for one in _STOPS.split(drafted_own)} - {""}
        self.fresh = tuple(one for one in _STOPS.split(self.own) if one.strip() and _plain(one) not in known)

    def questions(self) -> tuple[QuestionVerdict, ...]:
        """The questions that its records answer; where it names some of them, those alone.

        Of a sentence that rests on more records than it names, all questions of their clauses: it may not claim more
        because some of what it rests on is out of sight.
        """
        ids = set(self.sentence.records)
        clauses = {getattr(one.record, "clause", None) for one in self.entries} if self.sentence.more else set()
        touched = [
            one
            for verdict in self.matter.now.clauses
            for one in verdict.questions
            if verdict.clause in clauses or ids.intersection((*one.yes, *one.no, *one.because))
        ]
        named = [one for one in touched if any(one.incident == piece.text for piece in self.sentence.pieces)]
        return tuple(named or touched)

    def findings(self) -> tuple[FindingWord, ...]:
        found = tuple(one.finding for one in self.questions() if one.finding is not FindingWord.NONE)
        return found or (FindingWord.NONE,)

    def accounts(self) -> bool:
        """True where it rests on what somebody says or counts."""
        return any(isinstance(one.record, ANSWERS | Movement | VehicleMovement) for one in self.entries)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .;:,")


# ---- how firmly: rungs and stages

_SETTLED: Final = frozenset({FindingWord.VERIFIED, FindingWord.VERIFIED_OPEN, FindingWord.CLEARED})


def _stage(case: _Case) -> Iterator[Overreach]:
    """Words that say more than the weakest finding of the questions that the sentence is about."""
    if case.words is None:
        return
    for part in case.fresh:
        yield from _decided(case, part, case.words)
        yield from _admitted(case, part, case.words)
        yield from _of_the_deal(case, part, case.words)


def _decided(case: _Case, part: str, words: ClaimWords) -> Iterator[Overreach]:
    findings = case.findings()
    weakest = next((one for one in findings if one not in _SETTLED), None)
    for found in _bare(words.decided, part, words, attributed_after=False):
        if weakest is not None:
            yield _over(
                "stage",
                found,
                say(
                    '"{found}" says that it is settled, and by the records it is: {finding}',
                    found=found,
                    finding=say(_FINDING[weakest]),
                ),
                say("say who says so, or let the body that the deal names decide, and enter its decision"),
            )
    for found in _bare(words.breach, part, words, attributed_after=True):
        if any(one is not FindingWord.VERIFIED for one in findings):
            worst = next(one for one in findings if one is not FindingWord.VERIFIED)
            yield _over(
                "stage",
                found,
                say(
                    '"{found}" lays a breach to somebody, and by the records it is: {finding}',
                    found=found,
                    finding=say(_FINDING[worst]),
                ),
                say('write "alleged", or who alleges it'),
            )
    for found in _bare(words.corroborated, part, words, attributed_after=False):
        if any(max(one.rungs.yes, one.rungs.no) < 2 for one in case.questions()) or not case.questions():
            yield _over(
                "stage",
                found,
                say(
                    '"{found}" says that more than one origin says so, and the records stand on a lower rung',
                    found=found,
                ),
                say("name the sources one by one"),
            )


_FINDING: Final = {
    FindingWord.NONE: "no claim",
    FindingWord.CLAIMED: "claimed, responsibility open",
    FindingWord.ALLEGED: "alleged breach",
    FindingWord.DISPUTED: "disputed",
    FindingWord.ADMITTED: "admitted",
    FindingWord.VERIFIED: "verified breach",
    FindingWord.VERIFIED_OPEN: "verified, responsibility open",
    FindingWord.CLEARED: "cleared",
}


def _admitted(case: _Case, part: str, words: ClaimWords) -> Iterator[Overreach]:
    acts = {one.record.act for one in case.entries if isinstance(one.record, ANSWERS)}
    if acts & {"admits", "claims_responsibility"} or FindingWord.ADMITTED in case.findings():
        return
    for found in _bare(words.admitted, part, words, attributed_after=False, saying=False):
        yield _over(
            "stage",
            found,
            say('"{found}" says that somebody took it upon themselves, and none of its records does', found=found),
            say("use the word that the record has: said, denied, alleged"),
        )


def _of_the_deal(case: _Case, part: str, words: ClaimWords) -> Iterator[Overreach]:
    """What is said of the deal as a whole, or of a duty, in our own voice."""
    stage = case.matter.now.deal.stage
    if words.deal.search(part):
        for pattern, stages in words.deal_states:
            for found in _bare(pattern, part, words, attributed_after=True):
                if stage not in stages:
                    yield _over(
                        "stage",
                        found,
                        say(
                            '"{found}" is said of the deal, and by the records it is: {stage}', found=found, stage=stage
                        ),
                        say("say who says so"),
                    )
    ids = set(case.sentence.records)
    about = [one for one in case.matter.now.clauses if ids.intersection(one.because)]
    for found in _bare(words.done, part, words, attributed_after=True):
        if not words.deal.search(part) and not (about and all(one.stage is Stage.FULFILLED for one in about)):
            yield _over(
                "stage",
                found,
                say(
                    '"{found}" says that what was agreed was done, and no clause that it rests on is fulfilled',
                    found=found,
                ),
                say("say who reports it done"),
            )


#: So many words before a strong one can take its strength away.
_REACH: Final = 4


def _bare(
    pattern: "re.Pattern[str]", part: str, words: ClaimWords, *, attributed_after: bool, saying: bool = True
) -> Iterator[str]:
    """Strong words that nothing before them softens: no negation, nobody who is said to say so.

    Args:
        pattern: The strong words.
        part: The stretch in which they are looked for.
        words: The language.
        attributed_after: A speaker named after them counts too: "the truce was broken, the ministry said".
        saying: False where the strong word is itself one of saying.
    """
    for found in pattern.finditer(part):
        before, after = part[: found.start()], part[found.end() :]
        near = " ".join(before.split()[-_REACH:])
        if words.guard.search(near) or near.casefold().endswith("un"):
            continue
        if saying and _attributed(before, words):
            continue
        if saying and attributed_after and words.saying.search(" ".join(after.split()[-6:])):
            continue
        yield found.group()


def _attributed(before: str, words: ClaimWords) -> bool:
    """True where a word of saying comes before, with a speaker in front of it or a source behind it."""
    return any(
        before[: one.start()].strip(" ,") or one.group().casefold() in {"according to", "بحسب", "حسب"}
        for one in words.saying.finditer(before)
    )


# ---- who did it


def _actor(case: _Case) -> Iterator[Overreach]:
    """A party or force said to have done something: a possible actor of its records, and all of them."""
    if case.words is None:
        return
    ids = set(case.sentence.records)
    possible = {
        _party_or_force(case.matter, one)
        for entry in case.entries
        if isinstance(entry.record, ANSWERS)
        for one in entry.record.actors
    } | {
        _party_or_force(case.matter, one)
        for question in case.questions()
        if ids.intersection(question.yes)
        for one in question.blamed
    }
    for part in case.fresh:
        doers = {_known_as(case.matter, one): one for one in _doers(case, part, case.words)}
        for key, found in doers.items():
            if key not in possible:
                yield _over(
                    "actor",
                    found,
                    say("none of its records names {found} as a possible actor", found=found),
                    say("leave the actor out, or name the record that has it"),
                )
        named = set(doers) & possible
        if named and len(possible) > 1 and named != possible:
            missing = ", ".join(sorted(possible - named))
            yield _over(
                "actor",
                ", ".join(sorted(doers[one] for one in named)),
                say("its records name a set of possible actors, and {missing} is left out", missing=missing),
                say("name all of them with or, as the records do"),
            )
        elif len(named) > 1 and not case.words.maybe.search(part):
            yield _over(
                "actor",
                ", ".join(sorted(doers[one] for one in named)),
                say("its records say that it was one of these, not which, and not all of them"),
                say("name all of them with or, as the records do"),
            )


def _party_or_force(matter: Matter, text: str) -> str:
    block = matter.named.get(text)
    return (block.name or block.id) if isinstance(block, Party) else text


def _known_as(matter: Matter, text: str) -> str:
    return _names(matter).get(text.casefold(), text)


def _names(matter: Matter) -> dict[str, str]:
    """Parties and forces of the deal by everything that they are called, in small letters."""
    found: dict[str, str] = {}
    for party in matter.deal.parties:
        for name in (party.id, party.name, *party.names.values(), *party.also):
            if name:
                found[name.casefold()] = party.name or party.id
        for force in party.forces:
            found[force.casefold()] = force
    for entry in matter.entries:
        if isinstance(entry.record, ANSWERS):
            for one in entry.record.actors:
                found.setdefault(one.casefold(), _party_or_force(matter, one))
    return found


def _doers(case: _Case, part: str, words: ClaimWords) -> Iterator[str]:
    """Names that stand where somebody does something: before a verb of doing, or behind `by`."""
    names = sorted(_names(case.matter), key=len, reverse=True)
    if not names:
        return
    name = r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)"
    # "A or B fired": what is said of the last is said of each.
    group = re.compile(rf"{name}(?:(?:\s*[,،]\s*|\s+)(?:(?:or|and|أو|و)\s+)?(?:the\s+)?{name})*", re.IGNORECASE)
    for found in group.finditer(part):
        after = " ".join(part[found.end() :].split()[:3])
        before = " ".join(part[: found.start()].split()[-4:])
        does = words.doing.search(after) and not words.saying.match(after.strip(" ,"))
        verb_first = case.language == "ar" and words.doing.search(" ".join(before.split()[-2:]))
        if does or verb_first or _done_by(before, words):
            yield from re.findall(name, found.group(), re.IGNORECASE)


def _done_by(before: str, words: ClaimWords) -> bool:
    """True where the words before a name end in `by`, and it is no word of saying that is done by it."""
    through = re.search(rf"(?:{words.by.pattern})\s*$", before, re.IGNORECASE)
    if through is None:
        return False
    if words.saying.search(through.group()):
        return True
    done = before[: through.start()]
    return bool(words.doing.search(done) or words.breach.search(done)) and not words.saying.search(done)


# ---- how many, when

#: A time of day is one number; so is one with marks in it.
_DIGITS: Final = re.compile(r"\d{1,2}:\d{2}|\d+(?:[.,٬٫]\d+)*")
#: A day and time as a deal writes it; reports write it in words.
_DATES: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})?)?")
#: Behind the number of records that a sentence rests on.
_OF_RECORDS: Final = re.compile(r"\s*(?:records?|sources?|قيد|قيود|مصدر|مصادر)(?!\w)", re.IGNORECASE)


def _number(case: _Case) -> Iterator[Overreach]:
    """Numbers that stand neither in its records, nor in the deal's clause, nor in what the draft says."""
    allowed = _numbers_known(case)
    for part in case.fresh:
        for found in _DIGITS.finditer(part):
            if _counts_records(case, _value(found.group()), part[found.end() :]):
                continue
            if _value(found.group()) not in allowed:
                yield _unknown_number(found.group())
            elif case.words is not None and _rounded(case, found, part):
                yield _over(
                    "number",
                    found.group(),
                    say(
                        "its record gives {found} as about, at least or up to; the sentence gives it as exact",
                        found=found.group(),
                    ),
                    say("write about, at least or up to, as the record does"),
                )
        for word, value in (case.words.numerals if case.words else {}).items():
            spoken = re.search(rf"(?<!\w){word}(?!\w)", part, re.IGNORECASE)
            if spoken is None or _counts_records(case, str(value), part[spoken.end() :]):
                continue
            if str(value) not in allowed and not _in_names(case, word):
                yield _unknown_number(spoken.group())


def _unknown_number(found: str) -> Overreach:
    return _over(
        "number",
        found,
        say("{found} stands in none of its records, nor in the clause", found=found),
        say("use the number that a record gives, with its source; sources are never added up"),
    )


def _counts_records(case: _Case, value: str, after: str) -> bool:
    return value == str(len(case.sentence.records) + case.sentence.more) and _OF_RECORDS.match(after) is not None


def _in_names(case: _Case, word: str) -> bool:
    return any(word in piece.text.casefold() for piece in case.sentence.pieces if piece.voice == "name")


def _value(text: str) -> str:
    """A number without its marks: 1,250 and ١٬٢٥٠ are 1250; leading noughts of a clock time do not count."""
    digits = "".join(str(int(one)) if one.isdigit() else one for one in text)
    plain = re.sub(r"[,٬](?=\d{3}(?!\d))", "", digits).replace("٫", ".")
    return plain.lstrip("0") or "0"


def _numbers_known(case: _Case) -> frozenset[str]:
    texts: list[str] = [case.drafted.text if case.drafted else ""]
    texts += [piece.text for piece in case.sentence.pieces if piece.voice == "name"]
    for entry in case.entries:
        texts += _strings(to_builtins(entry.record))
        texts += _moments(case.matter, entry)
    clauses = {str(getattr(one.record, "clause", "") or "") for one in case.entries}
    clauses |= {piece.text for piece in case.sentence.pieces if case.matter.deal.clause(piece.text.strip()) is not None}
    texts += [_words_of(case.matter, one) for one in clauses if one]
    texts += [both(case.matter.now.at, case.matter.zone), both(case.matter.now.known_by, case.matter.zone)]
    return frozenset(_value(one) for text in texts for one in _DIGITS.findall(text))


def _strings(value: Any) -> Iterator[str]:
    """Every text and number of a record, moments and hashes left out."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in {"said_at", "happened", "spans", "text_sha256", "raw_sha256", "published", "due", "id"}:
                yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _moments(matter: Matter, entry: Entry) -> Iterator[str]:
    if entry.record.id in matter.moving:
        return
    yield when(getattr(entry.record, "happened", None), matter.zone)
    said = said_at(entry.record)
    if said is not None:
        yield both(said, matter.zone)
    yield both(entry.recorded_at, matter.zone)


def _words_of(matter: Matter, clause: str) -> str:
    """A clause as the deal has it, with its numbers and moments."""
    found = matter.deal.clause(clause)
    if found is None:
        return ""
    texts = (_DATES.sub(" ", matter.deal.text[one.start : one.end]) for one in found.spans.values())
    window = (both(one, matter.zone) for one in (found.window.start, found.window.end) if one) if found.window else ()
    return " ".join((found.id, found.name, *texts, *window))


#: A day of a month is no count.
_MONTH: Final = re.compile(
    r"\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر"
    r"|نوفمبر|ديسمبر)"
)


def _rounded(case: _Case, found: "re.Match[str]", part: str) -> bool:
    """True where a record has this number as a rough one and nothing around it says so."""
    value = _value(found.group())
    counts = [one for entry in case.entries for one in _counts(entry)]
    matching = [one for one in counts if value in {str(one.low), str(one.high)}]
    if _MONTH.match(part[found.end() :]):
        return False
    if not matching or not all(one.approx or one.high is None or one.high != one.low for one in matching):
        return False
    near = " ".join((*part[: found.start()].split()[-3:], *part[found.end() :].split()[:2]))
    assert case.words is not None
    return case.words.about.search(near) is None


def _counts(entry: Entry) -> tuple[Count, ...]:
    held = (getattr(entry.record, "quantity", None), getattr(entry.record, "vehicles", None))
    return tuple(one for one in held if isinstance(one, Count))


# ---- by whose word


def _unattributed(case: _Case) -> Iterator[Overreach]:
    """A sentence on what somebody says that names nobody who says it."""
    if case.words is None or not case.fresh:
        return
    # An editor's own sentence may name any record as its ground: if it rests on one, it says by whose word.
    if not (case.accounts() or (case.drafted is None and case.entries)):
        return
    if case.drafted is not None and case.questions() and all(one in _SETTLED for one in case.findings()):
        return
    if not case.words.saying.search(case.own):
        yield _over(
            "unattributed",
            "",
            say("it tells as happened what its records only say"),
            say("say who says so"),
        )
    elif not _names_somebody(case):
        yield _over(
            "unattributed",
            "",
            say("it says that something was said, and not by whom"),
            say("name the speakers of its records, or say how many records there are"),
        )


def _names_somebody(case: _Case) -> bool:
    text = case.sentence.text.casefold()
    speakers = {case.matter.who(one).text.casefold() for one in case.entries}
    speakers |= {str(getattr(one.record, "side", "")).casefold() for one in case.entries} - {
        "unknown",
        "independent",
        "",
    }
    speakers |= {name for name, called in _names(case.matter).items() if called.casefold() in speakers}
    counted = any(word in text for word in ("record", "source", "قيد", "قيود", "مصدر", "مصادر"))
    return counted or any(one and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in speakers)


def _one_sided(case: _Case) -> Iterator[Overreach]:
    """The draft names those who say yes and those who say no, and the edited sentence only one of them."""
    if case.drafted is None:
        return
    for question in case.questions():
        yes, no = (_speakers(case, one) for one in (question.yes, question.no))
        before = (bool(yes & _told_of(case, case.drafted)), bool(no & _told_of(case, case.drafted)))
        after = (bool(yes & _told_of(case, case.sentence)), bool(no & _told_of(case, case.sentence)))
        if before == (True, True) and after in {(True, False), (False, True)}:
            left = sorted(no if after[0] else yes)
            yield _over(
                "one-sided",
                "",
                say("the draft has both answers, and {left} is no longer in it", left=", ".join(left)),
                say("name both, or leave the sentence out"),
            )


def _speakers(case: _Case, ids: Iterable[str]) -> set[str]:
    by_id = case.matter.by_id
    return {case.matter.who(by_id[one]).text for one in ids if one in by_id and one in case.sentence.records}


def _told_of(case: _Case, sentence: Sentence) -> set[str]:
    everybody = {case.matter.who(one).text for one in case.entries}
    return {one for one in everybody if one in sentence.text}


# ---- words of others, and words that take a side


def _quotation(case: _Case) -> Iterator[Overreach]:
    """Words between quotation marks stand so in a record that this audience may read."""
    known = _quotable(case)
    for piece in case.sentence.pieces:
        if piece.voice == "quoted" and not any(_plain(piece.text) in one for one in known):
            yield _over(
                "quotation",
                piece.text,
                say("these words stand in none of its records, or not for this audience"),
                say("tell it in indirect speech"),
            )


def _quotable(case: _Case) -> list[str]:
    texts = [piece.text for piece in case.drafted.pieces if piece.voice == "quoted"] if case.drafted else []
    for entry in case.entries:
        record = entry.record
        texts += [str(getattr(record, key, "") or "") for key in ("incident", "asks")]
        texts += [one.incident for one in case.questions()]
        if case.matter.may_read(entry):
            texts += [str(getattr(record, key, "") or "") for key in ("words", "reason")]
        if case.matter.audience.sees.notes:
            texts.append(str(getattr(record, "note", "") or ""))
    return [_plain(one) for one in (*texts, case.matter.deal.text) if one]


def _wording(case: _Case) -> Iterator[Overreach]:
    if case.words is None:
        return
    for part in case.fresh:
        for pattern, instead in case.words.partial:
            for found in pattern.finditer(part):
                yield _over(
                    "wording",
                    found.group(),
                    say('"{found}" takes a side, or is surer than any record', found=found.group()),
                    say("write instead: {instead}", instead=say(instead)),
                )


# ---- what this audience may not know


def _road(case: _Case) -> Iterator[Overreach]:
    """Where a convoy is while it is on the road: its name, or a place or number of its records."""
    matter, text = case.matter, case.own.casefold()
    if matter.audience.sees.under_way or not matter.moving:
        return
    moving = [matter.by_id[one] for one in matter.moving]
    on_it = bool(matter.moving & set(case.sentence.records)) or bool(case.words and case.words.vehicles.search(text))
    drafted = case.drafted.text.casefold() if case.drafted else ""
    secrets = {str(getattr(one.record, "convoy", "") or "") for one in moving}
    if on_it:
        for entry in moving:
            secrets |= {name for spot in _spots(entry) for name in _called(matter, spot)}
            secrets |= {str(one.low) for one in _counts(entry)} | {f"{one.low:,}" for one in _counts(entry)}
    for one in sorted(secrets - {""}):
        pattern = rf"(?<![\w,.]){re.escape(one.casefold())}(?![\w])"
        if re.search(pattern, text) and not re.search(pattern, drafted):
            yield _over(
                "road",
                one,
                say(
                    "it tells of people or vehicles that are on the road, and this audience may not know where they are"
                ),
                say("wait until they have arrived, or leave it out"),
            )


def _spots(entry: Entry) -> tuple[Spot, ...]:
    held = (getattr(entry.record, "place", None), getattr(entry.record, "to", None))
    return tuple(one for one in held if isinstance(one, Spot))


def _called(matter: Matter, spot: Spot) -> set[str]:
    """A place by everything that it is called."""
    block: Block | None = matter.place_block(spot)
    names = (block.id, block.name, *block.names.values(), *block.also) if block else ()
    return {one for one in (spot.place, *names) if one}


_POINT: Final = re.compile(r"\d{1,3}[.,]\d{2,}\s*°?\s*[NSEWشجقغ]?|\d{1,3}°\s*\d{1,2}")


def _place(case: _Case) -> Iterator[Overreach]:
    """Places more exact than the deal's, for an audience that may not know them."""
    if case.matter.audience.sees.exact_places:
        return
    for entry in case.entries:
        for spot in _spots(entry):
            hidden = case.matter.place(spot) is None and spot.place
            if hidden and re.search(rf"(?<!\w){re.escape(spot.place)}(?!\w)", case.own, re.IGNORECASE):
                yield _exact(spot.place)
    for part in case.fresh:
        found = _POINT.search(part)
        if found and re.search(r"[NSEW°شجقغ]", found.group()):
            yield _exact(found.group())


def _exact(found: str) -> Overreach:
    return _over(
        "place",
        found,
        say("{found} is more exact than the deal's places, and this audience may not know it", found=found),
        say("name a place of the deal"),
    )


def _protected(case: _Case) -> Iterator[Overreach]:
    """The name of a source to be protected."""
    for name in sorted(case.matter.shielded):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", case.sentence.text, re.IGNORECASE):
            yield _over(
                "protected",
                "",
                say("it names a source that is protected"),
                say("write: a source known to the mission"),
            )
    for entry in case.entries if not case.matter.audience.sees.analysts else ():
        name = str(getattr(entry.record, "confirmed_by", "") or "")
        if name and name != speaker_of(entry.record) and name.casefold() in case.own.casefold():
            yield _over("protected", "", say("it names somebody of the mission"), say("leave the name out"))


def _records(case: _Case) -> Iterator[Overreach]:
    """A sentence of an editor's own rests on records that are known, or on a clause that it names."""
    unknown = [one for one in case.sentence.records if one not in {it.record.id for it in case.matter.entries}]
    if unknown and case.drafted is None:
        yield _over(
            "records",
            ", ".join(unknown),
            say("it rests on records that were not known by then, or were withdrawn: {ids}", ids=", ".join(unknown)),
            say("name records that this report knows"),
        )
    names_clause = any(re.search(rf"(?<!\w){re.escape(one.id)}(?!\w)", case.own) for one in case.matter.deal.clauses)
    if case.drafted is None and case.sentence.ground is not Ground.RECORDS and not names_clause:
        yield _over(
            "records",
            "",
            say("it rests on no record, and names no clause of the deal"),
            say("name the records that it rests on"),
        )


def _language(case: _Case) -> Iterator[Overreach]:
    if case.words is None and case.fresh:
        yield _over(
            "language",
            case.language,
            say(
                "there are no lists of words for this language: only numbers, quotations, names and places were checked"
            ),
            say("let a second person who reads it check it"),
        )


_CHECKS: Final[tuple[Callable[[_Case], Iterator[Overreach]], ...]] = (
    _stage, _actor, _number, _unattributed, _quotation, _wording, _one_sided, _road, _protected, _place, _records,
    _language,
)  # fmt: skip
