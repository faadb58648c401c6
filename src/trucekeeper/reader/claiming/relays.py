"""Who passes whose words on, where one attribution stands in the words of another."""

import re
from collections.abc import Iterator

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.voices import JOINED
from trucekeeper.reader.words import Words

#: `X has offered A, diplomats said` is what diplomats say; `X has promised A, diplomats said` is X's promise.
_OFFERS = frozenset({"offer", "plan", "intend"})

#: Shapes in which the one who speaks stands behind his words.
_BEHIND = frozenset({"before", "inverted", "according"})

_WISHES = frozenset({"hope", "expect", "consider", "want"})

_PERSON = re.compile(r"\b(?:president|minister|leader|envoy|commander|king|emir|general|chancellor)\b", re.IGNORECASE)

_OWN_SIDE = re.compile(
    r"(?:his|its|her|their)\s+(?:own\s+)?(?:side|men|group|movement|country|team|units|people|forces)"
)

_HEARD = re.compile(
    r"(?:he|she|it|they|we)\s+(?:had|has|have|was|were)\s+(?:also\s+|been\s+|just\s+)*(?:told|informed|assured|received|heard|given)",
    re.IGNORECASE,
)


def nested(found: list[Attribution], w: Words) -> Iterator[tuple[Attribution, list[Attribution]]]:
    """Each attribution with those that pass it on, outermost first; one that only passes on is left out."""
    if len(found) == 1:
        yield found[0], []
        return
    for one in found:
        outer = [
            o
            for o in found
            if o is not one
            and ((_holds(o, one) and o.act != "denies") or (one.shape == "cited" and o.contents == one.contents))
        ]
        named = [
            o for o in outer if o.speaker is not None and one.speaker is not None and o.speaker[0] < one.speaker[0]
        ]
        if named and one.shape not in {"cited", "before"} and _self(w, one):
            continue
        behind = any(o.shape in _BEHIND for o in outer)
        if outer and not _two_persons(w, one) and (one.act == "agrees" or (one.verb in _OFFERS and behind)):
            continue  # `X said that Y had agreed`: what X said is that there is an agreement
        if any(o.act == "denies" and _holds(o, one) and _opens(o, one) for o in found if o is not one):
            continue  # `X denied that Y had said so`: only the denial was said
        if any(_speaks_for(w, o, one) for o in outer) or (
            one.shape == "noun" and any(o.act == "denies" or (behind and _same_end(o, one)) for o in outer)
        ):
            continue
        inside = [
            i
            for i in found
            if i is not one
            and (_holds(one, i) or i.shape == "cited")
            and not _self(w, i)
            and not _speaks_for(w, one, i)
        ]
        if one.act != "denies" and any(_only_passes_on(one, inner, w.text) for inner in inside):
            continue
        yield one, sorted(outer, key=lambda o: -(o.contents[-1][1] - o.contents[0][0])) if outer else outer


def _speaks_for(w: Words, outer: Attribution, inner: Attribution) -> bool:
    """`The coalition has counted 268 breaches, its spokesman said`: the spokesman says what his side has counted."""
    if outer.shape not in {"before", "inverted"} or outer.speaker is None or not _holds(outer, inner):
        return False
    own = w.text[slice(*outer.speaker)].lower().startswith(("its ", "his ", "her ", "their ", "our "))
    return own and inner.act in {"says", "reports", "confirms"} and inner.verb not in _WISHES


def _two_persons(w: Words, one: Attribution) -> bool:
    """`President A and President B agreed`: what two persons settle between them is theirs, whoever passes it on."""
    said = w.text[slice(*one.speaker)] if one.speaker is not None else ""
    joint = JOINED.split(said)
    return len(joint) == 2 and all(_PERSON.search(part) for part in joint)


def _opens(outer: Attribution, inner: Attribution) -> bool:
    """True when the words behind a cue begin with another attribution's speaker."""
    if inner.speaker is None or outer.cue is None or outer.cue[1] > inner.speaker[0]:
        return False
    return 0 <= inner.speaker[0] - outer.contents[0][0] < 6


def _self(w: Words, one: Attribution) -> bool:
    """`X said it would ask`, `X admitted that his side had asked`: the pronoun is X, who passes nothing on."""
    if one.speaker is None:
        return False
    low = w.text[slice(*one.speaker)].lower()
    return low in {"it", "he", "she", "they"} or _OWN_SIDE.fullmatch(low) is not None


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """True when all of an attribution stands in the words of another."""
    if inner.cue is None or inner.speaker is None or outer.cue == inner.cue:
        return False
    return any(
        a <= min(inner.speaker[0], inner.cue[0], inner.contents[0][0]) and max(inner.cue[1], inner.contents[-1][1]) <= b
        for a, b in outer.contents
    )


def _same_end(outer: Attribution, inner: Attribution) -> bool:
    return outer.contents[-1][1] == inner.contents[-1][1]


def _only_passes_on(outer: Attribution, inner: Attribution, outer_text: str) -> bool:
    """`A told B that C said X`: A adds nothing of his own; of an agreement, both the telling and the act are claims."""
    assert inner.cue is not None and inner.speaker is not None
    begins = min(inner.speaker[0], inner.contents[0][0])
    if inner.shape == "cited":
        return inner.contents == outer.contents
    if inner.shape == "noun" and outer.shape in _BEHIND and _same_end(outer, inner):
        return False  # `X's claim that A is untrue, Y said`: Y says it
    if inner.shape in {"passive", "noun"} and _HEARD.match(outer_text, outer.contents[0][0]) is not None:
        return True  # `said that he had been told by Y that ...`
    length = outer.contents[-1][1] - outer.contents[0][0]
    covers = max(inner.contents[-1][1], inner.speaker[1] if inner.shape in _BEHIND else 0) - begins
    return (
        (inner.act not in {"agrees", "shows", "believes"} or inner.verb in _WISHES)
        and not (inner.verb in _OFFERS and outer.shape in _BEHIND)
        and begins - outer.contents[0][0] <= 6
        and covers >= 0.6 * length
    )
