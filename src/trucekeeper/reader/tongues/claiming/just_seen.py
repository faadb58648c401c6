"""What a timed post tells as just seen: it happened as the post was written.

The guideline of the marked reports (`examples/reading/held-4/README.md`): in a timed post, news told as just happened
and without another time has the entry's minute; what is told there of a state or of an unspecified past has none.
"""

from datetime import timedelta

from trucekeeper.reader.lexicon import sections
from trucekeeper.reader.proposal import Stretch
from trucekeeper.reader.tongues.claiming.proposition import Proposition
from trucekeeper.reader.tongues.claiming.teller import Teller
from trucekeeper.reader.tongues.stretches import has_verb

#: Who tells it so.
_TELLS = frozenset({"narrates", "says", "reports", "confirms"})
#: Events that are seen.
_SEEN = frozenset(
    {"movement", "arrival", "return", "access", "resume", "fire", "shelling", "airstrike", "hold", "obstruction"}
)
#: These are told when they are over, or before they begin.
_TOLD_LATER = frozenset({"agreement", "statement", "meeting"})
#: Verbs and nouns with which an entry in Arabic tells what has just been seen.
_NEWS = frozenset(word for line in sections("ar_words.txt")["just seen"] for word in line.split())
#: Words of a state, of a length of time and of a sum.
_LASTS = frozenset(
    ["لمده", "خلال", "طوال", "طيله", "مدي", "حتي", "لم", "ولم", "ليس", "لا", "ما", "يزال", "تزال", "زال", "زالت",
     "زالوا", "مازال", "مازالت", "ساعتين", "ساعات", "يومين", "ايام", "مجموع", "اجمالي", "حصيله",
     "не", "нет", "ни", "пока", "еще", "всего", "итого", "остается", "остаются", "находится",
     "находятся", "подряд", "час", "часа", "часов",
     "суток", "дня", "дней", "неделю", "недели"]
)  # fmt: skip
#: So far behind its time an entry may begin: `(*)`, `عاجل:`, `Президент:`.
_LABEL = 48
_MARK = 12
#: `Свершилось.`
_CALL = 24
#: `قبل قليل`, `минуту назад`.
_JUST_NOW = ("قليل", "لحظات", "دقايق", "минут", "минуту", "только")
_BEFORE_NOW = frozenset({"قبل", "منذ", "назад", "что"})


def just_seen(told: Teller, p: Proposition) -> Stretch | None:
    """The minute of the entry, where its claim is told as just seen; None on a page without entries."""
    if told.entry < 0 or p.coming or p.act not in _TELLS:
        return None
    if not _just_now(p.lows):
        if not _opens_entry(told, p) or not _LASTS.isdisjoint(p.lows):
            return None
        if not (_news_in_arabic(p) if told.language == "ar" else _news_in_russian(p)):
            return None
    return Stretch(p.ref.at, p.ref.at + timedelta(minutes=1), "minute", "published")


def _opens_entry(told: Teller, p: Proposition) -> bool:
    """True where nothing stands before the words but a mark, or the name of who posts them and a colon."""
    before = p.span[0] - told.entry
    if not 0 <= before < _LABEL:
        return False
    said = p.w.text[told.entry : p.span[0]].rstrip(' "«')
    first = told.behind[0] <= told.entry
    return before < _MARK or (first and (said.endswith(":") or (before < _CALL and said.endswith((".", "!")))))


def _news_in_arabic(p: Proposition) -> bool:
    if p.lows[0] in _NEWS:
        return True
    if p.act == "narrates" and p.kind not in _TOLD_LATER:
        return True
    return p.kind in _SEEN and not _NEWS.isdisjoint(p.lows[:5])


def _news_in_russian(p: Proposition) -> bool:
    return p.kind in _SEEN and has_verb(p.lows)


def _just_now(lows: list[str]) -> bool:
    """`قبل قليل`, `несколько минут назад`."""
    if not any(word in lows for word in _JUST_NOW):
        return False
    near = (n for n, low in enumerate(lows) if low in _JUST_NOW)
    return any(not _BEFORE_NOW.isdisjoint(lows[max(0, n - 1) : n + 2]) for n in near)
