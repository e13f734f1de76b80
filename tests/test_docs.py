"""The documentation runs, and the pages made from data are new."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

import console

ROOT = Path(__file__).parents[1]


@pytest.mark.model
def test_the_tour_runs_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "tour.md"), module_relative=False)
    assert tried > 10
    assert failed == 0


@pytest.mark.model
def test_the_day_with_a_ledger_runs_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Add a month of articles, ask, correct, ask again, undo, export, check: as the tour says."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_CODER", "ada")
    commands = list(console.typed((ROOT / "docs" / "tour.md").read_text(encoding="utf-8")))
    assert len(commands) > 10
    differences = [console.difference(one, console.run(one.command)) for one in commands]
    assert not any(differences), "\n".join(filter(None, differences))


@pytest.mark.model
def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.split("```python\n")[1].split("```")[0]
    exec(compile(block, "README.md", "exec"), {})


def test_the_pages_made_from_data_are_new() -> None:
    environment = {**os.environ, "COLUMNS": "88"}
    made = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make.py"), "--check"],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert made.returncode == 0, made.stdout


@pytest.mark.parametrize("page", sorted(p.name for p in ROOT.glob("*.md")))
def test_a_link_of_a_front_page_leads_somewhere(page: str) -> None:
    import re

    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
