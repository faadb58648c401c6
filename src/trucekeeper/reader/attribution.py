"""Who is said to have said what: cue by cue, sentence by sentence, without a parser.

The order of trial at a cue: a passive or a noun is no cue; `content, X said` and `content, said X` (the words stand
before); `X said content` (they stand behind); a participle or a second verb takes the speaker of the first.
"""

import re
from itertools import compress, count

from msgspec import Struct
from msgspec.structs import replace

from trucekeeper.reader import phrases
from trucekeeper.reader.content import after_cue, before_cue
from trucekeeper.reader.cues import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    NEGATIONS,
    OBJECTS,
    OPENERS,
    PREPOSITIONS,
    Cue,
    cues,
    finite,
)
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.speakers import country_of, kind_of
from trucekeeper.reader.words import Words

Span = tuple[int, int]


class Attribution(Struct, frozen=True):
    """One cue with its speaker and its words, all as offsets into the text.

    Attributes:
        act: As in the cue list.
        negated: `did not say`, `declined to`: nothing was said, so this is no claim.
        shape: How it was found: before, after, inverted, according, shared, relative, passive, headline, quotation.
        told: To whom, where that is said ("told Reuters").
        sentence: The sentence's place in its paragraph's list, for what comes after.
        quoted: The cue itself stands inside a quotation.
        agreed: Whether a second engine found the same; None where only one was asked.
        second: Which other engine agreed.
        whole: The parser saw that the words are a clause of their own behind a word of saying.
    """

    speaker: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    act: str
    verb: str
    shape: str
    negated: bool = False
    told: Span | None = None
    quoted: bool = False
    tense: str = "past"
    agreed: bool | None = None
    whole: bool = False
    second: str = ""


class _At(Struct):
    """Where the search stands: one sentence, its words, its quotations, what was found in it so far."""

    sentence: Sentence
    w: Words
    quotes: list[Span]
    found: list[Attribution]

    def quote_of(self, offset: int) -> Span | None:
        return next((q for q in self.quotes if q[0] <= offset < q[1]), None)


def attributions(sentence: Sentence, w: Words, quotes: list[Span]) -> list[Attribution]:
    """All attributions of one sentence, in the order of their cues.

    Args:
        sentence: The sentence.
        w: Its words.
        quotes: The quotations of its paragraph.
    """
    at = _At(sentence, w, [q for q in quotes if q[0] < sentence.end and sentence.start < q[1]], [])
    known = cues()
    end = len(w)
    for i, low in enumerate(w.lows):
        if low not in known and low not in _OTHER_CUES:
            continue
        if (low in {"citing", "quoting"} and at.found and (made := _cited(at, i)) is not None) or (
            low in _NOUN_ACTS and (made := _noun(at, i)) is not None
        ):
            _keep(at, made)
        elif low == "by" and (counting := _by_count(at, i)) is not None:
            _keep(at, counting)
        elif low == "according" and i + 1 < end and w.lows[i + 1] == "to":
            _keep(at, _according(at, i))
        elif low in known:
            for cue in known[low]:
                if cue.particles and tuple(w.lows[i + 1 : i + 1 + len(cue.particles)]) != cue.particles:
                    continue
                if (made := _at_verb(at, i, cue)) is not None:
                    _keep(at, made)
                    break
    at.found += _labelled(at)
    at.found = _without_dateline(at)
    at.found += _bracketed(at)
    at.found += _was_clear(at)
    if (made := _condition(at)) is not None:
        at.found.append(made)
    if (made := _media(at)) is not None:
        at.found.append(made)
    if not at.found and "view" in w.lows and (made := _in_view(at)) is not None:
        at.found.append(made)
    if not at.found and (made := _headline(at)) is not None:
        at.found.append(made)
    if "citing" in w.lows:
        at.found += [cited for one in at.found if (cited := _citing_before(at, one)) is not None]
    found = _parted(at)
    return _going_on(at, [part for one in found for part in _gapped(at, one)])


def _going_on(at: _At, found: list[Attribution]) -> list[Attribution]:
    """`X said A; B` and `A, X said; B`: B is X's too, where it goes on about the same and nobody else speaks in it."""
    if ";" not in at.w.lows and ":" not in at.w.lows:
        return found
    last = max((one for one in found if one.cue is not None), key=lambda one: one.cue or (0, 0), default=None)
    if last is None or last.cue is None or last.act not in {"says", "reports"}:
        return found
    w, text = at.w, at.w.text
    if last.shape in {"after", "shared"}:
        stop = last.contents[-1][1]
        known = text.startswith(";", stop) and stop > last.cue[1]
    else:
        k = w.at(last.cue[1])
        marks = {";", ":"} if last.shape == "inverted" else {";"}
        semicolon = next((m for m in range(k, min(len(w), k + 10)) if w.lows[m] in marks), None)
        known = semicolon is not None and last.shape in {"before", "inverted"}
        stop = w.starts[semicolon] if semicolon is not None else 0
    k = w.at(stop + 1)
    colon = known and w.lows[k - 1] == ":"
    if not known or k >= len(w) or not (colon or _same_matter(w, k, last.shape)):
        return found
    words = after_cue(w, k, at.sentence.end, at.quotes)
    return [*found, replace(last, contents=words, shape="shared")] if words else found


def _gapped(at: _At, one: Attribution) -> list[Attribution]:
    """`X spoke of five dead, Y of nine`, `X said that A, and Y that B`: the verb is understood with Y."""
    w = at.w
    if one.shape not in {"after", "shared"} or one.cue is None or len(one.contents) != 1 or one.quoted:
        return [one]
    first, last = w.at(one.contents[0][0]), w.at(one.contents[0][1])
    particle = w.lows[first - 1] if first else ""
    if particle not in {"of", "that", "at"}:
        return [one]
    for k in range(first + 1, last - 2):
        joint = w.lows[k] == "," or (w.lows[k] == "and" and particle == "that")
        if not joint:
            continue
        begin = k + 2 if w.lows[k + 1] in {"and", "but"} else k + 1
        m = next((m for m in range(begin, min(last - 1, begin + 6)) if w.lows[m] == particle), None)
        if m is None or m == begin or phrases.has_finite(w, begin, m) or not _may_be_named(w, begin, m):
            continue
        kept = replace(one, contents=((one.contents[0][0], w.ends[k - 1]),))
        speaker = (w.starts[begin], w.ends[m - 1])
        other = replace(one, speaker=speaker, contents=((w.starts[m + 1], one.contents[0][1]),), shape="shared")
        return [kept, other]
    return [one]


def _may_be_named(w: Words, begin: int, end: int) -> bool:
    """True when words [begin, end) are somebody who speaks: a kind of source, a name, or a bare number of them."""
    if w.lows[begin] in PREPOSITIONS or w.lows[begin] in OPENERS:
        return False
    kind = kind_of(w.lows[begin:end]) != "other" or country_of(" ".join(w.lows[begin:end])) != ""
    return kind or (w.capital(begin) and end - begin <= 3) or (w.lows[begin].isdigit() and end - begin == 1)


def _same_matter(w: Words, k: int, shape: str) -> bool:
    """True when the part behind a semicolon goes on telling: it takes something up, and it is not the outlet's word."""
    lows = w.lows[k:]
    if not {"we", "our", "us"}.isdisjoint(lows) or lows[0] in {"no", "how", "why", "who", "but"}:
        return False
    goes_on = {
        "it",
        "they",
        "he",
        "she",
        "there",
        "in",
        "this",
        "that",
        "all",
        "its",
        "their",
        "his",
        "her",
        "by",
        "at",
    }
    return lows[0] in goes_on | ({"the"} if shape in {"before", "inverted"} else set())


#: What may stand before a participle that is a verb.
_HELPERS = AUXILIARIES | ADVERBS


def _keep(at: _At, made: Attribution | None) -> None:
    if made is not None:
        at.found.append(made)


