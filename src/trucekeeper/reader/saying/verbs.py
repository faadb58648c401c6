"""A verb of saying: its group to the left, whether it is negated or passive, and what is tried at it."""

import re

from msgspec.structs import replace

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution, Span
from trucekeeper.reader.content import after_cue
from trucekeeper.reader.cues import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    SUBORDINATORS,
    Cue,
    cues,
    finite,
)
from trucekeeper.reader.saying.leaflets import printed_order
from trucekeeper.reader.saying.may_follow import PROMISING
from trucekeeper.reader.saying.nouns import is_noun
from trucekeeper.reader.saying.passive import in_passive
from trucekeeper.reader.saying.search import WILLS, Search, span_of
from trucekeeper.reader.saying.shared import second_verb, with_participle
from trucekeeper.reader.saying.word_order import inverted, with_subject
from trucekeeper.reader.words import Asked, Words

#: What may stand before a participle that is a verb.
_HELPERS = AUXILIARIES | ADVERBS

#: `, rejected the allegation` is no speaker behind the verb: only words of saying stand before their speaker.
_NEVER_INVERTED = frozenset({"denies", "admits", "accuses", "confirms", "demands"})

#: Words of thinking that stand behind the thought as well: `..., suspects a former negotiator`.
_THINKING = frozenset({"suspect", "believe", "think", "fear", "assume", "guess"})

_WHOEVER = re.compile(r"(?:those|whoever|anyone|anybody|everyone|everybody)\b", re.IGNORECASE)

_UNSHARED = frozenset({"accept", "believe"})
_SAID_BEFORE = re.compile(
    r"(?:it|this|that|them)\s*(?:[.,;]|$)|"
    r"(?:this|that|the|its|his|their|such|these|those)\s+(?:\w+\s+)?"
    r"(?:explanation|claim|account|version|accusation|allegation|charge|story|reading|assertion|figure|number)s?\b",
    re.IGNORECASE,
)

_UNDENIED = frozenset({"deny", "dispute"})

#: What stands behind these has not been said yet.
_CONDITIONS = frozenset({"until", "unless", "if", "once", "lest"})

_NOR = frozenset({"neither", "nor"})

_NOBODY = ("neither", "no ", "none", "nobody", "no one")


def at_verb(at: Search, i: int, cue: Cue) -> Attribution | None:
    """What is said at a verb, by the first reading that fits it."""
    w = at.w
    j, negated, passive, infinitive = _verb_left(w, i, cue)
    if w.lows[0] in AUXILIARIES and cue.form == "base" and w.lows[-1] == "?":
        return None  # `Did the fighters agree to it?`
    if infinitive or (i and w.capital(i) and not at.sentence.headline) or is_noun(w, i, j, cue):
        return None
    before = w.lows[i - 1] if i else ""
    if before in _NOR or (i > 2 and w.lows[i - 3] in _NOR and w.lows[i - 2] in AUXILIARIES):
        return None  # `neither confirmed nor denied`, `nor did it deny it`
    if cue.form == "participle" and before not in _HELPERS:
        return None
    k = i + 1 + len(cue.particles)
    span = (w.starts[i], w.ends[k - 1])
    if passive or (not i and cue.frames == "a" and w.lows[k : k + 1] == ["by"]):  # `Told by X that A`
        return in_passive(at, i, k, cue, span)
    if cue.form in {"past", "participle"} and w.lows[k : k + 1] == ["by"] and _names_who(w, k + 1):
        return None  # `the truce declared by the government`
    inside = at.quote_of(w.starts[i])
    quoted = inside is not None
    if quoted and cue.frames == "e":
        return None  # `"We heard shots," said X`: it is X who says it
    if cue.form == "ing" and (printed := printed_order(at, i, k, cue)) is not None:
        return printed
    if cue.form == "ing" and not _progressive(w, i):
        return with_participle(at, i, k, cue, span, quoted)
    if cue.verb in {"quote", "cite"} and (saying := _quoted_as(at, i, k, j)) is not None:
        return saying
    if cue.frames == "f":
        return _heard_from(at, k, j, span)
    if cue.act == "denies" and at.found and (denied := _charge_denied(at, j, cue, span)) is not None:
        return denied
    made = inverted(at, i, k, cue, span) if _may_be_inverted(w, k, cue) else None
    if made is None:
        subject = phrases.before(w, j, w.at(inside[0]) if inside is not None else 0)
        made = second_verb(at, i, j, k, cue, span) if subject is None else with_subject(at, subject, i, k, cue, span)
    if made is None or (made.act in WILLS and made.speaker is not None and _WHOEVER.match(w.text, made.speaker[0])):
        return None  # `those who had done it wanted the siege to go on`: nobody says so
    if made.shape == "after" and made.speaker is not None and w.lows[w.at(made.speaker[0]) - 1] in _CONDITIONS:
        return None  # `until Israel committed itself to it`
    told = cue.act not in _OF_WHAT_WAS_SAID and made.shape == "after"
    if told and made.speaker is not None and _is_relative(w, w.at(made.speaker[0]), k):
        return None  # `the lull that the President declared for the New Year`
    if inside is not None:
        made = _within(made, inside, w.text)
    if made.speaker is not None and w.text[slice(*made.speaker)].lower().startswith(_NOBODY):
        negated = True
    if cue.form == "base" and made.speaker is not None and (first := w.at(made.speaker[0])) > 1:
        negated = negated or (w.lows[first - 1] in AUXILIARIES and w.lows[first - 2] in _NOR)  # `Nor did X deny that`
    if (answered := _answer(at, made)) is not None:
        return answered
    if negated and cue.verb in _UNSHARED and _SAID_BEFORE.match(w.text, made.contents[0][0]) is not None:
        return replace(made, act="denies", quoted=quoted)  # `does not accept this explanation`
    if negated and cue.verb in _UNDENIED and "confirm" not in w.lows[max(0, i - 6) : i]:
        return replace(made, act="admits", quoted=quoted)  # `does not deny that aircraft took off`
    return replace(made, negated=negated, quoted=quoted) if negated or quoted else made


