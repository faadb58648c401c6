"""What a denial or a confirmation takes up without saying it again: `denied this`, `call that a lie`."""

import re
from collections.abc import Sequence

from trucekeeper.reader.proposal import Proposal

Span = tuple[int, int]

_SAID = (
    r"(?:claims?|accusations?|allegations?|charges?|reports?|accounts?|versions?|suggestions?|assertions?|"
    r"descriptions?|stories|story|idea|announcements?|explanations?|readings?|interpretations?|talk|portrayals?)"
)
_COUNTED = r"(?:numbers?|figures?|tolls?|counts?|totals?|estimates?|percentages?|shares?|proportions?|sums?)"
#: What may follow without saying anything of the matter itself.
_MANNER = (
    r"(?:as|outright|completely|flatly|entirely|firmly|strongly|later|at once|immediately|within|through|via|when|by|"
    r"in|on|"
    r"off|away|aside|down|out|outright|flatly|fabricated|invented|groundless|unfounded|fictitious|ridiculous|"
    r"malicious|laughable|preposterous|misleading|exaggerated|inflated|too|also|untrue|unlikely|impossible|absurd|a|an|nonsense|false|fantasy|baseless|without)"
)
_FALSE = (
    r"(?:lie|lies|false|fabrications?|fabricated|untrue|inventions?|nonsense|baseless|unfounded|propaganda|fiction|"
    r"fake|absurd|groundless|rubbish|fantasy|wrong|not true|hoax)"
)
_TAKEN_UP = re.compile(
    rf"(?:it|this|that|them|so|(?:the|this|that|these|those|such|all|both|its|their|his|her)\s+(?:\w+\s+)?(?:{_SAID}|{_COUNTED}))"
    rf"(?=\s*[:,–—]|\s+{_MANNER}\b|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\b{_COUNTED}\b", re.IGNORECASE)
#: `That claim is baseless, the ministry replies`; `Nonsense, says the governor`.
_CALLED_FALSE = re.compile(
    rf"(?:(?:this|that|it|the|these|those)(?:\s+{_SAID})?\s+(?:is|was|are|were)\s+(?:a\s+|an\s+|all\s+|simply\s+|not\s+)?"
    rf"(?:complete\s+|pure\s+)?{_FALSE}|not\s+(?:so|true|at\s+all)|never|far\s+from\s+it|on\s+the\s+contrary|(?:quite\s+)?the\s+opposite|"
    rf"(?:all\s+|pure\s+|sheer\s+|complete\s+|a\s+|an\s+)?{_FALSE}(?:\s+from\s+(?:start|beginning)\s+to\s+(?:finish|end))?)",
    re.IGNORECASE,
)
#: As `dismissed as meaningless`: even the pronoun is left out.
_BARE = re.compile(r"as\s+\w+(?:\s+\w+)?", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:it|this|that|them|so)\b", re.IGNORECASE)
#: `the accusation that A`, `as inventions the reports of some media that A`: A is denied.
_CLAIM_THAT = re.compile(
    rf"(?:as\s+\w+\s+)?(?:the|a|an|all|any|those|these|earlier|media|such)\s+(?:\w+\s+)?{_SAID}\b[^.;:]{{0,60}}?\bthat\s+"
    r"(?=\w+\s+\w+)",
    re.IGNORECASE,
)
#: What is taken up from another paragraph stands no further back than this many characters.
_REACH = 300


def takes_up(text: str, content: Span, act: str) -> bool:
    """True when the words only point at what was said before; a confirmed number is a number."""
    if act == "confirms":
        return _PRONOUN.match(text, *content) is not None and _TAKEN_UP.match(text, *content) is not None
    return _TAKEN_UP.match(text, *content) is not None or _BARE.fullmatch(text, *content) is not None


def claimed(text: str, content: Span) -> Span:
    """The claim itself in `the accusation that A`."""
    noun = _CLAIM_THAT.match(text, *content)
    return (noun.end(), content[1]) if noun is not None else content


def calls_false(text: str, content: Span) -> bool:
    """True when the words only say that something is false: a denial, whatever verb brings it."""
    return content[1] - content[0] <= _LONGEST and _CALLED_FALSE.fullmatch(text, *content) is not None


#: `The army is lying, its own planes hit the mill`, `Nonsense: there were three`: a post's denial, and its own story.
_GIVES_THE_LIE = re.compile(
    rf"(?:(?:the\s+)?\w+(?:\s\w+)?\s+(?:is\s+|are\s+)?lying(?:\s+again)?|{_CALLED_FALSE.pattern}|fake\s+news|lying\s+again)"
    r"\s*[,:–—]\s+(?=\w+\s+\w+)",
    re.IGNORECASE,
)


def gives_the_lie(text: str, content: Span) -> int | None:
    """Where somebody's own story begins behind his denial of what was just said; None where he denies nothing."""
    found = _GIVES_THE_LIE.match(text, *content)
    return found.end() if found is not None else None


#: No words that only call something false are longer, in characters.
_LONGEST = 100


def taken_up(text: str, content: Span, made: Sequence[Proposal], paragraph: Span) -> list[tuple[Span, ...]]:
    """The words that are meant: of the last claim in this paragraph, else shortly before it; none where none is near.

    Args:
        text: The report.
        content: The words that point back.
        made: What was read so far.
        paragraph: That in which they stand.
    """
    earlier = [one for one in made if one.act != "denies"]
    inside = [one for one in earlier if one.content[0][0] >= paragraph[0]]
    near = [one for one in earlier[-1:] if content[0] - one.content[-1][1] < _REACH]
    choice = inside or near
    if _NUMBER.search(text, *content) is not None:
        choice = [one for one in choice if one.quantity is not None] or choice
    if not choice:
        return []
    last = choice[-1]
    same = [one for one in choice if one.cue == last.cue and (one.cue is not None or one is last)]
    return list(dict.fromkeys(one.content for one in same))
