"""Who is said to have done it, by his place in the sentence: the accused, the subject, who stands behind `by`.

`reader.actors` knows how reports call a deal's forces; here it is found out who acts at all, also those whom the deal
has no force for (a ministry that lets go, a council that votes, both sides that agree). Who travels, waits or suffers
is no doer. A party has the id of its force where the deed is one of forces, or where it is called by a word of arms.
"""

from functools import cache
from itertools import compress
from typing import Final

from trucekeeper.reader import phrases
from trucekeeper.reader.actors import Actor, Forces
from trucekeeper.reader.cues import ADVERBS, AUXILIARIES, DETERMINERS, PREPOSITIONS, finite
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.lexicon import folded_sections
from trucekeeper.reader.occasion import FIRE
from trucekeeper.reader.proposal import Mention, Span
from trucekeeper.reader.speakers import Roster, country_of
from trucekeeper.reader.words import Words

#: What only forces do.
HARM: Final = FIRE | {"obstruction", "detention"}
#: Events of which nobody is the doer: who leaves, comes and goes back is moved.
MOVED: Final = frozenset({"movement", "arrival"})
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "got"})
#: A passive that tells what somebody is to do.
_TO_DO: Final = frozenset(
    {"expected", "due", "supposed", "prepared", "ready", "set", "likely", "willing", "unwilling", "involved"}
)
#: Things that do what their owner does; they are nobody without him.
_THINGS: Final = frozenset(
    ["fire", "gunfire", "shelling", "shellfire", "artillery", "planes", "aircraft", "warplanes", "jets", "warplane"]
)  # fmt: skip
#: Words for the soldiers of a state.
_SOLDIERS: Final = frozenset({"army", "soldiers", "soldier", "troops", "police", "intelligence"})
#: Words of a phrase for both sides.
_FEW: Final = 2
#: Words of a phrase that names one who is accused.
_PHRASE: Final = 4
_MARKS: Final = frozenset("\"“”«»'")
_OWN: Final = frozenset({"it", "they", "he", "she", "we"})
_OWNED: Final = frozenset({"its", "his", "her", "their", "our"})
_BEHIND_ACCUSED: Final = frozenset({"of", "for", "over", "to", "responsible", "who", "which", "that"})
_ENDS_ACCUSED: Final = _BEHIND_ACCUSED | {"on", ","}
_SOMETHING: Final = frozenset(
    ["it", "this", "that", "them", "attack", "attacks", "blast", "bombing", "delay", "explosion", "fire", "shelling",
     "incident", "killing", "killings", "responsibility", "failure", "breach", "breaches", "violation"]
)  # fmt: skip
#: Verbs by which nobody does anything.
_IDLE: Final = frozenset(
    ["remained", "remains", "seemed", "seems", "stands", "stood", "appeared", "lost", "died", "needed", "needs",
     "left", "waited", "wait", "arrived", "leave", "leaves", "leaving", "go", "goes", "going", "depart", "departed",
     "travelled", "travel", "board", "boarded", "pass", "remain", "stay", "stayed", "be", "been", "no", "came",
     "went", "fell", "lived", "knew", "returned", "saw", "heard"]
)  # fmt: skip


@cache
def doing(section: str) -> frozenset[str]:
    """The words of a section of the list of doers."""
    return frozenset(word for line in folded_sections("doers.txt")[section] for word in line.split())


def named_by(
    text: str, span: Span, event: str, view: Lens, speaker: Mention | None, *, blamed: bool
) -> tuple[Actor, ...]:
    """A doer, with the force that he is where the deal has one; two that are joined by `and` are two.

    Args:
        text: The whole text.
        span: The words that name him.
        event: What is done.
        view: The deal made ready.
        speaker: Who says so: what one side calls militias, or the other side, are its foe's forces.
        blamed: True where somebody is accused of it, whatever it is.
    """
    joint = text.find(" and ", *span)
    if joint != -1 and not view.roster.identify(text[span[0] : span[1]]).id:
        parts = ((span[0], joint), (joint + 5, span[1]))
        return tuple(a for part in parts for a in _one(text, part, event, view, speaker, blamed=blamed))
    return _one(text, span, event, view, speaker, blamed=blamed)


