"""Quality floors: a figure that falls under its floor is told.

`floors.json` keeps for each figure ("task / data / split / metric") the least value it may have.
`raised` moves floors up to what was measured, never down: lowering one is an edit by hand, with a
line in CHANGELOG.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from onrecord.evaluate.figures import Figure

SLACK = 0.01
"""Room below a measured value: what another version of a library may cost without being noticed."""

_COUNTED_DOWN = ("wrong", "dropped", "calibration error", "no speaker", "taken for same")


@dataclass(frozen=True, slots=True)
class Fallen:
    """A figure under its floor."""

    name: str
    floor: float
    value: float


def name_of(figure: Figure) -> str:
    """The name of a figure among the floors.

    >>> name_of(Figure("times", "TimeBank", "held", "value F1", 0.79, 604))
    'times / TimeBank / held / value F1'
    """
    return f"{figure.task} / {figure.data} / {figure.split} / {figure.metric}"


def floors() -> dict[str, float]:
    """The floors, by the name of their figure."""
    source = resources.files("onrecord.evaluate").joinpath("floors.json")
    found: dict[str, float] = json.loads(source.read_text(encoding="utf-8"))
    return found


def fallen(figures: Iterable[Figure], least: Mapping[str, float]) -> list[Fallen]:
    """The figures under their floors, in the order given.

    >>> figure = Figure("times", "TimeBank", "held", "value F1", 0.70, 604)
    >>> [f.value for f in fallen([figure], {name_of(figure): 0.75})]
    [0.7]
    """
    return [
        Fallen(name, least[name], figure.value)
        for figure in figures
        if (name := name_of(figure)) in least and figure.value < least[name]
    ]


def raised(figures: Iterable[Figure], least: Mapping[str, float]) -> dict[str, float]:
    """The floors with those of these figures moved up to `SLACK` below what was measured.

    Only F1, recall of a whole layer, accuracy and shares where more is better get a floor.
    """
    new = dict(least)
    for figure in figures:
        more_is_better = not any(word in figure.metric for word in _COUNTED_DOWN)
        if more_is_better and ("F1" in figure.metric or "accuracy" in figure.metric):
            name = name_of(figure)
            value = round(figure.value - SLACK, 3)
            new[name] = max(value, least.get(name, 0.0), 0.0)
    return dict(sorted(new.items()))
