"""The machine's time zone by its IANA name."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal

from facegate import logs


@cache
def local_zone_name() -> str:
    """Return the machine's IANA zone, ``UTC`` where it has none."""
    try:
        name = tzlocal.get_localzone_name()
        if name and is_zone(name):
            return str(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        logs.settings.warning("the machine's time zone cannot be told: %s", error)
    return "UTC"


def is_zone(name: str) -> bool:
    """Whether ``name`` is an IANA zone that is known here."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # ValueError: an absolute or upward path. OSError: a folder's name, or one that is too long.
        return False
    return True
