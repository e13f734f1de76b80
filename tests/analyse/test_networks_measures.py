"""Communities, centralities and polarisation, on networks where the answer can be seen."""

from __future__ import annotations

import math
import os
import subprocess
import sys

import pytest

from onrecord.analyse.networks import (
    Coded,
    centralities,
    choices,
    communities,
    ei_index,
    graph,
    one_mode,
    polarisation,
    two_mode,
)
from onrecord.errors import OnrecordError


def camps() -> list[Coded]:
    """Two camps of three, opposed on three issues; Ada and Bo also meet on a fourth."""
    rows = [
        Coded(f"{actor}{issue}", actor, issue, level, None, "d")
        for actor, level in [("Ada", 1), ("Al", 1), ("Ann", 1), ("Bo", 0), ("Bea", 0), ("Bob", 0)]
        for issue in "xyz"
    ]
    return [*rows, Coded("1", "Ada", "w", 1, None, "d"), Coded("2", "Bo", "w", 1, None, "d")]


@pytest.mark.parametrize("method", list(choices("communities")))
def test_camps_are_found_by_each_method(method: str) -> None:
    found = communities(one_mode(camps()), method=method)
    assert [[node.key for node in group] for group in found.members] == [
        ["Ada", "Al", "Ann"],
        ["Bea", "Bo", "Bob"],
    ]
    # Within weight 18 of 19, both camps have degree 19 of 38: 18/19 − 2·(19/38)²
    assert found.modularity == pytest.approx(18 / 19 - 1 / 2)


def test_negative_ties_are_dropped_and_told_or_taken_by_their_size() -> None:
    network = one_mode(camps(), qualifier="subtract")
    assert communities(network).left_out == 9
    assert len(communities(network).members) == 2
    assert communities(network, negative="absolute").left_out == 0
    assert graph(network).size() == 6
    assert graph(network, negative="absolute").size() == 15


def test_nodes_without_a_tie_are_communities_of_one() -> None:
    rows = [Coded("1", "Ada", "x", 1, None, "d"), Coded("2", "Bo", "y", 1, None, "d")]
    found = communities(one_mode(rows))
    assert [len(group) for group in found.members] == [1, 1]
    assert found.modularity is None


def test_centralities_of_a_star() -> None:
    # Hub shares one issue with each of three: 2 statements each with Al, 1 with Bo and Cy.
    rows = [Coded(f"h{i}", "Hub", i, 1, None, "d") for i in "xyz"]
    rows += [Coded("a1", "Al", "x", 1, None, "d"), Coded("a2", "Al", "x", 1, None, "e")]
    rows += [Coded("b", "Bo", "y", 1, None, "d"), Coded("c", "Cy", "z", 1, None, "d")]
    network = one_mode(rows)
    found = centralities(network)
    al, bo, cy, hub = network.nodes
    assert not found.failed
    assert [found.values["degree"][n] for n in (al, bo, cy, hub)] == [1, 1, 1, 3]
    assert [found.values["strength"][n] for n in (al, bo, cy, hub)] == [2, 1, 1, 4]
    assert [found.values["betweenness"][n] for n in (al, bo, cy, hub)] == [0, 0, 0, 1]
    assert found.values["closeness"][hub] == pytest.approx(3 / (1 / 2 + 1 + 1))
    # Weights 2, 1, 1 to the hub: the largest eigenvalue is √6, the hub has 1/√2.
    assert found.values["eigenvector"][hub] == pytest.approx(1 / math.sqrt(2), abs=1e-5)
    assert found.values["eigenvector"][al] == pytest.approx(2 / math.sqrt(12), abs=1e-5)


def test_a_measure_that_cannot_be_had_is_told() -> None:
    rows = [Coded("1", "Ada", "x", 1, None, "d")]
    found = centralities(one_mode(rows), ["degree", "eigenvector"])
    assert list(found.values) == ["degree"]
    assert found.failed == {"eigenvector": "there is no tie"}
    assert centralities(one_mode([]), ["eigenvector"]).failed


def test_polarisation_of_two_camps() -> None:
    network = one_mode(camps(), qualifier="subtract")
    found = polarisation(network)
    assert len(found.best.members) == 2
    assert found.ei_index == -1  # agreement is found within camps alone: Ada and Bo net −2
    # 6 ties of 3 within; across, 8 of −3 and one of −3 + 1
    assert found.conflict == pytest.approx((8 * 3 + 2) / (8 * 3 + 2 + 18))


def test_the_ei_index_counts_weight_between_against_within() -> None:
    network = one_mode(camps())
    sides = {node: node.key[0] for node in network.nodes}
    assert ei_index(network, sides) == pytest.approx((1 - 18) / 19)
    assert polarisation(network, groups=sides).ei_index == pytest.approx((1 - 18) / 19)
    assert ei_index(network, dict.fromkeys(network.nodes, "one")) == -1
    assert ei_index(one_mode([]), {}) is None
    with pytest.raises(OnrecordError, match="is in no group"):
        ei_index(network, {})


def test_a_two_mode_network_has_communities_of_actors_and_their_issues() -> None:
    rows = [Coded(f"{a}{i}", a, i, 1, None, "d") for a, i in ["ax", "bx", "cy", "dy"]]
    found = communities(two_mode(rows))
    assert [{node.key for node in group} for group in found.members] == [
        {"a", "b", "x"},
        {"c", "d", "y"},
    ]


_AGAIN = """
from onrecord.analyse.networks import *
rows = [Coded(f"s{n}", f"a{n * 7 % 31}", f"i{n * 5 % 11}", n % 2, None, "d") for n in range(300)]
found = [communities(one_mode(rows), method=m, seed=3) for m in choices("communities")]
print([[[node.key for node in group] for group in f.members] for f in found])
"""


def test_communities_are_the_same_in_another_process_with_another_order_of_sets() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _AGAIN],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
