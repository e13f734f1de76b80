"""The commands that ask a ledger: what they print where, and how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handmade_ledger import Says, article
from onrecord.cli import root
from onrecord.cli.changes import KINDS
from onrecord.model import Issue
from onrecord.store.ledger import Ledger

COMMANDS = {
    "issues": ["issues"],
    "stand": ["stand", "bridge"],
    "who": ["who", "Lahti"],
    "said": ["said", "built"],
    "changes": ["changes"],
    "timeline": ["timeline", "bridge"],
    "status": ["status"],
    "check": ["check"],
}


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("asking") / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.add(
            article("2024-03-01", Says("Aino Lahti", "it will be built", "supports", country="FI"))
        )
        ledger.add(
            article(
                "2024-03-08",
                Says("Aino Lahti", "it can wait", "open", condition="if Oslo pays"),
                Says("Erik\x1b[31m Dahl", "it costs too much", "opposes", office="Minister"),
            )
        )
    return str(path)


def run(*arguments: str, where: str) -> Result:
    return CliRunner().invoke(root, [*arguments, "--ledger", where])


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_json_is_the_whole_answer_and_nothing_else(arguments: list[str], where: str) -> None:
    result = run(*arguments, "--json", where=where)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert json.loads(result.stdout)


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_csv_is_one_table_with_its_headings(arguments: list[str], where: str) -> None:
    result = run(*arguments, "--csv", where=where)
    assert result.exit_code == 0
    headings, *rows = list(csv.reader(io.StringIO(result.stdout)))
    assert all(len(row) == len(headings) for row in rows)
    assert rows or arguments == ["check"]


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_report_in_a_pipe_has_no_colours_and_fits_its_width(
    arguments: list[str], where: str
) -> None:
    result = run(*arguments, where=where)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert all(len(line) <= 100 and line == line.rstrip() for line in result.stdout.splitlines())


SHOWN = {
    "stand": (
        ["it can wait", "if Oslo pays", "Aino Lahti", "2024-03-08", "The Courier", "machine 70%"],
        ["stand", "bridge"],
    ),
    "as of an earlier day": (["it will be built"], ["stand", "bridge", "--as-of", "2024-03-02"]),
    "who": (["Aino Lahti", "person", "build the bridge", "it can wait"], ["who", "Lahti"]),
    "said": (["it will be built", "1 statement with these words"], ["said", "built"]),
    "changes": (["softened -1", "it will be built", "it can wait"], ["changes"]),
    "timeline": (["week of 2024-03-04", "it costs too much"], ["timeline", "bridge"]),
    "status": (["2 texts", "2024-03", "The Courier"], ["status"]),
    "issues": (["build the bridge", "2024-03-01 – 2024-03-08"], ["issues"]),
    "check": (["Every mark stands on its words."], ["check"]),
}


@pytest.mark.parametrize(("words", "arguments"), SHOWN.values(), ids=SHOWN.keys())
def test_what_a_report_shows(words: list[str], arguments: list[str], where: str) -> None:
    shown = " ".join(run(*arguments, where=where).stdout.split())
    for word in words:
        assert word in shown


@pytest.mark.parametrize("command", ["status", "stand"])
def test_without_a_ledger_one_line_says_so(command: str, tmp_path: Path) -> None:
    import subprocess
    import sys

    line = [sys.executable, "-m", "onrecord", *COMMANDS[command]]
    missing = str(tmp_path / "none.sqlite")
    done = subprocess.run([*line, "--ledger", missing], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "no ledger is there" in done.stderr
    assert not Path(missing).exists()


MISUSE = {
    "a day that is none": ["stand", "bridge", "--as-of", "2024-02-30"],
    "a moment that is none": ["stand", "bridge", "--known-by", "noon"],
    "a moment of a search that is none": ["said", "bridge", "--known-by", "noon"],
    "a period that is none": ["timeline", "bridge", "--by", "year"],
    "a kind that is none": ["changes", "--kind", "moved"],
    "no words": ["said"],
    "no issue": ["stand"],
}


@pytest.mark.parametrize("arguments", MISUSE.values(), ids=MISUSE.keys())
def test_misuse_ends_with_two(arguments: list[str], where: str) -> None:
    assert run(*arguments, where=where).exit_code == 2


def test_the_environment_names_the_ledger(where: str) -> None:
    result = CliRunner().invoke(root, ["issues"], env={"ONRECORD_LEDGER": where})
    assert "build the bridge" in result.stdout


@pytest.mark.parametrize(
    ("by", "rows"), [("2024-01-01", 0), ("2999-01-01T10:00", 3), ("2999-01-01T10:00+02:00", 3)]
)
def test_known_by_takes_a_day_or_a_moment(by: str, rows: int, where: str) -> None:
    result = run("stand", "bridge", "--known-by", by, "--json", where=where)
    assert json.loads(result.stdout)["rows"] == rows


KNOWN = {
    "said": (["said", "built"], "found", 1),
    "said by somebody": (["said", "wait", "--speaker", "Lahti"], "found", 1),
    "timeline": (["timeline", "bridge"], "periods", 2),
    "network": (["network", "bridge", "--of", "two-mode"], "ties", 2),
}


@pytest.mark.parametrize(("arguments", "what", "count"), KNOWN.values(), ids=KNOWN.keys())
def test_searches_timelines_and_networks_take_known_by(
    arguments: list[str], what: str, count: int, where: str
) -> None:
    """Before there was any text nothing is found, by now all."""
    for by, expected in (("2024-01-01", 0), ("2999-01-01", count)):
        result = run(*arguments, "--known-by", by, "--json", where=where)
        assert len(json.loads(result.stdout)[what]) == expected, result.output


@pytest.mark.parametrize("command", ["issues", "stand", "who", "said", "changes", "timeline"])
def test_a_limit_of_nought_shows_all(command: str, where: str) -> None:
    """In every command alike; of an actor the statements, too."""
    limited = run(*COMMANDS[command], "--limit", "0", "--json", where=where)
    assert limited.exit_code == 0
    assert json.loads(limited.stdout) == json.loads(
        run(*COMMANDS[command], "--json", where=where).stdout
    )


def test_a_lost_mark_ends_with_one(where: str, tmp_path: Path) -> None:
    import shutil
    import sqlite3

    copy = tmp_path / "copy.sqlite"
    shutil.copy(where, copy)
    with sqlite3.connect(copy) as db:
        db.execute("UPDATE position SET evidence = '[[0,2]]' WHERE number = 1")
    db.close()
    result = run("check", where=str(copy))
    assert result.exit_code == 1
    assert "invalid: position" in result.stdout
    assert run("check", "--json", where=str(copy)).exit_code == 1


def test_words_cannot_steer_the_terminal(where: str) -> None:
    for arguments in (["stand", "bridge"], ["who", "Dahl"], ["timeline", "bridge"]):
        assert "\x1b" not in run(*arguments, where=where).stdout


def test_the_kinds_of_change_are_those_that_are_made() -> None:
    from onrecord.analyse.changes import KINDS as MADE

    assert KINDS == MADE


def test_an_id_is_a_name_too(where: str) -> None:
    result = run("stand", Issue.of("build the bridge").id, "--json", where=where)
    assert json.loads(result.stdout)["issue"]["label"] == "build the bridge"
