"""When it happened and when it was said: words of time, the entry of a live page, the order's own day."""

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.entries import stamp_of
from trucekeeper.reader.claiming.hearsay import told_without_verb
from trucekeeper.reader.claiming.proposition import Proposition
from trucekeeper.reader.claiming.reading import Passage, Reading, stretch_of
from trucekeeper.reader.cues import finite
from trucekeeper.reader.dating import Named, When, reckoned, tells_time, times_in
from trucekeeper.reader.occasion import OPENS_WITH_TIME, counted_from
from trucekeeper.reader.proposal import Span, Stretch
from trucekeeper.reader.propositions import first_verb
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.words import Words

#: `ordered its pilots on Monday to stay away`: the day of the order.
_BEFORE_THE_ORDER = re.compile(
    r"\s+(?:not\s+)?to\s+(?!(?:\d|mon|tues|wednes|thurs|fri|satur|sun|noon|midn))[a-z]+", re.I
)

#: No verb, or one of the present.
_HAPPENING = frozenset(
    ["", "is", "are", "arrive", "arrives", "leave", "leaves", "resume", "resumes", "begin", "begins", "stand", "stands",
     "move", "moves", "enter", "enters", "reach", "reaches", "cross", "crosses", "return", "returns"]
)  # fmt: skip

_MORNING = 6
#: No longer is the time with which an entry begins, in characters.
_STAMP = 9

#: What the writer of an entry tells as he sees it.
_SEEN = frozenset({"movement", "arrival", "hold", "fire", "return", "resume"})

#: These are told when they are over.
_TOLD_LATER = frozenset({"agreement", "statement", "hold", "meeting", "collapse"})
_AS_IT_IS = frozenset({"narrates", "says", "reports", "shows", "confirms"})
#: Kinds of event that an entry tells as they happen.
_EVENTS = frozenset(
    {"movement", "arrival", "return", "resume", "access", "fire", "shelling", "airstrike", "hold", "obstruction"}
)
_FIRED = frozenset({"fire", "shelling", "airstrike"})
#: With these an unspecified past is told, a sum, or what others are told to do.
_NOT_NEWS = frozenset(
    ["so", "already", "since", "yesterday", "earlier", "total", "ago", "toll", "before", "hurt", "wounded",
     "injured", "killed", "dead", "deaths", "casualties", "nobody", "previous", "until"]
)  # fmt: skip
#: The present of what an entry tells as it happens, beside that of `_HAPPENING`.
_HEADLINE = frozenset(
    ["halts", "halt", "stops", "stop", "opens", "open", "closes", "close", "sets", "pulls", "pull", "drives",
     "drive", "rolls", "roll", "lands", "land", "hits", "strikes", "strike", "boards", "board", "crosses",
     "departs", "depart", "restarts", "restart", "turns", "turn", "fires", "shells", "bombs", "falls",
     "fall", "pass", "passes", "get", "gets", "go", "goes", "come", "comes", "withdraw", "withdraws", "continue",
     "continues", "hands", "takes", "releases", "pushes", "push"]
)  # fmt: skip
_BE = frozenset({"", "is", "are"})
_IN_THE_PRESENT = (_HAPPENING | _HEADLINE) - _BE
_MAKES_A_NOUN = frozenset(
    ["to", "the", "a", "an", "of", "in", "on", "at", "by", "from", "for", "with", "air", "two", "three", "four", "five",
     "several", "more", "new", "will", "may", "and", "or", "this", "that", "their", "its", "no", "heavy", "first"]
)  # fmt: skip
_LENGTHS = frozenset({"week", "days", "weeks", "months", "years"})
_SET_OUT = frozenset({"off", "out"})
#: What begins so has been told of before: `denounced the blast`.
_KNOWN = frozenset({"the", "this", "that", "its", "their", "his", "her"})
#: `First aid lorries!! A convoy reached the town`: so much may stand before the news.
_LONGEST_LEAD = 24


def time_of(reading: Reading, p: Proposition, said: Stretch | None) -> Stretch | None:
    """When it happened, by the first words of time in the proposition; in a live page's entry by the entry."""
    may_tell = reading.timed or p.start < p.passage.sentence.start  # else it stands in a sentence without a time
    if may_tell and p.wording.times and (told := _time_told(reading, p, said)) is not None:
        return told
    return _time_of_entry(reading, p) if reading.ref is not reading.published else None


