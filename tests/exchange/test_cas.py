"""UIMA CAS files come in, made here by dkpro-cassis as INCEpTION lays them out."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import MissingInput
from onrecord.exchange.cas import read_cas
from onrecord.model import Record
from onrecord.sources.outcome import Failure

cassis = pytest.importorskip("cassis")

TEXT = "🙂 The union rejects the merger unless jobs stay. “No,” said Ek."
POSITION = "webanno.custom.Position"


def system() -> Any:
    types = cassis.TypeSystem()
    actor = types.create_type("webanno.custom.Person", "uima.tcas.Annotation")
    types.create_feature(actor, "identifier", "uima.cas.String")
    position = types.create_type(POSITION, "uima.tcas.Annotation")
    for name in ("stance", "issue", "condition", "annotator", "holder"):
        types.create_feature(position, name, "uima.cas.String")
    link = types.create_type("webanno.custom.PositionActorLink", "uima.cas.TOP")
    types.create_feature(link, "role", "uima.cas.String")
    types.create_feature(link, "target", "uima.tcas.Annotation")
    types.create_feature(position, "speaker", "uima.cas.FSArray", elementType=link.name)
    quote = types.create_type("webanno.custom.Quote", "uima.tcas.Annotation")
    types.create_feature(quote, "Speaker", actor.name)
    types.create_type("de.example.Token", "uima.tcas.Annotation")
    types.create_type("de.example.Weather", "uima.tcas.Annotation")
    return types


def made(types: Any) -> Any:
    cas = cassis.Cas(types)
    cas.sofa_string, cas.sofa_mime = TEXT, "text/plain"

    def add(type: str, words: str, **features: Any) -> Any:
        start = TEXT.index(words)
        mark = types.get_type(type)(begin=start, end=start + len(words), **features)
        cas.add(mark)
        return mark

    add(POSITION, "The union rejects the merger", stance="against", issue="merge the docks",
        condition="unless jobs stay", annotator="ida", holder="Dockers’ Union")  # fmt: skip
    ek = add("webanno.custom.Person", "Ek")
    add("webanno.custom.Quote", "“No,”", Speaker=ek)
    link = types.get_type("webanno.custom.PositionActorLink")(role="holder", target=ek)
    array = types.get_type("uima.cas.FSArray")(elements=[link])
    add(POSITION, "“No,” said Ek", stance="opposes", issue="merge the docks", speaker=array)
    add("de.example.Token", "union")
    add("de.example.Weather", "merger")
    return cas


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    types = system()
    cas = made(types)
    cas.to_xmi(tmp_path / "a.xmi")
    types.to_xml(tmp_path / "TypeSystem.xml")
    cas.to_json(tmp_path / "b.json")
    return tmp_path


def test_features_are_actor_issue_stance_and_condition(folder: Path) -> None:
    record = next(read_cas(folder))
    assert isinstance(record, Record)
    position = record.positions[0]
    words = record.document.words
    assert words(*position.evidence) == "The union rejects the merger"
    assert position.condition
    assert words(*position.condition) == "unless jobs stay"
    assert record.actor(position.actor).name == "Dockers’ Union"
    assert record.issue(position.issue).label == "merge the docks"
    assert (position.stance, position.by) == ("opposes", "cas/1 coder ida")


def test_links_point_at_actors(folder: Path) -> None:
    record = next(read_cas(folder))
    assert isinstance(record, Record)
    (statement,) = record.statements
    assert [record.actor(a).name for a in statement.speakers] == ["Ek"]
    assert statement.kind == "direct"
    assert record.actor(record.positions[1].actor).kind == "person"


def test_xmi_and_json_are_the_same_but_for_their_name(folder: Path) -> None:
    xmi, json = read_cas(folder)
    assert isinstance(xmi, Record)
    assert isinstance(json, Record)
    assert (xmi.document.name, json.document.name) == ("a.xmi", "b.json")
    assert (xmi.positions, xmi.statements, xmi.actors) == (
        json.positions, json.statements, json.actors,
    )  # fmt: skip


def test_types_that_are_not_mapped_are_counted_and_tokens_are_not(folder: Path) -> None:
    record = next(read_cas(folder))
    assert isinstance(record, Record)
    assert [(d.reason, d.count) for d in record.dropped] == [
        ("an annotation “de.example.Weather” is not mapped", 1)
    ]


def test_an_export_in_a_zip_is_read(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for name in ("a.xmi", "TypeSystem.xml"):
            archive.write(folder / name, f"annotation/doc/{name}")
    (record,) = read_cas(tmp_path / "export.zip")
    assert isinstance(record, Record)
    assert len(record.positions) == 2


def test_a_broken_cas_is_a_failure_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "0.xmi").write_text("<no")
    (folder / "1.xmi").write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    (folder / "2.json").write_text("{}")
    found = list(read_cas(folder))
    assert [isinstance(f, Failure) for f in found] == [True, True, True, False, False]


def test_an_xmi_without_types_says_so(folder: Path) -> None:
    (folder / "TypeSystem.xml").unlink()
    (failure,) = read_cas(folder / "a.xmi")
    assert isinstance(failure, Failure)
    assert "type system" in str(failure)


def test_nothing_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(read_cas(tmp_path))
