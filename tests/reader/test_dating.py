from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.reader.dating import Reference, When, own_clock, when

ZONE = ZoneInfo("Asia/Damascus")
#: A Wednesday.
PUBLISHED = Reference(datetime(2016, 12, 14, 20, tzinfo=ZONE), ZONE)


def told(text: str, *, ahead: bool = False) -> When | None:
    return when(text, 0, len(text), PUBLISHED, ahead=ahead)


def interval(text: str, *, ahead: bool = False) -> str:
    found = told(text, ahead=ahead)
    assert found is not None, text
    return f"{found.start:%d %H:%M} - {found.end:%d %H:%M} {found.precision}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 5.00am (3.00am GMT)", "14 05:00 - 14 05:01 minute"),
        ("at 0300 GMT", "14 05:00 - 14 05:01 minute"),
        ("at 05:00 (06:00 Moscow time)", "14 05:00 - 14 05:01 minute"),
        ("around 11:00", "14 10:30 - 14 11:30 hour"),
        ("shortly before 10 last night", "13 21:00 - 13 22:00 hour"),
        ("between 8 and noon", "14 08:00 - 14 12:00 hour"),
        ("between 20:40 on Monday and 5 in the morning", "12 20:40 - 13 05:00 hour"),
        ("from half past eight until shortly after three with six buses", "14 08:30 - 14 16:00 hour"),
        ("from half past six in the morning until well after two", "14 06:30 - 14 15:00 hour"),
        ("44 deaths between Sunday noon and midnight", "11 12:00 - 12 00:00 part_of_day"),
        ("between noon and midnight on Sunday", "11 12:00 - 12 00:00 part_of_day"),
        ("between two and four on Monday", "12 14:00 - 12 16:00 hour"),
        ("broke out late on Tuesday and went on until about 3 in the morning", "13 18:00 - 14 03:30 hour"),
        ("on the evening and night of 10-11 December", "10 18:00 - 11 06:00 part_of_day"),
        ("in the 24 hours to 06:00 today", "13 06:00 - 14 06:00 days"),
        ("21 killed since 7", "14 07:00 - 14 20:00 hour"),
        ("The truce that began on 12 December has largely held", "12 00:00 - 14 20:00 days"),
        ("the clock struck midnight on Monday", "13 00:00 - 13 00:01 minute"),
        ("Israel has until midnight to answer", "14 20:00 - 15 00:00 hour"),
        ("The army gave the fighters in the town until Friday to leave", "14 20:00 - 17 00:00 days"),
        ("She needs until the end of the week", "14 20:00 - 19 00:00 days"),
        ("by the end of next week", "14 20:00 - 26 00:00 days"),
        ("silent along the river for an hour now", "14 19:00 - 14 20:00 days"),
        ("shortly after 8 on Tuesday morning", "13 08:00 - 13 09:00 hour"),
        ("at ten that morning", "14 10:00 - 14 10:01 minute"),
        ("shelled our posts at 8.02", "14 08:02 - 14 08:03 minute"),
        (
            "The truce that took effect at 7 p.m. on Tuesday was largely holding on Wednesday",
            "13 19:00 - 14 20:00 days",
        ),
        ("shut for the third day running", "12 00:00 - 14 20:00 days"),
        ("shortly after 10 o'clock", "14 10:00 - 14 11:00 hour"),
        ("between about 07:30 and noon", "14 07:30 - 14 12:00 hour"),
        ("half an hour before midnight on Tuesday", "13 23:30 - 13 23:31 minute"),
        ("at dawn", "14 04:00 - 14 08:00 part_of_day"),
        ("on Tuesday evening", "13 18:00 - 14 00:00 part_of_day"),
        ("late on Tuesday", "13 18:00 - 14 00:00 part_of_day"),
        ("overnight", "13 20:00 - 14 08:00 part_of_day"),
        ("during the night to Wednesday", "13 18:00 - 14 06:00 part_of_day"),
        ("on Wednesday", "14 00:00 - 15 00:00 day"),
        ("on Thursday", "08 00:00 - 09 00:00 day"),
        ("on Monday or Tuesday", "12 00:00 - 14 00:00 days"),
        ("since Monday", "12 00:00 - 14 20:00 days"),
        ("on 13 December", "13 00:00 - 14 00:00 day"),
        ("five minutes ago", "14 19:55 - 14 19:56 minute"),
        ("at half past three this afternoon", "14 15:30 - 14 15:31 minute"),
        ("early this morning", "14 00:00 - 14 08:00 part_of_day"),
        ("since the truce came into force on Monday", "12 00:00 - 14 20:00 days"),
        ("in early December", "01 00:00 - 11 00:00 days"),
        ("between Tuesday morning and Wednesday noon", "13 06:00 - 14 13:00 part_of_day"),
        ("at 10 in the morning", "14 10:00 - 14 10:01 minute"),
        ("around 8 in the evening on Tuesday", "13 19:30 - 13 20:30 hour"),
        ("in the late morning", "14 06:00 - 14 12:00 part_of_day"),
        ("twice before noon", "14 06:00 - 14 12:00 part_of_day"),
        ("before midnight on Tuesday the last buses arrived", "13 18:00 - 14 00:00 part_of_day"),
        ("between Monday afternoon and about 10:00 on Tuesday", "12 12:00 - 13 10:30 part_of_day"),
        ("between midnight and noon", "14 00:00 - 14 12:00 hour"),
        ("from eight in the morning until shortly after midday", "14 08:00 - 14 13:00 hour"),
        ("between 9 and 11 a.m.", "14 09:00 - 14 11:00 hour"),
        ("between two and four in the afternoon", "14 14:00 - 14 16:00 hour"),
        ("at 1530 local time", "14 15:30 - 14 15:31 minute"),
        ("earlier this week", "12 00:00 - 14 20:00 days"),
        ("since last week", "05 00:00 - 14 20:00 days"),
        ("at the end of November", "21 00:00 - 01 00:00 days"),
        ("the day before yesterday", "12 00:00 - 13 00:00 day"),
        ("the previous evening", "13 18:00 - 14 00:00 part_of_day"),
        ("from Saturday until Monday noon", "10 00:00 - 12 13:00 days"),
        ("had known nothing until Tuesday evening", "13 18:00 - 14 00:00 part_of_day"),
        ("from Tuesday until this morning", "13 00:00 - 14 12:00 days"),
        ("earlier in the day", "14 00:00 - 14 20:00 days"),
        ("four times in December", "01 00:00 - 14 20:00 days"),
        ("shelling for about an hour after midnight", "14 00:00 - 14 01:00 hour"),
        ("on Tuesday, which would have ended at 7 a.m. (0500 GMT)", "13 00:00 - 14 00:00 day"),
        ("left on Tuesday, when four buses set out at 20:25", "13 00:00 - 14 00:00 day"),
        ("a mortar fired for half an hour after six", "14 18:00 - 14 19:00 hour"),
        ("from 10 December, 21:45, to 12 December, 18:00", "10 21:45 - 12 18:00 hour"),
        ("10 December 21:45 to 12 December 18:00: 31 incidents", "10 21:45 - 12 18:00 hour"),
        ("at 09:00 or shortly after, a clash", "14 09:00 - 14 10:00 hour"),
        ("lorries drew up from around 1 p.m.", "14 12:30 - 14 13:30 hour"),
        ("kept out three days in a row", "12 00:00 - 14 20:00 days"),
        ("1,500 people crossed in the course of the day", "14 00:00 - 15 00:00 day"),
        ("on Monday of last week", "05 00:00 - 06 00:00 day"),
        ("last Wednesday", "07 00:00 - 08 00:00 day"),
        ("a meeting that had been set for Friday", "16 00:00 - 17 00:00 day"),
        ("184 buses since the operation resumed late on Sunday", "11 18:00 - 14 20:00 part_of_day"),
        ("the truce that took effect at midnight on 12 December is largely holding", "12 00:00 - 14 20:00 days"),
        ("at 10 a.m. in Geneva", "14 11:00 - 14 11:01 minute"),
        ("captured in 2014", "01 00:00 - 01 00:00 days"),
        ("held since 2014", "01 00:00 - 14 20:00 days"),
        ("the patrol left at 0715", "14 07:15 - 14 07:16 minute"),
        ("as of 1600 hrs today 52,018 had come", "14 16:00 - 14 16:01 minute"),
        ("shelling from 0430h until 0600h on Tuesday", "13 04:30 - 13 06:00 hour"),
        ("a lift on Monday between 1400 and 1700 hrs", "12 14:00 - 12 17:00 hour"),
        ("no shot since 0001 on 12 December", "12 00:01 - 14 20:00 hour"),
        ("the village was shelled on Monday night, at 11.15", "12 23:15 - 12 23:16 minute"),
        ("at 04:30 on Tuesday evening's list", "13 04:30 - 13 04:31 minute"),
        ("by lunchtime 52 had come", "14 11:00 - 14 13:00 part_of_day"),
        ("raids until midnight on 12 December", "12 00:00 - 13 00:01 hour"),
        ("on Sunday, Monday and Tuesday", "11 00:00 - 14 00:00 days"),
        ("between December 9-11", "09 00:00 - 12 00:00 days"),
        ("no flight has landed during the week", "08 00:00 - 14 20:00 days"),
        ("the second such strike this week", "12 00:00 - 14 20:00 days"),
        ("two more are foreseen for next week", "19 00:00 - 26 00:00 days"),
        ("closed since the end of November", "21 00:00 - 14 20:00 days"),
        ("held since last month", "01 00:00 - 14 20:00 days"),
        ("houses burned in the autumn", "01 00:00 - 01 00:00 days"),
        ("no aid since the summer", "01 00:00 - 14 20:00 days"),
        ("cut off this winter", "01 00:00 - 14 20:00 days"),
        ("no later than Tuesday 10:00", "13 10:00 - 13 10:01 minute"),
        ("raids on the 12th and 13th", "12 00:00 - 14 00:00 days"),
        ("closed since the start of the week", "12 00:00 - 14 20:00 days"),
        ("closed since the weekend", "10 00:00 - 14 20:00 days"),
        ("shelled on New Year's Day", "01 00:00 - 02 00:00 day"),
        ("at 7 a.m. Doha time", "14 06:00 - 14 06:01 minute"),
        ("at 1400 CET", "14 15:00 - 14 15:01 minute"),
        ("at 6:30 p.m. EST on Monday", "13 01:30 - 13 01:31 minute"),
    ],
)
def test_what_has_happened_lies_before_the_report(text: str, expected: str) -> None:
    assert interval(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Thursday", "15 00:00 - 16 00:00 day"),
        ("overnight", "14 20:00 - 15 08:00 part_of_day"),
        ("within hours", "14 20:00 - 15 20:00 day"),
        ("within 48 hours", "14 20:00 - 16 20:00 hour"),
        ("in the next two or three days", "14 20:00 - 17 20:00 days"),
        ("within two or three days", "14 20:00 - 17 20:00 days"),
        ("in two or three days", "16 20:00 - 17 20:00 days"),
        ("over the weekend", "17 00:00 - 19 00:00 days"),
        ("over the coming week", "14 20:00 - 21 20:00 days"),
        ("until Saturday", "14 20:00 - 18 00:00 days"),
        ("by the end of the week", "14 20:00 - 19 00:00 days"),
        ("before the end of the year", "14 20:00 - 01 00:00 days"),
        ("before 1 January", "14 20:00 - 01 00:00 days"),
        ("since Thursday", "08 00:00 - 14 20:00 days"),
        ("no further round before January", "14 20:00 - 01 00:00 days"),
    ],
)
def test_what_is_still_to_come_lies_after_it(text: str, expected: str) -> None:
    assert interval(text, ahead=True) == expected


