"""Labels that say too little to be one act in two texts are marked; an index for the queue."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.issues import vague

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and fill it for the labels that are there."""
    column: sa.Column[bool] = sa.Column(
        "vague", sa.Boolean(), server_default=sa.false(), nullable=False
    )
    op.add_column("issue", column)
    issue = sa.table(
        "issue", sa.column("id", sa.String), sa.column("label", sa.Text), sa.column("vague")
    )
    db = op.get_bind()
    for row in db.execute(sa.select(issue.c.id, issue.c.label)).all():
        if vague(row.label):
            db.execute(issue.update().where(issue.c.id == row.id).values(vague=sa.true()))
    columns = ["confidence", "id", "state", "repeat"]
    op.create_index("ix_position_confidence", "position", columns, unique=False)
