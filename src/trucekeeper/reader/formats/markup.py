"""The text of a piece of HTML that is no web page, such as an entry of a feed: what is seen of it, block by block."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from trucekeeper.reader.formats.plain import tidy

_BLOCKS: Final = frozenset(
    ["address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
     "table", "tbody", "td", "th", "tr", "ul"]
)  # fmt: skip
_UNSEEN: Final = frozenset(
    ["head", "script", "style", "template", "noscript", "object", "embed", "iframe", "svg", "math", "title",
     "meta", "link"]
)  # fmt: skip
_APART: Final = frozenset(["p", "h1", "h2", "h3", "blockquote"])
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)


def text_of(fragment: str, *, without: str = "") -> str:
    """What is seen of a piece of HTML; scripts, styles and hidden elements are not.

    Args:
        fragment: Any HTML, however broken.
        without: The name of an element that is left out, such as `blockquote`.
    """
    from lxml import etree, html

    if not fragment.strip():
        return ""
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=False)
        root = html.document_fromstring(fragment.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return ""
    return tidy("".join(_broken(_collected(root, {without} if without else set()))))


def _collected(root: Any, without: set[str]) -> Iterator[str]:
    """What is seen, piece by piece, with line ends where blocks begin and end.

    Walked with a stack of its own: hostile markup is nested deeper than Python calls may be.
    """
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, left = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        ending = "\n\n" if tag in _APART else "\n" if tag in _BLOCKS else ""
        if left:
            yield ending
            yield re.sub(r"\s+", " ", node.tail or "")
            continue
        stack.append((node, True))
        if not tag or tag in _UNSEEN or tag in without or _HIDDEN.search(node.get("style") or ""):
            continue
        yield ending
        yield re.sub(r"\s+", " ", node.text or "")
        stack += [(child, False) for child in reversed(list(node))]


def _broken(pieces: Iterable[str]) -> Iterator[str]:
    """Of several line ends in a row the largest one."""
    pending = ""
    for piece in pieces:
        if piece.startswith("\n"):
            pending = max(pending, piece)
        elif piece.strip() or (piece and not pending):
            yield pending
            yield piece.lstrip() if pending else piece
            pending = ""
