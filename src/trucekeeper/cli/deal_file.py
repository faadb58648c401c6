"""Deal files on the disk, for every command that takes one."""

from pathlib import Path

from trucekeeper.cli.decoding import decoded
from trucekeeper.core.errors import TruceError
from trucekeeper.deal.encoding import decode
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal


class FileUnreadableError(TruceError):
    """A file that is not there, is a folder, or may not be read."""

    def __init__(self, path: Path, why: OSError) -> None:
        if path.is_dir():
            super().__init__(f"{path} is a folder, and one file is asked for", "name a file in it")
        else:
            super().__init__(f"{path} cannot be read: {why.strerror or why}", "check the name and who may read it")


def bytes_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        FileUnreadableError: When there are none to be had.
    """
    try:
        return path.read_bytes()
    except OSError as why:
        raise FileUnreadableError(path, why) from None


def text_of(path: Path) -> str:
    """The text of a file.

    Raises:
        FileUnreadableError, EncodingError: When there is none to be had.
    """
    return decoded(bytes_of(path), str(path))


def read_deal_file(path: Path) -> Deal:
    """Read a deal from the disk; what is wrong in its text is in its findings.

    Raises:
        FileUnreadableError: When the file cannot be opened.
        EmptyFileError, BinaryFileError, EncodingError: When it holds no UTF-8 text.
    """
    return read_deal(decode(bytes_of(path), str(path)), str(path))
