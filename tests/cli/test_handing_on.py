"""Out to other tools and back in: what people coded stays theirs."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import handmade
from onrecord.cli import root
from onrecord.errors import MissingInput
from onrecord.exchange.formats import formats
from onrecord.exchange.json import decode, encode
from onrecord.model import Position
from onrecord.review.judge import judge
from onrecord.store.ledger import Ledger


@pytest.fixture
def at(tmp_path: Path) -> str:
    """A ledger with one article."""
    where = str(tmp_path / "l.sqlite")
    with Ledger.open(where) as ledger:
        ledger.add(handmade.bridge())
    return where


def run(at: str, *arguments: str) -> Result:
    found = CliRunner().invoke(root, [*arguments, "--ledger", at], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found


@pytest.mark.parametrize("name", [f.name for f in formats().values() if f.write])
def test_every_format_that_goes_out_is_written(at: str, tmp_path: Path, name: str) -> None:
    """Each gives a file or a folder, and says what it could not carry."""
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    target = tmp_path / f"out{formats()[name].ending}"
    run(at, "export", name, "-o", str(target))
    assert target.exists()


def test_records_go_out_and_come_in_the_same(at: str, tmp_path: Path) -> None:
    """JSON lines lose nothing: out of one ledger, into another, out again."""
    first = run(at, "export", "jsonl").stdout
    assert decode(first.strip().encode(), where="-") == handmade.bridge()
    file = tmp_path / "records.jsonl"
    file.write_text(first, encoding="utf-8")
    other = str(tmp_path / "other.sqlite")
    run(other, "import", "jsonl", str(file))
    assert run(other, "export", "jsonl").stdout == first


def coded(at: str) -> None:
    """Adds a position to the ledger by the name of a coder."""
    record = handmade.bridge()
    p = record.positions[0]
    value = {
        "text": record.document.id,
        "actor": {"name": "Jonas Berg", "kind": "person"},
        "issue": p.issue,
        "stance": "opposes",
        "evidence": [list(span) for span in p.evidence],
    }
    with Ledger.open(at) as ledger:
        judge(ledger, "position", "", "add", value, coder="Ida")


def test_codings_of_a_project_become_their_coders_judgements(at: str, tmp_path: Path) -> None:
    """What a person coded can be undone and dumped; a machine's marks stay a machine's."""
    coded(at)
    project = tmp_path / "p.dna"
    run(at, "export", "dna", "-o", str(project))
    other = str(tmp_path / "other.sqlite")
    told = run(other, "import", "dna", str(project)).stderr
    assert "1 new texts" in told
    lines = [json.loads(x) for x in run(other, "judgements", "dump").stdout.splitlines()]
    assert {(line["verb"], line["coder"]) for line in lines} == {("add", "Ida")}
    again = run(other, "import", "dna", str(project)).stderr
    assert f"0 new texts, 0 coded marks, {len(lines)} known" in again
    (record,) = map(decode, run(other, "export", "jsonl").stdout.strip().encode().splitlines())
    assert {p.by for p in record.positions} >= {"positions/hand-1"}


def test_importing_never_replaces_what_was_read(at: str, tmp_path: Path) -> None:
    """A table of positions, or another reading, leaves a text that was read as it is."""
    before = run(at, "export", "jsonl").stdout
    table = tmp_path / "mine.csv"
    table.write_text(
        "document,actor,actor_kind,issue,stance,quote\n"
        "bridge.txt,Karin Ek,person,build the bridge,opposes,sink the budget\n",
        encoding="utf-8",
    )
    told = run(at, "import", "csv", str(table), "--coder", "ida").stderr
    assert "0 new texts, 1 coded marks" in told  # the text is found by its name in the ledger
    run(at, "judge", "undo", "--coder", "ida")
    assert run(at, "export", "jsonl").stdout == before
    record = handmade.bridge()
    reading = tmp_path / "other.jsonl"
    fewer = replace(record, positions=(_other(record.positions[0]),))
    reading.write_bytes(encode(fewer) + b"\n")
    told = run(at, "import", "jsonl", str(reading)).stderr
    assert "1 marks of a machine left out" in told
    assert run(at, "export", "jsonl").stdout == before


def _other(position: Position) -> Position:
    return replace(position, id="p0000000000000001", by="positions/other-9", statement=None)


def test_our_own_tables_come_back_as_what_made_them(at: str, tmp_path: Path) -> None:
    """The folder that was written is read, texts and all; steps do not become coders."""
    coded(at)
    run(at, "export", "csv", "-o", str(tmp_path / "tables"))
    other = str(tmp_path / "other.sqlite")
    run(other, "import", "csv", str(tmp_path / "tables"))
    (was,) = map(decode, run(at, "export", "jsonl").stdout.strip().encode().splitlines())
    (now,) = map(decode, run(other, "export", "jsonl").stdout.strip().encode().splitlines())
    assert now.document.text == was.document.text
    kept = [(p.stance, p.evidence, p.condition) for p in was.positions]
    assert sorted(kept) == sorted((p.stance, p.evidence, p.condition) for p in now.positions)
    (line,) = run(other, "judgements", "dump").stdout.splitlines()
    assert json.loads(line)["coder"] == "Ida"


def test_a_missing_file_makes_no_ledger(tmp_path: Path) -> None:
    """Nothing is left behind where there is nothing to import."""
    where = tmp_path / "new.sqlite"
    arguments = ["import", "dna", str(tmp_path / "no.dna"), "--ledger", str(where)]
    with pytest.raises(MissingInput, match="no such file"):
        CliRunner().invoke(root, arguments, catch_exceptions=False)
    assert not where.exists()


def test_a_network_is_written_for_gephi_with_its_positions(at: str, tmp_path: Path) -> None:
    """The file opens in networkx, and its ties list positions that the ledger has."""
    import networkx

    file = tmp_path / "n.graphml"
    told = run(at, "network", "-o", str(file)).stderr
    assert "ties (graphml)" in told
    graph = networkx.read_graphml(file)
    ties = json.loads(run(at, "network", "--json").stdout)["ties"]
    assert graph.number_of_edges() == len(ties)
    known = {p.id for p in handmade.bridge().positions}
    assert {id for tie in ties for id in tie["positions"]} <= known


def test_a_network_has_windows_of_time(at: str, tmp_path: Path) -> None:
    """One network a window that holds anything, in JSON, in a table, in files by its first day."""
    found = json.loads(run(at, "network", "--window", "1m", "--json").stdout)
    firsts = [one["window"][0] for one in found]
    assert firsts
    assert all(one["nodes"] for one in found)
    assert firsts[0] in run(at, "network", "--window", "1m").stdout
    run(at, "network", "--window", "1m", "-o", str(tmp_path / "n.gexf"))
    assert sorted(p.name for p in tmp_path.glob("n.*")) == [f"n.{first}.gexf" for first in firsts]


def test_the_ties_of_a_network_are_a_table(at: str) -> None:
    """One row a tie, with the names of both ends and the positions behind it."""
    rows = list(csv.DictReader(run(at, "network", "--csv").stdout.splitlines()))
    ties = json.loads(run(at, "network", "--json").stdout)["ties"]
    assert [(r["from"], r["to"], r["positions"].split("; ")) for r in rows] == [
        (t["source"], t["target"], t["positions"]) for t in ties
    ]


MISUSE = [
    ("network", "--window", "soon"),
    ("network", "--step", "3m"),
    ("export", "dance"),
    ("export", "dna"),
    ("import", "dance", "x"),
]


@pytest.mark.parametrize("arguments", MISUSE)
def test_misuse_exits_2(at: str, arguments: tuple[str, ...]) -> None:
    """A format that is none, a binary file on a terminal."""
    assert CliRunner().invoke(root, [*arguments, "--ledger", at]).exit_code == 2
