"""How many marks of a ledger still stand on their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.store.check import ALTERED, INVALID, MISSING, VALID, Checked, check
from onrecord.store.ledger import Ledger

SHOWN = 1_000  # lost marks that are listed


@dataclass(frozen=True, slots=True)
class LayerChecked:
    """Parts of marks of one layer by outcome; of texts, `invalid` counts those altered."""

    layer: str
    valid: int
    invalid: int
    missing: int


@dataclass(frozen=True, slots=True)
class Checks:
    """The outcome for a whole ledger; `lost` lists the first of those that are not valid."""

    layers: tuple[LayerChecked, ...]
    lost: tuple[Checked, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is lost."""
        return not self.lost


def check_marks(ledger: Ledger, progress: Callable[[int], None] = lambda texts: None) -> Checks:
    """Read every mark again against its text (`onrecord.store.check`); memory stays the same."""
    counts: Counter[tuple[str, str]] = Counter()
    lost: list[Checked] = []
    layers: dict[str, None] = {}
    with ledger.transaction() as db:
        for one in check(db, progress):
            layers.setdefault(one.layer)
            counts[one.layer, one.outcome] += 1
            if one.outcome != VALID and len(lost) < SHOWN:
                lost.append(one)
    return Checks(
        tuple(
            LayerChecked(
                layer,
                counts[layer, VALID],
                counts[layer, INVALID] + counts[layer, ALTERED],
                counts[layer, MISSING],
            )
            for layer in layers
        ),
        tuple(lost),
    )
