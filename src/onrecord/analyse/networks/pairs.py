"""Sums over pairs of nodes that share something, without a table of all pairs.

Cost is Σ_j n_j² numbers, n_j being how many share j: what the answer can hold at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.analyse.networks.network import ACTOR
from onrecord.analyse.networks.rows import Coded, Scale

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

# Pairs held at once before equal ones are added up: 2²¹ pairs of four numbers are 80 MB.
_AT_ONCE = 1 << 21


class Shared:
    """Which nodes share what at which level, and the trail from a pair to the rows behind it."""

    def __init__(
        self, rows: Sequence[Coded], *, of: str, keys: Sequence[str], scale: Scale, qualifier: str
    ) -> None:
        self.levels = scale.levels
        self.keys = keys
        self._range = scale.range
        self._qualifier = qualifier
        self._rows = rows
        place = {key: at for at, key in enumerate(keys)}
        level = {k: at for at, k in enumerate(scale.levels)}
        through: dict[str, int] = {}
        self.activity: Numbers = np.zeros(len(keys))
        # node → what it shares → level → positions of rows: the trail
        self._cells: list[dict[int, defaultdict[int, list[int]]]] = [{} for _ in keys]
        for at, row in enumerate(rows):
            one, other = (row.actor, row.issue) if of == ACTOR else (row.issue, row.actor)
            i, j = place[one], through.setdefault(other, len(through))
            assert row.level is not None  # `select` has left the others out
            self._cells[i].setdefault(j, defaultdict(list))[level[row.level]].append(at)
            self.activity[i] += 1
        self._place = place
        levels = np.array(scale.levels, dtype=np.float64)
        self.apart: Numbers = np.abs(levels[:, None] - levels[None, :])
        self.counts_both: npt.NDArray[np.bool_] = self._counts()

    def _counts(self) -> npt.NDArray[np.bool_]:
        """Which pairs of levels add anything to a weight, levels × levels."""
        if self._qualifier == "congruence":
            return np.not_equal(self.apart, self._range)
        if self._qualifier == "conflict":
            return np.not_equal(self.apart, 0)
        if self._qualifier == "subtract":
            return np.not_equal(2 * self.apart, self._range)
        return np.ones_like(self.apart, dtype=np.bool_)

    @property
    def tells_cancelled(self) -> bool:
        """Whether a weight of 0 may have statements behind it."""
        return self._qualifier == "subtract"

    def blocks(self) -> Iterator[tuple[Places, Numbers]]:
        """For each thing that two or more nodes share: the nodes, sorted, and x, nodes × levels."""
        sharers: defaultdict[int, list[int]] = defaultdict(list)
        for i, cells in enumerate(self._cells):
            for j in cells:
                sharers[j].append(i)
        for j in sorted(sharers):
            nodes = sharers[j]
            if len(nodes) < 2:
                continue
            x = np.zeros((len(nodes), len(self.levels)))
            for at, i in enumerate(nodes):
                for k, rows in self._cells[i][j].items():
                    x[at, k] = len(rows)
            yield np.array(nodes, dtype=np.int64), x

    def rows(self, source: str, target: str) -> tuple[Coded, ...]:
        """The rows behind the tie of two keys, earliest first: those that met a counterpart."""
        one, other = self._cells[self._place[source]], self._cells[self._place[target]]
        found: set[int] = set()
        for j in one.keys() & other.keys():
            for k, mine in one[j].items():
                for m, theirs in other[j].items():
                    if self.counts_both[k, m]:
                        found.update(mine)
                        found.update(theirs)
        return tuple(self._rows[at] for at in sorted(found))


@dataclass(frozen=True, slots=True)
class PairSums:
    """For each pair that shares anything, `one` before `other`, the sums its weight is made of.

    `products` Σ_jkl x_ijk x_i'jl; `distances` the same times |k − l|; `presence` above 0 where a
    pair of statements counts though the sum may be 0; `overlaps` what is to be added to the two
    activities for Jaccard's denominator.
    """

    one: Places
    other: Places
    products: Numbers
    distances: Numbers
    presence: Numbers
    overlaps: Numbers


def pair_sums(shared: Shared, *, jaccard: bool) -> PairSums:
    """Add up, over everything that is shared, the sums of each pair."""
    width = len(shared.keys)
    held = _Held()
    for nodes, x in shared.blocks():
        height = max(1, _AT_ONCE // len(nodes))  # so that one crowded issue is taken in strips
        for top in range(0, len(nodes) - 1, height):
            strip = slice(top, min(top + height, len(nodes)))
            held.add(*_strip(shared, nodes, x, strip, width, jaccard))
    keys, sums = held.total()
    return PairSums(keys // max(width, 1), keys % max(width, 1), *sums)


def _strip(
    shared: Shared, nodes: Places, x: Numbers, strip: slice, width: int, jaccard: bool
) -> tuple[Places, Numbers]:
    """Keys of the pairs of a strip of nodes with all later ones, and their four sums."""
    mine = x[strip]
    later = np.arange(strip.start, strip.stop)[:, None] < np.arange(len(nodes))[None, :]
    keys = (nodes[strip, None] * width + nodes[None, :])[later]
    empty = np.zeros(len(keys))
    products = np.outer(mine.sum(axis=1), x.sum(axis=1))[later]
    distances = (mine @ shared.apart @ x.T)[later]
    presence = (
        (mine @ shared.counts_both.astype(np.float64) @ x.T)[later]
        if shared.tells_cancelled
        else empty
    )
    overlaps = empty
    if jaccard:
        has, had = (x > 0).astype(np.float64), (mine > 0).astype(np.float64)
        overlaps = (mine @ x.T - mine @ has.T - had @ x.T)[later]
    return keys, np.vstack([products, distances, presence, overlaps])


class _Held:
    """Sums by key, equal keys added up whenever many are held: memory follows the answer."""

    def __init__(self) -> None:
        self._keys: list[Places] = [np.zeros(0, dtype=np.int64)]
        self._sums: list[Numbers] = [np.zeros((4, 0))]
        self._size = 0
        self._limit = _AT_ONCE

    def add(self, keys: Places, sums: Numbers) -> None:
        self._keys.append(keys)
        self._sums.append(sums)
        self._size += len(keys)
        if self._size > self._limit:
            kept, _ = self.total()
            # Twice what is left, so that each number is added up a bounded number of times.
            self._limit = max(_AT_ONCE, 2 * len(kept))

    def total(self) -> tuple[Places, Numbers]:
        keys = np.concatenate(self._keys)
        sums = np.concatenate(self._sums, axis=1)
        if len(keys):
            order = np.argsort(keys, kind="stable")
            keys = keys[order]
            starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
            keys, sums = keys[starts], np.add.reduceat(sums[:, order], starts, axis=1)
        self._keys, self._sums, self._size = [keys], [sums], len(keys)
        return keys, sums
