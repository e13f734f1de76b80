"""Records → an event list in the layout of DNA's own export: one line a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.exchange.dna.build import build, fresh
from onrecord.exchange.dna.layout import Layout, Variables
from onrecord.exchange.dna.read import Book
from onrecord.exchange.dna.tables import Tables, load
from onrecord.exchange.dna.write import PASSWORD
from onrecord.exchange.losses import Losses, Lost
from onrecord.exchange.utf16 import Utf16
from onrecord.model import Record

_META = ("title", "author", "source", "section", "type")


def write_eventlist(
    records: Iterable[Record],
    target: Path | BinaryIO,
    *,
    base: Path | None = None,
    graded: bool = False,
    levels: Mapping[int, str] | None = None,
    layout: Layout | None = None,
    plain: bool = False,
) -> Losses:
    """Write what `write_dna` would hold as DNA's event list: UTF-8, semicolons, LF.

    Statement ids, coders and offsets are those of the `.dna` of the same records. Words keep
    their quotation marks (doubled) and semicolons; `plain` writes them as DNA does, which
    turns `;` into `,` and `"` into `'`, for readers that know no quoting.
    """
    lost, layout = Lost(), layout or Layout()
    tables = load(base) if base else fresh(layout, graded=graded, password=PASSWORD)
    tables, variables = build(
        records, tables, layout, lost, password=PASSWORD, where=str(base or "-"), levels=levels
    )
    lines = "\n".join(
        ";".join(_cell(value, plain, lost) for value in row) for row in _rows(tables, variables)
    )
    data = lines.encode("utf-8")
    if isinstance(target, Path):
        target.write_bytes(data)
    else:
        target.write(data)
    return lost.told()


class _Bare(str):
    """A string that is written without quotation marks, as DNA writes times."""


def _rows(tables: Tables, variables: Variables) -> Iterator[list[Any]]:
    mine = [v for v in tables["VARIABLES"] if v["StatementTypeId"] == variables.type]
    yield [
        "statement_id", "time", *(v["Variable"] for v in mine), "start_position", "stop_position",
        "text", "coder", "document_id", *(f"document_{m}" for m in _META),
    ]  # fmt: skip
    book = Book.of(tables)
    documents = {d["ID"]: d for d in tables["DOCUMENTS"]}
    units = {id: Utf16(d["Text"]) for id, d in documents.items()}
    for s in tables["STATEMENTS"]:
        if s["StatementTypeId"] != variables.type:
            continue
        d, points = documents[s["DocumentId"]], units[s["DocumentId"]]
        words = d["Text"][points.to_point(s["Start"]) : points.to_point(s["Stop"])]
        time = datetime.fromtimestamp(d["Date"], UTC).strftime("%Y-%m-%d %H:%M:%S")
        values = [book.values.get((s["ID"], v["ID"]), "") for v in mine]
        meta = [d.get(m.capitalize()) or "" for m in _META]
        yield [s["ID"], _Bare(time), *values, s["Start"], s["Stop"], words, s["Coder"], d["ID"],
               *meta]  # fmt: skip


def _cell(value: Any, plain: bool, lost: Lost) -> str:
    if isinstance(value, _Bare) or not isinstance(value, str):
        return str(value)
    if plain:
        if ";" in value or '"' in value:
            lost.note("semicolons and quotation marks, written as DNA does", value)
        return f'"{value.replace(";", ",").replace(chr(34), chr(39))}"'
    return f'"{value.replace(chr(34), chr(34) * 2)}"'
