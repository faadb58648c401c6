"""Where the words of a verb begin: behind `ان`, a preposition, a colon; before it; on both sides of it."""

from trucekeeper.reader.sentences import Sentence
from trucekeeper.reader.tongues.arabic.sources import past_relative, words_about
from trucekeeper.reader.tongues.arabic.subjects import marks_words
from trucekeeper.reader.tongues.arabic.vocabulary import (
    ADVERBIALS,
    ANNOUNCING,
    ASIDES,
    BARE_THAT,
    BREAKS,
    CAN_STAND_ALONE,
    COMMAS,
    CONTRAST,
    COUNTS,
    DIRECT,
    EXPRESSING,
    MASDAR,
    NEGATIONS,
    QUOTES,
    TOLD_AS,
    Span,
    his_doing,
    leads,
    listed,
    tells_day,
    that_behind_preposition,
)
from trucekeeper.reader.tongues.spans import stop_of
from trucekeeper.reader.tongues.tables import Cue, bare, saying, tongue
from trucekeeper.reader.words import Words


def past_manner(w: Words, k: int) -> int:
    """Behind `باستمرار`, `بشده`, `بحذر`, `باشد العبارات`: how it is said is no part of it."""
    while k < len(w) - 2:
        if w.lows[k] in _MANNER:
            k += 1
        elif w.lows[k : k + 2] in _MANNER_OF_TWO:
            k += 2
        elif w.lows[k : k + 3] in (["في", "وقت", "سابق"], ["في", "وقت", "لاحق"], ["جمله", "و", "تفصيلا"]):
            k += 3
        else:
            break
    return k


_MANNER = listed("manner")
_MANNER_OF_TWO = (
    ["نفيا", "قاطعا"],
    ["رفضا", "قاطعا"],
    ["رفضا", "تاما"],
    ["باشد", "العبارات"],
    ["باقسي", "العبارات"],
    ["بشكل", "قاطع"],
    ["بشكل", "رسمي"],
    ["بشكل", "مباشر"],
    ["جمله", "وتفصيلا"],
)
_WILLED = frozenset({"denies", "demands", "accuses", "promises", "positions", "orders", "admits"})


def is_also(w: Words, i: int, behind: int, cue: Cue) -> bool:
    """`كما نفي صحه ما نشر`: `كما` that opens a clause is `also`, where what is said stands right behind who says it."""
    opens = w.lows[i - 1] == "كما" and (i == 1 or w.lows[i - 2] in BREAKS)
    if opens and cue.verb in ANNOUNCING and any(bare(low) in MASDAR for low in w.lows[behind : behind + 4]):
        return True  # `كما اعلن الصليب الاحمر اليوم، وصول طايره`
    return opens and cue.act in _WILLED and behind < len(w) - 1 and w.lows[behind] not in BREAKS


def _without_that(w: Words, k: int, cue: Cue) -> int | None:
    """`قال المرصد السوري، 29 حافله تحركت`: a clause behind the comma, where the verb begins the sentence."""
    begins = any(tongue("ar").cues.get(low) is cue for low in w.lows[:2]) and cue.verb in _PLAINLY
    if not begins or k >= len(w) - 4 or w.lows[k] != "," or w.lows[k + 1] in ASIDES or tells_day(w.lows[k + 1]):
        return None
    return k + 1


_PLAINLY = frozenset({"قال", "اوضح", "اضاف", "ذكر", "افاد", "اشار", "تابع"})


def past_outlet(w: Words, k: int) -> int:
    """Behind the outlet to which something is told: `لصحيفه "الشرق" ان`, `لوكاله الانباء الالمانيه، ان`."""
    low = w.lows[k] if k < len(w) else ""
    if len(low) < 5 or low[0] != "ل" or tongue("ar").kind_of([low[1:]]) != "media":
        return k
    that = tongue("ar").lists["that"]
    ends = next((m for m in range(k + 1, min(len(w) - 1, k + 11)) if w.lows[m] in that or w.lows[m] in {",", ":"}), k)
    return ends + (w.lows[ends] == "," and w.lows[ends + 1] in that)


def cue_span(w: Words, i: int, *, told_as: bool) -> Span:
    """The words of the cue: `حسبما اعلن`, `وفق ما اعلن`, `علي ما افاد`, `لم يستبعد` have two or three."""
    first = i
    if told_as and i > 0 and w.lows[i - 1] in TOLD_AS:
        led = i > 1 and w.lows[i - 1] in {"ما", "لما"} and leads(w.lows[i - 2])
        first = i - 2 if led else i - 1 if w.lows[i - 1] not in {"ما", "لما"} else i
    elif i > 0 and w.lows[i].endswith("ستبعد") and w.lows[i - 1] in NEGATIONS:
        first = i - 1
    return w.starts[first], w.ends[i]


