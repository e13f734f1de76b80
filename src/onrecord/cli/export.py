"""`onrecord export`: a ledger in the formats of other tools, and what they could not carry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.asking import Day
from onrecord.cli.ledger_options import ledger_option

if TYPE_CHECKING:
    from onrecord.model import Record
    from onrecord.store.ledger import Ledger


@click.command("export", short_help="Hand a ledger on, in the formats of other tools.")
@click.argument("format_", metavar="FORMAT")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write.")
@click.option("--since", type=Day(), help="Published from this day on.")
@click.option("--until", type=Day(), help="Published up to this day.")
@click.option(
    "--graded", is_flag=True, help="dna, eventlist: five stances as 2 to -2, not yes or no."
)
@click.option("--base", type=click.Path(path_type=Path), help="dna: lay it into this project.")
@click.option("--excel", is_flag=True, help="csv: for spreadsheets (byte order mark, no formulas).")
@click.option("--as-read", is_flag=True, help="As the machine read it, without judgements.")
@ledger_option
def command(
    format_: str,
    output: Path | None,
    where: str,
    as_read: bool,
    since: str | None,
    until: str | None,
    **asked: Any,
) -> None:
    """Hand a ledger on, in the formats of other tools.

    FORMAT is one of `onrecord export list`. Networks are files of `onrecord network`. At the end
    it says what the format could not carry.
    """
    from onrecord.errors import OnrecordError
    from onrecord.exchange.formats import formats
    from onrecord.store.ledger import Ledger

    if format_ == "list":
        for one in formats().values():
            ways = " and ".join(w for w, f in (("out", one.write), ("in", one.read)) if f)
            click.echo(f"{one.name}\t{ways}\t{one.about}")
        return
    if format_ not in formats():
        raise click.UsageError(f"“{format_}” is no format: {', '.join(formats())}")
    writer = told(formats()[format_].writer(), asked)
    with Ledger.open(where, create=False) as ledger:
        records = _records(ledger, as_read=as_read, since=since, until=until)
        if output is None:
            if format_ not in ("jsonl", "annotations", "eventlist"):
                raise click.UsageError(f"{format_} needs -o FILE")
            lost = writer(records, sys.stdout.buffer)
        else:
            try:
                lost = writer(records, output)
            except OSError as error:
                what = error.strerror or "cannot be written"
                raise OnrecordError(what, where=str(output), hint="another place") from error
    for loss in lost:
        click.echo(f"onrecord: not carried: {loss}", err=True)


def _records(
    ledger: Ledger, *, as_read: bool, since: str | None, until: str | None
) -> Iterator[Record]:
    """The records one by one, in one transaction: one state of the ledger, in little memory."""
    from onrecord.cli.progress import Progress
    from onrecord.store.records import records

    with ledger.transaction() as db, Progress(alone=True) as progress:
        for record in records(db, as_read=as_read):
            day = record.document.published
            if since is not None and (day is None or day.isoformat() < since):
                continue
            if until is not None and (day is None or day.isoformat() > until):
                continue
            progress.done(record.document.name)
            yield record


def told(function: Callable[..., Any], asked: Mapping[str, Any]) -> Callable[..., Any]:
    """A reader or writer with the options that were given; a misuse where it knows one not."""
    import inspect
    from functools import partial

    given = {name: value for name, value in asked.items() if value}
    takes = inspect.signature(function).parameters
    for name in given:
        if name not in takes:
            raise click.UsageError(f"this format knows no --{name}")
    return partial(function, **given)
