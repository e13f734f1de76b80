"""What a file of another tool could not carry, counted and told: nothing is lost in silence."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Dropped, Event, Place, Record, When


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of thing that was not carried: what, how often, and one example.

    >>> print(Loss("conditions of positions", 2, "if the council agrees"))
    2 × conditions of positions, such as “if the council agrees”
    """

    what: str
    count: int
    example: str | None = None

    def __str__(self) -> str:
        told = f", such as “{self.example}”" if self.example else ""
        return f"{self.count} × {self.what}{told}"


Losses = tuple[Loss, ...]

_SHOWN = 60  # characters of an example: one line of a terminal


class Lost:
    """Counts losses while a file is written or read.

    >>> lost = Lost()
    >>> lost.note("conditions of positions", "if the council agrees")
    >>> lost.note("conditions of positions", "unless it is amended")
    >>> [str(loss) for loss in lost.told()]
    ['2 × conditions of positions, such as “if the council agrees”']
    """

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._examples: dict[str, str | None] = {}

    def note(self, what: str, example: object = None, count: int = 1) -> None:
        """Count `what`, `count` times; the first example is the one that is told."""
        if count <= 0:
            return
        self._counts[what] = self._counts.get(what, 0) + count
        if self._examples.get(what) is None:
            self._examples[what] = None if example is None else _short(str(example))

    def told(self) -> Losses:
        """The losses in the order in which each kind first came up."""
        return tuple(Loss(w, n, self._examples[w]) for w, n in self._counts.items())


def _short(example: str) -> str:
    line = " ".join(example.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


# How the layers of a record are called when they are left out of a file.
_LAYERS = {
    "events": "events",
    "places": "places",
    "times": "time expressions",
    "dropped": "counts of what was dropped",
}


def leave_out(lost: Lost, record: Record, *layers: str) -> None:
    """Count the marks of these layers of a record as not carried."""
    for layer in layers:
        marks = getattr(record, layer)
        if marks:
            lost.note(_LAYERS[layer], _example(record, marks[0]), len(marks))


def note_halves(lost: Lost, record: Record) -> None:
    """Count a text with halves of characters (lone surrogates), which UTF-8 cannot hold."""
    try:
        record.document.text.encode("utf-8")
    except UnicodeEncodeError:
        lost.note("halves of characters", record.document.name)


def _example(record: Record, mark: object) -> str:
    """The words of a mark, or what else says best which one it is."""
    words = record.document.words
    match mark:
        case Event():
            return words(*mark.trigger)
        case When():
            return words(mark.span)
        case Place():
            return mark.name
        case Dropped():
            return mark.reason
        case _:
            return record.document.name
