from hypothesis import given
from hypothesis import strategies as st

from trucekeeper.people.account import ROLES, Account, Action, Grant, Sensitivity
from trucekeeper.people.permission import Subject, audience_of, may, sees_upto

actions = st.sampled_from(list(Action))
levels = st.sampled_from(list(Sensitivity))
names = st.sampled_from(["", "GOV", "OPP"])
places = st.frozensets(st.sampled_from(["P1", "P2", "P3"])).map(lambda some: tuple(sorted(some)))
grants = st.builds(Grant, st.sampled_from(sorted(ROLES)), names, places, st.none() | levels)
accounts = st.builds(Account, st.just("a"), st.just("A"), st.lists(grants, max_size=4).map(tuple))
subjects = st.builds(Subject, names, places, levels)


def test_nobody_may_do_anything_without_an_account() -> None:
    assert not any(may(None, action) for action in Action)


def test_a_closed_account_may_do_nothing() -> None:
    closed = Account("a", "A", tuple(Grant(one, "GOV") for one in ROLES), disabled=True)

    assert not any(may(closed, action) for action in Action)


def test_whoever_administers_people_does_not_thereby_release_erase_or_decide() -> None:
    admin = Account("a", "A", (Grant("admin"),))

    assert may(admin, Action.ADMINISTER)
    assert not any(may(admin, one) for one in (Action.RELEASE, Action.ERASE, Action.DECIDE, Action.CONFIRM))


def test_an_observer_bound_to_a_place_enters_what_happens_there_only() -> None:
    observer = Account("a", "A", (Grant("observer", places=("P1",)),))

    assert may(observer, Action.ENTER, Subject(places=("P1",)))
    refused = may(observer, Action.ENTER, Subject(places=("P1", "P2")))
    assert refused.reason == "observer is bound to P1"


def test_a_liaison_of_one_party_sees_nothing_of_the_other() -> None:
    liaison = Account("a", "A", (Grant("party", party="GOV"),))

    assert may(liaison, Action.SEE, Subject(party="GOV", sensitivity=Sensitivity.PARTY))
    assert not may(liaison, Action.SEE, Subject(party="OPP", sensitivity=Sensitivity.PARTY))
    assert audience_of(liaison) == "party:GOV"


def test_a_role_of_a_party_without_a_party_is_worth_nothing() -> None:
    assert not may(Account("a", "A", (Grant("party"),)), Action.SEE)


@given(accounts, actions, subjects)
def test_every_answer_has_a_reason(account: Account, action: Action, subject: Subject) -> None:
    assert may(account, action, subject).reason


@given(accounts, actions, subjects)
def test_what_is_allowed_is_never_above_what_the_account_may_see(
    account: Account, action: Action, subject: Subject
) -> None:
    if may(account, action, subject):
        assert subject.sensitivity <= sees_upto(account)


@given(accounts, grants, actions, subjects)
def test_a_further_grant_takes_nothing_away(account: Account, more: Grant, action: Action, subject: Subject) -> None:
    richer = Account("a", "A", (*account.grants, more))

    assert may(richer, action, subject) or not may(account, action, subject)


@given(accounts, actions, names, places, levels, levels)
def test_whoever_may_do_it_to_the_more_sensitive_may_to_the_less(
    account: Account, action: Action, party: str, at: tuple[str, ...], one: Sensitivity, other: Sensitivity
) -> None:
    low, high = sorted((one, other))
    if may(account, action, Subject(party, at, high)):
        assert may(account, action, Subject(party, at, low))
