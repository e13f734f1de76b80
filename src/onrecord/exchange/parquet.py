"""Records → Parquet: a folder with one file a table, typed, for DuckDB, pandas, Arrow, Spark."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.exchange.frames import columns, tables
from onrecord.exchange.losses import Losses, Lost, note_halves
from onrecord.model import Record

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 5_000  # rows of a table kept before they are written: a few MB

# Columns that hold no string, by name; the rest are strings.
_TYPES = {
    "published": "date",
    "retrieved": "string",  # an instant with or without a zone: ISO 8601 keeps which
    "latitude": "float",
    "longitude": "float",
    "confidence": "float",
    "start": "integer",
    "end": "integer",
    "count": "integer",
    "mentions": "integer",
    "geonames": "integer",
    "actors": "strings",
    "speakers": "strings",
    "speaker_names": "strings",
    "addressees": "strings",
    "addressee_names": "strings",
    "actor_names": "strings",
    "recipients": "strings",
    "recipient_names": "strings",
    "places": "strings",
    "place_names": "strings",
    "mention_words": "strings",
    "mention_spans": "lists of spans",
}


def write_parquet(records: Iterable[Record], target: Path) -> Losses:
    """Write every table as `NAME.parquet` into a folder; rows stream.

    Spans are lists of structs {start, end}, names and ids lists of strings. Raises
    `OnrecordError` where pyarrow is missing.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise OnrecordError(
            "Parquet needs pyarrow, which is not installed", hint="pip install 'onrecord[parquet]'"
        ) from error
    lost = Lost()
    target.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        sinks = {
            name: stack.enter_context(pq.ParquetWriter(target / f"{name}.parquet", schema))
            for name, schema in _schemas().items()
        }
        waiting: dict[str, list[dict[str, Any]]] = {name: [] for name in sinks}

        def flush(name: str) -> None:
            batch = pa.RecordBatch.from_pylist(waiting[name], schema=_schemas()[name])
            sinks[name].write_batch(batch)
            waiting[name].clear()

        for record in records:
            note_halves(lost, record)
            for name, rows in tables(record).items():
                waiting[name] += [{k: _plain(k, v) for k, v in row.items()} for row in rows]
                if len(waiting[name]) >= _BATCH:
                    flush(name)
        for name in sinks:
            flush(name)
    return lost.told()


@cache
def _schemas() -> dict[str, pa.Schema]:
    import pyarrow as pa

    spans = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
    types = {
        "date": pa.date32(),
        "float": pa.float64(),
        "integer": pa.int64(),
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "spans": spans,
        "lists of spans": pa.list_(spans),
    }
    return {
        name: pa.schema([(column, types[_type(column)]) for column in of])
        for name, of in columns().items()
    }


def _type(column: str) -> str:
    return _TYPES.get(column, "spans" if column.endswith("_spans") else "string")


def _plain(column: str, value: Any) -> Any:
    if isinstance(value, str):
        return _clean(value)
    if value is None or not isinstance(value, list):
        return value.isoformat() if column == "retrieved" and value else value
    if _type(column) == "lists of spans":
        return [[{"start": a, "end": b} for a, b in one] for one in value]
    if _type(column) == "spans":
        return [{"start": a, "end": b} for a, b in value]
    return [_clean(v) for v in value]


def _clean(words: str) -> str:
    """Without halves of characters, which Arrow's UTF-8 cannot hold: each becomes a “?”."""
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")
