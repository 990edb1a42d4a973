"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from facegate.storage.engine import append_only

revision = "0001"
down_revision = None

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _people()
    _sealed()
    _log()


def _people() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "subjects",
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", name="pk_subjects"),
        sa.UniqueConstraint("external_id", name="uq_subjects_external_id"),
    )
    op.create_index("ix_subjects_name_key_subject_id", "subjects", ["name_key", "subject_id"])
    op.create_table(
        "face_references",
        sa.Column("reference_id", _ROW_NUMBER, nullable=False, autoincrement=True),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("model_id", sa.String(64), nullable=False),
        sa.Column("quality", sa.Double(), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference_id", name="pk_face_references"),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.subject_id"], "fk_face_references_subject_id_subjects", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_face_references_subject_id", "face_references", ["subject_id"])
    op.create_index("ix_face_references_model_id_reference_id", "face_references", ["model_id", "reference_id"])
    op.create_table(
        "consents",
        sa.Column("consent_id", _ROW_NUMBER, nullable=False, autoincrement=True),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("attested", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("consent_id", name="pk_consents"),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.subject_id"], "fk_consents_subject_id_subjects", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_consents_subject_id", "consents", ["subject_id"])


def _sealed() -> None:
    for table in ("templates", "pictures"):
        op.create_table(
            table,
            sa.Column("reference_id", _ROW_NUMBER, nullable=False, autoincrement=False),
            sa.Column("sealed", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint("reference_id", name=f"pk_{table}"),
            sa.ForeignKeyConstraint(
                ["reference_id"],
                ["face_references.reference_id"],
                f"fk_{table}_reference_id_face_references",
                ondelete="CASCADE",
            ),
        )


def _log() -> None:
    op.create_table(
        "events",
        sa.Column("sequence", _ROW_NUMBER, nullable=False, autoincrement=False),
        sa.Column("event_id", sa.String(32), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("occurred_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("track", sa.BigInteger()),
        sa.Column("subject_id", sa.String(32)),
        sa.Column("distance", sa.Double()),
        sa.Column("margin", sa.Double()),
        sa.Column("threshold", sa.Double()),
        sa.Column("model_id", sa.String(64)),
        sa.Column("result", sa.String(16)),
        sa.Column("reason", sa.String(32)),
        sa.Column("pad", sa.String(32), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_events"),
        sa.UniqueConstraint("event_id", name="uq_events_event_id"),
    )
    op.create_index("ix_events_occurred_at_sequence", "events", ["occurred_at", "sequence"])
    op.create_index("ix_events_subject_id_occurred_at_sequence", "events", ["subject_id", "occurred_at", "sequence"])
    op.create_table(
        "audit",
        sa.Column("audit_id", _ROW_NUMBER, nullable=False, autoincrement=True),
        sa.Column("occurred_at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("object_id", sa.String(64), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("audit_id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in ("events", "audit"):
            for statement in append_only(table):
                op.execute(statement)