def _one(text: str, span: Span, event: str, view: Lens, speaker: Mention | None, *, blamed: bool) -> tuple[Actor, ...]:
    words, known = text[span[0] : span[1]], view.forces
    if (blamed or event in HARM) and (both := _both(words, view)):
        return tuple(Actor(words, *span, id) for id in both)
    lows = words.lower().replace("’", "'").strip('"“”«»').split()
    armed, harm = not doing("armed en").isdisjoint(lows), blamed or event in HARM
    country = known.by_country.get(country_of(words))
    if country is not None and (armed or harm):
        return (Actor(words, *span, country),)
    party = view.roster.identify(words).id
    ids = known.meant(party, words, armed=armed, harm=harm) if party is not None else ()
    named = blamed and words[:1].isupper() and not lows[0].endswith("s")
    if not ids and party is None and harm and (armed or named or "other" in lows[:2]) and country_of(words) == "":
        ids = _by_arms(lows, view) or _foe(speaker, view)
    if not ids and party is None and any("militia" in low for low in lows):
        ids = _by_arms(lows, view)
    if not ids and (not _THINGS.isdisjoint(lows) or (len(lows) == 1 and lows[0] in _OWN)):
        return ()  # a pronoun names nobody
    return tuple(Actor(words, *span, id) for id in ids) or (Actor(words, *span, None),)


def _both(words: str, view: Lens) -> tuple[str, ...]:
    """`both parties`, `each side`: the first force of each side."""
    low = words.lower().split()
    if low[:1] not in (["both"], ["each"]) or len(low) > _FEW or len(view.sides) < 2:
        return ()
    return tuple(id for side in view.sides for id in view.forces.of_party.get(side, ())[:1])


def _by_arms(lows: list[str], view: Lens) -> tuple[str, ...]:
    """`a militia`, `gunmen of an armed group`, `soldiers`: the deal's one force of that kind, if it has one."""
    if any("militia" in low for low in lows):
        return (view.forces.militia,) if view.forces.militia else ()
    state = view.forces.state or view.forces.of_party.get(view.roster.state or "", ())[:1]
    return state if not _SOLDIERS.isdisjoint(lows) else ()


def _foe(speaker: Mention | None, view: Lens) -> tuple[str, ...]:
    """The first force of the one other side."""
    if speaker is None or speaker.side not in view.sides:
        return ()
    others = [side for side in view.sides if side != speaker.side]
    return view.forces.of_party.get(others[0], ())[:1] if len(others) == 1 else ()


def accused(w: Words, span: Span) -> Span | None:
    """`the rebels of firing`, `the attack on the rebels`, `it to both of them`: who is accused."""
    first, last = w.at(span[0]), w.at(span[1])
    if last - first > 3 and w.lows[first] == "it" and w.lows[first + 1] in _BE:
        first += 2
    if first >= last:
        return None
    head = next((k for k in range(first, last) if w.lows[k] in _ENDS_ACCUSED), last)
    if not _SOMETHING.isdisjoint(w.lows[first:head]):
        behind = next((k + 1 for k in range(head, last) if w.lows[k] in {"to", "on", "by"}), None)
        if behind is None or behind >= last:
            return None
        first, head = behind, next((k for k in range(behind, last) if w.lows[k] in {",", "for", "who"}), last)
    return (w.starts[first], w.ends[head - 1]) if head > first else None


def asked(w: Words, span: Span) -> Span | None:
    """`the parties to free`, `to the two generals to open`, `the mediators put an end`: who is to do it."""
    first, last = w.at(span[0]), w.at(span[1])
    if first < last and w.lows[first] in {"to", "on"} and w.lows[min(first + 1, last - 1)] in DETERMINERS:
        first += 1
    for k in range(first + 1, min(last, first + 9)):
        before = w.lows[k - 1]
        if w.lows[k] in {"to", "should", "must"} or finite(w.lows[k]) or (_is_doer(before) and before != w.lows[k]):
            if w.lows[k] in {"of", "in", "from", "for"} or w.lows[k] in {"and"}:
                continue
            return w.starts[first], w.ends[k - 1]
    return None


def subject(w: Words, span: Span) -> Span | None:
    """The noun phrase before the first finite verb, if that verb tells of a deed and not of what befell it."""
    first, last = w.at(span[0]), w.at(span[1])
    verbs = compress(range(first, last), map(finite, w.lows[first:last]))
    verb = next((k for k in verbs if not k or w.lows[k - 1] != "to"), None)
    if verb is None or verb == first or _befell(w, verb, last):
        return None
    end = verb - 1
    while end > first and _beside(w, end):
        end -= 1
    found = phrases.before(w, end, first)
    if found is None or found[0] < first or _many(w, *found):
        return None
    return w.starts[found[0]], w.ends[found[1] - 1]


