"""The nouns: spans, texts, ids, records."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import MissingInput, RecordError, SpanError
from onrecord.model import (
    FORMAT,
    Actor,
    Dropped,
    Mention,
    Position,
    Record,
    Role,
    Span,
    Statement,
    Text,
    check_span,
    content_id,
    kind_sets,
    kinds,
    merge_spans,
)

TEXT = Text.of("Minister Okafor said no.", name="a.txt", published=date(2025, 3, 1))


def okafor() -> Actor:
    return Actor.of(
        "Okafor",
        "person",
        country="NG",
        roles=(Role("Minister", None, "NG", Span(0, 8)),),
        mentions=(Mention(Span(9, 15)),),
    )


def refusal(speaker: str) -> Statement:
    spans = ((Span(9, 15),), (Span(16, 20),), (Span(21, 23),))
    return Statement(
        id=Statement.id_of(TEXT.id, *spans),
        kind="indirect",
        speakers=(speaker,),
        source=spans[0],
        cue=spans[1],
        content=spans[2],
        addressees=(),
        within=None,
        voice="indirect",
        said=None,
        place=None,
        confidence=0.9,
        by="test/1",
    )


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, 25), (30, 31)])
def test_a_bad_span_raises_and_shows_the_words_around_it(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="does not lie in a text of 24 characters"):
        TEXT.span(start, end)


def test_the_words_of_a_broken_passage_show_the_gap() -> None:
    assert TEXT.words(Span(0, 8), Span(16, 20)) == "Minister … said"


@given(st.text(min_size=1), st.data())
def test_every_span_inside_a_text_is_accepted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert check_span(text, start, end) == (start, end)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9))))
def test_merging_spans_keeps_exactly_their_characters(rows: list[tuple[int, int]]) -> None:
    spans = [Span(s, s + n) for s, n in rows]
    merged = merge_spans(spans)
    assert {i for s in merged for i in range(*s)} == {i for s in spans for i in range(*s)}
    assert all(a.end < b.start for a, b in pairwise(merged))


def test_an_actor_has_one_id_in_every_document() -> None:
    there = Actor.of("OKAFOR", "person", mentions=(Mention(Span(2, 8)),))
    assert okafor().id == there.id


PARTS = st.lists(st.text(alphabet="ab", max_size=3), min_size=1, max_size=3)


@given(PARTS, PARTS)
def test_ids_differ_exactly_where_their_parts_differ(a: list[str], b: list[str]) -> None:
    assert (content_id("x", *a) == content_id("x", *b)) == (a == b)


def test_a_record_gives_the_published_format() -> None:
    actor = okafor()
    record = Record(FORMAT, TEXT, actors=(actor,), statements=(refusal(actor.id),))
    plain = record.to_dict()
    assert list(plain) == [
        "format", "document", "actors", "statements", "issues", "positions", "events", "places",
        "times", "dropped",
    ]  # fmt: skip
    assert plain["document"]["published"] == "2025-03-01"
    assert plain["actors"][0]["mentions"] == [{"span": [9, 15], "form": "name"}]
    assert plain["statements"][0]["content"] == [[21, 23]]
    assert json.loads(json.dumps(plain)) == plain


def test_a_record_refuses_a_mark_outside_its_text() -> None:
    actor = Actor.of("Okafor", "person", mentions=(Mention(Span(9, 99)),))
    with pytest.raises(SpanError, match="mention of Okafor 9–99"):
        Record(FORMAT, TEXT, actors=(actor,))


def test_a_record_refuses_an_id_that_is_not_there() -> None:
    with pytest.raises(RecordError, match="not among the actors"):
        Record(FORMAT, TEXT, statements=(refusal("a0"),))


def test_a_record_refuses_a_position_without_its_issue() -> None:
    actor = okafor()
    evidence = (Span(21, 23),)
    position = Position(
        Position.id_of(TEXT.id, actor.id, "i0", "opposes", evidence),
        actor.id, "i0", "opposes", None, "indirect", evidence, None, 0.5, "test/1",
    )  # fmt: skip
    with pytest.raises(RecordError, match="not among the issues"):
        Record(FORMAT, TEXT, actors=(actor,), positions=(position,))


def test_a_record_refuses_two_marks_of_one_id() -> None:
    with pytest.raises(RecordError, match="two of the actors have one id"):
        Record(FORMAT, TEXT, actors=(okafor(), okafor()), dropped=(Dropped("a", "b", 1),))


@pytest.mark.parametrize("of", kind_sets())
def test_every_kind_has_a_meaning_and_an_example(of: str) -> None:
    for value, kind in kinds(of).items():
        assert kind.value == value
        assert kind.meaning
        assert kind.example


def test_there_are_sixteen_event_types_and_every_stance_has_a_side() -> None:
    assert len(kinds("event_type")) == 16
    assert {k.side for k in kinds("stance").values()} == {"+", "0", "-"}


def test_an_error_keeps_what_where_and_hint_between_processes() -> None:
    error = pickle.loads(pickle.dumps(MissingInput("no such file", where="a", hint="look")))
    assert type(error) is MissingInput
    assert str(error) == "a: no such file (try: look)"


def test_the_model_loads_nothing_but_the_standard_library() -> None:
    script = "import sys, onrecord.model; print(*{m.split('.')[0] for m in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    others = {m for m in loaded if not m.startswith("_")} - sys.stdlib_module_names
    assert others - {"sitecustomize"} == {"onrecord"}
