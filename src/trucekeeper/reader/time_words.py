"""Words of time in a stretch of text, as elements with their places: clock times, days, parts of a day, spans.

One grammar for all languages, filled from `lexicon/LANGUAGE_times.txt`. What the elements mean together is decided in
`dating`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, count
from typing import Any

from msgspec import Struct

from trucekeeper.reader.lexicon import folded_sections
from trucekeeper.reader.words import Asked, small

LANGUAGES = ("en", "ar", "ru")
#: Ranges of years that reports write; anything else with four digits is a number.
_YEAR = r"(?:19|20)\d\d"
_AP = {
    "en": r"\s?(?P<ap>[ap]\.?m\b\.?)|\s?(?P<oc>o[’']clock)"
    r"|(?P<pp>(?=\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)(?!\w)))",
    "ar": r"\s?(?P<ap>صباحا|فجرا|مساء|ليلا|ظهرا|عصرا|بعد\s+الظهر|ص\b|م\b)",
    "ru": r"\s?(?:час(?:а|ов|у|ам)?\s+)?(?P<ap>утра|дня|вечера|ночи|пополудни)\b|"
    r"\s?(?P<oc>час(?:а|ов|у|ам)?)\b(?:\s+(?P<m3>[0-5]?\d)\s+минут)?",
}
#: What is counted on when a clock time carries one of these.
_AFTERNOON = frozenset({"p", "مساء", "ظهرا", "عصرا", "م", "дня", "вечера", "пополудни", "ليلا"})
_MORNING = frozenset({"a", "صباحا", "فجرا", "ص", "утра", "ночи"})


class Element(Struct, frozen=True):
    """One word or phrase of time.

    Attributes:
        kind: clock, moment, weekday, date, day, part, end, span, ago, range, week.
        mode: The word before it that says how it is meant: about, after, since, by ...; "" where none stands.
        value: Depends on the kind.
    """

    kind: str
    start: int
    end: int
    mode: str
    value: Any


@dataclass(frozen=True)
class Grammar:
    """The words of one language, compiled."""

    language: str
    pattern: re.Pattern[str]
    mode: re.Pattern[str]
    modes: dict[str, str]
    words: dict[str, dict[str, Any]]
    hint: re.Pattern[str] | None
    starts: frozenset[str] | None = None
    inner: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    closing: frozenset[str] | None = None
    alternatives: tuple[tuple[frozenset[str], str], ...] = ()


def _entries(language: str, section: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in folded_sections(f"{language}_times.txt").get(section, ()):
        value, *words = line.split()
        for word in words:
            found[word.replace("_", " ")] = value
    return found


def _alternatives(words: dict[str, Any]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


@cache
def grammar(language: str) -> Grammar:
    """Compile the words of a language once."""
    names: tuple[str, ...] = (
        "weekdays",
        "months",
        "days",
        "parts",
        "day parts",
        "day's ends",
        "units",
        "numbers",
        "hours",
        "zones",
    )
    names += ("ordinals", "periods")
    words: dict[str, dict[str, Any]] = {name: _entries(language, name) for name in names}
    modes = _entries(language, "modes")
    alt = {name: _alternatives(table) or "(?!)" for name, table in words.items()}
    open_, close = (r"(?<!\w)(?:[وف]?[بلك]?)??", r"(?!\w)") if language == "ar" else (r"(?<!\w)", r"(?!\w)")
    pattern = _PATTERN.format(
        open=open_,
        close=close,
        ap=_AP[language],
        year=_YEAR,
        extra=_EXTRA[language].format(
            hourth="|".join(_HOURTH),
            dayth=_DAYTH,
            hourthin="|".join(_HOURTH).replace("его", "ем").replace("ого", "ом"),
            **_keys(alt),
        ),
        **_keys(alt),
    )
    telling = "|".join(
        alt[n] for n in ("weekdays", "months", "days", "parts", "day parts", "units", "hours", "ordinals", "periods")
    )
    bare = (
        r"выходны|половин|четверт|полчаса|начале|середине|конце|месяца|недел|"
        r"часу|числах|без\s+(?:двадцати|десяти|пяти)|минут|"
        r"(?:к|после)\s+(?:дв|тр|чет|пяти|шести|семи|восьми|девяти|десяти|один)"
    )
    hint = rf"\d|{open_}(?:ال)?(?:{telling}|{bare})"
    the = {"en": r"(?:the\s+)?(?:early\s+hours\s+of\s+|same\s+)?", "ar": r"(?:الساعه\s+|يوم\s+)?", "ru": ""}[language]
    joined = "[وف]?" if language == "ar" else ""
    before = rf"(?<!\w){joined}(?P<mode>{_alternatives(modes)})(?:\s+(?:on|at|in))?\s+(?:(?:about|around)\s+)?{the}$"
    runs = [_RUN.findall(w) for name in names for w in words[name]]
    opening = [_RUN.findall(w)[0] for name in names if name not in _NEVER_FIRST for w in words[name]]
    english = language == "en"
    return Grammar(
        language, re.compile(pattern if english else _AT_A_WORD.format(pattern), re.VERBOSE), re.compile(before),
        modes, words, re.compile(hint) if not english else None,
        frozenset(opening) | _OPENING | {"earlier", "that"} if english else None,
        frozenset(one for run in runs for one in run) | _OPENING | _BEHIND_OPENING,
        frozenset(_RUN.findall(w)[0] for w in words["numbers"]) if english else frozenset(),
        frozenset(mode.split()[-1] for mode in modes) | _BEHIND_MODE if english else None,
        tuple(_by_words(pattern, words)) if english else (),
    )  # fmt: skip


def _by_words(pattern: str, words: dict[str, dict[str, Any]]) -> Iterator[tuple[frozenset[str], str]]:
    """Each alternative of the English grammar with all words that it may begin with, and some more.

    Of the thirty alternatives hardly five can begin with a given word; to try the others takes most of the time.
    """
    keys = _keys({name: name for name in words})
    template = _PATTERN.replace("{extra}", _EXTRA["en"])
    for said, compiled in zip(template.split("\n|"), pattern.split("\n|"), strict=True):
        literal = re.sub(r"\(\?P<\w+>|\\.", "(", said)
        found = {word for one in re.findall(r"[a-z]+\??", literal) for word in (one.rstrip("?"), one.rstrip("?")[:-1])}
        for table in re.findall(r"{(\w+)}", said):
            found |= {_RUN.findall(entry)[0] for entry in words.get(keys.get(table, ""), ())}
        yield frozenset(found), compiled


@cache
def _opened_by(first: str) -> re.Pattern[str] | None:
    """The grammar for what begins with an English word; None where nothing does."""
    chosen = [compiled for found, compiled in grammar("en").alternatives if first in found]
    return re.compile("\n|".join(chosen).lstrip("\n|"), re.VERBOSE) if chosen else None


#: Letters and digits without a gap: elements of time begin with one.
_RUN = re.compile(r"\w+")


def _keys(alt: dict[str, str]) -> dict[str, str]:
    named = {name.replace("day's ends", "ends").replace(" ", "_"): value for name, value in alt.items()}
    return named | {"served": _SERVED}


#: `at 0530`, `since 0001`: an hour as soldiers write it, told by the nought and by the word before it.
_SERVED = (
    "(?:" + "|".join(rf"(?<={word}\s0\d)" for word in ("at", "by", "since", "until", "from", "before", "after")) + ")"
)
#: All of it begins with a word, so that inside of words nothing need be tried.
_AT_A_WORD = r"(?<!\w)(?:{})"
_PATTERN = r"""
(?P<range>{open}(?P<r1>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:and|to|-|–|و|الي|и|по)\s*(?P<r2>\d{{1,2}})(?:st|nd|rd|th)?
    \s+(?:of\s+)?(?P<rmon>{months}){close})
