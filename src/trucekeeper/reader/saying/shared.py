"""Words whose speaker stands before an earlier verb: `X did this and said that`, `X spoke, adding that`."""

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution, Span
from trucekeeper.reader.content import after_cue
from trucekeeper.reader.cues import (
    ADVERBS,
    AUXILIARIES,
    OPENERS,
    PREPOSITIONS,
    Cue,
    finite,
)
from trucekeeper.reader.saying.addressee import addressee
from trucekeeper.reader.saying.labels import label_end
from trucekeeper.reader.saying.may_follow import may_follow
from trucekeeper.reader.saying.search import Search, looks_back, span_of
from trucekeeper.reader.words import Words

#: `put out a statement saying that ...`
_WRITINGS = frozenset(
    ["statement", "message", "letter", "note", "post", "communique", "bulletin", "notice", "memo", "declaration",
     "appeal", "warning", "order", "decree", "ultimatum", "resolution", "leaflet", "report", "video", "recording",
     "tweet", "email", "e-mail", "circular", "reply", "answer", "release", "telegram", "memorandum", "announcement",
     "text"]
)  # fmt: skip


def with_participle(at: Search, i: int, k: int, cue: Cue, span: Span, quoted: bool) -> Attribution | None:
    """`, saying that`, `with some accusing X`: the speaker of the verb before, or the phrase after `with`."""
    w = at.w
    if cue.frames == "w" or cue.frames == "h":
        return None
    told, first = addressee(w, k, cue)
    if not may_follow(w, first, cue):
        return None
    speaker: Span | None = None
    comma: int | None = None
    with_ = next((m for m in range(i - 1, max(-1, i - 9), -1) if w.lows[m] == "with"), None)
    if with_ is not None and with_ < i - 1 and "," not in w.lows[with_:i]:
        speaker = (w.starts[with_ + 1], w.ends[i - 1])
    elif i and w.lows[i - 1] in _WRITINGS:
        speaker = _earlier_speaker(at, i)
    elif i and w.lows[i - 1] in {",", "by", "after", "before", "and", "while"}:
        waiting = _waiting_subject(at, i)
        speaker, comma = waiting if waiting is not None else (_earlier_speaker(at, i), None)
    if speaker is None:
        speaker = _beside_the_main_clause(at, i)
    end = label_end(w, first) if cue.frames == "l" and cue.act == "denies" else at.sentence.end
    end = min(end, comma) if comma is not None else end
    if speaker is None and not i and (ahead := _subject_ahead(at, first)) is not None:
        speaker, end = ahead
    if speaker is None:
        return None
    contents = after_cue(w, first, end, at.quotes)
    if not contents:
        return None
    return Attribution(speaker, span, contents, cue.act, cue.verb, "shared", told=told, quoted=quoted)


def _waiting_subject(at: Search, i: int) -> tuple[Span, int] | None:
    """`Ukraine, calling it untrue, said`: who stands before the comma, and where the comma before his verb stands."""
    w = at.w
    if i < 2 or w.lows[i - 1] != ",":
        return None
    start = phrases.clause_start(w, i - 1, 0)
    if phrases.has_finite(w, start, i - 1) or "," in w.lows[start : i - 1]:
        return None
    comma = next((m for m in range(i + 1, len(w) - 1) if w.lows[m] == "," and finite(w.lows[m + 1])), None)
    subject = phrases.before(w, i - 2, start) if comma is not None else None
    return (span_of(w, subject), w.starts[comma]) if subject is not None and comma is not None else None


def _beside_the_main_clause(at: Search, i: int) -> Span | None:
    """`The delegation walked out, its head saying that`: who speaks stands between the comma and the participle."""
    w = at.w
    comma = next((m for m in range(i - 2, max(0, i - 8), -1) if w.lows[m] == ","), None)
    if comma is None or not phrases.has_finite(w, 0, comma) or phrases.has_finite(w, comma + 1, i):
        return None
    subject = phrases.before(w, i - 1, comma + 1)
    return span_of(w, subject) if subject is not None and subject[0] == comma + 1 else None


def _subject_ahead(at: Search, first: int) -> tuple[Span, int] | None:
    """`Blaming the rebels for it, the governor said`: who follows behind the comma, and where his words end."""
    w = at.w
    for m in [m for m in range(first + 1, len(w) - 2) if w.lows[m] == ","]:
        verb = next((k for k in range(m + 2, min(len(w), m + 12)) if finite(w.lows[k])), None)
        subject = phrases.before(w, _group_left(w, verb), m + 1) if verb is not None else None
        if subject is not None and subject[0] == m + 1:
            return span_of(w, subject), w.starts[m]
    return None


def second_verb(at: Search, i: int, j: int, k: int, cue: Cue, span: Span) -> Attribution | None:
    """`X did this and said that`: the speaker stands before the first verb."""
    w = at.w
    if at.found and at.found[-1].shape == "before" and cue.act in {"agrees", "promises", "accuses"}:
        return None
    if j < 0 or w.lows[j] not in {"and", "but", ",", "then", "or"}:
        return None
    speaker = _earlier_speaker(at, j)
    if cue.form == "base" and (speaker is None or not _are_several(w, speaker)):
        return None
    if speaker is None:
        return None
    told, first = addressee(w, k, cue)
    if not may_follow(w, first, cue):
        return None
    contents = after_cue(w, first, at.sentence.end, at.quotes)
    if not contents:
        return None
    return Attribution(speaker, span, contents, cue.act, cue.verb, "shared", told=told)


def _are_several(w: Words, speaker: Span) -> bool:
    """True for `we`, `the King and the President`, `doctors in the town`: whose present verb has no s."""
    said = w.text[slice(*speaker)].lower()
    if said in {"we", "they", "i"} or " and " in said:
        return True
    head = next((m for m in range(w.at(speaker[0]), w.at(speaker[1])) if w.lows[m] in PREPOSITIONS), w.at(speaker[1]))
    last = w.lows[head - 1] if head else ""
    return last.endswith("s") and not last.endswith(("ss", "'s"))


def _earlier_speaker(at: Search, i: int) -> Span | None:
    """The speaker of the last attribution of this sentence, else the subject of its first verb."""
    if at.found and not at.found[-1].quoted:
        last = at.found[-1]
        within = last.negated or (last.speaker is not None and looks_back(at.w, last.speaker))
        if within and len(at.found) > 1 and at.found[-2].shape in {"after", "shared"}:
            last = at.found[-2]  # `X said it had found Y and accused Z`: X accuses
        return last.speaker
    w = at.w
    first = next((m for m in range(i) if finite(w.lows[m]) or w.lows[m] in {","}), None)
    if first is None or first == 0:
        return None
    if w.lows[first] == ",":
        opens = w.lows[0] in PREPOSITIONS or w.lows[0] in OPENERS
        verb = next((m for m in range(first + 1, i) if finite(w.lows[m])), None)
        if verb is None:
            return None
        floor = first + 1 if opens else 0
        subject = phrases.before(w, _group_left(w, verb), floor)
    else:
        subject = phrases.before(w, _group_left(w, first), 0)
    return span_of(w, subject) if subject is not None else None


def _group_left(w: Words, m: int) -> int:
    j = m - 1
    while j > 0 and (w.lows[j] in ADVERBS or w.lows[j] in AUXILIARIES):
        j -= 1
    return j
