"""Who says the sentences that stand together in one quotation, and what only passes it on."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface

ZONE = ZoneInfo("Asia/Damascus")
DEAL = Path(__file__).parents[3] / "examples" / "aleppo-2016" / "repaired.deal.md"


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal(DEAL.read_text("utf-8"), DEAL.name)


def told(text: str, deal: Deal) -> list[tuple[str | None, str]]:
    """Speaker and words of each claim."""
    found = read_surface(Document(text), deal, datetime(2016, 12, 17, 20, tzinfo=ZONE), ZONE)
    return [(p.speaker.text if p.speaker else None, p.words.strip('"«»')) for p in found]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "«Колонна вышла в шесть утра. Ее обстреляли у моста. Двое водителей ранены», — сообщил начальник полиции.",
            [
                ("начальник полиции", "Колонна вышла в шесть утра"),
                ("начальник полиции", "Ее обстреляли у моста"),
                ("начальник полиции", "Двое водителей ранены"),
            ],
        ),
        (
            "Комендант заявил: «Дорога заминирована. Саперы закончат к вечеру. Никого не пропустим».",
            [
                ("Комендант", "Дорога заминирована"),
                ("Комендант", "Саперы закончат к вечеру"),
                ("Комендант", "Никого не пропустим"),
            ],
        ),
        (
            'وقال المحافظ: "انطلقت القافلة عند السادسة. توقفت ساعة عند الجسر"، بحسب وكالة الأناضول.',
            [("المحافظ", "انطلقت القافلة عند السادسة"), ("المحافظ", "توقفت ساعة عند الجسر")],
        ),
        (
            '"وصلت الدفعة الأولى قبل الظهر. ما زالت الثانية عند الحاجز"، وفق ما قال منسق الإجلاء.',
            [
                ("منسق الإجلاء", "وصلت الدفعة الأولى قبل الظهر"),
                ("منسق الإجلاء", "ما زالت الثانية عند الحاجز"),
            ],
        ),
    ],
)
def test_all_sentences_of_a_quotation_are_said_by_who_is_named_beside_it(
    text: str, claims: list[tuple[str, str]], deal: Deal
) -> None:
    assert told(text, deal) == claims


def test_a_paragraph_that_is_only_a_quotation_goes_on_with_who_spoke_last(deal: Deal) -> None:
    text = "Начальник полиции сообщил, что колонна вышла.\n\n«Ее обстреляли у моста. Двое водителей ранены»."
    assert told(text, deal)[1:] == [
        ("Начальник полиции", "Ее обстреляли у моста"),
        ("Начальник полиции", "Двое водителей ранены"),
    ]


def test_what_the_author_tells_between_two_quotations_stays_his(deal: Deal) -> None:
    text = "«Колонна вышла в шесть утра», — сообщил начальник полиции. Ее обстреляли у моста."
    assert told(text, deal)[-1] == (None, "Ее обстреляли у моста")


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Мост взорван, сказал комендант, передает «Интерфакс».", "комендант", "Мост взорван"),
        ('قال المنسق: "عادت الحافلات إلى القاعدة"، بحسب قناة محلية.', "المنسق", "عادت الحافلات إلى القاعدة"),
    ],
)
def test_an_outlet_behind_somebodys_words_passes_them_on(text: str, speaker: str, words: str, deal: Deal) -> None:
    assert told(text, deal) == [(speaker, words)]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            'جدد الوسيط التزامه بخطة "الخطوة مقابل الخطوة" وبجدول التسليم.',
            "الوسيط",
            'التزامه بخطة "الخطوة مقابل الخطوة" وبجدول التسليم',
        ),
        (
            'В руководстве "Народной республики" пообещали пропустить колонну утром.',
            'В руководстве "Народной республики"',
            "пропустить колонну утром",
        ),
    ],
)
def test_marks_about_a_name_or_a_word_open_no_speech(text: str, speaker: str, words: str, deal: Deal) -> None:
    assert told(text, deal) == [(speaker, words)]
