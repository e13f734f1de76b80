"""`onrecord status`: what a ledger holds, and how much of it people have looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import answer_options

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from onrecord.analyse import Coverage
    from onrecord.store.coverage import Count

HEADINGS = ("what", "name", "count")
SHOWN = 12  # outlets and reasons shown
MONTHS = 8  # newest months of outlets shown
BAR = 30  # characters of the longest bar


@click.command("status", short_help="What the ledger holds.")
@answer_options
def command(where: str, form: str | None) -> None:
    """What the ledger holds: texts by outlet and month, marks, what people decided, what was
    left out when reading, and why."""
    from onrecord.analyse import coverage
    from onrecord.cli.asking import opened, put

    with opened(where) as ledger:
        found = coverage(ledger)
    put(found, form, lambda: report(found), HEADINGS, lambda: rows(found))


def rows(coverage: Coverage) -> Iterator[tuple[object, ...]]:
    """One row a number."""
    for name in ("texts", "words", "sources", "copies", "actors", "issues"):
        yield "ledger", name, getattr(coverage, name)
    for layer in coverage.layers:
        yield "marks", layer.name, layer.marks
        yield "repeats", layer.name, layer.repeats
        yield "judged", layer.name, layer.judged
    for what in ("outlets", "months", "coders"):
        for count in getattr(coverage, what):
            yield what.removesuffix("s"), count.name, count.count
    for cell in coverage.cells:
        yield "outlet in month", f"{cell.outlet}: {cell.month}", cell.count
    for dropped in coverage.dropped:
        yield "dropped", f"{dropped.step}: {dropped.reason}", dropped.count


def report(coverage: Coverage) -> RenderableType:
    """The numbers for people."""
    from rich.console import Group
    from rich.padding import Padding

    from onrecord.cli.asking import counted, heading, line, span_of

    texts = [
        counted(coverage.texts, "text"),
        counted(coverage.sources, "source"),
        counted(coverage.copies, "copy", "copies"),
        counted(coverage.words, "word"),
        span_of(coverage.first, coverage.last),
    ]
    known = [counted(coverage.actors, "actor"), counted(coverage.issues, "issue")]
    about = [" · ".join(texts), " · ".join(known)]
    parts: list[RenderableType] = [heading(coverage.where, about), line("")]
    for title, table in (
        ("MARKS", _layers(coverage)),
        ("DECIDED BY PEOPLE", _bars(coverage.coders)),
        ("MONTHS", _bars(coverage.months)),
        ("OUTLETS", _bars(coverage.outlets[:SHOWN])),
        ("OUTLETS BY MONTH", _by_month(coverage)),
        ("LEFT OUT WHEN READING", _dropped(coverage)),
    ):
        if table.row_count:
            parts += [line(title, "bold"), Padding(table, (0, 0, 1, 2))]
    if (more := len(coverage.outlets) - SHOWN) > 0:
        parts.append(line(f"{counted(more, 'outlet')} more: --csv lists all", "dim"))
    return Group(*parts)


def _layers(coverage: Coverage) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import line

    table = Table.grid(padding=(0, 3, 0, 0))
    for layer in coverage.layers:
        share = f"{layer.judged:,} decided by people"
        if layer.marks:
            share += f" ({layer.judged / layer.marks:.1%})"
        repeats = f"{layer.repeats:,} repeats" if layer.repeats else ""
        cells = (layer.name + "s", f"{layer.marks:,}", repeats, share)
        table.add_row(*(line(cell, "dim" if n > 1 else "") for n, cell in enumerate(cells)))
    return table


def _bars(counts: Iterable[Count]) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import line

    counts = list(counts)
    most = max((c.count for c in counts), default=1)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for count in counts:
        bar = "█" * max(1, round(BAR * count.count / most))
        table.add_row(line(count.name or "not known"), line(f"{count.count:,}"), line(bar, "cyan"))
    return table


def _by_month(coverage: Coverage) -> Table:
    """The largest outlets in the newest months: where one is silent, its source may have failed."""
    from rich.table import Table

    from onrecord.cli.asking import line

    months = sorted({cell.month for cell in coverage.cells if cell.month})[-MONTHS:]
    table = Table.grid(padding=(0, 2, 0, 0))
    if len(months) < 2 or len(coverage.outlets) < 2:
        return table
    counts = {(cell.outlet, cell.month): cell.count for cell in coverage.cells}
    table.add_column()
    for _ in months:
        table.add_column(justify="right")
    table.add_row("", *(line(month, "dim") for month in months))
    for outlet in coverage.outlets[:SHOWN]:
        cells = [counts.get((outlet.name, month), 0) for month in months]
        told = (line(f"{n:,}") if n else line("·", "dim") for n in cells)
        table.add_row(line(outlet.name or "not known"), *told)
    return table


def _dropped(coverage: Coverage) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import line

    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(justify="right")
    for dropped in coverage.dropped[:SHOWN]:
        table.add_row(line(f"{dropped.count:,}"), line(dropped.reason), line(dropped.step, "dim"))
    return table
