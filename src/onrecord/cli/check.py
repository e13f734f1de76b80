"""`onrecord check`: does every mark still stand on its words?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import answer_options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onrecord.analyse.checks import Checks

HEADINGS = ("layer", "id", "part", "text", "outcome", "kept", "found")


@click.command("check", short_help="Read every mark again against its text.")
@answer_options
def command(where: str, form: str | None) -> None:
    """Read every mark again against its text: are the words that were kept still there?

    Valid: they are. Invalid: other words are there. Missing: the mark does not lie in the text.
    Exit code 1 where any is not valid. --csv lists those.
    """
    from onrecord.analyse.checks import check_marks
    from onrecord.cli.asking import opened, put

    with opened(where) as ledger:
        if sys.stderr.isatty():
            from rich.console import Console

            with Console(stderr=True).status("checking") as status:
                found = check_marks(ledger, lambda n: status.update(f"{n:,} texts checked"))
        else:
            found = check_marks(ledger)
    put(found, form, lambda: report(found), HEADINGS, lambda: rows(found))
    if not found.whole:
        sys.exit(1)


def rows(checks: Checks) -> Iterator[tuple[object, ...]]:
    """One row a part of a mark that is not valid."""
    for lost in checks.lost:
        yield lost.layer, lost.id, lost.part, lost.text, lost.outcome, lost.kept, lost.found


def report(checks: Checks) -> RenderableType:
    """The outcome for people: counts by layer, then what is lost."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Group
    from rich.table import Table

    from onrecord.cli.asking import line

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column("layer")
    for name in ("valid", "invalid", "missing"):
        table.add_column(name, justify="right")
    for layer in checks.layers:
        cells = (f"{layer.valid:,}", f"{layer.invalid:,}", f"{layer.missing:,}")
        style = "bold red" if layer.invalid or layer.missing else ""
        table.add_row(line(layer.layer, style), *(line(cell, style) for cell in cells))
    parts: list[RenderableType] = [table]
    if checks.whole:
        return Group(*parts, line("Every mark stands on its words.", "bold green"))
    for lost in checks.lost[:50]:
        what = f"{lost.outcome}: {lost.layer} {lost.id}, {lost.part}, in text {lost.text[:12]}"
        parts.append(line(what, "red"))
        if lost.kept:
            parts.append(line(f"  kept “{lost.kept}”, found “{lost.found}”", "dim"))
    return Group(*parts)
