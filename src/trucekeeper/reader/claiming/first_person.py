"""Who `we` and `I` are inside a quotation: the one who is quoted."""

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution

_FIRST = frozenset({"we", "i"})


def without_inner(text: str, kept: list[Attribution]) -> list[Attribution]:
    """Of `"We fear that A," said X` only what X says: `we` inside his quotation is he himself."""
    if len(kept) < 2:
        return kept
    outer = [a for a in kept if a.shape in {"before", "inverted"} and not a.quoted]
    return [a for a in kept if not (a.quoted and _is_first(text, a) and any(_covers(o, a) for o in outer))]


def said_by(text: str, one: Attribution, voice: Attribution) -> Attribution:
    """`"A," said X. "We call on both sides to stop."`: it is X who calls on them."""
    return replace(one, speaker=voice.speaker) if one.quoted and _is_first(text, one) else one


def _covers(outer: Attribution, inner: Attribution) -> bool:
    assert inner.cue is not None
    return any(a <= inner.cue[0] < b for a, b in outer.contents)


def _is_first(text: str, one: Attribution) -> bool:
    return one.speaker is not None and text[slice(*one.speaker)].lower() in _FIRST
