"""`onrecord stand`: the board of an issue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import Day, Moment, answer_options
from onrecord.cli.ledger_options import limit_option

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text as Line

    from onrecord.analyse import Board, Entry
    from onrecord.model import PositionRow

HEADINGS = (
    *("stance", "actor", "name", "kind", "country", "office", "since", "day", "voice"),
    *("condition", "words", "state", "confidence", "rows", "sources", "publisher", "title"),
    *("url", "as_member_of", "text", "position"),
)


@click.command("stand", short_help="Who stands where on an issue.")
@click.argument("issue", metavar="ISSUE")
@click.option("--as-of", type=Day(), metavar="DATE", help="The board as it stood on that day.")
@click.option(
    "--known-by",
    type=Moment(),
    metavar="DATE|MOMENT",
    help="Only what the ledger had by then, with the judgements of that moment.",
)
@limit_option(40, "Actors of a column")
@answer_options
def command(
    issue: str, as_of: str | None, known_by: str | None, limit: int, where: str, form: str | None
) -> None:
    """Who stands where on an issue: five columns, the words behind each, who is silent.

    ISSUE is its label, words that only its label has, or its id (onrecord issues lists them).

    Own words go before what others tell, later days before earlier ones; docs/asking.md has the
    whole rule.
    """
    from onrecord.analyse import board, find_issue
    from onrecord.cli.asking import opened, put

    with opened(where) as ledger:
        found = board(ledger, find_issue(ledger, issue, known_by), as_of, known_by, limit=limit)
    put(found, form, lambda: report(found), HEADINGS, lambda: rows(found))


def rows(board: Board) -> Iterator[tuple[object, ...]]:
    """One row an actor, states that stand as members of a group after them."""
    for column in board.columns:
        for entry in column.entries:
            s = entry.standing
            yield (
                *(s.stance, s.actor, s.name, s.kind, s.country, entry.office, s.since),
                *_cells(s.chosen, entry.rows),
                *(None, s.chosen.text, s.chosen.id),
            )
        for member in column.members:
            yield (
                *(column.stance, member.actor, member.name, "country", member.country),
                *(None, None, *_cells(member.row, 1)),
                *(member.group, member.row.text, member.row.id),
            )


def _cells(row: PositionRow, count: int) -> tuple[object, ...]:
    return (
        *(row.day, row.voice, row.condition_words, row.words, row.state, row.confidence),
        *(count, row.sources, row.publisher, row.title, row.url),
    )


def report(board: Board) -> RenderableType:
    """The board for people: five columns of names, then the words behind each name."""
    from rich.console import Group
    from rich.padding import Padding

    from onrecord.cli.asking import counted, heading, line, listed, span_of

    issue = board.issue
    asked = [f"as of {board.as_of}" if board.as_of else None]
    asked.append(f"known by {board.known_by}" if board.known_by else None)
    numbers = [
        f"{board.holders:,} on record",
        counted(board.rows, "position"),
        f"{board.judged:,} decided by people",
        span_of(board.first, board.last),
    ]
    about = [
        " · ".join(part for part in asked if part),
        " · ".join(numbers),
        f"also: {listed(issue.labels)}" if issue.labels else None,
        f"opposite: {listed([label for _, label in issue.opposites])}" if issue.opposites else None,
        "This label says little: in each text it may be another act." if issue.vague else None,
    ]
    parts: list[RenderableType] = [heading(issue.label, about), line("")]
    if not board.rows:
        return Group(*parts, line("Nobody is on record on this issue.", "dim"))
    parts += [Padding(_names(board), (0, 0, 1, 2)), Padding(_words(board), (0, 0, 0, 2))]
    if any(column.members for column in board.columns):
        parts += [line("AS MEMBERS OF A GROUP", "bold"), Padding(_members(board), (0, 0, 1, 2))]
    if board.silent:
        parts += [line("SILENT", "bold"), Padding(_silent(board), (0, 0, 0, 2))]
    return Group(*parts)


def _names(board: Board) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import line
    from onrecord.report.terminal import STANCE_STYLE

    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    for _ in board.columns:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(
        *(line(f"{c.stance.upper()} {c.count}", STANCE_STYLE[c.stance]) for c in board.columns)
    )
    cells = []
    for column in board.columns:
        cell = line("")
        for entry in column.entries:
            cell.append_text(line(entry.standing.name)).append("\n")
        if more := column.count - len(column.entries):
            cell.append_text(line(f"and {more:,} more", "dim"))
        cells.append(cell if column.count else line("·", "dim"))
    table.add_row(*cells)
    return table


def _words(board: Board) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import line
    from onrecord.report.terminal import STANCE_STYLE

    table = Table.grid(expand=True, padding=(0, 2, 1, 0), collapse_padding=False)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=5, overflow="fold")
    for column in board.columns:
        # Joint holders: one passage, many names, standing there since one day.
        shared: dict[tuple[str, str, str | None], list[Entry]] = {}
        for entry in column.entries:
            chosen = entry.standing.chosen
            key = (chosen.text, chosen.words, entry.standing.since)
            shared.setdefault(key, []).append(entry)
        for entries in shared.values():
            who = line("")
            for entry in entries:
                who.append_text(line(entry.standing.name, "bold")).append("\n")
                if entry.office:
                    who.append_text(line(entry.office, "dim")).append("\n")
            who.append_text(line(column.stance, STANCE_STYLE[column.stance]))
            since = entries[0].standing.since
            if since and since != entries[0].standing.chosen.day:
                who.append_text(line(f" since {since}"))
            table.add_row(who, _quoted(entries[0]))
    return table


def _quoted(entry: Entry) -> Line:
    from onrecord.cli.asking import cited, line

    row = entry.standing.chosen
    words = line(row.words, "italic")
    if row.condition_words:
        words.append("\n").append_text(line(f"└ condition: {row.condition_words}", "yellow"))
    if row.reversed:
        words.append("\n").append_text(line(f"└ said of the opposite: {row.label}", "cyan"))
    words.append("\n").append_text(
        cited(
            row.day or "no date",
            row.voice,
            row.publisher,
            row.title,
            row.state,
            row.confidence,
            row.sources,
        )
    )
    if entry.rows > 1:
        words.append_text(line(f" · {entry.rows:,} rows", "dim"))
    for other in entry.standing.others[:1]:
        told = f"{other.day}: told to be {other.stance}: {other.words}"
        words.append("\n").append_text(line(f"└ {told}", "magenta"))
    return words


def _members(board: Board) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import line
    from onrecord.report.terminal import STANCE_STYLE

    table = Table.grid(padding=(0, 2, 0, 0))
    for column in board.columns:
        groups: dict[str, list[str]] = {}
        for member in column.members:
            groups.setdefault(member.group, []).append(member.name)
        for group, names in groups.items():
            table.add_row(
                line(group),
                line(column.stance, STANCE_STYLE[column.stance]),
                line(", ".join(names)),
            )
    return table


def _silent(board: Board) -> Table:
    from rich.table import Table

    from onrecord.cli.asking import line

    table = Table.grid(padding=(0, 2, 0, 0))
    for silent in board.silent:
        table.add_row(line(silent.name), line(silent.why, "dim"))
    return table
