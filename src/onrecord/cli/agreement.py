"""`onrecord agreement`: how far two coders agree, and where they do not."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import counted
from onrecord.cli.ledger_options import ledger_option

if TYPE_CHECKING:
    from onrecord.review.agreement import Agreement, Figure


@click.command("agreement", short_help="How far two coders agree.")
@click.argument("first")
@click.argument("second")
@click.option("--seed", default=0, show_default=True, help="Of the resampled intervals.")
@click.option("--json", "as_json", is_flag=True, help="All of it, each difference too.")
@ledger_option
def command(first: str, second: str, seed: int, as_json: bool, where: str) -> None:
    """How far two coders agree, over the texts that both have finished.

    Row F1, and for each field Cohen's kappa and Krippendorff's alpha, with 95 % intervals by
    resampling texts.
    """
    import json

    from onrecord.review.agreement import agreement
    from onrecord.store.ledger import Ledger

    with Ledger.open(where, create=False) as ledger:
        found = agreement(ledger, first, second, seed=seed)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    _show(found)


def _show(found: Agreement) -> None:
    from rich.console import Console
    from rich.table import Table

    a, b = found.coders
    console = Console(highlight=False)
    if not found.texts:
        console.print(f"There is no text in which both {a} and {b} have judged every position.")
        return
    console.print(
        f"{counted(found.texts, 'text')} that both have finished: "
        f"{counted(found.rows[0], 'row')} of {a}, {found.rows[1]:,} of {b}; "
        f"{counted(len(found.differences), 'difference')}"
    )
    table = Table(box=None, pad_edge=False)
    for column in ("", "n", "same", "F1", "Cohen's κ", "Krippendorff's α"):
        table.add_column(column, justify="left" if not column else "right")
    for name, f1 in (
        ("rows", found.row_f1),
        ("rows, side", found.side_f1),
        ("rows, stance", found.stance_f1),
    ):
        table.add_row(name, str(sum(found.rows)), "", _figure(f1), "", "")
    for field in found.fields:
        same = "–" if field.same is None else f"{field.same:.2f}"
        table.add_row(
            field.field, str(field.count), same, "", _figure(field.kappa), _figure(field.alpha)
        )
    console.print(table)


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return "–"
    if figure.low is None:
        return f"{figure.value:.2f}"
    return f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f})"
