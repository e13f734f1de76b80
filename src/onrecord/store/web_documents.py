"""The texts of a ledger as a person looks for them: a page at a time, and where each was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import MACHINE, REJECTED, Source
from onrecord.store import tables as t
from onrecord.store.positions import first_sources


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A text in a list: the source it is cited by, how many marks, how many people decided on."""

    id: str
    title: str
    publisher: str | None
    url: str | None
    published: str | None
    words: int
    sources: int
    copy: bool
    statements: int
    positions: int
    judged: int


def listed(
    db: Connection,
    *,
    publisher: str | None = None,
    month: str | None = None,
    words: str = "",
    offset: int = 0,
    limit: int = 30,
) -> list[DocumentRow]:
    """Texts, the newest first: of an outlet, of a month ("2024-05"), with words in the title.

    All of the words must occur in the title or name of one of its sources, in any order.
    """
    c = t.text.c
    query = sa.select(c.number).order_by(c.published.desc(), c.number.desc())
    if month:
        query = query.where(c.published >= f"{month}-00", c.published <= f"{month}-99")
    if publisher:
        # By number, not by join: an index of outlets exists, and few have most texts.
        of = sa.select(t.source.c.text).where(t.source.c.outlet == publisher)
        query = query.where(c.number.in_(of))
    if words.split():
        having = [_named(db, word) for word in words.split()]
        query = query.where(c.number.in_(sa.select(t.source.c.text).where(*having)))
    return rows(db, [n for (n,) in db.execute(query.offset(offset).limit(limit))])


def _named(db: Connection, word: str) -> sa.ColumnElement[bool]:
    """Whether the title or name of a source has a word, in capitals or not."""
    s = t.source.c
    if (
        db.dialect.name == "sqlite"
    ):  # whose LIKE knows no case; lower() would take four times as long
        return s.title.contains(word, autoescape=True) | s.name.contains(word, autoescape=True)
    return s.title.icontains(word, autoescape=True) | s.name.icontains(word, autoescape=True)


def rows(db: Connection, numbers: Sequence[int]) -> list[DocumentRow]:
    """Texts by their numbers, in that order."""
    c = t.text.c
    query = sa.select(c.number, c.id, c.title, c.published, c.words, c.sources, c.family).where(
        c.number.in_(numbers)
    )
    found = {row.number: row for row in db.execute(query)}
    cited = first_sources(db, found)
    statements = _counts(db, t.statement, numbers)
    positions = _counts(db, t.position, numbers)
    made = []
    for number in numbers:
        row, source = found[number], cited.get(number)
        made.append(
            DocumentRow(
                id=row.id,
                title=row.title or (source and (source["title"] or called(source["name"]))) or "-",
                publisher=source["publisher"] if source else None,
                url=source["url"] if source else None,
                published=row.published,
                words=row.words,
                sources=row.sources,
                copy=row.family is not None and row.family != number,
                statements=statements.get(number, (0, 0))[0],
                positions=positions.get(number, (0, 0))[0],
                judged=statements.get(number, (0, 0))[1] + positions.get(number, (0, 0))[1],
            )
        )
    return made


def called(name: str) -> str:
    """What a document without a title is called: the last part of a path, the whole of a URL.

    >>> called("/home/ada/articles/ferry.txt"), called("https://example.org/a/b")
    ('ferry.txt', 'https://example.org/a/b')
    """
    return name if "://" in name else name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def sources_of(db: Connection, text: str) -> list[Source]:
    """Every place where a text was found, the earliest published first."""
    s = t.source.c
    query = (
        sa.select(
            s.id, t.text.c.id.label("text"), s.name, s.url, s.outlet.label("publisher"), s.title
        )
        .add_columns(s.published, s.retrieved, s.media_type)
        .join(t.text, t.text.c.number == s.text)
        .where(t.text.c.id == text)
        .order_by(s.published.is_(None), s.published, s.id)
    )
    return [Source(**row._mapping) for row in db.execute(query)]


def copies_of(db: Connection, text: str, *, limit: int = 50) -> list[DocumentRow]:
    """The other texts of its family: copies of a wire report and the report itself."""
    c = t.text.c
    family = sa.select(c.family).where(c.id == text).scalar_subquery()
    query = sa.select(c.number).where(c.family == family, c.id != text)
    query = query.order_by(c.published, c.number).limit(limit)
    return rows(db, [n for (n,) in db.execute(query)])


def outlets(db: Connection, *, limit: int = 100) -> list[str]:
    """The outlets with the most sources, by name."""
    s = t.source.c
    query = sa.select(s.outlet).where(s.outlet.is_not(None)).group_by(s.outlet)
    found = db.execute(query.order_by(sa.func.count().desc(), s.outlet).limit(limit))
    return sorted((row.outlet for row in found), key=str.casefold)


def months(db: Connection) -> list[str]:
    """The months in which texts appeared, the last first."""
    # Step by step down the index: to group by the month would read every text's day.
    found: list[str] = []
    c = t.text.c
    last = db.execute(sa.select(sa.func.max(c.published))).scalar()
    while last:
        found.append(last[:7])
        query = sa.select(sa.func.max(c.published)).where(c.published < f"{last[:7]}-00")
        last = db.execute(query).scalar()
    return found


def _counts(db: Connection, table: sa.Table, numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Text number → how many marks it has, how many of these people decided on."""
    judged = sa.func.sum(sa.case((table.c.state != MACHINE, 1), else_=0))
    query = (
        sa.select(table.c.text, sa.func.count(), judged)
        .where(table.c.text.in_(numbers), table.c.state != REJECTED)
        .group_by(table.c.text)
    )
    return {text: (int(n), int(of)) for text, n, of in db.execute(query)}
