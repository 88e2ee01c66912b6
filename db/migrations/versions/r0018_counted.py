"""The index of petitions carries what is counted: a table over all years reads no wide row."""

from alembic import op

revision = "0018"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The same name, more columns behind."""
    op.drop_index("ix_petition_listed", "petition")
    op.create_index(
        "ix_petition_listed",
        "petition",
        [
            "organ_id",
            "received_at",
            "id",
            "status",
            "channel",
            "kind",
            "region",
            "receipt_kind",
            "reporter_mode",
            "parent_id",
            "handler",
            "reporters",
        ],
    )
