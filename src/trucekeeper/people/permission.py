"""The one question about rights: may this account do this to that? Pure, and every answer says why."""

from dataclasses import dataclass

from trucekeeper.people.account import ROLES, Account, Action, Grant, Sensitivity


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is about; what is left empty limits nothing.

    Attributes:
        party: The side whose record it is.
        places: Places of the deal at which it happens.
        sensitivity: How far it may go.
        step: Of a case: which step it is.
    """

    party: str = ""
    places: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    step: str = ""


#: Something about which nothing is said: only the action counts.
ANYTHING = Subject()


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether something is allowed, and by which grant or for which lack."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        """Allowed or not."""
        return self.allowed


def may(account: Account | None, action: Action, subject: Subject = ANYTHING) -> Permission:
    """Say whether an account may do something; nobody signed in may do nothing.

    One grant alone must allow it: what two grants allow apart is not added up.
    """
    if account is None:
        return Permission(False, "nobody is signed in")
    if account.disabled:
        return Permission(False, f"the account {account.id} is closed")
    acting = [one for one in account.grants if one.role in ROLES and action in ROLES[one.role].actions]
    if not acting:
        roles = ", ".join(one.role for one in account.grants) or "no role"
        return Permission(False, f'{account.id} has {roles}, which does not allow to "{action}"')
    refusals = [_refusal(one, subject) for one in acting]
    for grant, refusal in zip(acting, refusals, strict=True):
        if not refusal:
            return Permission(True, f"allowed as {_words(grant)}")
    return Permission(False, "; ".join(refusals))


def _refusal(grant: Grant, subject: Subject) -> str:
    """Why a grant does not reach a subject; empty where it does."""
    if ROLES[grant.role].of_a_party and not grant.party:
        return f"{grant.role} needs a party, and none is named"
    if subject.sensitivity > grant.sees_upto:
        upto, asked = grant.sees_upto.name.lower(), subject.sensitivity.name.lower()
        return f"{_words(grant)} sees up to {upto}, and this is {asked}"
    if grant.party and subject.party and subject.party != grant.party:
        return f"{_words(grant)} is bound to {grant.party}, and this is of {subject.party}"
    if grant.places and subject.places and not set(subject.places) <= set(grant.places):
        return f"{_words(grant)} is bound to {', '.join(grant.places)}"
    if grant.steps and subject.step and subject.step not in grant.steps:
        return f"{_words(grant)} takes the steps {', '.join(grant.steps)} of a case, and this is {subject.step}"
    return ""


def _words(grant: Grant) -> str:
    party = f" of {grant.party}" if grant.party else ""
    return f"{grant.role}{party}"


def sees_upto(account: Account | None) -> Sensitivity:
    """The most sensitive that an account may see by any of its grants."""
    if account is None or account.disabled:
        return Sensitivity.PUBLIC
    return max((one.sees_upto for one in account.grants if one.role in ROLES), default=Sensitivity.PUBLIC)


def audience_of(account: Account | None) -> str:
    """As which audience of a report an account reads pages: `internal`, `partner`, `party:ID` or `public`."""
    upto = sees_upto(account)
    if account is None or upto is Sensitivity.PUBLIC:
        return "public"
    if upto >= Sensitivity.INTERNAL:
        return "internal"
    if upto is Sensitivity.PARTNER:
        return "partner"
    parties = {one.party for one in account.grants if one.role in ROLES and ROLES[one.role].of_a_party and one.party}
    # Whoever holds two parties' roles sees what both may see: only what is public.
    return f"party:{parties.pop()}" if len(parties) == 1 else "public"
