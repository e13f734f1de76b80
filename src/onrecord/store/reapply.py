"""Judgements applied again to a text whose marks have just been written."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store import tables as t
from onrecord.store.effects import MARK_TABLES, reapply_marks, reapply_names, reapply_splits
from onrecord.store.merges import renow_actors, renow_issues
from onrecord.store.opposites import reapply_opposites


def reapply_text(db: Connection, text: int) -> None:
    """Apply every judgement on the marks of a text, after its marks have been written anew."""
    name = db.execute(sa.select(t.text.c.id).where(t.text.c.number == text)).scalar_one()
    judgement = t.judgement.c
    for layer in MARK_TABLES:
        query = sa.select(judgement.mark).where(judgement.layer == layer, judgement.text == name)
        marks = {row.mark for row in db.execute(query.distinct())}
        if marks:
            reapply_marks(db, layer, marks)
    _reapply_named(db, text)
    query = sa.select(judgement.mark).where(judgement.layer == "actor", judgement.verb == "split")
    for (actor,) in db.execute(query.distinct()).all():
        reapply_splits(db, actor)


def _reapply_named(db: Connection, text: int) -> None:
    """Apply what was judged of actors and issues before this text brought them."""
    for layer, named, column, renow in (
        ("actor", t.appearance, t.appearance.c.read_actor, renow_actors),
        ("issue", t.issue_mention, t.issue_mention.c.issue, renow_issues),
    ):
        query = (
            sa.select(t.judgement.c.mark)
            .join(named, sa.and_(column == t.judgement.c.mark, named.c.text == text))
            .where(t.judgement.c.layer == layer)
            .distinct()
        )
        marks = [row.mark for row in db.execute(query)]
        for mark in sorted(marks):
            reapply_names(db, layer, mark)
        if marks:
            renow(db)
            if layer == "issue":
                reapply_opposites(db)
