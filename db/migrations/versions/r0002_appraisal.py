"""What an appraisal found: its report number and the assessed value, beside the claimed one."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give every card room for its appraisal."""
    op.add_column("item", sa.Column("appraisal_no", sa.Text(), nullable=False, server_default=""))
    op.add_column("item", sa.Column("assessed_fen", sa.BigInteger(), nullable=True))
