"""Petitions: the petition with what belongs to it, the sealed ledger, supervision orders, and the identity vault."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables of their own; the guards are laid with the others."""
    op.create_table(
        "petition",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("draft", sa.String(length=96), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("organ_id", sa.String(length=32), nullable=False),
        sa.Column("received_organ_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("sub_channel", sa.String(length=24), nullable=False),
        sa.Column("original_channel", sa.String(length=16), nullable=False),
        sa.Column("channel_reason", sa.Text(), nullable=False),
        sa.Column("letter_no", sa.Text(), nullable=False),
        sa.Column("received_at", sa.String(length=27), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.Column("received_by", sa.String(length=32), nullable=False),
        sa.Column("receipt_kind", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("region", sa.String(length=16), nullable=False),
        sa.Column("reporter_mode", sa.String(length=16), nullable=False),
        sa.Column("reporters", sa.Integer(), nullable=False),
        sa.Column("verified_how", sa.String(length=16), nullable=False),
        sa.Column("sensitivity", sa.String(length=16), nullable=False),
        sa.Column("protection", sa.String(length=16), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("accused", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=8), nullable=False),
        sa.Column("handler", sa.String(length=32), nullable=False),
        sa.Column("disposition", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(length=16), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("volume", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.CheckConstraint("reporters >= 1", name=op.f("ck_petition_reporters")),
        sa.ForeignKeyConstraint(["organ_id"], ["organ.id"], name=op.f("fk_petition_organ_id")),
        sa.ForeignKeyConstraint(
            ["received_organ_id"], ["organ.id"], name=op.f("fk_petition_received_organ_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition")),
    )
    op.create_index("ix_petition_channel", "petition", ["organ_id", "channel"], unique=False)
    op.create_index(op.f("ix_petition_handler"), "petition", ["handler"], unique=False)
    op.create_index(
        "ix_petition_listed", "petition", ["organ_id", "received_at", "id"], unique=False
    )
    op.create_index("ix_petition_office", "petition", ["organ_id", "office"], unique=False)
    op.create_index(op.f("ix_petition_parent_id"), "petition", ["parent_id"], unique=False)
    op.create_index("ix_petition_received_organ", "petition", ["received_organ_id"], unique=False)
    op.create_index(
        "uq_petition_number",
        "petition",
        ["number"],
        unique=True,
        sqlite_where=sa.text("number <> ''"),
        postgresql_where=sa.text("number <> ''"),
    )
    op.create_table(
        "sealed_pass",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("organ_id", sa.String(length=32), nullable=False),
        sa.Column("target_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("seal_no", sa.String(length=40), nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("receipt_no", sa.String(length=64), nullable=False),
        sa.Column("receipt_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["organ_id"], ["organ.id"], name=op.f("fk_sealed_pass_organ_id")),
        sa.ForeignKeyConstraint(["target_id"], ["organ.id"], name=op.f("fk_sealed_pass_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_pass")),
        sa.UniqueConstraint("number", name=op.f("uq_sealed_pass_number")),
    )
    op.create_index(op.f("ix_sealed_pass_organ_id"), "sealed_pass", ["organ_id"], unique=False)
    op.create_index(op.f("ix_sealed_pass_target_id"), "sealed_pass", ["target_id"], unique=False)
    op.create_table(
        "identity_request",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.String(length=27), nullable=False),
        sa.Column("custodian", sa.String(length=32), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(length=27), nullable=True),
        sa.Column("shown_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_identity_request_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_request")),
    )
    op.create_index(
        op.f("ix_identity_request_petition_id"), "identity_request", ["petition_id"], unique=False
    )
    op.create_table(
        "identity_secret",
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("suite", sa.String(length=16), nullable=False),
        sa.Column("kek_id", sa.String(length=16), nullable=False),
        sa.Column("wrapped", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_identity_secret_petition_id")
        ),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_identity_secret")),
    )
    op.create_table(
        "identity_trace",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("blind", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_identity_trace_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_trace")),
    )
    op.create_index(op.f("ix_identity_trace_blind"), "identity_trace", ["blind"], unique=False)
    op.create_index(
        op.f("ix_identity_trace_petition_id"), "identity_trace", ["petition_id"], unique=False
    )
    op.create_table(
        "petition_accused",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("gender", sa.String(length=8), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("rank", sa.String(length=16), nullable=False),
        sa.Column("is_party_member", sa.Boolean(), nullable=True),
        sa.Column("is_supervised", sa.Boolean(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("unit_key", sa.Text(), nullable=False),
        sa.Column("person_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_accused_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_accused")),
    )
    op.create_index(
        op.f("ix_petition_accused_name_key"), "petition_accused", ["name_key"], unique=False
    )
    op.create_index(
        op.f("ix_petition_accused_person_key"), "petition_accused", ["person_key"], unique=False
    )
    op.create_index(
        op.f("ix_petition_accused_petition_id"), "petition_accused", ["petition_id"], unique=False
    )
    op.create_table(
        "petition_effect",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.String(length=27), nullable=False),
        sa.Column("noted_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_effect_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_effect")),
    )
    op.create_index(
        op.f("ix_petition_effect_petition_id"), "petition_effect", ["petition_id"], unique=False
    )
    op.create_table(
        "petition_exclusion",
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_petition_exclusion_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_exclusion_petition_id")
        ),
        sa.PrimaryKeyConstraint("petition_id", "account_id", name=op.f("pk_petition_exclusion")),
    )
    op.create_index(
        op.f("ix_petition_exclusion_account_id"), "petition_exclusion", ["account_id"], unique=False
    )
    op.create_table(
        "petition_feedback",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("way", sa.String(length=24), nullable=False),
        sa.Column("told_by", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("proof", sa.String(length=64), nullable=False),
        sa.Column("proof_key", sa.String(length=64), nullable=False),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("is_upheld", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_feedback_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_feedback")),
    )
    op.create_index(
        op.f("ix_petition_feedback_petition_id"), "petition_feedback", ["petition_id"], unique=False
    )
    op.create_table(
        "petition_group",
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("group_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_group_petition_id")
        ),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_petition_group")),
    )
    op.create_index(
        op.f("ix_petition_group_group_id"), "petition_group", ["group_id"], unique=False
    )
    op.create_table(
        "petition_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("other_kind", sa.String(length=16), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("linked_by", sa.String(length=32), nullable=False),
        sa.Column("linked_at", sa.String(length=27), nullable=False),
        sa.Column("ended_at", sa.String(length=27), nullable=True),
        sa.Column("ended_by", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_link_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_link")),
    )
    op.create_index(
        "ix_petition_link_other", "petition_link", ["other_kind", "other_id"], unique=False
    )
    op.create_index(
        op.f("ix_petition_link_petition_id"), "petition_link", ["petition_id"], unique=False
    )
    op.create_table(
        "petition_matter",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("topic", sa.String(length=24), nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("is_ongoing", sa.Boolean(), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_matter_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_matter")),
    )
    op.create_index(
        op.f("ix_petition_matter_petition_id"), "petition_matter", ["petition_id"], unique=False
    )
    op.create_table(
        "petition_notice",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("organ_id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=8), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("read_at", sa.String(length=27), nullable=True),
        sa.Column("read_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["organ_id"], ["organ.id"], name=op.f("fk_petition_notice_organ_id")
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_notice_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_notice")),
    )
    op.create_index(
        "ix_petition_notice_for", "petition_notice", ["organ_id", "office", "read_at"], unique=False
    )
    op.create_index(
        op.f("ix_petition_notice_petition_id"), "petition_notice", ["petition_id"], unique=False
    )
    op.create_table(
        "petition_original",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("cipher_key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("added_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_original_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_original")),
    )
    op.create_index(
        op.f("ix_petition_original_petition_id"), "petition_original", ["petition_id"], unique=False
    )
    op.create_table(
        "petition_visit",
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("receivers", sa.Text(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("is_read_back", sa.Boolean(), nullable=False),
        sa.Column("is_signed", sa.Boolean(), nullable=False),
        sa.Column("receipt_no", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_visit_petition_id")
        ),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_petition_visit")),
    )
    op.create_table(
        "supervision_order",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("issued_by", sa.String(length=32), nullable=False),
        sa.Column("issued_at", sa.String(length=27), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_by", sa.String(length=32), nullable=False),
        sa.Column("replied_at", sa.String(length=27), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("judged_by", sa.String(length=32), nullable=False),
        sa.Column("judged_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_supervision_order_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_order")),
        sa.UniqueConstraint("number", name=op.f("uq_supervision_order_number")),
    )
    op.create_index(
        op.f("ix_supervision_order_petition_id"), "supervision_order", ["petition_id"], unique=False
    )
    op.create_table(
        "petition_mark",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("matter_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["petition_matter.id"], name=op.f("fk_petition_mark_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_petition_mark_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_mark")),
    )
    op.create_index(
        op.f("ix_petition_mark_petition_id"), "petition_mark", ["petition_id"], unique=False
    )