def put_between(sentence: Sentence, w: Words, i: int, subject: tuple[int, int] | None) -> tuple[Span, ...] | None:
    """`ومن بينها، تضيف الهييه، اثنتان`: between two commas, with the words on both sides."""
    end = subject[1] if subject is not None else i + 1
    if i < 2 or w.lows[i - 1] != "," or w.lows[i][:1] in "وف" or end >= len(w) - 1 or w.lows[end] != ",":
        return None
    return (w.starts[0], w.ends[i - 2]), (w.starts[end + 1], stop_of(w, sentence))


def words_begin(w: Words, k: int, cue: Cue) -> int | None:
    """Where the words begin: behind `ان`, a colon or a quotation mark, or what the verb asks for."""
    that = tongue("ar").lists["that"]
    k = past_outlet(w, k)
    if k < len(w) and w.lows[k] in {"-", "–"}:  # `نشرت الكتايب -الجناح العسكري للحركه- اسماء`
        k = next((m + 1 for m in range(k + 1, min(len(w) - 2, k + 10)) if w.lows[m] == w.lows[k]), k)
    if cue.verb == "راي" and k < len(w) - 2 and w.lows[k] in {"في", "فيه", "فيها"}:
        return k  # `رات في العمليه دليلا`
    if cue.act == "denies" and (told := what_was_told(w, k)) is not None:
        return told
    held, commas = None, 0
    for m in range(k, min(len(w) - 1, k + 18)):
        low = w.lows[m]
        commas += low == ","
        if low in _BARE and w.lows[m - 1] in _TELLS_WHEN:
            continue  # `اشترطت اطلاق المعتقلين قبل ان تتحرك`
        if low in that and (commas % 2 == 0 or w.lows[m - 1] == ","):
            if commas == 0 and (whole := _with_its_object(w, k, m, cue)) is not None:
                return whole
            return m + 1 if low in BARE_THAT else m
        if low in _NOT_THAT and cue.act in _WILLING and w.lows[m + 1][:1] in "يتن":
            return m + 1  # `تامل الا تتكرر`
        if low == ":" or (low in QUOTES and not _only_marks_a_word(w, k, m)):
            return m + 1 if low == ":" else m
        if m == k and low in saying() and w.lows[m].startswith("قاي"):
            continue  # `اردف قايلا ان`
        if low in {".", ";"} or low in saying() or (low == "," and _turns(w, m + 1)):
            break
        if low == "," and m > k and w.lows[k] != "," and cue.act in CAN_STAND_ALONE - {"warns"}:
            break  # what is confirmed or denied stands at once
        if low not in that and marks_words(w, m, cue) and held is None:
            plain = (
                cue.act in CAN_STAND_ALONE and w.lows[k] not in tongue("ar").lists["subject ends"] and w.lows[k] != ","
            )
            held = k if m > k and (plain or cue.verb in _TO_WHAT) else m
            if that_behind_preposition(w, m) is None:
                return held
        announced = bare(low) in MASDAR or low in COUNTS or low[:1].isdigit() or his_doing(low)
        if cue.verb in ANNOUNCING and announced and held is None:
            return k if w.lows[k] in {"عند", "في", "قرب", "علي"} and cue.act == "reports" else m
    if held is not None:
        return held
    direct = cue.act in CAN_STAND_ALONE or cue.verb in DIRECT or cue.verb in EXPRESSING
    if not direct:
        return _without_that(w, k, cue)
    while k < len(w) - 1 and w.lows[k] == ",":  # `اشترطت، في بيان، تسليم`
        if w.lows[k + 1] in tongue("ar").cues:
            return None  # `كذب، يقول عضو في الوفد`
        if w.lows[k + 1] not in ASIDES and not tells_day(w.lows[k + 1]):
            k += 1  # `بث التلفزيون، لقطات من معبر`
            break
        k = next((m + 1 for m in range(k + 1, min(len(w) - 1, k + 9)) if w.lows[m] == ","), len(w))
    return k if k < len(w) - 1 and w.lows[k] not in BREAKS else None


