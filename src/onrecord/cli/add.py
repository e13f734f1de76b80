"""`onrecord add`: texts into a ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledger_options import ledger_option
from onrecord.cli.model_options import model_options, pipeline_of, troubles
from onrecord.cli.read import Day, coder_of
from onrecord.cli.reading_options import reading_options

if TYPE_CHECKING:
    from onrecord.intake.add import Reading
    from onrecord.intake.reading import Tally
    from onrecord.model import Record


STOPPED = 130  # the exit code of a command that was stopped by Ctrl-C


@click.command("add", short_help="Read texts into a ledger, each once.")
@click.argument("paths", nargs=-1, metavar="PATH… [-]")
@click.option(
    "--date",
    "published",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day of texts that do not state their own.",
)
@click.option(
    "--reread",
    is_flag=True,
    help="Read anew what other rules (an older version, another option) have read into the "
    "ledger; what people decided stays.",
)
@reading_options
@model_options
@ledger_option
def command(
    paths: tuple[str, ...],
    where: str,
    published: date | None,
    columns: dict[str, str] | None,
    reread: bool,
    pipeline: str | None,
    codebook: Path | None,
    statements: str,
    processes: int,
    how: str,
    **llm: Any,
) -> None:
    """Read texts into a ledger: each once, with every source in which it was found.

    PATH is whatever `onrecord read` takes. What the ledger has is not read again; if the command
    is interrupted, the same command goes on where it stopped.

    What could not be read is told at the end, one line each, and the exit code is 1.
    """
    if not paths and not reread:
        raise click.UsageError("give a PATH, or --reread")
    from onrecord.cli.codebook import judge
    from onrecord.cli.progress import Progress
    from onrecord.intake.add import Count, add, anew
    from onrecord.intake.reading import Tally
    from onrecord.sources import texts
    from onrecord.store.ledger import Ledger

    tally = Tally()
    reading = _reading(pipeline, codebook, statements, processes, how, llm)
    if how == "llm":
        reading = replace(reading, finish=_telling(reading.finish, tally))
    with Ledger.open(where, create=bool(paths)) as kept, Progress(alone=True) as progress:

        def run(inputs: Iterable[Any]) -> Count:
            return add(inputs, kept, reading, judge=judge, tally=tally, done=progress.done)

        try:
            count = run(texts(paths, published=published, columns=columns))
            if reread:
                count += run(anew(kept, reading.steps))
        except KeyboardInterrupt:
            click.echo(
                f"onrecord: {kept.where}: stopped; what was read is kept, and the same command "
                "goes on from there",
                err=True,
            )
            sys.exit(STOPPED)
    for line in tally.lines():
        click.echo(line, err=True)
    click.echo(f"onrecord: {kept.where}: {count}", err=True)
    if tally.failures:
        sys.exit(1)


def _reading(
    pipeline: str | None,
    codebook: Path | None,
    statements: str,
    processes: int,
    how: str,
    llm: dict[str, Any],
) -> Reading:
    """How the options say that texts are read; no model is loaded yet."""
    from onrecord.extract.parse import DEFAULT_PIPELINE
    from onrecord.extract.reader import Reader
    from onrecord.intake.add import Reading
    from onrecord.intake.version import reader_version

    reader = Reader(
        language_model=pipeline or DEFAULT_PIPELINE,
        pipeline=pipeline_of(how, llm, statements=statements, processes=processes),
        statements=statements,
        positions=how,
        processes=processes,
    )
    steps = [f"parse/{reader.language_model}", *(s.name for s in reader.pipeline.steps)]
    steps.append(reader_version(reader.language_model))
    if codebook is None:
        return Reading(lambda: reader, steps)
    from onrecord.errors import MissingInput

    try:
        steps.append(f"codebook/{sha256(codebook.read_bytes()).hexdigest()[:12]}")
    except OSError as error:
        raise MissingInput(
            f"the codebook cannot be read: {error.strerror}", where=str(codebook), hint="its path"
        ) from error
    return Reading(lambda: reader, steps, _coding(codebook))


def _telling(finish: Callable[[Record], Record], tally: Tally) -> Callable[[Record], Record]:
    """The same, and tells what kept the language model from reading a record."""

    def tell(record: Record) -> Record:
        tally.notices += troubles(record)
        return finish(record)

    return tell


def _coding(codebook: Path) -> Callable[[Record], Record]:
    """What codes a record to the codebook; the encoder is loaded for the first record."""
    coders: list[Callable[[Record], Record]] = []

    def code(record: Record) -> Record:
        if not coders:
            coders.append(coder_of(codebook))
        return coders[0](record)

    return code
