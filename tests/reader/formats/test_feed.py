"""Feeds: each entry a report, whatever the feed says of its encoding, and nothing in it reaches beyond it."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.reader.formats import items
from trucekeeper.reader.formats.contents import NotReadableError, Part, Unread

ZONE = ZoneInfo("Asia/Damascus")
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0"><channel><title>Агентство</title>
<item><title>Автобусы ушли</title><link>https://agency.example/1</link>
<pubDate>Wed, 14 Dec 2016 05:12:00 +0200</pubDate>
<description>&lt;p&gt;Министерство заявило, что автобусы ушли.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Без часа</title><pubDate>2016-12-15</pubDate><description>Ждут.</description></item>
<item><link>https://agency.example/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>An agency</title>
<entry><title>Buses wait</title><updated>2016-12-14T05:12:00+02:00</updated><id>urn:1</id>
<content type="html">&lt;p&gt;The UN said that buses wait.&lt;/p&gt;&lt;p&gt;Nobody left.&lt;/p&gt;</content>
</entry></feed>"""


def parts(raw: bytes, name: str = "feed.xml") -> list[Part]:
    return [one for one in items(raw, name, ZONE) if isinstance(one, Part)]


def test_each_entry_is_a_report_with_outlet_moment_and_link() -> None:
    found = list(items(RSS.format(encoding="utf-8").encode(), "feed.xml", ZONE))

    first = found[0]
    assert isinstance(first, Part)
    assert first.document.text == "Автобусы ушли\n\nМинистерство заявило, что автобусы ушли."
    assert (first.publisher, first.document.address) == ("Агентство", "https://agency.example/1")
    assert first.published == datetime(2016, 12, 14, 3, 12, tzinfo=UTC)
    assert first.sure
    assert found[2] == Unread("entry 3", "the entry has neither a title nor a text")


def test_an_entry_of_atom_keeps_its_paragraphs() -> None:
    [entry] = parts(ATOM.encode(), "news.atom")

    assert entry.document.text == "Buses wait\n\nThe UN said that buses wait.\n\nNobody left."


def test_an_entry_without_an_hour_counts_from_the_end_of_its_day() -> None:
    second = parts(RSS.format(encoding="utf-8").encode())[1]

    assert second.published == datetime(2016, 12, 15, 23, 59, 59, tzinfo=ZONE)
    assert second.notes == ("published 2016-12-15, without an hour: the end of that day is taken",)


@pytest.mark.parametrize(
    ("said", "real", "named"),
    [("utf-8", "cp1251", "cp1251"), ("windows-1251", "utf-8", "utf-8"), ("us-ascii", "koi8-r", "koi8_r")],
)
def test_a_feed_that_lies_about_its_encoding_is_read_by_its_letters_and_told(said: str, real: str, named: str) -> None:
    first = parts(RSS.format(encoding=said).encode(real))[0]

    assert first.document.text.startswith("Автобусы ушли\n\nМинистерство заявило")
    assert first.notes == (f"it says that it is {said}, and is {named}",)


@pytest.mark.parametrize(("encoding", "said"), [("utf-8", "UTF-8"), ("cp1251", "windows-1251"), ("koi8-r", "KOI8-R")])
def test_a_feed_that_tells_the_truth_gets_no_note(encoding: str, said: str) -> None:
    first = parts(RSS.format(encoding=said).encode(encoding))[0]

    assert first.document.text.startswith("Автобусы ушли")
    assert first.notes == ()


def test_entities_that_unfold_without_end_or_name_a_file_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("codeword", encoding="utf-8")
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    doctype = f'<!DOCTYPE rss [{layers}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    item = "<item><title>a &l11; &file; b</title></item>"
    feed = f"{doctype}<rss version='2.0'><channel><title>x</title>{item}</channel></rss>"

    [entry] = parts(feed.encode())

    assert "codeword" not in entry.document.text
    assert len(entry.document.text) < 100


def test_a_feed_whose_bytes_are_a_name_or_an_address_is_not_opened(tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_text(ATOM, encoding="utf-8")

    for raw in (str(other).encode(), b"http://127.0.0.1:9/feed.xml"):
        with pytest.raises(NotReadableError) as refused:
            list(items(raw, "trick.rss", ZONE))
        assert refused.value.message == "trick.rss cannot be read: it is no feed, or has no entries"
