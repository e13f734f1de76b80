"""Networks of any rows are those of the formulas, written out naively over whole tables."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analyse.networks import Coded, Network, Scale, choices, one_mode, two_mode

SCALE = Scale("five", (-2, -1, 0, 1, 2))
HALVES = Scale("uneven", (0, 0.5, 3))

# A loaded machine may be slow: what is tested here is sums, not speed.
easily = settings(deadline=None, max_examples=40)

levelled = st.sampled_from([SCALE, HALVES])


@st.composite
def tables(draw: st.DrawFn) -> tuple[Scale, list[Coded]]:
    scale = draw(levelled)
    cells = st.tuples(
        st.sampled_from("ABCDE"), st.sampled_from("vwxyz"), st.sampled_from(scale.levels)
    )
    rows = draw(st.lists(cells, max_size=30))
    return scale, [
        Coded(f"s{n:02}", actor, issue, level, None, "d")
        for n, (actor, issue, level) in enumerate(rows)
    ]


X = Counter[tuple[str, str, float]]


def counts(rows: list[Coded], of: str) -> X:
    if of == "actor":
        return Counter((r.actor, r.issue, r.level) for r in rows if r.level is not None)
    return Counter((r.issue, r.actor, r.level) for r in rows if r.level is not None)


def similarity(qualifier: str, k: float, m: float, reach: float) -> float:
    apart = abs(k - m) / reach
    return {
        "ignore": 1.0,
        "congruence": 1 - apart,
        "conflict": apart,
        "subtract": 1 - 2 * apart,
    }[qualifier]


def naive_one_mode(
    x: X, scale: Scale, one: str, other: str, qualifier: str, normalisation: str
) -> float:
    through = sorted({j for _, j, _ in x})
    cells = list(product(through, scale.levels))
    weight = sum(
        x[one, j, k] * x[other, j, m] * similarity(qualifier, k, m, scale.range)
        for j in through
        for k in scale.levels
        for m in scale.levels
    )
    ones = sum(x[one, j, k] for j, k in cells)
    others = sum(x[other, j, k] for j, k in cells)
    if normalisation == "average_activity":
        return weight / ((ones + others) / 2)
    if normalisation == "cosine":
        return weight / (ones * others)
    if normalisation == "jaccard":
        alone = sum(x[one, j, k] for j, k in cells if not x[other, j, k])
        alone += sum(x[other, j, k] for j, k in cells if not x[one, j, k])
        return weight / (alone + sum(x[one, j, k] * x[other, j, k] for j, k in cells))
    return weight


@pytest.mark.parametrize("of", ["actor", "issue"])
@pytest.mark.parametrize("qualifier", list(choices("qualifier", "one")))
@pytest.mark.parametrize("normalisation", list(choices("normalisation", "one")))
@easily
@given(table=tables())
def test_one_mode_weights_are_the_formula(
    of: str, qualifier: str, normalisation: str, table: tuple[Scale, list[Coded]]
) -> None:
    scale, rows = table
    network = one_mode(rows, of=of, scale=scale, qualifier=qualifier, normalisation=normalisation)
    x = counts(rows, of)
    keys = sorted({key for key, _, _ in x})
    matrix = network.matrix()
    assert [node.key for node in network.nodes] == keys
    for (a, one), (b, other) in product(enumerate(keys), enumerate(keys)):
        wanted = 0 if a == b else naive_one_mode(x, scale, one, other, qualifier, normalisation)
        assert math.isclose(matrix[a, b], wanted, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("qualifier", ["ignore", "subtract"])
@pytest.mark.parametrize("normalisation", list(choices("normalisation", "two")))
@easily
@given(table=tables())
def test_two_mode_weights_are_the_formula(
    qualifier: str, normalisation: str, table: tuple[Scale, list[Coded]]
) -> None:
    scale, rows = table
    network = two_mode(rows, scale=scale, qualifier=qualifier, normalisation=normalisation)
    x = counts(rows, "actor")
    matrix = network.matrix()
    for (a, actor), (b, issue) in product(enumerate(network.rows), enumerate(network.columns)):
        cell = {k: x[actor.key, issue.key, k] for k in scale.levels}
        wanted = sum(n * (1 if qualifier == "ignore" else k) for k, n in cell.items())
        if normalisation == "activity":
            wanted /= sum(n for (i, _, _), n in x.items() if i == actor.key)
        elif normalisation == "prominence":
            wanted /= sum(n for (_, j, _), n in x.items() if j == issue.key)
        assert math.isclose(matrix[a, b], wanted, rel_tol=1e-9, abs_tol=1e-12)


def behind(network: Network) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(e.source, e.target): e.statements for e in network.edges + network.cancelled}


@pytest.mark.parametrize("qualifier", list(choices("qualifier", "one")))
@easily
@given(table=tables())
def test_the_statements_of_a_tie_are_those_that_have_a_counterpart(
    qualifier: str, table: tuple[Scale, list[Coded]]
) -> None:
    scale, rows = table
    pairs: dict[tuple[str, str], set[str]] = {}
    for r, q in product(rows, rows):
        assert r.level is not None
        assert q.level is not None
        if r.actor < q.actor and r.issue == q.issue:
            if 2 * abs(r.level - q.level) == scale.range and qualifier == "subtract":
                continue
            if similarity(qualifier, r.level, q.level, scale.range):
                pairs.setdefault((r.actor, q.actor), set()).update((r.id, q.id))
    found = behind(one_mode(rows, scale=scale, qualifier=qualifier))
    assert found == {pair: tuple(sorted(ids)) for pair, ids in pairs.items()}


@easily
@given(table=tables())
def test_congruence_and_conflict_share_out_what_ignoring_counts(
    table: tuple[Scale, list[Coded]],
) -> None:
    scale, rows = table
    made = {
        q: one_mode(rows, scale=scale, qualifier=q).matrix() for q in choices("qualifier", "one")
    }
    assert abs(made["congruence"] + made["conflict"] - made["ignore"]).sum() < 1e-9
    assert abs(made["congruence"] - made["conflict"] - made["subtract"]).sum() < 1e-9
