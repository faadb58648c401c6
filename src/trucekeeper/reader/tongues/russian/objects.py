"""Russian sentences that begin with what was told: `Обвинения Киев отверг`, `Об этом сообщил X`."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.tongues.russian.borders import clause_begins, that_behind
from trucekeeper.reader.tongues.russian.denials import called_false
from trucekeeper.reader.tongues.russian.sources import is_source, late_source, speaks, subject_behind
from trucekeeper.reader.tongues.russian.vocabulary import (
    BLAME,
    BREAKS,
    FALSE,
    MESSAGES,
    NOT_SO,
    POINTS,
    PREPOSITIONS,
    PRONOUNS,
    THIS,
)
from trucekeeper.reader.tongues.russian.wording import is_called
from trucekeeper.reader.tongues.spans import span_of
from trucekeeper.reader.tongues.tables import Cue
from trucekeeper.reader.words import Words


def object_first(
    w: Words, subject: tuple[int, int], i: int, cue: Cue
) -> tuple[tuple[int, int], tuple[int, int]] | None:  # fmt: skip
    """`X удары по городу отрицает`, `Удары там отвергают`, `Эти оценки Центр считает устаревшими`: who, and what."""
    tail = subject[1]
    while tail - 1 > subject[0] and _of_many(w.lows[tail - 1]):
        tail -= 1
    if cue.act == "reports" and subject[1] - tail > 1 and w.lows[tail - 1] not in PREPOSITIONS:
        return (subject[0], tail), (tail, subject[1])  # `Турецкая сторона случаев нарушений не зафиксировала`
    leads = w.lows[subject[0]] in {"в", "во"} and cue.act == "accuses"
    counted = cue.act == "reports" and w.lows[subject[0]] not in PREPOSITIONS and _of_many(w.lows[subject[0]])
    heads = leads or counted or w.lows[subject[0]].startswith(BLAME if cue.act == "accuses" else MESSAGES)
    if heads and not that_behind(w, i) and (both := _blame_first(w, subject)) is not None:
        return both
    if cue.verb == "считал" and is_called(w, i + 1) and not is_source(w, subject[0]):
        return _blame_first(w, subject)
    named = called_false(w, i, cue) is not None and w.lows[i + 1].startswith((*FALSE, *NOT_SO))
    ends = i + 1 >= len(w) or w.lows[i + 1] in BREAKS or w.lows[i + 1] == "и"
    if (
        not (named or (cue.act in {"denies", "confirms", "admits", "positions"} and ends))
        or subject[1] - subject[0] < 2
        or that_behind(w, i)
    ):
        return None
    first, last = subject
    if all(is_source(w, k) for k in range(first, last)) or (is_source(w, first) and w.lows[first + 1] in {"в", "во"}):
        return None
    if is_source(w, last - 1) or (last - first > 2 and w.lows[last - 2] in {"в", "во"} and w.capital(last - 1)):
        k = last - 1 if is_source(w, last - 1) and w.lows[last - 2] not in {"в", "во"} else last - 2
        while k - 1 > first and is_source(w, k - 1):
            k -= 1
        if k > first:
            return (k, last), (first, k)
    k = first + (2 if w.lows[first] in {"в", "во"} else 0)
    if k > first:
        taken = next((m for m in range(k, last) if w.lows[m] in POINTS or w.lows[m].startswith(MESSAGES)), None)
        if taken is not None:
            return (first, taken), (taken, last)
    if w.lows[first] == "«" and "»" in w.lows[first:last]:
        k = first + w.lows[first:last].index("»") + 1
    while k < last and is_source(w, k):
        k += 1
    return ((first, k), (k, last)) if first < k < last else None


def _of_many(low: str) -> bool:
    """True for a genitive plural that a count goes with: `нарушений`, `автобусов`."""
    return low.endswith(("ов", "ев", "ей", "ий", "ых", "их", "ин"))


def _blame_first(w: Words, subject: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """`Вину за срыв в Анкаре возлагают на X`, `Ответственность Киев возложил на X`: who, and what."""
    first, last = subject
    if w.lows[first] in {"в", "во"}:
        taken = next((m for m in range(first + 2, last) if w.lows[m].startswith((*BLAME, *MESSAGES))), None)
        return ((first, taken), (taken, last)) if taken is not None else None
    k = next((m for m in range(last - 1, first, -1) if w.lows[m] in {"в", "во"} and speaks(w, m)), None)
    k = late_source(w, first, last) if k is None else k
    if k is None and last - first == 2 and is_source(w, last - 1):
        k = last - 1
        return (k, last), (first, k)
    if k is None and w.capital(last - 1) and w.lows[last - 2] not in PREPOSITIONS:
        k = last - 1
    return ((k, last), (first, k)) if k is not None and k > first + 1 else None


OF_THIS = (["об", "этом"], ["о", "нем"], ["о", "ней"], ["о", "них"])


def told_by(w: Words, i: int, cue: Cue, before: tuple[int, int], behind: tuple[int, int]) -> bool:
    """True where an object leads and a source stands behind the verb and ends the clause."""
    ends = behind[1] >= len(w) or w.lows[behind[1]] in {":", ",", "."}
    lead = range(*before)
    named = any(is_source(w, k) or (k and w.capital(k)) for k in lead)
    to_whom = w.lows[behind[0]].endswith(("ам", "ям", "у", "ю", "ому", "ему"))
    if to_whom or w.lows[behind[1] : behind[1] + 2] == [",", "что"]:
        return False  # `сотрудник сообщил наблюдателям, что`
    if cue.act == "reports" and w.lows[behind[0]] in {"в", "на"} and not speaks(w, behind[0], at_place=False):
        return False  # `миссия зафиксировала в Донецкой области 31 нарушение`: where
    return ends and behind[0] == i + 1 and speaks(w, behind[0]) and not named and before[1] == i


def object_stands(w: Words, i: int, cue: Cue, before: tuple[int, int]) -> bool:
    """True for an object before a verb that takes one: `Гибель офицера подтвердил губернатор`."""
    takes = cue.act in {"confirms", "denies", "admits"} or cue.verb == "оперировал"
    if not takes or that_behind(w, i) or before[1] != i:
        return False
    last = before[1] - 1
    owned = last > before[0] and w.lows[last].endswith(("а", "я", "ов", "ев", "ей"))  # `гибель офицера`
    named = is_source(w, before[0]) or (is_source(w, last) and not owned)
    return not named and not w.lows[before[0]].endswith(("и", "ы"))


def this_by(w: Words, i: int, cue: Cue, before: tuple[int, int]) -> Attribution | None:
    """`Эту цифру подтвердил и представитель X`: the object first, who behind the verb."""
    first = i + 1 + (w.lows[i + 1 : i + 2] in (["и"], ["также"]))
    who = subject_behind(w, first)
    taken = w.lows[before[0]] in THIS
    if who is None or not speaks(w, who[0]) or cue.act not in {"confirms", "denies", "says", "admits"}:
        return None
    return Attribution(
        span_of(w, *who),
        (w.starts[i], w.ends[i]),
        (span_of(w, *before),),
        cue.act,
        cue.verb,
        "taken" if taken else "after",
    )


def of_this(w: Words, i: int, cue: Cue) -> Attribution | None:
    """`Об этом сообщил X`: what was told just before; `О перемирии договорились` is the author's."""
    who = subject_behind(w, i + 1)
    lead = w.lows[:2]
    if who is not None and lead in (["о", "нем"], ["о", "ней"], ["о", "них"]) and cue.act in {"says", "reports"}:
        return Attribution(span_of(w, *who), (w.starts[i], w.ends[i]), (span_of(w, 0, 2),), cue.act, cue.verb, "after")
    begin = clause_begins(w, i)
    if who is not None and w.lows[begin] in {"о", "об"} and lead != ["об", "этом"] and cue.act in {"says", "reports"}:
        if i - begin < 2 or w.lows[i - 1] in PRONOUNS:
            return None
        return Attribution(
            span_of(w, *who), (w.starts[i], w.ends[i]), (span_of(w, begin, i),), cue.act, cue.verb, "after"
        )
    if lead != ["об", "этом"] or who is None or cue.act not in {"says", "reports"}:
        return None
    return Attribution(span_of(w, *who), (w.starts[i], w.ends[i]), (span_of(w, 0, 2),), cue.act, cue.verb, "retold")
