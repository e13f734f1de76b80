"""Opening a database: SQLite in one file, or PostgreSQL at a URL; one behaviour over both."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import tenacity
from sqlalchemy.engine import URL, Connection, Engine, make_url

from onrecord.errors import LedgerError

WAIT = 30  # seconds that a writer waits for another


def make_engine(where: str | Path) -> Engine:
    """The engine of a ledger: a path is a SQLite file, `postgresql://…` a PostgreSQL database.

    Raises `LedgerError` where neither can be meant.
    """
    place = str(where)
    if place.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        return _postgresql(place)
    if "://" in place and not place.startswith("sqlite"):
        raise LedgerError("no kind of ledger", where=shown(place), hint="a path or postgresql://…")
    return _sqlite(place)


def _sqlite(place: str) -> Engine:
    url = make_url(place) if place.startswith("sqlite") else URL.create("sqlite", database=place)
    if url.database and url.database != ":memory:":
        folder = Path(url.database).absolute().parent
        if not folder.is_dir():
            raise LedgerError("no such folder", where=str(folder), hint="make it first")
    engine = sa.create_engine(url, connect_args={"timeout": WAIT})
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    # We begin transactions ourselves: Python's own way begins them too late and commits DDL.
    connection.isolation_level = None
    for pragma in (
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-65536",  # KiB, so 64 MB
        "mmap_size=268435456",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def write_ahead(engine: Engine) -> None:
    """Let readers of a SQLite file go on while one writes (WAL, which the file remembers).

    Not done on connecting: a file that turns out to be no ledger must stay as it is.
    """
    if engine.dialect.name != "sqlite":
        return
    # The change needs the file to itself and, unlike all else, SQLite does not wait for it:
    # two processes that open one new ledger would meet here.
    patient = tenacity.Retrying(
        retry=tenacity.retry_if_exception(_is_busy),
        stop=tenacity.stop_after_delay(WAIT),
        wait=tenacity.wait_random(0.01, 0.1),
        reraise=True,
    )
    raw = engine.raw_connection()
    try:
        patient(raw.cursor().execute, "PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    )


def _begin(connection: sa.Connection) -> None:
    # A transaction that will write takes its place at once: a reader that turns writer half-way
    # would fail where another has written in between.
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _postgresql(place: str) -> Engine:
    try:
        url = make_url(place).set(drivername="postgresql+psycopg")
        import psycopg  # noqa: F401 (an extra: said so where it is missing)
    except sa.exc.ArgumentError as error:
        raise LedgerError("no address of a database", hint="postgresql://USER@HOST/NAME") from error
    except ImportError as error:
        raise LedgerError(
            "what speaks to PostgreSQL is not installed", hint="pip install onrecord[postgresql]"
        ) from error
    return sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})


@contextmanager
def begin_write(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that writes; those who write wait for one another."""
    with engine.connect().execution_options(write=True) as db, db.begin():
        if engine.dialect.name == "postgresql":
            # SQLite has one writer at a time; with this PostgreSQL has too, a schema.
            db.exec_driver_sql(
                "SELECT pg_advisory_xact_lock(hashtext('onrecord ' || current_schema()))"
            )
        yield db


@contextmanager
def begin_read(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that sees one state of the ledger, whatever is written."""
    with engine.connect() as db:
        if engine.dialect.name == "postgresql":
            db = db.execution_options(isolation_level="REPEATABLE READ")
        with db.begin():
            yield db


def sqlite_file(place: str) -> Path | None:
    """The file of a SQLite ledger; None for one in memory or in PostgreSQL."""
    if place.startswith("sqlite"):
        place = make_url(place).database or ":memory:"
    return None if "://" in place or place == ":memory:" else Path(place)


def shown(place: str) -> str:
    """A path as it is, a URL without its password."""
    if "://" not in place:
        return place
    try:
        return make_url(place).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return place
