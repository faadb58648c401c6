"""Which Russian word says something, and what act it is with the words behind it."""

from trucekeeper.reader.tongues.russian.borders import comes_after_comma, that_behind
from trucekeeper.reader.tongues.russian.phrases import in_document
from trucekeeper.reader.tongues.russian.sources import speaks
from trucekeeper.reader.tongues.russian.vocabulary import BREAKS, FEW, OBLIQUE, PREPOSITIONS
from trucekeeper.reader.tongues.tables import Cue, tongue, with_noun
from trucekeeper.reader.words import Words

#: What a feeling or will is said to be, by the noun behind `выразил`.
EXPRESSES = frozenset(
    ["выразил", "выразила", "выразило", "выразили", "выражает", "выражают", "выражал", "выражала", "выражали",
     "высказал", "высказала", "высказало", "высказали", "высказывает", "высказывают"]
)  # fmt: skip


_EXPRESSED = {
    "надежд": "predicts", "опасен": "predicts", "обеспокоен": "predicts", "озабочен": "predicts", "тревог": "predicts",
    "уверен": "predicts", "готовн": "promises", "намерен": "promises", "сомнен": "denies", "несоглас": "denies",
    "соглас": "agrees", "мнени": "says", "предположен": "says", "сожален": "positions", "соболезн": "positions",
    "благодарн": "positions", "поддержк": "positions", "признательн": "positions", "удовлетвор": "positions",
    "возмущен": "positions", "протест": "positions",
}  # fmt: skip


def cue_at(w: Words, i: int) -> Cue | None:
    """The cue that word i is, by itself or with the noun behind it."""
    if w.lows[i] in EXPRESSES and (cue := _expressed(w, i)) is not None:
        return cue
    cue = tongue("ru").cues.get(w.lows[i]) or _by_noun(w, i)
    return _by_complement(w, i, cue) if cue is not None and _is_said(w, i, cue) else None


def _by_noun(w: Words, i: int) -> Cue | None:
    """The cue of a verb and the noun behind it: `выступил с обвинениями`, `дал понять`, `исходит из`."""
    ahead = w.lows[i + 1 : i + 7]
    ahead = ahead[: next((n for n, low in enumerate(ahead) if low in BREAKS), len(ahead))]
    return next(
        (one for one in with_noun().get(w.lows[i], ()) if any(low.startswith(one.needs) for low in ahead)), None
    )


def _by_complement(w: Words, i: int, cue: Cue) -> Cue:
    """`указал на X` and `намекнул на X` accuse, `настаивает на X` demands; with a clause they only say."""
    counts = w.lows[i + 1 : i + 2] and (w.lows[i + 1][:1].isdigit() or w.lows[i + 1] in FEW)
    if counts and cue.verb == "отметил":
        return Cue("reports", cue.verb)  # `миссия отметила три взрыва`
    if cue.verb == "убеждал" and not that_behind(w, i) and _to_do(w, i):
        return Cue("demands", cue.verb)
    if w.lows[i + 1 : i + 2] != ["на"] or w.lows[i + 2 : i + 3] in (["то"], ["том"]):
        return cue
    if w.lows[i + 2 : i + 3] and w.lows[i + 2].startswith(("важност", "необходимост", "недопустимост")):
        return Cue("demands", cue.verb)
    if cue.verb == "намекнул" and not (speaks(w, i + 2) or w.capital(i + 2) or w.lows[i + 2].startswith("причастн")):
        return Cue("predicts", cue.verb)  # `намекнул на скорый обмен`
    act = {"указал": "accuses", "намекнул": "accuses", "жаловался": "accuses", "настаивал": "demands"}.get(cue.verb)
    return Cue(act, cue.verb) if act is not None else cue


def _to_do(w: Words, i: int) -> bool:
    """True where an infinitive follows in the clause: `убеждал коллегу снять осаду`."""
    for low in w.lows[i + 1 : i + 7]:
        if low in BREAKS:
            return False
        if low.endswith(("ать", "ять", "ить", "еть", "уть", "ться", "сти", "йти")):
            return True
    return False


