"""Changes of a whole ledger, an issue or an actor, with the rows behind them fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from onrecord.analyse.changes import as_change, kind_of, levels, ordered, steps
from onrecord.analyse.collecting import uncollected
from onrecord.analyse.standings import grouped
from onrecord.issues import reverse
from onrecord.model import Change
from onrecord.store import coverage, issues, positions
from onrecord.store.db import Db
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Asked, Light
from onrecord.store.then import as_known

RECENT = 30  # days back from the newest that are looked through where nothing is said
SHOWN = 50


def changes_since(
    ledger: Ledger,
    since: str | None = None,
    *,
    until: str | None = None,
    issue: str | None = None,
    actor: str | None = None,
    known_by: str | None = None,
    kind: str | None = None,
    limit: int | None = SHOWN,
) -> list[Change]:
    """Who changed from a day on, the newest first: of an issue, an actor (ids), or everybody.

    Of an issue or an actor without a day: every change. Of everybody: those of the last 30 days
    before the newest position, without issues whose labels say too little to be one act in two
    texts. An issue and its opposite are one (`aligned`).
    """
    with uncollected(), as_known(ledger, known_by) as db:
        asked = Asked(as_of=until, known_by=known_by)
        if issue is not None:
            rows = positions.light_of_issue(db, issue, asked)
            if actor is not None:
                rows = [row for row in rows if row.actor == actor]
        elif actor is not None:
            rows = aligned(db, positions.light_of_actor(db, actor, asked))
        else:
            since = since or recent(db, until)
            rows = aligned(db, positions.light_since(db, since, asked) if since else [])
            # “Passes the bill” in May and “rejects the bill” in June are of two bills.
            unclear = issues.vague_of(db, {row.issue for row in rows})
            rows = [row for row in rows if row.issue not in unclear]
        found = [
            pair
            for some in grouped(rows).values()
            for pair in steps(some)
            if since is None or (pair[1].day or "") >= since
        ]
        if kind is not None:
            found = [pair for pair in found if _kind(*pair) == kind]
        return _in_full(db, _newest(found)[:limit])


def recent(db: Db, until: str | None = None) -> str | None:
    """The day thirty days before the newest position (or `until`); None in an empty ledger."""
    newest = until or coverage.newest_day(db)
    return (date.fromisoformat(newest) - timedelta(days=RECENT)).isoformat() if newest else None


def aligned(db: Db, rows: Sequence[Light]) -> list[Light]:
    """The rows with opposite issues brought together, for each actor on the one it speaks of most.

    Of two with as many rows, on the one spoken of last, then the higher id.
    """
    opposite = positions.opposites(db, {row.issue for row in rows})
    if not opposite:
        return list(rows)
    by_actor: dict[str, list[Light]] = {}
    for row in rows:
        by_actor.setdefault(row.actor, []).append(row)
    return [row for some in by_actor.values() for row in _turned(some, opposite)]


def _turned(rows: list[Light], opposite: Mapping[str, tuple[str, ...]]) -> list[Light]:
    counts = Counter(row.issue for row in rows)
    if not any(other in counts for issue in counts for other in opposite.get(issue, ())):
        return rows
    last = dict.fromkeys(counts, "")
    for row in rows:
        last[row.issue] = max(last[row.issue], row.day or "")
    order = sorted(counts, key=lambda issue: (counts[issue], last[issue], issue), reverse=True)
    onto: dict[str, str] = {}
    for issue in order:
        if issue not in onto:
            onto[issue] = issue
            for other in opposite.get(issue, ()):
                onto.setdefault(other, issue)
    return [
        row
        if onto[row.issue] == row.issue
        else row._replace(issue=onto[row.issue], stance=reverse(row.stance), reversed=True)
        for row in rows
    ]


def _kind(before: Light, after: Light) -> str | None:
    had, has = before.condition is not None, after.condition is not None
    return kind_of(before.stance, after.stance, had=had, has=has)


def _newest(found: Sequence[tuple[Light, Light]]) -> list[tuple[Light, Light]]:
    def length(pair: tuple[Light, Light]) -> int:
        return abs(levels()[pair[1].stance] - levels()[pair[0].stance])

    by_length = sorted(found, key=lambda pair: (-length(pair), pair[1].id))
    return sorted(by_length, key=lambda pair: pair[1].day or "", reverse=True)


def _in_full(db: Db, pairs: Sequence[tuple[Light, Light]]) -> list[Change]:
    light = {row.number: row for pair in pairs for row in pair}
    rows = {row.id: row for row in positions.full(db, list(light.values()))}
    found = [as_change(rows[before.id], rows[after.id]) for before, after in pairs]
    return ordered([change for change in found if change is not None])
