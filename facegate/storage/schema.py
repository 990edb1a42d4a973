"""The tables, as the newest migration leaves them.

Moments are microseconds since 1970 in UTC: exact, quick to compare, and the
same in every database. The migrations hold their own copies of what they make;
a test compares their result with this module.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from facegate.domain.profiles import MAX_CARD_LENGTH

REVISION = "0006"
"""The revision that this program works with; a test compares it with the newest migration."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID_LENGTH = 32
"""Hex digits of a random id."""

_DAY_LENGTH = 10

RowNumber = BigInteger().with_variant(Integer, "sqlite")
"""64 bits everywhere; SQLite has row numbers under the name INTEGER only."""


def _subject() -> Column[str]:
    return Column(
        "subject_id",
        String(ID_LENGTH),
        ForeignKey("subjects.subject_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


def _subject_key() -> Column[str]:
    return Column(
        "subject_id", String(ID_LENGTH), ForeignKey("subjects.subject_id", ondelete="CASCADE"), primary_key=True
    )


meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))
"""``database_id``: random, names the key. ``key_place``: where it is. ``key_check``: opens with the right one."""

subjects = Table(
    "subjects",
    metadata,
    Column("subject_id", String(ID_LENGTH), primary_key=True),
    Column("external_id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    # Without case and accents, because databases fold differently and SQLite's LIKE folds ASCII only.
    Column("name_key", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("department", Text, nullable=False, server_default=""),
    Column("card", String(MAX_CARD_LENGTH)),
    # Days as YYYY-MM-DD in the site's zone, both included.
    Column("valid_from", String(_DAY_LENGTH)),
    Column("valid_until", String(_DAY_LENGTH)),
    Column("notes", Text, nullable=False, server_default=""),
    Column("suspended_at", BigInteger),
    Column("declined_at", BigInteger),
    # Grows with every change, so that two who edit a record at once notice.
    Column("revision", BigInteger, nullable=False, server_default="1"),
    # With what is searched in: a search reads the index alone, in the order of the list.
    Index(None, "name_key", "subject_id", "search_text"),
    Index(None, "department"),
    Index(None, "card", unique=True),
)

pins = Table("pins", metadata, _subject_key(), Column("sealed", LargeBinary, nullable=False))
"""Hashes, sealed: of four digits a hash alone hides little."""

memberships = Table("memberships", metadata, _subject_key(), Column("name", Text, primary_key=True, index=True))
"""Who is in which group. A group is there as long as somebody is in it."""

aliases = Table(
    "aliases",
    metadata,
    Column("alias", String(ID_LENGTH), primary_key=True),
    _subject(),
    Column("merged_at", BigInteger, nullable=False),
)
"""Random ids of records that were merged into another: events keep the old one."""

enrolments = Table(
    "enrolments",
    metadata,
    Column("enrolment_id", RowNumber, primary_key=True, autoincrement=True),
    _subject(),
    Column("occurred_at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("source", String(16), nullable=False),
    Column("model_id", String(64), nullable=False),
    Column("samples", BigInteger, nullable=False),
    Column("skipped_poses", Text, nullable=False),
)
"""How and when samples were taken; poses that were skipped, joined by spaces."""

face_references = Table(
    "face_references",
    metadata,
    # AUTOINCREMENT: an id is never given twice, so an old index cannot take one person for another.
    Column("reference_id", RowNumber, primary_key=True, autoincrement=True),
    _subject(),
    Column("model_id", String(64), nullable=False),
    Column("quality", Double, nullable=False),
    Column("source", String(16), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    # The event whose look it is, for references that corrections added.
    Column("event_id", String(ID_LENGTH)),
    # The newer reference that took its place; it is used again when that one is removed.
    Column("retired_by", RowNumber),
    Column("pose", String(16)),
    Column("predicted", Double),
    Column("predictor", String(64)),
    Index(None, "model_id", "reference_id"),
    sqlite_autoincrement=True,
)

templates = Table(
    "templates",
    metadata,
    Column(
        "reference_id",
        RowNumber,
        ForeignKey("face_references.reference_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("sealed", LargeBinary, nullable=False),
)
"""Apart from :data:`face_references`, so that an erasure can write it anew."""

pictures = Table(
    "pictures",
    metadata,
    Column(
        "reference_id",
        RowNumber,
        ForeignKey("face_references.reference_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("sealed", LargeBinary, nullable=False),
)
"""Empty unless the site keeps pictures."""

photo_digests = Table(
    "photo_digests",
    metadata,
    Column(
        "reference_id",
        RowNumber,
        ForeignKey("face_references.reference_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("digest", String(64), nullable=False),
)
"""SHA-256 of the photographs that references were taken from: tells one that is offered again."""

consents = Table(
    "consents",
    metadata,
    Column("consent_id", RowNumber, primary_key=True, autoincrement=True),
    _subject(),
    Column("text_version", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("attested", Boolean, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("sequence", RowNumber, primary_key=True, autoincrement=False),
    Column("event_id", String(ID_LENGTH), nullable=False, unique=True),
    Column("type", String(32), nullable=False),
    Column("occurred_at", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("source", Text, nullable=False),
    Column("track", BigInteger),
    # No foreign key: events outlive the person, who is only a random id here.
    Column("subject_id", String(ID_LENGTH)),
    Column("distance", Double),
    Column("margin", Double),
    Column("threshold", Double),
    Column("model_id", String(64)),
    Column("result", String(16)),
    Column("reason", String(32)),
    Column("pad", String(32), nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("mac", LargeBinary, nullable=False),
    # Of corrections only, but for the verdicts and actors of punches and doors.
    Column("corrects", String(ID_LENGTH)),
    Column("verdict", String(16)),
    Column("actor", Text),
    # Of punches, decisions and doors; a direction also of sightings.
    Column("direction", String(16)),
    Column("punch_at", BigInteger),
    Column("place", String(64)),
    Column("about", String(ID_LENGTH)),
    Column("latency", Double),
    # Of sightings: what presentation attack detection rests on, and whom a face showed that was not let count.
    Column("pad_cue", String(32)),
    Column("pad_score", Double),
    Column("claimed_id", String(ID_LENGTH)),
    Index(None, "occurred_at", "sequence"),
    Index(None, "subject_id", "occurred_at", "sequence"),
    Index(None, "corrects", sqlite_where=text("corrects IS NOT NULL"), postgresql_where=text("corrects IS NOT NULL")),
    Index(None, "about", sqlite_where=text("about IS NOT NULL"), postgresql_where=text("about IS NOT NULL")),
    Index(
        None,
        "subject_id",
        "punch_at",
        sqlite_where=text("punch_at IS NOT NULL"),
        postgresql_where=text("punch_at IS NOT NULL"),
    ),
    Index(
        None,
        "claimed_id",
        sqlite_where=text("claimed_id IS NOT NULL"),
        postgresql_where=text("claimed_id IS NOT NULL"),
    ),
)
"""Append-only and chained, see :mod:`facegate.storage.chain`."""

looks = Table(
    "looks",
    metadata,
    Column("event_id", String(ID_LENGTH), ForeignKey("events.event_id"), primary_key=True),
    Column("model_id", String(64), nullable=False),
    Column("quality", Double, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""Empty unless the site keeps looks; never in a backup, which would outlive their day."""

negatives = Table(
    "negatives",
    metadata,
    Column("correction_id", String(ID_LENGTH), primary_key=True),
    _subject(),
    Column("event_id", String(ID_LENGTH), nullable=False),
    Column("model_id", String(64), nullable=False),
    Column("quality", Double, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Looks of others that were taken for this person."""

_ITEM_LENGTH = 64
"""Characters of an id that an administrator chose."""

_WORD_LENGTH = 16
"""Characters of a word of the program."""


def _changes() -> tuple[Column[int], Column[str]]:
    return Column("changed_at", BigInteger, nullable=False), Column("changed_by", Text, nullable=False)


plan_items = Table(
    "plan_items",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("item_id", String(_ITEM_LENGTH), primary_key=True),
    Column("body", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    *_changes(),
)
"""Shifts, rotations, calendars, zones, doors, hours and rules, each as JSON: nothing about people."""

assignments = Table(
    "assignments",
    metadata,
    Column("assignment_id", String(_ITEM_LENGTH), primary_key=True),
    Column("scope", String(_WORD_LENGTH), nullable=False),
    # Of a person, or else of a department, or of everybody.
    Column("subject_id", String(ID_LENGTH), ForeignKey("subjects.subject_id", ondelete="CASCADE"), index=True),
    Column("department", Text),
    Column("schedule_id", String(_ITEM_LENGTH), nullable=False),
    Column("first_day", String(_DAY_LENGTH), nullable=False),
    Column("last_day", String(_DAY_LENGTH)),
    Column("temporary", Boolean, nullable=False),
    Column("calendar_id", String(_ITEM_LENGTH), nullable=False),
    Column("on_holidays", Boolean, nullable=False),
    *_changes(),
)

absences = Table(
    "absences",
    metadata,
    Column("absence_id", String(_ITEM_LENGTH), primary_key=True),
    _subject(),
    Column("kind", String(_WORD_LENGTH), nullable=False),
    Column("first_day", String(_DAY_LENGTH), nullable=False),
    Column("last_day", String(_DAY_LENGTH), nullable=False),
    Column("part", String(_WORD_LENGTH), nullable=False),
    Column("paid", Boolean, nullable=False),
    *_changes(),
)

watch_list = Table(
    "watch_list",
    metadata,
    _subject_key(),
    Column("basis", Text, nullable=False),
    Column("refuse", Boolean, nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("added_by", Text, nullable=False),
)
"""Who is looked out for, with the legal basis in words."""

punch_reasons = Table(
    "punch_reasons",
    metadata,
    Column("event_id", String(ID_LENGTH), primary_key=True),
    _subject(),
    Column("reason", Text, nullable=False),
)
"""Why punches were changed, in words; never in the log, where they would stay for good."""

NOT_OVER = text("status = 'open'")
"""Of days: worked out before they were over. As it is in the index, so that the database sees that it can use that."""

attendance_days = Table(
    "attendance_days",
    metadata,
    # No foreign key: totals outlive the person, who is only a random id here.
    Column("subject_id", String(ID_LENGTH), primary_key=True),
    Column("day", String(_DAY_LENGTH), primary_key=True),
    Column("shift_id", String(_ITEM_LENGTH)),
    Column("day_kind", String(_WORD_LENGTH), nullable=False),
    Column("status", String(_WORD_LENGTH), nullable=False),
    Column("first_in", BigInteger),
    Column("last_out", BigInteger),
    *(
        Column(name, Integer, nullable=False)
        for name in (
            *("worked", "regular", "overtime", "unplanned", "paid_break", "unpaid_break", "required", "leave"),
            *("unpaid_leave", "trip", "missing", "late", "early", "absent", "weekend", "holiday", "used", "ignored"),
        )
    ),
    # Minutes of each tier, and what should be looked at, joined by spaces.
    Column("overtime_tiers", Text, nullable=False),
    Column("exceptions", Text, nullable=False),
    Index(None, "day"),
    Index("ix_attendance_days_open", "day", sqlite_where=NOT_OVER, postgresql_where=NOT_OVER),
    # A person's days lie together: they are written, and mostly read, a person at a time.
    sqlite_with_rowid=False,
)
"""What was worked out of events and plan: minutes, and moments in microseconds."""

stale_days = Table(
    "stale_days",
    metadata,
    Column("stale_id", RowNumber, primary_key=True, autoincrement=True),
    # None: everybody's.
    Column("subject_id", String(ID_LENGTH)),
    Column("first_day", String(_DAY_LENGTH), nullable=False),
    Column("last_day", String(_DAY_LENGTH), nullable=False),
    sqlite_autoincrement=True,
)
"""Days that have to be worked out again before they are shown."""

periods = Table(
    "periods",
    metadata,
    Column("period_id", RowNumber, primary_key=True, autoincrement=True),
    Column("first_day", String(_DAY_LENGTH), nullable=False),
    Column("last_day", String(_DAY_LENGTH), nullable=False),
    Column("closed_at", BigInteger, nullable=False),
    Column("closed_by", Text, nullable=False),
    Column("reopened_at", BigInteger),
    Column("reopened_by", Text),
    Column("reason", Text),
    sqlite_autoincrement=True,
)
"""Closed days, which are never worked out again; with a moment of reopening where they are open again."""

audit = Table(
    "audit",
    metadata,
    Column("audit_id", RowNumber, primary_key=True, autoincrement=True),
    Column("occurred_at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("object_id", String(64), nullable=False),
    Column("details", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Who changed what; append-only; ids and numbers, never a person's name."""

APPEND_ONLY = (events, audit)
PERSONAL = (
    subjects,
    pins,
    memberships,
    aliases,
    enrolments,
    templates,
    pictures,
    photo_digests,
    consents,
    looks,
    negatives,
    assignments,
    absences,
    punch_reasons,
    watch_list,
)
"""What an erasure deletes from and then writes anew. Children of other tables at most, no row counters."""
