"""Cases are found by an index of what stands in alias and title, and by their very alias."""

from alembic import op

from db.cases import search

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables are filled while the store is brought up (app/cases/finding.py)."""
    op.create_index("ix_case_file_alias", "case_file", ["alias"])
    for statement in search.PAIRS.statements(op.get_bind().dialect.name):
        op.execute(statement)
