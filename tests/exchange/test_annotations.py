"""Marks go out as Web Annotations whose selectors both find the words."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
from onrecord.exchange.annotations import ANNO, annotations_of, write_annotations
from onrecord.model import FORMAT, Actor, Mention, Record, Span, Text


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


def test_both_selectors_find_the_words() -> None:
    record = handmade.bridge()
    text = record.document.text
    made = list(annotations_of(record))
    assert len(made) > 30
    for annotation in made:
        for target in targets(annotation):
            quote, position = target["selector"]
            assert quote["type"] == "TextQuoteSelector"
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_positions_are_code_points_in_any_text(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    actor = Actor.of("Ek", "person", mentions=(Mention(Span(start, end)),))
    (annotation,) = annotations_of(Record(FORMAT, Text.of(words), actors=(actor,)))
    quote, position = annotation["target"]["selector"]
    assert (
        quote["prefix"] + quote["exact"] + quote["suffix"] == words[max(0, start - 32) : end + 32]
    )
    assert (position["start"], position["end"]) == (start, end)


def test_a_collection_is_one_json_object_with_one_page() -> None:
    stream = io.BytesIO()
    write_annotations([handmade.bridge(), handmade.bare()], stream)
    made = json.loads(stream.getvalue())
    assert made["@context"][0] == ANNO
    assert made["type"] == "AnnotationCollection"
    assert made["first"]["partOf"] == made["id"]
    assert made["total"] == len(made["first"]["items"])
    ids = [a["id"] for a in made["first"]["items"]]
    assert len(set(ids)) == len(ids)


def test_nothing_is_a_collection_of_nothing() -> None:
    stream = io.BytesIO()
    assert write_annotations([], stream) == ()
    made = json.loads(stream.getvalue())
    assert (made["total"], made["first"]["items"]) == (0, [])


def test_lines_are_annotations_that_stand_alone() -> None:
    stream = io.BytesIO()
    write_annotations([handmade.bridge()], stream, form="lines")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert len(lines) == len(list(annotations_of(handmade.bridge())))
    assert all(line["@context"][0] == ANNO and line["type"] == "Annotation" for line in lines)


def test_a_position_says_who_stands_where_in_bodies_with_a_purpose() -> None:
    position = [a for a in annotations_of(handmade.bridge()) if a["motivation"] == "assessing"][2]
    assert {(b["purpose"], b["value"]) for b in position["body"]} == {
        ("tagging", "position"),
        ("classifying", "open"),
        ("tagging", "build a bridge across the strait"),
        ("describing", "Erik Dahl: open: build a bridge across the strait"),
    }
    assert position["onrecord:condition"] == "if the Commission paid half of it"
    assert position["generator"] == {"type": "Software", "name": "positions/hand-1"}


def test_what_a_person_coded_has_a_creator() -> None:
    record = handmade.bridge()
    coded = replace(record, positions=(replace(record.positions[0], by="csv/1 coder Ida"),))
    position = next(a for a in annotations_of(coded) if a["motivation"] == "assessing")
    assert position["creator"] == {"type": "Person", "name": "Ida"}


def test_a_broken_statement_has_a_target_a_piece() -> None:
    statements = [a for a in annotations_of(handmade.bridge()) if "onrecord:cue" in a]
    assert [len(targets(a)) for a in statements] == [1, 2, 1, 1, 1]


@pytest.mark.parametrize(
    ("url", "source"),
    [("https://news.example/1", "https://news.example/1"), (None, "urn:sha256:")],
)
def test_the_source_is_the_address_or_the_hash(url: str | None, source: str) -> None:
    record = handmade.bridge()
    record = replace(record, document=replace(record.document, url=url))
    for annotation in annotations_of(record):
        assert all(t["source"].startswith(source) for t in targets(annotation))


def test_a_half_of_a_character_is_escaped_and_stops_nothing() -> None:
    text = Text.of("a\ud800b")
    actor = Actor.of("Ek", "person", mentions=(Mention(Span(1, 3)),))
    stream = io.BytesIO()
    write_annotations([Record(FORMAT, text, actors=(actor,))], stream, form="lines")
    assert json.loads(stream.getvalue())["target"]["selector"][0]["exact"] == "\ud800b"
