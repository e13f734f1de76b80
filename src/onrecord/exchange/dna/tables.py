"""The tables of a `.dna` project as plain rows, from a file and to a file.

SQLite is a file format here, DNA's own; it has nothing to do with our ledger, whose SQL lives
in `onrecord.store` alone.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.errors import InputError, MissingInput

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Columns = dict[str, tuple[type, bool]]

LIMIT = 190  # characters that DNA allows a title, name or value


def load(path: Path) -> Tables:
    """Every row of every table of a `.dna`, in the order of the file; raises `InputError`.

    Columns that a newer DNA added are kept out; tables that are not there are empty.
    """
    if not path.is_file():
        raise MissingInput("no such file", where=str(path), hint="check the path")
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"  # leaves no journal beside it
    try:
        with closing(sqlite3.connect(uri, uri=True)) as db:
            db.row_factory = sqlite3.Row
            return {table: _rows(db, table, columns) for table, columns in _schema().items()}
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise InputError(
            f"not a project of DNA 3: {error}", where=str(path), hint="open and save it in DNA 3"
        ) from error


def store(tables: Tables, target: Path | BinaryIO) -> None:
    """Write a `.dna`: the same rows give the same bytes with the same SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.dna"
        with closing(sqlite3.connect(made, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA page_size = 4096; BEGIN;" + _ddl())
            for table, columns in _schema().items():
                for row in tables.get(table, ()):
                    given = [c for c in columns if c in row]
                    marks = ", ".join("?" * len(given))
                    db.execute(
                        f"INSERT INTO {table} ({', '.join(given)}) VALUES ({marks})",
                        [row[c] for c in given],
                    )
            db.execute("COMMIT")
        with made.open("rb") as source:
            if isinstance(target, Path):
                with target.open("wb") as sink:
                    shutil.copyfileobj(source, sink)
            else:
                shutil.copyfileobj(source, target)


def _rows(db: sqlite3.Connection, table: str, columns: Columns) -> list[Row]:
    there = {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}
    if not there and table in ("DOCUMENTS", "STATEMENTS", "VARIABLES", "ENTITIES", "DATASHORTTEXT"):
        raise sqlite3.DatabaseError(f"there is no table {table}")
    kept = [c for c in columns if c in there]
    if not kept:
        return []
    rows = [
        dict(row) for row in db.execute(f"SELECT {', '.join(kept)} FROM {table} ORDER BY rowid")
    ]
    for row in rows:
        for column, value in row.items():
            # SQLite takes anything in any column; what follows counts on what is declared.
            type_, needed = columns[column]
            if type(value) is not type_ and (needed or value is not None):
                raise sqlite3.DatabaseError(f"{column} {value!r} in {table}")
    return rows


@cache
def _ddl() -> str:
    source = resources.files("onrecord.exchange.dna").joinpath("schema.sql")
    return source.read_text(encoding="utf-8")


@cache
def _schema() -> dict[str, Columns]:
    """Table → column → its type and whether it must be there, read from the schema itself."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_ddl())
        names = [
            row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        types = {"INTEGER": int, "TEXT": str}
        return {
            n: {
                row[1]: (types[row[2]], bool(row[3]))
                for row in db.execute(f"PRAGMA table_info({n})")
            }
            for n in names
        }
