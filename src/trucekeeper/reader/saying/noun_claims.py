"""Nouns of saying: `the governor's claim that`, `a report by X that`."""

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.content import after_cue
from trucekeeper.reader.cues import ADVERBS, AUXILIARIES, BE, cues
from trucekeeper.reader.saying.passive import claimed_by
from trucekeeper.reader.saying.search import Search, span_of
from trucekeeper.reader.speakers import country_of
from trucekeeper.reader.words import Words

NOUN_ACTS = {"claim": "says", "claims": "says", "statement": "says", "assertion": "says", "warning": "warns"} | {
    "accusation": "accuses", "accusations": "accuses", "allegation": "accuses", "promise": "promises",
    "demand": "demands", "report": "says", "reports": "says", "assurance": "promises", "assurances": "promises",
    "pledge": "promises", "guarantees": "promises", "allegations": "accuses", "warnings": "warns", "remark": "says",
    "suggestion": "says", "insistence": "says", "admission": "admits", "announcement": "says", "contention": "says",
    "conclusion": "says", "complaint": "accuses", "prediction": "predicts", "explanation": "says", "suspicion": "says",
    "confirmation": "confirms", "threat": "warns", "vow": "promises", "concession": "admits", "argument": "says",
}  # fmt: skip


#: `Reports on a website that A`.
_MEDIA = frozenset(
    ["website", "websites", "channel", "channels", "media", "press", "newspaper", "newspapers", "outlet", "outlets",
     "page", "site", "television", "radio", "paper", "papers"]
)  # fmt: skip
#: Who does one of these with a word of his says it: `issued a warning that`, `repeated its claim that`.
_ISSUES = frozenset(
    f"{verb}{end}" for verb in ("issue", "voice", "renew", "make", "release", "circulate", "raise", "repeat", "offer",
                                "send", "publish", "deliver", "convey", "give", "echo", "level", "lodge")
    for end in ("", "s", "d", "ed")
) | {"made", "sent", "gave", "given", "publishes", "levelled"}  # fmt: skip


def _issuer(w: Words, i: int) -> phrases.Phrase | None:
    """Who issued, repeated or made the claim whose noun stands at word i."""
    verb = next((m for m in range(i - 1, max(0, i - 5), -1) if w.lows[m] in _ISSUES), None)
    if verb is None or any(not cue.particles for cue in cues().get(w.lows[verb], ())):
        return None  # `repeated its claim that`: the verb says so
    if not {",", "by", "of", "and"}.isdisjoint(w.lows[verb:i]):
        return None
    j = verb - 1
    while j > 0 and (
        w.lows[j] in AUXILIARIES or w.lows[j] in ADVERBS or w.lows[j] in phrases.DAYS or w.lows[j] == "on"
    ):
        j -= 1
    return phrases.before(w, j, 0) if BE.isdisjoint(w.lows[j:verb]) else None


def noun_claim(at: Search, i: int) -> Attribution | None:
    """`the governor's claim that ...`, `a report by X that ...`, `an Israeli statement that ...`: who says it."""
    w = at.w
    if i == 0 or i + 2 >= len(w) or w.lows[i - 1] in {"no", "without", "any"}:
        return None
    on = w.lows[i + 1] in {"on", "in"} and not _MEDIA.isdisjoint(w.lows[i + 2 : i + 7])
    if w.lows[i + 1] in {"by", "from"} or on:
        source = phrases.after(w, i + 2, len(w))
        that = source[1] if source is not None else i
        speaker = span_of(w, source) if source is not None else None
    elif w.lows[i - 1][-2:] == "'s":
        subject, that = phrases.before(w, i - 1, 0), i + 1
        speaker = (span_of(w, subject)[0], span_of(w, subject)[1] - 2) if subject is not None else None
    elif w.lows[i + 1] == "that" and (issuing := _issuer(w, i)) is not None:
        speaker, that = span_of(w, issuing), i + 1
    else:
        that = i + 1
        adjective = w.lows[i - 2] in {"a", "an"} and w.capital(i - 1) and country_of(w.raw(i - 1)) if i > 1 else ""
        speaker = (w.starts[i - 2], w.ends[i]) if adjective else None
    if speaker is None or that + 1 >= len(w) or w.lows[that] != "that":
        return None
    contents = after_cue(w, that, at.sentence.end, at.quotes)
    verb = next((m for m in range(len(w) - 1, i, -1) if w.lows[m] == "by" and w.lows[m - 1] in cues()), None)
    if contents and verb is not None and verb > that:
        contents = (claimed_by(w, verb - 1, contents[0]),)
    if not contents or not phrases.has_finite(w, that, len(w)):
        return None  # `a statement from Tehran to that effect`
    return Attribution(speaker, (w.starts[i], w.ends[i]), contents, NOUN_ACTS[w.lows[i]], "claim", "noun")
