"""Where a Russian clause, an aside or the words of somebody begin and end."""

import re

from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.russian.vocabulary import (
    ABOUT,
    AS_OF,
    BREAKS,
    OBLIQUE,
    PREPOSITIONS,
    RELATIVE,
    TIMES,
    Span,
)
from trucekeeper.reader.tongues.spans import stop_of
from trucekeeper.reader.tongues.stretches import finite, has_verb
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words


def as_said_at(w: Words, i: int) -> int | None:
    """Where `как` stands before the verb at word i: `как сообщил`, `как ранее сообщил`."""
    k = i - 1
    adverbs = tongue("ru").lists["adverbs"]
    while k > 0 and w.lows[k] != "как" and w.lows[k] in adverbs:
        k -= 1
    return k if k >= 0 and w.lows[k] == "как" else None


def source_noun(w: Words, i: int) -> int | None:
    """`по словам`, `по последним данным`, `по его подсчетам`: where the noun stands."""
    nouns = tongue("ru").lists["according"]
    for m in range(i + 1, min(i + 4 + 3 * (w.lows[i + 2 : i + 3] == ["у"]), len(w))):
        if w.lows[m] in nouns:
            return m
        if w.lows[m] in BREAKS or (w.lows[m] in PREPOSITIONS and w.lows[m] != "у"):
            return None
    return None


def past_apposition(w: Words, end: int) -> int:
    """Behind `источника, близкого к переговорам`: where the apposition ends."""
    if end + 2 >= len(w) or w.lows[end] != ",":
        return end
    related = w.lows[end + 1] in PREPOSITIONS and w.lows[end + 2] in OBLIQUE
    if related or apposed(w.lows[end + 1]):
        closing = next((m for m in range(end + 2, min(len(w), end + 16)) if w.lows[m] == ","), None)
        return closing if closing is not None else end
    return end


PARTICIPLE = re.compile(
    r".{2,}(?:[вдсрхгк]ш|щ|нн)(?:ий|ый|ая|ее|ое|ие|ые|его|ого|ей|ой|их|ых|им|ым|ую|юю|ем|ом|ему|ому|ими|ыми)(?:ся)?$"
)


def apposed(low: str) -> bool:
    """True for a word that opens a relative or participle clause about the noun before it."""
    return low in RELATIVE or low.startswith(("близк", "знаком", "осведомлен")) or PARTICIPLE.match(low) is not None


def time_at(w: Words, k: int) -> bool:
    """True where a time stands behind the preposition at word k."""
    return k + 1 < len(w) and (w.lows[k + 1] in TIMES or w.lows[k + 1][:1].isdigit() or w.lows[k + 1] in AS_OF)


def words_around(sentence: Sentence, w: Words, i: int, end: int) -> tuple[Span, ...]:
    """The words about a phrase `i` to `end`: behind it where it opens a clause, else before it and behind it."""
    behind = end + 1 if end < len(w) and w.lows[end] == "," else end
    adverbs = tongue("ru").lists["adverbs"]
    opens = all(low in adverbs or low in {"и", "а", "но", "что"} for low in w.lows[:i])
    joined = i > 0 and w.lows[i - 1] in {"а", "но", "и", "однако", "что"}
    joined = joined or (i > 2 and w.lows[i - 1] == "," and w.lows[i - 2] in {"а", "но", "и", "что"})
    if i == 0 or opens or joined:
        return ((w.starts[behind], stop_of(w, sentence)),) if behind < len(w) - 1 else ()
    last = i - 1
    while last > 0 and w.lows[last] in {",", "—", "–", "-", "("}:
        last -= 1
    relative = _relative_at(w, last)
    if relative is None and end < len(w) and w.lows[end] == ",":
        relative = _second_clause(w, last)
    words = (w.starts[clause_at(w, last) if relative is None else relative], w.ends[last])
    if end + 1 < len(w) and w.lows[end] == "," and w.lows[end + 1] not in {"а", "но", "и", "что"}:
        stop = None if relative is None else next((m for m in range(end + 2, len(w)) if w.lows[m] == ","), None)
        return words, (w.starts[end + 1], stop_of(w, sentence) if stop is None else w.ends[stop - 1])
    return (words,)


def _relative_at(w: Words, last: int) -> int | None:
    """Where a relative clause begins that an aside cuts behind its front: `, в которых, ...`, `, чья колонна, ...`."""
    if last and w.lows[last] in OBLIQUE | RELATIVE:
        return last - (w.lows[last - 1] in PREPOSITIONS)
    return last - 1 if last > 1 and w.lows[last - 1].startswith(("чья", "чей", "чьи", "чье")) else None


