"""A network: nodes, ties, and the statements behind each tie."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from onrecord.analyse.networks.rows import Coded
from onrecord.errors import OnrecordError
from onrecord.model import Dropped

ACTOR, ISSUE = "actor", "issue"


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or an issue. Two nodes are the same if their mode and key are.

    `key` is what the rows call it, `label` what people read; `statements` is the number of rows
    that count, `days` are those on which any was made, ascending, each once.
    """

    mode: str
    key: str
    label: str = field(compare=False)
    statements: int = field(compare=False)
    days: tuple[date, ...] = field(compare=False, default=())
    attributes: Mapping[str, Any] = field(compare=False, default_factory=dict)


class Trail(Protocol):
    """Leads from a tie to the rows behind it."""

    def rows(self, source: str, target: str) -> tuple[Coded, ...]:
        """The rows behind the tie of two keys, earliest first."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie. `source` and `target` are keys: actor and issue, or two of one mode, in order."""

    source: str
    target: str
    weight: float
    trail: Trail = field(repr=False, compare=False)

    @property
    def rows(self) -> tuple[Coded, ...]:
        """The rows that make the tie, earliest first; those without a day last."""
        return self.trail.rows(self.source, self.target)

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements that make the tie, each once, in the order of `rows`."""
        return tuple(dict.fromkeys(row.id for row in self.rows))


@dataclass(frozen=True, slots=True)
class Network:
    """A discourse network, undirected. Nodes by mode and key, edges by source and target, sorted.

    `modes` is `("actor", "issue")` for a two-mode network, one name for a one-mode network.
    `cancelled` are ties whose statements weigh each other out to 0 (a `subtract` network only):
    in a matrix they look like no tie. `settings` say how it was made, `left_out` counts what was
    left out and why, `doubles` maps the id of a counted statement to the ids it stands for.
    """

    modes: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cancelled: tuple[Edge, ...]
    settings: Mapping[str, str]
    left_out: tuple[Dropped, ...]
    doubles: Mapping[str, tuple[str, ...]]

    def nodes_of(self, mode: str) -> tuple[Node, ...]:
        """The nodes of one mode, sorted by key."""
        return tuple(node for node in self.nodes if node.mode == mode)

    @property
    def rows(self) -> tuple[Node, ...]:
        """The nodes that are the rows of the matrix: those of the first mode."""
        return self.nodes_of(self.modes[0])

    @property
    def columns(self) -> tuple[Node, ...]:
        """The nodes that are the columns of the matrix: those of the last mode."""
        return self.nodes_of(self.modes[-1])

    @property
    def two_mode(self) -> bool:
        """Whether it has actors and issues."""
        return len(self.modes) == 2

    def matrix(self) -> npt.NDArray[np.float64]:
        """The weights, rows × columns; a one-mode matrix is symmetric with a diagonal of 0."""
        rows = {node.key: at for at, node in enumerate(self.rows)}
        columns = {node.key: at for at, node in enumerate(self.columns)}
        weights = np.zeros((len(rows), len(columns)))
        for edge in self.edges:
            weights[rows[edge.source], columns[edge.target]] = edge.weight
        return weights if self.two_mode else weights + weights.T

    def edge(self, one: str, other: str) -> Edge | None:
        """The tie of two keys (actor first in a two-mode network), or None where there is none."""
        if not self.two_mode:
            one, other = sorted((one, other))
        at = bisect_left(self.edges, (one, other), key=lambda edge: (edge.source, edge.target))
        if at == len(self.edges):
            return None
        edge = self.edges[at]
        return edge if (edge.source, edge.target) == (one, other) else None

    def described(
        self,
        labels: Mapping[str, Mapping[str, str]] | None = None,
        attributes: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
    ) -> Network:
        """The same network with what people read: mode → key → label, mode → key → attributes.

        A key that is not named keeps what it has. Raises `OnrecordError` for an unknown mode.
        """
        labels, attributes = labels or {}, attributes or {}
        strange = sorted({*labels, *attributes}.difference((ACTOR, ISSUE)))
        if strange:
            raise OnrecordError(f"{strange[0]!r} is no mode of a network", hint="actor, issue")
        nodes = tuple(
            replace(
                node,
                label=labels.get(node.mode, {}).get(node.key, node.label),
                attributes={
                    **node.attributes,
                    **attributes.get(node.mode, {}).get(node.key, {}),
                },
            )
            for node in self.nodes
        )
        return replace(self, nodes=nodes)
