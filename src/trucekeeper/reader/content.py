"""The words that are attributed: where they begin after a cue, where they end, and where they stand before one."""

import re

from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words

Span = tuple[int, int]

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PART = r"(?:morning|afternoon|evening|night|midday|noon)"
#: What may stand between a cue and the words: when, where and how it was said. Each branch begins with its own word,
#: the repetitions are bounded, so a failing match costs a bounded number of steps.
_BETWEEN = re.compile(
    rf"\s*,?\s*(?:(?:late|early|earlier|later)\s+)?(?:(?:only|merely|simply|instead|meanwhile|also|however)(?=,?\s+that\b)|"
    rf"on\s+{_DAY}(?:\s+{_PART})?(?:\s+\d{{1,2}}\s+\w{{3,9}})?|{_DAY}(?:\s+{_PART})?|"
    r"within\s+(?:the\s+)?(?:hours?|minutes|days|a\s+day)|"
    r"(?:first|twice|once|yesterday|today|overnight|earlier|again|later|here(?=\s)|there(?!\s+(?:had|has|have|was|were|is|are|will|would|may|might|could)\b)|this\s+(?:morning|week|afternoon|evening)|last\s+night)|"
    r"in\s+(?:a|an|its|his|her|their|the)\s+(?:\w+[ -]){0,3}?"
    r"(?:statement|interview|video|bulletin|speech|briefing|message|post|letter|report|call|remarks|satirical fashion)"
    r"(?:\s+(?:on|to|with)\s+(?:the\s+)?(?-i:[A-Z])\w+)?|"
    r"(?:a\s+few|several|some|two|three)\s+(?:minutes|hours|days|weeks|months)\s+(?:ago|earlier|before|later)|"
    r"(?:by|over)\s+(?:the\s+)?(?:tele)?phone|at\s+a\s+(?:news|press)\s+(?:conference|briefing)|"
    r"in\s+(?:an?\s+)?(?:remarks|interviews?)\s+to\s+\w+"
    r")(?=[\s,:])",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\s*,?\s*that\b(?!\s+(?:is|was|would|has|had|could|will|the\s+same|an?\s+(?:\w+\s+)?(?:lie|tale|myth|"
    r"fabrication|fiction|farce|sham|hoax|joke|invention|fantasy|slander|pretext)\b|as(?!\s+(?:of|many|part|soon|long|the|a\s+result)\b)|absurd|false|untrue|unlikely|"
    r"nonsense|"
    r"claim|report|account|version|description|accusation|allegation|charge|number|figure|suggestion)\b|\s*[.,;:])",
    re.IGNORECASE,
)
_LEAD = re.compile(r"[\s,:–—-]*")


def after_cue(w: Words, k: int, end: int, quotes: list[Span]) -> tuple[Span, ...]:
    """The words that begin with word k or later, up to the end of the proposition."""
    if k >= len(w):
        return ()
    text, at = w.text, (w.ends[k - 1] if k else w.starts[k])
    at = _begin(text, at, end, bare=w.lows[k] == "that") if _leads(w, k) else _lead(text, at, end)
    quote = next((q for q in quotes if q[0] <= at < q[1]), None) if quotes else None
    stop = _stop(text, at, end, quotes, doubt=not _DOUBTS.isdisjoint(w.lows))
    if quote is not None and quote[0] == at and quote[1] > end:
        stop = min(quote[1], end)
    spoken = stop - at > 1 and (text[at].isalnum() or any(c.isalnum() for c in text[at:stop]))
    return ((at, stop),) if spoken else ()


def _begin(text: str, at: int, end: int, *, bare: bool) -> int:
    """Behind what says when, where and how it was said, and behind `that`, which is the first word where `bare`."""
    for _ in range(0 if bare else 3):
        between = _BETWEEN.match(text, at, end)
        if between is None:
            break
        at = between.end()
    that = _THAT.match(text, at, end)
    if that is None and (far := _far_that(text, at, end)) is not None:
        at = far
    elif that is not None:
        at = that.end()
    return _lead(text, at, end)


def _lead(text: str, at: int, end: int) -> int:
    lead = _LEAD.match(text, at, end)
    return lead.end() if lead is not None else at


#: With one of these words begins what may stand between a cue and the words (`_BETWEEN`, `_THAT`, `_FAR`).
_LEADING = frozenset(
    ["that", "a", "several", "some", "two", "three", "meanwhile", "however", "also", "to", "in", "at", "through",
     "on", "after", "from", "by", "over", "via",
     "within", "late", "early",
     "only", "merely", "simply", "instead",
     "earlier", "later", "first", "twice", "once", "yesterday", "today", "overnight", "again", "there", "this", "last",
     "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)  # fmt: skip
_PARTED = re.compile(r"\W")


def _leads(w: Words, k: int) -> bool:
    """False where word k, or the one behind a comma, begins the words themselves: so it is behind most cues."""
    low = w.lows[k + 1] if w.lows[k] == "," and k + 1 < len(w) else w.lows[k]
    return (low if low.isalpha() else _PARTED.split(low)[0]) in _LEADING


_FAR = re.compile(
    r"\s*,?\s*(?:(?:in|at|through|on|after|from|by|via|to(?=\s(?:the|a|an|its|his|her|their|us|me|him|them|reporters|journalists|"
    r"(?-i:[A-Z]))))\s(?:[\w’'-]+\s?){1,6}?,?\s?(?:that|(?=how\b))(?!\s(?:\w+ed|was|were|is|are|has|had|have|will|would|could)\b))",
    re.IGNORECASE,
)


def _far_that(text: str, at: int, end: int) -> int | None:
    """`stated to LA Weekly that`, `said in a letter to the council that`."""
    end = min(end, at + 90)
    low = text[at:end].lower()
    far = _FAR.match(text, at, end) if "that" in low or "how" in low else None
    return far.end() if far is not None else None


def _stop(text: str, at: int, end: int, quotes: list[Span], *, doubt: bool) -> int:
    """The end of the words: before a semicolon or the end of the sentence, without its stop.

    Args:
        text: The whole text.
        at: Where the words begin.
        end: Of the sentence.
        quotes: The quotations of its paragraph.
        doubt: Whether one of the words stands there with which the author may go on in his own name.
    """
    stop = end
    m = text.find(";", at, end)
    while m != -1:
        if not any(q[0] < m < q[1] for q in quotes):
            stop = m
            break
        m = text.find(";", m + 1, end)
    own = _DOUBT.search(text, at, stop) if doubt else None
    return _without_stop(text, at, own.start() if own is not None else stop)


#: The author's own remark on what is not known ends the words of the speaker.
_DOUBT = re.compile(
    r",\s(?:an?|the)\s(?:accusation|claim|charge|report|allegation|version|account)\s(?:that|which)\b|,?\s(?:but|although|though)\s(?:it\s(?:is|was|remains)\s(?:not|un)|they\scould\snot\stell)"
)
#: Without one of these words it cannot fit.
_DOUBTS = frozenset(
    ["accusation", "claim", "charge", "report", "allegation", "version", "account", "but", "although", "though"]
)  # fmt: skip


def _without_stop(text: str, at: int, stop: int) -> int:
    while stop > at and (text[stop - 1].isspace() or text[stop - 1] in ".,:;"):
        stop -= 1
    return stop


def before_cue(w: Words, i: int, sentence: Sentence, quotes: list[Span]) -> tuple[Span, ...]:
    """The words that end before word i: `content, X said`; a quotation that began in an earlier sentence is whole."""
    text = w.text
    stop = w.starts[i] if i < len(w) else sentence.end
    start = sentence.start
    earlier = next((q for q in quotes if q[0] < sentence.start < q[1] <= stop + 1), None)
    if earlier is not None:
        start = earlier[0]
    stop = _without_stop(text, start, stop)
    closing = next((q for q in quotes if q[0] < stop <= q[1] and q[1] - stop <= 1), None)
    if closing is not None:
        stop = closing[1]
    for opener in ("But ", "And ", "However, ", "Meanwhile, "):
        if text.startswith(opener, start):
            start += len(opener)
    if (m := _border(text, start, stop, quotes)) is not None:
        start = m
    if stop - start < 3 or not any(c.isalnum() for c in text[start:stop]):
        return ()
    return ((start, stop),)


def _border(text: str, start: int, stop: int, quotes: list[Span]) -> int | None:
    """The words of `A did this; B did that, X said` begin after the semicolon or colon."""
    m = max(text.rfind("; ", start, stop), text.rfind(": ", start, stop))
    if m == -1 or any(q[0] < m < q[1] for q in quotes):
        return None
    return m + 2
