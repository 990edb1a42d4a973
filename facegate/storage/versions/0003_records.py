"""What a site knows of a person beside their face: department, groups, card, PIN, validity; merged records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Columns with a constant default are added in place: no table is written anew.
    op.add_column("subjects", sa.Column("department", sa.Text(), nullable=False, server_default=""))
    op.add_column("subjects", sa.Column("card", sa.String(32)))
    op.add_column("subjects", sa.Column("valid_from", sa.String(10)))
    op.add_column("subjects", sa.Column("valid_until", sa.String(10)))
    op.add_column("subjects", sa.Column("notes", sa.Text(), nullable=False, server_default=""))
    op.add_column("subjects", sa.Column("suspended_at", sa.BigInteger()))
    op.add_column("subjects", sa.Column("declined_at", sa.BigInteger()))
    op.add_column("subjects", sa.Column("revision", sa.BigInteger(), nullable=False, server_default="1"))
    op.create_index("ix_subjects_card", "subjects", ["card"], unique=True)
    op.create_index("ix_subjects_department", "subjects", ["department"])
    # With what is searched in: a search reads the index alone, in the order of the list.
    op.drop_index("ix_subjects_name_key_subject_id", "subjects")
    op.create_index(
        "ix_subjects_name_key_subject_id_search_text", "subjects", ["name_key", "subject_id", "search_text"]
    )
    op.add_column("face_references", sa.Column("pose", sa.String(16)))
    op.add_column("face_references", sa.Column("predicted", sa.Double()))
    op.add_column("face_references", sa.Column("predictor", sa.String(64)))
    _of_a_person(
        "pins", sa.Column("subject_id", sa.String(32), nullable=False), key=["subject_id"], columns=[_sealed()]
    )
    _of_a_person(
        "memberships",
        sa.Column("subject_id", sa.String(32), nullable=False),
        key=["subject_id", "name"],
        columns=[sa.Column("name", sa.Text(), nullable=False)],
    )
    op.create_index("ix_memberships_name", "memberships", ["name"])
    _of_a_person(
        "aliases",
        sa.Column("subject_id", sa.String(32), nullable=False),
        key=["alias"],
        columns=[
            sa.Column("alias", sa.String(32), nullable=False),
            sa.Column("merged_at", sa.BigInteger(), nullable=False),
        ],
    )
    op.create_index("ix_aliases_subject_id", "aliases", ["subject_id"])
    _of_a_person(
        "enrolments",
        sa.Column("subject_id", sa.String(32), nullable=False),
        key=["enrolment_id"],
        columns=[
            sa.Column("enrolment_id", _ROW_NUMBER, nullable=False),
            sa.Column("occurred_at", sa.BigInteger(), nullable=False),
            sa.Column("actor", sa.Text(), nullable=False),
            sa.Column("source", sa.String(16), nullable=False),
            sa.Column("model_id", sa.String(64), nullable=False),
            sa.Column("samples", sa.BigInteger(), nullable=False),
            sa.Column("skipped_poses", sa.Text(), nullable=False),
        ],
    )
    op.create_index("ix_enrolments_subject_id", "enrolments", ["subject_id"])
    op.create_table(
        "photo_digests",
        sa.Column("reference_id", _ROW_NUMBER, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("reference_id", name="pk_photo_digests"),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["face_references.reference_id"],
            "fk_photo_digests_reference_id_face_references",
            ondelete="CASCADE",
        ),
    )


def _sealed() -> sa.Column[bytes]:
    return sa.Column("sealed", sa.LargeBinary(), nullable=False)


def _of_a_person(table: str, owner: sa.Column[str], key: list[str], columns: list[sa.Column]) -> None:  # type: ignore[type-arg]
    op.create_table(
        table,
        owner,
        *columns,
        sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.subject_id"], f"fk_{table}_subject_id_subjects", ondelete="CASCADE"
        ),
    )
