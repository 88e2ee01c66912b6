"""Filed reports: the organs' public keys, sealed pieces, messages both ways, the half-day instead of a moment."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables of their own; the guards are laid with the others."""
    op.create_table(
        "organ_key",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organ_id", sa.String(length=32), nullable=False),
        sa.Column("suite", sa.String(length=48), nullable=False),
        sa.Column("public", sa.String(length=256), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organ_key")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_organ_key_fingerprint")),
    )
    op.create_index(op.f("ix_organ_key_organ_id"), "organ_key", ["organ_id"])
    op.create_table(
        "filed_report",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organ_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=4), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("half", sa.String(length=2), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("box", sa.String(length=256), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"], ["organ_key.id"], name=op.f("fk_filed_report_key_id_organ_key")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_report")),
        sa.UniqueConstraint("receipt", name=op.f("uq_filed_report_receipt")),
    )
    op.create_index("ix_filed_report_listed", "filed_report", ["organ_id", "day", "half"])
    op.create_table(
        "report_message",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("half", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["filed_report.id"],
            name=op.f("fk_report_message_report_id_filed_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_message")),
        sa.UniqueConstraint("report_id", "place", name=op.f("uq_report_message_report_id_place")),
    )
    op.create_table(
        "report_piece",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["filed_report.id"], name=op.f("fk_report_piece_report_id_filed_report")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["report_message.id"],
            name=op.f("fk_report_piece_message_id_report_message"),
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_report_piece")),
    )
    op.create_index(op.f("ix_report_piece_report_id"), "report_piece", ["report_id"])
    op.create_table(
        "sealed_part",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "place", name=op.f("pk_sealed_part")),
    )
