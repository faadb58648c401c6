"""Word lists of the reader as data files: one entry a line, `#` comments, `[section]` heads. No story is in them."""

from functools import cache
from importlib.resources import files

from trucekeeper.reader.folding import folded


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of a list by section; what stands before the first head is in section ""."""
    found: dict[str, list[str]] = {"": []}
    current = found[""]
    for raw in files(__package__).joinpath(name).read_text("utf-8").splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("[") and line.endswith("]"):
            current = found.setdefault(line[1:-1], [])
        elif line:
            current.append(line)
    return {head: tuple(lines) for head, lines in found.items()}


@cache
def folded_sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of a list in folded letters, for languages whose texts are folded before they are read."""
    return {head: tuple(folded(line).text for line in lines) for head, lines in sections(name).items()}


@cache
def word_set(name: str, section: str) -> frozenset[str]:
    """All words of one section, whatever the lines they stand on."""
    return frozenset(word for line in sections(name).get(section, ()) for word in line.split())
