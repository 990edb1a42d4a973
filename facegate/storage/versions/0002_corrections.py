"""Corrections in the log, looks that are kept for some days, negative examples, references that others replaced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Columns that may be empty are added in place: no table is written anew, no event touched.
    op.add_column("events", sa.Column("corrects", sa.String(32)))
    op.add_column("events", sa.Column("verdict", sa.String(16)))
    op.add_column("events", sa.Column("actor", sa.Text()))
    some = sa.text("corrects IS NOT NULL")
    op.create_index("ix_events_corrects", "events", ["corrects"], sqlite_where=some, postgresql_where=some)
    op.add_column("face_references", sa.Column("event_id", sa.String(32)))
    op.add_column("face_references", sa.Column("retired_by", _ROW_NUMBER))
    op.create_table(
        "looks",
        sa.Column("event_id", sa.String(32), nullable=False),
        sa.Column("model_id", sa.String(64), nullable=False),
        sa.Column("quality", sa.Double(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_looks"),
        sa.ForeignKeyConstraint(["event_id"], ["events.event_id"], "fk_looks_event_id_events"),
    )
    op.create_index("ix_looks_expires_at", "looks", ["expires_at"])
    op.create_table(
        "negatives",
        sa.Column("correction_id", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("event_id", sa.String(32), nullable=False),
        sa.Column("model_id", sa.String(64), nullable=False),
        sa.Column("quality", sa.Double(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("correction_id", name="pk_negatives"),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.subject_id"], "fk_negatives_subject_id_subjects", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_negatives_subject_id", "negatives", ["subject_id"])
