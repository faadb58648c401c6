"""Who is named as a source without a verb of saying: according to, citing, in his view, by its count."""

from msgspec.structs import replace

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.content import after_cue, before_cue
from trucekeeper.reader.cues import DETERMINERS, PREPOSITIONS, finite
from trucekeeper.reader.lexicon import word_set
from trucekeeper.reader.saying.apposition import after_apposition, is_broken, only_opens, past_relative
from trucekeeper.reader.saying.search import Search, is_whole, span_of
from trucekeeper.reader.saying.verb_forms import heard
from trucekeeper.reader.speakers import kind_of


def according(at: Search, i: int) -> Attribution | None:
    """`A, according to X`, `According to X, A`: X says it."""
    w, s = at.w, at.sentence
    source = phrases.after(w, i + 2, len(w))
    if source is None and i + 2 < len(w) and w.lows[i + 2] in {"him", "her", "them"}:
        source = (i + 2, i + 3)
    if source is None:
        return None
    if at.found and at.found[-1].shape == "after" and not _TERMS.isdisjoint(w.lows[source[0] : source[1]]):
        return None  # `X said that A had not happened according to the deal`
    speaker = span_of(w, source)
    cue = (w.starts[i], w.ends[i + 1])
    part = max((m + 1 for m in range(i) if w.lows[m] in {";", ":"}), default=0)
    joined = i == part or (w.lows[i - 1] in {"but", "and", "that", "however", ","} and only_opens(w, part, i))
    behind_where = i > 1 and w.lows[i - 1] == "," and w.lows[i - 2] in {"where", "that", "which", "who", "when", "and"}
    if joined or behind_where:
        k = past_relative(w, after_apposition(w, source[1]))
        contents = after_cue(w, k, s.end, at.quotes) if k < len(w) else ()
    else:
        contents = before_cue(w, i, s, at.quotes)
        if is_broken(w, part, i, source[1]):
            contents = (*contents, *after_cue(w, source[1] + 1, s.end, at.quotes))
    return Attribution(speaker, cue, contents, "says", "according", "according") if contents else None


def cited_behind(at: Search, i: int) -> Attribution | None:
    """`..., he said, citing X`: X said it, and the one before passes it on."""
    w, last = at.w, at.found[-1]
    source = phrases.after(w, i + 1, len(w))
    if source is None or (source[1] < len(w) and w.lows[source[1]] not in {".", ",", ";", "whom", "who", "that"}):
        return None
    comma = w.starts[i - 1] if i and w.lows[i - 1] == "," else w.starts[i]
    contents = tuple((a, min(b, comma)) for a, b in last.contents if a < comma)
    if not contents or last.speaker is None:
        return None
    at.found[-1] = replace(last, contents=contents)
    return Attribution(span_of(w, source), (w.starts[i], w.ends[i]), contents, "says", "cite", "cited", told=None)


#: What is done according to these nobody tells.
_TERMS = frozenset(
    ["deal", "agreement", "accord", "plan", "schedule", "terms", "law", "resolution", "memorandum", "timetable",
     "protocol", "truce", "procedure", "procedures", "rules"]
)  # fmt: skip


_OWNERS = frozenset({"our", "my", "his", "her", "its", "their"})


#: Nouns of `in X's view`, `in the words of X`.
VIEWS = word_set("en_standpoints.txt", "in")


def in_view(at: Search) -> Attribution | None:
    """`A, in our view`, `In the mediators' view, A`, `A, in the words of X`: who sees it so says it."""
    w, s = at.w, at.sentence
    for m in [m for m, low in enumerate(w.lows) if low in VIEWS and m]:
        i = next((k for k in range(m - 1, max(-1, m - 6), -1) if w.lows[k] in {"in", "to"}), None)
        if i is None or (i and w.lows[i - 1] not in {",", ";", "and"}):
            continue
        own = w.lows[i + 1] in _OWNERS or "'" in w.lows[m - 1]
        of = phrases.after(w, m + 2, len(w)) if not own and w.lows[m + 1 : m + 2] == ["of"] else None
        end = of[1] if of is not None else m + 1
        behind = w.lows[end] if end < len(w) else "."
        at_once = not i and own and (behind in DETERMINERS or (end < len(w) and w.capital(end)))
        if not (behind in {",", ".", ";"} or at_once) or not (own or (of is not None and w.lows[m - 1] == "the")):
            continue
        first = end if at_once else end + 1
        contents = after_cue(w, first, s.end, at.quotes) if not i else before_cue(w, i, s, at.quotes)
        if (
            i
            and behind == ","
            and contents
            and end + 2 < len(w)
            and w.lows[end + 1] not in {"which", "who", "and", "but"}
        ):
            contents = (*contents, *after_cue(w, end + 1, s.end, at.quotes))
        if contents:
            speaker = span_of(w, of) if of is not None else (w.starts[i + 1], w.ends[m])
            return Attribution(speaker, (w.starts[i], w.ends[i]), contents, "says", "view", "according")
    return None


_RECKONED = frozenset(
    {"count", "counts", "figures", "estimate", "estimates", "reckoning", "tally", "account", "accounts", "admission"}
)

#: Of these no comma need follow: `By their account thousands were encircled`.
_RECKONED_ALONE = frozenset({"account", "count", "reckoning", "estimate", "tally"})


