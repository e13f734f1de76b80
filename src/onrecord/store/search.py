"""Full text over what was said: the same query on SQLite (FTS5) and PostgreSQL (tsvector).

A query is words, all of which must occur in any of their forms ("sanction" finds "sanctions"),
“phrases” in quotation marks, and words with a minus before them, which must not occur. Nothing in
it is syntax to the database: each word goes in quoted or as a value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import sqlalchemy as sa
import sqlalchemy.dialects.postgresql  # registers the functions of full text
from sqlalchemy.engine import Connection

from onrecord.errors import LedgerError
from onrecord.model import REJECTED, StatementRow, fold
from onrecord.store import tables as t
from onrecord.store.statements import MANY, SPEAKER, at_least, full, had_by, newest

_PART = re.compile(r"(-?)(?:[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]?|([^\s\"“”„«»]+))")
_WORD = re.compile(r"\w+")
RANKED = 1_000  # best matches among which the other conditions are looked for
_FORM = 3  # letters by which a form of a word may be longer than the part it shares with another


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: phrases of one word or more that must occur, and those that must not."""

    phrases: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every word asked for."""
        return tuple(word for phrase in self.phrases for word in phrase)


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which of the statements found are wanted; what is None is not asked.

    `speaker` is an actor's id, `publisher` an outlet's name, `since` and `until` days, `known_by`
    the moment by which the ledger had the text.
    """

    speaker: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    state: str | None = None
    known_by: str | None = None


ALL = Narrow()


def parse(words: str) -> Query:
    """The query that words mean; raises `LedgerError` where they ask for nothing.

    Words that carry no meaning of their own ("the", "of") are left out unless in a phrase.

    >>> parse('lift the sanctions -iran “price cap”')
    Query(phrases=(('lift',), ('sanctions',), ('price', 'cap')), without=(('iran',),))
    """
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    for minus, phrase, word in _PART.findall(words):
        found = tuple(w.casefold() for w in _WORD.findall(phrase or word))
        if len(found) == 1 and found[0] in _empty_words():
            continue
        if found:
            (without if minus else phrases).append(found)
    if not phrases:
        raise LedgerError("nothing to search for", where=words, hint="a word that carries meaning")
    return Query(tuple(phrases), tuple(without))


def said(
    db: Connection, query: Query, narrow: Narrow = ALL, *, ranked: bool = False, limit: int = 20
) -> list[StatementRow]:
    """The statements found: the newest first, or the best match first.

    Repeats are left out, rejected ones too unless `narrow` asks for their state.
    """
    if ranked:
        return full(db, _ranked(db, query, narrow, limit))

    def within(edge: str | None) -> sa.ColumnElement[bool]:
        if edge is None or not _sqlite(db):
            return _among(db, query)
        s = t.statement.c  # so that of a frequent word not every place is read
        ends = sa.select(sa.func.min(s.number), sa.func.max(s.number)).where(s.day > edge)
        low, high = db.execute(ends).one()
        return _among(db, query, _SEARCH.c.rowid.between(low or 0, high or 0))

    many = at_least(db, sa.select(_NUMBER[db.dialect.name]).where(_matches(db, query)), MANY)
    rejected = narrow.state is not None
    return full(db, newest(db, within, limit, *_narrowed(narrow), many=many, rejected=rejected))


def count(
    db: Connection, query: Query, *, known_by: str | None = None, at_most: int = 1_000
) -> int:
    """How many statements match the words, whatever else is asked; counting ends at `at_most`.

    With `known_by`, of those in texts that the ledger had by a moment.
    """
    numbers = sa.select(_NUMBER[db.dialect.name]).where(_matches(db, query))
    if known_by is not None:
        numbers = sa.select(t.statement.c.number).where(_among(db, query), had_by(known_by))
    counted = numbers.limit(at_most).subquery()
    return int(db.execute(sa.select(sa.func.count()).select_from(counted)).scalar_one())


def marked(text: str, query: Query) -> list[tuple[int, int]]:
    """Where in a text the words of a query stand, in any form: start and end of each.

    A form is told by its beginning, so that it may mark a little more than the database found.

    >>> marked("The sanctions stay", parse("sanction"))
    [(4, 13)]
    """
    wanted = [fold(word) for word in query.words if word not in _empty_words()]
    return [
        (found.start(), found.end())
        for found in _WORD.finditer(text)
        if any(_same_word(fold(found.group()), word) for word in wanted)
    ]


