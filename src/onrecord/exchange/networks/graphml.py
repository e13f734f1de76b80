"""GraphML: plain for Gephi and its like, or with visone's drawing data."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import TextIO

from onrecord.analyse.networks import Edge, Network
from onrecord.exchange.losses import Lost
from onrecord.exchange.networks.formats import style
from onrecord.exchange.networks.sheet import (
    Carried,
    Item,
    Sheet,
    carried,
    clean,
    columns,
    written,
)
from onrecord.exchange.networks.xml import Xml

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_VISONE = {
    "xmlns": _NAMESPACE,
    "xmlns:visone": "http://visone.info/xmlns",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
}
_PLAIN = {
    "xmlns": _NAMESPACE,
    "xmlns:xsi": _XSI,
    "xsi:schemaLocation": f"{_NAMESPACE} {_NAMESPACE}/1.0/graphml.xsd",
}

Keys = Mapping[str, str]  # column → id of its key


def write_graphml(network: Network, out: TextIO) -> Carried:
    """GraphML with every attribute; `label` and `weight` are what Gephi takes for such.

    Of days only the first and last of each node and tie are carried: GraphML knows no time.
    """
    lost = Lost()
    sheet = Sheet(network, lost)
    xml = Xml(out)
    with xml.element("graphml", _PLAIN):
        about = _about(network)
        at_graph = _keys(xml, "graph", dict.fromkeys(about, "string"))
        at_node = _keys(xml, "node", columns(sheet.nodes))
        at_edge = _keys(xml, "edge", columns(sheet.edges))
        with xml.element("graph", {"id": "G", "edgedefault": "undirected"}):
            _graph_data(xml, at_graph, about, lost)
            for number, node in enumerate(sheet.nodes):
                with xml.element("node", {"id": f"n{number}"}):
                    _data(xml, at_node, node)
            for number, ((one, other), edge) in enumerate(
                zip(sheet.ends, sheet.edges, strict=True)
            ):
                with xml.element("edge", _edge_attributes(number, one, other)):
                    _data(xml, at_edge, edge)
    _lost_days(sheet)
    return carried("graphml", network, lost)


def write_visone(network: Network, out: TextIO) -> Carried:
    """GraphML with visone's own data: shapes and colours by mode, a circle for a layout.

    visone's keys: `nodegraphics` and `edgegraphics` of yFiles, whose elements stand within
    `visone:shapeNode` and `visone:polyLineEdge`, and the graph's `properties`, which say that
    nodes are labelled by `name` and edges by `weight`.
    """
    lost = Lost()
    sheet = Sheet(network, lost)
    nodes = [
        Item({("name" if k == "label" else k): v for k, v in node.values.items()}, ())
        for node in sheet.nodes
    ]
    xml = Xml(out)
    with xml.element("graphml", _VISONE):
        xml.leaf("key", {"id": "d0", "for": "node", "yfiles.type": "nodegraphics"})
        xml.leaf("key", {"id": "e0", "for": "edge", "yfiles.type": "edgegraphics"})
        xml.leaf("key", {"id": "prop", "for": "graph", "visone.type": "properties"})
        about = _about(network)
        at_graph = _keys(xml, "graph", dict.fromkeys(about, "string"))
        at_node = _keys(xml, "node", columns(nodes))
        at_edge = _keys(xml, "edge", columns(sheet.edges))
        with xml.element("graph", {"id": "G", "edgedefault": "undirected"}):
            with xml.element("data", {"key": "prop"}):
                xml.leaf("visone:labelAttribute", {"edgeLabel": "weight", "nodeLabel": "name"})
            _graph_data(xml, at_graph, about, lost)
            for number, node in enumerate(nodes):
                with xml.element("node", {"id": f"n{number}"}):
                    _data(xml, at_node, node)
                    _draw_node(xml, node, number, len(nodes))
            for number, ((one, other), item, edge) in enumerate(
                zip(sheet.ends, sheet.edges, network.edges, strict=True)
            ):
                with xml.element("edge", _edge_attributes(number, one, other)):
                    _data(xml, at_edge, item)
                    _draw_edge(xml, edge, network)
    _lost_days(sheet)
    return carried("visone", network, lost)


def _about(network: Network) -> dict[str, str]:
    left_out = {dropped.reason: dropped.count for dropped in network.left_out}
    return {**network.settings, "left_out": json.dumps(left_out, ensure_ascii=False)}


def _graph_data(xml: Xml, keys: Keys, about: Mapping[str, str], lost: Lost) -> None:
    for name, text in about.items():
        xml.leaf("data", {"key": keys[name]}, clean(text, lost))


def _keys(xml: Xml, of: str, types: Mapping[str, str]) -> Keys:
    ids = {name: f"{of}{number}" for number, name in enumerate(types)}
    for name, type_ in types.items():
        xml.leaf("key", {"id": ids[name], "for": of, "attr.name": name, "attr.type": type_})
    return ids


def _edge_attributes(number: int, one: int, other: int) -> dict[str, str]:
    return {"id": f"e{number}", "source": f"n{one}", "target": f"n{other}"}


def _data(xml: Xml, keys: Keys, item: Item) -> None:
    for name, value in item.values.items():
        xml.leaf("data", {"key": keys[name]}, written(value))


def _lost_days(sheet: Sheet) -> None:
    """Days between the first and last of a tie: GraphML has no place for them."""
    between = sum(len(edge.days[1:-1]) for edge in sheet.edges)
    sheet.lost.note("days of ties between the first and the last", count=between)


def _draw_node(xml: Xml, node: Item, number: int, of: int) -> None:
    look = style(str(node.values["mode"]))
    angle = 2 * math.pi * number / of
    radius = 10 * max(of, 20)
    centre = {"x": f"{radius * math.cos(angle):.1f}", "y": f"{radius * math.sin(angle):.1f}"}
    label = str(node.values["name"])
    with (
        xml.element("data", {"key": "d0"}),
        xml.element("visone:shapeNode"),
        xml.element("y:ShapeNode"),
    ):
        xml.leaf("y:Geometry", {"height": "20.0", "width": "20.0", **centre})
        xml.leaf("y:Fill", {"color": look["colour"], "transparent": "false"})
        xml.leaf("y:BorderStyle", {"color": "#000000", "type": "line", "width": "1.0"})
        xml.leaf("y:NodeLabel", {"modelName": "eight_pos", "modelPosition": "n"}, label)
        xml.leaf("y:Shape", {"type": look["shape"]})


def _draw_edge(xml: Xml, edge: Edge, network: Network) -> None:
    with (
        xml.element("data", {"key": "e0"}),
        xml.element("visone:polyLineEdge"),
        xml.element("y:PolyLineEdge"),
    ):
        colour = style("tie")[_says(edge.weight, network.settings["qualifier"])]
        xml.leaf("y:LineStyle", {"color": colour, "type": "line", "width": "2.0"})


def _says(weight: float, qualifier: str) -> str:
    """What a tie says, by which it is coloured: agreement, disagreement, both, or neither."""
    codes: Sequence[str] = ("plain", "agreement", "disagreement", "both")
    if qualifier == "combine":
        return codes[int(weight)]
    if qualifier == "subtract":
        return "agreement" if weight > 0 else "disagreement"
    return {"congruence": "agreement", "conflict": "disagreement"}.get(qualifier, "plain")
