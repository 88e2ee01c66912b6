"""Stations: computers that reach the centre, the codes that let them in, and the doors they hold open."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three tables; the guards are laid with the others."""
    op.create_table(
        "station",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("organ_id", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("enrolled_at", sa.String(length=27), nullable=False),
        sa.Column("revoked_at", sa.String(length=27), nullable=True),
        sa.Column("revoked_by", sa.String(length=32), nullable=False),
        sa.Column("revoked_why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
        sa.UniqueConstraint("name", name=op.f("uq_station_name")),
        sa.UniqueConstraint("public_key", name=op.f("uq_station_public_key")),
    )
    op.create_table(
        "enrolment",
        sa.Column("code_sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("organ_id", sa.String(length=32), nullable=False),
        sa.Column("issued_by", sa.String(length=32), nullable=False),
        sa.Column("issued_at", sa.String(length=27), nullable=False),
        sa.Column("used_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("code_sha256", name=op.f("pk_enrolment")),
    )
    op.create_table(
        "door_token",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("sign_in_id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["sign_in_id"], ["sign_in.id"], name=op.f("fk_door_token_sign_in_id_sign_in")
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_door_token")),
    )
