"""Answers to supervision letters: one row for each, with the supervisor's verdict."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own: an answer that was sent back stays beside the next one."""
    op.create_table(
        "lead_answer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("notice_id", sa.String(length=32), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("replied_by", sa.String(length=32), nullable=False),
        sa.Column("replied_at", sa.String(length=27), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_by", sa.String(length=32), nullable=False),
        sa.Column("judged_at", sa.String(length=27), nullable=True),
        sa.CheckConstraint(
            "verdict IN ('', 'cancel', 'return')", name=op.f("ck_lead_answer_verdict")
        ),
        sa.CheckConstraint(
            "verdict = '' OR judged_by <> replied_by", name=op.f("ck_lead_answer_apart")
        ),
        sa.CheckConstraint(
            "verdict <> 'return' OR reason <> ''", name=op.f("ck_lead_answer_reason")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_answer_lead_id")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["lead_notice.id"], name=op.f("fk_lead_answer_notice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_answer")),
    )
    op.create_index(op.f("ix_lead_answer_lead_id"), "lead_answer", ["lead_id"], unique=False)
    op.create_index(op.f("ix_lead_answer_notice_id"), "lead_answer", ["notice_id"], unique=False)
