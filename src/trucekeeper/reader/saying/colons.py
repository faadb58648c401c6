"""Who stands before a colon or in brackets: headlines, the lines of a count, the sources of a log."""

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.content import after_cue
from trucekeeper.reader.cues import PREPOSITIONS, finite
from trucekeeper.reader.saying.numbers import counts
from trucekeeper.reader.saying.posts import post_teller
from trucekeeper.reader.saying.search import Search, span_of
from trucekeeper.reader.saying.verb_forms import PLURALS, heard
from trucekeeper.reader.speakers import country_of, kind_of
from trucekeeper.reader.words import Words


def headline_of(at: Search) -> Attribution | None:
    """`Ministry: rebels attacked at dawn`."""
    w, s = at.w, at.sentence
    if not s.headline:
        return None
    colon = next((m for m in range(min(len(w), 9)) if w.lows[m] == ":"), None)
    if colon is None or colon == 0 or colon + 2 >= len(w) or phrases.has_finite(w, 0, colon):
        return None
    if not phrases.names_somebody(w, 0, colon) or not any(w.raw(m)[0].isalpha() for m in range(colon)):
        return None
    if not phrases.has_finite(w, colon + 1, len(w)):
        return None
    contents = after_cue(w, colon + 1, s.end, at.quotes)
    span = (w.starts[colon], w.ends[colon])
    return Attribution((w.starts[0], w.ends[colon - 1]), span, contents, "says", ":", "headline") if contents else None


def labelled(at: Search) -> list[Attribution]:
    """`Turkey: 7,500, all civilians; UN: at least 6,000`: the lines and parts of a table of counts."""
    w = at.w
    if ":" not in w.lows:
        return []
    made: list[Attribution] = []
    start = w.lows.index("]") + 1 if w.lows[0] == "[" and "]" in w.lows[:_LONGEST_STAMP] else 0
    for end in [m for m, low in enumerate(w.lows) if low == ";"] + [len(w)]:
        colon = next((m for m in range(start, min(end, start + 12)) if w.lows[m] == ":"), None)
        first = start + 1 if start < end and w.lows[start] in {"-", "•", "–", "*", "and"} else start
        who = colon
        if colon is not None and colon > first + 2 and w.lows[colon - 1] in phrases.DAYS and w.lows[colon - 2] == ",":
            who = colon - 2
        opens = (
            colon is not None and first < colon < end - 1 and not (at.sentence.headline and at.sentence.paragraph < 2)
        )
        posted = post_teller(w, first, colon) if colon is not None and opens else None
        if posted is not None:
            first, who = posted
        if (
            colon is not None
            and first < colon < end - 1
            and (
                posted is not None
                or (colon - start < _NEAR and _is_teller(w, first, who or 0) and _tells(w, colon + 1, end))
            )
        ):
            stop = w.ends[end - 1] if w.lows[end - 1] != "." else w.ends[end - 2]
            span = (w.starts[colon], w.ends[colon])
            words = (w.starts[colon + 1], stop)
            made.append(
                Attribution((w.starts[first], w.ends[(who or colon) - 1]), span, (words,), "says", ":", "label")
            )
        start = end + 1
    return [one for one in made if not any(one.cue == other.cue for other in at.found)]


#: `[12 Jan, 15:00]` has so many words at most.
_LONGEST_STAMP = 8
#: So many words at most stand before the colon behind a bare name.
_NEAR = 9
_CLEAR = frozenset(
    {"brief", "clear", "blunt", "explicit", "firm", "adamant", "short", "terse", "unanimous", "categorical"}
)
#: What stands before a colon where somebody has another story, opinion, warning to tell.
_STORIES = frozenset(
    ["different", "differently", "otherwise", "story", "picture", "opinion", "note", "tune", "version", "account",
     "view", "around", "answer", "message", "verdict", "conclusion", "warning", "word", "words"]
)  # fmt: skip


def _tells_otherwise(at: Search) -> list[Attribution]:
    """`Officials on the ground paint a different picture: A`, `The minister is of another opinion: A`."""
    w = at.w
    colon = w.lows.index(":")
    if (
        colon < 4
        or _STORIES.isdisjoint(w.lows[max(0, colon - 4) : colon])
        or not phrases.has_finite(w, colon + 1, len(w))
    ):
        return []
    verb = next((m for m in range(1, colon) if finite(w.lows[m]) or w.lows[m] in _PAINTS), None)
    j = verb - 1 if verb is not None else 0
    if j > 1 and w.lows[j] == "," and "however" in w.lows[max(0, j - 2) : j]:
        j -= 3
    subject = phrases.before(w, j, 0) if verb is not None else None
    contents = after_cue(w, colon + 1, at.sentence.end, at.quotes)
    if subject is None or not contents or w.lows[subject[0]] in {"it", "this", "that", "there", "which", "who"}:
        return []
    lows = w.lows[subject[0] : subject[1]]
    if kind_of(lows) == "other" and not country_of(" ".join(lows)) and not w.capital(subject[1] - 1):
        return []
    span = (w.starts[colon], w.ends[colon])
    return [Attribution(span_of(w, subject), span, contents, "says", "tell", "after")]


_PAINTS = frozenset({"paint", "tell", "take", "strike", "sound"})


