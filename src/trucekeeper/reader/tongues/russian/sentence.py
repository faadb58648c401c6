"""Who is said to have said what in Russian: by verbs in either order, `по словам`, colons and dashes.

Works on folded text (ё is е). A speaker stands before its verb in the clause, or behind it where a comma stands right
before the verb (`..., сообщил X`); `сообщили в министерстве` names the body behind `в`.
"""

from functools import lru_cache

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution, sound
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.posts import post_teller
from trucekeeper.reader.tongues.russian.citing import and_by_whom, cited_before
from trucekeeper.reader.tongues.russian.cues import EXPRESSES, cue_at
from trucekeeper.reader.tongues.russian.nominal import PASSIVE, SAYINGS, by_whom, claimed_that, ready
from trucekeeper.reader.tongues.russian.phrases import PHRASES, in_phrase, on_which, such_are
from trucekeeper.reader.tongues.russian.sharing import gapped, parted
from trucekeeper.reader.tongues.russian.sources import is_source
from trucekeeper.reader.tongues.russian.unlisted import by_unlisted, may_say
from trucekeeper.reader.tongues.russian.verbs import at_verb
from trucekeeper.reader.tongues.russian.vocabulary import BREAKS, DASHES, Span
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.stretches import finite
from trucekeeper.reader.tongues.tables import Cue, tongue, with_noun
from trucekeeper.reader.words import Words


def attributions(sentence: Sentence, w: Words, quotes: list[Span]) -> list[Attribution]:
    """All attributions of one sentence, in the order of their cues."""
    found: list[Attribution] = []
    quoted = "»" in w.lows or "”" in w.lows or '"' in w.lows
    for i, low in enumerate(w.lows):
        does = _does(low)
        if not does and not quoted:
            continue
        made = in_phrase(sentence, w, i, found) if does == "phrase" else None
        if made is None and does != "verb" and quoted and _behind_quotation(w, i):
            made = at_verb(sentence, w, i, Cue("says", low), found)
        elif made is None and does and (cue := cue_at(w, i)) is not None:
            made = at_verb(sentence, w, i, cue, found)
        if made is None and does in {"open", "light verb"}:
            made = by_unlisted(sentence, w, i, found)
        elif made is None and does == "passive":
            made = by_whom(sentence, w, i)
        elif made is None and does == "noun":
            made = claimed_that(sentence, w, i)
        if made is not None:
            found.append(made)
    found = [g for one in found for g in (one, *cited_before(w, one), *and_by_whom(w, one))]
    if not found and (made := on_which(sentence, w) or such_are(w)) is not None:
        found.append(made)
    found = [g for one in found for g in (one, *gapped(sentence, w, one))]
    if sentence.headline and sentence.paragraph <= 1:  # a report's own headline attributes by `Name:` and by clauses
        found = [one for one in found if one.shape == "before" or one.act in {"accuses", "denies"} or _clausal(w, one)]
    if (
        not found
        and (made := _answered(sentence, w) or _headline(sentence, w) or _signed(w) or ready(sentence, w)) is not None
    ):
        found.append(made)
    found = [one for one in parted(w, found) if sound(w.text, one)]
    return [_without_mark(w.text, one) for one in found] if quoted else found


def _without_mark(text: str, one: Attribution) -> Attribution:
    """A speaker within a quotation (`«Миссия зафиксировала`) without the mark that opens it."""
    if one.speaker is None or text[one.speaker[0]] != "«" or "»" in text[slice(*one.speaker)]:
        return one
    return replace(one, speaker=(one.speaker[0] + 1, one.speaker[1]))


def _clausal(w: Words, one: Attribution) -> bool:
    return w.lows[w.at(one.contents[0][0]) - 1] in {"что", ":"}


@lru_cache(maxsize=20_000)
def _does(low: str) -> str:
    """What a word may do in saying who said what: most words do nothing."""
    if low in PHRASES:
        return "phrase"
    if low in tongue("ru").cues:
        return "verb"
    if low in EXPRESSES or low in with_noun():
        return "light verb"
    if low in PASSIVE:
        return "passive"
    if low.startswith(SAYINGS):
        return "noun"
    return "open" if may_say(low) else ""


