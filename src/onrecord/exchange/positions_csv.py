"""A CSV of positions, one a row, that somebody coded in a spreadsheet → records.

Wanted are `document`, `actor`, `issue`, `stance` and either `start` and `end` (code points) or a
`quote`, which is located where it stands exactly once in the text. The text comes from a column
`text`, or from the texts that the caller has. Our own `positions.csv` is such a file.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

from onrecord.errors import DataError, EmptyInput, InputError, MissingInput, UndecodableInput
from onrecord.exchange.codes import Codes
from onrecord.exchange.coding import Coding, Named, Stand, by_of
from onrecord.exchange.csv import unguard
from onrecord.exchange.losses import Lost
from onrecord.model import Record, Span, Spans, Text, kinds
from onrecord.sources.outcome import Failure

FORMAT = "csv/1"
_NEEDED = ("document", "actor", "issue", "stance")
_LEFT = ("statements", "mentions", "roles", "events", "places", "times", "dropped")
_GAP = " … "  # how our tables show the gap of a broken passage


def read_positions_csv(
    source: Path,
    *,
    texts: Mapping[str, Text] | None = None,
    columns: Mapping[str, str] | None = None,
    codes: Codes | Path | None = None,
    excel: bool = False,
    lost: Lost | None = None,
) -> Iterator[Record | Failure]:
    """One record a document, in the order in which documents first come up.

    `texts` gives texts by the name or id that the column `document` holds; `columns` the file's
    own headings (ours → theirs) where they are not among those of columns.toml; `codes` other
    words for stances. A row that cannot be taken is a `Failure` with its line, and the rest go
    on. `excel` takes off the apostrophes that `write_csv(excel=True)` set. Raises `InputError`
    where the file as a whole cannot be read. A folder is one that `write_csv` has made: the texts
    of its documents are read, and their positions; what its other tables hold is counted in `lost`.
    """
    beside: dict[str, Text] = {}
    if source.is_dir():
        beside = _documents(source / "documents.csv", excel)
        _leave_out(source, lost if lost is not None else Lost())
        texts = {**beside, **(texts or {})}
        source /= "positions.csv"
    rows = _rows(source, dict(columns or {}), excel)
    codes = Codes.of(codes)
    by_document: dict[str, list[_Row]] = {}
    for row in rows:
        by_document.setdefault(row.get("document"), []).append(row)
    for name, several in by_document.items():
        try:
            text = _text(name, several, texts or {})
        except InputError as error:
            yield Failure(error)
            continue
        coding = Coding(text, FORMAT)
        for row in several:
            try:
                coding.stand(_stand(row, text.text, codes))
            except InputError as error:
                coding.drop("a row that could not be taken: see the failures")
                yield Failure(error)
        yield coding.record()
    for name, text in beside.items():  # those on which no position is
        if name not in by_document:
            yield Coding(text, FORMAT).record()


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its cells by our names, and where it stands."""

    cells: Mapping[str, str]
    where: str

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def fail(self, what: str, hint: str | None = None) -> InputError:
        return InputError(what, where=self.where, hint=hint)


