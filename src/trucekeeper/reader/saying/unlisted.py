"""Who says something by a verb that no list holds: what stands in its frame has to be able to speak."""

from msgspec.structs import replace

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.cues import BE, DETERMINERS, PREPOSITIONS, SUBORDINATORS, Cue, cues, finite
from trucekeeper.reader.saying.numbers import FEW
from trucekeeper.reader.saying.search import Search, is_whole
from trucekeeper.reader.saying.verb_forms import FORM, MODALS, PLURALS, heard
from trucekeeper.reader.saying.verbs import at_verb
from trucekeeper.reader.words import Words


def told_unlisted(at: Search, i: int, cue: Cue) -> Attribution | None:
    """What is said by a verb that no list holds, where somebody says it who can speak."""
    made = at_verb(at, i, cue)
    if made is None or made.speaker is None or made.negated or made.quoted:
        return None
    w = at.w
    first, end = w.at(made.speaker[0]), w.at(made.speaker[1])
    if cue.frames in {"k", "p"}:
        made = _without_second(w, made)
    made = replace(made, listed=False)
    fits = _speaks(w, first, end, cue, made.shape) and _fits(at, made, i, cue)
    return made if fits and (cue.form == "ing" or _agrees(w, first, end, i, cue)) else None


def _without_second(w: Words, made: Attribution) -> Attribution:
    """`makes it 14,398, and counts in that figure ...`: what he says next is told by a verb of its own."""
    start, end = made.contents[-1]
    for m in range(w.at(start) + 1, w.at(end) - 1):
        verb = w.lows[m + 1] in cues() or FORM(w.lows[m + 1]) in {"s", "past"}
        if w.lows[m] == "and" and verb and not w.capital(m + 1):
            stop = w.ends[m - 2] if w.lows[m - 1] == "," else w.ends[m - 1]
            return replace(made, contents=(*made.contents[:-1], (start, stop))) if stop > start else made
    return made


def _fits(at: Search, made: Attribution, i: int, cue: Cue) -> bool:
    """True where the words stand on the side of the verb that its frame asks for, and are words by themselves."""
    w, first, end = at.w, at.w.at((made.speaker or (0, 0))[0]), at.w.at((made.speaker or (0, 0))[1])
    if made.shape == "before":
        apart = first > 0 and end - first < _LONG and (w.lows[first - 1] in _COMMAS or cue.frames != "c")
        own = _is_no_list(w, first, end, i, cue)
        return cue.frames == "c" and apart and own and (_stands_whole(at, made) or _interrupts(w, i, cue))
    if made.shape == "inverted":
        return cue.frames == "c" and "and" not in w.lows[end:] and _is_rounded_off(at, made, end)
    if cue.frames == "c" and cue.act != "denies":
        return False
    if made.shape == "shared":
        return cue.form != "base" and cue.frames in {"w", "a", "k", "p"}
    behind_that = i + 1 < len(w) and w.lows[i + 1] == "that"
    return behind_that or cue.frames != "w" or first == 0 or w.lows[first - 1] not in _WHEN


def _is_no_list(w: Words, first: int, end: int, i: int, cue: Cue) -> bool:
    """False for what may be one of several things between commas: `, four tactical vehicles,`, `, will moderate,`."""
    if cue.form == "base":
        return w.lows[first] not in {"i", "we"} and w.lows[i - 1] not in MODALS
    if cue.form != "s" or w.lows[first] in phrases.SINGLE:
        return True
    begins = (w.lows[first] in DETERMINERS and w.lows[first] not in FEW) or w.capital(first)
    return begins and w.lows[first] != "one" and (w.lows[end - 1] in heard() or w.capital(end - 1))


_COMMAS = frozenset({",", '"', "”", "–", "—", "’", "'"})
_WHEN = frozenset({"when", "after", "before", "as", "once", "while", "since", "until", "if", "because"})


def _is_rounded_off(at: Search, made: Attribution, end: int) -> bool:
    """`A, fumed the minister.`: a quotation, or one clause with its speaker at the end; no `hit A, killed B`."""
    w = at.w
    if at.quote_of(made.contents[0][0]) is not None:
        return True
    first, last = w.at(made.contents[0][0]), w.at(made.contents[-1][1])
    speaker = w.at((made.speaker or (0, 0))[0])
    ends = end >= len(w) or w.lows[end] in {".", ";", ":"}
    return (
        ends
        and "," not in w.lows[first : last - 1]
        and not heard().isdisjoint(w.lows[speaker:end])
        and not _hangs(at, made)
    )


