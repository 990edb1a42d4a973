"""Which way somebody went; see :mod:`facegate.domain.attendance.punches`."""

from facegate.domain.attendance.punches import Direction

__all__ = ["Direction"]
