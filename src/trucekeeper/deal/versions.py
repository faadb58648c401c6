"""Which texts are versions of one deal, where a folder holds those of several."""

from collections.abc import Sequence

from trucekeeper.deal.model import Deal


def deals_apart(texts: Sequence[Deal]) -> dict[str, tuple[Deal, ...]]:
    """The texts of each deal by its id, in the order in which they come.

    Texts with one id are versions of one deal, and so is a text that amends one of them under another id. A text
    without a deal block is a version of the only deal there is, else a deal of its own, under the name of its file.
    """
    name: dict[str, str] = {one.file: one.head.id for one in texts if one.head is not None}
    for one in texts:
        if one.head is not None and one.head.amends:
            earlier = next((file for file in name if _is_file(file, one.head.amends)), None)
            if earlier is not None and name[earlier] != name[one.file]:
                old, new = name[one.file], name[earlier]
                name = {file: new if id == old else id for file, id in name.items()}
    only = set(name.values())
    apart: dict[str, list[Deal]] = {}
    for one in texts:
        own = next(iter(only)) if len(only) == 1 else one.file if only else ""
        apart.setdefault(name.get(one.file, own), []).append(one)
    return {id: tuple(several) for id, several in apart.items()}


def _is_file(file: str, named: str) -> bool:
    return file.replace("\\", "/").rsplit("/", 1)[-1] == named.replace("\\", "/").rsplit("/", 1)[-1]