# -- According to ----------------------------------------------------------------------------------------------------


def _according(at: _At, i: int) -> Attribution | None:
    w, s = at.w, at.sentence
    source = phrases.after(w, i + 2, len(w))
    if source is None and i + 2 < len(w) and w.lows[i + 2] in {"him", "her", "them"}:
        source = (i + 2, i + 3)
    if source is None:
        return None
    speaker = _span(w, source)
    cue = (w.starts[i], w.ends[i + 1])
    part = max((m + 1 for m in range(i) if w.lows[m] in {";", ":"}), default=0)
    joined = i == part or (w.lows[i - 1] in {"but", "and", "that", "however", ","} and _only_opens(w, part, i))
    behind_where = i > 1 and w.lows[i - 1] == "," and w.lows[i - 2] in {"where", "that", "which", "who", "when", "and"}
    if joined or behind_where:
        k = _after_apposition(w, source[1])
        contents = after_cue(w, k, s.end, at.quotes) if k < len(w) else ()
    else:
        contents = before_cue(w, i, s, at.quotes)
        if _is_broken(w, part, i, source[1]):
            contents = (*contents, *after_cue(w, source[1] + 1, s.end, at.quotes))
    return Attribution(speaker, cue, contents, "says", "according", "according") if contents else None


def _cited(at: _At, i: int) -> Attribution | None:
    """`..., he said, citing X`: X said it, and the one before passes it on."""
    w, last = at.w, at.found[-1]
    source = phrases.after(w, i + 1, len(w))
    if source is None or (source[1] < len(w) and w.lows[source[1]] not in {".", ",", ";"}):
        return None
    comma = w.starts[i - 1] if i and w.lows[i - 1] == "," else w.starts[i]
    contents = tuple((a, min(b, comma)) for a, b in last.contents if a < comma)
    if not contents or last.speaker is None:
        return None
    at.found[-1] = replace(last, contents=contents)
    return Attribution(_span(w, source), (w.starts[i], w.ends[i]), contents, "says", "cite", "cited", told=None)


def _in_view(at: _At) -> Attribution | None:
    """`A, in our view`, `In the mediators' view, A`: who sees it so says it."""
    w, s = at.w, at.sentence
    m = w.lows.index("view")
    i = next((k for k in range(m - 1, max(-1, m - 6), -1) if w.lows[k] == "in"), None)
    behind = w.lows[m + 1] if m + 1 < len(w) else "."
    if i is None or behind not in {",", ".", ";"} or not (w.lows[i + 1] in _OWNERS or "'" in w.lows[m - 1]):
        return None
    leads = i == 0
    if not leads and w.lows[i - 1] != ",":
        return None
    contents = after_cue(w, m + 2, s.end, at.quotes) if leads else before_cue(w, i, s, at.quotes)
    if not contents:
        return None
    return Attribution((w.starts[i + 1], w.ends[m]), (w.starts[i], w.ends[i]), contents, "says", "view", "according")


_OWNERS = frozenset({"our", "my", "his", "her", "its", "their"})
_RECKONED = frozenset({"count", "counts", "figures", "estimate", "estimates", "reckoning", "tally", "account"})
#: Of these no comma need follow: `By their account thousands were encircled`.
_RECKONED_ALONE = frozenset({"account", "count", "reckoning", "estimate", "tally"})


def _by_count(at: _At, i: int) -> Attribution | None:
    """`By our count, A`, `A, by the UN's reckoning, goes on`: who counts says it."""
    w, s = at.w, at.sentence
    m = next((m for m in range(i + 2, min(len(w), i + 6)) if w.lows[m] in _RECKONED), None)
    if m is None or not (w.lows[i + 1] in {"our", "his", "her", "its", "their"} or w.lows[m - 1].endswith("'s")):
        return None
    leads = i == 0 or w.lows[i - 1] in {";", ":"}
    bare = m + 1 < len(w) and w.lows[m + 1] not in {",", ".", ";"}
    if bare and not (leads and w.lows[m] in _RECKONED_ALONE and w.lows[m + 1] not in PREPOSITIONS):
        return None
    comma = m + 1 < len(w) and (w.lows[m + 1] == "," or bare)
    contents = () if leads else before_cue(w, i, s, at.quotes)
    if comma and (leads or (w.lows[i - 1] == "," and not _whole(at, contents[0] if contents else (0, 0)))):
        contents = (*contents, *after_cue(w, m + (1 if bare else 2), s.end, at.quotes))
    if not contents:
        return None
    act = "reports" if w.lows[i + 1] == "our" else "says"
    speaker = (w.starts[i + 1], w.ends[m])
    return Attribution(speaker, (w.starts[i], w.ends[i]), contents, act, "count", "according")


def _citing_before(at: _At, one: Attribution) -> Attribution | None:
    """`X, citing Y, claimed that A`: Y said it, and X passes it on."""
    w = at.w
    if one.shape != "after" or one.speaker is None or one.cue is None or "citing" not in w.lows:
        return None
    first, last = w.at(one.speaker[1]), w.at(one.cue[0])
    citing = next((m for m in range(first, last) if w.lows[m] == "citing"), None)
    source = phrases.after(w, citing + 1, last) if citing is not None else None
    if citing is None or source is None:
        return None
    span = (w.starts[citing], w.ends[citing])
    return Attribution(_span(w, source), span, one.contents, "says", "cite", "cited")


def _only_opens(w: Words, first: int, i: int) -> bool:
    """True when what stands left of word i has no verb and counts nothing: `On Friday,`, not `Friday: four dead,`."""
    if phrases.has_finite(w, first, i):
        return False
    if w.lows[i - 1] == "," and w.lows[first] not in PREPOSITIONS | OPENERS | phrases.TIMES and first < i - 1:
        return False  # `The van, according to him, came`
    told = i > 1 and w.lows[i - 1] == "," and any(_counts(w, m) for m in range(first, i))
    return not (told or w.lows[first] in {"none", "nobody"})


def _is_broken(w: Words, first: int, i: int, end: int) -> bool:
    """`The van, according to him, came from there`: the clause goes on behind the speaker."""
    inserted = w.lows[i - 1] == "," and end + 1 < len(w) and w.lows[end] == "," and w.lows[end + 1] not in _APART
    return inserted and not phrases.has_finite(w, first, i) and phrases.has_finite(w, end + 1, len(w))


_APART = frozenset({"which", "who", "whose", "a", "an", "and", "but", "while", "although", "though"})


def _after_apposition(w: Words, k: int) -> int:
    """Skip `, the team's coach,` or `on Friday,` between the source and the words."""
    end = len(w)
    if k < end and w.lows[k] != ",":
        m = k
        while m < end and m - k < 12 and w.lows[m] != ",":
            m += 1
        k = m if m < end and w.lows[m] == "," and not phrases.has_finite(w, k, m) else k
    if k < end and w.lows[k] == ",":
        m = k + 1
        while m < end and m - k < 14 and w.lows[m] not in {",", ";", '"', "“"}:
            m += 1
        apposed = m < end and w.lows[m] == "," and not phrases.has_finite(w, k + 1, m) and m - k > 2
        return (m if apposed and w.lows[k + 1] not in PREPOSITIONS else k) + 1
    return k


# -- Verbs -----------------------------------------------------------------------------------------------------------


