"""People who are looked out for: off by default, each with the legal basis that stands in for their consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from facegate.domain.ids import SubjectId

MAX_BASIS_LENGTH = 500
"""Characters of the text that says what entitles the site to look out for somebody."""


@dataclass(frozen=True, slots=True)
class WatchBasis:
    """What stands in for consent where somebody is put on record only to be looked out for.

    Attributes:
        basis, refuse: see :class:`WatchEntry`.
    """

    basis: str
    refuse: bool = False


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """Somebody is looked out for.

    Attributes:
        subject_id: who.
        basis: what entitles the site to it, in words: a house ban and its date, an order of a court.
        refuse: they are not let in, either; otherwise only an alarm says that they are there.
        added_at: aware, UTC.
        added_by: account of the operating system.
    """

    subject_id: SubjectId
    basis: str
    refuse: bool
    added_at: datetime
    added_by: str