def test_two_times_that_disagree_with_the_zone_are_reported() -> None:
    found = told("at 5.00am (4.00am GMT)")

    assert found is not None
    assert found.contradiction == ('"5.00am (4.00am GMT)": the second time is 06:00 in the mission\'s zone, not 05:00')


@pytest.mark.parametrize(
    "text",
    [
        "15,000 people",
        "at least 20 buses",
        "another night",
        "the day's end",
        "the first convoy since October",
        "their largest exchange since 2022",
        "the deadliest shelling since Sunday",
        "within an hour of a green light",
        "breaches counted up to the end of November",
        "the lists did not correspond to the categories settled on in Geneva on Monday",
        "under the deal reached in Geneva last month, 400 go free",
        "the lorries that set out on the 12th remain in the town",
        "two trucks that should have entered on Tuesday were turned back",
        "shells that fell during the week before the truce",
        "families in the winter camp",
        "two trucks came in the next day",
        "in a new year of war",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "told_by_moscow"),
    [
        ("По состоянию на 20:00 мск (19:00 по Дамаску) огонь прекращен.", True),
        ("The pause begins at 10 a.m. Moscow time (9 a.m. in Kyiv).", True),
        ("The buses stood ready before 05:00 (06:00 Moscow time).", False),
        ("В Москве прошли переговоры.", False),
    ],
)
def test_a_text_that_puts_moscows_hour_first_goes_by_that_clock(text: str, told_by_moscow: bool) -> None:
    assert (own_clock(text) is not None) == told_by_moscow


