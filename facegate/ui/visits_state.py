"""Visits a month that somebody supposed on the calibration page: remembered beside the window's place."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from facegate import logs
from facegate.settings.files import write_atomically
from facegate.settings.paths import Paths

MOST_VISITS = 10_000_000
"""A month; more than the largest station has."""


@dataclass(frozen=True, slots=True)
class SupposedVisits:
    """Visits a month, 0..:data:`MOST_VISITS`; None where nobody said anything.

    Attributes:
        strangers: of people who are not enrolled.
        enrolled: of people who are.
    """

    strangers: int | None = None
    enrolled: int | None = None


def _file(paths: Paths) -> Path:
    return paths.state_dir / "visits.json"


def restore(paths: Paths) -> SupposedVisits:
    """What was supposed last; nothing where that is not known."""
    try:
        record = json.loads(_file(paths).read_text("utf-8"))
        return SupposedVisits(_visits(record["strangers"]), _visits(record["enrolled"]))
    except (OSError, ValueError, KeyError, TypeError):
        return SupposedVisits()


def _visits(number: object) -> int | None:
    return number if isinstance(number, int) and 0 <= number <= MOST_VISITS else None


def save(supposed: SupposedVisits, paths: Paths) -> None:
    """Remember it; not worth a word if that fails."""
    try:
        write_atomically(_file(paths), json.dumps(asdict(supposed)).encode())
    except OSError as error:
        logs.app.info("the supposed visits were not saved: %s", error.strerror)
