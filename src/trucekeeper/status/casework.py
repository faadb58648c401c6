"""The workflow of a case: what each step asks for, what settles it, and which steps came before their turn.

The order is that of monitoring missions (domain.md section 4.2): receive, screen, call both sides, ask the accused for
its account, task, get access, collect, judge, decide, tell the parties, handle, publish, close. It binds nobody: a step
that came early is told, never refused.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from trucekeeper.ledger.record import CaseStep, Contact
from trucekeeper.status.telling import listed, tell, word

Step = CaseStep | Contact


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody is waited for.

    Attributes:
        by: Until when; None where no moment was named.
        late: True where that moment has passed.
        because: The records in which it was asked or promised.
    """

    case: str
    what: str
    who: str
    by: datetime | None
    late: bool
    because: tuple[str, ...]


#: What a step waits for, and the steps that bring it.
_BRINGS: Final = {
    "account asked": ("give its account", ("account of the accused party",)),
    "access asked": ("grant or deny access", ("access granted", "access denied")),
    "access delayed": ("let the team in", ("access granted", "access denied")),
    "tasked": ("report what was found", ("collected", "finding", "reported", "access denied")),
    "handled": ("do what was agreed", ("handled", "closed")),
    "communicated": ("reply, if it wishes to", ("reply", "closed")),
}
#: Steps that wait for something even where no moment was named.
_ALWAYS: Final = frozenset({"account asked", "access asked", "access delayed", "tasked"})
#: Steps that several parties answer each for itself.
_EACH: Final = frozenset({"account asked", "communicated", "access asked", "access delayed"})


def dues(
    steps: Sequence[Step], accused: Sequence[str], *, at: datetime, case: str = "", over: bool = False
) -> tuple[Due, ...]:
    """What is waited for at a moment.

    Args:
        steps: In the order in which they were taken.
        accused: Who must give an account where the step names nobody.
        at: The moment asked about.
        case: Its reference.
        over: True for a closed case, of which only promises are left.
    """
    found: list[Due] = []
    for place, step in enumerate(steps):
        later = steps[place + 1 :]
        if isinstance(step, Contact):
            found += _of_a_call(step, later, at, case)
        elif not over:
            found += _of_a_step(step, later, accused, at, case)
    return tuple(found)


def _of_a_step(step: CaseStep, later: Sequence[Step], accused: Sequence[str], at: datetime, case: str) -> Iterator[Due]:
    what, brought_by = _BRINGS.get(step.step, (str(step.step), ()))
    if not (step.due or step.step in _ALWAYS) or (step.step == "handled" and step.outcome not in _UNSETTLED):
        return
    several = (*step.of, *(accused if step.step == "account asked" and not step.of else ()))
    for who in several or (tell("not said"),):
        if not any(_answers(one, who, brought_by, step.step in _EACH) for one in later):
            yield Due(case, word(what), who, step.due, step.due is not None and step.due < at, (step.id,))


_UNSETTLED: Final = frozenset({"referred up", "open"})


def _answers(later: Step, who: str, brought_by: Sequence[str], each: bool) -> bool:
    if not isinstance(later, CaseStep):
        return False
    if not brought_by:  # a step with a moment of its own is settled by whatever comes after it
        return True
    named = {*later.of, later.by}
    return later.step in brought_by and (not each or who == "not said" or who in named or not later.of)


def _of_a_call(call: Contact, later: Sequence[Step], at: datetime, case: str) -> Iterator[Due]:
    calls = [one for one in later if isinstance(one, Contact)]
    late = call.due is not None and call.due < at
    if call.promised and not any(one.answers == call.id for one in calls):
        yield Due(
            case, tell("promised: {words}", words=call.promised), call.owes or call.party, call.due, late, (call.id,)
        )
    again = any(one.party == call.party and one.acknowledged for one in calls)
    if not call.acknowledged and not again and not call.answers:
        due = None if call.promised else call.due
        yield Due(case, tell("acknowledge the call"), call.party, due, due is not None and late, (call.id,))


