"""Writing a file whole or not at all, and never over something that somebody may need."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from trucekeeper.core.errors import TruceError


class FileExistsAlreadyError(TruceError):
    """A file that stands where another one was to be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is there already and holds something else, so nothing was written",
            "give another name, or --force to write over it",
        )


class UnwritableError(TruceError):
    """A place in which no file can be written."""

    def __init__(self, path: Path, why: str) -> None:
        hint = "check that its folder is there and that you may write in it"
        super().__init__(f"{path} cannot be written: {why}", hint)


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it stands on the disk now."""

    path: Path
    sha256: str
    size: int
    #: False where the very same bytes stood there before.
    new: bool


def write_whole(path: Path, content: bytes, *, force: bool = False) -> Written:
    """Write a file beside its place and move it there when it is complete.

    Writing the same bytes again is no conflict: nothing is touched and nothing is refused.

    Raises:
        FileExistsAlreadyError: When another content stands there and `force` is not given.
        UnwritableError: When the disk or the folder refuses.
    """
    done = Written(path, hashlib.sha256(content).hexdigest(), len(content), new=True)
    try:
        if path.exists():
            if path.is_file() and path.read_bytes() == content:
                return Written(path, done.sha256, done.size, new=False)
            if not force:
                raise FileExistsAlreadyError(path)
        _replace(path, content)
    except OSError as error:
        raise UnwritableError(path, (error.strerror or "the disk refuses").lower()) from None
    return done


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """What the user takes away from new files; mkstemp itself gives only the owner anything."""
    current = os.umask(0)
    os.umask(current)
    return current
