"""A figure: one measured number, with what it was measured on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number over `count` items: 0 to 1 unless the metric says otherwise."""

    task: str
    data: str
    split: str
    metric: str
    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Score:
    """True positives against what a system gave and what the gold has."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """Right of those given; 0 where nothing was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Right of those wanted; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> round(Score(right=2, given=4, wanted=2).f1, 3)
        0.667
        """
        total = self.given + self.wanted
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        """Counts added up: micro average."""
        return Score(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    def figures(self, task: str, data: str, split: str, metric: str) -> list[Figure]:
        """Precision, recall and F1 as figures."""
        return [
            Figure(task, data, split, f"{metric} precision", self.precision, self.given),
            Figure(task, data, split, f"{metric} recall", self.recall, self.wanted),
            Figure(task, data, split, f"{metric} F1", self.f1, self.wanted),
        ]


def matched(
    given: Iterable[T], wanted: Iterable[T], same: Callable[[T, T], bool]
) -> list[tuple[T, T]]:
    """Pairs of a given and a wanted item that are the same, one to one, first come first served."""
    left = list(wanted)
    pairs: list[tuple[T, T]] = []
    for item in given:
        for k, other in enumerate(left):
            if same(item, other):
                pairs.append((item, other))
                del left[k]
                break
    return pairs
