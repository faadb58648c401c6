"""Two engines, one claim: what both find is kept once and says so; what one finds alone says that."""

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution

Span = tuple[int, int]
#: So much of the words must be shared (Dice, of characters) for two findings to be one.
SAME_WORDS = 0.5


def merged(surface: list[Attribution], parsed: list[Attribution]) -> list[Attribution]:
    """The attributions of one sentence by both engines.

    Of two findings at one cue the surface engine's spans are kept, since its borders follow the guideline; what only
    the parser finds is taken where it is a whole clause, not negated, and no other finding stands at its cue.
    """
    left = [one for one in parsed if not one.negated]
    made: list[Attribution] = []
    for one in surface:
        partner = next((p for p in left if _same(one, p)), None)
        if partner is not None:
            left.remove(partner)
        second = "" if partner is None else "parser" if partner.shape == "parsed" else partner.shape
        made.append(replace(one, agreed=partner is not None, second=second))
    taken = [one.cue for one in surface if one.cue is not None]
    alone = [p for p in left if p.whole and p.cue is not None and not any(_overlap(p.cue, cue) for cue in taken)]
    made += [replace(p, agreed=False) for p in alone]
    return sorted(made, key=lambda one: one.cue or (0, 0))


def _same(one: Attribution, other: Attribution) -> bool:
    if one.cue is None or other.cue is None or one.speaker is None or other.speaker is None:
        return False
    return _overlap(one.cue, other.cue) and _overlap(one.speaker, other.speaker) and _dice(one, other) >= SAME_WORDS


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _dice(one: Attribution, other: Attribution) -> float:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.contents for c, d in other.contents)
    return 2 * shared / (sum(b - a for a, b in one.contents) + sum(b - a for a, b in other.contents))