#: `a statement that officials dismissed as meaningless`: these need no words of their own.
_OF_WHAT_WAS_SAID = frozenset({"denies", "confirms", "admits"})


def _is_relative(w: Words, first: int, k: int) -> bool:
    """True where the clause whose subject begins at `first` tells what a noun is: `the pause that X promised for`."""
    if first < 2 or w.lows[first - 1] not in {"that", "which"} or w.lows[k : k + 1] == ["that"]:
        return False
    noun = w.lows[first - 2]
    alone = (
        noun.isalpha() and not finite(noun) and noun not in ADVERBS and noun not in cues() and noun not in PREPOSITIONS
    )
    return alone and k < len(w) and (w.lows[k] in PREPOSITIONS or finite(w.lows[k]))


def _names_who(w: Words, k: int) -> bool:
    """True where somebody is named behind `by`, and not how it was said: `by telephone`."""
    return k < len(w) and (w.lows[k] in {"the", "a", "an", "its", "their", "his", "both"} or w.capital(k))


def _within(made: Attribution, quote: Span, text: str) -> Attribution:
    """`"The mission can confirm that A," said X`: what is confirmed ends with the quotation."""
    a, b = made.contents[0]
    if (
        len(made.contents) > 1
        or made.shape not in {"after", "shared"}
        or not (a < quote[1] < b)
        or text[quote[1] : b].strip(" .") == ""
    ):
        return made
    end = quote[1] - 1
    while end > a + 1 and (text[end - 1].isspace() or text[end - 1] in ",.;"):
        end -= 1
    return replace(made, contents=((a, end),))


def _charge_denied(at: Search, j: int, cue: Cue, span: Span) -> Attribution | None:
    """`X says A, a charge Y denies`, `..., which Y dismissed as fiction`: Y denies A."""
    w, last = at.w, at.found[-1]
    subject = phrases.before(w, j, 0)
    if subject is None or last.speaker is None or last.act == "denies":
        return None
    m = subject[0] - 1
    which = m > 0 and w.lows[m] == "which" and w.lows[m - 1] == ","
    if m > 0 and w.lows[m] in {"that", "which"}:
        m -= 1
    if not which:
        something = w.lows[m] == "something"
        named = m > 1 and w.lows[m] in CHARGES and (something or w.lows[m - 1] in {"a", "an", "the"})
        m -= 1 if something else 2
        if not named or m < 0 or w.lows[m] not in {",", "–", "—"}:
            return None
    comma = w.ends[m - 1]
    contents = tuple((a, min(b, comma)) for a, b in last.contents if a < comma)
    if not contents or contents[-1][1] - contents[0][0] < 8:
        return None
    at.found[-1] = replace(last, contents=contents)
    return Attribution(span_of(w, subject), span, contents, "denies", cue.verb, "passive")


