"""What was said in given words, and which issues are spoken of most."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import StatementRow
from onrecord.store import issues, search
from onrecord.store.issues import IssueRow
from onrecord.store.ledger import Ledger
from onrecord.store.search import ALL, Narrow
from onrecord.store.then import as_known

COUNTED = 1_000  # statements at which counting ends


@dataclass(frozen=True, slots=True)
class Found:
    """A statement, and where in its words those asked for stand: start and end of each."""

    statement: StatementRow
    marked: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a search found. `matching` counts the statements with the words (of those that the
    ledger had by the moment asked), whatever else was asked for, repeats included; `more` says that
    counting ended there."""

    words: str
    found: tuple[Found, ...]
    matching: int
    more: bool


def search_said(
    ledger: Ledger, words: str, narrow: Narrow = ALL, *, ranked: bool = False, limit: int = 20
) -> Said:
    """The statements that say all these words, the newest first, or the best match first.

    `words` may hold “phrases” in quotation marks and -words that must not occur. With `known_by` in
    `narrow` all is as the ledger had it by then. Raises `LedgerError` where there is nothing to
    search for.
    """
    query = search.parse(words)
    with as_known(ledger, narrow.known_by, "statement") as db:
        rows = search.said(db, query, narrow, ranked=ranked, limit=limit)
        matching = search.count(db, query, known_by=narrow.known_by, at_most=COUNTED)
    found = tuple(Found(row, tuple(search.marked(row.words, query))) for row in rows)
    return Said(words, found, matching, matching == COUNTED)


def issues_by_activity(
    ledger: Ledger,
    words: str = "",
    *,
    since: str | None = None,
    limit: int = 20,
    vague: bool = False,
) -> list[IssueRow]:
    """The issues with the most positions since a day, of those whose label has all the words.

    Labels that say too little to be one act in two texts (“pass the bill”) are left out unless
    `vague`.
    """
    with ledger.transaction() as db:
        return issues.busiest(db, words=words, since=since, limit=limit, vague=vague)
