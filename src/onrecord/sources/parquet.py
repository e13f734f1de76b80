"""Parquet → one `Text` a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InputError, UndecodableInput
from onrecord.sources.columns import Rows, column_map
from onrecord.sources.formats import PARQUET
from onrecord.sources.origin import Origin
from onrecord.sources.outcome import Found
from onrecord.sources.streams import seekable

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BATCH = 256  # rows in memory at once


def read_parquet(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """One text a row, in batches; columns that are not taken are not read."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise InputError(
            "reading Parquet needs pyarrow",
            where=origin.name,
            hint='pip install "onrecord[parquet]"',
        ) from error
    try:
        with (
            seekable(stream, origin) as source,
            pq.ParquetFile(source, pre_buffer=False) as file,
        ):
            yield from _rows(file, origin)
    except pa.ArrowException as error:
        told = " ".join(str(error).split())
        raise UndecodableInput(
            f"a Parquet file that is broken: {told}", where=origin.name, hint="write it again"
        ) from error


def _rows(file: ParquetFile, origin: Origin) -> Iterator[Found]:
    names = list(file.schema_arrow.names)
    rows = Rows(origin, column_map(names, origin), PARQUET)
    if origin.columns is None:
        yield rows.taken()
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=sorted(set(rows.columns.values()))):
        columns = {ours: batch.column(theirs) for ours, theirs in rows.columns.items()}
        for at in range(batch.num_rows):
            number += 1
            values = {ours: column[at].as_py() for ours, column in columns.items()}
            if found := rows.text(values, number):
                yield found
    yield from rows.notices()
