"""Whose office a short mention is: `the ministry`, `the spokesman`, `one of their commanders`, `our staff`.

What was said before decides: a speaker with the same head, else a fuller phrase with that head earlier in the report,
else for what only a side has (a ministry, a staff) the last side that spoke.
"""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from trucekeeper.reader.folding import folded
from trucekeeper.reader.lens import Lens
from trucekeeper.reader.proposal import Mention
from trucekeeper.reader.tongues.naming import Names, identify
from trucekeeper.reader.tongues.tables import bare, tongue
from trucekeeper.reader.words import words

#: Heads that mean the office named before, folded; in Russian by their beginning.
_OFFICES: Final[dict[str, tuple[str, ...]]] = {
    "ar": (
        "وزاره", "متحدث", "متحدثه", "ناطق", "ناطقه", "مسوول", "قياده", "حركه", "وزير", "رييس", "فريق", "لجنه",
        "جماعه", "مبعوث", "قيادي", "قايد", "مفاوض", "عضو", "مصدر", "بعثه", "محافظ", "سفير", "مندوب", "مكتب", "وفد",
        "هييه", "وكاله", "مجلس", "منظمه", "حزب", "جيش", "منسق", "منسقه", "مدير", "موظف", "موظفه", "ضابط",
        "نقابه", "مديره", "مسووله",
    ),
    "ru": (
        "ведомств", "министерств", "представител", "штаб", "офицер", "дежурн", "командован", "центр", "комитет",
        "мисси", "делегаци", "пресс-секретар", "пресс-служб", "советник", "начальник", "организаци", "губернатор",
        "посол", "постпред", "мэр", "горсовет", "генштаб",
    ),
}  # fmt: skip
#: Offices that only a side has.
_OF_A_SIDE: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("وزاره", "وزير", "جيش", "قياده", "محافظ"),
    "ru": ("ведомств", "министерств", "штаб", "офицер", "дежурн", "командован", "губернатор", "минобороны", "генштаб"),
}
#: What an office may also be called, when it is looked for among the speakers before.
_ALSO: Final = {
    "متحدث": ("ناطق",),
    "ناطق": ("متحدث",),
    "متحدثه": ("ناطقه",),
    "ناطقه": ("متحدثه",),
    "مسوول": ("رييس", "عضو"),
    "ведомств": ("минобороны", "министерств", "мид"),
    "министерств": ("минобороны", "мид", "ведомств"),
}
_THEIRS: Final = {
    "ar": re.compile(
        r"(?:باسمها|باسمهم|باسمه|قادتها|قادتهم|قادته|فيه|فيها|فيهم|منها|منهم|مكتبه|مكتبها|مديره|مديرها|رييسه|رييسها|كتبها)$"
    ),
    "ru": re.compile(r"\b(?:их|его|ее)\b"),
}
_OURS: Final = {
    "ar": re.compile(
        r"^(?:(?:و|ف)?ن\w+|\w+نا)$|\b(?:مندوبينا|فرقنا|موظفينا|موظفونا|مكتبنا|بعثتنا|طواقمنا|متطوعينا|متطوعونا)\b"
    ),
    "ru": re.compile(r"^(?:мы|наш\w*)\b"),
}
_NOT_OURS: Final = re.compile(r"корреспондент|редакци|газет|канал|читател|مراسل|ناشط|مندوبنا|قناتنا|صحيفتنا")


#: `The latter`: whoever was named last. `The same official`: whoever spoke last.
_LATTER: Final = re.compile(r"الاخير(?:ه)?$")
_SAME: Final = re.compile(r"\b(?:نفسه|نفسها|ذاته|ذاتها|عينه|عينها|ذات)\b")
_IN_OFFICE: Final = frozenset({"official", "fighters", "unnamed"})


def meant(made: Mention, speakers: Sequence[Mention], text: str, view: Lens, known: Names) -> Mention:
    """A mention with the party it means, where its own words do not say it.

    Args:
        made: The mention.
        speakers: Who spoke before, in order.
        text: The folded report.
        view: The deal.
        known: Its names in this language.
    """
    said = _said_before(made, speakers, text, view, known)
    return said if said.id is not None or known.language != "ru" else _with(said, _at_home(said, text, view, known))


