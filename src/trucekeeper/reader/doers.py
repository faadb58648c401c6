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
#: Where somebody talks, consents or keeps silent, he is no force, whoever he is.
TALK: Final = frozenset({"agreement", "meeting", "statement"})
#: Events of which nobody is the doer: who leaves, comes and goes back is moved.
MOVED: Final = frozenset({"movement", "arrival"})
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "got"})
#: A passive that tells what somebody is to do.
_TO_DO: Final = frozenset(
    {"expected", "due", "supposed", "prepared", "ready", "set", "likely", "willing", "unwilling", "involved"}
)
#: Things that do what their owner does; they are nobody without him.
_THINGS: Final = frozenset(
    ["fire", "gunfire", "shelling", "shellfire", "artillery", "planes", "aircraft", "warplanes", "jets", "warplane",
     "tank", "tanks", "drone", "drones", "helicopters", "gunboat", "gunboats", "warships", "warship"]
)  # fmt: skip
#: What strikes: whose it is tells who struck, wherever in the proposition it stands.
_BLOWS: Final = frozenset(
    ["fire", "gunfire", "shelling", "shellfire", "bombardment", "barrage", "strike", "strikes", "airstrike",
     "airstrikes", "raid", "raids", "bombing", "bombings", "attack", "attacks", "launcher", "sniper", "shell", "shells",
     "mortar", "rocket", "rockets", "missile", "missiles", "drone", "drones", "bullet", "bullets"]
)  # fmt: skip
#: Those of them that may be what is shot down, and strike only behind `by`.
_WEAPONS: Final = frozenset(
    ["launcher", "sniper", "shell", "shells", "mortar", "rocket", "rockets", "missile", "missiles", "drone", "drones",
     "bullet", "bullets"]
)  # fmt: skip
#: Between the owner of a blow and the blow: `an Israeli air strike`, `army sniper fire`.
_SORTS_OF_BLOW: Final = frozenset(
    ["air", "drone", "artillery", "mortar", "rocket", "sniper", "tank", "missile", "grenade"]
)
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
    if event in TALK and not blamed and words.lower() not in _OWN:
        return (Actor(words, *span, None),)
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
        return militia(view)
    state = view.forces.state or view.forces.of_party.get(view.roster.state or "", ())[:1]
    return state if not _SOLDIERS.isdisjoint(lows) else ()


def militia(view: Lens) -> tuple[str, ...]:
    """Whom `the militia` means: the deal's allied militia, else the one side that is no state's."""
    if view.forces.militia:
        return (view.forces.militia,)
    others = [side for side in view.sides if side != view.roster.state and side in view.forces.of_party]
    return view.forces.of_party[others[0]][:1] if view.roster.state in view.sides and len(others) == 1 else ()


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
    if first < last and w.lows[first] in {"to", "on"} and w.lows[min(first + 1, last - 1)] in _OF_THE_ASKED:
        first += 1
    for k in range(first + 1, min(last, first + 9)):
        before = w.lows[k - 1]
        if w.lows[k] in {"to", "should", "must"} or finite(w.lows[k]) or (_is_doer(before) and before != w.lows[k]):
            if w.lows[k] in {"of", "in", "from", "for"} or w.lows[k] in {"and"}:
                continue
            return w.starts[first], w.ends[k - 1]
    return None


_OF_THE_ASKED: Final = DETERMINERS | {"both", "all", "each"}


def talking(w: Words, span: Span) -> Span | None:
    """`Talks between the envoy and the officers`: who stands behind `between`."""
    first, last = w.at(span[0]), w.at(span[1])
    if "between" not in w.lows[first:last]:
        return None
    k = w.lows.index("between", first, last) + 1
    found = phrases.after(w, k, last) if k < last else None
    return (w.starts[found[0]], w.ends[found[1] - 1]) if found is not None else None


