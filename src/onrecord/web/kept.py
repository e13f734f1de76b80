"""What took long to find out is kept while it still holds, so that a second reader need not wait.

A small ledger never shows anything old: whatever is judged or added makes all that is kept void.
In a large one, where a page takes longer, a judgement is still seen at once on the pages of those
whom it is `about`; while one reader has such a page worked out, others may be shown the one
before. Lists of everything, and texts that are being added, are seen some time later: the longer
it takes to find out, the later.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from onrecord.store.ledger import Ledger
from onrecord.store.web_lists import Version, touched, version_of

T = TypeVar("T")
MOST = 64  # answers kept, those asked for last: a large board is a megabyte or two
SMALL = 10_000  # texts; in a ledger of fewer everything is found out again after any change
QUICK = 0.5  # seconds; what took less is found out again after any change
PATIENCE = 50.0  # what took a second may be that many seconds old when texts were added
WAIT = 1.0  # seconds that others wait where there is something older to show them
LONGEST = 300.0  # seconds; re-reading texts changes no version
# Not tuned: so that a ledger of millions to which texts are added spends a fiftieth of its time.


@dataclass
class _Answer:
    value: Any
    version: Version
    at: float
    took: float


class Kept:
    """Answers of one ledger, by what was asked."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._locks: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(
        self,
        ledger: Ledger,
        key: Hashable,
        make: Callable[[], T],
        about: Callable[[T], Collection[str]] | None = None,
    ) -> T:
        """What `make` gives, or gave not long ago for the same key.

        `about` tells of an answer which actors and issues it is about: a judgement on any of
        their marks makes it void. Without it the answer is of the whole ledger, and may be old.
        """
        with ledger.transaction() as db:
            version = version_of(db)
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            mine = self._locks.setdefault(key, Lock())
        if found is not None and _holds(found, version, ledger, about):
            return found.value  # type: ignore[no-any-return]
        # One works it out; whoever else asks meanwhile waits for it, or is given what was before.
        if not mine.acquire(timeout=-1 if found is None else WAIT):
            assert found is not None
            return found.value  # type: ignore[no-any-return]
        try:
            with self._lock:
                found = self._answers.get(key)
            if found is not None and _holds(found, version, ledger, about):
                return found.value  # type: ignore[no-any-return]
            began = time.monotonic()
            value = make()
            now = time.monotonic()
            with self._lock:
                self._answers[key] = _Answer(value, version, now, now - began)
                self._answers.move_to_end(key)
                while len(self._answers) > MOST:
                    old, _ = self._answers.popitem(last=False)
                    self._locks.pop(old, None)
        finally:
            mine.release()
        return value


def _holds(
    answer: _Answer,
    version: Version,
    ledger: Ledger,
    about: Callable[[Any], Collection[str]] | None,
) -> bool:
    age = time.monotonic() - answer.at
    if answer.version == version:
        return age < LONGEST
    # By its size first: a machine that is busy for a moment makes no ledger large.
    if version.texts < SMALL or answer.took < QUICK or age > min(LONGEST, PATIENCE * answer.took):
        return False
    if about is None or answer.version.judged == version.judged:
        return True
    with ledger.transaction() as db:
        judged = touched(db, answer.version.judged)
    if judged is None or not judged.isdisjoint(about(answer.value)):
        return False
    answer.version = answer.version._replace(judged=version.judged)
    return True


_KEPT: WeakKeyDictionary[Ledger, Kept] = WeakKeyDictionary()


def kept(
    ledger: Ledger,
    key: Hashable,
    make: Callable[[], T],
    about: Callable[[T], Collection[str]] | None = None,
) -> T:
    """As `Kept.get`, of what is kept for as long as the ledger is there."""
    return _KEPT.setdefault(ledger, Kept()).get(ledger, key, make, about)
