"""What a Russian verb turns into: negated, calling something false, taking up words said before, blaming."""

from trucekeeper.reader.tongues.russian.vocabulary import BREAKS, FALSE, NOT_SO, PREPOSITIONS, TAKEN_UP, Span
from trucekeeper.reader.tongues.spans import span_of
from trucekeeper.reader.tongues.tables import Cue
from trucekeeper.reader.words import Words


def blames(w: Words, i: int, cue: Cue) -> bool:
    """`виновными он называет военных`, `считает ответственным Киев`."""
    near = w.lows[max(0, i - 3) : i] + w.lows[i + 1 : i + 4]
    return cue.verb in {"назвал", "считал", "признал"} and any(
        low.startswith(("виновн", "виноват", "ответственн")) for low in near
    )


def as_negated(cue: Cue, negated: bool) -> tuple[Cue, bool]:
    """`не исключил` says that it may be, `исключил` denies it; `не согласился` denies."""
    if cue.verb == "исключил":
        return Cue("says" if negated else "denies", cue.verb), False
    if cue.verb == "верил":
        return Cue("denies" if negated else "says", cue.verb), False
    if negated and cue.verb in _TURNS:
        return Cue(_TURNS[cue.verb], cue.verb), False
    if negated and (cue.act == "agrees" or cue.verb == "принял"):
        return Cue("denies", cue.verb), False
    return cue, negated


#: What a verb does where it is negated: `не считает соглашение сорванным`, `не сомневается`, `не скрывает`.
_TURNS = {"считал": "denies", "усомнился": "says", "скрывал": "admits", "отрицал": "admits"}


def called_false(w: Words, i: int, cue: Cue) -> int | None:
    """Where `назвал это ложью`, `считает сообщения не соответствующими действительности` say that it is untrue."""
    if cue.verb not in {"назвал", "считал", "охарактеризовал", "признал"}:
        return None
    for m in range(i + 1, min(len(w), i + 7)):
        low = w.lows[m]
        unlike = low == "не" and w.lows[m + 1 : m + 2] != [] and w.lows[m + 1].startswith("соответств")
        if unlike or low.startswith((*FALSE, *NOT_SO)):
            return m
        if low in BREAKS:
            return None
    return None


#: An object by itself: what stands behind the verb tells when or how (`это опровергли в течение часа`).
_THIS_ALONE = frozenset({"это", "этого", "все"})


def taken_up(w: Words, i: int, cue: Cue) -> Span | None:
    """`Киев это опроверг`, `обвинения отвергли`, `В Москве это назвали вымыслом`: what stands for the words before."""
    false = called_false(w, i, cue) is not None
    if not (cue.act in {"denies", "confirms"} or false):
        return None
    if w.lows[i - 1] == "все" and cue.act != "denies":
        return None
    behind = w.lows[i + 1] if i + 1 < len(w) else "."
    i -= w.lows[i - 1] == "не" and i > 1
    for m in (i - 1, i - 2):
        alone = m == i - 1 and cue.act == "denies" and w.lows[m] in _THIS_ALONE
        ends = (
            behind in BREAKS
            or (alone and behind in PREPOSITIONS)
            or behind in {"и", "категорически"}
            or (m == 0 and i == 1)
        )
        if m >= 0 and w.lows[m] in TAKEN_UP and (false or ends):
            return span_of(w, m, m + 1)
    if (
        cue.act == "denies"
        and i + 2 <= len(w)
        and w.lows[i + 1 : i + 3][:1] == ["и"]
        and w.lows[i + 2 : i + 3] == ["это"]
    ):
        return span_of(w, i + 2, i + 3)
    return None
