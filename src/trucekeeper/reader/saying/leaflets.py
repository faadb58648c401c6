"""What leaflets and messages tell people to do: `Leaflets were dropped on the town ordering people to go south`."""

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution, Span
from trucekeeper.reader.content import after_cue
from trucekeeper.reader.cues import PREPOSITIONS, Cue
from trucekeeper.reader.saying.search import Search, span_of

_PRINTED = frozenset(
    ["leaflets", "leaflet", "flyers", "posters", "loudspeakers", "message", "messages", "sms", "texts", "notices",
     "notice", "recordings", "recording", "placards"]
)  # fmt: skip
_ACTS = {
    "order": "orders", "tell": "orders", "instruct": "orders", "command": "orders", "ask": "demands", "urge": "demands",
    "warn": "warns", "call": "demands", "advise": "demands",
}  # fmt: skip
#: Behind what was dropped, sent or read out, these begin what it says.
ORDERING = frozenset({"ordering", "telling", "instructing", "asking", "urging", "warning", "calling", "advising"})
_FAR = 10


def printed_order(at: Search, i: int, k: int, cue: Cue) -> Attribution | None:
    """What stands on a leaflet behind the participle at i; None where no leaflet stands before it."""
    w = at.w
    act = _ACTS.get(cue.verb)
    near = [m for m in range(max(0, i - _FAR), i) if w.lows[m] in _PRINTED]
    if act is None or not near or w.lows[i] not in ORDERING or "," in w.lows[near[-1] : i - 1]:
        return None
    if act == "orders" and "to" not in w.lows[k : k + 8]:
        return None
    subject = phrases.before(w, near[-1], 0)
    behind = subject is not None and subject[0] and w.lows[subject[0] - 1] in PREPOSITIONS
    contents = after_cue(w, k, at.sentence.end, at.quotes)
    if subject is None or behind or not contents:
        return None
    span: Span = (w.starts[i], w.ends[k - 1])
    return Attribution(span_of(w, subject), span, contents, act, cue.verb, "shared")
