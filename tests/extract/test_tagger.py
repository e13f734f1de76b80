"""The attribution tagger without its weights: words, windows, decoding, linking, spans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.extract.statements import tagger_decode as decode
from onrecord.extract.statements import tagger_input as source
from onrecord.extract.statements.tagger import FORMAT, Tagger, logit, spans_of
from onrecord.extract.statements.tagger_decode import TAGS, Links, Run
from onrecord.extract.statements.tagger_syntax import SIZES, Syntax

TEXTS = st.text(
    alphabet=st.sampled_from(list("abAB ''\"\"“”«»\n\n\t.,:?�\u200b\u00a0é中0_")), max_size=400
)


class PlainEncoder(source.Encoder):
    """Words as pieces, without a tokenizer file: two pieces for a word of more than one letter."""

    def __init__(self) -> None:
        self.first, self.last = 1, 2

    def _pieces(self, forms: list[str]) -> list[list[int]]:
        return [[3] if len(form) == 1 else [4, 5] for form in forms]


class RandomSession:
    """Stands in for the model: any numbers of the right shape, the same for the same seed."""

    def __init__(self, seed: int, sharpness: float) -> None:
        self.rng, self.sharpness = np.random.default_rng(seed), sharpness

    def run(self, _names: None, inputs: dict[str, Any]) -> list[Any]:
        count = len(inputs["heads"])
        assert inputs["ids"].shape == inputs["features"].shape[:1]
        assert len(inputs["ids"]) <= 20
        tags = self.rng.normal(size=(count, len(TAGS))).astype(np.float32) * self.sharpness
        links = np.exp(self.rng.normal(size=(2, count, count + 1)) * self.sharpness)
        links /= links.sum(axis=-1, keepdims=True)
        middle = self.rng.normal(size=(count, 4)).astype(np.float32)
        return [tags, links[0], links[1], middle]


def make_tagger(seed: int, sharpness: float, least: float = 0.0, unsure: float = 0.0) -> Tagger:
    tagger = Tagger(Path("nowhere"))
    weights = tagger._weights.__dict__
    weights["config"] = {
        "window": 20,
        "context": 6,
        "cue_bias": 0.5,
        "least_link": least,
        "least_confidence": unsure,
        "confidence": [0.5, 0.5, 0.5, 0.1, 0.1, -0.3],
        "transitions": decode.forbidden().tolist(),
    }
    weights["encoder"] = PlainEncoder()
    weights["session"] = RandomSession(seed, sharpness)
    return tagger


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(0, 2**16), st.sampled_from([0.1, 1.0, 5.0]))
def test_spans_lie_in_the_text_and_roles_are_apart(text: str, seed: int, sharpness: float) -> None:
    for a in make_tagger(seed, sharpness).read(text):
        assert a.cue
        assert a.content
        assert 0.0 <= a.confidence <= 1.0
        taken: set[int] = set()
        for start, end in (*a.source, *a.cue, *a.content):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert taken.isdisjoint(range(start, end))
            taken.update(range(start, end))
        assert list(a.content) == sorted(a.content)


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.integers(0, 2**16))
def test_the_same_text_gives_the_same_answer(text: str, seed: int) -> None:
    assert make_tagger(seed, 1.0).read(text) == make_tagger(seed, 1.0).read(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "'", "”", "�", "\u200b", "A" * 50, '"' * 99])
def test_strange_texts_raise_nothing(text: str) -> None:
    make_tagger(0, 1.0).read(text)


def test_the_unlikely_is_not_read_out() -> None:
    text = "He said it was over. " * 20
    every = make_tagger(3, 1.0).read(text)
    floor = max(a.confidence for a in every)
    kept = make_tagger(3, 1.0, unsure=floor).read(text)
    assert kept == [a for a in every if a.confidence >= floor]
    assert 0 < len(kept) < len(every)


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.integers(1, 40))
def test_states_are_those_of_the_same_words_however_they_are_parted(text: str, most: int) -> None:
    tagger = make_tagger(0, 1.0)
    found, whole = tagger.read_on(text, most=10_000)
    parts = list(make_tagger(0, 1.0).states(text, most=most))
    assert whole is not None
    assert [a for a, _ in found] == make_tagger(0, 1.0).read(text)
    assert sum(map(len, parts)) == len(whole) == len(whole.values)
    assert [tuple(s) for part in parts for s in part.spans] == [tuple(s) for s in whole.spans]
    assert (np.diff(whole.paragraphs) >= 0).all()
    assert all((part.paragraphs[0] == 0 and len(part)) for part in parts)


def test_states_of_a_long_text_are_not_kept() -> None:
    tagger = make_tagger(0, 1.0)
    assert tagger.read_on("He said it was over. " * 20, most=50)[1] is None


def test_links_are_what_groups_spans() -> None:
    # He(0) said(1) "(2) no(3) "(4) and(5) she(6) nodded(7)
    found = [Run("source", 0, 1), Run("cue", 1, 2), Run("content", 2, 5), Run("source", 6, 7)]
    cue_of, source_of = np.zeros((8, 9)), np.zeros((8, 9))
    cue_of[:, 1], source_of[:, 6] = 1.0, 1.0
    (one,) = decode.group(found, np.ones((8, 7)), [Links(0, 0, 8, cue_of, source_of)])
    assert (one.source, one.cue, one.content) == (found[3], found[1], (found[2],))


def test_a_content_without_a_likely_cue_is_left_out() -> None:
    found = [Run("cue", 0, 1), Run("content", 1, 3)]
    cue_of = np.zeros((3, 4))
    cue_of[:, 0], cue_of[:, 3] = 0.3, 0.7
    links = [Links(0, 0, 3, cue_of, np.zeros((3, 4)))]
    assert decode.group(found, np.ones((3, 7)), links) == []
    assert len(decode.group(found, np.ones((3, 7)), links, least=0.2)) == 1


def test_a_cue_may_have_no_source() -> None:
    found = [Run("source", 0, 1), Run("cue", 1, 2), Run("content", 2, 3)]
    cue_of, source_of = np.zeros((3, 4)), np.zeros((3, 4))
    cue_of[:, 1], source_of[:, 3] = 1.0, 1.0
    (one,) = decode.group(found, np.ones((3, 7)), [Links(0, 0, 3, cue_of, source_of)])
    assert one.source is None


def test_link_mass_counts_each_word_in_the_window_that_owns_it() -> None:
    one = Links(0, 0, 2, np.full((2, 4), 0.25), np.zeros((2, 4)))
    two = Links(1, 2, 4, np.eye(4)[[0, 0]], np.zeros((2, 4)))
    mass = decode.link_mass(Run("content", 0, 4), [Run("cue", 1, 2)], [one, two], to_cue=True)
    assert mass.tolist() == pytest.approx([(0.25 * 2 + 1 + 1) / 4, 0.25 * 2 / 4])


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**16))
def test_the_best_path_breaks_no_rule_and_beats_greedy_repair(count: int, seed: int) -> None:
    emissions = np.random.default_rng(seed).normal(size=(count, len(TAGS))) * 3
    path = decode.best_path(emissions, decode.forbidden())
    before = "O"
    for tag in (TAGS[k] for k in path):
        assert not tag.startswith("I-") or before[2:] == tag[2:]
        before = tag
    score = emissions[np.arange(count), path].sum()
    safe = np.where([t.startswith("I-") for t in TAGS], -np.inf, emissions)
    assert score >= safe.max(axis=1).sum() - 1e-9


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**16))
def test_marginals_agree_with_counting_all_sequences(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions, costs = rng.normal(size=(count, len(TAGS))), rng.normal(size=(len(TAGS),) * 2)
    grid = np.indices((len(TAGS),) * count).reshape(count, -1)
    total = emissions[np.arange(count)[:, None], grid].sum(axis=0)
    total += costs[grid[:-1], grid[1:]].sum(axis=0)
    weight = np.exp(total)
    expected = [[weight[row == t].sum() for t in range(len(TAGS))] for row in grid]
    found = decode.marginals(emissions, costs)
    np.testing.assert_allclose(found, np.array(expected) / weight.sum(), atol=1e-8)


def test_runs_end_where_another_begins() -> None:
    assert decode.runs([5, 6, 5, 3, 0]) == [
        Run("content", 0, 2),
        Run("content", 2, 3),
        Run("cue", 3, 4),
    ]


def made(lengths: list[int], seed: int = 0) -> source.Words:
    """A paragraph of words of so many pieces, every ninth of which begins a sentence."""
    rng = np.random.default_rng(seed)
    pieces = [rng.integers(0, 9_999, size=n).tolist() for n in lengths]
    opens = np.arange(len(lengths)) % 9 == 8
    features = np.zeros((len(lengths), len(source.FEATURES)), dtype=np.int64)
    return source.Words([(k, k + 1) for k in range(len(lengths))], pieces, features, opens)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 8), max_size=300), st.sampled_from([(20, 0), (20, 8), (64, 24)]))
def test_windows_fit_and_own_every_word_once(lengths: list[int], shape: tuple[int, int]) -> None:
    size, context = shape
    found = source.windows(made(lengths), size, context)
    owned = [k for w in found for k in range(w.own_start, w.own_stop)]
    assert owned == list(range(len(lengths)))
    for window in found:
        assert sum(lengths[window.start : window.stop]) <= size
        assert sum(lengths[window.start : window.own_start]) <= context
        assert window.start <= window.own_start <= window.own_stop == window.stop


def test_a_paragraph_that_fits_is_one_window() -> None:
    assert source.windows(made([1] * 20), 20, 8) == [source.Window(0, 20, 0, 20)]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**16), st.integers(0, 300), st.integers(0, 300))
def test_words_before_and_after_move_cuts_near_the_edge_only(
    seed: int, before: int, after: int
) -> None:
    size = 60
    core = made([1] * 600, seed)
    more = made([1] * (before + after), seed + 1)
    opens = np.concatenate([more.opens[:before], core.opens, more.opens[before:]])
    pieces = more.pieces[:before] + core.pieces + more.pieces[before:]
    whole = source.Words(
        [(k, k + 1) for k in range(len(pieces))],
        pieces,
        np.zeros((len(pieces), len(source.FEATURES)), dtype=np.int64),
        opens,
    )
    alone = {a for a, _ in source.passages(core, size)}
    within = {a - before for a, _ in source.passages(whole, size)}
    middle = range(2 * size, 600 - 2 * size)
    assert {k for k in alone if k in middle} == {k for k in within if k in middle}


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab. \n", max_size=300), st.integers(2, 20))
def test_paragraphs_hold_every_letter_once_and_in_order(text: str, size: int) -> None:
    parts = list(source.paragraphs(text, size))
    assert "".join(text[a:b] for a, b in parts).replace("\n", "").replace(" ", "").replace(
        ".", ""
    ) == text.replace("\n", "").replace(" ", "").replace(".", "")
    assert all(a < b <= a + size for a, b in parts)
    assert parts == sorted(parts)


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        (["“", "No", "”", "."], [2, 1, 3, 0]),
        (["''", "No", "''", "he"], [2, 1, 3, 0]),
        (["«", "No", "»"], [2, 1, 3]),
        (["He", "“", "No", "!"], [0, 5, 4, 4]),  # its paragraph does not close it
        (["No", "”"], [0, 3]),  # a mark too many
        (['"', "A", "“", "B", "”"], [2, 1, 2, 1, 3]),
    ],
)
def test_quotation_marks_in_every_style(words: list[str], marks: list[int]) -> None:
    assert source.quotation(words) == marks


@pytest.mark.parametrize(
    ("word", "case"),
    [("said", 1), ("Trump", 2), ("NATO", 3), ("I", 4), ("McCain", 5), ("2016", 6), (",", 0)],
)
def test_case(word: str, case: int) -> None:
    assert source.case_of(word) == case


def shown(text: str) -> list[str]:
    return [text[a:b] for a, b in source.paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He said\nno.\n\nShe left.", ["He said", "no.", "She left."]),
        ("One.\n \n\n---\n\nTwo.\n", ["One.", "Two."]),
        ("", []),
    ],
)
def test_each_line_is_a_paragraph_if_it_has_a_letter(text: str, parts: list[str]) -> None:
    assert shown(text) == parts


def test_lines_broken_to_fit_a_width_are_one_paragraph_whatever_stands_around() -> None:
    wrapped = ("word " * 12 + "\n") * 3 + "the end."
    assert shown(wrapped) == [wrapped]
    assert shown("Menu\n\n" + wrapped + "\n\n" + "word " * 60)[1] == wrapped
    assert len(shown(("Word " * 11 + "end.\n") * 4)) == 4


def test_syntax_is_looked_up_by_where_a_word_begins() -> None:
    rows = [(0, "NNP", "nsubj", "PERSON", 1), (6, "VBD", "ROOT", "", 0)]
    found = Syntax.from_rows(rows).at([(0, 5), (3, 5), (6, 10)])
    assert found[0].tolist() == found[1].tolist()
    assert found[2, 2] == 1  # known to be in no entity
    assert (found < np.array(SIZES)).all()
    assert not Syntax.from_rows([]).at([(0, 1)]).any()


def test_syntax_of_an_unknown_label_is_not_known() -> None:
    assert Syntax.from_rows([(0, "??", "??", "??", 0)]).values[0, :3].tolist() == [0, 0, 0]


def test_spans_are_trimmed() -> None:
    words = made([1, 1])
    assert spans_of("H ", words, (Run("cue", 0, 2),)) == ((0, 1),)
    assert spans_of("H ", words, (Run("cue", 1, 2),)) == ()


def test_logit_is_bounded() -> None:
    assert logit(0.0) == pytest.approx(-logit(1.0))
    assert logit(0.0) > -7


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no attribution tagger"):
        Tagger(tmp_path).read("He said no.")


def test_weights_of_another_version_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"format": 0}))
    with pytest.raises(ModelError, match="another version"):
        Tagger(tmp_path).read("He said no.")


def test_changed_weights_are_refused_when_asked(tmp_path: Path) -> None:
    config = {"format": FORMAT, "tags": list(TAGS), "features": list(source.FEATURES)}
    config["sha256"] = {"model.onnx": "0"}
    (tmp_path / "config.json").write_text(json.dumps(config))
    (tmp_path / "model.onnx").write_bytes(b"x")
    with pytest.raises(ModelError, match="not the file"):
        Tagger(tmp_path, check=True).read("He said no.")