def what_was_told(w: Words, k: int) -> int | None:
    """`نفي (صحه) ما نشرته صحف عن بند سري`, `ما اوردته قناه من ان`: where the words begin that are denied."""
    if k >= len(w):
        return None
    rumour = w.lows[k] in _RUMOURS or (w.lows[k] == "صحه" and w.lows[k + 1 : k + 2] and w.lows[k + 1] in _RUMOURS)
    if not rumour and (w.lows[k] not in {"ما", "صحه"} or "ما" not in w.lows[k : k + 2]):
        return None
    for m in range(k + 2, min(len(w) - 2, k + 10)):
        if w.lows[m] in BREAKS:
            return None
        if w.lows[m] in {"عن", "حول", "بشان"}:
            return m + 1
        if w.lows[m] == "من" and w.lows[m + 1] in tongue("ar").lists["that"]:
            return m + 2 if w.lows[m + 1] in BARE_THAT else m + 1
    return None


_MARKS = QUOTES | {"»", "”"}


def _only_marks_a_word(w: Words, k: int, m: int) -> bool:
    """True for marks about a word or two in the midst of what is told: `التزامها بعمليه "فوريه" للتبادل`."""
    if w.lows[m] == '"' and w.lows[:m].count('"') % 2:
        return True  # it closes
    if m < k + 2 or w.lows[m - 1] in BREAKS or w.lows[m - 1] in tongue("ar").lists["that"]:
        return False
    closes = any(low in _MARKS for low in w.lows[m + 2 : m + 4])
    return closes or any(low in _MARKS for low in w.lows[max(k + 1, m - 3) : m])


_BARE = frozenset({"ان"})
_TELLS_WHEN = frozenset({"قبل", "بعد", "منذ", "دون", "قبيل", "حتي"})
#: Nouns that stand before `ان` and belong to what is asked for.
_MUST_BE = frozenset({"ضمان", "ضروره", "وجوب", "اهميه", "اشتراط"})


def _with_its_object(w: Words, k: int, m: int, cue: Cue) -> int | None:
    """`اهاب بالاطراف ان تلتزم`, `علي ضروره ان يكون`: whom is asked, or the need, belongs to the words."""
    if cue.act == "demands" and m > k and any(low not in _LITTLE and low not in BREAKS for low in w.lows[k:m]):
        return k if w.lows[k] not in BREAKS else None
    if m > k and w.lows[m - 1] in _MUST_BE:
        return m - 2 if m - 2 >= k and w.lows[m - 2] in _LITTLE else m - 1
    return None


_LITTLE = frozenset({"الي", "علي", "ب", "من", "عن", "في"})
_RUMOURS = frozenset({"الانباء", "المعلومات", "التقارير", "الشايعات", "المزاعم", "انباء", "تقارير", "شايعات"})
#: `That not` in one word; before a noun it means `but`.
_NOT_THAT = frozenset({"الا", "بالا", "والا"})
_WILLING = frozenset({"predicts", "demands", "promises", "warns", "agrees", "orders", "denies"})
#: Verbs that lay one thing to another: both are their words.
_TO_WHAT = frozenset({"عزا", "ارجع", "نسب", "برر", "علل", "سوغ", "فسر"})


def _turns(w: Words, k: int) -> bool:
    """True where another verb of saying goes on behind a comma."""
    if k + 1 < len(w) and w.lows[k + 1] in {"عنه", "عنها", "عنهم"}:
        return False
    if k < len(w) and w.lows[k] in ADVERBIALS:
        return False  # `اضاف، ردا علي سوال، ان`
    return k < len(w) and (w.lows[k] in tongue("ar").cues or w.lows[k] in CONTRAST | {"لكنه", "لكنها", "لكنهم"})


def standing_before(
    sentence: Sentence, w: Words, i: int, before: tuple[int, int] | None, behind: int
) -> tuple[Span, ...]:  # fmt: skip
    """`..., قال المتحدث`, `وفق ما اعلنه X`: the words stand before the verb, and may go on behind its speaker."""
    first = before[0] if before is not None else i
    while first > 0 and (w.lows[first - 1] in TOLD_AS or leads(w.lows[first - 1])):
        first -= 1
    told_as = first < i and before is None
    if first == 0:
        if not told_as or behind + 1 >= len(w) or w.lows[behind] != ",":
            return ()
        return ((w.starts[behind + 1], stop_of(w, sentence)),)
    if w.lows[first - 1] not in BREAKS and not told_as:
        return ()
    about = words_about(sentence, w, first, past_relative(w, behind)) if told_as else []
    if about:
        return about[0]
    last = first - 1
    while last > 0 and w.lows[last] in COMMAS:
        last -= 1
    return ((w.starts[0], w.ends[last]),) if last > 1 else ()
