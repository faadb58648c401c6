"""Attributions of one Russian sentence beside each other: a verb understood, and where the words of each end."""

import re

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.russian.persons import speaks_here
from trucekeeper.reader.tongues.russian.sources import speaks
from trucekeeper.reader.tongues.russian.vocabulary import ABOUT, BREAKS, DASHES, GERUNDS, Span
from trucekeeper.reader.tongues.spans import span_of, stop_of
from trucekeeper.reader.tongues.stretches import finite
from trucekeeper.reader.words import Words


def gapped(sentence: Sentence, w: Words, one: Attribution) -> list[Attribution]:
    """`X говорит о ста погибших, Y — о сорока`: the verb of the first, understood."""
    if one.shape != "after" or one.speaker is None:
        return []
    first = w.at(one.contents[0][0])
    opens = w.lows[first] if first < len(w) else ""
    if opens not in ABOUT:
        opens = w.lows[first - 1] if first else ""
    if one.cue is not None and one.verb in {"исходит", "исходят", "исходил"}:
        opens = "из"
    if opens not in {*ABOUT, "что", "из"}:
        return _each_with_dash(sentence, w, one, first) or _counts_otherwise(sentence, w, one, first)
    alike = ABOUT if opens in ABOUT else {opens}
    made = []
    for dash in range(first + 2, len(w) - 1):
        if w.lows[dash] in DASHES and w.lows[dash + 1] in alike:
            k = dash
            while k > first and w.lows[k - 1] != "," and not finite(w.lows[k - 1], "ru"):
                k -= 1
            if k > first and k < dash and w.lows[k - 1] == ",":
                k += w.lows[k] in {"а", "но", "и"}
                start = dash + 2 if opens == "что" else dash + 1
                words = (w.starts[start], stop_of(w, sentence))
                made.append(replace(one, speaker=span_of(w, k, dash), contents=(words,), shape="gapped"))
    made = made or _counts_otherwise(sentence, w, one, first)
    return made[:2] or (_gapped_plainly(sentence, w, one, first, alike) if opens != "что" else [])


def _each_with_dash(sentence: Sentence, w: Words, one: Attribution, first: int) -> list[Attribution]:
    """`Мэрия винит военных, военные — мэрию`, `Киев насчитал 12, Донецк — девять`: the verb, understood."""
    if one.act in {"says", "positions"} or DASHES.isdisjoint(w.lows[first:]):
        return []
    made = []
    for dash in range(first + 2, len(w) - 1):
        k = next((m + 1 for m in range(dash - 1, max(first, dash - 5), -1) if w.lows[m] == ","), None)
        if w.lows[dash] not in DASHES or k is None:
            continue
        k += w.lows[k] in {"а", "но"}
        who = k < dash and (speaks(w, k) or w.capital(k) or speaks_here(w, k))
        if who and not any(finite(low, "ru") for low in w.lows[k:dash]):
            words = (w.starts[dash + 1], stop_of(w, sentence))
            made.append(replace(one, speaker=span_of(w, k, dash), contents=(words,), shape="gapped"))
    return made


def _counts_otherwise(sentence: Sentence, w: Words, one: Attribution, first: int) -> list[Attribution]:
    """`В ДНР называют 33 тысячи, в Киеве — вдвое меньше`: another source of another number."""
    for dash in range(first + 2, len(w) - 1):
        if w.lows[dash] not in DASHES:
            continue
        k = next((m + 1 for m in range(dash - 1, max(first, dash - 7), -1) if w.lows[m] == ","), None)
        if k is None:
            continue
        k += w.lows[k] in {"а", "но"}
        behind = w.lows[dash + 1 :]
        counts = any(low[:1].isdigit() or low in _HOW_MANY for low in behind[:5])
        if k < dash and counts and speaks(w, k) and not any(finite(low, "ru") for low in [*w.lows[k:dash], *behind]):
            words = (w.starts[dash + 1], stop_of(w, sentence))
            return [replace(one, speaker=span_of(w, k, dash), contents=(words,), shape="gapped")]
    return []


