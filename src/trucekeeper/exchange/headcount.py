"""Where the people of an operation are not those that the deal says: told before anybody boards, not at the point."""

from collections.abc import Iterable, Iterator

from trucekeeper.deal.model import Deal
from trucekeeper.exchange.model import Group


def differing(deal: Deal, groups: Iterable[Group]) -> Iterator[str]:
    """Numbers of the deal that the groups do not meet, by clause and by category; `about` binds nobody."""
    listed = list(groups)
    for clause in deal.clauses:
        own = [group for group in listed if group.clause == clause.id]
        quantity = clause.people.quantity if clause.people is not None else None
        if not own or quantity is None:
            continue
        there = sum(group.persons for group in own)
        if not quantity.approx and not _within(there, quantity.low, quantity.high):
            yield f"{clause.id}: the deal says {quantity.words()}, the operation has {there:,}"
        named = {group.category for group in own}
        for amount, category in quantity.parts:
            those = sum(group.persons for group in own if group.category == category)
            if category not in named:
                yield f"{clause.id}: the deal says {amount:,} {category} among them, no group is of that category"
            elif those != amount:
                yield f"{clause.id}: the deal says {amount:,} {category} among them, the operation has {those:,}"


def _within(there: int, low: int, high: int | None) -> bool:
    return low <= there and (high is None or there <= high)