# ------------------------------------------------------------------------------------------------

_SEARCH = sa.table("statement_search", sa.column("rowid"), sa.column("statement_search"))
_ENGLISH: sa.ColumnElement[str] = sa.literal_column(
    "'english'"
)  # as in the index: a bound value would not use it
_VECTOR = sa.func.to_tsvector(_ENGLISH, t.statement.c.words)
_NUMBER = {"sqlite": _SEARCH.c.rowid, "postgresql": t.statement.c.number}


def _sqlite(db: Connection) -> bool:
    return db.dialect.name == "sqlite"


def _matches(db: Connection, query: Query) -> sa.ColumnElement[bool]:
    if _sqlite(db):
        return _SEARCH.c.statement_search.op("MATCH")(_fts5(query))
    return _VECTOR.op("@@")(_tsquery(query))


def _among(db: Connection, query: Query, *within: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """The condition on `statement` that it matches; `within`: on the rows of FTS5."""
    if not _sqlite(db):
        return _matches(db, query)
    found = sa.select(_SEARCH.c.rowid).where(_matches(db, query), *within)
    return t.statement.c.number.in_(found)


def _fts5(query: Query) -> str:
    """The query for FTS5: every phrase a string, in which nothing but the mark itself counts."""
    asked = " AND ".join(f'"{" ".join(phrase)}"' for phrase in query.phrases)
    return "".join([f"({asked})", *(f' NOT "{" ".join(phrase)}"' for phrase in query.without)])


def _tsquery(query: Query) -> sa.ColumnElement[str]:
    def phrase(words: Sequence[str]) -> sa.ColumnElement[str]:
        return sa.func.phraseto_tsquery(_ENGLISH, " ".join(words))

    asked = phrase(query.phrases[0])
    for words in query.phrases[1:]:
        asked = asked.op("&&")(phrase(words))
    for words in query.without:
        asked = asked.op("&&")(sa.func.tsquery_not(phrase(words)))
    return asked


def _by(actor: str) -> sa.Select[tuple[int]]:
    whose = sa.select(t.actor.c.id).where(t.actor.c.now == actor)
    return sa.select(t.speaker.c.statement).where(
        t.speaker.c.actor.in_(whose), t.speaker.c.role == SPEAKER
    )


def _narrowed(narrow: Narrow) -> list[sa.ColumnElement[bool]]:
    s = t.statement.c
    found: list[sa.ColumnElement[bool]] = []
    if narrow.speaker is not None:
        found.append(s.number.in_(_by(narrow.speaker)))
    if narrow.since is not None:
        found.append(s.day >= narrow.since)
    if narrow.until is not None:
        found.append(s.day <= narrow.until)
    if narrow.kind is not None:
        found.append(s.kind == narrow.kind)
    if narrow.state is not None:
        found.append(s.state == narrow.state)
    if narrow.known_by is not None:
        found.append(had_by(narrow.known_by))
    if narrow.publisher is not None:
        of = t.source.c
        found.append(sa.exists().where(of.text == s.text, of.outlet == narrow.publisher))
    return found


def _ranked(db: Connection, query: Query, narrow: Narrow, limit: int) -> list[int]:
    """The best matches: by BM25, or by PostgreSQL's cover density.

    The best thousand and more are found first, and what else is asked is looked for in them: to
    rank every match of a frequent word takes seconds.
    """
    s = t.statement.c
    holds = [s.repeat.is_(False), *_narrowed(narrow)]
    if narrow.state is None:
        holds.append(s.state != REJECTED)
    number = _NUMBER[db.dialect.name].label("number")
    score: sa.ColumnElement[float]
    if _sqlite(db):
        score = sa.literal_column("rank")
    else:
        score = -sa.func.ts_rank_cd(_VECTOR, _tsquery(query))
    best = (
        sa.select(number, score.label("score"))
        .where(_matches(db, query))
        .order_by(sa.asc("score"))
        .limit(RANKED + limit)
        .subquery()
    )
    chosen = sa.select(s.number).join_from(best, t.statement, s.number == best.c.number)
    chosen = chosen.where(*holds).order_by(best.c.score, s.number.desc()).limit(limit)
    return [row.number for row in db.execute(chosen)]


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    shared = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    shared = len(short) if shared is None else shared
    return shared >= _FORM and len(short) - shared <= 1 and len(long) - shared <= _FORM


@cache
def _empty_words() -> frozenset[str]:
    source = resources.files("onrecord.store").joinpath("empty_words.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())
