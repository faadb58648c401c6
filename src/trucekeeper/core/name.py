"""Comparing names that people write in different ways, without ever guessing."""

import unicodedata


def folded(name: str) -> str:
    """Reduce a name to what counts in comparing it: compatibility form, no case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