def moves_arms(w: Words, span: Span) -> bool:
    """`The army pulled back its guns`, `his unit had moved forward`: forces that move are who does it."""
    first, last = w.at(span[0]), w.at(span[1])
    verb = next(compress(range(first, last), map(_MOVING.__contains__, w.lows[first:last])), None)
    if verb is None or doing("armed en").isdisjoint(w.lows[first:verb]):
        return False
    return _BE.isdisjoint(w.lows[max(first, verb - 2) : verb]) and (verb + 1 >= last or w.lows[verb + 1] != "out")


#: What an army does with itself and its arms; who is brought away does nothing.
_MOVING: Final = frozenset(
    ["moved", "move", "withdrew", "withdraw", "withdrawing", "withdrawn", "pulled", "redeployed", "redeploy",
     "advanced", "retreated", "pull"]
)  # fmt: skip


def cleft(w: Words, span: Span) -> Span | None:
    """`it was soldiers who ...`, `it was demonstrators`: who stands behind `it was`."""
    first, last = w.at(span[0]), w.at(span[1])
    if last - first < _FEW + 1 or w.lows[first] != "it" or w.lows[first + 1] not in _BE:
        return None
    end = next((k for k in range(first + 2, last) if w.lows[k] in {"who", "that", "which", ",", "and"}), last)
    whole = end == last or w.lows[end] == "who"
    return (w.starts[first + 2], w.ends[end - 1]) if whole and end - first - 2 <= _PHRASE else None


def _beside(w: Words, k: int) -> bool:
    """`unanimously`, `on Monday` between subject and verb."""
    low = w.lows[k]
    return (
        low in ADVERBS or low in phrases.TIMES or low.endswith("ly") or (low == "on" and w.lows[k + 1] in phrases.TIMES)
    )


def _many(w: Words, first: int, last: int) -> bool:
    """`some 30 families`, `15 Saudis and four Sudanese`: those are counted, and nobody says what they did."""
    return any(w.lows[k][:1].isdigit() for k in range(first, min(last, first + 3)))


def _befell(w: Words, verb: int, last: int) -> bool:
    """A passive, or a verb by which nobody does anything."""
    k = verb
    passive = False
    while k < last and (
        w.lows[k] in AUXILIARIES or w.lows[k] in {"not", "now", "also", "already", "still", "so", "far"}
    ):
        passive = passive or w.lows[k] in _BE
        k += 1
    if k >= last:
        return passive
    low = w.lows[k]
    if low in _TO_DO:
        return False
    return low in _IDLE or (
        passive and not low.endswith("ing") and (low.endswith(("ed", "en", "t", "wn", "ne")) or finite(low))
    )


#: Behind these `by` tells what a place, a bargain or a group is, and not who did what is told.
_DESCRIBED: Final = frozenset(
    ["accompanied", "followed", "besieged", "surrounded", "encircled", "controlled", "ruled", "governed",
     "populated", "inhabited", "brokered", "mediated", "sponsored", "guaranteed", "backed", "supported", "supervised",
     "monitored", "overseen", "led", "run", "owned"]
)  # fmt: skip


def behind_by(w: Words, span: Span, roster: Roster) -> Span | None:
    """`were searched by soldiers`: who stands behind `by`."""
    first, last = w.at(span[0]), w.at(span[1])
    if "by" not in w.lows[first + 1 : last]:
        return None
    for k in range(first + 1, last - 1):
        if w.lows[k] != "by" or w.lows[k + 1][:1].isdigit() or w.lows[k - 1] in _DESCRIBED:
            continue
        found = phrases.after(w, k + 1, last)
        if found is not None and (_head_acts(w, *found) or _is_name(w, *found, roster)):
            return w.starts[found[0]], w.ends[found[1] - 1]
    return None


def acts(w: Words, span: Span, roster: Roster) -> bool:
    """True when words name somebody who can do something: a party, a country's body, a word of the list."""
    first, last = w.at(span[0]), w.at(span[1])
    while last > first and w.lows[last - 1] in _MARKS:
        last -= 1
    if first >= last:
        return False
    if w.lows[_head(w, first, last)] in _THINGS:  # `Israeli fire`, and not `shelling`
        words = w.text[w.starts[first] : w.ends[last - 1]]
        return roster.identify(words).id is not None or country_of(words) != ""
    return _head_acts(w, first, last) or _is_name(w, first, last, roster)


