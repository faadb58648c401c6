"""Which right each kind of record and each step of a case asks of whoever enters it, and what two people must sign."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from trucekeeper.ledger.record import (
    CaseStep,
    Correction,
    Decision,
    Erasure,
    HandOver,
    Record,
    Release,
    Withdrawal,
)
from trucekeeper.people.account import Action


class Grave(StrEnum):
    """What a place can ask two people for (the setting `two_persons`); a list of names always takes two."""

    DECIDE = "decide"
    PUBLISH = "publish"
    ERASE = "erase"
    HAND_OVER = "hand over"


#: By kind; what is not named is entered by whoever may enter.
OF_KIND: Final[Mapping[str, Action]] = {
    "decision": Action.DECIDE,
    "deal version": Action.CONFIRM,
    "source": Action.CONFIRM,
    "review": Action.CONFIRM,
    "side": Action.CONFIRM,
    "release": Action.RELEASE,
    "edit": Action.DRAFT,
    "batch": Action.CONFIRM,
    "seal": Action.CONFIRM,
    "key": Action.DECIDE,
    "hand over": Action.RELEASE,
    "erasure": Action.ERASE,
}

#: By step of a case (domain: who takes part may report, those who keep the case move it, the head closes it).
OF_STEP: Final[Mapping[str, Action]] = {
    **dict.fromkeys(("received", "account of the accused party", "access granted", "access delayed"), Action.ENTER),
    **dict.fromkeys(("access denied", "collected", "dissent", "reply"), Action.ENTER),
    **dict.fromkeys(("screened", "opened", "account asked", "tasked", "access asked", "reported"), Action.CONFIRM),
    **dict.fromkeys(("communicated", "reopened"), Action.CONFIRM),
    **dict.fromkeys(("finding", "handled", "closed"), Action.DECIDE),
    "published": Action.RELEASE,
}


def right_for(record: Record, about: Record | None = None, *, own: bool = False) -> Action:
    """The right that entering a record takes.

    Args:
        record: What is to be entered.
        about: For a correction or withdrawal: the record that it changes; it takes that one's right too.
        own: True where the same person entered that one.
    """
    match record:
        case CaseStep(step=step):
            return OF_STEP.get(step, Action.DECIDE)
        case Correction() | Withdrawal():
            changed = Action.ENTER if about is None else right_for(about)
            return changed if own or changed is not Action.ENTER else Action.CONFIRM
        case _:
            return OF_KIND.get(str(record.__struct_config__.tag), Action.ENTER)


def grave(record: Record) -> Grave | None:
    """What of the grave things a record is, None for most."""
    match record:
        case Decision() | CaseStep(step="finding"):
            return Grave.DECIDE
        case Release() | CaseStep(step="published"):
            return Grave.PUBLISH
        case HandOver():
            return Grave.HAND_OVER
        case Erasure():
            return Grave.ERASE
        case _:
            return None


def two_persons(settings: Mapping[str, str]) -> frozenset[Grave]:
    """What a place asks two people for."""
    asked = {one.strip() for one in settings.get("two_persons", "").split(",")}
    return frozenset({one for one in Grave if one in asked} | {Grave.HAND_OVER})
