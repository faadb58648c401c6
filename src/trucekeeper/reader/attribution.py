"""One thing that somebody is said to have said: the cue, who says it, his words."""

from msgspec import Struct

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
        listed: The verb stands in a list of verbs of saying; else its frame alone tells that something was said.
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
    listed: bool = True


def sound(text: str, one: Attribution) -> bool:
    """True where there are words, and a speaker who has a letter or a digit: a sentence may end behind any cue."""
    if one.speaker is not None and not any(char.isalnum() for char in text[slice(*one.speaker)]):
        return False
    return bool(one.contents) and all(start < end for start, end in one.contents)
