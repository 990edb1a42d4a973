"""Alembic's environment; run by :mod:`facegate.storage.migrate` with its connection, inside its transaction."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
