"""An issue: the board at a date, who moved, on what it depends, who is silent, where."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from fastapi import Depends, Response

from onrecord.analyse import Board, Entry, board, changes_since
from onrecord.errors import LedgerError, OnrecordError
from onrecord.exchange.csv import guard
from onrecord.model import Change, PositionRow
from onrecord.store import issues
from onrecord.store.ledger import Ledger
from onrecord.store.web_issue import Day, Where, days_of, places_of
from onrecord.web.asked import Ask
from onrecord.web.guard import needs
from onrecord.web.kept import kept
from onrecord.web.pages import page, router

SHOWN, MORE = 10, 200  # actors of a column at first, and when more are asked for
CHANGES, PLACES = 8, 200
STOPS = 400  # of the slider: of issues with more days, so many evenly spread ones
BARS = 120  # of the small chart above the slider


@dataclass(frozen=True, slots=True)
class Span:
    """The days of an issue: where the slider stops, and bars of how much there is of each time.

    `bars` are counts of positions over equal stretches from the first day to the last.
    """

    stops: tuple[str, ...]
    bars: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Somebody whose stance depends on something."""

    stance: str
    row: PositionRow


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The board at a day. `every` says that all of a column were asked for, not the first few."""

    board: Board
    conditions: tuple[Condition, ...]
    every: bool


@dataclass(frozen=True, slots=True)
class IssuePage:
    """An issue at a day: its board, its changes (of every day), its span of time."""

    board: Board
    conditions: tuple[Condition, ...]
    every: bool
    changes: tuple[Change, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Everybody who moved on an issue, the newest first."""

    issue: str
    label: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class WherePage:
    """The places named in the newest texts of an issue, the most named first."""

    issue: str
    label: str
    as_of: str | None
    texts: int
    places: tuple[Where, ...]


def a_day(value: str | None) -> str | None:
    """A day that was asked for, None where none was; raises `OnrecordError` where it is none.

    >>> a_day("2024-05-22"), a_day("")
    ('2024-05-22', None)
    """
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise OnrecordError("that is no day", where=value, hint="2024-05-22") from error


@page("/issues/{id}", "issue.html")
def issue(
    ask: Ask, id: str, as_of: str | None = None, known_by: str | None = None, every: bool = False
) -> IssuePage:
    """Who stands where on an issue on a day, who moved, when it was spoken of."""
    found = _board(ask.ledger, id, as_of, known_by, every)
    now = found.board.issue.id
    ledger = ask.ledger
    changes = kept(
        ledger,
        ("changes", now),
        lambda: tuple(changes_since(ledger, issue=now, limit=CHANGES)),
        about=lambda _: [now],
    )
    span = kept(ledger, ("span", now), lambda: _span(ledger, now))
    return IssuePage(found.board, found.conditions, every, changes, span)


@page("/issues/{id}/board", "board.html", name="board")
def only_board(
    ask: Ask, id: str, as_of: str | None = None, known_by: str | None = None, every: bool = False
) -> BoardPage:
    """The board of an issue on a day, alone."""
    return _board(ask.ledger, id, as_of, known_by, every)


@page("/issues/{id}/changes", "changes.html")
def changes(ask: Ask, id: str) -> ChangesPage:
    """Who moved on an issue, with both quotes."""
    now, label = named(ask.ledger, id)
    found = kept(
        ask.ledger,
        ("all changes", now),
        lambda: tuple(changes_since(ask.ledger, issue=now, limit=MORE)),
        about=lambda _: [now],
    )
    return ChangesPage(now, label, found)


@page("/issues/{id}/where", "where.html")
def where(ask: Ask, id: str, as_of: str | None = None) -> WherePage:
    """Where the texts of an issue are set."""
    now, label = named(ask.ledger, id)
    day = a_day(as_of)

    def make() -> tuple[list[Where], int]:
        with ask.ledger.transaction() as db:
            return places_of(db, now, as_of=day, limit=PLACES)

    places, texts = kept(ask.ledger, ("where", now, day), make)
    return WherePage(now, label, day, texts, tuple(places))


@router.get("/issues/{id}/board.csv", dependencies=[Depends(needs("reader"))])
def board_csv(ask: Ask, id: str, as_of: str | None = None, known_by: str | None = None) -> Response:
    """The board of an issue on a day as CSV: one row an actor, for a spreadsheet."""
    found = board(ask.ledger, id, a_day(as_of), known_by or None, limit=None)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    for row in _rows(found):
        writer.writerow(guard(value) if isinstance(value, str) else value for value in row)
    name = f"{found.issue.id}{'-' + found.as_of if found.as_of else ''}.csv"
    return attached(out.getvalue(), "text/csv; charset=utf-8", name)


def attached(words: str, media_type: str, name: str) -> Response:
    """A file to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(words, media_type=media_type, headers=headers)


def named(ledger: Ledger, id: str) -> tuple[str, str]:
    """The id and label of an issue, merges applied; raises `LedgerError` where it is not there."""
    with ledger.transaction() as db:
        now = issues.now(db, id)
        if now is None:
            raise LedgerError("no such issue", where=id, hint="look through the list of issues")
        return now, issues.labels(db, [now])[now]


HEADINGS = (
    *("stance", "actor", "name", "kind", "country", "office", "since", "day", "voice"),
    *("condition", "words", "state", "confidence", "rows", "publisher", "title", "url"),
    *("as_member_of", "text", "position"),
)


def _rows(found: Board) -> Iterator[tuple[object, ...]]:
    for column in found.columns:
        for entry in column.entries:
            s = entry.standing
            about = (s.stance, s.actor, s.name, s.kind, s.country, entry.office, s.since)
            yield (*about, *_cells(s.chosen, entry), None, s.chosen.text, s.chosen.id)
        for m in column.members:
            about = (column.stance, m.actor, m.name, "country", m.country, None, None)
            yield (*about, *_cells(m.row, None), m.group, m.row.text, m.row.id)


def _cells(row: PositionRow, entry: Entry | None) -> tuple[object, ...]:
    return (
        *(row.day, row.voice, row.condition_words, row.words, row.state, row.confidence),
        *(entry.rows if entry else 1, row.publisher, row.title, row.url),
    )


def _board(
    ledger: Ledger, id: str, as_of: str | None, known_by: str | None, every: bool
) -> BoardPage:
    day, moment = a_day(as_of), known_by or None
    limit = MORE if every else SHOWN

    def make() -> Board:
        return board(ledger, id, day, moment, limit=limit)

    # A board of everybody may be large, and is seldom asked for: it is not kept.
    key = ("board", id, day, moment)
    found = make() if every else kept(ledger, key, make, about=lambda b: [b.issue.id])
    conditions = tuple(
        Condition(column.stance, entry.standing.chosen)
        for column in found.columns
        for entry in column.entries
        if entry.standing.condition
    )
    return BoardPage(found, conditions, every)


def _span(ledger: Ledger, issue: str) -> Span:
    with ledger.transaction() as db:
        days = days_of(db, issue)
    if not days:
        return Span((), ())
    stops = [day.day for day in days]
    if len(stops) > STOPS:
        step = (len(stops) - 1) / (STOPS - 1)
        stops = [stops[round(n * step)] for n in range(STOPS)]
    return Span(tuple(stops), _bars(days))


def _bars(days: list[Day]) -> tuple[int, ...]:
    first = date.fromisoformat(days[0].day)
    length = (date.fromisoformat(days[-1].day) - first).days + 1
    count = min(BARS, length)
    bars = [0] * count
    for day in days:
        bars[(date.fromisoformat(day.day) - first).days * count // length] += day.positions
    return tuple(bars)
