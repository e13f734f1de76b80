"""Matrices: CSV with labels, and UCINET DL. Both lose all but labels and weights."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TextIO

from onrecord.analyse.networks import Network, Node
from onrecord.exchange.losses import Lost
from onrecord.exchange.networks.sheet import Carried, carried, clean, note_cancelled


def write_csv(
    network: Network, out: TextIO, *, transpose: bool = False, delimiter: str = ";"
) -> Carried:
    """A matrix: labels above and at the left, quoted (quotes within doubled); numbers bare.

    Two-mode networks have actors as rows, `transpose` makes them columns.
    """
    lost = _lost(network)
    across, down, numbers = _matrix(network, transpose)
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    above = _labels(across, lost)
    left = _labels(down, lost) if network.two_mode else above
    writer.writerow(["", *above])
    for label, row in zip(left, numbers, strict=True):
        writer.writerow([label, *row])
    return carried("csv", network, lost)


def write_dl(network: Network, out: TextIO, *, transpose: bool = False) -> Carried:
    """UCINET DL, format fullmatrix. Labels stand in double quotes, which DL cannot escape.

    A double quote within a label becomes an apostrophe and a line break a space; both are told.
    """
    lost = _lost(network)
    across, down, numbers = _matrix(network, transpose)
    size = f"nr = {len(down)}, nc = {len(across)}" if network.two_mode else f"n = {len(down)}"
    out.write(f"dl {size}, format = fullmatrix\n")
    headings = ("row labels", "col labels") if network.two_mode else ("labels",)
    for heading, nodes in zip(headings, (down, across), strict=False):
        out.write(f"{heading}:\n")
        for label in _labels(nodes, lost):
            plain = " ".join(label.replace('"', "'").splitlines())
            if plain != label:
                lost.note("labels changed: quotation marks or line breaks", label)
            out.write(f'"{plain}"\n')
    out.write("data:\n")
    for row in numbers:
        out.write("".join(f" {number}" for number in row) + "\n")
    return carried("dl", network, lost)


def _lost(network: Network) -> Lost:
    lost = Lost()
    lost.note("ties whose statements are not named", count=len(network.edges))
    note_cancelled(network, lost, "ties that cancel out to 0, which look like none")
    for node in network.nodes:
        for name in node.attributes:
            lost.note("attributes of nodes", name)
    lost.note("days of nodes", count=sum(bool(node.days) for node in network.nodes))
    return lost


def _matrix(
    network: Network, transpose: bool
) -> tuple[Sequence[Node], Sequence[Node], Iterator[list[int | float]]]:
    """Nodes across, nodes down, and the rows of numbers, one at a time."""
    down, across = network.rows, network.columns
    cells: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for edge in network.edges:
        one, other = (edge.target, edge.source) if transpose else (edge.source, edge.target)
        cells[one][other] = edge.weight
        if not network.two_mode:
            cells[other][one] = edge.weight
    if transpose:
        down, across = across, down
    rows = ([_number(cells[node.key].get(other.key, 0)) for other in across] for node in down)
    return across, down, rows


def _number(weight: float) -> int | float:
    return int(weight) if weight == int(weight) else weight


def _labels(nodes: Sequence[Node], lost: Lost) -> list[str]:
    """Labels; where two nodes have the same, the key tells them apart."""
    often = Counter(node.label for node in nodes)
    found = []
    for node in nodes:
        label = clean(node.label, lost)
        if often[node.label] > 1:
            lost.note("labels that several nodes share, told apart by their keys", label)
            label = f"{label} ({clean(node.key, lost)})"
        found.append(label)
    return found
