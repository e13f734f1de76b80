"""How far a long reading is, on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Progress:
    """Counts documents done; shows a line that is wiped when done. Silent in a pipe.

    `alone` says that the records do not go to the same terminal: else the line would stand
    among them, so it goes when the first is there.
    """

    def __init__(self, *, alone: bool) -> None:
        self._bar: Bar | None = None
        self._shown = sys.stderr.isatty()
        self._alone = alone

    def __enter__(self) -> Progress:
        if self._shown:
            from rich.console import Console
            from rich.progress import (
                MofNCompleteColumn,
                SpinnerColumn,
                TextColumn,
                TimeElapsedColumn,
            )
            from rich.progress import Progress as Bar

            self._bar = Bar(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("loading the language model", total=None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def done(self, name: str) -> None:
        """One document more is done."""
        if self._bar and not self._alone:
            self._bar.stop()
            self._bar = None
        elif self._bar:
            self._bar.update(self._task, advance=1, description=f"read {_short(name)}")


def _short(name: str) -> str:
    """A name that cannot steer the terminal, nor fill its line."""
    return "".join(c for c in name if c.isprintable() and c not in "[]")[-40:]
