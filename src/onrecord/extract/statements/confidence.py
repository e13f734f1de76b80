"""How sure a rule is: the share of right attributions among those of its construction.

The table beside this module was counted on the train part of PolNeAR (right: content overlapping
by half, source and cue overlapping); a rare construction borrows from its group.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from onrecord.errors import DataError
from onrecord.extract.statements.clauses import Hit

_BORROWED = 12
"""Weight, in attributions, of what the group says of a construction."""


def confidence(hit: Hit) -> float:
    """The chance, 0 to 1, that source, cue and content are right."""
    share = _share("", 0.5)
    for key in keys(hit):
        share = _share(key, share)
    return share


def keys(hit: Hit) -> tuple[str, str, str]:
    """The rows that speak for a hit, from the widest to the narrowest."""
    named = "named" if hit.source else "unnamed"
    return (
        f"{hit.group}/{named}",
        f"{hit.group}/{hit.frame}/{named}",
        f"{hit.group}/{hit.frame}/{hit.form}/{named}",
    )


def _share(key: str, wider: float) -> float:
    right, count = _table().get(key, (0, 0))
    return (right + _BORROWED * wider) / (count + _BORROWED)


@cache
def _table() -> dict[str, tuple[int, int]]:
    """Key → right, of how many."""
    name = "confidence.tsv"
    text = files("onrecord.extract.statements").joinpath(name).read_text(encoding="utf-8")
    table: dict[str, tuple[int, int]] = {}
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        try:
            key, right, count = line.split("\t")
            table[key] = int(right), int(count)
        except ValueError as error:
            raise DataError(f"no row of three: {line!r}", where=name) from error
    return table