def _behind_quotation(w: Words, i: int) -> bool:
    """`«...», — бросил чиновник`: whatever verb stands behind a quotation and a dash says it."""
    k = i
    while k > 0 and i - k < 2 and w.lows[k - 1] not in BREAKS:
        k -= 1
    closes = w.lows[k - 3 : k] if k > 2 else []
    quoted = closes[:2] in (["»", ","], ["”", ","], ['"', ","]) and closes[-1] in DASHES
    return quoted and finite(w.lows[i], "ru") and not any(finite(w.lows[m], "ru") for m in range(k, i))


def _answered(sentence: Sentence, w: Words) -> Attribution | None:
    """`Ответ: Два самолёта сели в понедельник.`: what stands behind the label is said."""
    if len(w) < _ANSWER or w.lows[0] not in {"ответ", "ответил", "о"} or w.lows[1] != ":" or w.lows[2] in _YES_OR_NO:
        return None
    words = (w.starts[2], stop_of(w, sentence))
    return Attribution(span_of(w, 0, 1), (w.starts[1], w.ends[1]), (words,), "says", ":", "headline")


_YES_OR_NO = frozenset({"да", "нет", "конечно", "безусловно", "возможно"})
#: So many words at the least make an answer with its label.
_ANSWER = 4


def _in_bracket(w: Words, close: int) -> Attribution | None:
    """`Прибыли 40 автобусов (мэрия)`: a bracket at the end in which a source stands alone says who told it."""
    opened = next((m for m in range(close - 2, max(2, close - 8), -1) if w.lows[m] == "("), None)
    if opened is None or tongue("ru").kind_of(w.lows[opened + 1 : close]) == "other":
        return None
    inside = w.lows[opened + 1 : close]
    if not BREAKS.isdisjoint(inside) or any(low[:1].isdigit() or finite(low, "ru") for low in inside):
        return None
    told = w.lows[:opened]
    if not any(finite(low, "ru") or low[:1].isdigit() for low in told):
        return None
    colon = next((m + 1 for m in range(1, min(opened, 8)) if w.lows[m] == ":" and not w.lows[m - 1][:1].isdigit()), 0)
    words = (w.starts[colon], w.ends[opened - 1])
    return Attribution(
        span_of(w, opened + 1, close), (w.starts[opened], w.ends[close]), (words,), "says", ":", "before"
    )


def _signed(w: Words) -> Attribution | None:
    """`Колонна прошла Бердянск — Минобороны.`: who says it stands alone behind the last dash, or in a bracket."""
    end = len(w)
    while end > 3 and w.lows[end - 1] in BREAKS - {")"}:
        end -= 1
    if end > 3 and w.lows[end - 1] == ")":
        return _in_bracket(w, end - 1)
    dash = next((m for m in range(end - 2, max(2, end - 6), -1) if w.lows[m] in DASHES), None)
    if dash is None or not is_source(w, dash + 1) or not BREAKS.isdisjoint(w.lows[dash + 1 : end]):
        return None
    told = any(finite(low, "ru") for low in w.lows[:dash])
    if not told or any(finite(low, "ru") for low in w.lows[dash + 1 : end]) or tongue("ru").country(w.lows[dash - 1]):
        return None
    words = (w.starts[0], w.ends[dash - 1])
    return Attribution(span_of(w, dash + 1, end), (w.starts[dash], w.ends[dash]), (words,), "says", ":", "before")


def _headline(sentence: Sentence, w: Words) -> Attribution | None:
    """`Москва: боевики нарушили перемирие`; a topic (`Карабах: второй день`) says nothing."""
    colon = next((m for m in range(1, min(len(w), 8)) if w.lows[m] == ":"), None)
    if colon is None or colon + 2 >= len(w):
        return None
    known, lows = tongue("ru"), w.lows[:colon]
    if (posted := post_teller(lows)) is not None and not (sentence.headline and sentence.paragraph <= 1):
        words = (w.starts[colon + 1], stop_of(w, sentence))
        return Attribution(span_of(w, *posted), (w.starts[colon], w.ends[colon]), (words,), "says", ":", "label")
    outlet = all(low.isascii() and low.isalpha() for low in lows)  # `Al Jazeera: ...`
    if known.kind_of(lows) == "other" and not outlet and not any(known.country(low) for low in lows):
        return None
    if sentence.headline and not any(finite(low, "ru") for low in w.lows[colon + 1 :]):
        return None
    words = (w.starts[colon + 1], stop_of(w, sentence))
    return Attribution(span_of(w, 0, colon), (w.starts[colon], w.ends[colon]), (words,), "says", ":", "headline")
