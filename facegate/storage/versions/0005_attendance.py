"""Changed punches, decisions about doors and what doors did in the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # Columns that may be empty are added in place: no table is written anew, no event touched.
    op.add_column("events", sa.Column("direction", sa.String(16)))
    op.add_column("events", sa.Column("punch_at", sa.BigInteger()))
    op.add_column("events", sa.Column("place", sa.String(64)))
    op.add_column("events", sa.Column("about", sa.String(32)))
    op.add_column("events", sa.Column("latency", sa.Double()))
    some = sa.text("about IS NOT NULL")
    op.create_index("ix_events_about", "events", ["about"], sqlite_where=some, postgresql_where=some)
    punches = sa.text("punch_at IS NOT NULL")
    op.create_index(
        "ix_events_subject_id_punch_at",
        "events",
        ["subject_id", "punch_at"],
        sqlite_where=punches,
        postgresql_where=punches,
    )
