"""What is on record of one actor: names, offices, where it stands on each issue, what it said."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.analyse.boards import in_full
from onrecord.analyse.collecting import uncollected
from onrecord.analyse.moves import aligned
from onrecord.analyse.standings import decide, grouped
from onrecord.errors import LedgerError
from onrecord.model import MACHINE, Standing, StatementRow
from onrecord.store import actors, issues, positions, statements
from onrecord.store.actors import ActorRow, RoleRow
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Asked
from onrecord.store.then import as_known

ISSUES, STATEMENTS = 30, 20  # that are given in full


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the actor stands on one issue; `rows` is how many rows count for it."""

    issue: str
    label: str
    standing: Standing
    rows: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One actor. `issues` counts those it holds a position on, `stands` gives the first of them:
    those with most rows; `statements` gives the newest of `said`."""

    actor: ActorRow
    aliases: tuple[str, ...]
    roles: tuple[RoleRow, ...]
    stands: tuple[Stand, ...]
    issues: int
    statements: tuple[StatementRow, ...]
    said: int
    rows: int
    judged: int
    first: str | None
    last: str | None


def profile(
    ledger: Ledger,
    actor: str,
    as_of: str | None = None,
    known_by: str | None = None,
    *,
    issues_shown: int | None = ISSUES,
    statements_shown: int = STATEMENTS,
) -> Profile:
    """What is on record of an actor (by id), its names and what is merged into it together.

    `as_of` and `known_by` bound offices, positions and statements. Raises `LedgerError` where there
    is no such actor.
    """
    with uncollected(), as_known(ledger, known_by, "statement") as db:
        now = actors.now(db, actor)
        if now is None:
            raise LedgerError("no such actor", where=actor, hint="its name, or another id")
        asked = Asked(as_of=as_of, known_by=known_by)
        rows = aligned(db, positions.light_of_actor(db, now, asked))
        found = [d for pair in grouped(rows).values() if (d := decide(pair)) is not None]
        found.sort(key=lambda d: d.chosen.issue)
        found.sort(key=lambda d: (len(d.behind), d.chosen.day or ""), reverse=True)
        shown = found[:issues_shown]
        labels = issues.labels(db, [d.chosen.issue for d in shown])
        days = [row.day for row in rows if row.day is not None]
        return Profile(
            actor=actors.by_ids(db, [now])[now],
            aliases=tuple(actors.aliases(db, now)),
            roles=tuple(actors.roles(db, now, as_of=as_of, known_by=known_by)),
            stands=tuple(
                Stand(s.issue, labels.get(s.issue, ""), s, len(d.behind), len(d.others))
                for s, d in zip(in_full(db, shown), shown, strict=True)
            ),
            issues=len(found),
            statements=tuple(
                statements.of_actor(db, now, as_of=as_of, known_by=known_by, limit=statements_shown)
            ),
            said=statements.count_of_actor(db, now, as_of=as_of, known_by=known_by),
            rows=len(rows),
            judged=sum(row.state != MACHINE for row in rows),
            first=min(days, default=None),
            last=max(days, default=None),
        )
