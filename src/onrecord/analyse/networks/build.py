"""Coded rows → two-mode and one-mode networks, by the formulas of docs/networks.md.

x_ijk is the number of statements of actor i on issue j at level k, after selection.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from onrecord.analyse.networks.choices import check_choice, one_of
from onrecord.analyse.networks.network import ACTOR, ISSUE, Edge, Network, Node
from onrecord.analyse.networks.pairs import Shared, pair_sums
from onrecord.analyse.networks.rows import Coded, Scale, scale
from onrecord.analyse.networks.selection import Selected, Selection, Window, select
from onrecord.errors import OnrecordError

EVERYTHING = Selection()
BINARY = scale("binary")


def two_mode(
    rows: Iterable[Coded],
    *,
    scale: Scale = BINARY,
    qualifier: str = "ignore",
    normalisation: str = "none",
    selection: Selection = EVERYTHING,
) -> Network:
    """Actors by issues.

    Weights: `ignore` Σ_k x_ijk; `subtract` Σ_k k·x_ijk (of two levels: upper less lower);
    `combine` 1, 2 or 3. `activity` divides by Σ_jk x_ijk, `prominence` by Σ_ik x_ijk: numbers of
    statements, so that neither is 0 or below. Raises `OnrecordError` for what does not fit.

    >>> from onrecord.analyse.networks import Coded
    >>> rows = [Coded(id, "Peru", "quota", 1, None, "d") for id in ("s1", "s2")]
    >>> [(e.source, e.target, e.weight, e.statements) for e in two_mode(rows).edges]
    [('Peru', 'quota', 2.0, ('s1', 's2'))]
    """
    check_choice(qualifier, "qualifier", "two")
    check_choice(normalisation, "normalisation", "two")
    if qualifier == "combine" and (not scale.binary or normalisation != "none"):
        raise OnrecordError(
            "`combine` gives codes, not amounts: two levels only, and nothing to divide",
            hint="qualifier subtract, or the scale binary with normalisation none",
        )
    chosen = select(rows, selection, scale, ignore_level=qualifier == "ignore")
    cells: defaultdict[tuple[str, str], list[Coded]] = defaultdict(list)
    for row in chosen.rows:
        cells[row.actor, row.issue].append(row)
    side = {"activity": 0, "prominence": 1}.get(normalisation)
    total: Counter[str] = Counter()
    if side is not None:
        for key, cell in cells.items():
            total[key[side]] += len(cell)
    weigh = _CELL[qualifier]
    trail = _Cells(cells)
    edges = [
        Edge(*key, weigh(cell, scale) / (1 if side is None else total[key[side]]), trail)
        for key, cell in sorted(cells.items())
    ]
    return _network((ACTOR, ISSUE), chosen, edges, scale, qualifier, normalisation, selection)


def one_mode(
    rows: Iterable[Coded],
    *,
    of: str = ACTOR,
    scale: Scale = BINARY,
    qualifier: str = "congruence",
    normalisation: str = "none",
    selection: Selection = EVERYTHING,
) -> Network:
    """Actors by actors through the issues they share, or issues by issues (`of="issue"`).

    Weights, of i and i': `ignore` Σ_j (Σ_k x_ijk)(Σ_k x_i'jk); `congruence`
    Σ_jkl x_ijk x_i'jl (1 − |k − l| / range); `conflict` the same with |k − l| / range;
    `subtract` their difference. `average_activity` divides by the mean number of statements of
    the two, `cosine` by the product of these numbers, `jaccard` by
    Σ_jk (x_ijk [x_i'jk = 0] + x_i'jk [x_ijk = 0] + x_ijk x_i'jk).
    Raises `OnrecordError` for what does not fit.

    >>> from onrecord.analyse.networks import Coded
    >>> rows = [
    ...     Coded("s1", "Peru", "quota", 1, None, "d"),
    ...     Coded("s2", "Chad", "quota", 0, None, "d"),
    ... ]
    >>> [(e.source, e.target, e.weight) for e in one_mode(rows, qualifier="conflict").edges]
    [('Chad', 'Peru', 1.0)]
    """
    check_choice(qualifier, "qualifier", "one")
    check_choice(normalisation, "normalisation", "one")
    one_of(of, (ACTOR, ISSUE), what="mode")
    chosen = select(rows, selection, scale, ignore_level=qualifier == "ignore")
    keys = chosen.actors if of == ACTOR else chosen.issues
    shared = Shared(chosen.rows, of=of, keys=keys, scale=scale, qualifier=qualifier)
    sums = pair_sums(shared, jaccard=normalisation == "jaccard")
    reach = scale.range
    if qualifier == "ignore":
        weights = sums.products
    elif qualifier == "congruence":
        weights = (sums.products * reach - sums.distances) / reach
    elif qualifier == "conflict":
        weights = sums.distances / reach
    else:
        weights = (sums.products * reach - 2 * sums.distances) / reach
    ones, others = shared.activity[sums.one], shared.activity[sums.other]
    if normalisation == "average_activity":
        weights = weights / ((ones + others) / 2)
    elif normalisation == "cosine":
        weights = weights / (ones * others)
    elif normalisation == "jaccard":
        weights = weights / (ones + others + sums.overlaps)
    # A pair without a weight is a tie only where statements cancel out.
    tied = np.flatnonzero((weights != 0) | (sums.presence > 0))
    edges = [
        Edge(keys[one], keys[other], weight, shared)
        for one, other, weight in zip(
            sums.one[tied].tolist(),
            sums.other[tied].tolist(),
            weights[tied].tolist(),
            strict=True,
        )
    ]
    return _network((of,), chosen, edges, scale, qualifier, normalisation, selection)


def through_time(
    rows: Iterable[Coded],
    windows: Iterable[Window],
    make: Callable[..., Network],
    *,
    selection: Selection = EVERYTHING,
    **choices: object,
) -> tuple[tuple[Window, Network], ...]:
    """A network for each window: `make` is `two_mode` or `one_mode`, `choices` go to it.

    Rows without a day are in none, and counted in each; rows outside a window are counted too.
    """
    everything = tuple(rows)
    return tuple(
        (window, make(everything, selection=replace(selection, window=window), **choices))
        for window in windows
    )


def _count(cell: Sequence[Coded], scale: Scale) -> float:
    return float(len(cell))


def _difference(cell: Sequence[Coded], scale: Scale) -> float:
    return float(sum(scale.signed(row.level) for row in cell if row.level is not None))


def _code(cell: Sequence[Coded], scale: Scale) -> float:
    levels = {row.level for row in cell}
    return float((scale.levels[1] in levels) + 2 * (scale.levels[0] in levels))


_CELL: dict[str, Callable[[Sequence[Coded], Scale], float]] = {
    "ignore": _count,
    "subtract": _difference,
    "combine": _code,
}


@dataclass(frozen=True, slots=True)
class _Cells:
    """The trail of a two-mode network: actor and issue → rows, which `select` has sorted."""

    cells: dict[tuple[str, str], list[Coded]]

    def rows(self, source: str, target: str) -> tuple[Coded, ...]:
        return tuple(self.cells[source, target])


def _network(
    modes: tuple[str, ...],
    chosen: Selected,
    edges: Sequence[Edge],
    scale: Scale,
    qualifier: str,
    normalisation: str,
    selection: Selection,
) -> Network:
    return Network(
        modes=modes,
        nodes=tuple(node for mode in modes for node in _nodes(mode, chosen)),
        edges=tuple(edge for edge in edges if edge.weight),
        cancelled=tuple(edge for edge in edges if not edge.weight),
        settings={
            "network": "two-mode" if len(modes) == 2 else "one-mode",
            "qualifier": qualifier,
            "normalisation": normalisation,
            "duplicates": selection.duplicates,
            "scale": f"{scale.name}, {scale.levels[0]:g} to {scale.levels[-1]:g}",
            **({"window": str(selection.window)} if selection.window else {}),
        },
        left_out=chosen.left_out,
        doubles=_doubles(chosen),
    )


def _doubles(chosen: Selected) -> dict[str, tuple[str, ...]]:
    """Id of a counted statement → ids it stands for; joint actors may have one each."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for at in sorted(chosen.doubles):
        found[chosen.rows[at].id].update(dict.fromkeys(chosen.doubles[at]))
    return {id: tuple(ids) for id, ids in found.items()}


def _nodes(mode: str, chosen: Selected) -> list[Node]:
    days: defaultdict[str, set[date]] = defaultdict(set)
    count: Counter[str] = Counter()
    for row in chosen.rows:
        key = row.actor if mode == ACTOR else row.issue
        count[key] += 1
        if row.day is not None:
            days[key].add(row.day)
    return [
        Node(
            mode,
            key,
            label=key,
            statements=count[key],
            days=tuple(sorted(days[key])),
        )
        for key in (chosen.actors if mode == ACTOR else chosen.issues)
    ]
