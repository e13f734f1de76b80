"""The name by which other rooms know a transaction, since they do not speak SQL themselves."""

from sqlalchemy.engine import Connection as Db

__all__ = ["Db"]
