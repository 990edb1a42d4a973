"""Numbers and times as they are shown."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

NONE = "–"
"""Where there is no value."""


def distance_text(value: float | None) -> str:
    """A squared distance, two digits: the third changes from frame to frame."""
    return NONE if value is None else QLocale().toString(value, "f", 2)


def share_text(value: float | None) -> str:
    """A share or a quality from 0 to 1, in whole per cent."""
    # Isolated, or the sign would stand before the number in a line that runs from right to left.
    return NONE if value is None else isolated(f"{QLocale().toString(round(100 * value))} %")


def time_text(moment: datetime, zone: ZoneInfo) -> str:
    """Time of day with seconds, in the site's zone."""
    # Seconds matter at a gate; the locale's short form has none.
    return f"{moment.astimezone(zone):%H:%M:%S}"


def day_text(moment: datetime, zone: ZoneInfo) -> str:
    """The date, in the site's zone, as the CSV has it (ISO 8601): 3/2/26 is another day in every country."""
    return moment.astimezone(zone).date().isoformat()


def moment_text(moment: datetime | None, zone: ZoneInfo) -> str:
    """Date and time, in the site's zone."""
    return NONE if moment is None else f"{day_text(moment, zone)}  {time_text(moment, zone)}"


def isolated(text: str) -> str:
    """A name that may run in the other direction, so that it does not reorder the words around it (UAX 9, FSI)."""
    return f"\u2068{text}\u2069"
