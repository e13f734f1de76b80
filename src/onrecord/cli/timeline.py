"""`onrecord timeline`: what happened and who took which stance, period by period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import Day, Moment, answer_options
from onrecord.cli.ledger_options import limit_option

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text as Line

    from onrecord.analyse import Period, Timeline
    from onrecord.model import PositionRow
    from onrecord.store.events import EventRow

HEADINGS = (
    *("start", "day", "what", "actors", "kind", "recipients", "issue", "places", "words"),
    *("status", "state", "confidence", "publisher", "title", "url", "text", "mark"),
)


@click.command("timeline", short_help="What happened, and who took which stance, over time.")
@click.argument("name", metavar="ISSUE|ACTOR")
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month"]),
    default="week",
    show_default=True,
    help="How long a period is.",
)
@click.option("--since", type=Day(), metavar="DATE", help="From that day on.")
@click.option("--until", type=Day(), metavar="DATE", help="Up to that day.")
@click.option(
    "--known-by", type=Moment(), metavar="DATE|MOMENT", help="Only what the ledger had by then."
)
@limit_option(200, "Newest events, and newest positions,")
@answer_options
def command(
    name: str,
    by: str,
    since: str | None,
    until: str | None,
    known_by: str | None,
    limit: int,
    where: str,
    form: str | None,
) -> None:
    """What happened and who took which stance, period by period, the oldest first.

    Of an issue: the positions on it, and the events in their texts in which somebody takes part
    who holds a position there. Of an actor: its positions and the events it takes part in.
    """
    from onrecord.analyse import timeline_of
    from onrecord.cli.asking import opened, put

    with opened(where) as ledger:
        found = timeline_of(
            ledger, name, by=by, since=since, until=until, known_by=known_by, limit=limit
        )
    put(found, form, lambda: report(found), HEADINGS, lambda: rows(found))


def rows(timeline: Timeline) -> Iterator[tuple[object, ...]]:
    """One row an event or position."""
    for period in timeline.periods:
        for e in period.events:
            yield (
                *(period.start, e.day, "event", "; ".join(e.names), e.type, "; ".join(e.to)),
                *(None, "; ".join(p.name for p in e.places), e.words, e.status, e.state),
                *(e.confidence, e.publisher, e.title, e.url, e.text, e.id),
            )
        for p in period.positions:
            yield (
                *(period.start, p.day, "position", p.actor_name, p.stance, None, p.label),
                *(None, p.words, None, p.state, p.confidence, p.publisher, p.title, p.url),
                *(p.text, p.id),
            )


def report(timeline: Timeline) -> RenderableType:
    """The timeline for people."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table

    from onrecord.cli.asking import heading, line

    if not timeline.periods:
        return Group(heading(timeline.name), line("Nothing with a day is on record.", "dim"))
    parts: list[RenderableType] = [heading(timeline.name)]
    if timeline.cut:
        parts.append(line("The newest only: --limit shows more.", "dim"))
    for period in timeline.periods:
        table = Table.grid(expand=True, padding=(0, 2, 0, 0))
        table.add_column(width=10)
        table.add_column(width=10)
        table.add_column(ratio=1, overflow="fold")
        for day, kind, words in sorted(_lines(period, timeline.name), key=lambda cells: cells[0]):
            table.add_row(line(day, "dim"), kind, words)
        title = line(f"{timeline.by} of {period.start}" if timeline.by != "day" else period.start)
        title.stylize("bold")
        parts += [title, Padding(table, (0, 0, 1, 2))]
    return Group(*parts)


def _lines(period: Period, name: str) -> Iterator[tuple[str, Line, Line]]:
    from onrecord.cli.asking import line
    from onrecord.report.terminal import STANCE_STYLE

    for e in period.events:
        yield e.day or "", line(e.type, "bold"), _event(e)
    shared: dict[tuple[str | None, str, str, str], list[PositionRow]] = {}
    for p in period.positions:  # joint holders: one passage, many names
        shared.setdefault((p.day, p.stance, p.label, p.words), []).append(p)
    for rows in shared.values():
        stance = line(rows[0].stance, STANCE_STYLE[rows[0].stance])
        yield rows[0].day or "", stance, _position(rows, labelled=rows[0].label != name)


def _event(event: EventRow) -> Line:
    from onrecord.cli.asking import line

    words = line(", ".join(event.names) or "somebody")
    if event.to:
        words.append_text(line(f" → {', '.join(event.to)}"))
    if event.places:
        words.append_text(line(f"  @ {', '.join(p.name for p in event.places)}", "cyan"))
    if event.status != "reported":
        words.append_text(line(f"  ({event.status})", "yellow"))
    return words.append("  ").append_text(line(event.words, "italic"))


def _position(rows: Sequence[PositionRow], *, labelled: bool) -> Line:
    """Who, on what (unless the timeline is of that alone), in which words."""
    from onrecord.cli.asking import line

    row = rows[0]
    words = line(", ".join(dict.fromkeys(r.actor_name for r in rows)))
    if labelled:
        words.append("  ").append_text(line(row.label, "dim"))
    words.append("\n").append_text(line(row.words, "italic"))
    if row.condition_words:
        words.append_text(line(f"  └ condition: {row.condition_words}", "not italic yellow"))
    return words