_HOW_MANY = frozenset(
    ["вдвое", "втрое", "меньше", "больше", "сотни", "десятки", "двести", "триста", "сорок", "двух", "трех", "сотне",
     "двухстах", "трехстах", "тысяча", "тысячи", "тысяч", "десять", "двадцать", "тридцать", "пятьдесят", "сто"]
)  # fmt: skip


def _gapped_plainly(
    sentence: Sentence, w: Words, one: Attribution, first: int, alike: set[str] | frozenset[str]
) -> list[Attribution]:
    """`Медики говорят о восьми раненых, полиция о двенадцати`: a source and `о` behind a comma, without a verb."""
    for m in range(first + 1, len(w) - 2):
        if w.lows[m] != ",":
            continue
        k = m + 1 + (w.lows[m + 1] in {"а", "но"})
        about = next((n for n in range(k + 1, min(k + 5, len(w) - 1)) if w.lows[n] in alike), None)
        if about is None or not (speaks(w, k) or w.capital(k)) or any(finite(low, "ru") for low in w.lows[k:about]):
            continue
        words = (w.starts[about], stop_of(w, sentence))
        return [replace(one, speaker=span_of(w, k, about), contents=(words,), shape="gapped")]
    return []


def _begins(one: Attribution) -> int:
    """Where an attribution's own words begin that are not what was said."""
    assert one.cue is not None
    if one.shape == "gapped":
        return one.speaker[0] if one.speaker is not None else one.cue[0]
    if one.shape == "shared" and len(one.contents) > 1:
        return min(one.cue[0], one.contents[0][0])  # `а вину за задержку возлагают на`
    return min(one.cue[0], one.speaker[0]) if one.speaker and one.shape == "after" else one.cue[0]


def parted(w: Words, found: list[Attribution]) -> list[Attribution]:
    """The words of each end where the next attribution beside it begins: `и обвинил ...`, `, рассказал источник`."""
    made: list[Attribution] = []
    for n, one in enumerate(found):
        start, end = one.contents[0]
        clause = w.lows[max(0, w.at(start) - 1)] in {"что", "чтобы", "будто", ":"}
        for other in found[n + 1 :]:
            begins = _begins(other)
            k = w.at(begins)
            if other.shape == "before" and start < other.contents[0][1] < end:
                if other.contents[0][0] > start:
                    end = min(end, other.contents[0][0] - 1)
                else:
                    end = min(end, other.contents[0][1])
            elif start < begins < end and k:
                joint = w.lows[k - 1]
                apart = not clause or (other.shape == "shared" and w.lows[k].endswith(GERUNDS)) or _of_this(w, other)
                if joint == "как" and w.lows[k - 2] == "тогда":
                    end = min(end, w.ends[k - 3])
                elif joint in {"и", "а", "но", "однако", "хотя"} or other.shape == "gapped" or (joint == "," and apart):
                    end = w.ends[k - 2] if k > 1 and joint not in BREAKS else w.starts[k - 1]
        text = _HANGING.sub("", w.text[start:end].rstrip(" ,—–-"))
        if text:
            made.append(
                replace(one, contents=((start, start + len(text)), *_until(w, one.contents[1:], found[n + 1 :])))
            )
    return made


def _of_this(w: Words, other: Attribution) -> bool:
    """`в Тегеране это отрицают`: who takes up what was said stands beside it."""
    return other.act in {"denies", "confirms"} and w.text[slice(*other.contents[0])].lower() in {"это", "все"}


#: What opens a clause that somebody else's words fill.
_HANGING = re.compile(r",\s+(?:(?:\w{1,4}\s+)?котор\w+|чь\w\s+\w+|где|куда|хотя|что)$")


def _until(w: Words, rest: tuple[Span, ...], others: list[Attribution]) -> tuple[Span, ...]:
    """The second part of what is said, up to where somebody else is said to speak."""
    if len(rest) != 1:
        return rest
    (start, end) = rest[0]
    for other in others:
        begins = _begins(other)
        if start < begins < end and other.shape in {"after", "shared", "gapped"}:
            k = w.at(begins)
            end = w.ends[max(0, k - 2)] if w.lows[k - 1] in {"и", "а", "но", "хотя"} else w.starts[k - 1]
    text = w.text[start:end].rstrip(" ,—–-")
    return ((start, start + len(text)),) if text else ()
