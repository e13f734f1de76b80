"""Coded rows, from which networks are made, and the scales their levels lie on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

from onrecord.errors import DataError, RecordError


@dataclass(frozen=True, slots=True)
class Coded:
    """One statement, or one position: an actor on an issue at a level of a scale.

    `id` names the statement; joint actors are several rows of one id. `level` is None where the
    statement takes no level on the scale in use (such rows are left out and counted). `day` is
    None where it is not known. `attributes` are free: coder, outlet, person …
    """

    id: str
    actor: str
    issue: str
    level: float | None
    day: date | None
    document: str
    section: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)

    def value(self, name: str) -> str | None:
        """What the row has under a name: one of its own text fields, else a free attribute.

        >>> row = Coded("s1", "Norway", "whaling", 1, None, "d1", attributes={"coder": "K"})
        >>> row.value("coder")
        'K'
        """
        if name in FIELDS:
            own: str | None = getattr(self, name)
            return own
        return self.attributes.get(name)


FIELDS = ("id", "actor", "issue", "document", "section")  # of a row, by which it can be selected


@dataclass(frozen=True, slots=True)
class Scale:
    """All levels a qualifier can have, ascending, observed or not.

    The range is that of the scale: two rows at +1 and +2 of a scale from −2 to 2 are a quarter
    of it apart, even where nobody went beyond.

    >>> Scale("five", (-2, -1, 0, 1, 2)).range
    4
    """

    name: str
    levels: tuple[float, ...]
    stances: Mapping[str, float] = field(default_factory=dict, hash=False)
    meaning: str = ""

    def __post_init__(self) -> None:
        if len(self.levels) < 2 or list(self.levels) != sorted(set(self.levels)):
            raise DataError(
                f"levels {list(self.levels)} are not two or more, ascending, each once",
                where=f"scale {self.name}",
            )

    @property
    def range(self) -> float:
        """The distance from the lowest to the highest level."""
        return self.levels[-1] - self.levels[0]

    @property
    def binary(self) -> bool:
        """Whether it has two levels only: agreement and disagreement."""
        return len(self.levels) == 2

    def signed(self, level: float) -> float:
        """What a level adds to a difference: itself; of two levels the upper +1, the lower −1.

        >>> scale("binary").signed(0), scale("graded").signed(-2)
        (-1.0, -2)
        """
        if self.binary:
            return 1.0 if level == self.levels[1] else -1.0
        return level

    def of_stance(self, stance: str) -> float | None:
        """The level a stance is projected onto, or None where the scale leaves it out.

        >>> scale("binary").of_stance("open"), scale("binary").of_stance("undecided")
        (1, None)
        """
        return self.stances.get(stance)

    def check(self, row: Coded) -> None:
        """Raise `RecordError` where a row has a level that the scale has not."""
        if row.level is not None and row.level not in self.levels:
            raise RecordError(
                f"level {row.level:g} is not on the scale {self.name!r}",
                where=f"statement {row.id}",
                hint="name the scale the rows are coded on: "
                + ", ".join(f"{level:g}" for level in self.levels[:7])
                + ("" if len(self.levels) <= 7 else " …")
                + " are its levels",
            )


@cache
def scales() -> dict[str, Scale]:
    """The scales that ship, by name.

    >>> list(scales())
    ['binary', 'graded']
    """
    source = resources.files("onrecord.analyse.networks").joinpath("scales.toml")
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["scale"]
    return {
        row["name"]: Scale(row["name"], tuple(row["levels"]), row["stances"], row["meaning"])
        for row in rows
    }


def scale(name: str) -> Scale:
    """One of the scales that ship. Raises `DataError` where there is none of that name."""
    if name not in scales():
        raise DataError(f"there is no scale {name!r}", hint=", ".join(scales()))
    return scales()[name]
