import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from tests.ledger.servers import missing, running
from trucekeeper.people import password
from trucekeeper.people.account import Account, Grant, Sensitivity
from trucekeeper.people.password import WeakPasswordError, hashed
from trucekeeper.people.store import (
    IDLE,
    LONGEST,
    WAIT,
    BadNameError,
    LastAdminError,
    NameTakenError,
    NotSignedInError,
    People,
    SetUpError,
    TooManyTriesError,
    people_at,
)
from trucekeeper.people.totp import code, shown, step_of

SENTENCE = "a long enough sentence"


@dataclass
class Moving:
    at: datetime = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="module", autouse=True)
def quick_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield


@pytest.fixture
def clock() -> Moving:
    return Moving()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, gone at the end."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed (extra postgres)")
    if (why := missing()) is not None:
        pytest.skip(why)
    with running("fsync=off") as one:
        yield f"postgresql://truce@/postgres?host={one.folder}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def people(request: pytest.FixtureRequest, tmp_path: Path, clock: Moving) -> Iterator[People]:
    def where() -> str:
        if request.param == "sqlite":
            return str(tmp_path / "my.ledger")
        return f"{request.getfixturevalue('server')}#{tmp_path.name}"

    found = people_at(where(), clock)
    found.first("amal", "Amal", SENTENCE)
    yield found
    found.close()


@pytest.mark.parametrize("people", ["sqlite"], indirect=True)
def test_what_is_kept_does_not_let_its_reader_in(people: People, tmp_path: Path) -> None:
    session, key = people.sign_in("amal", SENTENCE), people.new_token("amal", "script")
    people.close()

    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())

    assert b"argon2id" in kept
    assert not any(secret.encode() in kept for secret in (SENTENCE, session.secret, key))
    assert (tmp_path / "my.ledger.people").stat().st_mode & 0o077 == 0


def test_a_place_is_set_up_once(people: People) -> None:
    with pytest.raises(SetUpError):
        people.first("other", "Other", SENTENCE)


def test_a_session_ends_when_it_is_not_used(people: People, clock: Moving) -> None:
    secret = people.sign_in("amal", SENTENCE).secret

    clock.at += IDLE + timedelta(seconds=1)

    assert people.session(secret) is None


def test_a_session_ends_after_a_week_even_if_it_is_used(people: People, clock: Moving) -> None:
    secret = people.sign_in("amal", SENTENCE).secret
    began = clock.at

    while clock.at - began <= LONGEST:
        assert people.session(secret) is not None
        clock.at += timedelta(hours=6)

    assert people.session(secret) is None


def test_after_five_wrong_tries_even_the_right_password_waits(people: People, clock: Moving) -> None:
    for _ in range(5):
        with pytest.raises(NotSignedInError):
            people.sign_in("amal", "a wrong sentence")
    with pytest.raises(TooManyTriesError):
        people.sign_in("amal", SENTENCE)

    clock.at += WAIT + timedelta(seconds=1)

    assert people.sign_in("amal", SENTENCE).account.id == "amal"


def test_a_new_password_and_a_closed_account_end_all_sessions(people: People) -> None:
    people.add(Account("basma", "Basma", (Grant("analyst"),)), SENTENCE)
    first, second = people.sign_in("basma", SENTENCE).secret, people.sign_in("basma", SENTENCE).secret

    people.change("basma", password="another long sentence")
    assert people.session(first) is None
    third = people.sign_in("basma", "another long sentence").secret
    people.change("basma", disabled=True)

    assert people.session(second) is None
    assert people.session(third) is None
    with pytest.raises(NotSignedInError):
        people.sign_in("basma", "another long sentence")


def test_somebody_always_administers(people: People) -> None:
    with pytest.raises(LastAdminError):
        people.change("amal", grants=(Grant("head"),))
    with pytest.raises(LastAdminError):
        people.change("amal", disabled=True)

    assert people.account("amal").grants[0].role == "admin"
    assert not people.account("amal").disabled


def test_a_code_counts_once(people: People, clock: Moving) -> None:
    secret = people.new_secret()
    assert people.keep_secret("amal", secret, code(secret, step_of(clock.at)))
    clock.at += timedelta(seconds=30)
    now = code(secret, step_of(clock.at))

    with pytest.raises(NotSignedInError):
        people.sign_in("amal", SENTENCE)
    assert people.sign_in("amal", SENTENCE, now).account.second_step
    with pytest.raises(NotSignedInError):
        people.sign_in("amal", SENTENCE, now)


def test_a_wrong_code_does_not_switch_the_second_step_on(people: People) -> None:
    assert not people.keep_secret("amal", people.new_secret(), "000000")
    assert not people.account("amal").second_step


@pytest.mark.parametrize("id", ["", " ", "a b", "a/b", "x" * 41, "<b>"])
def test_a_name_that_could_be_mistaken_is_refused(people: People, id: str) -> None:
    with pytest.raises(BadNameError):
        people.add(Account(id, "X"), SENTENCE)


def test_two_names_never_differ_in_case_alone(people: People) -> None:
    with pytest.raises(NameTakenError):
        people.add(Account("Amal", "Another"), SENTENCE)


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaa", "x" * 201])
def test_a_password_that_is_quickly_guessed_is_refused(weak: str) -> None:
    with pytest.raises(WeakPasswordError):
        hashed(weak)


def test_what_was_granted_comes_back_as_it_was(people: People) -> None:
    given = (Grant("observer", places=("P1", "P2")), Grant("party", "GOV", upto=Sensitivity.PUBLIC))

    people.add(Account("basma", "Basma", given), SENTENCE)

    assert people.account("basma").grants == given


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(seconds: int, expected: str) -> None:
    """RFC 6238, appendix B, SHA-1, the last six digits."""
    assert code(b"12345678901234567890", step_of(datetime.fromtimestamp(seconds, UTC))) == expected


def test_a_secret_is_shown_as_apps_take_it() -> None:
    assert shown(b"12345678901234567890") == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