def by_count(at: Search, i: int) -> Attribution | None:
    """`By our count, A`, `A, by the UN's reckoning, goes on`: who counts says it."""
    w, s = at.w, at.sentence
    m = next((m for m in range(i + 2, min(len(w), i + 6)) if w.lows[m] in _RECKONED), None)
    if m is None:
        return None
    owner = w.lows[m - 2] if w.lows[m - 1] == "own" else w.lows[m - 1]
    if not (w.lows[i + 1] in _OWNERS or owner.endswith(("'s", "s'"))):
        return None
    leads = i == 0 or w.lows[i - 1] in {";", ":"} or (i <= _BEFORE_BY and w.lows[i - 1] in _GOING)
    bare = m + 1 < len(w) and w.lows[m + 1] not in {",", ".", ";"}
    if bare and not (leads and w.lows[m] in _RECKONED_ALONE and w.lows[m + 1] not in PREPOSITIONS):
        return None
    comma = m + 1 < len(w) and (w.lows[m + 1] == "," or bare)
    contents = () if leads else before_cue(w, i, s, at.quotes)
    if comma and (leads or (w.lows[i - 1] == "," and not is_whole(at, contents[0] if contents else (0, 0)))):
        contents = (*contents, *after_cue(w, m + (1 if bare else 2), s.end, at.quotes))
    if not contents:
        return None
    act = "admits" if w.lows[m] == "admission" else "reports" if w.lows[i + 1] == "our" else "says"
    speaker = (w.starts[i + 1], w.ends[m])
    return Attribution(speaker, (w.starts[i], w.ends[i]), contents, act, "count", "according")


#: `To go by the army's figures`, `Judging by them`: so many words stand before `by` at most.
_BEFORE_BY = 2
_GOING = frozenset({"going", "judging", "go", "judge"})


def believed(at: Search) -> Attribution | None:
    """`If X is to be believed, A`, `A, if X is to be believed`: X says A."""
    w, s = at.w, at.sentence
    k = w.lows.index("believed")
    i = next((m for m in range(k - 1, max(-1, k - 12), -1) if w.lows[m] == "if"), None)
    if i is None or w.lows[k - 2 : k] != ["to", "be"] or w.lows[k - 3] not in {"is", "are", "was", "were"}:
        return None
    source = phrases.before(w, k - 4, i + 1)
    if source is None or source[0] != i + 1:
        return None
    if heard().isdisjoint(w.lows[slice(*source)]) and not w.capital(source[0]):
        return None  # `if the timetable is to be believed`
    contents = before_cue(w, i, s, at.quotes) if i else after_cue(w, k + 1, s.end, at.quotes)
    cue = (w.starts[k], w.ends[k])
    return Attribution(span_of(w, source), cue, contents, "says", "believe", "according") if contents else None


_REASONS = frozenset({"a", "an", "security", "safety", "military"})


def cited_as_reason(at: Search) -> Attribution | None:
    """`They denied the patrol passage, citing quarantine`: the reason that they give is their word."""
    w = at.w
    i = w.lows.index("citing")
    if i < 4 or w.lows[i - 1] != ",":
        return None
    reason = phrases.after(w, i + 1, len(w))
    verbs = [m for m in range(1, i - 1) if finite(w.lows[m])]
    subject = next((found for m in verbs if (found := phrases.before(w, m - 1, 0)) is not None), None)
    if reason is None or not (w.lows[reason[0]] in _REASONS or kind_of(w.lows[reason[0] : reason[1]]) == "other"):
        return None
    contents = after_cue(w, i + 1, at.sentence.end, at.quotes)
    if subject is None or not contents or w.lows[subject[0]] in {"there", "this", "that", "which"}:
        return None
    return Attribution(span_of(w, subject), (w.starts[i], w.ends[i]), contents, "says", "cite", "shared")


def citing_before(at: Search, one: Attribution) -> Attribution | None:
    """`X, citing Y, claimed that A`: Y said it, and X passes it on."""
    w = at.w
    if one.shape != "after" or one.speaker is None or one.cue is None or _CITING.isdisjoint(w.lows):
        return None
    first, last = w.at(one.speaker[1]), w.at(one.cue[0])
    if w.lows[0] in _CITING:  # `Citing Y, X reported that A`
        first, last = 0, w.at(one.speaker[0])
    citing = next((m for m in range(first, last) if w.lows[m] in _CITING), None)
    source = phrases.after(w, citing + 1, last) if citing is not None else None
    if citing is None or source is None:
        return None
    span = (w.starts[citing], w.ends[citing])
    return Attribution(span_of(w, source), span, one.contents, "says", "cite", "cited")


_CITING = frozenset({"citing", "quoting"})
_SET = frozenset({"introduced", "set", "imposed", "made", "added", "laid"})


def condition_of(at: Search) -> Attribution | None:
    """`..., which was a condition set by X`: X demands what stands before."""
    w = at.w
    if "condition" not in w.lows:
        return None
    for i, low in enumerate(w.lows):
        if low != "condition" or i + 3 >= len(w) or w.lows[i + 2] != "by" or w.lows[i + 1] not in _SET:
            continue
        source = phrases.after(w, i + 3, len(w))
        which = next((m for m in range(i - 1, max(-1, i - 6), -1) if w.lows[m] in {"which", "as"}), None)
        if source is None or which is None:
            continue
        comma = which - 1 if which and w.lows[which - 1] == "," else which
        contents = before_cue(w, comma, at.sentence, at.quotes)
        cue = (w.starts[i], w.ends[i + 1])
        stop = next((m for m in range(*source) if w.lows[m] in {"for", "to"}), source[1])
        return (
            Attribution(span_of(w, (source[0], stop)), cue, contents, "demands", "set", "condition")
            if contents
            else None
        )
    return None
