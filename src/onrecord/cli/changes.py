"""`onrecord changes`: who moved, and how far, with both quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import Day, Moment, answer_options
from onrecord.cli.ledger_options import limit_option

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text as Line

    from onrecord.model import Change, PositionRow

HEADINGS = (
    *("day", "actor", "name", "issue", "label", "kind", "steps", "before", "after"),
    *("before_day", "before_words", "after_words", "before_condition", "after_condition"),
    *("before_voice", "after_voice", "before_position", "after_position"),
)
KINDS = ("softened", "hardened", "reversed", "condition added", "condition dropped")


@click.command("changes", short_help="Who changed position, with both quotes.")
@click.option(
    "--since",
    type=Day(),
    metavar="DATE",
    help="From that day on. Left out: all, of one issue or actor; else the last 30 days on record.",
)
@click.option("--until", type=Day(), metavar="DATE", help="Up to that day.")
@click.option("--issue", metavar="ISSUE", help="On this issue only.")
@click.option("--actor", metavar="ACTOR", help="Of this actor only.")
@click.option("--kind", type=click.Choice(KINDS), help="Changes of this kind only.")
@click.option(
    "--known-by", type=Moment(), metavar="DATE|MOMENT", help="Only what the ledger had by then."
)
@limit_option(30, "Changes")
@answer_options
def command(
    since: str | None,
    until: str | None,
    issue: str | None,
    actor: str | None,
    kind: str | None,
    known_by: str | None,
    limit: int,
    where: str,
    form: str | None,
) -> None:
    """Who changed position: softened, hardened, reversed, or put or dropped a condition.

    Softened is towards the middle, hardened away from it, reversed to the other side; the steps
    count stances, plus towards support. Both quotes are shown. Newest first.
    """
    from onrecord.analyse import changes_since, find_actor, find_issue
    from onrecord.cli.asking import opened, put

    with opened(where) as ledger:
        found = changes_since(
            ledger,
            since,
            until=until,
            issue=find_issue(ledger, issue, known_by) if issue else None,
            actor=find_actor(ledger, actor, known_by) if actor else None,
            known_by=known_by,
            kind=kind,
            limit=limit,
        )
    put(found, form, lambda: report(found), HEADINGS, lambda: rows(found))


def rows(found: Sequence[Change]) -> Iterator[tuple[object, ...]]:
    """One row a change."""
    for c in found:
        yield (
            *(c.after.day, c.actor, c.name, c.issue, c.label, c.kind, c.steps),
            *(c.before.stance, c.after.stance, c.before.day, c.before.words, c.after.words),
            *(c.before.condition_words, c.after.condition_words, c.before.voice, c.after.voice),
            *(c.before.id, c.after.id),
        )


def report(found: Sequence[Change]) -> RenderableType:
    """The changes for people, both quotes one under the other."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table

    from onrecord.cli.asking import line

    if not found:
        return line("No change on record.", "dim")
    parts: list[RenderableType] = []
    for change in found:
        head = line(change.name, "bold").append("  ")
        steps = f" {change.steps:+d}" if change.steps else ""
        head.append_text(line(f"{change.kind}{steps}", "bold yellow"))
        head.append("  ").append_text(line(change.label, "not bold"))
        table = Table.grid(expand=True, padding=(0, 2, 0, 0))
        table.add_column(width=10)
        table.add_column(width=10)
        table.add_column(ratio=1, overflow="fold")
        for row in (change.before, change.after):
            table.add_row(line(row.day or "no date", "dim"), _stance(row), _quoted(row))
        parts += [head, Padding(table, (0, 0, 1, 2))]
    return Group(*parts)


def _stance(row: PositionRow) -> Line:
    from onrecord.cli.asking import line
    from onrecord.report.terminal import STANCE_STYLE

    return line(row.stance, STANCE_STYLE[row.stance])


def _quoted(row: PositionRow) -> Line:
    from onrecord.cli.asking import cited, line

    words = line(row.words, "italic")
    if row.condition_words:
        words.append_text(line(f"  └ condition: {row.condition_words}", "not italic yellow"))
    if row.reversed:
        words.append_text(line(f"  └ said of the opposite: {row.label}", "not italic cyan"))
    about = (row.voice, row.publisher, row.title, row.state, row.confidence, row.sources)
    return words.append("  ").append_text(cited(None, *about))
