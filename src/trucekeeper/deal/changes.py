"""What a new version of a deal changes, and for whom: duties, bans, powers, times, exposure."""

from collections.abc import Iterator
from dataclasses import dataclass

from trucekeeper.core.finding import TOP, Span
from trucekeeper.deal.model import Block, Clause, Deal, Exchange, Head, Party, Verify
from trucekeeper.deal.printer import blocks, values

#: Keys that say when something is to happen; a change in them is a moved time.
TIMES = frozenset({"window", "due", "in force", "signed", "ends", "within", "after", "until"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two versions.

    Attributes:
        what: `added`, `removed`, or `changed`.
        kind: Of the block: `must`, `party`, ...
        id: Of the block.
        key: The key that differs; "" where the whole block is added or removed.
        old, new: The values, "" where there is none; for a whole block what it asks, in its own words.
        parties: Whom it concerns: those who owe and are owed; empty where it concerns all.
        at: Where it stands in the new version, or in the old one when it is gone.
    """

    what: str
    kind: str
    id: str
    key: str = ""
    old: str = ""
    new: str = ""
    parties: tuple[str, ...] = ()
    at: Span = TOP


def changes(old: Deal, new: Deal) -> tuple[Change, ...]:
    """All differences of meaning in the order of the new version, then what is gone; spacing and prose do not count."""
    before = {(block.kind, block.id): block for block in blocks(old) if not isinstance(block, Head)}
    after = {(block.kind, block.id): block for block in blocks(new) if not isinstance(block, Head)}
    found: list[Change] = []
    if old.head is not None and new.head is not None:
        found += _of_block(old, new, old.head, new.head)
    for name, block in after.items():
        if name in before:
            found += _of_block(old, new, before[name], block)
        else:
            parties = concerned(new, block)
            found.append(
                Change(what="added", kind=block.kind, id=block.id, new=_words(block), parties=parties, at=block.at)
            )
    for name, block in before.items():
        if name not in after:
            parties = concerned(old, block)
            found.append(
                Change(what="removed", kind=block.kind, id=block.id, old=_words(block), parties=parties, at=block.at)
            )
    return tuple(found)


def _of_block(old: Deal, new: Deal, was: Block, now: Block) -> Iterator[Change]:
    before, after = values(was, old.zone), values(now, new.zone)
    parties = tuple(dict.fromkeys((*concerned(new, now), *concerned(old, was))))
    for key in {**before, **after}:
        if before.get(key) != after.get(key):
            what = "added" if key not in before else "removed" if key not in after else "changed"
            yield Change(
                what=what,
                kind=now.kind,
                id=now.id,
                key=key,
                old=before.get(key, ""),
                new=after.get(key, ""),
                parties=parties,
                at=now.span(key),
            )


def concerned(deal: Deal, block: Block) -> tuple[str, ...]:
    """The parties whom a block concerns; none where it concerns everybody."""
    match block:
        case Clause():
            return tuple(dict.fromkeys((*block.by.ids, *block.to.ids)))
        case Exchange():
            legs = [deal.clause(id) for leg in block.legs for id in leg.ids]
            return tuple(dict.fromkeys(id for clause in legs if clause for id in clause.by.ids))
        case Verify():
            return block.who.ids
        case Party():
            return (block.id,)
        case _:
            return ()


def _words(block: Block) -> str:
    return block.do or block.name if isinstance(block, Clause) else block.name
