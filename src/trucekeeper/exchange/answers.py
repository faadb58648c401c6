"""What a deal says of a stop in answer to a stop: how soon it may come and how long it may last.

Read off `may hold` clauses. Whoever holds by right keeps to them; the stress test takes answers in kind as made by
right, and the first stop as made whenever somebody wants to.
"""

from datetime import timedelta

from trucekeeper.deal.condition import All, AnyOf, Condition, InState, Passes
from trucekeeper.deal.model import Clause, Deal
from trucekeeper.exchange.model import NEVER, Answer


def answer_of(deal: Deal, clauses: tuple[str, ...], soonest_s: int) -> Answer:
    """What holds for stops of one side's people.

    Args:
        deal: The deal.
        clauses: The side's leg.
        soonest_s: How soon an answer comes where the deal asks for nothing first.
    """
    covering = [
        one for one in deal.clauses if one.action == "hold" and any(name in clauses for name in one.acts_on.ids)
    ]
    if not covering:
        return Answer(soonest_s)
    waits = [_verified_after(deal, one) for one in covering]
    ends = [_longest(one.until) for one in covering]
    return Answer(max(soonest_s, min(waits)), max(ends), ", ".join(one.id for one in covering))


def _verified_after(deal: Deal, clause: Clause) -> int:
    """Seconds that a verification takes, where nothing but a verified breach gives the right."""
    if clause.when is None or not _needs_verdict(clause.when):
        return 0
    times = [one.within for one in deal.verifies if one.within is not None]
    return int(min(times, default=timedelta()).total_seconds())


def _needs_verdict(condition: Condition) -> bool:
    match condition:
        case AnyOf(of=several):
            return all(_needs_verdict(one) for one in several)
        case All(of=several):
            return any(_needs_verdict(one) for one in several)
        case InState(state=state):
            return state.startswith("verified")
    return False


def _longest(condition: Condition | None) -> int:
    """Seconds after which a hold ends whatever else happens."""
    match condition:
        case Passes(duration=duration):
            return int(duration.total_seconds())
        case AnyOf(of=several):
            return min(_longest(one) for one in several)
        case All(of=several):
            return max(_longest(one) for one in several)
    return NEVER
