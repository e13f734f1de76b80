"""The queue of a coder, and where two coders differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Body, Query

from onrecord.analyse import board, standing
from onrecord.errors import LedgerError
from onrecord.model import PositionRow, Standing
from onrecord.review.adjudicate import ADJUDICATED, adjudicate
from onrecord.review.agreement import Agreement, Difference, agreement
from onrecord.review.queue import ORDERS, next_tasks
from onrecord.store import issues, judgements, positions, queue, texts
from onrecord.store.coders import Coded
from onrecord.store.coverage import Count
from onrecord.store.coverage import coders as counted_coders
from onrecord.store.db import Db
from onrecord.store.queue import Left
from onrecord.store.web_decided import Decided, decided_on
from onrecord.web.asked import Ask, Asked
from onrecord.web.context import Piece, in_context
from onrecord.web.judging import CODER, Done
from onrecord.web.pages import page, router

AT_ONCE = 12  # tasks of one page; the next ones come while one works
DIFFERENCES = 40


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One position to judge: why it comes now, its sentences, who decided on it before."""

    row: PositionRow
    why: str
    context: tuple[Piece, ...]
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The next tasks; `issue` and its label where only one is asked."""

    order: str
    orders: dict[str, str]
    issue: str | None
    label: str | None
    blind: bool
    tasks: tuple[TaskCard, ...]
    left: Left


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One stance: how many actors stand there, the first of them by name."""

    stance: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnBoard:
    """The board that a position is on, and whether it is the row that decides for its actor."""

    mark: str
    actor: str
    name: str
    issue: str
    label: str
    columns: tuple[BoardColumn, ...]
    stands: str | None
    decides: bool


@dataclass(frozen=True, slots=True)
class Differs:
    """A difference with what is needed to settle it: the sentences, who decided on it last."""

    name: str
    labels: tuple[str, str]
    difference: Difference
    context: tuple[Piece, ...]
    settled: str | None


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """Two coders beside each other; `agreement` is None where there are no two yet."""

    coders: tuple[Count, ...]
    first: str | None
    second: str | None
    agreement: Agreement | None
    rows: tuple[Differs, ...]
    number: int
    pages: int


@page("/review", "review.html", role="coder")
def review(
    ask: Ask,
    order: str = "uncertainty",
    issue: str | None = None,
    blind: bool = False,
    limit: Annotated[int, Query(ge=1, le=50)] = AT_ONCE,
) -> ReviewPage:
    """What to judge next: by `order`, of one issue or all; `blind` to what others decided."""
    found = next_tasks(
        ask.ledger,
        ask.person.name,
        order=order,
        issue=issue or None,
        blind=blind,
        limit=limit,
    )
    with ask.ledger.transaction() as db:
        label = issues.labels(db, [issue]).get(issue) if issue else None
        tasks = _cards(db, [(t.row, t.why) for t in found.tasks], blind)
    return ReviewPage(order, dict(ORDERS), issue or None, label, blind, tuple(tasks), found.left)


def _cards(db: Db, found: Sequence[tuple[PositionRow, str]], blind: bool) -> list[TaskCard]:
    """Tasks with their sentences; a blind coder is not told who decided what."""
    decided = {} if blind else decided_on(db, "position", [row.id for row, _ in found])
    read: dict[str, str] = {}
    made = []
    for row, why in found:
        if row.text not in read:
            read[row.text] = texts.characters_of(db, row.text)
        context = in_context(read[row.text], row.evidence, row.condition)
        made.append(TaskCard(row, why, context, decided.get(row.id)))
    return made


@page("/review/task/{mark}", "review_task.html", role="coder")
def review_task(ask: Ask, mark: str, blind: bool = False) -> TaskCard:
    """One position as it stands in the queue: after an undoing, say."""
    with ask.ledger.transaction() as db:
        rows = queue.as_read(db, [mark]) if blind else positions.by_ids(db, [mark])
        if not rows:
            raise LedgerError("no such position", where=mark)
        return _cards(db, [(rows[0], "back again")], blind)[0]