def _time_told(reading: Reading, p: Proposition, said: Stretch | None) -> Stretch | None:
    text = reading.document.text
    ref = counted_from(reading.ref, said, coming=p.coming)
    current, floor = _story(reading, said) if reading.timed else (None, None)
    ahead = (p.coming and not _was_promised(p)) or (not _BY_THEN.isdisjoint(p.lows) and _is_prospect(p))
    for named, (start, end) in zip(p.wording.times, p.content, strict=True):
        if (made := reckoned(named, ref, ahead=ahead, current=current, floor=floor)) is None:
            continue
        ordered = p.coming and _BEFORE_THE_ORDER.match(text, made.end_at, end) is not None
        if ordered and not _is_deadline(text, start, made):
            made = reckoned(named, ref) or made
        told = _of_the_period(reading, p.lows, stretch_of(made))
        if said is not None and told.end == ref.now and told.start < said.start and said.end < told.end:
            told = replace(told, end=said.end)  # `had improved since Thursday, they said on Friday`
        if "until" in p.lows and made.end_at > made.start_at and not ahead:
            told = reading.occasions.lasted_until(told, p.lows)
        return told
    return None


def _was_promised(p: Proposition) -> bool:
    """`had promised him this on Wednesday`, `had promised to be gone by Wednesday`: a day that has been."""
    w, one = p.passage.w, p.said.one
    if "would" in p.lows:
        return False
    if one is None or one.cue is None or "had" not in w.lows:
        return any(a == "had" and b in _GAVE_THEIR_WORD for a, b in pairwise(p.lows))
    first = w.at(one.cue[0])
    return w.lows[first] == "had" or (first > 0 and w.lows[first - 1] == "had")


_GAVE_THEIR_WORD = frozenset({"promised", "pledged", "agreed", "announced", "ordered", "demanded"})


def _of_the_period(reading: Reading, lows: list[str], made: Stretch) -> Stretch:
    """`from 00:01 on 27 July to the end of the reporting period`."""
    end = reading.occasions.period_end
    if end is None or end <= made.start or any(one not in lows for one in _ITS_END):
        return made
    return replace(made, end=end, precision="days")


_ITS_END = ("end", "reporting", "period")


def _is_deadline(text: str, start: int, made: When) -> bool:
    """`would give them until Monday to do so`: the day is not that of the order."""
    return text[start : made.start_at].rstrip().lower().endswith(("until", "by"))


#: `Possibly within 48 hours`, `perhaps Thursday`, `not before Friday`: words of what may be, where no verb stands.
_BY_THEN = frozenset({"within", "perhaps", "possibly", "maybe", "probably", "later"})


def _is_prospect(p: Proposition) -> bool:
    """Without a verb these words tell what may come."""
    return _verb_of(p) == ""


def _time_of_entry(reading: Reading, p: Proposition) -> Stretch | None:
    """What is going on goes on at the entry's time; so does what the entry begins with."""
    if _is_news(reading, p):
        goes_on = True
    elif p.act == "shows":
        goes_on = p.kind not in _TOLD_LATER
    elif p.kind in _GOES_ON_NOW:
        goes_on = (not _NOW.isdisjoint(p.lows) or _stands_there(p)) and _going_on(p)
    else:
        goes_on = p.kind not in _TOLD_LATER and _is_present(p)
    if not (goes_on and p.act in _AS_IT_IS) and not _begins_entry(p):
        return None
    return Stretch(reading.ref.at, reading.ref.at + timedelta(minutes=1), "minute", "published")