_WANTS = frozenset({"хочет", "хотят"})
#: Of speech only where they stand behind the words: `..., отрезал советник`.
_ONLY_BEHIND = frozenset({"отрезал"})


#: What can show: a person who shows something tells nothing.
_SHOWING = ("видео", "камер", "кадр", "сним", "запис", "телеви", "канал", "съемк", "фото", "агентств", "карт")
#: What is seen is told by the author, unless it is counted: `обнаружила мины`, `обнаружила 12 мин`.
_SEES = frozenset({"обнаружил", "выявил", "засек", "наблюдал"})


def _is_said(w: Words, i: int, cue: Cue) -> bool:
    """False where the verb says nothing: without the word it needs, impersonal, or behind `как ожидается`."""
    behind = w.lows[i + 1] if i + 1 < len(w) else ""
    if cue.verb == "хотел":  # `Киев хотел бы сначала обмена`, `Москва хочет завершить обмен`
        would = behind == "бы" or (
            w.lows[i] in _WANTS and tongue("ru").kind_of(w.lows[max(0, i - 1) : i]) != "residents"
        )
        return would and i > 0 and (speaks(w, i - 1) or (w.capital(i - 1) and w.lows[i - 1] not in PREPOSITIONS))
    if cue.verb in _ONLY_BEHIND:
        return comes_after_comma(w, i) and i + 1 < len(w) and speaks(w, i + 1)
    if cue.verb == "показал" and not any(low.startswith(_SHOWING) for low in w.lows[max(0, i - 6) : i]):
        return behind in {",", ":", "что"}
    if cue.verb in _SEES:
        return behind in {"что", ","} or behind[:1].isdigit() or behind in FEW
    if cue.verb in {"договорился", "условился"}:
        return w.lows[i + 1 : i + 3] in ([",", "что"], [",", "чтобы"])  # else the author tells what they agreed on
    if cue.verb == "скрывал":
        return i > 0 and w.lows[i - 1] == "не"
    if cue.verb == "принял":
        return "сведению" in w.lows[i + 1 : i + 4] or (
            i > 0 and w.lows[i - 1] == "не" and w.lows[i].endswith(("ет", "ют"))
        )
    if cue.verb == "говорится":
        return behind in {"в", "во", "на"} or w.lows[i - 1] in OBLIQUE or in_document(w, i) is not None
    if cue.act == "denies" and not _TO_TELL.isdisjoint(w.lows[max(0, i - 4) : i]):
        return False  # `назвать сроки отказался`
    if cue.act == "denies" and i and w.lows[i - 1].endswith(("ать", "ять", "ить", "еть", "ться", "сти")):
        return False  # `о потерях говорить отказался`
    if cue.act == "denies" and behind in _TO_TELL:
        return False
    return not (cue.act == "denies" and w.lows[i + 1 : i + 3] == ["от", "комментариев"])


#: Who refuses this keeps silent.
_TO_TELL = frozenset(
    ["комментировать", "назвать", "называть", "отвечать", "ответить", "уточнить", "уточнять", "говорить", "раскрывать",
     "раскрыть", "сообщать", "сообщить", "пояснить"]
)  # fmt: skip


def _expressed(w: Words, i: int) -> Cue | None:
    for m in range(i + 1, min(i + 5, len(w))):
        act = next((act for stem, act in _EXPRESSED.items() if w.lows[m].startswith(stem)), None)
        if act is not None and w.lows[m].startswith(("обеспокоен", "озабочен", "тревог")) and not that_behind(w, m):
            act = "positions"
        if act is not None:
            return Cue(act, "надеялся" if w.lows[m].startswith(("надежд", "опасен", "предположен")) else "выразил")
    return None


def noun_of(w: Words, k: int, cue: Cue) -> int | None:
    """Where the noun stands that a verb says nothing without: `выступил с обвинениями в адрес Киева`."""
    if len(cue.needs) < 4:
        return None
    return next((m for m in range(k, min(k + 7, len(w))) if w.lows[m].startswith(cue.needs)), None)
