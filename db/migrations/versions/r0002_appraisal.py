"""What an appraisal found beside the claimed value, and the labels that are still owed found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give every card room for its appraisal, and let the owed labels be found at once."""
    op.add_column("item", sa.Column("appraisal_no", sa.Text(), nullable=False, server_default=""))
    op.add_column("item", sa.Column("assessed_fen", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_label_owed",
        "label",
        ["object_kind", "made_at"],
        sqlite_where=sa.text("printed_at IS NULL"),
        postgresql_where=sa.text("printed_at IS NULL"),
    )
