"""Which schema a ledger has, and bringing an older one to today's when it is opened."""

from __future__ import annotations

from importlib import resources

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import LedgerError
from onrecord.store.engine import begin_write
from onrecord.store.tables import metadata

HEAD = "0002"  # the newest revision; a test holds it to the migrations
_VERSION = sa.table("alembic_version", sa.column("version_num", sa.String))


def version_of(db: Connection) -> str | None:
    """The revision of the ledger's schema, None where there is no ledger yet.

    Raises `LedgerError` where the database holds something else.
    """
    names = set(sa.inspect(db).get_table_names())
    if "alembic_version" in names and "text" in names:
        return db.execute(sa.select(_VERSION.c.version_num)).scalar()
    if names:
        raise LedgerError("a database, but not a ledger", hint="another file or database")
    return None


def check_version(version: str) -> None:
    """Raises `LedgerError` where a ledger is of a newer version than we know."""
    if version > HEAD:
        raise LedgerError(
            f"a ledger of a newer version ({version}, known here is {HEAD})",
            hint="a newer onrecord",
        )


def bring_up(engine: sa.Engine) -> None:
    """Make the tables, or bring them to today's schema: all of it, or nothing of it.

    Two processes that open one new ledger at once wait for each other here.
    """
    with begin_write(engine) as db:
        version = version_of(db)
        if version is not None:
            check_version(version)
        if version != HEAD:
            _upgrade(db)


def _upgrade(db: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(resources.files("onrecord.store").joinpath("migrations"))
    )
    config.attributes["connection"] = db
    command.upgrade(config, "head")


__all__ = ["HEAD", "bring_up", "check_version", "metadata", "version_of"]