def test_hours_without_a_zone_are_of_the_clock_that_the_text_goes_by() -> None:
    moscow = Reference(PUBLISHED.at, ZONE, ZoneInfo("Europe/Moscow"))
    text = "огонь вели между 9 и 10 часами"
    found = when(text, 0, len(text), moscow, language="ru")

    assert found is not None
    assert (f"{found.start:%H:%M}", f"{found.end:%H:%M}") == ("08:00", "09:00")


@pytest.mark.parametrize(
    ("text", "language"),
    [("99999999999 days ago", "en"), ("منذ 99999999999 يوم", "ar"), ("99999999999 дней назад", "ru")],
)
def test_more_days_than_the_calendar_has_are_no_time(text: str, language: str) -> None:
    assert when(text, 0, len(text), PUBLISHED, language=language) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 people were killed on Dec. 3", "03 00:00 - 04 00:00 day"),
        ("no truck has entered since Dec. 7.", "07 00:00 - 14 20:00 days"),
        ("buses left on Dec. 9, 2016, and came back", "09 00:00 - 10 00:00 day"),
        ("the ceasefire that began on Nov. 12", "12 00:00 - 13 00:00 day"),
        ("some 200 trucks entered on Nov 24", "24 00:00 - 25 00:00 day"),
        ("Sept. 30 was the worst day", "30 00:00 - 01 00:00 day"),
    ],
)
def test_a_short_month_with_its_point_is_a_month(text: str, expected: str) -> None:
    assert interval(text) == expected
