"""Why a finding exists: the page of a code, from the docstring of its rule or the list of reading messages."""

from trucekeeper.deal.check import RULE_PAGES
from trucekeeper.deal.messages import READING


def codes() -> tuple[str, ...]:
    """Every code that a finding can have."""
    return (*RULE_PAGES, *READING)


def page_of(code: str) -> str | None:
    """The page of a code in Markdown; None when there is no such code."""
    if code in READING:
        title, text = READING[code]
        return f"# {code}: {title}\n\n{text}\n"
    module = RULE_PAGES.get(code)
    if module is None:
        return None
    title, _, rest = (module.__doc__ or "").strip().partition("\n")
    return f"# {code}: {title}\n\n{rest.strip()}\n"


def messages_page() -> str:
    """The list of all messages of reading, in Markdown."""
    return "\n".join(f"### {code}: {title}\n\n{text}\n" for code, (title, text) in READING.items())
