"""Records → CSV: a folder, or one zip, of tables that join on `document`.

RFC 4180 (commas, CRLF, doubled quotation marks), UTF-8. A list in a cell is JSON. With `excel`
each file begins with a byte-order mark, and a text that a spreadsheet would run as a formula
gets an apostrophe before it; `unguard` takes it off again, so nothing is changed for good.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from onrecord.exchange.frames import columns, tables
from onrecord.exchange.losses import Losses, Lost, note_halves
from onrecord.model import Record

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: the same bytes whenever written
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(records: Iterable[Record], target: Path | BinaryIO, *, excel: bool = False) -> Losses:
    """Write every table as `NAME.csv`: into a folder (made if need be), or a zip.

    `target` is a zip where it ends in `.zip` or is a stream. Rows stream: memory does not grow
    with the records.
    """
    lost = Lost()
    if isinstance(target, Path) and target.suffix.lower() != ".zip":
        target.mkdir(parents=True, exist_ok=True)
        _write(records, target, excel, lost)
        return lost.told()
    with tempfile.TemporaryDirectory() as folder:
        _write(records, Path(folder), excel, lost)
        with zipfile.ZipFile(target, "w") as archive:
            for name in columns():
                put(archive, f"{name}.csv", Path(folder) / f"{name}.csv")
    return lost.told()


def put(archive: zipfile.ZipFile, name: str, source: Path | Iterable[bytes]) -> None:
    """Add a member whose bytes do not depend on the clock or the machine."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    with archive.open(info, "w", force_zip64=True) as sink:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                shutil.copyfileobj(stream, sink)
        else:
            sink.writelines(source)


def guard(words: str) -> str:
    """A text as a spreadsheet may hold it: never a formula, and always to be undone.

    >>> guard("=1+1"), guard("'=1"), guard("no")
    ("'=1+1", "''=1", 'no')
    """
    return f"'{words}" if words.lstrip("'").startswith(_FORMULA) else words


def unguard(words: str) -> str:
    """What `guard` was given.

    >>> unguard(guard("-5 degrees")), unguard("'tis")
    ('-5 degrees', "'tis")
    """
    guarded = words.startswith("'") and words.lstrip("'").startswith(_FORMULA)
    return words[1:] if guarded else words


def _write(records: Iterable[Record], folder: Path, excel: bool, lost: Lost) -> None:
    encoding = "utf-8-sig" if excel else "utf-8"
    with ExitStack() as stack:
        sheets = {}
        for name, of in columns().items():
            path = folder / f"{name}.csv"
            stream = stack.enter_context(
                path.open("w", encoding=encoding, newline="", errors="backslashreplace")
            )
            sheets[name] = _sheet(stream, of)
        for record in records:
            note_halves(lost, record)
            for name, rows in tables(record).items():
                for row in rows:
                    sheets[name].writerow({k: _cell(v, excel) for k, v in row.items()})


def _sheet(stream: TextIO, of: tuple[str, ...]) -> csv.DictWriter[str]:
    sheet = csv.DictWriter(stream, of, lineterminator="\r\n")
    sheet.writeheader()
    return sheet


def _cell(value: Any, excel: bool) -> Any:
    if isinstance(value, (list, tuple)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, date):
        return value.isoformat()
    return guard(value) if excel and isinstance(value, str) else value