def _at_verb(at: _At, i: int, cue: Cue) -> Attribution | None:
    w = at.w
    j, negated, passive, infinitive = _verb_left(w, i, cue)
    if infinitive or (i and w.capital(i) and not at.sentence.headline) or _is_noun(w, i, j, cue):
        return None
    if i and w.lows[i - 1] in {"neither", "nor"}:
        return None  # `neither confirmed nor denied`
    if cue.form == "participle" and (i == 0 or w.lows[i - 1] not in _HELPERS):
        return None
    k = i + 1 + len(cue.particles)
    span = (w.starts[i], w.ends[k - 1])
    if passive:
        return _passive(at, i, k, cue, span)
    quoted = (inside := at.quote_of(w.starts[i])) is not None
    floor = w.at(inside[0]) if inside is not None else 0
    if cue.form == "ing" and not _progressive(w, i):
        return _participle(at, i, k, cue, span, quoted)
    if cue.verb == "quote" and (saying := _quoted_as(at, i, k, j)) is not None:
        return saying
    made = None
    asserts = (cue.frames in {"c", "q"} and cue.act not in _NEVER_INVERTED) or cue.verb in _THINKING
    if cue.form != "base" and (asserts or cue.verb in _PROMISING):
        made = _inverted(at, i, k, cue, span)
    if made is None:
        subject = phrases.before(w, j, floor)
        if subject is not None:
            made = _with_subject(at, subject, i, k, cue, span)
        else:
            made = _second_verb(at, i, j, k, cue, span)
    if made is None or (made.act in _WILLS and made.speaker is not None and _WHOEVER.match(w.text, made.speaker[0])):
        return None  # `those who had done it wanted the siege to go on`: nobody says so
    if made.speaker is not None and w.text[slice(*made.speaker)].lower().startswith(_NOBODY):
        negated = True
    return replace(made, negated=negated, quoted=quoted) if negated or quoted else made


def _quoted_as(at: _At, i: int, k: int, j: int) -> Attribution | None:
    """`The agency quoted X, reached by telephone, as saying that ...`: X said it, and the agency passes it on."""
    w = at.w
    as_ = next((m for m in range(k, min(len(w) - 1, k + 16)) if w.lows[m] == "as" and w.lows[m + 1] == "saying"), None)
    source = phrases.after(w, k, as_) if as_ is not None else None
    if as_ is None or source is None:
        return None
    contents = after_cue(w, as_ + 2, at.sentence.end, at.quotes)
    span = (w.starts[as_], w.ends[as_ + 1])
    quoting = phrases.before(w, j, 0)
    by = _span(w, quoting) if quoting is not None else None
    return Attribution(_span(w, source), span, contents, "says", "quote", "after", told=by) if contents else None


#: `, rejected the allegation` is no speaker behind the verb: only words of saying stand before their speaker.
_NEVER_INVERTED = frozenset({"denies", "admits", "accuses", "confirms", "demands"})
#: Words of thinking that stand behind the thought as well: `..., suspects a former negotiator`.
_THINKING = frozenset({"suspect", "believe", "think", "fear", "assume", "guess"})
_WHOEVER = re.compile(r"(?:those|whoever|anyone|anybody|everyone|everybody)\b", re.IGNORECASE)
_NOBODY = ("neither", "no ", "none", "nobody", "no one")


def _verb_left(w: Words, i: int, cue: Cue) -> tuple[int, bool, bool, bool]:
    """The word before the verb group at i, and whether it is negated, passive, an infinitive."""
    j, negated, seen = i - 1, False, []
    while j >= 0 and (
        w.lows[j] in AUXILIARIES or w.lows[j] in ADVERBS or w.lows[j] in NEGATIONS or w.lows[j][-2:] == "ly"
    ):
        if w.lows[j] == "both" and (j == 0 or w.lows[j - 1] in _BEFORE_BOTH):
            break
        negated = negated or w.lows[j] in NEGATIONS or w.lows[j].endswith("n't")
        seen.append(w.lows[j])
        j -= 1
    if "having" in seen:
        return j, negated, False, True
    participle = cue.form in {"past", "participle"}
    passive = participle and bool(seen) and any(a in BE for a in seen)
    if j >= 0 and w.lows[j] == "to" and cue.form == "base":
        if j > 0 and w.lows[j - 1] in _GOING_ON:
            return j - 2 - (1 if w.lows[j - 1] == "on" else 0), negated, False, False
        return j, negated, False, True
    return j, negated, passive, False


#: Before `to say`: what is said all the same.
_GOING_ON = frozenset(
    ["on", "continued", "continues", "continue", "appeared", "seemed", "seems", "appears", "began", "begun"]
)
_BEFORE_BOTH = frozenset({",", ";", ":", "and", "but", "that", "though"})


def _progressive(w: Words, i: int) -> bool:
    return i > 0 and any(w.lows[m] in BE for m in range(max(0, i - 3), i) if w.lows[m] in BE or w.lows[m] in ADVERBS)


#: Forms that are nouns as often as verbs.
_NOUN_FORMS = frozenset(
    [
        "claim",
        "claims",
        "report",
        "reports",
        "demand",
        "demands",
        "order",
        "orders",
        "promise",
        "promises",
        "estimate",
        "estimates",
        "count",
        "counts",
        "warning",
        "reading",
        "writing",
        "hope",
        "hopes",
        "feeling",
        "finding",
        "notes",
        "note",
        "record",
        "records",
        "comment",
        "comments",
        "post",
        "posts",
        "tweet",
        "tweets",
        "state",
        "states",
        "show",
        "shows",
        "blame",
        "fear",
        "fears",
        "doubt",
        "doubts",
        "offer",
        "offers",
        "request",
        "requests",
        "guarantee",
        "guarantees",
        "answer",
        "reply",
        "forecast",
        "welcome",
        "praise",
        "vow",
        "vows",
        "pledge",
        "pledges",
        "swearing",
        "command",
        "commands",
        "thought",
        "thoughts",
        "remark",
        "remarks",
        "stress",
        "brief",
        "joke",
        "worry",
        "reason",
        "quote",
        "fault",
        "found",
        "says-so",
        "belief",
        "dispute",
        "disputes",
        "understanding",
        "agreement",
        "reporting",
        "meaning",
        "speaking",
        "spoken",
        "read",
        "reads",
        "accounts",
        "put",
    ]
)


#: Adjectives that stand before what is said and never end a speaker's name.
_QUALITIES = frozenset(
    ["urgent", "repeated", "new", "recent", "further", "earlier", "similar", "strong", "frequent", "constant", "false",
     "conflicting", "competing", "unconfirmed", "initial", "early", "mutual", "public"]
)  # fmt: skip


def _is_noun(w: Words, i: int, j: int, cue: Cue) -> bool:
    """True when the word at i is a noun or an adjective here: after a determiner, an adjective, a preposition."""
    low = w.lows[i]
    before = w.lows[i - 1] if i else ""
    after = w.lows[i + 1] if i + 1 < len(w) else ""
    if (before in PREPOSITIONS and not (before == "to" and cue.form == "base")) or before in {
        "the",
        "a",
        "an",
        "its",
        "his",
        "their",
        "this",
        "these",
        "such",
        "no",
        "any",
    }:
        return cue.form != "ing" or before not in {"by", "after", "before", "from", "without", "with", "in"}
    if (
        low in {"claims", "reports", "demands", "orders"}
        and i > 1
        and w.lows[i - 2] in PREPOSITIONS
        and not w.capital(i - 1)
    ):
        return True
    if before in {"press", "news", "media", "police", "field"} and low == "reports" and after in {"that", "of", "on"}:
        return i > 1 and w.lows[i - 2] in DETERMINERS | PREPOSITIONS | _QUALITIES
    if before.endswith("'s") and low in _NOUN_FORMS:
        return True
    if before in _QUALITIES and low in _NOUN_FORMS | {"calls"}:
        return True  # `his urgent calls for`
    if low not in _NOUN_FORMS or before in {"it", "he", "she", "they"}:
        return False
    if not after and "," in w.lows[max(0, i - 12) : i] and cue.frames in {"c", "a"}:
        return False  # the last word of a headline: `..., Red Cross reports`
    if cue.form == "base" and after in {".", ","} and "," in w.lows[max(0, i - 12) : i] and cue.frames in {"c", "a"}:
        return False
    if low in {"counts", "reports", "report", "count"} and _counts(w, i + 1):
        return False
    if cue.form == "base" and before not in PLURAL_SUBJECTS and not before.endswith("s") and not _modal(w, i):
        return True
    if i == 0 and cue.form != "past":
        return True
    ends = after in {
        "",
        ".",
        "of",
        "in",
        "from",
        "and",
        "by",
        "about",
        "against",
        "at",
        "for",
        "with",
        "on",
        "are",
        "were",
    }
    if low in {"claims", "reports", "demands", "orders", "posts", "shows", "states", "counts"}:
        return (ends and after not in {".", "of"}) or j < 0 or w.lows[j] in DETERMINERS or finite(after)
    return cue.form == "base" and finite(after)


