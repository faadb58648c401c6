"""A web page: the article in it, without menus, scripts, advertisements and comments (trafilatura does the work)."""

from trucekeeper.core.errors import TruceError
from trucekeeper.reader.document import Document


class NoArticleError(TruceError):
    """A page without running text."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no article was found in {name}", "copy the report's text into a .txt file and read that")


def document(raw: bytes, name: str) -> Document:
    """Extract the article; its text is what spans count in.

    Raises:
        NoArticleError: When there is none.
    """
    import trafilatura

    found = trafilatura.bare_extraction(raw, include_comments=False, include_tables=True, with_metadata=True)
    article = found.as_dict() if found is not None and not isinstance(found, dict) else {}
    text = (article.get("text") or "").strip()
    if not text:
        raise NoArticleError(name)
    title = (article.get("title") or "").strip()
    if title and title not in text[: len(title) + 200]:
        text = f"{title}\n{text}"
    return Document(text, title=title, address=name)
