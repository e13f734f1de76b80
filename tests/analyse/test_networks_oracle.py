"""DNA's sample project gives the numbers that DNA gives."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.analyse.networks import Coded, Selection, one_mode, two_mode
from onrecord.exchange.networks import network_text, write_csv, write_dl

pytestmark = pytest.mark.gold

_ROWS = """
select s.ID, organization.Value, concept.Value, agreement.Value, d.Date, d.ID, d.Section
from STATEMENTS s
join STATEMENTTYPES t on t.ID = s.StatementTypeId and t.Label = 'DNA Statement'
join DOCUMENTS d on d.ID = s.DocumentId
join VARIABLES v on v.StatementTypeId = t.ID and v.Variable = 'agreement'
join DATABOOLEAN agreement on agreement.StatementId = s.ID and agreement.VariableId = v.ID
join VARIABLES o on o.StatementTypeId = t.ID and o.Variable = 'organization'
join DATASHORTTEXT so on so.StatementId = s.ID and so.VariableId = o.ID
join ENTITIES organization on organization.ID = so.Entity
join VARIABLES c on c.StatementTypeId = t.ID and c.Variable = 'concept'
join DATASHORTTEXT sc on sc.StatementId = s.ID and sc.VariableId = c.ID
join ENTITIES concept on concept.ID = sc.Entity
"""
_REGULATE = "There should be legislation to regulate emissions."
_ENERGY = "Energy and Environmental Analysis, Inc."


@pytest.fixture(scope="module")
def folder(gold: Path) -> Path:
    if not (gold / "networks" / "sample.dna").is_file():
        pytest.skip("DNA's sample project is not among the gold data")
    return gold / "networks"


@pytest.fixture(scope="module")
def rows(folder: Path) -> list[Coded]:
    connection = sqlite3.connect(f"file:{folder / 'sample.dna'}?mode=ro&immutable=1", uri=True)
    try:
        return [
            Coded(
                f"{id:03}",
                actor,
                issue,
                level,
                datetime.fromtimestamp(at, UTC).date(),
                f"{d}",
                part,
            )
            for id, actor, issue, level, at, d, part in connection.execute(_ROWS)
        ]
    finally:
        connection.close()


def test_two_mode_is_seven_by_six_and_sums_to_forty(rows: list[Coded]) -> None:
    matrix = two_mode(rows).matrix()
    assert matrix.shape == (7, 6)
    assert matrix.sum() == 40
    agree, disagree = (sum(r.level == level for r in rows) for level in (1, 0))
    assert two_mode(rows, qualifier="subtract").matrix().sum() == agree - disagree == 29 - 11


def test_the_dl_file_is_that_of_dna_line_by_line(rows: list[Coded], folder: Path) -> None:
    from io import StringIO

    out = StringIO()
    write_dl(two_mode(rows), out, transpose=True)
    theirs = (folder / "twomode_concept_x_organization.dl").read_text("utf-8")
    assert out.getvalue().splitlines() == theirs.splitlines()


def test_the_csv_matrix_is_that_of_dna_line_by_line(rows: list[Coded], folder: Path) -> None:
    from io import StringIO

    out = StringIO()
    write_csv(two_mode(rows), out, transpose=True)
    theirs = (folder / "twomode_concept_x_organization.csv").read_text("utf-8")
    assert out.getvalue().splitlines() == theirs.splitlines()


def test_the_one_mode_matrix_of_dna_comes_out_to_its_six_places(
    rows: list[Coded], folder: Path
) -> None:
    import csv

    network = one_mode(rows, qualifier="subtract", normalisation="average_activity")
    text = (folder / "onemode_organization_subtract_average.csv").read_text("utf-8")
    header, *body = csv.reader(text.splitlines(), delimiter=";")
    assert header[1:] == [node.label for node in network.nodes]
    for ours, theirs in zip(network.matrix().tolist(), body, strict=True):
        assert [f"{number:.6f}" for number in ours] == theirs[1:]


@pytest.mark.parametrize(
    ("qualifier", "weight"), [("ignore", 7), ("congruence", 2), ("conflict", 5), ("subtract", -3)]
)
def test_the_tie_of_senate_and_sierra_club(
    rows: list[Coded], qualifier: str, weight: float
) -> None:
    edge = one_mode(rows, qualifier=qualifier).edge("Senate", "Sierra Club")
    assert edge is not None
    assert edge.weight == weight


def test_the_sums_of_one_mode_networks(rows: list[Coded]) -> None:
    assert one_mode(rows, qualifier="ignore").matrix().sum() == 276
    averaged = one_mode(rows, normalisation="average_activity").matrix()
    assert round(averaged.sum(), 3) == 25.802
    without = Selection(without={"issue": {_REGULATE}, "actor": {"Senate", "Sierra Club"}})
    fewer = one_mode(rows, normalisation="average_activity", selection=without).matrix()
    assert fewer.shape == (5, 5)
    assert round(fewer.sum(), 2) == 9.81


def test_one_section_has_four_organisations(rows: list[Coded]) -> None:
    network = one_mode(rows, selection=Selection(only={"section": {"1"}}))
    assert network.matrix().shape == (4, 4)


def test_with_the_level_in_the_key_one_cell_of_the_whole_range_has_two(rows: list[Coded]) -> None:
    once = Selection(duplicates="range", by_level=True)
    twice = [edge for edge in two_mode(rows, selection=once).edges if edge.weight > 1]
    assert [(e.source, e.target, e.weight) for e in twice] == [
        (_ENERGY, "Emissions legislation should regulate CO2.", 2)
    ]


def test_every_statement_stands_behind_one_tie(rows: list[Coded]) -> None:
    ids = [id for edge in two_mode(rows).edges for id in edge.statements]
    assert sorted(ids) == sorted(row.id for row in rows)


@pytest.mark.parametrize("format", ["csv", "dl", "graphml", "gexf", "visone"])
def test_each_format_is_written(rows: list[Coded], format: str) -> None:
    assert network_text(one_mode(rows), format)[1].nodes == 7