def was_clear(at: Search) -> list[Attribution]:
    """`On that he was brief: A`: what stands behind the colon is his."""
    w = at.w
    if at.found or ":" not in w.lows:
        return []
    colon = next((m for m in range(3, len(w) - 1) if w.lows[m] == ":" and w.lows[m - 1] in _CLEAR), None)
    if colon is None:
        return _tells_otherwise(at)
    if w.lows[colon - 2] not in {"was", "is", "were", "are"}:
        return []
    subject = phrases.before(w, colon - 3, 0)
    contents = after_cue(w, colon + 1, at.sentence.end, at.quotes)
    if subject is None or not contents:
        return []
    span = (w.starts[colon - 2], w.ends[colon - 1])
    return [Attribution(span_of(w, subject), span, contents, "says", "be", "after")]


def bracketed(at: Search) -> list[Attribution]:
    """`Thursday: one dead (activists), three wounded (civil defence)`: a log's sources stand behind their words."""
    w = at.w
    if "(" not in w.lows or at.found:
        return []
    made: list[Attribution] = []
    start = max((m + 1 for m in range(len(w)) if w.lows[m] == ":"), default=0)
    for k in range(start, len(w)):
        if w.lows[k] != "(":
            continue
        end = next((m for m in range(k, min(len(w), k + 7)) if w.lows[m] == ")"), None)
        source = w.lows[k + 1 : end] if end is not None else []
        if any(low[:1].isdigit() for low in source):
            continue  # `(radio script, 19:00 bulletin)`
        if end is None or not source or kind_of(source) == "other" or phrases.has_finite(w, k + 1, end):
            continue
        first = start + 1 if w.lows[start] in {",", "and", ";"} else start
        if first < k and any(w.lows[m].isalnum() for m in range(first, k)):
            words = (w.starts[first], w.ends[k - 1])
            span = (w.starts[k + 1], w.ends[end - 1])
            made.append(Attribution(span, (w.starts[k], w.ends[k]), (words,), "says", "(", "label"))
        start = end + 1
    return made


def without_dateline(at: Search) -> list[Attribution]:
    """`Yemen: 1,056 flown home, Red Cross says`, `Yemen: hundreds home`: the country before the colon is a place."""
    if not at.sentence.headline or not at.found:
        return at.found
    named = any(one.shape in {"before", "inverted", "according"} for one in at.found)
    w, text = at.w, at.w.text
    labels = [o for o in at.found if o.shape == "label" and o.speaker and o.cue]
    topics = (
        {o.cue for o in labels if o.cue and not phrases.has_finite(w, w.at(o.cue[1]), len(w))} if not named else set()
    )
    bare = {
        o.cue
        for o in labels
        if o.speaker and " " not in text[slice(*o.speaker)] and country_of(text[slice(*o.speaker)])
    }
    dropped = bare if named else bare & topics
    return [o for o in at.found if o.cue not in dropped]


_BODIES = frozenset(
    ["minister", "ministry", "army", "government", "military", "state", "media", "police", "president", "officials",
     "television", "agency", "command", "embassy", "foreign", "defence", "kremlin", "intelligence"]
)  # fmt: skip


_TURNS = frozenset({"question", "answer", "follow-up", "presenter", "correspondent", "host", "moderator", "q", "a"})


def _is_teller(w: Words, first: int, colon: int) -> bool:
    """True when the words before a colon name a body that counts or tells, by its own capital letter."""
    if phrases.has_finite(w, first, colon) or not w.raw(first)[0].isalpha() or ":" in w.lows[first:colon]:
        return False
    shouted = colon - first == 1 and len(w.raw(first)) > 4 and w.raw(first).isupper()
    if shouted:
        return False  # `BEIRUT: ...`, `REPORTER: ...`
    if w.raw(first).isupper() and w.lows[first] in _TURNS:
        return False  # `QUESTION (agency): ...`
    if w.lows[first] in _ARTICLES and phrases.has_finite(w, colon + 1, len(w)) and _is_somebody(w, first, colon):
        return True
    alone = colon - first == 1 and country_of(w.lows[first]) != ""
    named = kind_of(w.lows[first:colon]) != "other" or alone or _is_body(w.lows[first:colon])
    return named or w.lows[colon - 1] in {
        "un",
        "icrc",
        "who",
        "who.",
        "cross",
        "crescent",
        "nations",
        "organization",
        "organisation",
        "fund",
        "programme",
        "authority",
        "company",
        "committee",
        "federation",
        "association",
    }


_ARTICLES = frozenset({"the", "a", "an", "one", "our"})


def _is_somebody(w: Words, first: int, colon: int) -> bool:
    """True for `a nurse at the clinic`, `the mayor, by phone`: one who can speak, and no kind of people counted."""
    end = next((m for m in range(first, colon) if w.lows[m] in PREPOSITIONS or w.lows[m] == ","), colon)
    head = w.lows[end - 1]
    return head in heard() and not head.endswith("s") and head not in PLURALS


def _is_body(lows: list[str]) -> bool:
    """True for a country's body: `Turkish foreign minister`, `Syrian army`."""
    return country_of(" ".join(lows)) != "" and not _BODIES.isdisjoint(lows)


def _tells(w: Words, k: int, end: int) -> bool:
    return counts(w, k) or w.lows[k] in {'"', "“", "«", "none", "nobody"} or phrases.has_finite(w, k, end)