def _said_before(made: Mention, speakers: Sequence[Mention], text: str, view: Lens, known: Names) -> Mention:
    """A mention with the party that the report's own words before give it."""
    language = known.language
    low = made.text.lower()
    if _OURS[language].search(low) and not _NOT_OURS.search(low):
        return _with(made, _publisher(speakers) or _titled(text, view, known) or _mediator(text, view, known))
    if _THEIRS[language].search(low) and speakers and (language == "ar" or made.kind in _IN_OFFICE):
        return _with(made, speakers[-1])
    if language == "ar":
        if _LATTER.match(low) is not None:
            return _with(made, _last_party(text[: made.start], view, known))
        if any(tongue("ar").country(one) for one in low.split()):
            return made  # another state's, whose the deal is not
    heads = _heads(low.split(), language)
    if not heads or len(low.split()) > 5:
        return made
    if language == "ru" and low.startswith(_THERE):
        return _with(made, _last_named(text[: made.start], view, known))
    heads = [head for head in heads if head != "представител"] if "организаци" in heads else heads
    if len(low.split()) <= _SHORT and (host := _mediator(text, view, known)) is not None:
        return _with(made, host)
    for head in reversed(heads):  # of `the spokesman of the ministry` the ministry decides
        for before in reversed(speakers):
            if before.id is not None and _shares(before.text.lower().split(), [head], language):
                return _with(made, before)
    if (fuller := _fuller(text[: made.start], heads, view, known)) is not None:
        return _with(made, fuller)
    if any(head in {"организаци", "منظمه", "комитет"} for head in heads):
        return _with(made, next((m for m in reversed(speakers) if m.id and m.side == "independent"), None))
    if language == "ar" and _SAME.search(low) is not None and speakers:
        return _with(made, speakers[-1])
    if any(_is_one(head, _OF_A_SIDE[language], language) for head in heads):
        if heads[-1].startswith("министерств") and view.roster.state is not None:
            return replace(made, id=view.roster.state, side=view.deal.side_of(view.roster.state))
        of_sides = (m for m in reversed(speakers) if m.id is not None and (m.side == m.id or m.id in view.sides))
        side = next(of_sides, None)
        return _with(made, side)
    return made


#: Offices of a state by their beginning; without a country they are those of where the report was written.
_OF_A_STATE: Final = (
    "штаб", "генштаб", "генеральн", "президент", "премьер", "вице-премьер", "администраци", "сводк", "прокуратур",
    "следственн", "минобороны", "мчс", "командовани",
)  # fmt: skip
#: `КИЕВ, 29 августа`, `Москва, воскресенье`: one town; a report from two is at home in neither.
_DATELINE: Final = re.compile(r"^([А-ЯЁ][А-Яа-яЁё]+), (?:\d{1,2} [а-я]|[а-я]+(?:,|\.))", re.MULTILINE)
#: `Минобороны России: ..`, `Бюллетень Министерства обороны ..`.
_ISSUED: Final = re.compile(
    r"^(?:[^\n:]*\b(?:мин\w+|министерств\w+|генштаб\w*)[^\n:]*:|[^\n]*\b(?:бюллетень|сводка|заявление)\b[^\n]*)",
    re.MULTILINE | re.IGNORECASE,
)


def _at_home(made: Mention, text: str, view: Lens, known: Names) -> Mention | None:
    """The side in whose capital, or by whose ministry, the report was written; for an office without a country."""
    lows = made.text.lower().split()
    if not any(low.startswith(_OF_A_STATE) for low in lows) or any(map(tongue("ru").country, lows)):
        return None
    if any(one[:1].isupper() and not one.lower().startswith(_OF_A_STATE) for one in made.text.split()[1:]):
        return None  # of a place or a state that is named
    for sign in (_DATELINE, _ISSUED):
        found = sign.search(text, 0, min(len(text), _TITLE))
        if found is None:
            continue
        w = words(text, *found.span(sign.groups))
        who = identify(w, 0, len(w), view, known)
        if who.id is not None and who.id == who.side:
            return Mention(found[sign.groups], *found.span(sign.groups), who.id, who.side, who.kind)
    return None


#: Whose briefing it is, in its title, where only the part that the state plays is told; folded.
_MEDIATING: Final = re.compile(
    r"دوله الوساطه|الدوله الوسيطه|دوله وسيطه|البلد الوسيط|(?:стран|государств)\w*[ -]+посредни"
)
#: So few words name an office and nobody's it is.
_SHORT: Final = 2


def _mediator(text: str, view: Lens, known: Names) -> Mention | None:
    """The state of a briefing `in the mediating state`: of the deal's mediating states the one that it names most."""
    title = _MEDIATING.search(text, 0, min(len(text), _TITLE))
    if title is None:
        return None
    states = set(view.roster.countries.values())
    times = {
        party.id: sum(text.count(folded(name).text) for name in party.names.values() if name)
        + sum(text.count(folded(name).text) for name in party.also)
        for party in view.deal.parties
        if party.role == "intermediary" and party.id in states
    }
    most = [id for id, n in times.items() if n == max(times.values())]
    if len(most) != 1:
        return None
    return Mention(title[0], *title.span(), most[0], view.deal.side_of(most[0]), "party")


