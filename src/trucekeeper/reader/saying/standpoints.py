"""Where somebody stands, without a verb of saying: `X's position is that A`, `A, as X puts it`."""

from functools import cache

from trucekeeper.reader import phrases
from trucekeeper.reader.attribution import Attribution, Span
from trucekeeper.reader.content import after_cue, before_cue
from trucekeeper.reader.cues import ADVERBS, AUXILIARIES, BE, OBJECTS, PREPOSITIONS, cues, finite
from trucekeeper.reader.lexicon import sections, word_set
from trucekeeper.reader.saying.numbers import counts
from trucekeeper.reader.saying.search import Search, is_whole, span_of
from trucekeeper.reader.saying.verb_forms import heard
from trucekeeper.reader.speakers import country_of, kind_of
from trucekeeper.reader.words import Words

LIST = "en_standpoints.txt"
_OWNERS = frozenset({"our", "my", "his", "her", "its", "their"})
_REMAINS = BE | {"remains", "remained"}
_SEEMS = _REMAINS | {"seemed", "sounded", "seems", "sounds", "feels", "felt"}


@cache
def _acts(kind: str) -> dict[str, str]:
    """The act of each word of the sections `KIND ACT`."""
    found: dict[str, str] = {}
    for head, lines in sections(LIST).items():
        if head.startswith(f"{kind} "):
            found |= {word: head.partition(" ")[2] for line in lines for word in line.split()}
    return found


_NOUNS = frozenset(_acts("noun"))
#: `The ministry's figure is less than 70,000`.
_FIGURES = word_set("en_unlisted.txt", "counted") - {"casualties", "losses"}
_ATTITUDES = frozenset(_acts("be"))
_HOW = word_set(LIST, "how")
#: Without one of these words a sentence tells nobody's standpoint in this manner.
SIGNS = _NOUNS | _FIGURES | _ATTITUDES | {"how", "as", "what", "all"}


def standpoints(at: Search) -> list[Attribution]:
    """The standpoints of a sentence; what is part of another attribution's cue or speaker is none."""
    w = at.w
    made: list[Attribution] = []
    for i, low in enumerate(w.lows):
        if low not in SIGNS:
            continue
        one = None
        if low in _NOUNS:
            one = _noun_is(at, i)
        if one is None and low in _FIGURES:
            one = _figure_is(at, i)
        if low in _ATTITUDES:
            one = _is_of_the_mind(at, i)
        elif low == "how":
            one = _that_is_how(at, i)
        elif low == "as":
            one = _as_he_puts_it(at, i)
        elif low == "what" or (low == "all" and w.lows[i + 1 : i + 2] in _ALL_HE):
            one = _what_he_says_is(at, i)
        if one is None or any(_same_place(one, other) for other in at.found):
            continue
        if (
            low == "as"
            and made
            and made[-1].cue is not None
            and made[-1].cue[0] < w.starts[i] < made[-1].contents[0][0]
        ):
            continue  # `Its version, as he understood it, was that A`
        made.append(one)
    return made


def _same_place(one: Attribution, other: Attribution) -> bool:
    """True where two attributions have their cue at one place."""
    if one.cue is None or other.cue is None:
        return False
    beside = one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1]
    return beside or (one.contents == other.contents and one.shape == "standpoint")


def _noun_is(at: Search, m: int) -> Attribution | None:
    """`X's position is that A`, `The view in X was: A`, `The X version, as he understood it, was that A`."""
    w = at.w
    owner = _owner_before(w, m) or _owner_behind(w, m)
    if owner is None:
        return None
    k = _be_behind(w, m, owner)
    if k is None:
        return None
    act = _acts("noun")[w.lows[m]]
    colon = w.lows[k] == ":" or w.lows[k] in {'"', "“"}
    wanted = act in {"demands", "promises"} and w.lows[k] == "to"
    if not (w.lows[k] == "that" or colon or wanted):
        return None
    contents = after_cue(w, k, at.sentence.end, at.quotes)
    first, last = (w.at(contents[0][0]), w.at(contents[-1][1])) if contents else (k, k)
    if not contents or not (wanted or colon or phrases.has_finite(w, first, last)):
        return None
    return Attribution(_span(w, owner), (w.starts[m], w.ends[m]), contents, act, w.lows[m], "standpoint")


