"""Drafts a revision: what brings the newest schema written down to that of `tables.py`.

`python -m onrecord.store.migrations.draft` prints the body of its `upgrade()`; nothing is printed
where the two agree. Full-text indices and triggers are not drafted: they are written by hand.
"""

from __future__ import annotations

import sys

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy.engine import Connection

from onrecord.store.tables import metadata

BY_HAND = "statement_search"  # how the names of what is written by hand begin


def draft(db: Connection) -> str:
    """The Python code that makes of this database's tables those of `tables.py`; "" if none."""
    context = MigrationContext.configure(
        db,
        opts={
            "target_metadata": metadata,
            "compare_type": True,
            "include_name": lambda name, type_, _: not str(name).startswith(BY_HAND),
        },
    )
    found = produce_migrations(context, metadata).upgrade_ops
    if found is None or found.is_empty():
        return ""
    return str(render_python_code(found))


def main() -> None:
    """Print the draft, against a ledger that the revisions have made in memory."""
    from onrecord.store.engine import begin_write, make_engine
    from onrecord.store.schema import bring_up

    engine = make_engine(":memory:")
    if "--from-nothing" not in sys.argv:
        bring_up(engine)
    with begin_write(engine) as db:
        sys.stdout.write(draft(db) + "\n")
    engine.dispose()


if __name__ == "__main__":
    main()
