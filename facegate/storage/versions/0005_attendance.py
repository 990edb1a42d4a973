"""Changed punches, decisions about doors and what doors did in the log; plans, absences and minutes of days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MINUTES = (
    *("worked", "regular", "overtime", "unplanned", "paid_break", "unpaid_break", "required", "leave"),
    *("unpaid_leave", "trip", "missing", "late", "early", "absent", "weekend", "holiday", "used", "ignored"),
)


def upgrade() -> None:
    _log()
    _plan()
    _of_people()
    _days()


def _log() -> None:
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


def _plan() -> None:
    op.create_table(
        "plan_items",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("item_id", sa.String(64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        *_changes(),
        sa.PrimaryKeyConstraint("kind", "item_id", name="pk_plan_items"),
    )
    op.create_table(
        "assignments",
        sa.Column("assignment_id", sa.String(64), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("subject_id", sa.String(32)),
        sa.Column("department", sa.Text()),
        sa.Column("schedule_id", sa.String(64), nullable=False),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("last_day", sa.String(10)),
        sa.Column("temporary", sa.Boolean(), nullable=False),
        sa.Column("calendar_id", sa.String(64), nullable=False),
        sa.Column("on_holidays", sa.Boolean(), nullable=False),
        *_changes(),
        sa.PrimaryKeyConstraint("assignment_id", name="pk_assignments"),
        _of_subject("assignments"),
    )
    op.create_index("ix_assignments_subject_id", "assignments", ["subject_id"])


def _of_people() -> None:
    op.create_table(
        "absences",
        sa.Column("absence_id", sa.String(64), nullable=False),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("last_day", sa.String(10), nullable=False),
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("paid", sa.Boolean(), nullable=False),
        *_changes(),
        sa.PrimaryKeyConstraint("absence_id", name="pk_absences"),
        _of_subject("absences"),
    )
    op.create_index("ix_absences_subject_id", "absences", ["subject_id"])
    op.create_table(
        "punch_reasons",
        sa.Column("event_id", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_punch_reasons"),
        _of_subject("punch_reasons"),
    )
    op.create_index("ix_punch_reasons_subject_id", "punch_reasons", ["subject_id"])
    op.create_table(
        "watch_list",
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("refuse", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", name="pk_watch_list"),
        _of_subject("watch_list"),
    )


def _days() -> None:
    op.create_table(
        "attendance_days",
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("shift_id", sa.String(64)),
        sa.Column("day_kind", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("first_in", sa.BigInteger()),
        sa.Column("last_out", sa.BigInteger()),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _MINUTES),
        sa.Column("overtime_tiers", sa.Text(), nullable=False),
        sa.Column("exceptions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", "day", name="pk_attendance_days"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attendance_days_day", "attendance_days", ["day"])
    not_over = sa.text("status = 'open'")
    op.create_index(
        "ix_attendance_days_open", "attendance_days", ["day"], sqlite_where=not_over, postgresql_where=not_over
    )
    op.create_table(
        "stale_days",
        sa.Column("stale_id", _ROW_NUMBER, nullable=False, autoincrement=True),
        sa.Column("subject_id", sa.String(32)),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("last_day", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("stale_id", name="pk_stale_days"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "periods",
        sa.Column("period_id", _ROW_NUMBER, nullable=False, autoincrement=True),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("last_day", sa.String(10), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("reopened_at", sa.BigInteger()),
        sa.Column("reopened_by", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("period_id", name="pk_periods"),
        sqlite_autoincrement=True,
    )
    # Nothing was worked out yet.
    op.execute("INSERT INTO stale_days (subject_id, first_day, last_day) VALUES (NULL, '0001-01-01', '9999-12-31')")


def _changes() -> tuple[sa.Column[int], sa.Column[str]]:
    return (
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
    )


def _of_subject(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["subject_id"], ["subjects.subject_id"], f"fk_{table}_subject_id_subjects", ondelete="CASCADE"
    )
