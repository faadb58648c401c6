"""Somebody who may sign in, and what was granted to them: roles, for a party or for places, up to a sensitivity."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final


class Action(StrEnum):
    """What a person may be allowed to do; a page or a service of the control room asks for exactly one."""

    SEE = "see"
    ENTER = "enter"
    CONFIRM = "confirm"
    REVIEW = "review"
    DECIDE = "decide"
    WRITE_DEAL = "write_deal"
    PLAN = "plan"
    ORDER = "order"
    DRAFT = "draft"
    RELEASE = "release"
    SEE_LOG = "see_log"
    ERASE = "erase"
    ADMINISTER = "administer"


class Sensitivity(IntEnum):
    """How far something may go; a person sees what is at most as sensitive as what was granted to them."""

    PUBLIC = 0
    PARTY = 1
    PARTNER = 2
    INTERNAL = 3
    CONFIDENTIAL = 4


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of work: what it may do, up to which sensitivity, and whether it is bound to a party.

    Attributes:
        upto: The most sensitive that this role may see; a grant can only lower it.
        of_a_party: True where a grant must name the party whose people hold it.
        about: One line for the page on which roles are given.
    """

    name: str
    actions: frozenset[Action]
    upto: Sensitivity
    about: str
    of_a_party: bool = False


def _role(name: str, upto: Sensitivity, about: str, *actions: Action, of_a_party: bool = False) -> Role:
    return Role(name, frozenset({Action.SEE, *actions}), upto, about, of_a_party)


_I, _C = Sensitivity.INTERNAL, Sensitivity.CONFIDENTIAL

#: By name, from the widest to the narrowest. Whoever administers does not thereby decide, release or erase anything.
ROLES: Final = {
    one.name: one
    for one in (
        _role("admin", _I, "people, roles and settings", Action.ADMINISTER, Action.SEE_LOG),
        _role(
            "head",
            _C,
            "head of mission: decides, orders and releases",
            Action.ENTER,
            Action.CONFIRM,
            Action.REVIEW,
            Action.DECIDE,
            Action.WRITE_DEAL,
            Action.PLAN,
            Action.ORDER,
            Action.DRAFT,
            Action.RELEASE,
            Action.SEE_LOG,
            Action.ERASE,
        ),
        _role(
            "analyst",
            _C,
            "reads reports, confirms claims, keeps the case",
            Action.ENTER,
            Action.CONFIRM,
            Action.REVIEW,
            Action.DRAFT,
            Action.SEE_LOG,
        ),
        _role("coordinator", _I, "plans and orders convoys", Action.ENTER, Action.PLAN, Action.ORDER),
        _role("drafter", _I, "writes and compares texts of the deal", Action.WRITE_DEAL),
        _role("editor", _I, "drafts the daily report", Action.DRAFT, Action.REVIEW),
        _role("observer", _I, "enters what was seen, called, visited, moved", Action.ENTER),
        _role("partner", Sensitivity.PARTNER, "a partner organisation: looks on"),
        _role("party", Sensitivity.PARTY, "liaison of one party: sees what that party may see", of_a_party=True),
    )
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role given to one account.

    Attributes:
        party: For a role of a party: which one; else only records of that party, where it is set.
        places: Only what happens at these places of the deal; empty = everywhere.
        upto: Lowers what the role may see; None leaves it.
        steps: Of a case only these steps; empty = all that the role may take.
    """

    role: str
    party: str = ""
    places: tuple[str, ...] = ()
    upto: Sensitivity | None = None
    steps: tuple[str, ...] = ()

    @property
    def sees_upto(self) -> Sensitivity:
        """The most sensitive that this grant lets its holder see."""
        role = ROLES[self.role]
        return role.upto if self.upto is None else min(role.upto, self.upto)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in.

    Attributes:
        id: What they sign in with; stands as `entered_by` on what they enter.
        disabled: True once they may not sign in any more; the id is never given to somebody else.
        second_step: True where signing in asks for a code besides the password.
    """

    id: str
    name: str
    grants: tuple[Grant, ...] = ()
    language: str = ""
    disabled: bool = False
    second_step: bool = False
    created_at: datetime | None = None
