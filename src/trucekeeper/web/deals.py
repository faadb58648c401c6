"""The texts of the deal, read again whenever a file changed."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final

from trucekeeper.core.errors import TruceError
from trucekeeper.core.finding import Severity
from trucekeeper.deal.encoding import decode
from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.deal.versions import deals_apart
from trucekeeper.web.choice import CHOSEN

#: How a deal file is called.
ENDING: Final = ".deal.md"


@dataclass(frozen=True, slots=True)
class Texts:
    """All versions as they lie on the disk.

    Attributes:
        number: Changes with every change, so that what was worked out from an older state can be told; two deals
            never have the same.
        judged: Those without a mistake; only these can be judged.
        broken: File and first mistake of the others.
        deal: The id of the deal; empty where no text tells it.
    """

    number: int
    judged: tuple[Deal, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()
    deal: str = ""


#: Numbers that the deals of one state of the files share.
_APART: Final = 1000


@dataclass
class Deals:
    """The deal file or folder that this place works on; it may hold the texts of several deals.

    Attributes:
        path: A file or a folder; it need not exist yet.
    """

    path: Path
    _lock: Lock = field(default_factory=Lock)
    _seen: tuple[tuple[str, int, int], ...] | None = None
    _texts: Texts = Texts(0)
    _apart: dict[str, Texts] = field(default_factory=dict)

    def files(self) -> tuple[Path, ...]:
        """The deal files there are, by name."""
        if self.path.is_dir():
            return tuple(sorted(self.path.glob(f"*{ENDING}")))
        return (self.path,) if self.path.is_file() else ()

    def texts(self) -> Texts:
        """All versions of the deal that is looked at, the first one unless another was chosen."""
        whole, apart = self._read()
        if CHOSEN.get() in apart:
            return apart[CHOSEN.get()]
        return next(iter(apart.values()), whole)

    def names(self) -> tuple[str, ...]:
        """The ids of the deals there are, in the order of their files."""
        return tuple(self._read()[1])

    def of(self, id: str) -> tuple[Deal, ...]:
        """All versions of one of the deals."""
        found = self._read()[1].get(id)
        return found.judged if found is not None else ()

    def _read(self) -> tuple[Texts, dict[str, Texts]]:
        """All texts, and those of each deal; read anew only after a change on the disk."""
        files = self.files()
        seen = tuple((one.name, (about := one.stat()).st_mtime_ns, about.st_size) for one in files)
        with self._lock:
            if seen != self._seen:
                self._texts = _read(files, self._texts.number + _APART)
                self._apart = {
                    id: Texts(self._texts.number + place, several, self._texts.broken, id)
                    for place, (id, several) in enumerate(deals_apart(self._texts.judged).items(), 1)
                }
                self._seen = seen
            return self._texts, self._apart

    @property
    def folder(self) -> Path:
        """Where a further version is put."""
        return self.path.parent if self.path.name.endswith(ENDING) else self.path


def _read(files: tuple[Path, ...], number: int) -> Texts:
    judged: list[Deal] = []
    broken: list[tuple[str, str]] = []
    for file in files:
        try:
            deal = read_deal(decode(file.read_bytes(), file.name), file.name)
        except TruceError as error:
            broken.append((file.name, error.message))
            continue
        wrong = [one for one in deal.findings if one.severity is Severity.ERROR]
        if wrong:
            broken.append((file.name, f"line {wrong[0].at.line}: {wrong[0].message}"))
        else:
            judged.append(deal)
    return Texts(number, tuple(judged), tuple(broken))
