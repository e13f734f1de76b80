"""GEXF 1.3, with the days on which nodes and ties were there, for Gephi's timeline.

networkx has a writer too; it stamps the day of writing and its own version into each file and
gives a graph no time format of its own accord, so that files differ from day to day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TextIO

from onrecord.analyse.networks import Network
from onrecord.exchange.losses import Lost
from onrecord.exchange.networks.sheet import (
    Carried,
    Item,
    Sheet,
    carried,
    clean,
    columns,
    spells,
    written,
)
from onrecord.exchange.networks.xml import Xml

_NAMESPACE = "http://gexf.net/1.3"
_ROOT = {
    "xmlns": _NAMESPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{_NAMESPACE} {_NAMESPACE}/gexf.xsd",
    "version": "1.3",
}


def write_gexf(network: Network, out: TextIO) -> Carried:
    """GEXF with every attribute; dynamic where any day is known.

    A tie is there on each day on which one of its statements was made, a node when any of its
    ties is (else Gephi's timeline would hide the tie); what has no day is always there.
    """
    lost = Lost()
    sheet = Sheet(network, lost)
    days = sheet.node_days()
    dated = [day for of_node in days for day in of_node]
    xml = Xml(out)
    with xml.element("gexf", _ROOT):
        with xml.element("meta"):
            xml.leaf("creator", text="onrecord")
            told = [f"{name}: {value}" for name, value in network.settings.items()]
            told += [f"left out, {d.reason}: {d.count}" for d in network.left_out]
            xml.leaf("description", text=clean("; ".join(told), lost))
        with xml.element("graph", _time(dated)):
            node_ids = _attributes(xml, "node", columns(sheet.nodes), without=("label",))
            edge_ids = _attributes(xml, "edge", columns(sheet.edges), without=("weight",))
            with xml.element("nodes"):
                for number, (node, there) in enumerate(zip(sheet.nodes, days, strict=True)):
                    attributes = {"id": f"n{number}", "label": str(node.values["label"])}
                    with xml.element("node", attributes):
                        _values(xml, node_ids, node)
                        _spells(xml, there)
            with xml.element("edges"):
                for number, ((one, other), edge) in enumerate(
                    zip(sheet.ends, sheet.edges, strict=True)
                ):
                    attributes = {
                        "id": f"e{number}",
                        "source": f"n{one}",
                        "target": f"n{other}",
                        "weight": written(edge.values["weight"]),
                    }
                    with xml.element("edge", attributes):
                        _values(xml, edge_ids, edge)
                        _spells(xml, edge.days)
    if dated:
        undated = sum(not edge.days for edge in sheet.edges)
        lost.note("ties without a day, shown at all times", count=undated)
    return carried("gexf", network, lost)


def _time(dated: Sequence[date]) -> dict[str, str]:
    if not dated:
        return {"defaultedgetype": "undirected", "mode": "static"}
    return {
        "defaultedgetype": "undirected",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
        "start": min(dated).isoformat(),
        "end": max(dated).isoformat(),
    }


def _attributes(
    xml: Xml, of: str, types: Mapping[str, str], without: tuple[str, ...]
) -> dict[str, str]:
    """Declare the columns that are no attribute of the element itself; column → its id."""
    kept = {name: type_ for name, type_ in types.items() if name not in without}
    ids = {name: f"{of}{number}" for number, name in enumerate(kept)}
    if kept:
        with xml.element("attributes", {"class": of, "mode": "static"}):
            for name, type_ in kept.items():
                xml.leaf("attribute", {"id": ids[name], "title": name, "type": type_})
    return ids


def _values(xml: Xml, ids: Mapping[str, str], item: Item) -> None:
    with xml.element("attvalues"):
        for name, value in item.values.items():
            if name in ids:
                xml.leaf("attvalue", {"for": ids[name], "value": written(value)})


def _spells(xml: Xml, days: Sequence[date]) -> None:
    if days:
        with xml.element("spells"):
            for first, last in spells(days):
                xml.leaf("spell", {"start": first.isoformat(), "end": last.isoformat()})
