"""Where one sentence tells several things that nobody joins: behind a semicolon, and behind a colon that explains.

`The mayor called on both sides: on Sunday a car was stopped` is a demand and a narration. A colon behind a word of
saying that still waits for its words, or behind a bare name, opens what is said and parts nothing.
"""

import re
from functools import cache, lru_cache

from msgspec.structs import replace

from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.tables import Tongue, with_noun
from trucekeeper.reader.words import Words, words

_BEFORE_THIS = frozenset("—–-,")
_OPEN, _CLOSED = frozenset("«“„("), frozenset("»”)")
#: Acts whose words stand right behind the verb: a colon behind those explains.
_COMPLETE = frozenset({"accuses", "demands", "agrees", "positions", "orders", "denies", "reports"})
#: Endings of Russian verbs: past, present and future, short participles; and some whole words.
_PAST = (
    r"[а-я]{3,}л|[а-я]{2,}(?:ла|ло|ли|лся|сся|лась|лось|лись)|[а-я]{2,}(?:гиб|стих|верг|нес|вез|лез|мог|лег)|был[аои]?|шел|шл[аи]|"
    r"жил|ел|умер|исчез|привез|увез|вывез|довез|шло|мог|вез|нес|лег|рос|"
    r"(?:воз|про)ник|(?:до|на|по)стиг|(?:из|при)бег|(?:за)?мерз|повис|завис|увяз|(?:за|пре|от|вы|рас)сек|(?:с|под|за)жег|"
    r"сберег|(?:из|при|во|от|на)влек|обрек|(?:за|от|у)пер|(?:за|вы)мер|стер|(?:у|за)тих|смолк|умолк|замолк"
)
_NOW = (
    r"[а-я]{2,}(?:[аяуе]ет|[аяуео]ют|[бм]рут|[дгкнжшмв]ут|ит|ят|ется|[уюая]тся|ится)|[а-я]{3,}[жчшщ]ат|[а-я]{2,}[ндржчв]ет|"
    r"[а-я]{2,}шлет|нет|будет|будут|может|могут|ждут|ждет|идут|идет|ведут|едет|едут|ищет|ищут|растут|[а-я]{2,}[зс]ут|(?:при|у|вы|до|пере|по|от|про)?(?:везет|несет|ползет|растет)|"
    r"нельзя|можно|нужно|необходимо|надо|дают|дает|бьют|бьет|льют|погиб|стих"
)
_SHORT = (
    r"[а-я]{2,}(?:ован|азан|слан|рван|ержан|исан|гнан|бран|ложен|шен|чен|ажен|ужен|вожен|ежден|ожден|жден|щен|веден|йден|"
    r"зен|сен|елян|отерян|енян|ссеян|ожен|жжен|енен|[бп]лен|ален|анен|орен|ерен|влен|елен|делан|гран)[аоы]?|(?:пере|про|от|вы|со?|раз|роз|соз)?дан[аоы]?|(?:достиг|отверг|сверг|сверн|развер|затрон|покин|выдвин|опрокин|обман|втян|отодвин|подчеркн)н?ут[аоы]?|(?:у|с|от|под|пере|вы|раз|про)?бит[аоы]?|(?:из|под)?ранен[аоы]?|"
    r"(?:от|за|вс)крыт[аоы]?|(?:вз|сн|при|за|из|под|отн)ят[аоы]?|начат[аоы]?|должн[аоы]|должен|намерен[аы]?|доволен|довольн[аы]|недовол[а-я]+|соглас(?:ен|на|ны)|готов[аы]?|"
    r"приказано|известно|виноват[аы]?|виновн[аы]"
)
_FINITE = re.compile(f"{_PAST}|{_NOW}|{_SHORT}")


def finite(low: str, language: str) -> bool:
    """True when a word looks like a verb that makes a clause; only Russian endings tell."""
    return language != "ru" or _is_verb(low)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for line in sections("ru_words.txt")["not verbs"] for word in line.split())


@lru_cache(maxsize=20_000)
def _is_verb(low: str) -> bool:
    return _FINITE.fullmatch(low) is not None and low not in _nouns() and not low.endswith("тели")


def has_verb(lows: list[str]) -> bool:
    """True when Russian words make a clause; behind a preposition a word is a noun (`с начала`)."""
    return any(_is_verb(low) and (n == 0 or lows[n - 1] not in _BEFORE_NOUNS) for n, low in enumerate(lows))


_BEFORE_NOUNS = frozenset(
    {"с", "до", "от", "из", "без", "для", "у", "около", "после", "на", "в", "во", "по", "к", "со"}
)


