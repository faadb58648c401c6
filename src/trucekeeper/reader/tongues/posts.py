"""Whose word the sentences of an Arabic or Russian post are: those behind `Штаб в телеграме:` go on being his.

Behind a bare name (`Министерство: A. B.`) B is as often the author's own, so that it stays his.
"""

from msgspec.structs import replace

from trucekeeper.reader.proposal import Mention, Proposal, Span


def gone_on(made: list[Proposal], paragraph: Span) -> list[Proposal]:
    """The claims of one entry; what follows a post's label without a speaker of its own is said by who is named there.

    Args:
        made: The claims of the entry in the order of the text.
        paragraph: The entry behind its stamp; its label begins it.
    """
    label: tuple[Mention, Span] | None = None
    told: list[Proposal] = []
    for one in made:
        if one.speaker is not None:
            opens = one.shape == "label" and one.speaker.start - paragraph[0] < _OPENS
            same = label is not None and one.cue == label[1]
            label = (one.speaker, one.cue) if one.cue is not None and opens else label if same else None
        elif label is not None and one.act == "narrates":
            one = replace(one, speaker=label[0], cue=label[1], act="says", shape="label")
        told.append(one)
    return told


#: A label stands at the very beginning of its entry, in characters.
_OPENS = 16


_STATEMENTS = frozenset(["بيان", "رساله", "منشور", "تغريده", "بلاغ", "заявление", "сообщение", "пост", "обращение"])
_PAGES = frozenset(["صفحه", "قناه", "حساب", "موقع", "страница", "канал", "аккаунт", "сайт", "телеграм-канал"])
_PLATFORMS = frozenset(
    ["فيسبوك", "فيس", "تويتر", "تلغرام", "تليغرام", "واتساب", "انستغرام", "اكس", "يوتيوب", "фейсбуке",
     "телеграме", "телеграм", "твиттере", "соцсетях", "facebook", "telegram", "twitter", "вконтакте", "x"]
)  # fmt: skip
_LATER = frozenset({"بعد", "قبل", "спустя", "через"})
_OWN = frozenset({"راينا", "تقديرنا", "رايي"})
_TAKES = frozenset({"мнение", "оценка", "взгляд"})


def post_teller(lows: list[str]) -> tuple[int, int] | None:
    """The words before a colon that name who posted what stands behind it, as `(first, end)`; None where nobody did.

    `страница администрации в фейсбуке`, `بيان الوسطاء`, `наше мнение`; `час спустя` and `بعد ساعه` are no part of him.

    Args:
        lows: The folded words before the colon.
    """
    end = next((n for n, low in enumerate(lows) if n and low in _LATER), len(lows))
    if end > 2 and end < len(lows) and lows[end] == "спустя":
        end -= 1  # `час спустя`
    if (len(lows) == 1 and lows[0] in _OWN) or (lows[0] in {"наше", "наша", "наш"} and lows[-1] in _TAKES):
        return 0, 1
    if end > 1 and lows[0] in _STATEMENTS:
        return 1, end
    on = end > 2 and lows[end - 1] in _PLATFORMS and lows[end - 2] in {"в", "на", "علي", "عبر", "في"}
    return (0, end) if on or (end > 1 and lows[0] in _PAGES) else None
