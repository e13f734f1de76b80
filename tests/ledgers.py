"""Ledgers for tests: each test that asks for `ledger` runs over SQLite and over PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
import sqlalchemy as sa

from onrecord.store.engine import make_engine
from onrecord.store.ledger import Ledger

POSTGRES = "ONRECORD_TEST_POSTGRES"


class Ticking:
    """A clock that is a second later each time it is asked."""

    def __init__(self) -> None:
        self.at = datetime(2024, 6, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.enable_socket])])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives places where no ledger is yet: files, or schemas of their own in PostgreSQL."""
    with ExitStack() as stack:
        makers: list[sa.Engine] = []  # one for all places: connections are few

        def place() -> str:
            if request.param == "sqlite":
                return str(tmp_path / f"{uuid4().hex}.sqlite")
            url = os.environ.get(POSTGRES)
            if not url:
                pytest.skip(f"no PostgreSQL to test with (set {POSTGRES})")
            if not makers:
                makers.append(make_engine(url))
                stack.callback(makers[0].dispose)
            schema = f"test_{uuid4().hex}"
            stack.callback(_run, makers[0], f"DROP SCHEMA IF EXISTS {schema} CASCADE")
            _run(makers[0], f"CREATE SCHEMA {schema}")
            return f"{url}?options={quote(f'-csearch_path={schema}')}"

        yield place


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    """A place where no ledger is yet."""
    return new_place()


@pytest.fixture
def new_ledger(new_place: Callable[[], str]) -> Iterator[Callable[[], Ledger]]:
    """Makes empty ledgers, each with a clock that is a second later whenever it is asked."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(Ledger.open(new_place(), clock=Ticking()))


@pytest.fixture
def ledger(new_ledger: Callable[[], Ledger]) -> Ledger:
    """An empty ledger."""
    return new_ledger()


def _run(engine: sa.Engine, line: str) -> None:
    with engine.connect() as db, db.begin():
        db.exec_driver_sql(line)
