"""The ledger: open it, work in one transaction at a time, close it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from onrecord.errors import LedgerError
from onrecord.model import Record
from onrecord.store.clock import Clock, moment, utc_now
from onrecord.store.engine import (
    begin_read,
    begin_write,
    make_engine,
    shown,
    sqlite_file,
    write_ahead,
)
from onrecord.store.schema import HEAD, bring_up, check_version, version_of
from onrecord.store.write import Added, write_record

DEFAULT = "onrecord.sqlite"


class Ledger:
    """One ledger, open. `where` is its path, or its URL with the password hidden.

    Threads and processes may share a ledger; each transaction has a connection of its own.

    >>> from onrecord.model import Record, Text
    >>> with Ledger.open(":memory:") as ledger:
    ...     ledger.add(Record("onrecord/1", Text.of("Kallas said no."))).text
    True
    """

    def __init__(self, engine: Engine, where: str, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self.where = where

    @classmethod
    def open(
        cls, where: str | Path = DEFAULT, *, clock: Clock = utc_now, create: bool = True
    ) -> Ledger:
        """The ledger at a path (SQLite) or `postgresql://…`; an older one is brought up to date.

        One that is not there is made, unless `create` is false. `clock` tells the time that is
        noted with what is added and judged. Raises `LedgerError` where there is no ledger, what
        is there is none, or it is of a newer version.
        """
        place = shown(str(where))
        file = sqlite_file(str(where))
        if file is not None and not create and not file.exists():
            raise LedgerError("no ledger is there", where=place, hint="onrecord add PATH… makes it")
        engine = make_engine(where)
        try:
            with told(place):
                with begin_read(engine) as db:
                    version = version_of(db)
                if version is None and not create:
                    raise LedgerError("no ledger is there", hint="onrecord add PATH… makes it")
                if version is not None:
                    check_version(version)
                write_ahead(engine)
                if version != HEAD:
                    bring_up(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, place, clock)

    @property
    def version(self) -> str:
        """The revision of its schema."""
        return HEAD

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    def now(self) -> str:
        """What time it is by the ledger's clock, as it is kept."""
        return moment(self._clock())

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[Connection]:
        """A connection in one transaction: all of it is kept, or, where anything raises, none.

        Readers see the ledger as it was when they began. Writers wait for one another.
        """
        with told(self.where), (begin_write if write else begin_read)(self._engine) as db:
            yield db

    def add(self, record: Record, *, steps: Iterable[str] = ()) -> Added:
        """Keep one record: see `onrecord.store.write.write_record`."""
        with self.transaction(write=True) as db:
            return write_record(db, record, self.now(), steps=steps)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@contextmanager
def told(where: str) -> Iterator[None]:
    """Say where, and as a `LedgerError`, what the database cannot do."""
    try:
        yield
    except LedgerError as error:
        if error.where:
            raise
        raise LedgerError(error.what, where=where, hint=error.hint) from error
    except (sa.exc.OperationalError, sa.exc.DatabaseError) as error:
        if isinstance(error, sa.exc.IntegrityError | sa.exc.ProgrammingError):
            raise  # a fault of ours
        what, hint = _meaning(error)
        raise LedgerError(what, where=where, hint=hint) from error


def _meaning(error: sa.exc.DBAPIError) -> tuple[str, str]:
    words = " ".join(str(error.orig).split())
    if isinstance(error.orig, sqlite3.Error):
        if "locked" in words:
            return "another process has been writing to it for long", "again when that is done"
        if "not a database" in words:
            return "a file, but not a ledger", "another path"
        if "readonly" in words or "unable to open" in words:
            return f"cannot be written: {words}", "a place where you may write"
    return words, "is it there, and may you use it?"