def _second_clause(w: Words, last: int) -> int | None:
    """`Трое убиты, ранены, по данным больницы, одиннадцать`: the clause that an aside cuts begins behind a comma."""
    comma = next((m for m in range(last, 1, -1) if w.lows[m] == ","), None)
    if comma is None or w.lows[comma + 1] in GOES_ON or apposed(w.lows[comma + 1]):
        return None
    return comma + 1 if has_verb(w.lows[comma + 1 : last + 1]) and has_verb(w.lows[:comma]) else None


def clause_at(w: Words, last: int) -> int:
    """Where the clause of word `last` begins: behind `поскольку`, `, а`, a semicolon or a colon, at the latest."""
    for m in range(last, 0, -1):
        if w.lows[m - 1] in {"—", "–"} and m < last + 1 and any(finite(low, "ru") for low in w.lows[: m - 1]):
            return m
        if w.lows[m] == "поскольку" or w.lows[m - 1] in {";", ":"}:
            return m + 1 if w.lows[m] == "поскольку" else m
        if w.lows[m] in {"а", "но", "однако", "хотя"} and w.lows[m - 1] == "," and m < last:
            return m + 1
        if w.lows[m] == "что" and w.lows[m - 1] == "," and m < last:
            return m + 1
    return 0


def interposed(w: Words, i: int) -> bool:
    """True when the commas before the verb close a relative or participle clause of its subject."""
    if i < 3 or w.lows[i - 1] != ",":
        return False
    opening = next((m for m in range(i - 2, max(0, i - 18), -1) if w.lows[m] == ","), None)
    if opening is None or opening == 0:
        return False
    low = w.lows[opening + 1]
    if low == "по" and source_noun(w, opening + 1) is not None:
        return True
    if (low == "как" and w.lows[opening + 2] != "только") or (opening == i - 3 and low in _PARENTHETIC):
        return True
    if any(finite(one, "ru") for one in w.lows[clause_begins(w, opening) : opening]) and low not in {"хоть", "хотя"}:
        return low in RELATIVE  # `колонна встала, не доехав до моста, сообщил X`: the clause before has its verb
    aside = w.lows[opening + 1 : i - 1]
    if not aside:
        return False
    if low in {"хоть", "хотя"}:
        return True
    if _names_a_source(w.lows[opening - 1]) and opening < 4 and not any(finite(one, "ru") for one in aside):
        return True  # `водитель, мужчина лет пятидесяти, повторял`
    if not OBLIQUE.isdisjoint(aside[:3]) or low.startswith(("чей", "чья", "чьи", "чье")):
        return True  # `комитет, сотрудники которого ждали самолет, благодарит`
    return apposed(low) or _doing(low, aside) or (PARTICIPLE.match(aside[-1]) is not None and len(aside) > 1)


def _names_a_source(low: str) -> bool:
    return tongue("ru").kind_of([low]) != "other" or tongue("ru").country(low) != ""


def _doing(low: str, aside: list[str]) -> bool:
    """True for a gerund phrase: `обращаясь к нации`, `не называя имен`."""
    first = aside[1] if low == "не" and len(aside) > 1 else low
    return len(aside) > 1 and first.endswith(("ая", "яя", "уя", "ясь", "ив", "ав", "вшись", "оря", "дя", "шись"))


_PARENTHETIC = frozenset(
    {"напротив", "однако", "впрочем", "наконец", "конечно", "кстати", "похоже", "видимо", "например"}
)


def own_end(sentence: Sentence, w: Words, start: int) -> int:
    """Where words that stand right behind a verb end: at the next comma behind which a clause of its own begins."""
    if w.lows[start - 1] in {"что", "чтобы", "будто", ":"} or w.lows[start] in {"«", '"', "“"}:
        return stop_of(w, sentence)
    for m in range(start + 1, len(w) - 3):
        if w.lows[m] == "и" and finite(w.lows[m + 1], "ru") and not has_verb(w.lows[start:m]):
            return w.ends[m - 1]  # `выразил протест и вызвал посла`
        if w.lows[m] != ",":
            continue
        end = next((n for n in range(m + 1, len(w)) if w.lows[n] == ","), len(w))
        clause = w.lows[m + 1 : end]
        if clause and has_verb(clause) and clause[0] not in GOES_ON and not apposed(clause[0]) and len(clause) > 2:
            if _doing(clause[0], clause):  # goes on about the speaker
                ends = w.lows[start] in ABOUT or clause[0] == "не"
                return w.ends[m - 1] if ends else stop_of(w, sentence)
            if OBLIQUE.isdisjoint(clause[:2]) and "чтобы" not in clause[:2]:
                return w.ends[m - 1]
    return stop_of(w, sentence)


GOES_ON = frozenset(
    ["что", "чтобы", "если", "когда", "где", "как", "хотя", "пока", "поскольку", "потому", "так", "и", "или", "чем",
     "куда", "откуда", "ли", "то", "кого", "кто", "кому", "чей", "пусть", "дабы", "причем"]
)  # fmt: skip


