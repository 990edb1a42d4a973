"""Why closed days were opened again: free text of an administrator, which an erasure has to reach.

It stands beside the audit, as reasons of punches do, and is nobody's in particular: what names a person is found by
the words of their name and by their identifier.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, select, update

from facegate.domain.ids import SubjectId
from facegate.storage.schema import periods, subjects

REMOVED = "–"
"""What stands in the place of a reason that named somebody who was erased."""

_SHORTEST = 3
"""Letters of a part of a name that tells somebody; shorter ones ("de", "Bo" beside a family name) are in any text."""


def erase_reasons_naming(connection: Connection, subject_id: SubjectId) -> int:
    """Take out the words of every reason that names a person; returns how many."""
    who = connection.execute(
        select(subjects.c.name, subjects.c.external_id).where(subjects.c.subject_id == subject_id)
    ).one()
    wanted = _pattern(who.name, who.external_id)
    named = [
        row.period_id
        for row in connection.execute(
            select(periods.c.period_id, periods.c.reason).where(periods.c.reason.is_not(None))
        )
        if wanted.search(row.reason)
    ]
    connection.execute(update(periods).where(periods.c.period_id.in_(named)).values(reason=REMOVED))
    return len(named)


def _pattern(name: str, external_id: str) -> re.Pattern[str]:
    """Any of the words that name somebody, as a word of its own."""
    parts = [part for part in re.split(r"\W+", name) if len(part) >= _SHORTEST]
    words = sorted({name, external_id, *parts}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)", re.IGNORECASE)
