"""What the author tells himself: sentences that no speaker covers and that speak of the deal's events."""

import re

from trucekeeper.reader import phrases
from trucekeeper.reader.cues import DETERMINERS
from trucekeeper.reader.saying.numbers import counts
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words, small

Span = tuple[int, int]
#: The author's remarks about what he does not know are no claims.
_NOT_KNOWN = re.compile(
    r"\b(?:it\s+(?:is|was|remains)\s+not\s+(?:(?:yet|immediately|entirely)\s+)?(?:known|clear)|could\s+not\s+be\s+(?:\w+ly\s+)?(?:confirmed|verified)|not\s+been\s+(?:confirmed|verified)|"
    r"has\s+not\s+(?:commented|replied)|have\s+no\s+second|declined\s+to|not\s+comment|do\s+not\s+agree|stand\s+against|"
    r"did\s+not\s+say|does\s+not\s+say|would\s+not\s+say|not\s+established|is\s+disputed|is\s+in\s+dispute|gave\s+no|give\s+no|had\s+not\s+replied|"
    r"did\s+not\s+explain|written\s+for|would\s+not\s+be\s+drawn|is\s+unclear|no\s+confirmation|will\s+not\s+confirm|"
    r"asked\s+(?:\w+\s+){0,3}(?:whether|why|if|how|about)|"
    r"refused\s+to\s+(?:say|comment|confirm|discuss|be\s+drawn)|"
    r"neither\s+[\w' -]{1,30}?(?:could|has|have|had|was|were)\s+(?:be(?:en)?\s+)?(?:verified|confirmed|checked)|"
    r"not\s+(?:in\s+a\s+position|able)\s+to\s+(?:say|confirm|verify|check|establish)|(?:did|does)\s+not\s+wish\s+to|"
    r"not\s+been\s+(?:checked|established)|(?:was|were|remains?)\s+(?:disputed|contested|to\s+be\s+seen)|"
    r"(?:ha[sd]|have)\s+not\s+(?:responded|reacted|commented)|did\s+not\s+(?:\w+ly\s+){0,2}(?:respond|elaborate|mention|comment|reply)|"
    r"(?:made|offered|given|had)\s+no\s+(?:comment|explanation|details?)|not\s+(?:immediately\s+)?be\s+reached|"
    r"could\s+not\s+reach|knew?\s+nothing|saw\s+who|see\s+who)\b"
)
#: Without one of these words the pattern cannot fit.
_SIGNS = frozenset(
    ["dispute",
     "known", "clear", "confirmed", "verified", "commented", "replied", "second", "declined", "comment", "agree",
     "against", "say", "established", "disputed", "gave", "give", "explain", "written", "drawn", "unclear",
     "confirmation", "confirm", "asked", "reach", "nothing", "saw", "see", "discuss", "checked", "verify", "check",
     "establish", "wish", "contested", "seen", "responded", "reacted", "respond", "elaborate", "mention", "reply",
     "explanation", "details", "detail", "reached"]
)  # fmt: skip
_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"]
)  # fmt: skip
_OPENERS = ("But ", "And ", "Meanwhile, ", "However, ", "So ", "Then ", "Correction: ")
#: `ANSWER: Both`, `CORRESPONDENT: They left`, `UPDATE: ...`: what stands before the colon is no part of what is told.
_LABEL = re.compile(r"[A-Z][A-Z -]{1,24}(?:\s\([^)]{1,24}\))?:\s+")
_TIME = re.compile(r"\s*\d{1,2}:\d\d(?:\s?\(\d{1,2}:\d\d GMT\))?\s+")


def narrated(sentence: Sentence, w: Words, taken: list[Span], *, verbless: bool = False) -> Span | None:
    """The part of a sentence that the author tells himself, or None.

    Args:
        sentence: The sentence.
        w: Its words.
        taken: What is attributed in it (speaker, cue and words together).
        verbless: `Two bursts of gunfire.` tells something too: in the entries of a live page.
    """
    text = w.text
    if taken:
        return None
    start, end = sentence.start, sentence.end
    if not _SIGNS.isdisjoint(w.lows) and (found := _NOT_KNOWN.search(small(text[start:end]))) is not None:
        known = _beside(text, start, end, start + found.start())
        if known is None:
            return None
        start, end = known
    dated = text[start].isdigit() or text[start].isspace()
    if dated and (time := _TIME.match(text, start, end)) is not None:
        start = time.end()
    while end > start and (text[end - 1] in ".:!…" or text[end - 1].isspace()):
        end -= 1
    if text[end - 1 : end] == "?" or end - start < 4:
        return None
    if sentence.headline or not (verbless or phrases.has_finite(w, 0, len(w)) or _logged(w) or _does_it(w)):
        return None
    if (label := _LABEL.match(text, start, end)) is not None:
        start = label.end()
    for opener in _OPENERS if text.startswith(_OPENERS, start) else ():
        if text.startswith(opener, start):
            start += len(opener)
    return start, end


def _beside(text: str, start: int, end: int, unknown: int) -> Span | None:
    """`The army did not comment, but soldiers were seen at the gate`: what is told on the other side of the `but`."""
    if (behind := text.find(_BUT, unknown, end)) != -1:
        return behind + len(_BUT), end
    before = text.rfind(_BUT, start, unknown)
    return (start, before) if before > start else None


_BUT = ", but "
#: Participles as a rule, and verbs where somebody does it to somebody: `The rebels detained four drivers`.
_DOUBTFUL = frozenset({"detained", "besieged", "displaced", "wounded", "injured", "trapped", "occupied", "united"})


def _does_it(w: Words) -> bool:
    """True where one of these words stands between a noun and those to whom it is done."""
    if _DOUBTFUL.isdisjoint(w.lows):
        return False
    return any(
        low in _DOUBTFUL and 0 < k < len(w) - 2 and w.lows[k - 1].isalpha() and w.lows[k - 1] not in DETERMINERS
        and (w.lows[k + 1] in DETERMINERS or counts(w, k + 1) or w.lows[k + 1] in {"him", "her", "them", "us"})
        for k, low in enumerate(w.lows)
    )  # fmt: skip


def _logged(w: Words) -> bool:
    """`26 June, night: calm`: an entry of a log, in which a date and a colon stand before what happened."""
    if ":" not in w.lows:
        return False
    colon = w.lows.index(":")
    dated = any(w.lows[k][:1].isdigit() and w.lows[k + 1] in _MONTHS for k in range(min(colon - 1, 12)))
    return dated and colon + 1 < len(w) and w.lows[colon + 1] != "."
