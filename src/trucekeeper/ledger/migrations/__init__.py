"""Bringing a ledger of an older format up to date: one module a format, in the words of Alembic for both databases.

The number of the format is the ledger's own (`user_version` of a file, `meta` in PostgreSQL), so that a program knows
it before it loads anything. Alembic writes the statements, the store runs them inside its own transaction, so that a
migration is whole or not at all. Sealed bytes and seals are never touched: the chain verifies as before.
"""

from importlib import import_module
from io import StringIO
from typing import Final, Literal

#: The format that this program writes.
FORMAT: Final = 2


def statements(dialect: Literal["sqlite", "postgresql"], found: int) -> list[str]:
    """Write what brings the tables from one format to the present one.

    Args:
        dialect: Of SQL.
        found: The format that the tables have.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    written: list[str] = []
    for number in range(found + 1, FORMAT + 1):
        text = StringIO()
        context = MigrationContext.configure(dialect_name=dialect, opts={"as_sql": True, "output_buffer": text})
        import_module(f"trucekeeper.ledger.migrations.to_{number}").upgrade(Operations(context))
        written += [one.strip() for one in text.getvalue().split(";") if one.strip()]
    return written