def _counts(w: Words, k: int) -> bool:
    """True when a number begins at word k: `at least 14`, `8,000`, `some 300`."""
    some = {"at", "about", "some", "around", "more", "nearly", "up", "only", "over"}
    return k < len(w) and (
        w.lows[k][:1].isdigit()
        or w.lows[k] in _FEW
        or (w.lows[k] in some and any(v[:1].isdigit() for v in w.lows[k : k + 4]))
    )


_FEW = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "dozens",
        "hundreds",
        "several",
    ]
)

PLURAL_SUBJECTS = frozenset(
    ["they", "we", "i", "you", "some", "many", "both", "others", "who", "and", "police", "media", "people"]
)


def _modal(w: Words, i: int) -> bool:
    return i > 0 and any(w.lows[m] in AUXILIARIES for m in range(max(0, i - 2), i))


def _with_subject(at: _At, subject: phrases.Phrase, i: int, k: int, cue: Cue, span: Span) -> Attribution | None:
    w, s = at.w, at.sentence
    speaker = _span(w, subject)
    told, first = _addressee(w, k, cue)
    begin = subject[0] - (subject[0] > 0 and w.lows[subject[0] - 1] in {"both", "then"})
    relative = (subject[1] < i and w.lows[subject[1]] in {"who", "which"}) or "who" in w.lows[subject[1] : i]
    tail = (
        _nothing_follows(at, first, object_follows=cue.frames != "a")
        if not relative and _stands_after(at, begin, cue)
        else None
    )
    if tail is not None:
        contents = before_cue(w, begin, s, at.quotes)
        if tail < len(w) and begin > 2 and w.lows[begin - 2] in {"who", "which", "that", "whom"}:
            contents = after_cue(w, tail, s.end, at.quotes)  # `two men who, they said, had been beaten`
        elif contents and tail < len(w) and _goes_on(w, tail, contents[0]):
            contents += tuple(c for c in after_cue(w, tail, s.end, at.quotes) if c not in contents)
        if contents:
            return Attribution(speaker, span, contents, cue.act, cue.verb, "before", told=told)
    if cue.act == "says":
        first = _colon(w, first)
    if not _may_follow(w, first, cue, at):
        return None
    contents = after_cue(w, first, s.end, at.quotes)
    act = "accuses" if cue.act == "positions" and _for_doing(w, first) else cue.act
    return Attribution(speaker, span, contents, act, cue.verb, "after", told=told) if contents else None


def _colon(w: Words, k: int) -> int:
    """`disagreed with his colleague: A`: the words begin at the colon where nothing is said before it."""
    for m in range(k, min(len(w) - 1, k + 8)):
        if w.lows[m] == ":":
            return m
        if finite(w.lows[m]) or w.lows[m] in {"that", ",", ";", '"', "“"}:
            break
    return k


def _goes_on(w: Words, tail: int, told: Span) -> bool:
    """False for what is only hung on behind `A, X said,`: `adding ...`, `most of them on foot`, `a word that ...`."""
    low = w.lows[tail]
    if low in {"although", "though"}:
        return False
    hung = low in _HUNG_ON or (low.endswith("ing") and low not in {"nothing", "during", "anything"})
    return not (hung and phrases.has_finite(w, w.at(told[0]), w.at(told[1])))


_HUNG_ON = frozenset({"a", "an", "something", "most", "some", "many", "which", "who", "all"})


def _for_doing(w: Words, k: int) -> bool:
    """`condemned the army for shelling the town` accuses; `condemned the attack` is a position."""
    end = min(len(w) - 1, k + 14)
    return any(w.lows[m] == "for" and w.lows[m + 1].endswith("ing") for m in range(k, end))


def _stands_after(at: _At, i: int, cue: Cue) -> bool:
    """True when word i may begin `X said` behind the words: after a comma or a closing quotation mark."""
    if i == 0:
        return at.sentence.start > 0 and any(q[0] < at.sentence.start < q[1] for q in at.quotes)
    mark = at.w.lows[i - 1]
    closing = mark in {'"', "”", "»", "’", "'"} and any(q[1] == at.w.ends[i - 1] for q in at.quotes)
    return (mark == "," or closing) and (cue.frames in {"c", "a", "q", "w", "h"} or cue.verb in _PROMISING)


def _nothing_follows(at: _At, k: int, *, object_follows: bool) -> int | None:
    """Where the words stand before: the index from which a broken quotation goes on, or the end; None otherwise.

    `"A," he said.` - `"A," he said on Tuesday, "B."` - `A, X said, adding ...`
    """
    w = at.w
    end = len(w)
    m = k
    while m < end and m - k < 12:
        low = w.lows[m]
        if (low == "." and m >= end - 2) or low in ";!?":
            return end
        if low == "," and m > k and _only_when_or_where(w, k, m):
            return m + 1
        if low == ",":
            quote = m + 1 < end and w.lows[m + 1] in {'"', "“", "‘", "'"}
            before_quote = k > 0 and at.quote_of(w.starts[0]) is not None
            return m + 1 if quote and before_quote else m + 1 if m == k and not quote else None
        if (
            object_follows
            and m == k
            and low in DETERMINERS
            and phrases.TIMES.isdisjoint(w.lows[k : k + 4])
            and "day" not in w.lows[k : k + 4]
        ):
            return None  # `the Red Crescent reports a shortage`
        if low in {'"', "“"} or low == ":" or low == "that" or low in phrases.SINGLE:
            return None
        if finite(low) and not (low == "asked" and w.lows[m - 1] == "when"):
            return None
        m += 1
    return end if m == end else None


def _only_when_or_where(w: Words, k: int, m: int) -> bool:
    """`it maintained on Wednesday,`, `he said in Doha,`: what stands between says when and where it was said."""
    first = w.lows[k]
    opens = first in phrases.TIMES or first in {"on", "in", "at", "by", "late", "early", "during", "when"}
    return opens and m - k <= 9 and not has_finite_but(w, k, m)


def has_finite_but(w: Words, k: int, m: int) -> bool:
    """True when a finite verb stands in words [k, m), `when asked` aside."""
    return any(finite(w.lows[n]) and w.lows[n] != "asked" for n in range(k, m))


_NOISE = frozenset(
    [
        "smoke",
        "explosion",
        "blast",
        "shots",
        "fire",
        "shelling",
        "shells",
        "explosions",
        "bursts",
        "jets",
        "planes",
        "rockets",
        "gunfire",
        "bombing",
        "shooting",
    ]
)
_CAMERA = frozenset(
    [
        "video",
        "videos",
        "footage",
        "film",
        "pictures",
        "picture",
        "images",
        "image",
        "photographs",
        "document",
        "letter",
    ]
)


_PHRASAL = frozenset({"i", "v", "n", "p", "o", "t"})
#: With these the verb of another clause begins: the cue's own words have come before it, or never come.
_TENSES = frozenset({"is", "are", "was", "were", "has", "had", "have", "must", "will", "would", "should"})
#: Who asks these wants to know something and demands nothing.
_QUESTIONS = frozenset({"whether", "if", "about", "what", "who", "why", "how", "when", "where", "which"})
_PROMISING = frozenset({"promise", "pledge", "vow"})
_TOTALS = frozenset({"total", "number", "toll", "figure"})
#: What proves without saying anything.
_EVIDENCE = frozenset({"results", "result", "tests", "figures", "findings", "data", "samples"})


