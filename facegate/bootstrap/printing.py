"""Paper for every command: Qt is loaded when the first page is wanted, without a window."""

from __future__ import annotations

from typing import IO

from facegate.cli.failures import system_library_missing
from facegate.cli.system_libraries import missing_libraries
from facegate.domain.ports import Clock
from facegate.domain.ports_reports import RowProgress
from facegate.domain.report_tables import Table, WrittenReport


class LatePrinter:
    """Implements :class:`facegate.domain.ports_reports.ReportPrinter`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def write(self, table: Table, file: IO[bytes], progress: RowProgress) -> WrittenReport:
        """See :class:`facegate.ui.printing.printer.QtReportPrinter`.

        Raises ConditionError where the system lacks what Qt needs to draw letters.
        """
        try:
            from facegate.ui.printing.printer import QtReportPrinter
        except ImportError as error:
            missing = missing_libraries(window=True)
            if not missing:
                raise
            raise system_library_missing(missing) from error
        return QtReportPrinter(self._clock.now).write(table, file, progress)
