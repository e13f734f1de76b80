"""Networks of a small table, with weights worked out by hand from the formulas."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.analyse.networks import (
    Coded,
    Network,
    Scale,
    Selection,
    Window,
    choices,
    one_mode,
    scale,
    scales,
    sliding,
    through_time,
    two_mode,
)
from onrecord.errors import DataError, OnrecordError, RecordError
from onrecord.model import Dropped, kinds


def row(id: str, actor: str, issue: str, level: float | None, day: str | None = None) -> Coded:
    return Coded(id, actor, issue, level, date.fromisoformat(day) if day else None, "d" + id[1])


# Ada: x 1 for, 1 against; y 1 for. Ben: x 2 for; y 1 against. Cid: y 1 for.
ROWS = (
    row("s1", "Ada", "x", 1),
    row("s2", "Ada", "x", 0),
    row("s3", "Ada", "y", 1),
    row("s4", "Ben", "x", 1),
    row("s5", "Ben", "x", 1),
    row("s6", "Ben", "y", 0),
    row("s7", "Cid", "y", 1),
)


def weights(network: Network) -> dict[str, float]:
    return {f"{e.source}-{e.target}": round(e.weight, 9) for e in network.edges}


@pytest.mark.parametrize(
    ("qualifier", "normalisation", "expected"),
    [
        ("ignore", "none", {"Ada-x": 2, "Ada-y": 1, "Ben-x": 2, "Ben-y": 1, "Cid-y": 1}),
        ("subtract", "none", {"Ada-y": 1, "Ben-x": 2, "Ben-y": -1, "Cid-y": 1}),
        ("combine", "none", {"Ada-x": 3, "Ada-y": 1, "Ben-x": 1, "Ben-y": 2, "Cid-y": 1}),
        (
            "ignore",
            "activity",
            {"Ada-x": 2 / 3, "Ada-y": 1 / 3, "Ben-x": 2 / 3, "Ben-y": 1 / 3, "Cid-y": 1},
        ),
        ("subtract", "activity", {"Ada-y": 1 / 3, "Ben-x": 2 / 3, "Ben-y": -1 / 3, "Cid-y": 1}),
        (
            "ignore",
            "prominence",
            {"Ada-x": 1 / 2, "Ada-y": 1 / 3, "Ben-x": 1 / 2, "Ben-y": 1 / 3, "Cid-y": 1 / 3},
        ),
    ],
)
def test_a_two_mode_weight_is_that_of_the_formula(
    qualifier: str, normalisation: str, expected: dict[str, float]
) -> None:
    network = two_mode(ROWS, qualifier=qualifier, normalisation=normalisation)
    assert weights(network) == {k: round(v, 9) for k, v in expected.items()}


@pytest.mark.parametrize(
    ("qualifier", "normalisation", "expected"),
    [
        ("ignore", "none", {"Ada-Ben": 5, "Ada-Cid": 1, "Ben-Cid": 1}),
        ("congruence", "none", {"Ada-Ben": 2, "Ada-Cid": 1}),
        ("conflict", "none", {"Ada-Ben": 3, "Ben-Cid": 1}),
        ("subtract", "none", {"Ada-Ben": -1, "Ada-Cid": 1, "Ben-Cid": -1}),
        ("congruence", "average_activity", {"Ada-Ben": 2 / 3, "Ada-Cid": 1 / 2}),
        ("congruence", "cosine", {"Ada-Ben": 2 / 9, "Ada-Cid": 1 / 3}),
        ("congruence", "jaccard", {"Ada-Ben": 2 / 5, "Ada-Cid": 1 / 3}),
    ],
)
def test_a_one_mode_weight_is_that_of_the_formula(
    qualifier: str, normalisation: str, expected: dict[str, float]
) -> None:
    network = one_mode(ROWS, qualifier=qualifier, normalisation=normalisation)
    assert weights(network) == {k: round(v, 9) for k, v in expected.items()}


@pytest.mark.parametrize(
    ("qualifier", "expected"), [("ignore", 4), ("congruence", 1), ("conflict", 3)]
)
def test_issues_are_tied_by_the_actors_they_share(qualifier: str, expected: float) -> None:
    assert weights(one_mode(ROWS, of="issue", qualifier=qualifier)) == {"x-y": expected}


def test_levels_of_a_graded_scale_are_near_by_the_range_of_the_scale() -> None:
    rows = (row("s1", "P", "x", 2), row("s2", "Q", "x", 1), row("s3", "R", "x", -2))
    graded = scale("graded")
    assert weights(one_mode(rows, scale=graded)) == {"P-Q": 0.75, "Q-R": 0.25}
    assert weights(one_mode(rows, scale=graded, qualifier="conflict")) == {
        "P-Q": 0.25,
        "P-R": 1,
        "Q-R": 0.75,
    }
    assert weights(one_mode(rows, scale=graded, qualifier="subtract")) == {
        "P-Q": 0.5,
        "P-R": -1,
        "Q-R": -0.5,
    }
    assert weights(two_mode(rows, scale=graded, qualifier="subtract")) == {
        "P-x": 2,
        "Q-x": 1,
        "R-x": -2,
    }


def test_thirds_cancel_out_to_nothing_and_not_to_almost_nothing() -> None:
    thirds = Scale("four", (0, 1, 2, 3))
    rows = (row("s1", "P", "x", 0), row("s2", "P", "y", 3), row("s3", "Q", "x", 1))
    rows += (row("s4", "Q", "y", 1), row("s5", "P", "z", 0), row("s6", "Q", "z", 1))
    rows += (row("s7", "P", "w", 3), row("s8", "Q", "w", 1))
    network = one_mode(rows, scale=thirds, qualifier="subtract")
    assert network.edges == ()
    assert [(e.source, e.target, e.weight) for e in network.cancelled] == [("P", "Q", 0)]


def test_every_edge_lists_its_statements() -> None:
    assert two_mode(ROWS).edge("Ben", "x").statements == ("s4", "s5")  # type: ignore[union-attr]
    assert two_mode(ROWS).edge("Cid", "x") is None
    ignoring = one_mode(ROWS, qualifier="ignore").edge("Ben", "Ada")
    assert ignoring is not None
    assert ignoring.statements == ("s1", "s2", "s3", "s4", "s5", "s6")


def test_an_edge_lists_only_the_statements_that_add_to_its_weight() -> None:
    agreeing = one_mode(ROWS).edge("Ada", "Ben")
    parting = one_mode(ROWS, qualifier="conflict").edge("Ada", "Ben")
    assert agreeing is not None
    assert parting is not None
    assert agreeing.statements == ("s1", "s4", "s5")
    assert parting.statements == ("s2", "s3", "s4", "s5", "s6")


def test_a_tie_that_cancels_out_is_told_apart_from_none() -> None:
    network = two_mode(ROWS, qualifier="subtract")
    assert [(e.source, e.target, e.statements) for e in network.cancelled] == [
        ("Ada", "x", ("s1", "s2"))
    ]


def test_joint_actors_share_a_statement_which_is_listed_once() -> None:
    rows = (row("s1", "Ada", "x", 1), row("s1", "Ben", "x", 1))
    (edge,) = one_mode(rows).edges
    assert (edge.weight, edge.statements) == (1, ("s1",))


def test_the_order_of_the_rows_changes_nothing() -> None:
    for make in (two_mode, one_mode):
        one, other = make(ROWS), make(reversed(ROWS))
        assert one == other
        assert [e.statements for e in one.edges] == [e.statements for e in other.edges]


def test_no_rows_make_an_empty_network() -> None:
    for make in (two_mode, one_mode):
        network = make(())
        assert (network.nodes, network.edges, network.matrix().size) == ((), (), 0)


def test_a_matrix_has_the_weights_at_their_places() -> None:
    assert two_mode(ROWS, qualifier="subtract").matrix().tolist() == [[0, 1], [2, -1], [0, 1]]
    assert one_mode(ROWS).matrix().tolist() == [[0, 2, 1], [2, 0, 0], [1, 0, 0]]


DATED = (
    row("s1", "Ada", "x", 1, "2020-12-31"),
    row("s1b", "Ada", "x", 1, "2021-01-01"),  # the same ISO week, document and level
    row("s2", "Ada", "x", 1, "2021-01-28"),
    row("s3", "Ada", "x", 0, "2021-01-28"),
    row("s4", "Ada", "x", 1, "2022-01-28"),
    row("s5", "Ada", "x", 1),
    row("s5b", "Ada", "x", 1),
)


@pytest.mark.parametrize(
    ("duplicates", "weight"),
    [
        ("kept", 7),
        ("document", 5),
        ("day", 5),
        ("week", 4),
        ("month", 4),
        ("year", 4),
        ("range", 1),
    ],
)
def test_a_statement_counts_once_a_period(duplicates: str, weight: int) -> None:
    network = two_mode(DATED, selection=Selection(duplicates=duplicates))
    left_out = sum(dropped.count for dropped in network.left_out)
    assert (weights(network), left_out) == ({"Ada-x": weight}, 7 - weight)


def test_the_level_tells_duplicates_apart_unless_it_is_ignored() -> None:
    once = Selection(duplicates="range")
    assert weights(two_mode(DATED, selection=once)) == {"Ada-x": 1}
    assert weights(two_mode(DATED, selection=replace(once, by_level=True))) == {"Ada-x": 2}
    assert weights(two_mode(DATED, qualifier="combine", selection=once)) == {"Ada-x": 3}


def test_the_earliest_counts_and_stands_for_the_others() -> None:
    network = two_mode(DATED, selection=Selection(duplicates="week"))
    assert network.doubles == {"s1": ("s1b",), "s2": ("s3",), "s5": ("s5b",)}


@pytest.mark.parametrize(
    ("selection", "kept", "reason"),
    [
        (Selection(window=Window(date(2021, 1, 1), date(2021, 1, 28))), 3, "outside the window"),
        (Selection(window=Window(None, date(2020, 12, 31))), 1, "outside the window"),
        (Selection(window=Window()), 5, "has no day, and a window was asked for"),
        (Selection(without={"id": {"s1"}}), 6, "id is among those left out"),
        (Selection(only={"document": {"d5"}}), 2, "document is not among those asked for"),
        (Selection(only={"actor": ()}), 0, "actor is not among those asked for"),
    ],
)
def test_what_is_not_selected_is_left_out_and_counted(
    selection: Selection, kept: int, reason: str
) -> None:
    network = two_mode(DATED, selection=selection)
    assert sum(network.matrix().ravel()) == kept
    assert reason in {dropped.reason for dropped in network.left_out}
    assert sum(dropped.count for dropped in network.left_out) == len(DATED) - kept


def test_free_attributes_select_rows_as_well() -> None:
    rows = [replace(r, attributes={"coder": "K" if r.actor == "Ada" else "L"}) for r in ROWS]
    network = two_mode(rows, selection=Selection(without={"coder": {"K"}}))
    assert [node.key for node in network.rows] == ["Ben", "Cid"]


def test_isolates_stay_as_nodes_if_asked() -> None:
    selection = Selection(only={"issue": {"x"}}, isolates=True)
    assert [node.key for node in one_mode(ROWS, selection=selection).nodes] == ["Ada", "Ben", "Cid"]
    few = replace(selection, isolates=False)
    assert [node.key for node in one_mode(ROWS, selection=few).nodes] == ["Ada", "Ben"]


def test_a_node_tells_its_statements_and_days() -> None:
    (ada,) = two_mode(DATED).rows
    assert (ada.statements, ada.days[0], ada.days[-1]) == (7, date(2020, 12, 31), date(2022, 1, 28))


def test_windows_slide_by_days_without_a_gap() -> None:
    windows = sliding(date(2021, 1, 1), date(2021, 1, 9), 4, step=3)
    assert [(w.first.day, w.last.day) for w in windows if w.first and w.last] == [
        (1, 4),
        (4, 7),
        (7, 10),
    ]


def test_windows_of_months_go_over_the_end_of_a_year() -> None:
    windows = sliding(date(2020, 11, 15), date(2021, 2, 1), 3, unit="month")
    assert [str(w) for w in windows] == ["2020-11-01/2021-01-31", "2021-02-01/2021-04-30"]


def test_a_network_through_time_is_one_a_window() -> None:
    windows = sliding(date(2020, 12, 1), date(2021, 1, 31), 1, unit="month")
    networks = through_time(DATED, windows, two_mode, qualifier="subtract")
    assert [(w, weights(n)) for w, n in networks] == [
        (windows[0], {"Ada-x": 1}),
        (windows[1], {"Ada-x": 1}),
    ]


def test_labels_and_attributes_describe_nodes() -> None:
    network = one_mode(ROWS).described(
        {"actor": {"Ada": "Ada Lind"}}, {"actor": {"Ada": {"country": "NO"}}}
    )
    assert (network.nodes[0].label, network.nodes[0].attributes) == ("Ada Lind", {"country": "NO"})
    assert network.nodes[1].label == "Ben"
    assert network == one_mode(ROWS)  # what it is called does not change what it is
    with pytest.raises(OnrecordError, match="no mode"):
        network.described({"party": {}})


@pytest.mark.parametrize("name", list(scales()))
def test_every_stance_is_projected_or_left_out_knowingly(name: str) -> None:
    projection = {stance: scale(name).of_stance(stance) for stance in kinds("stance")}
    left_out = [stance for stance, level in projection.items() if level is None]
    assert left_out == (["undecided"] if name == "binary" else [])
    levels = [level for level in projection.values() if level is not None]
    assert levels == sorted(levels, reverse=True)  # the order of stances is kept
    assert set(levels) == set(scale(name).levels)


def test_a_row_without_a_level_is_left_out_and_counted() -> None:
    network = one_mode((*ROWS, row("s8", "Cid", "x", None)))
    assert network.left_out == (Dropped("networks", "takes no level on the scale", 1),)
    assert network == replace(one_mode(ROWS), left_out=network.left_out)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: two_mode(ROWS, qualifier="congruence"), "no qualifier of such a network"),
        (lambda: one_mode(ROWS, qualifier="combine"), "no qualifier of such a network"),
        (lambda: one_mode(ROWS, normalisation="activity"), "no normalisation of such a network"),
        (lambda: one_mode(ROWS, of="party"), "no mode of such a network"),
        (lambda: two_mode(ROWS, qualifier="combine", normalisation="activity"), "codes"),
        (lambda: two_mode(ROWS, qualifier="combine", scale=scale("graded")), "codes"),
        (lambda: two_mode(ROWS, selection=Selection(duplicates="hour")), "no duplicates"),
        (lambda: two_mode(ROWS, selection=Selection(only={"party": {"x"}})), "anything called"),
        (lambda: Selection(without={"actor": "Ada"}), "is one value"),
        (lambda: sliding(date(2021, 1, 1), date(2021, 1, 2), 0), "windows of 0"),
        (lambda: sliding(date(2021, 1, 1), date(2021, 1, 2), 1, unit="week"), "no unit"),
        (lambda: Window(date(2021, 1, 2), date(2021, 1, 1)), "holds no day"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_there_is(ask: object, says: str) -> None:
    assert callable(ask)
    with pytest.raises(OnrecordError, match=says) as refused:
        ask()
    assert refused.value.hint


def test_a_level_beside_the_scale_and_a_row_given_twice_are_refused() -> None:
    with pytest.raises(RecordError, match="level 2 is not on the scale 'binary'"):
        two_mode((row("s1", "Ada", "x", 2),))
    with pytest.raises(RecordError, match="there twice"):
        two_mode((ROWS[0], ROWS[0]))
    with pytest.raises(DataError, match="two or more, ascending"):
        Scale("flat", (1, 1))
    with pytest.raises(DataError, match="no scale 'ternary'"):
        scale("ternary")


def test_every_choice_is_one_that_works() -> None:
    assert set(choices("qualifier")) == set(choices("qualifier", "one")) | {"combine"}
    for qualifier in choices("qualifier", "one"):
        for normalisation in choices("normalisation", "one"):
            for duplicates in choices("duplicates"):
                one_mode(
                    DATED,
                    qualifier=qualifier,
                    normalisation=normalisation,
                    selection=Selection(duplicates=duplicates),
                )


def test_the_page_on_networks_runs_as_it_is_written() -> None:
    page = Path(__file__).parents[2] / "docs" / "networks.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert tried > 10
    assert failed == 0
