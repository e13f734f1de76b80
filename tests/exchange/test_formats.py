"""The table of formats leads to functions, and the page about them runs."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import handmade
from onrecord.errors import MissingInput, OnrecordError
from onrecord.exchange.formats import formats
from onrecord.exchange.lines import read_lines, write_lines
from onrecord.model import Actor, Issue, Record, Span, Text
from onrecord.sources.outcome import Failure

PAGE = Path(__file__).parents[2] / "docs" / "exchange.md"


@pytest.mark.parametrize("name", list(formats()))
def test_a_format_goes_the_ways_it_says(name: str) -> None:
    made = formats()[name]
    assert made.write or made.read
    for way, load in ((made.write, made.writer), (made.read, made.reader)):
        if way:
            assert callable(load())
        else:
            with pytest.raises(OnrecordError, match=name):
                load()


@pytest.mark.parametrize("name", [f.name for f in formats().values() if f.write])
def test_every_writer_takes_records_and_tells_losses(name: str, tmp_path: Path) -> None:
    made = formats()[name]
    target = tmp_path / f"out{made.ending}"
    losses = made.writer()([handmade.bridge(), handmade.bare()], target)
    assert target.exists()
    assert all(loss.count > 0 for loss in losses)


@pytest.mark.parametrize("name", [f.name for f in formats().values() if f.write])
def test_every_writer_takes_nothing(name: str, tmp_path: Path) -> None:
    made = formats()[name]
    assert made.writer()([], tmp_path / f"out{made.ending}") == ()


def test_the_table_of_formats_loads_none_of_them() -> None:
    code = (
        "import sys; from onrecord.exchange.formats import formats; formats(); "
        "print([m for m in ('pyarrow', 'cassis', 'sqlite3', 'defusedxml', 'pandas', 'spacy') "
        "if m in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"


def test_every_format_is_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    for made in formats().values():
        assert f"| `{made.name}` |" in page


def test_the_page_runs_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 10
    assert failed == 0


def test_lines_go_through_to_the_byte(tmp_path: Path) -> None:
    records = [handmade.bridge(), handmade.bare()]
    assert write_lines(records, tmp_path / "a.jsonl") == ()
    back = list(read_lines(tmp_path / "a.jsonl"))
    assert back == records
    write_lines([r for r in back if isinstance(r, Record)], tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_a_broken_line_is_a_failure_in_its_place(tmp_path: Path) -> None:
    write_lines([handmade.bare()], tmp_path / "a.jsonl")
    line = (tmp_path / "a.jsonl").read_text("utf-8")
    (tmp_path / "a.jsonl").write_text(f"{line}no\n\n{line}", "utf-8")
    kinds = [type(f) for f in read_lines(tmp_path / "a.jsonl")]
    assert kinds == [Record, Failure, Record]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(read_lines(tmp_path / "a.jsonl"))


@pytest.mark.parametrize(
    "name", [f.name for f in formats().values() if f.write and f.name != "jsonl"]
)
def test_halves_of_characters_stop_no_writer(name: str, tmp_path: Path) -> None:
    words = "a\ud800b \udc00 yes\r\nno\x00"
    ek, issue = Actor.of("E\ud800k", "person"), Issue.of("sig\udc00n")
    positions = tuple(
        handmade._Maker(words).position(ek, issue, "supports", (Span(*at),), "indirect")
        for at in ((1, 3), (5, 9), (9, 10), (10, 11))
    )
    record = Record("onrecord/1", Text.of(words, title="t\ud800"), (ek,), (), (issue,), positions)
    made = formats()[name]
    target = tmp_path / f"out{made.ending}"
    made.writer()([record], target)
    if made.read and name != "csv":
        (back,) = made.reader()(target)
        assert isinstance(back, Record)
        assert len(back.positions) == 4
