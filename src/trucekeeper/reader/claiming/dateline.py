"""The town, the day and the agency that a report begins with are nobody's words: `BEIRUT (Agency) - `."""

import re

_DASH = r"\s?[-–—]{1,2}\s+"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w*\.?"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’ .]{4,30}" + _DASH + r"|"
    r"[A-Z][A-Z'’ .]{2,30}(?:/[A-Z][A-Z' ]+)?,\s[^-–—()\n:]{2,30}?(?:\s?\([A-Z][\w .]{1,24}\))?(?:" + _DASH + r"|:\s+)|"
    r"[A-Z][A-Z'’ .]{2,30},\s(?:[A-Z]\w+,?\s)?" + _MONTH + r"\s\d{1,2}\s+(?:\([A-Z]\w+\)\s+)?|"
    r"[A-Z][\w'’, ]{2,50},\s[A-Z]{2,8}\s?[-–—]\s?|"
    r"\([A-Z][\w .]{2,24},\s[\w ,.]{2,24}\)" + _DASH + r"|"
    r"[A-Z][\w'’ /.]{2,40}\s\([A-Z][\w .]{1,24}\)" + _DASH + r")(?=[\"“A-Z0-9])"
)


def past_dateline(text: str, paragraph: tuple[int, int]) -> tuple[int, int]:
    """The paragraph behind its dateline; the whole of it where it has none."""
    start, end = paragraph
    if not (text[start : start + 1].isupper() or text.startswith("(", start)):
        return paragraph
    found = _DATELINE.match(text, start, min(end, start + 90))
    return (found.end(), end) if found is not None and found.end() < end else paragraph
