"""Words that only point at what was said before: `отверг эти обвинения`, `this is a lie`, `so says X`."""

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.proposal import Mention, Proposal, Span
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words

#: `These accusations`: all that was said, and not the last of it alone.
_PLURAL = ("ния", "эти", "этих", "ات", "مزاعم", "انباء")

_UNTRUE = {
    "ar": ("كذب", "كاذب", "باطل", "افتراء", "ملفق", "مختلق", "صحيح", "العكس", "الصحه", "صحه", "اساس",
           "هراء", "اكاذيب", "سخيف", "تلفيق", "مزاعم", "مفبرك"),
    "ru": ("неправд", "лож", "вымыс", "выдум", "действительност", "фейк", "клевет", "неверн"),
}  # fmt: skip


def meant_before(
    told: Teller, one: Attribution, w: Words, earlier: list[Proposal], who: Mention
) -> tuple[Attribution, list[tuple[Span, ...]]] | None:  # fmt: skip
    """The words said before, where a denial or `of this` only points at them."""
    first, last = w.at(one.contents[0][0]), w.at(one.contents[-1][1])
    before = _aimed_at(told, who, earlier or told.last) if one.act in _ANSWERS else earlier or told.last
    if one.shape == "retold" and not earlier and told.before is not None and told.language == "ru":
        return one, [(told.before,)]
    if not before or last <= first:
        return None
    if one.shape == "retold":
        retold = _retold(told, earlier)
        return (one, retold) if retold else None
    lows = w.lows[first:last]
    if one.shape in {"label", "headline"} and (begins := _false_first(lows)):
        rest = (w.starts[first + begins], one.contents[-1][1])
        lied = [p.content for p in before if p.cue == before[-1].cue] if before[-1].cue else [before[-1].content]
        return replace(one, act="denies"), [*lied, (rest,)]
    false = one.act in {"says", "confirms"} and len(lows) <= _FEW_WORDS and _says_false(lows, told.language)
    if (
        one.shape != "taken"
        and not false
        and not (
            (one.act == "denies" or (one.act == "confirms" and lows[0] == "это")) and _points_back(lows, told.language)
        )
    ):
        return None
    parts = [before[-1].content]
    if before[-1].cue and any(low.endswith(_PLURAL) for low in lows[:2]):
        parts = [p.content for p in before if p.cue == before[-1].cue]
    return (replace(one, act="denies") if false else one), parts


def _false_first(lows: list[str]) -> int:
    """Where the words go on behind `Ложь,`; 0 where they do not begin so (`Минобороны: ложь, никто не стрелял`)."""
    short = len(lows) > _FEW_WORDS - 3 and lows[1] in {",", ".", ";", "—"}
    return 2 if short and lows[0].startswith(_UNTRUE["ru"]) else 0


#: What answers somebody else.
_ANSWERS = frozenset({"denies", "says"})


def _aimed_at(told: Teller, who: Mention, before: list[Proposal]) -> list[Proposal]:
    """Up to the claim that one denies: what another says of one's own side, rather than what one has just said."""
    own = who.side
    if told.language != "ru" or not before or own in {None, "unknown"} or _concerns(before[-1], own):
        return before
    last = before[-1].speaker
    for n, one in enumerate(reversed(told.made)):
        if n > _FAR_BACK or last is None or one.speaker is None or one.speaker.id != last.id:
            break
        if _concerns(one, own):
            return [p for p in told.made if p.cue == one.cue and p.content[0][0] <= one.content[0][0]] or [one]
    return before


def _concerns(one: Proposal, own: str | None) -> bool:
    """True for what another side says of this one: that it did something, or that it is to blame."""
    if one.speaker is None or one.speaker.side == own:
        return False
    return one.act == "accuses" or any(doer.side == own for doer in one.actors)


#: So many claims back an answer reaches.
_FAR_BACK = 3


#: No longer is a sentence that calls something a lie.
_FEW_WORDS = 6


def _retold(told: Teller, earlier: list[Proposal]) -> list[tuple[Span, ...]]:
    """What the author told just before `so says X`: it is X's word, and no longer his own."""
    plain = [p for p in earlier if p.speaker is None and p.content[0][0] >= told.whole]
    plain = plain or [p for p in earlier[told.sentence :] if p.speaker is None]
    if not plain and told.language == "ru" and told.before is not None and len(earlier) == told.sentence:
        return [(told.before,)]
    told.retold.update({id(p): p for p in plain})  # held, so that no other gets its id
    return [p.content for p in plain]


def _points_back(lows: list[str], language: str) -> bool:
    """`отверг эти обвинения`, `نفى ذلك`, `отрицает их`: no words of its own."""
    known = tongue(language)
    if len(lows) > 3:
        return False
    return any(known.has(low, known.lists["taken up"]) for low in lows[:2]) or (
        len(lows) == 1 and lows[0] in {"его", "ее", "их"}
    )


def _says_false(lows: list[str], language: str) -> bool:
    """`This is a lie`, `this does not answer the facts`, in a few words that begin with `this` or say nothing else."""
    untrue = any(low.lstrip("وبال").startswith(_UNTRUE[language]) or low.startswith(_UNTRUE[language]) for low in lows)
    if language == "ru":
        return untrue and (lows[0] in {"это", "эти", "все"} or len(lows) <= 2)
    return untrue and (lows[0] in {"هذا", "هذه", "ذلك", "كذب", "العكس", "غير"} or len(lows) <= 2)
