"""Who is said to have said what by a Russian verb or gerund, in either word order."""

from typing import NamedTuple

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.russian.borders import (
    as_said_at,
    clause_at,
    clause_begins,
    comes_after_comma,
    interposed,
    own_end,
    that_behind,
)
from trucekeeper.reader.tongues.russian.cues import noun_of
from trucekeeper.reader.tongues.russian.denials import as_negated, blames, called_false, taken_up
from trucekeeper.reader.tongues.russian.objects import OF_THIS, object_first, object_stands, of_this, this_by, told_by
from trucekeeper.reader.tongues.russian.persons import speaks_here
from trucekeeper.reader.tongues.russian.phrases import as_a_document_says, in_document
from trucekeeper.reader.tongues.russian.sources import cites, of_clause, speaks, subject_before, subject_behind
from trucekeeper.reader.tongues.russian.vocabulary import (
    BLAME,
    BREAKS,
    GERUNDS,
    OBLIQUE,
    PREPOSITIONS,
    PRONOUNS,
    THIS,
    WHOSE,
    Span,
)
from trucekeeper.reader.tongues.russian.wording import (
    bare_clause,
    inverted,
    is_called,
    is_clause,
    standing_before,
    words_begin,
)
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.stretches import finite, has_verb
from trucekeeper.reader.tongues.tables import Cue, tongue
from trucekeeper.reader.words import Words

Range = tuple[int, int]


class _Said(NamedTuple):
    """A verb of saying in its sentence.

    Attributes:
        i: Where the verb stands.
        subject: The words of who says it; None where nobody is named.
        k: From where its words are looked for.
        start: Where they begin behind it.
        as_said: `как` stands before it.
    """

    sentence: Sentence
    w: Words
    i: int
    cue: Cue
    negated: bool
    found: list[Attribution]
    subject: Range | None
    k: int
    start: int | None
    as_said: bool

    @property
    def span(self) -> Span:
        """The verb's offsets."""
        return self.w.starts[self.i], self.w.ends[self.i]


