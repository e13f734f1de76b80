"""Same, opposite, different; with a fake encoder, so that the word lists alone are tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.evaluate.figures import Figure
from onrecord.evaluate.phrases import evaluate_phrases, read_pairs
from onrecord.issues import DIFFERENT, OPPOSITE, SAME, Judge

CASES = Path(__file__).parents[1] / "cases" / "phrases.tsv"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("lift the curfew", "lift the curfew", SAME),
        ("Lift the curfew", "lift the curfew", SAME),
        ("widen the canal", "broaden the canal", SAME),
        ("deploy soldiers in Ukraine", "deployment of troops in Ukraine", SAME),
        ("lift the curfew", "extend the curfew", OPPOSITE),
        ("raise the fuel tax", "cut the fuel tax", OPPOSITE),
        ("ban drones", "lift the ban on drones", OPPOSITE),
        ("fund the orchestra", "stop funding the orchestra", OPPOSITE),
        ("reopen the border with Iran", "keep the Iranian border closed", OPPOSITE),
        ("lift sanctions on Iran", "lift sanctions on Russia", DIFFERENT),
        ("cut aid to Iran", "cut trade with Iran", DIFFERENT),
        ("cut output by 40 percent", "cut output by 55 percent", DIFFERENT),
        ("end subsidies by 2030", "end subsidies by 2050", DIFFERENT),
        ("buy tanks for the army", "buy helicopters for the army", DIFFERENT),
        ("lift sanctions", "lift sanctions on Russia", DIFFERENT),
    ],
)
def test_two_labels_are_related_as_their_acts_are(
    judge: Judge, one: str, other: str, relation: str
) -> None:
    assert judge.compare(one, other).relation == relation
    assert judge.compare(other, one).relation == relation


def test_a_verdict_says_why_and_how_sure(judge: Judge) -> None:
    verdict = judge.compare("lift sanctions on Iran", "lift sanctions on Russia")
    assert (verdict.score, verdict.reason) == (0.0, "different names")
    assert 0 <= judge.compare("lift the curfew", "extend the curfew").score <= 1


def test_no_opposites_are_taken_for_the_same_by_word_lists_alone(judge: Judge) -> None:
    wrong = [
        pair
        for pair in read_pairs(CASES)
        if pair.relation == OPPOSITE and judge.compare(pair.first, pair.second).relation == SAME
    ]
    assert not wrong


def test_the_pairs_are_three_hundred_a_third_of_each_kind_in_both_halves() -> None:
    pairs = list(read_pairs(CASES))
    for relation in (SAME, OPPOSITE, DIFFERENT):
        for half in ("dev", "test"):
            assert sum(p.relation == relation and p.half == half for p in pairs) == 50


def test_a_line_that_is_no_pair_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("# pairs\na\tb\tsimilar\tdev\n", encoding="utf-8")
    with pytest.raises(DataError, match="not a pair") as caught:
        list(read_pairs(path))
    assert str(caught.value).startswith(f"{path}:2:")


@pytest.fixture(scope="module")
def figures() -> dict[tuple[str, str], Figure]:
    return {(f.split, f.metric): f for f in evaluate_phrases(CASES)}


@pytest.mark.model
def test_same_is_found_on_the_test_half(figures: dict[tuple[str, str], Figure]) -> None:
    assert figures["test", "same F1"].value >= 0.80
    assert figures["test", "opposite F1"].value >= 0.90


@pytest.mark.model
def test_no_opposites_are_merged(figures: dict[tuple[str, str], Figure]) -> None:
    assert figures["dev", "opposites taken for same"].value == 0
    assert figures["test", "opposites taken for same"].value == 0
    assert figures["all", "opposite in one issue"].value == 0


@pytest.mark.model
def test_the_judge_is_far_above_cosine_and_words(
    figures: dict[tuple[str, str], Figure],
) -> None:
    floors = [f.value for (split, m), f in figures.items() if split == "test" and "≥" in m]
    assert len(floors) == 2
    assert figures["test", "same F1"].value > max(floors) + 0.15
