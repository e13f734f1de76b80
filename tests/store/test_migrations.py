"""Ledgers of every version that was released open, and hold what they held."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

import onrecord.store.migrations
from handmade import bridge
from onrecord.store import tables as t
from onrecord.store.ledger import Ledger
from onrecord.store.migrations.draft import draft
from onrecord.store.records import record_of
from onrecord.store.schema import HEAD

LEDGERS = sorted((Path(__file__).parent / "ledgers").glob("*.sql"))


def test_the_newest_revision_is_the_one_that_ledgers_are_brought_to() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(onrecord.store.migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_revisions_make_the_tables_that_are_written_down(ledger: Ledger) -> None:
    with ledger.transaction() as db:
        assert draft(db) == "", "python -m onrecord.store.migrations.draft tells what is missing"


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_a_ledger_of_a_released_version_opens_and_holds_what_it_held(
    path: Path, tmp_path: Path
) -> None:
    where = tmp_path / "old.sqlite"
    connection = sqlite3.connect(where)
    connection.executescript(path.read_text(encoding="utf-8"))
    connection.close()
    with Ledger.open(where) as ledger, ledger.transaction() as db:
        assert draft(db) == ""
        record = bridge()
        assert record_of(db, record.document.id, as_read=True) == record
        held = record_of(db, record.document.id)
        stances = {p.id: p.stance for p in held.positions}
        assert stances[record.positions[2].id] == "supports"  # edited
        assert record.positions[1].id not in stances  # rejected
        merged = sa.select(t.actor.c.now).where(t.actor.c.name == "Karin Ek")
        assert db.execute(merged).scalar() == record.positions[2].actor
        if db.dialect.name == "sqlite":
            search = "SELECT count(*) FROM statement_search WHERE statement_search MATCH 'ferries'"
            assert db.execute(sa.text(search)).scalar()
    with Ledger.open(where) as ledger:
        assert ledger.add(record).marks is False


def test_there_is_a_ledger_of_each_released_version() -> None:
    assert "0.1.0" in {path.stem for path in LEDGERS}
