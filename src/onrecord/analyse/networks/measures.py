"""Communities, centralities and polarisation of a network, by networkx.

Measures that need ties to bind (all of them) are taken on ties of positive weight: what is done
with negative ones is a choice, `choices("negative")`, and what was left out is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from onrecord.analyse.networks.choices import check_choice
from onrecord.analyse.networks.network import Network, Node
from onrecord.errors import OnrecordError

# Seeds tried for the best partition. On nine made-up networks of 50 to 300 actors in two camps,
# forty instead of ten raised modularity by .006 at most; greedy modularity was higher in two, by
# .002 at most, and takes twenty times as long on 65,000 ties.
_TRIES = 10
_ITERATIONS = 1000  # of the power method before it counts as failed


@dataclass(frozen=True, slots=True)
class Communities:
    """A partition of all nodes: the largest community first, each sorted as the network is.

    `modularity` is Newman's, of the weighted graph, −0.5 to 1, None where there is no tie.
    `left_out` is the number of ties that the handling of negative weights left out.
    """

    method: str
    members: tuple[tuple[Node, ...], ...]
    modularity: float | None
    left_out: int

    def groups(self) -> dict[Node, int]:
        """Node → number of its community, 0 for the largest."""
        return {node: at for at, group in enumerate(self.members) for node in group}


@dataclass(frozen=True, slots=True)
class Centralities:
    """`values`: measure → node → value. `failed`: measure → why it could not be computed."""

    values: Mapping[str, Mapping[Node, float]]
    failed: Mapping[str, str]
    left_out: int


@dataclass(frozen=True, slots=True)
class Polarisation:
    """How far a network falls into camps.

    `best` is the partition of highest modularity found. `ei_index` is that of Krackhardt and
    Stern 1988 over that partition (or the groups given): (external − internal) / (external +
    internal) weight, −1 all ties within, +1 all between; None without ties. `conflict` is the
    share of negative weight in all weight (of a `subtract` network), None without ties.
    """

    best: Communities
    ei_index: float | None
    conflict: float | None


def graph(network: Network, *, negative: str = "drop") -> nx.Graph[int]:
    """The network as a graph of networkx, `weight` on its edges.

    Nodes are places in `network.nodes`: whole numbers, because the seeded methods of networkx go
    through sets of nodes, and only sets of numbers keep their order from run to run.
    """
    check_choice(negative, "negative")
    place = {(node.mode, node.key): at for at, node in enumerate(network.nodes)}
    first, last = network.modes[0], network.modes[-1]
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(len(network.nodes)))
    made.add_weighted_edges_from(
        (place[first, edge.source], place[last, edge.target], abs(edge.weight))
        for edge in network.edges
        if edge.weight > 0 or negative == "absolute"
    )
    return made


def communities(
    network: Network, *, method: str = "louvain", seed: int = 0, negative: str = "drop"
) -> Communities:
    """A partition into communities, the same for the same network and seed.

    `method`: see `choices("communities")`. Nodes without a tie are communities of one.
    """
    check_choice(method, "communities")
    made = graph(network, negative=negative)
    found = _METHODS[method](made, seed) if made.size() else [{at} for at in made]
    groups = sorted((sorted(group) for group in found), key=lambda g: (-len(g), g[0]))
    return Communities(
        method=method,
        members=tuple(tuple(network.nodes[at] for at in group) for group in groups),
        modularity=nx.community.modularity(made, map(set, groups)) if made.size() else None,
        left_out=len(network.edges) - made.number_of_edges(),
    )


def centralities(
    network: Network,
    measures: Iterable[str] = ("degree", "strength", "betweenness", "closeness", "eigenvector"),
    *,
    negative: str = "drop",
) -> Centralities:
    """Centralities of all nodes: see `choices("centrality")`.

    `betweenness` and `closeness` go through all shortest paths, nodes × ties steps: leave them
    out on networks of thousands of nodes. Betweenness is a share, 0 to 1; closeness is in the
    unit of weight. `eigenvector` (of length 1) needs a tie and may not converge; then it is in
    `failed`. Of a network in several parts it is about the strongest part only.
    """
    wanted = tuple(check_choice(measure, "centrality") for measure in measures)
    made = graph(network, negative=negative)
    for _, _, data in made.edges(data=True):
        data["length"] = 1 / data["weight"]
    values: dict[str, dict[Node, float]] = {}
    failed: dict[str, str] = {}
    for measure in wanted:
        try:
            found = _MEASURES[measure](made)
        except nx.PowerIterationFailedConvergence:
            failed[measure] = f"did not converge in {_ITERATIONS} steps"
        except _NoTie:
            failed[measure] = "there is no tie"
        else:
            values[measure] = {node: found[at] for at, node in enumerate(network.nodes)}
    return Centralities(values, failed, len(network.edges) - made.number_of_edges())


def polarisation(
    network: Network, *, groups: Mapping[Node, object] | None = None, seed: int = 0
) -> Polarisation:
    """How far a network falls into camps: found ones, or the `groups` of all its nodes.

    The best partition is that of ten seeded runs of `louvain`. Negative ties are left out of the
    search, and told as `conflict`. Raises `OnrecordError` where groups are given and a node has
    none.
    """
    tried = [communities(network, seed=seed + at) for at in range(_TRIES)]
    best = max(tried, key=lambda found: -1.0 if found.modularity is None else found.modularity)
    of: Mapping[Node, object] = best.groups() if groups is None else groups
    total = sum(abs(edge.weight) for edge in network.edges)
    against = sum(-edge.weight for edge in network.edges if edge.weight < 0)
    return Polarisation(best, ei_index(network, of), against / total if total else None)


def ei_index(network: Network, groups: Mapping[Node, object]) -> float | None:
    """(external − internal) / (external + internal) weight of positive ties, None without any."""
    lost = next((node for node in network.nodes if node not in groups), None)
    if lost is not None:
        raise OnrecordError(f"{lost.label!r} is in no group", hint="give every node a group")
    sides = [groups[node] for node in network.nodes]
    made = graph(network)
    within = between = 0.0
    for one, other, data in made.edges(data=True):
        if sides[one] == sides[other]:
            within += data["weight"]
        else:
            between += data["weight"]
    return (between - within) / (between + within) if within + between else None


def _louvain(made: nx.Graph[int], seed: int) -> Iterable[Iterable[int]]:
    return nx.community.louvain_communities(made, weight="weight", seed=seed)


def _greedy(made: nx.Graph[int], seed: int) -> Iterable[Iterable[int]]:
    return nx.community.greedy_modularity_communities(made, weight="weight")


def _labels(made: nx.Graph[int], seed: int) -> Iterable[Iterable[int]]:
    return nx.community.asyn_lpa_communities(made, weight="weight", seed=seed)


_METHODS: dict[str, Callable[[nx.Graph[int], int], Iterable[Iterable[int]]]] = {
    "louvain": _louvain,
    "greedy": _greedy,
    "labels": _labels,
}


class _NoTie(Exception):
    """A measure that needs ties met none."""


def _eigenvector(made: nx.Graph[int]) -> Mapping[int, float]:
    if not made.size():
        raise _NoTie
    return nx.eigenvector_centrality(made, max_iter=_ITERATIONS, weight="weight")


_MEASURES: dict[str, Callable[[nx.Graph[int]], Mapping[int, float]]] = {
    "degree": lambda made: {at: float(degree) for at, degree in made.degree()},
    "strength": lambda made: {at: float(sum_) for at, sum_ in made.degree(weight="weight")},
    "betweenness": lambda made: nx.betweenness_centrality(made, weight="length"),
    "closeness": lambda made: nx.closeness_centrality(made, distance="length"),
    "eigenvector": _eigenvector,
}
