"""A record for the terminal: rich renderables, in the order in which a person asks."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from onrecord.model import Actor, Record, kinds
from onrecord.report.views import (
    Board,
    Happened,
    Said,
    Speaker,
    boards,
    people,
    places,
    roles,
    shown,
    statements_by_speaker,
    timeline,
)

STANCE_STYLE = {
    "supports": "bold green",
    "open": "green",
    "undecided": "yellow",
    "sceptical": "magenta",
    "opposes": "bold red",
}
_LONGEST = 320  # characters of a statement shown: the rest is in --json and --html
_VOICE = {
    "direct": "own words",
    "indirect": "reported",
    "spokesperson": "spokesperson",
    "other": "told by another",
    "author": "the author tells",
}


def report(record: Record) -> RenderableType:
    """The whole report of one record."""
    parts: list[RenderableType] = [_head(record)]
    sections = (
        ("Who stands where", list(_boards(record))),
        ("Who said what", list(_speakers(record))),
        ("What happened", list(_events(record))),
        ("Where", list(_places(record))),
        ("Who they are", list(_people(record))),
    )
    for title, lines in sections:
        if lines:
            parts.append(Rule(Line(title.upper(), "bold"), align="left", style="dim"))
            parts += [*lines, Line()]
    if empty := [title.lower() for title, lines in sections if not lines]:
        parts.append(Line(f"Nothing found: {', '.join(empty)}\n", "dim"))
    if record.dropped:
        left_out = "; ".join(f"{d.count} × {d.reason} ({d.step})" for d in record.dropped)
        parts.append(Line(f"Left out: {left_out}\n", "dim"))
    return Group(*parts)


def _head(record: Record) -> RenderableType:
    d = record.document
    about = [
        shown(d.name),
        d.published.isoformat() if d.published else "no date",
        d.publisher,
        f"{len(d.text.split()):,} words",
    ]
    head = Line(shown(d.title or d.name) + "\n", "bold underline")
    return head.append(
        " · ".join(shown(a) for a in about if a) + "\n", "not bold not underline dim"
    )


def _boards(record: Record) -> Iterator[RenderableType]:
    for n, board in enumerate(boards(record)):
        if n == 0:
            yield Padding(_sides(board, names=False), (0, 0, 0, 2))
        yield Line(shown(board.issue.label), "bold")
        yield Padding(_sides(board, names=True), (0, 0, 0, 2))
        yield Padding(_evidence(board), (0, 0, 1, 4))


def _sides(board: Board, *, names: bool) -> Table:
    """Five columns: what they are called, or who of this issue stands in each."""
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    for _ in board.sides:
        table.add_column(ratio=1, overflow="fold")
    if names:
        cells = ["\n".join(shown(a.name) for a in s.actors) or "·" for s in board.sides]
    else:
        cells = [s.stance for s in board.sides]
    table.add_row(
        *(Line(c, STANCE_STYLE[s.stance]) for c, s in zip(cells, board.sides, strict=True))
    )
    return table


def _evidence(board: Board) -> Table:
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=7, overflow="fold")
    for side in board.sides:
        for passage in side.passages:
            words = Line(passage[0].words, "italic")
            if passage[0].condition:
                words.append(f"\n└ condition: {passage[0].condition}", "not italic yellow")
            voices = "; ".join(dict.fromkeys(_VOICE[h.position.voice] for h in passage))
            sure = max(h.position.confidence for h in passage)
            words.append(f"  [{voices}, {sure:.0%}]", "not italic dim")
            who = Line("\n".join(dict.fromkeys(shown(h.actor.name) for h in passage)))
            table.add_row(who.append(f"\n{side.stance}", STANCE_STYLE[side.stance]), words)
    return table


def _speakers(record: Record) -> Iterator[RenderableType]:
    for speaker in statements_by_speaker(record):
        yield _named(speaker)
        table = Table.grid(expand=True, padding=(0, 2, 0, 0))
        table.add_column(width=8, style="dim")
        table.add_column(ratio=1, overflow="fold")
        for said in speaker.said:
            table.add_row(Line(said.statement.kind), _said(said))
        yield Padding(table, (0, 0, 1, 2))


def _named(speaker: Speaker) -> Line:
    line = Line(speaker.name, "bold" if speaker.actors else "bold dim")
    if len(speaker.actors) == 1 and (offices := _offices(speaker.actors[0])):
        line.append(f"  {offices}", "not bold dim")
    return line


def _said(said: Said) -> Line:
    words = said.words if len(said.words) <= _LONGEST else said.words[:_LONGEST].rstrip() + " …"
    line = Line(words)
    about = [said.cue]
    if said.time:
        about.append(said.time.value or "")
    if said.place:
        about.append(said.place.name)
    if said.statement.within:
        about.append("told by another")
    return (
        line.append(f"  [{', '.join(shown(a) for a in about if a)}]", "dim") if any(about) else line
    )


def _events(record: Record) -> Iterator[RenderableType]:
    rows = timeline(record)
    if not rows:
        return
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(width=12, style="cyan", overflow="fold")
    table.add_column(width=10, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for row in rows:
        when = (row.time.value if row.time else None) or "–"
        table.add_row(Line(shown(when)), Line(row.event.type, "bold"), _happened(row))
    yield Padding(table, (0, 0, 0, 2))


def _happened(row: Happened) -> Line:
    line = Line(", ".join(shown(a.name) for a in row.actors))
    if row.recipients:
        line.append(" → " + ", ".join(shown(a.name) for a in row.recipients))
    for place in row.places:
        line.append(f"  @ {shown(place.name)}", "cyan")
    if row.event.status != "reported":
        line.append(f"  ({row.event.status})", "yellow")
    if line.plain:
        line.append("\n")
    return line.append(row.before, "dim").append(row.words, "italic").append(row.after, "dim")


def _places(record: Record) -> Iterator[RenderableType]:
    rows = places(record)
    if not rows:
        return
    table = Table.grid(padding=(0, 3, 0, 0))
    for place in rows:
        where = (
            f"{place.latitude:.2f}, {place.longitude:.2f}"
            if place.latitude is not None and place.longitude is not None
            else ""
        )
        table.add_row(
            Line(shown(place.name)),
            Line(place.country or ""),
            Line(place.kind),
            Line(where, "dim"),
            Line(f"×{len(place.mentions)}", "dim"),
        )
    yield Padding(table, (0, 0, 0, 2))


def _people(record: Record) -> Iterator[RenderableType]:
    actors = people(record)
    for kind in kinds("actor_kind"):
        these = [a for a in actors if a.kind == kind]
        if not these:
            continue
        table = Table.grid(padding=(0, 3, 0, 0))
        for actor in these:
            table.add_row(
                Line(shown(actor.name)),
                Line(actor.country or ""),
                Line(_offices(actor)),
                Line(f"×{len(actor.mentions)}", "dim"),
            )
        yield Line(kind, "dim")
        yield Padding(table, (0, 0, 0, 2))


def _offices(actor: Actor) -> str:
    """“Prime Minister, Estonia; chair, Reform Party”."""
    return shown("; ".join(f"{r.title}, {r.of}" if r.of else r.title for r in roles(actor)))