def struck_by(w: Words, span: Span, roster: Roster) -> Span | None:
    """`died in an Israeli air strike`, `under army shelling`: whose the blow is, in the words before it."""
    first, last = w.at(span[0]), w.at(span[1])
    for k in compress(range(first + 1, last), map(_BLOWS.__contains__, w.lows[first + 1 : last])):
        owner = k - 2 if w.lows[k - 1] in _SORTS_OF_BLOW else k - 1
        if owner < first:
            continue
        if w.lows[k] in _WEAPONS and w.lows[owner - 1] not in {"by", "a", "an", "from"}:
            continue  # `shot down Russian drones`
        if country_of(w.raw(owner)) or (_is_armed(w.lows[owner]) and roster.identify(w.raw(owner)).id is not None):
            return w.starts[owner], w.ends[k]
    return None


def fired_from(w: Words, span: Span) -> Span | None:
    """`from Azerbaijani positions`, `from positions of the armed formations`: whose the place is that it came from."""
    first, last = w.at(span[0]), w.at(span[1])
    k = next(compress(range(first + 1, last), map(_FROM_THERE.__contains__, w.lows[first + 1 : last])), None)
    if k is None or "from" not in w.lows[max(first, k - 3) : k]:
        return None
    if country_of(w.raw(k - 1)):
        return w.starts[k - 1], w.ends[k]
    found = phrases.after(w, k + 2, last) if k + 2 < last and w.lows[k + 1] == "of" else None
    return (w.starts[found[0]], w.ends[found[1] - 1]) if found is not None else None


_FROM_THERE: Final = frozenset({"positions", "territory", "trenches"})


def _is_armed(low: str) -> bool:
    return low not in _THINGS and low in doing("armed en")


def subject(w: Words, span: Span) -> Span | None:
    """The noun phrase before the first finite verb, if that verb tells of a deed and not of what befell it."""
    first, last = w.at(span[0]), w.at(span[1])
    verb = next((k for k in range(first, last) if _is_verb(w, k, first)), None)
    if verb is None or verb == first or _befell(w, verb, last):
        return None
    end = verb - 1
    while end > first and _beside(w, end):
        end -= 1
    found = phrases.before(w, end, first)
    if found is None or found[0] < first or _many(w, *found):
        return None
    return w.starts[_behind_times(w, *found)], w.ends[found[1] - 1]


def _is_verb(w: Words, k: int, first: int) -> bool:
    """A finite verb; a deed that may also be an adjective (`detained`) is one directly behind who may do it."""
    if finite(w.lows[k]):
        return not (k and w.lows[k - 1] == "to")
    return w.lows[k] in _DEEDS and k > first and _is_doer(w.lows[k - 1])


def _behind_times(w: Words, first: int, last: int) -> int:
    """`Late in the afternoon the envoy`, `On Saturday the Programme`: where he is named, behind when it was."""
    behind = k = first
    while k < last - 1 and w.lows[k] in _WHEN:
        k += 1
        behind = k if w.lows[k - 1] in phrases.TIMES else behind
    return behind


_WHEN: Final = phrases.TIMES | {"late", "early", "in", "on", "the", "this", "at", "that", "same", "around"}
#: Forms that do not pass for verbs elsewhere and are such behind who may do it.
_DEEDS: Final = frozenset(
    ["detained", "occupied", "withdrew", "blew", "drew", "broke", "hold", "detain", "detains", "restrict",
     "restricts", "block", "blocks", "keep", "shell", "use", "uses", "control", "deny", "denies", "stop", "stops",
     "arrest", "arrests", "search", "searches", "prevent", "prevents", "attack", "attacks", "open", "opens",
     "fire", "fires", "loot", "seize"]
)  # fmt: skip


def moves_arms(w: Words, span: Span) -> bool:
    """`The army pulled back its guns`, `his unit had moved forward`: forces that move are who does it."""
    first, last = w.at(span[0]), w.at(span[1])
    verb = next(compress(range(first, last), map(_MOVING.__contains__, w.lows[first:last])), None)
    if verb is None or doing("armed en").isdisjoint(w.lows[first:verb]):
        return False
    return _BE.isdisjoint(w.lows[max(first, verb - 2) : verb]) and (verb + 1 >= last or w.lows[verb + 1] != "out")


