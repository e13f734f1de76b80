"""What a judgement would change: it is made, looked at, and taken back, in one transaction.

So the preview is exact, whatever the judgement: nothing is computed twice in two ways. Nothing of
it is kept, and no other writer comes between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.analyse.standings import decide, grouped
from onrecord.errors import JudgementError
from onrecord.model import Judgement
from onrecord.review.checks import checked
from onrecord.review.judge import take_effects
from onrecord.store import actors, issues, judgements, positions
from onrecord.store.db import Db
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Light
from onrecord.store.snapshots import snapshot

SHOWN = 60  # standings that are listed; all are counted


@dataclass(frozen=True, slots=True)
class Moved:
    """One actor's standing on one issue, before and after; None where there is none."""

    actor: str
    name: str
    issue: str
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """`positions` is how many count for another actor or issue; `standings` how many standings
    come, go or turn, of which `moved` gives the first."""

    positions: int
    standings: int
    moved: tuple[Moved, ...]


class _Back(Exception):
    """Takes the transaction back."""


def preview(
    ledger: Ledger,
    layer: str,
    mark: str,
    verb: str,
    value: Mapping[str, Any],
    *,
    coder: str,
) -> Preview:
    """What `judge` with the same arguments would change on the boards.

    Raises `JudgementError` where it could not be done at all.
    """
    found: list[Preview] = []
    try:
        with ledger.transaction(write=True) as db:
            found.append(_tried(db, ledger.now(), layer, mark, verb, value, coder))
            raise _Back
    except _Back:
        return found[0]


def _tried(
    db: Db, now: str, layer: str, mark: str, verb: str, value: Mapping[str, Any], coder: str
) -> Preview:
    seen = snapshot(db, layer, mark)
    if seen is None:
        raise JudgementError(f"no such {layer}", where=mark, hint="look it up again")
    ready = checked(db, layer, mark, verb, value, seen, coder=coder, now=now)
    keys = _touched(db, layer, mark, ready.value, seen)
    before = _rows(db, layer, keys)
    made = Judgement.of(
        layer, ready.mark, verb, ready.value, coder=coder, judged=now, snapshot=ready.snapshot
    )
    judgements.insert(db, made)
    take_effects(db, [made])
    after = _rows(db, layer, keys)
    changed = {(r.id, r.actor, r.issue, r.stance) for r in before} ^ {
        (r.id, r.actor, r.issue, r.stance) for r in after
    }
    return _compared(db, len({id for id, *_ in changed}), before, after)


def _touched(
    db: Db, layer: str, mark: str, value: Mapping[str, Any], seen: Mapping[str, Any]
) -> dict[str, set[str]]:
    """The actors and issues whose rows may change: ids as given, before merging."""
    into = {id for v in (value.get("into"), value.get("opposite")) if (id := _id(v))}
    if layer == "issue":
        return {layer: {mark, *into, *positions.opposites(db, [mark]).get(mark, ())}}
    if layer == "actor":
        return {layer: {mark, *into}}
    keys: dict[str, set[str]] = {"actor": set(), "issue": set()}
    for of in (seen, value):
        for name in keys:
            if id := _id(of.get(name)):
                keys[name].add(id)
    return keys


def _id(value: Any) -> str | None:
    """The id of a described actor or issue."""
    return str(value["id"]) if isinstance(value, Mapping) and "id" in value else None


def _rows(db: Db, layer: str, keys: Mapping[str, set[str]]) -> list[Light]:
    """The rows of these actors, or on these issues; of a mark, those of its actors."""
    found: dict[tuple[str, str], Light] = {}  # a row stands on its issue and on the opposite
    if layer == "issue":
        for id in sorted({n for i in keys["issue"] if (n := issues.now(db, i))}):
            found |= {(row.id, row.issue): row for row in positions.light_of_issue(db, id)}
    else:
        for id in sorted({n for a in keys.get("actor", ()) if (n := actors.now(db, a))}):
            found |= {(row.id, row.issue): row for row in positions.light_of_actor(db, id)}
    return list(found.values())


def _compared(db: Db, changed: int, before: Iterable[Light], after: Iterable[Light]) -> Preview:
    was, will = _stances(before), _stances(after)
    pairs = sorted(p for p in {*was, *will} if was.get(p) != will.get(p))
    shown = pairs[:SHOWN]
    names = actors.by_ids(db, {actor for actor, _ in shown})
    labels = issues.labels(db, {issue for _, issue in shown})
    return Preview(
        changed,
        len(pairs),
        tuple(
            Moved(
                a,
                names[a].name if a in names else a,
                i,
                labels.get(i, i),
                was.get((a, i)),
                will.get((a, i)),
            )
            for a, i in shown
        ),
    )


def _stances(rows: Iterable[Light]) -> dict[tuple[str, str], str]:
    """Actor and issue → the stance that the rule of standings gives."""
    return {
        key: found.chosen.stance
        for key, pair in grouped(rows).items()
        if (found := decide(pair)) is not None
    }
