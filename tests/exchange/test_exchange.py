"""Records go out and come back whole; the schema and the frames say what they hold."""

from __future__ import annotations

import builtins
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
from onrecord.errors import OnrecordError, RecordError, SpanError
from onrecord.exchange.frames import frames
from onrecord.exchange.json import decode, decode_all, encode
from onrecord.exchange.schema import schema
from onrecord.model import FORMAT, Actor, Mention, Record, Span, Text, kinds

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
moments = st.none() | st.datetimes(min_value=datetime(1900, 1, 1)) | st.datetimes(
    min_value=datetime(1900, 1, 2), max_value=datetime(2100, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]),
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = Text.of(
        draw(words), name=draw(words), published=draw(st.none() | st.dates(date(1900, 1, 1))),
        retrieved=draw(moments),
    )  # fmt: skip
    cuts = st.integers(0, len(text.text))
    spans = draw(st.lists(st.tuples(cuts, cuts).filter(lambda c: c[0] < c[1]), max_size=5))
    mentions = tuple(Mention(Span(*s), "name") for s in spans)
    return Record(FORMAT, text, actors=(Actor.of(draw(words), "person", mentions=mentions),))


@given(records())
def test_a_record_goes_out_and_comes_back(record: Record) -> None:
    """What comes back is the same record, and the JSON is what `to_dict` holds."""
    line = encode(record)
    assert b"\n" not in line
    assert decode(line) == record
    assert json.loads(line) == record.to_dict()


def test_a_whole_record_goes_out_and_comes_back() -> None:
    record = handmade.bridge()
    assert decode(encode(record)) == record
    assert list(decode_all([encode(record) + b"\n", b"\n", encode(handmade.bare())])) == [
        record,
        handmade.bare(),
    ]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda d: d.pop("document"), RecordError),
        (lambda d: d.update(format="onrecord/9"), RecordError),
        (lambda d: d["positions"][0].update(actor="a0"), RecordError),
        (lambda d: d["actors"][0]["mentions"][0].update(span=[0, 10**6]), SpanError),
        (lambda d: d["actors"][0]["mentions"][0].update(span=["a", 3]), RecordError),
    ],
)
def test_a_broken_record_is_refused(change: Any, error: type[Exception]) -> None:
    plain = handmade.bridge().to_dict()
    change(plain)
    with pytest.raises(error):
        decode(json.dumps(plain))


def test_not_json_says_where() -> None:
    with pytest.raises(RecordError, match="not a record") as caught:
        list(decode_all([b"", b"{"], name="a.jsonl"))
    assert caught.value.where == "a.jsonl:2"


@pytest.mark.parametrize("record", [handmade.bridge(), handmade.bare()])
def test_the_schema_takes_what_we_write(record: Record) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(encode(record)), schema())


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["positions"][0].update(stance="for"),
        lambda d: d["positions"][0].pop("condition"),
        lambda d: d["events"][0].update(mode="waving"),
        lambda d: d.update(more=1),
        lambda d: d["statements"][0].update(confidence=1.5),
        lambda d: d["statements"][0]["content"].append([1]),
        lambda d: d.update(format="onrecord/0"),
    ],
)
def test_the_schema_refuses_what_breaks_the_format(change: Any) -> None:
    plain = handmade.bridge().to_dict()
    change(plain)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, schema())


def test_the_schema_describes_every_field_and_kind() -> None:
    definitions = schema()["$defs"]
    for definition in definitions.values():
        assert definition["description"]
        for field in definition.get("properties", {}).values():
            assert field["description"]
    stances = definitions["Position"]["properties"]["stance"]["oneOf"]
    assert [s["const"] for s in stances] == list(kinds("stance"))


def test_frames_have_names_beside_ids_and_words_beside_spans() -> None:
    pytest.importorskip("pandas")
    record = handmade.bridge()
    tables = frames([record, replace(handmade.bare(), actors=())])
    assert len(tables["documents"]) == 2
    position = tables["positions"].iloc[2]
    assert position["actor_name"] == "Erik Dahl"
    assert position["issue_label"] == "build a bridge across the strait"
    assert position["condition"] == "if the Commission paid half of it"
    statement = tables["statements"].iloc[1]
    assert statement["speaker_names"] == ["Aino Lahti"]
    assert statement["place"] == "Turku"
    for row in tables["mentions"].itertuples():
        assert record.document.text[row.start : row.end] == row.words
    joined = tables["roles"].merge(tables["documents"], on="document")
    assert set(joined["published"]) == {date(2024, 5, 22)}


def test_frames_without_rows_have_their_columns() -> None:
    pytest.importorskip("pandas")
    assert {"actor_name", "issue_label"} <= set(frames([])["positions"].columns)


def test_frames_say_that_pandas_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OnrecordError, match="pandas"):
        frames([])