def may_be_accused(w: Words, span: Span) -> bool:
    """A name, or a few words that are no thing: whoever is accused is somebody."""
    first, last = w.at(span[0]), w.at(span[1])
    if w.lows[first : first + 2] in (["the", "other"], ["each", "other"]):
        return True
    short = last - first <= _PHRASE and _SOMETHING.isdisjoint(w.lows[first:last])
    return short and (w.capital(first) or w.lows[last - 1].endswith("s"))


def _head(w: Words, first: int, last: int) -> int:
    """The last word of a phrase before its first preposition."""
    end = next(
        (k for k in range(first + 1, last) if w.lows[k] in PREPOSITIONS or w.lows[k] in {",", "who", "which"}), last
    )
    return end - 1


def _is_doer(low: str) -> bool:
    return (low not in _THINGS and low in doing("armed en")) or low in doing("other en")


def _head_acts(w: Words, first: int, last: int) -> bool:
    return _is_doer(w.lows[_head(w, first, last)]) or any(
        _is_doer(w.lows[k - 1]) for k in range(first + 1, last) if w.lows[k] == "and"
    )


def _is_name(w: Words, first: int, last: int, roster: Roster) -> bool:
    """`Geneva`, `the Front`: a party or a country by its bare name."""
    head = _head(w, first, last)
    if not w.capital(head):
        return False
    words = w.text[w.starts[first] : w.ends[head]]
    who = roster.identify(words)
    return who.id is not None or who.kind == "un" or bool(country_of(w.raw(head)))


def armed(w: Words, span: Span) -> bool:
    """True when a word of arms stands among the words."""
    return not doing("armed en").isdisjoint(w.lows[w.at(span[0]) : w.at(span[1])])


def is_nobodys(w: Words, span: Span, roster: Roster) -> bool:
    """`units`, `its pilots`: arms of which it is not told whose they are; who orders them orders his own."""
    return armed(w, span) and roster.identify(w.text[span[0] : span[1]]).id is None


def of_himself(w: Words, span: Span, act: str) -> bool:
    """`promised to open the road`, `denied having fired`, `it would let trucks in`: the speaker is who does it."""
    first, last = w.at(span[0]), w.at(span[1])
    if first >= last:
        return False
    low = w.lows[first]
    if act in {"promises", "agrees"}:
        return low in {"to", "not"} or low in _OWN or not any(finite(w.lows[k]) for k in range(first, last))
    if act in {"denies", "admits"}:
        return low == "having" or (low.endswith("ing") and len(low) > 5)
    return False


def is_own(w: Words, span: Span) -> bool:
    """A pronoun for the speaker, or `its troops`."""
    first, last = w.at(span[0]), w.at(span[1])
    if last - first > 3 and w.lows[first + 1] == "of":  # `some of his men`
        first += 2
    return w.lows[first] in _OWN or w.lows[first] in _OWNED


def goes_on(w: Words, span: Span) -> bool:
    """`..., and had opened fire`, `... and of robbing them`: who does it stands in what was said just before."""
    first, last = w.at(span[0]), w.at(span[1])
    if first >= last:
        return False
    if finite(w.lows[first]):
        return not _befell(w, first, last)
    return w.lows[first] == "of" and first + 1 < last and w.lows[first + 1].endswith("ing")


def own_forces(speaker: Mention, span: Span, text: str, event: str, known: Forces) -> tuple[Actor, ...]:
    """Who acts where the speaker tells of himself."""
    words = text[span[0] : span[1]]
    lows = words.lower().split()
    armed = not doing("armed en").isdisjoint(lows)
    country = known.by_country.get(country_of(speaker.text))
    if speaker.id is None and country is None and (armed or event in HARM) and "militia" in speaker.text.lower():
        return (Actor(words, *span, known.militia),)
    ids: tuple[str, ...] = (country,) if country is not None and (armed or event in HARM) else ()
    if not ids and speaker.id is not None:
        ids = known.meant(speaker.id, speaker.text, armed=armed, harm=event in HARM)
    if not ids and event in HARM and len(lows) == 1:
        return ()  # `it had reports of shots`: who has no forces has not fired
    return tuple(Actor(words, *span, id) for id in ids) or (Actor(words, *span, None),)
