"""A photograph is found by its hash: the same picture on another card, or twice on one, is told at once."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The index alone."""
    op.create_index(op.f("ix_photo_sha256"), "photo", ["sha256"], unique=False)