def _is_news(reading: Reading, p: Proposition) -> bool:
    """What an entry tells as just happened: a headline in the present or without a verb, the writer's own perfect."""
    told_before = _NOT_NEWS.intersection(p.lows)
    so_far = p.kind in _FIRED and told_before == {"so"}  # `three explosions so far`
    if p.coming or p.act not in _AS_IT_IS or (told_before and not so_far):
        return False
    if p.act == "narrates" and "not" in p.passage.w.lows:  # `Convoy was 12 trucks, not 20`
        return False
    verb = _verb_of(p) if "," not in p.lows or p.kind not in _FIRED else _verb_before(p, p.lows.index(","))
    if verb == "":
        if _in_the_present(p.lows) or ("under" in p.lows and "way" in p.lows):
            return p.kind in _EVENTS or _is_headline(p)
        if p.kind in _FIRED:
            return (
                p.lows[0] not in _KNOWN and not reading.timed and not reading.occasions.is_dated_here()
            )  # `five times since dawn: artillery on the road`
        return p.act == "narrates" and p.kind == "other" and told_without_verb(p.lows)
    if verb in _BE or not _LENGTHS.isdisjoint(p.lows):
        return False
    if p.kind not in _EVENTS:
        return verb in _IN_THE_PRESENT and _is_headline(p)
    if verb in _IN_THE_PRESENT or (verb == "set" and not _SET_OUT.isdisjoint(p.lows)):
        return True
    bracketed = reading.document.text.rfind("]", p.passage.paragraph[0] - 3, p.passage.paragraph[0]) != -1
    if verb in {"has", "have"}:
        return (p.act == "narrates" or bracketed) and p.start - p.passage.paragraph[0] < _STAMP
    first = p.passage.sentence.start - p.passage.paragraph[0] < _LONGEST_LEAD
    return bracketed and first and p.act in {"narrates", "confirms"}


def _is_headline(p: Proposition) -> bool:
    """`The ceasefire takes effect`, `First trucks cross`: the writer's own, of one who acts or of what moves."""
    if p.act != "narrates" or p.kind not in {"agreement", "other"}:
        return False
    return any(low in _MOVES or (low in _HEADLINE and low.endswith("s")) for low in p.lows[1:])


_MOVES = frozenset({"cross", "enter", "leave", "arrive", "reach"})


def _verb_before(p: Proposition, comma: int) -> str:
    """The first verb, where it stands before a comma: `Shots from the hill, one bullet hit a bus` begins without."""
    return next((low for low in p.lows[:comma] if finite(low)), "")


def _in_the_present(lows: list[str]) -> bool:
    """`First buses enter the town`: a verb of the list that no `to` and no article makes another word."""
    return any(low in _IN_THE_PRESENT and before not in _MAKES_A_NOUN for before, low in pairwise(lows))


def _begins_entry(p: Proposition) -> bool:
    """`Buses arrive`, `Two bursts of gunfire`: what the writer of an entry sees as he writes."""
    if p.start - p.passage.paragraph[0] >= _STAMP or p.act != "narrates" or p.kind not in _SEEN:
        return False
    verb = _verb_of(p)
    return verb in _HAPPENING or verb.endswith("ing")


def _is_present(p: Proposition) -> bool:
    return _verb_of(p) in {"is", "are", "can"}


def _verb_of(p: Proposition) -> str:
    """The first verb; "" where there is none."""
    w = p.passage.w
    at = first_verb(w, p.content[0])
    return w.lows[w.at(at)] if at is not None else ""


def _going_on(p: Proposition) -> bool:
    """`is now clearing`, `are still parked there`: what is seen while it is written."""
    w = p.passage.w
    at = first_verb(w, p.content[0])
    k = w.at(at) if at is not None else len(w)
    if k >= len(w) or w.lows[k] not in {"is", "are"}:
        return False
    while k + 1 < len(w) and w.lows[k + 1] in _MEANWHILE:
        k += 1
    verb = w.lows[k + 1] if k + 1 < len(w) else ""
    return verb in _STANDING or (verb.endswith("ing") and verb not in _NOT_SEEN)


def _stands_there(p: Proposition) -> bool:
    """`The convoy is standing at the crossing`, `about 20 buses are parked in a row`."""
    return p.act in {"narrates", "says"} and not _STOOD.isdisjoint(p.lows) and _NOT_NEWS.isdisjoint(p.lows)


_STOOD = frozenset({"standing", "parked", "lined", "queued"})
#: Of these only what is said to go on `now` is told as it goes on.
_GOES_ON_NOW = frozenset({"hold", "meeting", "other"})
_NOW = frozenset({"now", "currently"})
_MEANWHILE = frozenset({"now", "still", "already", "currently", "again", "all", "being", "just"})
_STANDING = frozenset({"parked", "stuck", "stranded", "lined", "queued", "blocked", "stopped", "held", "seated"})
#: What nobody sees going on.
_NOT_SEEN = frozenset({"nothing", "asking", "demanding", "considering", "refusing", "insisting", "hoping", "missing"})


