"""`onrecord import`: codings made in other tools, as their coders' judgements."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledger_options import ledger_option

if TYPE_CHECKING:
    from onrecord.errors import OnrecordError
    from onrecord.model import Record
    from onrecord.sources import Failure
    from onrecord.store.ledger import Ledger

WHOLE = "jsonl"  # our own format, whose marks say who made them


@click.command("import", short_help="Bring in codings made in other tools.")
@click.argument("format_", metavar="FORMAT")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--coder",
    envvar="ONRECORD_CODER",
    help="Who coded it, where the file does not say.  [default: your login name; jsonl: a machine]",
)
@click.option("--codes", type=click.Path(path_type=Path), help="What the codes mean (TOML).")
@click.option(
    "--holder",
    type=click.Choice(["person", "organization"]),
    help="dna: whose a position is where a statement has both.  [default: person]",
)
@click.option("--excel", is_flag=True, help="csv: written for spreadsheets.")
@ledger_option
def command(
    format_: str,
    files: tuple[Path, ...],
    coder: str | None,
    codes: Path | None,
    where: str,
    **asked: Any,
) -> None:
    """Bring in codings made in other tools; the ledger is made where there is none.

    FORMAT is one of `onrecord export list`. What a person coded comes as that person's
    judgements: it can be undone, and no reading replaces it. A text that the ledger has read keeps
    its own marks of machines. At the end it says what could not be carried.
    """
    import getpass
    from inspect import signature

    from onrecord.cli.codebook import judge
    from onrecord.cli.export import told
    from onrecord.errors import MissingInput
    from onrecord.exchange.formats import formats
    from onrecord.exchange.losses import Lost
    from onrecord.intake.add import finish
    from onrecord.review.imports import LedgerTexts
    from onrecord.store.ledger import Ledger

    if format_ not in formats():
        raise click.UsageError(f"“{format_}” is no format: {', '.join(formats())}")
    reader = told(formats()[format_].reader(), {**asked, "codes": codes})
    if coder is None and format_ != WHOLE:
        coder = getpass.getuser()
    for file in files:  # before a ledger is made for nothing
        if not file.exists():
            raise MissingInput("no such file", where=str(file), hint="check the path")
    lost = Lost()
    takes = signature(reader).parameters
    settings: dict[str, Any] = {"lost": lost} if "lost" in takes else {}
    with Ledger.open(where) as ledger:
        if "texts" in takes:
            settings["texts"] = LedgerTexts(ledger)
        found = (one for file in files for one in reader(file, **settings))
        failures = _bring_all(ledger, found, coder)
        if format_ == WHOLE:  # readings, as `add` makes them; what people named stays as they did
            finish(ledger, judge)
    for loss in lost.told():
        click.echo(f"onrecord: not carried: {loss}", err=True)
    for error in failures:
        click.echo(f"onrecord: {error}", err=True)
    if failures:
        click.get_current_context().exit(1)


def _bring_all(
    ledger: Ledger, found: Iterable[Record | Failure], coder: str | None
) -> list[OnrecordError]:
    """Keep what was read and tell how much it was; what could not be read is given back."""
    from onrecord.cli.progress import Progress
    from onrecord.review.imports import bring
    from onrecord.sources import Failure

    texts = marks = known = left = 0
    failures = []
    with Progress(alone=True) as progress:
        for record in found:
            if isinstance(record, Failure):
                failures.append(record.error)
                continue
            brought = bring(ledger, record, coder=coder)
            texts += brought.text
            marks += brought.judgements
            known += brought.known
            left += brought.left
            progress.done(record.document.name)
    click.echo(f"onrecord: {texts} new texts, {marks} coded marks, {known} known", err=True)
    if left:
        why = "their texts are read already"
        click.echo(f"onrecord: {left} marks of a machine left out: {why}", err=True)
    return failures
