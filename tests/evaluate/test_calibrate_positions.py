"""Verdicts on positions and the calibration of the stance tagger (no weights)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.evaluate import calibrate_positions
from onrecord.evaluate.calibrate_positions import LINES, Verdict, calibrate, verdicts
from onrecord.evaluate.coded import Row
from onrecord.model import Span

Given = tuple[str, str, list[Span]]


def row(actor: str, stance: str, *evidence: tuple[int, int]) -> Row:
    spans = tuple(Span(*s) for s in evidence)
    return Row(actor, "the ban", stance, "direct", spans, None, None, None, None)


def given(actor: str, stance: str, *evidence: tuple[int, int]) -> Given:
    return actor, stance, [Span(*s) for s in evidence]


CODED = [row("Lena Ek", "supports", (0, 20), (40, 50))]


@pytest.mark.parametrize(
    ("position", "right"),
    [
        (given("Ek", "supports", (10, 30)), True),
        (given("Lena Ek", "open", (45, 60)), True),  # the same side
        (given("Lena Ek", "opposes", (10, 30)), False),
        (given("Lena Ek", "undecided", (10, 30)), False),
        (given("Jan Ek", "supports", (10, 30)), False),
        (given("Lena Ek", "supports", (20, 40)), False),  # beside the evidence
    ],
)
def test_a_position_is_right_where_a_coder_has_its_actor_side_and_words(
    position: Given, right: bool
) -> None:
    assert verdicts([position], [CODED]) == [right]


def test_a_coded_row_makes_one_position_right_the_one_that_shares_most() -> None:
    two = [given("Ek", "supports", (18, 30)), given("Ek", "supports", (0, 20))]
    assert verdicts(two, [CODED]) == [False, True]


def test_one_coder_of_two_is_enough() -> None:
    other = [row("Oslo", "opposes", (60, 70))]
    both = [given("Ek", "supports", (0, 5)), given("Oslo", "opposes", (65, 80))]
    assert verdicts(both, [CODED, other]) == [True, True]


def written(folder: Path, monkeypatch: pytest.MonkeyPatch, found: dict[str, list[Verdict]]) -> Path:
    """A folder with weights of which one text is read; what is judged there is told."""
    (folder / "model.onnx").write_bytes(b"")
    config = {"scale": {"least": 0.25, "of_rules": [0.0, 0.0], "of_words": [0.0, 0.0]}}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")

    class Reads:
        def drafts(self, texts: object) -> list[str]:
            return ["draft"]

    monkeypatch.setattr(calibrate_positions, "SPLITS", ("held",))
    monkeypatch.setattr(calibrate_positions, "hash_of", lambda _: "hash")
    monkeypatch.setattr(calibrate_positions, "reader", lambda _: Reads())
    monkeypatch.setattr(calibrate_positions.coded, "texts", lambda *_: [("entry", "text")])
    monkeypatch.setattr(calibrate_positions, "_judged", lambda *args: found[args[-1]])
    return folder


def test_a_line_for_each_kind_is_written_beside_the_tuned_scale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mostly_right = [(0.6, k % 4 > 0) for k in range(400)]
    mostly_wrong = [(0.6, k % 4 == 0) for k in range(400)]
    folder = written(
        tmp_path, monkeypatch, dict(zip(LINES, (mostly_right, mostly_wrong), strict=True))
    )
    lines = calibrate(folder, folder, folder)
    scale = json.loads((folder / "config.json").read_text(encoding="utf-8"))["scale"]
    assert scale == {"least": 0.25, **{name: list(line) for name, line in lines.items()}}
    rules, words = (slope * 0.405 + constant for slope, constant in lines.values())
    assert rules == pytest.approx(1.1, abs=0.02)  # the log odds of three in four
    assert words == pytest.approx(-1.1, abs=0.02)


def test_a_stance_tagger_that_finds_nothing_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path, monkeypatch, {name: [] for name in LINES})
    with pytest.raises(ModelError, match="finds nothing"):
        calibrate(folder, folder, folder)
