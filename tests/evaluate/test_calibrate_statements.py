"""Verdicts and calibration of the attribution tagger."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.evaluate import calibrate_statements
from onrecord.evaluate.calibrate_statements import Judged, fit, reliability, verdicts
from onrecord.evaluate.polnear import Attribution
from onrecord.extract.statements.tagger import TaggedAttribution

TEXT = "He said it was over, she added: fine"


def given(source: tuple[int, int] | None, cue: tuple[int, int], content: tuple[int, int]):
    return TaggedAttribution((source,) if source else (), (cue,), (content,), 0.5)


@pytest.mark.parametrize(
    ("attribution", "right"),
    [
        (given((0, 2), (3, 7), (8, 19)), True),
        (given((0, 2), (3, 7), (8, 14)), True),  # half of the words
        (given((0, 2), (3, 7), (8, 10)), False),  # a third
        (given(None, (3, 7), (8, 19)), False),
        (given((0, 2), (25, 30), (8, 19)), False),
    ],
)
def test_verdicts(attribution: TaggedAttribution, right: bool) -> None:
    gold = Attribution(source=((0, 2),), cue=((3, 7),), content=((8, 19),))
    assert verdicts(TEXT, [attribution], [gold]) == [right]


def test_a_gold_attribution_is_matched_once() -> None:
    gold = Attribution(source=((0, 2),), cue=((3, 7),), content=((8, 19),))
    twice = [given((0, 2), (3, 7), (8, 14)), given((0, 2), (3, 7), (8, 19))]
    assert verdicts(TEXT, twice, [gold]) == [False, True]


def test_a_tagger_that_finds_nothing_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Judged(np.zeros(0), np.zeros(0), np.zeros(0))
    monkeypatch.setattr(calibrate_statements, "judged", lambda *_: nothing)
    with pytest.raises(ModelError, match="finds nothing"):
        calibrate_statements.calibrate(tmp_path, tmp_path, "train", [], {})


def test_a_colon_can_be_a_cue() -> None:
    gold = Attribution(source=((21, 24),), cue=((30, 31),), content=((32, 36),))
    assert verdicts(TEXT, [given((21, 24), (30, 31), (32, 36))], [gold]) == [True]


def test_fit_finds_what_is_sure() -> None:
    rng = np.random.default_rng(0)
    chance = rng.uniform(0.05, 0.95, size=4000)
    right = (rng.uniform(size=4000) < chance).astype(float)
    slope, constant = fit(chance[:, None], right)
    assert slope == pytest.approx(1.0, abs=0.1)
    assert constant == pytest.approx(0.0, abs=0.1)


def test_reliability_weighs_bins_by_their_size() -> None:
    confidence = np.array([0.95, 0.95, 0.95, 0.15])
    rows, error = reliability(confidence, np.array([1.0, 1.0, 1.0, 0.0]))
    assert [count for _, _, count in rows] == [1, 3]
    assert error == pytest.approx((3 * 0.05 + 0.15) / 4)
