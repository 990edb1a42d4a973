"""People are found without accents, and by the two letters that stand for an umlaut."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

# Not a copy: what is searched in is worked out from the other columns, and has to be what the program of the day asks.
from facegate.storage.texts import search_text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    subjects = sa.table(
        "subjects",
        *(sa.column(name, sa.Text()) for name in ("subject_id", "search_text", *_SEARCHED)),
    )
    connection = op.get_bind()
    changed = []
    for row in connection.execute(sa.select(subjects)):
        text = search_text(row.name, row.external_id, row.department, row.card or "")
        # Most names have no accent, and their rows stay as they are.
        if text != row.search_text:
            changed.append({"of": row.subject_id, "text": text})
    if changed:
        whose = subjects.c.subject_id == sa.bindparam("of")
        connection.execute(sa.update(subjects).where(whose).values(search_text=sa.bindparam("text")), changed)


_SEARCHED = ("name", "external_id", "department", "card")