#: What one says of another and the other denies.
CHARGES = frozenset(
    ["charge", "claim", "accusation", "allegation", "assertion", "version", "account", "report", "figure", "charges",
     "claims", "accusations", "allegations", "something"]
)  # fmt: skip


def _answer(at: Search, made: Attribution) -> Attribution | None:
    """`Asked whether A, X said no`: X denies A; with `yes` he confirms it."""
    w = at.w
    if w.lows[0] != "asked" or w.lows[1:2] not in (["whether"], ["if"]) or made.shape != "after":
        return None
    answer = w.lows[w.at(made.contents[0][0])]
    comma = next((m for m in range(2, len(w)) if w.lows[m] == ","), None)
    act = {"no": "denies", "not": "denies", "yes": "confirms"}.get(answer)
    if act is None or comma is None or comma < 4 or made.speaker is None or made.speaker[0] < w.starts[comma]:
        return None
    return replace(made, contents=((w.starts[2], w.ends[comma - 1]),), act=act, shape="passive")


def _heard_from(at: Search, k: int, j: int, span: Span) -> Attribution | None:
    """`X had heard from Y that A`: Y said it, and X passes it on."""
    w = at.w
    source = phrases.after(w, k, len(w))
    if source is None or source[1] >= len(w) or w.lows[source[1]] != "that":
        return None
    contents = after_cue(w, source[1], at.sentence.end, at.quotes)
    subject = phrases.before(w, j, 0)
    by = span_of(w, subject) if subject is not None else None
    return Attribution(span_of(w, source), span, contents, "says", "quote", "passive", told=by) if contents else None


def _may_be_inverted(w: Words, k: int, cue: Cue) -> bool:
    """True for words of saying, thinking and promising, which stand before their speaker too."""
    asserts = cue.frames in {"c", "q"} and cue.act not in _NEVER_INVERTED
    if not (asserts or cue.verb in _THINKING or cue.verb in PROMISING):
        return False
    return cue.form != "base" or _plural_behind(w, k)


def _plural_behind(w: Words, k: int) -> bool:
    """True where several speak: `Nonsense, say Israeli officials`."""
    return any(w.lows[m].endswith("s") or w.lows[m] in {"police", "people"} for m in range(k, min(len(w), k + 4)))


def _quoted_as(at: Search, i: int, k: int, j: int) -> Attribution | None:
    """`The agency quoted X, reached by telephone, as saying that ...`: X said it, and the agency passes it on."""
    w = at.w
    saying = next((m for m in range(k + 1, min(len(w) - 1, k + 27)) if w.lows[m] == "saying"), None)
    if saying is None:
        return None
    as_ = saying - (w.lows[saying - 1] == "as")
    source = phrases.after(w, k, as_)
    if source is None:
        return None
    contents = after_cue(w, saying + 1, at.sentence.end, at.quotes)
    span = (w.starts[as_], w.ends[saying])
    quoting = phrases.before(w, j, 0)
    by = span_of(w, quoting) if quoting is not None else None
    return Attribution(span_of(w, source), span, contents, "says", "quote", "after", told=by) if contents else None


#: Before `to say`: what is said all the same.
_GOING_ON = frozenset(
    [
        "on",
        "continued",
        "continues",
        "continue",
        "appeared",
        "seemed",
        "seems",
        "appears",
        "appear",
        "seem",
        "began",
        "begun",
    ]
)

