"""Whole clauses beside what is said in a sentence: its author tells them."""

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words, words

_ABOUT_WHAT = frozenset(word for line in sections("ar_words.txt")["about what"] for word in line.split())

_FEW_MORE = 9

_JOINTS = frozenset({"а", "но", "и", "однако", "тогда", "как", "بينما", "فيما", "لكن", "غير", "ان", "حين", "في"})


def clauses_beside(found: list[Attribution], s: Sentence, w: Words, language: str) -> list[Words]:
    """Whole clauses that nobody is said to say, and that are more than the circumstance of what is said."""
    rest = _left_over(found, s, w)
    if language == "ru":
        return [one for one in rest if "известно" not in one.lows[:4]]  # `как стало известно вечером, в штабе заявили`
    return [one for one in rest if not _only_circumstance(one.lows)]


def _only_circumstance(lows: list[str]) -> bool:
    """`وعن اسباب التاخير، قال`, `في اول تعليق له، اتهم`: what it is said of, or at which occasion, is nothing told."""
    if lows[0] in {"فيما", "وفيما"} and lows[1] in {"يخص", "يتعلق"}:
        return True
    return len(lows) < _FEW_MORE and lows[0] in _ABOUT_WHAT and not any(low[:1].isdigit() for low in lows)


def _left_over(found: list[Attribution], s: Sentence, w: Words) -> list[Words]:
    """Whole clauses before, between and behind what is said: the author tells them."""
    taken = sorted(
        (min(a for a, _ in spans), max(b for _, b in spans))
        for one in found
        if (
            spans := [
                span
                for span in (one.speaker if one.shape != "shared" else None, one.cue, *one.contents)
                if span and s.start <= span[0] < s.end
            ]
        )
    )
    left: list[Words] = []
    at = s.start
    for start, end in [*taken, (s.end, s.end)]:
        if start - at > 12 and (rest := _clause_between(w, at, start, s)) is not None:
            left.append(rest)
        at = max(at, end)
    return left


def _before_then(w: Words, first: int, last: int) -> int | None:
    """Where `بعد ان` or `بعدما` opens the clause that is said, behind at least a clause of the author's."""
    lead = w.lows[first:last]
    ends = len(lead) - 2 if lead[-2:] in (["بعد", "ان"], ["قبل", "ان"]) else len(lead) - (lead[-1:] == ["بعدما"])
    return first + ends if 2 < ends < len(lead) else None


def _clause_between(w: Words, start: int, end: int, s: Sentence) -> Words | None:
    """The words between two spans where commas part them from what is said on either side."""
    first, last = w.at(start), w.at(end)
    joints = {",", ";", "—", "–", "-"}
    if first > 0 and (first >= len(w) or w.lows[first] not in joints):
        return None
    if last < len(w) and (then := _before_then(w, first, last)) is not None:
        last = then  # `عادت حافلات بعد ان رفض الحاجز عبورها`
    elif last < len(w):
        while last > first and w.lows[last - 1] not in joints and w.lows[last - 1] not in {"и", "а", "но"}:
            last -= 1  # what opens the next clause (`while`, `but`) belongs to it
    while first < last and w.lows[first] in joints | _JOINTS:
        first += 1
    while last > first and w.lows[last - 1] in joints | _JOINTS | {".", "!"}:
        last -= 1
    return words(w.text, w.starts[first], w.ends[last - 1]) if last - first >= 3 else None
