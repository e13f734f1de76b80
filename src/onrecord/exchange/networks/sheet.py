"""A network as plain rows for files: ids, labels, typed columns, days; and what files lose.

All the formats share what is decided here: which columns there are, how a value becomes text,
and which characters XML cannot hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import isfinite
from typing import Any

from onrecord.analyse.networks import Network
from onrecord.exchange.losses import Losses, Lost

Value = str | bool | int | float
Spells = tuple[tuple[date, date], ...]

# What XML 1.0 has no way to write, and half a surrogate pair, which no encoding has.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file holds, and what it could not carry."""

    format: str
    nodes: int
    edges: int
    lost: Losses


def carried(format: str, network: Network, lost: Lost) -> Carried:
    """The report for a file that is complete."""
    return Carried(format, len(network.nodes), len(network.edges), lost.told())


def clean(text: str, lost: Lost) -> str:
    """The text without what XML or UTF-8 cannot hold, each replaced by U+FFFD and counted.

    >>> clean("a\x0bb & “c”", Lost())
    'a�b & “c”'
    """
    cleaned, count = _UNWRITABLE.subn("�", text)
    lost.note("control and half characters, replaced", cleaned, count)
    return cleaned.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Item:
    """A node or an edge: its values by column, and the days it was there."""

    values: Mapping[str, Value]
    days: tuple[date, ...]


class Sheet:
    """The nodes and edges of a network as rows of typed columns. Nodes are `n0`, `n1` …"""

    def __init__(self, network: Network, lost: Lost) -> None:
        self.network = network
        self.lost = lost
        place = {(node.mode, node.key): at for at, node in enumerate(network.nodes)}
        first, last = network.modes[0], network.modes[-1]
        self.ends = [
            (place[first, edge.source], place[last, edge.target]) for edge in network.edges
        ]
        note_cancelled(network, lost, "ties that cancel out to 0")
        for ids in network.doubles.values():
            lost.note("ids of statements not counted, being the same again", ids[0], len(ids))

    @cached_property
    def edges(self) -> list[Item]:
        """One item an edge: weight, sign, the ids of its statements as a JSON list, days."""
        return [self._edge(at) for at in range(len(self.network.edges))]

    def _edge(self, at: int) -> Item:
        edge = self.network.edges[at]
        rows = edge.rows
        ids = list(dict.fromkeys(row.id for row in rows))
        days = tuple(sorted({row.day for row in rows if row.day is not None}))
        values: dict[str, Value] = {
            "weight": edge.weight,
            "sign": "+" if edge.weight > 0 else "-",
            "statements": clean(json.dumps(ids, ensure_ascii=False), self.lost),
            "statement_count": len(ids),
            **_span_of(days),
        }
        return Item(values, days)

    @cached_property
    def nodes(self) -> list[Item]:
        """One item a node: its key, mode, number of statements, attributes, days."""
        given = self._attributes()
        return [
            Item(
                {
                    "label": clean(node.label, self.lost),
                    "key": clean(node.key, self.lost),
                    "mode": node.mode,
                    "statement_count": node.statements,
                    **_span_of(node.days),
                    **attributes,
                },
                node.days,
            )
            for node, attributes in zip(self.network.nodes, given, strict=True)
        ]

    def _attributes(self) -> list[dict[str, Value]]:
        """The free attributes of each node, one type a column, under names that are free."""
        found: list[dict[str, Value]] = [{} for _ in self.network.nodes]
        for name, new in self._names().items():
            column = [_plain(node.attributes.get(name)) for node in self.network.nodes]
            for at, value in self._typed(name, column):
                found[at][new] = value
        return found

    def _names(self) -> dict[str, str]:
        """Attribute → its column, which is none of those that every file has."""
        names = sorted({name for node in self.network.nodes for name in node.attributes})
        taken = {"id", "label", "key", "mode", "statement_count", "first_day", "last_day", "name"}
        found = {}
        for name in names:
            new = clean(name, self.lost)
            while new.casefold() in taken:
                new += "_"
            if new != name:
                self.lost.note("names of attributes changed, being taken", f"{name}: {new}")
            taken.add(new.casefold())
            found[name] = new
        return found

    def _typed(self, name: str, column: Sequence[Value | None]) -> Iterator[tuple[int, Value]]:
        """The values that are there, by place, all of one type: numbers, else text."""
        kinds = {type(value) for value in column if value is not None}
        for at, value in enumerate(column):
            if value is None:
                continue
            if kinds == {int, float}:
                value = float(value)
            elif len(kinds) > 1 and not isinstance(value, str):
                self.lost.note("types of attribute values, written as text", name)
                value = written(value)
            yield at, clean(value, self.lost) if isinstance(value, str) else value

    def node_days(self) -> list[tuple[date, ...]]:
        """For each node its own days and those of its ties: it is there when a tie of it is."""
        days = [set(node.days) for node in self.nodes]
        for ends, edge in zip(self.ends, self.edges, strict=True):
            for end in ends:
                days[end].update(edge.days)
        return [tuple(sorted(of_node)) for of_node in days]


def note_cancelled(network: Network, lost: Lost, what: str) -> None:
    """Count the ties whose statements weigh each other out: no format has a tie of 0."""
    first, last = network.modes[0], network.modes[-1]
    labels = {(node.mode, node.key): node.label for node in network.nodes}
    for edge in network.cancelled:
        source = labels.get((first, edge.source), edge.source)
        lost.note(what, f"{source} – {labels.get((last, edge.target), edge.target)}")


def columns(items: Iterable[Item]) -> dict[str, str]:
    """Column → type (`string`, `boolean`, `long`, `double`), in the order of first appearance."""
    found: dict[str, str] = {}
    for item in items:
        for name, value in item.values.items():
            found.setdefault(name, _TYPES[type(value)])
    return found


_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}


def written(value: Value) -> str:
    """A value as XML Schema writes it; floats keep every digit they need.

    >>> written(True), written(2.0), written(1 / 3), written(float("-inf"))
    ('true', '2.0', '0.3333333333333333', '-INF')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not isfinite(value):
        return "NaN" if value != value else ("INF" if value > 0 else "-INF")
    return str(value)


def spells(days: Sequence[date]) -> Spells:
    """Runs of days, first and last of each.

    >>> [(str(a), str(b)) for a, b in spells([date(2021, 2, 28), date(2021, 3, 1)])]
    [('2021-02-28', '2021-03-01')]
    """
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return tuple(runs)


def _span_of(days: Sequence[date]) -> dict[str, Value]:
    if not days:
        return {}
    return {"first_day": days[0].isoformat(), "last_day": days[-1].isoformat()}


def _plain(value: Any) -> Value | None:
    """A value as one of the four types that files have; dates and lists become text."""
    if value is None or isinstance(value, str | bool | float):
        return value
    if isinstance(value, int):
        # Longs have 64 bits; a larger number keeps its digits as text.
        return value if -(2**63) <= value < 2**63 else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
