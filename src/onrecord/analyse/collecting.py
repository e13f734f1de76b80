"""Tens of thousands of rows at once, and the garbage collector kept from going through them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the collector back: rows hold no cycles, and to look for them takes a third of the time.

    What was held back is collected afterwards as ever. Threads may overlap here: each that found
    the collector on turns it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
