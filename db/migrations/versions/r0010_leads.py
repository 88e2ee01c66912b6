"""Leads: the ledger of leads with all that hangs on each, and which petition and case belongs to it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables of their own; the guards are laid with the others."""
    op.create_table(
        "key_post",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("lower_head", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("added_by", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_post")),
    )
    op.create_table(
        "lead",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("organ_id", sa.String(length=32), nullable=False),
        sa.Column("line", sa.String(length=8), nullable=False),
        sa.Column("office", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("source_ref", sa.Text(), nullable=False),
        sa.Column("found_by", sa.String(length=8), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("importance", sa.String(length=16), nullable=False),
        sa.Column("urgency", sa.String(length=16), nullable=False),
        sa.Column("instruction", sa.Text(), nullable=False),
        sa.Column("secrecy", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=False),
        sa.Column("prior", sa.Text(), nullable=False),
        sa.Column("received_at", sa.String(length=27), nullable=False),
        sa.Column("registered_by", sa.String(length=32), nullable=False),
        sa.Column("registered_at", sa.String(length=27), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("merged_into", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("source_ref <> ''", name=op.f("ck_lead_source_ref")),
        sa.ForeignKeyConstraint(["organ_id"], ["organ.id"], name=op.f("fk_lead_organ_id")),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["account.id"], name=op.f("fk_lead_registered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
        sa.UniqueConstraint("number", name=op.f("uq_lead_number")),
    )
    op.create_index("ix_lead_organ_status", "lead", ["organ_id", "status"], unique=False)
    op.create_index(op.f("ix_lead_status"), "lead", ["status"], unique=False)
    op.create_index(
        "uq_lead_letter",
        "lead",
        ["organ_id", "source", "source_ref"],
        unique=True,
        sqlite_where=sa.text("merged_into = ''"),
        postgresql_where=sa.text("merged_into = ''"),
    )
    op.create_table(
        "lead_alias",
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("added_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_alias_lead_id")),
        sa.PrimaryKeyConstraint("organ", "code", name=op.f("pk_lead_alias")),
    )
    op.create_index(op.f("ix_lead_alias_lead_id"), "lead_alias", ["lead_id"], unique=False)
    op.create_table(
        "lead_away",
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_lead_away_account_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_away_lead_id")),
        sa.PrimaryKeyConstraint("lead_id", "account_id", name=op.f("pk_lead_away")),
    )
    op.create_index(op.f("ix_lead_away_account_id"), "lead_away", ["account_id"], unique=False)
    op.create_table(
        "lead_case",
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("linked_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_lead_case_case_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_case_lead_id")),
        sa.PrimaryKeyConstraint("lead_id", "case_id", name=op.f("pk_lead_case")),
    )
    op.create_index(op.f("ix_lead_case_case_id"), "lead_case", ["case_id"], unique=False)
    op.create_table(
        "lead_handler",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.Column("until", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_lead_handler_account_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_handler_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_handler")),
    )
    op.create_index(
        op.f("ix_lead_handler_account_id"), "lead_handler", ["account_id"], unique=False
    )
    op.create_index(op.f("ix_lead_handler_lead_id"), "lead_handler", ["lead_id"], unique=False)
    op.create_table(
        "lead_matter",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("disciplines", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("source_ref", sa.Text(), nullable=False),
        sa.Column("added_by", sa.String(length=32), nullable=False),
        sa.Column("added_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_matter_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_matter")),
    )
    op.create_index(op.f("ix_lead_matter_lead_id"), "lead_matter", ["lead_id"], unique=False)
    op.create_table(
        "lead_measure",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approval_no", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("approver", sa.String(length=32), nullable=False),
        sa.Column("used_at", sa.String(length=27), nullable=False),
        sa.CheckConstraint(
            "approver <> asked_by AND approver <> ''", name=op.f("ck_lead_measure_approved")
        ),
        sa.CheckConstraint(
            "kind NOT IN ('freeze', 'search', 'seal', 'seize', 'custody')",
            name=op.f("ck_lead_measure_early"),
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_measure_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_measure")),
    )
    op.create_index(op.f("ix_lead_measure_lead_id"), "lead_measure", ["lead_id"], unique=False)
    op.create_table(
        "lead_meeting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.String(length=27), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("host", sa.String(length=32), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_meeting_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_meeting")),
    )
    op.create_index(op.f("ix_lead_meeting_lead_id"), "lead_meeting", ["lead_id"], unique=False)
    op.create_table(
        "lead_notice",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("to_office", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply_due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("drafted_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_notice_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_notice")),
        sa.UniqueConstraint("number", name=op.f("uq_lead_notice_number")),
    )
    op.create_index("uq_lead_notice", "lead_notice", ["lead_id", "round", "level"], unique=True)
    op.create_table(
        "lead_paper",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("filed_by", sa.String(length=32), nullable=False),
        sa.Column("filed_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_paper_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_paper")),
    )
    op.create_index(op.f("ix_lead_paper_lead_id"), "lead_paper", ["lead_id"], unique=False)
    op.create_table(
        "lead_person",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("rank", sa.String(length=24), nullable=False),
        sa.Column("gender", sa.String(length=8), nullable=False),
        sa.Column("born", sa.String(length=16), nullable=False),
        sa.Column("party", sa.Boolean(), nullable=False),
        sa.Column("delegate", sa.Boolean(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("key", sa.Boolean(), nullable=False),
        sa.Column("lower_head", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_person_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_person")),
    )
    op.create_index(op.f("ix_lead_person_folded"), "lead_person", ["folded"], unique=False)
    op.create_index(op.f("ix_lead_person_lead_id"), "lead_person", ["lead_id"], unique=False)
    op.create_index(op.f("ix_lead_person_name"), "lead_person", ["name"], unique=False)
    op.create_table(
        "lead_round",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("proposer", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("reporter", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.String(length=27), nullable=True),
        sa.Column("ended_at", sa.String(length=27), nullable=True),
        sa.CheckConstraint(
            "way IN ('', 'talk', 'verify', 'park', 'close')", name=op.f("ck_lead_round_way")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_round_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_round")),
    )
    op.create_index("uq_lead_round", "lead_round", ["lead_id", "place"], unique=True)
    op.create_table(
        "lead_signature",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("signed_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_lead_signature_account_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_signature_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_signature")),
    )
    op.create_index(
        "uq_lead_signature",
        "lead_signature",
        ["lead_id", "what", "subject", "account_id"],
        unique=True,
    )
    op.create_table(
        "lead_stay",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("organ_id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=8), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.Column("until", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_stay_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_stay")),
    )
    op.create_index("ix_lead_stay_span", "lead_stay", ["organ_id", "since", "until"], unique=False)
    op.create_index(
        "uq_lead_stay_open",
        "lead_stay",
        ["lead_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "lead_step",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=24), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("proposer", sa.String(length=32), nullable=False),
        sa.Column("approver", sa.String(length=32), nullable=False),
        sa.Column("on_behalf", sa.String(length=32), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_step_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_step")),
    )
    op.create_index(op.f("ix_lead_step_lead_id"), "lead_step", ["lead_id"], unique=False)
    op.create_table(
        "petition_lead",
        sa.Column("petition_id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("linked_by", sa.String(length=32), nullable=False),
        sa.Column("linked_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_petition_lead_lead_id")),
        sa.PrimaryKeyConstraint("petition_id", "lead_id", name=op.f("pk_petition_lead")),
    )
    op.create_index(op.f("ix_petition_lead_lead_id"), "petition_lead", ["lead_id"], unique=False)
    op.create_table(
        "upward_report",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("corrects", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.String(length=32), nullable=False),
        sa.Column("sent_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_upward_report_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upward_report")),
        sa.UniqueConstraint("number", name=op.f("uq_upward_report_number")),
    )
    op.create_index(op.f("ix_upward_report_lead_id"), "upward_report", ["lead_id"], unique=False)
    op.create_table(
        "lead_opinion",
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.CheckConstraint("NOT present OR opinion <> ''", name=op.f("ck_lead_opinion_opinion")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_lead_opinion_account_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_opinion_lead_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["lead_meeting.id"], name=op.f("fk_lead_opinion_meeting_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "account_id", name=op.f("pk_lead_opinion")),
    )
    op.create_index(op.f("ix_lead_opinion_lead_id"), "lead_opinion", ["lead_id"], unique=False)
    op.create_table(
        "upward_receipt",
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=16), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("received_at", sa.String(length=27), nullable=False),
        sa.Column("noted_by", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "recipient IN ('committee', 'superior')", name=op.f("ck_upward_receipt_recipient")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_upward_receipt_lead_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["upward_report.id"], name=op.f("fk_upward_receipt_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "recipient", name=op.f("pk_upward_receipt")),
    )
    op.create_index(op.f("ix_upward_receipt_lead_id"), "upward_receipt", ["lead_id"], unique=False)
