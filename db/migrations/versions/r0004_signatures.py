"""Signatures on sheets: on the pad, on paper with the scan owed, refused with a witness."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own; the guards are laid with the others."""
    op.create_table(
        "signature",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("sheet", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=12), nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("witness", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.String(length=27), nullable=True),
        sa.Column("signed_at", sa.String(length=27), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_signature_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    op.create_index(
        "uq_signature_place",
        "signature",
        ["sheet", "place"],
        unique=True,
        sqlite_where=sa.text("answers = ''"),
        postgresql_where=sa.text("answers = ''"),
    )
    op.create_index(
        "uq_signature_answers",
        "signature",
        ["answers"],
        unique=True,
        sqlite_where=sa.text("answers <> ''"),
        postgresql_where=sa.text("answers <> ''"),
    )
    op.create_index("ix_signature_due_at", "signature", ["due_at"])
    op.create_index("ix_signature_number", "signature", ["number"])
    op.create_index(op.f("ix_signature_case_id"), "signature", ["case_id"])