#: Of the place that was named last: `тамошний представитель`.
_THERE: Final = ("тамошн", "местн")


def _last_named(text: str, view: Lens, known: Names) -> Mention | None:
    """The party that the nearest words before name."""
    start = max(0, len(text) - _NEAR)
    w = words(text, start, len(text))
    for k in range(len(w) - 1, -1, -1):
        if w.capital(k) and (who := identify(w, k, k + 1, view, known)).id is not None:
            return Mention(w.raw(k), w.starts[k], w.ends[k], who.id, who.side, who.kind)
    return None


#: So many characters back is near.
_NEAR: Final = 200


def _with(made: Mention, other: Mention | None) -> Mention:
    if other is None or other.id is None:
        return made
    return replace(made, id=other.id, side=other.side, kind=other.kind, refers_to=other.refers_to or other)


def _heads(lows: Sequence[str], language: str) -> list[str]:
    """The words of a mention that name an office."""
    if language == "ar":
        return [head for low in lows if (head := bare(low)) in _OFFICES["ar"] and low != head]
    return [stem for low in lows for stem in _OFFICES["ru"] if low.startswith(stem)]


def _is_one(head: str, among: tuple[str, ...], language: str) -> bool:
    return head in among if language == "ar" else head.startswith(among)


def _shares(lows: Sequence[str], heads: Sequence[str], language: str) -> bool:
    if language == "ar":
        named = {one for head in heads for one in (head, *_ALSO.get(head, ()))}
        return any(bare(low) in named for low in lows[:4])
    specific = [head for head in heads if head not in {"представител", "офицер", "дежурн", "советник", "начальник"}]
    stems = tuple(stem for head in (specific or heads) for stem in (head, *_ALSO.get(head, ())))
    return any(low.startswith(stems) for low in lows)


def _fuller(text: str, heads: Sequence[str], view: Lens, known: Names) -> Mention | None:
    """The last phrase before with the same head and a name behind it."""
    for head in (stem for one in heads for stem in (one, *_ALSO.get(one, ()))):
        article = r"(?:[وفبل]|لل|ال)*" if known.language == "ar" else ""
        tail = r"\s+[^\s.,;:!?]+(?:\s+[^\s.,;:!?]+){0,4}"
        rest = rf"\w*{tail}" if known.language == "ru" else tail
        for found in reversed(list(re.finditer(rf"(?<!\w){article}{head}{rest}", text[-4000:], re.IGNORECASE))):
            start = max(0, len(text) - 4000) + found.start()
            w = words(text, start, start + len(found[0]))
            who = identify(w, 0, len(w), view, known) if len(w) else None
            if who is not None and who.id is not None:
                return Mention(found[0].strip(), start, start + len(found[0].rstrip()), who.id, who.side, who.kind)
    return None


def _publisher(speakers: Sequence[Mention]) -> Mention | None:
    """Who `we` are, where the report opens with the word of an organisation that stands on no side."""
    first = speakers[0] if speakers else None
    return (
        first
        if first is not None and first.start < 500 and first.id is not None and first.side == "independent"
        else None
    )


#: What an organisation's own word is called in its first lines.
_OWN_WORD: Final = re.compile(r"^[^\n]*(?:بيان|نشره|تقرير|موجز|بلاغ|تصريح صحفي)[^\n]*$", re.MULTILINE)
_TITLE: Final = 300


def _titled(text: str, view: Lens, known: Names) -> Mention | None:
    """Whose statement, bulletin or report this is, where its title says so."""
    if known.language != "ar" or (title := _OWN_WORD.search(text, 0, min(len(text), _TITLE))) is None:
        return None
    w = words(text, *title.span())
    who = identify(w, 0, len(w), view, known) if len(w) else None
    if who is None or who.id is None:
        return None
    return Mention(title[0].strip(), *title.span(), who.id, who.side, who.kind)


def _last_party(before: str, view: Lens, known: Names) -> Mention | None:
    """The party that was named last."""
    start = max(0, len(before) - 300)
    w = words(before, start, len(before))
    for k in range(len(w) - 1, -1, -1):
        for length in (3, 2, 1):
            if k + length <= len(w):
                who = identify(w, k, k + length, view, known)
                if who.id is not None and who.kind == "party":
                    return Mention(
                        before[w.starts[k] : w.ends[k + length - 1]],
                        w.starts[k],
                        w.ends[k + length - 1],
                        who.id,
                        who.side,
                        who.kind,
                    )
    return None