def _figure_is(at: Search, m: int) -> Attribution | None:
    """`The ministry's figure is less than 70,000`, `The UN count stands at 45`: who counts so says it."""
    w = at.w
    owner = _owner_before(w, m)
    k = _be_behind(w, m, owner) if owner is not None else None
    if owner is not None and k is None and w.lows[m + 1 : m + 3] in _STANDS:
        k = m + 3
    if owner is None or k is None or not (counts(w, k) or w.lows[k : k + 2] in (["less", "than"], ["more", "than"])):
        return None
    owned = w.lows[owner[1] - 1].endswith(("'s", "s'", "'")) or w.lows[owner[0]] in _OWNERS
    known = owned or kind_of(w.lows[owner[0] : m]) != "other" or country_of(" ".join(w.lows[owner[0] : m])) != ""
    contents = after_cue(w, k, at.sentence.end, at.quotes)
    if not contents or not known or heard().isdisjoint(x.removesuffix("'s") for x in w.lows[owner[0] : m]):
        return None
    return Attribution(_span(w, owner), (w.starts[m], w.ends[m]), contents, "says", "count", "standpoint")


_STANDS = (["stands", "at"], ["stood", "at"], ["remains", "at"], ["remained", "at"])


def _span(w: Words, owner: phrases.Phrase) -> Span:
    """Where an owner stands, without the mark of possession."""
    start, end = span_of(w, owner)
    last = w.lows[owner[1] - 1]
    return start, end - (2 if last.endswith("'s") else 1 if last.endswith("'") else 0)


def _owner_before(w: Words, m: int) -> phrases.Phrase | None:
    """`X's`, `its`, `the Israeli` before the noun at m, with up to two adjectives between."""
    for k in range(m - 1, max(-1, m - 4), -1):
        low = w.lows[k]
        if low in _OWNERS:
            return (k, k + 1)
        if low.endswith(("'s", "s'")) or (low == "'" and k and w.lows[k - 1].endswith("s")):
            found = phrases.before(w, k, 0)
            return found if found is not None else None
        if not low.isalpha() or low in PREPOSITIONS or finite(low):
            return None
        if k and w.lows[k - 1] in {"the", "one", "a", "an"}:
            named = w.capital(k) and (country_of(w.raw(k)) != "" or k < m)
            return (k - 1, m + 1) if named and low not in {"first", "last"} else None
    return None


def _owner_behind(w: Words, m: int) -> phrases.Phrase | None:
    """`The view in Tehran`, `the message of its director`."""
    if m + 2 >= len(w) or w.lows[m + 1] not in {"in", "of", "from", "among", "at"}:
        return None
    if m and w.lows[m - 1] not in {"the", "one", "a", "official", "general", "another"}:
        return None
    found = phrases.after(w, m + 2, len(w))
    if found is None:
        return None
    lows = w.lows[found[0] : found[1]]
    speaks = kind_of(lows) != "other" or country_of(" ".join(lows)) != "" or w.capital(found[0])
    speaks = speaks or w.lows[m + 1] == "among"
    return found if speaks else None


def _be_behind(w: Words, m: int, owner: phrases.Phrase) -> int | None:
    """The word behind `is` or `was` that follows the noun at m and its owner; a parenthesis may stand between."""
    k = max(m + 1, owner[1])
    if k < len(w) and w.lows[k] == ",":
        k = next((n + 1 for n in range(k + 1, min(len(w), k + 9)) if w.lows[n] == ","), len(w))
    while k < len(w) and (w.lows[k] in {"has", "had", "have"} or w.lows[k] in ADVERBS):
        k += 1
    if k + 1 >= len(w):
        return None
    if w.lows[k] == ":" and k == m + 1 and phrases.has_finite(w, k + 1, len(w)):
        return k
    if w.lows[k] not in _REMAINS:
        return None
    k += 1
    while k < len(w) - 1 and (w.lows[k] in ADVERBS or w.lows[k] in {"simple", "clear", "this", "been"}):
        k += 1
    return k


#: `is troubled by the killing of civilians`: a position on what befell.
_MOVED = frozenset(
    ["troubled", "appalled", "shocked", "dismayed", "saddened", "disturbed", "outraged", "alarmed", "concerned"]
)


def _is_of_the_mind(at: Search, m: int) -> Attribution | None:
    """`X is convinced that A`, `X was adamant: A`."""
    w = at.w
    moved = m + 2 < len(w) and w.lows[m] in _MOVED and w.lows[m + 1] in {"by", "at", "about", "over"}
    if m + 2 >= len(w) or not (moved or w.lows[m + 1] in {"that", ":"}):
        return None
    j = m - 1
    while j > 0 and (w.lows[j] in ADVERBS or w.lows[j].endswith("ly") or w.lows[j] in {"more", "less", "quite"}):
        j -= 1
    if j < 1 or w.lows[j] not in _SEEMS:
        return None
    start = j
    while j > 0 and (w.lows[j] in BE or w.lows[j] in {"has", "have", "had", *_REMAINS} or w.lows[j] in ADVERBS):
        j -= 1
    if "not" in w.lows[j : m + 1]:
        return None
    subject = phrases.before(w, j if start != j else j - 1, 0)
    contents = after_cue(w, m + 1, at.sentence.end, at.quotes)
    if subject is None or not contents or w.lows[subject[0]] in {"it", "there", "what"}:
        return None
    cue = (w.starts[j + 1], w.ends[m])
    if moved:
        known = w.capital(subject[0]) or kind_of(w.lows[subject[0] : subject[1]]) != "other"
        words = after_cue(w, m + 2, at.sentence.end, at.quotes)
        named = known and words and w.lows[subject[0]] not in {"they", "people", "residents", "families"}
        return Attribution(span_of(w, subject), cue, words, "says", "be", "after") if named else None
    verb = {"predicts": "expect"}.get(_acts("be")[w.lows[m]], "be")
    act = {"predicts": "believes"}.get(_acts("be")[w.lows[m]], _acts("be")[w.lows[m]])
    return Attribution(span_of(w, subject), cue, contents, act, verb, "after")