def _may_follow(w: Words, k: int, cue: Cue, at: _At) -> bool:
    """True when what stands after the cue can be the words of somebody."""
    if k >= len(w) or w.lows[k] in {".", ";", ")", "!", "?"}:
        return False
    frames, low = cue.frames, w.lows[k]
    direct = low in {'"', "“", "'", "‘", ":", "that"} or (low == "," and k + 1 < len(w) and w.lows[k + 1] in {'"', "“"})
    if direct:
        return True
    clause = any(map(finite, w.lows[k : k + 24]))
    if frames == "r":
        return "responsible" in w.lows[k : k + 14] or "accountable" in w.lows[k : k + 14]
    if frames == "l":
        return _is_label(w, k, cue.act)
    if frames == "t":
        return low == "to"
    if cue.verb == "ask" and not cue.particles and low in _QUESTIONS:
        return False
    if (low in phrases.TIMES or low in ADVERBS) and k + 1 < len(w) and w.lows[k + 1] == "," and frames in _PHRASAL:
        return False  # `Both had consented overnight, he said`
    if frames == "w" and low in {"to", "in", "through", "via"} and "that" in w.lows[k + 2 : k + 8]:
        return True  # `had written to the envoy that ...`
    asked = k > 2 and w.lows[k - 3] in {"which", "who"}  # `which it claims is asking for money`
    if low in _TENSES and frames not in {"l", "as"} and not (asked and frames in {"c", "w"}):
        return False  # `what he said is unchanged`, `the solutions we seek must be fair`
    if frames == "q" or (finite(low) and _is_cue(w, k) and low not in AUXILIARIES):
        return False
    if frames == "k":
        return _counts(w, k) or (_TOTALS.isdisjoint(w.lows[k : k + 5]) is False and low != "no")
    if frames == "i" and low == "to" and k + 1 < len(w) and w.lows[k + 1] in OBJECTS:
        return False
    if frames == "at":
        counted = any(w.lows[m] in {"at", "between"} and _counts(w, m + 1) for m in range(k, min(len(w) - 1, k + 14)))
        return counted or "at" in w.lows[k : k + 7] or "between" in w.lows[k : k + 5]
    if frames == "as":
        return "as" in w.lows[k : k + 12]
    if frames == "e":
        return bool(_NOISE & set(w.lows[k : k + 9])) and not finite(low)
    if cue.verb == "show" and _CAMERA & set(w.lows[max(0, k - 12) : k]):
        return True
    if cue.act in {"says", "reports", "confirms"} and _counts(w, k):
        return True
    if cue.act == "confirms" and not clause and not _EVIDENCE.isdisjoint(w.lows[max(0, k - 5) : k]):
        return False  # `the results confirm the need`: nobody says it
    if (low in {"none", "nothing"} and not (k + 1 < len(w) and finite(w.lows[k + 1]))) or (
        cue.verb == "ask" and "named" in w.lows[k : k + 5]
    ):
        return False
    named = low in DETERMINERS or w.capital(k) or low.endswith("s")
    if (cue.act == "accuses" and frames == "o" and named) or (frames == "i" and low == "to"):
        return True  # `The armed groups blame Shia militias`, `Israel vows to take them`
    pronoun = k > 1 and w.lows[k - 2] in {"it", "he", "she", "they"}
    if frames == "w" or (w.lows[k - 1] in _NOUN_FORMS and cue.form in {"s", "base"} and not pronoun):
        near = w.lows[k : k + 14]
        comma = near.index(",") if "," in near else len(near)
        starts = (
            low in DETERMINERS | {"what", "how", "none", "there", "people"}
            or low in phrases.SINGLE
            or w.capital(k)
            or low.endswith("s")
            or low[:1].isdigit()
        )
        return starts and any(finite(v) for v in near[1:comma]) and low not in PREPOSITIONS
    if frames == "n" and cue.verb in {"welcome", "praise", "hail"}:
        return low in DETERMINERS or w.capital(k)
    if frames == "h":
        more = cue.verb == "expect" and (low in {"more", "another", "further"} or _counts(w, k))
        return clause or more or "to" in w.lows[k : k + 14]
    if frames == "i" and cue.verb in _PROMISING and low not in PREPOSITIONS:
        return True  # `promised shelter for a month`
    if frames == "i":
        return low in {"to", "not"} or "to" in w.lows[k : k + 6] or (clause and low not in PREPOSITIONS)
    if frames == "v":
        told = k + 1 < len(w) and w.lows[k + 1] in {"know", "hear", "see"}
        return low not in PREPOSITIONS or (low == "to" and told)
    if cue.verb == "claim" and w.lows[k : k + 2] == ["to", "have"]:
        return True  # `claimed to have struck nothing but depots`
    if cue.verb in _NEED_A_CLAUSE and not clause:
        return False
    if frames == "c":
        participle = not _TENSES.isdisjoint(w.lows[k + 1 : k + 4])  # `the road indicated to us was mined`
        return low not in {"of", "to", "by", "about", "and"} or (low != "of" and clause and not participle)
    return low not in {"and", "."}


#: Verbs that attribute only a clause: `maintained contact` is no claim.
_NEED_A_CLAUSE = frozenset(
    ["maintain", "assert", "argue", "state", "insist", "indicate", "relate", "recount", "contend", "explain", "reckon",
     "opine", "lament", "declare", "add", "record", "correct", "clarify"]
)  # fmt: skip
#: What somebody calls that which he denies.
_FALSE = frozenset(
    ["lie", "lies", "false", "fabricated", "fabrication", "fabrications", "untrue", "invention", "inventions",
     "nonsense", "baseless", "unfounded", "propaganda", "fiction", "fake", "absurd", "groundless", "slander", "hoax",
     "rubbish", "sham", "fantasy", "farce"]
)  # fmt: skip
_ADJECTIVE_ENDS = ("able", "ible", "ous", "less", "ful")
_STOPS = frozenset({",", ";", ".", "that", "and", "but", ":", "which", "who"})


def _is_label(w: Words, k: int, act: str) -> bool:
    """`called that a lie` is a denial, `called it a landmark` a word of his own; `called for` is neither."""
    end = next((m for m in range(k, min(len(w), k + 12)) if w.lows[m] in _STOPS and m > k), min(len(w), k + 12))
    lie = not _FALSE.isdisjoint(w.lows[k:end])
    if act == "denies" or lie:
        return act == "denies" and lie and end - k > 1
    if w.lows[k] in {"it", "this", "that", "them"} and end - k == 2 and w.lows[k + 1] not in PREPOSITIONS | {"all"}:
        return True  # `called it superfluous`
    if w.lows[k] in {"the", "its", "his", "their"} and end - k > 2 and w.lows[end - 1].endswith(_ADJECTIVE_ENDS):
        return True  # `called the deal workable`
    named = w.lows[k] in {"it", "this", "that", "them"} or w.lows[k] in {"the", "its", "his", "their", "these", "those"}
    return named and not {"a", "an", "as", "the"}.isdisjoint(w.lows[k + 1 : end])


def _is_cue(w: Words, k: int) -> bool:
    """True when the word can be a cue as it stands: its particles follow, it is no plural noun before a verb."""
    read = cues().get(w.lows[k], ())
    if w.lows[k] in _NOUN_FORMS or w.lows[k] in {"talks", "calls", "posts"}:
        return False
    return any(tuple(w.lows[k + 1 : k + 1 + len(c.particles)]) == c.particles for c in read)


