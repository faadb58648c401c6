"""Who speaks: a party, an office, both sides, or whoever a pronoun means."""

import re

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.proposal import Mention, Span
from trucekeeper.reader.tongues.claiming.pronouns import PRONOUNS, meant_by
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.naming import identify
from trucekeeper.reader.tongues.offices import meant as of_office
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words

_BOTH = {
    "ar": re.compile(r"^(?:كل من|كل|كلا)?\s*(?:طرف|الطرفان|الطرفين|الجانبان|الجانبين)$"),
    "ru": re.compile(
        r"^(?:обе\s+|каждая\s+из\s+)?(?:(?:враждующ|конфликтующ|воюющ|противоборствующ)\w+\s+)?(?:стороны|сторон)"
        r"(?:\s+(?:\w+\s+)?(?:конфликта|переговоров|соглашения|перемирия))?$",
        re.IGNORECASE,
    ),
}

_EACH_OF = re.compile(r"كل\s+من\s+(?=ال?\w+\s+و)")

_AND = {"ar": re.compile(r"\s+و(?=\S{3})"), "ru": re.compile(r"\s+и\s+")}


def speakers_of(told: Teller, one: Attribution, w: Words) -> list[Mention]:
    """Who speaks: two where both sides do, or two named ones joined by `and`; none where nobody is known."""
    if one.speaker is None:
        return [told.speakers[-1]] if told.speakers else []
    start, end = one.speaker
    if told.language == "ar" and (each := _EACH_OF.match(w.text, start, end)) is not None:
        start = each.end()
    said = w.text[start:end]
    sides = told.view.sides
    if len(sides) >= 2 and _BOTH[told.language].match(said) is not None:
        return [Mention(said, start, end, side, told.view.deal.side_of(side), "party") for side in sides[:2]]
    if (joint := _AND[told.language].search(said)) is not None:
        behind = start + joint.end() - (told.language == "ar")  # the Arabic `and` is part of the next word
        halves = (start, start + joint.start()), (behind, end)
        two = [mention_of(told, half, w) for half in halves]
        if all(_named_party(m, told, w) for m in two) and (two[0].id != two[1].id or two[0].id is None):
            told.speakers += two
            return two
    made = speaker_of(told, (start, end), w)
    return [made]


def _named_party(made: Mention, told: Teller, w: Words) -> bool:
    known = tongue(told.language)
    lows = w.lows[w.at(made.start) : w.at(made.end)]
    return made.id is not None or any(known.country(low) for low in lows)


def speaker_of(told: Teller, span: Span, w: Words) -> Mention:
    """Who one speaker is, also where a pronoun or an office stands for him; he is remembered."""
    made = mention_of(told, span, w)
    if made.text.lower().removesuffix(" же") in PRONOUNS:
        if not told.speakers:
            return Mention(made.text, made.start, made.end, None, "unknown", "unresolved")
        last = meant_by(made.text.lower(), told.speakers) if told.language == "ru" else told.speakers[-1]
        return Mention(made.text, made.start, made.end, last.id, last.side, last.kind, last.refers_to or last)
    if made.id is None:
        made = of_office(made, told.speakers, w.text, told.view, told.known)
    told.speakers.append(made)
    return made


def mention_of(told: Teller, span: Span, w: Words) -> Mention:
    """Somebody as he is named, with what the deal knows of him."""
    first, last = w.at(span[0]), w.at(span[1])
    who = identify(w, first, max(last, first + 1), told.view, told.known)
    return Mention(w.text[span[0] : span[1]], *span, who.id, who.side, who.kind)
