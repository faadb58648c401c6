"""Who did it: forces of the deal that are named, the speaker himself, or whoever stands in the doer's place."""

import re

from trucekeeper.reader import doers
from trucekeeper.reader.actors import Actor, actors, alternatives_near, named_doers, names_forces
from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.incident import side_of_doer
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.occasion import FIRE
from trucekeeper.reader.proposal import Mention, Span
from trucekeeper.reader.propositions import first_verb
from trucekeeper.reader.speakers import country_of
from trucekeeper.reader.words import Words, words

#: What forces do, and what they make others do: who is turned back was turned back by somebody.
_MADE_TO = doers.HARM | {"return", "hold"}

_DONE_BY = FIRE | {"obstruction", "hold", "agreement", "detention", "return", "other", "access"}

_GERUND = re.compile(r"(?:having\s+)?[a-z]{3,}(?:ing|ed)\b(?!\s+(?:fire|of))", re.IGNORECASE)

_BY_ADJECTIVE = re.compile(
    r"\b(?:rebel|insurgent|opposition)\s+(?:fire|shelling|shells|rockets|attacks?)\b", re.IGNORECASE
)


def who_did(
    reading: Reading,
    speaker: Mention | None,
    content: tuple[Span, ...],
    act: str,
    kind: str,
    w: Words,
    paragraph: Span,
    there: set[str],
) -> tuple[tuple[Actor, ...], bool]:
    """The forces that may have done it, and whether it is only one of them."""
    text, known = reading.document.text, reading.view.forces
    start, end = content[0][0], content[-1][1]
    if (
        "other" in there
        and "other" in text[start : start + 12].split()[:2]
        and speaker is not None
        and speaker.side in reading.view.sides
    ):
        others = [f for side in reading.view.sides if side != speaker.side for f in known.of_party.get(side, ())]
        at = text.index("other", start)
        return tuple(Actor("other", at, at + 5, f) for f in others), len(others) > 1
    found: tuple[Actor, ...] = ()
    alternative = False
    if kind in _MADE_TO or act == "accuses":
        if names_forces(there):
            found, alternative = named_doers(text, start, end, act, first_verb(w, content[0]), known)
        if not found and kind in FIRE and kind != "collapse":
            found = _adjective_of_fire(text, start, end, reading)
    if not found and speaker is not None and kind in _DONE_BY and _own_deed(act, text, start):
        own = _own_forces(speaker, reading)
        found, alternative = tuple(Actor(speaker.text, speaker.start, speaker.end, f) for f in own), len(own) > 1
    if kind in FIRE and not found:
        found = alternatives_near(text, start, paragraph[1], known)
        alternative = len(found) > 1
    if all(one.id is None for one in found):
        inside = w if w.starts and w.starts[0] <= start and end <= w.ends[-1] + 1 else words(text, start, end)
        found = _doer(reading, speaker, content, act, kind, inside) or found
    return found, alternative


def doer_of(one: Actor, view: Lens) -> Mention:
    """A doer with the side that answers for him."""
    party = view.roster.identify(one.text).id if one.id is None else None
    return Mention(one.text, one.start, one.end, one.id, side=side_of_doer(one.id, party, view.deal))


def _doer(
    reading: Reading, speaker: Mention | None, content: tuple[Span, ...], act: str, kind: str, w: Words
) -> tuple[Actor, ...]:
    """Who does it by his place in the sentence, whether the deal has a force for him or not."""
    text, view, span = reading.document.text, reading.view, content[0]
    if kind in doers.MOVED and act not in {"accuses", "agrees"}:
        return ()
    if speaker is not None and doers.of_himself(w, span, act):
        return doers.own_forces(speaker, (speaker.start, speaker.end), text, kind, view.forces)
    last = reading.made[-1] if reading.made else None
    if last is not None and doers.goes_on(w, span) and w.starts[0] <= last.content[-1][1] <= span[0]:
        return tuple(Actor(one.text, one.start, one.end, one.id) for one in last.actors)
    at = _place_of_doer(w, content, act, view)
    if at is None or (kind == "return" and not doers.armed(w, at)):
        return ()
    if speaker is not None and speaker.id is not None and doers.is_own(w, at):
        return doers.own_forces(speaker, at, text, kind, view.forces)
    if not doers.acts(w, at, view.roster) and not (act == "accuses" and doers.may_be_accused(w, at)):
        return ()
    return doers.named_by(text, at, kind, view, speaker, blamed=act == "accuses")


def _place_of_doer(w: Words, content: tuple[Span, ...], act: str, view: Lens) -> Span | None:
    span = content[0]
    if len(content) > 1 and first_verb(w, span) is None:
        return span  # `The Houthis, he said, go on ...`
    if act == "accuses":
        return doers.accused(w, span)
    if act in {"demands", "orders"} and (found := doers.asked(w, span)) is not None:
        return found
    return doers.behind_by(w, span, view.roster) or doers.subject(w, span)


def _own_deed(act: str, text: str, start: int) -> bool:
    """`admitted shelling the road`, `claimed responsibility for the attack`: the speaker names himself."""
    return act == "claims_responsibility" or (act == "admits" and _GERUND.match(text, start) is not None)


def _own_forces(speaker: Mention, reading: Reading) -> tuple[str, ...]:
    """Whose forces a speaker's `its forces` are: his country's or, for a side, all that answer to it."""
    known = reading.view.forces
    country = known.by_country.get(country_of(speaker.text))
    return (country,) if country is not None else known.of_party.get(speaker.side or "", ())


def _adjective_of_fire(text: str, start: int, end: int, reading: Reading) -> tuple[Actor, ...]:
    found = _BY_ADJECTIVE.search(text, start, end)
    return actors(text, found.start(), found.end(), reading.view.forces)[0] if found is not None else ()
