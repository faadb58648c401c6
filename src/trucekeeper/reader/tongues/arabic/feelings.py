"""What is felt, willed or renewed: `عبر عن امله`, `ابدي استعداده`, `وجدد دعوته`, `ابلغ عزمه`."""

from trucekeeper.reader.tongues.arabic.vocabulary import BREAKS, EXPRESSING, behind_aside, that_behind_preposition
from trucekeeper.reader.tongues.tables import Cue, bare, tongue, without_proclitics
from trucekeeper.reader.words import Words

_WILLS = {
    "عزم": "promises",
    "نيت": "promises",
    "استعداد": "promises",
    "التزام": "promises",
    "رفض": "denies",
    "موافقت": "agrees",
}


def own_will(w: Words, first: int) -> tuple[str, int] | None:
    """`ابلغت الامم المتحده عزمها علي خفض العدد`, `اعلن موافقته`: the noun of will that belongs to who speaks."""
    end, aside = first + 8, False
    for m in range(first, min(len(w) - 1, first + 16)):
        low = w.lows[m]
        if low == "," and m > first and (past := behind_aside(w, m)) is not None:
            end, aside = past + 3, True  # `اعلنت اللجنه، اليوم الاثنين، استعدادها`
            continue
        if m >= end or (low in BREAKS and not aside) or low in tongue("ar").lists["that"]:
            return None
        for noun, act in _WILLS.items():
            if low.startswith(noun) and low[len(noun) :] in {"ه", "ها", "هم", "هما"}:
                return act, m
    return None


def what_is_expressed(w: Words, first: int, cue: Cue) -> tuple[str, int] | None:
    """What is expressed (`عبر عن امله`, `ابدي استعداده`, `وجه الشكر`), and where the words about it begin."""
    if cue.verb not in EXPRESSING:
        return None
    for m in range(first, min(len(w), first + 9)):
        if w.lows[m] in {",", ".", ";"} or w.lows[m] in tongue("ar").lists["that"]:
            return None
        # `وجدد دعوته`: what is renewed by whoever spoke before
        held = m == first and m and w.lows[m - 1].startswith("وجدد")
        for act, nouns in expressions().items():
            if holds_noun(w.lows[m], nouns) and (m > first or w.lows[m].startswith(("ال", "ب")) or held):
                that = that_behind_preposition(w, m + 1)
                if that is None and act == "predicts" and w.lows[m].lstrip("عن").startswith(_WORRIES):
                    act = "positions"
                return act, that + 1 if that is not None else m
    return None


_WORRIES = ("قلق", "مخاوف", "ثق")


def holds_noun(low: str, nouns: frozenset[str]) -> bool:
    """True for one of the nouns, with article, preposition or pronoun (`التزامه`, `بالشكر`)."""
    for form in (low, bare(low), without_proclitics(low)):
        if form in nouns:
            return True
        if len(form) > 3 and any(form.startswith(_held(one)) and 0 <= len(form) - len(one) <= 2 for one in nouns):
            return True
    return False


def _held(noun: str) -> str:
    """A noun as it stands before a pronoun: `خشيه` in `خشيته`."""
    return noun[:-1] + "ت" if noun.endswith("ه") else noun


def expressions() -> dict[str, frozenset[str]]:
    """The nouns of feeling and will by what they make of a claim."""
    return tongue("ar").expressed