#: Who hastens to say, is forced to admit, goes out of his way to deny: he does.
_TAKES_PAINS = frozenset({"says", "admits", "denies", "confirms", "warns"})
_EAGER = frozenset(
    ["quick", "keen", "careful", "anxious", "eager", "forced", "obliged", "compelled", "pains", "first", "swift",
     "happy", "sorry"]
)  # fmt: skip
_WENT = frozenset({"went", "goes", "took", "takes", "came", "come"})
_HASTENS = frozenset(
    {
        "hastened",
        "hastens",
        "rushed",
        "rushes",
        "had",
        "has",
        "have",
        "chose",
        "care",
        "far",
        "way",
        "messaged",
        "phoned",
        "telephoned",
        "called",
        "rang",
        "wrote",
        "writes",
        "forward",
    }
)


def _at_pains(w: Words, k: int) -> int | None:
    """The last word of the subject before `was quick to`, `had to`, `went out of his way to`; None before others."""
    if k < 1 or w.lows[k] not in _EAGER | _HASTENS:
        return None
    if w.lows[k] == "way":
        k = next((m for m in range(k - 1, max(0, k - 6), -1) if w.lows[m] in {"went", "goes", "go", "gone"}), 0)
    elif w.lows[k] in {"far", "care", "pains", "first", "forward"}:
        k = next((m for m in range(k, max(0, k - 4), -1) if w.lows[m] in _WENT or w.lows[m] in BE), 0)
    elif w.lows[k] in _EAGER:
        if w.lows[k - 1] not in BE and w.lows[k - 1] not in ADVERBS:
            return None
        k -= 1
    while k > 0 and (w.lows[k - 1] in AUXILIARIES or w.lows[k - 1] in ADVERBS):
        k -= 1
    return k - 1 if k > 0 else None


_BEFORE_BOTH = frozenset({",", ";", ":", "and", "but", "that", "though"})


#: What may stand between a subject and its verb.
_IN_GROUP = Asked(
    lambda low: low in AUXILIARIES or low in ADVERBS or low in NEGATIONS or low[-2:] == "ly" or low == "further"
).__getitem__


def _verb_left(w: Words, i: int, cue: Cue) -> tuple[int, bool, bool, bool]:
    """The word before the verb group at i, and whether it is negated, passive, an infinitive."""
    j, negated, seen = i - 1, False, []
    while j >= 0 and _IN_GROUP(w.lows[j]):
        if w.lows[j] in {"both", "all"} and (j == 0 or w.lows[j - 1] in _BEFORE_BOTH):
            break
        negated = negated or w.lows[j] in NEGATIONS or w.lows[j].endswith("n't")
        seen.append(w.lows[j])
        j -= 1
    if j > 0 and w.lows[j] in phrases.TIMES:
        j = _before_time(w, j)
    elif j > 1 and w.lows[j] == "each" and w.lows[j - 1].isalpha():
        j -= 1  # `Moscow and Ankara each blamed the other`
    if "having" in seen:
        return j, negated, False, True
    participle = cue.form in {"past", "participle"}
    passive = participle and bool(seen) and any(a in BE for a in seen)
    if j >= 0 and w.lows[j] == "to" and cue.form == "base":
        if j > 0 and w.lows[j - 1] in _GOING_ON:
            return j - 2 - (1 if w.lows[j - 1] == "on" else 0), negated, False, False
        if cue.act in _TAKES_PAINS and (left := _at_pains(w, j - 1)) is not None:
            return left, negated, False, False
        return j, negated, False, True
    return j, negated, passive, False


def _before_time(w: Words, j: int) -> int:
    """The last word before `on Tuesday`, `late on Friday`, `last night`; j where that is no subject's last word."""
    k = j
    while k > 0 and (w.lows[k] in phrases.TIMES or w.lows[k] in _BEFORE_DAYS):
        k -= 1
    while k > 0 and (w.lows[k] in ADVERBS or w.lows[k] in AUXILIARIES):
        k -= 1
    low = w.lows[k]
    stands = low[:1].isalpha() and low not in PREPOSITIONS and low not in SUBORDINATORS and low not in DETERMINERS
    return k if stands and low not in {"and", "but", "or"} and k < j and not finite(low) else j


_BEFORE_DAYS = frozenset({"on", "late", "early", "this"})


def _progressive(w: Words, i: int) -> bool:
    return i > 0 and any(w.lows[m] in BE for m in range(max(0, i - 3), i) if w.lows[m] in BE or w.lows[m] in ADVERBS)
