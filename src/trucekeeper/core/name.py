"""Comparing names that people write in different ways, without ever guessing."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Reduce a name to what counts in comparing it: compatibility form, no case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