def _inverted(at: _At, i: int, k: int, cue: Cue, span: Span) -> Attribution | None:
    """`..., said X.` and `"...," said X`: the speaker stands behind the cue."""
    w, s = at.w, at.sentence
    if i == 0:
        if s.start > 0 and at.quotes and at.quotes[0][0] < s.start:
            pass
        else:
            return None
    elif w.lows[i - 1] not in {",", '"', "”", "'", "’", "»", "–", "—"}:
        return None
    m = k
    if m < len(w) and w.lows[m] in ADVERBS:
        m += 1
    source = phrases.after(w, m, len(w))
    if source is None or w.lows[m] in PREPOSITIONS or w.lows[m] in {"that", "it", "there"}:
        return None
    after = w.lows[source[1]] if source[1] < len(w) else "."
    ends = after in {".", ",", '"', "“", ";", ":", "!", "?", "who"} or not phrases.has_finite(
        w, source[1], min(len(w), source[1] + 8)
    )
    if not ends:
        return None
    contents = before_cue(w, i, s, at.quotes)
    if not contents or not (cue.verb == "say" or _whole(at, contents[0]) or _interjected(at, i)):
        return None
    m = source[1]
    while m < len(w) and w.lows[m] not in {'"', "“"}:
        m += 1
    if m < len(w) and at.quote_of(w.starts[0]) is not None:
        contents = (*contents, *(c for c in after_cue(w, m, s.end, at.quotes) if c not in contents))
    return Attribution(_span(w, source), span, contents, cue.act, cue.verb, "inverted")


def _interjected(at: _At, i: int) -> bool:
    """`Not so, countered X: ...`: a few words at the beginning of the sentence, with a comma."""
    return (
        i <= 7 and at.w.lows[i - 1] == "," and at.w.lows[0] in {"not", "nonsense", "lies", "untrue", "false", "wrong"}
    )


def _whole(at: _At, told: Span) -> bool:
    """True when words that stand before their cue can be somebody's: a quotation, or a clause with its verb."""
    return at.quote_of(told[0]) is not None or phrases.has_finite(at.w, at.w.at(told[0]), at.w.at(told[1]))


def _participle(at: _At, i: int, k: int, cue: Cue, span: Span, quoted: bool) -> Attribution | None:
    """`, saying that`, `with some accusing X`: the speaker of the verb before, or the phrase after `with`."""
    w = at.w
    if cue.frames == "w" or cue.frames == "h":
        return None
    told, first = _addressee(w, k, cue)
    if not _may_follow(w, first, cue, at):
        return None
    speaker: Span | None = None
    with_ = next((m for m in range(i - 1, max(-1, i - 9), -1) if w.lows[m] == "with"), None)
    if with_ is not None and with_ < i - 1 and "," not in w.lows[with_:i]:
        speaker = (w.starts[with_ + 1], w.ends[i - 1])
    elif i and w.lows[i - 1] in {",", "by", "after", "before", "and", "while"}:
        speaker = _earlier_speaker(at, i)
    if speaker is None:
        return None
    contents = after_cue(w, first, at.sentence.end, at.quotes)
    if not contents:
        return None
    return Attribution(speaker, span, contents, cue.act, cue.verb, "shared", told=told, quoted=quoted)


def _second_verb(at: _At, i: int, j: int, k: int, cue: Cue, span: Span) -> Attribution | None:
    """`X did this and said that`: the speaker stands before the first verb."""
    w = at.w
    if at.found and at.found[-1].shape == "before" and cue.act in {"agrees", "promises", "accuses"}:
        return None
    if j < 0 or w.lows[j] not in {"and", "but", ",", "then", "or"}:
        return None
    speaker = _earlier_speaker(at, j)
    if cue.form == "base" and (speaker is None or w.text[slice(*speaker)].lower() not in {"we", "they", "i"}):
        return None
    if speaker is None:
        return None
    told, first = _addressee(w, k, cue)
    if not _may_follow(w, first, cue, at):
        return None
    contents = after_cue(w, first, at.sentence.end, at.quotes)
    if not contents:
        return None
    return Attribution(speaker, span, contents, cue.act, cue.verb, "shared", told=told)


def _earlier_speaker(at: _At, i: int) -> Span | None:
    """The speaker of the last attribution of this sentence, else the subject of its first verb."""
    if at.found and not at.found[-1].quoted:
        last = at.found[-1]
        within = last.negated or (last.speaker is not None and _looks_back(at.w, last.speaker))
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
    return _span(w, subject) if subject is not None else None


def _group_left(w: Words, m: int) -> int:
    j = m - 1
    while j > 0 and (w.lows[j] in ADVERBS or w.lows[j] in AUXILIARIES):
        j -= 1
    return j


def _passive(at: _At, i: int, k: int, cue: Cue, span: Span) -> Attribution | None:
    """`X was accused by Y of ...`, `was quoted as saying`; without a `by` nobody is named, so there is no speaker."""
    w = at.w
    as_ = next((m for m in range(k, min(len(w) - 1, k + 12)) if w.lows[m] == "as"), None)
    if cue.verb in {"quote", "cite"} and as_ is not None:
        return _was_quoted(at, i, k, as_)
    by = next((m for m in range(k, min(len(w), k + 3)) if w.lows[m] == "by"), None)
    if by is not None and (source := phrases.after(w, by + 1, len(w))) is not None:
        source = next(
            ((source[0], m) for m in range(*source) if w.lows[m] in {"of", "for"} and cue.act == "accuses"), source
        )
        first = i
        while first > 1 and (w.lows[first - 1] in AUXILIARIES or w.lows[first - 1] in ADVERBS):
            first -= 1
        contents = before_cue(w, first, at.sentence, at.quotes)
        rest = after_cue(w, source[1], at.sentence.end, at.quotes) if source[1] < len(w) else ()
        if cue.act == "denies" and contents:
            return Attribution(_span(w, source), span, (_claimed(w, i, contents[0]),), cue.act, cue.verb, "passive")
        first = source[1]
        if cue.frames in {"a", "c", "i"} and first < len(w) and w.lows[first] in {"that", "to"} and rest:
            return Attribution(_span(w, source), span, rest, cue.act, cue.verb, "passive")
        if cue.act == "accuses" and contents:
            return Attribution(_span(w, source), span, contents + rest, cue.act, cue.verb, "passive")
    return None


def _was_quoted(at: _At, i: int, k: int, as_: int) -> Attribution | None:
    """`X was quoted by the agency as saying that ...`: X said it, and the agency passes it on."""
    w = at.w
    first = i
    while first > 0 and (w.lows[first - 1] in AUXILIARIES or w.lows[first - 1] in ADVERBS):
        first -= 1
    subject = phrases.before(w, first - 1, 0)
    contents = after_cue(w, as_ + 2, at.sentence.end, at.quotes)
    if subject is None or w.lows[as_ + 1][-3:] != "ing" or not contents:
        return None
    agency = phrases.after(w, k + 1, as_) if w.lows[k] == "by" else None
    told = _span(w, agency) if agency is not None else None
    span = (w.starts[as_], w.ends[as_ + 1])
    return Attribution(_span(w, subject), span, contents, "says", "quote", "after", told=told)


def _claimed(w: Words, i: int, whole: Span) -> Span:
    """`X's claim that Y was rejected`: Y, without the words of being."""
    last = i - 1
    while last > 0 and (w.lows[last] in AUXILIARIES or w.lows[last] in ADVERBS):
        last -= 1
    that = next((m for m in range(last) if w.lows[m] == "that" and w.lows[m - 1] in _CLAIM_NOUNS), None)
    start = w.starts[that + 1] if that is not None else whole[0]
    return (start, w.ends[last]) if w.ends[last] > start else whole


