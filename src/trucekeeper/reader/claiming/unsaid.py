"""What is no claim: what was not said, what nobody knows, what the author says of himself."""

import re

from trucekeeper.reader.attribution import Attribution, Span

#: What a speaker does not know, will not say or only regrets is no word about the deal.
_KNOWS_NOTHING = re.compile(
    r"(?:he|she|it|they|we|I)\s+(?:"
    r"(?:did|does|do)\s+not\s+(?:know|care)|could\s+not\s+(?:say|tell|determine|confirm|comment|speak|verify)|"
    r"(?:would|will)\s+not\s+(?:guess|comment|say|confirm|speculate|be\s+drawn)|"
    r"(?:had|has|have)\s+no\s+(?:information|comment|figures?|knowledge|details|better)|regret(?:s|ted)?\s+(?:this|that|it)\b|"
    r"(?:was|were|is|are)\s+(?:not\s+able|unable)\s+to\s+(?:say|confirm|verify|comment)|was\s+not\s+aware)"
    r"|(?:gave|offered|made|had)\s+no\s+(?:number|figures?|details?|comment|reason|explanation|date|names?|more)\b"
    r"|(?:declined|refused)\s+to\s+(?:say|comment|confirm|give|name|discuss|elaborate|be)\b"
    r"|(?:did|does|would|could)\s+not\s+(?:say|elaborate|comment|confirm|give|name|explain|prejudge)\b"
    r"|(?:he|she|it|they)\s+would\s+not\s+prejudge\b"
    r"|asked\s+(?:what|whether|if|why|how|who|when|where)\b"
    r"|(?:nothing|little)(?:\s+(?:of|about|on)\s+\w+(?:\s+\w+)?)?$",
    re.IGNORECASE,
)

#: With one of these that begins.
_OPENING = (
    "he", "she", "it", "they", "we", "i", "gave", "offered", "made", "had", "declined", "refused", "did", "does",
    "would", "could", "asked", "nothing", "little",
)  # fmt: skip

_HEAD = re.compile(
    r"\b(?:ministry|agency|officials?|sources?|government|army|military|police|activists?|residents|monitors?|"
    r"observatory|spokes\w+|minister|kremlin|UN|U\.N\.|United Nations|Red Cross|rebels|envoy|media|television|"
    r"charity|charities|group|groups|witnesses|governor|report|reports|[A-Z]\w+ says)\b"
)

#: By these an outlet tells or takes back its own report; `we count`, `we expect`, `we ask` are words of a speaker.
_TELLS = frozenset(
    {
        "say",
        "write",
        "report",
        "state",
        "correct",
        "note",
        "record",
        "hear",
        "see",
        "know",
        "list",
        "put",
        "give",
        "apologise",
        "apologize",
        "regret",
    }
)


#: Who watches and did not see anything says so.
_WATCHES = frozenset({"observe", "see", "spot", "record", "document", "register"})


def is_claim(text: str, one: Attribution) -> bool:
    """False for what was not said, for beliefs inside quotations, and where the author speaks of himself."""
    if one.shape == "headline" and not _HEAD.search(text, *(one.speaker or (0, 0))):
        return False
    if one.act not in {"denies", "accuses"} and knows_nothing(text, one.contents[0]):
        return False
    if one.negated and one.verb not in _WATCHES:
        return False  # what observers did not see they report all the same
    return not (one.quoted and one.act == "believes") and not by_author(text, one)


def knows_nothing(text: str, span: Span) -> bool:
    """True where a speaker only says that he does not know, cannot say or regrets."""
    opens = text[span[0] : span[0] + 8].lower().startswith(_OPENING)
    return opens and _KNOWS_NOTHING.match(text, *span) is not None


def by_author(text: str, one: Attribution) -> bool:
    """True where the outlet speaks of its own report: `we wrote`."""
    return (
        not one.quoted
        and one.speaker is not None
        and text[slice(*one.speaker)].lower() in {"we", "i"}
        and one.verb in _TELLS
    )
