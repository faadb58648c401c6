"""Format 2: entries of another ledger that wait for records that they name (see `ledger.packet`)."""

import sqlalchemy as sql
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Make the table in which lines of packets wait."""
    op.create_table(
        "waiting",
        sql.Column("signer", sql.Text, primary_key=True),
        sql.Column("position", sql.BigInteger, primary_key=True, autoincrement=False),
        sql.Column("line", sql.LargeBinary, nullable=False),
    )
