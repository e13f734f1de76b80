"""What Alembic runs: the revisions, on the connection and in the transaction given to it."""

from __future__ import annotations

from alembic import context

from onrecord.store.tables import metadata


def run() -> None:
    """Bring the schema to the revision asked for, all or nothing."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        transactional_ddl=True,
    )
    context.run_migrations()


if __name__ == "env_py":  # as Alembic names it; imported otherwise, it does nothing
    run()