def rolls(w: Words, span: Span) -> Span | None:
    """`A column of Russian tanks left`: what is driven and armed goes by order, unlike fighters who are taken away."""
    first, last = w.at(span[0]), w.at(span[1])
    rolling = next(compress(range(first, last), map(_ROLLING.__contains__, w.lows[first:last])), None)
    if rolling is None:
        return _gives_up(w, first, last)
    if not _UNARMED.isdisjoint(w.lows[first:last]):
        return None
    verb = next(compress(range(rolling, last), map(_GOES.__contains__, w.lows[rolling:last])), None)
    if verb is None or any(map(finite, w.lows[first : verb - 1])):
        return None
    words = w.text[w.starts[first] : w.ends[verb - 1]]
    return (w.starts[first], w.ends[verb - 1]) if country_of(words) else None


def _gives_up(w: Words, first: int, last: int) -> Span | None:
    """`The fighters have left the ports`: what forces hold they leave of their own accord."""
    if _HELD.isdisjoint(w.lows[first:last]):
        return None
    verb = next(compress(range(first, last), map(_GOES.__contains__, w.lows[first:last])), None)
    if verb is None or _HELD.isdisjoint(w.lows[verb : verb + _NEAR]) or not _BE.isdisjoint(w.lows[first:verb]):
        return None
    end = verb - 1 if w.lows[verb - 1] in AUXILIARIES else verb
    armed = end > first and _is_armed(w.lows[end - 1]) and end - first <= _PHRASE + 1
    return (w.starts[first], w.ends[end - 1]) if armed else None


_NEAR: Final = 4
#: What forces hold and give up.
_HELD: Final = frozenset(
    ["port", "ports", "positions", "position", "hospitals", "post", "posts", "checkpoint", "checkpoints", "base",
     "bases", "trenches", "headquarters", "airport"]
)  # fmt: skip
_UNARMED: Final = frozenset({"buses", "ambulances", "lorries", "trucks", "cars", "aid", "relief"})
_GOES: Final = frozenset(
    ["left", "leave", "rolled", "moved", "drove", "withdrew", "pulled", "headed", "crossed", "entered", "advanced",
     "quit", "turned", "arrived", "closed", "set", "departed"]
)  # fmt: skip
_ROLLING: Final = frozenset(
    {"column", "columns", "tanks", "tank", "gunboats", "gunboat", "armour", "armor", "warships", "warship"}
)
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


def only_speaks(w: Words, span: Span) -> bool:
    """`Moscow proposed a pause in the fighting`: what is fire in the words is not his."""
    first, last = w.at(span[0]), w.at(span[1])
    verb = next((w.lows[k] for k in range(first, last) if _is_verb(w, k, first)), "")
    return verb in _SPEAKING


_SPEAKING: Final = frozenset(
    ["proposed", "offered", "suggested", "wanted", "wants", "rejected", "accepted", "agreed", "announced", "discussed"]
)


def _many(w: Words, first: int, last: int) -> bool:
    """`some 30 families`, `15 Saudis and four Sudanese`: those are counted, and nobody says what they did."""
    return any(w.lows[k][:1].isdigit() for k in range(first, min(last, first + 3)))


def befell(w: Words, verb: int, end: int) -> bool:
    """True where the verb at an offset tells what befell its subject: nobody is the doer of his own death."""
    return _befell(w, w.at(verb), w.at(end))


def _befell(w: Words, verb: int, last: int) -> bool:
    """A passive, or a verb by which nobody does anything."""
    k = verb
    passive = False
    while k < last and (
        w.lows[k] in AUXILIARIES or w.lows[k] in ADVERBS or w.lows[k] in _BETWEEN or w.lows[k].endswith("ly")
    ):
        passive = passive or w.lows[k] in _BE
        k += 1
    if k >= last:
        return passive
    low = w.lows[k]
    if low in _SEEING:
        return True
    if low in _TO_DO:
        return False
    return low in _IDLE or (
        passive and not low.endswith("ing") and (low.endswith(("ed", "en", "t", "wn", "ne")) or finite(low))
    )


_BETWEEN: Final = frozenset({"not", "now", "also", "already", "still", "so", "far"})
#: Who counts what others did has done nothing of it.
_SEEING: Final = frozenset(
    ["recorded", "registered", "counted", "documented", "observed", "noted", "heard", "logged", "lists", "counts",
     "records", "found"]
)  # fmt: skip
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
    if event in TALK:
        return (Actor(words, *span, None),)
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