def _rows(source: Path, columns: dict[str, str], excel: bool) -> list[_Row]:
    where = str(source)
    content = _content(source)
    if not content.strip():
        raise EmptyInput("there are no rows", where=where)
    first = content.splitlines()[0]
    delimiter = max((";", "\t", ","), key=first.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    made: list[_Row] = []
    try:
        heads = _heads(next(reader), columns, where)
        for cells in reader:
            if any(cells):
                named = {heads[n]: cell for n, cell in enumerate(cells) if n in heads}
                if excel:
                    named = {k: unguard(v) for k, v in named.items()}
                made.append(_Row(named, f"{where}:{reader.line_num}"))
    except csv.Error as error:
        raise InputError(f"not CSV: {error}", where=f"{where}:{reader.line_num}") from error
    return made


def _content(source: Path) -> str:
    where = str(source)
    csv.field_size_limit(2**31 - 1)  # whole articles stand in a cell
    try:
        return source.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise MissingInput("no such file", where=where, hint="check the path") from error
    except UnicodeDecodeError as error:
        raise UndecodableInput("not UTF-8", where=where, hint="save it as CSV UTF-8") from error


def _documents(source: Path, excel: bool) -> dict[str, Text]:
    """The texts of the table of documents that we write, by their ids."""
    found = {}
    for row in _table(source, excel):
        text = _text_of(_Row({**row, "date": row.get("published", "")}, str(source)), row["name"])
        found[text.id] = text
    return found


def _table(source: Path, excel: bool) -> Iterator[dict[str, str]]:
    rows = csv.reader(io.StringIO(_content(source), newline=""))
    heads = next(rows, [])
    for cells in rows:
        row = dict(zip(heads, cells, strict=False))
        yield {k: unguard(v) for k, v in row.items()} if excel else row


def _leave_out(folder: Path, lost: Lost) -> None:
    """Count the rows of the tables that positions do not need."""
    for name in _LEFT:
        if (table := folder / f"{name}.csv").is_file():
            lost.note(f"rows of {table.name}", count=sum(1 for _ in _table(table, excel=False)))


def _heads(first: list[str], columns: dict[str, str], where: str) -> dict[int, str]:
    """Which column (by number) is which of ours."""
    there = {_bare(head): n for n, head in reversed(list(enumerate(first)))}
    heads: dict[int, str] = {}
    for ours, theirs in _known().items():
        wanted = [columns[ours]] if ours in columns else theirs
        at = next((there[_bare(w)] for w in wanted if _bare(w) in there), None)
        if at is not None:
            heads.setdefault(at, ours)
        elif ours in columns or ours in _NEEDED:
            raise DataError(
                f"no column “{wanted[0]}”", where=where, hint="one of " + ", ".join(first)
            )
    if not {"quote", "start", "spans"} & set(heads.values()):
        raise DataError("no column says where", where=where, hint="add quote, or start and end")
    return heads


def _bare(head: str) -> str:
    return head.strip().casefold().replace("_", "").replace(" ", "")


@cache
def _known() -> dict[str, list[str]]:
    source = resources.files("onrecord.exchange").joinpath("columns.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _text(name: str, rows: list[_Row], texts: Mapping[str, Text]) -> Text:
    """The text of a document: the caller's, else the first that a row gives."""
    if name in texts:
        return texts[name]
    row = next((r for r in rows if r.get("text")), None)
    if row is None:
        raise rows[0].fail(
            f"no text for the document “{name}”", "add a column text, or add the document first"
        )
    return _text_of(row, name)


def _text_of(row: _Row, name: str) -> Text:
    said = row.get("date")[:10]
    try:
        published = date.fromisoformat(said) if said else None
    except ValueError as error:
        raise row.fail(f"not a date: {said}", "YYYY-MM-DD") from error
    return Text.of(
        row.get("text"),
        name=name or row.where,
        title=row.get("title") or None,
        publisher=row.get("publisher") or None,
        url=row.get("url") or None,
        published=published,
    )


def _stand(row: _Row, text: str, codes: Codes) -> Stand:
    for name in _NEEDED[1:]:
        if not row.get(name):
            raise row.fail(f"no {name}")
    stance = codes.stance(row.get("stance"))
    if stance not in kinds("stance"):
        raise row.fail(f"“{stance}” is no stance", "one of " + ", ".join(kinds("stance")))
    kind = row.get("kind") or "organization"
    if kind not in kinds("actor_kind"):
        raise row.fail(f"“{kind}” is no kind of actor", "one of " + ", ".join(kinds("actor_kind")))
    voice = row.get("voice") or None
    if voice is not None and voice not in kinds("voice"):
        raise row.fail(f"“{voice}” is no voice", "one of " + ", ".join(kinds("voice")))
    condition = None
    if row.get("condition") or row.get("condition_spans"):
        condition = _spans(row, text, row.get("condition_spans"), row.get("condition"))
    return Stand(
        Named(row.get("actor"), kind),
        row.get("issue"),
        stance,
        _spans(row, text, row.get("spans") or _pair(row), row.get("quote")),
        by_of(FORMAT, row.get("coder") or None),
        condition=condition,
        voice=voice,
    )


def _pair(row: _Row) -> str:
    start, end = row.get("start").strip(), row.get("end").strip()
    return f"[[{start},{end}]]" if start and end else ""


def _spans(row: _Row, text: str, spans: str, quote: str) -> Spans:
    """The spans that are given, if they hold the quote; else where the quote stands once."""
    if spans:
        try:
            given = tuple(Span(int(a), int(b)) for a, b in json.loads(spans))
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise row.fail(f"not a list of spans: {spans}", "[[start,end],…]") from error
        lies = bool(given) and all(0 <= s.start < s.end <= len(text) for s in given)
        if lies and (not quote or _GAP.join(text[s.start : s.end] for s in given) == quote):
            return tuple(sorted(given))
        if not quote:
            raise row.fail(f"{spans} does not lie in a text of {len(text)} characters")
    found = tuple(_once(row, text, part) for part in quote.split(_GAP))
    if any(a.end > b.start for a, b in pairwise(found)):
        raise row.fail("the parts of the quote do not stand in this order", "give start and end")
    return found


def _once(row: _Row, text: str, quote: str) -> Span:
    if not quote.strip():
        raise row.fail("no words and no offsets", "fill quote, or start and end")
    at = text.find(quote)
    if at < 0:
        raise row.fail(f"these words are not in the text: {quote}", "copy them from the text")
    if text.find(quote, at + 1) >= 0:
        raise row.fail(f"these words stand more than once: {quote}", "give start and end")
    return Span(at, at + len(quote))
