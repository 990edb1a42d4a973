"""Reports that are written every day: which are due, and the thread that writes them."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from facegate import logs
from facegate.domain.ports import Clock
from facegate.domain.report_kinds import BY_MONTH
from facegate.errors import FacegateError
from facegate.pipeline.reports.profiles import columns_of
from facegate.pipeline.reports.service import ReportFormat, ReportRequest, ReportService
from facegate.settings.files import write_atomically
from facegate.settings.reports import MOST_CATCH_UP, DailyFile, ReportSettings
from facegate.settings.store import SettingsStore

TICK = 30.0
"""Seconds between two looks at the clock, which somebody may set meanwhile."""

RETRY = 300.0
"""Seconds until a folder that could not be written is tried again: a share comes back."""

_DAY = timedelta(days=1)
_NO_FILE_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


def due_days(now: datetime, at: time, done: date | None) -> list[date]:
    """Days whose reports are to be written, oldest first; a month is made up for, not more.

    Args:
        now: aware, in the site's zone.
        at: when a day's reports are written on the next day; in a gap of the clock, right after it.
        done: the newest day that was written; None: none ever was, and nothing is made up for.
    """
    newest = now.date() - (_DAY if now.time() >= at else 2 * _DAY)
    if done is None or done >= now.date():
        # Written in the future: the clock was wrong then, or is now.
        return [newest]
    oldest = max(done + _DAY, newest - (MOST_CATCH_UP - 1) * _DAY)
    return [oldest + number * _DAY for number in range((newest - oldest).days + 1)]


def file_name(file: DailyFile, day: date) -> str:
    """``attendance_2026-03-02.csv``; with a profile, its name in between.

    Of a month, ``payroll_2026-03.xlsx``: each day replaces it with one that is a day longer.
    """
    period = f"{day:%Y-%m}" if file.kind in BY_MONTH else day.isoformat()
    profile = _NO_FILE_NAME.sub("-", file.profile)
    return "_".join(filter(None, (file.kind.value, profile, period))) + f".{file.format}"


class DailyReports:
    """Writes what the settings ask for, day after day, also what was missed while the program did not run.

    A report is of the day as it is known then; what is corrected later is in the report that somebody asks for.
    """

    def __init__(
        self,
        service: ReportService,
        settings: SettingsStore,
        clock: Clock,
        state_file: Path,
        notify: Callable[[FacegateError], None],
    ) -> None:
        """Make it; nothing runs before :meth:`start`.

        Args:
            service: makes the reports.
            settings: read anew each time.
            clock: of the wall.
            state_file: remembers the newest day that was written.
            notify: told on the thread when a folder cannot be written, once until it can be again.
        """
        self._service = service
        self._settings = settings
        self._clock = clock
        self._state_file = state_file
        self._notify = notify
        self._failing = False
        self._written: date | None = None
        self._ahead: dict[tuple[DailyFile, Path], date] = {}
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look at the clock."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="facegate-daily-reports")
            self._thread.start()

    def close(self, timeout: float = 10.0) -> None:
        """End the thread; a report that is being written is given up, and no half file stays."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def write_due(self) -> list[Path]:
        """Write what is due now; the files.

        Raises:
            FacegateError: a report could not be made or written: the first one, after all others were written, which
                stay. Only what is missing is tried again.
        """
        wanted = self._settings.current.reports
        if not wanted.folder or not wanted.daily:
            return []
        zone = self._service.zone
        now = self._clock.now().astimezone(zone)
        written: list[Path] = []
        failed: FacegateError | None = None
        for day in due_days(now, time.fromisoformat(wanted.at), self._done()):
            for file in wanted.daily:
                out = Path(wanted.folder).expanduser() / file_name(file, day)
                # Nor one of a month by an older and shorter one.
                if self._ahead.get((file, out), date.min) >= day:
                    continue
                try:
                    self._write(wanted, file, day, out)
                    written.append(out)
                    self._ahead[file, out] = day
                except FacegateError as error:
                    # A file that somebody has open must not hold up those of all others.
                    failed = failed or error
            if failed is None:
                self._remember(day)
        if failed is not None:
            raise failed
        self._ahead.clear()
        return written

    def _write(self, wanted: ReportSettings, file: DailyFile, day: date, out: Path) -> None:
        first = day.replace(day=1) if file.kind in BY_MONTH else day
        columns = columns_of(wanted, file.kind, file.profile) if file.profile else None
        request = ReportRequest(file.kind, first, day, None, columns)
        self._service.write(request, out, ReportFormat(file.format), self._check)

    def _check(self, _rows: int) -> None:
        if self._closed.is_set():
            raise _ClosedError

    def _run(self) -> None:
        wait = 0.0
        while not self._closed.wait(wait):
            wait = TICK
            try:
                self.write_due()
                self._failing = False
            except _ClosedError:
                return
            except FacegateError as error:
                wait = RETRY
                self._tell(error)
            except Exception:  # noqa: BLE001 - thread boundary: a bug in one report must not end all others
                wait = RETRY
                logs.app.exception("a daily report failed")

    def _tell(self, error: FacegateError) -> None:
        logs.app.warning("a daily report was not written: %s", error.title)
        if not self._failing:
            self._failing = True
            self._notify(error)

    def _done(self) -> date | None:
        if self._written is not None:
            return self._written
        try:
            return date.fromisoformat(json.loads(self._state_file.read_text("utf-8"))["written"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            logs.app.warning("what daily reports were written is not known any more")
            return None

    def _remember(self, day: date) -> None:
        # Also in memory, or a disk that is full would have the same files written every half minute.
        self._written = day
        try:
            write_atomically(self._state_file, json.dumps({"written": day.isoformat()}).encode())
        except OSError as error:
            logs.app.warning("not remembered which daily reports were written: %s", error.strerror)


class _ClosedError(Exception):
    """The program ends."""
