"""The stance tagger without its weights, and what is made of its reading."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import blank
from spacy.tokens import Doc

from onrecord.errors import ModelError
from onrecord.extract.positions.findings import TAGGED, Finding
from onrecord.extract.positions.hints import SIZES
from onrecord.extract.positions.stretches import PLACES, stretches
from onrecord.extract.positions.tagged import Scale, added, conditioned, weighed
from onrecord.extract.positions.tagger import NOWHERE, TAGS, Likely, Reading, StanceTagger
from onrecord.extract.states import States


class RandomSession:
    """Stands in for the model: any numbers of the right shape, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def run(self, _names: None, inputs: dict[str, Any]) -> list[Any]:
        words = len(inputs["states"])
        assert inputs["hints"].shape == (words, len(SIZES))
        assert inputs["places"].shape == (words,)
        assert 0 <= inputs["places"].min() <= inputs["places"].max() < PLACES
        sizes = (len(TAGS), words + 1, words + 1, words + 1)
        chances = [self.rng.dirichlet(np.ones(n), size=words).astype(np.float32) for n in sizes]
        return [*chances, self.rng.random(words).astype(np.float32)]


def tagger(seed: int) -> StanceTagger:
    made = StanceTagger(Path("nowhere"))
    weights = made.weights.__dict__
    weights["config"] = {"own": 20, "context": 6, "over": "a"}
    weights["session"] = RandomSession(seed)
    return made


NUMBERED = st.lists(st.integers(0, 1), max_size=120).map(lambda steps: np.cumsum(steps))
"""Numbers of paragraphs or sentences, a word each: they never fall."""