def at_verb(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    """What the verb at word i attributes: its subject and its words are looked for on both sides."""
    as_said = as_said_at(w, i) is not None
    if as_said and w.lows[i].endswith(("ется", "сказано", "указано", "отмечено")):
        return as_a_document_says(sentence, w, i)
    if i > 2 and cue.verb == "говорится" and w.lows[i - 1] in OBLIQUE:
        return _in_a_paper(sentence, w, i, cue, found)
    if i > 0 and (w.lows[i - 1] in OBLIQUE or (w.lows[i - 1] == "что" and found and cue.verb in _SENSES)):
        return None  # `сообщила, что слышала выстрелы`: what she said
    if cue.verb in _ACTS and found and found[-1].shape == "according":
        return None  # `по данным агентства, отряд отказался уйти`: told by the agency
    if w.lows[i].endswith(GERUNDS):
        return _at_gerund(sentence, w, i, cue, found)
    if cue.we and (not _OPENING.isdisjoint(w.lows[:i]) or w.lows[:1] == ['"']):
        return None  # `«Мы требуем ...», — сказал мэр`: his word
    noun = noun_of(w, i + 1, cue)
    behind = None if cue.we else subject_behind(w, i + 1 if noun is None else noun + 1)
    begin = clause_begins(w, i)
    if w.lows[begin : begin + 2] == ["о", "чем"]:
        return _of_which(w, i, begin, cue, behind)
    if i - begin > 1 and w.lows[begin] in {"о", "об"} and behind is not None and speaks(w, behind[0]):
        return of_this(w, i, cue)  # `О гибели водителей сообщил губернатор`
    cue, negated = as_negated(cue, i > 0 and w.lows[i - 1] == "не")
    cue = Cue("accuses", cue.verb) if not negated and blames(w, i, cue) else cue
    joined = i > 1 and w.lows[i - 1] in {"и", "а", "но", "однако", "зато", "где", "куда"}
    before = None if joined or as_said else subject_before(w, i)
    if before is not None and (w.lows[before[0]] in THIS or object_stands(w, i, cue, before)):
        made = this_by(w, i, cue, before)
        if made is not None:
            return made
    subject, turned = _who(w, i, cue, before, behind, joined, as_said)
    if subject is not None and any(cites(one, w, subject) for one in found):
        return None
    if subject == behind and behind is not None and not as_said and found and _goes_without(w, i, cue, behind):
        subject, turned = None, False  # `генштаб X отрицал, затем признал двоих`
    k = behind[1] if behind is not None and subject == behind else i + 1
    start = None if turned and subject == behind else words_begin(w, k, cue)
    if (
        start is None
        and cue.verb in _SPEAKS
        and (bare := bare_clause(w, i, subject)) is not None
        and subject is not None
    ):
        words = (w.starts[bare], stop_of(w, sentence))
        return Attribution(span_of(w, *subject), (w.starts[i], w.ends[i]), (words,), cue.act, cue.verb, "after")
    blame = (
        (_blame_alone(w, subject, i, cue) or _called_first(w, before, i, cue)) if found and start is not None else None
    )
    if blame is not None:
        subject = None  # `заявили, что огня не открывали, а вину возлагают на X`
    made = _worded(_Said(sentence, w, i, cue, negated, found, subject, k, start, as_said))
    if blame is not None and made is not None:
        return replace(made, contents=(span_of(w, *blame), *made.contents))
    return _with_when(w, made, begin) if made is not None and subject == before else made


#: What may bring a clause without `что`.
_SPEAKS = frozenset({"сказал", "заявил", "сообщил", "утверждал", "считал", "уверял", "уверен", "рассказал", "написал"})
_OPENING = frozenset({"«", "“", "„"})
#: What is done by saying so.
_ACTS = frozenset({"отказался", "согласился", "договорился", "условился", "обязался"})
#: What one's senses tell is part of what one says.
_SENSES = frozenset({"слышал", "видел", "наблюдал"})


def _blame_alone(w: Words, subject: Range | None, i: int, cue: Cue) -> Range | None:
    """Blame that stands before its verb with nobody who lays it: `а вину за задержку возлагают на`."""
    if subject is None or cue.act != "accuses" or subject[1] > i or not w.lows[subject[0]].startswith(BLAME):
        return None
    return subject if object_first(w, subject, i, cue) is None else None


def _called_first(w: Words, before: Range | None, i: int, cue: Cue) -> Range | None:
    """What one goes on to call something stands before the verb: `подтвердил обмен, но число назвал завышенным`."""
    if before is None or before[1] != i or cue.verb not in _JUDGES or w.lows[before[0] - 1] not in {"и", "а", "но"}:
        return None
    return None if before[0] == 0 or speaks(w, before[0]) or speaks_here(w, before[0]) else before


#: Verbs of which what is called something may be the object in front.
_JUDGES = frozenset({"назвал", "считал", "признал", "охарактеризовал", "оценил", "объяснил", "расценил"})


def _in_a_paper(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    """`МИД распространил заявление, в котором говорится, что`: whoever did so, else the paper."""
    start = words_begin(w, i + 1, cue)
    if found or start is None or w.lows[i - 3] != "," or i < _LEAST + 1:
        return None
    speaker = of_clause(w, i - 3)
    first = w.at(speaker[0]) if speaker is not None else 0
    who = speaker if speaker is not None and speaks(w, first, at_place=False) else span_of(w, i - 4, i - 3)
    words = (w.starts[start], stop_of(w, sentence))
    return Attribution(who, (w.starts[i], w.ends[i]), (words,), "says", cue.verb, "after")


def _who(
    w: Words, i: int, cue: Cue, before: Range | None, behind: Range | None, joined: bool, as_said: bool
) -> tuple[Range | None, bool]:  # fmt: skip
    """The subject of a verb, and whether its words stand before it (`..., сообщил X`)."""
    turned = as_said or (comes_after_comma(w, i) and not that_behind(w, i) and not interposed(w, i))
    if behind is not None and w.lows[behind[0]] in WHOSE and is_called(w, i + 1) and behind[0] == i + 1:
        behind = None  # `поскольку не считает его выгодным`
    if (
        before is not None
        and behind is not None
        and cue.act in {"says", "reports"}
        and told_by(w, i, cue, before, behind)
    ):
        before = None  # `Хаос у ворот описал водитель`
    if cue.verb == "говорится":
        subject = (None if turned else in_document(w, i)) or behind
        inside = subject is not None and subject == behind and w.lows[subject[0]] in {"в", "во", "на"}
        return ((subject[0] + 1, subject[1]) if subject is not None and inside else subject), turned
    if joined:
        return None, turned
    return ((behind or before) if turned else (before or behind)), turned


def _with_when(w: Words, made: Attribution, begin: int) -> Attribution:
    """`В 14:25 патруль слышал взрывы`: what stands before an observer belongs to what he observed."""
    if made.act not in {"reports", "shows"} or made.speaker is None or made.shape != "after":
        return made
    who = w.at(made.speaker[0])
    apart = w.lows[begin] not in PREPOSITIONS or w.lows[begin + 1] == "ответ"
    if not begin < who - 1 or apart or made.contents[0][0] < made.speaker[0]:
        return made
    end = who - (w.lows[who - 1] == ",")
    return replace(made, contents=(span_of(w, begin, end), *made.contents))


def _goes_without(w: Words, i: int, cue: Cue, behind: tuple[int, int]) -> bool:
    """True for a verb behind a comma whose subject is that of the verb before: an object stands behind it."""
    if cue.act in {"says", "reports", "predicts"} or w.lows[behind[0]] in {"в", "во", "на"}:
        return False
    return w.lows[i - 1] in {"затем", "потом", "позже", "позднее"} and not speaks(w, behind[0])


def _at_gerund(sentence: Sentence, w: Words, i: int, cue: Cue, found: list[Attribution]) -> Attribution | None:
    """`..., заявив, что`, `обвинив Киев в`: said by the subject of the clause."""
    start = words_begin(w, i + 1, cue)
    leads = not found and all(low in tongue("ru").lists["adverbs"] or low == "не" for low in w.lows[:i])
    if leads:
        return _leading_gerund(w, i, cue, start)  # `Обвинив Киев в обстреле, командование ...`
    speaker = found[-1].speaker if found else of_clause(w, i)
    if start is None or speaker is None or (cue.act == "says" and not is_clause(w, i + 1, start)):
        return None
    words = (w.starts[start], stop_of(w, sentence))
    return Attribution(speaker, (w.starts[i], w.ends[i]), (words,), cue.act, cue.verb, "shared")


def _leading_gerund(w: Words, i: int, cue: Cue, start: int | None) -> Attribution | None:
    """`Упрекая Москву в пособничестве, канцлер ...`: said by the subject of the clause behind."""
    comma = next((m for m in range(i + 2, min(len(w) - 2, i + 16)) if w.lows[m] == ","), None)
    plain = cue.act in {"says", "reports"} and w.lows[i + 1 : i + 2] not in (["о"], ["об"])
    if start is None or comma is None or start >= comma or plain:
        return None
    verb = next((m for m in range(comma + 1, len(w)) if finite(w.lows[m], "ru")), None)
    subject = subject_before(w, verb) if verb is not None else None
    if subject is None or subject[0] <= comma:
        return None
    return Attribution(
        span_of(w, *subject), (w.starts[i], w.ends[i]), (span_of(w, start, comma),), cue.act, cue.verb, "after"
    )


def _worded(said: _Said) -> Attribution | None:
    """Which words a verb brings: those it points back to, those before it, or those behind it."""
    w, i, cue = said.w, said.i, said.cue
    if said.subject is not None and said.subject[0] >= len(w):
        return None
    if said.subject is not None and (made := _pointing_back(said, said.subject)) is not None:
        return made
    if w.lows[:2] in OF_THIS or (said.subject is not None and w.lows[said.subject[0]] in {"о", "об"}):
        return of_this(w, i, cue)
    contents, shape = _contents(said)
    if not contents or contents[0][1] - contents[0][0] < _LEAST:
        return None
    speaker = span_of(w, *said.subject) if said.subject is not None else None
    if speaker is None and cue.we and said.start is not None:
        speaker = said.span  # `Надеемся, что`: who speaks is in the verb
    if speaker is None:
        speaker, shape = _shared(said), "shared"
        if speaker is None:
            return None
    if cue.act == "says" and shape == "after" and said.start is not None and not is_clause(w, said.k, said.start):
        return None
    act = cue.act
    if (untrue := called_false(w, i, cue)) is not None:
        contents, act = (span_of(w, said.k, max(untrue, min(len(w), said.k + 1))),), "denies"
    return Attribution(speaker, said.span, contents, act, cue.verb, shape, negated=said.negated)


#: Fewer characters are no words.
_LEAST = 3


def _pointing_back(said: _Said, subject: Range) -> Attribution | None:
    """Words before the verb that it denies, confirms, calls or counts: `обвинения Киев отверг`, `это опровергли`."""
    w, i, cue = said.w, said.i, said.cue
    false = called_false(w, i, cue)
    act = cue.act if false is None else "denies"
    if said.found and said.found[-1].shape == "noun":
        ends = w.lows[i + 1 : i + 2] in ([], ["."], ["как"])
        if false == i + 1 or (cue.act == "denies" and ends):
            return Attribution(span_of(w, *subject), said.span, said.found[-1].contents, "denies", cue.verb, "after")
    if (taken := taken_up(w, i, cue)) is not None:
        first = subject[0] + (w.starts[subject[0]] == taken[0] and subject[1] - subject[0] > 1)
        shape = "taken" if cue.act == "confirms" else "after"
        who = span_of(w, first, subject[1])
        return Attribution(who, said.span, (taken,), act, cue.verb, shape, negated=said.negated)
    if subject[1] > i or (two := object_first(w, subject, i, cue)) is None:
        return None
    told: tuple[Span, ...] = (span_of(w, *two[1]),)
    if i + 1 < len(w) and (cue.verb in _CALLS or cue.act in {"accuses", "reports"}):
        told = (*told, (w.starts[i + 1], stop_of(w, said.sentence)))
    return Attribution(span_of(w, *two[0]), said.span, told, act, cue.verb, "after", negated=said.negated)


#: Verbs whose words go on behind them where their object stands before.
_CALLS = frozenset({"считал", "объяснил", "воспринял", "расценил"})


def _contents(said: _Said) -> tuple[tuple[Span, ...], str]:
    """The words behind the verb or before it, and which of the two."""
    w, i, subject = said.w, said.i, said.subject
    if said.cue.act == "predicts" and said.start is None and (subject is None or subject[0] < i):
        return (), ""
    if said.start is not None and (both := _on_both_sides(said, said.start)):
        return both, "before"
    if said.start is not None:
        return ((w.starts[said.start], own_end(said.sentence, w, said.start)),), "after"
    named = subject is not None and subject[1] <= i and not said.as_said
    if named and said.cue.verb == "думал":
        return (), ""  # `Киев согласен, Москва думает`
    if named and i + 1 < len(w) and w.lows[i + 1] not in BREAKS:
        return (), ""  # `один из них упомянул приказ`: neither `что` behind it nor words before it
    return inverted(said.sentence, w, i, said.k, subject, said.found, said.as_said)


def _on_both_sides(said: _Said, start: int) -> tuple[Span, ...]:
    """`Дорога закрыта, сообщил губернатор: мост взорван`: a clause before the verb, and another behind a colon."""
    w, i, subject = said.w, said.i, said.subject
    if w.lows[start - 1] != ":" or subject is None or subject[0] < i or not comes_after_comma(w, i):
        return ()
    before = standing_before(w, i, said.found)
    clause = w.lows[w.at(before[0][0]) : w.at(before[0][1])] if before else []
    if not (has_verb(clause) or not PRONOUNS.isdisjoint(clause)):
        return ()
    return (*before, (w.starts[start], stop_of(w, said.sentence)))


_KNOWS = ("зна", "узна", "поним", "понял", "спрос", "спраш", "ясн", "неясн", "извест", "неизвест", "догад", "расска")


def _of_which(w: Words, i: int, begin: int, cue: Cue, behind: Range | None) -> Attribution | None:
    """`..., о чем министр доложил президенту`: who told what stands before the comma."""
    if begin < 2 or w.lows[begin - 1] != ",":
        return None
    if any(low.startswith(_KNOWS) for low in w.lows[max(0, begin - 4) : begin - 1]):
        return None  # `не знали, о чем говорил посредник`
    subject = (begin + 2, i) if i > begin + 2 else behind
    if subject is None or cue.act not in {"says", "reports", "warns", "confirms"} or not speaks(w, subject[0]):
        return None
    words = (w.starts[clause_at(w, begin - 2)], w.ends[begin - 2])
    return Attribution(span_of(w, *subject), (w.starts[i], w.ends[i]), (words,), cue.act, cue.verb, "before")


def _shared(said: _Said) -> Span | None:
    """Who spoke before in the sentence and goes on: never who was only cited, where another spoke."""
    found = said.found
    own = [one.speaker for one in found if one.shape not in {"according", "cited", "noun"}]
    last = own[-1] if own else _beside_according(said) if found else of_clause(said.w, said.i)
    opens = said.i - 1 - (said.w.lows[said.i - 1] == "не")
    return None if said.start is None or said.w.lows[opens] in _OPENS_CLAUSE else last


def _beside_according(said: _Said) -> Span | None:
    """`Министр, по сообщению ведомства, звонил и требовал`: who does so stands before what is only cited."""
    last = said.found[-1]
    if last.shape == "according" and len(last.contents) > 1:
        span = last.contents[0]
        first, end = said.w.at(span[0]), said.w.at(span[1])
        lows = said.w.lows[first:end]
        if BREAKS.isdisjoint(lows) and not has_verb(lows) and speaks(said.w, first):
            return span
    return last.speaker


#: Behind these a verb without a subject goes on with that of its clause.
_OPENS_CLAUSE = frozenset({"что", "чтобы", "поскольку", "если", "когда", "хотя", "пока", "ибо"})