def _that_is_how(at: Search, h: int) -> Attribution | None:
    """`A: that is how X sees it`, `A, was how X put it`."""
    w = at.w
    if h < 3 or w.lows[h - 1] not in BE:
        return None
    start = h - 2 if w.lows[h - 2] in {"that", "this", "which"} else h - 1
    v = next((n for n in range(h + 2, min(len(w), h + 14)) if w.lows[n] in _HOW), None)
    if v is None or start < 2 or w.lows[start - 1] not in {":", ",", ".", '"', "”", ";", "–", "—"}:
        return None
    subject = phrases.before(w, v - 1, h + 1)
    contents = before_cue(w, start - 1, at.sentence, at.quotes)
    if subject is None or subject[0] > h + 2 or not contents:
        return None
    return Attribution(span_of(w, subject), (w.starts[v], w.ends[v]), contents, "says", "put", "standpoint")


def _as_he_puts_it(at: Search, a: int) -> Attribution | None:
    """`A, as X puts it, goes on`, `A, as X said`: what is put in so is X's as a whole."""
    w = at.w
    leads = a == 0
    if not leads and (a < 2 or w.lows[a - 1] != ","):
        return None
    stop = next((n for n in range(a + 2, min(len(w), a + 12)) if w.lows[n] in {",", ".", ";"}), len(w))
    v = stop - 1
    while v > a + 1 and (w.lows[v] in {"it", "them", "matters", "things"} or w.lows[v] in ADVERBS):
        v -= 1
    known = cues().get(w.lows[v], ())
    says = any(c.act in {"says", "reports", "confirms"} and not c.particles and c.form != "ing" for c in known)
    if v <= a + 1 or not (says or (w.lows[v] in _HOW and v < stop - 1)):
        return None
    subject = phrases.before(w, v - 1, a + 1)
    if subject is None or subject[0] != a + 1 or w.lows[a + 1] in {"each", "both", "some", "many"}:
        return None
    if leads:
        contents = after_cue(w, stop + 1, at.sentence.end, at.quotes) if w.lows[stop - 1] == "it" else ()
    else:
        contents = before_cue(w, a - 1, at.sentence, at.quotes)
    if not leads and contents and stop < len(w) - 2 and w.lows[stop] == "," and not is_whole(at, contents[0]):
        contents = (*contents, *after_cue(w, stop + 1, at.sentence.end, at.quotes))
    if not contents or not any(is_whole(at, one) for one in contents):
        return None
    return Attribution(span_of(w, subject), (w.starts[v], w.ends[v]), contents, "says", "put", "standpoint")


_ALL_HE = (["he"], ["she"], ["they"], ["it"], ["we"], ["the"])


def _what_he_says_is(at: Search, i: int) -> Attribution | None:
    """`What all agree on is that A`, `What the rebels want is that A`."""
    w = at.w
    if i and w.lows[i - 1] not in {",", ";", ":", "but", "and", '"', "“"}:
        return None
    b = next((n for n in range(i + 3, min(len(w) - 2, i + 14)) if w.lows[n] in BE), None)
    if b is None or w.lows[b + 1] not in {"that", ":", "to"}:
        return None
    v = b - 1
    if w.lows[v] in {"on", "about", "of", "for"} or (w.lows[v] in OBJECTS and v > i + 2):
        v -= 1
    known = [c for c in cues().get(w.lows[v], ()) if not c.particles or c.particles == tuple(w.lows[v + 1 : b])]
    if not known:
        return None
    subject = phrases.before(w, v - 1 - (w.lows[v - 1] in AUXILIARIES), i + 1)
    contents = after_cue(w, b + 1, at.sentence.end, at.quotes)
    if subject is None or subject[0] != i + 1 or not contents or w.lows[i + 1] in {"nobody", "none", "no"}:
        return None
    cue = known[0]
    act = "says" if cue.act == "agrees" else cue.act
    return Attribution(span_of(w, subject), (w.starts[v], w.ends[b - 1]), contents, act, cue.verb, "standpoint")
