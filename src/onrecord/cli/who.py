"""`onrecord who`: what is on record of one actor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import Day, Moment, answer_options
from onrecord.cli.ledger_options import limit_option

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from onrecord.analyse import Profile

HEADINGS = (
    *("issue", "label", "stance", "since", "day", "voice", "condition", "words", "state"),
    *("confidence", "rows", "sources", "publisher", "title", "url", "text", "position"),
)


@click.command("who", short_help="What is on record of one actor.")
@click.argument("actor", metavar="ACTOR")
@click.option("--as-of", type=Day(), metavar="DATE", help="Positions as they stood on that day.")
@click.option(
    "--known-by", type=Moment(), metavar="DATE|MOMENT", help="Only what the ledger had by then."
)
@limit_option(15, "Issues, and newest statements,")
@answer_options
def command(
    actor: str, as_of: str | None, known_by: str | None, limit: int, where: str, form: str | None
) -> None:
    """What is on record of one actor: offices with their days, positions, what it said.

    ACTOR is a name, words that only its name has, or its id. What is merged into it counts too.
    """
    from onrecord.analyse import find_actor, profile
    from onrecord.cli.asking import opened, put

    with opened(where) as ledger:
        found = profile(
            ledger,
            find_actor(ledger, actor, known_by),
            as_of,
            known_by,
            issues_shown=limit,
            statements_shown=limit,
        )
    put(found, form, lambda: report(found), HEADINGS, lambda: rows(found))


def rows(profile: Profile) -> Iterator[tuple[object, ...]]:
    """One row an issue."""
    for stand in profile.stands:
        s, row = stand.standing, stand.standing.chosen
        yield (
            *(stand.issue, stand.label, s.stance, s.since, row.day, row.voice),
            *(row.condition_words, row.words, row.state, row.confidence, stand.rows),
            *(row.sources, row.publisher, row.title, row.url, row.text, row.id),
        )


def report(profile: Profile) -> RenderableType:
    """The actor for people: names and offices, positions by issue, newest statements."""
    from rich.console import Group
    from rich.padding import Padding

    from onrecord.cli.asking import counted, heading, line, span_of

    actor = profile.actor
    about = [
        " · ".join(part for part in (actor.kind, actor.country, actor.wikidata) if part),
        f"also: {'; '.join(profile.aliases[:8])}" if profile.aliases else None,
        " · ".join(
            (
                counted(profile.rows, "position") + f" on {counted(profile.issues, 'issue')}",
                counted(profile.said, "statement"),
                span_of(profile.first, profile.last),
            )
        ),
    ]
    parts: list[RenderableType] = [heading(actor.name, about), line("")]
    for title, table, shown in (
        ("OFFICES", _roles, profile.roles),
        ("WHERE IT STANDS", _stands, profile.stands),
        ("WHAT IT SAID, NEWEST FIRST", _said, profile.statements),
    ):
        if shown:
            parts += [line(title, "bold"), Padding(table(profile), (0, 0, 1, 2))]
    if more := profile.issues - len(profile.stands):
        parts.append(line(f"{counted(more, 'issue')} more: --limit 0 shows all", "dim"))
    return Group(*parts)


def _roles(profile: Profile) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import counted, line, span_of

    table = Table.grid(padding=(0, 3, 0, 0))
    for role in profile.roles[:8]:
        title = f"{role.title}, {role.of}" if role.of else role.title
        days = f"in texts of {span_of(role.first, role.last)}"
        table.add_row(line(title), line(days, "dim"), line(counted(role.texts, "text"), "dim"))
    return table


def _stands(profile: Profile) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import cited, line
    from onrecord.report.terminal import STANCE_STYLE

    table = Table.grid(expand=True, padding=(0, 2, 1, 0), collapse_padding=False)
    table.add_column(width=10)
    table.add_column(ratio=1, overflow="fold")
    for stand in profile.stands:
        row = stand.standing.chosen
        words = line(stand.label, "bold")
        words.append("\n").append_text(line(row.words, "not bold italic"))
        if row.condition_words:
            condition = f"└ condition: {row.condition_words}"
            words.append("\n").append_text(line(condition, "not bold yellow"))
        source = (
            row.day or "no date",
            row.voice,
            row.publisher,
            row.title,
            row.state,
            row.confidence,
        )
        words.append("\n").append_text(cited(*source, row.sources))
        if stand.standing.since and stand.standing.since != row.day:
            words.append_text(line(f" · since {stand.standing.since}", "dim"))
        if stand.rows > 1:
            words.append_text(line(f" · {stand.rows:,} rows", "dim"))
        stance = stand.standing.stance
        table.add_row(line(stance, STANCE_STYLE[stance]), words)
    return table


def _said(profile: Profile) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import line

    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(width=10)
    table.add_column(ratio=1, overflow="fold")
    for said in profile.statements:
        words = line(f"{said.cue_words}: " if said.cue_words else "", "dim")
        words.append_text(line(said.words, "not dim"))
        if where := said.publisher or said.title:
            words.append_text(line(f"  [{where}]", "dim"))
        table.add_row(line(said.day or "no date", "dim"), words)
    return table
