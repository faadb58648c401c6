"""Exported chats: each message a report with its moment, and no sender's name anywhere."""

import json
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.reader.formats import items
from trucekeeper.reader.formats.contents import Item, NotReadableError, Part, Unread

ZONE = ZoneInfo("Asia/Damascus")
EVENING = datetime(2016, 12, 14, 17, 12, tzinfo=ZONE)

#: The same two messages as different programs write them.
EXPORTS = {
    "whatsapp on a phone": (
        "14/12/2016, 17:12 - Ahmad X: Buses wait\nat the crossing\n"
        "14/12/2016, 17:14 - +963 99 000: No\n"
    ),
    "whatsapp in America": (
        "12/14/16, 5:12\u202fPM - Ahmad X: Buses wait\nat the crossing\n"
        "12/14/16, 5:14\u202fPM - +963 99 000: No\n"
    ),
    "whatsapp on another phone": (
        "[14.12.16, 17:12:00] Ahmad X: Buses wait\nat the crossing\n"
        "\u200e[14.12.16, 17:14:00] +963 99 000: No\n"
    ),
    "whatsapp in Arabic": (
        "\u200f١٤/١٢/٢٠١٦، ٥:١٢ م - Ahmad X: Buses wait\nat the crossing\n"
        "\u200f١٤/١٢/٢٠١٦، ٥:١٤ م - +963 99 000: No\n"
    ),
    "telegram, pasted": (
        "Ahmad X, [14.12.2016 17:12]\nBuses wait\nat the crossing\n\n"
        "+963 99 000, [14.12.2016 17:14]:\nNo\n"
    ),
    "signal, by date": (
        "[2016-12-14, 17:12] Ahmad X: Buses wait\nat the crossing\n"
        "[2016-12-14, 17:14] +963 99 000: No\n"
    ),
    "signal, by header": (
        "From: Ahmad X (+963 1)\nType: incoming\nSent: Wed, 14 Dec 2016 17:12:00 +0200\n\n"
        "Buses wait\nat the crossing\n\n"
        "From: +963 99 000\nType: incoming\nSent: Wed, 14 Dec 2016 17:14:00 +0200\n\nNo\n"
    ),
}  # fmt: skip


def read(text: str, name: str = "chat.txt", zone: ZoneInfo | None = ZONE) -> list[Item]:
    return list(items(text.encode(), name, zone))


@pytest.mark.parametrize("text", EXPORTS.values(), ids=EXPORTS.keys())
def test_each_message_has_its_words_and_its_moment_whatever_program_wrote_it(text: str) -> None:
    first, second = read(text)

    assert isinstance(first, Part)
    assert isinstance(second, Part)
    assert [first.document.text, second.document.text] == ["Buses wait\nat the crossing", "No"]
    assert first.published == EVENING
    assert first.sure


@pytest.mark.parametrize("text", EXPORTS.values(), ids=EXPORTS.keys())
def test_no_name_and_no_number_of_a_sender_is_kept(text: str) -> None:
    found = read(text, "WhatsApp Chat with Ahmad X.txt")

    assert "Ahmad" not in repr(found)
    assert "963" not in repr(found)
    assert [one.publisher.partition(" of ")[0] for one in found if isinstance(one, Part)] == ["sender 1", "sender 2"]


def test_a_sender_keeps_the_number_when_the_export_has_grown() -> None:
    text = EXPORTS["whatsapp on a phone"]

    short, long = read(text), read(text + "14/12/2016, 18:00 - B: Gone\n")

    assert [one for one in long if isinstance(one, Part)][:2] == short


def test_pictures_and_the_programs_own_lines_are_counted_and_not_read() -> None:
    text = (
        "14/12/2016, 05:12 - Messages are end-to-end encrypted.\n14/12/2016, 05:13 - A: Buses wait\n"
        "14/12/2016, 05:14 - B: <Media omitted>\n14/12/2016, 05:15 - A: No <This message was edited>\n"
    )

    found = read(text)

    assert [one.document.text for one in found if isinstance(one, Part)] == ["Buses wait", "No"]
    assert [one for one in found if isinstance(one, Unread)] == [
        Unread("", "messages with nothing but a picture or a file that is not in the export: 1", lost=False),
        Unread("", "lines of the program itself (joins, calls): 1", lost=False),
    ]


def test_the_order_of_day_and_month_is_told_by_the_time_that_goes_forward() -> None:
    first, second = read("05/06/2016, 05:12 - A: one\n04/07/2016, 05:13 - B: two\n")

    assert isinstance(first, Part)
    assert first.published == datetime(2016, 6, 5, 5, 12, tzinfo=ZONE)
    assert isinstance(second, Part)


def test_where_nothing_tells_the_order_of_day_and_month_nothing_is_guessed() -> None:
    with pytest.raises(NotReadableError) as refused:
        read("05/06/2016, 05:12 - A: one\n05/06/2016, 05:13 - B: two\n")

    assert refused.value.message == (
        "chat.txt cannot be read: its dates may be day/month or month/day, and nothing in it tells which"
    )


def test_times_without_a_zone_are_refused_where_the_deal_has_none() -> None:
    with pytest.raises(NotReadableError) as refused:
        read(EXPORTS["whatsapp on a phone"], zone=None)

    assert refused.value.message == "chat.txt cannot be read: its times have no zone, and the deal names none"


