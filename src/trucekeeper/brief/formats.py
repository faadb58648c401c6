"""Which file name asks for which form of the report; a new form is one line here."""

from collections.abc import Callable, Sequence
from typing import Final

from trucekeeper.brief.html import html
from trucekeeper.brief.markdown import markdown
from trucekeeper.brief.model import Report
from trucekeeper.core.errors import TruceError


class FormatError(TruceError):
    """A file name that asks for no form that a report has."""

    def __init__(self, name: str, endings: Sequence[str] = ()) -> None:
        self.name = name
        known = ", ".join(endings or WRITERS)
        super().__init__(f'"{name}" asks for no form that a report has', f"end the name in {known}")


def _html(report: Report) -> bytes:
    return html(report).encode()


def _markdown(report: Report) -> bytes:
    return markdown(report).encode()


def _pdf(report: Report) -> bytes:
    from trucekeeper.brief.pdf import pdf  # typst takes a moment to load

    return pdf(report)


def _docx(report: Report) -> bytes:
    from trucekeeper.brief.docx import docx

    return docx(report)


#: By the ending of the file's name.
WRITERS: Final[dict[str, Callable[[Report], bytes]]] = {
    ".html": _html,
    ".md": _markdown,
    ".pdf": _pdf,
    ".docx": _docx,
}


def writer(name: str) -> Callable[[Report], bytes]:
    """The writer for a file name.

    Raises:
        FormatError: When nothing writes files of that ending.
    """
    for ending, write in WRITERS.items():
        if name.casefold().endswith(ending):
            return write
    raise FormatError(name)