def stretches(text: str, sentence: Sentence, known: Tongue) -> list[tuple[Sentence, Words]]:
    """Cut a sentence behind semicolons and explaining colons; most sentences stay whole."""
    w = words(text, sentence.start, sentence.end)
    cuts: list[int] = []
    depth = 0
    for k, low in enumerate(w.lows):
        depth = max(0, depth + (low in _OPEN) - (low in _CLOSED))
        opens = low == ";" or (low == ":" and _explains(w, cuts[-1] + 1 if cuts else 0, k, known))
        opens = opens or (low in _BEFORE_THIS and _of_this(w, k + 1, known))
        if not depth and 2 < k < len(w) - 2 and opens:
            cuts.append(k)
    if not cuts:
        return [(sentence, w)]
    made = []
    for first, last in zip([0, *(k + 1 for k in cuts)], [*cuts, len(w)], strict=True):
        start = sentence.start if first == 0 else w.starts[first]
        end = w.ends[last - 1] if last < len(w) else sentence.end
        made.append((replace(sentence, start=start, end=end), words(text, start, end)))
    return made


def _of_this(w: Words, k: int, known: Tongue) -> bool:
    """True for `— об этом сообщил X`, `, это подтвердил X` behind what is told."""
    if w.lows[k : k + 2] == ["об", "этом"]:
        return w.lows[k + 2 : k + 3] != [] and w.lows[k + 2] in known.cues
    cue = known.cues.get(w.lows[k + 1]) if w.lows[k : k + 1] == ["это"] and k + 1 < len(w) else None
    return cue is not None and cue.act == "confirms"


def _with_its_noun(w: Words, k: int) -> bool:
    ahead = w.lows[k + 1 : k + 4]
    return any(low.startswith(one.needs) for one in with_noun()[w.lows[k]] for low in ahead)


def _explains(w: Words, first: int, colon: int, known: Tongue) -> bool:
    """True when whole clauses stand on both sides of a colon."""
    language = known.language
    if w.lows[colon + 1 : colon + 3] == ["об", "этом"]:
        return True  # `Стороны объявили о перемирии: об этом сообщает X`
    if w.lows[colon + 1 : colon + 2] in (["таковы"], ["такова"], ["таково"]):
        return True
    if colon + 1 < len(w) and w.lows[colon + 1] in {"«", '"', "“", "„"}:
        return False
    if language == "ru" and any(w.lows[k] in with_noun() and _with_its_noun(w, k) for k in range(first, colon)):
        return False  # `прислал видео: горит склад`
    said = [k for k in range(first, colon) if w.lows[k] in known.cues]
    if said:
        act = known.cues[w.lows[said[-1]]].act
        waits = act not in _COMPLETE and known.lists["that"].isdisjoint(w.lows[said[-1] : colon])
        ends = act == "agrees" or (act == "denies" and language != "ar")  # `الحركه تنفي: الركاب مدنيون`
        return not waits and (colon - said[-1] > 2 or ends)
    if language == "ru" and _is_said(w, first, colon, known):
        return False
    behind = any(finite(low, language) for low in w.lows[colon + 1 :])
    before = any(finite(low, language) for low in w.lows[first:colon]) if language == "ru" else (
        colon - first > 3 and known.speaks(w.lows[first:colon]) and known.kind_of(w.lows[first:colon]) == "other"
    )  # fmt: skip
    return before and behind


def _is_said(w: Words, first: int, colon: int, known: Tongue) -> bool:
    """`Чиновник огрызнулся: список вручён`, `..., огрызнулся чиновник: ...`: a verb of no event beside its source."""
    for verb in range(colon - 1, max(first, colon - _NEAR_COLON), -1):
        if _is_verb(w.lows[verb]) and known.event([w.lows[verb]]) in {"other", "statement"}:
            turned = w.lows[verb - 1] in {",", "—", "–"}
            between = w.lows[verb + 1 : colon]
            to_whom = _POINTS_ON.issuperset(between) or known.kind_of(between) != "other"
            who = w.lows[verb + 1 : colon] if turned else w.lows[first : first + 3] if to_whom else []
            return bool(who) and (known.kind_of(who) != "other" or known.country(who[0]) != "")
    return False


#: What only points to the words behind a colon: `сходятся в одном:`, `говорит следующее:`.
_POINTS_ON = frozenset(
    {"в", "на", "об", "одном", "одно", "своем", "следующем", "следующее", "так", "коротко", "том", "же"}
)
#: So near to a colon stands the verb that it belongs to.
_NEAR_COLON = 7
