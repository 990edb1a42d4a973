"""Titles, headings and codes of reports in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator

from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.results import DayStatus, ExceptionCode
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.events import EventType, Verdict
from facegate.domain.identification import Outcome, Reason
from facegate.domain.pad.results import Cue, Pad
from facegate.domain.records import DoorVerdict, PunchVerdict
from facegate.domain.report_kinds import COLUMNS, TITLES
from facegate.domain.report_tables import code_words
from facegate.domain.sign_ins import SignInReason
from facegate.ui.i18n import translate

REPORTS = "reports"
"""Context of the translations."""

_CODES = (
    *(DayStatus, DayKind, ExceptionCode, Direction),
    *(EventType, Outcome, Reason, SignInReason, Pad, Cue, Verdict, PunchVerdict, DoorVerdict),
)
_ACCESS = ("allowed", "denied", "needs_approval")


def report_words(text: str) -> str:
    """What :meth:`facegate.pipeline.reports.service.ReportService.write` takes for a language."""
    return translate(REPORTS, text)


def report_texts() -> Iterator[str]:
    """Everything that :func:`report_words` may be asked for; reasons of decisions at doors apart."""
    yield from TITLES.values()
    for columns in COLUMNS.values():
        # Days of a month need no translation.
        yield from (column.heading for column in columns if not column.heading.isdigit())
    for codes in _CODES:
        yield from (code_words(code) for code in codes)
    yield from map(code_words, _ACCESS)