@settings(max_examples=100, deadline=None)
@given(NUMBERED, st.integers(0, 2**16), st.integers(1, 3))
def test_every_token_has_chances_and_points_into_the_text(
    sentences: Any, seed: int, parted: int
) -> None:
    starts = 2 * np.arange(len(sentences), dtype=np.int64)
    hints = np.zeros((len(starts), len(SIZES)), dtype=np.int64)
    parts = [
        States(np.stack([own, own + 1], axis=1), own // 7, np.zeros((len(own), 4), np.float16))
        for own in np.array_split(starts, parted)
        if len(own)
    ]
    reading = tagger(seed).read(parts, starts, sentences, hints)
    assert np.allclose(reading.chances.sum(axis=1), 1, atol=1e-4)
    for pointed in (reading.holders, reading.acts):
        assert ((pointed == NOWHERE) | ((pointed >= 0) & (pointed < len(starts)))).all()
    assert reading.conditions.shape == starts.shape
    for token, named in reading.names.items():
        assert 0 <= token < len(starts)
        assert all(0 <= k < len(starts) and 0 < chance <= 1 for k, chance in named)
    assert ((reading.conditions >= 0) & (reading.conditions < 1)).all()


@given(NUMBERED, st.integers(4, 30), st.integers(0, 20), st.booleans())
def test_stretches_answer_for_every_word_once_and_begin_with_a_sentence(
    sentences: Any, size: int, context: int, shaken: bool
) -> None:
    rng = random.Random(0) if shaken else None
    paragraphs = sentences // 3
    found = list(stretches(paragraphs, sentences, size, context, rng))
    assert [k for s in found for k in range(s.own, s.stop)] == list(range(len(sentences)))
    for s in found:
        assert s.start <= s.own < s.stop <= s.own + size
        assert s.own - s.start <= context
        assert s.start in (0, s.own) or sentences[s.start] != sentences[s.start - 1]


def test_a_stretch_ends_where_a_paragraph_does_rather_than_a_sentence() -> None:
    paragraphs = np.array([0] * 7 + [1] * 8)
    sentences = np.array([0] * 7 + [1] * 2 + [2] * 6)
    assert [s.stop for s in stretches(paragraphs, sentences, 10, 0)] == [7, 15]
    assert [s.stop for s in stretches(paragraphs * 0, sentences, 10, 0)] == [9, 15]


def test_weights_made_over_another_statement_tagger_are_refused() -> None:
    made = StanceTagger(Path("nowhere"), over="b")
    made.weights.__dict__["config"] = {"over": "a"}
    with pytest.raises(ModelError, match="over another statement tagger"):
        _ = made.scale


def test_missing_weights_are_told_with_what_to_try() -> None:
    with pytest.raises(ModelError, match="stance tagger"):
        _ = StanceTagger(Path("nowhere")).scale


SENTENCE = [  # words, heads, relations, parts of speech
    ("Norway", 1, "nsubj", "PROPN"),
    ("urged", 1, "ROOT", "VERB"),
    ("Chile", 1, "dobj", "PROPN"),
    ("to", 4, "aux", "PART"),
    ("close", 1, "xcomp", "VERB"),
    ("the", 6, "det", "DET"),
    ("port", 4, "dobj", "NOUN"),
    ("and", 4, "cc", "CCONJ"),
    ("sell", 4, "conj", "VERB"),
    ("the", 10, "det", "DET"),
    ("land", 8, "dobj", "NOUN"),
    (".", 1, "punct", "PUNCT"),
]


def sentence(eighth: str = "sell") -> Doc:
    """The sentence, with another word in the place of "sell"."""
    words, heads, deps, pos = (list(column) for column in zip(*SENTENCE, strict=True))
    words[8] = eighth
    return Doc(blank("en").vocab, words=words, heads=heads, deps=deps, pos=pos, lemmas=words)


def reading(
    *told: tuple[int, str, float, int, int],
    condition: tuple[int, ...] = (),
    names: dict[int, Likely] | None = None,
) -> Reading:
    """A reading that tells of these tokens: stance, chance, holder, act; words of a condition."""
    chances = np.zeros((len(SENTENCE), len(TAGS)), dtype=np.float32)
    chances[:, 0] = 1
    holders, acts = (np.full(len(SENTENCE), NOWHERE, dtype=np.int64) for _ in range(2))
    for token, stance, chance, holder, act in told:
        chances[token] = 0
        chances[token, [0, TAGS.index(stance)]] = 1 - chance, chance
        holders[token], acts[token] = holder, act
    conditions = np.zeros(len(SENTENCE), dtype=np.float32)
    conditions[[*condition]] = 0.9
    return Reading(chances, holders, acts, conditions, names or {})


SCALE = Scale(0.3, 0.1, 0.5, 0.7, 0.5, of_rules=(1.0, 0.0), of_words=(1.0, -1.0))


def test_what_the_tagger_finds_has_a_holder_and_each_act_that_is_joined() -> None:
    doc = sentence()
    found = list(added(doc, [], reading((1, "supports", 0.7, 0, 4)), SCALE))
    assert [(f.stance, f.holders[0].text, f.issue.text) for f in found] == [
        ("supports", "Norway", "close"),
        ("supports", "Norway", "sell"),
    ]
    assert all(f.rule == TAGGED and f.chance == pytest.approx(0.7) for f in found)
    assert all(f.confidence == pytest.approx(0.462, abs=0.001) for f in found)


def test_findings_carry_the_words_that_may_name_their_holder() -> None:
    doc = sentence()
    rule = Finding((doc[4],), "supports", (doc[2],), doc[6], "act")
    told = reading(
        (1, "supports", 0.7, 0, 8),
        (4, "supports", 0.6, 2, 6),
        names={1: ((0, 0.9),), 4: ((2, 0.8),)},
    )
    kept = weighed(doc, [rule], told, SCALE)
    found = [*kept, *added(doc, kept, told, SCALE)]
    assert [[(t.text, p) for t, p in f.names] for f in found] == [
        [("Chile", 0.8)],
        [("Norway", 0.9)],
    ]


@pytest.mark.parametrize(("chance", "count"), [(0.49, 0), (0.51, 1)])
def test_what_is_too_unlikely_is_not_found(chance: float, count: int) -> None:
    found = list(added(sentence(), [], reading((1, "opposes", chance, 0, 6)), SCALE))
    assert len(found) == count


def test_a_word_whose_stance_is_a_toss_up_is_not_found() -> None:
    told = reading((1, "opposes", 0.8, 0, 6))
    told.chances[1, [TAGS.index("opposes"), TAGS.index("supports")]] = 0.45, 0.35
    assert not list(added(sentence(), [], told, SCALE))


def test_without_a_holder_in_reach_the_one_who_speaks_is_meant() -> None:
    (found,) = added(sentence(), [], reading((1, "open", 0.9, NOWHERE, 6)), SCALE)
    assert found.speaker
    assert found.holders == ()


def test_a_word_that_a_rule_has_taken_up_is_not_found_twice() -> None:
    doc = sentence()
    rule = Finding((doc[1],), "supports", (doc[0],), doc[4], "speech")
    assert not list(added(doc, [rule], reading((1, "supports", 0.9, 0, 4)), SCALE))


def test_a_word_between_the_stance_and_the_act_of_a_finding_carries_none_of_its_own() -> None:
    doc = sentence()
    rule = Finding((doc[1],), "undecided", (doc[0],), doc[6], "pending")  # urged … close … port
    assert not list(added(doc, [rule], reading((4, "supports", 0.9, 0, 6)), SCALE))
    assert list(added(doc, [], reading((4, "supports", 0.9, 0, 6)), SCALE))


@pytest.mark.parametrize(("chance", "kept"), [(0.2, False), (0.4, True)])
def test_a_rules_finding_stays_where_the_tagger_holds_it_for_likely(
    chance: float, kept: bool
) -> None:
    doc = sentence()
    rule = Finding((doc[1],), "supports", (doc[0],), doc[4], "speech")
    found = weighed(doc, [rule], reading((1, "opposes", chance, 0, 4)), SCALE)
    assert bool(found) is kept
    assert all(f.stance == "supports" and f.confidence == pytest.approx(chance) for f in found)


@pytest.mark.parametrize(("stance", "kept"), [("supports", False), ("sceptical", True)])
def test_less_is_asked_of_a_rules_finding_of_a_rarer_stance(stance: str, kept: bool) -> None:
    doc = sentence()
    rule = Finding((doc[1],), stance, (doc[0],), doc[4], "speech")
    assert bool(weighed(doc, [rule], reading((1, stance, 0.2, 0, 4)), SCALE)) is kept


@pytest.mark.parametrize(
    ("told", "opener", "words"),
    [
        ((8, 9, 10), "unless", "unless the land"),
        ((8, 10), "unless", "unless the land"),  # a weak word between breaks nothing
        ((8, 9, 10), "sell", ""),  # no condition begins so
        ((8,), "unless", ""),  # one word says too little
        ((1, 2), "unless", ""),  # no finding outside of it
        ((), "unless", ""),
    ],
)
def test_a_run_of_words_that_tells_a_condition_goes_to_the_finding_beside_it(
    told: tuple[int, ...], opener: str, words: str
) -> None:
    doc = sentence(opener)
    rule = Finding((doc[1],), "supports", (doc[0],), doc[4], "speech")
    (found,) = conditioned(doc, [rule], reading(condition=told), SCALE)
    assert " ".join(t.text for t in found.condition) == words


def test_a_condition_is_not_given_to_a_finding_whose_act_it_holds() -> None:
    doc = sentence("unless")
    close, sell = (
        Finding((doc[1],), "supports", (doc[0],), act, "speech") for act in (doc[4], doc[8])
    )
    found = conditioned(doc, [close, sell], reading(condition=(8, 9, 10)), SCALE)
    assert [len(f.condition) for f in found] == [3, 0]
