"""`onrecord add` as it is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli import add, root
from onrecord.intake import version
from onrecord.store.ledger import Ledger
from onrecord.store.records import records


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(root, ["add", *arguments])
    return result.exit_code, result.output


def test_misuse_is_told_as_such(tmp_path: Path) -> None:
    assert run()[0] == 2
    assert run("a.csv", "--columns", "text")[0] == 2
    assert run("a.csv", "--date", "yesterday")[0] == 2


def test_what_is_not_there_is_told_and_the_exit_code_is_1(tmp_path: Path) -> None:
    where = str(tmp_path / "a.sqlite")
    code, output = run(str(tmp_path / "no.txt"), "--ledger", where)
    assert code == 1
    assert "no.txt" in output


def test_other_rules_have_another_version_among_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """So what older rules have read is not known to newer ones, and `--reread` finds it."""
    options: Any = (None, None, "rules", 1, "rules", {"llm_url": None, "llm_model": None})
    one = add._reading(*options).steps
    assert one == add._reading(*options).steps
    monkeypatch.setattr(version, "reader_version", lambda pipeline: "reader/newer")
    newer = add._reading(*options).steps
    assert (newer[:-1], newer[-1]) == (one[:-1], "reader/newer")


@pytest.mark.model
def test_examples_are_added_once_and_known_afterwards(examples: Path, tmp_path: Path) -> None:
    where = str(tmp_path / "a.sqlite")
    text = next(iter(sorted(examples.glob("*.txt"))))
    for told in ("1 new", "1 known already"):
        code, output = run(
            str(text), "--ledger", where, "--statements", "rules", "--date", "2024-05-22"
        )
        assert (code, told in output) == (0, True)
    with Ledger.open(where) as ledger, ledger.transaction() as db:
        (record,) = records(db)
    assert record.document.text == text.read_text(encoding="utf-8")
