"""What actors and issues are merged into: the machine's links, then what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store import judgements
from onrecord.store import tables as t


class Gathered:
    """Which ids count as one, each under one of them: that is what it is *now*.

    >>> g = Gathered({"b": "a", "c": "a"})
    >>> g.merge("d", "c"), g.split(["a", "b"], "b")
    (None, None)
    >>> g.now
    {'a': 'b', 'd': 'c'}
    """

    def __init__(self, links: Mapping[str, str]) -> None:
        self._now = dict(links)
        for id in links:
            self._now[id] = self._end(id)
        self._members: dict[str, set[str]] = defaultdict(set)
        for id, end in self._now.items():
            self._members[end].add(id)

    @property
    def now(self) -> dict[str, str]:
        """Id → what it is now, for each that is not itself."""
        return {id: end for id, end in sorted(self._now.items()) if id != end}

    def merge(self, one: str, other: str) -> None:
        """All that counts as `one` counts as `other` from now on."""
        a, b = self._now.get(one, one), self._now.get(other, other)
        if a != b:
            self._move([a, *self._members[a]], b)

    def split(self, ids: Iterable[str], into: str) -> None:
        """These ids count as `into`, and no longer as what they were; what is left stays one."""
        apart = list(ids)
        end = into if into in apart else self._now.get(into, into)
        left = {self._now.get(id, id) for id in apart} - {end}
        self._move(apart, end)
        for old in sorted(left):
            if self._now.get(old, old) != old and (rest := sorted(self._members[old])):
                self._move(rest, rest[0])

    def _move(self, ids: Iterable[str], end: str) -> None:
        for id in ids:
            self._members[self._now.get(id, id)].discard(id)
            self._now[id] = end
            self._members[end].add(id)

    def _end(self, id: str) -> str:
        seen = set()
        while id in self._now and id not in seen:
            seen.add(id)
            id = self._now[id]
        return id


def renow_actors(db: Connection, until: str | None = None) -> None:
    """Write what each actor is merged into: by the machine's links, then by people, in order.

    With `until`, as people had decided by that moment; so for issues.
    """
    links = {row.actor: row.into for row in db.execute(sa.select(t.actor_link))}
    _write_now(db, t.actor, _decided(db, "actor", Gathered(links), until).now)


def renow_issues(db: Connection, until: str | None = None) -> None:
    """Write which issue each label counts as: where it was gathered, then as people decided."""
    query = sa.select(t.issue.c.id, t.issue.c.gathered).where(t.issue.c.gathered != t.issue.c.id)
    gathered = {row.id: row.gathered for row in db.execute(query)}
    _write_now(db, t.issue, _decided(db, "issue", Gathered(gathered), until).now)


def _decided(db: Connection, layer: str, gathered: Gathered, until: str | None) -> Gathered:
    """The same after what people merged and split, in the order in which it holds."""
    for judgement in judgements.live(judgements.of_layer(db, layer), until):
        into = judgement.value.get("into")
        id = into["id"] if isinstance(into, Mapping) else into
        if judgement.verb == "merge":
            gathered.merge(judgement.mark, str(id))
        elif judgement.verb == "split" and layer == "issue":  # of actors: see `effects`
            gathered.split(judgement.value["labels"], str(id))
    return gathered


def _write_now(db: Connection, table: sa.Table, now: Mapping[str, str]) -> None:
    query = sa.select(table.c.id, table.c.now).where(table.c.now != table.c.id)
    before = {row.id: row.now for row in db.execute(query)}
    changed = {
        id: now.get(id, id) for id in {*before, *now} if before.get(id, id) != now.get(id, id)
    }
    if changed:
        query_by_id = table.update().where(table.c.id == sa.bindparam("one"))
        db.execute(
            query_by_id.values(now=sa.bindparam("into")),
            [{"one": id, "into": into} for id, into in sorted(changed.items())],
        )
