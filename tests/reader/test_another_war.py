"""Another deal, other names: nothing in the reader knows one story better than the next."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface

DEAL = """
```deal
deal K: truce
  zone: Asia/Baku
party ARM: Armenia
  also: Yerevan
  role: side
  forces: Armenian forces
party AZE: Azerbaijan
  also: Baku
  role: side
  forces: Azerbaijani forces
party ICRC: Red Cross
  role: intermediary
must not CF
  by: ARM, AZE
  do: fire
must E1
  by: ARM
  do: hand over prisoners
  people: 30
```
"""
TEXT = """The Armenian defence ministry said on Saturday that Azerbaijani forces had shelled two villages, \
killing three civilians. Baku denied it and said its troops had only returned fire.

Red Cross spokeswoman Nare S. said a convoy of 14 trucks was waiting. A senior official in Yerevan told an agency \
that up to 2,000 people would be evacuated overnight.

According to one negotiator, 30 men from each side are to be handed over on Monday.
"""


def test_a_deal_of_another_place_is_read_by_its_own_names() -> None:
    deal = read_deal(DEAL, "k.deal.md")
    zone = ZoneInfo("Asia/Baku")
    made = read_surface(Document(TEXT), deal, datetime(2020, 10, 10, 18, tzinfo=zone), zone)

    assert [(p.speaker.id if p.speaker else "author", p.act, p.event, p.polarity) for p in made] == [
        ("ARM", "says", "shelling", "yes"),
        ("AZE", "denies", "shelling", "no"),
        ("ARM", "says", "killing", "yes"),
        ("AZE", "denies", "killing", "no"),
        ("AZE", "says", "fire", "yes"),
        ("ICRC", "says", "movement", "yes"),
        ("ARM", "predicts", "movement", "yes"),
        (None, "says", "agreement", "yes"),
    ]
    accused, denied = made[0], made[1]
    assert [actor.id for actor in accused.actors] == ["Azerbaijani forces"]
    assert denied.content == accused.content
    assert accused.said is not None and accused.said.start == datetime(2020, 10, 10, tzinfo=zone)
    assert [(p.quantity.low, p.quantity.high, p.quantity.unit) for p in made if p.quantity] == [
        (3, 3, "people"),
        (3, 3, "people"),
        (14, 14, "trucks"),
        (0, 2000, "people"),
        (30, 30, "men"),
    ]
    assert made[-1].happened is not None and made[-1].happened.start == datetime(2020, 10, 12, tzinfo=zone)
