"""Why a finding exists: the page of a code, from the docstring of its rule or the list of reading messages."""

import re

from trucekeeper.deal.check import RULE_PAGES
from trucekeeper.deal.messages import READING
from trucekeeper.deal.said import Tongue, line, told

#: Empty lines, but not those within a fence (none of ours has any).
_BETWEEN = re.compile(r"\n{2,}")


def codes() -> tuple[str, ...]:
    """Every code that a finding can have."""
    return (*RULE_PAGES, *READING)


def page_of(code: str, tongue: Tongue | None = None) -> str | None:
    """The page of a code in Markdown, in English or another language; None when there is no such code.

    Examples are deals and stay as they are.
    """
    if code in READING:
        title, text = READING[code]
    elif (module := RULE_PAGES.get(code)) is not None:
        title, _, text = (module.__doc__ or "").strip().partition("\n")
    else:
        return None
    if tongue is not None:
        title, text = told(title, tongue), "\n\n".join(_told(part, tongue) for part in paragraphs(text))
    heading = f"{code}: {title}" if tongue is None else line(f"{code}: {title}", tongue)
    return f"# {heading}\n\n{text.strip()}\n"


def paragraphs(text: str) -> list[str]:
    """The paragraphs, headings and fences of a page, each as one stretch."""
    return [part.strip("\n") for part in _BETWEEN.split(text.strip()) if part.strip()]


def _told(part: str, tongue: Tongue) -> str:
    if part.startswith("```"):
        return part
    if part.startswith("## "):
        return f"## {line(part.removeprefix('## '), tongue)}"
    return line(" ".join(part.split()), tongue)


def messages_page() -> str:
    """The list of all messages of reading, in Markdown."""
    return "\n".join(f"### {code}: {title}\n\n{text}\n" for code, (title, text) in READING.items())