@page("/review/board/{mark}", "review_board.html", role="coder")
def on_board(ask: Ask, mark: str) -> OnBoard:
    """The board that a position is on, in short."""
    with ask.ledger.transaction() as db:
        rows = positions.by_ids(db, [mark])
    if not rows:
        raise LedgerError("no such position", where=mark)
    row = rows[0]
    found = board(ask.ledger, row.issue, limit=4)
    shown = (entry.standing for column in found.columns for entry in column.entries)
    whole = next((s for s in shown if s.actor == row.actor), None) or _standing(ask, row)
    return OnBoard(
        mark=mark,
        actor=row.actor,
        name=row.actor_name,
        issue=row.issue,
        label=found.issue.label,
        columns=tuple(
            BoardColumn(c.stance, c.count, tuple(e.standing.name for e in c.entries))
            for c in found.columns
        ),
        stands=whole.stance if whole else None,
        decides=whole is not None and whole.chosen.id == mark,
    )


def _standing(ask: Asked, row: PositionRow) -> Standing | None:
    """Where the actor stands on the issue, whether or not the short board shows it."""
    with ask.ledger.transaction() as db:
        light = [r for r in positions.light_of_actor(db, row.actor) if r.issue == row.issue]
        return standing(positions.full(db, light))


@page("/review/disagreements", "disagreements.html", role="coder")
def disagreements(
    ask: Ask,
    first: str | None = None,
    second: str | None = None,
    number: Annotated[int, Query(ge=1)] = 1,
) -> DisagreementsPage:
    """How far two coders agree, and every row on which they do not, side by side.

    Without names, the two who have judged most.
    """
    with ask.ledger.transaction() as db:
        coders = tuple(counted_coders(db))
        newest = judgements.newest(db, limit=1)
    names = [c.name for c in coders]
    first = first or next(iter(names), None)
    second = second or next((n for n in names if n != first), None)
    if first is None or second is None or not newest:
        return DisagreementsPage(coders, first, second, None, (), 1, 1)
    found = _agreement(ask, first, second, newest[0].id)
    pages = max(1, -(-len(found.differences) // DIFFERENCES))
    number = min(number, pages)
    shown = found.differences[(number - 1) * DIFFERENCES : number * DIFFERENCES]
    return DisagreementsPage(
        coders, first, second, found, tuple(_differs(ask, found, shown)), number, pages
    )


@dataclass
class _Latest:
    """The last figures: resampling takes a moment, and pages of one comparison share them."""

    key: tuple[str, ...] = ()
    found: Agreement | None = field(default=None)


_LATEST = _Latest()


def _agreement(ask: Asked, first: str, second: str, newest: str) -> Agreement:
    """Agreement of two coders, computed anew when anything was judged since."""
    key = (ask.ledger.where, first, second, newest)
    found = _LATEST.found
    if found is None or _LATEST.key != key:
        found = agreement(ask.ledger, first, second)
        _LATEST.key, _LATEST.found = key, found
    return found


def _differs(ask: Asked, found: Agreement, shown: Sequence[Difference]) -> list[Differs]:
    made = []
    with ask.ledger.transaction() as db:
        rows = [r for d in shown for r in (d.first, d.second) if r is not None]
        settled = decided_on(db, "position", [r.mark for r in rows])
        labels = issues.labels(db, [r.issue for r in rows])
        held = {r.id: r for r in positions.by_ids(db, [r.mark for r in rows])}
        for d in shown:
            one = d.first or d.second
            if one is None:
                continue
            last = settled.get(one.mark)
            context = in_context(texts.characters_of(db, d.text), one.evidence)
            name = held[one.mark].actor_name if one.mark in held else one.actor
            made.append(
                Differs(
                    name=name,
                    labels=(_label(d.first, labels), _label(d.second, labels)),
                    difference=d,
                    context=context,
                    settled=_adjudicated(last),
                )
            )
    return made


def _adjudicated(last: Decided | None) -> str | None:
    """As whom a difference was settled, None where nobody has."""
    return last.why if last and (last.why or "").startswith(ADJUDICATED) else None


def _label(row: Coded | None, labels: Mapping[str, str]) -> str:
    return labels.get(row.issue, "") if row else ""


@router.post("/api/adjudicate", dependencies=CODER, name="api_adjudicate")
def api_adjudicate(
    ask: Ask,
    right: Annotated[str, Body()],
    mark: Annotated[str | None, Body()] = None,
    other: Annotated[str | None, Body()] = None,
) -> list[Done]:
    """Say which coder is right on a difference: what that one said holds."""
    made = adjudicate(ask.ledger, right, mark=mark, other=other, coder=ask.person.name)
    return [Done(j.id, j.layer, j.mark, j.verb, f"as {right} has it") for j in made]
