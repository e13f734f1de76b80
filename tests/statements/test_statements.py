"""Statements read from sentences of our own: rows of cases/statements.yaml."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract import actors, places, quotes, statements, times
from onrecord.extract.draft import Draft
from onrecord.extract.parse import parse
from onrecord.extract.pipeline import Pipeline
from onrecord.extract.reader import Reader
from onrecord.model import Record, Statement, Text

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "statements.yaml").read_text(encoding="utf-8")
)
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def reader() -> Reader:
    before = tuple(room.step() for room in (quotes, times, actors, places))
    return Reader(pipeline=Pipeline((*before, statements.step("rules"))))


def shown(record: Record, s: Statement) -> dict[str, Any]:
    words = record.document.words
    names = {a.id: a.name for a in record.actors}
    cues = {x.id: words(*x.cue) for x in record.statements}
    return {
        "kind": s.kind,
        "voice": s.voice,
        "speakers": [names[i] for i in s.speakers],
        "source": words(*s.source),
        "cue": words(*s.cue),
        "content": words(*s.content),
        "within": cues[s.within] if s.within else None,
    }


def squeezed(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_a_text_gives_its_statements(case: dict[str, Any], reader: Reader) -> None:
    record = reader.read(case["text"], date="2024-05-22")
    found = [shown(record, s) for s in record.statements]
    wanted = [] if case.get("none") else case["statements"]
    kept = [{k: squeezed(f[k]) for k in w} for w, f in zip(wanted, found, strict=False)]
    assert kept == [{k: squeezed(v) for k, v in w.items()} for w in wanted]
    assert len(found) == len(wanted), found


def test_spans_of_a_statement_are_disjoint_and_ids_unique(reader: Reader) -> None:
    text = " ".join(c["text"] for c in CASES)
    record = reader.read(text)
    assert len({s.id for s in record.statements}) == len(record.statements)
    for s in record.statements:
        spans = sorted(s.source + s.cue + s.content)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        assert all(not text[x.start].isspace() and not text[x.end - 1].isspace() for x in spans)
        assert 0 <= s.confidence <= 1


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    text = "\n\n".join(c["text"] for c in CASES)
    assert reader.read(text) == reader.read(text)


MARKS = ["“Rain,”", '"', "''", ",", ".", ":", "\n\n", "“", "”", "-", "(", "?"]
WORDS = [
    "she said",
    "said",
    "that",
    "Lopez",
    "according to",
    "who",
    "adding",
    "told",
    "call",
    "and",
]
PHRASES = ["the minister", "wants to", "was expected to", "reportedly", "a plan for", "not", "as"]
PIECES = st.lists(st.sampled_from(MARKS + WORDS + PHRASES), min_size=1, max_size=25)


@settings(max_examples=40, deadline=None)
@given(PIECES)
def test_no_order_of_words_and_marks_breaks_it(pieces: list[str]) -> None:
    text = "Rain fell. " + " ".join(pieces)
    draft = quotes.run(Draft(text=Text.of(text), doc=parse(text)))
    statements.run_rules(draft).record()
