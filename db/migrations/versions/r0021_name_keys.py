"""By whom a petition is found is folded anew while a store is brought up (app/petitions/alike.py); the schema stays."""

revision = "0021"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing here: folding names is no business of this floor."""
