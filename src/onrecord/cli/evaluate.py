"""`onrecord evaluate`: how well each part reads, measured on gold data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.evaluate.figures import Figure

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("evaluate", short_help="Measure each part on gold data.")
@click.option(
    "--gold",
    type=_FOLDER,
    envvar="ONRECORD_GOLD",
    default=Path("../shared/gold"),
    show_default=True,
    metavar="DIR",
    help="The folder of gold data (or set ONRECORD_GOLD).",
)
@click.option(
    "--own",
    type=_FOLDER,
    default=Path(),
    show_default=True,
    metavar="DIR",
    help="A checkout of the project, for our own articles and sentences.",
)
@click.option(
    "--score",
    type=_FOLDER,
    envvar="ONRECORD_SCORE",
    metavar="DIR",
    help="The folder of separate scorers, for tasks that have one (default: score beside gold).",
)
@click.option("--only", multiple=True, metavar="TASK", help="This task alone; may be repeated.")
@click.option("--markdown", is_flag=True, help="A Markdown table, for documents.")
@click.option("--pipeline", metavar="NAME", help="Another spaCy pipeline.")
@click.option(
    "--statements", metavar="FINDER", default="tagger", show_default=True, help="tagger or rules."
)
@click.option(
    "--positions", metavar="FINDER", default="tagger", show_default=True, help="tagger or rules."
)
@click.option("--check", is_flag=True, help="Exit with 1 where a figure is under its floor.")
@click.option(
    "--raise-floors", is_flag=True, help="Print the floors moved up to what was measured, as JSON."
)
def command(
    gold: Path,
    own: Path,
    score: Path | None,
    only: tuple[str, ...],
    markdown: bool,
    pipeline: str | None,
    statements: str,
    positions: str,
    check: bool,
    raise_floors: bool,
) -> None:
    """Measure each part on gold data and print all figures in one table.

    A task whose gold is not there or that fails is told on standard error; the others are
    printed, and the exit code is 1.
    """
    from onrecord.errors import OnrecordError
    from onrecord.evaluate.tasks import TASKS, chosen, evaluate
    from onrecord.extract.parse import DEFAULT_PIPELINE
    from onrecord.extract.reader import Reader

    names = [t.name for t in TASKS]
    if unknown := [name for name in only if name not in names]:
        raise click.UsageError(f"no task is called {unknown[0]}; there are {', '.join(names)}")
    reader = Reader(
        language_model=pipeline or DEFAULT_PIPELINE, statements=statements, positions=positions
    )
    figures: list[Figure] = []
    failed = False
    for task in chosen(only):
        click.echo(f"{task.name}: {task.about} …", err=True)
        try:
            beside = score or gold.parent / "score"
            figures += evaluate(task, gold, own=own, reader=reader, score=beside)
        except OnrecordError as error:
            click.echo(f"onrecord: {task.name}: {error}", err=True)
            failed = True
        except Exception as error:  # one task that breaks costs no other its figures
            click.echo(f"onrecord: {task.name}: {type(error).__name__}: {error}", err=True)
            failed = True
    if raise_floors:
        import json

        from onrecord.evaluate.floors import floors, raised

        click.echo(json.dumps(raised(figures, floors()), indent=1, ensure_ascii=False))
    else:
        _print(figures, markdown=markdown)
    if check:
        from onrecord.evaluate.floors import fallen, floors

        for low in fallen(figures, floors()):
            click.echo(f"under its floor: {low.name}: {low.value:.3f} < {low.floor:.3f}", err=True)
            failed = True
    if failed:
        sys.exit(1)


_HEADINGS = ("task", "data", "split", "metric", "value", "count")


def _print(figures: list[Figure], *, markdown: bool) -> None:
    rows = [(f.task, f.data, f.split, f.metric, f"{f.value:.3f}", f"{f.count:,}") for f in figures]
    if markdown:
        lines = [_HEADINGS, ("---", "---", "---", "---", "---:", "---:"), *rows]
        click.echo("\n".join(f"| {' | '.join(line)} |" for line in lines))
        return
    if not sys.stdout.isatty():
        click.echo("\n".join("\t".join(line) for line in (_HEADINGS, *rows)))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading, justify="right" if heading in ("value", "count") else "left")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False).print(table)
