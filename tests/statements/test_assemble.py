"""The tail that every finder shares, fed with spans made by hand."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.draft import Draft
from onrecord.extract.parse import parse
from onrecord.extract.quotes import run as with_quotes
from onrecord.extract.statements.assemble import assemble
from onrecord.extract.statements.found import Found
from onrecord.model import Actor, Mention, Span, Text

TEXT = "Lopez said that “the bridge is late”, a clerk added. She hopes Dahl had warned of rain."
pytestmark = pytest.mark.model


@cache
def draft() -> Draft:
    return with_quotes(Draft(text=Text.of(TEXT), doc=parse(TEXT)))


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def found(source: str, cue: str, content: str, confidence: float = 0.5) -> Found:
    return Found((at(source),), (at(cue),), (at(content),), confidence)


def test_the_share_of_quoted_words_makes_the_kind() -> None:
    rows = [
        found("Lopez", "said", "“the bridge is late”"),
        found("Lopez", "said", "that “the bridge is late”"),
        found("She", "hopes", "Dahl had warned of rain"),
    ]
    kinds = [s.kind for s in assemble(draft(), rows, "x/1").statements]
    assert sorted(kinds) == ["direct", "indirect", "mixed"]


def test_content_gives_way_to_cue_and_source() -> None:
    (s,) = assemble(draft(), [found("Lopez", "said", TEXT[:35])], "x/1").statements
    assert s.content == (Span(11, 35),)


def test_one_attribution_twice_is_one_statement() -> None:
    rows = [found("Lopez", "said", "the bridge is late")] * 2
    assert len(assemble(draft(), rows, "x/1").statements) == 1


def test_a_statement_in_the_content_of_another_says_so() -> None:
    rows = [
        found("She", "hopes", "Dahl had warned of rain"),
        found("Dahl", "had warned of", "rain"),
    ]
    outer, inner = assemble(draft(), rows, "x/1").statements
    assert (outer.within, inner.within) == (None, outer.id)


def test_speakers_are_the_actors_at_the_head_of_the_source() -> None:
    lopez = Actor.of("Maria Lopez", "person", mentions=(Mention(at("Lopez")),))
    ready = draft().having(actors=(lopez,))
    rows = [found("Lopez", "said", "the bridge is late"), found("a clerk", "added", "rain")]
    first, second = assemble(ready, rows, "x/1").statements
    assert (first.speakers, second.speakers) == ((lopez.id,), ())
    drops = assemble(ready, rows, "x/1").dropped
    assert ("speaker not named", 1) in [(d.reason, d.count) for d in drops]


SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
        lambda p: Span(p[0], min(len(TEXT), p[0] + p[1]))
    ),
    max_size=3,
).map(tuple)


@settings(deadline=None)
@given(st.lists(st.builds(Found, SPANS, SPANS, SPANS, st.floats(0, 1)), max_size=5))
def test_any_spans_give_disjoint_trimmed_statements_with_ids_of_their_own(
    rows: list[Found],
) -> None:
    done = assemble(draft(), rows, "x/1")
    ids = [s.id for s in done.statements]
    assert len(set(ids)) == len(ids)
    for s in done.statements:
        spans = sorted(s.source + s.cue + s.content)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        assert s.content
        assert s.within in {None, *ids} - {s.id}
    done.record()
