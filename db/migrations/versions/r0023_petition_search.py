"""Petitions are found by an index of their words; what has no number yet is found by an index of its own."""

import sqlalchemy as sa
from alembic import op

from db.petitions import search

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables are filled while the store is brought up (app/petitions/finding.py): splitting is no business of this floor."""
    op.create_index(
        "ix_petition_unnumbered",
        "petition",
        ["id"],
        sqlite_where=sa.text("number = ''"),
        postgresql_where=sa.text("number = ''"),
    )
    for statement in search.PAIRS.statements(op.get_bind().dialect.name):
        op.execute(statement)
