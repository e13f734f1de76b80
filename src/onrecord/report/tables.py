"""A record as compact tables: headings and rows of strings, one table a layer."""

from __future__ import annotations

from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from onrecord.model import Record
from onrecord.report.views import (
    boards,
    people,
    places,
    roles,
    shown,
    statements_by_speaker,
    timeline,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, headings, and rows of one-line strings."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(record: Record) -> tuple[Sheet, ...]:
    """Positions, statements, events, places and actors, in the order of the report."""
    return (
        Sheet(
            "positions",
            ("issue", "stance", "actor", "evidence", "condition", "voice", "confidence"),
            tuple(
                (
                    shown(board.issue.label),
                    side.stance,
                    shown(held.actor.name),
                    held.words,
                    held.condition or "",
                    held.position.voice,
                    f"{held.position.confidence:.2f}",
                )
                for board in boards(record)
                for side in board.sides
                for held in side.held
            ),
        ),
        Sheet(
            "statements",
            ("speaker", "kind", "cue", "content", "said", "confidence"),
            tuple(
                (
                    shown(speaker.name),
                    said.statement.kind,
                    said.cue,
                    said.words,
                    (said.time.value or "") if said.time else "",
                    f"{said.statement.confidence:.2f}",
                )
                for speaker in statements_by_speaker(record)
                for said in speaker.said
            ),
        ),
        Sheet(
            "events",
            ("time", "type", "actors", "recipients", "trigger", "places", "status"),
            tuple(
                (
                    (row.time.value or "") if row.time else "",
                    row.event.type,
                    shown("; ".join(a.name for a in row.actors)),
                    shown("; ".join(a.name for a in row.recipients)),
                    row.words,
                    shown("; ".join(p.name for p in row.places)),
                    row.event.status,
                )
                for row in timeline(record)
            ),
        ),
        Sheet(
            "places",
            ("place", "kind", "country", "latitude", "longitude", "mentions"),
            tuple(
                (
                    shown(p.name),
                    p.kind,
                    p.country or "",
                    "" if p.latitude is None else f"{p.latitude:.4f}",
                    "" if p.longitude is None else f"{p.longitude:.4f}",
                    str(len(p.mentions)),
                )
                for p in places(record)
            ),
        ),
        Sheet(
            "actors",
            ("actor", "kind", "country", "roles", "mentions"),
            tuple(
                (
                    shown(a.name),
                    a.kind,
                    a.country or "",
                    shown("; ".join(f"{r.title}, {r.of}" if r.of else r.title for r in roles(a))),
                    str(len(a.mentions)),
                )
                for a in people(record)
            ),
        ),
    )


def tab_separated(record: Record) -> str:
    """All tables as lines of fields with tabs between, table and document first, for pipes.

    No field holds a tab or line break: `shown` leaves spaces only.
    """
    document = shown(record.document.name)
    return "".join(
        "\t".join((sheet.name, document, *row)) + "\n"
        for sheet in sheets(record)
        for row in sheet.rows
    )


def tables(record: Record) -> RenderableType:
    """The tables of one record for a terminal; a table without rows is left out."""
    parts: list[RenderableType] = [Line(shown(record.document.name), "bold underline")]
    for sheet in sheets(record):
        if not sheet.rows:
            continue
        wide = any(heading in _WIDE for heading in sheet.headings)
        table = Table(
            title=sheet.name,
            title_justify="left",
            box=SIMPLE_HEAD,
            pad_edge=False,
            padding=(0, 1, 0, 0),
            expand=wide,
        )
        for heading in sheet.headings:
            table.add_column(
                Line(_SHORT.get(heading, heading)),
                no_wrap=True,
                overflow="ellipsis",
                ratio=_WIDE.get(heading),
                max_width=None if heading in _WIDE else _NARROW,
            )
        for row in sheet.rows:
            table.add_row(*map(Line, row))
        parts.append(table)
    return Group(*parts)


_WIDE = {"issue": 4, "evidence": 6, "condition": 2, "content": 6, "roles": 3}
"""Columns that share what room is left, and in which proportion."""
_NARROW = 18  # the most characters of any other column
_SHORT = {"confidence": "sure"}
