"""Which party of the deal a speaker's words stand for, by abbreviations, allies and where a delegate sits."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface

ZONE = ZoneInfo("Asia/Damascus")
EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize(
    ("deal", "speaker", "party"),
    [
        ("mariupol", "Генштаб ВСУ", "UKR"),
        ("mariupol", "Минобороны РФ", "RUS"),
        ("mariupol", "Представитель ДНР", None),
        ("donbas", "Представитель ДНР", "LDR"),
        ("donbas", "Штаб ООС", "UKR"),
        ("karabakh", "Омбудсмен Арцаха", "ARM"),
        ("karabakh", "Глава НКР", "ARM"),
        ("aleppo", "Постпред Сирии при ООН", "GOV"),
        ("aleppo", "Спецпосланник ООН", "UN"),
        ("aleppo", "مندوب سوريا لدى الأمم المتحدة", "GOV"),
        ("aleppo", "مبعوث الأمم المتحدة إلى سوريا", "UN"),
        ("aleppo", "مسؤول في حزب الله", "GOV"),
        ("aleppo", "قناة المنار", "GOV"),
        ("aleppo", "قائد في فيلق الرحمن", "OPP"),
        ("four-towns", "ناطق باسم جيش الفتح", "OPP"),
        ("aleppo", "رئيس الائتلاف الوطني السوري", "OPP"),
        ("aleppo", "ضابط في الجيش السوري", "GOV"),
    ],
)
def test_a_speaker_stands_for_a_party(deal: str, speaker: str, party: str | None) -> None:
    name = "aleppo-2016/repaired" if deal == "aleppo" else f"reading/deals/{deal}"
    path = EXAMPLES / f"{name}.deal.md"
    text = (
        f"{speaker} сообщил, что колонна дошла до моста."
        if "а" <= speaker[-1].lower() <= "я"
        else f"قال {speaker} إن القافلة وصلت إلى المعبر."
    )
    found = read_surface(
        Document(text), read_deal(path.read_text("utf-8"), path.name), datetime(2016, 12, 17, 20, tzinfo=ZONE), ZONE
    )
    assert [p.speaker.id if p.speaker else "nobody" for p in found] == [party]
