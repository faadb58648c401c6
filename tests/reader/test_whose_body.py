"""Whose `its envoy`, `the movement`, `the ministry in Gaza` is: by the deal's roles and what was named before."""

from datetime import UTC, datetime

import pytest

from tests.reader.conftest import EXAMPLES
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface


def speakers(deal: str, text: str) -> list[tuple[str, str | None]]:
    path = EXAMPLES / "reading" / f"{deal}.deal.md"
    read = read_deal(path.read_text("utf-8"), path.name)
    made = read_surface(Document(text), read, datetime(2023, 11, 28, 18, tzinfo=UTC), read.zone or UTC)
    return list(dict.fromkeys((p.speaker.text, p.speaker.id) for p in made if p.speaker is not None))


@pytest.mark.parametrize(
    ("deal", "text", "expected"),
    [
        (
            "deals/gaza",
            "Egypt fears a second phase without observers. One of its officials ruled out sending troops.",
            ("One of its officials", "EGY"),
        ),
        (
            "deals/gaza",
            "The Red Cross was kept at the crossing for two hours. Its delegate said four buses had been turned back.",
            ("Its delegate", "ICRC"),
        ),
        (
            "deals/gaza",
            "Hamas would hand over nobody before dusk, its negotiator said.",
            ("its negotiator", "HAM"),
        ),
        (
            "deals/gaza",
            "Iran welcomed the pause. Its foreign minister said that the fighting had stopped in the north.",
            ("Its foreign minister", None),
        ),
        (
            "deals/gaza",
            "Buses of Hamas waited nearby. An adviser to the movement said two lists were missing.",
            ("An adviser to the movement", "HAM"),
        ),
        (
            "deals/yemen",
            "The Houthis freed 40 prisoners in Sanaa. The head of the movement's committee said 20 more would follow.",
            ("The head of the movement's committee", "ANS"),
        ),
        (
            "held-4/deals/beirut-1982",
            "Israel says that 300 men stayed behind. A spokesman for the organization denied that anybody had. The "
            "P.L.O. named no number.",
            ("A spokesman for the organization", None),
        ),
        (
            "held-4/deals/beirut-1982",
            "The trucks of the P.L.O. reached the dock at noon. An official of the organization said 200 had boarded.",
            ("An official of the organization", "PLO"),
        ),
        (
            "held-4/deals/beirut-1982",
            "A P.L.O. driver waited at noon. A P.L.O. commander said that twelve jeeps had been loaded.",
            ("A P.L.O. commander", "PLO"),
        ),
        ("deals/gaza", "The ministry in Gaza said 14 people had been killed.", ("The ministry in Gaza", "HAM")),
        ("deals/gaza", "Gaza's interior ministry said police had been deployed.", ("Gaza's interior ministry", "HAM")),
        ("deals/gaza", "Charity officials in Gaza said trucks had come.", ("Charity officials in Gaza", None)),
        ("deals/yemen", "Authorities in Sanaa said 14 men had been freed.", ("Authorities in Sanaa", "ANS")),
        (
            "deals/donbas",
            "The Mission's drone saw four howitzers nearby on 3 August. The monitors said nobody was hurt.",
            ("The monitors", "OSCE"),
        ),
        (
            "deals/donbas",
            "The monitoring mission recorded nine explosions. A rescue mission said that six men had been freed.",
            ("A rescue mission", None),
        ),
        (
            "deals/donbas",
            "An officer of the armed formations said that three soldiers had been wounded.",
            ("An officer of the armed formations", "LDR"),
        ),
        (
            "deals/donbas",
            "The Mission spoke with a teacher. She said that a shell had hit the school on Monday.",
            ("She", None),
        ),
    ],
)  # fmt: skip
def test_a_body_is_the_partys_that_the_report_named(text: str, deal: str, expected: tuple[str, str | None]) -> None:
    assert expected in speakers(deal, text)


@pytest.mark.parametrize(
    ("deal", "text", "expected"),
    [
        (
            "deals/gaza",
            "إحاطة المتحدث باسم خارجية الدولة الوسيطة، 28 تشرين الثاني\n\n"
            "قال المتحدث إن الهدنة مُددت يومين وإن القاهرة أبلغت "
            "الطرفين. ووصل الوفدان إلى القاهرة مساء الأحد.",
            ("المتحدث", "EGY"),
        ),
        (
            "deals/gaza",
            "الإيجاز اليومي لوزارة الخارجية في دولة الوساطة، 28 تشرين الثاني\n\n"
            "أعلن المتحدث أن 14 محتجزاً خرجوا من القطاع. وفي "
            "الدوحة تستمر المحادثات، ثم تنتقل إلى القاهرة قبل أن تعود إلى الدوحة.",
            ("المتحدث", "QAT"),
        ),
        (
            "deals/gaza",
            "الإيجاز اليومي لوزارة الخارجية في دولة الوساطة، 28 تشرين الثاني\n\n"
            "أعلن المتحدث أن 14 محتجزاً خرجوا من القطاع.",
            ("المتحدث", None),
        ),
        (
            "deals/homs",
            "حمص، 12 شباط 2014\n\nوأكدت المحافظة أن 14 حافلة غادرت المدينة القديمة يوم الأحد.",
            ("المحافظة", "GOV"),
        ),
        (
            "deals/yemen",
            "عدن، 17 نيسان 2023\n\nأكدت مديرة مكتبنا في اليمن أن 14 محتجزاً عادوا إلى بيوتهم يوم الأحد.",
            ("مديرة مكتبنا في اليمن", None),
        ),
        (
            "deals/mariupol",
            "Обмен состоялся\n\nКиев, 3 мая 2022 года. В штабе сообщили, что ранены двое военных.",
            ("В штабе", "UKR"),
        ),
        (
            "deals/mariupol",
            "Обмен состоялся\n\nМОСКВА, вторник. Прокуратура утверждает, что погибли четверо мирных жителей.",
            ("Прокуратура", "RUS"),
        ),
        (
            "deals/mariupol",
            "Обмен состоялся\n\nКиев/Москва, 3 мая 2022 года. В штабе сообщили, что ранены двое военных.",
            ("В штабе", None),
        ),
        (
            "deals/mariupol",
            "Обмен состоялся\n\nКиев, 3 мая 2022 года. Президент Финляндии заявил, что автобусы прибыли.",
            ("Президент Финляндии", None),
        ),
    ],
)  # fmt: skip
def test_an_office_is_of_whom_the_title_or_the_dateline_is(
    text: str, deal: str, expected: tuple[str, str | None]
) -> None:
    assert expected in speakers(deal, text)
