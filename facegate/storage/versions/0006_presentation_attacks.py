"""What presentation attack detection rests on, and whom a face showed that was not let count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    # Columns that may be empty are added in place: no table is written anew, no event touched.
    op.add_column("events", sa.Column("pad_cue", sa.String(32)))
    op.add_column("events", sa.Column("pad_score", sa.Double()))
    op.add_column("events", sa.Column("claimed_id", sa.String(32)))
    claims = sa.text("claimed_id IS NOT NULL")
    op.create_index("ix_events_claimed_id", "events", ["claimed_id"], sqlite_where=claims, postgresql_where=claims)
