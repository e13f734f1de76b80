"""Opening a ledger, and its transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from handmade import bare, bridge
from ledger_work import dump
from onrecord.errors import LedgerError
from onrecord.store import tables as t
from onrecord.store.ledger import Ledger
from onrecord.store.schema import HEAD


def test_a_ledger_is_made_where_there_is_none_and_found_there_again(place: str) -> None:
    with Ledger.open(place) as ledger:
        assert ledger.version == HEAD
        ledger.add(bridge())
    with Ledger.open(place, create=False) as ledger, ledger.transaction() as db:
        assert db.execute(sa.select(sa.func.count()).select_from(t.text)).scalar() == 1


def test_opening_waits_for_one_who_is_about_to_write_the_file(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.sqlite"
    Ledger.open(file).close()
    other = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")  # as a file is that another has just begun
    other.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.3, other.rollback)
    end.start()
    with Ledger.open(file) as ledger, ledger.transaction() as db:
        assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    end.join()
    other.close()


def test_a_ledger_that_is_not_there_is_one_clear_line(place: str) -> None:
    with pytest.raises(LedgerError, match="no ledger is there"):
        Ledger.open(place, create=False)


def test_a_file_or_database_of_something_else_is_refused(tmp_path: Path) -> None:
    letter = tmp_path / "letter.sqlite"
    letter.write_text("Dear ledger, " * 200)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(letter)
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE cats (name TEXT)")
    connection.close()
    with pytest.raises(LedgerError, match="a database, but not a ledger"):
        Ledger.open(other)
    with pytest.raises(LedgerError, match="no such folder"):
        Ledger.open(tmp_path / "nowhere" / "a.sqlite")
    with pytest.raises(LedgerError, match="no kind of ledger"):
        Ledger.open("mysql://somebody:secret@example.org/a")


def test_what_is_no_ledger_stays_as_it_is(tmp_path: Path) -> None:
    """Somebody else's database and an empty file are looked at, and not a byte of them changes."""
    other, empty = tmp_path / "other.sqlite", tmp_path / "empty.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE cats (name TEXT)")
    connection.close()
    empty.touch()
    before = other.read_bytes()
    for file in (other, empty):
        with pytest.raises(LedgerError):
            Ledger.open(file, create=False)
    assert other.read_bytes() == before
    assert empty.read_bytes() == b""


def test_a_ledger_in_a_file_is_read_while_it_is_written(tmp_path: Path) -> None:
    """It is made in the mode that lets readers go on."""
    with Ledger.open(tmp_path / "a.sqlite") as ledger, ledger.transaction() as db:
        assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_no_message_and_no_name_of_a_ledger_shows_a_password() -> None:
    with pytest.raises(LedgerError) as told:
        Ledger.open("mysql://somebody:secret@example.org/a")
    assert "secret" not in str(told.value)


def test_a_ledger_of_a_newer_version_is_refused(place: str) -> None:
    with Ledger.open(place) as ledger, ledger.transaction(write=True) as db:
        db.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match=r"newer version.*9999"):
        Ledger.open(place)


def test_a_transaction_that_breaks_leaves_nothing(ledger: Ledger) -> None:
    before = dump(ledger)
    from onrecord.store.write import write_record

    def breaks() -> None:
        with ledger.transaction(write=True) as db:
            write_record(db, bridge(), ledger.now())
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="middle"):
        breaks()
    assert dump(ledger) == before


def test_who_reads_sees_the_ledger_as_it_was_when_they_began(ledger: Ledger) -> None:
    count = sa.select(sa.func.count()).select_from(t.text)
    ledger.add(bridge())
    with ledger.transaction() as db:
        assert db.execute(count).scalar() == 1
        ledger.add(bare())
        assert db.execute(count).scalar() == 1
    with ledger.transaction() as db:
        assert db.execute(count).scalar() == 2


def test_judgements_cannot_be_changed_or_taken_away(ledger: Ledger) -> None:
    row = dict.fromkeys(("layer", "mark", "verb", "value", "coder", "snapshot"), "x")
    with ledger.transaction(write=True) as db:
        db.execute(t.judgement.insert().values(id="j1", judged=ledger.now(), **row))
    for change in (t.judgement.update().values(coder="y"), t.judgement.delete()):
        with (
            pytest.raises((LedgerError, sa.exc.DBAPIError), match="only ever added"),
            ledger.transaction(write=True) as db,
        ):
            db.execute(change)


def test_two_ledgers_of_one_record_are_equal(new_ledger: Callable[[], Ledger]) -> None:
    one, other = new_ledger(), new_ledger()
    one.add(bridge())
    other.add(bridge())
    assert dump(one) == dump(other)
