"""Correcting from the command line: one line out, errors in words, dumps that come back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import handmade
from onrecord.cli import root
from onrecord.errors import InputError, JudgementError
from onrecord.store.ledger import Ledger

POSITION = handmade.bridge().positions[0]


@pytest.fixture
def at(tmp_path: Path) -> str:
    """A ledger with one article."""
    where = str(tmp_path / "l.sqlite")
    with Ledger.open(where) as ledger:
        ledger.add(handmade.bridge())
    return where


def run(at: str, *arguments: str, text: str | None = None) -> str:
    found = CliRunner().invoke(
        root, [*arguments, "--ledger", at], input=text, catch_exceptions=False
    )
    assert found.exit_code == 0, found.output
    return found.stdout


def test_judging_prints_what_was_kept_and_undoing_takes_it_back(at: str) -> None:
    """One line a judgement: its id, the verb, the layer, the mark."""
    told = run(at, "judge", "edit", POSITION.id, "stance=open", "--coder", "ada").split()
    assert told[1:] == ["edit", "position", POSITION.id]
    undone = run(at, "judge", "undo", "--coder", "ada").split()
    assert undone[1] == "undo"
    assert undone[-1] == told[0]
    log = run(at, "judgements", "log").splitlines()
    assert [line.split("\t")[3] for line in log] == ["undo", "edit"]


def test_a_dump_is_loaded_by_another_ledger(at: str, tmp_path: Path) -> None:
    """Human work goes from one ledger to another and back unchanged."""
    run(at, "judge", "reject", POSITION.id, "--coder", "ada", "--why", "only quoted")
    dumped = run(at, "judgements", "dump")
    assert json.loads(dumped)["why"] == "only quoted"
    other = str(tmp_path / "other.sqlite")
    run(other, "judgements", "load", "-", text=dumped)
    assert run(other, "judgements", "dump") == dumped


def test_a_broken_dump_is_told_line_by_line_and_exits_1(at: str) -> None:
    """Bad lines do not stop good ones, and the exit code says that something was wrong."""
    found = CliRunner().invoke(root, ["judgements", "load", "-", "--ledger", at], input="{\n")
    assert found.exit_code == 1
    assert "-:1: no judgement" in found.stderr


def test_agreement_is_shown_with_its_texts(at: str) -> None:
    """Two coders who did the same agree wholly."""
    for p in handmade.bridge().positions:
        for coder in ("ada", "bo"):
            run(at, "judge", "accept", p.id, "--coder", coder)
    shown = run(at, "agreement", "ada", "bo")
    assert "1 text that both have finished" in shown
    assert json.loads(run(at, "agreement", "ada", "bo", "--json"))["row_f1"]["value"] == 1.0


def test_agreement_without_a_finished_text_says_so(at: str) -> None:
    """No table of blanks; and a coder who has judged nothing is no coder."""
    run(at, "judge", "accept", POSITION.id, "--coder", "ada")
    run(at, "judge", "accept", POSITION.id, "--coder", "bo")
    assert "no text in which both ada and bo" in run(at, "agreement", "ada", "bo")
    with pytest.raises(JudgementError, match="judged nothing"):
        run(at, "agreement", "ada", "cleo")


def test_actors_and_issues_in_a_judgement_may_be_named(at: str) -> None:
    """A name stands for the id of what it names, in every field that takes one."""
    record = handmade.bridge()
    actor, issue = record.actors[0], record.issues[1]
    told = f"actor={actor.name}", f"issue={issue.label}"
    run(at, "judge", "edit", POSITION.id, *told, "--coder", "ada")
    value = json.loads(run(at, "judgements", "dump"))["value"]
    assert (value["actor"]["id"], value["issue"]["id"]) == (actor.id, issue.id)
    statement, name = record.statements[0].id, json.dumps([actor.name])
    run(at, "judge", "edit", statement, f"speakers={name}", "--coder", "ada")
    run(at, "judge", "edit", issue.id, f"opposite={record.issues[0].label}", "--coder", "ada")
    run(at, "judge", "edit", issue.id, "opposite=null", "--coder", "ada")


def test_the_log_keeps_to_one_line_a_judgement(at: str) -> None:
    """Long words are cut, and nothing in them steers the terminal."""
    why = "line\nbreak \x1b[31m " + "long " * 100
    run(at, "judge", "comment", POSITION.id, "--why", why, "--coder", "ada")
    (line,) = run(at, "judgements", "log").splitlines()
    assert "\x1b" not in line
    assert len(line) < 200


def test_the_log_says_what_was_judged(at: str) -> None:
    """A position by its holder, stance and issue: an id alone tells a person nothing."""
    run(at, "judge", "accept", POSITION.id, "--coder", "ada")
    (line,) = run(at, "judgements", "log").splitlines()
    record = handmade.bridge()
    issue = record.issue(POSITION.issue).label
    assert f"{record.actor(POSITION.actor).name}: {POSITION.stance}: {issue}" in line


def test_a_file_that_is_no_dump_is_told_in_a_line(at: str, tmp_path: Path) -> None:
    """Bytes that are no text, and a file that is not there."""
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\xff\xfe")
    for path, what in ((file, "not UTF-8"), (tmp_path / "none", "No such file")):
        with pytest.raises(InputError, match=what):
            CliRunner().invoke(
                root, ["judgements", "load", str(path), "--ledger", at], catch_exceptions=False
            )


MISUSE = [
    ("judge", "add"),
    ("network", "--scale", "nonsense"),
    ("network", "--since", "2024-13-01"),
    ("export", "jsonl", "--until", "soon"),
    ("judge", "accept"),
    ("judge", "accept", "xyz"),
    ("judge", "edit", POSITION.id, "stance"),
]


@pytest.mark.parametrize("arguments", MISUSE)
def test_misuse_exits_2(at: str, arguments: tuple[str, ...]) -> None:
    """A missing id, an id that is none, a value without a field."""
    assert CliRunner().invoke(root, [*arguments, "--ledger", at]).exit_code == 2


def test_a_judgement_that_cannot_be_is_told_in_words(at: str) -> None:
    """The error names what is wrong and what there is."""
    with pytest.raises(JudgementError, match="is no stance"):
        CliRunner().invoke(
            root,
            ["judge", "edit", POSITION.id, "stance=maybe", "--ledger", at],
            catch_exceptions=False,
        )
