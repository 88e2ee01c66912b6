"""Alembic's door: runs the revisions on the connection that db/migrations/run.py hands over."""

from alembic import context

from db.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's own transaction holds everything
    on_version_apply=lambda **_: context.config.attributes["applied"](),
)
context.run_migrations()
