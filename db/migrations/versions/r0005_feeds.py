"""Feeds: what each organ's desks must hear of, numbered without a gap."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three tables; the guards are laid with the others."""
    op.create_table(
        "feed_counter",
        sa.Column("organ", sa.String(length=32), nullable=False),
        sa.Column("pos", sa.BigInteger(), nullable=False),
        sa.Column("checksum", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("organ", name=op.f("pk_feed_counter")),
    )
    op.create_table(
        "feed",
        sa.Column("organ", sa.String(length=32), nullable=False),
        sa.Column("pos", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("object_id", sa.String(length=32), nullable=False),
        sa.Column("deed", sa.String(length=1), nullable=False),
        sa.CheckConstraint("deed IN ('P', 'R')", name=op.f("ck_feed_deed")),
        sa.PrimaryKeyConstraint("organ", "pos", name=op.f("pk_feed")),
    )
    op.create_table(
        "member",
        sa.Column("organ", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("object_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("organ", "kind", "object_id", name=op.f("pk_member")),
    )
    op.create_index("ix_member_object", "member", ["kind", "object_id"])
