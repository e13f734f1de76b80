"""Tables go out as typed Parquet."""

from __future__ import annotations

import builtins
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import handmade
from onrecord.errors import OnrecordError
from onrecord.exchange.frames import columns, tables
from onrecord.exchange.parquet import write_parquet


def test_every_table_is_a_file_with_its_rows(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    records = [handmade.bridge(), handmade.bare()]
    write_parquet(records, tmp_path)
    for name, of in columns().items():
        table = pq.read_table(tmp_path / f"{name}.parquet")
        assert tuple(table.column_names) == of
        assert table.num_rows == sum(len(tables(r)[name]) for r in records)


def test_columns_have_types(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    write_parquet([handmade.bridge()], tmp_path)
    position = pq.read_table(tmp_path / "positions.parquet").to_pylist()[2]
    assert position["evidence_spans"] == [{"start": 366, "end": 407}]
    assert position["confidence"] == 0.71
    document = pq.read_table(tmp_path / "documents.parquet").to_pylist()[0]
    assert document["published"] == date(2024, 5, 22)
    assert document["text"] == handmade.ARTICLE
    statement = pq.read_table(tmp_path / "statements.parquet").to_pylist()[1]
    assert statement["speaker_names"] == ["Aino Lahti"]
    assert [[s["start"], s["end"]] for s in statement["content_spans"]] == [
        list(s) for s in handmade.bridge().statements[1].content
    ]


def test_tables_without_rows_keep_their_types(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    write_parquet([], tmp_path / "none")
    write_parquet([handmade.bridge()], tmp_path / "some")
    for name in columns():
        empty, full = (pq.read_schema(tmp_path / f / f"{name}.parquet") for f in ("none", "some"))
        assert empty == full


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    write_parquet([handmade.bridge()], tmp_path / "one")
    write_parquet([handmade.bridge()], tmp_path / "two")
    for name in columns():
        file = f"{name}.parquet"
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_missing_pyarrow_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OnrecordError, match="pyarrow"):
        write_parquet([], tmp_path)