def bare_word(w: Words, k: int) -> str:
    """The word at k, or the one behind it where that is `не`."""
    return w.lows[k + 1] if w.lows[k] == "не" else w.lows[k]


#: What goes on behind a speaker with these is another clause.
_BREAKS_OFF = frozenset(
    ["а", "но", "и", "что", "где", "когда", "хотя", "со", "чтобы", "однако", "прежде", "после", "как", "пока"]
)  # fmt: skip


def goes_on(w: Words, k: int) -> bool:
    """True when the words go on behind `, добавил он,`: not with a conjunction, a relative or a gerund."""
    if k + 2 >= len(w) or w.lows[k] != ",":
        return False
    low = w.lows[k + 1]
    if low in _BREAKS_OFF or low.startswith("котор") or low in tongue("ru").cues:
        return False  # `заявил X, передает агентство`
    low = w.lows[k + 2] if low == "не" else low
    return not low.endswith(("ив", "ав", "вшись", "ая", "уя", "ясь", "ув", "яв", "ыв"))


def comes_after_comma(w: Words, i: int) -> bool:
    """True when a comma, a dash or a closing mark stands right before the verb and its adverbs."""
    k = i
    adverbs = tongue("ru").lists["adverbs"]
    while k > 0 and w.lows[k - 1] in adverbs and w.lows[k - 1] not in _JOINING:
        k -= 1
    k -= 2 * (k > 2 and w.lows[k - 1] in TIMES and w.lows[k - 2][:1].isdigit())  # `, 29 января сообщает X`
    if k > 1 and w.lows[k - 1] == "»" and _closes_name(w, k - 1):
        return False
    if k > 1 and w.lows[k - 1] == '"' and _name_opens(w, k - 1) is not None:
        return False
    return k > 0 and w.lows[k - 1] in {",", "—", "–", "-", "»", '"', "”"}


_JOINING = frozenset({"и", "а", "но", "как"})


def _closes_name(w: Words, k: int) -> bool:
    """True where a mark closes a name («Ахрар аш-Шам») and no quotation."""
    opened = next((m for m in range(k - 1, max(-1, k - 6), -1) if w.lows[m] == "«"), None)
    return opened is not None and w.lows[k - 1] != "," and not any(finite(low, "ru") for low in w.lows[opened:k])


def that_behind(w: Words, i: int) -> bool:
    """True when `что`, a colon or a quotation follows before the clause ends."""
    for m in range(i + 1, min(len(w), i + 14)):
        low = w.lows[m]
        if low in {"и", "а", "но"} and m + 1 < len(w) and w.lows[m + 1] in tongue("ru").cues:
            return False
        if low in {"«", "»"} and closes_near(w, m):
            continue
        if low == ",":
            return m + 1 < len(w) and w.lows[m + 1] in {"что", "чтобы", "будто", "как"}
        if low == ":" or (low in {"о", "об"} and m == i + 1):
            return True
        if low in BREAKS:
            return False
    return False


def closes_near(w: Words, m: int) -> bool:
    """True at the marks of a short name: `подтвердили «Рейтер», что`."""
    end = next((n for n in range(m, min(len(w) - 1, m + 4)) if w.lows[n] == "»"), None)
    return end is not None and m > 0 and w.lows[end + 1] in {",", ":"} and w.lows[end + 2 : end + 3] != ["-"]


def clause_begins(w: Words, end: int) -> int:
    """How far left the clause reaches; a name in quotation marks is part of it."""
    k = end
    while k > 0 and end - k < 14 and w.lows[k - 1] not in _CLAUSE_OPENS:
        if w.lows[max(0, k - 2) : k] == ["тогда", "как"]:
            break
        named = w.lows[k - 1] in {"»", "«"} and "«" in w.lows[max(0, k - 8) : k]
        if w.lows[k - 1] == '"' and (opened := _name_opens(w, k - 1)) is not None:
            k = opened
            continue
        if w.lows[k - 1] == ")" and "(" in w.lows[max(0, k - 9) : k - 1]:
            k = next(m for m in range(k - 2, -1, -1) if w.lows[m] == "(")
            continue  # `женщина (50–60 лет) из села сообщила`
        if w.lows[k - 1] in BREAKS and not named:
            break
        k -= 1
    return k


def _name_opens(w: Words, close: int) -> int | None:
    """Where a name in straight marks opens that closes at a word: `руководство "Народной республики" заявило`."""
    opened = next((m for m in range(close - 1, max(-1, close - 7), -1) if w.lows[m] == '"'), None)
    if opened is None or close - opened < 2 or not w.capital(opened + 1) or w.lows[close - 1] == ",":
        return None
    return None if any(finite(low, "ru") for low in w.lows[opened:close]) else opened


_CLAUSE_OPENS = RELATIVE | OBLIQUE | {"хоть", "что", "чтобы", "поскольку", "если", "когда", "хотя"}
