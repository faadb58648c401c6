"""Who the speakers are: one, or each of two, or each side; the topic of a statement; outlets that were told."""

import re

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.claiming.reading import Reading
from trucekeeper.reader.proposal import Mention, Span
from trucekeeper.reader.references import is_person, subject_of
from trucekeeper.reader.speakers import country_of
from trucekeeper.reader.words import Words

_BOTH = re.compile(
    r"^(?:both|each|the two)\s+(?:warring\s+)?(?:sides?|parties|delegations?|camps?|armies)$|^each$|^both$|"
    r"^the\s+(?:(?:warring|opposing|rival)\s+)?(?:sides|parties|delegations|camps|armies)$|"
    r"^(?:both|the two)\s+(?:\w+\s+)?(?:capitals|governments|ministries|militaries|commands|leaderships|movements|"
    r"countries)$",
    re.IGNORECASE,
)

#: Phrases that begin so name one body in two words.
_BARE = ("The ", "A ", "An ", "Its ", "Their ", "Both ", "Two ")

_GUARANTORS = re.compile(r"^(?:both|the two|the)\s+guarantors?(?:\s+(?:states|powers))?$", re.IGNORECASE)

JOINED = re.compile(r"\s+and\s+")

_STATEMENT = re.compile(
    r"\b(?:statement|spokesman|spokeswoman|spokesperson|ministry|bulletin|communique|briefing|"
    r"press (?:office|release))\b",
    re.IGNORECASE,
)


def topic_of(reading: Reading, paragraph: Span) -> Mention | None:
    """Whose statement the report is, where its headline says so."""
    text = reading.document.text
    if paragraph[1] - paragraph[0] > 200:
        return None
    colon = text.find(":", *paragraph)
    label = (paragraph[0], colon) if 0 < colon - paragraph[0] < 40 else paragraph
    if label == paragraph and not _STATEMENT.search(text, *paragraph):
        return None
    who = reading.view.roster.identify(text[slice(*label)])
    if who.id is None:
        return None
    return Mention(text[slice(*paragraph)], *paragraph, who.id, who.side, "party")


def named_at(reading: Reading, start: int, end: int) -> Mention:
    """Whoever the text names there, as far as the deal knows him."""
    text = reading.document.text
    who = reading.view.roster.identify(text[start:end])
    return Mention(text[start:end], start, end, who.id, who.side, who.kind)


def is_outlet(reading: Reading, told: Span) -> bool:
    """True where those who were told are an outlet, which passes it on; `reporters` is none."""
    low = reading.document.text[told[0] : told[1]].lower()
    return (
        reading.view.roster.identify(low).kind == "media" and not low.startswith(("reporters", "journalists"))
    ) or low == "agencies"


def _both_named(a: str, b: str) -> bool:
    """`The Kingdom and the United States`: each with its article and its own name."""
    return all(
        len(part.split()) > 1 and part.split()[0].lower() == "the" and part.split()[1][:1].isupper() for part in (a, b)
    )


def speakers_of(reading: Reading, span: Span, w: Words, before: int, found: list[Attribution]) -> list[Mention]:
    """One, or each of `X and Y` where both are named, or each side of `both sides`."""
    text, view = reading.document.text, reading.view
    said = text[span[0] : span[1]]
    several = said[:4].lower().startswith(("both", "each", "the"))
    if several and _BOTH.match(said) and len(view.sides) > 1:
        return [Mention(said, *span, side, view.deal.side_of(side), "party") for side in view.sides]
    named = several and _GUARANTORS.match(said) is not None
    guarantors = [one for one in view.deal.parties if one.role == "guarantor"] if named else []
    if len(guarantors) > 1:
        return [Mention(said, *span, one.id, view.deal.side_of(one.id), "party") for one in guarantors]
    joint = JOINED.search(said) if "and" in said else None
    if joint is not None:
        a, b = said[: joint.start()], said[joint.end() :]
        who = view.roster.identify(a), view.roster.identify(b)
        apart = b[:1].isupper() or b.startswith(("the ", "other ", "his ", "her ", "its ", "a ", "an "))
        kinds = {"un", "monitor", "aid", "official", "media"}
        known = all(
            one.id is not None or one.kind in kinds or country_of(part) for one, part in zip(who, (a, b), strict=True)
        )
        names = a[:1].isupper() and b[:1].isupper() and not a.startswith(_BARE)
        proper = all(w[:1].isupper() or w.startswith("al-") for part in (a, b) for w in part.split()) and names
        if apart and (known or proper or _both_named(a, b)) and (who[0].id != who[1].id or who[0].id is None or names):
            middle = span[0] + joint.start(), span[0] + joint.end()
            return [reading.seen.mention(text, span[0], middle[0]), reading.seen.mention(text, middle[1], span[1])]
    if (
        said.lower() in {"he", "she", "it"}
        and (subject := subject_of(w, view.roster)) is not None
        and subject.end < min(span[0], before)
        and (said.lower() == "it" or is_person(subject.text))
        and not any(a.speaker and a.speaker[0] < subject.end and subject.start < a.speaker[1] for a in found)
    ):
        reading.seen.note(subject)
        return [subject]
    return [reading.seen.mention(text, *span)]
