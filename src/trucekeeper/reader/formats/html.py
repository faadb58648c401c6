"""A web page: the article in it, without menus, scripts, advertisements and comments (trafilatura does the work)."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo
from hashlib import sha256
from typing import Any, Final

from trucekeeper.core.errors import TruceError
from trucekeeper.core.moment import MomentError, moment
from trucekeeper.reader.document import Document
from trucekeeper.reader.formats.contents import Item, Part

#: Where pages say for machines when they were published, in the order in which they are believed.
_SAID: Final = (
    re.compile(rb"""<meta[^>]{0,200}article:published_time["'][^>]{0,200}?content\s*=\s*["']([^"']{10,40})""", re.I),
    re.compile(rb"""<meta[^>]{0,200}content\s*=\s*["']([^"']{10,40})["'][^>]{0,200}article:published_time""", re.I),
    re.compile(rb"""["']datePublished["']\s*:\s*["']([^"']{10,40})["']""", re.I),
    re.compile(
        rb"""itemprop\s*=\s*["']datePublished["'][^>]{0,200}?(?:content|datetime)\s*=\s*["']([^"']{10,40})""", re.I
    ),
)


#: Days are taken from marks of the page alone: searched for in its text, the day of the event, or the first of January
#: of a year in the small print, would stand for the day of publication.
_MARKED: Final = {"extensive_search": False, "original_date": True}


class NoArticleError(TruceError):
    """A page without running text."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no article was found in {name}", "copy the report's text into a .txt file and read that")
        self.why = "no article was found in it"


def items(raw: bytes, name: str, zone: tzinfo | None) -> Iterator[Item]:
    """The article as one report; its text is what spans count in.

    Raises:
        NoArticleError: When there is none.
    """
    import trafilatura

    found = trafilatura.bare_extraction(
        raw, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=_MARKED
    )
    article: dict[str, Any] = found.as_dict() if found is not None and not isinstance(found, dict) else {}
    text = (article.get("text") or "").strip()
    if not text:
        raise NoArticleError(name)
    title = (article.get("title") or "").strip()
    if title and title not in text[: len(title) + 200]:
        text = f"{title}\n{text}"
    published, dated = _published(raw, str(article.get("date") or ""), zone)
    yield Part(
        Document(text, title=title, address=name),
        sha256(raw).hexdigest(),
        "text/html",
        published=published,
        publisher=" ".join(str(article.get("sitename") or "").split()),
        dated=dated,
    )


def _published(raw: bytes, day: str, zone: tzinfo | None) -> tuple[datetime | None, str]:
    """The moment that the page gives for machines; else the end of the day that it names, where the zone is known."""
    for pattern in _SAID:
        if (said := pattern.search(raw)) is not None:
            try:
                return moment(said[1].decode("ascii", "replace")), ""
            except MomentError:
                continue
    if zone is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return None, ""
    return end_of_day(datetime.fromisoformat(day), zone), f"{day} without an hour (the end of that day is taken)"


def end_of_day(day: datetime, zone: tzinfo) -> datetime:
    """The last second of a day in a zone: before it nobody can be sure to have known what was published on it."""
    return datetime.combine(day.date() + timedelta(days=1), time(), zone) - timedelta(seconds=1)