|(?P<daylist>{open}(?P<l1>\d{{1,2}}),\s+(?:\d{{1,2}},\s+)*\d{{1,2}}\s+(?:and|و|и)\s*(?P<l2>\d{{1,2}})\s+(?:of\s+)?(?P<lmon>{months}){close})
|(?P<dmy>(?<![\w.,])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+|من\s+(?:شهر\s+)?|شهر\s+)?(?P<mon>{months}){close}
    (?:,?\s+(?:عام\s+|من\s+عام\s+)?(?P<y>{year})(?!\w))?)
|(?P<mdrange>(?<!\w)(?P<xmon>{months})\s+(?P<x1>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:to|-|–)\s?(?P<x2>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:.,]\d|\w))
|(?P<mdy>(?<!\w)(?P<mon2>{months})(?:(?<!\w{{5}})\.)?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:.]\d|\d)(?:,?\s+(?P<y2>{year})(?!\w))?)
|(?P<num>(?<![\w.,/])(?:(?P<iy>{year})-(?P<im>\d\d)-(?P<id>\d\d)|(?P<nd>\d{{1,2}})[./](?P<nm>\d{{1,2}})[./](?P<ny>{year}))(?!\w))
|(?P<clock>(?<![\w.,:$€£-])(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d)(?![.,]?\d)|(?P<m2>[0-5]\d)(?:(?=\s?(?:gmt|utc|cest|cet|est|edt|msk|local\s+time)\b|\s*(?:and|to|until|-|–)\s*[0-2]\d[0-5]\d\s?(?:hours|hrs?|h|gmt|utc)\b)|\s?(?:hours|hrs?|h)\b)|{served}(?P<m4>[0-5]\d)(?!\d))?
    (?:{ap})?(?:\s?(?P<z>{zones}){close})?(?![%\w]|-го))
|{extra}
|(?P<dayparts>{open}(?:{day_parts}){close})
|(?P<days>{open}(?:{days}){close})
|(?P<weekdays>{open}(?:{weekdays}){close})
|(?P<parts>{open}(?:{parts}){close})
"""
#: Words with which an element of time may begin, beside the words of the tables.
_OPENING = frozenset(
    ["at", "around", "about", "by", "until", "before", "after", "since", "past", "nearly", "toward", "towards", "from",
     "between", "within", "in", "over", "for", "during", "the", "last", "this", "next", "half", "quarter", "end",
     "start", "beginning", "christmas", "new", "boxing"]
)  # fmt: skip
#: Tables whose words stand behind others only, in English.
_NEVER_FIRST = frozenset({"units", "zones", "periods"})
#: What the grammar lets stand behind one of those, beside numbers, the words of the tables and each other.
_BEHIND_OPENING = frozenset(
    ["spring", "summer", "autumn", "winter", "start", "beginning", "day", "eve", "year", "years",
     "next", "coming", "following", "past", "last", "previous", "mid", "week", "weekend", "an", "of", "to",
     "same"]
)  # fmt: skip
#: What it lets stand behind a number, beside digits and the words of the tables.
_BEHIND_NUMBER = frozenset(
    ["a", "p", "am", "pm", "o", "and", "or", "to", "of", "an", "minute", "minutes", "hours", "hrs", "hr", "h", "until"]
)  # fmt: skip
#: What may stand between a mode and an element (see `before` in `grammar`).
_BEHIND_MODE = frozenset({"on", "at", "in", "about", "around", "the", "of", "same"})
_EXTRA = {
    "en": r"""
