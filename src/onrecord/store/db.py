"""What every module over the tables needs: a transaction's name, and lists cut to size."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy.engine import Connection as Db

__all__ = ["AT_ONCE", "Db", "batches"]

AT_ONCE = 500  # keys asked for in one statement; SQLite takes 999 parameters at the least

T = TypeVar("T")


def batches(keys: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """The keys in slices that one statement can ask for.

    >>> list(batches("abcde", 2))
    ['ab', 'cd', 'e']
    """
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
