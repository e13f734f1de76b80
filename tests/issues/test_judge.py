"""Same, opposite, different; with a fake encoder, so that the word lists alone are tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.evaluate.figures import Figure
from onrecord.evaluate.phrases import default_judge, evaluate_phrases, read_pairs
from onrecord.issues import DIFFERENT, OPPOSITE, SAME, Judge
from onrecord.issues.lexicon import patterns

CASES = Path(__file__).parents[1] / "cases" / "phrases.tsv"
OTHERS = ("fresh", "tuning", "wide", "late", "blind")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("lift the curfew", "lift the curfew", SAME),
        ("Lift the curfew", "lift the curfew", SAME),
        ("widen the canal", "broaden the canal", SAME),
        ("deploy soldiers in Ukraine", "deployment of troops in Ukraine", SAME),
        ("make seat belts compulsory", "oblige drivers to wear seat belts", SAME),
        ("recruit pilots", "hire pilots", SAME),
        ("introduce a kite tax", "tax kites", SAME),
        ("bar foreigners from buying castles", "prohibit foreigners from buying castles", SAME),
        ("ban kites", "keep kites banned", SAME),
        ("bar foreigners from buying castles", "let foreigners buy castles", OPPOSITE),
        ("unionise the pilots", "deunionise the pilots", OPPOSITE),
        ("restrict imports of tea", "restrict exports of tea", DIFFERENT),
        ("decorate the bridge", "inspect the bridge", DIFFERENT),
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


def test_no_two_verbs_of_opposite_sides_make_one_act(judge: Judge) -> None:
    """Of each axis and verb set every tenth pair, done to a thing that no list knows."""
    acts = [p for some in patterns().values() for p in some if p.sides]
    wrong = []
    for n, one in enumerate(acts):
        for other in acts[n % 10 :: 97]:
            shared = one.sides.keys() & other.sides.keys()
            if not shared or any(one.sides[x] == other.sides[x] for x in shared):
                continue
            a, b = (" ".join(p.words).replace("*", "the gazebo") for p in (one, other))
            a, b = (x if "gazebo" in x else f"{x} the gazebo" for x in (a, b))
            if judge.compare(a, b).relation == SAME:
                wrong.append((a, b))
    assert not wrong


@pytest.mark.model
@pytest.mark.parametrize("name", OTHERS)
def test_no_opposites_of_any_file_of_pairs_are_taken_for_the_same(name: str) -> None:
    judge = default_judge()
    pairs = read_pairs(CASES.with_name(f"phrases_{name}.tsv"))
    opposites = [p for p in pairs if p.relation == OPPOSITE]
    assert not [p for p in opposites if judge.compare(p.first, p.second).relation == SAME]