def _stands_whole(at: Search, made: Attribution) -> bool:
    """True where what stands before the comma is speech by itself, and not when or how something happened."""
    return at.quote_of(made.contents[0][0]) is not None or (not _hangs(at, made) and is_whole(at, made.contents[0]))


def _hangs(at: Search, made: Attribution) -> bool:
    """True where the words before the comma only say when, where or how: `When the shelling stopped, X left`."""
    w, told = at.w, made.contents[0]
    if at.quote_of(told[0]) is not None:
        return False
    k, end = w.at(told[0]), w.at(told[1])
    first = w.lows[k]
    if first == "to":
        return True
    if first in PREPOSITIONS and first not in SUBORDINATORS:
        clauses = sum(map(_RELATIVES.__contains__, w.lows[k:end]))
        return clauses > 0 and sum(map(finite, w.lows[k:end])) <= clauses
    if first == "as":
        return w.lows[k + 1 : k + 2] not in (["many"], ["few"])
    return first in SUBORDINATORS or first.endswith(("ing", "ed"))


_RELATIVES = frozenset({"that", "which", "who", "when", "where", "as"})


def _interrupts(w: Words, i: int, cue: Cue) -> bool:
    """`The rebels, it maintained, had broken it`, `Tomorrow, he hopes, it will rain`: the clause goes on behind it."""
    if i + 2 >= len(w) or w.lows[i + 1] != ",":
        return False
    if finite(w.lows[i + 2]):
        return True
    rest = w.lows[i + 2 : i + 16]
    later = cue.form in {"s", "base"} or not _FURTHER.isdisjoint(rest)
    return later and "," in w.lows[:i] and rest[0] not in {"and", "but", "which", "who"} and any(map(finite, rest))


#: Tenses of what is told: `On Friday, the ministry insisted, nobody had crossed`.
_FURTHER = frozenset({"had", "would"})


def _head(w: Words, first: int, end: int) -> int:
    """Where the noun ends that is meant: before `of`, `who`, a comma."""
    return next((m for m in range(first + 1, end) if w.lows[m] in PREPOSITIONS or w.lows[m] in _WHO), end)


def _speaks(w: Words, first: int, end: int, cue: Cue, shape: str) -> bool:
    """True where words [first, end) are somebody who can speak: a pronoun, a name, a word for people or a body."""
    last = _head(w, first, end)
    head = w.lows[last - 1]
    if end - first == 1 and head in phrases.SINGLE:
        return head in _PRONOUNS or (head == "it" and (cue.frames in {"w", "a", "k", "p"} or shape == "before"))
    if w.lows[first].endswith("ing") or "'" in head.removesuffix("'s"):
        return False
    counted = last < end and w.lows[last] == "of" and (head in PLURALS or head in _ONE_OF or head[:1].isdigit())
    if counted and w.lows[end - 1] in {"them", "us"}:
        return True
    return _is_name(w, first, last, end, cue) or not heard().isdisjoint(w.lows[first : end if counted else last])


_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "others", "both"})


#: `the capital`, `Hamas`, `Paris`.
_NAMES_IN_S = ("us", "as", "is")


def _is_name(w: Words, first: int, last: int, end: int, cue: Cue) -> bool:
    """True where words [first, last) are a name: capitals alone; a sentence's first word only where it is all."""
    begin = first + (w.lows[first] in DETERMINERS)
    if begin >= last or not all(map(w.capital, range(begin, last))) or w.lows[last - 1] in phrases.TIMES:
        return False
    if begin == 0 and last == 1:
        return end == 1 and (
            cue.form == "s"
            or cue.frames in {"w", "a"}
            or not w.lows[0].endswith("s")
            or w.lows[0].endswith(_NAMES_IN_S)
        )
    return True


def _agrees(w: Words, first: int, end: int, i: int, cue: Cue) -> bool:
    """True where the verb at word i can have words [first, end) as its subject: so no noun is taken for a verb."""
    last = _head(w, first, end)
    head = w.lows[last - 1]
    several = head in PLURALS or head.endswith("men") or ("and" in w.lows[first:end] and end - first < _LONG)
    ends = head.endswith("s") and not head.endswith("ss")
    if cue.form == "s":  # `Houthis`, `Reuters`: a name may be either
        return not several and not (ends and not (w.capital(last - 1) and last > 1)) and not w.lows[first][:1].isdigit()
    return cue.form != "base" or (BE.isdisjoint(w.lows[end:i]) and (several or ends or w.lows[i - 1] in MODALS))


#: Of so many words with an `and` it cannot be said which two are meant.
_LONG = 9

_ONE_OF = frozenset({"one", "two", "three", "four", "several", "most", "none", "all", "half", "another", "dozens"})
_WHO = frozenset({",", "who", "which", "(", "that"})
