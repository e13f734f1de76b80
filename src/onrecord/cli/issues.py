"""`onrecord issues`: what is spoken of, the busiest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import Day, answer_options
from onrecord.cli.ledger_options import limit_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onrecord.store.issues import IssueRow

HEADINGS = ("issue", "label", "positions", "holders", "first", "last", "opposite", "also")


@click.command("issues", short_help="Which issues people stand on, the busiest first.")
@click.argument("words", nargs=-1, metavar="[WORDS…]")
@click.option("--since", type=Day(), metavar="DATE", help="By what was said from that day on.")
@limit_option(30, "Issues")
@click.option("--vague", is_flag=True, help="Also labels that may be another act in each text.")
@click.option("--alike", is_flag=True, help="Pairs that may be one act, for you to merge.")
@answer_options
def command(
    words: tuple[str, ...],
    since: str | None,
    limit: int,
    vague: bool,
    alike: bool,
    where: str,
    form: str | None,
) -> None:
    """Which issues people stand on, those with the most positions first.

    WORDS keep to the issues whose label has them all. Labels that say too little to be one act
    in two texts (“pass the bill”) are left out: --vague shows them too.

    --alike shows pairs of issues that were kept apart but may be one, the likeliest first; WORDS
    keep to pairs of which one has them.
    """
    from onrecord.analyse import issues_by_activity
    from onrecord.cli.asking import opened, put

    if alike:
        if since is not None:
            raise click.UsageError("--alike compares all that is on record: leave out --since")
        _put_alike(" ".join(words), limit, where, form, vague=vague)
        return
    with opened(where) as ledger:
        found = issues_by_activity(ledger, " ".join(words), since=since, limit=limit, vague=vague)
    put(found, form, lambda: report(found), HEADINGS, lambda: rows(found))


def _put_alike(words: str, limit: int, where: str, form: str | None, *, vague: bool) -> None:
    from onrecord.analyse.alike import alike
    from onrecord.cli import alike as shown
    from onrecord.cli.asking import opened, put

    with opened(where) as ledger:
        found = alike(ledger, words, limit=limit, vague=vague)
    put(found, form, lambda: shown.report(found), shown.HEADINGS, lambda: shown.rows(found))


def rows(found: list[IssueRow]) -> Iterator[tuple[object, ...]]:
    """One row an issue."""
    for issue in found:
        opposite = "; ".join(label for _, label in issue.opposites)
        yield (
            *(issue.id, issue.label, issue.positions, issue.holders, issue.first, issue.last),
            *(opposite, "; ".join(issue.labels)),
        )


def report(found: list[IssueRow]) -> RenderableType:
    """The issues for people."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from onrecord.cli.asking import line, listed, span_of

    if not found:
        return line("No issue fits.", "dim")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column("issue", ratio=1, overflow="fold")
    for name in ("positions", "holders"):
        table.add_column(name, justify="right")
    table.add_column("days", no_wrap=True)
    for issue in found:
        label = line(issue.label, "bold")
        if issue.labels:
            label.append("\n").append_text(line(f"also: {listed(issue.labels, 2)}", "not bold dim"))
        if issue.opposites:
            others = listed([label for _, label in issue.opposites], 2)
            label.append("\n").append_text(line(f"opposite: {others}", "not bold dim"))
        days = line(span_of(issue.first, issue.last), "dim")
        table.add_row(label, line(f"{issue.positions:,}"), line(f"{issue.holders:,}"), days)
    return table