_CLAIM_NOUNS = frozenset(
    [
        "claim",
        "claims",
        "accusation",
        "accusations",
        "allegation",
        "allegations",
        "statement",
        "assertion",
        "charge",
        "charges",
        "report",
        "reports",
    ]
)
_NOUN_ACTS = {"claim": "says", "claims": "says", "statement": "says", "assertion": "says", "warning": "warns"} | {
    "accusation": "accuses", "accusations": "accuses", "allegation": "accuses", "promise": "promises",
    "demand": "demands", "report": "says", "reports": "says", "assurance": "promises", "assurances": "promises",
    "pledge": "promises", "guarantees": "promises", "allegations": "accuses", "warnings": "warns",
}  # fmt: skip
#: Cues that are no forms of a verb, and participles that are looked at before the others.
_OTHER_CUES = frozenset(_NOUN_ACTS) | {"citing", "quoting", "according", "by"}


def _noun(at: _At, i: int) -> Attribution | None:
    """`the governor's claim that ...`, `a report by X that ...`, `an Israeli statement that ...`: who says it."""
    w = at.w
    if i == 0 or i + 2 >= len(w):
        return None
    if w.lows[i + 1] in {"by", "from"}:
        source = phrases.after(w, i + 2, len(w))
        that = source[1] if source is not None else i
        speaker = _span(w, source) if source is not None else None
    elif w.lows[i - 1][-2:] == "'s":
        subject, that = phrases.before(w, i - 1, 0), i + 1
        speaker = (_span(w, subject)[0], _span(w, subject)[1] - 2) if subject is not None else None
    else:
        that = i + 1
        adjective = w.lows[i - 2] in {"a", "an"} and w.capital(i - 1) and country_of(w.raw(i - 1)) if i > 1 else ""
        speaker = (w.starts[i - 2], w.ends[i]) if adjective else None
    if speaker is None or that + 1 >= len(w) or w.lows[that] != "that":
        return None
    contents = after_cue(w, that, at.sentence.end, at.quotes)
    verb = next((m for m in range(len(w) - 1, i, -1) if w.lows[m] == "by" and w.lows[m - 1] in cues()), None)
    if contents and verb is not None and verb > that:
        contents = (_claimed(w, verb - 1, contents[0]),)
    if not contents or not phrases.has_finite(w, that, len(w)):
        return None  # `a statement from Tehran to that effect`
    return Attribution(speaker, (w.starts[i], w.ends[i]), contents, _NOUN_ACTS[w.lows[i]], "claim", "noun")


def _addressee(w: Words, k: int, cue: Cue) -> tuple[Span | None, int]:
    """Skip to whom it was told; returns that span and the index at which the words may begin."""
    if k >= len(w):
        return None, k
    if cue.verb in {"promise", "warn", "remind"} and w.lows[k] not in {"that", "to", "of"}:
        that = next((m for m in range(k, min(len(w), k + 7)) if w.lows[m] == "that" or finite(w.lows[m])), None)
        return (_told(w, k, that), that) if that is not None and w.lows[that] == "that" else (None, k)
    if cue.frames != "a":
        return None, k
    low = w.lows[k]
    if low in {"that", '"', "“", ":"}:
        return None, k
    own = (
        low == "her" and k + 1 < len(w) and w.lows[k + 1].isalpha() and w.lows[k + 1] not in {"that", "to", "of", "how"}
    )
    if low in {"him", "her", "them", "us", "me", "you"} and not own:
        return (w.starts[k], w.ends[k]), k + 1
    end = min(len(w), k + 14)
    stop = next(
        (m for m in range(k, end) if w.lows[m] in {"that", ":", '"', "“", ",", "how", "what", "to", "whether"}), None
    )
    verb = next(compress(count(k), map(finite, w.lows[k:end])), None)
    if stop is not None and (verb is None or stop < verb):
        return _told(w, k, stop), stop
    m = k + 1
    if low == "the" and m < end and w.capital(m):
        while m < end and w.capital(m):
            m += 1
        return (w.starts[k], w.ends[m - 1]), m
    if low in {"reporters", "journalists", "agencies", "media"}:
        return (w.starts[k], w.ends[k]), m
    if w.capital(k):
        while m < end and w.capital(m) and w.lows[m] not in DETERMINERS and w.lows[m] not in phrases.SINGLE:
            m += 1
        return (w.starts[k], w.ends[m - 1]), m
    while m < end and w.lows[m] not in DETERMINERS and w.lows[m] not in phrases.SINGLE and not w.capital(m):
        m += 1
    return (w.starts[k], w.ends[m - 1]), m


def _told(w: Words, k: int, stop: int) -> Span:
    m = k + 1
    while m < stop and w.lows[m] not in PREPOSITIONS:
        m += 1
    return (w.starts[k], w.ends[m - 1])


# -- Pictures and conditions -----------------------------------------------------------------------------------------

_SPREAD = frozenset(
    [
        "posted",
        "posts",
        "released",
        "published",
        "shared",
        "circulated",
        "uploaded",
        "broadcast",
        "aired",
        "sent",
        "send",
        "sends",
        "showing",
        "showed",
        "shown",
        "shows",
        "show",
        "airing",
    ]
)
_MEDIUM = frozenset(
    [
        "video",
        "videos",
        "footage",
        "pictures",
        "images",
        "photographs",
        "photos",
        "messages",
        "message",
        "recording",
        "recordings",
        "clip",
    ]
)


def _media(at: _At) -> Attribution | None:
    """`X posted a video in which shelling could be heard`: X shows what is seen or heard in it."""
    w = at.w
    if _SPREAD.isdisjoint(w.lows) or _MEDIUM.isdisjoint(w.lows):
        return None
    for i, low in enumerate(w.lows):
        if low not in _SPREAD:
            continue
        medium = next((m for m in range(i + 1, min(len(w), i + 5)) if w.lows[m] in _MEDIUM), None)
        if medium is None:
            continue
        first = _shown(w, medium)
        j = i - 1
        while j > 0 and (w.lows[j] in AUXILIARIES or w.lows[j] in ADVERBS or w.lows[j] in {"to", "begun"}):
            j -= 1
        subject = phrases.before(w, j, 0)
        if first is None or subject is None:
            continue
        contents = after_cue(w, first, at.sentence.end, at.quotes)
        span = (w.starts[i], w.ends[i])
        at.found = [one for one in at.found if one.cue != span]
        act = "reports" if w.lows[medium].startswith("message") else "shows"
        return Attribution(_span(w, subject), span, contents, act, "show", "after") if contents else None
    return None


def _shown(w: Words, medium: int) -> int | None:
    """Where what is shown begins: after `in which`, `showing`, `of`, `that shows`."""
    for m in range(medium + 1, min(len(w) - 1, medium + 9)):
        if (w.lows[m] == "in" and w.lows[m + 1] == "which") or (
            w.lows[m] == "that" and w.lows[m + 1] in {"show", "shows"}
        ):
            return m + 2
        if w.lows[m] in {"showing", "of"}:
            return m + 1
    return None


def _condition(at: _At) -> Attribution | None:
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
            Attribution(_span(w, (source[0], stop)), cue, contents, "demands", "set", "condition") if contents else None
        )
    return None


_SET = frozenset({"introduced", "set", "imposed", "made", "added", "laid"})


# -- Headlines and quotations ----------------------------------------------------------------------------------------


def _headline(at: _At) -> Attribution | None:
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


def _labelled(at: _At) -> list[Attribution]:
    """`Turkey: 7,500, all civilians; UN: at least 6,000`: the lines and parts of a table of counts."""
    w = at.w
    if ":" not in w.lows:
        return []
    made: list[Attribution] = []
    start = 0
    for end in [m for m, low in enumerate(w.lows) if low == ";"] + [len(w)]:
        colon = next((m for m in range(start, min(end, start + 9)) if w.lows[m] == ":"), None)
        first = start + 1 if start < end and w.lows[start] in {"-", "•", "–", "*", "and"} else start
        who = colon
        if colon is not None and colon > first + 2 and w.lows[colon - 1] in phrases.DAYS and w.lows[colon - 2] == ",":
            who = colon - 2
        if (
            colon is not None
            and first < colon < end - 1
            and _is_teller(w, first, who or 0)
            and _tells(w, colon + 1, end)
        ):
            stop = w.ends[end - 1] if w.lows[end - 1] != "." else w.ends[end - 2]
            span = (w.starts[colon], w.ends[colon])
            words = (w.starts[colon + 1], stop)
            made.append(
                Attribution((w.starts[first], w.ends[(who or colon) - 1]), span, (words,), "says", ":", "label")
            )
        start = end + 1
    return [one for one in made if not any(one.cue == other.cue for other in at.found)]


