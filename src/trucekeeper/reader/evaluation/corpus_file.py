"""Files of a corpus, read so that what is wrong in them is said with its line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trucekeeper.core.errors import TruceError


class BadCorpusError(TruceError):
    """A corpus file that cannot be read."""

    def __init__(self, path: Path, where: str, why: str) -> None:
        super().__init__(f"{path}: {where} {why}", "docs/reference/gold-format.md shows each format that is read")


def text_at(path: Path) -> str:
    """The text of a file of a corpus.

    Raises:
        BadCorpusError: When there is no such file, or it is not UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise BadCorpusError(
            path, f"byte {error.start}", "is not UTF-8: offsets would count other characters"
        ) from None
    except OSError as error:
        raise BadCorpusError(path, "the file", f"cannot be read ({error.strerror})") from None


def objects_at(path: Path, needs: tuple[str, ...] = ()) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with one on each line, with the numbers of the lines; empty lines are passed over.

    Args:
        path: The file.
        needs: Keys that each object must have.

    Raises:
        BadCorpusError: When a line is no JSON object, or lacks a key.
    """
    for number, line in enumerate(text_at(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
        except ValueError:
            one = None
        if not isinstance(one, dict):
            raise BadCorpusError(path, f"line {number}", "is no JSON object")
        lacking = [key for key in needs if key not in one]
        if lacking:
            raise BadCorpusError(path, f"line {number}", f"has no {' and no '.join(lacking)}")
        yield number, one