def times_of_saying(one: Attribution, passage: Passage) -> list[Named]:
    """Words of time before the speaker, between the cue and the words, or behind them: of when it was said."""
    if not passage.timed or one.cue is None or one.contents[0] == one.speaker:  # a post says when it was sent
        return []
    w, s = passage.w, passage.sentence
    entry = stamp_of(w.text, s.start, s.end)
    found: list[Named] = []
    for a, b in _around(w, one, s):
        a = max(a, entry.end()) if entry is not None else max(a, s.start)
        if 3 < b - a < 90 and tells_time(w.lows[w.at(a) : w.at(b)]):
            found.append(times_in(w.text, a, b))
    return found


def said_when(reading: Reading, times: list[Named], lows: list[str]) -> Stretch | None:
    """When it was said, by the first of these words of time that tell it."""
    if not times:
        return None
    current, floor = _story(reading, None)
    for named in times:
        if (made := reckoned(named, reading.ref, current=current, floor=floor)) is not None:
            return _of_the_period(reading, lows, stretch_of(made))
    return None


def _story(reading: Reading, said: Stretch | None) -> tuple[date | None, datetime | None]:
    """The day that the story is on, and how far it has come on that day."""
    early = reading.ref.now.hour < _MORNING  # `at 00:40` is then hardly one of the day before
    today = None if early or reading.ref is not reading.published else reading.ref.day
    return reading.occasions.day(said, today), reading.occasions.floor()


def _around(w: Words, one: Attribution, s: Sentence) -> list[Span]:
    """The stretches of a sentence that are neither speaker nor cue nor words, as far as they are of the saying."""
    assert one.cue is not None
    first, last = one.contents[0][0], one.contents[-1][1]
    found = [_of_the_saying(w, s.start, min(first, one.cue[0], one.speaker[0] if one.speaker else first))]
    found.append((one.cue[1], first))
    if last < s.end and one.cue[0] >= last:
        found.append((one.cue[1], _to_the_next_mark(w.text, one.cue[1], s.end)))
    elif last < s.end and _WHEN.match(w.text, last, s.end) is not None:
        found.append((last, _to_the_next_mark(w.text, last, s.end)))
    if one.speaker is not None and one.speaker[1] <= one.cue[0]:
        found.append((one.speaker[1], one.cue[0]))
    return [span for span in found if _TELLS_OF_HIM.match(w.text, *span) is None and not _is_a_clause(w, span)]


def _is_a_clause(w: Words, span: Span) -> bool:
    """With a verb it tells something else: what the author says himself, or what somebody said before."""
    lows = w.lows[w.at(span[0]) : w.at(span[1])]
    return bool(lows) and lows[0] not in OPENS_WITH_TIME and any(map(finite, lows))


#: `whom the Mission met on 30 July`, `Asked what would happen by midnight`: what is told of a speaker beside his words.
_TELLS_OF_HIM = re.compile(r",?\s*(?:who|whom|whose|which|published|asked)\b", re.IGNORECASE)
#: Where another clause of the author ends: `Two had died on Tuesday; a doctor spoke of one`.
_CLAUSE_ENDS = re.compile(r"[;:]\s|,\s+(?:but|and|although|though|while|whereas)\s")
#: What behind the words tells when they were said: `put it at 60,000 on Saturday`.
_WHEN = re.compile(r"\s+(?:as\s+early\s+as|on|at|earlier|late|early|yesterday|today|this|last)\b")


def _of_the_saying(w: Words, start: int, end: int) -> Span:
    """What stands before a speaker, behind the last clause of the author's own."""
    for border in _CLAUSE_ENDS.finditer(w.text, start, max(start, end)):
        if any(map(finite, w.lows[w.at(start) : w.at(border.start())])):
            start = border.end() - 1
    return start, end


_MARK = re.compile(r"[,;:](?=\s)")


def _to_the_next_mark(text: str, start: int, end: int) -> int:
    """`she said on Monday, bringing the total since Friday to ten`: as far as the comma."""
    mark = _MARK.search(text, start, end)
    return mark.start() if mark is not None else end
