"""Agreement of two coders: figures computed by hand, and texts that one has not finished."""

from __future__ import annotations

import pytest

import handmade
from onrecord.errors import JudgementError
from onrecord.review.agreement import agreement, alpha, kappa
from onrecord.review.judge import judge
from onrecord.store.ledger import Ledger


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger with one article."""
    ledger.add(handmade.bridge())
    return ledger


KAPPA = [
    ([], None),
    ([("a", "a")], None),  # one label alone: chance explains all
    ([("a", "a"), ("b", "b")], 1.0),
    ([("a", "b"), ("b", "a")], -1.0),
    ([("a", "a")] * 3 + [("a", "b")], 0.0),
]


@pytest.mark.parametrize(("values", "expected"), KAPPA)
def test_kappa_is_what_is_beyond_chance(
    values: list[tuple[str, str]], expected: float | None
) -> None:
    """Cohen's kappa on small tables worked out by hand."""
    assert kappa(values) == (None if expected is None else pytest.approx(expected))


def test_alpha_weighs_near_stances_less_than_far_ones() -> None:
    """On the ordinal scale “supports” for “open” is a smaller fault than for “opposes”."""
    base = [(s, s) for s in ("supports", "open", "undecided", "sceptical", "opposes")]
    near = alpha([*base, ("supports", "open")], "ordinal")
    far = alpha([*base, ("supports", "opposes")], "ordinal")
    assert near is not None
    assert far is not None
    assert far < near < 1


def test_coders_who_do_the_same_agree_wholly(full: Ledger) -> None:
    """The same judgements on every row: every F1 is one, and nothing differs."""
    for p in handmade.bridge().positions:
        for coder in ("ada", "bo"):
            judge(full, "position", p.id, "accept", coder=coder)
    found = agreement(full, "ada", "bo")
    assert (found.texts, found.row_f1.value, found.stance_f1.value) == (1, 1.0, 1.0)
    assert found.differences == ()


def test_a_row_rejected_by_one_and_a_stance_changed_by_one_are_listed(full: Ledger) -> None:
    """Of n rows: one that only one coder keeps, one that both keep with different stances."""
    positions = handmade.bridge().positions
    n = len(positions)
    for p in positions:
        judge(full, "position", p.id, "accept", coder="ada")
    for p in positions[2:]:
        judge(full, "position", p.id, "accept", coder="bo")
    judge(full, "position", positions[0].id, "reject", coder="bo")
    other = "opposes" if positions[1].stance == "supports" else "supports"
    judge(full, "position", positions[1].id, "edit", {"stance": other}, coder="bo")
    found = agreement(full, "ada", "bo")
    assert found.rows == (n, n - 1)
    assert found.row_f1.value == pytest.approx(2 * (n - 1) / (2 * n - 1))
    assert found.stance_f1.value == pytest.approx(2 * (n - 2) / (2 * n - 1))
    assert sorted(d.fields for d in found.differences) == [("kept",), ("stance",)]
    kept = next(f for f in found.fields if f.field == "kept")
    assert (kept.count, kept.same) == (n, pytest.approx((n - 1) / n))


def test_a_text_that_one_coder_has_not_finished_does_not_count(full: Ledger) -> None:
    """Half a text says nothing about what the coder has not looked at."""
    positions = handmade.bridge().positions
    for p in positions:
        judge(full, "position", p.id, "accept", coder="ada")
    judge(full, "position", positions[0].id, "accept", coder="bo")
    found = agreement(full, "ada", "bo")
    assert (found.texts, found.row_f1.value) == (0, None)
    with pytest.raises(JudgementError, match="two coders"):
        agreement(full, "ada", "ada")


def test_intervals_hold_the_figure_and_are_the_same_for_a_seed(full: Ledger) -> None:
    """A bootstrap by a seed is repeatable."""
    for p in handmade.bridge().positions:
        judge(full, "position", p.id, "accept", coder="ada")
        judge(full, "position", p.id, "reject", coder="bo")
    one, two = (agreement(full, "ada", "bo", seed=3) for _ in range(2))
    assert one == two
    assert one.row_f1.value == 0.0
