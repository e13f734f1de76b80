"""How coded texts are cut and told to the stance tagger in training (no network is run)."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.train_positions import Example, Plan, _among, _within, _words, batches
from onrecord.extract.positions.stretches import Stretch
from onrecord.model import Span

LENGTHS = st.lists(st.integers(1, 700), min_size=1, max_size=12)


def example(words: int) -> Example:
    sentences = np.arange(words) // 15
    return Example(
        states=np.zeros((words, 2), np.float16),
        paragraphs=sentences // 3,
        sentences=sentences,
        hints=np.zeros((words, 6), np.int8),
        marks=(),
        evidence=(),
        conditions=(),
        names=(),
    )


@given(LENGTHS, st.integers(0, 99))
def test_an_epoch_asks_for_every_word_once_in_batches_of_the_planned_size(
    lengths: list[int], seed: int
) -> None:
    learn, plan = [example(n) for n in lengths], Plan()
    found = batches(learn, plan, random.Random(seed))
    places = {id(e): n for n, e in enumerate(learn)}
    asked = sorted(
        (places[id(e)], k) for batch in found for e, s in batch for k in range(s.own, s.stop)
    )
    assert asked == [(n, k) for n, words in enumerate(lengths) for k in range(words)]
    for batch in found:
        longest = max(s.stop - s.start for _, s in batch)
        assert len(batch) == 1 or longest * len(batch) <= plan.words


def test_evidence_is_asked_of_the_words_that_a_stretch_answers_for() -> None:
    stretch = Stretch(start=10, own=20, stop=30)
    rows = [((15, 25), slice(10, 15)), ((22, 40), slice(12, 20)), ((0, 5), slice(10, 10))]
    for (first, end), wanted in rows:
        assert _within(first, end, stretch) == wanted
    assert not list(range(40))[_within(35, 38, stretch)]


def test_a_name_is_looked_for_in_the_whole_stretch_and_else_is_nowhere() -> None:
    stretch = Stretch(start=10, own=20, stop=30)
    for named, wanted in (((5, 12, 29), [2, 19]), ((5, 40), [25]), ((), [25])):
        assert np.flatnonzero(_among(named, stretch, words=25)).tolist() == wanted


def test_a_span_becomes_the_words_that_begin_in_it() -> None:
    spans = np.array([(0, 3), (4, 8), (9, 12)])
    assert _words(Span(4, 12), spans) == (1, 3)
