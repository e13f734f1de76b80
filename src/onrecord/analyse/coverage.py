"""What a ledger holds, and how much of it people have looked at."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.store import coverage as counted
from onrecord.store.coverage import Cell, Count, Layer
from onrecord.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Dropped:
    """How often a step left something out for one reason, over all texts."""

    step: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over a whole ledger. `where` is the ledger, `version` its schema.

    `outlets` counts sources by publisher, `months` texts by month of publication, `cells` sources
    by both, `coders` judgements by who made them; a name that is not known is the empty one.
    """

    where: str
    version: str
    texts: int
    words: int
    sources: int
    copies: int
    first: str | None
    last: str | None
    actors: int
    issues: int
    layers: tuple[Layer, ...]
    outlets: tuple[Count, ...]
    months: tuple[Count, ...]
    cells: tuple[Cell, ...]
    coders: tuple[Count, ...]
    readings: tuple[Count, ...]
    dropped: tuple[Dropped, ...]


def coverage(ledger: Ledger) -> Coverage:
    """What is in the ledger, counted."""
    with ledger.transaction() as db:
        texts, words, sources, first, last = counted.texts(db)
        actors, issues = counted.actors_and_issues(db)
        return Coverage(
            where=ledger.where,
            version=ledger.version,
            texts=texts,
            words=words,
            sources=sources,
            copies=counted.copies(db),
            first=first,
            last=last,
            actors=actors,
            issues=issues,
            layers=tuple(counted.layers(db)),
            outlets=tuple(counted.outlets(db)),
            months=tuple(counted.months(db)),
            cells=tuple(counted.outlets_by_month(db)),
            coders=tuple(counted.coders(db)),
            readings=tuple(counted.steps(db)),
            dropped=tuple(Dropped(*row) for row in counted.dropped(db)),
        )
