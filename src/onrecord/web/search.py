"""Search: issues, actors and statements for the same words, while they are typed."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.analyse import Said, search_said
from onrecord.errors import LedgerError
from onrecord.model import fold
from onrecord.store.ledger import Ledger
from onrecord.store.search import Narrow
from onrecord.store.web_lists import ActorLine, IssueLine
from onrecord.web.asked import Ask
from onrecord.web.kept import kept
from onrecord.web.lists import L, every_actor, every_issue, matching
from onrecord.web.pages import page

TYPED, SHOWN = 5, 20  # of each while typing, and on the page of its own
LEAST = 2  # letters before anything is looked for


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What fits the words: issues and actors by name, statements by what was said."""

    q: str
    issues: tuple[IssueLine, ...]
    actors: tuple[ActorLine, ...]
    said: Said | None


@page("/search", "search.html")
def search(ask: Ask, q: str = "", limit: int = SHOWN) -> SearchPage:
    """Issues, actors and statements that fit the words."""
    q = q.strip()
    if len(q) < LEAST:
        return SearchPage(q, (), (), None)
    limit = max(1, min(limit, 100))
    return SearchPage(
        q,
        tuple(_best(matching(every_issue(ask.ledger), q), q)[:limit]),
        tuple(_best(matching(every_actor(ask.ledger), q), q)[:limit]),
        _said(ask.ledger, q, limit),
    )


def _best(lines: list[L], q: str) -> list[L]:
    """Names that begin with the words first, then those with most on record."""
    start = fold(q)
    return sorted(
        lines, key=lambda line: (not line.folded.startswith(start), -line.positions, line.id)
    )


def _said(ledger: Ledger, q: str, limit: int) -> Said | None:
    try:
        return kept(
            ledger,
            ("said", q, limit),
            lambda: search_said(ledger, q, Narrow(), limit=limit),
        )
    except LedgerError:  # nothing in it that can be looked for, as yet
        return None