def early_steps(steps: Sequence[Step], accused: Sequence[str], decided_at: datetime | None) -> tuple[str, ...]:
    """What came before its turn, one sentence each; a step that was not taken at all is no matter of order.

    Args:
        steps: In the order in which they were taken.
        accused: The parties whose account is to be heard.
        decided_at: When the body of the deal had decided, if it has.
    """
    told = [sentence for place, step in enumerate(steps) for sentence in _early(step, steps[:place], steps, accused)]
    if decided_at is not None and (silent := _unheard(accused, [one for one in steps if one.said_at <= decided_at])):
        told.append(tell("decided before {parties} gave its account", parties=listed(silent)))
    return tuple(dict.fromkeys(told))


def _early(step: Step, before: Sequence[Step], steps: Sequence[Step], accused: Sequence[str]) -> Iterator[str]:
    done: set[str] = {one.step for one in before if isinstance(one, CaseStep)}
    if not isinstance(step, CaseStep):
        return
    if "closed" in done and _since(before, "closed", "reopened") and step.step not in _AFTER_CLOSING:
        yield _step_told(step, tell("after it was closed, and nobody reopened it"))
    for check in _CHECKS.get(step.step, ()):
        if (why := check(step, before, done)) is not None:
            yield _step_told(step, why, step.axis)
    if step.step == "finding" and step.axis in {"breach", "attribution"} and (silent := _unheard(accused, before)):
        yield _step_told(step, tell("before {parties} gave its account", parties=listed(silent)), step.axis)


def _step_told(step: CaseStep, why: str, axis: str | None = None) -> str:
    """A step that came before its turn, and why it did."""
    named, record = word(step.step), step.id
    if axis:
        return tell("{step} ({axis}) ({record}) {why}", step=named, axis=word(axis), record=record, why=why)
    return tell("{step} ({record}) {why}", step=named, record=record, why=why)


_AFTER_CLOSING: Final = frozenset({"reopened", "published", "closed", "handled", "communicated", "reply"})
_Check = Callable[[CaseStep, Sequence[Step], set[str]], str | None]


def _needs(words: str, *names: str) -> _Check:
    return lambda step, before, done: None if done & set(names) else word(f"before {words}")


def _calls_first(step: CaseStep, before: Sequence[Step], done: set[str]) -> str | None:
    return None if any(isinstance(one, Contact) for one in before) else tell("before anybody called the parties")


def _let_in(step: CaseStep, before: Sequence[Step], done: set[str]) -> str | None:
    gates = [one.step for one in before if isinstance(one, CaseStep) and one.step.startswith("access ")]
    last = next((one for one in reversed(gates) if one != "access asked"), "")
    if last not in {"access denied", "access delayed"}:
        return None
    return tell("after {step}, and no access was granted since", step=word(last))


def _occurred_first(step: CaseStep, before: Sequence[Step], done: set[str]) -> str | None:
    """A breach by somebody, on purpose: each of these needs that it occurred at all."""
    if step.axis in {None, "occurrence"}:
        return None
    judged = [one for one in before if isinstance(one, CaseStep) and one.step == "finding" and one.axis == "occurrence"]
    if not judged:
        return tell("before it was judged whether it occurred")
    return tell("though it was refuted that it occurred") if judged[-1].outcome == "refuted" else None


_CHECKS: Final[dict[str, tuple[_Check, ...]]] = {
    "tasked": (_needs("it was screened", "screened", "opened"), _calls_first),
    "collected": (_needs("a team was tasked", "tasked"), _let_in),
    "finding": (_occurred_first,),
    "reply": (_needs("anything was communicated", "communicated"),),
    "published": (_needs("it was communicated to the parties", "communicated"),),
    "reopened": (_needs("it was closed", "closed", "screened"),),
}


def _since(before: Sequence[Step], first: str, last: str) -> bool:
    """True where `first` came later than any `last`."""
    names = [one.step for one in before if isinstance(one, CaseStep) and one.step in {first, last}]
    return bool(names) and names[-1] == first


def _unheard(accused: Iterable[str], steps: Iterable[Step]) -> tuple[str, ...]:
    """The accused parties of whom no account is recorded among some steps."""
    accounts = [one for one in steps if isinstance(one, CaseStep) and one.step == "account of the accused party"]
    heard = {name for one in accounts for name in (*one.of, one.by)}
    return tuple(one for one in accused if one not in heard)
