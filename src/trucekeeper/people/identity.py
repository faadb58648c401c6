"""Which account somebody has whom a provider names: pinned to the provider's own lasting name for them."""

import secrets
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Column, Engine, MetaData, Select, String, Table, delete, insert, select

from trucekeeper.core.errors import TruceError
from trucekeeper.people.account import Account, Grant

if TYPE_CHECKING:
    from trucekeeper.people.store import People

_META: Final = MetaData()
_IDENTITY: Final = Table(
    "identity",
    _META,
    Column("issuer", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("account", String, nullable=False, index=True),
)

#: Stands for the issuer while only the address is known with which somebody will be named.
EXPECTED: Final = "expected address"


class AddressTakenError(TruceError):
    """An address with which somebody else is expected."""

    def __init__(self) -> None:
        super().__init__("somebody else is expected with this address", "take it away there first: an empty address")


class Identities:
    """Who is named how, in the database of the people.

    Args:
        engine: The database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _META.create_all(engine)

    def expect(self, account: str, email: str) -> None:
        """Let somebody in as an account when the provider names them with this verified address; once, then pinned."""
        with self._engine.begin() as db:
            db.execute(delete(_IDENTITY).where((_IDENTITY.c.issuer == EXPECTED) & (_IDENTITY.c.account == account)))
            if email and db.execute(self._where(EXPECTED, email.casefold())).first() is not None:
                raise AddressTakenError
            if email:
                db.execute(insert(_IDENTITY).values(issuer=EXPECTED, subject=email.casefold(), account=account))

    def of(self, issuer: str, subject: str, email: str) -> str | None:
        """The account of somebody, None where nobody expects them.

        Args:
            issuer: The provider.
            subject: Its lasting name for them; this alone counts once it is known.
            email: As the provider has verified it; counts only the first time.
        """
        with self._engine.begin() as db:
            known = db.execute(self._where(issuer, subject)).scalar()
            if known is not None or not email:
                return None if known is None else str(known)
            account = db.execute(self._where(EXPECTED, email.casefold())).scalar()
            if account is not None:
                db.execute(delete(_IDENTITY).where((_IDENTITY.c.issuer == EXPECTED) & (_IDENTITY.c.account == account)))
                db.execute(insert(_IDENTITY).values(issuer=issuer, subject=subject, account=account))
            return None if account is None else str(account)

    def pin(self, issuer: str, subject: str, account: str) -> None:
        """Let the provider's name stand for an account."""
        with self._engine.begin() as db:
            db.execute(insert(_IDENTITY).values(issuer=issuer, subject=subject, account=account))

    def _where(self, issuer: str, subject: str) -> Select[Any]:
        return select(_IDENTITY.c.account).where((_IDENTITY.c.issuer == issuer) & (_IDENTITY.c.subject == subject))


def new_account(people: "People", role: str, name: str) -> Account:
    """An account for somebody whom nobody expected, where the place allows that; it has no password to sign in with."""
    id = f"guest-{secrets.token_hex(3)}"
    return people.add(Account(id, name or id, (Grant(role),)), secrets.token_urlsafe(32))
