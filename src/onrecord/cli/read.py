"""`onrecord read`: files, pages, JSON lines in; their records out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from onrecord.cli.model_options import model_options, pipeline_of, troubles
from onrecord.cli.reading_options import reading_options

if TYPE_CHECKING:
    from onrecord.model import Record

    _DateType = click.ParamType[date]
else:
    _DateType = click.ParamType  # not to be subscripted in older releases of click


class Day(_DateType):
    """A day of the calendar, written as ISO 8601 has it."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day, or a misuse that says how days are written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a day of the calendar; write it as 2024-05-22", param, ctx)


@click.command("read", short_help="Read texts and report what is on record in them.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH… [-]")
@click.option(
    "--date",
    "published",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day the texts appeared: “last week” is counted from it. It goes before the date "
    "found in a web page, and after the date of a JSON line.",
)
@click.option("--json", "form", flag_value="json", help="One JSON object a line, a document each.")
@click.option("--table", "form", flag_value="table", help="Compact tables; in a pipe, with tabs.")
@click.option(
    "--html",
    "html",
    metavar="FILE",
    help="Write one page that needs nothing else: the text with its marks, the board beside it.",
)
@click.option(
    "-o", "--output", metavar="FILE", help="Write there, not to the terminal (not with --html)."
)
@reading_options
@model_options
def command(
    paths: tuple[str, ...],
    published: date | None,
    form: str | None,
    html: str | None,
    output: str | None,
    columns: dict[str, str] | None,
    pipeline: str | None,
    codebook: Path | None,
    statements: str,
    processes: int,
    how: str,
    **llm: Any,
) -> None:
    """Read texts and report who said what, who stands where, what happened, where and when.

    PATH is a text file, a web page (HTML), JSON lines (id, date, title, url, text; text alone
    is needed), a table, feed, PDF, archive … (docs/sources.md), an address of the web, a
    directory, a pattern in quotes, or - for standard input.

    What cannot be read is told on standard error, one line each; the rest is delivered, and
    the exit code is 1.
    """
    if html and (form or output):
        raise click.UsageError("--html FILE stands alone: leave out --json, --table and --output")
    from onrecord.cli.progress import Progress
    from onrecord.extract.parse import DEFAULT_PIPELINE
    from onrecord.extract.reader import Reader
    from onrecord.intake.reading import Tally, read_inputs
    from onrecord.sources import texts

    reader = Reader(
        language_model=pipeline or DEFAULT_PIPELINE,
        pipeline=pipeline_of(how, llm, statements=statements, processes=processes),
        statements=statements,
        positions=how,
        processes=processes,
    )
    coded = coder_of(codebook)
    tally = Tally()
    target = html or output
    alone = target not in (None, "-") or not sys.stdout.isatty()
    with Progress(alone=alone) as progress:

        def records() -> Iterator[Record]:
            for record in read_inputs(
                texts(paths, published=published, columns=columns), reader, tally
            ):
                progress.done(record.document.name)
                if how == "llm":
                    tally.notices += troubles(record)
                yield coded(record)

        _write(records(), target, "html" if html else form or "report")
    for line in tally.lines():
        click.echo(line, err=True)
    if tally.failures:
        sys.exit(1)


def coder_of(codebook: Path | None) -> Callable[[Record], Record]:
    """What codes a record to the codebook; without one, the record as it is."""
    if codebook is None:
        return lambda record: record
    from onrecord.cli.codebook import judge
    from onrecord.issues.codebook import read_codebook
    from onrecord.issues.coding import Coder, apply_codebook

    coder = Coder(read_codebook(codebook), judge())
    return lambda record: apply_codebook(record, coder)


def _write(records: Iterator[Record], target: str | None, form: str) -> None:
    """To standard output, or to a file, which is made when the first record is there."""
    from onrecord.errors import OnrecordError

    first = next(records, None)
    if first is None:
        return
    records = chain([first], records)
    if target is None or target == "-":
        sys.stdout.flush()
        _put(records, sys.stdout.buffer, form, terminal=sys.stdout.isatty())
        return
    try:
        with Path(target).open("wb") as stream:
            _put(records, stream, form, terminal=False)
    except OSError as error:
        raise OnrecordError(
            f"cannot be written: {error.strerror}", where=target, hint="another place"
        ) from error


def _put(records: Iterator[Record], stream: BinaryIO, form: str, *, terminal: bool) -> None:
    """Each record as it comes, in bytes: UTF-8 whatever the locale, no line ends changed."""
    if form == "json":
        from onrecord.exchange.json import encode

        for record in records:
            stream.write(encode(record) + b"\n")
            stream.flush()
    elif form == "html":
        from onrecord.report.page import page

        for piece in page(records):
            stream.write(piece.encode("utf-8"))
    elif form == "table" and not terminal:
        from onrecord.report.tables import tab_separated

        for record in records:
            stream.write(tab_separated(record).encode("utf-8"))
            stream.flush()
    else:
        _show(records, stream, form, terminal=terminal)


def _show(records: Iterator[Record], stream: BinaryIO, form: str, *, terminal: bool) -> None:
    from rich.console import Console

    from onrecord.report.tables import tables
    from onrecord.report.terminal import report

    make = tables if form == "table" else report
    for record in records:
        if terminal:
            Console(highlight=False).print(make(record))
            continue
        console = Console(highlight=False, width=100, force_terminal=False, color_system=None)
        with console.capture() as captured:
            console.print(make(record))
        lines = (line.rstrip() for line in captured.get().splitlines())
        stream.write("".join(f"{line}\n" for line in lines).encode("utf-8"))
        stream.flush()
