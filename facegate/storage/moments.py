"""Moments as the database holds them: microseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Of an aware moment; exact."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Aware, UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def stamp(moment: datetime) -> str:
    """For file names: UTC, to the second, sorting by time."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