(?P<spelled>(?<!\w)(?:at|around|about|by|until|before|after|since|past|nearly|toward|towards|from|between)\s+(?P<word>{numbers}
    |(?:1[0-2]|[1-9])(?=\s+(?:tonight|last\s+night|(?:on\s+)?(?:{weekdays})\s+(?:morning|afternoon|evening|night)|(?:this|that|yesterday)\s+(?:morning|afternoon|evening))(?!\w)))
    (?:(?=\s+(?:on\s+(?:{weekdays})|(?:{weekdays})|in\s+the\s+(?:morning|afternoon|evening)|o[’']clock|(?:this|that)\s+(?:morning|afternoon|evening)
    |yesterday|today|tomorrow|tonight|last\s+night))|(?=\s*(?:[.,;]|$)|["”’»)]|\s+(?:with|when|before|without|while|but|the|it|they|he|she|we|had|was|were|and\s+(?:then|again|was|were))\s))(?:\s+o[’']clock)?)
|(?P<sincehour>(?<!\w)(?:since|until)\s+(?P<sh>1[0-2]|[1-9])(?=\s*(?:[.,;](?!\d)|$)))
|(?P<oclock>(?<!\w)(?P<word2>{numbers})\s+o[’']clock)
|(?P<hourrange>(?<!\w)(?:between|from)\s+(?:about\s+)?(?P<ha>1[0-2]|[1-9]|{numbers})(?::(?P<ham>[0-5]\d))?\s*(?:and|to|until|till|-|–)\s*(?:about\s+)?
    (?:(?P<hend>noon|midday|midnight)
    |(?P<hb>1[0-2]|[1-9]|{numbers})(?::(?P<hbm>[0-5]\d))?\s*(?:(?P<hap>[ap])\.?m\b\.?|(?:o[’']clock\s+)?in\s+the\s+(?P<hpart>morning|afternoon|evening)|(?P<hoc>o[’']clock|(?=\s+(?:on\s+(?:{weekdays})|yesterday|today)(?!\w)))))(?!\w))
|(?P<thirds>(?<!\w)(?:at|by|since|around)\s+the\s+(?P<tw>beginning|start|middle|end)\s+of\s+(?P<tm>{months})(?!\w))
|(?P<thisweek>(?<!\w)earlier\s+(?:this|in\s+the)\s+(?P<ew>week|month)(?!\w))
|(?P<nthday>(?<!\w)for\s+the\s+(?P<nd0>second|third|fourth|fifth|sixth|seventh)\s+(?:straight\s+|consecutive\s+|successive\s+)?day(?!\w))
|(?P<running>(?<!\w)(?:for\s+)?(?P<rn>{numbers}|\d{{1,2}})\s+days\s+(?:running|in\s+a\s+row|in\s+succession)(?!\w))
|(?P<courseday>(?<!\w)(?:in|during|over)\s+the\s+course\s+of\s+the\s+day(?!\w))
|(?P<inyear>(?<!\w)(?P<yh>in|since)\s+(?P<yy>(?:19|20)\d\d)(?![\w,.:]\d|\w))
|(?P<fornow>(?<!\w)for\s+(?:about\s+|almost\s+|nearly\s+)?(?P<fn>{numbers}|\d{{1,2}})\s+(?P<fu>hours?|days?|weeks?)\s+now(?!\w))
|(?P<thatpart>(?<!\w)(?:that|the\s+same)\s+(?P<tp>night|evening|morning|afternoon)(?!\w))
|(?P<sameday>(?<!\w)(?:(?:that|the\s+same)\s+day(?!\w)|on\s+the\s+day(?=\s*(?:[.,;]|$))|the\s+day[’']s(?=\s+(?:figure|number|total|count)\b)))
|(?P<sofar>(?<!\w)(?:earlier\s+in\s+the\s+day|earlier\s+(?:today|that\s+day))(?!\w))
|(?P<latepart>(?<!\w)(?:late|mid)[- ](?P<lp>morning|afternoon|evening)(?!\w))
|(?P<shift>(?<!\w)(?<!for\s)(?<!for\sabout\s)(?<!of\s)(?P<by>\d+|{numbers})(?:\s+an)?\s+(?P<byu>minutes?|hours?)\s+(?P<dir>before|after)\s+(?P<to>midnight|noon|midday))
|(?P<season>(?<!\w)(?P<sehow>in|since|during|over|this|last|next)\s+(?:the\s+)?(?P<seof>spring|summer|autumn|winter)(?:\s+of\s+(?P<sey>(?:19|20)\d\d))?(?![\w-]|\s+(?:camp|clothes|clothing|blankets|coats|kits?|aid|supplies)))
|(?P<overweek>(?<!\w)(?:during|over|throughout|in\s+the\s+course\s+of)\s+(?:the|this|that)\s+(?:reporting\s+)?week
    (?!\w|\s+(?:before|of|that|when|after|from|to|in|leading|ahead|preceding|prior|since|which|it)(?!\w)))
|(?P<span>(?<!\w)(?P<how>within|in|over|for|during)\s+(?:the\s+)?(?:(?P<side>next|coming|following|past|last|previous)\s+)?
    (?:(?P<n>\d+|{numbers})(?:\s+(?:or|to)\s+(?P<n2>\d+|{numbers}))?\s+)?(?P<u>{units})(?!\w))
|(?P<ago>(?<!\w)(?P<an>\d+|{numbers})\s+(?P<au>{units})\s+ago)
|(?P<inmonth>(?<!\w)(?P<ihow>in|since|before|until)\s+(?:(?P<third>early|mid|late)[ -])?
    (?P<im0>{months})(?!\w)(?!\.?\s+\d{{1,2}}(?!\d))
    (?:\s+(?P<iy0>(?:19|20)\d\d))?)
|(?P<past>(?<!\w)(?P<pm>half|a\s+quarter|quarter|five|ten|twenty)\s+(?:minutes\s+)?(?P<pt>past|to)\s+(?P<ph>{numbers}|\d+)(?!\w))
|(?P<endmonth>(?<!\w)(?:the\s+)?end\s+of\s+(?P<em>{months})(?!\w))
|(?P<endof>(?<!\w)(?:the\s+)?end\s+of\s+(?:the|this|(?P<pern>next))\s+(?P<per>{periods})(?!\w))
|(?P<startof>(?<!\w)(?:the\s+)?(?:start|beginning)\s+of\s+(?:the|this)\s+(?P<sper>{periods})(?!\w))
|(?P<holiday>(?<!\w)(?P<hol>christmas\s+(?:day|eve)|new\s+year[’']?s\s+(?:day|eve)|boxing\s+day)(?!\w))
|(?P<nth>(?<!\w)(?:the\s+|(?<=th\sand\s)|(?<=st\sand\s)|(?<=nd\sand\s)|(?<=rd\sand\s))(?P<dn>\d{{1,2}})(?:st|nd|rd|th)(?!\w))
|(?P<weekend>(?<!\w)(?P<wk>last\s+|this\s+|the\s+|next\s+)weekend)
|(?P<week>(?<!\w)(?P<w>last|this|next)\s+week(?!\w))
|(?P<relmonth>(?<!\w)(?P<rm>last|this|next)\s+month(?!\w))
|(?P<nightto>(?<!\w)night\s+to\s+(?P<nw>{weekdays}))
|(?P<ends>(?<!\w)(?:{ends})(?=\s+(?:on\s+|in\s+the\s+)?(?:{weekdays}|day|morning|this\s+morning|yesterday|today)(?!\w)))
""",
    "ar": r"""
(?P<nthof>(?<!\w)(?P<on>{ordinals})\s+من\s+(?:شهر\s+)?(?P<omon>{months})(?:/\w+)?(?!\w))
|(?P<nthof2>(?<!\w)(?P<on2>{ordinals})\s+من\s+(?:هذا\s+)?الشهر(?!\w))
|(?P<hourrange>(?<!\w)و?(?:بين|من)\s+(?:الساعه\s+)?(?P<ha>{hours})(?P<hah>\s+والنصف|\s+والربع)?(?:\s+(?P<hap1>صباحا|فجرا|مساء|ليلا|ظهرا|عصرا))?\s+(?:و|(?:و?حتي|الي)\s+(?:الساعه\s+)?)(?P<hb>{hours}|منتصف\s+الليل)(?P<hbh>\s+والنصف|\s+والربع)?(?:\s+(?:من\s+)?(?P<hap>صباحا|فجرا|مساء|ليلا|ظهرا|عصرا|بعد\s+الظهر|فجر|صباح))?(?!\w))
|(?P<inyear>(?<!\w)و?(?:(?P<yh>في|منذ|خلال)\s+)?(?:ال)?(?:عام|سنه)\s+(?P<yy>(?:19|20)\d\d)(?!\w))
|(?P<inmonth>(?<!\w)و?(?P<ihow>في|منذ|قبل|حتي)\s+(?:شهر\s+)?(?P<im0>{months})(?:/\w+)?(?:\s+(?P<iy0>(?:19|20)\d\d))?(?!\w))
|(?P<endmonth>(?<!\w)نهايه\s+(?:شهر\s+)?(?P<em>{months})(?!\w))
|(?P<weekend>(?<!\w)(?:خلال\s+)?عطله\s+(?:نهايه\s+)?(?:ال)?اسبوع(?:\s+(?P<wk>الماضي|الماضيه|الفايت|المقبل|المقبله|القادم))?(?!\w))
|(?P<shift>(?<!\w)(?P<dir>قبل|بعد)\s+(?P<to>منتصف\s+(?:ال)?ليل)\s+ب(?P<by>نصف\s+ساعه|ربع\s+ساعه|ساعه|ساعتين|ثلاث\s+ساعات)(?!\w))
|(?P<sofar>(?<!\w)(?:في\s+وقت\s+سابق|في\s+ساعه\s+سابقه)\s+(?:من\s+)?(?:هذا\s+|نهار\s+)?اليوم(?!\w))
|(?P<endof>(?<!\w)نهايه\s+(?:هذا\s+)?(?P<per>{periods})(?!\w))
|(?P<spelled>(?<!\w)(?:[وف]?[بلك]?)?(?:الساعه|(?:عند|(?:في\s+)?تمام|عند\s+حدود|في\s+نحو|في\s+حدود|بين|قرابه|حوالي|نحو|حتي|منذ|قبل|بعد|من|في|قبيل|بعيد)(?=\s+ال))\s+(?:ال)?(?:(?P<word>{hours})|(?P<hd>[01]?\d|2[0-4])(?::(?P<hm>[0-5]\d))?)
    (?:\s+(?P<half>والنصف|والربع|والثلث|ونصف|الا\s+(?:ال)?(?:ربعا?|ثلثا?|عشر\s+دقايق|خمس\s+دقايق)|(?:و(?P<mtens>{numbers}|\d{{1,2}})\s+)?و(?P<munits>عشر|عشره|عشرين|ثلاثين|اربعين|خمسين|خمس|\d{{1,2}})\s+دقيقه|و(?P<mmin>{numbers}|\d{{1,2}})\s+دقايق))?(?:\s+(?:من\s+)?(?P<ap2>صباحا|فجرا|مساء|ليلا|ظهرا|عصرا|بعد\s+الظهر|قبل\s+الظهر|صباح|مساء|فجر))?
    (?:\s+(?P<soon>ب(?:قليل|لحظات|دقايق)))?(?:\s+(?P<z2>{zones}))?(?!\w))
|(?P<threedays>(?<!\w)خلال\s+الايام\s+(?:ال)?(?P<td>{numbers})(?!\w))
|(?P<span2>(?<!\w)(?:[وف]?)(?P<how2>خلال|في|علي\s+مدي|طوال)\s+ال(?P<u2>{units})\s+(?:ال)?(?P<n3>{numbers}|\d+)\s+(?P<side2>المقبله|القادمه|الماضيه|الاخيره)(?!\w))
|(?P<span>(?<!\w)(?:[وف]?)(?P<how>خلال|في\s+غضون|لمده|علي\s+مدي)\s+(?:ال)?(?:(?P<n>\d+|{numbers})\s+)?(?:ال)?(?P<u>{units})
    (?:\s+(?:الي|او)\s+(?P<n2>\d+|{numbers})\s+(?:{units}))?(?:\s+(?P<side>المقبله|القادمه|المقبلين|المقبلتين|الماضيه|الاخيره|الماضيين))?(?!\w))
|(?P<justnow>(?<!\w)(?:قبل|منذ|بعد)\s+(?:قليل|لحظات|(?:بضع\s+|عده\s+)?(?:دقايق|ساعات)(?!\s+من))(?!\w))
|(?P<sincespan>(?<!\w)منذ\s+(?:نحو\s+)?(?:(?P<sn>{numbers}|نصف|ربع|ثلث|\d+)\s+)?(?P<su>{units})(?!\w))
|(?P<nthday>(?<!\w)لليوم\s+(?P<nd0>الثاني|الثالث|الرابع|الخامس|السادس|السابع)(?!\w))
|(?P<sameday>(?<!\w)(?:في\s+)?اليوم\s+(?:نفسه|ذاته|عينه)(?!\w))
|(?P<comehours>(?<!\w)خلال\s+(?:ال)?ساعات\s+(?:القليله\s+)?(?:المقبله|القادمه)(?!\w))
|(?P<week>(?<!\w)(?:(?:ال)?اسبوع\s+(?P<w>الماضي|الفايت|المقبل|القادم|الحالي|الجاري)|هذا\s+الاسبوع)(?!\w))
|(?P<thirds>(?<!\w)(?P<twm>منذ\s+|في\s+)?(?P<tw>مطلع|بدايه|اوايل|منتصف|اواخر)\s+(?:شهر\s+)?(?P<tm>{months}|الشهر)(?:/\w+)?(?!\w))
|(?P<ago>(?<!\w)قبل\s+(?:نحو\s+|قرابه\s+|حوالي\s+)?(?:(?P<an>\d+|{numbers}|نصف|ربع|ثلث)\s+)?(?P<au>{units})(?!\w))
|(?P<intime>(?<!\w)بعد\s+(?:نحو\s+)?(?:(?P<tn>\d+|{numbers}|نصف|ربع|ثلث)\s+)?(?P<tu>{units})(?!\w)(?!\s+(?:من|علي)(?!\w)))
|(?P<ends>(?<!\w)(?:{ends})(?=\s+يوم))
""",
    "ru": r"""
(?P<hourrange>(?<!\w)(?:с|между)\s+(?P<ra>[01]?\d|2[0-3]|{numbers})(?::(?P<ram>[0-5]\d))?\s+(?:до|и)\s+
    (?P<rb>[01]?\d|2[0-4]|{numbers})(?::(?P<rbm>[0-5]\d))?
    (?P<roc>\s+час(?:а|ов|ами))?(?:\s+(?P<rap>утра|дня|вечера|ночи))?(?:\s+(?P<rz>{zones}))?(?!\w|\s+(?:{months})))
|(?P<spelled>(?<!\w)(?:(?:в|к|около|до|после|с)\s+)(?P<word>{numbers}|час[ау]?)(?:\s+час(?:а|ов|у|ам)?)?\s+(?P<ap2>утра|дня|вечера|ночи)(?!\w))
|(?P<toten>(?<!\w)(?:к|после)\s+(?P<tw0>двум|трем|четырем|пяти|шести|семи|восьми|девяти|десяти|одиннадцати|двенадцати|двух|трех|четырех)(?=\s*(?:[.,;:!?»)]|$)|\s+(?:а|и|но|у|в|во|на|не|сюда|туда)\s))
|(?P<lessten>(?<!\w)(?:в\s+|к\s+|около\s+)?без\s+(?P<lm>четверти|двадцати|десяти|пяти)\s+(?P<lh>{numbers}|час)(?:\s+(?P<lap>утра|дня|вечера|ночи))?(?!\w))
|(?P<dayth>(?<!\w)(?P<dth>{dayth})\s+(?P<dthm>{months})(?!\w))
|(?P<minpast>(?<!\w)(?:в\s+|около\s+)?(?P<mpn>{numbers}|\d{{1,2}})\s+минут[ыу]?\s+(?P<mph>{hourth})(?:\s+(?P<mpap>утра|дня|вечера|ночи|пополудни))?(?!\w))
|(?P<shift>(?<!\w)(?:за|через|спустя)\s+(?:(?P<by>\d+|{numbers})\s+)?(?P<byu>полчаса|час(?:а|ов)?|минут[уы]?)\s+(?P<dir>до|после)\s+(?P<to>полу(?:ночи|дня))(?!\w))
|(?P<sofar>(?<!\w)(?:ранее\s+сегодня|сегодня\s+ранее|ранее\s+в\s+этот\s+день)(?!\w))
|(?P<agoback>(?<!\w)(?P<abu>минут|часа|часов|дня|дней|недель)\s+(?:эдак\s+|этак\s+)?(?P<abn>{numbers})\s+(?:тому\s+)?назад(?!\w))
|(?P<weekback>(?<!\w)недел(?:ей|ю)\s+(?:ранее|раньше|назад)(?!\w))
|(?P<intime>(?<!\w)через\s+(?:(?P<tn>\d+|{numbers})\s+)?(?P<tu>полчаса|{units})(?!\w)(?!\s+после(?!\w)))
|(?P<justnow>(?<!\w)(?:только\s+что|(?:несколько|пару)\s+минут\s+назад|минуту\s+назад)(?!\w))
|(?P<wholeday>(?<!\w)(?:весь\s+день|в\s+течение\s+дня|за\s+(?:этот\s+)?день)(?!\w))
|(?P<nthday>(?<!\w)(?<!на\s)(?<!в\s)(?P<nd0>второй|третий|четвертый|пятый|шестой|седьмой|вторые|третьи|четвертые|пятые)\s+(?:день|сутки)(?:\s+подряд(?!\w)|(?=\s*(?:[.,;]|$)|\s+(?:не\s+|уже\s+|как\s+)?\w+(?:[уюая]т|[еи]т|л[аи]?)(?!\w))))
|(?P<sameday>(?<!\w)(?:в\s+тот\s+же\s+день|того\s+же\s+дня)(?!\w))
|(?P<inyear>(?<!\w)(?P<yh>в|с)\s+(?P<yy>(?:19|20)\d\d)(?:-м|-го)?\s+год[уа](?!\w))
|(?P<thisweek>(?<!\w)с\s+начала\s+(?P<ew>недели|дня|суток)(?!\w))
|(?P<inhour>(?<!\w)в\s+(?:(?P<ih>{hourthin})\s+часу|(?:начале|середине|конце)\s+(?P<ih2>{hourth})(?:\s+часа)?(?=\s*(?:[.,;:!]|$)|\s+(?:утра|дня|вечера|ночи|пополудни)))(?:\s+(?P<iap>утра|дня|вечера|ночи|пополудни))?(?!\w))
|(?P<halfpast>(?<!\w)(?:(?P<hk>в\s+половине|половин[аеуы])|(?P<qk>в\s+четверть|четверть))\s+(?P<hh>{hourth})(?:\s+(?P<hap2>утра|дня|вечера|ночи|пополудни))?(?!\w))
|(?P<nth>(?<!\w)(?P<dn>\d{{1,2}})-го(?!\w))
|(?P<week>(?<!\w)на\s+(?P<w>прошлой|минувшей|следующей|будущей|этой|текущей)\s+неделе(?!\w))
|(?P<weekend>(?<!\w)(?:(?:в|за)\s+(?P<wk>(?:минувшие\s+|прошлые\s+|прошедшие\s+|эти\s+|ближайшие\s+|следующие\s+)?)выходные|(?:(?<=до\s)|(?<=к\s))выходны[хм])(?!\w))
|(?P<thirds>(?<!\w)(?P<twm>с\s+|в\s+|во\s+)?(?P<tw>начал[аеу]|середин[ыеу]|конце|первых\s+числах|последних\s+числах)\s+(?P<tm>{months}|месяца)(?!\w))
|(?P<nightdate>(?<!\w)в\s+ночь\s+(?:с\s+\d{{1,2}}(?:-го)?\s+)?на\s+(?P<nd1>\d{{1,2}})\s+(?P<nd2>{months})(?!\w))
|(?P<coming>(?<!\w)в\s+ближайшие\s+(?:(?P<cn>\d+|{numbers})\s+)?(?P<cu>{units})(?!\w))
|(?P<indays>(?<!\w)за\s+(?P<dsn>{numbers}|\d)\s+(?:дня|дней)(?!\w))
|(?P<week1>(?<!\w)за\s+(?:(?:прошедшую|минувшую|последнюю|прошлую)\s+)?неделю(?!\w))
|(?P<day>(?<!\w)(?:за|в\s+течение)\s+(?:(?P<daybefore>предыдущие|предыдущих)\s+|(?:отчетные|отчетных|истекшие|минувшие|последние|прошедшие|прошлые|истекших|минувших|последних|прошедших)\s+)?сут(?:ки|ок)(?!\w))
|(?P<inmonth>(?<!\w)(?P<ihow>в|с|до)\s+(?P<im0>{months})(?:\s+(?P<iy0>(?:19|20)\d\d)\s+года)?(?!\w))
|(?P<endmonth>(?<!\w)кон(?:ца|цу)\s+(?P<em>{months})(?!\w))
|(?P<endof>(?<!\w)(?:кон(?:ца|цу)|исхо(?:да|ду))\s+(?P<per>{periods})(?!\w))
|(?P<span>(?<!\w)(?P<how>в\s+течение|за|на\s+протяжении)\s+(?:(?P<side>ближайших|следующих|последних|последние|последний|последнюю|прошедших|прошедший|прошедшие|прошедшую|минувший|минувшие|минувших|минувшую|истекшие|истекших|предыдущие|предыдущих|прошлые|эти)\s+)?
    (?:(?P<n>\d+|{numbers})\s+)?(?P<u>{units})(?!\w))
|(?P<lastspan>(?<!\w)последние\s+(?P<ln>\d+|{numbers})\s+(?P<lu>{units})(?!\w))
|(?P<ago>(?<!\w)(?:(?P<an>\d+|{numbers})\s+)?(?P<au>полчаса|четверть\s+часа|{units})\s+(?:тому\s+)?назад)
|(?P<nightto>(?<!\w)в\s+ночь\s+(?:с\s+\w+\s+)?на\s+(?P<nw>{weekdays}))
|(?P<ends>(?<!\w)(?:{ends})(?=\s+(?:утром|вечером|ночью)))
""",
}


def elements(flat: str, language: str) -> list[Element]:
    """Find the words of time in a text whose digits and letters are folded, in the order of the text."""
    words, flat = grammar(language), small(flat)
    if words.hint is not None and words.hint.search(flat) is None:
        return []
    found: list[Element] = []
    for match in _matches(flat, words):
        made = _element(match, words)
        if made is not None and made[0] == "date" and language == "ar" and _IS_NAME.search(flat, 0, match.start()):
            made = None
        if made is not None:
            kind, value = made
            start, mode = match.start(), ""
            if match.lastgroup == "sincehour":
                start = match.start("sh")
            elif kind == "clock" and match.lastgroup == "spelled" and match["word"]:
                if words.language == "en":
                    start = match.start("word")  # what stands before it, `shortly before` too, is looked at below
                else:
                    mode = words.modes.get(flat[start : match.start("word")].removesuffix("ال").strip(), "")
                    if mode == "before" and language == "ar" and match["soon"]:
                        mode = "just-before"
            if not mode and (before := _mode_before(flat, start, words)) is not None:
                mode = words.modes[re.sub(r"\s+", " ", before["mode"].lower())]
            if kind == "daypart" and flat.startswith((" نفسه", " ذاته", " عينه"), match.end()):
                found.append(Element("part", start, start + 1, mode, _PART_OF[value]))
                kind, value, start, mode = "sameday", 0, start + 1, ""  # `صباح اليوم نفسه`
            found.append(Element(kind, start, match.end(), mode, value))
    return found


_PART_OF = {"this-morning": "morning", "this-evening": "evening", "tonight": "night"}


#: `حي 7 يوليو`, `ساحه 17 شباط`: a name.
_IS_NAME = re.compile(
    r"(?<!\w)(?:و?[بل]?ال?)?(?:حي|شارع|ساحه|ميدان|جسر|لواء|مدينه|جامعه|مخيم|مدرسه|مستشفي|ثوره|كتيبه)\s+$"
)


def _mode_before(flat: str, start: int, words: Grammar) -> re.Match[str] | None:
    """The word of mode in front of an element; not looked for where the last word can be none."""
    if words.closing is not None:
        said = flat[max(0, start - 40) : start].split()
        last = _RUN.findall(said[-1]) if said else ()
        if not last or last[-1] not in words.closing:
            return None
    return words.mode.search(flat, max(0, start - 40), start)


def _matches(flat: str, words: Grammar) -> Iterator[re.Match[str]]:
    """All matches of the grammar; in English tried only where a word stands that may begin one."""
    if words.starts is None:
        yield from words.pattern.finditer(flat)
        return
    pieces = _SPLIT.split(flat)
    runs = pieces[1::2]
    opens = _openings()
    if not (hits := [*compress(count(), map(opens.__getitem__, runs))]):
        return
    borders, at = [*accumulate(map(len, pieces))], 0
    runs.append("-")
    for n in hits:
        first, start = runs[n], borders[2 * n]
        if start < at or (opens[first] == _WITH_ANOTHER and not _goes_on(first, runs[n + 1], words)):
            continue
        pattern = words.pattern if first[0].isdigit() else _opened_by(first)
        if pattern is not None and (match := pattern.match(flat, start)) is not None:
            yield match
            at = match.end()


#: How a word may begin an element of time: never, with certain words behind it only, with any.
_NEVER, _WITH_ANOTHER, _ALONE = 0, 1, 2
_SPLIT = re.compile(r"(\w+)")


@cache
def _openings() -> Asked[int]:
    """How each English word, or number, may begin an element."""
    words = grammar("en")

    def opens(first: str) -> int:
        digits = first[0].isdigit()
        if not digits and first not in (words.starts or ()):
            return _NEVER
        served = digits and first[0] == "0" and len(first) == len("0530")
        needy = first in _OPENING or first == "that" or first in words.numbers or (digits and first.isdigit())
        needy = needy and not served
        return _WITH_ANOTHER if needy else _ALONE

    return Asked(opens)


def _goes_on(first: str, second: str, words: Grammar) -> bool:
    """True where the second word may stand behind the first in an element."""
    if second in words.inner or second[0].isdigit():
        return True
    return second in _BEHIND_NUMBER and first not in _OPENING


class _Groups(dict[str, Any]):
    """The groups of a match by name, each looked up when it is asked for: a match has about seventy.

    A group that this grammar does not have is None, as one that has no part in the match.
    """

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match

    def __missing__(self, name: str) -> Any:
        return self._match[name] if name in self._match.re.groupindex else None

    def get(self, name: str, default: Any = None) -> Any:
        """The same."""
        return self[name] if name in self._match.re.groupindex else default


def _element(match: re.Match[str], words: Grammar) -> tuple[str, Any] | None:
    made: tuple[str, Any] | None = _MAKERS[match.lastgroup or ""](_Groups(match), words)
    return made


def _look(words: Grammar, table: str, text: str) -> Any:
    table_of = words.words[table]
    return table_of[text] if text in table_of else table_of.get(re.sub(r"\s+", " ", text))


def _bare(text: str, words: Grammar, table: str) -> Any:
    """The meaning of a word that may carry Arabic proclitics."""
    for cut in range(3):
        if (value := _look(words, table, text[cut:])) is not None:
            return value
    return None


def _number(text: str | None, words: Grammar) -> float | None:
    if text is None:
        return None
    return float(text) if text.isdigit() else float(_look(words, "numbers", text))


def _range(g: dict[str, Any], w: Grammar) -> tuple[str, Any]:
    return "range", (int(g["r1"]), int(g["r2"]), int(_look(w, "months", g["rmon"])))


def _date(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    if g["num"]:
        y, m, d = (g["iy"], g["im"], g["id"]) if g["iy"] else (g["ny"], g["nm"], g["nd"])
        return "date", (int(d), int(m), int(y))
    day, month, year = (g["d"], g["mon"], g["y"]) if g["dmy"] else (g["d2"], g["mon2"], g["y2"])
    return "date", (int(day), int(_look(w, "months", month)), int(year) if year else None)


def _clock(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    """A bare hour without minutes, half of the day or zone is only a number."""
    half = re.sub(r"\s+", " ", (g.get("ap") or "").lower())
    minutes = g["m"] or g["m2"] or g.get("m4") or g.get("m3")
    of_day = g.get("oc") is not None or g.get("pp") is not None
    if not minutes and not half and not g["z"] and not of_day:
        return None
    zone = _look(w, "zones", g["z"]) if g["z"] else None
    dotted = bool(g["m"]) and g["clock"][len(g["h"])] == "." and not half and not zone
    made = _hour(int(g["h"]), int(minutes or 0), half, zone, spelled=of_day, dotted=dotted)
    by_story = w.language == "en" and len(g["h"]) == 1 and not half and not zone
    return "clock", (made[0], made[1], made[2] or (BY_STORY if by_story else False), made[3])


#: `6:20` is one of the evening only where an evening is told of.
BY_STORY = "story"


def _hour(hour: int, minute: int, half: str, zone: str | None, *, spelled: bool = False, dotted: bool = False) -> Any:
    first = half[:1] if half[:1] in {"a", "p"} else half
    told = first in _AFTERNOON or first in _MORNING or first.startswith("بعد")
    if (first in _AFTERNOON or first.startswith("بعد")) and hour < 12:
        hour += 12 if not (first == "ليلا" and hour < 6) else 0
    if first in _MORNING and hour == 12:
        hour = 0
    return hour + minute / 60, zone, spelled and not told and hour <= 12, dotted


def _spelled(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    if w.language == "ar":
        if not (g["ap2"] or g["soon"]) and g["spelled"].lstrip("وف").startswith(_ALSO_BEFORE_ORDINALS):
            return None
        hour = int(g["hd"]) if g["hd"] else int(_look(w, "hours", g["word"]))
        minute = int(g["hm"] or 0) + _minutes_behind(g, w)
        half = {"صباح": "صباحا", "فجر": "فجرا", "قبل الظهر": "صباحا"}.get(g["ap2"] or "", g["ap2"] or "")
        return "clock", _hour(
            hour, minute, half, _look(w, "zones", g["z2"]) if g["z2"] else None, spelled=hour <= 12 and not g["hm"]
        )
    if w.language == "ru":
        return "clock", _hour(1 if g["word"].startswith("час") else int(_number(g["word"], w) or 0), 0, g["ap2"], None)
    number = _number(g.get("word") or g.get("word2"), w)
    if number is None or number < 1 or number > 12:
        return None
    return "clock", (number, None, True, False)


#: `for the third day`, `третий день не пропускают`: since the day before yesterday.
_NTH_DAY = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "الثاني": 2, "الثالث": 3, "الرابع": 4, "الخامس": 5, "السادس": 6, "السابع": 7,
    "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7,
    "вторые": 2, "третьи": 3, "четвертые": 4, "пятые": 5,
}  # fmt: skip
#: Before `الثانية` it is an hour only where a half of the day follows: `في المرحلة الثانية`.
_ALSO_BEFORE_ORDINALS = ("حتي", "منذ", "قبل", "قبيل", "بعد", "بعيد", "من ", "في ")


def _minutes_behind(g: dict[str, Any], w: Grammar) -> int:
    """`والنصف`, `وخمس وعشرين دقيقة`, `وعشر دقائق`."""
    if g["mmin"] or g["munits"]:
        parts = (g["mtens"], g["munits"], g["mmin"])
        return sum(
            int(one) if one.isdigit() else _TENS.get(one, 0) or int(_look(w, "numbers", one)) for one in parts if one
        )
    return _HALVES.get(re.sub(r"\s+", " ", g["half"] or "").replace("الا ال", "الا "), 0)


_HALVES = {
    "والنصف": 30, "ونصف": 30, "والربع": 15, "والثلث": 20, "الا ربع": -15, "الا ربعا": -15, "الا ثلث": -20,
    "الا ثلثا": -20,    "الا عشر دقايق": -10, "الا خمس دقايق": -5,
}  # fmt: skip
_TENS = {"عشرين": 20, "ثلاثين": 30, "اربعين": 40, "خمسين": 50}
#: `в половине десятого` is half past nine.
_HOURTH = {
    "первого": 0, "второго": 1, "третьего": 2, "четвертого": 3, "пятого": 4, "шестого": 5, "седьмого": 6, "восьмого": 7,
    "девятого": 8, "десятого": 9, "одиннадцатого": 10, "двенадцатого": 11,
}  # fmt: skip


_UNITS_OF_DAYS = (
    "первого", "второго", "третьего", "четвертого", "пятого", "шестого", "седьмого", "восьмого", "девятого",
)  # fmt: skip
#: `восьмого мая`, `двадцать первого апреля`.
_DAYS_OF_MONTH = {
    **{word: n for n, word in enumerate(_UNITS_OF_DAYS, 1)},
    "десятого": 10, "одиннадцатого": 11, "двенадцатого": 12, "тринадцатого": 13, "четырнадцатого": 14,
    "пятнадцатого": 15, "шестнадцатого": 16, "семнадцатого": 17, "восемнадцатого": 18, "девятнадцатого": 19,
    "двадцатого": 20, **{f"двадцать {word}": n for n, word in enumerate(_UNITS_OF_DAYS, 21)},
    "тридцатого": 30, "тридцать первого": 31,
}  # fmt: skip
_DAYTH = "|".join(word.replace(" ", r"\s+") for word in sorted(_DAYS_OF_MONTH, key=len, reverse=True))


def _minutes_past(g: dict[str, Any], w: Grammar) -> tuple[str, Any]:
    """`в десять минут третьего`: of the third hour."""
    minutes = _number(g["mpn"], w) or 0
    hour, zone, either, dotted = _hour(_HOURTH[g["mph"]] or 12, 0, g["mpap"] or "", None, spelled=True)
    return "clock", (hour + minutes / 60, zone, either, dotted)


def _half_past(g: dict[str, Any], w: Grammar) -> tuple[str, Any]:
    hour, half = _HOURTH[g["hh"]], g["hap2"] or ""
    value, zone, either, dotted = _hour(hour or 12, 0, half, None, spelled=True)
    return "clock", (value + (0.5 if g["hk"] else 0.25), zone, either, dotted)


def _in_hour(g: dict[str, Any], w: Grammar) -> tuple[str, Any]:
    """`в девятом часу вечера`: between eight and nine."""
    stem = g["ih2"] or g["ih"].removesuffix("ем").removesuffix("ом")
    hour = next(value for word, value in _HOURTH.items() if word.startswith(stem))
    first = _hour(hour, 0, g["iap"] or "", None)[0]
    return "hours", (first, first + 1, None, not g["iap"])


def _year(g: dict[str, Any], w: Grammar) -> tuple[str, Any]:
    return "year", (int(g["yy"]), g["yh"] in {"since", "منذ", "с"})


#: The first month of each, in the north.
_HOLIDAYS = {
    "christmas eve": (24, 12), "christmas day": (25, 12), "boxing day": (26, 12), "new year's eve": (31, 12),
    "new year's day": (1, 1),
}  # fmt: skip
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SO_FAR = {"недели": "week", "дня": "day", "суток": "day"}


def _thirds(g: dict[str, Any], w: Grammar) -> tuple[str, Any]:
    """`at the end of November`, `с начала декабря`: a third of a month, or since it began; month 0 is this one."""
    month = int(_look(w, "months", g["tm"]) or 0)
    word = re.sub(r"\s+", " ", g["tw"])
    third = "early" if word in _EARLY else "late" if word in _LATE else "mid"
    since = (g.get("twm") or g["thirds"]).strip().startswith(("since", "منذ", "с"))
    return "month", (month, None, since and (third == "early" or w.language == "en"), third)


_EARLY = frozenset(["beginning", "start", "مطلع", "بدايه", "اوايل", "начала", "начале", "началу", "первых числах"])
_LATE = frozenset(["end", "اواخر", "конце", "последних числах"])
_WEEKS = {
    "last": "last", "this": "this", "next": "next", "الماضي": "last", "الفايت": "last", "المقبل": "next",
    "القادم": "next", "الحالي": "this", "الجاري": "this", "прошлой": "last", "минувшей": "last",
    "следующей": "next", "будущей": "next", "этой": "this", "текущей": "this",
}  # fmt: skip
_MINUTES_PAST = {"half": 30, "a quarter": 15, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}


def _past(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    """`half past three`, `ten to seven`."""
    hour, minutes = _number(g["ph"], w), _MINUTES_PAST[re.sub(r"\s+", " ", g["pm"])]
    if hour is None or not 1 <= hour <= 12:
        return None
    return "clock", (hour + (minutes if g["pt"] == "past" else -minutes) / 60, None, True, False)


def _hour_range(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    """`с 10 до 13 часов`, `between two and four in the morning` in Arabic: both ends on one day."""
    if w.language == "en":
        return _english_hours(g, w)
    if w.language == "ru":
        return _russian_hours(g, w)
    half = re.sub(r"\s+", " ", g["hap"] or g["hap1"] or "")
    half = {"صباح": "صباحا", "فجر": "فجرا"}.get(half, half)
    late = {"والنصف": 30, "والربع": 15}
    from_, to = (late.get((g[name] or "").strip(), 0) for name in ("hah", "hbh"))
    first = _hour(int(_look(w, "hours", g["ha"])), from_, g["hap1"] or half, None)[0]
    midnight = _look(w, "hours", g["hb"]) is None
    last = 24.0 if midnight else _hour(int(_look(w, "hours", g["hb"])), to, half, None)[0]
    return "hours", (first, last, None, not half)


def _russian_hours(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    """`с 10 до 13 часов`, `между семью и девятью утра`; spelled numbers alone may count anything."""
    ends = [_number(g[name], w) or 0.0 for name in ("ra", "rb")]
    if not (g["ra"].isdigit() and g["rb"].isdigit()) and not (g["roc"] or g["rap"]):
        return None
    zone = _look(w, "zones", g["rz"]) if g["rz"] else None
    minutes = [int(g[name] or 0) / 60 for name in ("ram", "rbm")]
    late = 12 if g["rap"] in {"дня", "вечера"} and ends[1] < _NOON else 0
    first = ends[0] + (late if ends[0] + late < ends[1] + late else 0)
    return "hours", (first + minutes[0], ends[1] + late + minutes[1], zone, False)


_NOON = 12


def _english_hours(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    """`between 9 and 11 a.m.`, `from two to four in the afternoon`."""
    if g["hend"]:  # `between 8 and noon`, `from ten until midnight`
        begun = _number(g["ha"], w) or 0
        if not 1 <= begun < 12:
            return None
        night = 12 if g["hend"] == "midnight" else 0
        return "hours", (begun + int(g["ham"] or 0) / 60 + night, 12.0 + night, None, False)
    ends = [_number(g[name], w) for name in ("ha", "hb")]
    if any(one is None or not 1 <= one <= 12 for one in ends):
        return None
    first, last = (
        one % 12 + int(g[name] or 0) / 60 for one, name in zip(ends, ("ham", "hbm"), strict=True) if one is not None
    )
    late = g["hap"] == "p" or g["hpart"] in {"afternoon", "evening"}
    told = bool(g["hap"] or g["hpart"])
    last = last + 12 if late or last < first else last
    first = first + 12 if late and first + 12 < last else first
    return "hours", (first, last, None, not told)


def _month(g: dict[str, Any], w: Grammar) -> tuple[str, Any]:
    since = g["ihow"] in {"since", "منذ", "с"}
    year = int(g["iy0"]) if g["iy0"] else None
    third = "before" if g["ihow"] in {"before", "until", "قبل", "حتي", "до"} else g.get("third") or ""
    return "month", (int(_look(w, "months", g["im0"])), year, since, third)


def _shift(g: dict[str, Any], w: Grammar) -> tuple[str, Any]:
    if w.language == "ar":
        length = re.sub(r"\s+", " ", g["by"])
        return "moment", (True, "before" if g["dir"] == "قبل" else "after", _LENGTHS[length])
    if w.language == "ru":
        unit = 0.5 if g["byu"] == "полчаса" else 1.0 if g["byu"].startswith("час") else 1 / 60
        number = (_number(g["by"], w) or 1.0) * unit
        return "moment", (g["to"] == "полуночи", "before" if g["dir"] == "до" else "after", number)
    amount = _number(g["by"], w) or 1.0
    hours = amount if g["byu"].lower().startswith("hour") else amount / 60
    return "moment", (g["to"].lower() == "midnight", g["dir"].lower(), hours)


_LENGTHS = {"نصف ساعه": 0.5, "ربع ساعه": 0.25, "ساعه": 1.0, "ساعتين": 2.0, "ثلاث ساعات": 3.0}


def _span(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    unit = _look(w, "units", g["u"])
    past = (g["side"] or "").lower() in _PAST_SIDES
    number, top = _number(g["n"], w), _number(g.get("n2"), w)
    if number is None and w.language == "ar":
        number = 2.0 if g["u"].endswith("ين") else 1.0 if g["u"] in _A_WHOLE and "ال" not in g["span"] else None
    if number is None and w.language == "ru" and g["u"] in {"часа", "минуты", "недели"}:
        number = 1.0  # `в течение часа`
    how = g["how"].lower()
    if how in {"for", "за", "لمده", "علي مدي"} and not g["side"]:
        return None
    if unit == "week" and number is None and g["side"] == "next" and g["span"].split()[1] == "next":
        return "week", "next"  # `foreseen for next week`
    return "span", (how, number, top, unit, past, bool(g["side"]))


#: `خلال أسبوع`: one of it, where it is not a certain one (`خلال الأسبوع`).
_A_WHOLE = frozenset({"اسبوع", "ساعه"})
_PAST_SIDES = frozenset(
    [
        "past",
        "last",
        "previous",
        "الماضيه",
        "الاخيره",
        "الماضيين",
        "последних",
        "последние",
        "последний",
        "последнюю",
        "прошедших",
        "прошедший",
        "прошедшие",
        "прошедшую",
        "минувший",
        "минувшие",
        "минувших",
        "минувшую",
        "истекшие",
        "истекших",
        "предыдущие",
        "предыдущих",
        "прошлые",
        "эти",
    ]
)


#: So many none knows.
_MANY = frozenset(["دقايق", "ساعات", "ايام", "اسابيع"])


def _ago(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    if g["au"].startswith(("полчаса", "четверть")):
        return "ago", (0.5 if g["au"] == "полчаса" else 0.25, "hour")
    number = _fraction(g["an"], w)
    if number is None and g["au"] in _MANY:
        return None
    if number is None:
        number = 2.0 if g["au"].endswith("ين") else 1.0
    return "ago", (number, _look(w, "units", g["au"]))


def _in_time(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    """`через полчаса`, `بعد ساعتين`: counted forward, where something is still to come."""
    if g["tu"] == "полчаса":
        return "intime", (0.5, "hour")
    number = _fraction(g["tn"], w) or (2.0 if g["tu"].endswith("ين") else 1.0 if g["tu"] in _ALONE_IS_ONE else None)
    return ("intime", (number, _look(w, "units", g["tu"]))) if number is not None else None


#: Units that without a number are one.
_ALONE_IS_ONE = frozenset(["ساعه", "دقيقه", "يوم", "اسبوع", "час", "минуту", "день", "сутки", "неделю"])
_FRACTIONS = {"نصف": 0.5, "ربع": 0.25, "ثلث": 1 / 3}


def _fraction(text: str | None, w: Grammar) -> float | None:
    """A number, or the part of an hour."""
    return _FRACTIONS[text] if text in _FRACTIONS else _number(text, w)


def _by_day(hour: int) -> int:
    """`ждали к двум`: what is due at a bare hour is due by day."""
    return hour + 12 if hour < _BEGINS_THE_DAY else hour


_BEGINS_THE_DAY = 8


def _less_than(g: dict[str, Any], w: Grammar) -> tuple[str, Any]:
    """`без четверти шесть`."""
    minutes = {"четверти": 15, "двадцати": 20, "десяти": 10, "пяти": 5}[g["lm"]]
    hour = 1 if g["lh"] == "час" else int(_number(g["lh"], w) or 0)
    value, zone, either, dotted = _hour(hour, 0, g["lap"] or "", None, spelled=True)
    return "clock", (value - minutes / 60, zone, either, dotted)


def _since_span(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    """`منذ ثلاثة أيام`: from then until now."""
    dual = g["su"].endswith("ين")
    if g["su"] in {"ساعه", "دقيقه"} or g["sn"] in _FRACTIONS or (dual and g["su"] == "ساعتين"):
        return "lately", (_fraction(g["sn"], w) or (2.0 if dual else 1.0), _look(w, "units", g["su"]))
    number = _number(g["sn"], w) or (2.0 if dual else None)
    return ("span", ("منذ", number, None, _look(w, "units", g["su"]), True, True)) if number is not None else None


def _one_of(unit: str, w: Grammar) -> float | None:
    """`в ближайшие сутки` is one day; hours without a number are none in particular."""
    return None if _look(w, "units", unit) == "hour" else 1.0


_WEEKS_OF_ENDS = {
    "الماضي": "last", "الماضيه": "last", "الفايت": "last", "المقبل": "next", "المقبله": "next", "القادم": "next",
}  # fmt: skip


def _weekend_of(words: list[str]) -> str:
    first = words[0] if words else "the"
    return {"минувшие": "last", "прошлые": "last", "прошедшие": "last", "следующие": "next", **_WEEKS_OF_ENDS}.get(
        first, first
    )


def _part(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    value = _bare(g["parts"], w, "parts")
    return ("part", value) if value is not None else None


def _of(kind: str, name: str, table: str) -> Any:
    def make(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
        value = _bare(g[name], w, table)
        return (kind, value) if value is not None else None

    return make


def _weekday(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    value = _bare(g["weekdays"], w, "weekdays")
    return ("weekday", int(value)) if value is not None else None


def _day(g: dict[str, Any], w: Grammar) -> tuple[str, Any] | None:
    value = _bare(g["days"], w, "days")
    return ("day", int(value)) if value is not None else None


#: By the name of the alternative that fits, which is the last group to close.
_MAKERS: dict[str, Any] = {
    "range": _range,
    "daylist": lambda g, w: ("range", (int(g["l1"]), int(g["l2"]), int(_look(w, "months", g["lmon"])))),
    "dmy": _date,
    "mdy": _date,
    "num": _date,
    "clock": _clock,
    "spelled": _spelled,
    "oclock": _spelled,
    "sincehour": lambda g, w: ("clock", (float(g["sh"]), None, True, False)),
    "shift": _shift,
    "span": _span,
    "ago": _ago,
    "inmonth": _month,
    "past": _past,
    "sofar": lambda g, w: ("sofar", 1),
    "wholeday": lambda g, w: ("day", 0),
    "indays": lambda g, w: ("wholedays", int(_number(g["dsn"], w) or 1)),
    "latepart": lambda g, w: ("part", "mid-morning" if g["latepart"] == "mid-morning" else g["lp"]),
    "hourrange": _hour_range,
    "endmonth": lambda g, w: ("endmonth", int(_look(w, "months", g["em"]))),
    "week1": lambda g, w: ("span", ("за", 1.0, None, "week", True, True)),
    "endof": lambda g, w: ("endof", ("next " if g.get("pern") else "") + _look(w, "periods", g["per"])),
    "nthof2": lambda g, w: ("nth", int(_look(w, "ordinals", g["on2"]))),
    "day": lambda g, w: ("daylong", 2 if g["daybefore"] else 1),
    "nthof": lambda g, w: ("date", (int(_look(w, "ordinals", g["on"])), int(_look(w, "months", g["omon"])), None)),
    "nth": lambda g, w: ("nth", int(g["dn"])),
    "relmonth": lambda g, w: ("relmonth", ("last", "this", "next").index(g["rm"]) - 1),
    "mdrange": lambda g, w: ("range", (int(g["x1"]), int(g["x2"]), int(_look(w, "months", g["xmon"])))),
    "startof": lambda g, w: ("startof", _look(w, "periods", g["sper"])),
    "holiday": lambda g, w: (
        "date",
        (*_HOLIDAYS[" ".join(g["hol"].replace("’", "'").replace("years", "year's").split())], None),
    ),
    "overweek": lambda g, w: ("overweek", 0),
    "season": lambda g, w: ("season", (_SEASONS[g["seof"]], int(g["sey"] or 0), g["sehow"])),
    "weekend": lambda g, w: ("weekend", _weekend_of((g["wk"] or "").split())),
    "week": lambda g, w: ("week", _WEEKS[g["w"] or "this"]),
    "halfpast": _half_past,
    "sameday": lambda g, w: ("sameday", 0),
    "fornow": lambda g, w: ("span", ("за", _number(g["fn"], w), None, _look(w, "units", g["fu"]), True, True)),
    "thatpart": lambda g, w: ("thatpart", g["tp"]),
    "nthday": lambda g, w: ("sofar", _NTH_DAY[g["nd0"]]),
    "threedays": lambda g, w: ("wholedays", int(_number(g["td"], w) or 1)),
    "thirds": _thirds,
    "thisweek": lambda g, w: ("thisweek", _SO_FAR.get(g["ew"], g["ew"])),
    "running": lambda g, w: ("sofar", int(_number(g["rn"], w) or 1)),
    "courseday": lambda g, w: ("day", 0),
    "lastspan": lambda g, w: ("span", ("за", _number(g["ln"], w), None, _look(w, "units", g["lu"]), True, True)),
    "inyear": _year,
    "inhour": _in_hour,
    "nightdate": lambda g, w: ("nightdate", (int(g["nd1"]), int(_look(w, "months", g["nd2"])), None)),
    "coming": lambda g, w: (
        "span",
        ("в течение", _number(g["cn"], w) or _one_of(g["cu"], w), None, _look(w, "units", g["cu"]), False, True),
    ),
    "span2": lambda g, w: (
        "span",
        ("خلال", _number(g["n3"], w), None, _look(w, "units", g["u2"]), g["side2"] in _PAST_SIDES, True),
    ),
    "sincespan": _since_span,
    "intime": _in_time,
    "justnow": lambda g, w: None,
    "toten": lambda g, w: ("clock", (_by_day(int(_number(g["tw0"], w) or 0)), None, False, False)),
    "lessten": _less_than,
    "dayth": lambda g, w: (
        "date",
        (_DAYS_OF_MONTH[re.sub(r"\s+", " ", g["dth"])], int(_look(w, "months", g["dthm"])), None),
    ),
    "minpast": _minutes_past,
    "agoback": lambda g, w: ("ago", (_number(g["abn"], w), _look(w, "units", g["abu"]))),
    "weekback": lambda g, w: ("ago", (1.0, "week")),
    "comehours": lambda g, w: ("span", ("خلال", None, None, "hour", False, True)),
    "nightto": lambda g, w: ("nightto", int(_look(w, "weekdays", g["nw"]))),
    "ends": _of("end", "ends", "day's ends"),
    "dayparts": _of("daypart", "dayparts", "day parts"),
    "days": _day,
    "weekdays": _weekday,
    "parts": _part,
}