def test_a_report_in_which_times_are_told_is_no_chat() -> None:
    text = "Live page\n05:12 - The ministry: buses wait.\n14/12/2016 was a Wednesday: nobody left.\n"

    [one] = read(text)

    assert isinstance(one, Part)
    assert one.document.text == text


CHANNEL = {
    "name": "Media office", "type": "public_channel", "id": 1,
    "messages": [
        {"id": 1, "type": "service", "actor": "Ahmad X"},
        {"id": 2, "type": "message", "date": "2016-12-14T17:12:00", "date_unixtime": "1481728320",
         "from": "Media office", "from_id": "channel1",
         "text": ["The office said that ", {"type": "bold", "text": "buses wait"}, "."]},
        {"id": 3, "type": "message", "date": "2016-12-14T17:14:00", "from": "Media office", "from_id": "channel1",
         "forwarded_from": "Ahmad X", "text": "They fired."},
        {"id": 4, "type": "message", "date": "", "from": "Media office", "text": "undated"},
        "broken",
    ],
}  # fmt: skip


def test_a_public_channel_is_its_publisher_and_what_it_forwards_is_of_somebody_else() -> None:
    found = list(items(json.dumps(CHANNEL).encode(), "result.json", ZONE))

    own, forwarded, *rest = found
    assert isinstance(own, Part)
    assert isinstance(forwarded, Part)
    assert (own.publisher, own.document.text, own.published) == (
        "Media office", "The office said that buses wait.", EVENING.astimezone(UTC),
    )  # fmt: skip
    assert forwarded.publisher == "not known (forwarded by Media office)"
    assert "Ahmad" not in repr(found)
    assert Unread("", "1 of its messages have no moment that can be read") in rest


def test_a_private_chat_keeps_neither_its_name_nor_those_of_its_senders() -> None:
    chat = CHANNEL | {"name": "Ahmad X", "type": "personal_chat"}
    full = {"about": "", "chats": {"list": [chat, chat]}}

    found = list(items(json.dumps(full).encode(), "result.json", ZONE))

    assert "Ahmad" not in repr(found)
    assert "Media office" not in repr([one for one in found if isinstance(one, Part)])
    assert sum(isinstance(one, Part) for one in found) == 4


@pytest.mark.parametrize("raw", [b"{", b"[]", b'{"messages": 3, "type": 1}', b'{"chats": {"list": 1}}', b"[" * 100_000])
def test_json_that_is_no_chat_is_refused(raw: bytes) -> None:
    with pytest.raises(NotReadableError):
        list(items(raw, "result.json", ZONE))


def test_a_message_of_five_million_characters_is_read_in_bounded_time() -> None:
    start = time.process_time()

    found = read(
        "14/12/2016, 05:12 - A: one\n14/12/2016, 05:13 - A: two\n14/12/2016, 05:14 - B: " + "said and " * 550_000
    )

    assert len(found) == 3
    assert time.process_time() - start < 5


PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title></head><body><div class="page_wrap">
<div class="page_header"><div class="content"><div class="text bold">The desk of Some Body</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">15 December 2016</div></div>
<div class="message default clearfix" id="message2"><div class="body">
 <div class="pull_right date details" title="15.12.2016 09:42:11 UTC+02:00">09:42</div>
 <div class="from_name">Some Body</div>
 <div class="text">The UN said that 20 people had left.<br>More <b>follows</b>.</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
 <div class="pull_right date details" title="15.12.2016 10:00:00 UTC+02:00">10:00</div>
 <div class="media_wrap clearfix">Photo</div></div></div>
<div class="message default clearfix" id="message4"><div class="body">
 <div class="pull_right date details" title="15.12.2016 10:05:00">10:05</div>
 <div class="from_name">Other Body</div>
 <div class="text">قال الجيش إن الحافلات غادرت.</div></div></div>
</div></div></div></body></html>"""


def test_the_pages_that_telegram_exports_unless_told_otherwise_are_messages_and_name_nobody() -> None:
    found = list(items(PAGE.encode(), "messages.html", ZoneInfo("Asia/Damascus")))

    reports = [one for one in found if isinstance(one, Part)]
    assert [(one.document.text, one.published and one.published.isoformat(), one.sure) for one in reports] == [
        ("The UN said that 20 people had left.\nMore follows.", "2016-12-15T09:42:11+02:00", True),
        ("قال الجيش إن الحافلات غادرت.", "2016-12-15T10:05:00+02:00", True),
    ]
    assert [one.publisher.partition(" of ")[0] for one in reports] == ["sender 1", "sender 2"]
    assert "Body" not in repr(found)
    assert [one.why for one in found if isinstance(one, Unread)] == [
        "messages with nothing but a picture or a file that is not in the export: 1",
        "lines of the program itself (joins, calls): 1",
    ]


def test_an_old_page_of_telegram_has_no_moments_where_no_zone_is_known() -> None:
    found = list(items(PAGE.encode(), "messages.html", None))

    assert [one.why for one in found if isinstance(one, Unread)][-1] == "messages without a moment that can be read: 1"
