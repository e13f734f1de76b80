"""Network files: well formed, read back whole, and honest about what they could not carry."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analyse.networks import Coded, Network, Selection, one_mode, two_mode
from onrecord.errors import OnrecordError
from onrecord.exchange.networks import (
    format_of,
    formats,
    network_text,
    write_csv,
    write_dl,
    write_network,
)

FIRST, SECOND, LATER = date(2021, 1, 1), date(2021, 1, 2), date(2021, 3, 9)
ODD = 'Ó’Neill & "Søns" <ltd>; “Ж” 🐟'

ROWS = (
    Coded("s1", ODD, "raise the quota, at once", 1, FIRST, "d1"),
    Coded("s2", "Peru", "raise the quota, at once", 0, SECOND, "d1"),
    Coded("s3", "Peru", "raise the quota, at once", 1, LATER, "d2"),
    Coded("s4", "O'Hara", "raise the quota, at once", 1, None, "d2"),
    Coded("s5", "O'Hara", "close the port", 0, LATER, "d3"),
)


def made(make: Callable[..., Network] = one_mode, **how: Any) -> Network:
    return make(ROWS, **{"qualifier": "ignore", **how}).described(
        {"actor": {"Peru": "Perú"}},
        {
            "actor": {
                "Peru": {"seats": 12, "share": 1, "joined": date(1945, 10, 31), "member": True},
                "O'Hara": {"seats": 3, "share": 0.5, "note": None, "tags": ["a", "b"]},
                ODD: {"label": "own", "mixed": 3},
            },
            "issue": {"close the port": {"mixed": "three"}},
        },
    )


def lost(network: Network, format: str) -> dict[str, int]:
    return {loss.what: loss.count for loss in network_text(network, format)[1].lost}


def graphml(network: Network) -> nx.Graph:
    return nx.read_graphml(BytesIO(network_text(network, "graphml")[0].encode()))


def gexf(network: Network) -> nx.Graph:
    return nx.read_gexf(BytesIO(network_text(network, "gexf")[0].encode()))


def test_a_csv_matrix_reads_back_with_quotes_and_commas() -> None:
    network = made(two_mode)
    out = StringIO()
    write_csv(network, out)
    header, *body = csv.reader(StringIO(out.getvalue()), delimiter=";")
    assert header == ["", "close the port", "raise the quota, at once"]
    assert [line[0] for line in body] == ["O'Hara", "Perú", ODD]
    assert [list(map(float, line[1:])) for line in body] == network.matrix().tolist()


def test_a_csv_matrix_can_be_turned_and_cut_at_commas() -> None:
    out = StringIO()
    write_csv(made(two_mode), out, transpose=True, delimiter=",")
    rows = list(csv.reader(StringIO(out.getvalue())))
    assert rows[1:] == [
        ["close the port", "1", "0", "0"],
        ["raise the quota, at once", "1", "2", "1"],
    ]


def test_numbers_keep_every_digit_and_whole_ones_have_no_point() -> None:
    network = two_mode(ROWS, normalisation="prominence")
    out = StringIO()
    write_csv(network, out)
    assert out.getvalue().splitlines()[1] == '"O\'Hara";1;0.25'
    thirds = two_mode(ROWS[:3], normalisation="prominence")
    assert "0.6666666666666666" in network_text(thirds, "csv")[0]


def test_dl_of_two_modes_is_laid_out_as_ucinet_reads_it() -> None:
    out = StringIO()
    write_dl(two_mode(ROWS[1:]), out)
    assert out.getvalue().splitlines() == [
        "dl nr = 2, nc = 2, format = fullmatrix",
        "row labels:",
        '"O\'Hara"',
        '"Peru"',
        "col labels:",
        '"close the port"',
        '"raise the quota, at once"',
        "data:",
        " 1 1",
        " 0 2",
    ]


def test_dl_of_one_mode_names_its_nodes_once() -> None:
    text, _ = network_text(one_mode(ROWS[1:]), "dl")
    assert text.splitlines() == [
        "dl n = 2, format = fullmatrix",
        "labels:",
        '"O\'Hara"',
        '"Peru"',
        "data:",
        " 0 1",
        " 1 0",
    ]


def test_dl_has_no_way_to_write_a_double_quote_and_says_so() -> None:
    text, carried = network_text(made(), "dl")
    assert "\"Ó’Neill & 'Søns' <ltd>; “Ж” 🐟\"" in text.splitlines()
    (changed,) = [loss for loss in carried.lost if "labels changed" in loss.what]
    assert (changed.count, changed.example) == (1, ODD)


def test_labels_that_two_nodes_share_are_told_apart_in_a_matrix() -> None:
    network = one_mode(ROWS).described({"actor": {"Peru": "Twin", "O'Hara": "Twin"}})
    text, _ = network_text(network, "csv")
    assert (
        text.splitlines()[0] == '"";"Twin (O\'Hara)";"Twin (Peru)";"' + ODD.replace('"', '""') + '"'
    )
    assert lost(network, "dl")["labels that several nodes share, told apart by their keys"] == 2


def test_matrices_tell_that_statements_days_and_attributes_are_lost() -> None:
    network = made()
    told = lost(network, "csv")
    assert told["ties whose statements are not named"] == len(network.edges) == 3
    assert told["attributes of nodes"] == 10
    assert told["days of nodes"] == 3
    assert "ties that cancel out to 0, which look like none" in lost(
        made(qualifier="subtract"), "csv"
    )


def test_graphml_reads_back_with_all_attributes_and_statements() -> None:
    network = made()
    read = graphml(network)
    labels = {data["label"]: data for _, data in read.nodes(data=True)}
    assert list(labels) == ["O'Hara", "Perú", ODD]
    assert labels["Perú"] == {
        "label": "Perú",
        "key": "Peru",
        "mode": "actor",
        "statement_count": 2,
        "first_day": "2021-01-02",
        "last_day": "2021-03-09",
        "joined": "1945-10-31",
        "member": True,
        "seats": 12,
        "share": 1.0,
    }
    assert labels["O'Hara"]["tags"] == '["a", "b"]'
    assert "note" not in labels["O'Hara"]  # what is not known is not there
    assert labels[ODD]["label_"] == "own"
    for (one, other, data), edge in zip(read.edges(data=True), network.edges, strict=True):
        assert {read.nodes[one]["key"], read.nodes[other]["key"]} == {edge.source, edge.target}
        assert data["weight"] == edge.weight
        assert tuple(json.loads(data["statements"])) == edge.statements
    assert read.graph["qualifier"] == "ignore"


def test_graphml_declares_one_key_a_column_with_its_type() -> None:
    root = ElementTree.fromstring(network_text(made(two_mode), "graphml")[0])
    keys = {
        (key.get("for"), key.get("attr.name")): key.get("attr.type")
        for key in root.iter("{http://graphml.graphdrawing.org/xmlns}key")
    }
    assert len(keys) == len(list(root.iter("{http://graphml.graphdrawing.org/xmlns}key")))
    assert keys["node", "seats"] == "long"
    assert keys["node", "share"] == "double"
    assert keys["node", "member"] == "boolean"
    assert keys["node", "mixed"] == "string"
    assert keys["edge", "weight"] == "double"


def test_attributes_of_mixed_types_become_text_and_are_told() -> None:
    network = made(two_mode)
    read = graphml(network)
    assert {d["mixed"] for _, d in read.nodes(data=True) if "mixed" in d} == {"3", "three"}
    assert lost(network, "graphml")["types of attribute values, written as text"] == 1


def test_an_actor_and_an_issue_of_one_name_stay_two_nodes() -> None:
    network = two_mode([Coded("s1", "Peru", "Peru", 1, FIRST, "d")])
    for read in (graphml(network), gexf(network)):
        assert [data["mode"] for _, data in read.nodes(data=True)] == ["actor", "issue"]
        assert read.number_of_edges() == 1


def test_graphml_tells_which_days_it_drops() -> None:
    network = one_mode(ROWS, qualifier="ignore")
    days = [{row.day for row in edge.rows if row.day} for edge in network.edges]
    assert lost(network, "graphml") == {
        "days of ties between the first and the last": sum(max(0, len(d) - 2) for d in days)
    }


def test_gexf_reads_back_with_attributes_statements_and_days() -> None:
    network = made()
    read = gexf(network)
    assert read.graph["mode"] == "dynamic"
    data = {d["label"]: d for _, d in read.nodes(data=True)}
    assert data["Perú"]["seats"] == 12
    assert data["Perú"]["spells"] == [("2021-01-01", "2021-01-02"), ("2021-03-09", "2021-03-09")]
    for (*_, d), edge in zip(read.edges(data=True), network.edges, strict=True):
        assert d["weight"] == edge.weight
        assert tuple(json.loads(d["statements"])) == edge.statements
        assert "spells" in d
    assert lost(network, "gexf") == {"names of attributes changed, being taken": 1}


def test_a_node_is_there_on_each_day_of_a_tie_of_it() -> None:
    read = gexf(made(two_mode))
    for one, other, data in read.edges(data=True):
        for end in (one, other):
            there = read.nodes[end]["spells"]
            for first, last in data.get("spells", ()):
                assert any(a <= first and last <= b for a, b in there)


def test_gexf_without_days_is_static() -> None:
    network = one_mode([Coded("1", "A", "x", 1, None, "d"), Coded("2", "B", "x", 1, None, "d")])
    assert gexf(network).graph["mode"] == "static"
    assert "spell" not in network_text(network, "gexf")[0]


def test_gexf_tells_of_ties_that_have_no_day() -> None:
    rows = [Coded("1", "A", "x", 1, None, "d"), Coded("2", "B", "x", 1, None, "d")]
    rows += [Coded("3", "A", "y", 1, FIRST, "d"), Coded("4", "C", "y", 1, FIRST, "d")]
    assert lost(one_mode(rows), "gexf") == {"ties without a day, shown at all times": 1}


# The grammar of GEXF 1.3: element → attributes that must or may be there, and its children.
GRAMMAR = {
    "gexf": ({"version"}, {"schemaLocation"}, {"meta", "graph"}),
    "meta": (set(), set(), {"creator", "description"}),
    "creator": (set(), set(), set()),
    "description": (set(), set(), set()),
    "graph": (
        {"mode", "defaultedgetype"},
        {"timeformat", "timerepresentation", "start", "end"},
        {"attributes", "nodes", "edges"},
    ),
    "attributes": ({"class", "mode"}, set(), {"attribute"}),
    "attribute": ({"id", "title", "type"}, set(), set()),
    "nodes": (set(), set(), {"node"}),
    "node": ({"id", "label"}, set(), {"attvalues", "spells"}),
    "edges": (set(), set(), {"edge"}),
    "edge": ({"id", "source", "target", "weight"}, set(), {"attvalues", "spells"}),
    "attvalues": (set(), set(), {"attvalue"}),
    "attvalue": ({"for", "value"}, set(), set()),
    "spells": (set(), set(), {"spell"}),
    "spell": ({"start", "end"}, set(), set()),
}


@pytest.mark.parametrize("make", [one_mode, two_mode])
def test_gexf_follows_its_grammar(make: Callable[..., Network]) -> None:
    root = ElementTree.fromstring(network_text(made(make), "gexf")[0])
    for element in root.iter():
        name = element.tag.removeprefix("{http://gexf.net/1.3}")
        must, may, children = GRAMMAR[name]
        attributes = {a.rpartition("}")[2] for a in element.attrib}
        assert must <= attributes <= must | may, name
        assert {c.tag.removeprefix("{http://gexf.net/1.3}") for c in element} <= children, name
    ids = {e.get("id") for e in root.iter("{http://gexf.net/1.3}attribute")}
    assert {e.get("for") for e in root.iter("{http://gexf.net/1.3}attvalue")} <= ids


def test_visone_finds_its_keys_shapes_and_colours() -> None:
    network = made(two_mode, qualifier="combine")
    root = ElementTree.fromstring(network_text(network, "visone")[0])
    main, y, visone = (
        "{http://graphml.graphdrawing.org/xmlns}",
        "{http://www.yworks.com/xml/graphml}",
        "{http://visone.info/xmlns}",
    )
    keys = {key.get("id"): key for key in root.iter(f"{main}key")}
    assert keys["d0"].get("yfiles.type") == "nodegraphics"
    assert keys["e0"].get("yfiles.type") == "edgegraphics"
    assert keys["prop"].get("visone.type") == "properties"
    label = root.find(f".//{visone}labelAttribute")
    assert label is not None
    assert label.attrib == {"edgeLabel": "weight", "nodeLabel": "name"}
    drawn = [node.text for node in root.iter(f"{y}NodeLabel")]
    assert drawn == [node.label for node in network.nodes]
    shapes = [shape.get("type") for shape in root.iter(f"{y}Shape")]
    assert shapes == ["ellipse"] * 3 + ["roundrectangle"] * 2
    lines = [line.get("color") for line in root.iter(f"{y}LineStyle")]
    assert len(set(lines)) == len({edge.weight for edge in network.edges}) == 3
    assert {data.get("key") for data in root.iter(f"{main}data")} <= set(keys)


@pytest.mark.parametrize("format", list(formats()))
def test_the_same_network_gives_the_same_bytes(format: str, tmp_path: Path) -> None:
    one = made(selection=Selection(duplicates="month"))
    other = one_mode(
        reversed(ROWS), qualifier="ignore", selection=Selection(duplicates="month")
    ).described(
        {"actor": {node.key: node.label for node in one.nodes}},
        {"actor": {node.key: node.attributes for node in one.nodes}},
    )
    write_network(one, tmp_path / "one", format=format)
    write_network(other, tmp_path / "other", format=format)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert (tmp_path / "one").read_bytes().decode() == network_text(one, format)[0]
    assert b"\r" not in (tmp_path / "one").read_bytes()


names = st.text(min_size=1, max_size=12)


@settings(deadline=None, max_examples=60)
@given(actors=st.lists(names, min_size=2, max_size=4, unique=True), issue=names, id=names)
def test_any_characters_give_files_that_can_be_read(actors: list[str], issue: str, id: str) -> None:
    network = one_mode(
        Coded(f"{id}{n}", actor, issue, 1, FIRST, "d") for n, actor in enumerate(actors)
    )
    for read in (graphml(network), gexf(network)):
        assert read.number_of_nodes() == len(actors)
        assert read.number_of_edges() == len(actors) * (len(actors) - 1) // 2
    ElementTree.fromstring(network_text(network, "visone")[0])
    table = list(csv.reader(StringIO(network_text(network, "csv")[0]), delimiter=";"))
    assert {len(row) for row in table} == {len(actors) + 1}
    lines = network_text(network, "dl")[0].split("\n")
    assert len(lines) == 2 + len(actors) + 1 + len(actors) + 1


def test_characters_that_no_file_can_hold_are_replaced_and_told() -> None:
    network = one_mode(
        [Coded("a", "A\x00\ud800", "x", 1, None, "d"), Coded("b", "B", "x", 1, None, "d")]
    )
    assert [d["label"] for _, d in graphml(network).nodes(data=True)] == ["A\ufffd\ufffd", "B"]
    assert lost(network, "gexf")["control and half characters, replaced"] == 4


def test_statements_that_count_as_the_same_are_told() -> None:
    network = two_mode(ROWS, selection=Selection(duplicates="range"))
    assert lost(network, "graphml")["ids of statements not counted, being the same again"] == 1


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("net.csv", "csv"),
        ("NET.DL", "dl"),
        ("a.b.graphml", "graphml"),
        ("a.visone.graphml", "visone"),
        ("a.gexf", "gexf"),
        ("a.xlsx", None),
        ("gexf", None),
    ],
)
def test_the_ending_of_a_file_names_its_format(name: str, format: str | None) -> None:
    assert format_of(name) == format


def test_a_format_that_is_none_and_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="names no format"):
        write_network(made(), tmp_path / "net.txt")
    with pytest.raises(OnrecordError, match="no format 'pajek'"):
        network_text(made(), "pajek")
    with pytest.raises(OnrecordError, match="cannot be written"):
        write_network(made(), tmp_path / "gone" / "net.csv")


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "net.gexf"
    path.write_text("before", encoding="utf-8")
    from onrecord.exchange.networks import gexf as module

    def fail(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(module, "_spells", fail)
    with pytest.raises(OnrecordError, match="no space left"):
        write_network(made(), path)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]
