"""A picture's readers are found by its hash: who sent it, and every row that names it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The senders, and an index on each column that names a blob (db/naming.py)."""
    op.create_table(
        "blob_sent",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("sent_at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "account_id", name="pk_blob_sent"),
    )
    for table, column in (
        ("document", "sha256"),
        ("signature", "picture"),
        ("lead_paper", "sha256"),
        ("petition_original", "sha256"),
        ("petition_feedback", "proof"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
