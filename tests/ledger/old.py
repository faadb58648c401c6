"""Ledgers as older programs made them."""

import sqlite3
from contextlib import closing
from pathlib import Path


def to_format_1(path: Path) -> None:
    """Take from a file what came after format 1."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DROP TABLE waiting")
        db.execute("PRAGMA user_version = 1")


def in_server_to_format_1(address: str, ledger: str) -> None:
    """Take from a ledger in PostgreSQL what came after format 1."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as db:
        db.execute(f'SET search_path TO "{ledger}"'.encode())
        db.execute(b"DROP TABLE waiting")
        db.execute(b"UPDATE meta SET value = '1' WHERE key = 'format'")