_CLEAR = frozenset({"brief", "clear", "blunt", "explicit", "firm", "adamant", "short", "terse"})


def _was_clear(at: _At) -> list[Attribution]:
    """`On that he was brief: A`: what stands behind the colon is his."""
    w = at.w
    colon = next((m for m in range(3, len(w) - 1) if w.lows[m] == ":" and w.lows[m - 1] in _CLEAR), None)
    if colon is None or w.lows[colon - 2] not in {"was", "is", "were", "are"} or at.found:
        return []
    subject = phrases.before(w, colon - 3, 0)
    contents = after_cue(w, colon + 1, at.sentence.end, at.quotes)
    if subject is None or not contents:
        return []
    span = (w.starts[colon - 2], w.ends[colon - 1])
    return [Attribution(_span(w, subject), span, contents, "says", "be", "after")]


def _bracketed(at: _At) -> list[Attribution]:
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
        if end is None or not source or kind_of(source) == "other" or phrases.has_finite(w, k + 1, end):
            continue
        first = start + 1 if w.lows[start] in {",", "and", ";"} else start
        if first < k and any(w.lows[m].isalnum() for m in range(first, k)):
            words = (w.starts[first], w.ends[k - 1])
            span = (w.starts[k + 1], w.ends[end - 1])
            made.append(Attribution(span, (w.starts[k], w.ends[k]), (words,), "says", "(", "label"))
        start = end + 1
    return made


def _without_dateline(at: _At) -> list[Attribution]:
    """`Yemen: 1,056 people flown home, Red Cross says`: the country before the colon is a place."""
    named = any(one.shape in {"before", "inverted", "according"} for one in at.found)
    if not at.sentence.headline or not named:
        return at.found
    text = at.w.text
    labels = [o for o in at.found if o.shape == "label" and o.speaker and country_of(text[slice(*o.speaker)])]
    bare = {o.cue for o in labels if o.speaker and " " not in text[slice(*o.speaker)]}
    return [o for o in at.found if o.cue not in bare]


def _is_teller(w: Words, first: int, colon: int) -> bool:
    """True when the words before a colon name a body that counts or tells, by its own capital letter."""
    if phrases.has_finite(w, first, colon) or not w.raw(first)[0].isalpha() or ":" in w.lows[first:colon]:
        return False
    shouted = colon - first == 1 and len(w.raw(first)) > 4 and w.raw(first).isupper()
    if shouted:
        return False  # `BEIRUT: ...`, `REPORTER: ...`
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
    }


def _is_body(lows: list[str]) -> bool:
    """True for a country's body: `Turkish foreign minister`, `Syrian army`."""
    return country_of(" ".join(lows)) != "" and not _BODIES.isdisjoint(lows)


_BODIES = frozenset(
    ["minister", "ministry", "army", "government", "military", "state", "media", "police", "president", "officials",
     "television", "agency", "command", "embassy", "foreign", "defence", "kremlin", "intelligence"]
)  # fmt: skip


def _tells(w: Words, k: int, end: int) -> bool:
    return _counts(w, k) or w.lows[k] in {'"', "“", "«", "none", "nobody"} or phrases.has_finite(w, k, end)


def _span(w: Words, phrase: phrases.Phrase) -> Span:
    return w.starts[phrase[0]], w.ends[phrase[1] - 1]


def _parted(at: _At) -> list[Attribution]:
    """Let the words of each end where the next one, standing beside it, begins."""
    found = at.found
    if not found:
        return found
    made: list[Attribution] = []
    for n, one in enumerate(found):
        contents = _behind_its_own_cue(at.w, found[:n], one)
        for other in found[n + 1 :]:
            if (
                one.cue is None
                or other.cue is None
                or other.quoted
                or (other.shape == "before" and one.shape == "before")
            ):
                continue
            begins = _begins(at.w, other)
            if begins is None:
                continue
            contents = tuple(
                _cut(at.w.text, c, begins) if c[0] < begins < c[1] else c
                for piece, c in enumerate(contents)
                if not (piece and begins <= c[0] < other.cue[0] < c[1] and _JOINT.match(at.w.text, c[0]))
            )
        contents = tuple(c for c in contents if c[1] > c[0])
        if contents and not _only_when(at.w, contents):
            made.append(one if contents == one.contents else replace(one, contents=contents))
    return made


_JOINT = re.compile(r"(?:and|but|while)\b")


def _only_when(w: Words, contents: tuple[Span, ...]) -> bool:
    """`which Russia had announced on Tuesday evening`: a time is nobody's words."""
    first, last = w.at(contents[0][0]), w.at(contents[-1][1])
    return 0 < last - first <= 4 and all(w.lows[k] in phrases.TIMES for k in range(first, last))


def _behind_its_own_cue(w: Words, earlier: list[Attribution], one: Attribution) -> tuple[Span, ...]:
    """`He admitted that A, in answer, he maintained, to B`: what he maintained begins with A."""
    if one.shape != "before" or not earlier or one.speaker is None or not _looks_back(w, one.speaker):
        return one.contents  # `X had agreed to A, Y said`: all of it is Y's
    first = one.contents[0]
    plain = [
        e for e in earlier if e.shape == "after" and e.cue is not None and first[0] <= e.cue[0] and e.act not in _WILLS
    ]
    begun = [e for e in plain if e.contents[0][0] < first[1]]
    return ((max(e.contents[0][0] for e in begun), first[1]), *one.contents[1:]) if begun else one.contents


#: What somebody else wants or settles is told by the one who speaks: `The groups had agreed to it, it said`.
_WILLS = frozenset({"agrees", "promises", "demands", "believes", "orders"})


def _looks_back(w: Words, speaker: Span) -> bool:
    return w.text[slice(*speaker)].lower() in {"he", "she", "it", "they"}


def _begins(w: Words, other: Attribution) -> int | None:
    """Where an attribution begins that stands beside another and not in its words: after `and`, `but`, `;`, a comma."""
    assert other.cue is not None
    shared = other.shape == "shared"
    inside = other.speaker is not None and other.speaker[0] > other.cue[0]
    beside = other.speaker is not None and 0 <= other.cue[0] - other.speaker[1] <= 2
    start = other.cue[0] if other.speaker is None or inside or (shared and not beside) else other.speaker[0]
    if other.shape == "according" and other.contents[0][0] < other.cue[0]:
        return other.cue[0]
    if other.shape in {"before", "inverted"}:
        start = other.cue[0] if other.shape == "inverted" or other.speaker is None else other.speaker[0]
        comma = w.at(start) - 1
        return w.starts[comma] if comma > 0 and w.lows[comma] == "," else None
    m = w.at(start) - 1
    while m >= 0 and (w.lows[m] in ADVERBS or w.lows[m] in {"with"}):
        m -= 1
    if m < 0:
        return None
    if w.lows[m] == "and" and m > 0 and w.lows[m - 1] in phrases.SINGLE and not shared:
        return None  # `he and Turkey's president agreed` is one subject
    if w.lows[m] in {"and", "but", "while", ";", "although", "though", "whereas"}:
        if m > 0 and w.lows[m - 1] == ",":
            m -= 1
        return w.starts[m]
    if w.lows[m] == "," and (shared or other.shape == "after"):
        return w.starts[m]
    return None


def _cut(text: str, span: Span, at: int) -> Span:
    part = text[span[0] : at].rstrip().rstrip(",;")
    return span[0], span[0] + len(part.rstrip())
