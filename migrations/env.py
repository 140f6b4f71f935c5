"""Runs the migrations in the app's own database; called by Flask-Migrate with an app's context. After the newest one
the lists that it brought are filled.
"""

from alembic import context
from flask import current_app

from peerpwa import start
from peerpwa.storage import is_compared

db = current_app.extensions["migrate"].db

with db.engine.connect() as connection:
    context.configure(
        connection=connection.execution_options(immediate=True),
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        include_name=is_compared,
    )
    with context.begin_transaction():
        context.run_migrations()

if start.is_migrated(current_app):
    start.fill_lists()
