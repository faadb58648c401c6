"""What an accusation, a denial or a bare number is about that names no event of its own."""

from trucekeeper.reader.tongues.claiming.teller import Teller

#: Events whose numbers go on in the next proposition, and those that somebody is blamed for.
_COUNTED = frozenset({"movement", "arrival", "killing", "detention", "shelling", "access", "agreement"})

BLAMED = frozenset({"fire", "shelling", "airstrike", "killing", "obstruction", "hold", "collapse"})

_FEW_WORDS = 7

_FAR = 600


def gone_on(told: Teller, act: str, lows: list[str], begun: int) -> str | None:
    """The event of what was told last, where an accusation or a bare number names none of its own."""
    last = [one for one in told.last if 0 <= begun - one.content[0][0] < _FAR or one.content[0][0] == begun]
    if act in {"accuses", "denies"}:
        return next((one.event for one in reversed(last) if one.event in BLAMED), None)
    bare_number = len(lows) <= _FEW_WORDS and any(low[:1].isdigit() for low in lows)
    return next((one.event for one in reversed(last) if one.event in _COUNTED), None) if bare_number else None
