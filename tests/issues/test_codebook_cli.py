"""`onrecord codebook`: what it prints and with which exit code; the encoder is a fake."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from fake import FakeEncoder

from onrecord.cli.codebook import command
from onrecord.errors import DataError, MissingInput
from onrecord.exchange.json import encode
from onrecord.issues import encoder, parse_codebook
from onrecord.model import FORMAT, Actor, Issue, Mention, Position, Record, Span, Text


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "MiniLM", FakeEncoder)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    labels = ["raise the fuel tax", "increase the fuel tax", "cut the fuel tax"] * 2
    path.write_bytes(b"".join(encode(_record(n, x)) + b"\n" for n, x in enumerate(labels)))
    return path


def _record(number: int, label: str) -> Record:
    text = Text.of(f"Lind said: {label} {number}.", name=str(number))
    words = Span(11, 11 + len(label))
    lind = Actor.of("Lind", "person", mentions=(Mention(Span(0, 4)),))
    issue = Issue.of(label, ((words,),))
    id = Position.id_of(text.id, lind.id, issue.id, "supports", (words,))
    row = Position(id, lind.id, issue.id, "supports", None, "author", (words,), None, 0.5, "test")
    return Record(FORMAT, text, actors=(lind,), issues=(issue,), positions=(row,))


def test_a_codebook_is_drafted_and_then_checks_out(records: Path, tmp_path: Path) -> None:
    drafted = CliRunner().invoke(command, ["suggest", str(records)])
    assert drafted.exit_code == 0
    assert "2 issues, 6 of 6 positions" in drafted.stderr
    book = tmp_path / "book.toml"
    book.write_text(drafted.stdout, encoding="utf-8")
    assert len(parse_codebook(drafted.stdout).entries) == 2
    checked = CliRunner().invoke(command, ["check", str(book), str(records)])
    assert checked.exit_code == 0
    assert checked.stdout.splitlines() == [
        "coded\t4\traise-fuel-tax",
        "coded\t2\tcut-fuel-tax",
    ]


def test_records_come_from_standard_input_too(records: Path) -> None:
    drafted = CliRunner().invoke(command, ["suggest", "-"], input=io.BytesIO(records.read_bytes()))
    assert drafted.stdout.startswith("[[issue]] # read 4 times\n")


def test_nothing_frequent_is_told(records: Path) -> None:
    drafted = CliRunner().invoke(command, ["suggest", str(records), "--least", "9"])
    assert (drafted.exit_code, drafted.stdout) == (0, "")
    assert "--least 1 takes all" in drafted.stderr


def test_a_contradiction_gives_exit_code_one(tmp_path: Path) -> None:
    book = tmp_path / "book.toml"
    book.write_text(
        '[[issue]]\nid = "a"\ntitle = "raise the tax"\nphrases = ["cut the tax"]', encoding="utf-8"
    )
    checked = CliRunner().invoke(command, ["check", str(book)])
    assert checked.exit_code == 1
    assert checked.stdout == "contradicts\ta\tits phrase “cut the tax” undoes its title\n"


def test_faults_of_files_are_errors_of_ours(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("x = ", encoding="utf-8")
    assert isinstance(CliRunner().invoke(command, ["check", str(bad)]).exception, DataError)
    missing = CliRunner().invoke(command, ["suggest", str(tmp_path / "none.jsonl")])
    assert isinstance(missing.exception, MissingInput)
