"""Who is cited and who passes it on (`со ссылкой на`), and the second of two speakers."""

from msgspec.structs import replace

from trucekeeper.reader.attribution import Attribution
from trucekeeper.reader.tongues.russian.sources import is_source, speaks, subject_behind
from trucekeeper.reader.tongues.russian.vocabulary import BREAKS
from trucekeeper.reader.tongues.spans import span_of
from trucekeeper.reader.tongues.tables import tongue
from trucekeeper.reader.words import Words


def cited(w: Words, i: int, outer: Attribution) -> Attribution | None:
    """`передает X со ссылкой на Y`: the words are Y's, X passes them on."""
    end = i + 2
    known = tongue("ru").cues
    while end < len(w) and w.lows[end] not in BREAKS and end - i < 12 and w.lows[end] not in known:
        end += 1
    if end < len(w) and w.lows[end] in known:
        return None  # `агентство со ссылкой на X передало`: of the words behind
    if end == i + 2:
        return None
    begin = i - (w.lows[i] == "ссылкой" and w.lows[i - 1] == "со")
    shape = "retold" if outer.shape == "retold" else "cited"
    return Attribution(span_of(w, i + 2, end), span_of(w, begin, i + 2), outer.contents, "says", "ссылка", shape)


def and_by_whom(w: Words, one: Attribution) -> list[Attribution]:
    """`Это подтвердили и в Киеве, и в Москве`: the second speaker too."""
    if one.speaker is None or one.cue is None or one.speaker[0] < one.cue[0]:
        return []
    end = w.at(one.speaker[1])
    if w.lows[w.at(one.speaker[0]) - 1] != "и" or w.lows[end : end + 2] != [",", "и"] or not speaks(w, end + 2):
        return []
    who = subject_behind(w, end + 2)
    return [replace(one, speaker=span_of(w, *who))] if who is not None else []


def cited_before(w: Words, one: Attribution) -> list[Attribution]:
    """`Агентство со ссылкой на X сообщило`, `Ссылаясь на X, агентство передало`: the words are X's."""
    if one.shape != "after" or one.cue is None or one.speaker is None:
        return []
    verb, who = w.at(one.cue[0]), w.at(one.speaker[0])
    k = next((m for m in range(verb - 2) if w.lows[m] in {"ссылкой", "ссылаясь"} and w.lows[m + 1] == "на"), None)
    if k is None or any(w.lows[m] in tongue("ru").cues for m in range(k + 1, verb)):
        return []
    end = k + 2
    while end < verb and w.lows[end] not in BREAKS and (k > who or end < who):
        end += 1
    if end == k + 2 or not any(is_source(w, m) for m in range(k + 2, end)):
        return []
    begin = k - (w.lows[k] == "ссылкой" and k > 0)
    return [Attribution(span_of(w, k + 2, end), span_of(w, begin, k + 2), one.contents, "says", "ссылка", "cited")]
