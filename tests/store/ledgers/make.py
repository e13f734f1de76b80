"""Writes the ledger of a release as text: python tests/store/ledgers/make.py 0.1.0

It is made of our own hand-made record and of texts without a model, with a judgement of each
kind that changes what readers see. A file here is never changed once its version is released.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from handmade import bridge  # noqa: E402
from ledger_work import add_lines, many  # noqa: E402
from ledgers import Ticking  # noqa: E402
from onrecord.model import Actor, Issue  # noqa: E402
from onrecord.review.judge import judge  # noqa: E402
from onrecord.store.ledger import Ledger  # noqa: E402


def fill(ledger: Ledger) -> None:
    """A ledger with a little of everything."""
    record = bridge()
    ledger.add(record)
    add_lines(ledger, many(8))
    positions = record.positions
    judge(ledger, "position", positions[0].id, "accept", coder="ann")
    judge(ledger, "position", positions[1].id, "reject", coder="ben", why="the author's guess")
    judge(ledger, "position", positions[2].id, "edit", {"stance": "supports"}, coder="ann")
    one, other = Actor.of("Karin Ek", "person").id, Actor.of("Erik Dahl", "person").id
    judge(ledger, "actor", one, "merge", {"into": other}, coder="ann")
    one, other = Issue.of("join the bridge project").id, record.issues[0].id
    judge(ledger, "issue", one, "merge", {"into": other}, coder="ann")


def as_text(path: Path) -> Iterator[str]:
    """The lines of SQL that make the SQLite database again."""
    db = sqlite3.connect(path)
    rows = db.execute(
        "SELECT type, name, sql FROM sqlite_master ORDER BY type DESC, name"
    ).fetchall()
    virtual = [name for _, name, sql in rows if sql and sql.startswith("CREATE VIRTUAL")]
    shadow = tuple(f"{name}_" for name in virtual)
    tables = [
        (name, sql)
        for type_, name, sql in rows
        if type_ == "table" and name not in virtual and not name.startswith((*shadow, "sqlite_"))
    ]
    yield "PRAGMA foreign_keys=OFF;"
    yield "BEGIN;"
    for name, sql in tables:
        yield f"{sql};"
        columns = [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')]
        quoted = ", ".join(f'quote("{c}")' for c in columns)
        for values in db.execute(f'SELECT {quoted} FROM "{name}" ORDER BY rowid'):
            yield f'INSERT INTO "{name}" VALUES ({", ".join(values)});'
    for type_, _, sql in rows:
        if type_ == "index" and sql:
            yield f"{sql};"
    for _, name, sql in rows:
        if name in virtual:
            yield f"{sql};"
            yield f"INSERT INTO {name}({name}) VALUES ('rebuild');"
    for type_, _, sql in rows:
        if type_ == "trigger":
            yield f"{sql};"
    yield "COMMIT;"
    db.close()


def main() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        with Ledger.open(path, clock=Ticking()) as ledger:
            fill(ledger)
        target = HERE / f"{sys.argv[1]}.sql"
        target.write_text("\n".join(as_text(path)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
